//! How hard a text is to read, by the formula that was made for its language.
//!
//! English: the Flesch-Kincaid grade (Kincaid and others, 1975), `0.39 × words per sentence + 11.8 × syllables per
//! word − 15.59`. A text may need eight years of school, and no more.
//!
//! Spanish: the ease of Fernández Huerta (1959), `206.84 − 60 × syllables per word − 1.02 × words per sentence`.
//! Spanish words have more syllables, so an English grade says nothing about them. His table gives 60 to 70 for the
//! seventh and eighth grades; a text may not be below 60.
//!
//! What is counted, as Flesch has it (*How to Write Plain English*, 1979):
//!
//! - a sentence is a unit of thought: it ends at `.` `!` `?` and at `:` and `;` too;
//! - a figure or an abbreviation is one word of one syllable;
//! - a name (`[check] names`) or a term of art (`[check] terms`) is one word, and its syllables do not count: nobody
//!   can choose another;
//! - quotations are left out, and explained where they stand.

use super::sentences::{sentences, unquoted};
use crate::{
    fault::Fault,
    law::words::{CheckText, WordsFile},
};

/// Which texts are held to the grade: the short answers, and the reasons a reader is given.
const MEASURED: &[&str] = &["short.", "because.", "reason."];

/// How hard one text is to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Graded {
    /// Its key.
    pub key: String,
    /// The value of the formula.
    pub value: f64,
}

/// A formula for one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Years of school.
    FleschKincaid,
    /// Ease, from 0 to 100.
    FernandezHuerta,
}

impl Formula {
    /// The formula of a language; `None` where none was made for it, or none is known here.
    #[must_use]
    pub fn of(language: &str) -> Option<Self> {
        match language {
            "en" => Some(Self::FleschKincaid),
            "es" => Some(Self::FernandezHuerta),
            _ => None,
        }
    }

    /// Its name, and the worst value that counts as grade 8.
    #[must_use]
    pub fn name_and_limit(self) -> (&'static str, f64) {
        match self {
            Self::FleschKincaid => ("Flesch-Kincaid grade", 8.0),
            Self::FernandezHuerta => ("Fernández Huerta ease", 60.0),
        }
    }

    /// Whether a value, rounded to what is shown, is harder to read than grade 8.
    #[must_use]
    pub fn too_hard(self, value: f64) -> bool {
        let shown = (value * 10.0).round() / 10.0;
        match self {
            Self::FleschKincaid => shown > self.name_and_limit().1,
            Self::FernandezHuerta => shown < self.name_and_limit().1,
        }
    }

    fn value(self, counts: Counts) -> f64 {
        let Counts { words, sentences, sounded, syllables } = counts;
        let per_sentence = f64::from(words) / f64::from(sentences.max(1));
        let per_word = f64::from(syllables) / f64::from(sounded.max(1));
        match self {
            Self::FleschKincaid => 0.39 * per_sentence + 11.8 * per_word - 15.59,
            Self::FernandezHuerta => 206.84 - 60.0 * per_word - 1.02 * per_sentence,
        }
    }

    fn syllables(self, word: &str) -> u32 {
        match self {
            Self::FleschKincaid => english_syllables(word),
            Self::FernandezHuerta => spanish_syllables(word),
        }
    }
}

/// Every measured text of a language with its value, in order of its key; none where no formula is known.
pub(crate) fn grades(words: &WordsFile) -> Vec<Graded> {
    let Some(formula) = Formula::of(words.language()) else { return Vec::new() };
    let measured = words.entries.iter().filter(|(key, _)| {
        MEASURED.iter().any(|table| key.starts_with(table)) && key.rsplit('.').next() != Some("title")
    });
    measured
        .map(|(key, entry)| Graded {
            key: key.clone(),
            value: formula.value(counts(formula, &entry.text, &words.check)),
        })
        .collect()
}

pub(super) fn faults(words: &WordsFile) -> Vec<Fault> {
    let Some(formula) = Formula::of(words.language()) else { return Vec::new() };
    let (name, limit) = formula.name_and_limit();
    grades(words)
        .into_iter()
        .filter(|graded| formula.too_hard(graded.value))
        .map(|Graded { key, value }| {
            let sentence = format!(
                "“{key}” is too hard to read ({name} {value:.1}, the limit is {limit:.1}); shorten its sentences and words"
            );
            words.fault(&key, sentence)
        })
        .collect()
}

/// What the formulas are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    words: u32,
    sentences: u32,
    /// The words whose syllables count: all but names.
    sounded: u32,
    syllables: u32,
}

/// Stands in a text for a name: a capital, so that a sentence may begin with it, which no text holds.
const NAME: char = '𝐍';

fn counts(formula: Formula, text: &str, check: &CheckText) -> Counts {
    let mut text = unquoted(text);
    let mut names: Vec<&String> = check.names.iter().collect();
    // “Kaspersky Lab” before “Kaspersky”.
    names.sort_by_key(|name| core::cmp::Reverse(name.len()));
    for name in names {
        text = text.replace(name.as_str(), &NAME.to_string());
    }
    let mut counts = Counts::default();
    for sentence in sentences(&text, &check.abbreviations) {
        let mut n_here = 0;
        for unit in sentence.split_inclusive([':', ';']) {
            let before = counts.words;
            unit.split_whitespace().for_each(|word| counts.add(formula, word, &check.terms));
            n_here += u32::from(counts.words > before);
        }
        counts.sentences += n_here;
    }
    counts
}

impl Counts {
    fn add(&mut self, formula: Formula, word: &str, terms: &[String]) {
        if word.contains(NAME) || is_term(word, terms) {
            self.words += 1;
            return;
        }
        if !word.contains(char::is_alphanumeric) {
            return;
        }
        self.words += 1;
        self.sounded += 1;
        let shouted = word.contains(char::is_uppercase) && !word.contains(char::is_lowercase);
        self.syllables += if shouted || word.contains(|letter: char| letter.is_ascii_digit()) {
            1
        } else {
            let parts = word.split(['-', '–', '/']).filter(|part| part.contains(char::is_alphabetic));
            parts.map(|part| formula.syllables(part)).sum()
        };
    }
}

/// Whether a word is a term of art: the word itself, its plural, or a word with that beginning.
fn is_term(word: &str, terms: &[String]) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    terms.iter().any(|term| match term.strip_suffix('…') {
        Some(beginning) => word.starts_with(beginning),
        None => word.strip_prefix(term.as_str()).is_some_and(|rest| matches!(rest, "" | "s" | "es" | "’s")),
    })
}

/// Words of ours that the rule for English counts wrong, as the CMU Pronouncing Dictionary has them.
const SPOKEN: &[(&str, u32)] = &[
    ("affiliates", 4),
    ("anyone", 3),
    ("business", 2),
    ("businesses", 3),
    ("buyers", 2),
    ("client", 2),
    ("clients", 2),
    ("denial", 3),
    ("earlier", 3),
    ("everywhere", 3),
    ("going", 2),
    ("individuals", 5),
    ("ourselves", 2),
    ("reexport", 3),
    ("required", 2),
    ("safety", 2),
    ("settled", 2),
    ("spying", 2),
    ("subsidiaries", 5),
    ("undoing", 3),
    ("violation", 4),
];

/// The syllables of an English word: its runs of vowels, without the silent e of an ending.
fn english_syllables(word: &str) -> u32 {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("’s");
    let letters: Vec<char> = word.chars().filter(char::is_ascii_alphabetic).collect();
    let word: String = letters.iter().collect();
    if let Some((_, n)) = SPOKEN.iter().find(|(spoken, _)| *spoken == word) {
        return *n;
    }
    let vowel = |letter: &char| "aeiouy".contains(*letter);
    let mut n = runs(&letters, vowel);
    // The letter before an ending, counted from the end: 2 for “-ed”.
    let before = |n_ending: usize| letters.len().checked_sub(n_ending + 1).map(|at| letters[at]);
    let hard = |n_ending: usize, but: &str| {
        before(n_ending).is_some_and(|letter| !vowel(&letter) && !but.contains(letter))
    };
    let silent = (word.ends_with('e') && !(word.ends_with("le") && hard(2, "")))
        || (word.ends_with("ed") && hard(2, "td"))
        || (word.ends_with("es") && hard(2, "scxzgh") && !(word.ends_with("les") && hard(3, "r")));
    n -= u32::from(silent);
    // “agreement”, “safely”: the e before such an ending is silent.
    for ending in ["ement", "ements", "ely", "eful", "eless"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().last().is_some_and(|letter| !vowel(&letter))
            && stem.chars().any(|letter| vowel(&letter))
        {
            n -= 1;
        }
    }
    // “carrying”, “buying”: what the y says and what “-ing” says are two.
    n += u32::from(
        ["buying", "paying", "saying", "laying", "lying", "nying", "rying"]
            .iter()
            .any(|it| word.ends_with(it)),
    );
    n.max(1)
}

/// The syllables of a Spanish word: its vowels, where a plain i or u makes one with the vowel beside it.
///
/// An accent on it sets it apart: “vía” has two, “viaje” two as well. A y sounds as a vowel at the end only.
fn spanish_syllables(word: &str) -> u32 {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let weak = |at: usize| "iuü".contains(letters[at]) || (letters[at] == 'y' && at + 1 == letters.len());
    let vowel = |at: usize| weak(at) || "aeoáéíóú".contains(letters[at]);
    let begins = |at: &usize| vowel(*at) && !(*at > 0 && vowel(at - 1) && (weak(*at) || weak(at - 1)));
    let n = (0..letters.len()).filter(begins).count();
    u32::try_from(n).unwrap_or(u32::MAX).max(1)
}

fn runs(letters: &[char], vowel: impl Fn(&char) -> bool) -> u32 {
    let mut n = 0;
    let mut inside = false;
    for letter in letters {
        let now = vowel(letter);
        n += u32::from(now && !inside);
        inside = now;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_english(words: &[(&str, u32)]) {
        for (word, n) in words {
            assert_eq!(english_syllables(word), *n, "{word}");
        }
    }

    #[test]
    fn english_syllables_are_those_that_are_heard() {
        check_english(&[("use", 1), ("used", 1), ("uses", 2), ("needed", 2), ("barred", 1), ("table", 2)]);
        check_english(&[
            ("agreement", 3),
            ("agreements", 3),
            ("security", 4),
            ("carrying", 3),
            ("buying", 2),
        ]);
        check_english(&[
            ("agencies", 3),
            ("the", 1),
            ("you", 1),
            ("Business", 2),
            ("order’s", 2),
            ("rules", 1),
        ]);
        check_english(&[("safely", 2), ("careful", 2), ("useless", 2), ("statement", 2), ("statements", 2)]);
        check_english(&[("september", 3), ("directive", 3), ("covers", 2), ("product", 2), ("antivirus", 4)]);
    }

    #[test]
    fn spanish_syllables_part_where_an_accent_parts_them() {
        for (word, n) in [
            ("usted", 2),
            ("riesgo", 2),
            ("vía", 2),
            ("viaje", 2),
            ("país", 2),
            ("prohíbe", 3),
            ("cuenta", 2),
            ("guía", 2),
            ("quien", 1),
            ("ley", 1),
            ("y", 1),
            ("software", 3),
            ("averiguáis", 4),
            ("leer", 2),
            ("actualizaciones", 6),
            ("Determinación", 5),
            ("ciudad", 2),
            ("construí", 2),
            ("proyecto", 3),
            ("sony", 2),
            ("día", 2),
            ("días", 2),
        ] {
            assert_eq!(spanish_syllables(word), n, "{word}");
        }
    }

    fn counted(formula: Formula, text: &str, names: &[&str]) -> [u32; 4] {
        let check = CheckText {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            ..CheckText::default()
        };
        let Counts { words, sentences, sounded, syllables } = counts(formula, text, &check);
        [words, sentences, sounded, syllables]
    }

    #[test]
    fn a_name_is_one_word_whose_syllables_do_not_count_and_a_quotation_is_left_out() {
        let count = |text| counted(Formula::FleschKincaid, text, &["Kaspersky", "Kaspersky Lab"]);
        assert_eq!(count("You may not use it."), [5, 1, 5, 5]);
        assert_eq!(count("Kaspersky Lab may not use Kaspersky’s own."), [6, 1, 4, 4]);
        assert_eq!(count("It said “all legally available options” then."), [3, 1, 3, 3]);
        assert_eq!(count("On July 20, 2024, the FCC spoke: it did not act; it may."), [13, 3, 13, 14]);
        assert_eq!(count("“It is.”"), [0, 0, 0, 0]);
        assert_eq!(count("It may: –; not."), [3, 2, 3, 3]);
        assert_eq!(count("A rule of the IEEE in the USA."), [8, 1, 8, 8]);
        assert_eq!(count("A well-known Yes/No."), [3, 1, 3, 5]);
    }

    #[test]
    fn the_formulas_give_what_their_authors_gave() {
        // 13 words a sentence and 1.5 syllables a word: 0.39 × 13 + 11.8 × 1.5 − 15.59.
        let counts = Counts { words: 130, sentences: 10, sounded: 100, syllables: 150 };
        assert!((Formula::FleschKincaid.value(counts) - 7.18).abs() < 1e-9);
        // 206.84 − 60 × 2 − 1.02 × 13.
        let counts = Counts { syllables: 200, ..counts };
        assert!((Formula::FernandezHuerta.value(counts) - 73.58).abs() < 1e-9);
    }

    #[test]
    fn grade_eight_is_the_limit_as_it_is_shown() {
        assert!(!Formula::FleschKincaid.too_hard(8.04));
        assert!(Formula::FleschKincaid.too_hard(8.06));
        assert!(!Formula::FernandezHuerta.too_hard(59.96));
        assert!(Formula::FernandezHuerta.too_hard(59.9));
    }
}
