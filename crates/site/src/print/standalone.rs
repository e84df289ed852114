//! Pages beside the answers, which need no engine: where they stand in each language, and what they are wrapped in.

use ban_explainer::Site;
use yew::prelude::*;

use super::{document::Assets, head};
use crate::languages::standalone;

/// A page beside the answers.
pub(super) struct Standalone<'a> {
    /// Its folder below the home of a language.
    pub(super) name: &'a str,
    /// Its class, which its stylesheet is named by.
    pub(super) class: &'a str,
    /// The language it is in.
    pub(super) language: &'a str,
    /// Every language it is in.
    pub(super) languages: &'a [&'a str],
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Everything inside `main`.
    pub(super) body: Html,
    /// The elements that load its scripts.
    pub(super) scripts: Html,
}

/// The page in every language, as language and path; none where there is one language only.
pub(super) fn alternates<'a>(name: &str, languages: &[&'a str]) -> Vec<(&'a str, String)> {
    if languages.len() < 2 {
        return Vec::new();
    }
    languages.iter().map(|language| (*language, standalone(name, language))).collect()
}

impl Standalone<'_> {
    /// The whole page.
    pub(super) fn page(self, site: &Site, assets: &Assets) -> String {
        let Self { name, class, language, languages, title, description, body, scripts } = self;
        let head = html! {
            <>
                {assets.stylesheet()}
                <link rel="stylesheet" href={site.href(&format!("{class}.css"))} crossorigin="" />
                {head::about(title, title, description, &site.url(&standalone(name, language)))}
                {head::alternates(site, &alternates(name, languages))}
                {head::icon(site)}
            </>
        };
        let body = html! {
            <>
                <main class={classes!("page", class.to_owned())}>{body}</main>
                {scripts}
            </>
        };
        assets.whole(language, head, body)
    }
}
