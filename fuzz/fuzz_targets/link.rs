//! Any link is read; what was read is written, and read again as the same.
#![no_main]

use ban_explainer::link;
use libfuzzer_sys::fuzz_target;
use rules::{Day, outcome};

mod law;

fuzz_target!(|text: &str| {
    let explainer = &law::LAW.explainer;
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let read = link::read(explainer, &["es"], path, query);
    let written = link::write(explainer, &read.address);
    let (path, query) = written.split_once('?').unwrap_or((&written, ""));
    let again = link::read(explainer, &["es"], path, query);
    assert_eq!(again.address, read.address, "{text:?} became {written:?}");
    assert!(again.unread.is_empty(), "{written:?} is ours and is read whole");
    let today = Day::new(2026, 11, 24).expect("it is a day");
    if let Some(answers) = read.address.answers(explainer, today) {
        let outcome = outcome(explainer, &answers);
        assert_eq!(outcome.provisions.len(), explainer.provisions.len());
    }
});
