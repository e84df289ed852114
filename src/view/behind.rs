//! What stands behind every answer: reasons, claims, sources.
//!
//! It never changes with an answer, so it is printed into the page and left alone by the engine,
//! which neither carries it nor looks at it.

use rules::{Extent, Law, Reading, Reason, Source, Speaker, fill};
use yew::prelude::*;

use super::{
    markup::{El, el, fold, paragraph},
    provision::{meta, outside, quotation},
};
use crate::{route::Site, sentences};

/// How many claims stand open; the rest are folded.
const N_CLAIMS_OPEN: usize = 4;

/// The law whose reasons, claims and sources are shown.
#[derive(Clone, Properties)]
pub struct BackgroundProps {
    /// The law, with the words of one language.
    pub law: &'static Law,
    /// Where the site lies.
    pub site: Site,
}

impl PartialEq for BackgroundProps {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.law, other.law) && self.site == other.site
    }
}

/// Ways to learn of changes, reasons, claims, sources, and the last lines.
#[component]
pub fn Background(props: &BackgroundProps) -> Html {
    let law = props.law;
    let parts = [
        Some(follow(law, &props.site)),
        Some(reasons(law)),
        claims(law),
        Some(sources(law)),
        Some(foot(law, &props.site)),
    ];
    let behind = el("div|class=background");
    behind.with_all(parts.into_iter().flatten().collect()).html()
}

/// Ways to learn of changes: the calendar of all days, and the feed of revisions.
///
/// Calendars subscribe to an address that begins with `webcal:`; elsewhere the file's own address does.
fn follow(law: &Law, site: &Site) -> El {
    let interface = &law.wording.interface;
    let language = &law.wording.language;
    let link = |href: &str, text: &str| el("a").attr("href", href).text(text);
    let ways = el("p|class=ways")
        .with(link(
            &site.url(&format!("/dates-{language}.ics")).replacen("https", "webcal", 1),
            interface.follow_calendar(),
        ))
        .with(link(&site.href(&format!("/dates-{language}.ics")), interface.follow_file()))
        .with(link(&site.href(&format!("/revisions-{language}.atom")), interface.follow_feed()));
    el("section|id=follow").with_text("h2", interface.follow()).with(ways)
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
    Some(quote.with(meta(link, sentences::reading(interface, source.read, source.extent))))
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
            Some(said) => paragraph("said serif", &sentences::quoted(interface, said)).attr("lang", "en"),
            None => paragraph("said", interface.claim_omitted()),
        };
        let answer = el("p").with_text("b", verdict).text(" ").text(answer);
        let translated = (!translated.is_empty()).then(|| paragraph("said", translated));
        let item = el("li").with(said).with_some(translated).with(answer);
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

/// Every source, under what of it was read, the most official first.
fn sources(law: &Law) -> El {
    let interface = &law.wording.interface;
    let mut all = el("details|class=sources|id=sources")
        .with(el("summary").with_text("h2", interface.sources()))
        .with_text("p", interface.sources_note());
    for read in [Reading::Official, Reading::Copy, Reading::Report] {
        for extent in [Extent::Whole, Extent::Part] {
            let found = law.explainer.sources.iter().filter(|source| {
                // Of a report nobody asks how much was read: it is not the official text.
                source.read == read
                    && (read != Reading::Report && source.extent == extent
                        || read == Reading::Report && extent == Extent::Whole)
            });
            let entries: Vec<El> = found.map(|source| entry(law, source)).collect();
            if !entries.is_empty() {
                all = all
                    .with_text("h3", sentences::reading(interface, read, extent))
                    .with(el("ul").with_all(entries));
            }
        }
    }
    all
}

/// The last lines.
fn foot(law: &Law, site: &Site) -> El {
    let interface = &law.wording.interface;
    let verified = sentences::day(interface, law.explainer.verified);
    let language = &law.wording.language;
    let prefix = if language == "en" { String::new() } else { format!("/{language}") };
    let method = el("a").attr("href", &site.href(&format!("{prefix}/method/"))).text(interface.method_link());
    el("footer|class=foot")
        .with(el("p").with(method))
        .with_text("p", &law.wording.disclaimer)
        .with_text("p", &fill(interface.footer(), &[("day", &verified)]))
}

/// A source: who published it, where in it, and when it was checked, if not with all others. On paper its link is
/// followed by the address (`style.css`).
fn entry(law: &Law, source: &Source) -> El {
    let interface = &law.wording.interface;
    let mut about = format!(" {}", source.publisher);
    if let Some(place) = &source.place {
        about.push_str(" · ");
        about.push_str(place);
    }
    if source.checked != law.explainer.verified {
        about.push_str(" · ");
        about.push_str(&fill(interface.checked(), &[("day", &sentences::day(interface, source.checked))]));
    }
    el("li").with(outside(&source.address).text(&source.title)).text(&about)
}
