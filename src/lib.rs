//! The widget: the same Yew components in a browser, in printing and in tests.
//!
//! [`App`] takes the law, an [`Route`] and [`Today`] as props and gives markup.
//! It reads no clock and no window. In a browser `static/start.js` fetches the law and reads today in New York, and
//! `main.rs` forwards both to `browser.rs`, which reads the address; in printing `crates/site` hands over all three.
//!
//! # What this crate does not do
//!
//! It decides no law (see the crate `rules`) and types no sentence about it: every word comes from the law file.
//! It keeps nothing: no storage, no cookie, no request but for its own files.

pub use crate::{
    app::{App, Copied, Props, Share, Today},
    route::{Read, Route, Site},
    view::behind::{Background, BackgroundProps},
};

pub mod law_file;
pub mod route;
pub mod sentences;
pub mod site;
pub mod timeline;
pub mod typed_day;

// Until crates/site has taken over the new names.
pub use crate::{law_file as baked, route as link, route::Route as Address, sentences as words};

mod app;
mod view;

#[cfg(feature = "browser")]
pub mod browser;
