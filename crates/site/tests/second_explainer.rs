//! A second explainer, invented for this test, goes the whole way without a line of Rust: check, proof, bake, print.

use std::{
    fs,
    path::{Path, PathBuf},
};

use ban_explainer::baked;
use law_files::{check, law};
use proof::{Spoken, prove, second};
use site::print::Keep;

/// The invented law in a folder of its own, with the buttons, the method’s and the publishers’ words of the first explainer.
fn lanterns() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lanterns");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let read = |path: &str| fs::read_to_string(here.join(path)).expect("the test's files are there");
    let first = read("../../law/us-kaspersky/en.toml");
    let table = |name: &str| {
        let from = first.find(&format!("\n[{name}]\n")).unwrap_or_else(|| panic!("en.toml has [{name}]"));
        let rest = &first[from + 1..];
        rest[..rest.find("\n[").unwrap_or(rest.len())].to_owned()
    };
    let words = ["interface", "method", "publisher", "check"].map(table).join("\n");
    let words = format!("{}\n{words}", read("tests/lanterns/words.toml"));
    fs::write(folder.join("law.toml"), read("tests/lanterns/law.toml")).expect("the folder can be written");
    fs::write(folder.join("en.toml"), words).expect("the folder can be written");
    folder
}

#[test]
fn an_invented_measure_is_checked_proved_baked_and_printed() {
    let folder = lanterns();
    let faults: Vec<String> = check::check(&folder).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    let law = law::load(&folder, "en").expect("it has no faults");
    let nothing = law::nothing(&folder, "en");
    let counts = prove(&[Spoken { law: &law, nothing: &nothing }]).unwrap_or_else(|found| panic!("{found}"));
    // 2 seasons × (a keeper: 8 sets of acting × 3 harbours; a visitor: 2 sets).
    assert_eq!(counts.readers, 2 * (8 * 3 + 2));
    let text = fs::read_to_string(folder.join("law.toml")).expect("it was written just now");
    second::ask(&law.explainer, &text).unwrap_or_else(|found| panic!("{found}"));

    let bake = baked::write(&law).expect("it can be baked");
    assert_eq!(baked::read(&bake).expect("it is ours").wording.title, law.wording.title);

    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lanterns-site");
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir_all(&stage).expect("the target folder can be written");
    for (name, text) in [
        ("index.html", "<link rel=stylesheet integrity=\"sha384-x\">"),
        ("style-0.css", ""),
        ("start.js", ""),
        ("frame.js", ""),
        ("embed.js", include_str!("../../../static/embed.js")),
        ("heights.json", "{ \"widths\": [320], \"pages\": {} }"),
        ("ban-explainer-0.js", ""),
        ("ban-explainer-0_bg.wasm", ""),
    ] {
        fs::write(stage.join(name), text).expect("the target folder can be written");
    }
    let keep = Keep { scripts: true, ..Keep::default() };
    let printed = site::print::print(&folder, &stage, "https://lanterns.example", &keep)
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(printed.n_pages > 10, "only {} pages were printed", printed.n_pages);
    let page =
        |path: &str| fs::read_to_string(stage.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
    let sell = page("keeper/sell/2021-03-01/index.html");
    assert!(sell.contains("You may not sell lanterns in summer."));
    assert!(sell.contains("A keeper that sells them"));
    assert!(page("method/index.html").contains("Each of the 3 rules"));
    for path in
        ["keeper/sell/2021-03-01/index.html", "method/index.html", "index.html", "keeper/outcome.json"]
    {
        assert!(!page(path).contains("Kaspersky"), "{path} speaks of the first explainer");
    }
}
