//! The words of a language, put in the order of the law they belong to.

use std::collections::BTreeSet;

use rules::{
    Day, DayWords, Effect, EffectId, EffectWords, Explainer, Interface, Named, OptionWords, PUBLISHER,
    Provision, ProvisionWords, QuestionWords, ReasonWords, Row, RowStatus, RowWords, Wording,
};

use super::{ORIGINAL, file::LawFile, resolve::text_keys, words::WordsFile};
use crate::fault::Fault;

/// The wording of one language in the order of the explainer.
///
/// `named` holds the texts that the rules point at by number; every other text has to be named by an id.
pub(super) fn wording(
    law: &LawFile,
    words: &WordsFile,
    explainer: &Explainer,
    named: BTreeSet<String>,
) -> Result<Wording, Vec<Fault>> {
    let mut teller = Teller { words, named, faults: Vec::new() };
    let wording = teller.wording(law, explainer);
    // The page on the method is printed and never baked; its words are only held to be there.
    for key in METHOD {
        teller.needed(&format!("method.{key}"));
    }
    let mut faults = teller.faults;
    faults.extend(words.unnamed(&teller.named));
    if faults.is_empty() { Ok(wording) } else { Err(faults) }
}

/// The words of the page that explains the method.
const METHOD: &[&str] = &[
    "title",
    "description",
    "lead",
    "flow",
    "flow_hint",
    "step_answers",
    "step_conditions",
    "step_rules",
    "step_none",
    "step_exception",
    "step_unclear",
    "step_binds",
    "step_affects",
    "step_open",
    "step_days",
    "rules",
    "rules_lead",
    "rule",
    "reaches",
    "days",
    "read",
    "binds",
    "affects",
    "unclear",
    "exempt",
    "anyone",
    "from_day",
    "until_day",
    "suspended_days",
    "proof",
    "proof_lead",
    "proof_readers",
    "proof_standings",
    "proof_days",
    "proof_second",
    "proof_golden",
    "proof_mistakes",
    "proof_limit",
    "unverified",
    "unverified_lead",
    "recheck",
    "coverage",
    "coverage_lead",
    "receipts",
    "receipts_lead",
    "stored",
    "quoted_for",
    "revisions",
    "revisions_all",
    "errors",
    "errors_lead",
    "downloads",
    "download_law",
    "download_words",
    "download_outcome",
    "download_proof",
    "download_calendar",
    "licence",
    "back",
];

struct Teller<'a> {
    words: &'a WordsFile,
    named: BTreeSet<String>,
    faults: Vec<Fault>,
}

impl Teller<'_> {
    fn wording(&mut self, law: &LawFile, explainer: &Explainer) -> Wording {
        let texts = text_keys(self.words).iter().map(|key| self.words.entries[key].text.clone()).collect();
        Wording {
            language: self.needed("language"),
            name: self.needed("name"),
            title: self.needed("title"),
            subject: self.needed("subject"),
            description: self.needed("description"),
            disclaimer: self.needed("disclaimer"),
            who_acted: self.needed("who_acted"),
            claims_intro: self.needed("claims_intro"),
            questions: (explainer.questions.iter()).map(|question| self.question(question.id())).collect(),
            options: (explainer.options.iter()).map(|option| self.option(option.id())).collect(),
            regimes: self.each("regime", explainer.regimes.iter(), ".name"),
            effects: (explainer.effects.iter().enumerate())
                .map(|(index, effect)| self.effect(explainer, EffectId::at(index), effect))
                .collect(),
            ratings: self.each("rating", explainer.ratings.iter(), ""),
            provisions: (explainer.provisions.iter()).map(|provision| self.provision(provision)).collect(),
            rows: explainer.rows.iter().map(|row| self.row(explainer, row)).collect(),
            verdicts: (explainer.verdicts.iter())
                .map(|verdict| {
                    let table = format!("verdict.{}", verdict.id);
                    self.each(&table, verdict.versions.iter().map(|version| version.from.to_iso()), "")
                })
                .collect(),
            short_answers: (explainer.short_answers.iter())
                .map(|short_answer| {
                    let table = format!("short.{}", short_answer.id);
                    self.each(&table, short_answer.from.iter().map(|day| day.to_iso()), "")
                })
                .collect(),
            days: explainer.days.iter().map(|day| self.day(*day)).collect(),
            texts,
            reasons: (law.reason.iter())
                .map(|reason| ReasonWords {
                    title: self.needed(&format!("reason.{}.title", reason.id.as_ref())),
                    text: self.needed(&format!("reason.{}.text", reason.id.as_ref())),
                })
                .collect(),
            claims: self.each("claim", explainer.claims.iter().map(Named::id), ".law"),
            claims_said: (explainer.claims.iter())
                .map(|claim| {
                    let key = format!("claim.{}.said", claim.id());
                    // The press coverage is English, and stands in law.toml in its own words.
                    let translated = claim.said.is_some() && self.words.language() != ORIGINAL;
                    if translated { self.needed(&key) } else { String::new() }
                })
                .collect(),
            advice: self.each("advice", law.advice.iter().map(|advice| advice.id.as_ref()), ".text"),
            revisions: self.each(
                "revision",
                law.revision.iter().map(|revision| revision.id.as_ref()),
                ".text",
            ),
            interface: self.interface(),
            publisher: self.each("publisher", PUBLISHER.iter(), ""),
        }
    }

    fn question(&mut self, id: &str) -> QuestionWords {
        QuestionWords {
            ask: self.needed(&format!("question.{id}.ask")),
            hint: self.optional(&format!("question.{id}.hint")),
            why: self.needed(&format!("question.{id}.why")),
        }
    }

    fn option(&mut self, id: &str) -> OptionWords {
        OptionWords {
            label: self.needed(&format!("option.{id}.label")),
            hint: self.optional(&format!("option.{id}.hint")),
            phrase: self.needed(&format!("option.{id}.phrase")),
            condition: self.needed(&format!("option.{id}.if")),
        }
    }

    fn provision(&mut self, provision: &Provision) -> ProvisionWords {
        let id = &provision.id;
        let (binds, affects) = (!provision.binds.is_empty(), !provision.affects.is_empty());
        ProvisionWords {
            title: self.needed(&format!("provision.{id}.title")),
            rule: self.needed(&format!("provision.{id}.rule")),
            binds: self.only_if(binds, id, "binds", "binds"),
            affects: self.only_if(affects, id, "affects", "affects"),
            label: self.only_if(affects, id, "label", "affects"),
            concerns: self.needed(&format!("provision.{id}.concerns")),
            begins: self.needed(&format!("provision.{id}.begins")),
            condition: self.optional(&format!("provision.{id}.condition")),
            versions: (provision.versions.iter())
                .map(|version| self.optional(&format!("provision.{id}.versions.{}", version.from.to_iso())))
                .collect(),
        }
    }

    fn effect(&mut self, explainer: &Explainer, id: EffectId, effect: &Effect) -> EffectWords {
        let (name, key) = (effect.id(), format!("effect.{}.row", effect.id));
        let binds = explainer
            .provisions
            .iter()
            .any(|provision| provision.effect == id && !provision.binds.is_empty());
        EffectWords {
            label: self.needed(&format!("effect.{name}.label")),
            row: if binds { self.needed(&key) } else { self.optional(&key) },
        }
    }

    /// The words of a row: its label, and a sentence for the statuses that have one.
    fn row(&mut self, explainer: &Explainer, row: &Row) -> RowWords {
        let effects = explainer.effects.iter().map(|effect| effect.status.as_str());
        let mut statuses: Vec<&str> = effects.chain(RowStatus::OWN_IDS).collect();
        statuses.sort_unstable();
        statuses.dedup();
        let why = statuses.into_iter().filter_map(|status| {
            let text = self.optional(&format!("row.{}.why.{status}", row.id));
            (!text.trim().is_empty()).then(|| (status.to_owned(), text))
        });
        let why = why.collect();
        RowWords { label: self.needed(&format!("row.{}.label", row.id)), why }
    }

    fn day(&mut self, day: Day) -> DayWords {
        let day = day.to_iso();
        DayWords {
            chip: self.needed(&format!("day.{day}.chip")),
            what: self.needed(&format!("day.{day}.what")),
        }
    }

    fn interface(&mut self) -> Interface {
        let mut months = self.words.months.clone();
        let lists = [
            ("months", &self.words.months),
            ("months_too", &self.words.months_too),
            ("months_in_days", &self.words.months_in_days),
            ("months_short", &self.words.months_short),
        ];
        for (key, names) in lists {
            if names.len() != 12 && (key == "months" || !names.is_empty()) {
                let n_names = names.len();
                let sentence = format!("“{key}” in [interface] names {n_names} months; name twelve");
                self.faults.push(self.words.fault("interface.", sentence));
            }
        }
        months.extend(self.words.months_too.iter().cloned());
        let or = |names: &[String], others: &[String]| if names.is_empty() { others } else { names }.to_vec();
        let months_in_days = or(&self.words.months_in_days, &self.words.months);
        let months_short = or(&self.words.months_short, &months_in_days);
        Interface {
            months,
            months_in_days,
            months_short,
            words: self.each("interface", Interface::NAMES.iter(), ""),
        }
    }

    /// One text for each id of a table.
    fn each(&mut self, table: &str, ids: impl Iterator<Item = impl AsRef<str>>, last: &str) -> Vec<String> {
        ids.map(|id| self.needed(&format!("{table}.{}{last}", id.as_ref()))).collect()
    }

    fn needed(&mut self, key: &str) -> String {
        let text = self.optional(key);
        if !self.words.entries.contains_key(key) {
            self.faults.push(self.words.missing(key));
        } else if text.trim().is_empty() {
            let fault = self.words.fault(key, format!("“{key}” is empty; write it"));
            self.faults.push(fault);
        }
        text
    }

    fn optional(&mut self, key: &str) -> String {
        let text = self.words.entries.get(key).map(|entry| entry.text.clone());
        self.named.insert(key.to_owned());
        text.unwrap_or_default()
    }

    /// What is said to the readers whom a provision binds or affects: only where there are such readers.
    fn only_if(&mut self, there_are: bool, id: &str, key: &str, verb: &str) -> String {
        let path = format!("provision.{id}.{key}");
        if there_are {
            return self.needed(&path);
        }
        let text = self.optional(&path);
        if !text.is_empty() {
            let fault = self.words.fault(
                &path,
                format!("{id} {verb} no reader in law.toml, so “{path}” is never shown; take it out"),
            );
            self.faults.push(fault);
        }
        text
    }
}
