//! The provisions of an outcome as JSON-LD, for machines.

use rules::{Law, Outcome, Standing};
use serde_json::{Value, json};

/// The page, and the provisions it shows as `Legislation`.
pub(super) fn linked_data(law: &Law, title: &str, address: &str, outcome: Option<&Outcome>) -> Value {
    let explainer = &law.explainer;
    let legislation: Vec<Value> = outcome
        .into_iter()
        .flat_map(|outcome| &outcome.provisions)
        .filter(|found| found.standing != Standing::NotYours)
        .map(|found| {
            let provision = &explainer.provisions[found.provision];
            let source = provision
                .sources
                .first()
                .and_then(|evidence| explainer.sources.get(usize::from(evidence.source)));
            json!({
                "@type": "Legislation",
                "name": law.wording.provisions[found.provision].title,
                "legislationIdentifier": provision.authority,
                "legislationDateVersion": found.from.to_iso(),
                "legislationLegalForce": match found.timing {
                    rules::Timing::InForce => "https://schema.org/InForce",
                    rules::Timing::Upcoming | rules::Timing::Ended => "https://schema.org/NotInForce",
                },
                "legislationJurisdiction": "US",
                "url": source.map(|source| source.address.clone()),
            })
        })
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "url": address,
        "inLanguage": law.wording.language,
        "dateModified": explainer.changed().to_iso(),
        "lastReviewed": explainer.verified.to_iso(),
        "about": legislation,
    })
}
