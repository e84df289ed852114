//! What a page has to say, worked out from the same law by the same crates, natively.

use std::{path::Path, sync::LazyLock};

use ban_explainer::{Site, route, sentences};
use rules::{Answers, Day, Law, RowOutcome, outcome};

use crate::Browser;

/// The law that the pages were printed from, in English.
pub static LAW: LazyLock<Law> = LazyLock::new(|| law("en"));

/// The law that the pages were printed from.
///
/// # Panics
///
/// When it has a fault.
#[must_use]
pub fn law(language: &str) -> Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/us-kaspersky");
    site::law::load(&folder, language).unwrap_or_else(|faults| {
        panic!("the law has {} faults; “cargo run -p site -- check” tells them", faults.len())
    })
}

/// What an address asks, as the page of it does; `today` is the day where it names none.
///
/// # Panics
///
/// When the address asks nothing, or is damaged.
#[must_use]
#[track_caller]
pub fn answers(path: &str, today: Day) -> Answers {
    let root = Site { origin: String::new(), folder: "/".to_owned() };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let read = route::read(&LAW.explainer, &["es"], &root, path, query);
    assert!(read.unread.is_empty() && read.unread_day.is_none(), "{path}?{query} is damaged");
    read.route.answers(&LAW.explainer, today).unwrap_or_else(|| panic!("{path} asks nothing"))
}

/// The answer in the words of the page: its title, its verdicts with their short answers, and its rows.
#[must_use]
pub fn answer(law: &Law, answers: &Answers) -> String {
    let outcome = outcome(&law.explainer, answers);
    let asked = sentences::who(law, answers);
    let headline = sentences::headline(law, &outcome);
    let mut said = vec![format!("{} · {asked}", headline.unwrap_or(&law.wording.title))];
    // A day before the record has no verdict: when the record starts is the heading of the answer.
    if headline.is_none() {
        said.push(sentences::checked(law, &outcome));
    }
    for (place, verdict) in outcome.verdicts.iter().enumerate() {
        said.push(law.verdict(verdict).to_owned());
        let short = outcome.short_answers.iter().find(|short| short.option == verdict.option);
        let short = short.map(|short| law.short_answer(short)).unwrap_or_default();
        said.push(if place == 0 {
            format!("{short} {}", sentences::checked(law, &outcome))
        } else {
            short.to_owned()
        });
    }
    said.extend(outcome.rows.iter().flat_map(|found| row(law, found)));
    said.join("|")
}

/// A row in the words of the page.
fn row(law: &Law, found: &RowOutcome) -> Vec<String> {
    let mut said = vec![law.row(found.row).1.label.clone(), sentences::row_status(law, found)];
    if found.starts_today {
        said.push(law.wording.interface.starts_today().to_owned());
    }
    said.extend(sentences::row_since(law, found));
    said.extend(Some(sentences::row_why(law, found)).filter(|why| !why.is_empty()));
    said
}

/// The verdict that is the heading of the page of this address; where it names no day, on the day of the last check.
///
/// # Panics
///
/// When there is none.
#[must_use]
#[track_caller]
pub fn verdict(path: &str) -> String {
    let answers = answers(path, LAW.explainer.verified);
    let outcome = outcome(&LAW.explainer, &answers);
    sentences::headline(&LAW, &outcome).unwrap_or_else(|| panic!("{path} has no verdict")).to_owned()
}

/// The answer that a page shows, as [`answer`] words it.
#[must_use]
pub fn shown(page: &Browser) -> String {
    let script = "
        const parts = '#verdict, #answer > .deck, #answer .also p, #answer .rows tbody th, #answer .rows .s, \
            #answer .rows .tag, #answer .rows .since, #answer .rows .why:not(.if + .why)';
        // A condition stands in an element of its own.
        const rest = (part) => part.matches('.if') ? part.nextElementSibling : null;
        const text = (part) => [part, rest(part)].filter(Boolean).map((it) => it.textContent).join(' ');
        return [document.title, ...[...document.querySelectorAll(parts)].map(text)].join('|')";
    page.measure(script).as_str().map(str::to_owned).unwrap_or_default()
}

/// The verdict that a page shows; nothing when it shows none.
#[must_use]
pub fn shown_verdict(page: &Browser) -> String {
    let script = "return document.querySelector('#verdict')?.textContent ?? ''";
    page.measure(script).as_str().map(str::to_owned).unwrap_or_default()
}

/// Today in New York, as the browser knows it.
///
/// # Panics
///
/// When the browser knows no such day.
#[must_use]
pub fn today(page: &Browser) -> Day {
    let script = "return new Date().toLocaleDateString('sv-SE', { timeZone: 'America/New_York' })";
    let text = page.measure(script).as_str().map(str::to_owned).unwrap_or_default();
    Day::from_iso(&text).expect("a browser knows the day in New York")
}

/// A day as the pages write it.
///
/// # Panics
///
/// When it is none.
#[must_use]
#[track_caller]
pub fn day(iso: &str) -> String {
    sentences::day(&LAW.wording.interface, Day::from_iso(iso).expect("a test names real days"))
}

/// The label of a row.
///
/// # Panics
///
/// When the law has no such row.
#[must_use]
#[track_caller]
pub fn row_label(id: &str) -> String {
    let rows = LAW.explainer.rows.iter().position(|row| row.id == id);
    LAW.wording.rows[rows.unwrap_or_else(|| panic!("the law has no row “{id}”"))].label.clone()
}
