//! How an answer is passed on, and what stays of it on paper and when the engine breaks.

use serde_json::Value;
use tests::{
    Browser, Engine, Server, Site,
    expected::{LAW, shown_verdict},
};

/// The path that a link in the share panel leads to, as it stands there.
fn link(page: &Browser, label: &str) -> Option<String> {
    let script = format!(
        "return [...document.querySelectorAll('#share a')].find((a) => a.textContent === {})?.getAttribute('href')",
        serde_json::to_string(label).expect("text is JSON")
    );
    page.measure(&script).as_str().map(str::to_owned)
}

/// The data of an answer, and the calendar with its days.
fn files(page: &Browser) -> [Option<String>; 2] {
    let words = &LAW.wording.interface;
    [words.share_data(), words.share_calendar()].map(|label| link(page, label))
}

#[test]
fn the_data_behind_an_answer_is_of_that_answer_or_not_offered() {
    let folder = Server::dist();
    let site = Server::of_dist().start();
    let page = Browser::of("a developer who wants the data", &site);
    for path in
        ["/business/resell/2024-09-29/", "/business/resell/2024-09-29/?on=2025-01-01", "/business/resell/"]
    {
        page.open(path);
        page.wait_for_the_engine();
        let [data, calendar] = files(&page).map(|link| link.expect("a printed answer has files"));
        let folder_of_page = data.strip_suffix("outcome.json").expect("the data lie beside a page");
        assert_eq!(calendar, format!("{folder_of_page}dates.ics"));
        let below = data.strip_prefix(site.folder()).expect("the data lie in the folder of the site");
        let text = std::fs::read_to_string(folder.join(below)).expect("it was printed");
        let outcome: Value = serde_json::from_str(&text).expect("an outcome is JSON");
        assert_eq!(
            outcome["verdicts"][0]["text"],
            shown_verdict(&page),
            "{path}: the data say what the page says"
        );
        let short = page.text_of("#answer .deck");
        let said = outcome["short_answers"][0]["text"].as_str().unwrap_or_default();
        assert!(!said.is_empty() && short.starts_with(said), "{path}: {said}, {short}");
    }
    page.open("/business/");
    page.wait_for_the_engine();
    page.click_on(".chips [data-option=resell]");
    page.click_on(".chips [data-option=use]");
    page.wait_for("two options are chosen", |page| page.path() == "/?role=business&doing=use.resell");
    page.wait_for("no files of another answer are offered", |page| files(page) == [None, None]);
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
    page.click_on(".chips [data-option=use]");
    page.wait_for("another answer is shown", |page| {
        page.path() == "/?role=business&on=2024-09-29&doing=use.resell"
    });
    assert_eq!(page.measure(leads_elsewhere), Value::Bool(true), "the square of the page would mislead");
    page.back();
    page.wait_for("the printed answer is shown", |page| page.path() == "/business/resell/2024-09-29/");
    assert_eq!(page.measure(leads_elsewhere), Value::Bool(false));
}

/// Where a reader starts, which options they choose, and whether the link is always to answer for today.
type Copied = (&'static str, &'static [&'static str], bool);

/// The choice of a link that always answers for today.
const TODAY: &str = "#share .pin button:last-of-type";

/// What is copied in every engine.
const COPIED: [Copied; 3] = [
    ("/business/2024-09-29/", &["resell", "use"], false),
    ("/business/use/2024-09-29/?on=2025-02-03", &["buy"], false),
    ("/es/government/", &["state-nh"], true),
];

/// All that the answer says, and the day and the options that are marked.
fn whole_answer(page: &Browser) -> String {
    let script = "return [...document.querySelectorAll('#answer, [aria-current], [aria-pressed]')]
        .map((part) => part.textContent).join('|')";
    page.measure(script).as_str().map(str::to_owned).unwrap_or_default()
}

/// The links that a reader copies in this engine, each with the answer that they saw.
fn copied_in(engine: Engine, site: &Site) -> Vec<(String, String)> {
    let page = Browser::in_engine(engine, "a reader who passes answers on", site);
    let copy = |(path, options, today): &Copied| {
        page.open(path);
        page.wait_for_the_engine();
        for option in *options {
            let before = page.path();
            page.click_on(&format!(".chips [data-option={option}]"));
            page.wait_for("the address changes with the answer", |page| page.path() != before);
        }
        if *today {
            page.click_on(TODAY);
            page.wait_for("the link is to answer for the day on which it is opened", |page| {
                page.attribute(TODAY, "aria-pressed").as_deref() == Some("true")
            });
        }
        page.click_on("#share .share button");
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
