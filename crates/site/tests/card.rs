//! The preview cards: their size, their form, and that they are the same every time.

use std::path::Path;

use rules::{Answers, Law, outcome};
use site::card::card;

fn law() -> Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    site::law::load(&folder, "en").expect("the law of this workspace has no faults")
}

/// The answers of a role on a day, with one option chosen or none.
fn answers(law: &Law, role: &str, option: Option<&str>, day: &str) -> Answers {
    let place = |id: &str| {
        let found = law.explainer.options.iter().position(|option| option.id == id);
        found.and_then(|found| u8::try_from(found).ok()).expect("the law has the option")
    };
    let day = rules::Day::from_iso(day).expect("a day");
    let answers = Answers::new(&law.explainer, place(role), day).expect("the option is a role");
    option.map_or(answers, |option| answers.with(&law.explainer, place(option)))
}

#[test]
fn a_card_is_a_small_png_with_a_palette_and_the_same_every_time() {
    let law = law();
    for (role, option, day) in [
        ("consumer", None, "2024-07-01"),
        ("business", Some("federal-contract"), "2024-09-29"),
        ("government", Some("state-nj"), "2017-09-13"),
    ] {
        let outcome = outcome(&law.explainer, &answers(&law, role, option, day));
        let bytes = card(&law, &outcome);
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{role}");
        assert_eq!(&bytes[12..16], b"IHDR", "{role}");
        assert_eq!(bytes[16..20], 1200_u32.to_be_bytes(), "{role}: the width");
        assert_eq!(bytes[20..24], 630_u32.to_be_bytes(), "{role}: the height");
        assert_eq!(bytes[25], 3, "{role}: colours come from a palette");
        assert!(bytes.len() <= 40 * 1024, "{role}: {} bytes", bytes.len());
        assert!(bytes == card(&law, &outcome), "{role}: a second rendering has other bytes");
    }
}

#[test]
fn odd_words_make_a_card_too() {
    let mut law = law();
    let answers = answers(&law, "business", None, "2024-09-29");
    let mut outcome = outcome(&law.explainer, &answers);
    law.wording.title = "<&>\u{1}".to_owned();
    for texts in &mut law.wording.short_answers {
        texts.fill("W".repeat(2000));
    }
    assert!(!card(&law, &outcome).is_empty());
    outcome.short_answers.clear();
    assert!(!card(&law, &outcome).is_empty());
}
