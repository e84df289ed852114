//! The widget: the same Yew components in a browser, in prerendering and in tests.
//!
//! [`App`] takes the law, a [`Read`] route, [`Today`] and the [`Site`] as props and gives markup.
//! Its state is one [`state::State`] with a pure reducer; components render it, and hooks keep the browser's history,
//! head and clock in step with it.
//!
//! # What this crate does not do
//!
//! It decides no law (see the crate `rules`) and types no sentence about it: every word comes from the law file.
//! It keeps nothing: no storage, no cookie, no request but for its own files.

pub use crate::{
    app::{App, AppProps},
    components::background::{Background, BackgroundProps},
    route::{Read, Route, Site},
    state::{Host, Today},
};

#[cfg(feature = "csr")]
pub use crate::take_over::take_over;

pub mod head;
pub mod law_file;
pub mod route;
pub mod sentences;
pub mod site;
pub mod state;
pub mod timeline;
pub mod typed_day;

mod app;
mod components;
mod hooks;
#[cfg(feature = "csr")]
mod take_over;
