//! Answers without a page of their own, as earlier releases wrote them: `/business/2024-09-29/?doing=use.resell`.
//!
//! A static host sends the page of the path whatever the query says, and then a preview of that page passes for the
//! preview of the answer. Servers that can, lead such a link to the page that only asks: `/?role=business&…`.

use rules::{Explainer, Law};

use crate::languages::prefix;

/// What the links of earlier releases are made of, by the ids of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirects {
    /// The languages that have a prefix.
    pub(super) languages: Vec<String>,
    /// The question of the role, and its options.
    pub(super) role: Choice,
    /// The questions whose option may stand in a path.
    pub(super) in_path: Vec<Choice>,
    /// Every question but the role's, and the day: where a query answers one, the answer has no page of its own.
    pub(super) in_query: Vec<String>,
}

/// A question, and the ids of its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) question: String,
    pub(super) options: Vec<String>,
}

impl Redirects {
    /// The links of a site with these languages of one law.
    #[must_use]
    pub fn of(laws: &[&Law]) -> Option<Self> {
        let explainer = &laws.first()?.explainer;
        let (role, others) = explainer.questions.split_first()?;
        let choice = |question| Choice::of(explainer, question);
        Some(Self {
            languages: laws.iter().filter_map(|law| prefix(&law.wording.language)).collect(),
            role: choice(role),
            in_path: others.iter().filter(|question| question.default.is_none()).map(choice).collect(),
            in_query: others
                .iter()
                .map(|question| question.id.as_str())
                .chain(["on"])
                .map(str::to_owned)
                .collect(),
        })
    }

    /// A language with its slash, or nothing.
    pub(super) fn language(&self) -> String {
        if self.languages.is_empty() { String::new() } else { format!("(?:{})/", self.languages.join("|")) }
    }
}

impl Choice {
    fn of(explainer: &Explainer, question: &rules::Question) -> Self {
        let options = question.options.iter().map(|option| explainer[option].id.clone());
        Self { question: question.id.clone(), options: options.collect() }
    }

    /// Any of its options.
    pub(super) fn any(&self) -> String {
        self.options.join("|")
    }
}

/// A day in a path.
pub(super) const DAY: &str = r"\d\d\d\d-\d\d-\d\d";
