//! The wording of one language as a flat list: `provision.FD-4.title` and its text.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::{shape::Shape, text::Text};
use crate::fault::Fault;

/// `en.toml` and its sisters: every text by its keys, joined by dots.
pub(crate) struct WordsFile {
    pub(crate) text: Text,
    pub(crate) entries: BTreeMap<String, Entry>,
    /// The keys of the tables, each with its place.
    tables: BTreeMap<String, usize>,
    /// The names of the months: a list, unlike every other text.
    pub(crate) months: Vec<String>,
    /// Other names of the months, understood where a day is typed: twelve, or none.
    pub(crate) months_too: Vec<String>,
    /// The names as they are written in a day, “Sept. 29, 2024”: twelve, or none where they are no other.
    pub(crate) months_in_days: Vec<String>,
    /// The names where space is least: twelve, or none where they are those of a day.
    pub(crate) months_short: Vec<String>,
    pub(crate) check: CheckText,
}

/// What of `[interface]` is no text.
#[derive(Deserialize)]
struct Lists {
    months: Vec<String>,
    #[serde(default)]
    months_too: Vec<String>,
    #[serde(default)]
    months_in_days: Vec<String>,
    #[serde(default)]
    months_short: Vec<String>,
    /// Phrases that stand on one line, as “EE. UU.”: no editor has to type a space that cannot be seen.
    #[serde(default)]
    unbroken: Vec<String>,
}

/// One text, and the offset of its key.
pub(crate) struct Entry {
    pub(crate) text: String,
    pub(crate) at: usize,
}

/// What `site check` holds the sentences of a language to; not baked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CheckText {
    /// Words that no sentence about the law has outside quotations.
    pub(crate) never: Vec<String>,
    /// Phrases in which they may stand.
    pub(crate) except: Vec<String>,
    /// Phrases by which a short answer says that nothing applies.
    pub(crate) nothing: Vec<String>,
    /// Words that end with a period and no sentence with them.
    pub(crate) abbreviations: Vec<String>,
    /// A sentence about the law has no more words, quotations aside.
    pub(crate) most_words: Option<usize>,
    /// A verdict has no more words.
    pub(crate) verdict_words: Option<usize>,
    /// A short answer has no more words.
    pub(crate) deck_words: Option<usize>,
    /// Names of persons, agencies and products, which the reading grade leaves out: nobody can choose another.
    pub(crate) names: Vec<String>,
    /// Terms of art, which the reading grade leaves out for the same reason: words, or beginnings as `integrat…`.
    pub(crate) terms: Vec<String>,
    /// In a further language, how words of the original begin, and how theirs begin here: none says one without the other.
    pub(crate) term_pairs: BTreeMap<String, String>,
    /// In a further language, what turns a verdict round: it stands in one as often as in the other.
    pub(crate) verdict_terms: Vec<VerdictTerm>,
}

/// Words of one sense, in the original and here: a word (`not`), a beginning (`barr…`) or an ending (`…n’t`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerdictTerm {
    pub(crate) original: Vec<String>,
    pub(crate) here: Vec<String>,
}

impl WordsFile {
    /// Reads the wording of a language; every fault of its shape, or the file.
    pub(crate) fn read(folder: &Path, language: &str) -> Result<Self, Vec<Fault>> {
        Self::parse(Text::read(folder, &format!("{language}.toml"))?)
    }

    /// Reads a text; every fault of its shape, or the wording.
    pub(crate) fn parse(text: Text) -> Result<Self, Vec<Fault>> {
        let mut shape = Shape::read(&text)?;
        let mut flat = Flat {
            text: &text,
            entries: BTreeMap::new(),
            tables: BTreeMap::from([(String::new(), 0)]),
            faults: Vec::new(),
        };
        flat.table("", shape.table());
        let Flat { mut entries, tables, mut faults, .. } = flat;
        let lists: Option<Lists> = shape.one("interface");
        let mut check: CheckText = shape.perhaps("check").unwrap_or_default();
        faults.extend(shape.faults_so_far());
        match lists {
            Some(Lists { months, months_too, months_in_days, months_short, unbroken })
                if faults.is_empty() =>
            {
                for phrase in &unbroken {
                    let kept = phrase.replace(' ', "\u{a0}");
                    for text in entries.values_mut().map(|entry| &mut entry.text).chain(&mut check.names) {
                        *text = text.replace(phrase, &kept);
                    }
                }
                Ok(Self { text, entries, tables, months, months_too, months_in_days, months_short, check })
            }
            _ => Err(faults),
        }
    }

    /// The language that the file is named after.
    pub(crate) fn language(&self) -> &str {
        self.text.name.strip_suffix(".toml").unwrap_or(&self.text.name)
    }

    /// The keys of one table of texts, in order: what the law points at by number.
    pub(crate) fn keys(&self, table: &str) -> Vec<&str> {
        self.entries.keys().filter_map(|key| key.strip_prefix(table)?.strip_prefix('.')).collect()
    }

    /// A fault at the text with this key or, where there is none, at the nearest table around it.
    pub(crate) fn fault(&self, key: &str, text: String) -> Fault {
        let at = self.entries.get(key).map(|entry| entry.at);
        self.text.fault(at.unwrap_or_else(|| nearest(&self.tables, key)), text)
    }

    /// That a text is missing; where its whole table is, that.
    pub(crate) fn missing(&self, key: &str) -> Fault {
        let (table, _) = key.rsplit_once('.').unwrap_or(("", key));
        let sentence = if self.tables.contains_key(table) {
            format!("“{key}” is missing; write it")
        } else {
            format!("[{table}] is missing; write it")
        };
        self.fault(key, sentence)
    }

    /// Every text that nothing shows.
    pub(crate) fn unnamed(&self, named: &BTreeSet<String>) -> Vec<Fault> {
        let unnamed = self.entries.keys().filter(|key| !named.contains(*key));
        unnamed
            .map(|key| {
                let sentence = if key.starts_with("interface.") {
                    format!("no button, heading or notice shows “{key}”; take it out")
                } else {
                    format!("nothing in law.toml names “{key}”; take it out, or name it there")
                };
                self.fault(key, sentence)
            })
            .collect()
    }
}

/// Where the innermost table stands that is there and would hold this key.
fn nearest(tables: &BTreeMap<String, usize>, key: &str) -> usize {
    let around = key.match_indices('.').rev().map(|(dot, _)| &key[..dot]);
    around.filter_map(|table| tables.get(table)).copied().next().unwrap_or(0)
}

/// Takes a file apart into texts.
struct Flat<'a> {
    text: &'a Text,
    entries: BTreeMap<String, Entry>,
    tables: BTreeMap<String, usize>,
    faults: Vec<Fault>,
}

impl Flat<'_> {
    fn table(&mut self, prefix: &str, table: &DeTable) {
        for (key, value) in table {
            let at = key.span().start;
            let key = if prefix.is_empty() {
                key.as_ref().to_string()
            } else {
                format!("{prefix}.{}", key.as_ref())
            };
            match value.as_ref() {
                // Lists of words, which their own types read.
                DeValue::Table(_) if key == "check" => {}
                DeValue::Array(_)
                    if [
                        "interface.months",
                        "interface.months_too",
                        "interface.months_in_days",
                        "interface.months_short",
                        "interface.unbroken",
                    ]
                    .contains(&key.as_str()) => {}
                DeValue::Table(table) => {
                    self.table(&key, table);
                    self.tables.insert(key, at);
                }
                DeValue::String(text) => {
                    let text = text.to_string();
                    self.entries.insert(key, Entry { text, at });
                }
                other => {
                    let sentence = format!("“{key}” is no text but {}; write it in quotes", other.type_str());
                    self.faults.push(self.text.fault(at, sentence));
                }
            }
        }
    }
}
