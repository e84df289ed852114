//! Pages beside the answers, which need no engine: where they stand in each language, and what they are wrapped in.

use super::{
    head,
    languages::{direction, home},
    markup::escape,
    template::Template,
};

/// A page beside the answers.
pub(super) struct Apart<'a> {
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
    /// Everything inside `main`, as markup.
    pub(super) body: &'a str,
    /// The elements that load its scripts.
    pub(super) scripts: &'a str,
}

/// The path of such a page in a language.
pub(super) fn path(name: &str, language: &str) -> String {
    format!("{}{name}/", home(language))
}

/// The page in every language, as language and path; none where there is one language only.
pub(super) fn alternates<'a>(name: &str, languages: &[&'a str]) -> Vec<(&'a str, String)> {
    if languages.len() < 2 {
        return Vec::new();
    }
    languages.iter().map(|language| (*language, path(name, language))).collect()
}

/// The whole page.
pub(super) fn page(apart: &Apart, origin: &str, template: &Template) -> String {
    let Apart { name, class, language, languages, body, scripts, .. } = apart;
    let (title, description) = (escape(apart.title), escape(apart.description));
    let address = format!("{origin}{}", path(name, language));
    let others = head::languages(origin, &alternates(name, languages));
    let (shared, integrity, direction) = (&template.style, &template.integrity, direction(language));
    format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"/{shared}\" crossorigin integrity=\"{integrity}\">\
         <link rel=\"stylesheet\" href=\"/{class}.css\" crossorigin>\
         <title>{title}</title><meta name=\"description\" content=\"{description}\">\
         <link rel=\"canonical\" href=\"{address}\">{others}\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{title}\">\
         <meta property=\"og:description\" content=\"{description}\"><meta property=\"og:url\" content=\"{address}\">\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"></head>\
         <body><main class=\"page {class}\">{body}</main>{scripts}</body></html>"
    )
}
