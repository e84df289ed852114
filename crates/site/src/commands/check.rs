//! `site check`: every fault of the law files, and what is due to be checked again.

use std::path::{Path, PathBuf};

use rules::Day;
use site::{check, desk::preview, law};

use super::{Failure, today};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The day by which reminders are counted; today when it is left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    today: Option<Day>,
    /// For a preview: write the faults into this file alone, as a part of a page.
    #[arg(long, value_name = "FILE")]
    preview: Option<PathBuf>,
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    if let Some(path) = &args.preview {
        return preview::write(path, folder)
            .map(drop)
            .map_err(|why| Failure::Refused(format!("{}: {why}", path.display())));
    }
    let today = args.today.unwrap_or_else(today);
    let faults = check::check(folder);
    if !faults.is_empty() {
        let noun = if faults.len() == 1 { "fault" } else { "faults" };
        for fault in &faults {
            eprintln!("{fault}");
        }
        return Err(Failure::Faults(format!("{} {noun} in {}.", faults.len(), folder.display())));
    }
    for language in law::languages(folder) {
        let law = law::load(folder, &language).map_err(Failure::Law)?;
        for warning in check::overdue(&law, today) {
            eprintln!("{warning}");
        }
    }
    for warning in check::promised(&law::promises(folder), today) {
        eprintln!("{warning}");
    }
    println!("{}: no fault found.", folder.display());
    Ok(())
}
