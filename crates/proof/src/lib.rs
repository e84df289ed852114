//! Proves over every answer and every day that no reader is misled, and asks a second evaluator.
//!
//! [`prove`] walks the whole space of one explainer and counts what it held against the contract.
//! [`second::ask`] decides the same space again, from `law.toml` as plain tables and with no code of `rules`.
//! The tests run both and hold the counts to `law/us-kaspersky/proof.json`, which the page `/method/` shows.
//!
//! # What this crate does not do
//!
//! It does not know whether a sentence is true: that is read by a person, from the golden table and the sources.

pub use grown::grown;
pub use space::{Counts, Spoken, prove, readers};

pub mod golden;
pub mod second;

mod complaints;
mod grown;
mod questions;
mod space;
