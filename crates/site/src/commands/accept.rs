//! `site accept`: shows what an edit changes, then writes every recorded table that follows from the law.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use site::{
    desk::accept::{self, Accepted, Wishes},
    diff::{self, Diff},
};

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The earlier edition: a revision of Git, or a folder.
    #[arg(long, value_name = "REVISION|FOLDER", default_value = "HEAD")]
    from: String,
    /// Every text of this translation was read against the original.
    #[arg(long, value_name = "LANGUAGE")]
    read: Vec<String>,
    /// Do not run the tests that name places of the law.
    #[arg(long)]
    no_tests: bool,
    /// Build the site and measure what needs browsers, too: some minutes.
    #[arg(long)]
    with_browsers: bool,
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    let begin = Instant::now();
    let diff = match super::diff::from(&args.from, folder) {
        Ok(diff) => {
            println!("{}", diff::text(&diff));
            Some(diff)
        }
        // A law that cannot be read is refused below, with its faults; an earlier one is only missed.
        Err(failure) => {
            println!("There is no diff: {failure}\n");
            None
        }
    };
    let wishes = Wishes::new(args.read.clone(), diff.as_ref());
    let accepted = accept::accept(folder, &wishes).map_err(|why| match why {
        accept::Error::Faults { .. } | accept::Error::Misled(_) => Failure::Faults(why.to_string()),
        other => Failure::refused(other),
    })?;
    tell(&accepted);
    println!("Accepted in {:.1} s.", begin.elapsed().as_secs_f32());
    let Some(workspace) = workspace().filter(|_| accepted.is_tested) else {
        return Ok(());
    };
    if !args.no_tests {
        // The proof was made above; `cargo xtask test` makes it again, with deliberate mistakes in the law.
        let packages = ["law-files", "site", "ban-explainer"].map(|name| ["-p", name]);
        cargo(&workspace, &[&["test", "--quiet"], packages.as_flattened()].concat(), None)?;
        println!(
            "The tests that name places of the law hold; all of it took {:.0} s.",
            begin.elapsed().as_secs_f32()
        );
    }
    if args.with_browsers {
        cargo(&workspace, &["xtask", "heights"], None)?;
        let screen_reader = ["test", "--quiet", "-p", "tests", "--test", "accessibility", "--", "last_time"];
        cargo(&workspace, &screen_reader, Some("UPDATE"))?;
    } else if diff.is_none_or(|diff| shows(&diff)) {
        println!(
            "Heights and what a screen reader says are measured in browsers: site accept --with-browsers, once, at the end."
        );
    }
    Ok(())
}

/// Whether any page looks or reads otherwise.
fn shows(diff: &Diff) -> bool {
    !diff.groups.is_empty() || !diff.new_readers.is_empty() || !diff.sentences.is_empty()
}

fn tell(accepted: &Accepted) {
    for (language, n) in &accepted.stamped {
        println!("{language}: {n} texts noted as read against the original.");
    }
    if accepted.new_paths > 0 {
        println!("{} paths are printed for the first time, and from now on always.", accepted.new_paths);
    }
    println!("Proved for {} ways to answer on {} days.", accepted.proved.readers, accepted.proved.days);
    if accepted.written.is_empty() {
        println!("Every record holds already; nothing was written.");
    }
    for path in &accepted.written {
        println!("written: {}", path.display());
    }
}

/// The workspace that holds the tests, when the tool is called inside it and there is a cargo to run them.
fn workspace() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let root = here.ancestors().find(|folder| folder.join("crates/proof/Cargo.toml").is_file())?;
    let is_there =
        Command::new("cargo").arg("--version").output().is_ok_and(|output| output.status.success());
    is_there.then(|| root.to_path_buf())
}

fn cargo(workspace: &Path, args: &[&str], variable: Option<&str>) -> Result<(), Failure> {
    println!("$ cargo {}", args.join(" "));
    let mut command = Command::new("cargo");
    command.args(args).current_dir(workspace);
    if let Some(variable) = variable {
        command.env(variable, "1").env("DIST", workspace.join("dist"));
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::Faults(
            "The records are written, and this did not pass: either the law is wrong, or a sentence written by hand that \
             names it is to be changed."
                .to_owned(),
        )),
        Err(why) => Err(Failure::Refused(format!("cargo cannot be started: {why}"))),
    }
}
