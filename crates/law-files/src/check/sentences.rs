//! The sentences of a language: short, typographic, and without the words that say more than the sources do.

use crate::{
    fault::Fault,
    law::words::{CheckText, WordsFile},
};

/// A sentence about the law has no more words, quotations aside, where its language does not say otherwise.
const MOST_WORDS: usize = 25;

/// A short answer is read at a glance: two sentences where they do, and never more than this.
const MOST_SENTENCES: usize = 4;

/// A verdict is a heading; a language may set its own limit in [check].
const MOST_VERDICT_WORDS: usize = 9;

/// The same of a short answer.
const MOST_DECK_WORDS: usize = 45;

/// Search engines show no more of a description.
const MOST_CHARACTERS: usize = 160;

pub(super) fn faults(words: &WordsFile) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, entry) in &words.entries {
        let text = entry.text.as_str();
        // The buttons and notices are no sentences about the law, and their connectors begin and end with a space.
        let interface = key.starts_with("interface.");
        let mut found: Vec<String> = typography(text, interface);
        let own = unquoted(text);
        // The words of press coverage are somebody else’s in every language.
        let quotation = key.starts_with("claim.") && key.rsplit('.').next() == Some("said");
        if let Some(word) = never_said(&own, &words.check).filter(|_| !quotation) {
            found.push(format!("says “{word}”; say only what the source says"));
        }
        if !interface && !quotation {
            found.extend(too_long(&own, &words.check));
        }
        let n_sentences = sentences(text, &words.check.abbreviations).len();
        if key.starts_with("short.") && n_sentences > MOST_SENTENCES {
            found.push(format!(
                "has {n_sentences} sentences; {MOST_SENTENCES} are the most, leave one to a provision"
            ));
        }
        let n_words = n_words(text);
        for (table, what, most) in [
            ("verdict.", "a verdict", words.check.verdict_words.unwrap_or(MOST_VERDICT_WORDS)),
            ("short.", "a short answer", words.check.deck_words.unwrap_or(MOST_DECK_WORDS)),
        ] {
            if key.starts_with(table) && n_words > most {
                found.push(format!("has {n_words} words, and {what} has {most} at most; shorten it"));
            }
        }
        if key == "description" && text.chars().count() > MOST_CHARACTERS {
            let n_characters = text.chars().count();
            found.push(format!("has {n_characters} characters; {MOST_CHARACTERS} are the most, shorten it"));
        }
        faults.extend(found.into_iter().map(|found| words.fault(key, format!("“{key}” {found}"))));
    }
    if let Some(language) = words.entries.get("language")
        && words.text.name != format!("{}.toml", language.text)
    {
        let (language, file) = (&language.text, &words.text.name);
        faults.push(words.fault(
            "language",
            format!("the language is “{language}”, but the file is {file}; let them agree"),
        ));
    }
    faults
}

/// How many words a reader reads.
fn n_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn typography(text: &str, interface: bool) -> Vec<String> {
    let mut found = Vec::new();
    if text.contains(['"', '\'']) {
        found.push("has a straight quote or apostrophe; write “ ” or ’".to_owned());
    }
    if !interface && text != text.trim() {
        found.push("begins or ends with a space; take it out".to_owned());
    }
    if text.contains("  ") {
        found.push("has two spaces in a row; take one out".to_owned());
    }
    found
}

/// The first word that is never said, where no phrase excepts it.
fn never_said<'a>(own: &str, check: &'a CheckText) -> Option<&'a str> {
    let mut said = own.to_lowercase();
    for phrase in &check.except {
        said = without_phrase(&said, &phrase.to_lowercase());
    }
    check.never.iter().map(String::as_str).find(|word| find_phrase(&said, &word.to_lowercase()).is_some())
}

/// A text without a phrase, wherever that stands as words of its own.
fn without_phrase(text: &str, phrase: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(at) = find_phrase(rest, phrase) {
        kept.push_str(&rest[..at]);
        kept.push('…');
        rest = &rest[at + phrase.len()..];
    }
    kept + rest
}

/// Where a phrase stands as words of its own: “legal”, not “illegal”.
fn find_phrase(text: &str, phrase: &str) -> Option<usize> {
    let at_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(phrase)
        .map(|(at, _)| at)
        .find(|at| {
            at_edge(text[..*at].chars().next_back()) && at_edge(text[at + phrase.len()..].chars().next())
        })
        .filter(|_| !phrase.is_empty())
}

/// The sentences with too many words, each with its beginning.
fn too_long(own: &str, check: &CheckText) -> Vec<String> {
    let most = check.most_words.unwrap_or(MOST_WORDS);
    sentences(own, &check.abbreviations)
        .into_iter()
        .filter_map(|sentence| {
            let words: Vec<&str> =
                sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
            let beginning = words.get(..4)?.join(" ");
            (words.len() > most).then(|| {
                format!(
                    "has a sentence of {} words (“{beginning} …”); {most} are the most, split it",
                    words.len()
                )
            })
        })
        .collect()
}

/// A text without what stands between “ and ”.
pub(super) fn unquoted(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            letter if depth == 0 => own.push(letter),
            _ => {}
        }
    }
    own
}

/// The sentences of a text: each ends at a `.`, `!` or `?` before a space and a capital, a digit or a quotation.
///
/// The period of “U.S.”, of an initial or of a listed abbreviation ends none.
pub(super) fn sentences<'a>(text: &'a str, abbreviations: &[String]) -> Vec<&'a str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let after = &text[at + mark.len()..];
        let rest = after.trim_start_matches(['”', '’', ')']);
        let next = rest.trim_start();
        let opens = next.chars().next().is_some_and(|letter| {
            // A script without capitals, such as Arabic, has letters that are neither.
            (letter.is_alphanumeric() && !letter.is_lowercase()) || "“‘(¿¡«".contains(letter)
        });
        if next.len() < rest.len() && opens && !(mark == "." && abbreviated(&text[start..at], abbreviations))
        {
            let end = text.len() - next.len();
            sentences.push(text[start..end].trim());
            start = end;
        }
    }
    sentences.push(text[start..].trim());
    sentences
}

/// Whether the word before a period is an abbreviation: with a period inside, of one letter, or listed.
fn abbreviated(before: &str, abbreviations: &[String]) -> bool {
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || "(“‘".contains(letter))
        .next()
        .unwrap_or_default();
    let one_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    one_letter
        || (word.contains('.') && word.contains(char::is_alphabetic))
        || abbreviations.iter().any(|abbreviation| abbreviation.trim_end_matches('.') == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_sentences(text: &str, expected: &[&str]) {
        let abbreviations = ["No.".to_owned(), "Pub.".to_owned(), "Inc.".to_owned()];
        assert_eq!(sentences(text, &abbreviations), expected);
    }

    #[test]
    fn a_sentence_ends_before_a_capital() {
        check_sentences("You may not. It may.", &["You may not.", "It may."]);
        check_sentences("Why? “Because” it may! So", &["Why?", "“Because” it may!", "So"]);
        check_sentences("(It ended.) Then it began.", &["(It ended.)", "Then it began."]);
    }

    #[test]
    fn a_sentence_does_not_end_before_a_small_letter_or_a_dash() {
        check_sentences("It ended. then it began.", &["It ended. then it began."]);
        check_sentences("It ended. – Then", &["It ended. – Then"]);
    }

    #[test]
    fn a_sentence_ends_before_an_inverted_mark_and_in_a_script_without_capitals() {
        check_sentences("No la vimos. ¿Cuenta? No.", &["No la vimos.", "¿Cuenta?", "No."]);
        check_sentences("هذا حكم. ذلك حكم.", &["هذا حكم.", "ذلك حكم."]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        check_sentences("The U.S. Congress acted.", &["The U.S. Congress acted."]);
        check_sentences(
            "Case No. 2 of Kaspersky Lab, Inc. v. Pub. L. 115 stands.",
            &["Case No. 2 of Kaspersky Lab, Inc. v. Pub. L. 115 stands."],
        );
        check_sentences("It holds, e.g. Here.", &["It holds, e.g. Here."]);
        check_sentences("Rule 52.204 holds. It is No. 2.", &["Rule 52.204 holds.", "It is No. 2."]);
    }

    #[test]
    fn words_inside_quotations_are_somebody_elses() {
        assert_eq!(unquoted("It said “all legally available options” then."), "It said  then.");
    }

    #[test]
    fn a_word_is_found_only_as_a_word() {
        let check = CheckText {
            never: vec!["legal".to_owned(), "exempt from the ban".to_owned()],
            except: vec!["legal penalties".to_owned()],
            ..CheckText::default()
        };
        assert_eq!(never_said("It is illegal", &check), None);
        assert_eq!(never_said("Legal penalties", &check), None);
        assert_eq!(never_said("No legal penalties, legal.", &check), Some("legal"));
        assert_eq!(never_said("Exempt from the ban.", &check), Some("exempt from the ban"));
    }
}
