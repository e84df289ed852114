//! An explainer that was invented for tests: another measure, with other questions, on other days.

use std::{fs, path::Path};

const LAW: &str = include_str!("law.toml");
const WORDS: &str = include_str!("words.toml");

/// The words of the first explainer; read when a test runs, so that an edit of the law compiles nothing.
fn first() -> String {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut words = above.map(|folder| folder.join("law/us-kaspersky/en.toml"));
    let words = words.find(|path| path.is_file()).expect("a test lies in the repository");
    fs::read_to_string(words).expect("the law can be read")
}

/// The invented law and its wording, with the buttons, the method’s and the publishers’ words of the first explainer.
pub(crate) fn texts() -> (&'static str, String) {
    let first = first();
    let table = |name: &str| {
        let from = first.find(&format!("\n[{name}]\n")).unwrap_or_else(|| panic!("en.toml has [{name}]"));
        let rest = &first[from + 1..];
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
