//! The words of one language, in the order of the law they belong to.

use core::ops::Index;

use serde::{Deserialize, Serialize};

use crate::{
    AdviceId, Choice, EffectId, Explainer, Interface, OptionId, Provision, ProvisionId, Question, QuestionId,
    RatingId, RegimeId, Row, RowId, ShortAnswerShown, TextId, VerdictShown,
};

/// An explainer with the words of one language: what is baked into one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Law {
    /// The rules.
    pub explainer: Explainer,
    /// The words.
    pub wording: Wording,
}

impl Law {
    /// A question and its words.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> (&Question, &QuestionWords) {
        (&self.explainer[id], &self.wording[id])
    }

    /// An option and its words.
    #[must_use]
    pub fn option(&self, id: OptionId) -> (&Choice, &OptionWords) {
        (&self.explainer[id], &self.wording[id])
    }

    /// A provision and its words.
    #[must_use]
    pub fn provision(&self, id: ProvisionId) -> (&Provision, &ProvisionWords) {
        (&self.explainer[id], &self.wording[id])
    }

    /// A row and its words.
    #[must_use]
    pub fn row(&self, id: RowId) -> (&Row, &RowWords) {
        (&self.explainer[id], &self.wording[id])
    }

    /// What an effect is called.
    #[must_use]
    pub fn effect(&self, id: EffectId) -> &EffectWords {
        &self.wording[id]
    }

    /// The name of a regime.
    #[must_use]
    pub fn regime(&self, id: RegimeId) -> &str {
        &self.wording[id]
    }

    /// What to think of a claim, in a word or two.
    #[must_use]
    pub fn rating(&self, id: RatingId) -> &str {
        &self.wording[id]
    }

    /// A text that the law points at.
    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        &self.wording[id]
    }

    /// A piece of advice.
    #[must_use]
    pub fn advice(&self, id: AdviceId) -> &str {
        &self.wording[id]
    }

    /// The words of a verdict that is shown.
    #[must_use]
    pub fn verdict(&self, shown: &VerdictShown) -> &str {
        &self.wording.verdicts[shown.verdict.index()][shown.text]
    }

    /// The words of a short answer that is shown.
    #[must_use]
    pub fn short_answer(&self, shown: &ShortAnswerShown) -> &str {
        &self.wording.short_answers[shown.short_answer.index()][shown.text]
    }
}

macro_rules! indexed {
    ($($id:ty => $list:ident: $item:ty,)*) => {
        $(impl Index<$id> for Wording {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$list[id.index()]
            }
        })*
    };
}
indexed! {
    QuestionId => questions: QuestionWords,
    OptionId => options: OptionWords,
    ProvisionId => provisions: ProvisionWords,
    RowId => rows: RowWords,
    RegimeId => regimes: String,
    EffectId => effects: EffectWords,
    RatingId => ratings: String,
    TextId => texts: String,
    AdviceId => advice: String,
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
    /// Per effect.
    pub effects: Vec<EffectWords>,
    /// Per rating of a claim: a word or two.
    pub ratings: Vec<String>,
    /// Per provision.
    pub provisions: Vec<ProvisionWords>,
    /// Per row.
    pub rows: Vec<RowWords>,
    /// Per verdict, per version.
    pub verdicts: Vec<Vec<String>>,
    /// Per short answer, per day on which a text of it begins.
    pub short_answers: Vec<Vec<String>>,
    /// Per day offered.
    pub days: Vec<DayWords>,
    /// The texts that the law points at: reasons, penalties, deadlines, what is not known, what replaces a rule.
    pub texts: Vec<String>,
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
    /// A word of the page for publishers, by its name in [`PUBLISHER`]; only where the page is printed.
    #[must_use]
    pub fn publisher(&self, name: &str) -> &str {
        let place = PUBLISHER.iter().position(|known| *known == name);
        &self.publisher[place.expect("the page takes its words by their names")]
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
    /// Under which condition it holds, as in “If your contract has the clause”: stands on the face of its card and in
    /// its rows; may be empty.
    pub condition: String,
    /// Per version: a sentence about that version; may be empty.
    pub versions: Vec<String>,
}

/// The words of an effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EffectWords {
    /// What the provision does, as in “Prohibited”.
    pub label: String,
    /// What a row says to a reader whom it binds, as in “You are barred”; empty when it binds no reader.
    pub row: String,
}

/// The words of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowWords {
    /// What a reader may want to do, as in “Get updates?”.
    pub label: String,
    /// Per status that has one, by its id: a sentence beside it.
    pub why: Vec<(String, String)>,
}

impl RowWords {
    /// The sentence beside a status, by the id of the status.
    #[must_use]
    pub fn why(&self, status: &str) -> Option<&str> {
        self.why.iter().find(|(known, _)| known == status).map(|(_, text)| text.as_str())
    }
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
