//! Every dependency has its reason in `docs/dependencies.md`, and none stands there that is gone.

use std::{collections::BTreeSet, fs, path::Path};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// The manifests of the workspace: its own, and that of each member that it names.
fn manifests() -> Vec<String> {
    let workspace = read("Cargo.toml");
    let (_, list) = workspace.split_once("\nmembers = [").expect("the workspace names its members");
    let (list, _) = list.split_once(']').expect("a list ends");
    // Between quotation marks stands every second part.
    let members = list.split('"').skip(1).step_by(2);
    members.map(|member| read(&format!("{member}/Cargo.toml"))).chain([workspace.clone()]).collect()
}

/// The name of the package of a manifest.
fn package(manifest: &str) -> String {
    let (_, package) = manifest.split_once("[package]\nname = \"").expect("a manifest begins with its name");
    package.split('"').next().unwrap_or_default().to_owned()
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
    let manifests = manifests();
    let own: BTreeSet<String> = manifests.iter().map(|manifest| package(manifest)).collect();
    for name in ["ban-explainer", "rules", "site", "bench-native"] {
        assert!(
            own.contains(name),
            "{name} is a package of this workspace; its manifest was not read: {own:?}"
        );
    }
    let used: BTreeSet<String> = manifests.iter().flat_map(|manifest| named(manifest)).collect();
    let used: BTreeSet<String> = used.difference(&own).cloned().collect();
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
