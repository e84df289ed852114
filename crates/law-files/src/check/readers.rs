//! The short answers of every reader on every day.
//!
//! A short answer is chosen by [`rules::short_answer_for`], which looks at one option, at the options that count
//! and at the day. That makes a few readers stand for all:
//!
//! - **Of several choices, one option is enough**, with every set of options that the `when` of some short answer
//!   names beside it. Options that no `when` names are not seen by the choice of a short answer, and each of them
//!   only adds days: a provision that concerns a reader concerns whoever does more besides.
//!   So where a text changes on a day of the reader who does one thing, it does for those who do more.
//! - **Every other question** is left open where it can be, and answered with each of its options.
//! - **On few days**: which short answer is chosen changes only on a day in some `from`; how a provision stands
//!   in time changes only on its [`rules::boundaries`]. What has begun on the first day of the record has begun on
//!   every later one, so that a reader with a short answer on that day is never without one. After the last of
//!   these days nothing changes any more.
//!
//! “Nothing applies” may be said for an option although a provision binds by an answer to another question, whose
//! short answer stands beside it: a state body without a rule on use may well spend a subsidy that has one.

use std::collections::BTreeSet;

use rules::{
    Answers, Day, Explainer, Law, OptionSet, Prominence, Provision, Question, ShortAnswerShown, Standing,
    Timing, boundaries, changes, outcome, short_answer_for,
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
        says_nothing: says_nothing(law, &words.check.nothing),
        shown: BTreeSet::new(),
        told: BTreeSet::new(),
        faults: Vec::new(),
    };
    for answers in readers(explainer) {
        let outcome = outcome(explainer, &answers);
        // The first days of the reader's periods, whatever the day asked about:
        // whom a provision concerns is the same in all of its versions.
        let begins: Vec<Day> = changes(explainer, &outcome).into_iter().map(|change| change.on).collect();
        // Versions differ only in what they leave unsettled, so that what never binds shows on the first day.
        let may_bind = outcome
            .provisions
            .iter()
            .any(|outcome| matches!(outcome.standing, Standing::Binds | Standing::Unclear));
        for option in asked(explainer, &answers).iter() {
            desk.reader(&answers, option, &begins, may_bind);
        }
    }
    desk.never_shown();
    desk.faults
}

struct Desk<'a> {
    file: &'a LawFile,
    words: &'a WordsFile,
    law: &'a Law,
    /// The days on which something can change for some reader, from the first day of the record on.
    days: Vec<Day>,
    /// Per short answer and text: the phrase by which it says that nothing applies.
    says_nothing: Vec<Vec<Option<&'a str>>>,
    /// Every short answer and text that some reader sees.
    shown: BTreeSet<(usize, usize)>,
    /// What has been told: the next reader who would be misled in the same way is not.
    told: BTreeSet<(&'static str, usize, usize)>,
    faults: Vec<Fault>,
}

impl Desk<'_> {
    /// What a reader is shown for one option, from the first day of the record on.
    fn reader(&mut self, answers: &Answers, option: u8, begins: &[Day], may_bind: bool) {
        let explainer = &self.law.explainer;
        let days = self.days.clone();
        let alone = may_bind && chosen_alone(explainer, answers, option);
        let mut before: Option<ShortAnswerShown> = None;
        for on in days {
            let answers = answers.on(on);
            let Some(shown) = short_answer_for(explainer, &answers, option) else {
                self.uncovered(&answers, option);
                continue;
            };
            self.shown.insert((shown.short_answer, shown.text));
            if let Some(before) = before
                && self.text(before) != self.text(shown)
                && !begins.contains(&on)
            {
                self.out_of_step(&answers, shown);
            }
            before = Some(shown);
            if alone && let Some(phrase) = self.says_nothing[shown.short_answer][shown.text] {
                self.hides_a_duty(&answers, shown, phrase);
            }
        }
    }

    fn uncovered(&mut self, answers: &Answers, option: u8) {
        if !self.told.insert(("uncovered", usize::from(option), 0)) {
            return;
        }
        let options = self.file.question.iter().flat_map(|question| &question.options);
        let Some(place) = options.into_iter().nth(usize::from(option)) else {
            return;
        };
        self.faults.push(self.file.text.fault(
            place.id.span().start,
            format!(
                "no short answer fits “{}” for {} on {}; write one that has begun by then",
                place.id.as_ref(),
                self.told_answers(answers),
                answers.on.to_iso()
            ),
        ));
    }

    fn out_of_step(&mut self, answers: &Answers, shown: ShortAnswerShown) {
        if !self.told.insert(("out of step", shown.short_answer, shown.text)) {
            return;
        }
        let file = &self.file.short_answer[shown.short_answer];
        self.faults.push(self.file.text.fault(
            file.from[shown.text].span().start,
            format!(
                "the short answer “{}” begins on {}, when nothing changes for {}; begin it on the first day of a period",
                file.id.as_ref(),
                answers.on.to_iso(),
                self.told_answers(answers)
            ),
        ));
    }

    /// Nothing is said to apply, and a main provision binds because of this very option or whatever is chosen.
    fn hides_a_duty(&mut self, answers: &Answers, shown: ShortAnswerShown, phrase: &str) {
        if self.told.contains(&("hides", shown.short_answer, shown.text)) {
            return;
        }
        let explainer = &self.law.explainer;
        let Some(question) = explainer.question_of(shown.option).map(|index| &explainer.questions[index])
        else {
            return;
        };
        let bare = bare(explainer, answers, shown.option);
        let Some(provision) = binding(explainer, answers).into_iter().find(|provision| {
            let looks_at_it =
                (provision.binds.iter()).any(|alternative| alternative.options.meets(question.options));
            looks_at_it || binding(explainer, &bare).iter().any(|bare| bare.id == provision.id)
        }) else {
            return;
        };
        self.told.insert(("hides", shown.short_answer, shown.text));
        let short_answer = &explainer.short_answers[shown.short_answer];
        let key = format!("short.{}.{}", short_answer.id, short_answer.from[shown.text].to_iso());
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

    /// Texts that an earlier short answer stands before, for every reader on every day.
    fn never_shown(&mut self) {
        for (index, short_answer) in self.law.explainer.short_answers.iter().enumerate() {
            for (text, from) in short_answer.from.iter().enumerate() {
                if !self.shown.contains(&(index, text)) {
                    let place = self.file.short_answer[index].from[text].span().start;
                    self.faults.push(self.file.text.fault(
                        place,
                        format!(
                            "no reader ever sees the short answer “{}” of {}; move it up, or take it out",
                            short_answer.id,
                            from.to_iso()
                        ),
                    ));
                }
            }
        }
    }

    fn text(&self, shown: ShortAnswerShown) -> &str {
        &self.law.wording.short_answers[shown.short_answer][shown.text]
    }

    /// The answers as an editor writes them: `business, us, resell, software`.
    fn told_answers(&self, answers: &Answers) -> String {
        let explainer = &self.law.explainer;
        let names: Vec<&str> = (answers.counted(explainer).iter())
            .map(|option| explainer.options[usize::from(option)].id.as_str())
            .collect();
        names.join(", ")
    }
}

/// The readers that stand for all, on the first day of the record.
fn readers(explainer: &Explainer) -> Vec<Answers> {
    let Some((lead, others)) = explainer.questions.split_first() else {
        return Vec::new();
    };
    let seen = (explainer.short_answers.iter())
        .flat_map(|short_answer| &short_answer.when)
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

/// The options a reader is shown a short answer for: those chosen where no default answers, else the role.
fn asked(explainer: &Explainer, answers: &Answers) -> OptionSet {
    let chosen = answers.chosen().and(narrowing(explainer));
    if chosen.is_empty() { OptionSet::of(answers.role()) } else { chosen }
}

/// The options that narrow a role: those of every later question without a default.
fn narrowing(explainer: &Explainer) -> OptionSet {
    (explainer.questions.iter().skip(1))
        .filter(|question| question.default.is_none())
        .fold(OptionSet::EMPTY, |options, question| options.union(question.options))
}

/// Whether this is the only option chosen of its question.
fn chosen_alone(explainer: &Explainer, answers: &Answers, option: u8) -> bool {
    explainer
        .question_of(option)
        .is_some_and(|index| answers.chosen().and(explainer.questions[index].options).len() == 1)
}

/// The same answers with nothing but this option chosen where no default answers.
fn bare(explainer: &Explainer, answers: &Answers, option: u8) -> Answers {
    let kept = OptionSet::of(option).union(OptionSet::of(answers.role()));
    (narrowing(explainer).without(kept).iter()).fold(*answers, |answers, other| answers.without(other))
}

/// The main provisions that are in force and bind.
fn binding<'a>(explainer: &'a Explainer, answers: &Answers) -> Vec<&'a Provision> {
    outcome(explainer, answers)
        .provisions
        .iter()
        .filter(|outcome| outcome.standing == Standing::Binds && outcome.timing == Timing::InForce)
        .map(|outcome| &explainer.provisions[outcome.provision])
        .filter(|provision| provision.prominence == Prominence::Main)
        .collect()
}

/// The first day of the record, and each later day on which a short answer or a provision can change.
fn days(explainer: &Explainer) -> Vec<Day> {
    let texts = explainer.short_answers.iter().flat_map(|short_answer| &short_answer.from);
    let provisions = explainer.provisions.iter().flat_map(boundaries);
    let days: BTreeSet<Day> = texts
        .copied()
        .chain(provisions)
        .chain([explainer.record])
        .filter(|day| explainer.record <= *day)
        .collect();
    days.into_iter().collect()
}

/// Per short answer and text: the first phrase in it by which it says that nothing applies.
fn says_nothing<'a>(law: &Law, phrases: &'a [String]) -> Vec<Vec<Option<&'a str>>> {
    let phrase_in = |text: &String| {
        let text = text.to_lowercase();
        phrases.iter().map(String::as_str).find(|phrase| text.contains(&phrase.to_lowercase()))
    };
    (law.wording.short_answers.iter()).map(|texts| texts.iter().map(phrase_in).collect()).collect()
}
