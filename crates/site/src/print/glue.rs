//! The engine's glue, made smaller.

use std::{fs, path::Path};

use super::Error;

/// Takes comments and indentation out of the engine's glue, which Trunk's own minifier cannot read.
pub(super) fn shrink(glue: &Path) -> Result<(), Error> {
    let failed = |error| Error::Io(glue.to_owned(), error);
    let text = fs::read_to_string(glue).map_err(failed)?;
    let mut in_comment = false;
    let kept: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| {
            let comment = in_comment || line.starts_with("/*") || line.starts_with("//");
            in_comment = (in_comment || line.starts_with("/*")) && !line.ends_with("*/");
            !comment && !line.is_empty()
        })
        .collect();
    fs::write(glue, kept.join("\n")).map_err(failed)
}
