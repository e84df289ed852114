//! What has passed on this machine, on these very files: `cargo xtask test` does not run it again at the desk.
//!
//! As with `go test`, a step that passed is named instead of run again, until a file, the compiler or a browser is another
//! one. A failure is never kept. Where `CI` is set, as every forge sets it, each step runs.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result};
use xshell::cmd;

use crate::context::{Context, remove_folder, step};

/// Set, as CI systems set it, every step runs.
const CI: &str = "CI";

/// Runs steps that may have passed before.
pub(crate) struct Passed<'a> {
    cx: &'a Context,
    /// What the steps look at; `None`: each is run.
    state: Option<String>,
}

impl<'a> Passed<'a> {
    /// `again`: run each step, whatever has passed.
    pub(crate) fn new(cx: &'a Context, again: bool) -> Result<Self> {
        let runs_all = again || env::var_os(CI).is_some();
        Ok(Self { cx, state: if runs_all { None } else { state(cx)? } })
    }

    /// Runs a step unless it passed on this very state; says whether it ran.
    pub(crate) fn unless(&self, name: &str, run: impl FnOnce() -> Result<()>) -> Result<bool> {
        let record = self.record(name);
        if self.state.is_some() && fs::read_to_string(&record).ok() == self.state {
            return step(name, || {
                println!("   passed on these very files; “cargo xtask test --again” runs it again");
                Ok(false)
            });
        }
        run()?;
        // What a step was run on is what it was begun with; a file saved meanwhile belongs to the next run.
        if let Some(state) = &self.state {
            self.cx.sh.write_file(record, state)?;
        }
        Ok(true)
    }

    fn record(&self, name: &str) -> PathBuf {
        let name: String = name.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
        self.cx.root().join("target/passed").join(name)
    }
}

/// The tree of every file that Git would take, as one hash, and the programs that run it; `None` where there is no
/// repository. What is committed afterwards has passed, too.
fn state(cx: &Context) -> Result<Option<String>> {
    if git(cx, &["rev-parse", "--git-dir"]).ignore_stderr().read().is_err() {
        return Ok(None);
    }
    // An index of its own, begun anew: what somebody has staged stays as it is, and a run that was killed leaves no lock.
    let folder = cx.root().join("target/passed/index");
    remove_folder(&folder)?;
    cx.sh.create_dir(&folder)?;
    let index = folder.join("index");
    let git = |args: &[&str]| git(cx, args).env("GIT_INDEX_FILE", &index);
    git(&["add", "--all"]).run().context("Git cannot read the files of this folder")?;
    let tree = git(&["write-tree"]).read()?;
    let programs =
        ["rustc", "chromium", "firefox-esr"].map(|name| cx.ask(name, &["--version"]).unwrap_or_default());
    let webkit = cx.ask("dpkg-query", &["--show", "--showformat=${Version}", "webkit2gtk-driver"]);
    Ok(Some([&[tree], &programs[..], &[webkit.unwrap_or_default()]].concat().join("\n")))
}

/// Git on the repository of the folder, also in a hook, to which Git names another.
fn git<'a>(cx: &'a Context, args: &[&str]) -> xshell::Cmd<'a> {
    cmd!(cx.sh, "git {args...}").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").quiet()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(cx: &Context, state: Option<&str>) -> Result<bool> {
        let passed = Passed { cx, state: state.map(str::to_owned) };
        let mut ran = false;
        let told = passed.unless("a step of this test", || {
            ran = true;
            Ok(())
        })?;
        assert_eq!(told, ran);
        Ok(ran)
    }

    #[test]
    fn a_step_runs_again_when_anything_changed_and_never_keeps_a_failure() -> Result<()> {
        let cx = &Context::new()?;
        let folder = tempfile_folder();
        cx.sh.change_dir(&folder);
        assert!(passed(cx, Some("one"))?, "it has never run");
        assert!(!passed(cx, Some("one"))?, "it passed on this state");
        assert!(passed(cx, Some("two"))?, "the state is another");
        assert!(passed(cx, None)?, "every step runs");
        let failing = Passed { cx, state: Some("three".to_owned()) };
        assert!(failing.unless("a step of this test", || anyhow::bail!("it failed")).is_err());
        assert!(passed(cx, Some("three"))?, "a failure is not kept");
        fs::remove_dir_all(folder)?;
        Ok(())
    }

    #[test]
    fn a_file_that_nobody_has_added_is_seen_and_the_index_of_others_stays() -> Result<()> {
        let cx = &Context::new()?;
        let folder = tempfile_folder();
        cx.sh.change_dir(&folder);
        assert_eq!(state(cx)?, None, "there is no repository");
        git(cx, &["init", "--quiet"]).run()?;
        fs::write(folder.join(".gitignore"), "target\n")?;
        let before = state(cx)?;
        assert!(before.is_some());
        assert_eq!(state(cx)?, before, "nothing changed");
        fs::write(folder.join("new.rs"), "fn main() {}")?;
        let after = state(cx)?;
        assert_ne!(after, before, "a file is new");
        assert_eq!(git(cx, &["ls-files"]).env_remove("GIT_INDEX_FILE").read()?, "", "nothing is staged");
        fs::remove_dir_all(folder)?;
        Ok(())
    }

    /// An empty folder, outside every repository.
    fn tempfile_folder() -> PathBuf {
        let name = std::thread::current().name().unwrap_or_default().replace("::", "-");
        let folder = env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        folder
    }
}
