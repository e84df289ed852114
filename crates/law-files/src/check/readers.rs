//! The verdicts and short answers of every reader on every day.
//!
//! Both are chosen in the same way ([`rules::verdict_for`], [`rules::short_answer_for`]), which looks at one option, at
//! the options that count and at the day. That makes a few readers stand for all:
//!
//! - **Of several choices, one option is enough**, with every set of options that the `when` of some verdict or short
//!   answer names beside it. Options that no `when` names are not seen by the choice of a text, and each of them
//!   only adds days: a provision that concerns a reader concerns whoever does more besides.
//!   So where a text changes on a day of the reader who does one thing, it does for those who do more.
//! - **Every other question** is left open where it can be, and answered with each of its options.
//! - **On few days**: which text is chosen changes only on a day in some `from`; how a provision stands
//!   in time changes only on its [`rules::boundaries`]. What has begun on the first day of the record has begun on
//!   every later one, so that a reader with a text on that day is never without one. After the last of
//!   these days nothing changes any more.
//!
//! “Nothing applies” may be said for an option although a provision binds by an answer to another question, whose
//! short answer stands beside it: a state body without a rule on use may well spend a subsidy that has one.

use std::collections::{BTreeMap, BTreeSet};

use rules::{
    Answers, Case, Day, Explainer, Law, OptionId, OptionSet, Outcome, Provision, Question, RowOutcome,
    ShortAnswerId, Standing, Timing, VerdictId, asked, boundaries, changes, outcome,
};

use crate::{
    fault::Fault,
    law::{file::LawFile, words::WordsFile},
};

pub(super) fn faults(file: &LawFile, words: &WordsFile, law: &Law) -> Vec<Fault> {
    let explainer = &law.explainer;
    let mut desk = Desk {
        file,
        words,
        law,
        days: days(explainer),
        saying_nothing: BTreeMap::new(),
        shown: BTreeSet::new(),
        told: BTreeSet::new(),
        faults: Vec::new(),
    };
    for answers in readers(explainer) {
        let case = Case::new(explainer, &answers);
        let outcome = case.on(answers.on);
        let mut outcomes: Vec<Option<Outcome>> = vec![None; desk.days.len()];
        // The first days of the reader's periods, whatever the day asked about:
        // whom a provision concerns is the same in all of its versions.
        let begins: Vec<Day> = changes(explainer, &outcome).into_iter().map(|change| change.on).collect();
        // Versions differ only in what they leave unsettled, so that what never binds shows on the first day.
        let may_bind = outcome
            .provisions
            .iter()
            .any(|outcome| matches!(outcome.standing, Standing::Binds | Standing::Unclear));
        for option in asked(explainer, &answers).iter() {
            for kind in [Kind::Verdict, Kind::ShortAnswer] {
                desk.reader(&answers, (&case, &mut outcomes), kind, option, &begins, may_bind);
            }
        }
    }
    desk.never_shown();
    desk.faults
}

/// What is told to a reader, once in short and once in a sentence or two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Verdict,
    ShortAnswer,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::ShortAnswer => "short answer",
        }
    }

    /// The table of the wording that its texts stand in.
    fn table(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::ShortAnswer => "short",
        }
    }
}

/// One text: of which verdict or short answer, and which of its texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    kind: Kind,
    index: usize,
    text: usize,
}

struct Desk<'a> {
    file: &'a LawFile,
    words: &'a WordsFile,
    law: &'a Law,
    /// The days on which something can change for some reader, from the first day of the record on.
    days: Vec<Day>,
    /// The phrase by which a text says that nothing applies, for those looked through.
    saying_nothing: BTreeMap<Told, Option<String>>,
    /// Every text that some reader sees.
    shown: BTreeSet<Told>,
    /// What has been told: the next reader who would be misled in the same way is not.
    told: BTreeSet<(&'static str, Kind, usize, usize)>,
    faults: Vec<Fault>,
}

impl Desk<'_> {
    /// What a reader is shown for one option, from the first day of the record on.
    fn reader(
        &mut self,
        answers: &Answers,
        (case, outcomes): (&Case, &mut [Option<Outcome>]),
        kind: Kind,
        option: OptionId,
        begins: &[Day],
        may_bind: bool,
    ) {
        let explainer = &self.law.explainer;
        let days = self.days.clone();
        let alone = may_bind && chosen_alone(explainer, answers, option);
        let mut before: Option<Told> = None;
        for (day, on) in days.into_iter().enumerate() {
            let answers = answers.on(on);
            let Some(told) = told_for(case, kind, option, on) else {
                self.uncovered(&answers, kind, option);
                continue;
            };
            self.shown.insert(told);
            if let Some(before) = before
                && self.text(before) != self.text(told)
                && !begins.contains(&on)
            {
                self.out_of_step(&answers, told);
            }
            before = Some(told);
            if alone && let Some(phrase) = self.says_nothing(told) {
                let outcome = outcomes[day].get_or_insert_with(|| case.on(on));
                self.hides_a_duty(&answers, outcome, told, option, &phrase);
            }
            if kind == Kind::Verdict {
                self.asserts(&answers, || outcomes[day].get_or_insert_with(|| case.on(on)), told);
            }
        }
    }

    fn uncovered(&mut self, answers: &Answers, kind: Kind, option: OptionId) {
        if !self.told.insert(("uncovered", kind, option.index(), 0)) {
            return;
        }
        let options = self.file.question.iter().flat_map(|question| &question.options);
        let Some(place) = options.into_iter().nth(option.index()) else {
            return;
        };
        self.faults.push(self.file.text.fault(
            place.id.span().start,
            format!(
                "no {} fits “{}” for {} on {}; write one that has begun by then",
                kind.name(),
                place.id.as_ref(),
                self.told_answers(answers),
                answers.on.to_iso()
            ),
        ));
    }

    fn out_of_step(&mut self, answers: &Answers, told: Told) {
        if !self.told.insert(("out of step", told.kind, told.index, told.text)) {
            return;
        }
        self.faults.push(self.file.text.fault(
            self.place(told),
            format!(
                "the {} “{}” begins on {}, when nothing changes for {}; begin it on the first day of a period",
                told.kind.name(),
                self.id(told),
                answers.on.to_iso(),
                self.told_answers(answers)
            ),
        ));
    }

    /// Nothing is said to apply, and a main provision binds because of this very option or whatever is chosen.
    fn hides_a_duty(
        &mut self,
        answers: &Answers,
        of_reader: &Outcome,
        told: Told,
        option: OptionId,
        phrase: &str,
    ) {
        if self.told.contains(&("hides", told.kind, told.index, told.text)) {
            return;
        }
        let explainer = &self.law.explainer;
        let question = &explainer[explainer.question_of(option)];
        let bare = bare(explainer, answers, option);
        let Some(provision) = binding(explainer, of_reader).into_iter().find(|provision| {
            let looks_at_it =
                (provision.binds.iter()).any(|alternative| alternative.options.meets(question.options));
            looks_at_it
                || binding(explainer, &outcome(explainer, &bare)).iter().any(|bare| bare.id == provision.id)
        }) else {
            return;
        };
        self.told.insert(("hides", told.kind, told.index, told.text));
        let key = self.key(told);
        self.faults.push(self.words.fault(
            &key,
            format!(
                "“{key}” says “{phrase}”, but {} binds {} on {}; say what binds",
                provision.id,
                self.told_answers(answers),
                answers.on.to_iso()
            ),
        ));
    }

    /// Each row that a verdict speaks of has a status that it asserts.
    fn asserts<'o>(&mut self, answers: &Answers, outcome: impl FnOnce() -> &'o mut Outcome, told: Told) {
        let explainer = &self.law.explainer;
        let asserts = &explainer[VerdictId::at(told.index)].versions[told.text].asserts;
        if asserts.is_empty() || self.told.contains(&("asserts", told.kind, told.index, told.text)) {
            return;
        }
        let rows = &outcome().rows;
        let wrong = asserts.iter().find_map(|assertion| {
            let row: Option<&RowOutcome> = rows.iter().find(|row| row.row == assertion.row);
            let right = row
                .is_some_and(|row| assertion.statuses.iter().any(|status| row.status.is(status, explainer)));
            let is = row.map_or("not shown", |row| row.status.id(explainer));
            (!right).then_some((assertion, is))
        });
        let Some((assertion, is)) = wrong else { return };
        let sentence = format!(
            "the verdict “{}” of {} asserts that the row “{}” is {}, but it is {is} for {} on {}; correct the verdict or split it by “when” or day",
            self.id(told),
            explainer[VerdictId::at(told.index)].versions[told.text].from.to_iso(),
            explainer[assertion.row].id,
            assertion.statuses.join(" or "),
            self.told_answers(answers),
            answers.on.to_iso(),
        );
        self.told.insert(("asserts", told.kind, told.index, told.text));
        self.faults.push(self.file.text.fault(self.place(told), sentence));
    }

    /// Texts that an earlier one stands before, for every reader on every day.
    fn never_shown(&mut self) {
        let explainer = &self.law.explainer;
        let verdicts = explainer.verdicts.iter().map(|verdict| verdict.versions.len());
        let short_answers = explainer.short_answers.iter().map(|short_answer| short_answer.from.len());
        let all = |kind: Kind, lengths: Vec<usize>| {
            lengths
                .into_iter()
                .enumerate()
                .flat_map(move |(index, length)| (0..length).map(move |text| Told { kind, index, text }))
        };
        let all =
            all(Kind::Verdict, verdicts.collect()).chain(all(Kind::ShortAnswer, short_answers.collect()));
        for told in all.filter(|told| !self.shown.contains(told)).collect::<Vec<_>>() {
            let sentence = format!(
                "no reader ever sees the {} “{}” of {}; move it up, or take it out",
                told.kind.name(),
                self.id(told),
                self.from(told).to_iso()
            );
            self.faults.push(self.file.text.fault(self.place(told), sentence));
        }
    }

    fn text(&self, told: Told) -> &str {
        let texts = match told.kind {
            Kind::Verdict => &self.law.wording.verdicts,
            Kind::ShortAnswer => &self.law.wording.short_answers,
        };
        &texts[told.index][told.text]
    }

    fn id(&self, told: Told) -> &str {
        match told.kind {
            Kind::Verdict => &self.law.explainer[VerdictId::at(told.index)].id,
            Kind::ShortAnswer => &self.law.explainer[ShortAnswerId::at(told.index)].id,
        }
    }

    fn from(&self, told: Told) -> Day {
        match told.kind {
            Kind::Verdict => self.law.explainer[VerdictId::at(told.index)].versions[told.text].from,
            Kind::ShortAnswer => self.law.explainer[ShortAnswerId::at(told.index)].from[told.text],
        }
    }

    /// The key of the text in the wording.
    fn key(&self, told: Told) -> String {
        format!("{}.{}.{}", told.kind.table(), self.id(told), self.from(told).to_iso())
    }

    /// Where in law.toml the day stands on which it begins.
    fn place(&self, told: Told) -> usize {
        match told.kind {
            Kind::Verdict => self.file.verdict[told.index].version[told.text].from.span().start,
            Kind::ShortAnswer => self.file.short_answer[told.index].from[told.text].span().start,
        }
    }

    /// The first phrase by which a text says that nothing applies; each text is looked through once.
    fn says_nothing(&mut self, told: Told) -> Option<String> {
        if let Some(known) = self.saying_nothing.get(&told) {
            return known.clone();
        }
        let text = self.text(told).to_lowercase();
        let phrases = &self.words.check.nothing;
        let found = phrases.iter().find(|phrase| text.contains(&phrase.to_lowercase())).cloned();
        self.saying_nothing.insert(told, found.clone());
        found
    }

    /// The answers as an editor writes them: `business, us, resell, software`.
    fn told_answers(&self, answers: &Answers) -> String {
        let explainer = &self.law.explainer;
        let names: Vec<&str> =
            (answers.counted(explainer).iter()).map(|option| explainer[option].id.as_str()).collect();
        names.join(", ")
    }
}

/// What a reader is told for an option on a day.
fn told_for(case: &Case, kind: Kind, option: OptionId, on: Day) -> Option<Told> {
    let (index, text) = match kind {
        Kind::Verdict => {
            let shown = case.verdict(option, on)?;
            (shown.verdict.index(), shown.text)
        }
        Kind::ShortAnswer => {
            let shown = case.short_answer(option, on)?;
            (shown.short_answer.index(), shown.text)
        }
    };
    Some(Told { kind, index, text })
}

/// The readers that stand for all, on the first day of the record.
fn readers(explainer: &Explainer) -> Vec<Answers> {
    let Some((lead, others)) = explainer.questions.split_first() else {
        return Vec::new();
    };
    let seen = (explainer.short_answers.iter().flat_map(|short_answer| &short_answer.when))
        .chain(explainer.verdicts.iter().flat_map(|verdict| &verdict.when))
        .fold(OptionSet::EMPTY, |seen, alternative| seen.union(alternative.options));
    let mut readers = Vec::new();
    for role in lead.options.iter() {
        let Some(start) = Answers::new(explainer, role, explainer.record) else {
            continue;
        };
        let mut of_role = vec![start];
        for question in others {
            let choices = choices(question, explainer.offered(question, role), seen);
            of_role = of_role
                .iter()
                .flat_map(|answers| choices.iter().map(|choice| choose(explainer, answers, *choice)))
                .collect();
        }
        readers.extend(of_role);
    }
    readers
}

/// The ways of answering a question that can differ to the choice of a short answer; the empty set leaves it open.
fn choices(question: &Question, offered: OptionSet, seen: OptionSet) -> BTreeSet<OptionSet> {
    let mut choices: BTreeSet<OptionSet> = offered.iter().map(OptionSet::of).collect();
    if question.many {
        for named in offered.and(seen).iter() {
            let with_it: Vec<OptionSet> = choices.iter().map(|choice| choice.with(named)).collect();
            choices.extend(with_it);
        }
    }
    if question.default.is_none() {
        choices.insert(OptionSet::EMPTY);
    }
    choices
}

fn choose(explainer: &Explainer, answers: &Answers, options: OptionSet) -> Answers {
    options.iter().fold(*answers, |answers, option| answers.with(explainer, option))
}

/// Whether this is the only option chosen of its question.
fn chosen_alone(explainer: &Explainer, answers: &Answers, option: OptionId) -> bool {
    answers.chosen().and(explainer[explainer.question_of(option)].options).len() == 1
}

/// The same answers with nothing but this option chosen where no default answers.
fn bare(explainer: &Explainer, answers: &Answers, option: OptionId) -> Answers {
    let kept = OptionSet::of(option).union(OptionSet::of(answers.role()));
    (explainer.narrowing().without(kept).iter()).fold(*answers, |answers, other| answers.without(other))
}

/// The main provisions that are in force and bind.
fn binding<'a>(explainer: &'a Explainer, outcome: &Outcome) -> Vec<&'a Provision> {
    (outcome.provisions)
        .iter()
        .filter(|outcome| outcome.standing == Standing::Binds && outcome.timing == Timing::InForce)
        .map(|outcome| &explainer[outcome.provision])
        .filter(|provision| provision.is_main())
        .collect()
}

/// The first day of the record, and each later day on which a short answer or a provision can change.
fn days(explainer: &Explainer) -> Vec<Day> {
    let texts = explainer.short_answers.iter().flat_map(|short_answer| &short_answer.from);
    let verdicts = explainer.verdicts.iter().flat_map(|verdict| &verdict.versions);
    let provisions = explainer.provisions.iter().flat_map(boundaries);
    let days: BTreeSet<Day> = texts
        .copied()
        .chain(verdicts.map(|version| version.from))
        .chain(provisions)
        .chain([explainer.record])
        .filter(|day| explainer.record <= *day)
        .collect();
    days.into_iter().collect()
}
