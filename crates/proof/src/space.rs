//! Every answer on every day that matters: what must hold for each reader, held on all of them.
//!
//! **Readers** are all of them: of a question of one choice none or each option, of several choices none or every
//! non-empty set. **Days** are the first, a middle and the last of every run of days between two days on which
//! anything changes for anyone, so that every reader's periods are looked at where they begin, inside, and where they
//! end. What holds in time is looked at on every single day, from the record's first to ten years after the last check.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    thread,
};

use rules::{
    Answers, Day, Explainer, Law, OptionSet, Outcome, Prominence, Provision, Question, Standing, Timing, Why,
    boundaries, outcome,
};

use crate::{
    complaints::{Complaints, names},
    questions,
};

/// A law in one language, and the phrases by which a short answer of that language says that nothing applies.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    /// The law; every language has the same rules.
    pub law: &'a Law,
    /// The phrases, in lower case.
    pub nothing: &'a [String],
}

/// What was held against the contract, and found to keep it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Every combination of answers, open ones included.
    pub readers: usize,
    /// The days on which each of them was asked for.
    pub days: usize,
    /// Readers × days.
    pub outcomes: usize,
    /// Outcomes × provisions.
    pub standings: usize,
    /// Short answers shown, over all outcomes and languages.
    pub short_answers: usize,
    /// Standings compared between a reader with an open question and the same reader with it answered.
    pub completions: usize,
    /// Decisions whether a question still matters, compared with trying every answer to it.
    pub questions: usize,
    /// The days on which every provision's timing was looked at.
    pub every_day: usize,
    /// Provisions × those days.
    pub timings: usize,
}

/// What one reader is told about the provisions on each of the days.
pub(crate) struct Told {
    /// Days × provisions.
    pub(crate) standings: Vec<Standing>,
    /// Per day: the provisions that depend, each with the options that settle it. Empty where nothing is open.
    openings: Vec<Vec<(usize, Vec<OptionSet>)>>,
    /// Per day: a fingerprint of standings and openings.
    pub(crate) prints: Vec<u64>,
    /// The days and options for which a short answer says that nothing applies.
    denials: Vec<(usize, u8)>,
}

/// The whole space, told.
pub(crate) struct Space<'a> {
    pub(crate) explainer: &'a Explainer,
    pub(crate) days: Vec<Day>,
    pub(crate) readers: Vec<Answers>,
    pub(crate) told: HashMap<OptionSet, Told>,
}

/// Holds every reader on every day against the contract.
///
/// # Errors
///
/// What is broken, rule by rule, each with readers it would mislead.
///
/// # Panics
///
/// When no language is given, or the law has no question.
pub fn prove(languages: &[Spoken]) -> Result<Counts, String> {
    let explainer = &languages.first().expect("a law is spoken in one language at least").law.explainer;
    let readers = readers(explainer);
    let days = days(explainer);
    let mut complaints = Complaints::default();
    let mut counts = Counts { readers: readers.len(), days: days.len(), ..Counts::default() };
    counts.outcomes = counts.readers * counts.days;
    counts.standings = counts.outcomes * explainer.provisions.len();

    let times = Times::of(explainer, &readers[0], &days);
    let mut told = HashMap::with_capacity(readers.len());
    for (part, n_short_answers, found) in
        in_parts(&readers, |readers| tell(languages, &times, &days, readers))
    {
        told.extend(part);
        counts.short_answers += n_short_answers;
        complaints.extend(found);
    }
    let space = Space { explainer, days, readers, told };
    for (n_completions, found) in in_parts(&space.readers, |readers| narrow(&space, readers)) {
        counts.completions += n_completions;
        complaints.extend(found);
    }
    let (n_questions, found) = questions::only_what_matters_is_asked(&space);
    counts.questions = n_questions;
    complaints.extend(found);

    let (n_days, found) = every_day(explainer, &space.readers[0]);
    counts.every_day = n_days;
    counts.timings = n_days * explainer.provisions.len();
    complaints.extend(found);
    complaints.into_result().map(|()| counts)
}

/// Does a piece of work for all readers, each core its part.
pub(crate) fn in_parts<R: Send>(readers: &[Answers], work: impl Fn(&[Answers]) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    thread::scope(|scope| {
        let parts: Vec<_> = readers
            .chunks(readers.len().div_ceil(n_threads).max(1))
            .map(|readers| scope.spawn(move || work(readers)))
            .collect();
        parts
            .into_iter()
            .map(|part| part.join().expect("a part of the space makes no panic of its own"))
            .collect()
    })
}

/// How the provisions stand in time on each of the days, whoever asks.
struct Times(Vec<Vec<Time>>);

type Time = (Timing, usize, Day, Option<Day>, Option<i32>);

impl Times {
    fn of(explainer: &Explainer, reader: &Answers, days: &[Day]) -> Self {
        Self(days.iter().map(|on| times(&outcome(explainer, &reader.on(*on)))).collect())
    }
}

fn times(outcome: &Outcome) -> Vec<Time> {
    let time = |found: &rules::ProvisionOutcome| {
        (found.timing, found.version, found.from, found.until, found.in_days)
    };
    outcome.provisions.iter().map(time).collect()
}

/// What holds for each reader alone: reasons, time, the record, short answers, periods.
fn tell(
    languages: &[Spoken],
    times_of: &Times,
    days: &[Day],
    readers: &[Answers],
) -> (HashMap<OptionSet, Told>, usize, Complaints) {
    let explainer = &languages[0].law.explainer;
    let mut teller =
        Teller { languages, explainer, days, n_short_answers: 0, complaints: Complaints::default() };
    let mut all = HashMap::with_capacity(readers.len());
    for reader in readers {
        let is_open =
            explainer.questions.iter().skip(1).any(|question| reader.leaves_open(explainer, question));
        let mut told = Told {
            standings: Vec::with_capacity(days.len() * explainer.provisions.len()),
            openings: Vec::new(),
            prints: Vec::with_capacity(days.len()),
            denials: Vec::new(),
        };
        let mut before: Option<Outcome> = None;
        for (day, on) in days.iter().enumerate() {
            let outcome = outcome(explainer, &reader.on(*on));
            teller.every_provision_stands_once(&outcome);
            teller.timing_looks_at_days_alone(&outcome, &times_of.0[day]);
            teller.a_day_before_the_record_knows_only_what_comes(&outcome);
            teller.short_answers(&outcome, day, &mut told.denials);
            teller.a_period_stands_between_changes(&outcome);
            if let Some(before) = before.filter(|before| before.period == outcome.period) {
                teller.nothing_changes_but_countdowns(&before, &outcome);
            }
            told.prints.push(print_of(&outcome));
            told.standings.extend(outcome.provisions.iter().map(|found| found.standing));
            if is_open {
                let open = outcome.provisions.iter().enumerate();
                let open = open.filter_map(|(index, found)| match &found.why {
                    Why::Open(openings) => Some((index, openings.clone())),
                    _ => None,
                });
                told.openings.push(open.collect());
            }
            before = Some(outcome);
        }
        all.insert(reader.chosen(), told);
    }
    (all, teller.n_short_answers, teller.complaints)
}

/// A fingerprint of standings, and of the options that would settle those that depend.
fn print_of(outcome: &Outcome) -> u64 {
    let mut hasher = DefaultHasher::new();
    for found in &outcome.provisions {
        found.standing.hash(&mut hasher);
        if let Why::Open(openings) = &found.why {
            openings.hash(&mut hasher);
        }
    }
    hasher.finish()
}

struct Teller<'a> {
    languages: &'a [Spoken<'a>],
    explainer: &'a Explainer,
    days: &'a [Day],
    n_short_answers: usize,
    complaints: Complaints,
}

impl Teller<'_> {
    fn every_provision_stands_once(&mut self, outcome: &Outcome) {
        let places = outcome.provisions.iter().map(|found| found.provision);
        if !places.eq(0..self.explainer.provisions.len()) {
            self.complain("a provision is missing or told twice", outcome, String::new);
        }
        for found in &outcome.provisions {
            let suits = match &found.why {
                Why::Rule => matches!(found.standing, Standing::Binds | Standing::Affects),
                Why::Because(because) => {
                    matches!(found.standing, Standing::Exempt | Standing::Unclear) && because.is_some()
                }
                Why::Open(openings) => {
                    found.standing == Standing::Depends
                        && !openings.is_empty()
                        && openings.iter().all(|opening| !opening.is_empty())
                }
                Why::RuledOut(questions) => found.standing == Standing::NotYours && !questions.is_empty(),
            };
            if !suits {
                let id = &self.explainer.provisions[found.provision].id;
                self.complaints.add(
                    self.explainer,
                    "the reason does not suit the standing",
                    &outcome.answers,
                    || id.clone(),
                );
            }
        }
    }

    fn timing_looks_at_days_alone(&mut self, outcome: &Outcome, known: &[Time]) {
        if times(outcome) != known {
            self.complain("another reader is told another timing", outcome, String::new);
        }
    }

    fn a_day_before_the_record_knows_only_what_comes(&mut self, outcome: &Outcome) {
        if self.explainer.record <= outcome.answers.on {
            return;
        }
        if outcome.provisions.iter().any(|found| found.timing != Timing::Upcoming) {
            self.complain("something held before the record", outcome, String::new);
        }
    }

    /// One for each choice, none of them empty; those that say that nothing applies are remembered.
    fn short_answers(&mut self, outcome: &Outcome, day: usize, denials: &mut Vec<(usize, u8)>) {
        if outcome.answers.on < self.explainer.record {
            return;
        }
        let chosen = self.explainer.narrowing().and(outcome.answers.chosen());
        let wanted = if chosen.is_empty() { OptionSet::of(outcome.answers.role()) } else { chosen };
        if !outcome.short_answers.iter().map(|shown| shown.option).eq(wanted.iter()) {
            self.complain("a choice has no short answer", outcome, String::new);
        }
        for language in self.languages {
            for shown in &outcome.short_answers {
                self.n_short_answers += 1;
                let text = &language.law.wording.short_answers[shown.short_answer][shown.text];
                if text.trim().is_empty() {
                    self.complain("a short answer is empty", outcome, String::new);
                }
                if language.nothing.iter().any(|phrase| text.to_lowercase().contains(phrase.as_str()))
                    && denials.last() != Some(&(day, shown.option))
                {
                    denials.push((day, shown.option));
                }
            }
        }
    }

    fn a_period_stands_between_changes(&mut self, outcome: &Outcome) {
        let (period, on) = (outcome.period, outcome.answers.on);
        let contains =
            period.from.is_none_or(|from| from <= on) && period.until.is_none_or(|until| on <= until);
        // Only then has every first and last day of a period been looked at.
        let ends_are_looked_at = [period.from, period.until]
            .into_iter()
            .flatten()
            .all(|end| self.days.binary_search(&end).is_ok());
        if !contains || !ends_are_looked_at {
            self.complain("the period does not stand around its day", outcome, String::new);
        }
        let next = outcome.next_change.as_ref();
        let follows = on < self.explainer.record || period.until.map(Day::next) == next.map(|next| next.on);
        let counts = next.is_none_or(|next| {
            next.in_days == on.days_until(next.on) && 0 < next.in_days && !next.provisions.is_empty()
        });
        if !follows || !counts {
            self.complain("the next change does not follow the period", outcome, String::new);
        }
    }

    /// The days of one period stand one after the other: each is held against the next.
    fn nothing_changes_but_countdowns(&mut self, before: &Outcome, after: &Outcome) {
        if before.short_answers != after.short_answers {
            self.complain("a short answer changes inside a period", after, String::new);
        }
        let next =
            |outcome: &Outcome| outcome.next_change.as_ref().map(|next| (next.on, next.provisions.clone()));
        if next(before) != next(after) {
            self.complain("the next change changes inside a period", after, String::new);
        }
        for (before, found) in before.provisions.iter().zip(&after.provisions) {
            let same_standing = before.standing == found.standing && before.why == found.why;
            // A period looks only at provisions that concern the reader.
            let same_days = found.standing == Standing::NotYours
                || (before.timing, before.version, before.from, before.until)
                    == (found.timing, found.version, found.from, found.until);
            if !same_standing || !same_days {
                let id = &self.explainer.provisions[found.provision].id;
                self.complaints.add(
                    self.explainer,
                    "a provision changes inside a period",
                    &after.answers,
                    || id.clone(),
                );
            }
        }
    }

    fn complain(&mut self, rule: &'static str, outcome: &Outcome, what: impl FnOnce() -> String) {
        self.complaints.add(self.explainer, rule, &outcome.answers, what);
    }
}

/// What holds between readers: answering only narrows, and no short answer denies a rule.
fn narrow(space: &Space, readers: &[Answers]) -> (usize, Complaints) {
    let mut complaints = Complaints::default();
    let mut n_completions = 0;
    for reader in readers {
        n_completions += an_answer_only_narrows(space, reader, &mut complaints);
        no_short_answer_denies_a_rule(space, reader, &mut complaints);
    }
    (n_completions, complaints)
}

/// Answering an open question never turns a standing round, and `depends` is settled by what it names alone.
fn an_answer_only_narrows(space: &Space, open: &Answers, complaints: &mut Complaints) -> usize {
    let explainer = space.explainer;
    let n_provisions = explainer.provisions.len();
    let steps = completions(explainer, open);
    let told = &space.told[&open.chosen()];
    for step in &steps {
        let full = &space.told[&step.chosen()];
        let settled =
            explainer.questions.iter().skip(1).all(|question| !step.leaves_open(explainer, question));
        for (day, on) in space.days.iter().enumerate() {
            let here = day * n_provisions..(day + 1) * n_provisions;
            let pairs = told.standings[here.clone()].iter().zip(&full.standings[here]);
            for (index, (was, is)) in pairs.enumerate() {
                let agrees = match was {
                    // With another question still open, it may go on depending.
                    Standing::Depends if !settled => true,
                    Standing::Depends => {
                        let openings = told.openings[day].iter().find(|(provision, _)| *provision == index);
                        let named = openings.is_some_and(|(_, openings)| {
                            openings.iter().any(|opening| settles(explainer, *opening, step.chosen()))
                        });
                        let concerns = matches!(is, Standing::Binds | Standing::Affects | Standing::Unclear);
                        named == concerns && *is != Standing::Depends
                    }
                    Standing::Exempt => matches!(is, Standing::Exempt | Standing::NotYours),
                    decided => decided == is,
                };
                if !agrees {
                    complaints.add(explainer, "an answer turns a standing round", &open.on(*on), || {
                        format!(
                            "{} was {} and is {} with {}",
                            explainer.provisions[index].id,
                            was.id(),
                            is.id(),
                            names(explainer, step.chosen())
                        )
                    });
                }
            }
        }
    }
    steps.len() * space.days.len() * n_provisions
}

/// A short answer that says “no rule” is false where a main provision binds because of the very option it answers for.
fn no_short_answer_denies_a_rule(space: &Space, reader: &Answers, complaints: &mut Complaints) {
    let explainer = space.explainer;
    let n_provisions = explainer.provisions.len();
    let told = &space.told[&reader.chosen()];
    for (day, option) in &told.denials {
        let on = space.days[*day];
        // What binds without this option as well is another answer's to tell. A role is always there.
        let without = &space.told[&reader.without(*option).chosen()];
        for (index, provision) in explainer.provisions.iter().enumerate() {
            let at = day * n_provisions + index;
            let binds = provision.prominence == Prominence::Main
                && told.standings[at] == Standing::Binds
                && in_force(provision, on);
            let by_this_option = *option == reader.role() || without.standings[at] != Standing::Binds;
            if binds && by_this_option {
                complaints.add(
                    explainer,
                    "a short answer says that nothing applies where something binds",
                    &reader.on(on),
                    || {
                        format!(
                            "{} binds; asked for {}",
                            provision.id,
                            names(explainer, OptionSet::of(*option))
                        )
                    },
                );
            }
        }
    }
}

fn in_force(provision: &Provision, on: Day) -> bool {
    provision.runs().iter().any(|run| run.from <= on && run.until.is_none_or(|until| on <= until))
}

/// Every provision on every single day: one timing, with days that suit it, and no change but on a boundary.
fn every_day(explainer: &Explainer, reader: &Answers) -> (usize, Complaints) {
    let mut complaints = Complaints::default();
    let all_boundaries: Vec<Vec<Day>> = explainer.provisions.iter().map(boundaries).collect();
    let last = horizon(explainer);
    let (mut on, mut n_days) = (explainer.record, 0);
    let mut before: Option<Vec<Time>> = None;
    loop {
        let now = times(&outcome(explainer, &reader.on(on)));
        for (index, (timing, version, from, until, in_days)) in now.iter().enumerate() {
            let suits = match timing {
                Timing::Upcoming => on < *from && *in_days == Some(on.days_until(*from)),
                Timing::InForce => *from <= on && until.is_none_or(|until| on <= until) && in_days.is_none(),
                Timing::Ended => until.is_some_and(|until| until < on) && in_days.is_none(),
            };
            let changed = before.as_ref().is_some_and(|before| {
                let (timing_before, version_before, from_before, until_before, _) = &before[index];
                (timing_before, version_before, from_before, until_before) != (timing, version, from, until)
            });
            let may_change = all_boundaries[index].binary_search(&on).is_ok();
            if !suits || (changed && !may_change) {
                complaints.say("a provision stands wrongly in time", || {
                    format!("{} on {}", explainer.provisions[index].id, on.to_iso())
                });
            }
        }
        before = Some(now);
        n_days += 1;
        if last <= on {
            return (n_days, complaints);
        }
        on = on.next();
    }
}

/// Ten years after the last check, or after the last change, whichever is later.
fn horizon(explainer: &Explainer) -> Day {
    let last = explainer.provisions.iter().flat_map(boundaries).fold(explainer.verified, Day::max);
    // The day after February 28 where there is no February 29.
    Day::new(last.year() + 10, last.month(), last.day())
        .or_else(|| Day::new(last.year() + 10, last.month() + 1, 1))
        .unwrap_or(last)
}

/// The first, a middle and the last day between each two days on which something changes for anyone.
fn days(explainer: &Explainer) -> Vec<Day> {
    let changes = explainer.provisions.iter().flat_map(boundaries);
    let texts = explainer.short_answers.iter().flat_map(|short_answer| short_answer.from.iter().copied());
    let edges: BTreeSet<Day> =
        changes.chain(texts).chain([explainer.record, explainer.verified.next()]).collect();
    let edges: Vec<Day> = edges.into_iter().collect();
    let mut days: BTreeSet<Day> = BTreeSet::new();
    for (index, first) in edges.iter().enumerate() {
        let last = edges.get(index + 1).map_or(horizon(explainer), |next| next.previous());
        let middle = (0..first.days_until(last) / 2).fold(*first, |day, _| day.next());
        days.extend([*first, middle, last]);
    }
    let early = Day::new(explainer.record.year() - 10, 1, 1);
    days.extend([explainer.record.previous()].into_iter().chain(early));
    days.into_iter().collect()
}

/// Every reader: of a question of one choice none or one option, of several choices none or any set.
///
/// # Panics
///
/// When the law has no question.
#[must_use]
pub fn readers(explainer: &Explainer) -> Vec<Answers> {
    let mut readers = Vec::new();
    for role in explainer.questions[0].options.iter() {
        let alone = Answers::new(explainer, role, explainer.verified).expect("it is a role");
        let mut of_role = vec![alone];
        for question in &explainer.questions[1..] {
            let choices = choices(explainer, question, role);
            of_role = of_role
                .iter()
                .flat_map(|answers| choices.iter().map(|choice| choose(explainer, answers, *choice)))
                .collect();
        }
        readers.extend(of_role);
    }
    readers
}

/// The ways to answer a question; the empty set leaves it open.
fn choices(explainer: &Explainer, question: &Question, role: u8) -> Vec<OptionSet> {
    let offered = explainer.offered(question, role);
    let mut choices: Vec<OptionSet> = Vec::new();
    if question.default.is_none() || offered.is_empty() {
        choices.push(OptionSet::EMPTY);
    }
    if question.many {
        let options: Vec<u8> = offered.iter().collect();
        choices.extend((1_u32..1 << options.len()).map(|bits| {
            let chosen = options.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
            chosen.fold(OptionSet::EMPTY, |set, (_, option)| set.with(*option))
        }));
    } else {
        choices.extend(offered.iter().map(OptionSet::of));
    }
    choices
}

fn choose(explainer: &Explainer, answers: &Answers, choice: OptionSet) -> Answers {
    choice.iter().fold(*answers, |answers, option| answers.with(explainer, option))
}

/// The ways to answer one or more of the open questions.
fn completions(explainer: &Explainer, open: &Answers) -> Vec<Answers> {
    let mut completions = vec![*open];
    for question in &explainer.questions[1..] {
        if open.leaves_open(explainer, question) {
            let choices = choices(explainer, question, open.role());
            completions = completions
                .iter()
                .flat_map(|answers| choices.iter().map(|choice| choose(explainer, answers, *choice)))
                .collect();
        }
    }
    completions.retain(|answers| answers != open);
    completions
}

/// Whether one option of every question in the opening is chosen.
fn settles(explainer: &Explainer, opening: OptionSet, chosen: OptionSet) -> bool {
    explainer.questions.iter().all(|question| {
        let wanted = opening.and(question.options);
        wanted.is_empty() || wanted.meets(chosen)
    })
}
