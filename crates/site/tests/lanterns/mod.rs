//! An explainer that was invented for tests: another measure, with other questions, on other days.

use std::{fs, path::Path};

const LAW: &str = include_str!("law.toml");
const WORDS: &str = include_str!("words.toml");
const FIRST: &str = include_str!("../../../../law/us-kaspersky/en.toml");

/// Writes the invented law into a folder, with the buttons, the method’s and the publishers’ words of the first
/// explainer.
pub(crate) fn write(folder: &Path) {
    let table = |name: &str| {
        let from = FIRST.find(&format!("\n[{name}]\n")).unwrap_or_else(|| panic!("en.toml has [{name}]"));
        let rest = &FIRST[from + 1..];
        &rest[..rest.find("\n[").unwrap_or(rest.len())]
    };
    let words = ["interface", "method", "publisher", "check"].map(table).join("\n");
    fs::create_dir_all(folder).expect("the target folder can be written");
    fs::write(folder.join("law.toml"), LAW).expect("the folder can be written");
    fs::write(folder.join("en.toml"), format!("{WORDS}\n{words}")).expect("the folder can be written");
}
