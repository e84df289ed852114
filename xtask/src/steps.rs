//! Steps: each says what it does when it starts, and how long it took.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{fault::Fault, wishes::Wishes};

/// One piece of work, and the words shown while it runs.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) says: &'static str,
    pub(crate) does: fn(&mut Workshop) -> Result<(), Fault>,
}

/// Runs the steps in order and stops at the first that fails.
pub(crate) fn run(steps: &[Step], wishes: Wishes) -> Result<(), Fault> {
    let mut workshop = Workshop::new(wishes);
    let begin = Instant::now();
    for (n, step) in (1..).zip(steps) {
        let start = Instant::now();
        println!("\n[{n}/{}] {}", steps.len(), step.says);
        (step.does)(&mut workshop)?;
        println!("      took {}", span(start.elapsed()));
        workshop.done.push((step.says, start.elapsed()));
    }
    println!("\nAll {} steps done in {}.", steps.len(), span(begin.elapsed()));
    Ok(())
}

/// Where commands run, and the folders of tools they find before those on PATH.
pub(crate) struct Workshop {
    root: PathBuf,
    tools: Vec<PathBuf>,
    /// What was asked for.
    pub(crate) wishes: Wishes,
    /// The steps that are done, and how long each took.
    pub(crate) done: Vec<(&'static str, Duration)>,
}

impl Workshop {
    fn new(wishes: Wishes) -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().expect("this package is a folder of the workspace");
        Self { root: root.to_path_buf(), tools: Vec::new(), wishes, done: Vec::new() }
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where Trunk leaves the site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where tests leave the figures that they measured, one file each, for the report of a whole run.
    pub(crate) fn figures(&self) -> PathBuf {
        self.root.join("target/figures")
    }

    /// Leaves a figure there.
    pub(crate) fn figure(&self, name: &str, sentence: &str) -> Result<(), Fault> {
        let path = self.figures().join(name);
        let written = fs::create_dir_all(self.figures()).and_then(|()| fs::write(&path, sentence));
        written.map_err(|why| Fault::File { path, why })
    }

    /// From now on, commands find the tools of this folder first.
    pub(crate) fn prefer(&mut self, folder: PathBuf) {
        self.tools.insert(0, folder);
    }

    /// A command that starts in the workspace, with the preferred tools first on its PATH.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, program: &str, arguments: &[S]) -> Command {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.tools.iter().cloned().chain(env::split_paths(&inherited));
        let path = env::join_paths(folders).expect("no folder of tools has PATH's separator in its name");
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.root).env("PATH", path);
        command
    }

    /// Cargo for a tool that runs on this computer, whatever the engine is compiled with.
    pub(crate) fn native(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.command("cargo", arguments);
        for setting in [
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_UNSTABLE_BUILD_STD",
            "CARGO_UNSTABLE_BUILD_STD_FEATURES",
        ] {
            cargo.env_remove(setting);
        }
        cargo
    }

    /// Runs a command in full view.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, program: &str, arguments: &[S]) -> Result<(), Fault> {
        show(&mut self.command(program, arguments))
    }

    /// Whether a program is there and tells its version.
    pub(crate) fn has(&self, program: &str) -> bool {
        self.ask(program, &["--version"]).is_some()
    }

    /// What a command prints, or nothing when it is not there or not content.
    pub(crate) fn ask<S: AsRef<OsStr>>(&self, program: &str, arguments: &[S]) -> Option<String> {
        let output = self.command(program, arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// Runs a prepared command in full view.
pub(crate) fn show(command: &mut Command) -> Result<(), Fault> {
    let line = line(command);
    println!("      {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Fault::Failed { command: line }),
        Err(why) => Err(Fault::NotStarted { command: line, why }),
    }
}

/// A command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
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

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        assert_eq!(line(Command::new("cargo").args(["fmt", "--check"])), "cargo fmt --check");
    }
}
