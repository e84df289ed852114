//! Every reason that any reader is given has whole words, in every language. The proof itself stands in `crates/proof`.

use std::{collections::HashSet, path::Path};

use ban_explainer::words;
use rules::{Day, every_change, outcome};
use site::law;

#[test]
fn every_reason_has_whole_words_in_every_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    for language in law::languages(&folder) {
        let law = law::load(&folder, &language).expect("the law of this repository has no faults");
        // A reason follows from the version that a day finds, and from nothing else about the day.
        let mut versions = HashSet::new();
        let days: Vec<Day> = every_change(&law.explainer)
            .into_iter()
            .map(|change| change.on)
            .filter(|on| {
                let outcome = outcome(&law.explainer, &proof::readers(&law.explainer)[0].on(*on));
                versions.insert(outcome.provisions.iter().map(|found| found.version).collect::<Vec<_>>())
            })
            .collect();
        let mut n_reasons = 0;
        // The words of a reason follow from the provision, its standing and why: each is said once.
        let mut said = HashSet::new();
        for reader in proof::readers(&law.explainer) {
            for on in &days {
                let outcome = outcome(&law.explainer, &reader.on(*on));
                for found in &outcome.provisions {
                    let key = (found.provision, format!("{:?}", (found.standing, &found.why)), reader.role());
                    if !said.insert(key) {
                        continue;
                    }
                    n_reasons += 1;
                    let why = words::why(&law, &outcome.answers, found);
                    let id = &law.explainer.provisions[found.provision].id;
                    assert!(
                        !why.trim().is_empty() && !why.contains('{'),
                        "{language}: {id} would tell {} “{why}”",
                        words::who(&law, &outcome.answers)
                    );
                }
            }
        }
        println!("{language}: {n_reasons} reasons, each with whole words");
        assert!(n_reasons > 100, "only {n_reasons} reasons were looked at");
    }
}
