//! Every dependency has its reason in `docs/dependencies.md`, and none stands there that is gone.

use std::{collections::BTreeSet, fs, path::Path};

/// The crates of this workspace itself.
const OWN: [&str; 5] = ["ban-explainer", "law-files", "proof", "rules", "site"];

const MANIFESTS: [&str; 8] = [
    "Cargo.toml",
    "crates/law-files/Cargo.toml",
    "crates/proof/Cargo.toml",
    "crates/rules/Cargo.toml",
    "crates/site/Cargo.toml",
    "crates/trim/Cargo.toml",
    "tests/Cargo.toml",
    "xtask/Cargo.toml",
];

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// The names in the tables of dependencies of a manifest.
fn named(manifest: &str) -> BTreeSet<String> {
    let mut in_table = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_table = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").or_else(|| line.split_once(".workspace"))
            && in_table
            && !name.starts_with([' ', '#', '"'])
        {
            names.insert(name.trim_end_matches(".workspace").to_owned());
        }
    }
    names
}

#[test]
fn every_dependency_has_its_reason() {
    let mut used: BTreeSet<String> = MANIFESTS.iter().flat_map(|path| named(&read(path))).collect();
    used.retain(|name| !OWN.contains(&name.as_str()));
    let list = read("docs/dependencies.md");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let told: BTreeSet<String> = rows.map(|(name, _)| name.to_owned()).collect();
    let missing: Vec<&String> = used.difference(&told).collect();
    let gone: Vec<&String> = told.difference(&used).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "without a reason: {missing:?}; no dependency any more: {gone:?}"
    );
}
