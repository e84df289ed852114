//! `site accept`: every recorded table that follows from the law, written anew once the law is proved.
//!
//! All of it is worked out on a copy of the law. Only when nothing is found against it are the records written, and
//! then all at once; until then, and after any refusal, nothing has changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use law_files::{
    check,
    fault::Fault,
    law::{self, stamps},
};
use proof::Spoken;
use rules::Law;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::batch::{self, Batch};
use crate::{diff::Diff, languages, pages};

/// What an editor says of the translations.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Languages whose waiting texts were all read against the original.
    pub read: Vec<String>,
    /// Texts that were edited together with their original, by language; they were read by whoever wrote them.
    pub edited: BTreeMap<String, Vec<String>>,
}

impl Wishes {
    /// The languages that were read, and what was edited since an earlier edition.
    #[must_use]
    pub fn new(read: Vec<String>, diff: Option<&Diff>) -> Self {
        let of_language = |language: &crate::diff::Sentences| {
            let keys = language.edits.iter().filter(|edit| edit.after.is_some()).map(|edit| edit.key.clone());
            (language.language.clone(), keys.collect())
        };
        Self {
            read,
            edited: diff.map_or_else(BTreeMap::new, |diff| diff.edited.iter().map(of_language).collect()),
        }
    }
}

/// What was accepted.
#[derive(Debug)]
pub struct Accepted {
    /// The records that were written.
    pub written: Vec<PathBuf>,
    /// How many texts of each language were stamped as read.
    pub stamped: Vec<(String, usize)>,
    /// How many paths were shipped for the first time.
    pub new_paths: usize,
    /// What was proved.
    pub proved: proof::Counts,
    /// Whether it is the law that this repository and its tests are about.
    pub is_tested: bool,
}

/// Why nothing was accepted, and nothing written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another call works on the same law.
    #[error("another `site accept` is at work on {0}; wait for it to end")]
    AtWork(String),
    /// The law has faults.
    #[error("{}\n{} in {folder}; nothing was written.", lines(faults), counted(faults.len()))]
    Faults {
        /// The folder.
        folder: String,
        /// The faults.
        faults: Vec<Fault>,
    },
    /// A reader would be misled.
    #[error("{0}\nThe proof does not hold; nothing was written.")]
    Misled(String),
    /// The law was edited meanwhile.
    #[error("{0} was saved while it was being accepted; nothing was written. Run it again")]
    Edited(String),
    /// There is no such translation.
    #[error("there is no translation “{0}”; the translations are: {1}")]
    NoTranslation(String, String),
    /// A file could not be read.
    #[error("{0}: {1}; nothing was written")]
    File(String, io::Error),
    /// A file could not be written.
    #[error(transparent)]
    Written(#[from] batch::Error),
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn counted(n: usize) -> String {
    if n == 1 { "1 fault".to_owned() } else { format!("{n} faults") }
}

/// Where the golden table of a law lies: in the proof for the law that this repository is about, else beside the law.
fn golden_of(folder: &Path, explainer: &str) -> PathBuf {
    let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let of_the_proof = absolute.ancestors().nth(2).map(|root| root.join("crates/proof/tests/golden.txt"));
    let is_about = |golden: &PathBuf| {
        let table = fs::read_to_string(golden).unwrap_or_default();
        table.starts_with(&format!("# explainer {explainer},"))
    };
    of_the_proof.filter(is_about).unwrap_or_else(|| folder.join("golden.txt"))
}

/// Proves the law and writes its records anew.
///
/// # Errors
///
/// A sentence that says what stands against it; then nothing was written.
pub fn accept(folder: &Path, wishes: &Wishes) -> Result<Accepted, Error> {
    let read = |path: &Path, why: io::Error| Error::File(path.display().to_string(), why);
    let law_file = folder.join("law.toml");
    let lock = File::open(&law_file).map_err(|why| read(&law_file, why))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::AtWork(folder.display().to_string())),
        Err(TryLockError::Error(why)) => return Err(read(&law_file, why)),
    }
    let copy = tempfile::Builder::new().prefix("law-").tempdir().map_err(|why| read(folder, why))?;
    let here = copy.path();
    copy_folder(folder, here).map_err(|why| read(folder, why))?;
    let before = content(here);
    let (shown, there) = (folder.display().to_string(), here.display().to_string());
    let refused = |mut faults: Vec<Fault>| {
        // A fault that names the folder means the one that was asked about.
        faults.iter_mut().for_each(|fault| fault.text = fault.text.replace(&there, &shown));
        Error::Faults { folder: shown.clone(), faults }
    };

    let mut batch = Batch::default();
    let mut stamped = Vec::new();
    for (language, name, text, n) in stamp(here, wishes)? {
        fs::write(here.join(&name), &text).map_err(|why| read(folder, why))?;
        batch.add(folder.join(name), text.into_bytes());
        if n > 0 {
            stamped.push((language, n));
        }
    }
    if let Some(sums) = sums(here) {
        batch.add(folder.join("sources/SHA256SUMS"), sums.into_bytes());
    }
    let faults = check::check(here);
    if !faults.is_empty() {
        return Err(refused(faults));
    }
    let laws: Vec<(Law, Vec<String>)> = law::languages(here)
        .iter()
        .map(|language| Ok((law::load(here, language)?, law::nothing(here, language))))
        .collect::<Result<_, Vec<Fault>>>()
        .map_err(&refused)?;
    let first = &laws.first().ok_or_else(|| refused(Vec::new()))?.0;
    let (report, paths) = (folder.join("proof.json"), folder.join(pages::SHIPPED));

    let golden = proof::golden::table(first);
    let (proved, counts) = prove(here, &laws, &golden, &report)?;
    batch.add(report, counts.into_bytes());
    let golden_path = golden_of(folder, &first.explainer.id);
    let is_tested = !golden_path.starts_with(folder);
    batch.add(golden_path, golden.into_bytes());
    let (shipped, new_paths) = shipped(&laws, &paths);
    batch.add(paths, shipped.into_bytes());

    let meanwhile = content(folder);
    if let Some(name) = changed(&before, &meanwhile) {
        return Err(Error::Edited(folder.join(name).display().to_string()));
    }
    let written = batch.paths().map(Path::to_path_buf).collect();
    batch.write()?;
    Ok(Accepted { written, stamped, new_paths, proved, is_tested })
}

/// The stamps of each translation: language, name of the file, text, and how many are new.
fn stamp(folder: &Path, wishes: &Wishes) -> Result<Vec<(String, String, String, usize)>, Error> {
    let mut translations = law::languages(folder);
    translations.retain(|language| language != law::ORIGINAL);
    if let Some(odd) = wishes.read.iter().find(|language| !translations.contains(language)) {
        let known = if translations.is_empty() { "none".to_owned() } else { translations.join(", ") };
        return Err(Error::NoTranslation(odd.clone(), known));
    }
    let refused = |faults| Error::Faults { folder: folder.display().to_string(), faults };
    let mut stamps = Vec::new();
    for language in translations {
        let all = wishes.read.contains(&language);
        // A text that has no original, such as a heading of the language's own, is never stamped.
        let waiting = stamps::stamp(folder, &language, stamps::Read::Keys(&[])).map_err(refused)?.waiting;
        let edited = wishes.edited.get(&language);
        let keys: Vec<String> =
            waiting.into_iter().filter(|key| edited.is_some_and(|edited| edited.contains(key))).collect();
        let read = if all { stamps::Read::All } else { stamps::Read::Keys(&keys) };
        let stamped = stamps::stamp(folder, &language, read).map_err(refused)?;
        stamps.push((language, stamped.name, stamped.text, stamped.stamped.len()));
    }
    Ok(stamps)
}

/// Holds the law against the contract, and asks the second evaluator; the counts as they are recorded.
fn prove(
    folder: &Path,
    laws: &[(Law, Vec<String>)],
    golden: &str,
    record: &Path,
) -> Result<(proof::Counts, String), Error> {
    let spoken: Vec<Spoken> = laws.iter().map(|(law, nothing)| Spoken { law, nothing }).collect();
    let counts = proof::prove(&spoken).map_err(Error::Misled)?;
    let path = folder.join("law.toml");
    let text = fs::read_to_string(&path).map_err(|why| Error::File(path.display().to_string(), why))?;
    let second = proof::second::ask(&laws[0].0.explainer, &text).map_err(Error::Misled)?;
    let mut report: Map<String, Value> =
        fs::read_to_string(record).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let n_lines = golden.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    let text_keys = "counts have text keys only";
    let parts = [
        ("second_opinion", serde_json::to_value(second).expect(text_keys)),
        ("whole_space", serde_json::to_value(counts).expect(text_keys)),
        ("golden", json!({ "lines": n_lines })),
    ];
    for (name, part) in parts {
        report.insert(name.to_owned(), part);
    }
    let text = serde_json::to_string_pretty(&report).expect("a report has text keys only") + "\n";
    Ok((counts, text))
}

/// Every path ever printed, with those of this law; and how many are new.
fn shipped(laws: &[(Law, Vec<String>)], record: &Path) -> (String, usize) {
    let mut paths: BTreeSet<String> =
        fs::read_to_string(record).unwrap_or_default().lines().map(str::to_owned).collect();
    let n_known = paths.len();
    for (law, _) in laws {
        let prefix = languages::prefix(&law.wording.language);
        paths.extend(pages::all(&law.explainer, prefix.as_deref()).into_iter().map(|page| page.path));
    }
    let n_new = paths.len() - n_known;
    (paths.into_iter().map(|path| path + "\n").collect(), n_new)
}

/// The hashes of the stored sources, as `sha256sum` writes them; nothing where none is stored.
fn sums(folder: &Path) -> Option<String> {
    let entries = fs::read_dir(folder.join("sources")).into_iter().flatten().flatten();
    let names: BTreeSet<String> = entries
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name != "SHA256SUMS" && !name.starts_with('.'))
        .collect();
    if names.is_empty() {
        return None;
    }
    let sum = |name: &String| {
        let bytes = fs::read(folder.join("sources").join(name)).unwrap_or_default();
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{hash}  {name}\n")
    };
    Some(names.iter().map(sum).collect())
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// What an editor writes, by name.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "toml"))
        .map(|name| {
            let bytes = fs::read(folder.join(&name)).unwrap_or_default();
            (name, bytes)
        })
        .collect()
}

/// The first file that differs.
fn changed(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names.into_iter().find(|name| before.get(*name) != after.get(*name)).cloned()
}
