//! The stylesheet: what the first screen needs of it travels inside each page of an answer, and the rest is linked there.
//! The other pages link the whole of it, and so does a page whose own style is refused.

use std::{fs, path::Path};

use super::{Error, document::File};
use crate::hash::Hash;

/// How the name of the stylesheet begins.
const NAME: &str = "style-";

/// How the name of its rest begins.
const REST: &str = "style-rest-";

/// The mark in `static/style.css` behind what the first screen needs; `xtask/src/finish/minify.rs` keeps it.
const MARK: &str = "/* rest */";

/// The stylesheet of every page.
pub(super) struct Style {
    /// The file that holds the whole of it.
    pub(super) whole: File,
    /// The file of what stands behind the mark.
    pub(super) rest: File,
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
        fs::remove_file(&path).map_err(failed)?;
        let write = |start: &str, css: &str| {
            let hash = Hash::of(css.as_bytes());
            let name = format!("{start}{}.css", hash.name());
            fs::write(stage.join(&name), css).map_err(failed)?;
            Ok(File { name, integrity: hash.integrity() })
        };
        Ok(Self {
            whole: write(NAME, &format!("{first}{rest}"))?,
            rest: write(REST, rest)?,
            first: first.to_owned(),
        })
    }
}
