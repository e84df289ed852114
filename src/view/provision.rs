//! One provision: how it stands, what it says to the reader, and on what the answer rests.

use rules::{
    Evidence, Law, OptionSet, Outcome, ProvisionOutcome, Standing, Timing, Why, fill, joined, number,
};

use super::markup::{El, el, fold, paragraph};
use crate::{app::Scene, sentences};

/// A provision that concerns the reader.
pub(super) fn card(scene: &Scene, outcome: &Outcome, found: &ProvisionOutcome) -> El {
    let law = scene.law;
    let interface = &law.wording.interface;
    let (provision, words) = law.provision(found.provision);
    let version = provision.versions.get(found.version);
    let due = version.and_then(|version| version.due);
    // Where the version is what is unclear, the reason says so already.
    let told =
        found.standing == Standing::Unclear && version.is_some_and(|version| version.unsettled.is_some());
    let version = words.versions.get(found.version).filter(|text| !told && !text.is_empty());
    let class = status_class(found);
    let ways = match &found.why {
        Why::Open(openings) => Some(ways(scene, openings)),
        _ => None,
    };
    let meta = el("p|class=meta")
        .with(el("span").class(&joined(&["s", class], " ")).text(status(scene, found)))
        .with_text("span", &sentences::when(interface, provision, found))
        .with_some(due.map(|due| el("span").text(&fill(interface.due(), &[("day", &scene.day_text(due))]))));
    let grounds = el("p|class=meta")
        .with_text("span", &provision.authority)
        .with_text("span", sentences::evidence(interface, provision));
    let about = fold("about", &joined(&["about", &provision.id], "-"), interface.details());
    el("article")
        .class(class)
        .id(&provision.id)
        .key(&provision.id)
        .with(meta)
        .with_text("h3", &words.title)
        .with_text("p", &said(scene, outcome, found))
        .with_some(version.map(|text| el("p").text(text)))
        .with_some(ways)
        .with(grounds)
        .with(details(scene, found, about))
}

/// What it says to the reader: the rule's own words, and the reason where there is one.
fn said(scene: &Scene, outcome: &Outcome, found: &ProvisionOutcome) -> String {
    let why = sentences::why(scene.law, &outcome.answers, found);
    match found.standing {
        Standing::Binds | Standing::Affects => why,
        _ => joined(&[&scene.law.provision(found.provision).1.rule, &why], " "),
    }
}

/// The word beside the status mark.
fn status<'a>(scene: &Scene<'a>, found: &ProvisionOutcome) -> &'a str {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let (provision, words) = scene.law.provision(found.provision);
    let upcoming = found.timing == Timing::Upcoming;
    match found.standing {
        Standing::Binds if upcoming => interface.will_bind(),
        Standing::Affects if upcoming => interface.will_affect(),
        Standing::Binds => &wording.effects[usize::from(provision.effect)],
        Standing::Affects => &words.label,
        Standing::Exempt => interface.status_exempt(),
        Standing::Unclear => interface.status_unclear(),
        Standing::Depends => interface.status_depends(),
        Standing::NotYours => interface.status_not_yours(),
    }
}

/// The class that gives the status its shape and colour.
fn status_class(found: &ProvisionOutcome) -> &'static str {
    match (found.standing, found.timing) {
        (Standing::NotYours, _) => "not",
        (Standing::Exempt, _) => "exempt",
        (_, Timing::Upcoming) => "coming",
        (_, Timing::Ended) => "not",
        (Standing::Binds, _) => "binds",
        (Standing::Affects, _) => "affects",
        (Standing::Unclear, _) => "unclear",
        (Standing::Depends, _) => "depends",
    }
}

/// What depends on what the reader does: for each open option, a link, and what would then concern the reader.
pub(super) fn by_option(scene: &Scene, found: &[&ProvisionOutcome]) -> El {
    let openings = |found: &ProvisionOutcome| match &found.why {
        Why::Open(openings) => openings.iter().fold(OptionSet::EMPTY, |all, opening| all.union(*opening)),
        _ => OptionSet::EMPTY,
    };
    let all = found.iter().fold(OptionSet::EMPTY, |all, found| all.union(openings(found)));
    let mut lines = Vec::new();
    for option in all.iter() {
        let mut titles = Vec::new();
        for found in found.iter().filter(|found| openings(found).contains(option)) {
            titles.push(el("li").text(&scene.law.provision(found.provision).1.title));
        }
        let href = scene.href_of(Some(option));
        let link = scene.option_link(option, &href).text(&scene.law.option(option).1.label);
        let listed = el("ul|class=listed").with_all(titles);
        lines.push(el("div").with(el("dt").with(link)).with(el("dd").with(listed)));
    }
    el("dl|class=by-option").with_all(lines)
}

/// The options that would settle it, each a link.
fn ways(scene: &Scene, openings: &[OptionSet]) -> El {
    let all = openings.iter().fold(OptionSet::EMPTY, |all, opening| all.union(*opening));
    let mut links = Vec::new();
    for option in all.iter() {
        let href = scene.href_of(Some(option));
        let label = &scene.law.option(option).1.label;
        links.push(el("li").with(scene.option_link(option, &href).text(label)));
    }
    el("ul|class=ways").with_all(links)
}

/// The rule, penalties, deadlines, what is not verified, and the sources.
fn details(scene: &Scene, found: &ProvisionOutcome, mut into: El) -> El {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let (provision, words) = scene.law.provision(found.provision);
    let pick = |list: &[String], numbers: &[u16]| -> Vec<String> {
        numbers.iter().filter_map(|number| list.get(usize::from(*number)).cloned()).collect()
    };
    let mut unknown = pick(&wording.unknown, &provision.unknown);
    if let Some(seen) = provision.last_seen {
        let month = interface.months.get(seen.month() as usize - 1).map_or("", String::as_str);
        let said = fill(interface.last_seen(), &[("month", month), ("year", &number(seen.year()))]);
        unknown.insert(0, said);
    }
    let lists = [
        (interface.rule(), vec![words.rule.clone()]),
        (interface.penalty(), pick(&wording.penalties, provision.penalty.as_slice())),
        (interface.deadlines(), pick(&wording.deadlines, &provision.deadlines)),
        (interface.replaced(), pick(&wording.replaced, provision.replaced.as_slice())),
        (interface.unknown(), unknown),
    ];
    for (heading, sentences) in lists {
        if !sentences.is_empty() {
            let items = sentences.iter().map(|sentence| el("li").text(sentence)).collect();
            into = into.with_text("h4", heading).with(el("ul").with_all(items));
        }
    }
    let sources = provision.sources.iter().filter_map(|evidence| source(scene, evidence)).collect();
    into.with_text("h4", interface.sources()).with(el("ul").with_all(sources))
}

/// A source's own words, and where they stand; the list of sources says the rest.
fn source(scene: &Scene, evidence: &Evidence) -> Option<El> {
    let interface = &scene.law.wording.interface;
    let source = scene.law.explainer.sources.get(usize::from(evidence.source))?;
    let quote =
        evidence.quote.as_ref().map(|quote| joined(&[&*sentences::quoted(interface, quote), ""], " "));
    let quote = quote.map(|quote| el("q|lang=en").text(&quote));
    let place = source.place.as_ref().map_or_else(String::new, |place| joined(&[", ", place], ""));
    let read = sentences::reading(interface, source.read, source.extent);
    let link = outside(&source.address).text(&source.title);
    Some(el("li").with_some(quote).with(link).text(&joined(&[&place, ". ", read, "."], "")))
}

/// A link to somebody else's page. A page opened by `_blank` has no way back to ours, and the header
/// `Referrer-Policy` hides from it what the reader answered.
pub(super) fn outside(address: &str) -> El {
    el("a|target=_blank").attr("href", address)
}

/// Somebody's own words: they stay in the language they were said in.
pub(super) fn quotation(law: &Law, quote: &str) -> El {
    let quoted = sentences::quoted(&law.wording.interface, quote);
    el("blockquote|lang=en").with_text("p", &quoted)
}

/// A provision in short: its title, its authority, what it says to the reader.
pub(super) fn line(scene: &Scene, outcome: &Outcome, found: &ProvisionOutcome) -> El {
    let (provision, words) = scene.law.provision(found.provision);
    let term = el("dt").text(&words.title).text(" ").with_text("small", &provision.authority);
    let text = match found.standing {
        Standing::NotYours => sentences::why(scene.law, &outcome.answers, found),
        _ => said(scene, outcome, found),
    };
    el("div").key(&provision.id).with(term).with_text("dd", &text)
}

/// What does not concern the reader, folded, with the reason for each.
pub(super) fn not_yours(scene: &Scene, outcome: &Outcome) -> Option<El> {
    let interface = &scene.law.wording.interface;
    let found = outcome.provisions.iter().filter(|found| found.standing == Standing::NotYours);
    let lines: Vec<El> = found.map(|found| line(scene, outcome, found)).collect();
    let n = lines.len();
    if n == 0 {
        return None;
    }
    let many = sentences::count(interface.not_yours_one(), interface.not_yours(), n);
    let summary =
        el("span|class=s not").text(&fill(many, &[("n", &number(n.try_into().unwrap_or(i32::MAX)))]));
    let fold = el("details|class=not-yours|id=not-yours|key=not-yours");
    Some(fold.with(el("summary").with(summary)).with(el("dl").with_all(lines)))
}

/// A paragraph of small notes.
pub(super) fn meta(link: El, note: &str) -> El {
    paragraph("meta", "").with(link).with_text("span", note)
}
