//! `site new`: a small, complete explainer to begin with, invented from top to bottom.

use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

use rules::Day;

use super::batch::{self, Batch};

const LAW: &str = include_str!("new/law.toml");
const WORDS: &str = include_str!("new/en.toml");
const SHARED: [&str; 3] = ["interface", "method", "publisher"];

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is something already.
    #[error("{0} is there already; name a folder that is not")]
    Taken(String),
    /// The name cannot be an id.
    #[error(
        "“{0}” cannot be the id of an explainer; name a folder in lower-case letters, digits and hyphens"
    )]
    NoId(String),
    /// It could not be written.
    #[error(transparent)]
    Written(#[from] batch::Error),
}

/// Writes the two files of an explainer into a new folder, and gives their paths.
///
/// # Errors
///
/// When the folder is there already, or its name is no id; then nothing was written.
pub fn new(folder: &Path, today: Day) -> Result<Vec<PathBuf>, Error> {
    let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_id = !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_id {
        return Err(Error::NoId(id));
    }
    let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !is_empty {
        return Err(Error::Taken(folder.display().to_string()));
    }
    let fill = |text: &str| {
        let text = text.replace("{id}", &id).replace("{today}", &today.to_iso());
        text.replace("{folder}", &folder.display().to_string())
    };
    let mut batch = Batch::default();
    batch.add(folder.join("law.toml"), fill(LAW).into_bytes());
    batch.add(folder.join("en.toml"), (fill(WORDS) + &shared()).into_bytes());
    let paths = batch.paths().map(Path::to_path_buf).collect();
    batch.write()?;
    Ok(paths)
}

/// The words of our own explainer: its buttons and headings, and its pages for publishers and on the method, serve any
/// law.
///
/// A release carries them. A development build reads them where it was compiled, so that an edit of the law compiles
/// nothing.
fn first() -> Cow<'static, str> {
    #[cfg(debug_assertions)]
    let words = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law/us-kaspersky/en.toml"))
        .expect("a development build lies in its repository")
        .into();
    #[cfg(not(debug_assertions))]
    let words = include_str!("../../../../law/us-kaspersky/en.toml").into();
    words
}

/// The tables that serve any law.
fn shared() -> String {
    let first = first();
    let table = |name: &&str| {
        let from =
            first.find(&format!("\n[{name}]\n")).expect("en.toml has the tables that every wording has") + 1;
        let rest = &first[from..];
        // The comment above the next table belongs to that one.
        let end = rest.find("\n[").map_or(rest.len(), |end| {
            rest[..end]
                .rfind("\n# ")
                .filter(|at| rest[*at..end].trim().lines().all(|line| line.starts_with('#')))
                .unwrap_or(end)
        });
        rest[..end].trim_end().to_owned() + "\n"
    };
    SHARED.iter().map(table).collect::<Vec<_>>().join("\n")
}
