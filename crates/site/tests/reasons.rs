//! Every reason that any reader is given has whole words, in every language. The proof itself stands in `crates/proof`.

use std::{collections::HashSet, path::Path};

use ban_explainer::sentences;
use rules::{Answers, Day, every_change, outcome};
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
                    let why = sentences::why(&law, &outcome.answers, found);
                    let id = &law.explainer[found.provision].id;
                    assert!(
                        !why.trim().is_empty() && !why.contains('{'),
                        "{language}: {id} would tell {} “{why}”",
                        sentences::who(&law, &outcome.answers)
                    );
                }
            }
        }
        println!("{language}: {n_reasons} reasons, each with whole words");
        assert!(n_reasons > 100, "only {n_reasons} reasons were looked at");
    }
}

#[test]
fn what_concerns_a_reader_and_what_is_unclear_are_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    let law = law::load(&folder, "en").expect("the law of this repository has no faults");
    let told = |role: &str, chosen: &[&str], id: &str| {
        let option = |id: &str| law.explainer.option(id).expect("the law has this option");
        let answers =
            Answers::new(&law.explainer, option(role), law.explainer.verified).expect("it is a role");
        let answers = chosen.iter().fold(answers, |answers, id| answers.with(&law.explainer, option(id)));
        let outcome = outcome(&law.explainer, &answers);
        let found = outcome.provisions.iter().find(|found| law.explainer[found.provision].id == id);
        sentences::why(&law, &outcome.answers, found.expect("the law has this provision"))
    };
    let sanctions = told("government", &[], "OFAC-1");
    let (concerns, unclear) = sanctions.split_once(". ").expect("two sentences or more");
    assert!(concerns.starts_with("This applies if you are a California state department"), "{sanctions}");
    assert!(
        !concerns.contains("federal"),
        "what is unclear for federal agencies does not apply to them: {sanctions}"
    );
    assert!(
        unclear.starts_with("Unclear whether this applies if you are a federal executive agency"),
        "{sanctions}"
    );
    assert!(unclear.contains("We did not read whether these sanctions leave out"), "{sanctions}");

    let agreements = told("business", &["embedded"], "FD-1");
    let (concerns, unclear) = agreements.split_once(". ").expect("two sentences or more");
    assert_eq!(
        concerns,
        "This applies if you integrate it into products or services or if you license it for resale or integration"
    );
    assert!(
        unclear.starts_with(
            "Unclear whether this applies if you use it, if you buy or renew it or if you resell it or supply it to clients."
        ),
        "{agreements}"
    );
}
