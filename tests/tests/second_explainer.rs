//! The fictional explainer of `crates/site/tests/lanterns` in browsers: the same engine, file for file, asks other
//! questions and answers them by other law.

use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

use tests::{Browser, Engine, Server, in_every_engine, reprint};

#[path = "../../crates/site/tests/lanterns/mod.rs"]
mod fictional_law;

in_every_engine![a_reader_is_asked_and_answered_by_the_law_of_lanterns];

/// The built site with its pages printed anew from the fictional law; not a byte of the engine is another one.
static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let law = target.join("fictional-law");
    fictional_law::write(&law);
    reprint(&law, "https://lanterns.example/", &target.join("fictional-law-site"))
});

fn a_reader_is_asked_and_answered_by_the_law_of_lanterns(engine: Engine) {
    let site = Server::of(&*SITE).start();
    let page = Browser::in_engine(engine, "a keeper of lanterns", &site);
    page.open("/?on=2021-07-01");
    page.wait_for_the_engine();
    assert_eq!(page.text_of("h1"), "Does the Lantern Order apply to you?");

    page.click("Keeper");
    page.wait_for("the keeper is answered", |page| {
        page.attribute(".seg [aria-current]", "data-option").as_deref() == Some("keeper")
    });
    page.click("Sell them");
    page.wait_for("the answer is about selling", |page| {
        page.reads("#verdict").as_deref() == Some("Lanterns may not be sold in summer")
    });
    assert_eq!(page.path(), "/?role=keeper&on=2021-07-01&acting=sell");
    let row = page.text_of("#answer .rows tr[aria-current]");
    assert!(row.contains("Depends"), "one harbour is outside of the rule: {row}");

    page.click("South harbour");
    page.wait_for("the rule holds for that harbour", |page| {
        let row = page.reads("#answer .rows tr[aria-current]").unwrap_or_default();
        row.contains("You may not") && row.contains("Article 1 speaks of summer.")
    });
    page.click("North harbour");
    page.wait_for("the exception of that harbour holds", |page| {
        page.reads("#LO-1").is_some_and(|rule| rule.contains("north harbour"))
    });
    let text = page.text_of("body");
    assert!(!text.contains("Kaspersky"), "nothing of the first explainer is left: {text}");
    assert_eq!(page.complaints(), Vec::<String>::new());
}
