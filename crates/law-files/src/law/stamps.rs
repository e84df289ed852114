//! Which original text each wording of a further language translates: `es.translated` beside `es.toml`.
//!
//! A line is a key and the fingerprint of the original text that somebody last read the translation against:
//! `short.consumer.2024-09-29 = 9f86d081884c7d65`. The file is written by `site translated`, never by hand.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use super::{ORIGINAL, file::LawFile, text::Text, words::WordsFile};
use crate::fault::Fault;

/// The stamps of one language.
pub(crate) struct Stamps {
    pub(crate) text: Text,
    pub(crate) entries: BTreeMap<String, Stamp>,
}

/// The fingerprint of an original text, and the offset of its line.
pub(crate) struct Stamp {
    pub(crate) of: String,
    pub(crate) at: usize,
}

impl Stamps {
    /// The stamps of this language; a file that is not there yet holds none.
    pub(crate) fn read(folder: &Path, language: &str) -> Self {
        let name = format!("{language}.translated");
        let text = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        let mut entries = BTreeMap::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some((key, of)) = line.trim().split_once(" = ").filter(|_| !line.starts_with('#')) {
                entries.insert(key.to_owned(), Stamp { of: of.to_owned(), at });
            }
            at += line.len();
        }
        Self { text: Text::of(&name, &text), entries }
    }
}

/// Which texts are to be stamped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<'a> {
    /// All of them: the whole translation was read against the original.
    All,
    /// These keys.
    Keys(&'a [String]),
}

/// What stamping gives.
#[derive(Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The name of the file of stamps.
    pub name: String,
    /// What it now holds.
    pub text: String,
    /// The keys whose stamp is new or another one.
    pub stamped: Vec<String>,
    /// The keys whose original has changed, or that were never stamped, and still wait to be read.
    pub waiting: Vec<String>,
}

/// The stamps of a language after its translation was read; stamps of texts that are gone are left out.
///
/// # Errors
///
/// The faults that keep one of the files from being read, or a sentence for each key that is none.
pub fn stamp(folder: &Path, language: &str, read: Read) -> Result<Stamped, Vec<Fault>> {
    let file = LawFile::read(folder)?;
    let original = WordsFile::read(folder, ORIGINAL)?;
    let words = WordsFile::read(folder, language)?;
    let before = Stamps::read(folder, language);
    if let Read::Keys(keys) = read {
        let known =
            |key: &&String| words.entries.contains_key(*key) && source(&file, &original, key).is_some();
        let unknown = keys.iter().filter(|key| !known(key));
        let faults: Vec<Fault> = unknown
            .map(|key| words.fault(key, format!("no text here has the key “{key}”; name one that has")))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
    }
    let mut text = format!(
        "# Which text of {ORIGINAL}.toml each text of {language}.toml translates, by fingerprint.\n\
         # Written by `site translated {language}` once a translation was read; never by hand.\n"
    );
    let (mut stamped, mut waiting) = (Vec::new(), Vec::new());
    for key in words.entries.keys() {
        let Some(source) = source(&file, &original, key) else { continue };
        let now = fingerprint(source.text);
        let old = before.entries.get(key).map(|stamp| stamp.of.as_str());
        let was_read = match read {
            Read::All => true,
            Read::Keys(keys) => keys.contains(key),
        };
        let kept = if was_read { Some(now.as_str()) } else { old };
        if old != Some(&now) {
            if was_read { &mut stamped } else { &mut waiting }.push(key.clone());
        }
        if let Some(of) = kept {
            writeln!(text, "{key} = {of}").expect("a String takes any text");
        }
    }
    Ok(Stamped { name: before.text.name, text, stamped, waiting })
}

/// An original text, and where it stands: `en.toml:88`.
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    pub(crate) place: String,
}

/// The original of a text of a further language; `None` for what translates nothing: the language, its name, an
/// unknown key.
pub(crate) fn source<'a>(file: &'a LawFile, original: &'a WordsFile, key: &str) -> Option<Source<'a>> {
    if key == "language" || key == "name" {
        return None;
    }
    let place = |fault: Fault| format!("{}:{}", fault.file, fault.line);
    // Press coverage is quoted in law.toml, in its own words.
    if let Some(id) = key.strip_prefix("claim.").and_then(|rest| rest.strip_suffix(".said")) {
        let claim = file.claim.iter().find(|claim| claim.id.as_ref() == id)?;
        let said = claim.said.as_ref()?;
        let place = place(file.text.fault(claim.id.span().start, String::new()));
        return Some(Source { text: said.as_ref(), place });
    }
    let entry = original.entries.get(key)?;
    Some(Source { text: &entry.text, place: place(original.fault(key, String::new())) })
}

/// FNV-1a with 64 bits, as 16 digits: another text has another one.
pub(crate) fn fingerprint(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
