//! An explainer that was invented for tests: another measure, with other questions, on other days.

use std::{fs, path::Path};

const LAW: &str = include_str!("law.toml");
const WORDS: &str = include_str!("words.toml");
const FIRST: &str = include_str!("../../../../law/us-kaspersky/en.toml");

/// The invented law and its wording, with the buttons, the method’s and the publishers’ words of the first explainer.
pub(crate) fn texts() -> (&'static str, String) {
    let table = |name: &str| {
        let from = FIRST.find(&format!("\n[{name}]\n")).unwrap_or_else(|| panic!("en.toml has [{name}]"));
        let rest = &FIRST[from + 1..];
        &rest[..rest.find("\n[").unwrap_or(rest.len())]
    };
    let words = ["interface", "method", "publisher", "check"].map(table).join("\n");
    (LAW, format!("{WORDS}\n{words}"))
}

/// Writes both into a folder.
#[allow(dead_code, reason = "not every target writes them")]
pub(crate) fn write(folder: &Path) {
    let (law, words) = texts();
    fs::create_dir_all(folder).expect("the target folder can be written");
    fs::write(folder.join("law.toml"), law).expect("the folder can be written");
    fs::write(folder.join("en.toml"), words).expect("the folder can be written");
}
