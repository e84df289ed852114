//! The editor's desk: what an edit of the law changes, what follows from it, what is to be looked up again.

pub mod due;
pub mod snapshot;
