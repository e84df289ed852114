//! What `cargo xtask test` holds true, from the cheapest check to the dearest.

use crate::{
    again,
    fault::Fault,
    steps::{Step, Workshop, show},
    tools,
    wishes::Browser,
};

/// What needs Rust with its target, and no other tool.
pub(crate) const QUICK: &[Step] = &[
    Step {
        says: "is every file formatted?",
        does: |workshop| workshop.run("cargo", &["fmt", "--all", "--check"]),
    },
    Step {
        says: "does clippy find nothing in the native code?",
        does: |workshop| workshop.run("cargo", &CLIPPY),
    },
    Step {
        says: "does clippy find nothing in the widget as a browser runs it?",
        does: |workshop| workshop.run("cargo", &CLIPPY_OF_THE_WIDGET),
    },
    Step {
        says: "does every law file hold together?",
        does: |workshop| workshop.run("cargo", &["run", "--quiet", "--package", "site", "--", "check"]),
    },
    Step {
        says: "do the native tests pass?",
        does: |workshop| workshop.run("cargo", &["test", "--workspace", "--exclude", "tests"]),
    },
    Step { says: "does the documentation build without a warning?", does: document },
];

/// What the tests in browsers need beside the built site.
pub(crate) const BROWSERS: &[Step] = &[
    Step {
        says: "the browsers and their drivers (geckodriver: about 2 minutes the first time)",
        does: tools::need_browsers,
    },
    Step { says: "nginx, to be started with the settings that ship", does: tools::need_nginx },
    Step { says: "axe-core 4.14.1, the rules of accessibility", does: tools::need_axe },
];

/// What needs the built site, and those.
pub(crate) const IN_BROWSERS: &[Step] = &[Step {
    says: "do the journeys of readers and publishers work in every browser that is asked for?",
    does: journeys,
}];

/// What takes longer, and is only run when it is asked for.
pub(crate) const LONG: [&[Step]; 3] = [
    &[Step { says: "do the long tests in WebKit pass?", does: |workshop| long(workshop, Browser::Webkit) }],
    &[Step {
        says: "do the long tests in Chromium pass?",
        does: |workshop| long(workshop, Browser::Chromium),
    }],
    &[Step { says: "do the long tests in Firefox pass?", does: |workshop| long(workshop, Browser::Firefox) }],
];

/// What publishers reserve, measured in the built site.
pub(crate) const HEIGHTS: &[Step] = &[
    Step { says: "the browsers and their drivers", does: tools::need_browsers },
    Step { says: "measuring every page in a frame (some minutes in each browser)", does: heights },
];

const CLIPPY: [&str; 6] = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];

const CLIPPY_OF_THE_WIDGET: [&str; 10] = [
    "clippy",
    "--package",
    "ban-explainer",
    "--target",
    "wasm32-unknown-unknown",
    "--features",
    "browser",
    "--",
    "-D",
    "warnings",
];

fn document(workshop: &mut Workshop) -> Result<(), Fault> {
    let mut doc = workshop.command("cargo", &["doc", "--no-deps", "--workspace"]);
    show(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn heights(workshop: &mut Workshop) -> Result<(), Fault> {
    let mut measure = workshop
        .command("cargo", &["run", "--package", "tests", "--bin", "heights", "--", "static/heights.json"]);
    show(measure.env("DIST", workshop.dist()))
}

fn journeys(workshop: &mut Workshop) -> Result<(), Fault> {
    in_browsers(workshop, &[], &workshop.wishes.filter())
}

/// The long tests of one browser, where no other one is asked for; a test between browsers runs with those of Chromium.
fn long(workshop: &mut Workshop, browser: Browser) -> Result<(), Fault> {
    if !workshop.wishes.include(browser) {
        return Ok(());
    }
    in_browsers(workshop, &["--ignored"], browser.tests())
}

/// The tests in browsers; those that are ignored at other times take long.
fn in_browsers(workshop: &Workshop, which: &[&str], filter: &[&str]) -> Result<(), Fault> {
    let tests = |arguments: &[&str]| {
        let mut tests = workshop.command("cargo", &["test", "--package", "tests", "--no-fail-fast", "--"]);
        tests.args(arguments);
        tests.env("DIST", workshop.dist()).env("FIGURES", workshop.figures()).env("AXE", tools::axe());
        tests
    };
    again::run(
        workshop,
        tests(which).args(filter),
        &mut tests(&["--include-ignored", "--test-threads", "1", "--exact"]),
    )
}
