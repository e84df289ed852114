//! What takes minutes to hours and is proof all the same: dependencies, mistakes in the law, mutants of the code, fuzzing.

use std::{collections::BTreeSet, env, ffi::OsStr, fs, io::ErrorKind, path::Path, process::Stdio, thread};

use crate::{
    fault::Fault,
    report,
    steps::{Step, Workshop, line, show},
    tools,
};

/// What may come into the product; a minute to build the tool, then seconds.
pub(crate) const SUPPLY: &[Step] = &[Step {
    says: "does every dependency have a licence and a source that may be used? (builds cargo-deny the first time)",
    does: supply,
}];

/// The whole of what the short tests sample.
pub(crate) const MISTAKES: &[Step] = &[Step {
    says: "is every mistake in the law refused or shown, and every flipped bit of a law file told?",
    does: every,
}];

/// Those of the mutants that a change has brought, in the tests of every day.
pub(crate) const CHANGED: &[Step] = &[Step {
    says: "does a test notice every mutant of what was changed since all were tried? (seconds for each)",
    does: changed,
}];

/// One small mistake in the code after the other.
pub(crate) const MUTANTS: &[Step] =
    &[Step { says: "does a test notice every mutant of the code?", does: mutants }];

/// Texts and files from strangers.
pub(crate) const FUZZ: &[Step] = &[Step {
    says: "does anything fail when each reader is fuzzed for ten minutes (or FUZZ_MINUTES)?",
    does: fuzz,
}];

/// The readers that take whatever a stranger sends.
const FUZZED: [&str; 5] = ["link", "baked_file", "typed_day", "law_file", "wording_file"];

/// How long each is fuzzed, where `FUZZ_MINUTES` does not say otherwise.
const FUZZ_MINUTES: u64 = 10;

/// Makes libFuzzer tell how much it did.
const STATISTICS: &str = "-print_final_stats=1";

/// Files, and the tests that must notice a mutant in them.
struct Mutated {
    name: &'static str,
    files: &'static [&'static str],
    packages: &'static [&'static str],
    tests: &'static [&'static str],
}

const MUTATED: [Mutated; 4] = [
    Mutated {
        name: "rules",
        files: &["crates/rules/src/**"],
        packages: &["rules", "law-files", "proof"],
        tests: &[
            "--lib",
            "--test",
            "answers",
            "--test",
            "standings",
            "--test",
            "outcomes",
            "--test",
            "openings",
            "--test",
            "reading",
            "--test",
            "golden",
            "--test",
            "whole_space",
        ],
    },
    Mutated {
        name: "law-files",
        files: &["crates/law-files/src/**"],
        packages: &["law-files"],
        tests: &["--lib", "--tests"],
    },
    Mutated {
        name: "links",
        files: &["src/link.rs", "src/typed_day.rs"],
        packages: &["ban-explainer"],
        tests: &["--lib", "--", "link::", "typed_day::"],
    },
    Mutated {
        name: "baked",
        files: &["src/baked.rs", "src/baked/reader.rs"],
        packages: &["ban-explainer"],
        tests: &["--lib", "baked::"],
    },
];

/// A mutant may ask for memory without end, and would take the machine with it: 6 GB for each process, in KB.
const WITHIN_MEMORY: &str = "ulimit -v 6000000 && exec \"$@\"";

/// Set, mutants that a test caught are not tried again: for a run that was cut short, or after tests were added.
const GOES_ON: &str = "MUTANTS_GO_ON";

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
    let goes_on = env::var_os(GOES_ON).is_some();
    let out = workshop.root().join("target/mutants");
    let more: &[&OsStr] = if goes_on { &[OsStr::new("--iterate")] } else { &[] };
    let fates = tried(workshop, &out, more, !goes_on)?;
    let known = listed(workshop)?;
    for (name, Fates { caught, late, missed }) in &fates {
        let n = caught.len() + late.len() + missed.len();
        let n_listed = missed.iter().filter(|mutant| known.contains(&place_less(mutant))).count();
        workshop.figure(
            &format!("mutants-{name}"),
            &format!(
                "mutants of {name}: {n} that compile; {} caught by a test, {} stopped as endless, {} survive, of \
                 which {n_listed} are listed with the reason",
                caught.len(),
                late.len(),
                missed.len()
            ),
        )?;
    }
    none_unknown(&fates, &known)
}

/// The mutants of the lines that have changed since the commit at which all of them were tried, as the report has it.
fn changed(workshop: &mut Workshop) -> Result<(), Fault> {
    let report = read(&workshop.root().join(report::REPORT))?;
    let Some(commit) = report::commit_of(&report, MUTANTS[0].says) else {
        println!("      all of them were not tried yet: cargo xtask test --part mutants");
        return Ok(());
    };
    let files = MUTATED.iter().flat_map(|set| set.files).map(|files| format!(":(glob){files}"));
    let words = ["diff", commit, "--"].map(str::to_owned);
    let Some(diff) = workshop.ask("git", &words.into_iter().chain(files).collect::<Vec<_>>()) else {
        println!(
            "      {commit}, of which all were tried, is not in this clone, so that nothing can be compared"
        );
        return Ok(());
    };
    if diff.is_empty() {
        println!("      nothing that is mutated has changed since {commit}, of which all were tried");
        return Ok(());
    }
    let out = workshop.root().join("target/mutants-changed");
    let path = out.join("changed.diff");
    fs::create_dir_all(&out)
        .and_then(|()| fs::write(&path, diff + "\n"))
        .map_err(|why| Fault::File { path: path.clone(), why })?;
    let fates = tried(workshop, &out, &[OsStr::new("--in-diff"), path.as_os_str()], true)?;
    none_unknown(&fates, &listed(workshop)?)
}

/// Tries the mutants of each set, or those of them that `more` leaves, and says what became of them.
fn tried(
    workshop: &mut Workshop,
    out: &Path,
    more: &[&OsStr],
    anew: bool,
) -> Result<Vec<(&'static str, Fates)>, Fault> {
    tools::cargo_mutants(workshop)?;
    let mut all = Vec::new();
    for Mutated { name, files, packages, tests } in MUTATED {
        let out = out.join(name);
        if anew && out.exists() {
            fs::remove_dir_all(&out).map_err(|why| Fault::File { path: out.clone(), why })?;
        }
        // What runs before this one caught is kept first: it writes its own report over theirs.
        fates(&out)?;
        let mut run = workshop.command("sh", &["-c", WITHIN_MEMORY, "sh", "cargo", "mutants", "--workspace"]);
        run.args(["--baseline", "skip", "--timeout", "120"]);
        for files in files {
            run.args(["--file", files]);
        }
        for package in packages {
            run.args(["--test-package", package]);
        }
        run.args(more).args(["--jobs", "2", "--output"]).arg(&out).arg("--").args(tests);
        let command = line(&run);
        println!("      {command}");
        match run.status() {
            // 2: one survives, and the list says which one may; 3: one was stopped as endless.
            Ok(status) if matches!(status.code(), Some(0 | 2 | 3)) => {}
            Ok(_) => return Err(Fault::Failed { command }),
            Err(why) => return Err(Fault::NotStarted { command, why }),
        }
        all.push((name, fates(&out)?));
    }
    Ok(all)
}

/// Whether every mutant that survives is listed with the reason.
fn none_unknown(fates: &[(&str, Fates)], known: &BTreeSet<String>) -> Result<(), Fault> {
    let missed = fates.iter().flat_map(|(_, fates)| &fates.missed).map(|mutant| place_less(mutant));
    let unknown: Vec<String> = missed.filter(|mutant| !known.contains(mutant)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Fault::Missing {
        what: format!("a test that notices {} mutants:\n{}\nSuch a test", unknown.len(), unknown.join("\n")),
        mend: format!(
            "write it, or list the mutant in {SURVIVORS} with the reason why none can; with {GOES_ON}=1, \
             “cargo xtask test --part mutants” then tries only those that no test caught yet"
        ),
    })
}

/// The mutants that compile, as cargo-mutants names them, by what became of them.
struct Fates {
    caught: BTreeSet<String>,
    late: BTreeSet<String>,
    missed: BTreeSet<String>,
}

/// What became of the mutants in all runs of a set: a run that goes on tells only what it tried itself, so what the
/// runs before it caught is kept beside its own report.
fn fates(out: &Path) -> Result<Fates, Fault> {
    let told = |fate: &str| lines(&out.join("mutants.out").join(fate));
    let kept = out.join("caught.txt");
    let mut caught = lines(&kept)?;
    caught.extend(told("caught.txt")?);
    if !caught.is_empty() {
        let all: Vec<&str> = caught.iter().map(String::as_str).collect();
        fs::write(&kept, all.join("\n")).map_err(|why| Fault::File { path: kept, why })?;
    }
    Ok(Fates { caught, late: told("timeout.txt")?, missed: told("missed.txt")? })
}

/// The lines of a file, none where there is no file.
fn lines(path: &Path) -> Result<BTreeSet<String>, Fault> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(why) => Err(Fault::File { path: path.to_path_buf(), why }),
    }
}

fn fuzz(workshop: &mut Workshop) -> Result<(), Fault> {
    tools::cargo_fuzz(workshop)?;
    let minutes = env::var("FUZZ_MINUTES").ok().and_then(|told| told.parse().ok()).unwrap_or(FUZZ_MINUTES);
    let time = format!("-max_total_time={}", minutes * 60);
    workshop.run("cargo", &["+nightly", "fuzz", "build", "--sanitizer", "none"])?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for some in FUZZED.chunks(cores) {
        let begun = some.iter().map(|target| {
            let arguments = [
                "+nightly",
                "fuzz",
                "run",
                "--sanitizer",
                "none",
                target,
                "--",
                &time,
                "-timeout=60",
                STATISTICS,
            ];
            let mut run = workshop.command("cargo", &arguments);
            println!("      {}", line(&run));
            let running = run.stderr(Stdio::piped()).spawn();
            running
                .map_err(|why| Fault::NotStarted { command: line(&run), why })
                .map(|it| (*target, line(&run), it))
        });
        let begun = begun.collect::<Result<Vec<_>, Fault>>()?;
        for (target, command, running) in begun {
            let told = running.wait_with_output();
            let told = told.map_err(|why| Fault::NotStarted { command: command.clone(), why })?;
            let said = String::from_utf8_lossy(&told.stderr);
            if !told.status.success() {
                eprintln!("{said}");
                return Err(Fault::Failed { command });
            }
            let sentence = format!(
                "fuzzing of {target}: {minutes} minutes, {} executions, no finding",
                executions(&said)
            );
            println!("      {sentence}");
            workshop.figure(&format!("fuzz-{target}"), &sentence)?;
        }
    }
    Ok(())
}

/// How often libFuzzer says that it ran its target.
fn executions(said: &str) -> &str {
    let line = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    line.map_or("an unknown number of", str::trim)
}

/// The mutants that may survive.
fn listed(workshop: &Workshop) -> Result<BTreeSet<String>, Fault> {
    Ok(survivors(&read(&workshop.root().join(SURVIVORS))?))
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

    #[test]
    fn a_run_that_goes_on_counts_what_the_runs_before_it_caught() -> Result<(), Fault> {
        let out = env::temp_dir().join(format!("mutants-{}", std::process::id()));
        let run = out.join("mutants.out");
        let tells = |caught: &str, missed: &str| {
            fs::create_dir_all(&run)
                .and_then(|()| fs::write(run.join("caught.txt"), caught))
                .and_then(|()| fs::write(run.join("missed.txt"), missed))
                .map_err(|why| Fault::File { path: run.clone(), why })
        };
        tells("one\ntwo\n", "three\n")?;
        let first = fates(&out)?;
        tells("three\n", "")?;
        let second = fates(&out)?;
        let _ = fs::remove_dir_all(&out);
        assert_eq!((first.caught.len(), first.missed.len(), first.late.len()), (2, 1, 0));
        assert_eq!((second.caught.len(), second.missed.len(), second.late.len()), (3, 0, 0));
        Ok(())
    }

    #[test]
    fn the_number_of_executions_is_what_libfuzzer_says() {
        assert_eq!(
            executions("Done 12 runs\nstat::number_of_executed_units: 12\nstat::new_units_added: 0\n"),
            "12"
        );
        assert_eq!(executions(""), "an unknown number of");
    }
}
