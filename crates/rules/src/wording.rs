//! The words of one language, in the order of the law they belong to.

use serde::{Deserialize, Serialize};

use crate::{Explainer, Interface, Provision};

/// An explainer with the words of one language: what is baked into one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Law {
    /// The rules.
    pub explainer: Explainer,
    /// The words.
    pub wording: Wording,
}

impl Law {
    /// The id and the words of an option.
    ///
    /// # Panics
    ///
    /// When the number is none of this explainer's: options come from it and from nowhere else.
    #[inline(never)]
    #[must_use]
    pub fn option(&self, option: u8) -> (&str, &OptionWords) {
        let index = usize::from(option);
        (&self.explainer.options[index].id, &self.wording.options[index])
    }

    /// A provision and its words.
    ///
    /// # Panics
    ///
    /// When the number is none of this explainer's: outcomes come from it and from nowhere else.
    #[inline(never)]
    #[must_use]
    pub fn provision(&self, index: usize) -> (&Provision, &ProvisionWords) {
        (&self.explainer.provisions[index], &self.wording.provisions[index])
    }
}

/// The words of one language. Every list stands in the order of its twin in the [`Explainer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// The language, as in `en`.
    pub language: String,
    /// The language's own name.
    pub name: String,
    /// The question the explainer answers.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// What it does, for search engines; 160 characters at most.
    pub description: String,
    /// The sentence beside the answer that says what it is not.
    pub disclaimer: String,
    /// Who acted: opens the reasons.
    pub who_acted: String,
    /// Where the claims come from.
    pub claims_intro: String,
    /// Per question.
    pub questions: Vec<QuestionWords>,
    /// Per option.
    pub options: Vec<OptionWords>,
    /// Per regime: its name.
    pub regimes: Vec<String>,
    /// Per effect: its label.
    pub effects: Vec<String>,
    /// Per verdict: a word or two.
    pub verdicts: Vec<String>,
    /// Per provision.
    pub provisions: Vec<ProvisionWords>,
    /// Per short answer, per day on which a text of it begins.
    pub short_answers: Vec<Vec<String>>,
    /// Per day offered.
    pub days: Vec<DayWords>,
    /// Which exception takes a reader out, or what is missing; pointed at by number.
    pub because: Vec<String>,
    /// Penalties; pointed at by number.
    pub penalties: Vec<String>,
    /// What is not verified; pointed at by number.
    pub unknown: Vec<String>,
    /// What replaces a rule in newer contracts; pointed at by number.
    pub replaced: Vec<String>,
    /// Deadlines by contract clause; pointed at by number.
    pub deadlines: Vec<String>,
    /// Per reason.
    pub reasons: Vec<ReasonWords>,
    /// Per claim: what the law says instead.
    pub claims: Vec<String>,
    /// Per claim: the sentence of press coverage in this language; empty in the language it was written in,
    /// and where coverage left something out. It is printed and never baked: no engine shows it.
    #[serde(skip)]
    pub claims_said: Vec<String>,
    /// Per piece of advice.
    pub advice: Vec<String>,
    /// Per revision.
    pub revisions: Vec<String>,
    /// The words of buttons, headings and notices.
    pub interface: Interface,
    /// The words of the page for publishers, in the order of [`PUBLISHER`]; printed and never baked.
    #[serde(skip)]
    pub publisher: Vec<String>,
}

impl Wording {
    /// A word of the page for publishers, by its name in [`PUBLISHER`]; nothing where there is no such name.
    #[must_use]
    pub fn publisher(&self, name: &str) -> &str {
        let place = PUBLISHER.iter().position(|known| *known == name);
        place.and_then(|place| self.publisher.get(place)).map_or("", String::as_str)
    }
}

/// The names of the words of the page for publishers, from top to bottom.
pub const PUBLISHER: &[&str] = &[
    "kicker",
    "title",
    "description",
    "intro",
    "opens",
    "question",
    "language",
    "theme",
    "theme_auto",
    "theme_light",
    "theme_dark",
    "accent",
    "accent_hint",
    "accent_wrong",
    "accent_light",
    "accent_dark",
    "accent_none",
    "share",
    "share_ours",
    "share_page",
    "preview",
    "preview_width",
    "snippets",
    "script",
    "script_why",
    "frame",
    "frame_why",
    "wordpress",
    "wordpress_why",
    "amp",
    "amp_why",
    "copy",
    "copied",
    "copy_failed",
    "policy",
    "policy_script",
    "policy_frame",
    "data",
    "data_statement",
    "data_share",
    "down",
    "ready",
];

/// The words of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionWords {
    /// The question.
    pub ask: String,
    /// A hint beside it; may be empty.
    pub hint: String,
    /// Why it is asked.
    pub why: String,
}

/// The words of an option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionWords {
    /// What stands on its button.
    pub label: String,
    /// Who or what is meant; may be empty.
    pub hint: String,
    /// How it reads in the line above the answer.
    pub phrase: String,
    /// The condition clause, as in “if you resell it”.
    pub condition: String,
}

/// The words of a provision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProvisionWords {
    /// Its title.
    pub title: String,
    /// What it says.
    pub rule: String,
    /// What it says to a reader whom it binds; empty when it binds no reader.
    pub binds: String,
    /// What it says to a reader whom it affects; empty when it affects none.
    pub affects: String,
    /// The status beside it when it affects, as in “Kaspersky must stop”.
    pub label: String,
    /// Whom it concerns, for a reader whom it does not.
    pub concerns: String,
    /// What begins with it, for the schedule.
    pub begins: String,
    /// Per version: a sentence about that version; may be empty.
    pub versions: Vec<String>,
}

/// The words of a day offered as an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayWords {
    /// What changed, in two to four words.
    pub chip: String,
    /// What changed, in a sentence.
    pub what: String,
}

/// The words of a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReasonWords {
    /// Its heading.
    pub title: String,
    /// A sentence that explains the quotation.
    pub text: String,
}

/// Texts as one, with something between them: `joined(&["a", "b"], ", ")`.
///
/// The engine joins texts with this and writes numbers with [`number`]: the machinery behind `format!` would be three
/// kilobytes of it.
#[must_use]
#[inline(never)]
pub fn joined(parts: &[impl AsRef<str>], between: &str) -> String {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// A number in digits, with a sign where it is negative.
#[must_use]
#[inline(never)]
pub fn number(number: i32) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push_digits(&mut text, number.unsigned_abs());
    text
}

fn push_digits(text: &mut String, number: u32) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    // The remainder of a division by ten is one digit.
    text.push(char::from(b'0' + (number % 10).to_le_bytes()[0]));
}

/// A template with its places filled: `fill("from {day}", &[("day", "July 20, 2024")])`.
///
/// A place that nothing is given for stays as it is, so that a test can see it.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        text.push_str(before);
        let Some(close) = from_open.find('}') else {
            rest = from_open;
            break;
        };
        let name = &from_open[1..close];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&from_open[..=close]),
        }
        rest = &from_open[close + 1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_with_something_between_and_nothing_around() {
        assert_eq!(joined(&[""; 0], ", "), "");
        assert_eq!(joined(&["a"], ", "), "a");
        assert_eq!(joined(&["a", "", "b"], ", "), "a, , b");
    }

    #[test]
    fn a_number_is_written_in_its_digits() {
        for (value, text) in
            [(0, "0"), (9, "9"), (10, "10"), (-1, "-1"), (2024, "2024"), (i32::MIN, "-2147483648")]
        {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn a_template_is_filled_and_keeps_what_nothing_is_given_for() {
        let values = [("day", "July 20"), ("n", "3")];
        for (template, text) in [
            ("from {day} in {n} days", "from July 20 in 3 days"),
            ("{day}{day}", "July 20July 20"),
            ("{who} on {day}", "{who} on July 20"),
            ("open {day", "open {day"),
            ("", ""),
        ] {
            assert_eq!(fill(template, &values), text);
        }
    }
}
