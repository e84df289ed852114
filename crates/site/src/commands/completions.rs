//! `site completions`: what a shell needs to complete commands, flags and the options of the law's questions.

use std::{
    io::{self, Write},
    path::Path,
};

use clap::CommandFactory;

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The shell.
    shell: clap_complete::Shell,
}

pub(super) fn run(law: &Path, args: &Args) -> Result<(), Failure> {
    let mut script = Vec::new();
    let mut command = super::with_questions(super::Args::command(), law);
    clap_complete::generate(args.shell, &mut command, "site", &mut script);
    io::stdout().write_all(&script).map_err(Failure::refused)
}
