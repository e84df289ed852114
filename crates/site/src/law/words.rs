//! The words of a language, put in the order of the law they belong to.

use std::collections::BTreeMap;

use rules::{
    Day, DayWords, Explainer, Interface, Named, OptionWords, ProvisionWords, QuestionWords, ReasonWords,
    Wording,
};

use super::{
    Text,
    file::{LawFile, WordingFile},
};
use crate::fault::Fault;

/// The wording of one language; every key that the law names and the language lacks is a fault, and the reverse.
pub(super) fn wording(
    text: &Text,
    law: &LawFile,
    file: &WordingFile,
    explainer: &Explainer,
    faults: &mut Vec<Fault>,
) -> Wording {
    let mut words = Words { text, faults };
    let ids = |named: &[String]| named.to_vec();
    let reason_ids: Vec<String> = law
        .reason
        .iter()
        .map(|reason| reason.id.as_ref().clone())
        .collect();
    let advice_ids: Vec<String> = law
        .advice
        .iter()
        .map(|advice| advice.id.as_ref().clone())
        .collect();
    let revision_ids: Vec<String> = law
        .revision
        .iter()
        .map(|revision| revision.id.as_ref().clone())
        .collect();
    let day_ids: Vec<String> = explainer.days.iter().map(|day| day.to_iso()).collect();
    let list = |table: &BTreeMap<String, String>| table.values().cloned().collect::<Vec<_>>();
    Wording {
        language: file.language.clone(),
        name: file.name.clone(),
        title: file.title.clone(),
        subject: file.subject.clone(),
        description: file.description.clone(),
        disclaimer: file.disclaimer.clone(),
        who_acted: file.who_acted.clone(),
        claims_intro: file.claims_intro.clone(),
        questions: words.each(
            "question",
            &names(&explainer.questions),
            &file.question,
            |found| QuestionWords {
                ask: found.ask.clone(),
                hint: found.hint.clone(),
                why: found.why.clone(),
            },
        ),
        options: words.each("option", &names(&explainer.options), &file.option, |found| {
            OptionWords {
                label: found.label.clone(),
                hint: found.hint.clone(),
                phrase: found.phrase.clone(),
                condition: found.condition.clone(),
            }
        }),
        regimes: words.each("regime", &ids(&explainer.regimes), &file.regime, |found| {
            found.name.clone()
        }),
        effects: words.each("effect", &ids(&explainer.effects), &file.effect, |found| {
            found.label.clone()
        }),
        verdicts: words.each("verdict", &ids(&explainer.verdicts), &file.verdict, Clone::clone),
        provisions: words.provisions(explainer, file),
        short_answers: words.short_answers(explainer, file),
        days: words.each("day", &day_ids, &file.day, |found| DayWords {
            chip: found.chip.clone(),
            what: found.what.clone(),
        }),
        because: list(&file.because),
        penalties: list(&file.penalty),
        unknown: list(&file.unknown),
        replaced: list(&file.replaced),
        deadlines: list(&file.deadline),
        reasons: words.each("reason", &reason_ids, &file.reason, |found| ReasonWords {
            title: found.title.clone(),
            text: found.text.clone(),
        }),
        claims: words.each("claim", &names(&explainer.claims), &file.claim, |found| {
            found.law.clone()
        }),
        advice: words.each("advice", &advice_ids, &file.advice, |found| found.text.clone()),
        revisions: words.each("revision", &revision_ids, &file.revision, |found| {
            found.text.clone()
        }),
        interface: words.interface(&file.interface),
    }
}

fn names(named: &[impl Named]) -> Vec<String> {
    named.iter().map(|named| named.id().to_owned()).collect()
}

struct Words<'a> {
    text: &'a Text,
    faults: &'a mut Vec<Fault>,
}

impl Words<'_> {
    /// The words of each id in order; what is missing, and what nothing names, is a fault.
    fn each<Found, Words: Clone>(
        &mut self,
        table: &str,
        ids: &[String],
        found: &BTreeMap<String, Found>,
        make: impl Fn(&Found) -> Words,
    ) -> Vec<Words> {
        for id in found.keys().filter(|id| !ids.contains(id)) {
            self.fault(
                table,
                id,
                format!("[{table}] has words for “{id}”, which law.toml does not name; take them out"),
            );
        }
        let mut words = Vec::with_capacity(ids.len());
        for id in ids {
            match found.get(id) {
                Some(found) => words.push(make(found)),
                None => {
                    self.fault(
                        table,
                        id,
                        format!("[{table}] has no words for “{id}”; write them"),
                    );
                    // Keeps every list as long as its twin, so that the other faults are found as well.
                    if let Some(any) = found.values().next() {
                        words.push(make(any));
                    }
                }
            }
        }
        words
    }

    fn provisions(&mut self, explainer: &Explainer, file: &WordingFile) -> Vec<ProvisionWords> {
        for provision in &explainer.provisions {
            let days: Vec<String> = provision
                .versions
                .iter()
                .map(|version| version.from.to_iso())
                .collect();
            let found = file.provision.get(&provision.id);
            for day in found
                .iter()
                .flat_map(|found| found.versions.keys())
                .filter(|day| !days.contains(day))
            {
                let id = &provision.id;
                self.fault(
                    "provision",
                    id,
                    format!(
                        "{id} has no version from “{day}”; its versions begin on: {}",
                        days.join(", ")
                    ),
                );
            }
        }
        let mut words = self.each(
            "provision",
            &names(&explainer.provisions),
            &file.provision,
            |found| {
                (
                    ProvisionWords {
                        title: found.title.clone(),
                        rule: found.rule.clone(),
                        binds: found.binds.clone(),
                        affects: found.affects.clone(),
                        label: found.label.clone(),
                        concerns: found.concerns.clone(),
                        begins: found.begins.clone(),
                        versions: Vec::new(),
                    },
                    found.versions.clone(),
                )
            },
        );
        for ((words, versions), provision) in words.iter_mut().zip(&explainer.provisions) {
            words.versions = (provision.versions.iter())
                .map(|version| versions.get(&version.from.to_iso()).cloned().unwrap_or_default())
                .collect();
        }
        words.into_iter().map(|(words, _)| words).collect()
    }

    fn short_answers(&mut self, explainer: &Explainer, file: &WordingFile) -> Vec<Vec<String>> {
        for short_answer in &explainer.short_answers {
            let days: Vec<String> = short_answer.from.iter().copied().map(Day::to_iso).collect();
            let id = &short_answer.id;
            let Some(texts) = file.short.get(id) else { continue };
            for day in days.iter().filter(|day| !texts.contains_key(*day)) {
                self.fault(
                    "short",
                    id,
                    format!("[short.{id}] has no text from “{day}”; write it"),
                );
            }
            for day in texts.keys().filter(|day| !days.contains(day)) {
                self.fault("short", id, format!("[short.{id}] has a text from “{day}”, a day that law.toml does not give it; take it out"));
            }
        }
        let mut texts = self.each(
            "short",
            &names(&explainer.short_answers),
            &file.short,
            Clone::clone,
        );
        explainer
            .short_answers
            .iter()
            .zip(&mut texts)
            .map(|(short_answer, texts)| {
                short_answer
                    .from
                    .iter()
                    .map(|day| texts.remove(&day.to_iso()).unwrap_or_default())
                    .collect()
            })
            .collect()
    }

    fn interface(&mut self, interface: &Interface) -> Interface {
        if interface.months.len() != 12 {
            let n_months = interface.months.len();
            self.fault(
                "interface",
                "months",
                format!("[interface] names {n_months} months; name twelve"),
            );
        }
        interface.clone()
    }

    fn fault(&mut self, table: &str, id: &str, text: String) {
        let headers = [
            format!("[{table}.{id}]"),
            format!("[{table}.\"{id}\"]"),
            format!("[{table}]"),
        ];
        let header = headers
            .iter()
            .find(|header| self.text.text.contains(header.as_str()));
        let offset = header.map_or(0, |header| self.text.find(header, None));
        self.faults.push(self.text.fault(offset, text));
    }
}
