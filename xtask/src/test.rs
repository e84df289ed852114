//! `cargo xtask test`: what CI runs, from the cheapest check to the dearest; and the parts that take longer.

use anyhow::{Result, ensure};
use clap::{ValueEnum, builder::PossibleValuesParser};
use xshell::cmd;

use crate::{
    bench, browsers,
    browsers::Browser,
    build, content_systems,
    content_systems::System,
    context::{Context, step},
    fresh, fuzz, mutants,
    passed::Passed,
    release, report, retry, support, tools,
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Test in this browser only.
    #[arg(long, value_enum, value_name = "NAME")]
    browser: Option<Browser>,
    /// Run every part that takes longer too.
    #[arg(long, conflicts_with_all = ["long", "part"])]
    all: bool,
    /// Run only the parts that take longer.
    #[arg(long, conflicts_with = "part")]
    long: bool,
    /// Run only this part.
    #[arg(long, value_enum, value_name = "NAME")]
    part: Option<Part>,
    /// Run the slow steps too that have passed on these very files.
    #[arg(long)]
    again: bool,
    /// Of the mutants, try those of this set only.
    #[arg(long, value_parser = PossibleValuesParser::new(mutants::names()), value_name = "NAME", requires = "part")]
    set: Option<String>,
}

/// A part that can be run by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting, clippy, the law, native tests, documentation: what needs no tool and no browser.
    Quick,
    /// The way from nothing: an empty machine to a served page, then the quick part.
    Fresh,
    /// What readers and publishers do, in every browser, as every run of the tests does it.
    Journeys,
    /// The release, built in two folders and compared, then used without Rust.
    Release,
    /// Every page and state in every browser, in every theme and width.
    Pages,
    /// What readers wait for, beside peers, and Lighthouse.
    Measures,
    /// Every mistake in the law.
    Mistakes,
    /// Every mutant of the code.
    Mutants,
    /// The mutants of what has changed since all were tried, as every run of the tests tries them.
    Changed,
    /// Texts and files from strangers.
    Fuzz,
    /// WordPress with the plugin: what an author pastes, in the default themes.
    Wordpress,
    /// The loader as a package of npm, in React, Eleventy and Docusaurus.
    Packages,
    /// What the sanitizers of content systems leave of each snippet.
    Sanitizers,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<()> {
    ensure!(
        args.set.is_none() || args.part == Some(Part::Mutants),
        "--set chooses among the mutants; it goes with --part mutants only."
    );
    if let Some(part) = args.part {
        return run_part(cx, part, args);
    }
    if !args.long {
        short(cx, args)?;
    }
    if args.all || args.long {
        for part in Part::value_variants()
            .iter()
            .filter(|part| !matches!(part, Part::Quick | Part::Changed | Part::Journeys))
        {
            run_part(cx, *part, args)?;
        }
    }
    Ok(())
}

/// What CI runs.
fn short(cx: &Context, args: &Args) -> Result<()> {
    let passed = Passed::new(cx, args.again)?;
    checks(cx)?;
    passed.unless("Native tests", || native_tests(cx))?;
    documentation(cx)?;
    step("Licenses and sources of dependencies (builds cargo-deny the first time)", || {
        tools::cargo_deny(cx)?;
        Ok(cmd!(cx.sh, "cargo deny --offline check bans licenses sources").run()?)
    })?;
    passed.unless("The mutants of what has changed", || mutants::changed(cx))?;
    tools::for_a_build(cx)?;
    if !passed.unless("The site, built with an empty registry cache", || fresh::build(cx))? {
        // Another build may have left another site in dist/ since.
        build::build(cx)?;
    }
    build::weigh(cx)?;
    support::check(cx)?;
    let browsers = args.browser.map_or_else(|| "every browser".to_owned(), |browser| format!("{browser:?}"));
    passed.unless(&format!("The journeys of readers and publishers in {browsers}"), || {
        browsers::journeys(cx, args.browser)
    })?;
    Ok(())
}

fn run_part(cx: &Context, part: Part, args: &Args) -> Result<()> {
    let browser = args.browser;
    if matches!(
        part,
        Part::Journeys | Part::Pages | Part::Measures | Part::Wordpress | Part::Packages | Part::Sanitizers
    ) {
        tools::for_a_build(cx)?;
        build::build(cx)?;
    }
    match part {
        Part::Quick => quick(cx),
        Part::Fresh => fresh::run(cx),
        Part::Journeys => browsers::journeys(cx, browser),
        Part::Release => release::check(cx),
        Part::Pages => browsers::pages(cx, browser),
        Part::Measures => bench::run_all(cx),
        Part::Mistakes => mistakes(cx),
        Part::Mutants => mutants::all(cx, args.set.as_deref()),
        Part::Changed => mutants::changed(cx),
        Part::Fuzz => fuzz::run(cx),
        Part::Wordpress => content_systems::run(cx, System::Wordpress),
        Part::Packages => content_systems::run(cx, System::Packages),
        Part::Sanitizers => content_systems::run(cx, System::Sanitizers),
    }
}

fn quick(cx: &Context) -> Result<()> {
    checks(cx)?;
    native_tests(cx)?;
    documentation(cx)
}

fn native_tests(cx: &Context) -> Result<()> {
    step("Native tests", || retry::none_ignored(cmd!(cx.sh, "cargo test --workspace --exclude tests")))
}

fn documentation(cx: &Context) -> Result<()> {
    step("Documentation", || {
        Ok(cmd!(cx.sh, "cargo doc --no-deps --workspace").env("RUSTDOCFLAGS", "-D warnings").run()?)
    })
}

/// Formatting, clippy, the law.
fn checks(cx: &Context) -> Result<()> {
    let sh = &cx.sh;
    tools::wasm_target(cx)?;
    step("Formatting", || Ok(cmd!(sh, "cargo fmt --all --check").run()?))?;
    step("Clippy, native code", || {
        Ok(cmd!(sh, "cargo clippy --locked --workspace --all-targets -- -D warnings").run()?)
    })?;
    step("Clippy, the widget as a browser runs it", || {
        let widget =
            ["--package", "ban-explainer", "--target", "wasm32-unknown-unknown", "--features", "csr"];
        Ok(cmd!(sh, "cargo clippy --locked {widget...} -- -D warnings").run()?)
    })?;
    step("The law files", || Ok(cmd!(sh, "cargo run --quiet --package site -- check").run()?))
}

/// The whole of what the short tests sample.
fn mistakes(cx: &Context) -> Result<()> {
    report::step(cx, "every mistake in the law, every flipped bit of a law file", || {
        for package in [&["proof", "--test", "law_mutants"][..], &["ban-explainer", "--lib"]] {
            retry::none_ignored(
                cmd!(cx.sh, "cargo test --release --package {package...}").env("EVERY", "1"),
            )?;
        }
        Ok(())
    })
}
