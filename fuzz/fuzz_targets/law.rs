// The law of this repository, for every target.

use std::sync::LazyLock;

use rules::Law;

pub const LAW_FILE: &str = include_str!("../../law/us-kaspersky/law.toml");
pub const ENGLISH: &str = include_str!("../../law/us-kaspersky/en.toml");

#[allow(dead_code, reason = "not every target needs the law itself")]
pub static LAW: LazyLock<Law> =
    LazyLock::new(|| law_files::law::load_texts(LAW_FILE, ENGLISH).expect("the law of this repository can be read"));
