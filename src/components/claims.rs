//! Where press coverage differs from the law: the central falsehood first, a source beside each.

use rules::{Claim, Law, fill};
use yew::prelude::*;

use super::text::outside;
use crate::sentences;

/// How many claims stand open; the rest are folded.
const N_CLAIMS_OPEN: usize = 4;

/// The claims, each with what the law says instead.
pub(crate) fn claims(law: &'static Law) -> Html {
    let (wording, interface) = (&law.wording, &law.wording.interface);
    let items: Vec<Html> =
        law.explainer.claims.iter().enumerate().map(|(index, claim)| one(law, index, claim)).collect();
    if items.is_empty() {
        return Html::default();
    }
    let (open, folded) = items.split_at(items.len().min(N_CLAIMS_OPEN));
    html! {
        <section id="claims" aria-labelledby="claims-heading">
            <h2 id="claims-heading">{interface.claims()}</h2>
            <p>{wording.claims_intro.as_str()}</p>
            <ul class="claims">{for open.iter().cloned()}</ul>
            if !folded.is_empty() {
                <details class="more" id="more-claims">
                    <summary>{fill(interface.claims_more(), &[("n", &folded.len().to_string())])}</summary>
                    <ul class="claims">{for folded.iter().cloned()}</ul>
                </details>
            }
        </section>
    }
}

fn one(law: &'static Law, index: usize, claim: &Claim) -> Html {
    let (wording, interface) = (&law.wording, &law.wording.interface);
    let translated = wording.claims_said.get(index).filter(|text| !text.is_empty());
    let source = claim.sources.first().map(|evidence| &law.explainer[evidence.source]);
    html! {
        <li>
            if let Some(said) = &claim.said {
                <p class="said serif" lang="en">{sentences::quoted(interface, said)}</p>
            } else {
                <p class="said">{interface.claim_omitted()}</p>
            }
            if let Some(translated) = translated {
                <p class="said">{translated.as_str()}</p>
            }
            <p><b>{law.rating(claim.rating)}</b>{" "}{wording.claims[index].as_str()}</p>
            if let Some(source) = source {
                <p class="meta">
                    {outside(&source.address, &source.title)}{" "}
                    <span>{sentences::reading(interface, source.read, source.extent)}</span>
                </p>
            }
        </li>
    }
}
