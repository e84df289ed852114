//! The rows of the table under the verdict: worked out from how the provisions stand.

use crate::{
    AdviceId, Answers, Day, EffectId, Explainer, OptionId, ProvisionId, Row, RowId, Standing, Timing,
    VersionId,
    outcome::Time,
    standing::{Reader, bare_standing, fits},
};

/// One row for one reader.
#[derive(Clone, Debug, PartialEq)]
pub struct RowOutcome {
    /// The row.
    pub row: RowId,
    /// The option it was worked out for, and that a tap on it chooses.
    pub option: Option<OptionId>,
    /// What it says.
    pub status: RowStatus,
    /// The provision that decides the status; `None` where none does.
    pub rule: Option<RowRule>,
    /// The other provisions it names that have something to say, in the row's order.
    pub notes: Vec<RowRule>,
    /// Whether the provision that decides the status starts on the day asked about.
    pub starts_today: bool,
}

/// How one provision stands for the answers of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowRule {
    /// The provision.
    pub provision: ProvisionId,
    /// The version that is in force, comes next or was the last one.
    pub version: VersionId,
    /// How it stands for the answers of the row.
    pub standing: Standing,
    /// How it stands in time.
    pub timing: Timing,
    /// Whether it was in force before and is suspended now.
    pub suspended: bool,
    /// The first day of the run of days that `timing` speaks of.
    pub from: Day,
    /// The last day of that run; `None`: no end is known.
    pub until: Option<Day>,
}

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowStatus {
    /// The reader must obey: the word of the effect, as in “You are barred”.
    Binds(EffectId),
    /// Somebody else must, or a promise is made: the provision's label, as in “Barred for Kaspersky”.
    Affects(ProvisionId),
    /// The sources do not settle it.
    Unclear,
    /// It depends on a question that the row leaves open.
    Depends,
    /// Nothing holds yet; this provision is the next to come.
    Starts(ProvisionId),
    /// What held before is suspended until a known day.
    Suspended,
    /// Officials advise it and nothing orders it.
    Urged,
    /// An exception takes the reader out.
    NotCovered,
    /// What held before has ended.
    Ended,
    /// None of the provisions reaches the reader.
    NoRuleFound,
}

/// The mark beside a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The reader must or must not do something.
    No,
    /// Somebody else must, or it is open.
    Mid,
    /// Nothing is put on anyone.
    Free,
}

impl Grade {
    /// The id: `no`, `mid` or `free`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Mid => "mid",
            Self::Free => "free",
        }
    }
}

impl RowStatus {
    /// The ids of the statuses that do not come from an effect.
    pub const OWN_IDS: [&'static str; 8] =
        ["unclear", "depends", "starts", "suspended", "urged", "not-covered", "ended", "no-rule-found"];

    /// The id, as it stands in `outcome.json`: the effect's own (`barred`, `not-penalized`), or one of
    /// [`RowStatus::OWN_IDS`].
    #[must_use]
    pub fn id(self, explainer: &Explainer) -> &str {
        match self {
            Self::Binds(effect) => &explainer[effect].status,
            Self::Affects(provision) => &explainer.effect_of(provision).status,
            Self::Unclear => "unclear",
            Self::Depends => "depends",
            Self::Starts(_) => "starts",
            Self::Suspended => "suspended",
            Self::Urged => "urged",
            Self::NotCovered => "not-covered",
            Self::Ended => "ended",
            Self::NoRuleFound => "no-rule-found",
        }
    }

    /// Whether a verdict that asserts this id is right about a row with this status.
    ///
    /// `barred` is right whoever is barred; `barred-for-you` where the reader is, `barred-for-others` where another is.
    #[must_use]
    pub fn is(self, asserted: &str, explainer: &Explainer) -> bool {
        let whose = match self {
            Self::Binds(_) => Some("-for-you"),
            Self::Affects(_) => Some("-for-others"),
            _ => None,
        };
        let id = self.id(explainer);
        asserted == id
            || whose.is_some_and(|whose| asserted.strip_prefix(id).is_some_and(|rest| rest == whose))
    }

    /// The mark beside it.
    #[must_use]
    pub fn grade(self, explainer: &Explainer) -> Grade {
        match self {
            Self::Binds(effect) if !explainer[effect].relieves => Grade::No,
            Self::Affects(provision) if !explainer.effect_of(provision).relieves => Grade::Mid,
            Self::Unclear | Self::Depends | Self::Starts(_) => Grade::Mid,
            _ => Grade::Free,
        }
    }

    /// How grave it is: the lower, the graver. Verdicts stand in this order.
    #[must_use]
    pub fn gravity(self, explainer: &Explainer) -> u8 {
        match self {
            Self::Binds(effect) if !explainer[effect].relieves => 0,
            Self::Affects(provision) if !explainer.effect_of(provision).relieves => 1,
            Self::Unclear => 2,
            Self::Depends => 3,
            Self::Starts(_) => 4,
            Self::Suspended => 5,
            Self::Binds(_) | Self::Affects(_) => 6,
            Self::Urged => 7,
            Self::NotCovered => 8,
            Self::Ended => 9,
            Self::NoRuleFound => 10,
        }
    }

    /// Whether it tells the reader that nothing stands against it.
    ///
    /// The proof holds that no main provision does where this is so.
    #[must_use]
    pub fn reassures(self, explainer: &Explainer) -> bool {
        match self {
            Self::Binds(effect) => explainer[effect].relieves,
            Self::Affects(provision) => explainer.effect_of(provision).relieves,
            Self::Urged | Self::NotCovered | Self::NoRuleFound => true,
            Self::Unclear | Self::Depends | Self::Starts(_) | Self::Suspended | Self::Ended => false,
        }
    }
}

/// The answers that a row is worked out for: the reader's, with the row's own option alone chosen of its question.
///
/// What is assumed of whoever chose it is chosen too: an agency uses. A row without an option takes the answers as
/// they are.
#[must_use]
pub fn row_answers(explainer: &Explainer, answers: &Answers, row: &Row) -> Answers {
    let Some(option) = row.option else { return answers.with_assumed(explainer) };
    let own = explainer.question_of(option);
    let mut alone = answers.without_question(&explainer[own]).with(explainer, option);
    for assumption in &explainer.assumptions {
        let follows = assumption.answered.contains(&own) && assumption.roles.contains(answers.role());
        if follows && assumption.question != own {
            alone = alone.without_question(&explainer[assumption.question]);
        }
    }
    alone.with_assumed(explainer)
}

/// One row of one reader, whatever the day.
pub(crate) struct RowCase<'a> {
    id: RowId,
    row: &'a Row,
    /// Whether it is worked out for nothing but what the reader has said or what is assumed.
    pub(crate) is_own: bool,
    /// Whether its advice is for the reader.
    advised: bool,
    /// Per provision it names, per version: how that stands.
    stands: Vec<Vec<Standing>>,
}

/// The rows of the reader's role, in the order of the law.
pub(crate) fn row_cases<'a>(explainer: &'a Explainer, answers: &Answers) -> Vec<RowCase<'a>> {
    let said = answers.with_assumed(explainer).chosen();
    explainer
        .rows_of(answers.role())
        .map(|(id, row)| {
            let alone = row_answers(explainer, answers, row);
            let reader = Reader::new(explainer, &alone);
            let stands = |id: &ProvisionId| {
                let provision = &explainer[*id];
                let versions = VersionId::first(provision.versions.len());
                versions.map(|version| bare_standing(&reader, provision, version)).collect()
            };
            let advised = row.advice.is_some_and(|advice| {
                let when = &explainer[advice].when;
                when.is_empty() || when.iter().any(|when| fits(explainer, when.options, reader.counted))
            });
            RowCase {
                id,
                row,
                is_own: said.includes(alone.chosen()),
                advised,
                stands: row.provisions.iter().map(stands).collect(),
            }
        })
        .collect()
}

impl RowCase<'_> {
    /// The row on a day, on which the provisions stand so in time.
    pub(crate) fn on(&self, explainer: &Explainer, times: &[Time], on: Day) -> RowOutcome {
        let said: Vec<(Weight, RowRule)> = (self.row.provisions.iter().zip(&self.stands))
            .filter_map(|(provision, stands)| {
                let time = &times[provision.index()];
                said_of(explainer, *provision, stands[time.version.index()], time)
            })
            .collect();
        let leading = said.iter().enumerate().min_by_key(|(_, (weight, _))| *weight);
        let leading = leading.map(|(place, (weight, rule))| (place, *weight, *rule));
        let given = |advice: AdviceId| explainer[advice].from.is_none_or(|from| from <= on);
        let urged = self.advised
            && self.row.advice.is_some_and(given)
            && leading.is_none_or(|(_, weight, _)| Weight::Relieves <= weight);
        let leading = leading.filter(|(_, weight, _)| !urged || *weight == Weight::Relieves);
        let status = match leading {
            _ if urged => RowStatus::Urged,
            Some((_, weight, rule)) => status(explainer, weight, &rule),
            None => RowStatus::NoRuleFound,
        };
        let leads = leading.map(|(place, ..)| place);
        let notes = said.iter().enumerate().filter(|(place, _)| Some(*place) != leads);
        RowOutcome {
            row: self.id,
            option: self.row.option,
            status,
            rule: leading.map(|(_, _, rule)| rule),
            notes: notes.map(|(_, (_, rule))| *rule).collect(),
            starts_today: leading
                .is_some_and(|(_, _, rule)| rule.timing == Timing::InForce && rule.from == on),
        }
    }
}

fn status(explainer: &Explainer, weight: Weight, rule: &RowRule) -> RowStatus {
    match weight {
        Weight::Unclear => RowStatus::Unclear,
        Weight::Depends => RowStatus::Depends,
        Weight::Coming(_) if rule.suspended => RowStatus::Suspended,
        // Whether it will concern the reader at all is what the sources do not settle; from which day on may be another
        // matter, and no reason to keep the day back.
        Weight::Coming(_)
            if rule.standing == Standing::Unclear
                && explainer[rule.provision][rule.version].unsettled.is_none() =>
        {
            RowStatus::Unclear
        }
        Weight::Coming(_) => RowStatus::Starts(rule.provision),
        Weight::Exempt => RowStatus::NotCovered,
        Weight::Ended => RowStatus::Ended,
        Weight::Binds | Weight::Affects | Weight::Relieves => match rule.standing {
            Standing::Binds => RowStatus::Binds(explainer[rule.provision].effect),
            _ => RowStatus::Affects(rule.provision),
        },
    }
}

/// What weighs more leads the row: what holds before what comes, and of what comes the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Binds,
    Affects,
    Unclear,
    Depends,
    Relieves,
    Coming(Day),
    Exempt,
    Ended,
}

/// What a provision has to say in a row; `None`: nothing.
fn said_of(
    explainer: &Explainer,
    id: ProvisionId,
    standing: Standing,
    time: &Time,
) -> Option<(Weight, RowRule)> {
    let relieves = explainer.effect_of(id).relieves;
    let weight = match (time.timing, standing) {
        // An exception from what does not hold, or a promise not yet made, says nothing.
        (_, Standing::NotYours) | (Timing::Upcoming | Timing::Ended, Standing::Exempt) => return None,
        (Timing::Upcoming, _) if relieves => return None,
        (Timing::Upcoming, _) => Weight::Coming(time.from),
        (Timing::Ended, _) => Weight::Ended,
        (Timing::InForce, Standing::Exempt) => Weight::Exempt,
        (Timing::InForce, Standing::Unclear) => Weight::Unclear,
        (Timing::InForce, Standing::Depends) => Weight::Depends,
        (Timing::InForce, Standing::Binds | Standing::Affects) if relieves => Weight::Relieves,
        (Timing::InForce, Standing::Binds) => Weight::Binds,
        (Timing::InForce, Standing::Affects) => Weight::Affects,
    };
    let rule = RowRule {
        provision: id,
        version: time.version,
        standing,
        timing: time.timing,
        suspended: time.suspended,
        from: time.from,
        until: time.until,
    };
    Some((weight, rule))
}
