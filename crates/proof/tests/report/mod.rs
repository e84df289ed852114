//! `proof.json` beside the law: the counts of the proof, which the page `/method/` shows.

use std::{env, fs, path::PathBuf, sync::Mutex};

use serde_json::{Map, Value};

/// One part is written at a time.
static WRITING: Mutex<()> = Mutex::new(());

/// The folder of this repository's law.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky")
}

/// Holds one part of the report against what was counted just now; with `UPDATE=1` writes it.
#[track_caller]
pub(crate) fn hold(part: &str, counted: &Value) {
    let path = folder().join("proof.json");
    let _writing = WRITING.lock();
    let text = fs::read_to_string(&path).unwrap_or_else(|_| "{}".to_owned());
    let mut report: Map<String, Value> =
        serde_json::from_str(&text).expect("proof.json is JSON; remove it to write it anew");
    if env::var_os("UPDATE").is_some() {
        report.insert(part.to_owned(), counted.clone());
        let text = serde_json::to_string_pretty(&report).expect("a report has text keys only");
        fs::write(&path, text + "\n").expect("the law's folder can be written");
        return;
    }
    assert_eq!(
        report.get(part),
        Some(counted),
        "“{part}” in proof.json is not what was counted; run `UPDATE=1 cargo test -p proof` and read its diff"
    );
}
