//! Whatever is typed into the three fields is a day on or after the record, or one fault with a whole sentence.
#![no_main]

use ban_explainer::typed_day::{self, Typed};
use libfuzzer_sys::fuzz_target;

mod law;

fuzz_target!(|text: &str| {
    let law = &*law::LAW;
    let mut parts = text.splitn(3, '\n').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    let typed = Typed { month: part(), day: part(), year: part() };
    match typed_day::read(&law.wording.interface, law.explainer.record, &typed) {
        Ok(day) => assert!(law.explainer.record <= day, "{typed:?} is {}", day.to_iso()),
        // What was typed is repeated, so that braces of a reader's own may stand in it.
        Err(fault) => assert!(!fault.text.is_empty() && (text.contains('{') || !fault.text.contains('{')), "{typed:?}"),
    }
});
