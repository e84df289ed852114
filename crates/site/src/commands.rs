//! The commands of `site`, a file each.
//!
//! To add one: a file in this folder with its arguments and `fn run`, a variant of [`Command`], and an arm in [`call`].

mod accept;
mod bake;
mod check;
mod completions;
mod diff;
mod due;
mod explain;
mod grade;
mod new;
mod render;
mod revision;
mod translated;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use rules::Day;
use site::fault::Fault;

/// The law, seen from the folder in which the tool is called.
const LAW: &str = "law/us-kaspersky";

/// Checks the law, explains it, and renders every page.
#[derive(Parser)]
#[command(name = "site")]
struct Args {
    /// The folder of the law.
    #[arg(long, global = true, value_name = "FOLDER", default_value = LAW)]
    law: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Name every fault of the law files, one sentence each.
    Check(check::Args),
    /// Say what an edit of the law changes for readers.
    Diff(diff::Args),
    /// Show what an edit changes, prove the law, and write every record that follows from it.
    Accept(accept::Args),
    /// Draft the entry that tells readers of an edit.
    Revision(revision::Args),
    /// List what is to be looked up again; exit status 1 where something is due.
    Due(due::Args),
    /// Begin an explainer: a small, whole one, invented from top to bottom.
    New(new::Args),
    /// Note that texts of a language were read against the original; without a key, list which still wait.
    Translated(translated::Args),
    /// List how hard the short answers and reasons are to read, hardest first.
    Grade,
    /// Write one compact file per language, as the browser reads it.
    Bake(bake::Args),
    /// Print the outcome for a reader on a day.
    Explain(explain::Args),
    /// Write every page.
    #[command(alias = "print")]
    Render(render::Args),
    /// Print completions for a shell.
    Completions(completions::Args),
}

/// Why a command did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// There is no such thing, or it cannot be done: exit status 2.
    #[error("{0}")]
    Refused(String),
    /// Something was found that has to be mended, and stands above: exit status 1.
    #[error("{0}")]
    Faults(String),
    /// The law cannot be read: exit status 1.
    #[error("{}", .0.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))]
    Law(Vec<Fault>),
}

impl Failure {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "errors and sentences are handed over where they are made"
    )]
    fn refused(sentence: impl ToString) -> Self {
        Self::Refused(sentence.to_string())
    }

    fn status(&self) -> u8 {
        match self {
            Self::Refused(_) => 2,
            Self::Faults(_) | Self::Law(_) => 1,
        }
    }
}

/// Reads the arguments and does what they say.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let matches = command(&args).get_matches_from(&args);
    let read = Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match call(&read.law, read.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.status())
        }
    }
}

fn call(law: &Path, command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(args) => check::run(law, &args),
        Command::Diff(args) => diff::run(law, &args),
        Command::Accept(args) => accept::run(law, &args),
        Command::Revision(args) => revision::run(law, &args),
        Command::Due(args) => due::run(law, &args),
        Command::New(args) => new::run(&args),
        Command::Translated(args) => translated::run(law, &args),
        Command::Grade => grade::run(law),
        Command::Bake(args) => bake::run(law, &args),
        Command::Explain(args) => explain::run(law, &args),
        Command::Render(args) => render::run(law, &args),
        Command::Completions(args) => completions::run(law, &args),
    }
}

/// The command line, with the questions of the law that these arguments name.
fn command(args: &[OsString]) -> clap::Command {
    let text: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = text.windows(2).find(|two| two[0] == "--law").map(|two| two[1]);
    let named = after.or_else(|| text.iter().find_map(|arg| arg.strip_prefix("--law=")));
    let law = PathBuf::from(named.unwrap_or(LAW));
    with_questions(Args::command(), &law)
}

/// The command line with the questions of a law.
fn with_questions(command: clap::Command, law: &Path) -> clap::Command {
    command.mut_subcommand("explain", |explain| explain::with_questions(explain, law))
}

/// A day on the command line.
fn day(text: &str) -> Result<Day, String> {
    Day::from_iso(text).ok_or_else(|| "write a real day as YYYY-MM-DD, like 2024-09-29".to_owned())
}

/// Today in New York, by this machine's clock.
fn today() -> Day {
    let now = chrono::Utc::now().with_timezone(&chrono_tz::America::New_York);
    Day::from_iso(&now.format("%Y-%m-%d").to_string()).expect("the calendar has today")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(LAW);
        with_questions(Args::command(), &law).debug_assert();
    }
}
