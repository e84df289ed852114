//! How an answer is passed on, and what stays of it on paper and when the engine breaks.

use std::path::Path;

use ban_explainer::baked;
use rules::Law;
use serde_json::Value;
use tests::{Browser, Engine, Server, Site};

fn law() -> Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/us-kaspersky");
    site::law::load(&folder, "en").expect("`cargo xtask test` checks the law before it opens a browser")
}

/// The path that a link in the share panel leads to, as it stands there.
fn link(page: &Browser, label: &str) -> Option<String> {
    let script = format!(
        "return [...document.querySelectorAll('#share a')].find((a) => a.textContent === {})?.getAttribute('href')",
        serde_json::to_string(label).expect("text is JSON")
    );
    page.measure(&script).as_str().map(str::to_owned)
}

const DATA: &str = "Data (JSON)";
const CALENDAR: &str = "Calendar file with its days";

#[test]
fn the_data_behind_an_answer_is_of_that_answer_or_not_offered() {
    let folder = Server::dist();
    let site = Server::of_dist().start();
    let page = Browser::of("a developer who wants the data", &site);
    for (path, label) in [
        ("/business/resell/2024-09-29/", "/business/resell/2024-09-29/"),
        ("/business/resell/2024-09-29/?on=2025-01-01", "/business/resell/2024-09-29/"),
    ] {
        page.open(path);
        page.wait_for_the_engine();
        let data = link(&page, DATA).expect("a printed answer has data");
        assert_eq!(data, format!("{label}outcome.json"));
        assert_eq!(link(&page, CALENDAR), Some(format!("{label}dates.ics")));
        let text =
            std::fs::read_to_string(folder.join(data.trim_start_matches('/'))).expect("it was printed");
        let outcome: Value = serde_json::from_str(&text).expect("an outcome is JSON");
        let short = page.text_of(".answer .short");
        assert_eq!(outcome["short_answers"][0]["text"], short, "{path}: the data say what the page says");
    }
    page.open("/business/");
    page.wait_for_the_engine();
    page.click("Resell it");
    page.click("Use it");
    page.wait_for("two options are chosen", |page| page.path() == "/business/?doing=use.resell");
    page.wait_for("no data of another answer are offered", |page| link(page, DATA).is_none());
    assert_eq!(link(&page, CALENDAR), None);
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn paper_shows_the_way_back_to_its_own_answer_and_to_no_other() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who prints the answer", &site);
    let leads_elsewhere = "dispatchEvent(new Event('beforeprint')); \
                           return document.documentElement.classList.contains('other-answer')";
    page.open("/business/resell/2024-09-29/");
    assert_eq!(page.count(".qr svg path"), 1, "the square is printed");
    assert!(
        page.measure("return document.querySelector('.qr').textContent")
            .as_str()
            .is_some_and(|text| text.contains("/business/resell/2024-09-29/?law="))
    );
    assert_eq!(page.reads(".qr").as_deref(), Some(""), "it is for paper, not for the screen");
    page.wait_for_the_engine();
    assert_eq!(page.measure(leads_elsewhere), Value::Bool(false));
    page.click("Use it");
    page.wait_for("another answer is shown", |page| page.path() == "/business/2024-09-29/?doing=use.resell");
    assert_eq!(page.measure(leads_elsewhere), Value::Bool(true), "the square of the page would mislead");
    page.back();
    page.wait_for("the printed answer is shown", |page| page.path() == "/business/resell/2024-09-29/");
    assert_eq!(page.measure(leads_elsewhere), Value::Bool(false));
}

/// A law that is whole by its checksum and breaks the engine: its effects have no words.
fn without_effects(_: Vec<u8>) -> Vec<u8> {
    let mut law = law();
    law.wording.effects.clear();
    baked::write(&law).expect("the types of `rules` can be written")
}

#[test]
fn an_engine_that_breaks_leaves_the_printed_page() {
    let site = Server::of_dist().spoiled(".bin", without_effects).start();
    let page = Browser::of("a reader whose engine breaks", &site);
    // At once: this answer needs the words that are missing.
    page.open("/business/resell/2024-09-29/");
    page.wait_for("one sentence says that the engine did not start", |page| {
        page.reads("#failed").is_some_and(|text| text.contains("did not start"))
    });
    assert!(page.text_of(".answer .short").contains("you may not resell it"), "the answer stays");
    page.click("Use it");
    page.wait_for("choices are links", |page| page.path() == "/business/use/2024-09-29/");
    // Later: the question needs no such words, the answer does.
    page.open("/");
    page.wait_for_the_engine();
    page.click("Business");
    page.wait_for("the break is told", |page| {
        page.reads("#failed").is_some_and(|text| text.contains("did not start"))
    });
    assert_eq!(page.count(".roles a"), 3, "the printed question is back");
    page.click("Business");
    page.wait_for("choices are links again", |page| {
        page.path() == "/business/" && page.count(".answer") == 1
    });
}

/// Where a reader starts, what they click, and whether the link is always to answer for today.
type Copied = (&'static str, &'static [&'static str], bool);

/// What is copied in every engine.
const COPIED: [Copied; 3] = [
    ("/business/2024-09-29/", &["Resell it", "Use it"], false),
    ("/consumer/use/2024-09-29/?on=2025-02-03", &["Buy or renew it"], false),
    ("/es/government/", &["Nuevo Hampshire"], true),
];

/// All that the answer says, and the day and the options that are marked.
fn whole_answer(page: &Browser) -> String {
    let script = "return [...document.querySelectorAll('.answer, [aria-current]')]
        .map((part) => part.textContent).join('|')";
    page.measure(script).as_str().map(str::to_owned).unwrap_or_default()
}

/// The links that a reader copies in this engine, each with the answer that they saw.
fn copied_in(engine: Engine, site: &Site) -> Vec<(String, String)> {
    let page = Browser::in_engine(engine, "a reader who passes answers on", site);
    let copy = |(path, labels, today): &Copied| {
        page.open(path);
        page.wait_for_the_engine();
        for label in *labels {
            let before = page.path();
            page.click(label);
            page.wait_for("the address changes with the answer", |page| page.path() != before);
        }
        if *today {
            page.click_on("[data-act=share-today]");
            page.wait_for("the link is to answer for the day on which it is opened", |page| {
                page.attribute("[data-act=share-today]", "aria-pressed").as_deref() == Some("true")
            });
        }
        page.click_on("[data-act=copy]");
        page.wait_for("the reader is told what became of it", |page| {
            page.reads("#share .said").is_some_and(|said| !said.is_empty())
        });
        let link = page.property("#share-link", "value").expect("the link stands in a field");
        (link, whole_answer(&page))
    };
    COPIED.iter().map(copy).collect()
}

/// What needs more than one browser; left out when only one is asked for.
mod between_engines {
    use super::*;

    #[test]
    fn a_link_copied_in_one_engine_opens_the_same_answer_in_the_others() {
        let site = Server::of_dist().start();
        let copied = Engine::ALL.map(|engine| (engine, copied_in(engine, &site)));
        for opened in Engine::ALL {
            let page = Browser::in_engine(opened, "a reader who was sent a link", &site);
            for (from, links) in copied.iter().filter(|(from, _)| *from != opened) {
                for (link, answer) in links {
                    page.open(link);
                    page.wait_for_the_engine();
                    page.wait_for("it is the answer that was passed on", |page| {
                        whole_answer(page) == *answer
                    });
                    assert_eq!(page.count("#explainer .notice"), 0, "{link} of {from} can be read whole");
                }
            }
            assert_eq!(page.complaints(), Vec::<String>::new());
        }
    }
}
