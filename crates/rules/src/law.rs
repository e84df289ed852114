//! One body of law as data: questions, provisions, rows, verdicts, short answers, sources.

use core::ops::Index;

use serde::{Deserialize, Serialize};

use crate::{
    AdviceId, Day, EffectId, OptionId, OptionSet, PenaltyId, ProvisionId, QuestionId, RatingId, RegimeId,
    RowId, ShortAnswerId, SourceId, TextId, VerdictId, VersionId,
};

/// How many days after its sources were last checked a law counts as stale: a page then says so by itself, and `check`
/// reminds of it.
pub const DAYS_UNTIL_STALE: i32 = 90;

/// One body of law with its questions; its words stand beside it in a [`crate::Wording`].
///
/// Options are numbered over all questions, in reading order; an [`OptionSet`] holds them.
/// The first question is the reader's role: it is always answered, and it decides which options are offered.
/// It is indexed by typed ids: `explainer[provision]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explainer {
    /// The name of the explainer, as in `us-kaspersky`.
    pub id: String,
    /// The day on which every source was last checked.
    pub verified: Day,
    /// The first day this record answers for.
    pub record: Day,
    /// The questions in reading order; the first is the role.
    pub questions: Vec<Question>,
    /// The options of all questions.
    pub options: Vec<Choice>,
    /// What is taken for granted of a reader who has left a question open.
    pub assumptions: Vec<Assumption>,
    /// The provisions in reading order.
    pub provisions: Vec<Provision>,
    /// The rows of the table under the verdict, in reading order.
    pub rows: Vec<Row>,
    /// The verdicts; the first that fits is shown.
    pub verdicts: Vec<Verdict>,
    /// The short answers; the first that fits is shown.
    pub short_answers: Vec<ShortAnswer>,
    /// The days on which the law changed for most readers, offered as answers and always on the schedule.
    pub days: Vec<Day>,
    /// Ids of the groups that provisions belong to.
    pub regimes: Vec<String>,
    /// What provisions do.
    pub effects: Vec<Effect>,
    /// Ids of what to think of a claim.
    pub ratings: Vec<String>,
    /// The penalties.
    pub penalties: Vec<Penalty>,
    /// Where the words come from.
    pub sources: Vec<Source>,
    /// Why the government says it acted, and what the company answers.
    pub reasons: Vec<Reason>,
    /// Sentences of press coverage.
    pub claims: Vec<Claim>,
    /// What officials advise and what a reader can do now.
    pub advice: Vec<Advice>,
    /// Changes of this explainer, oldest first.
    pub revisions: Vec<Revision>,
}

impl Explainer {
    /// The option with this id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<OptionId> {
        self.options.iter().position(|option| option.id == id).map(OptionId::at)
    }

    /// The question that this option belongs to; every option belongs to one.
    #[must_use]
    pub fn question_of(&self, option: OptionId) -> QuestionId {
        let found = self.questions.iter().position(|question| question.options.contains(option));
        QuestionId::at(found.expect("every option of a consistent law belongs to a question"))
    }

    /// The roles: the options of the first question.
    #[must_use]
    pub fn roles(&self) -> OptionSet {
        self[QuestionId::ROLE].options
    }

    /// The questions after the role, each with its id.
    pub fn further_questions(&self) -> impl Iterator<Item = (QuestionId, &Question)> {
        self.questions.iter().enumerate().skip(1).map(|(index, question)| (QuestionId::at(index), question))
    }

    /// The provisions, each with its id.
    #[must_use]
    pub fn each_provision(&self) -> impl ExactSizeIterator<Item = (ProvisionId, &Provision)> {
        self.provisions.iter().enumerate().map(|(index, provision)| (ProvisionId::at(index), provision))
    }

    /// The rows that a reader of this role is shown.
    pub fn rows_of(&self, role: OptionId) -> impl Iterator<Item = (RowId, &Row)> {
        let rows = self.rows.iter().enumerate().map(|(index, row)| (RowId::at(index), row));
        rows.filter(move |(_, row)| row.roles.contains(role))
    }

    /// Whether a reader of this role is offered an option.
    #[must_use]
    pub fn offers(&self, role: OptionId, option: OptionId) -> bool {
        let choice = &self[option];
        !choice.retired && (choice.roles.is_empty() || choice.roles.contains(role))
    }

    /// The options of a question that a reader of this role is offered.
    #[must_use]
    pub fn offered(&self, question: &Question, role: OptionId) -> OptionSet {
        question.options.iter().filter(|option| self.offers(role, *option)).collect()
    }

    /// The options that narrow a role: those of every question without a default, the role's own aside.
    #[must_use]
    pub fn narrowing(&self) -> OptionSet {
        let open = self.questions.iter().skip(1).filter(|question| question.default.is_none());
        open.fold(OptionSet::EMPTY, |narrowing, question| narrowing.union(question.options))
    }

    /// The day on which this explainer was last changed.
    #[must_use]
    pub fn changed(&self) -> Day {
        self.revisions.last().map_or(self.verified, |revision| revision.on)
    }

    /// What a provision does.
    #[must_use]
    pub fn effect_of(&self, provision: ProvisionId) -> &Effect {
        &self[self[provision].effect]
    }

    /// The penalty of a provision on a day: the text that has begun last, or the first.
    #[must_use]
    pub fn penalty_on(&self, provision: ProvisionId, on: Day) -> Option<TextId> {
        let penalty = &self[self[provision].penalty?];
        let begun = penalty.texts.iter().rev().find(|text| text.from.is_none_or(|from| from <= on));
        begun.or_else(|| penalty.texts.first()).map(|text| text.text)
    }
}

macro_rules! indexed {
    ($($id:ty => $list:ident: $item:ty,)*) => {
        $(impl Index<$id> for Explainer {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$list[id.index()]
            }
        })*
    };
}
indexed! {
    QuestionId => questions: Question,
    OptionId => options: Choice,
    ProvisionId => provisions: Provision,
    RowId => rows: Row,
    VerdictId => verdicts: Verdict,
    ShortAnswerId => short_answers: ShortAnswer,
    RegimeId => regimes: String,
    EffectId => effects: Effect,
    RatingId => ratings: String,
    PenaltyId => penalties: Penalty,
    SourceId => sources: Source,
    AdviceId => advice: Advice,
}

/// What the reader is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The id that stands in links.
    pub id: String,
    /// Whether any number of options may be chosen, or exactly one.
    pub many: bool,
    /// The option that counts as the answer until the reader changes it.
    pub default: Option<OptionId>,
    /// All its options, whoever they are offered to.
    pub options: OptionSet,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The id that stands in links; unique over all questions.
    pub id: String,
    /// The roles it is offered to; empty: to every role.
    pub roles: OptionSet,
    /// Whether it is offered to nobody any more; its id is never used again.
    pub retired: bool,
}

/// What is taken for granted of a reader who has left a question open: that these options are among the answers.
///
/// The other options stay open. Nothing is assumed once the reader has answered the question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// The roles it is made of.
    pub roles: OptionSet,
    /// The open question.
    pub question: QuestionId,
    /// The options that are assumed.
    pub options: OptionSet,
    /// The questions that have to be answered before it is made.
    pub answered: Vec<QuestionId>,
}

/// A rule: whom it binds, whom it affects, when, by what authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provision {
    /// The id, as in `FD-4`.
    pub id: String,
    /// The group it belongs to.
    pub regime: RegimeId,
    /// Its citation.
    pub authority: String,
    /// What it does.
    pub effect: EffectId,
    /// Whether it stands among the main provisions.
    pub prominence: Prominence,
    /// Who must obey it.
    pub binds: Vec<Alternative>,
    /// Who feels it without having to obey.
    pub affects: Vec<Alternative>,
    /// For whom the sources do not settle it.
    pub unsettled: Vec<ReasonedAlternative>,
    /// What takes a reader out of it.
    pub except: Vec<ReasonedAlternative>,
    /// What it says from one day on, oldest first; never empty.
    pub versions: Vec<Version>,
    /// Whether the rule's own official words were read, or a report of them.
    pub read: Reading,
    /// How much of the official text was read; with a report: `Part` where at least its opening was.
    pub extent: Extent,
    /// Where its words come from.
    pub sources: Vec<Evidence>,
    /// The penalty.
    pub penalty: Option<PenaltyId>,
    /// What is not known about it.
    pub unknown: Vec<TextId>,
    /// Deadlines by contract clause.
    pub deadlines: Vec<TextId>,
    /// What replaces it in newer contracts.
    pub replaced: Option<TextId>,
    /// The last day on which a source showed it in force, where that is long ago.
    pub last_seen: Option<Day>,
}

impl Index<VersionId> for Provision {
    type Output = Version;

    fn index(&self, id: VersionId) -> &Version {
        &self.versions[id.index()]
    }
}

impl Provision {
    /// Whether it stands among the main provisions.
    #[must_use]
    pub fn is_main(&self) -> bool {
        self.prominence == Prominence::Main
    }

    /// The ways in which it reaches a reader: to bind, to affect, unsettled.
    pub fn reaching(&self) -> impl Iterator<Item = OptionSet> {
        let certain = self.binds.iter().chain(&self.affects).map(|alternative| alternative.options);
        certain.chain(self.unsettled.iter().map(|alternative| alternative.options))
    }

    /// The runs of days on which one version of it is in force, oldest first.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        self.versions.iter().enumerate().flat_map(|(index, version)| {
            let before_next = self.versions.get(index + 1).map(|next| next.from.previous());
            let until = match (version.until, before_next) {
                (Some(until), Some(before)) => Some(until.min(before)),
                (until, before) => until.or(before),
            };
            let (first, second) = match &version.suspended {
                Some(suspension) => {
                    ((version.from, Some(suspension.from.previous())), Some((suspension.until.next(), until)))
                }
                None => ((version.from, until), None),
            };
            [Some(first), second]
                .into_iter()
                .flatten()
                .filter(|(from, until)| until.is_none_or(|until| *from <= until))
                .map(move |(from, until)| Run { version: VersionId::at(index), from, until })
        })
    }
}

/// How prominently a provision is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prominence {
    /// Among the main provisions.
    Main,
    /// After the main ones, in no count and in no short answer.
    Background,
}

/// One way in which a condition is met: every question it names has a chosen option among `options`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The options of all the questions it names.
    pub options: OptionSet,
}

/// One way in which a condition is met, and the sentence that says which exception it is, or what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReasonedAlternative {
    /// The options of all the questions it names.
    pub options: OptionSet,
    /// The sentence that gives the reason.
    pub because: TextId,
}

/// What a provision says from one day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The first day.
    pub from: Day,
    /// The last day; without one, it ends the day before the next version, or not at all.
    pub until: Option<Day>,
    /// The days on which it does not hold.
    pub suspended: Option<Suspension>,
    /// The days by which something is due, in order. They end nothing; the day after each begins a period.
    pub due: Vec<Day>,
    /// What is missing, when the sources do not settle it.
    pub unsettled: Option<TextId>,
}

/// The days, both included, on which a version does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suspension {
    /// The first day without the rule.
    pub from: Day,
    /// The last day without the rule.
    pub until: Day,
}

/// A run of days on which one version is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The version.
    pub version: VersionId,
    /// The first day.
    pub from: Day,
    /// The last day; `None`: no end is known.
    pub until: Option<Day>,
}

/// What a provision does to whoever it reaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The id, as in `prohibited`.
    pub id: String,
    /// The status of a row that it decides, as it stands in `outcome.json` and in what a verdict asserts: `barred`.
    pub status: String,
    /// Whether it takes a burden off instead of putting one on, as a promise not to penalize does.
    pub relieves: bool,
}

/// A penalty, whose text may change with the day. The change makes no period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Penalty {
    /// The id, for those who edit the law.
    pub id: String,
    /// Its texts, oldest first; never empty.
    pub texts: Vec<DatedText>,
}

/// A text that holds from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatedText {
    /// The first day; `None`: it holds on any day.
    pub from: Option<Day>,
    /// The text.
    pub text: TextId,
}

/// One line of the table under the verdict: what a reader may want to do.
///
/// Its words are worked out from how its provisions stand, so that it cannot contradict them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The id, as it stands in `outcome.json`.
    pub id: String,
    /// The roles it is shown to.
    pub roles: OptionSet,
    /// The option that is taken alone to work it out; `None`: the answers as they are.
    pub option: Option<OptionId>,
    /// The provisions it speaks for, the leading one of equals first; never empty.
    pub provisions: Vec<ProvisionId>,
    /// The advice it gives where no provision bars or requires anything.
    pub advice: Option<AdviceId>,
}

/// The first line of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The id, for the wording and for those who check it.
    pub id: String,
    /// The options it answers for.
    pub options: OptionSet,
    /// When it fits; empty: always.
    pub when: Vec<Alternative>,
    /// Its versions, oldest first.
    pub versions: Vec<VerdictVersion>,
}

/// What a verdict says from one day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictVersion {
    /// The first day.
    pub from: Day,
    /// What it says of rows. The check and the proof hold it to that; the engine never looks at it.
    #[serde(skip)]
    pub asserts: Vec<Assertion>,
}

/// What a verdict says of a row: that it has one of these statuses.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// The row.
    pub row: RowId,
    /// The statuses, by their ids; with `-for-you` only where the rule binds, with `-for-others` only where it affects.
    pub statuses: Vec<String>,
}

/// A sentence or two that answer the reader at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShortAnswer {
    /// The id, for the wording and for those who check it.
    pub id: String,
    /// The options it answers for.
    pub options: OptionSet,
    /// When it fits; empty: always.
    pub when: Vec<Alternative>,
    /// The days on which its texts begin, oldest first.
    pub from: Vec<Day>,
}

/// A place in a source that shows something, with its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The source.
    pub source: SourceId,
    /// The source's own words, in its own language.
    pub quote: Option<String>,
}

/// Where words come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The id, for those who edit the law.
    pub id: String,
    /// Its title, as it stands there.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where in it: page, section, paragraph.
    pub place: Option<String>,
    /// Its address.
    pub address: String,
    /// Whether the official text itself was read.
    pub read: Reading,
    /// How much of it was read.
    pub extent: Extent,
    /// The day on which it was last checked.
    pub checked: Day,
}

/// Whether the official text was read, or a report of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// The official text at its issuer.
    Official,
    /// A copy that reproduces the official text.
    Copy,
    /// Somebody's account of it.
    Report,
}

/// How much of a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Only a part.
    Part,
}

/// Why the government says it acted, or what the company answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Who says it.
    pub by: Speaker,
    /// In which words, and where they stand.
    pub evidence: Evidence,
}

/// Who gives a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// The government that acted.
    Government,
    /// The company it acted against.
    Company,
}

/// A sentence of press coverage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The id, as in `S5`.
    pub id: String,
    /// Its exact words; `None` when the coverage leaves something out.
    pub said: Option<String>,
    /// What to think of it.
    pub rating: RatingId,
    /// The provisions it is about.
    pub provisions: Vec<ProvisionId>,
    /// What shows it.
    pub sources: Vec<Evidence>,
}

/// What officials advise, or a practical step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// For whom; empty: for everyone.
    pub when: Vec<Alternative>,
    /// The first day on which it was given; `None`: it holds on any day.
    pub from: Option<Day>,
    /// Whether officials said it.
    pub official: bool,
    /// Where they said it.
    pub evidence: Option<Evidence>,
}

/// A change of the explainer itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// The day of the change.
    pub on: Day,
    /// The provisions it changed; empty: all of them.
    pub provisions: Vec<ProvisionId>,
}

/// A thing with an id, for whoever looks one up.
pub trait Named {
    /// The id.
    fn id(&self) -> &str;
}

macro_rules! named {
    ($($kind:ty),*) => {
        $(impl Named for $kind {
            fn id(&self) -> &str {
                &self.id
            }
        })*
    };
}
named!(Question, Choice, Provision, Effect, Row, Verdict, ShortAnswer, Source, Claim);
