//! `cargo xtask smallest`: the site that was built, once more with the smallest engine, into `target/smallest/`.
//!
//! A nightly compiler compiles the standard library anew, for size, and ends every panic in a trap at once. That is a
//! lane of its own: it depends on settings that may change with any night, so what readers get by default is built by
//! the stable compiler, within its own budget.

use std::path::PathBuf;

use crate::{
    bench::copy_files,
    fault::Fault,
    finish, site,
    steps::{Step, Workshop, show},
};

/// Builds the site with the smallest engine.
pub(crate) const SMALLEST: &[Step] = &[
    Step { says: "the nightly compiler with the source of its standard library", does: need_nightly },
    Step {
        says: "compiling the widget and its standard library, and printing every page (about 4 minutes)",
        does: build,
    },
    Step { says: "weighing the smallest engine", does: weigh },
];

/// What makes it small: panics that say nothing and name no place, and a standard library that is small before fast.
const SETTINGS: [(&str, &str); 4] = [
    ("RUSTUP_TOOLCHAIN", "nightly"),
    ("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

fn need_nightly(workshop: &mut Workshop) -> Result<(), Fault> {
    let installed = workshop.ask("rustup", &["component", "list", "--installed", "--toolchain", "nightly"]);
    if installed.is_some_and(|list| list.lines().any(|line| line.starts_with("rust-src"))) {
        return Ok(());
    }
    Err(Fault::Missing {
        what: "the nightly compiler with the source of its standard library".to_owned(),
        mend: "rustup toolchain install nightly --profile minimal --component rust-src \
               --target wasm32-unknown-unknown"
            .to_owned(),
    })
}

/// The engine as Trunk has it compiled, but for the compiler and its settings, which only this one command gets.
const ENGINE: [&str; 10] = [
    "build",
    "--quiet",
    "--bin",
    "ban-explainer",
    "--profile",
    "wasm",
    "--target",
    "wasm32-unknown-unknown",
    "--no-default-features",
    "--features=browser",
];

fn build(workshop: &mut Workshop) -> Result<(), Fault> {
    show(workshop.command("cargo", &ENGINE).envs(SETTINGS))?;
    let folder = folder(workshop);
    copy_files(&workshop.dist(), &folder)?;
    copy_files(&workshop.root().join("static"), &folder)?;
    finish::finish_in(workshop, &folder)
}

fn weigh(workshop: &mut Workshop) -> Result<(), Fault> {
    let folder = folder(workshop);
    site::weigh_in(workshop, &folder, |name| name == "smallest")
}

/// Where it is built.
fn folder(workshop: &Workshop) -> PathBuf {
    workshop.root().join("target/smallest")
}
