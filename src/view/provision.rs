//! One provision: how it stands, what it says to the reader, and on what the answer rests.

use rules::{Evidence, Extent, Outcome, ProvisionOutcome, Reading, Standing, Timing, Why, fill};
use yew::prelude::*;

use crate::{app::Scene, words};

/// A provision that concerns the reader.
pub(super) fn card(scene: &Scene, outcome: &Outcome, found: &ProvisionOutcome) -> Html {
    let law = scene.law;
    let interface = &law.wording.interface;
    let provision = &law.explainer.provisions[found.provision];
    let words = &law.wording.provisions[found.provision];
    let version = words.versions.get(found.version).filter(|text| !text.is_empty());
    let due = provision
        .versions
        .get(found.version)
        .and_then(|version| version.due);
    let class = status_class(found);
    html! {
        <article class={class} key={provision.id.clone()} id={provision.id.clone()}>
            <p class="meta">
                <span class={classes!("s", class)}>{ status(scene, found) }</span>
                <span>{ words::when(interface, found) }</span>
                if let Some(due) = due {
                    <span>{ fill(&interface.due, &[("day", &scene.day_text(due))]) }</span>
                }
            </p>
            <h3>{ &words.title }</h3>
            <p>{ said(scene, outcome, found) }</p>
            if let Some(version) = version {
                <p>{ version }</p>
            }
            if let Why::Open(openings) = &found.why {
                { ways(scene, openings) }
            }
            <p class="meta">
                <span>{ &provision.authority }</span>
                <span>{ words::evidence(interface, provision).to_owned() }</span>
            </p>
            <details id={format!("about-{}", provision.id)}>
                <summary>{ &interface.details }</summary>
                { details(scene, found) }
            </details>
        </article>
    }
}

/// What it says to the reader: the rule's own words, and the reason where there is one.
fn said(scene: &Scene, outcome: &Outcome, found: &ProvisionOutcome) -> String {
    let why = words::why(scene.law, &outcome.answers, found);
    match found.standing {
        Standing::Binds | Standing::Affects => why,
        _ => format!("{} {why}", scene.law.wording.provisions[found.provision].rule),
    }
}

/// The word beside the status mark.
fn status(scene: &Scene, found: &ProvisionOutcome) -> String {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let provision = &scene.law.explainer.provisions[found.provision];
    let upcoming = found.timing == Timing::Upcoming;
    match found.standing {
        Standing::Binds if upcoming => interface.will_bind.clone(),
        Standing::Affects if upcoming => interface.will_affect.clone(),
        Standing::Binds => wording.effects[usize::from(provision.effect)].clone(),
        Standing::Affects => wording.provisions[found.provision].label.clone(),
        Standing::Exempt => interface.status_exempt.clone(),
        Standing::Unclear => interface.status_unclear.clone(),
        Standing::Depends => interface.status_depends.clone(),
        Standing::NotYours => interface.status_not_yours.clone(),
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

/// The options that would settle it, each a link.
fn ways(scene: &Scene, openings: &[rules::OptionSet]) -> Html {
    let explainer = &scene.law.explainer;
    let all = openings
        .iter()
        .fold(rules::OptionSet::EMPTY, |all, opening| all.union(*opening));
    let links = all.iter().map(|option| {
        let href = scene.href(|address| address.chosen = rules::OptionSet::of(option));
        html! {
            <li><a href={href} data-option={explainer.options[usize::from(option)].id.clone()}>
                { &scene.law.wording.options[usize::from(option)].label }
            </a></li>
        }
    });
    html! { <ul class="ways">{ for links }</ul> }
}

/// The rule, penalties, deadlines, what is not verified, and the sources.
fn details(scene: &Scene, found: &ProvisionOutcome) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let provision = &scene.law.explainer.provisions[found.provision];
    let pick = |list: &[String], numbers: &[u16]| -> Vec<String> {
        numbers
            .iter()
            .filter_map(|number| list.get(usize::from(*number)).cloned())
            .collect()
    };
    let one = |list: &[String], number: Option<u16>| pick(list, number.as_slice());
    let mut unknown = pick(&wording.unknown, &provision.unknown);
    if let Some(seen) = provision.last_seen {
        let month = &interface.months[seen.month() as usize - 1];
        unknown.insert(
            0,
            fill(
                &interface.last_seen,
                &[("month", month), ("year", &seen.year().to_string())],
            ),
        );
    }
    html! {
        <>
            { listed(&interface.rule, vec![wording.provisions[found.provision].rule.clone()]) }
            { listed(&interface.penalty, one(&wording.penalties, provision.penalty)) }
            { listed(&interface.deadlines, pick(&wording.deadlines, &provision.deadlines)) }
            { listed(&interface.replaced, one(&wording.replaced, provision.replaced)) }
            { listed(&interface.unknown, unknown) }
            <h4>{ &interface.sources }</h4>
            { for provision.sources.iter().map(|evidence| source(scene, evidence)) }
        </>
    }
}

fn listed(heading: &str, sentences: Vec<String>) -> Html {
    if sentences.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h4>{ heading.to_owned() }</h4>
            <ul class="listed">{ for sentences.into_iter().map(|sentence| html! { <li>{ sentence }</li> }) }</ul>
        </>
    }
}

/// A source with its words: who published it, where in it, whether the official text was read, and when.
pub(super) fn source(scene: &Scene, evidence: &Evidence) -> Html {
    let interface = &scene.law.wording.interface;
    let Some(source) = scene.law.explainer.sources.get(usize::from(evidence.source)) else {
        return html! {};
    };
    let read = words::reading(interface, source.read, source.extent).to_owned();
    html! {
        <div class="source">
            if let Some(quote) = &evidence.quote {
                <blockquote lang="en">{ words::quoted(interface, quote) }</blockquote>
            }
            <p class="meta">
                <cite><a href={source.address.clone()} rel="noopener" target="_blank">{ &source.title }</a></cite>
                <span>{ &source.publisher }</span>
                if let Some(place) = &source.place {
                    <span>{ place }</span>
                }
                <span class={classes!(reading_class(source.read, source.extent))}>{ read }</span>
                <span>{ fill(&interface.checked, &[("day", &scene.day_text(source.checked))]) }</span>
                <span class="address">{ &source.address }</span>
            </p>
        </div>
    }
}

fn reading_class(read: Reading, extent: Extent) -> &'static str {
    match (read, extent) {
        (Reading::Official | Reading::Copy, Extent::Whole) => "read-whole",
        (Reading::Official | Reading::Copy, Extent::Part) => "read-part",
        (Reading::Report, _) => "read-report",
    }
}

/// What does not concern the reader, folded, with the reason for each.
pub(super) fn not_yours(scene: &Scene, outcome: &Outcome) -> Html {
    let interface = &scene.law.wording.interface;
    let found: Vec<_> = outcome
        .provisions
        .iter()
        .filter(|found| found.standing == Standing::NotYours)
        .collect();
    if found.is_empty() {
        return html! {};
    }
    let summary = words::count(&interface.not_yours_one, &interface.not_yours, found.len());
    html! {
        <details class="not-yours" id="not-yours">
            <summary><span class="s not">{ summary }</span></summary>
            <dl>
                { for found.into_iter().map(|found| {
                    let provision = &scene.law.explainer.provisions[found.provision];
                    html! {
                        <div>
                            <dt>{ &scene.law.wording.provisions[found.provision].title }
                                { " " }<small>{ &provision.authority }</small></dt>
                            <dd>{ words::why(scene.law, &outcome.answers, found) }</dd>
                        </div>
                    }
                }) }
            </dl>
        </details>
    }
}
