//! The loader for publishers, `embed.js`: what it knows of the site is filled in here.

use std::{fs, path::Path};

use serde_json::json;

use super::{Error, heights::Heights};
use crate::law;

/// The loader, beside the pages as in the sources.
const FILE: &str = "embed.js";

/// What the loader knows of the site.
pub(super) struct Known<'a> {
    /// The public address of the site, with its folder and a slash at the end.
    pub(super) site: &'a str,
    /// What a frame without a link is called.
    pub(super) title: &'a str,
    pub(super) heights: &'a Heights,
    /// The paths of the pages without a role.
    pub(super) firsts: &'a [String],
    /// The paths of the roles.
    pub(super) roles: &'a [String],
}

/// Fills in the marks of the loader that Trunk has copied; a mark that is not there is a fault.
pub(super) fn fill(stage: &Path, known: &Known) -> Result<(), Error> {
    let path = stage.join(FILE);
    let failed = |error| Error::Io(path.clone(), error);
    let mut text = fs::read_to_string(&path).map_err(failed)?;
    let Known { site, title, heights, firsts, roles } = known;
    for (mark, value) in [
        ("\"{language}\"", json!(law::ORIGINAL)),
        ("\"{site}\"", json!(site)),
        ("\"{title}\"", json!(title)),
        ("\"{widths}\"", json!(heights.widths)),
        ("\"{room}\"", rows(heights.room(firsts, roles))),
    ] {
        if !text.contains(mark) {
            return Err(Error::Loader(mark));
        }
        text = text.replace(mark, &value.to_string());
    }
    fs::write(&path, text).map_err(failed)
}

/// A path and its heights, in one row.
fn rows(room: Vec<(String, Vec<u32>)>) -> serde_json::Value {
    room.into_iter()
        .map(|(path, heights)| {
            let heights = heights.into_iter().map(serde_json::Value::from);
            core::iter::once(serde_json::Value::from(path)).chain(heights).collect::<serde_json::Value>()
        })
        .collect()
}
