//! Every dependency has its reason in `docs/dependencies.md`, and none stands there that is gone.

use std::{collections::BTreeSet, fs, path::Path};

use toml::Table;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn manifest(folder: &str) -> Table {
    read(&format!("{folder}/Cargo.toml"))
        .parse()
        .unwrap_or_else(|error| panic!("{folder}/Cargo.toml: {error}"))
}

/// The names in the tables of dependencies of a manifest.
fn named(manifest: &Table) -> impl Iterator<Item = String> {
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    tables.into_iter().filter_map(|table| manifest.get(table)?.as_table()).flat_map(Table::keys).cloned()
}

#[test]
fn every_dependency_has_its_reason() {
    let root = manifest(".");
    let members = root["workspace"]["members"].as_array().expect("the workspace lists its members");
    let members = members.iter().map(|member| manifest(member.as_str().expect("a member is a folder")));
    let manifests: Vec<Table> = members.chain([root.clone()]).collect();
    let own: BTreeSet<&str> = manifests.iter().filter_map(|it| it["package"]["name"].as_str()).collect();
    let used: BTreeSet<String> =
        manifests.iter().flat_map(named).filter(|name| !own.contains(name.as_str())).collect();
    assert!(used.contains("yew") && used.contains("anyhow"), "the manifests were not read: {used:?}");
    let list = read("docs/dependencies.md");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let listed: BTreeSet<String> = rows.map(|(name, _)| name.to_owned()).collect();
    let missing: Vec<&String> = used.difference(&listed).collect();
    let gone: Vec<&String> = listed.difference(&used).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "without a reason: {missing:?}; no dependency any more: {gone:?}"
    );
}
