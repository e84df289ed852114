//! The head of a page: title, description, canonical address, previews and data for machines.

use ban_explainer::words;
use rules::{Law, Outcome};

use super::{linked_data::linked_data, markup::escape};
use crate::{atom, ics};

/// Where a page stands, and what stands beside it.
pub(super) struct Place<'a> {
    /// The public origin, without a slash at the end.
    pub(super) origin: &'a str,
    /// The path of the page.
    pub(super) path: &'a str,
    /// The page in every language that has it, as language and path; none where there is one language only.
    pub(super) alternates: Vec<(&'a str, String)>,
    /// Whether a card lies beside the page.
    pub(super) cards: bool,
    /// The name of the baked law.
    pub(super) law_file: &'a str,
}

/// Title, description, canonical address, previews and data for machines.
pub(super) fn head(law: &Law, place: &Place, outcome: Option<&Outcome>) -> String {
    let Place { origin, path, alternates, cards, law_file } = place;
    let wording = &law.wording;
    let title = words::title(law, outcome.map(|outcome| &outcome.answers));
    let description = outcome
        .map(|outcome| words::short_answers(law, outcome).join(" "))
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| wording.description.clone());
    let address = format!("{origin}{path}");
    let meta = |kind: &str, name: &str, content: &str| {
        format!("<meta {kind}=\"{name}\" content=\"{}\">", escape(content))
    };
    let card = if outcome.is_some() && *cards {
        let picture = format!("{address}card.png");
        [
            meta("property", "og:image", &picture),
            meta("property", "og:image:width", "1200"),
            meta("property", "og:image:height", "630"),
            meta("property", "og:image:alt", &description),
            meta("name", "twitter:card", "summary_large_image"),
        ]
        .concat()
    } else {
        meta("name", "twitter:card", "summary")
    };
    let beside = |kind: &str, file: &str| {
        let base = if file == "outcome.json" { path } else { "/" };
        format!("<link rel=\"alternate\" type=\"{kind}\" href=\"{base}{file}\">")
    };
    let data = linked_data(law, &title, &address, outcome);
    [
        format!("<title>{}</title>", escape(&title)),
        meta("name", "description", &description),
        format!("<link rel=\"canonical\" href=\"{address}\">"),
        languages(origin, alternates),
        meta("property", "og:type", "article"),
        meta("property", "og:title", &title),
        meta("property", "og:description", &description),
        meta("property", "og:url", &address),
        card,
        beside("text/calendar", &ics::file_name(&wording.language)),
        beside("application/atom+xml", &atom::file_name(&wording.language)),
        if outcome.is_some() { beside("application/json", "outcome.json") } else { String::new() },
        hints(law_file),
        format!("<script type=\"application/ld+json\">{}</script>", data.to_string().replace('<', "\\u003c")),
    ]
    .concat()
}

/// The page in its other languages; who reads none of them gets the first.
pub(super) fn languages(origin: &str, alternates: &[(&str, String)]) -> String {
    let link = |language: &str, path: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{origin}{path}\">")
    };
    let default = alternates.first().map(|(_, path)| link("x-default", path));
    alternates.iter().map(|(language, path)| link(language, path)).chain(default).collect()
}

/// What the browser may fetch ahead: the law beside the engine.
pub(super) fn hints(law_file: &str) -> String {
    format!(
        "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"preload\" as=\"fetch\" type=\"application/octet-stream\" href=\"/{law_file}\" crossorigin data-law>"
    )
}
