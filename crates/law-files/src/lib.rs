//! From the files an editor changes to the law, and every fault in them.
//!
//! [`law::load`] reads `law.toml` and the wording of one language; [`check::check`] names what keeps them from being shown.
//! It is a crate of its own, and a small one, so that the proofs of `rules` and of the check build in seconds.
//!
//! # What this crate does not do
//!
//! It decides no law (see `rules`), shows none and bakes none (see `site`); it reads files and writes none.

pub mod check;
pub mod fault;
pub mod law;
