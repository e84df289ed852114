//! The parts of the page, one per file, from top to bottom.
//!
//! A region of the page is a component; what is part of a region and has no hooks of its own is a function that returns
//! [`yew::Html`], as Yew's guide advises.
//!
//! Every choice is a link to the page that answers it, so that the prerendered page works without script; where a script
//! runs, [`link::Link`] dispatches an action instead.

pub(crate) mod advice;
pub(crate) mod another_day;
pub(crate) mod answer;
pub(crate) mod background;
pub(crate) mod card;
pub(crate) mod claim_check;
pub(crate) mod claims;
pub(crate) mod depends;
pub(crate) mod head;
pub(crate) mod link;
pub(crate) mod not_yours;
pub(crate) mod notices;
pub(crate) mod provisions;
pub(crate) mod questions;
pub(crate) mod rail;
pub(crate) mod reasons;
pub(crate) mod roles;
pub(crate) mod rows;
pub(crate) mod schedule;
pub(crate) mod share;
pub(crate) mod sources;
pub(crate) mod text;
