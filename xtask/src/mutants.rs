//! One small mistake in the code after another: a test has to notice each (cargo-mutants).
//!
//! `cargo xtask test --part mutants` tries all of them, or with `--set` those of one set, and writes the commit down;
//! `cargo xtask test` tries those in lines that have changed since that commit.

use std::{collections::BTreeSet, env, path::Path};

use anyhow::{Context as _, Result, bail, ensure};
use toml::Table;
use xshell::cmd;

use crate::{
    context::{Context, remove_folder, status, step},
    report, tools,
};

/// Files, and the tests that must notice a mutant in them.
struct Set {
    name: &'static str,
    files: &'static [&'static str],
    packages: &'static [&'static str],
    /// Words for cargo test.
    tests: &'static str,
    /// After so many seconds the tests of a mutant are endless; unchanged they take a fraction of it.
    timeout: u32,
}

const SETS: [Set; 4] = [
    Set {
        name: "rules",
        files: &["crates/rules/src/**"],
        packages: &["rules", "law-files", "proof"],
        tests: "--lib --test answers --test standings --test outcomes --test openings --test rows --test reading \
                --test golden --test whole_space",
        timeout: 240,
    },
    Set {
        name: "law-files",
        files: &["crates/law-files/src/**"],
        packages: &["law-files"],
        tests: "--lib --tests",
        timeout: 240,
    },
    Set {
        name: "widget",
        files: &["src/route.rs", "src/state.rs", "src/sentences.rs", "src/typed_day.rs"],
        packages: &["ban-explainer"],
        tests: "--lib",
        timeout: 60,
    },
    Set {
        name: "law-file",
        files: &["src/law_file.rs", "src/law_file/reader.rs"],
        packages: &["ban-explainer"],
        tests: "--lib law_file::",
        timeout: 60,
    },
];

/// The commits at which all mutants of each set were last tried.
const BASELINE: &str = "docs/mutants-baseline.toml";

/// Mutants that no test can notice, each with its reason.
const SURVIVORS: &str = "docs/mutants.md";

/// Set, mutants that a test caught are not tried again: for a run that was cut short, or after tests were added.
const GOES_ON: &str = "MUTANTS_GO_ON";

/// How many mutants of each set the daily tests try at most; where a change brings more, every n-th of them.
const DAILY: usize = 3;

/// Of a sample, so many in ten have to be caught. A sample this small tells that the tests look at all, and not that no
/// mutant survives: that is what trying all of them is for.
const CAUGHT_OF_TEN: usize = 7;

/// A mutant may ask for memory without end, and would take the machine with it: 6 GB for each process, in KB.
const WITHIN_MEMORY: &str = "ulimit -v 6000000 && exec \"$@\"";

/// The name of a set, as `--set` takes it.
pub(crate) fn names() -> Vec<&'static str> {
    SETS.iter().map(|set| set.name).collect()
}

/// Tries every mutant, or those of one set.
pub(crate) fn all(cx: &Context, only: Option<&str>) -> Result<()> {
    report::step(cx, "every mutant of the code", || {
        let goes_on = env::var_os(GOES_ON).is_some();
        let out = cx.root().join("target/mutants");
        tools::cargo_mutants(cx)?;
        // What could not be written at the end is told before the hours that lie between.
        let mut baseline = if cx.root().join(BASELINE).is_file() { baseline(cx)? } else { Table::new() };
        let mut unknown = Vec::new();
        for set in SETS.iter().filter(|set| only.is_none_or(|only| only == set.name)) {
            let out = out.join(set.name);
            if !goes_on {
                remove_folder(&out)?;
            }
            // cargo-mutants makes a folder in this one, and not this one.
            cx.sh.create_dir(&out)?;
            let args = if goes_on { &["--iterate"][..] } else { &[] };
            let commit = cmd!(cx.sh, "git rev-parse HEAD").read()?;
            let fates = set.try_mutants(cx, &out, args)?;
            ensure!(
                fates.n() > 0,
                "cargo-mutants found no mutant of {}; fix the set in xtask/src/mutants.rs.",
                set.name
            );
            let known = survivors(cx)?;
            let (n_listed, new): (Vec<_>, Vec<_>) = fates.missed().partition(|mutant| known.contains(mutant));
            cx.figure(
                &format!("mutants-{}", set.name),
                &format!(
                    "mutants of {}: {} that compile; {} caught by a test, {} stopped as endless, {} survive, of which {} \
                     are listed with the reason",
                    set.name,
                    fates.n(),
                    fates.caught.len(),
                    fates.late.len(),
                    fates.missed.len(),
                    n_listed.len(),
                ),
            )?;
            if new.is_empty() {
                baseline.insert(set.name.to_owned(), commit.into());
                write_baseline(cx, &baseline)?;
            }
            unknown.extend(new);
        }
        none(&unknown)
    })
}

/// Tries the mutants of the lines that have changed since all of their set were tried.
pub(crate) fn changed(cx: &Context) -> Result<()> {
    step("The mutants of what has changed since all were tried (seconds for each)", || {
        let baseline = baseline(cx)?;
        let out = cx.root().join("target/mutants-changed");
        let known = survivors(cx)?;
        let mut unknown = Vec::new();
        let (mut n_made, mut n_tried, mut sampled) = (0, 0, false);
        for set in &SETS {
            let commit = tried(cx, &baseline, set.name)?;
            let globs: Vec<String> = set.files.iter().map(|files| format!(":(glob){files}")).collect();
            let diff = cmd!(cx.sh, "git diff {commit} -- {globs...}").quiet().read()?;
            if diff.is_empty() {
                println!("  {}: nothing has changed since {commit}.", set.name);
                continue;
            }
            let path = out.join(format!("{}.diff", set.name));
            cx.sh.write_file(&path, diff + "\n")?;
            tools::cargo_mutants(cx)?;
            let n = set.count(cx, &path)?;
            if n == 0 {
                continue;
            }
            let path = path.to_string_lossy().into_owned();
            let shard = format!("0/{}", n.div_ceil(DAILY));
            println!("  {}: {n} mutants; part {shard} of them is tried.", set.name);
            let out = out.join(set.name);
            remove_folder(&out)?;
            let args = ["--in-diff", &path, "--sharding", "round-robin", "--shard", &shard];
            let fates = set.try_mutants(cx, &out, &args)?;
            unknown.extend(fates.missed().filter(|mutant| !known.contains(mutant)));
            n_made += n;
            n_tried += fates.n();
            sampled |= n > DAILY;
        }
        ensure!(
            n_made == 0 || n_tried > 0,
            "None of the mutants of what has changed compiles; look at target/mutants-changed."
        );
        if sampled && unknown.len() * 10 <= n_tried * (10 - CAUGHT_OF_TEN) {
            println!("  {} of {n_tried} mutants of a sample survive:\n{}", unknown.len(), unknown.join("\n"));
            return Ok(());
        }
        none(&unknown)
    })
}

/// The commits at which all mutants of each set were tried.
fn baseline(cx: &Context) -> Result<Table> {
    let text = cx.sh.read_file(BASELINE).with_context(|| {
        format!("Without {BASELINE} nobody knows which mutants were tried; bring it back, or write it with “cargo xtask test --part mutants”")
    })?;
    text.parse().with_context(|| format!("{BASELINE} is no TOML"))
}

/// The commit at which all mutants of a set were tried.
fn tried(cx: &Context, baseline: &Table, set: &str) -> Result<String> {
    let commit = baseline.get(set).and_then(toml::Value::as_str).with_context(|| {
        format!(
            "{BASELINE} has no line {set} = \"…\"; “cargo xtask test --part mutants --set {set}” writes it"
        )
    })?;
    // A commit that git knows has a tree; a shallow clone does not know it.
    let object = format!("{commit}^{{tree}}");
    if cx.ask("git", &["cat-file", "-e", &object]).is_none() {
        bail!(
            "The commit {commit} of {BASELINE} is not in this clone, so that nobody knows what has changed since. Run: \
             git fetch --unshallow (in CI, check out the whole history)."
        );
    }
    Ok(commit.to_owned())
}

fn write_baseline(cx: &Context, baseline: &Table) -> Result<()> {
    let text = format!(
        "# Written by `cargo xtask test --part mutants`: the commit at which every mutant of a set was tried.\n\
         # `cargo xtask test` tries the mutants of the lines that have changed since.\n{baseline}"
    );
    Ok(cx.sh.write_file(BASELINE, text)?)
}

impl Set {
    /// What cargo-mutants is told about the files of this set.
    fn files(&self, cx: &Context) -> Result<Vec<String>> {
        for files in self.files {
            let found = cmd!(cx.sh, "git ls-files -- {files}").quiet().read()?;
            ensure!(
                !found.is_empty(),
                "xtask/src/mutants.rs: no file is named {files}; fix the set {}.",
                self.name
            );
        }
        Ok(self.files.iter().flat_map(|files| ["--file".to_owned(), (*files).to_owned()]).collect())
    }

    /// How many mutants a change has.
    fn count(&self, cx: &Context, diff: &Path) -> Result<usize> {
        let files = self.files(cx)?;
        Ok(cmd!(cx.sh, "cargo mutants --list --workspace {files...} --in-diff {diff}")
            .quiet()
            .read()?
            .lines()
            .count())
    }

    /// Tries mutants of this set, and says what became of them.
    fn try_mutants(&self, cx: &Context, out: &Path, args: &[&str]) -> Result<Fates> {
        // What runs before this one caught is kept first: it writes its own report over theirs.
        Fates::read(cx, out)?;
        let (files, tests) = (self.files(cx)?, self.tests.split_whitespace());
        let packages = self.packages.iter().flat_map(|package| ["--test-package", package]);
        let timeout = self.timeout.to_string();
        let run = cmd!(
            cx.sh,
            "sh -c {WITHIN_MEMORY} sh cargo mutants --workspace --baseline skip --timeout {timeout} {files...} {packages...} {args...} --jobs 2 --output {out} -- {tests...}"
        );
        // 2: one survives, and the list says which one may; 3: one was stopped as endless.
        let code = status(run)?.code();
        ensure!(matches!(code, Some(0 | 2 | 3)), "cargo-mutants failed; what it said stands above.");
        Fates::read(cx, out)
    }
}

/// The mutants that compile, as cargo-mutants names them, by what became of them.
struct Fates {
    caught: BTreeSet<String>,
    late: BTreeSet<String>,
    missed: BTreeSet<String>,
}

impl Fates {
    /// Reads what became of the mutants in all runs of a set: a run that goes on tells only what it tried itself, so what
    /// the runs before it caught is kept beside its own report.
    fn read(cx: &Context, out: &Path) -> Result<Self> {
        let lines = |path: &Path| -> BTreeSet<String> {
            cx.sh.read_file(path).unwrap_or_default().lines().map(str::to_owned).collect()
        };
        let told = |fate: &str| lines(&out.join("mutants.out").join(fate));
        let kept = out.join("caught.txt");
        let mut caught = lines(&kept);
        caught.extend(told("caught.txt"));
        if !caught.is_empty() {
            cx.sh.write_file(kept, caught.iter().map(String::as_str).collect::<Vec<_>>().join("\n"))?;
        }
        Ok(Self { caught, late: told("timeout.txt"), missed: told("missed.txt") })
    }

    fn n(&self) -> usize {
        self.caught.len() + self.late.len() + self.missed.len()
    }

    fn missed(&self) -> impl Iterator<Item = String> {
        self.missed.iter().map(|mutant| without_place(mutant))
    }
}

/// Stops where mutants survive that are not listed with the reason.
fn none(unknown: &[String]) -> Result<()> {
    ensure!(
        unknown.is_empty(),
        "No test notices these mutants:\n{}\nWrite a test, or list the mutant in {SURVIVORS} with the reason why none can; \
         with {GOES_ON}=1, “cargo xtask test --part mutants” then tries only those that no test caught yet.",
        unknown.join("\n")
    );
    Ok(())
}

/// The mutants that may survive: what stands between backticks at the beginning of an item of the list.
fn survivors(cx: &Context) -> Result<BTreeSet<String>> {
    Ok(listed(&cx.sh.read_file(SURVIVORS)?))
}

fn listed(list: &str) -> BTreeSet<String> {
    let items = list.lines().filter_map(|line| line.strip_prefix("- `"));
    items.filter_map(|item| Some(item.split_once('`')?.0.to_owned())).collect()
}

/// A mutant without the line and the column, which move: `src/route.rs: replace read with …`.
fn without_place(mutant: &str) -> String {
    let mut parts = mutant.splitn(4, ':');
    match (parts.next(), parts.nth(2)) {
        (Some(file), Some(what)) => format!("{file}:{what}"),
        _ => mutant.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_known_wherever_it_has_moved() {
        let mutant = "src/route.rs:12:5: replace read -> Read with Default::default()";
        assert_eq!(without_place(mutant), "src/route.rs: replace read -> Read with Default::default()");
        let list =
            "# Mutants\n\n- `src/route.rs: replace read -> Read with Default::default()`: it is the same.\n";
        assert!(listed(list).contains(&without_place(mutant)));
    }

    #[test]
    fn a_run_that_goes_on_counts_what_the_runs_before_it_caught() -> Result<()> {
        let cx = Context::new()?;
        let out = cx.sh.create_temp_dir()?;
        let run = |caught: &str, missed: &str| -> Result<Fates> {
            cx.sh.write_file(out.path().join("mutants.out/caught.txt"), caught)?;
            cx.sh.write_file(out.path().join("mutants.out/missed.txt"), missed)?;
            Fates::read(&cx, out.path())
        };
        let first = run("one\ntwo\n", "three\n")?;
        assert_eq!((first.caught.len(), first.missed.len()), (2, 1));
        let second = run("three\n", "")?;
        assert_eq!((second.caught.len(), second.missed.len()), (3, 0));
        Ok(())
    }

    #[test]
    fn the_baseline_has_a_commit_for_each_set() -> Result<()> {
        let cx = Context::new()?;
        let baseline = baseline(&cx)?;
        for set in &SETS {
            let commit = baseline.get(set.name).and_then(toml::Value::as_str);
            assert_eq!(commit.map(str::len), Some(40), "{}", set.name);
        }
        let missing = tried(&cx, &Table::new(), "rules").map_err(|why| why.to_string());
        assert_eq!(
            missing,
            Err("docs/mutants-baseline.toml has no line rules = \"…\"; “cargo xtask test --part mutants --set rules” writes it"
                .to_owned())
        );
        Ok(())
    }
}
