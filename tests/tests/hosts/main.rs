//! What a publisher does with the explainer, and what their readers then see: one page per situation in `tests/hosts/`,
//! served from another site than ours.

mod article;
mod visit;

mod situations;

mod builder;
mod element;
mod hostile;
mod loader;
mod many;
mod paper;
mod policy;
mod seen;
mod sharing;
