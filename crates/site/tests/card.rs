//! The preview cards: their size, their form, and that they are the same every time.

use std::path::{Path, PathBuf};

use rules::{Answers, Law, outcome};
use site::card::{card, letters_without_shape};

fn law() -> Law {
    in_language("en")
}

fn in_language(language: &str) -> Law {
    site::law::load(&folder(), language).expect("the law of this workspace has no faults")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky")
}

/// The answers of a role on a day, with one option chosen or none.
fn answers(law: &Law, role: &str, option: Option<&str>, day: &str) -> Answers {
    let place = |id: &str| law.explainer.option(id).expect("the law has the option");
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
    for texts in law.wording.short_answers.iter_mut().chain(&mut law.wording.verdicts) {
        texts.fill("W".repeat(2000));
    }
    assert!(!card(&law, &outcome).is_empty());
    outcome.short_answers.clear();
    outcome.verdicts.clear();
    outcome.rows.clear();
    assert!(!card(&law, &outcome).is_empty());
}

#[test]
fn the_fonts_of_the_card_have_every_letter_of_every_language() {
    for language in site::law::languages(&folder()) {
        let law = in_language(&language);
        let wording = &law.wording;
        let texts = [&wording.title, &wording.disclaimer]
            .into_iter()
            .chain(&wording.interface.words)
            .chain(&wording.interface.months)
            .chain(wording.short_answers.iter().flatten())
            .chain(wording.verdicts.iter().flatten())
            .chain(wording.rows.iter().map(|words| &words.label))
            .chain(wording.provisions.iter().map(|words| &words.label))
            .chain(wording.effects.iter().map(|words| &words.row))
            .chain(wording.options.iter().map(|words| &words.phrase));
        for text in texts {
            // The arrows and marks of buttons stand on no card.
            let text: String = text.chars().filter(|letter| *letter != '⌘').collect();
            assert_eq!(letters_without_shape(&text), Vec::<char>::new(), "{language}: {text}");
        }
    }
    assert_eq!(letters_without_shape("no ñandú العربية").len(), 7, "Arabic needs other fonts");
}
