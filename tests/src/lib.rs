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
//! assert!(page.text_of("h2.verdict").contains("barred"));
//! assert_eq!(page.complaints(), Vec::<String>::new());
//! ```
//!
//! A journey that holds for every browser takes its engine, and [`in_every_engine!`] makes a test of it in each:
//!
//! ```no_run
//! use tests::{Browser, Engine, Server, in_every_engine};
//!
//! in_every_engine![a_reseller_follows_a_link];
//!
//! fn a_reseller_follows_a_link(engine: Engine) {
//!     let site = Server::of_dist().start();
//!     let page = Browser::in_engine(engine, "a reseller who follows a link", &site);
//!     page.open("/business/resell/");
//! }
//! ```
//!
//! - Click what a reader clicks, by its label, and wait for a condition with a name, never for a time.
//! - Name the reader in [`Browser::of`]: a failure says who would have been misled, and in which engine.
//! - Readers differ by [`Browser::without_script`], [`Browser::sized`], [`Browser::looks`] and [`Browser::slower`].
//! - Sites differ by [`Server::without_header`], [`Server::plain`], [`Server::missing`], [`Server::spoiled`],
//!   [`Server::script_first`] and [`Server::page`]; the
//!   page of a publisher is a second [`Server`] with a [`Server::page`] that embeds the first.
//! - What was asked for: [`Site::asked`] has what reached that server, [`Browser::requests`] all that the browser tried.
//! - A test that takes long is `#[ignore = "long"]`, and run by `cargo xtask test --all`.
//!
//! Run them with `cargo xtask test`, or with `DIST=dist cargo test -p tests` after `cargo xtask build`; with
//! `-- firefox::` only in one engine. The browsers and their drivers have to be on PATH. At most two browsers run at
//! once, so a test drops the one it has before it opens another. On a slow machine, `PATIENCE=60` lets every wait be
//! as many seconds long.
//!
//! # What an engine cannot do
//!
//! | | Chromium | Firefox | WebKit |
//! |---|---|---|---|
//! | complaints | its console | its console, by `moz/context` | a script before those of the page, and the relay |
//! | warnings | its console | its console, by `moz/context` | those of scripts, by the same script |
//! | cookies | all that it keeps | all that it keeps, by `moz/context` | those of the page that is open |
//! | requests | its log | an observer, by `moz/context` | all pass through the relay |
//! | dark | emulated | emulated | MiniBrowser started again with `--dark-mode` |
//! | forced colours | emulated | emulated | none: WebKitGTK has none |
//! | a click far down in a tall frame of the same host | lands | is lost | lands |
//! | narrow pages | any | any | from 290 px |
//! | a slow processor, the DevTools | yes | no | no |
//!
//! # What this crate does not do
//!
//! It does not build the site. What a page has to say comes from the law files ([`expected`]); no sentence of law is typed
//! in it.

pub mod expected;
pub mod heights;

mod axe;
mod browser;
mod engine;
mod figures;
mod memory;
mod reprint;
mod server;

mod driver;
mod relay;
mod vendor_extensions;

pub use axe::{AxeReport, run_axe};
pub use browser::{Browser, FRAMES, Looks};
pub use engine::{Engine, patience};
pub use figures::figure;
pub use reprint::reprint;
pub use server::{Server, Site};
