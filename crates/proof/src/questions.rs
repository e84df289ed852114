//! Asked questions are exactly those that can matter: the engine's choice, held against trying every answer.

use std::collections::{BTreeMap, HashMap};

use rules::{Answers, OptionSet, QuestionId, VersionId, outcome, questions_that_matter};

use crate::{
    complaints::Complaints,
    space::{Space, in_parts},
};

/// How many decisions were compared, and those that differ.
pub(crate) fn only_what_matters_is_asked(space: &Space) -> (usize, Complaints) {
    let explainer = space.explainer;
    let days = days_with_other_versions(space);
    // Per question, day, and the answers to all other questions: one fingerprint, or more than one.
    let mut alike: HashMap<(QuestionId, usize, OptionSet), Option<u64>> = HashMap::new();
    for reader in &space.readers {
        let prints = &space.told[&reader.chosen()].prints;
        for (id, question) in explainer.further_questions() {
            let others = reader.without_question(question).chosen();
            for day in &days {
                alike
                    .entry((id, *day, others))
                    .and_modify(|only| *only = only.filter(|print| *print == prints[*day]))
                    .or_insert(Some(prints[*day]));
            }
        }
    }
    let mut complaints = Complaints::default();
    let mut n_compared = 0;
    let parts = in_parts(&space.readers, |readers: &[Answers]| {
        let mut complaints = Complaints::default();
        for reader in readers {
            for day in &days {
                let answers = reader.on(space.days[*day]);
                let asked = questions_that_matter(explainer, &answers);
                for (id, question) in explainer.further_questions() {
                    let others = reader.without_question(question).chosen();
                    let matters = alike[&(id, *day, others)].is_none();
                    if matters != asked.contains(&id) {
                        complaints.add(
                            explainer,
                            "a question is asked that cannot matter, or is not",
                            &answers,
                            || format!("{} matters: {matters}", question.id),
                        );
                    }
                }
            }
        }
        (readers.len() * days.len() * (explainer.questions.len() - 1), complaints)
    });
    for (n, found) in parts {
        n_compared += n;
        complaints.extend(found);
    }
    (n_compared, complaints)
}

/// One day for each combination of versions: nothing else about a day reaches a standing.
fn days_with_other_versions(space: &Space) -> Vec<usize> {
    let mut days: BTreeMap<Vec<VersionId>, usize> = BTreeMap::new();
    for (day, on) in space.days.iter().enumerate() {
        let outcome = outcome(space.explainer, &space.readers[0].on(*on));
        let versions = outcome.provisions.iter().map(|found| found.version).collect();
        days.entry(versions).or_insert(day);
    }
    days.into_values().collect()
}
