//! The invented explainer of `crates/site/tests/lanterns` in browsers: the same engine, file for file, asks other
//! questions and answers them by other law.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use site::print::Keep;
use tests::{Browser, Engine, Server, in_every_engine};

#[path = "../../crates/site/tests/lanterns/mod.rs"]
mod lanterns;

in_every_engine![a_reader_is_asked_and_answered_by_the_law_of_lanterns];

/// The built site with its pages printed anew from the invented law; not a byte of the engine is another one.
static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (law, site) = (target.join("lanterns"), target.join("lanterns-site"));
    let _ = fs::remove_dir_all(&site);
    fs::create_dir_all(&site).expect("the target folder can be written");
    for file in fs::read_dir(Server::dist()).expect("the site is built").flatten() {
        let (path, name) = (file.path(), file.file_name().to_string_lossy().into_owned());
        let of_the_page =
            ["index.html", "favicon.svg", "start.js", "frame.js", "method.css", "builder.css", "builder.js"];
        let of_the_engine = name.starts_with("ban-explainer-") || name.starts_with("style-");
        let is_plain = path.extension().is_some_and(|kind| kind != "br" && kind != "gz");
        if of_the_page.contains(&&*name) || (of_the_engine && is_plain) {
            fs::copy(path, site.join(name)).expect("the site can be copied");
        }
    }
    // The loader knows its site by heart, so it is filled in again.
    for (name, text) in [
        ("embed.js", include_str!("../../static/embed.js")),
        ("heights.json", "{ \"widths\": [320], \"pages\": {} }"),
    ] {
        fs::write(site.join(name), text).expect("the site can be written");
    }
    lanterns::write(&law);
    let keep = Keep { scripts: true, ..Keep::default() };
    site::print::print(&law, &site, "https://lanterns.example", &keep)
        .unwrap_or_else(|error| panic!("{error}"));
    site
});

fn a_reader_is_asked_and_answered_by_the_law_of_lanterns(engine: Engine) {
    let site = Server::of(&*SITE).start();
    let page = Browser::in_engine(engine, "a keeper of lanterns", &site);
    page.open("/?on=2021-07-01");
    page.wait_for_the_engine();
    assert_eq!(page.text_of("h1"), "Does the Lantern Order apply to you?");

    page.click("Keeper");
    page.wait_for("who is answered is named", |page| {
        page.reads(".answer .who").is_some_and(|who| who.starts_with("A keeper"))
    });
    page.click("Sell them");
    page.wait_for("the answer is about selling", |page| {
        page.reads(".answer").is_some_and(|answer| answer.contains("You may not sell lanterns in summer."))
    });
    assert!(page.path().starts_with("/keeper/sell/2021-03-01/"), "{}", page.path());

    page.click("North harbour");
    page.wait_for("the exception of that harbour holds", |page| {
        page.reads("#LO-1").is_some_and(|rule| rule.contains("north harbour"))
    });
    let text = page.text_of("body");
    assert!(!text.contains("Kaspersky"), "nothing of the first explainer is left: {text}");
    assert_eq!(page.complaints(), Vec::<String>::new());
}
