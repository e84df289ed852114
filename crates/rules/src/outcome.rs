//! From answers to an outcome.

use crate::{
    Answers, Day, Explainer, OptionId, OptionSet, Prominence, Provision, ProvisionId, Question, QuestionId,
    RowOutcome, ShortAnswerShown, TextId, VerdictShown, VersionId,
    rows::{RowCase, row_cases},
    standing::{Reader, bare_standing, standing},
    told::{TextCase, asked},
};

/// Every provision with how it stands, the verdicts, short answers and rows, the period and the next change.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The answers it is the outcome of.
    pub answers: Answers,
    /// The options that were assumed for a question left open. The reader did not choose them.
    pub assumed: OptionSet,
    /// The longest run of days around the day asked about on which nothing changes but a countdown.
    pub period: Period,
    /// The next day on which something changes for this reader.
    pub next_change: Option<Change>,
    /// One for each chosen option that narrows the role; with none chosen, the role's own.
    ///
    /// The one with the gravest row comes first and is the heading of the answer.
    pub verdicts: Vec<VerdictShown>,
    /// The same for the short answers, in the order of the verdicts.
    pub short_answers: Vec<ShortAnswerShown>,
    /// The rows of the reader's role, in the explainer's order.
    pub rows: Vec<RowOutcome>,
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
            outcome.standing == standing && explainer[outcome.provision].prominence == Prominence::Main
        })
    }

    /// The background provisions that concern the reader, in the explainer's order.
    pub fn background<'a>(&'a self, explainer: &'a Explainer) -> impl Iterator<Item = &'a ProvisionOutcome> {
        self.provisions.iter().filter(move |outcome| {
            outcome.standing != Standing::NotYours
                && explainer[outcome.provision].prominence == Prominence::Background
        })
    }
}

/// How one provision stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvisionOutcome {
    /// The provision.
    pub provision: ProvisionId,
    /// How it stands for these answers.
    pub standing: Standing,
    /// Why it stands so.
    pub why: Why,
    /// How it stands in time, whoever asks.
    pub timing: Timing,
    /// The version that is in force, comes next or was the last one.
    pub version: VersionId,
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
    /// Which exception takes the reader out, or what is missing.
    Because(TextId),
    /// The open options under which it would bind, affect or be unclear.
    ///
    /// One option of every question in one of these sets settles it.
    Open(Vec<OptionSet>),
    /// The questions whose answers rule it out.
    RuledOut(Vec<QuestionId>),
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
    /// The provisions that change.
    pub provisions: Vec<ProvisionId>,
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
    Case::new(explainer, answers).on(answers.on)
}

/// One reader, whatever the day: what does not change with it is worked out once.
pub struct Case<'a> {
    explainer: &'a Explainer,
    answers: Answers,
    assumed: OptionSet,
    /// Per provision and version: how it stands, and why.
    stands: Vec<Vec<(Standing, Why)>>,
    rows: Vec<RowCase<'a>>,
    texts: Vec<TextCase>,
}

impl<'a> Case<'a> {
    /// The reader who gave these answers; their day does not matter.
    #[must_use]
    pub fn new(explainer: &'a Explainer, answers: &Answers) -> Self {
        let reader = Reader::new(explainer, answers);
        let stands = |provision: &Provision| {
            let versions = VersionId::first(provision.versions.len());
            versions.map(|version| standing(&reader, provision, version)).collect()
        };
        Self {
            explainer,
            answers: *answers,
            assumed: answers.assumed(explainer),
            stands: explainer.provisions.iter().map(stands).collect(),
            rows: row_cases(explainer, answers),
            texts: asked(explainer, answers)
                .iter()
                .map(|option| TextCase::new(explainer, reader.counted, option))
                .collect(),
        }
    }

    /// The outcome on a day.
    #[must_use]
    pub fn on(&self, on: Day) -> Outcome {
        let explainer = self.explainer;
        let times = times(explainer, on);
        let provisions: Vec<ProvisionOutcome> = (self.stands.iter().zip(&times).enumerate())
            .map(|(index, (stands, time))| {
                let (standing, why) = stands[time.version.index()].clone();
                ProvisionOutcome {
                    provision: ProvisionId::at(index),
                    standing,
                    why,
                    timing: time.timing,
                    version: time.version,
                    from: time.from,
                    until: time.until,
                    in_days: (time.timing == Timing::Upcoming).then(|| on.days_until(time.from)),
                }
            })
            .collect();
        let (begun, next) = around(explainer, &provisions, on);
        let period = if on < explainer.record {
            Period { from: None, until: Some(explainer.record.previous()) }
        } else {
            let from = begun.map_or(explainer.record, |begun| begun.max(explainer.record));
            Period { from: Some(from), until: next.as_ref().map(|change| change.on.previous()) }
        };
        let notice = if on < explainer.record {
            Some(Notice::BeforeRecord)
        } else if explainer.verified < on {
            Some(Notice::AfterVerified)
        } else {
            None
        };
        let rows: Vec<RowOutcome> = self.rows.iter().map(|row| row.on(explainer, &times, on)).collect();
        let texts = self.gravest_first(&rows);
        Outcome {
            answers: self.answers.on(on),
            assumed: self.assumed,
            period,
            next_change: next,
            verdicts: texts.iter().filter_map(|text| text.verdict(explainer, on)).collect(),
            short_answers: texts.iter().filter_map(|text| text.short_answer(explainer, on)).collect(),
            rows,
            provisions,
            notice,
        }
    }

    /// The rows on a day, as in [`Outcome::rows`].
    #[must_use]
    pub fn rows(&self, on: Day) -> Vec<RowOutcome> {
        let times = times(self.explainer, on);
        self.rows.iter().map(|row| row.on(self.explainer, &times, on)).collect()
    }

    /// The verdict for an option that is answered, on a day.
    #[must_use]
    pub fn verdict(&self, option: OptionId, on: Day) -> Option<VerdictShown> {
        self.text(option)?.verdict(self.explainer, on)
    }

    /// The short answer for an option that is answered, on a day.
    #[must_use]
    pub fn short_answer(&self, option: OptionId, on: Day) -> Option<ShortAnswerShown> {
        self.text(option)?.short_answer(self.explainer, on)
    }

    fn text(&self, option: OptionId) -> Option<&TextCase> {
        self.texts.iter().find(|text| text.option == option)
    }

    /// The options that are answered, the one with the gravest row first, equals in the order of the law.
    fn gravest_first(&self, rows: &[RowOutcome]) -> Vec<&TextCase> {
        let gravity = |option: OptionId| {
            // A row that takes another answer than the reader's, as an agency's use for one that buys, is not theirs.
            let own =
                self.rows.iter().zip(rows).filter(|(case, row)| case.is_own && row.option == Some(option));
            own.map(|(_, row)| row.status.gravity(self.explainer)).min().unwrap_or(u8::MAX)
        };
        let mut texts: Vec<&TextCase> = Vec::new();
        // Kept in order while it grows: there are few, and a sort would be larger than all of this.
        for text in &self.texts {
            let place = texts.partition_point(|before| gravity(before.option) <= gravity(text.option));
            texts.insert(place, text);
        }
        texts
    }
}

/// The last day, until the day asked about, on which something changed for the reader, and the next on which it does.
fn around(explainer: &Explainer, provisions: &[ProvisionOutcome], on: Day) -> (Option<Day>, Option<Change>) {
    let concerned = || provisions.iter().filter(|outcome| outcome.standing != Standing::NotYours);
    let (mut begun, mut next): (Option<Day>, Option<Day>) = (None, None);
    for outcome in concerned() {
        for day in boundaries_of(&explainer[outcome.provision]) {
            if day <= on {
                begun = begun.max(Some(day));
            } else {
                next = Some(next.map_or(day, |next| next.min(day)));
            }
        }
    }
    let next = next.map(|day| Change {
        on: day,
        in_days: on.days_until(day),
        provisions: concerned()
            .map(|outcome| outcome.provision)
            .filter(|provision| boundaries_of(&explainer[*provision]).any(|boundary| boundary == day))
            .collect(),
    });
    (begun, next)
}

/// The first day of the period that holds the day asked about; `None` before the record starts.
///
/// It is [`Period::from`] of the outcome, without working out the rest of it.
#[must_use]
pub fn period_start(explainer: &Explainer, answers: &Answers) -> Option<Day> {
    let on = answers.on;
    if on < explainer.record {
        return None;
    }
    let reader = Reader::new(explainer, answers);
    let times = times(explainer, on);
    let concerned =
        explainer.provisions.iter().zip(&times).filter(|(provision, time)| {
            bare_standing(&reader, provision, time.version) != Standing::NotYours
        });
    let begun = concerned.flat_map(|(provision, _)| boundaries_of(provision)).filter(|day| *day <= on).max();
    Some(begun.map_or(explainer.record, |begun| begun.max(explainer.record)))
}

/// The rows of the reader's role alone, as they stand in [`Outcome::rows`].
#[must_use]
pub fn row_outcomes(explainer: &Explainer, answers: &Answers) -> Vec<RowOutcome> {
    let times = times(explainer, answers.on);
    row_cases(explainer, answers).iter().map(|row| row.on(explainer, &times, answers.on)).collect()
}

/// How a provision stands in time, whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) timing: Timing,
    pub(crate) version: VersionId,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    /// Whether it was in force before and is upcoming again.
    pub(crate) suspended: bool,
}

/// How every provision stands in time on this day.
fn times(explainer: &Explainer, on: Day) -> Vec<Time> {
    explainer.provisions.iter().map(|provision| time(provision, on)).collect()
}

fn time(provision: &Provision, on: Day) -> Time {
    let (mut begun, mut coming) = (None, None);
    for run in provision.runs() {
        if run.from <= on {
            begun = Some(run);
        } else {
            coming = coming.or(Some(run));
        }
    }
    let in_force = begun.filter(|run| run.until.is_none_or(|until| on <= until));
    let (timing, run) = match (in_force, coming) {
        (Some(run), _) => (Timing::InForce, Some(run)),
        (None, Some(run)) => (Timing::Upcoming, Some(run)),
        (None, None) => (Timing::Ended, begun),
    };
    // Every version of a consistent law is in force on some day.
    let run = run.expect("a provision is in force on some day");
    Time {
        timing,
        version: run.version,
        from: run.from,
        until: run.until,
        suspended: timing == Timing::Upcoming && begun.is_some(),
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
    changes_of(explainer, ProvisionId::first(explainer.provisions.len()))
}

fn changes_among<'a>(
    explainer: &Explainer,
    outcomes: impl Iterator<Item = &'a ProvisionOutcome>,
) -> Vec<Change> {
    changes_of(explainer, outcomes.map(|outcome| outcome.provision))
}

fn changes_of(explainer: &Explainer, provisions: impl Iterator<Item = ProvisionId>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for id in provisions {
        for on in boundaries(&explainer[id]) {
            // Kept in order while it grows: a sort would be the larger part of the engine.
            match changes.binary_search_by_key(&on, |change| change.on) {
                Ok(found) => changes[found].provisions.push(id),
                Err(place) => changes.insert(place, Change { on, in_days: 0, provisions: vec![id] }),
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
    for day in boundaries_of(provision) {
        if let Err(place) = boundaries.binary_search(&day) {
            boundaries.insert(place, day);
        }
    }
    boundaries
}

/// The same days, in no order, one of them perhaps twice.
fn boundaries_of(provision: &Provision) -> impl Iterator<Item = Day> {
    let runs = provision.runs().flat_map(|run| [Some(run.from), run.until.map(Day::next)]).flatten();
    runs.chain(provision.versions.iter().flat_map(|version| &version.due).map(|due| due.next()))
}

/// The questions, the role's aside, whose answer could still change how some provision stands.
#[must_use]
pub fn questions_that_matter(explainer: &Explainer, answers: &Answers) -> Vec<QuestionId> {
    let times = times(explainer, answers.on);
    let standings = |answers: &Answers| -> Vec<(Standing, Option<Why>)> {
        let reader = Reader::new(explainer, answers);
        let stands =
            |(provision, time): (&Provision, &Time)| match bare_standing(&reader, provision, time.version) {
                Standing::Depends => {
                    let (standing, why) = standing(&reader, provision, time.version);
                    (standing, Some(why))
                }
                standing => (standing, None),
            };
        explainer.provisions.iter().zip(&times).map(stands).collect()
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
    explainer.further_questions().filter(|(_, question)| matters(question)).map(|(id, _)| id).collect()
}

/// The oldest day on which one of the sources was checked that this outcome rests on: those of every provision that
/// concerns the reader or stands in a row.
#[must_use]
pub fn last_checked(explainer: &Explainer, outcome: &Outcome) -> Day {
    let concern = (outcome.provisions.iter())
        .filter(|found| found.standing != Standing::NotYours)
        .map(|found| found.provision);
    let in_rows = outcome.rows.iter().flat_map(|row| row.rule.iter().chain(&row.notes));
    let provisions = concern.chain(in_rows.map(|rule| rule.provision));
    let checked = provisions
        .flat_map(|provision| &explainer[provision].sources)
        .map(|evidence| explainer[evidence.source].checked);
    checked.min().unwrap_or(explainer.verified)
}
