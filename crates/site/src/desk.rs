//! The editor's desk: what follows from an edit of the law, and what is to be looked up again.

pub mod accept;
pub mod batch;
pub mod due;
pub mod new;
pub mod preview;
pub mod snapshot;
