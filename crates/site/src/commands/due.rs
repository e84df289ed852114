//! `site due`: what is to be looked up again. Exit status 1 says that something is.

use std::{
    io::{self, Write as _},
    path::Path,
};

use rules::Day;
use site::desk::due;

use super::{Failure, today};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The day by which it is due; today when it is left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    today: Option<Day>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    let due = due::due(folder, args.today.unwrap_or_else(today)).map_err(Failure::Law)?;
    let text = if args.json {
        serde_json::to_string_pretty(&due).expect("the list has text keys only")
    } else {
        due.text()
    };
    let _ = writeln!(io::stdout(), "{}", text.trim_end());
    match due.due.len() {
        0 => Ok(()),
        1 => Err(Failure::Faults(format!("1 thing is due in {}.", folder.display()))),
        n => Err(Failure::Faults(format!("{n} things are due in {}.", folder.display()))),
    }
}
