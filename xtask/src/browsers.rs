//! What readers and publishers do, in real browsers.

use anyhow::Result;
use clap::ValueEnum;
use xshell::{Cmd, cmd};

use crate::{
    build,
    content_systems::System,
    context::{Context, step},
    report, retry, tools,
};

/// A browser that the tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
    Webkit,
}

impl Browser {
    /// What `cargo test` is told, so that it runs the tests of this browser.
    /// A test that is not in the module of a browser runs in Chromium.
    fn filter(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["--skip", "firefox::", "--skip", "webkit::"],
            Self::Firefox => &["firefox::"],
            Self::Webkit => &["webkit::"],
        }
    }
}

/// The journeys of every day.
pub(crate) fn journeys(cx: &Context, only: Option<Browser>) -> Result<()> {
    need(cx, only)?;
    // A test in `between_engines` needs them all.
    let filter =
        only.map_or_else(Vec::new, |only| [only.filter(), &["--skip", "between_engines::"]].concat());
    step("The journeys of readers and publishers", || run(cx, &filter))
}

/// The journeys that take long: every page and state, in every theme and width.
pub(crate) fn pages(cx: &Context, only: Option<Browser>) -> Result<()> {
    need(cx, only)?;
    for (browser, name) in [
        (Browser::Webkit, "the long tests in WebKit"),
        (Browser::Chromium, "the long tests in Chromium"),
        (Browser::Firefox, "the long tests in Firefox"),
    ] {
        if only.is_none_or(|only| only == browser) {
            // The systems of others are parts of their own.
            let others = System::ALL.map(|system| ["--skip", system.filter()]).concat();
            report::step(cx, name, || run(cx, &[&["--ignored"], browser.filter(), &others].concat()))?;
        }
    }
    Ok(())
}

/// `cargo xtask heights`: what publishers reserve, measured in the built site.
pub(crate) fn heights(cx: &Context) -> Result<()> {
    build::run(cx, &build::Args::default())?;
    step("The browsers and their drivers", || tools::browsers(cx, None))?;
    step("Every page in a frame (some minutes in each browser)", || {
        let measure = cmd!(cx.sh, "cargo run --package tests --bin heights -- static/heights.json");
        Ok(measure.env("DIST", cx.dist()).run()?)
    })
}

fn need(cx: &Context, only: Option<Browser>) -> Result<()> {
    step("The browsers and their drivers (geckodriver: about 2 minutes the first time)", || {
        tools::browsers(cx, only)
    })?;
    step("nginx, axe-core, and the libraries of readers' modes and dark modes", || {
        tools::nginx(cx)?;
        tools::other_views(cx)?;
        tools::axe(cx).map(drop)
    })
}

fn run(cx: &Context, filter: &[&str]) -> Result<()> {
    let axe = tools::axe(cx)?;
    let tests = |args: &[&str]| -> Cmd<'_> {
        let tests = cmd!(cx.sh, "cargo test --package tests --no-fail-fast -- {args...}");
        tests.env("DIST", cx.dist()).env("FIGURES", cx.figures()).env("AXE", &axe)
    };
    retry::with_retry(cx, tests(filter), tests(&["--include-ignored", "--test-threads", "1", "--exact"]))
}
