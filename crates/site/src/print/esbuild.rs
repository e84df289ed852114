//! Scripts and styles made smaller by esbuild; the engine’s own glue comes small already.

use std::{
    ffi::OsStr,
    fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

use super::{Error, document::ENGINE};

/// Minifies every script and every stylesheet of a page of its own that lies beside the first page.
pub(super) fn minify(stage: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(stage).map_err(|error| Error::Io(stage.to_owned(), error))?;
    let is_small = |name: &str| name.starts_with(ENGINE) || name.starts_with("style-");
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .filter(|name| {
            let extension = Path::new(name).extension();
            extension == Some(OsStr::new("js")) || extension == Some(OsStr::new("css"))
        })
        .filter(|name| !is_small(&name.to_string_lossy()))
        .collect();
    files.sort();
    let output = Command::new("esbuild")
        .current_dir(stage)
        .args(["--minify", "--allow-overwrite", "--outdir=.", "--charset=utf8", "--log-level=warning"])
        .args(files)
        .output();
    done(output).map(|_| ())
}

/// A part of a stylesheet, minified.
pub(super) fn style(text: &str) -> Result<String, Error> {
    let started = Command::new("esbuild")
        .args(["--minify", "--loader=css", "--charset=utf8", "--log-level=warning"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let output = started.and_then(|mut process| {
        // Dropped at the end of this line, so that esbuild sees the end of the text.
        process.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()))?;
        process.wait_with_output()
    });
    Ok(String::from_utf8_lossy(&done(output)?).trim_end().to_owned())
}

fn done(output: io::Result<std::process::Output>) -> Result<Vec<u8>, Error> {
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(Error::Script(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
        Err(error) => Err(Error::Script(format!(
            "esbuild could not be started ({error}); “cargo xtask tools” installs it, and “cargo xtask build” finds it"
        ))),
    }
}
