//! `trim cut IN OUT` and `trim rename WASM GLUE`: what the linker leaves and no reader needs.

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["cut", from, to] => cut(Path::new(from), Path::new(to)),
        ["rename", wasm, glue] => rename(Path::new(wasm), Path::new(glue)),
        _ => {
            eprintln!("trim cut IN OUT | trim rename WASM GLUE");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(sentence) => {
            println!("{sentence}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the engine without the functions that [`trim::CUTS`] names.
fn cut(from: &Path, to: &Path) -> Result<String, Fault> {
    let cut = trim::cut(&read(from)?, trim::CUTS).map_err(|why| Fault::NotRead(from.into(), why))?;
    write(to, &cut.wasm)?;
    let missing = cut.missing.join("”, “");
    // Which names there are depends on what the compiler has put into their callers already.
    let note =
        if missing.is_empty() { String::new() } else { format!(" No function is named “{missing}”.") };
    Ok(format!(
        "{} functions were cut to a trap, and {} that only they called; {} bytes that only they named and {} places in \
         the source are blank.{note}",
        cut.n_functions, cut.n_unreached, cut.n_bytes, cut.n_places
    ))
}

/// Gives what passes between engine and glue names of a letter or two, in both files.
fn rename(wasm: &Path, glue: &Path) -> Result<String, Fault> {
    let text = fs::read_to_string(glue).map_err(|why| Fault::File(glue.into(), why))?;
    let renamed = trim::rename(&read(wasm)?, &text).map_err(|why| Fault::NotRead(wasm.into(), why))?;
    write(wasm, &renamed.wasm)?;
    write(glue, renamed.glue.as_bytes())?;
    Ok(format!("{} names were shortened.", renamed.n_names))
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|why| Fault::File(path.into(), why))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(|why| Fault::File(path.into(), why))
}

/// Why nothing was trimmed.
enum Fault {
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
    /// A file is no WebAssembly, or none that the tool understands.
    NotRead(PathBuf, String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, why) => write!(f, "{} could not be used ({why}).", path.display()),
            Self::NotRead(path, why) => {
                write!(f, "{} could not be trimmed ({why}); build the engine again.", path.display())
            }
        }
    }
}
