//! What stands under every answer: advice, reasons, claims, sources.

use rules::{Evidence, Reason, Speaker, fill};

use super::{
    markup::{El, el, fold, paragraph},
    provision::{self, meta, outside, quotation},
};
use crate::{app::Scene, words};

/// How many claims stand open; the rest are folded.
const N_CLAIMS_OPEN: usize = 4;

/// What officials advise and what the reader can do now.
pub(super) fn advice(scene: &Scene) -> Option<El> {
    let interface = &scene.law.wording.interface;
    scene.outcome.as_ref()?;
    let mut items = Vec::new();
    for (advice, text) in scene.law.explainer.advice.iter().zip(&scene.law.wording.advice) {
        if !scene.fits(&advice.when) {
            continue;
        }
        let by = if advice.official { interface.advice_official() } else { interface.advice_ours() };
        let quote = advice.evidence.as_ref().and_then(|evidence| evidence.quote.as_ref());
        let item = el("li").with_text("b|class=by", by).text(" ").text(text);
        items.push(item.with_some(quote.map(|quote| quotation(scene, quote))));
    }
    if items.is_empty() {
        return None;
    }
    let section = el("section|id=advice|key=advice").with_text("h2", interface.advice());
    Some(section.with(el("ul|class=advice").with_all(items)))
}

/// Why the government acted, and what the company answers.
pub(super) fn reasons(scene: &Scene) -> El {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let said_by = |speaker: Speaker, heading: &str| {
        let mut column = el("div").with_text("h3", heading);
        let reasons = scene.law.explainer.reasons.iter().zip(&wording.reasons);
        for (reason, words) in reasons.filter(|(reason, _)| reason.by == speaker) {
            column = column
                .with_text("h4", &words.title)
                .with_text("p", &words.text)
                .with_some(proof(scene, reason));
        }
        column
    };
    let columns = el("div|class=two")
        .with(said_by(Speaker::Government, interface.reasons_government()))
        .with(said_by(Speaker::Company, interface.reasons_company()));
    el("section|id=reasons|key=reasons")
        .with_text("h2", interface.reasons())
        .with_text("p", &wording.who_acted)
        .with(columns)
}

fn proof(scene: &Scene, reason: &Reason) -> Option<El> {
    let interface = &scene.law.wording.interface;
    let quote = quotation(scene, reason.evidence.quote.as_ref()?);
    let source = scene.law.explainer.sources.get(usize::from(reason.evidence.source))?;
    let link = outside(&source.address).text(&source.publisher);
    Some(quote.with(meta(link, words::reading(interface, source.read, source.extent))))
}

/// Where press coverage differs from the law.
pub(super) fn claims(scene: &Scene) -> Option<El> {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let mut open = Vec::new();
    let mut folded = Vec::new();
    for (claim, law) in scene.law.explainer.claims.iter().zip(&wording.claims) {
        let verdict = &wording.verdicts[usize::from(claim.verdict)];
        let said = match &claim.said {
            Some(said) => paragraph("said serif", &words::quoted(interface, said)).attr("lang", "en"),
            None => paragraph("said", interface.claim_omitted()),
        };
        let answer = el("p|class=law").with_text("b", verdict).text(" ").text(law);
        let item = el("li|class=claim").with(said).with(answer);
        if open.len() < N_CLAIMS_OPEN { open.push(item) } else { folded.push(item) }
    }
    if open.is_empty() {
        return None;
    }
    let n_more = folded.len();
    let summary = fill(interface.claims_more(), &[("n", &n_more.to_string())]);
    let rest = fold("more", "more-claims", &summary).with(el("ul|class=claims").with_all(folded));
    let section = el("section|id=claims|key=claims")
        .with_text("h2", interface.claims())
        .with_text("p", &wording.claims_intro)
        .with(el("ul|class=claims").with_all(open))
        .with_some((n_more > 0).then_some(rest));
    Some(section)
}

/// Every source, with what of it was read.
pub(super) fn sources(scene: &Scene) -> El {
    let interface = &scene.law.wording.interface;
    let sources = (0..scene.law.explainer.sources.len())
        .filter_map(|index| u16::try_from(index).ok())
        .filter_map(|source| provision::source(scene, &Evidence { source, quote: None }))
        .collect();
    el("details|class=sources|id=sources|key=sources")
        .with(el("summary").with_text("h2", interface.sources()))
        .with_text("p", interface.sources_note())
        .with_all(sources)
}
