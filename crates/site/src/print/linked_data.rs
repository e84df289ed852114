//! The provisions of an outcome as JSON-LD, for machines.

use rules::{Law, Outcome, Reading, Standing, Timing};
use serde_json::{Value, json};

/// The page, and the provisions it shows as `Legislation`.
pub(super) fn linked_data(law: &Law, title: &str, address: &str, outcome: Option<&Outcome>) -> Value {
    let explainer = &law.explainer;
    let legislation: Vec<Value> = outcome
        .into_iter()
        .flat_map(|outcome| &outcome.provisions)
        .filter(|found| found.standing != Standing::NotYours)
        .map(|found| {
            let (provision, said) = law.provision(found.provision);
            // Its address is where its own words stand; a report of it stands elsewhere.
            let own = provision
                .sources
                .iter()
                .map(|evidence| &explainer[evidence.source])
                .find(|source| source.read != Reading::Report);
            let mut legislation = json!({
                "@type": "Legislation",
                "name": said.title,
                "legislationIdentifier": provision.authority,
                "legislationDateVersion": found.from.to_iso(),
                "legislationLegalForce": match found.timing {
                    Timing::InForce => "InForce",
                    Timing::Upcoming | Timing::Ended => "NotInForce",
                },
            });
            if let Some(source) = own {
                legislation["url"] = json!(source.address);
            }
            legislation
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
