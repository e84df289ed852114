// The laws of this repository, for every target: the real one, and the one that was invented for tests.
#![allow(dead_code, reason = "not every target needs both")]

use std::sync::LazyLock;

use rules::Law;

#[path = "../../crates/site/tests/lanterns/mod.rs"]
mod lanterns;

pub const LAW_FILE: &str = include_str!("../../law/us-kaspersky/law.toml");
pub const ENGLISH: &str = include_str!("../../law/us-kaspersky/en.toml");

pub static LAW: LazyLock<Law> =
    LazyLock::new(|| law_files::law::load_texts(LAW_FILE, ENGLISH).expect("the law of this repository can be read"));

static INVENTED: LazyLock<(&str, String)> = LazyLock::new(lanterns::texts);

/// Each law and its wording, the invented one first.
pub fn both() -> [(&'static str, &'static str); 2] {
    let (law, words) = &*INVENTED;
    [(law, words), (LAW_FILE, ENGLISH)]
}
