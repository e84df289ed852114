//! The harness of the browser tests: a site as in production, and a browser that a reader might use.
//!
//! # How to write a journey
//!
//! A journey is one file in `tests/tests/` and one `#[test]` per sentence about a reader:
//!
//! ```no_run
//! use tests::{Browser, Server};
//!
//! let site = Server::of_dist().start();
//! let page = Browser::of("a reseller who follows a link", &site);
//! page.open("/business/");
//! page.click("Resell");
//! page.wait_for("the address names the answer", |page| page.path() == "/business/resell/");
//! assert_eq!(page.text_of("h1"), "Does the Kaspersky ban apply to you?");
//! assert_eq!(page.complaints(), Vec::<String>::new());
//! ```
//!
//! - Click what a reader clicks, by its label, and wait for a condition with a name, never for a time.
//! - Name the reader in [`Browser::of`]: a failure says who would have been misled.
//! - Readers differ by [`Browser::without_script`], [`Browser::width`], [`Browser::looks`] and [`Browser::slower`].
//! - Sites differ by [`Server::without_header`], [`Server::missing`], [`Server::spoiled`] and [`Server::page`]; the
//!   page of a publisher is a second [`Server`] with a [`Server::page`] that embeds the first.
//! - What was asked for: [`Site::asked`] has what reached that server, [`Browser::requests`] all that the browser tried.
//!
//! Run them with `cargo xtask test`, or with `DIST=dist cargo test -p tests` after `cargo xtask build`. Chromium and
//! chromedriver have to be on PATH. At most two browsers run at once.
//!
//! # What this crate does not do
//!
//! It does not build the site, and it knows nothing about what the site says.

mod browser;
mod driver;
mod server;

pub use browser::{Browser, Looks};
pub use server::{Server, Site};
