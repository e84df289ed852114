//! From the files an editor changes to the [`Law`] that the engine reads.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use rules::{Day, Law};

use crate::fault::Fault;

pub(crate) mod file;
mod resolve;
pub(crate) use resolve::day;
mod shape;
pub mod stamps;
pub(crate) mod stored;
pub(crate) mod text;
mod wording;
pub(crate) mod words;

use file::LawFile;
use text::Text;
use words::WordsFile;

/// The language that every other one translates, and that quotations and press coverage stand in.
pub const ORIGINAL: &str = "en";

/// The languages of a law folder: the names of its wording files, the original first.
#[must_use]
pub fn languages(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut languages: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| name != "law")
        .collect();
    languages.sort_by_key(|language| (language != ORIGINAL, language.clone()));
    languages
}

/// Reads `law.toml` and the wording of one language.
///
/// # Errors
///
/// Every fault that keeps the law from being read, each with file and line:
/// a file that is no TOML or has another shape, an id that nothing has, a wording that is missing.
/// What else makes a law unfit to be shown, [`crate::check::check`] finds.
pub fn load(folder: &Path, language: &str) -> Result<Law, Vec<Fault>> {
    match (LawFile::read(folder), WordsFile::read(folder, language)) {
        (Ok(file), Ok(words)) => join(&file, &words).and_then(consistent),
        (file, words) => Err([file.err(), words.err()].into_iter().flatten().flatten().collect()),
    }
}

/// The phrases, in lower case, by which a short answer of this language says that nothing applies.
///
/// None when the wording cannot be read; [`load`] says why.
#[must_use]
pub fn nothing(folder: &Path, language: &str) -> Vec<String> {
    let words = WordsFile::read(folder, language);
    words.map_or_else(
        |_| Vec::new(),
        |words| words.check.nothing.iter().map(|phrase| phrase.to_lowercase()).collect(),
    )
}

/// The words of the page that explains the method, by their names.
///
/// They are printed and never baked: the engine does not carry them.
#[must_use]
pub fn method(folder: &Path, language: &str) -> BTreeMap<String, String> {
    let words = WordsFile::read(folder, language);
    words.map_or_else(
        |_| BTreeMap::new(),
        |words| {
            let text = |key: &&str| ((*key).to_owned(), words.entries[&format!("method.{key}")].text.clone());
            words.keys("method").iter().map(text).collect()
        },
    )
}

/// The sources whose texts lie beside the law: the name of each file in the folder `sources`, by the source’s id.
#[must_use]
pub fn stored_texts(folder: &Path) -> BTreeMap<String, String> {
    let sources = LawFile::read(folder).map(|file| file.source).unwrap_or_default();
    let stored =
        sources.iter().filter_map(|source| Some((source.id.as_ref(), source.text.as_ref()?.as_ref())));
    stored.map(|(id, file): (&String, &String)| (id.clone(), file.clone())).collect()
}

/// What was promised to be looked at again: the day, the provisions, and what is to be looked at.
#[must_use]
pub fn promises(folder: &Path) -> Vec<Promise> {
    let file = LawFile::read(folder);
    let rechecks = file.map(|file| file.recheck).unwrap_or_default();
    rechecks
        .into_iter()
        .filter_map(|recheck| {
            let provisions = recheck.provisions.iter().map(|id| id.as_ref().clone()).collect();
            Some(Promise { on: day(&recheck.on)?, provisions, what: recheck.what })
        })
        .collect()
}

/// Something to be looked at again from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The first day on which it can be looked at.
    pub on: Day,
    /// The ids of the provisions it is about.
    pub provisions: Vec<String>,
    /// What is to be looked at, for an editor.
    pub what: String,
}

/// Reads the texts of a `law.toml` and of an `en.toml`, from wherever they come.
///
/// # Errors
///
/// The same as those of [`load`].
pub fn load_texts(law: &str, english: &str) -> Result<Law, Vec<Fault>> {
    let file = LawFile::parse(Text::of("law.toml", law));
    let words = WordsFile::parse(Text::of("en.toml", english));
    match (file, words) {
        (Ok(file), Ok(words)) => join(&file, &words).and_then(consistent),
        (file, words) => Err([file.err(), words.err()].into_iter().flatten().flatten().collect()),
    }
}

/// The law, where no lookup in it can fail; what else is wrong with one that does not hold together, the check says.
fn consistent(law: Law) -> Result<Law, Vec<Fault>> {
    if law.is_consistent() {
        return Ok(law);
    }
    Err(vec![Fault {
        file: "law.toml".to_owned(),
        line: 1,
        text: "the law does not hold together; run `site check`, which says where".to_owned(),
    }])
}

/// The law of two files that were read, or every fault in how they fit together.
pub(crate) fn join(file: &LawFile, words: &WordsFile) -> Result<Law, Vec<Fault>> {
    let mut named = BTreeSet::new();
    let (explainer, mut faults) = resolve::explainer(file, words, &mut named);
    match wording::wording(file, words, &explainer, named) {
        Ok(wording) if faults.is_empty() => Ok(Law { explainer, wording }),
        wording => {
            faults.extend(wording.err().unwrap_or_default());
            faults.sort();
            Err(faults)
        }
    }
}
