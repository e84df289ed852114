//! What stands under every answer: advice, reasons, claims, sources.

use rules::{Reason, Speaker};
use yew::prelude::*;

use super::provision;
use crate::{app::Scene, words};

/// How many claims stand open; the rest are folded.
const N_CLAIMS_OPEN: usize = 4;

/// What officials advise and what the reader can do now.
pub(super) fn advice(scene: &Scene) -> Html {
    let interface = &scene.law.wording.interface;
    if scene.outcome.is_none() {
        return html! {};
    }
    let items = scene.law.explainer.advice.iter().zip(&scene.law.wording.advice);
    let items: Vec<Html> = items
        .filter(|(advice, _)| scene.advises(advice))
        .map(|(advice, text)| {
            let by = if advice.official {
                &interface.advice_official
            } else {
                &interface.advice_ours
            };
            let quote = advice
                .evidence
                .as_ref()
                .and_then(|evidence| evidence.quote.as_ref());
            html! {
                <li><b class="by">{ by }</b>{ " " }{ text }
                    if let Some(quote) = quote {
                        <blockquote lang="en">{ words::quoted(interface, quote) }</blockquote>
                    }
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return html! {};
    }
    html! {
        <section id="advice">
            <h2>{ &interface.advice }</h2>
            <ul class="advice">{ for items }</ul>
        </section>
    }
}

/// Why the government acted, and what the company answers.
pub(super) fn reasons(scene: &Scene) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let said_by = |speaker: Speaker| {
        let reasons = scene.law.explainer.reasons.iter().zip(&wording.reasons);
        reasons
            .filter(move |(reason, _)| reason.by == speaker)
            .map(|(reason, words)| {
                html! {
                    <>
                        <h4>{ &words.title }</h4>
                        <p>{ &words.text }</p>
                        { quotation(scene, reason) }
                    </>
                }
            })
    };
    html! {
        <section id="reasons">
            <h2>{ &interface.reasons }</h2>
            <p>{ &wording.who_acted }</p>
            <div class="two">
                <div><h3>{ &interface.reasons_government }</h3>{ for said_by(Speaker::Government) }</div>
                <div><h3>{ &interface.reasons_company }</h3>{ for said_by(Speaker::Company) }</div>
            </div>
        </section>
    }
}

fn quotation(scene: &Scene, reason: &Reason) -> Html {
    let interface = &scene.law.wording.interface;
    let source = scene
        .law
        .explainer
        .sources
        .get(usize::from(reason.evidence.source));
    html! {
        <blockquote lang="en">
            if let Some(quote) = &reason.evidence.quote {
                <p>{ words::quoted(interface, quote) }</p>
            }
            if let Some(source) = source {
                <p class="meta"><a href={source.address.clone()} rel="noopener" target="_blank">{ &source.publisher }</a>
                    <span>{ words::reading(interface, source.read, source.extent).to_owned() }</span></p>
            }
        </blockquote>
    }
}

/// Where press coverage differs from the law.
pub(super) fn claims(scene: &Scene) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let claims: Vec<Html> = (scene.law.explainer.claims.iter().zip(&wording.claims))
        .map(|(claim, law)| {
            let verdict = &wording.verdicts[usize::from(claim.verdict)];
            html! {
                <li class="claim" key={claim.id.clone()}>
                    if let Some(said) = &claim.said {
                        <p class="said serif" lang="en">{ words::quoted(interface, said) }</p>
                    } else {
                        <p class="said">{ &interface.claim_omitted }</p>
                    }
                    <p class="law"><b>{ verdict }</b>{ " " }{ law }</p>
                </li>
            }
        })
        .collect();
    if claims.is_empty() {
        return html! {};
    }
    let n_more = claims.len().saturating_sub(N_CLAIMS_OPEN);
    let mut open = claims;
    let folded = open.split_off(open.len() - n_more);
    html! {
        <section id="claims">
            <h2>{ &interface.claims }</h2>
            <p>{ &wording.claims_intro }</p>
            <ul class="claims">{ for open }</ul>
            if n_more > 0 {
                <details id="more-claims">
                    <summary>{ words::count(&interface.claims_more, &interface.claims_more, n_more) }</summary>
                    <ul class="claims">{ for folded }</ul>
                </details>
            }
        </section>
    }
}

/// Every source, with what of it was read.
pub(super) fn sources(scene: &Scene) -> Html {
    let interface = &scene.law.wording.interface;
    let sources = (0..scene.law.explainer.sources.len()).filter_map(|index| u16::try_from(index).ok());
    html! {
        <details class="sources" id="sources">
            <summary><h2>{ &interface.sources }</h2></summary>
            <p>{ &interface.sources_note }</p>
            { for sources.map(|source| provision::source(scene, &rules::Evidence { source, quote: None })) }
        </details>
    }
}
