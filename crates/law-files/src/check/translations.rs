//! A further language against the original: nothing missing, nothing more, nothing stale, the same figures.
//!
//! The sense of a translation no tool finds. What a tool does find: a text whose original has changed since the
//! translation was read against it, and the faults that mislead most: another day, another number, another duty.

use std::collections::BTreeSet;

use crate::{
    fault::Fault,
    law::{
        ORIGINAL,
        file::LawFile,
        stamps::{Source, Stamps, fingerprint, source},
        words::{VerdictTerm, WordsFile},
    },
};

/// A text with as many words as this that is letter by letter the original was not translated.
const FEWEST_WORDS_TO_TRANSLATE: usize = 5;

pub(super) fn faults(file: &LawFile, original: &WordsFile, words: &WordsFile, stamps: &Stamps) -> Vec<Fault> {
    let mut faults = missing(original, words);
    for (key, entry) in &words.entries {
        if let Some(source) = source(file, original, key) {
            let mut found = differences(original, words, source.text, &entry.text);
            if key.starts_with("verdict.") {
                found.extend(turned_round(words, source.text, &entry.text));
            }
            found.extend(extra(source.text, &entry.text));
            found.extend(stamp(words, stamps, key, &source));
            faults.extend(found.into_iter().map(|found| words.fault(key, format!("“{key}” {found}"))));
        } else if key.contains(".versions.") {
            // Every other text that the original lacks is one that nothing in law.toml names.
            faults.push(words.fault(key, format!("“{key}” {}", nothing_to_translate())));
        }
    }
    for (key, stamp) in &stamps.entries {
        if source(file, original, key).is_none() {
            let sentence = format!("“{key}” is no text of {}; run: {}", words.text.name, command(words, ""));
            faults.push(stamps.text.fault(stamp.at, sentence));
        }
    }
    faults
}

/// Every text of the original that has no translation.
fn missing(original: &WordsFile, words: &WordsFile) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, _) in original.entries.iter().filter(|(_, entry)| !entry.text.trim().is_empty()) {
        match words.entries.get(key) {
            None => faults.push(words.missing(key)),
            Some(entry) if entry.text.trim().is_empty() => {
                faults.push(words.fault(key, format!("“{key}” is empty; write it")));
            }
            Some(_) => {}
        }
    }
    faults
}

fn nothing_to_translate() -> String {
    format!("says something where {ORIGINAL}.toml says nothing; take it out")
}

fn extra(source: &str, text: &str) -> Option<String> {
    (source.trim().is_empty() && !text.trim().is_empty()).then(nothing_to_translate)
}

/// Whether somebody read the translation against the original as it now stands.
fn stamp(words: &WordsFile, stamps: &Stamps, key: &str, source: &Source) -> Option<String> {
    let why = match stamps.entries.get(key) {
        None => "was never read against its original",
        Some(stamp) if stamp.of != fingerprint(source.text) => {
            "translates an original that has changed since"
        }
        Some(_) => return None,
    };
    Some(format!("{why}; read it against {}, then run: {}", source.place, command(words, key)))
}

fn command(words: &WordsFile, key: &str) -> String {
    format!("cargo run -q -p site -- translated {} {key}", words.language()).trim_end().to_owned()
}

/// In what a translation says something else than its original, as far as a tool can see.
fn differences(original: &WordsFile, words: &WordsFile, source: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, here: BTreeSet<String>, there: BTreeSet<String>| {
        let list = |set: BTreeSet<&String>| {
            let items: Vec<&str> = set.into_iter().map(String::as_str).collect();
            items.join(", ")
        };
        let (more, less) = (list(here.difference(&there).collect()), list(there.difference(&here).collect()));
        if !more.is_empty() {
            found.push(format!("has the {what} {more}, which its original has not; let them agree"));
        }
        if !less.is_empty() {
            found.push(format!("lacks the {what} {less} of its original; let them agree"));
        }
    };
    differ("place", places(text), places(source));
    differ("figure", figures(text), figures(source));
    let named = |text: &str, words: &WordsFile| {
        let mut found = months(text, &words.months);
        found.extend(months(text, &words.months_in_days));
        found
    };
    differ("month", named(text, words), named(source, original));
    for (theirs, ours) in &words.check.term_pairs {
        let (there, here) = (begins(source, theirs), begins(text, ours));
        if there != here {
            let (who, what) = if there { ("its original", theirs) } else { ("it", ours) };
            found.push(format!("swaps a term: {who} says “{what}…”, and “{theirs}…” is “{ours}…” here"));
        }
    }
    let n_words = text.split_whitespace().count();
    if source == text && n_words >= FEWEST_WORDS_TO_TRANSLATE {
        found.push("is its original word for word; translate it".to_owned());
    }
    found
}

/// Whether a verdict bars or denies what its original does not, or the other way round.
fn turned_round(words: &WordsFile, source: &str, text: &str) -> Vec<String> {
    let terms = words.check.verdict_terms.iter();
    terms
        .filter_map(|VerdictTerm { original, here }| {
            let (there, found) = (times(source, original), times(text, here));
            (there != found).then(|| {
                format!(
                    "turns the verdict round: its original says {} {there} times, and it says {} {found} times; let them agree",
                    said(original),
                    said(here)
                )
            })
        })
        .collect()
}

fn said(patterns: &[String]) -> String {
    patterns.iter().map(|pattern| format!("“{pattern}”")).collect::<Vec<_>>().join(" or ")
}

/// How many words of a text one of the patterns fits: a word, a beginning as `barr…`, or an ending as `…n’t`.
fn times(text: &str, patterns: &[String]) -> usize {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '’');
    let fits = |word: &str, pattern: &str| match (pattern.strip_suffix('…'), pattern.strip_prefix('…')) {
        (Some(beginning), _) => word.starts_with(beginning),
        (None, Some(ending)) => word.ends_with(ending),
        (None, None) => word == pattern,
    };
    words.filter(|word| patterns.iter().any(|pattern| fits(word, &pattern.to_lowercase()))).count()
}

/// The places that are filled in: `{day}`.
fn places(text: &str) -> BTreeSet<String> {
    let opened = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    opened.map(|(name, _)| format!("{{{name}}}")).collect()
}

/// The numbers of a text, with what joins their digits: `2024`, `52.204-23`, `368,136`.
fn figures(text: &str) -> BTreeSet<String> {
    let joins = |letter: char| matches!(letter, '.' | ',' | '-');
    text.split(|letter: char| !letter.is_ascii_digit() && !joins(letter))
        .map(|found| found.trim_matches(joins))
        .filter(|found| found.contains(|letter: char| letter.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// The months a text names, by number: the names differ between languages.
fn months(text: &str, names: &[String]) -> BTreeSet<String> {
    let said: BTreeSet<&str> = text.split(|letter: char| !letter.is_alphabetic()).collect();
    let months = names.iter().zip(1..).filter(|(name, _)| said.contains(name.trim_end_matches('.')));
    months.map(|(_, number): (&String, i32)| number.to_string()).collect()
}

/// Whether a word of the text begins like this, whatever the case.
fn begins(text: &str, stem: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(&stem.to_lowercase())
        .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(items: &[&str]) -> BTreeSet<String> {
        items.iter().map(|item| (*item).to_owned()).collect()
    }

    #[test]
    fn figures_keep_what_joins_their_digits() {
        assert_eq!(
            figures("On July 20, 2024, clause 52.204-23 named $368,136."),
            set(&["20", "2024", "52.204-23", "368,136"])
        );
        assert_eq!(figures("No number - at all, here."), set(&[]));
    }

    #[test]
    fn a_month_is_found_by_its_name_only() {
        let names = ["January", "May"].map(str::to_owned);
        assert_eq!(months("It may. From May 24, 2022.", &names), set(&["2"]));
        assert_eq!(months("It may.", &names), set(&[]));
    }

    #[test]
    fn a_term_is_found_where_a_word_begins() {
        assert!(begins("It also binds you", "bind"));
        assert!(!begins("It rebinds you", "bind"));
    }

    #[test]
    fn a_term_of_a_verdict_is_a_word_a_beginning_or_an_ending() {
        let patterns =
            |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect::<Vec<_>>();
        let not = patterns(&["not", "no", "…n’t"]);
        assert_eq!(times("Using it isn’t penalized; no rule, not one, in November.", &not), 3);
        assert_eq!(times("Barred, and barring none.", &patterns(&["barr…"])), 2);
        assert_eq!(times("Nothing", &not), 0);
    }

    #[test]
    fn places_are_compared_by_name() {
        assert_eq!(places("{n} of {day}, {"), set(&["{n}", "{day}"]));
    }
}
