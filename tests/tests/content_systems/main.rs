//! The explainer in the systems that newsrooms write in: what their filters leave of a snippet, what npm builds, and
//! WordPress itself. The real ones are installed and asked; where one of them cannot be, the test fails.
//!
//! All of it takes minutes and asks registries: `cargo xtask test --part wordpress`, `packages` or `sanitizers`, and `--all`.

mod packages;
mod sanitizers;
mod wordpress;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A folder of these tests, under the target folder.
fn workplace(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A path of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// What a command prints after it was told a text.
#[track_caller]
fn run(command: &mut Command, told: &str) -> String {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.unwrap_or_else(|why| {
        panic!(
            "{name} could not be started ({why}); on Debian, “apt-get install nodejs npm python3-venv php-cli” would do."
        )
    });
    // A command that reads nothing may have ended before it was told.
    drop(child.stdin.take().expect("its input is piped").write_all(told.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name} failed: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}
