//! One language of the site: its law, its pages, and what they share.

use ban_explainer::{Site, law_file, route};
use rules::Law;

use super::{Error, law_file_name, render};
use crate::{
    languages,
    pages::{self, Page},
};

/// One language of the site.
pub(super) struct Edition {
    /// The law, with the words of this language.
    pub(super) law: &'static Law,
    /// The first part of its addresses; the default language has none.
    pub(super) prefix: Option<String>,
    /// Every page, in a fixed order; the first asks the question.
    pub(super) pages: Vec<Page>,
    /// What stands behind every answer.
    pub(super) behind: String,
    /// The law as the engine fetches it, and the name of that file.
    pub(super) bake: Vec<u8>,
    pub(super) law_file: String,
}

impl Edition {
    pub(super) fn of(law: Law, site: &Site, shipped: &[String]) -> Result<Self, Error> {
        // The pages of a law are printed to the end of this process.
        let law: &'static Law = Box::leak(Box::new(law));
        let language = &law.wording.language;
        let prefix = languages::prefix(language);
        let bake = law_file::write(law).map_err(|error| Error::Bake(error.to_string()))?;
        let mut pages = pages::all(&law.explainer, prefix.as_deref());
        pages.extend(pages::retired(&law.explainer, prefix.as_deref(), shipped, &pages));
        Ok(Self {
            pages,
            behind: render::behind(law, site),
            law_file: law_file_name(law, &bake),
            law,
            prefix,
            bake,
        })
    }
}

/// The same page in every language that has it, as language and path; none where there is one language only.
pub(super) fn alternates<'a>(editions: &'a [Edition], page: &Page) -> Vec<(&'a str, String)> {
    if editions.len() < 2 {
        return Vec::new();
    }
    let path = |edition: &Edition| {
        let address = ban_explainer::Route { language: edition.prefix.clone(), ..page.route.clone() };
        route::write(&edition.law.explainer, &address)
    };
    editions
        .iter()
        .map(|edition| (edition, path(edition)))
        .filter(|(edition, path)| edition.pages.iter().any(|page| page.path == *path))
        .map(|(edition, path)| (edition.law.wording.language.as_str(), path))
        .collect()
}
