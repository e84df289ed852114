//! A fault of a law file: where it is, what was found, what would mend it.

use core::fmt;

/// One fault, in one sentence: `law.toml:214: FD-4 has two versions from 2024-09-29; end the first`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was found, and what would mend it.
    pub text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.text)
    }
}
