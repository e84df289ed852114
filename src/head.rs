//! What the page says of itself to machines: title, description, and address.
//!
//! A prerendered page has it in its head, and where a script runs it follows the answer (`hooks/use_head.rs`).

use rules::{Law, Outcome};

use crate::{
    route::{self, Route, Site},
    sentences,
};

/// The width and the height of a card, in pixels.
pub const CARD_SIZE: [u32; 2] = [1200, 630];

/// The name that services give to a preview with a card, or to one without.
#[must_use]
pub fn preview(card: bool) -> &'static str {
    if card { "summary_large_image" } else { "summary" }
}

/// Title, description and address of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The title of the document: the verdict, then who asks and when; without an answer, the question.
    pub title: String,
    /// The title of a shared preview: the verdict; without an answer, the question.
    pub headline: String,
    /// The short answer; without one, what the explainer does.
    pub description: String,
    /// The path of the page on its site.
    pub path: String,
    /// The canonical address.
    pub address: String,
    /// Whether the answer has a printed page of its own, with its data and calendar beside it.
    pub has_page: bool,
}

impl Head {
    /// What the page of this route says of itself.
    #[must_use]
    pub fn of(law: &Law, site: &Site, route: &Route, outcome: Option<&Outcome>) -> Self {
        let path = route::write(&law.explainer, route);
        let short = outcome.map(|outcome| sentences::short_answers(law, outcome).join(" "));
        let headline =
            outcome.and_then(|outcome| sentences::headline(law, outcome)).unwrap_or(&law.wording.title);
        let asked = outcome.map(|outcome| sentences::who(law, &outcome.answers));
        Self {
            title: asked.map_or_else(|| headline.to_owned(), |asked| format!("{headline} · {asked}")),
            headline: headline.to_owned(),
            description: short
                .filter(|short| !short.is_empty())
                .unwrap_or_else(|| law.wording.description.clone()),
            address: site.url(&path),
            has_page: !path.contains('?'),
            path,
        }
    }
}
