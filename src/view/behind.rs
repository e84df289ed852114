//! What stands behind every answer: reasons, claims, sources.
//!
//! It never changes with an answer, so it is printed into the page and left alone by the engine,
//! which neither carries it nor looks at it.

use rules::{Law, Reason, Source, Speaker, fill};
use yew::prelude::*;

use super::{
    markup::{El, el, fold, paragraph},
    provision::{meta, outside, quotation},
};
use crate::words;

/// How many claims stand open; the rest are folded.
const N_CLAIMS_OPEN: usize = 4;

/// The law whose reasons, claims and sources are shown.
#[derive(Clone, Copy, Properties)]
pub struct BehindProps {
    /// The law, with the words of one language.
    pub law: &'static Law,
}

impl PartialEq for BehindProps {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.law, other.law)
    }
}

/// Reasons, claims, sources, and the last lines.
#[component]
pub fn Behind(props: &BehindProps) -> Html {
    let law = props.law;
    let parts = [Some(reasons(law)), claims(law), Some(sources(law)), Some(foot(law))];
    let behind = el("div|class=behind");
    behind.with_all(parts.into_iter().flatten().collect()).html()
}

/// Why the government acted, and what the company answers.
fn reasons(law: &Law) -> El {
    let wording = &law.wording;
    let interface = &wording.interface;
    let said_by = |speaker: Speaker, heading: &str| {
        let mut column = el("div").with_text("h3", heading);
        let reasons = law.explainer.reasons.iter().zip(&wording.reasons);
        for (reason, words) in reasons.filter(|(reason, _)| reason.by == speaker) {
            column = column
                .with_text("h4", &words.title)
                .with_text("p", &words.text)
                .with_some(proof(law, reason));
        }
        column
    };
    let columns = el("div|class=two")
        .with(said_by(Speaker::Government, interface.reasons_government()))
        .with(said_by(Speaker::Company, interface.reasons_company()));
    el("section|id=reasons")
        .with_text("h2", interface.reasons())
        .with_text("p", &wording.who_acted)
        .with(columns)
}

fn proof(law: &Law, reason: &Reason) -> Option<El> {
    let interface = &law.wording.interface;
    let quote = quotation(law, reason.evidence.quote.as_ref()?);
    let source = law.explainer.sources.get(usize::from(reason.evidence.source))?;
    let link = outside(&source.address).text(&source.publisher);
    Some(quote.with(meta(link, words::reading(interface, source.read, source.extent))))
}

/// Where press coverage differs from the law.
fn claims(law: &Law) -> Option<El> {
    let wording = &law.wording;
    let interface = &wording.interface;
    let mut open = Vec::new();
    let mut folded = Vec::new();
    let words = wording.claims.iter().zip(&wording.claims_said);
    for (claim, (answer, translated)) in law.explainer.claims.iter().zip(words) {
        let verdict = &wording.verdicts[usize::from(claim.verdict)];
        let said = match &claim.said {
            Some(said) => paragraph("said serif", &words::quoted(interface, said)).attr("lang", "en"),
            None => paragraph("said", interface.claim_omitted()),
        };
        let answer = el("p|class=law").with_text("b", verdict).text(" ").text(answer);
        let translated = (!translated.is_empty()).then(|| paragraph("said", translated));
        let item = el("li|class=claim").with(said).with_some(translated).with(answer);
        if open.len() < N_CLAIMS_OPEN { open.push(item) } else { folded.push(item) }
    }
    if open.is_empty() {
        return None;
    }
    let n_more = folded.len();
    let summary = fill(interface.claims_more(), &[("n", &n_more.to_string())]);
    let rest = fold("more", "more-claims", &summary).with(el("ul|class=claims").with_all(folded));
    let section = el("section|id=claims")
        .with_text("h2", interface.claims())
        .with_text("p", &wording.claims_intro)
        .with(el("ul|class=claims").with_all(open))
        .with_some((n_more > 0).then_some(rest));
    Some(section)
}

/// Every source, with what of it was read.
fn sources(law: &Law) -> El {
    let interface = &law.wording.interface;
    let sources = law.explainer.sources.iter().map(|source| entry(law, source)).collect();
    el("details|class=sources|id=sources")
        .with(el("summary").with_text("h2", interface.sources()))
        .with_text("p", interface.sources_note())
        .with_all(sources)
}

/// The last lines.
fn foot(law: &Law) -> El {
    let interface = &law.wording.interface;
    let verified = words::day(interface, law.explainer.verified);
    let language = &law.wording.language;
    let prefix = if language == "en" { String::new() } else { format!("/{language}") };
    let method = el("a").attr("href", &format!("{prefix}/method/")).text(interface.method_link());
    el("footer|class=foot")
        .with(el("p").with(method))
        .with_text("p", &law.wording.disclaimer)
        .with_text("p", &fill(interface.footer(), &[("day", &verified)]))
}

/// A source: who published it, where in it, whether the official text was read, and when.
fn entry(law: &Law, source: &Source) -> El {
    let interface = &law.wording.interface;
    let checked = fill(interface.checked(), &[("day", &words::day(interface, source.checked))]);
    let cited = el("cite").with(outside(&source.address).text(&source.title));
    el("p|class=meta source")
        .id(&format!("source-{}", source.id))
        .with(cited)
        .with_text("span", &source.publisher)
        .with_some(source.place.as_ref().map(|place| el("span").text(place)))
        .with_text("span", words::reading(interface, source.read, source.extent))
        .with_text("span", &checked)
        .with_text("span|class=address", &source.address)
}
