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
    let figures = merged(figures(&old), told_now(cx));
    cx.sh.write_file(REPORT, text(cx, &figures, &with(rows(&old), name, row)))?;
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

/// The figures of a report.
fn figures(report: &str) -> Vec<String> {
    let figures = report.lines().skip_while(|line| *line != "## Figures").skip(2);
    figures.take_while(|line| line.starts_with("- ")).map(str::to_owned).collect()
}

/// The old figures, each replaced where it was measured anew, and then those that are new. What was measured is the
/// same where everything but numbers and units of time is.
fn merged(mut old: Vec<String>, new: Vec<String>) -> Vec<String> {
    let what = |figure: &str| -> Vec<String> {
        let words = figure.split(|letter: char| !letter.is_alphabetic() && letter != '/');
        words.filter(|word| !matches!(*word, "" | "min" | "s")).map(str::to_owned).collect()
    };
    for figure in new {
        match old.iter_mut().find(|old| what(old) == what(&figure)) {
            Some(old) => *old = figure,
            None => old.push(figure),
        }
    }
    old
}

fn text(cx: &Context, figures: &[String], rows: &[String]) -> String {
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
        figures.iter().map(|figure| format!("{figure}\n")).collect::<String>(),
        rows.join("\n"),
    )
}

/// The first line that a command prints.
fn told(cx: &Context, program: &str, args: &[&str]) -> String {
    cx.ask(program, args).unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned()
}

/// Every figure that a step on this machine has left, in the order of the names of their files.
fn told_now(cx: &Context) -> Vec<String> {
    let files = cx.sh.read_dir(cx.figures()).unwrap_or_default();
    let texts = files.iter().filter_map(|path| cx.sh.read_file(path).ok());
    texts.map(|text| format!("- {}", text.trim())).collect()
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

    #[test]
    fn a_figure_that_another_machine_measured_stays_until_it_is_measured_again() {
        let report = "# R\n\n## Figures\n\n- axe: 2 pages in firefox\n- axe: 2 pages in webkit\n- ready: 9 s\n\n## Steps\n";
        let new = ["- axe: 3 pages in webkit", "- ready: 1 min 2 s", "- the release: 44 MB"];
        let all = merged(figures(report), new.map(str::to_owned).to_vec());
        assert_eq!(all, ["- axe: 2 pages in firefox", new[0], new[1], new[2]]);
    }
}
