//! Why the pages could not be printed.

use core::fmt;
use std::{io, path::PathBuf};

use crate::fault::Fault;

/// Why the pages could not be printed.
#[derive(Debug)]
pub enum Error {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// A file of ours has no such mark.
    Mark(&'static str, &'static str),
    /// What every page loads lacks such a file.
    Missing(&'static str),
    /// The law has faults.
    Law(Vec<Fault>),
    /// The law could not be baked.
    Bake(String),
    /// The table of heights cannot be read.
    Heights(String),
    /// The loader has no such mark.
    Loader(&'static str),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(formatter, "{}: {error}", path.display()),
            Self::Mark(file, mark) => {
                write!(formatter, "{file} has no “{mark}”; let it stand behind what the first screen needs.")
            }
            Self::Missing(what) => {
                write!(
                    formatter,
                    "Among the files that every page loads, the {what} is missing; “cargo xtask build” makes them anew, \
                     and a release has them in its folder parts/."
                )
            }
            Self::Law(faults) => faults.iter().try_for_each(|fault| writeln!(formatter, "{fault}")),
            Self::Heights(why) => {
                write!(
                    formatter,
                    "heights.json cannot be read ({why}); “cargo xtask heights” writes it anew."
                )
            }
            Self::Loader(mark) => write!(formatter, "embed.js has no {mark}; let it name what is filled in."),
            Self::Bake(error) => write!(formatter, "The law could not be baked: {error}"),
        }
    }
}
