//! One edition of the law: a folder, read in every language.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use law_files::{
    check,
    fault::Fault,
    law::{self, stamps},
};
use rules::{Answers, Day, Explainer, Law};
use sha2::{Digest, Sha256};

use super::{
    Named, Sentences,
    texts::{self, Edit, Texts},
};
use crate::{languages, pages};

/// A law folder that was read whole.
#[derive(Debug)]
pub struct Edition {
    folder: PathBuf,
    name: String,
    laws: Vec<Law>,
    /// The paths of the original, once they are asked for.
    paths: OnceLock<BTreeSet<String>>,
}

/// Why an edition cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder has no `law.toml`.
    #[error("{0} has no law.toml; name the folder of an explainer")]
    NoLaw(String),
    /// The folder has no wording.
    #[error("{0} has no wording in any language; write en.toml into it")]
    NoLanguage(String),
    /// Faults keep it from being read.
    #[error("{}\nThe law in {name} cannot be read, so nothing was compared.", lines(faults))]
    Faults {
        /// The edition.
        name: String,
        /// What keeps it from being read.
        faults: Vec<Fault>,
    },
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Edition {
    /// Reads a folder; `name` is what it is called in reports.
    ///
    /// # Errors
    ///
    /// A sentence that says what keeps it from being read.
    pub fn load(folder: &Path, name: &str) -> Result<Self, Error> {
        if !folder.join("law.toml").is_file() {
            return Err(Error::NoLaw(name.to_owned()));
        }
        let languages = law::languages(folder);
        if languages.is_empty() {
            return Err(Error::NoLanguage(name.to_owned()));
        }
        let mut laws = Vec::new();
        let mut faults = Vec::new();
        for language in languages {
            match law::load(folder, &language) {
                Ok(law) => laws.push(law),
                Err(found) => faults.extend(found),
            }
        }
        faults.sort();
        faults.dedup();
        if faults.is_empty() {
            Ok(Self { folder: folder.to_path_buf(), name: name.to_owned(), laws, paths: OnceLock::new() })
        } else {
            Err(Error::Faults { name: name.to_owned(), faults })
        }
    }

    /// The rules, which are the same in every language.
    pub(super) fn explainer(&self) -> &Explainer {
        &self.laws[0].explainer
    }

    pub(super) fn languages(&self) -> Vec<String> {
        self.laws.iter().map(|law| law.wording.language.clone()).collect()
    }

    pub(super) fn law_in(&self, language: &str) -> Option<&Law> {
        self.laws.iter().find(|law| law.wording.language == language)
    }

    /// The texts of `law.toml`, or of a language.
    pub(super) fn texts(&self, name: &str) -> Texts {
        texts::read(&self.folder, &format!("{name}.toml"))
    }

    pub(super) fn named(&self) -> Named {
        Named {
            name: self.name.clone(),
            fingerprint: fingerprint(&self.folder),
            verified: self.explainer().verified.to_iso(),
        }
    }

    pub(super) fn n_faults(&self) -> usize {
        check::check(&self.folder).len()
    }

    /// The paths of all pages in a language.
    pub(super) fn paths(&self, language: &str) -> Vec<String> {
        let prefix = languages::prefix(language);
        pages::all(self.explainer(), prefix.as_deref()).into_iter().map(|page| page.path).collect()
    }

    /// The page of these answers: that of the period beginning on `from` where there is one.
    pub(super) fn page_of(&self, answers: &Answers, from: Option<Day>) -> String {
        let mut address = ban_explainer::Route {
            language: None,
            role: Some(answers.role()),
            chosen: answers.chosen().without(rules::OptionSet::of(answers.role())),
            day: from,
        };
        let dated = ban_explainer::route::write(self.explainer(), &address);
        let paths = self.paths.get_or_init(|| self.paths(law::ORIGINAL).into_iter().collect());
        if paths.contains(&dated) {
            return dated;
        }
        address.day = None;
        ban_explainer::route::write(self.explainer(), &address)
    }

    /// The keys of each translation whose original has changed since it was read.
    pub(super) fn unread_translations(&self) -> Vec<Sentences> {
        let of = |language: String| {
            let stamped = stamps::stamp(&self.folder, &language, stamps::Read::Keys(&[])).ok()?;
            let edit = |key| Edit { key, before: None, after: None };
            let edits: Vec<Edit> = stamped.waiting.into_iter().map(edit).collect();
            (!edits.is_empty()).then_some(Sentences { language, edits })
        };
        self.languages().into_iter().filter(|language| language != law::ORIGINAL).filter_map(of).collect()
    }
}

/// A fingerprint of every file of a law folder, so that a page can be signed for exactly these words.
#[must_use]
pub(super) fn fingerprint(folder: &Path) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut hash = Sha256::new();
    for path in files {
        let bytes = fs::read(&path).unwrap_or_default();
        hash.update(path.file_name().unwrap_or_default().to_string_lossy().as_bytes());
        hash.update(bytes.len().to_le_bytes());
        hash.update(&bytes);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
