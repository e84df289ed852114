//! The report of a whole run: what was held true, in which time, and the figures that the tests measured.

use std::{fs, thread};

use crate::{
    fault::Fault,
    steps::{Step, Workshop, span},
};

/// Writes the report, which is committed: after the long tests, and again after each part that takes as long.
pub(crate) const WRITE: &[Step] =
    &[Step { says: "writing the report of this run, docs/last-whole-run.md", does: write }];

const REPORT: &str = "docs/last-whole-run.md";

fn write(workshop: &mut Workshop) -> Result<(), Fault> {
    if workshop.wishes.browser.is_some() {
        println!("      Only a run in all browsers is a whole run; the report stays as it is.");
        return Ok(());
    }
    let path = workshop.root().join(REPORT);
    let fault = |why| Fault::File { path: path.clone(), why };
    fs::create_dir_all(path.parent().expect("the report lies in a folder")).map_err(fault)?;
    fs::write(&path, text(workshop)).map_err(fault)
}

fn text(workshop: &Workshop) -> String {
    let told = |program: &str, arguments: &[&str]| {
        let said = workshop.ask(program, arguments).unwrap_or_default();
        said.lines().next().unwrap_or_default().trim().to_owned()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let steps = workshop.done.iter().map(|(says, took)| format!("| {says} | {} |\n", span(*took)));
    let steps = steps.collect::<Vec<_>>().concat();
    format!(
        "# The last whole run\n\n\
         Written by `cargo xtask test --all` when every step in the table had passed; do not edit it by hand.\n\n\
         - Day: {}\n- Commit: {}\n- Cores: {cores}\n- Browsers: {}; {}; WebKitGTK {}\n\n\
         ## Figures\n\n{}\n## Steps\n\n| step | time |\n|---|---|\n{steps}",
        told("date", &["+%Y-%m-%d"]),
        told("git", &["log", "-1", "--format=%h %s"]),
        told("chromium", &["--version"]),
        told("firefox-esr", &["--version"]),
        told("dpkg-query", &["--show", "--showformat=${Version}", "webkit2gtk-driver"]),
        figures(workshop),
    )
}

/// Every figure that a test has left, in the order of the names of their files.
fn figures(workshop: &Workshop) -> String {
    let entries = fs::read_dir(workshop.figures()).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let lines = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    lines.map(|text| format!("- {}\n", text.trim())).collect::<Vec<_>>().concat()
}
