//! Every answer on every day that matters: what must hold for each reader, tested on all of them.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
    path::Path,
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

use ban_explainer::words;
use rules::{
    Answers, Day, Explainer, Law, OptionSet, Outcome, Prominence, Question, Standing, Timing, Why,
    boundaries, outcome,
};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    site::law::load(&folder, "en").expect("the law of this workspace has no faults")
});

static DAYS: LazyLock<Vec<Day>> = LazyLock::new(|| days(&LAW.explainer));

/// What one reader is told about the provisions on one day, kept to compare readers with each other.
struct Told {
    standings: Vec<Standing>,
    timings: Vec<Timing>,
    openings: Vec<Vec<OptionSet>>,
    short_answers: Vec<(u8, &'static str)>,
}

/// Per reader, by the chosen options: what is told on each of the days.
type Space = HashMap<OptionSet, Vec<Told>>;

#[test]
fn every_answer_on_every_day_keeps_the_contract() {
    let started = Instant::now();
    let readers = readers(&LAW.explainer);
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<(Space, Complaints)> = thread::scope(|scope| {
        let parts: Vec<_> = readers
            .chunks(readers.len().div_ceil(n_threads))
            .map(|readers| scope.spawn(move || tell(readers)))
            .collect();
        parts
            .into_iter()
            .map(|part| part.join().expect("a part of the space makes no panic of its own"))
            .collect()
    });
    let mut space = Space::new();
    let mut complaints = Complaints::default();
    for (part, found) in parts {
        space.extend(part);
        complaints.0.extend(found.0);
    }
    for reader in &readers {
        an_answer_only_narrows(&space, reader, &mut complaints);
        no_short_answer_denies_a_rule(&space, reader, &mut complaints);
    }
    let took = started.elapsed();
    let n_outcomes = readers.len() * DAYS.len();
    println!("{} readers × {} days = {n_outcomes} outcomes in {took:.2?}", readers.len(), DAYS.len());
    complaints.report();
    assert!(
        took < Duration::from_secs(10),
        "the whole space took {took:.2?}; 10 seconds are the most an editor will wait"
    );
}

/// What holds for each reader alone: reasons, the record, short answers, periods.
fn tell(readers: &[Answers]) -> (Space, Complaints) {
    let explainer = &LAW.explainer;
    let mut complaints = Complaints::default();
    let mut space = Space::new();
    for reader in readers {
        let mut told = Vec::with_capacity(DAYS.len());
        let mut before: Option<Outcome> = None;
        for on in DAYS.iter() {
            let answers = reader.on(*on);
            let outcome = outcome(explainer, &answers);
            every_provision_stands_once(&outcome, before.as_ref(), &mut complaints);
            a_day_before_the_record_knows_only_what_comes(&outcome, &mut complaints);
            each_choice_has_a_short_answer(&outcome, &mut complaints);
            a_period_stands_between_changes(&outcome, &mut complaints);
            if let Some(before) = before.filter(|before| before.period == outcome.period) {
                nothing_changes_but_countdowns(&before, &outcome, &mut complaints);
            }
            told.push(Told {
                standings: outcome.provisions.iter().map(|found| found.standing).collect(),
                timings: outcome.provisions.iter().map(|found| found.timing).collect(),
                openings: outcome
                    .provisions
                    .iter()
                    .map(|found| match &found.why {
                        Why::Open(openings) => openings.clone(),
                        _ => Vec::new(),
                    })
                    .collect(),
                short_answers: outcome
                    .short_answers
                    .iter()
                    .map(|shown| {
                        let text = words::short_answer(&LAW, shown.short_answer, shown.text);
                        (shown.option, text)
                    })
                    .collect(),
            });
            before = Some(outcome);
        }
        space.insert(reader.chosen(), told);
    }
    (space, complaints)
}

fn every_provision_stands_once(outcome: &Outcome, before: Option<&Outcome>, complaints: &mut Complaints) {
    let n_provisions = LAW.explainer.provisions.len();
    let places: Vec<usize> = outcome.provisions.iter().map(|found| found.provision).collect();
    if places != (0..n_provisions).collect::<Vec<_>>() {
        complaints.add("a provision is missing or told twice", &outcome.answers, "");
    }
    for (index, found) in outcome.provisions.iter().enumerate() {
        // The words of the day before were looked at; the same reason has the same words.
        let known = before.is_some_and(|before| {
            let known = &before.provisions[index];
            known.standing == found.standing && known.why == found.why
        });
        if known {
            continue;
        }
        let suits = match &found.why {
            Why::Rule => matches!(found.standing, Standing::Binds | Standing::Affects),
            Why::Because(because) => {
                matches!(found.standing, Standing::Exempt | Standing::Unclear) && because.is_some()
            }
            Why::Open(openings) => found.standing == Standing::Depends && !openings.is_empty(),
            Why::RuledOut(questions) => found.standing == Standing::NotYours && !questions.is_empty(),
        };
        if !suits {
            complaints.add("the reason does not suit the standing", &outcome.answers, id(index));
        }
        let why = words::why(&LAW, &outcome.answers, found);
        if why.trim().is_empty() || why.contains('{') {
            let text = format!("{}: “{why}”", id(index));
            complaints.add("a reason has no full words", &outcome.answers, &text);
        }
    }
}

fn a_day_before_the_record_knows_only_what_comes(outcome: &Outcome, complaints: &mut Complaints) {
    if LAW.explainer.record <= outcome.answers.on {
        return;
    }
    for (index, found) in outcome.provisions.iter().enumerate() {
        if found.timing != Timing::Upcoming {
            complaints.add("something held before the record", &outcome.answers, id(index));
        }
    }
}

fn each_choice_has_a_short_answer(outcome: &Outcome, complaints: &mut Complaints) {
    let explainer = &LAW.explainer;
    if outcome.answers.on < explainer.record {
        return;
    }
    let chosen = narrowing(explainer, &outcome.answers);
    let wanted = if chosen.is_empty() { OptionSet::of(outcome.answers.role()) } else { chosen };
    let shown: Vec<u8> = outcome.short_answers.iter().map(|shown| shown.option).collect();
    if shown != wanted.iter().collect::<Vec<_>>() {
        complaints.add("a choice has no short answer", &outcome.answers, "");
    }
    for shown in &outcome.short_answers {
        if words::short_answer(&LAW, shown.short_answer, shown.text).trim().is_empty() {
            complaints.add("a short answer is empty", &outcome.answers, "");
        }
    }
}

fn a_period_stands_between_changes(outcome: &Outcome, complaints: &mut Complaints) {
    let period = outcome.period;
    let on = outcome.answers.on;
    let contains = period.from.is_none_or(|from| from <= on) && period.until.is_none_or(|until| on <= until);
    // Only then has every first and last day of a period been looked at.
    let ends_are_looked_at =
        [period.from, period.until].into_iter().flatten().all(|end| DAYS.binary_search(&end).is_ok());
    if !contains || !ends_are_looked_at {
        complaints.add("the period does not stand around its day", &outcome.answers, "");
    }
    let next = outcome.next_change.as_ref();
    let follows = on < LAW.explainer.record || period.until.map(Day::next) == next.map(|next| next.on);
    let counts = next.is_none_or(|next| next.in_days == on.days_until(next.on) && 0 < next.in_days);
    if !follows || !counts {
        complaints.add("the next change does not follow the period", &outcome.answers, "");
    }
}

/// The days of one period that are looked at are its first, its last, and some between: each is held against the next.
fn nothing_changes_but_countdowns(before: &Outcome, after: &Outcome, complaints: &mut Complaints) {
    for (before, shown) in before.short_answers.iter().zip(&after.short_answers) {
        if before != shown {
            let short_answer = &LAW.explainer.short_answers[shown.short_answer];
            let text = format!("the short answer “{}”", short_answer.id);
            complaints.add("a short answer changes inside a period", &after.answers, &text);
        }
    }
    let next =
        |outcome: &Outcome| outcome.next_change.as_ref().map(|next| (next.on, next.provisions.clone()));
    if next(before) != next(after) {
        complaints.add("the next change changes inside a period", &after.answers, "");
    }
    for (index, (before, found)) in before.provisions.iter().zip(&after.provisions).enumerate() {
        let same_standing = before.standing == found.standing && before.why == found.why;
        // A period looks only at provisions that concern the reader.
        let same_days = found.standing == Standing::NotYours
            || (before.timing, before.version, before.from, before.until)
                == (found.timing, found.version, found.from, found.until);
        if !same_standing || !same_days {
            complaints.add("a provision changes inside a period", &after.answers, id(index));
        }
    }
}

/// Answering an open question never turns a standing round, and `depends` is settled by what it names alone.
fn an_answer_only_narrows(space: &Space, open: &Answers, complaints: &mut Complaints) {
    let explainer = &LAW.explainer;
    let completions = completions(explainer, open);
    if completions.len() < 2 {
        return;
    }
    for (day, on) in DAYS.iter().enumerate() {
        let told = &space[&open.chosen()][day];
        for completion in &completions {
            let full = &space[&completion.chosen()][day];
            for index in 0..told.standings.len() {
                let (open_standing, standing) = (told.standings[index], full.standings[index]);
                let agrees = match open_standing {
                    Standing::Depends => {
                        let named = told.openings[index]
                            .iter()
                            .any(|opening| settles(explainer, *opening, completion.chosen()));
                        named == concerns(standing) && standing != Standing::Depends
                    }
                    Standing::Exempt => matches!(standing, Standing::Exempt | Standing::NotYours),
                    decided => decided == standing,
                };
                if !agrees {
                    let text = format!(
                        "{} was {} and is {} with {}",
                        id(index),
                        open_standing.id(),
                        standing.id(),
                        names(explainer, completion.chosen())
                    );
                    complaints.add("an answer turns a standing round", &open.on(*on), &text);
                }
            }
        }
    }
}

/// Whether a provision that stands so is one that the alternatives of `depends` lead to.
fn concerns(standing: Standing) -> bool {
    matches!(standing, Standing::Binds | Standing::Affects | Standing::Unclear)
}

/// A short answer that says “no rule” is false where a main provision binds because of the very option it answers for.
fn no_short_answer_denies_a_rule(space: &Space, reader: &Answers, complaints: &mut Complaints) {
    let explainer = &LAW.explainer;
    let chosen = narrowing(explainer, reader);
    let alone = explainer.questions.iter().all(|question| chosen.and(question.options).len() <= 1);
    if !alone {
        return;
    }
    for (day, on) in DAYS.iter().enumerate() {
        let told = &space[&reader.chosen()][day];
        for (option, text) in &told.short_answers {
            if !text.to_lowercase().contains("no rule") {
                continue;
            }
            // What binds without this option as well is another answer's to tell. A role is always there.
            let without = &space[&reader.without(*option).chosen()][day];
            for (index, provision) in explainer.provisions.iter().enumerate() {
                let binds = provision.prominence == Prominence::Main
                    && told.standings[index] == Standing::Binds
                    && told.timings[index] == Timing::InForce;
                let by_this_option = *option == reader.role() || without.standings[index] != Standing::Binds;
                if binds && by_this_option {
                    let option = &explainer.options[usize::from(*option)].id;
                    let text = format!("{} binds; for “{option}” it says: {text}", provision.id);
                    complaints.add("a short answer says “no rule” where one binds", &reader.on(*on), &text);
                }
            }
        }
    }
}

/// The day before, the day and the day after of every boundary, of the record and of the last check.
fn days(explainer: &Explainer) -> Vec<Day> {
    let early = Day::new(2000, 1, 1).expect("the year 2000 began");
    let late = Day::new(2100, 1, 1).expect("the year 2100 begins");
    let edges =
        explainer.provisions.iter().flat_map(boundaries).chain([explainer.record, explainer.verified]);
    edges
        .flat_map(|day| [day.previous(), day, day.next()])
        .chain([early, late])
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Every reader: of a question of one choice none or one option, of several choices none, one, two or all.
fn readers(explainer: &Explainer) -> Vec<Answers> {
    let mut readers = Vec::new();
    for role in explainer.questions[0].options.iter() {
        let alone = Answers::new(explainer, role, explainer.verified).expect("it is a role");
        let mut of_role = vec![alone];
        for question in &explainer.questions[1..] {
            let choices = choices(explainer, question, role);
            of_role = of_role
                .iter()
                .flat_map(|answers| {
                    choices.iter().map(|choice| {
                        choice.iter().fold(*answers, |answers, option| answers.with(explainer, option))
                    })
                })
                .collect();
        }
        readers.extend(of_role);
    }
    readers
}

fn choices(explainer: &Explainer, question: &Question, role: u8) -> Vec<OptionSet> {
    let offered = explainer.offered(question, role);
    let mut choices = BTreeSet::new();
    if question.default.is_none() {
        choices.insert(OptionSet::EMPTY);
    }
    for one in offered.iter() {
        choices.insert(OptionSet::of(one));
        if question.many {
            choices.extend(offered.iter().map(|other| OptionSet::of(one).with(other)));
            choices.insert(offered);
        }
    }
    if choices.is_empty() {
        choices.insert(OptionSet::EMPTY);
    }
    choices.into_iter().collect()
}

/// The ways to answer every open question with one option, with two, or with all.
fn completions(explainer: &Explainer, open: &Answers) -> Vec<Answers> {
    let mut completions = vec![*open];
    for question in &explainer.questions[1..] {
        if !open.leaves_open(explainer, question) {
            continue;
        }
        let choices = choices(explainer, question, open.role());
        completions = completions
            .iter()
            .flat_map(|answers| {
                choices.iter().filter(|choice| !choice.is_empty()).map(|choice| {
                    choice.iter().fold(*answers, |answers, option| answers.with(explainer, option))
                })
            })
            .collect();
    }
    completions
}

/// The chosen options of questions that have no default, the role aside.
fn narrowing(explainer: &Explainer, answers: &Answers) -> OptionSet {
    explainer.questions[1..]
        .iter()
        .filter(|question| question.default.is_none())
        .fold(OptionSet::EMPTY, |chosen, question| chosen.union(question.options.and(answers.chosen())))
}

/// Whether one option of every question in the opening is chosen.
fn settles(explainer: &Explainer, opening: OptionSet, chosen: OptionSet) -> bool {
    explainer.questions.iter().all(|question| {
        let wanted = opening.and(question.options);
        wanted.is_empty() || wanted.meets(chosen)
    })
}

fn id(provision: usize) -> &'static str {
    LAW.explainer.provisions[provision].id.as_str()
}

fn names(explainer: &Explainer, options: OptionSet) -> String {
    let names: Vec<&str> =
        options.iter().map(|option| explainer.options[usize::from(option)].id.as_str()).collect();
    names.join(" ")
}

/// What was found wrong: per rule, the readers it would have misled.
#[derive(Default)]
struct Complaints(Vec<(&'static str, String)>);

impl Complaints {
    fn add(&mut self, rule: &'static str, answers: &Answers, text: &str) {
        let reader = names(&LAW.explainer, answers.chosen());
        self.0.push((rule, format!("{reader} {}: {text}", answers.on.to_iso())));
    }

    fn report(&self) {
        let mut report = String::new();
        let rules: BTreeSet<&str> = self.0.iter().map(|(rule, _)| *rule).collect();
        for rule in rules {
            let misled: Vec<&String> =
                self.0.iter().filter(|(other, _)| *other == rule).map(|(_, reader)| reader).collect();
            let _ = writeln!(report, "{rule}; it would mislead {} readers:", misled.len());
            for reader in misled.iter().take(20) {
                let _ = writeln!(report, "  {reader}");
            }
        }
        assert!(report.is_empty(), "{report}");
    }
}
