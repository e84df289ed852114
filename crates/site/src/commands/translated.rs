//! `site translated`: which texts of a language were read against the original, and which still wait.

use std::{fs, path::Path};

use site::law::{self, stamps};

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The language, such as `es`.
    language: String,
    /// The texts that were read, such as `short.use.2024-09-29`.
    #[arg(value_name = "KEY")]
    keys: Vec<String>,
    /// Every text of the language was read.
    #[arg(long, conflicts_with = "keys")]
    all: bool,
}

pub(super) fn run(folder: &Path, Args { language, keys, all }: &Args) -> Result<(), Failure> {
    let languages = law::languages(folder);
    let others: Vec<&str> = languages.iter().map(String::as_str).filter(|it| *it != law::ORIGINAL).collect();
    if !others.contains(&language.as_str()) {
        return Err(Failure::Refused(format!(
            "There is no language “{language}” that translates {}.toml; the languages are: {}.",
            law::ORIGINAL,
            others.join(", ")
        )));
    }
    let read = if *all { stamps::Read::All } else { stamps::Read::Keys(keys) };
    let stamped = stamps::stamp(folder, language, read).map_err(Failure::Law)?;
    let path = folder.join(&stamped.name);
    fs::write(&path, &stamped.text)
        .map_err(|error| Failure::Refused(format!("{} cannot be written ({error}).", path.display())))?;
    for key in &stamped.waiting {
        println!("waits to be read: {key}");
    }
    println!(
        "{}: texts stamped: {}; waiting to be read: {}.",
        path.display(),
        stamped.stamped.len(),
        stamped.waiting.len()
    );
    Ok(())
}
