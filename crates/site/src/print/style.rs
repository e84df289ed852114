//! The stylesheet: what the first screen needs of it travels inside each page, and the whole of it is linked.

use std::{fs, path::Path};

use super::Error;
use crate::hash::Hash;

/// How the name of the stylesheet begins.
const NAME: &str = "style-";

/// The mark in `static/style.css` behind what the first screen needs; `xtask/src/finish/minify.rs` keeps it.
const MARK: &str = "/* rest */";

/// The stylesheet of every page.
pub(super) struct Style {
    /// Its name, which changes with its content.
    pub(super) name: String,
    /// As in the attribute `integrity`.
    pub(super) integrity: String,
    /// What the first screen needs.
    pub(super) first: String,
}

impl Style {
    /// Takes the mark out of the stylesheet, and names it by what is in it.
    pub(super) fn prepare(stage: &Path, names: &[String]) -> Result<Self, Error> {
        let is_ours = |name: &&String| {
            name.starts_with(NAME) && Path::new(name).extension().is_some_and(|end| end == "css")
        };
        let copied = names.iter().find(is_ours).ok_or(Error::Missing("stylesheet (style-….css)"))?;
        let path = stage.join(copied);
        let failed = |error| Error::Io(path.clone(), error);
        let text = fs::read_to_string(&path).map_err(failed)?;
        let (first, rest) = text.split_once(MARK).ok_or(Error::Mark("style.css", MARK))?;
        let whole = format!("{first}{rest}");
        let hash = Hash::of(whole.as_bytes());
        let name = format!("{NAME}{}.css", hash.name());
        fs::remove_file(&path).map_err(failed)?;
        fs::write(stage.join(&name), whole).map_err(failed)?;
        Ok(Self { name, integrity: hash.integrity(), first: first.to_owned() })
    }
}
