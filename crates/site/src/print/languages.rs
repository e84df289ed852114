//! The switch of language: at the top of every page, a link to the same answers in each other language.
//!
//! It is printed and not part of the engine: `static/start.js` points its links at what is shown once that changes.

use ban_explainer::{Address, link};
use rules::Law;

use super::markup::escape;
use crate::law;

/// The switch of a page, from its own language to every other; none where there is one language only.
pub(super) fn switch(laws: &[&Law], here: &Law, address: &Address) -> String {
    if laws.len() < 2 {
        return String::new();
    }
    let items: Vec<String> = laws
        .iter()
        .map(|law| {
            let (language, name) = (&law.wording.language, escape(&law.wording.name));
            if *language == here.wording.language {
                return format!("<span aria-current=\"true\">{name}</span>");
            }
            let there = Address { language: prefix(language), ..address.clone() };
            let (path, home) = (link::write(&law.explainer, &there), home(language));
            format!("<a href=\"{path}\" lang=\"{language}\" hreflang=\"{language}\" data-prefix=\"{home}\">{name}</a>")
        })
        .collect();
    format!(
        "<nav class=\"languages\" aria-label=\"{}\" data-prefix=\"{}\">{}</nav>",
        escape(here.wording.interface.languages()),
        home(&here.wording.language),
        items.concat(),
    )
}

/// What stands before the role in the addresses of a language; nothing for the original.
pub(super) fn prefix(language: &str) -> Option<String> {
    (language != law::ORIGINAL).then(|| language.to_owned())
}

/// What every address of a language begins with: `/`, `/es/`.
pub(super) fn home(language: &str) -> String {
    prefix(language).map_or_else(|| "/".to_owned(), |prefix| format!("/{prefix}/"))
}

/// The direction in which a language is written, by its name or its script: `rtl` or `ltr`.
pub(super) fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] =
        &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
}
