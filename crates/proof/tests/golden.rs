//! The golden table of this repository's law.
//!
//! `golden.txt` is reviewed as a diff. `UPDATE=1 cargo test -p proof` writes it anew.

use std::{env, fs, path::Path};

use report::hold;
use serde_json::json;

mod report;

#[test]
fn the_golden_table_holds() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let law = law_files::law::load(&here.join("../../law/us-kaspersky"), "en")
        .expect("the law of this repository has no faults");
    let path = here.join("tests/golden.txt");
    let table = proof::golden::table(&law);
    let n_lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).expect("the tests' folder can be written to");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    for (number, (found, expected)) in table.lines().zip(golden.lines()).enumerate() {
        assert_eq!(
            found,
            expected,
            "golden.txt:{}: this is something else than a person has read; if it is right, run with UPDATE=1",
            number + 1
        );
    }
    hold("golden", &json!({ "lines": n_lines }));
    assert_eq!(
        table.lines().count(),
        golden.lines().count(),
        "golden.txt has another number of lines; if that is right, run with UPDATE=1"
    );
}
