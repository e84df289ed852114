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
    Answers, Case, Day, Explainer, Law, OptionId, OptionSet, Outcome, Provision, ProvisionId,
    ProvisionOutcome, Question, RowOutcome, RowRule, RowStatus, Standing, Timing, VersionId, Why, asked,
    boundaries, outcome, row_answers,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Every combination of answers, open ones included.
    pub readers: usize,
    /// The days on which each of them was asked for.
    pub days: usize,
    /// Readers × days.
    pub outcomes: usize,
    /// Outcomes × provisions.
    pub standings: usize,
    /// Verdicts and short answers shown, over all outcomes and languages.
    pub texts: usize,
    /// Rows held against how their provisions stand.
    pub rows: usize,
    /// Statuses of rows that the verdicts shown assert.
    pub assertions: usize,
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
    denials: Vec<(usize, OptionId)>,
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
    for (part, [n_texts, n_rows, n_assertions], found) in
        in_parts(&readers, |readers| tell(languages, &times, &days, readers))
    {
        told.extend(part);
        counts.texts += n_texts;
        counts.rows += n_rows;
        counts.assertions += n_assertions;
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

type Time = (Timing, VersionId, Day, Option<Day>, Option<i32>);

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
) -> (HashMap<OptionSet, Told>, [usize; 3], Complaints) {
    let explainer = &languages[0].law.explainer;
    let mut teller = Teller {
        languages,
        explainer,
        days,
        n_texts: 0,
        n_rows: 0,
        n_assertions: 0,
        denying: Denying::default(),
        alone: HashMap::new(),
        complaints: Complaints::default(),
    };
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
        let mut versions_before: Vec<VersionId> = Vec::new();
        let case = Case::new(explainer, reader);
        for (day, on) in days.iter().enumerate() {
            let outcome = case.on(*on);
            teller.every_provision_stands_once(&outcome);
            teller.timing_looks_at_days_alone(&outcome, &times_of.0[day]);
            teller.a_day_before_the_record_knows_only_what_comes(&outcome);
            teller.texts(&outcome, day, &mut told.denials);
            teller.rows(&outcome, day);
            teller.verdicts_keep_their_word(&outcome);
            let versions: Vec<VersionId> = outcome.provisions.iter().map(|found| found.version).collect();
            if before.as_ref().is_none_or(|_| versions_before != versions) {
                teller.every_main_provision_has_a_row(&outcome, day);
            }
            versions_before = versions;
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
    (all, [teller.n_texts, teller.n_rows, teller.n_assertions], teller.complaints)
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
    n_texts: usize,
    n_rows: usize,
    n_assertions: usize,
    denying: Denying,
    /// How the provisions stand, per day, for the answers that rows are worked out for.
    alone: HashMap<OptionSet, Vec<Vec<ProvisionOutcome>>>,
    complaints: Complaints,
}

/// Which texts say that nothing applies: there are few, and each is looked through once.
#[derive(Default)]
struct Denying(HashMap<*const u8, bool>);

impl Denying {
    fn denies(&mut self, language: &Spoken, text: &str) -> bool {
        *self.0.entry(text.as_ptr()).or_insert_with(|| {
            let text = text.to_lowercase();
            language.nothing.iter().any(|phrase| text.contains(phrase.as_str()))
        })
    }
}

impl Teller<'_> {
    fn every_provision_stands_once(&mut self, outcome: &Outcome) {
        let places = outcome.provisions.iter().map(|found| found.provision);
        if !places.eq(ProvisionId::first(self.explainer.provisions.len())) {
            self.complain("a provision is missing or told twice", outcome, String::new);
        }
        for found in &outcome.provisions {
            let suits = match &found.why {
                Why::Rule => matches!(found.standing, Standing::Binds | Standing::Affects),
                Why::Because(_) => matches!(found.standing, Standing::Exempt | Standing::Unclear),
                Why::Open(openings) => {
                    found.standing == Standing::Depends
                        && !openings.is_empty()
                        && openings.iter().all(|opening| !opening.is_empty())
                }
                Why::RuledOut(questions) => found.standing == Standing::NotYours && !questions.is_empty(),
            };
            if !suits {
                let id = &self.explainer[found.provision].id;
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

    /// One verdict and one short answer for each choice, in one order and none of them empty; those that say that
    /// nothing applies are remembered.
    fn texts(&mut self, outcome: &Outcome, day: usize, denials: &mut Vec<(usize, OptionId)>) {
        if outcome.answers.on < self.explainer.record {
            return;
        }
        let verdicts: Vec<OptionId> = outcome.verdicts.iter().map(|shown| shown.option).collect();
        let short_answers: Vec<OptionId> = outcome.short_answers.iter().map(|shown| shown.option).collect();
        let mut in_order = verdicts.clone();
        in_order.sort_unstable();
        if !in_order.into_iter().eq(asked(self.explainer, &outcome.answers).iter()) {
            self.complain("a choice has no verdict", outcome, String::new);
        }
        if verdicts != short_answers {
            self.complain(
                "a choice has no short answer, or another order than its verdict",
                outcome,
                String::new,
            );
        }
        for language in self.languages {
            let verdicts = outcome.verdicts.iter().map(|shown| (shown.option, language.law.verdict(shown)));
            let short_answers =
                outcome.short_answers.iter().map(|shown| (shown.option, language.law.short_answer(shown)));
            for (option, text) in verdicts.chain(short_answers) {
                self.n_texts += 1;
                if text.trim().is_empty() {
                    self.complain("a verdict or short answer is empty", outcome, String::new);
                }
                let known =
                    || denials.iter().rev().take_while(|(on, _)| *on == day).any(|(_, of)| *of == option);
                if self.denying.denies(language, text) && !known() {
                    denials.push((day, option));
                }
            }
        }
    }

    /// The rows of the role, each as its provisions stand for its own option taken alone.
    fn rows(&mut self, outcome: &Outcome, day: usize) {
        let explainer = self.explainer;
        let rows = explainer.rows_of(outcome.answers.role()).map(|(id, _)| id);
        if !outcome.rows.iter().map(|row| row.row).eq(rows) {
            self.complain("a row is missing or told twice", outcome, String::new);
        }
        for row in &outcome.rows {
            self.n_rows += 1;
            let answers = row_answers(explainer, &outcome.answers, &explainer[row.row]);
            let known = self.alone.entry(answers.chosen()).or_insert_with(|| {
                let case = Case::new(explainer, &answers);
                self.days.iter().map(|on| case.on(*on).provisions).collect()
            });
            if let Some(wrong) = contradiction(explainer, row, &known[day]) {
                self.complaints.add(explainer, wrong, &outcome.answers, || {
                    format!("{} is {}", explainer[row.row].id, row.status.id(explainer))
                });
            }
        }
    }

    /// What each verdict says of rows is so.
    fn verdicts_keep_their_word(&mut self, outcome: &Outcome) {
        let explainer = self.explainer;
        for shown in &outcome.verdicts {
            for assertion in &explainer[shown.verdict].versions[shown.text].asserts {
                self.n_assertions += 1;
                let row = outcome.rows.iter().find(|row| row.row == assertion.row);
                let kept = row.is_some_and(|row| {
                    assertion.statuses.iter().any(|status| row.status.is(status, explainer))
                });
                if !kept {
                    self.complain("a verdict asserts what its row does not say", outcome, || {
                        let is = row.map_or("not shown", |row| row.status.id(explainer));
                        let (verdict, row) = (&explainer[shown.verdict].id, &explainer[assertion.row].id);
                        format!(
                            "{verdict} says that {row} is {}, and it is {is}",
                            assertion.statuses.join(" or ")
                        )
                    });
                }
            }
        }
    }

    /// Every main provision that reaches the reader stands in a row that it reaches, too.
    fn every_main_provision_has_a_row(&mut self, outcome: &Outcome, day: usize) {
        let explainer = self.explainer;
        for found in &outcome.provisions {
            let reaches = matches!(found.standing, Standing::Binds | Standing::Affects | Standing::Unclear);
            if !reaches || !explainer[found.provision].is_main() {
                continue;
            }
            let stands_in_a_row = explainer.rows_of(outcome.answers.role()).any(|(_, row)| {
                row.provisions.contains(&found.provision) && {
                    let answers = row_answers(explainer, &outcome.answers, row);
                    let known = &self.alone[&answers.chosen()][day][found.provision.index()];
                    known.standing != Standing::NotYours
                }
            });
            if !stands_in_a_row {
                self.complain("a main provision stands in no row of a reader it reaches", outcome, || {
                    explainer[found.provision].id.clone()
                });
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
        if before.verdicts != after.verdicts {
            self.complain("a verdict changes inside a period", after, String::new);
        }
        if before.short_answers != after.short_answers {
            self.complain("a short answer changes inside a period", after, String::new);
        }
        let explainer = self.explainer;
        for (row_before, row) in before.rows.iter().zip(&after.rows) {
            let said = |row: &RowOutcome| (row.status, row.rule, row.notes.clone());
            if said(row_before) != said(row) && concerns(explainer, &after.answers, row) {
                self.complain("a row of the reader changes inside a period", after, || {
                    explainer[row.row].id.clone()
                });
            }
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
                let id = &self.explainer[found.provision].id;
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

/// Whether a row is about what the reader chose or left open, so that its days are the reader's own.
fn concerns(explainer: &Explainer, answers: &Answers, row: &RowOutcome) -> bool {
    let of_row = row_answers(explainer, answers, &explainer[row.row]).chosen();
    of_row
        .without(answers.with_assumed(explainer).chosen())
        .iter()
        .all(|option| answers.leaves_open(explainer, &explainer[explainer.question_of(option)]))
}

/// In what a row contradicts how its provisions stand for its own option taken alone.
fn contradiction(
    explainer: &Explainer,
    row: &RowOutcome,
    stands: &[ProvisionOutcome],
) -> Option<&'static str> {
    let named = &explainer[row.row].provisions;
    let relieves = |id: ProvisionId| explainer.effect_of(id).relieves;
    // What it tells of a provision is how that stands, and it tells of each that has something to say once.
    let told: Vec<&RowRule> = row.rule.iter().chain(&row.notes).collect();
    for rule in &told {
        let known = &stands[rule.provision.index()];
        if (rule.standing, rule.timing, rule.version, rule.from, rule.until)
            != (known.standing, known.timing, known.version, known.from, known.until)
        {
            return Some("a row tells of a provision otherwise than it stands");
        }
    }
    for id in named {
        let known = &stands[id.index()];
        let silent = known.standing == Standing::NotYours
            || (known.standing == Standing::Exempt && known.timing != Timing::InForce)
            || (relieves(*id) && known.timing == Timing::Upcoming);
        if told.iter().filter(|rule| rule.provision == *id).count() != usize::from(!silent) {
            return Some("a row leaves a provision out, or tells of one that has nothing to say");
        }
    }
    let in_force = |standing: Standing, relief: bool| {
        (named.iter()).any(|id| {
            let known = &stands[id.index()];
            (known.timing, known.standing) == (Timing::InForce, standing) && relieves(*id) == relief
        })
    };
    let is = |id: ProvisionId, standing: Standing| {
        let known = &stands[id.index()];
        (known.timing, known.standing) == (Timing::InForce, standing)
    };
    let binds = in_force(Standing::Binds, false);
    let affects = in_force(Standing::Affects, false);
    let unclear = in_force(Standing::Unclear, false) || in_force(Standing::Unclear, true);
    let depends = in_force(Standing::Depends, false) || in_force(Standing::Depends, true);
    let comes = named.iter().filter(|id| {
        let known = &stands[id.index()];
        known.timing == Timing::Upcoming
            && !matches!(known.standing, Standing::NotYours | Standing::Exempt)
            && !relieves(**id)
    });
    let next = comes.map(|id| stands[id.index()].from).min();
    let nothing_holds = || {
        let relief = in_force(Standing::Affects, true) || in_force(Standing::Binds, true);
        !binds && !affects && !unclear && !depends && !relief
    };
    let suits = match row.status {
        RowStatus::Binds(effect) if !explainer[effect].relieves => {
            named.iter().any(|id| explainer[*id].effect == effect && is(*id, Standing::Binds))
        }
        RowStatus::Affects(id) if !relieves(id) => !binds && is(id, Standing::Affects),
        RowStatus::Unclear if unclear => !binds && !affects,
        // Nothing holds yet, and of what comes next it is not settled whether it reaches the reader.
        RowStatus::Unclear => {
            nothing_holds()
                && row.rule.is_some_and(|rule| rule.standing == Standing::Unclear && Some(rule.from) == next)
        }
        RowStatus::Depends => !binds && !affects && !unclear && depends,
        // Whatever comes next: nothing holds yet.
        RowStatus::Starts(_) | RowStatus::Suspended => {
            nothing_holds() && next.is_some() && row.rule.is_some_and(|rule| Some(rule.from) == next)
        }
        RowStatus::Binds(_) | RowStatus::Affects(_) | RowStatus::Urged => {
            !binds && !affects && !unclear && !depends
        }
        RowStatus::NotCovered | RowStatus::Ended | RowStatus::NoRuleFound => {
            !binds && !affects && !unclear && !depends && next.is_none()
        }
    };
    if !suits {
        return Some("a row contradicts how its provisions stand");
    }
    let binds_anyway =
        || (explainer.each_provision()).any(|(id, provision)| provision.is_main() && is(id, Standing::Binds));
    if row.status.reassures(explainer) && row.option.is_some() && binds_anyway() {
        return Some("a row reassures where a main provision binds");
    }
    None
}

/// What holds between readers: answering only narrows, and no text denies a rule.
fn narrow(space: &Space, readers: &[Answers]) -> (usize, Complaints) {
    let mut complaints = Complaints::default();
    let mut n_completions = 0;
    for reader in readers {
        n_completions += an_answer_only_narrows(space, reader, &mut complaints);
        no_text_denies_a_rule(space, reader, &mut complaints);
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

/// A verdict or short answer that says “no rule” is false where a main provision binds because of the very option it
/// answers for.
fn no_text_denies_a_rule(space: &Space, reader: &Answers, complaints: &mut Complaints) {
    let explainer = space.explainer;
    let n_provisions = explainer.provisions.len();
    let told = &space.told[&reader.chosen()];
    for (day, option) in &told.denials {
        let on = space.days[*day];
        // What binds without this option as well is another answer's to tell. A role is always there.
        let without = &space.told[&reader.without(*option).chosen()];
        for (index, provision) in explainer.provisions.iter().enumerate() {
            let at = day * n_provisions + index;
            let binds =
                provision.is_main() && told.standings[at] == Standing::Binds && in_force(provision, on);
            let looks_at_it = provision.binds.iter().any(|alternative| alternative.options.contains(*option));
            let by_this_option =
                *option == reader.role() || looks_at_it || without.standings[at] != Standing::Binds;
            if binds && by_this_option {
                complaints.add(
                    explainer,
                    "a verdict or short answer says that nothing applies where something binds",
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
    provision.runs().any(|run| run.from <= on && run.until.is_none_or(|until| on <= until))
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
    let verdicts = explainer.verdicts.iter().flat_map(|verdict| &verdict.versions);
    let advice = explainer.advice.iter().filter_map(|advice| advice.from);
    let edges: BTreeSet<Day> = changes
        .chain(texts)
        .chain(verdicts.map(|version| version.from))
        .chain(advice)
        .chain([explainer.record, explainer.verified.next()])
        .collect();
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
    for role in explainer.roles().iter() {
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
fn choices(explainer: &Explainer, question: &Question, role: OptionId) -> Vec<OptionSet> {
    let offered = explainer.offered(question, role);
    let mut choices: Vec<OptionSet> = Vec::new();
    if question.default.is_none() || offered.is_empty() {
        choices.push(OptionSet::EMPTY);
    }
    if question.many {
        let options: Vec<OptionId> = offered.iter().collect();
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
            // A completion holds what is assumed.
            let assumed = open.assumed(explainer).and(question.options);
            let mut choices = choices(explainer, question, open.role());
            choices.retain(|choice| choice.is_empty() || choice.includes(assumed));
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
