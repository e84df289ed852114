//! From answers to an outcome.

use crate::{
    Alternative, Answers, Day, Explainer, OptionSet, Prominence, Provision, Question, ShortAnswer,
    standing::{self, Reader},
};

/// Every provision with how it stands, the short answers, the period and the next change.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The answers it is the outcome of.
    pub answers: Answers,
    /// The longest run of days around the day asked about on which nothing changes but a countdown.
    pub period: Period,
    /// The next day on which something changes for this reader.
    pub next_change: Option<Change>,
    /// One for each chosen option that narrows the role; with none chosen, the role's own.
    pub short_answers: Vec<ShortAnswerShown>,
    /// Every provision of the explainer once, in its order.
    pub provisions: Vec<ProvisionOutcome>,
    /// What has to be said about the day itself.
    pub notice: Option<Notice>,
}

impl Outcome {
    /// The main provisions of one standing, in the explainer's order.
    pub fn main<'a>(
        &'a self,
        explainer: &'a Explainer,
        standing: Standing,
    ) -> impl Iterator<Item = &'a ProvisionOutcome> {
        self.provisions.iter().filter(move |outcome| {
            outcome.standing == standing
                && explainer.provisions[outcome.provision].prominence == Prominence::Main
        })
    }

    /// The background provisions that concern the reader, in the explainer's order.
    pub fn background<'a>(&'a self, explainer: &'a Explainer) -> impl Iterator<Item = &'a ProvisionOutcome> {
        self.provisions.iter().filter(move |outcome| {
            outcome.standing != Standing::NotYours
                && explainer.provisions[outcome.provision].prominence == Prominence::Background
        })
    }
}

/// How one provision stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvisionOutcome {
    /// The place of the provision in the explainer.
    pub provision: usize,
    /// How it stands for these answers.
    pub standing: Standing,
    /// Why it stands so.
    pub why: Why,
    /// How it stands in time, whoever asks.
    pub timing: Timing,
    /// The version that is in force, comes next or was the last one.
    pub version: usize,
    /// The first day of the run of days that `timing` speaks of.
    pub from: Day,
    /// The last day of that run; `None`: no end is known.
    pub until: Option<Day>,
    /// Days to go until it begins; only when it is upcoming.
    pub in_days: Option<i32>,
}

/// How a provision stands for these answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The reader is the one who must obey.
    Binds,
    /// The reader feels it without having to obey.
    Affects,
    /// An exception takes the reader out.
    Exempt,
    /// The sources do not settle it.
    Unclear,
    /// It would bind, affect or be unclear under options not yet chosen.
    Depends,
    /// It does not concern the reader.
    NotYours,
}

impl Standing {
    /// Every standing, in the order of this list.
    pub const ALL: [Self; 6] =
        [Self::Binds, Self::Affects, Self::Exempt, Self::Unclear, Self::Depends, Self::NotYours];

    /// The id, as it stands in `outcome.json`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Binds => "binds",
            Self::Affects => "affects",
            Self::Exempt => "exempt",
            Self::Unclear => "unclear",
            Self::Depends => "depends",
            Self::NotYours => "not-yours",
        }
    }
}

/// Why a provision stands as it does.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Its own words fit the reader.
    Rule,
    /// Which exception takes the reader out, or what is missing: a place in the wording's list.
    Because(Option<u16>),
    /// The open options under which it would bind, affect or be unclear.
    ///
    /// One option of every question in one of these sets settles it.
    Open(Vec<OptionSet>),
    /// The questions whose answers rule it out: places in [`Explainer::questions`].
    RuledOut(Vec<u8>),
}

/// How a provision stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timing {
    /// Before its first version, or inside a suspension with a known end.
    Upcoming,
    /// During a version, an unsettled one included.
    InForce,
    /// After its last version.
    Ended,
}

impl Timing {
    /// The id, as it stands in `outcome.json`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::InForce => "in-force",
            Self::Ended => "ended",
        }
    }
}

/// A longest run of days on which nothing changes but a countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day; `None` before the record starts.
    pub from: Option<Day>,
    /// The last day; `None`: no change is known.
    pub until: Option<Day>,
}

/// A day on which something changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub on: Day,
    /// How many days after the day asked about.
    pub in_days: i32,
    /// The provisions that change: places in [`Explainer::provisions`].
    pub provisions: Vec<usize>,
}

/// A short answer that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortAnswerShown {
    /// The option it answers for.
    pub option: u8,
    /// Its place in [`Explainer::short_answers`].
    pub short_answer: usize,
    /// Which of its texts has begun last: a place in [`ShortAnswer::from`].
    pub text: usize,
}

/// What has to be said about the day itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The day lies before the record starts.
    BeforeRecord,
    /// The day lies after the sources were last checked: the answer holds if nothing changes.
    AfterVerified,
}

/// Decides every provision for these answers. Total: no answers and no day make it fail.
#[must_use]
pub fn outcome(explainer: &Explainer, answers: &Answers) -> Outcome {
    let reader = Reader::new(explainer, answers);
    let provisions: Vec<ProvisionOutcome> = explainer
        .provisions
        .iter()
        .enumerate()
        .map(|(index, provision)| provision_outcome(&reader, index, provision, explainer.record, answers.on))
        .collect();
    let concerned = || provisions.iter().filter(|outcome| outcome.standing != Standing::NotYours);
    let on = answers.on;

    let changes = changes_among(explainer, concerned());
    let begun = changes.iter().rev().find(|change| change.on <= on).map(|change| change.on);
    let next = changes.iter().find(|change| on < change.on).map(|change| Change {
        on: change.on,
        in_days: on.days_until(change.on),
        provisions: change.provisions.clone(),
    });
    let next_day = next.as_ref().map(|change| change.on);
    let period = if on < explainer.record {
        Period { from: None, until: Some(explainer.record.previous()) }
    } else {
        let from = begun.map_or(explainer.record, |begun| begun.max(explainer.record));
        Period { from: Some(from), until: next_day.map(Day::previous) }
    };

    let notice = if on < explainer.record {
        Some(Notice::BeforeRecord)
    } else if explainer.verified < on {
        Some(Notice::AfterVerified)
    } else {
        None
    };
    Outcome {
        answers: *answers,
        period,
        next_change: next,
        short_answers: short_answers(explainer, answers),
        provisions,
        notice,
    }
}

/// How a provision stands on a day; one without any day has stood since the record began.
fn provision_outcome(
    reader: &Reader,
    index: usize,
    provision: &Provision,
    record: Day,
    on: Day,
) -> ProvisionOutcome {
    let runs = provision.runs();
    let (begun, coming) = runs.split_at(runs.partition_point(|run| run.from <= on));
    let (begun, coming) = (begun.last(), coming.first());
    let in_force = begun.filter(|run| run.until.is_none_or(|until| on <= until));
    let (timing, run) = match (in_force, coming, begun) {
        (Some(run), _, _) => (Timing::InForce, Some(run)),
        (None, Some(run), _) => (Timing::Upcoming, Some(run)),
        (None, None, run) => (Timing::Ended, run),
    };
    let version = run.map_or(0, |run| run.version);
    let from = run.map_or(record, |run| run.from);
    let (standing, why) = standing::standing(reader, provision, version);
    ProvisionOutcome {
        provision: index,
        standing,
        why,
        timing,
        version,
        from,
        until: run.and_then(|run| run.until),
        in_days: (timing == Timing::Upcoming).then(|| on.days_until(from)),
    }
}

/// The days on which something changes for this reader, in order, each with what changes.
///
/// They are the first days of the reader's periods; `in_days` counts from the day asked about, backwards too.
#[must_use]
pub fn changes(explainer: &Explainer, outcome: &Outcome) -> Vec<Change> {
    let concerned = outcome.provisions.iter().filter(|outcome| outcome.standing != Standing::NotYours);
    let mut changes = changes_among(explainer, concerned);
    for change in &mut changes {
        change.in_days = outcome.answers.on.days_until(change.on);
    }
    changes
}

/// The first days of the reader's periods, in order; the record's first day is the first of them.
#[must_use]
pub fn period_starts(explainer: &Explainer, outcome: &Outcome) -> Vec<Day> {
    let mut days: Vec<Day> = changes(explainer, outcome).into_iter().map(|change| change.on).collect();
    if days.first() != Some(&explainer.record) {
        days.insert(0, explainer.record);
    }
    days
}

/// The days on which something changes for anyone, in order, each with what changes; `in_days` is 0.
#[must_use]
pub fn every_change(explainer: &Explainer) -> Vec<Change> {
    changes_of(explainer, 0..explainer.provisions.len())
}

fn changes_among<'a>(
    explainer: &Explainer,
    outcomes: impl Iterator<Item = &'a ProvisionOutcome>,
) -> Vec<Change> {
    changes_of(explainer, outcomes.map(|outcome| outcome.provision))
}

fn changes_of(explainer: &Explainer, provisions: impl Iterator<Item = usize>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for index in provisions {
        for on in boundaries(&explainer.provisions[index]) {
            // Kept in order while it grows: a sort would be the larger part of the engine.
            match changes.binary_search_by_key(&on, |change| change.on) {
                Ok(found) => changes[found].provisions.push(index),
                Err(place) => changes.insert(place, Change { on, in_days: 0, provisions: vec![index] }),
            }
        }
    }
    changes
}

/// The days on which something about a provision changes, in order:
/// the first day of each run, the day after its last, and the day after something was due.
#[must_use]
pub fn boundaries(provision: &Provision) -> Vec<Day> {
    let mut boundaries: Vec<Day> = Vec::new();
    let mut add = |day: Day| {
        if let Err(place) = boundaries.binary_search(&day) {
            boundaries.insert(place, day);
        }
    };
    for run in provision.runs() {
        add(run.from);
        if let Some(until) = run.until {
            add(until.next());
        }
    }
    provision.versions.iter().filter_map(|version| version.due).for_each(|due| add(due.next()));
    boundaries
}

/// The short answers for the chosen options that narrow the role; with none chosen, the role's own.
fn short_answers(explainer: &Explainer, answers: &Answers) -> Vec<ShortAnswerShown> {
    let narrowing = explainer.narrowing().and(answers.chosen());
    let asked = if narrowing.is_empty() { OptionSet::of(answers.role()) } else { narrowing };
    asked.iter().filter_map(|option| short_answer_for(explainer, answers, option)).collect()
}

/// The first short answer for this option whose condition fits these answers and which has begun on their day.
#[must_use]
pub fn short_answer_for(explainer: &Explainer, answers: &Answers, option: u8) -> Option<ShortAnswerShown> {
    let counted = answers.counted(explainer);
    let fits = |alternative: &Alternative| standing::fits(explainer, alternative.options, counted);
    let begun = |short_answer: &ShortAnswer| short_answer.from.iter().rposition(|from| *from <= answers.on);
    explainer.short_answers.iter().enumerate().find_map(|(index, short_answer)| {
        let fitting = short_answer.options.contains(option)
            && (short_answer.when.is_empty() || short_answer.when.iter().any(fits));
        let text = begun(short_answer).filter(|_| fitting)?;
        Some(ShortAnswerShown { option, short_answer: index, text })
    })
}

/// The questions, the role's aside, whose answer could still change how some provision stands.
#[must_use]
pub fn questions_that_matter(explainer: &Explainer, answers: &Answers) -> Vec<usize> {
    let standings = |answers: &Answers| -> Vec<(Standing, Option<Why>)> {
        let reader = Reader::new(explainer, answers);
        (explainer.provisions.iter().enumerate())
            .map(|(index, provision)| {
                provision_outcome(&reader, index, provision, explainer.record, answers.on)
            })
            .map(|outcome| (outcome.standing, Some(outcome.why).filter(|why| matches!(why, Why::Open(_)))))
            .collect()
    };
    let now = standings(answers);
    let matters = |question: &Question| {
        explainer.offered(question, answers.role()).iter().any(|option| {
            let other = if question.many && answers.chosen().contains(option) {
                answers.without(option)
            } else {
                answers.with(explainer, option)
            };
            other != *answers && standings(&other) != now
        })
    };
    (explainer.questions.iter().enumerate().skip(1))
        .filter(|(_, question)| matters(question))
        .map(|(index, _)| index)
        .collect()
}
