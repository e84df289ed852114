//! The native tool: checks the law, bakes it for the browser, explains an outcome in the terminal, prints every page.
//!
//! # What this crate does not do
//!
//! It decides no law (see `rules`) and lays out no page (see `ban-explainer`); it reads files and writes files.

pub use law_files::{check, fault, law};

pub mod desk;
pub mod diff;
pub mod hash;
mod languages;
pub mod pages;
pub mod print;
pub mod publish;
pub mod reserve;
pub mod settings;

pub mod atom;
pub mod card;
pub mod ics;
pub mod json;
pub mod serving;
mod stable_id;
