//! What can stop a step, in one sentence that says what would do.

use std::{fmt, path::PathBuf};

use crate::wishes::{Browser, Part};

/// Why a step stopped.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A command ran and was not content; it has said why above.
    Failed { command: String },
    /// A command could not be started at all.
    NotStarted { command: String, why: std::io::Error },
    /// Something this project cannot install by itself.
    Missing { what: String, mend: String },
    /// A file or folder that could not be read, written or removed.
    File { path: PathBuf, why: std::io::Error },
    /// `Cargo.lock` names no version of a package whose tool must match it.
    NotLocked { package: &'static str },
    /// A word after a verb that means nothing there.
    NoWish { word: String },
    /// A browser that the tests do not know.
    NoBrowser { name: String },
    /// A part of what takes long that there is not.
    NoPart { name: String },
    /// Readers would load more than the budget in bench/sizes.txt allows.
    TooHeavy { faults: Vec<String> },
    /// A build that left nothing to weigh.
    NothingBuilt { folder: PathBuf },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { command } => write!(f, "“{command}” failed; what it said stands above."),
            Self::NotStarted { command, why } => {
                write!(f, "“{command}” could not be started ({why}); is it installed and on PATH?")
            }
            Self::Missing { what, mend } => write!(f, "{what} is missing; this would do: {mend}"),
            Self::File { path, why } => {
                write!(f, "{} could not be used ({why}); check that it is there and yours.", path.display())
            }
            Self::NotLocked { package } => {
                write!(f, "Cargo.lock names no version of {package}; “cargo generate-lockfile” writes one.")
            }
            Self::NoWish { word } => write!(
                f,
                "“{word}” cannot be read; “test” takes --browser NAME, --all, --long and --part NAME, the other verbs \
                 stand alone."
            ),
            Self::NoBrowser { name } => write!(
                f,
                "There is no browser “{name}” here; the browsers are: {}.",
                Browser::ALL.map(Browser::name).join(", ")
            ),
            Self::NoPart { name } => write!(
                f,
                "There is no part “{name}” here; the parts are: {}.",
                Part::ALL.map(Part::name).join(", ")
            ),
            Self::TooHeavy { faults } => f.write_str(&faults.join("\n")),
            Self::NothingBuilt { folder } => write!(
                f,
                "{} holds no engine (one .wasm and one .js file of the same name); run “cargo xtask build”.",
                folder.display()
            ),
        }
    }
}
