//! Where commands run, and what is said before and after each.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use xshell::{Cmd, Shell};

use crate::tools;

/// The workspace, and a shell in it.
pub(crate) struct Context {
    /// Its PATH begins with the folders of the pinned tools.
    pub(crate) sh: Shell,
}

impl Context {
    pub(crate) fn new() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().expect("this package is a folder of the workspace");
        let sh = Shell::new()?;
        sh.change_dir(root);
        Ok(Self { sh })
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> PathBuf {
        self.sh.current_dir()
    }

    /// Where Trunk leaves the site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root().join("dist")
    }

    /// Where a build leaves what every page loads: engine, scripts and styles, for no address yet.
    pub(crate) fn parts(&self) -> PathBuf {
        self.root().join("target/parts")
    }

    /// Where tests leave the figures that they measured, one file each, for the report of long runs.
    pub(crate) fn figures(&self) -> PathBuf {
        self.root().join("target/figures")
    }

    /// Leaves a figure there, and prints it.
    pub(crate) fn figure(&self, name: &str, sentence: &str) -> Result<()> {
        println!("  {sentence}");
        self.sh.write_file(self.figures().join(name), sentence)?;
        Ok(())
    }

    /// From now on, commands find the programs of this folder first.
    pub(crate) fn prefer(&self, folder: PathBuf) -> Result<()> {
        let inherited = self.sh.var_os("PATH").unwrap_or_default();
        let folders = [folder].into_iter().chain(env::split_paths(&inherited));
        let path = env::join_paths(folders)
            .context("The path of a folder has PATH's separator in it; move the cache of tools with BAN_EXPLAINER_TOOLS.")?;
        self.sh.set_var("PATH", path);
        Ok(())
    }

    /// What a command prints, or nothing when it is not there or fails.
    pub(crate) fn ask(&self, program: &str, args: &[&str]) -> Option<String> {
        let output = self.sh.cmd(program).args(args).quiet().ignore_stderr().ignore_status().output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Whether a program is there and tells its version.
    pub(crate) fn has(&self, program: &str) -> bool {
        self.ask(program, &["--version"]).is_some()
    }
}

/// One piece of work, with its name before it and its time after it.
pub(crate) fn step<T>(name: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    println!("\n== {name}");
    let done = run()?;
    println!("   took {}", span(start.elapsed()));
    Ok(done)
}

impl Drop for Context {
    fn drop(&mut self) {
        let _ = remove_folder(&tools::compile_folder());
    }
}

/// The exit status of a command that may fail, run in full view.
pub(crate) fn status(cmd: Cmd<'_>) -> Result<ExitStatus> {
    println!("$ {cmd}");
    let line = cmd.to_string();
    Command::from(cmd)
        .status()
        .with_context(|| format!("“{line}” cannot be started; is it installed and on PATH?"))
}

/// Removes a folder, if it is there.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

/// A time as a person says it.
pub(crate) fn span(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f32()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_time_is_told_in_minutes() {
        assert_eq!(span(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(span(Duration::from_secs(59)), "59.0 s");
        assert_eq!(span(Duration::from_mins(1)), "1 min 0 s");
        assert_eq!(span(Duration::from_secs(3_601)), "60 min 1 s");
    }
}
