//! The scripts beside the engine, made smaller by esbuild; the engine’s own glue comes small already.

use std::{ffi::OsStr, fs, path::Path, process::Command};

use super::Error;

/// Minifies every script that Trunk has put beside the first page.
pub(super) fn minify(stage: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(stage).map_err(|error| Error::Io(stage.to_owned(), error))?;
    let mut scripts: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .filter(|name| Path::new(name).extension() == Some(OsStr::new("js")))
        .filter(|name| !name.to_string_lossy().starts_with(super::template::ENGINE))
        .collect();
    scripts.sort();
    let output = Command::new("esbuild")
        .current_dir(stage)
        .args(["--minify", "--allow-overwrite", "--outdir=.", "--charset=utf8", "--log-level=warning"])
        .args(scripts)
        .output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Error::Script(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
        Err(error) => Err(Error::Script(format!(
            "esbuild could not be started ({error}); “cargo xtask tools” installs it, and “cargo xtask build” finds it"
        ))),
    }
}
