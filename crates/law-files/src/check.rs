//! Every fault of the law files.

use std::{path::Path, thread};

use rules::{DAYS_UNTIL_STALE, Day, Law};

use crate::{
    fault::Fault,
    law::{
        self, ORIGINAL, Promise,
        file::LawFile,
        stamps::Stamps,
        stored::{self, Stored},
        text::Text,
        words::WordsFile,
    },
};

mod days;
mod evidence;
pub mod grade;
mod ids;
mod readers;
mod sentences;
mod translations;

/// Every fault of `law.toml` and of every language in this folder, in order of file and line; none: it may be shown.
///
/// A file that cannot be read as what it is hides its other faults until it can.
/// What the readers see is looked at last, once ids and days are sound.
#[must_use]
pub fn check(folder: &Path) -> Vec<Fault> {
    let mut checked = Checked::of(LawFile::read(folder), Some(&stored::read(folder)));
    let languages = law::languages(folder);
    if languages.is_empty() {
        checked.faults.push(Fault {
            file: "en.toml".to_owned(),
            line: 1,
            text: format!("there is no wording in any language; write this file into {}", folder.display()),
        });
    }
    let original = WordsFile::read(folder, ORIGINAL).ok();
    let of_language = |language: &String| {
        let original = original.as_ref().filter(|_| language != ORIGINAL);
        let translates = original.map(|original| (original, Stamps::read(folder, language)));
        checked.language(WordsFile::read(folder, language), translates.as_ref())
    };
    // Each language is shown to every reader on every day; the editor waits for all of them.
    let found: Vec<Vec<Fault>> = thread::scope(|scope| {
        let languages: Vec<_> = languages.iter().map(|it| scope.spawn(|| of_language(it))).collect();
        languages.into_iter().map(|it| it.join().expect("checking makes no panic of its own")).collect()
    });
    checked.faults.extend(found.into_iter().flatten());
    checked.faults()
}

/// Every fault of the texts of a `law.toml` and of an `en.toml`, from wherever they come.
#[must_use]
pub fn check_texts(law: &str, english: &str) -> Vec<Fault> {
    let mut checked = Checked::of(LawFile::parse(Text::of("law.toml", law)), None);
    let found = checked.language(WordsFile::parse(Text::of("en.toml", english)), None);
    checked.faults.extend(found);
    checked.faults()
}

/// What was found so far.
struct Checked {
    file: Option<LawFile>,
    rules_are_sound: bool,
    faults: Vec<Fault>,
}

impl Checked {
    fn of(file: Result<LawFile, Vec<Fault>>, stored: Option<&Stored>) -> Self {
        let mut faults = Vec::new();
        let file = file.map_err(|found| faults.extend(found)).ok();
        let mut rules_are_sound = false;
        if let Some(file) = &file {
            let mut found = ids::faults(file);
            found.extend(days::faults(file));
            rules_are_sound = found.is_empty();
            faults.extend(found);
            faults.extend(evidence::faults(file, stored));
        }
        Self { file, rules_are_sound, faults }
    }

    /// The faults of one language; a translation is held against the original it translates.
    fn language(
        &self,
        words: Result<WordsFile, Vec<Fault>>,
        translates: Option<&(&WordsFile, Stamps)>,
    ) -> Vec<Fault> {
        let words = match words {
            Ok(words) => words,
            Err(found) => return found,
        };
        let mut faults = sentences::faults(&words);
        faults.extend(grade::faults(&words));
        let Some(file) = &self.file else { return faults };
        if let Some((original, stamps)) = translates {
            faults.extend(translations::faults(file, original, &words, stamps));
        }
        match law::join(file, &words) {
            Ok(law) if self.rules_are_sound => faults.extend(readers::faults(file, &words, &law)),
            Ok(_) => {}
            Err(found) => faults.extend(found),
        }
        faults
    }

    /// All of them, in order of file and line.
    fn faults(mut self) -> Vec<Fault> {
        self.faults.sort();
        self.faults.dedup();
        self.faults
    }
}

/// How hard the short answers and reasons of a language are to read; empty where no formula is known for it.
///
/// # Errors
///
/// Every fault that keeps the file from being read.
pub fn grades(folder: &Path, language: &str) -> Result<Vec<grade::Graded>, Vec<Fault>> {
    Ok(grade::grades(&WordsFile::read(folder, language)?))
}

/// What has gone stale by this day, in a sentence each.
#[must_use]
pub fn overdue(law: &Law, today: Day) -> Vec<String> {
    let verified = law.explainer.verified;
    let n_days = verified.days_until(today);
    if n_days <= DAYS_UNTIL_STALE {
        return Vec::new();
    }
    vec![format!(
        "{}: the sources were last checked on {}, {n_days} days before {}; check them again and set `verified`",
        law.explainer.id,
        verified.to_iso(),
        today.to_iso()
    )]
}

/// What was promised to be looked at again by this day and still stands in the list, in a sentence each.
#[must_use]
pub fn promised(promises: &[Promise], today: Day) -> Vec<String> {
    let due = promises.iter().filter(|promise| promise.on <= today);
    due.map(|promise| {
        let (on, n_days) = (promise.on.to_iso(), promise.on.days_until(today));
        let provisions = promise.provisions.join(", ");
        format!(
            "{provisions}: since {on}, {n_days} days ago, it can be looked up {}; do so, then take its [[recheck]] out or move its day",
            promise.what
        )
    })
    .collect()
}
