//! A second explainer, invented for this test, goes the whole way without a line of Rust: check, proof, bake, print.
//! `tests/tests/second_explainer.rs` opens it in browsers.

use std::{fs, path::Path};

use ban_explainer::law_file;
use law_files::{check, law};
use proof::{Spoken, prove, second};
use site::{print::Keep, settings::Settings};

mod lanterns;

#[test]
fn an_invented_measure_is_checked_proved_baked_and_printed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lanterns");
    lanterns::write(&folder);
    let faults: Vec<String> = check::check(&folder).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    let law = law::load(&folder, "en").expect("it has no faults");
    let nothing = law::nothing(&folder, "en");
    let counts = prove(&[Spoken { law: &law, nothing: &nothing }]).unwrap_or_else(|found| panic!("{found}"));
    // 2 seasons × (a keeper: 8 sets of acting × 3 harbours; a visitor: 2 sets).
    assert_eq!(counts.readers, 2 * (8 * 3 + 2));
    let text = fs::read_to_string(folder.join("law.toml")).expect("it was written just now");
    second::ask(&law.explainer, &text).unwrap_or_else(|found| panic!("{found}"));

    let bake = law_file::write(&law).expect("it can be baked");
    assert_eq!(law_file::read(&bake).expect("it is ours").wording.title, law.wording.title);

    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lanterns-site");
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir_all(&stage).expect("the target folder can be written");
    for (name, text) in [
        ("index.html", "<link rel=stylesheet integrity=\"sha384-x\">"),
        ("style-0.css", "/* rest */"),
        ("start.js", ""),
        ("first.js", ""),
        ("frame.js", ""),
        ("embed.js", include_str!("../../../static/embed.js")),
        ("heights.json", "{ \"widths\": [320], \"pages\": {} }"),
        ("ban-explainer-0.js", ""),
        ("ban-explainer-0_bg.wasm", ""),
    ] {
        fs::write(stage.join(name), text).expect("the target folder can be written");
    }
    let settings = Settings {
        address: "https://lanterns.example/".parse().expect("it is an address"),
        name: "Lanterns".to_owned(),
        address_as_written: None,
    };
    let keep = Keep::default();
    let printed =
        site::print::print(&folder, &stage, &settings, &keep).unwrap_or_else(|error| panic!("{error}"));
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
