//! Runs tests, counts them, and runs those once more by themselves that failed beside others.
//!
//! Browsers share two cores with each other and with whatever else the machine does. That makes a test late now and
//! then; it makes no page wrong. A test that fails by itself too is a failure.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use xshell::Cmd;

use crate::context::Context;

/// When more fail, it is not the machine.
const MOST: usize = 4;

/// What the tests of a command said of themselves.
#[derive(Debug, Default, PartialEq)]
struct Results {
    n_passed: usize,
    n_ignored: usize,
    failed: Vec<String>,
    success: bool,
}

/// Runs tests of which none may be left out.
pub(crate) fn none_ignored(tests: Cmd<'_>) -> Result<()> {
    let line = tests.to_string();
    let results = run(tests)?;
    ensure!(results.success, "“{line}” failed; what it said stands above.");
    ensure!(
        results.n_ignored == 0,
        "“{line}” left out {} tests; each of them has to run.",
        results.n_ignored
    );
    ensure!(results.n_passed > 0, "“{line}” ran no test at all.");
    Ok(())
}

/// Runs tests, and those of them that fail once more by `alone`, which is given their names after it.
pub(crate) fn with_retry(cx: &Context, tests: Cmd<'_>, alone: Cmd<'_>) -> Result<()> {
    let line = tests.to_string();
    let results = run(tests)?;
    ensure!(results.n_passed > 0, "“{line}” ran no test that passed.");
    if results.success {
        return Ok(());
    }
    let (n, names) = (results.failed.len(), results.failed.join(", "));
    ensure!((1..=MOST).contains(&n), "“{line}” failed; what it said stands above.");
    println!("\n  Once more, each by itself: {names}");
    let retried = run(alone.args(&results.failed))?;
    // A name may be that of tests in two files; fewer than asked for were not found.
    ensure!(retried.success && retried.n_passed >= n, "These failed twice, or were not found again: {names}");
    cx.figure("retried", &format!("failed beside others and passed by themselves: {names}"))
}

fn run(tests: Cmd<'_>) -> Result<Results> {
    println!("$ {tests}");
    let line = tests.to_string();
    let cannot = || format!("“{line}” cannot be started");
    let mut child = Command::from(tests).stdout(Stdio::piped()).spawn().with_context(cannot)?;
    let mut results = Results::default();
    for line in BufReader::new(child.stdout.take().expect("it was asked for")).lines().map_while(Result::ok) {
        println!("{line}");
        results.read(&line);
    }
    results.success = child.wait()?.success();
    Ok(results)
}

impl Results {
    /// Reads one line of what cargo's test harness prints.
    fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.failed.push(name.to_owned());
        }
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            match count.split_once(' ') {
                Some((n, "passed")) => self.n_passed += n.parse::<usize>().unwrap_or_default(),
                Some((n, "ignored")) => self.n_ignored += n.parse::<usize>().unwrap_or_default(),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_by_the_lines_of_the_harness() {
        let mut results = Results::default();
        for line in [
            "test firefox::a_link_works ... FAILED",
            "test firefox::a_page_opens ... ok",
            "test result: FAILED. 1 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s",
        ] {
            results.read(line);
        }
        let failed = vec!["firefox::a_link_works".to_owned()];
        assert_eq!(results, Results { n_passed: 13, n_ignored: 3, failed, success: false });
    }
}
