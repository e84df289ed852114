//! A file as text: what the parser says about it, and where in it something stands.

use std::{fs, path::Path};

use crate::fault::Fault;

/// A file with its name, so that a place in it can be told.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) content: String,
    /// Where each line ends, so that a file with hundreds of faults is not counted through for each.
    line_ends: Vec<usize>,
}

impl Text {
    pub(crate) fn read(folder: &Path, name: &str) -> Result<Self, Vec<Fault>> {
        match fs::read_to_string(folder.join(name)) {
            Ok(text) => Ok(Self::of(name, &text)),
            Err(error) => Err(vec![Fault {
                file: name.to_owned(),
                line: 1,
                text: format!("the file cannot be read ({error}); put it into {}", folder.display()),
            }]),
        }
    }

    /// A text as if it stood in a file of this name.
    pub(crate) fn of(name: &str, text: &str) -> Self {
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { name: name.to_owned(), content: text.to_owned(), line_ends }
    }

    /// A fault at this offset.
    pub(crate) fn fault(&self, offset: usize, text: String) -> Fault {
        let n_before = self.line_ends.partition_point(|end| *end < offset);
        Fault { file: self.name.clone(), line: n_before + 1, text }
    }

    /// What the parser found, with what would mend it.
    pub(crate) fn parser_fault(&self, error: &toml::de::Error) -> Fault {
        let span = error.span().unwrap_or_default();
        let found = self.content.get(span.clone()).unwrap_or_default();
        self.fault(span.start, mended(error.message(), found))
    }
}

/// The parser's message as a sentence that says what would mend it.
fn mended(message: &str, found: &str) -> String {
    // The parser sets names between backticks: first the one it found, then the ones it knows.
    let mut names = message.split('`').skip(1).step_by(2);
    let mut name = || names.next().unwrap_or_default();
    if message.starts_with("missing field") {
        format!("the key “{}” is missing; add it", name())
    } else if message.starts_with("unknown field") {
        let key = name();
        format!("there is no key “{key}” here; the keys are: {}", list(names))
    } else if message.starts_with("unknown variant") {
        let word = name();
        format!("“{word}” is none of the words for this; they are: {}", list(names))
    } else if message.starts_with("duplicate key") {
        format!("“{found}” stands here twice; keep one")
    } else if let Some((_, why)) = message.split_once("invalid date, ") {
        format!("“{found}” is no day ({why}); write one like 2024-09-29")
    } else if let Some((kind, expected)) =
        message.strip_prefix("invalid type: ").and_then(|types| types.split_once(", expected "))
    {
        format!("here stands {kind}; write {expected}")
    } else {
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("this is no TOML ({message}); mend the line")
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
