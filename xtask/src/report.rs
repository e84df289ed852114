//! The report of whole runs: what was held true, at which commit, in which time, and the figures that were measured.
//!
//! What takes hours may be run in parts. Each part leaves a record of its steps beside those of the others, and the
//! report is written from all of them.

use std::{fs, path::PathBuf, thread, time::Duration};

use crate::{
    fault::Fault,
    steps::{Step, Workshop, span},
};

/// Writes the report, which is committed: after each part of what takes long.
pub(crate) const WRITE: &[Step] =
    &[Step { says: "writing the report of long runs, docs/last-whole-run.md", does: write }];

/// Where it stands.
pub(crate) const REPORT: &str = "docs/last-whole-run.md";

/// A step that passed: what it held true, how long it took, and of which commit on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Record {
    says: String,
    took: String,
    commit: String,
    day: String,
}

impl Record {
    fn read(line: &str) -> Option<Self> {
        let mut parts = line.split('\t').map(str::to_owned);
        Some(Self { says: parts.next()?, took: parts.next()?, commit: parts.next()?, day: parts.next()? })
    }

    fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}\n", self.says, self.took, self.commit, self.day)
    }
}

fn write(workshop: &mut Workshop) -> Result<(), Fault> {
    let kept = workshop.root().join("target/long-steps.txt");
    let records = with(read(&kept), &passed(workshop));
    keep(kept, &records.iter().map(Record::line).collect::<String>())?;
    keep(workshop.root().join(REPORT), &text(workshop, &records))
}

/// The commit of which a report says that this step has passed.
pub(crate) fn commit_of<'a>(report: &'a str, says: &str) -> Option<&'a str> {
    let row =
        report.lines().find_map(|line| line.strip_prefix("| ")?.strip_prefix(says)?.strip_prefix(" | "))?;
    row.split(" | ").nth(1)
}

fn keep(path: PathBuf, text: &str) -> Result<(), Fault> {
    let folder = path.parent().expect("a file lies in a folder");
    fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)).map_err(|why| Fault::File { path, why })
}

fn read(kept: &PathBuf) -> Vec<Record> {
    fs::read_to_string(kept).unwrap_or_default().lines().filter_map(Record::read).collect()
}

/// The long steps of this run that have passed.
fn passed(workshop: &Workshop) -> Vec<Record> {
    let commit = told(workshop, "git", &["log", "-1", "--format=%h"]);
    let day = told(workshop, "date", &["+%Y-%m-%d"]);
    let done = workshop.done.iter().filter(|(_, took)| *took >= Duration::from_secs(5));
    let record = |(says, took): &(&str, Duration)| Record {
        says: (*says).to_owned(),
        took: span(*took),
        commit: commit.clone(),
        day: day.clone(),
    };
    done.map(record).collect()
}

/// The records with the newer ones in place of those of the same step.
fn with(mut records: Vec<Record>, newer: &[Record]) -> Vec<Record> {
    for new in newer {
        match records.iter_mut().find(|old| old.says == new.says) {
            Some(old) => *old = new.clone(),
            None => records.push(new.clone()),
        }
    }
    records
}

fn text(workshop: &Workshop, records: &[Record]) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rows =
        records.iter().map(|it| format!("| {} | {} | {} | {} |\n", it.says, it.took, it.commit, it.day));
    let rows = rows.collect::<String>();
    format!(
        "# The last run of what takes long\n\n\
         Written by `cargo xtask test --long` and by `cargo xtask test --part NAME`; do not edit it by hand.\n\
         A step stands here once it has passed; its row says of which commit, and on which day.\n\n\
         - Cores: {cores}\n- Browsers: {}; {}; WebKitGTK {}\n\n\
         ## Figures\n\n{}\n## Steps\n\n| step | time | commit | day |\n|---|---|---|---|\n{rows}",
        told(workshop, "chromium", &["--version"]),
        told(workshop, "firefox-esr", &["--version"]),
        told(workshop, "dpkg-query", &["--show", "--showformat=${Version}", "webkit2gtk-driver"]),
        figures(workshop),
    )
}

/// The first line that a command prints.
fn told(workshop: &Workshop, program: &str, arguments: &[&str]) -> String {
    let said = workshop.ask(program, arguments).unwrap_or_default();
    said.lines().next().unwrap_or_default().trim().to_owned()
}

/// Every figure that a step has left, in the order of the names of their files.
fn figures(workshop: &Workshop) -> String {
    let entries = fs::read_dir(workshop.figures()).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let lines = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    lines.map(|text| format!("- {}\n", text.trim())).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(says: &str, commit: &str) -> Record {
        Record { says: says.into(), took: "6.0 s".into(), commit: commit.into(), day: "2026-11-24".into() }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let one = record("does it hold?", "abc");
        assert_eq!(Record::read(one.line().trim_end()), Some(one));
        assert_eq!(Record::read("half a line\t6.0 s"), None);
    }

    #[test]
    fn the_commit_of_a_step_is_that_of_its_row() {
        let report =
            "| step | time | commit | day |\n|---|---|---|---|\n| does it? | 6.0 s | abc | 2026-11-24 |\n";
        assert_eq!(commit_of(report, "does it?"), Some("abc"));
        assert_eq!(commit_of(report, "does"), None);
    }

    #[test]
    fn a_step_that_ran_again_stands_once_and_the_others_stay() {
        let kept = vec![record("first", "abc"), record("second", "abc")];
        let both = with(kept, &[record("second", "def"), record("third", "def")]);
        assert_eq!(both, [record("first", "abc"), record("second", "def"), record("third", "def")]);
    }
}
