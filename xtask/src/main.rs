//! `cargo xtask`: from a fresh clone to a served, built or tested site.
//!
//! A command is a function that calls functions. Each stands in a module of its own, with its options.
//!
//! # What this crate does not do
//!
//! It knows no law and lays out no page; it runs commands, and stops with a sentence at the first that fails.

mod article;
mod bench;
mod browsers;
mod budget;
mod build;
mod content_systems;
mod context;
#[cfg(test)]
mod dependencies;
mod finish;
mod fresh;
mod fuzz;
mod http;
mod mutants;
mod passed;
mod release;
mod report;
mod retry;
mod serve;
mod support;
mod test;
mod tools;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::{CommandFactory, Parser, Subcommand};

use context::Context;

/// Serves, builds and tests the explainer.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site and serve it on this computer; open pages follow what is saved.
    Serve(serve::Args),
    /// Run everything that CI runs, in the same order, and stop at the first failure.
    Test(test::Args),
    /// Build the site into dist/ and hold its size to the budget.
    Build(build::Args),
    /// Write one archive with which a site is published without Rust.
    Release(release::Args),
    /// Install the pinned tools that are missing.
    Tools,
    /// Measure how high each page is in a frame, and write static/heights.json.
    Heights,
    /// Measure the built site and its peers, and print one table.
    Bench,
    /// Run Lighthouse on the built site and on a page that embeds it.
    Lighthouse,
    /// Print completions for a shell; they complete `xtask` (`alias xtask='cargo xtask'`).
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Finish a build: the hook that Trunk calls; nobody else needs it.
    Finish,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(args.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let cx = &Context::new()?;
    match command {
        Command::Serve(args) => serve::run(cx, &args),
        Command::Test(args) => test::run(cx, &args),
        Command::Build(args) => build::run(cx, &args),
        Command::Release(args) => release::run(cx, &args),
        Command::Tools => tools::run(cx),
        Command::Heights => browsers::heights(cx),
        Command::Bench => bench::run(cx),
        Command::Lighthouse => bench::run_lighthouse(cx),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "xtask", &mut script);
            Ok(io::stdout().write_all(&script)?)
        }
        Command::Finish => finish::run(cx),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn readme_names_every_command() {
        let readme = include_str!("../../README.md");
        for command in Args::command().get_subcommands() {
            let call = format!("cargo xtask {}", command.get_name());
            assert!(readme.contains(&call), "README.md does not name “{call}”; say there what it is for");
        }
    }

    #[test]
    fn a_value_that_does_not_exist_names_those_that_do() {
        let error = Args::try_parse_from(["cargo xtask", "test", "--browser", "safari"]).err();
        let text = error.expect("there is no such browser").to_string();
        assert!(text.contains("'safari'") && text.contains("chromium, firefox, webkit"), "{text}");
    }
}
