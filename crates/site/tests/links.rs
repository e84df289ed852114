//! Every path ever printed can still be read; what reading and writing hold stands in `src/link/tests.rs`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ban_explainer::{Read, Site, route::read};
use rules::{Explainer, Law};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky")
}

fn law() -> Law {
    site::law::load(&folder(), "en").expect("the law can be read")
}

fn site() -> Site {
    Site::at("https://host.example").expect("it is an address")
}

/// Reads a link as a browser hands it over: path and query.
fn read_link(explainer: &Explainer, link: &str) -> Read {
    let link = link.split('#').next().unwrap_or_default();
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    read(explainer, &["es"], &site(), path, query)
}

#[test]
fn every_path_ever_printed_can_still_be_read() {
    let law = law();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky/shipped.txt");
    let paths: BTreeSet<String> = site::law::languages(&folder())
        .iter()
        .map(|language| (language != site::law::ORIGINAL).then_some(language.as_str()))
        .flat_map(|prefix| site::pages::all(&law.explainer, prefix))
        .map(|page| page.path)
        .collect();
    let shipped = fs::read_to_string(&list).unwrap_or_default();
    for path in shipped.lines().filter(|line| line.starts_with('/')) {
        let read = read_link(&law.explainer, path);
        assert!(
            read.unread.is_empty(),
            "{path} was printed by an earlier release and cannot be read any more"
        );
    }
    let known: BTreeSet<String> = shipped.lines().map(str::to_owned).collect();
    let new: Vec<&String> = paths.difference(&known).collect();
    if !new.is_empty() {
        let all: Vec<&str> = known.union(&paths).map(String::as_str).collect();
        fs::write(&list, format!("{}\n", all.join("\n"))).expect("the list of paths can be written");
        panic!(
            "{} new paths were added to law/us-kaspersky/shipped.txt; read the change and commit it",
            new.len()
        );
    }
}
