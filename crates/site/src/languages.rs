//! Languages in addresses, and the direction in which they are written.

use crate::law;

/// What stands before the role in the addresses of a language; nothing for the original.
pub(crate) fn prefix(language: &str) -> Option<String> {
    (language != law::ORIGINAL).then(|| language.to_owned())
}

/// What every path of a language begins with: `/`, `/es/`.
pub(crate) fn home(language: &str) -> String {
    prefix(language).map_or_else(|| "/".to_owned(), |prefix| format!("/{prefix}/"))
}

/// The path of a page beside the answers, as in `/es/method/`.
pub(crate) fn standalone(name: &str, language: &str) -> String {
    format!("{}{name}/", home(language))
}

/// The direction in which a language is written, by its name or its script: `rtl` or `ltr`.
pub(crate) fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] =
        &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
}
