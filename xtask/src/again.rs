//! Tests that failed beside others, asked once more by themselves.
//!
//! Browsers share two cores with each other and with whatever else the machine does. That makes a test late now and
//! then; it makes no page wrong. A test that fails by itself too is a fault.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::{
    fault::Fault,
    steps::{Workshop, line, show},
};

/// When more fail, it is not the machine.
const MOST: usize = 4;

/// Runs tests by `begin`, and those of them that fail once more by `alone`, which is given their names after it.
pub(crate) fn run(workshop: &Workshop, begin: &mut Command, alone: &mut Command) -> Result<(), Fault> {
    let command = line(begin);
    println!("      {command}");
    let not_started = |why| Fault::NotStarted { command: command.clone(), why };
    let mut tests = begin.stdout(Stdio::piped()).spawn().map_err(not_started)?;
    let mut failed = Vec::new();
    let said = tests.stdout.take().expect("it was asked for");
    for line in BufReader::new(said).lines().map_while(Result::ok) {
        println!("{line}");
        failed.extend(failing(&line).map(str::to_owned));
    }
    if tests.wait().map_err(not_started)?.success() {
        return Ok(());
    }
    if failed.is_empty() || failed.len() > MOST {
        return Err(Fault::Failed { command });
    }
    println!("\n      Once more, each by itself: {}", failed.join(", "));
    show(alone.args(&failed))?;
    let told = format!("failed beside others and passed by themselves: {}", failed.join(", "));
    println!("      These {told}");
    workshop.figure("again", &told)
}

/// The name of the test that this line says has failed.
fn failing(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_test_is_known_by_its_line() {
        assert_eq!(failing("test firefox::a_link_works ... FAILED"), Some("firefox::a_link_works"));
        assert_eq!(failing("test firefox::a_link_works ... ok"), None);
        assert_eq!(failing("test result: FAILED. 1 passed; 1 failed"), None);
    }
}
