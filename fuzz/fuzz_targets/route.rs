//! Any link is read; what was read is written, and read again as the same.
#![no_main]

use ban_explainer::{Site, route};
use libfuzzer_sys::fuzz_target;
use rules::{Day, outcome};

mod law;

fuzz_target!(|text: &str| {
    let explainer = &law::LAW.explainer;
    let site = Site::at("https://host.example/").expect("it is an address");
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let read = route::read(explainer, &["es"], &site, path, query);
    let written = route::write(explainer, &read.route);
    let (path, query) = written.split_once('?').unwrap_or((&written, ""));
    let again = route::read(explainer, &["es"], &site, path, query);
    assert_eq!(again.route, read.route, "{text:?} became {written:?}");
    assert!(again.unread.is_empty(), "{written:?} is ours and is read whole");
    let today = Day::new(2026, 11, 24).expect("it is a day");
    if let Some(answers) = read.route.answers(explainer, today) {
        let outcome = outcome(explainer, &answers);
        assert_eq!(outcome.provisions.len(), explainer.provisions.len());
    }
});
