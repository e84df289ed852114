//! `cargo xtask test --part fuzz`: texts and files from strangers, for every reader.

use std::{
    env,
    process::{Child, Command, Stdio},
    thread,
};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::cmd;

use crate::{context::Context, report, tools};

/// How many minutes each target is fuzzed, where `FUZZ_MINUTES` does not say otherwise.
const MINUTES: u64 = 10;

pub(crate) fn run(cx: &Context) -> Result<()> {
    report::step(cx, "fuzzing each reader for ten minutes (or FUZZ_MINUTES)", || {
        tools::cargo_fuzz(cx)?;
        let minutes = env::var("FUZZ_MINUTES").ok().and_then(|told| told.parse().ok()).unwrap_or(MINUTES);
        cmd!(cx.sh, "cargo +nightly fuzz build --sanitizer none").run()?;
        let targets = targets(cx)?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        for some in targets.chunks(cores) {
            let begun: Vec<Child> =
                some.iter().map(|target| begin(cx, target, minutes)).collect::<Result<_>>()?;
            for (target, child) in some.iter().zip(begun) {
                end(cx, target, child, minutes)?;
            }
        }
        Ok(())
    })
}

/// Every target of fuzz/fuzz_targets.
fn targets(cx: &Context) -> Result<Vec<String>> {
    let files = cx.sh.read_dir("fuzz/fuzz_targets")?;
    let names = files.iter().filter(|path| path.extension().is_some_and(|it| it == "rs"));
    let names: Vec<String> = names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    ensure!(!names.is_empty(), "fuzz/fuzz_targets has no target.");
    Ok(names)
}

fn begin(cx: &Context, target: &str, minutes: u64) -> Result<Child> {
    let time = format!("-max_total_time={}", minutes * 60);
    let run = cmd!(
        cx.sh,
        "cargo +nightly fuzz run --sanitizer none {target} -- {time} -timeout=60 -print_final_stats=1"
    );
    println!("$ {run}");
    Command::from(run).stderr(Stdio::piped()).spawn().context("cargo-fuzz cannot be started")
}

fn end(cx: &Context, target: &str, child: Child, minutes: u64) -> Result<()> {
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        eprintln!("{said}");
        bail!("Fuzzing {target} found something; it stands above.");
    }
    let n = executions(&said).with_context(|| format!("libFuzzer does not say how often it ran {target}"))?;
    ensure!(n > 0, "libFuzzer never ran {target}.");
    cx.figure(
        &format!("fuzz-{target}"),
        &format!("fuzzing of {target}: {minutes} minutes, {n} executions, no finding"),
    )
}

/// How often libFuzzer says that it ran its target.
fn executions(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_executions_is_what_libfuzzer_says() {
        assert_eq!(
            executions("Done\nstat::number_of_executed_units: 12\nstat::new_units_added: 0\n"),
            Some(12)
        );
        assert_eq!(executions(""), None);
    }
}
