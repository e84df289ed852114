//! One body of law as data: questions, provisions, short answers, sources.

use serde::{Deserialize, Serialize};

use crate::Day;

/// How many days after its sources were last checked a law counts as stale: a page then says so by itself, and `check`
/// reminds of it.
pub const DAYS_UNTIL_STALE: i32 = 90;

/// One body of law with its questions; its words stand beside it in a [`crate::Wording`].
///
/// Options are numbered over all questions, in reading order; an [`OptionSet`] holds such numbers.
/// The first question is the reader's role: it is always answered, and it decides which options are offered.
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
    /// The options of all questions; their place here is their number.
    pub options: Vec<Choice>,
    /// The provisions in reading order.
    pub provisions: Vec<Provision>,
    /// The short answers; the first that fits is shown.
    pub short_answers: Vec<ShortAnswer>,
    /// The days on which the law changed for most readers, offered as answers and always on the schedule.
    pub days: Vec<Day>,
    /// Ids of the groups that provisions belong to.
    pub regimes: Vec<String>,
    /// Ids of what provisions do (`prohibited`, `funding-barred`, …).
    pub effects: Vec<String>,
    /// Ids of the verdicts on claims.
    pub verdicts: Vec<String>,
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
    /// The number of the option with this id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<u8> {
        let index = self.options.iter().position(|option| option.id == id)?;
        u8::try_from(index).ok()
    }

    /// The question that this option belongs to: its place in [`Explainer::questions`].
    #[must_use]
    pub fn question_of(&self, option: u8) -> Option<usize> {
        self.questions.iter().position(|question| question.options.contains(option))
    }

    /// The options of a question that a reader of this role is offered.
    #[must_use]
    pub fn offered(&self, question: &Question, role: u8) -> OptionSet {
        let mut offered = OptionSet::EMPTY;
        for option in question.options.iter() {
            let roles = self.options.get(usize::from(option)).map_or(OptionSet::EMPTY, |choice| choice.roles);
            if roles.is_empty() || roles.contains(role) {
                offered = offered.with(option);
            }
        }
        offered
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
}

/// A set of options by number, 0 to 63.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OptionSet(u64);

impl OptionSet {
    /// No option.
    pub const EMPTY: Self = Self(0);

    /// The set of this one option; a number above 63 gives the empty set.
    #[must_use]
    pub const fn of(option: u8) -> Self {
        if option < 64 { Self(1 << option) } else { Self::EMPTY }
    }

    /// This set and one more option.
    #[must_use]
    pub const fn with(self, option: u8) -> Self {
        self.union(Self::of(option))
    }

    /// What stands in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What stands in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What stands here and not there.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many options it holds.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether this option stands in it.
    #[must_use]
    pub const fn contains(self, option: u8) -> bool {
        self.meets(Self::of(option))
    }

    /// Whether the two sets share an option.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The lowest option of the set.
    #[must_use]
    pub fn first(self) -> Option<u8> {
        self.iter().next()
    }

    /// The options, lowest first.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let option = u8::try_from(rest.trailing_zeros()).ok().filter(|option| *option < 64)?;
            rest &= rest - 1;
            Some(option)
        })
    }
}

/// What the reader is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The id that stands in links.
    pub id: String,
    /// Whether any number of options may be chosen, or exactly one.
    pub many: bool,
    /// The option that counts as the answer until the reader changes it.
    pub default: Option<u8>,
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
}

/// A rule: whom it binds, whom it affects, when, by what authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provision {
    /// The id, as in `FD-4`.
    pub id: String,
    /// The group it belongs to: a place in [`Explainer::regimes`].
    pub regime: u16,
    /// Its citation.
    pub authority: String,
    /// What it does: a place in [`Explainer::effects`].
    pub effect: u16,
    /// Whether it stands among the main provisions.
    pub prominence: Prominence,
    /// Who must obey it.
    pub binds: Vec<Alternative>,
    /// Who feels it without having to obey.
    pub affects: Vec<Alternative>,
    /// For whom the sources do not settle it.
    pub unsettled: Vec<Alternative>,
    /// What takes a reader out of it.
    pub except: Vec<Alternative>,
    /// What it says from one day on, oldest first; never empty in a checked law.
    pub versions: Vec<Version>,
    /// Whether the rule's own official words were read, or a report of them.
    pub read: Reading,
    /// How much of the official text was read; with a report: `Part` where at least its opening was.
    pub extent: Extent,
    /// Where its words come from.
    pub sources: Vec<Evidence>,
    /// The penalty: a place in the wording's list.
    pub penalty: Option<u16>,
    /// What is not known about it: places in the wording's list.
    pub unknown: Vec<u16>,
    /// Deadlines by contract clause: places in the wording's list.
    pub deadlines: Vec<u16>,
    /// What replaces it in newer contracts: a place in the wording's list.
    pub replaced: Option<u16>,
    /// The last day on which a source showed it in force, where that is long ago.
    pub last_seen: Option<Day>,
}

impl Provision {
    /// The runs of days on which one version of it is in force, oldest first.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::with_capacity(self.versions.len() + 1);
        for (index, version) in self.versions.iter().enumerate() {
            let before_next = self.versions.get(index + 1).map(|next| next.from.previous());
            let until = match (version.until, before_next) {
                (Some(until), Some(before)) => Some(until.min(before)),
                (until, before) => until.or(before),
            };
            let mut add = |from: Day, until: Option<Day>| {
                if until.is_none_or(|until| from <= until) {
                    runs.push(Run { version: index, from, until });
                }
            };
            match &version.suspended {
                Some(suspension) => {
                    add(version.from, Some(suspension.from.previous()));
                    add(suspension.until.next(), until);
                }
                None => add(version.from, until),
            }
        }
        runs
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
    /// The sentence that gives the reason: a place in the wording's list.
    pub because: Option<u16>,
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
    /// The day by which something is due. It ends nothing; the day after it begins a period.
    pub due: Option<Day>,
    /// What is missing, when the sources do not settle it: a place in the wording's list.
    pub unsettled: Option<u16>,
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
    /// The place of the version in its provision.
    pub version: usize,
    /// The first day.
    pub from: Day,
    /// The last day; `None`: no end is known.
    pub until: Option<Day>,
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
    /// A place in [`Explainer::sources`].
    pub source: u16,
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
    /// What to think of it: a place in [`Explainer::verdicts`].
    pub verdict: u16,
    /// The provisions it is about: places in [`Explainer::provisions`].
    pub provisions: Vec<u16>,
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
    /// The provisions it changed: places in [`Explainer::provisions`]; empty: all of them.
    pub provisions: Vec<u16>,
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
named!(Question, Choice, Provision, ShortAnswer, Source, Claim);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_options_up_to_63_and_a_number_above_is_no_option() {
        let all = (0..64).fold(OptionSet::EMPTY, OptionSet::with);
        assert_eq!((all.len(), all.first()), (64, Some(0)));
        assert!(all.iter().eq(0..64));
        assert_eq!(OptionSet::of(63).iter().collect::<Vec<_>>(), [63]);
        assert_eq!((OptionSet::of(64), OptionSet::of(255)), (OptionSet::EMPTY, OptionSet::EMPTY));
        assert!(!all.contains(64));
    }
}
