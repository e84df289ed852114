//! Why the government acted, and what the company answers.

use rules::{Law, Reason, ReasonWords, Speaker};
use yew::prelude::*;

use super::text::{outside, quotation};
use crate::sentences;

/// Both sides, each in its own words.
pub(crate) fn reasons(law: &'static Law) -> Html {
    let wording = &law.wording;
    let interface = &wording.interface;
    let said_by = |speaker: Speaker, heading: &str| {
        let reasons = law.explainer.reasons.iter().zip(&wording.reasons);
        let reasons = reasons.filter(|(reason, _)| reason.by == speaker);
        html! { <div><h3>{heading}</h3>{for reasons.map(|(reason, words)| one(law, reason, words))}</div> }
    };
    html! {
        <section id="reasons" aria-labelledby="reasons-heading">
            <h2 id="reasons-heading">{interface.reasons()}</h2>
            <p>{wording.who_acted.as_str()}</p>
            <div class="two">
                {said_by(Speaker::Government, interface.reasons_government())}
                {said_by(Speaker::Company, interface.reasons_company())}
            </div>
        </section>
    }
}

fn one(law: &'static Law, reason: &Reason, words: &ReasonWords) -> Html {
    let source = &law.explainer[reason.evidence.source];
    let read = sentences::reading(&law.wording.interface, source.read, source.extent);
    html! {
        <>
            <h4>{words.title.as_str()}</h4>
            <p>{words.text.as_str()}</p>
            if let Some(quote) = &reason.evidence.quote {
                {quotation(law, quote)}
            }
            <p class="meta">{outside(&source.address, &source.publisher)}{" "}<span>{read}</span></p>
        </>
    }
}
