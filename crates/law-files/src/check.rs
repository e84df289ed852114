//! Every fault of the law files.

use std::path::Path;

use rules::{Day, Law};

use crate::{
    fault::Fault,
    law::{self, ORIGINAL, file::LawFile, stamps::Stamps, words::WordsFile},
};

mod days;
mod evidence;
mod ids;
mod readers;
mod sentences;
mod translations;

/// How many days after its sources were last checked a law counts as stale.
const DAYS_UNTIL_STALE: i32 = 90;

/// Every fault of `law.toml` and of every language in this folder, in order of file and line; none: it may be shown.
///
/// A file that cannot be read as what it is hides its other faults until it can.
/// What the readers see is looked at last, once ids and days are sound.
#[must_use]
pub fn check(folder: &Path) -> Vec<Fault> {
    let mut faults = Vec::new();
    let file = LawFile::read(folder).map_err(|found| faults.extend(found)).ok();
    let mut rules_are_sound = false;
    if let Some(file) = &file {
        let mut found = ids::faults(file);
        found.extend(days::faults(file));
        rules_are_sound = found.is_empty();
        faults.extend(found);
        faults.extend(evidence::faults(file));
    }
    let languages = law::languages(folder);
    if languages.is_empty() {
        faults.push(Fault {
            file: "en.toml".to_owned(),
            line: 1,
            text: format!("there is no wording in any language; write this file into {}", folder.display()),
        });
    }
    let original = WordsFile::read(folder, ORIGINAL).ok();
    for language in languages {
        let words = match WordsFile::read(folder, &language) {
            Ok(words) => words,
            Err(found) => {
                faults.extend(found);
                continue;
            }
        };
        faults.extend(sentences::faults(&words));
        let Some(file) = &file else { continue };
        if let Some(original) = original.as_ref().filter(|_| language != ORIGINAL) {
            faults.extend(translations::faults(file, original, &words, &Stamps::read(folder, &language)));
        }
        match law::join(file, &words) {
            Ok(law) if rules_are_sound => faults.extend(readers::faults(file, &words, &law)),
            Ok(_) => {}
            Err(found) => faults.extend(found),
        }
    }
    faults.sort();
    faults.dedup();
    faults
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
