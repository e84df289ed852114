//! What takes minutes to hours and is proof all the same: dependencies, mistakes in the law, mutants of the code, fuzzing.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{
    fault::Fault,
    steps::{Step, Workshop, show},
    tools,
};

/// What may come into the product; a minute to build the tool, then seconds.
pub(crate) const SUPPLY: &[Step] = &[Step {
    says: "does every dependency have a licence and a source that may be used? (builds cargo-deny the first time)",
    does: supply,
}];

/// The whole of what the short tests sample, then mutants and fuzzing.
pub(crate) const DEEP: &[Step] = &[
    Step {
        says: "is every mistake in the law refused or shown, and every flipped bit of a law file told?",
        does: every,
    },
    Step { says: "does a test notice every mutant of the code?", does: mutants },
    Step { says: "does anything fail after ten minutes of fuzzing each reader?", does: fuzz },
];

/// The readers that take whatever a stranger sends.
const FUZZED: [&str; 5] = ["link", "baked_file", "typed_day", "law_file", "wording_file"];

/// How long each is fuzzed, in seconds.
const FUZZING: &str = "-max_total_time=600";

/// Files, and the tests that must notice a mutant in them.
const MUTATED: [(&str, &[&str], &[&str]); 3] = [
    (
        "crates/rules/src/**",
        &["rules", "law-files", "proof"],
        &["--lib", "--test", "answers", "--test", "standings", "--test", "golden", "--test", "whole_space"],
    ),
    ("crates/law-files/src/**", &["law-files"], &[]),
    ("src/{link,typed_day,baked}{.rs,/reader.rs}", &["ban-explainer"], &["--lib"]),
];

/// Mutants that no test can notice, each with its reason.
const SURVIVORS: &str = "docs/mutants.md";

fn supply(workshop: &mut Workshop) -> Result<(), Fault> {
    tools::cargo_deny(workshop)?;
    workshop.run("cargo", &["deny", "--offline", "check", "bans", "licenses", "sources"])
}

fn every(workshop: &mut Workshop) -> Result<(), Fault> {
    for package in [&["proof", "--test", "law_mutants"][..], &["ban-explainer", "--lib"]] {
        let mut tests = workshop.command("cargo", &["test", "--release", "--package"]);
        show(tests.args(package).env("EVERY", "1"))?;
    }
    Ok(())
}

fn mutants(workshop: &mut Workshop) -> Result<(), Fault> {
    tools::cargo_mutants(workshop)?;
    let known = survivors(&read(&workshop.root().join(SURVIVORS))?);
    let mut unknown = Vec::new();
    for (number, (files, packages, tests)) in MUTATED.iter().enumerate() {
        let out = workshop.root().join("target").join(format!("mutants-{number}"));
        let mut run = workshop.command(
            "cargo",
            &["mutants", "--workspace", "--baseline", "skip", "--timeout", "240", "--file", files],
        );
        for package in *packages {
            run.args(["--test-package", package]);
        }
        // It is not content when a mutant survives; which one may, the list says.
        let _ = show(run.arg("--output").arg(&out).arg("--").args(*tests));
        let missed = read(&out.join("mutants.out/missed.txt"))?;
        unknown.extend(missed.lines().map(place_less).filter(|mutant| !known.contains(mutant)));
    }
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Fault::Missing {
        what: format!("a test that notices {} mutants:\n{}\nSuch a test", unknown.len(), unknown.join("\n")),
        mend: format!("write it, or list the mutant in {SURVIVORS} with the reason why none can"),
    })
}

fn fuzz(workshop: &mut Workshop) -> Result<(), Fault> {
    tools::cargo_fuzz(workshop)?;
    for target in FUZZED {
        let arguments =
            ["+nightly", "fuzz", "run", "--sanitizer", "none", target, "--", FUZZING, "-timeout=60"];
        workshop.run("cargo", &arguments)?;
    }
    Ok(())
}

/// The mutants that a report lists: what stands between backticks at the beginning of an item.
fn survivors(report: &str) -> BTreeSet<String> {
    let items = report.lines().filter_map(|line| line.strip_prefix("- `"));
    items.filter_map(|item| Some(item.split_once('`')?.0.to_owned())).collect()
}

/// A mutant without the line and the column, which move: `src/link.rs: replace read with …`.
fn place_less(mutant: &str) -> String {
    let mut parts = mutant.splitn(4, ':');
    match (parts.next(), parts.nth(2)) {
        (Some(file), Some(what)) => format!("{file}:{what}"),
        _ => mutant.to_owned(),
    }
}

fn read(path: &Path) -> Result<String, Fault> {
    fs::read_to_string(path).map_err(|why| Fault::File { path: path.to_path_buf(), why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_known_wherever_it_has_moved() {
        let mutant = "src/link.rs:12:5: replace read -> Read with Default::default()";
        assert_eq!(place_less(mutant), "src/link.rs: replace read -> Read with Default::default()");
        let report =
            "# Mutants\n\n- `src/link.rs: replace read -> Read with Default::default()`: it is the same.\n";
        assert!(survivors(report).contains(&place_less(mutant)));
    }
}
