//! The table of first heights: neither stale nor too small, so that publishers can rely on it.

use std::{collections::BTreeSet, path::Path};

use tests::{
    Browser, Engine, Server,
    heights::{self, Heights, LINE, WIDTHS},
    in_every_engine,
};

in_every_engine![a_sample_of_pages_is_as_high_as_the_table_says];

/// How far below the table an engine may stay: with the engines' fonts a row wraps here and not there, and the answer with
/// the most rows differs by several lines (Chromium and Firefox beside WebKit, whose letters are narrower).
const SLACK: u32 = LINE * 12;

fn table() -> Heights {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/heights.json");
    Heights::read(&file).expect("“cargo xtask heights” writes the table")
}

#[track_caller]
fn check(engine: Engine, pages: &[String]) {
    let site = heights::measurable(Server::of_dist());
    let page = Browser::in_engine(engine, "a publisher who has reserved a place", &site);
    let table = table();
    for (path, found) in heights::measure(&page, pages).0 {
        let Some(reserved) = table.0.get(&path) else {
            panic!("{path} is not in static/heights.json; “cargo xtask heights” measures it.")
        };
        for ((width, found), reserved) in WIDTHS.iter().zip(found).zip(reserved) {
            assert!(
                (found..=found + SLACK).contains(reserved),
                "{path} is {found} px high at {width} px, and static/heights.json reserves {reserved}; \
                 “cargo xtask heights” measures it anew."
            );
        }
    }
}

fn a_sample_of_pages_is_as_high_as_the_table_says(engine: Engine) {
    // The pages that embeds begin with, in every language, and every tenth of the others.
    let pages: Vec<String> = table().0.into_keys().collect();
    let first = |path: &&String| path.matches('/').count() < 4 && !path.contains("20");
    let sample: BTreeSet<String> =
        pages.iter().filter(first).chain(pages.iter().step_by(10)).cloned().collect();
    check(engine, &sample.into_iter().collect::<Vec<_>>());
}

#[test]
#[ignore = "long: every page is measured"]
fn every_page_is_as_high_as_the_table_says() {
    check(Engine::Chromium, &heights::pages());
}

#[test]
fn the_table_has_every_page_and_no_other() {
    let printed: BTreeSet<String> = heights::pages().into_iter().collect();
    let table: BTreeSet<String> = table().0.into_keys().collect();
    let gone: Vec<_> = table.difference(&printed).collect();
    assert!(gone.is_empty(), "{gone:?} are printed no more; “cargo xtask heights” takes them out.");
    let without: Vec<_> = printed
        .difference(&table)
        .filter(|path| !path.ends_with("/method/") && !path.ends_with("/embed/"))
        .collect();
    assert!(without.is_empty(), "{without:?} have no height; “cargo xtask heights” measures them.");
}

#[test]
fn the_whole_first_answer_stands_in_a_thousand_pixels_of_a_phone() {
    let phone = WIDTHS.iter().position(|width| *width == 320).expect("a phone is measured");
    for (path, heights) in table().0 {
        let height = heights[phone] - LINE;
        // The same answer is longer in Spanish, and on its days of change some states have two lines in each row.
        let limit = if path.starts_with("/es/") { 1100 } else { 1000 };
        assert!(height <= limit, "{path} is {height} px high in a column of 320 px, more than {limit}");
    }
}
