//! The report of long runs, docs/last-whole-run.md: what passed, at which commit, in which time, and the figures.

use std::{thread, time::Instant};

use anyhow::Result;

use crate::context::{self, Context, span};

const REPORT: &str = "docs/last-whole-run.md";

/// A long step; once it has passed, its row stands in the report.
pub(crate) fn step(cx: &Context, name: &str, run: impl FnOnce() -> Result<()>) -> Result<()> {
    let start = Instant::now();
    context::step(name, run)?;
    let (commit, day) = (told(cx, "git", &["log", "-1", "--format=%h"]), told(cx, "date", &["+%Y-%m-%d"]));
    let row = format!("| {name} | {} | {commit} | {day} |", span(start.elapsed()));
    let old = cx.sh.read_file(REPORT).unwrap_or_default();
    cx.sh.write_file(REPORT, text(cx, &with(rows(&old), name, row)))?;
    Ok(())
}

/// The rows of a report.
fn rows(report: &str) -> Vec<String> {
    let rows = report.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    rows.take_while(|line| line.starts_with("| ")).map(str::to_owned).collect()
}

/// The rows with this one in place of that of the same step.
fn with(mut rows: Vec<String>, name: &str, row: String) -> Vec<String> {
    match rows.iter_mut().find(|old| old.starts_with(&format!("| {name} |"))) {
        Some(old) => *old = row,
        None => rows.push(row),
    }
    rows
}

fn text(cx: &Context, rows: &[String]) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    format!(
        "# The last run of what takes long\n\n\
         Written by `cargo xtask test --long` and by `cargo xtask test --part NAME`; do not edit it by hand.\n\
         A step stands here once it has passed; its row says of which commit, and on which day.\n\n\
         - Cores: {cores}\n- Browsers: {}; {}; WebKitGTK {}\n\n\
         ## Figures\n\n{}\n## Steps\n\n| step | time | commit | day |\n|---|---|---|---|\n{}\n",
        told(cx, "chromium", &["--version"]),
        told(cx, "firefox-esr", &["--version"]),
        told(cx, "dpkg-query", &["--show", "--showformat=${Version}", "webkit2gtk-driver"]),
        figures(cx),
        rows.join("\n"),
    )
}

/// The first line that a command prints.
fn told(cx: &Context, program: &str, args: &[&str]) -> String {
    cx.ask(program, args).unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned()
}

/// Every figure that a step has left, in the order of the names of their files.
fn figures(cx: &Context) -> String {
    let files = cx.sh.read_dir(cx.figures()).unwrap_or_default();
    let texts = files.iter().filter_map(|path| cx.sh.read_file(path).ok());
    texts.flat_map(|text| ["- ".to_owned(), text.trim().to_owned(), "\n".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_ran_again_stands_once_and_the_others_stay() {
        let report = "# R\n\n| step | time | commit | day |\n|---|---|---|---|\n| one | 6 s | a | d |\n| two | 6 s | a | d |\n";
        let again = with(rows(report), "two", "| two | 7 s | b | e |".to_owned());
        let more = with(again, "three", "| three | 1 s | b | e |".to_owned());
        assert_eq!(more, ["| one | 6 s | a | d |", "| two | 7 s | b | e |", "| three | 1 s | b | e |"]);
    }
}
