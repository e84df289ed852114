//! One provision: how it stands, what it says to the reader, and on what the answer rests.

use rules::{Evidence, OptionSet, Outcome, ProvisionOutcome, Standing, TextId, Timing, Why, fill};
use yew::prelude::*;

use super::{link::Link, text::outside};
use crate::{
    app::Store,
    sentences,
    state::{Action, State},
};

/// A provision that concerns the reader.
#[derive(PartialEq, Properties)]
pub(crate) struct CardProps {
    /// The state.
    pub(crate) store: Store,
    /// How the provision stands.
    pub(crate) found: ProvisionOutcome,
}

/// Its status, what it says, and in a fold the rule and its sources.
///
/// What decides what somebody must do (a condition, a deadline) stands outside the fold.
#[component]
pub(crate) fn Card(CardProps { store, found }: &CardProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let interface = &law.wording.interface;
    let (provision, words) = law.provision(found.provision);
    let version = &provision[found.version];
    // Where the version is what is unclear, the reason says so already.
    let told = found.standing == Standing::Unclear && version.unsettled.is_some();
    let of_version = words.versions.get(found.version.index()).filter(|text| !told && !text.is_empty());
    let face = if words.condition.is_empty() { None } else { Some(words.condition.clone()) };
    let deadlines = provision.deadlines.iter().map(|text| law.text(*text).to_owned());
    let due =
        version.due.iter().map(|due| fill(interface.due(), &[("day", &sentences::day(interface, *due))]));
    let class = status_class(found);
    html! {
        <article {class} id={provision.id.clone()}>
            <p class="meta">
                <span class={classes!("s", class)}>{status(store, found)}</span>
                <span>{sentences::when(interface, provision, found)}</span>
            </p>
            <h3>{words.title.clone()}</h3>
            {for face.into_iter().chain(due).chain(deadlines).map(|text| html! { <p class="face">{text}</p> })}
            <p>{said(store, outcome, found)}</p>
            if let Some(text) = of_version {
                <p>{text.clone()}</p>
            }
            if let Why::Open(openings) = &found.why {
                {ways(store, openings)}
            }
            <p class="meta">
                <span>{provision.authority.clone()}</span>
                <span>{sentences::evidence(interface, provision)}</span>
            </p>
            {details(store, found)}
        </article>
    }
}

/// What it says to the reader: the rule's own words, and the reason where there is one.
pub(crate) fn said(state: &State, outcome: &Outcome, found: &ProvisionOutcome) -> String {
    let why = sentences::why(state.law, &outcome.answers, found);
    match found.standing {
        Standing::Binds | Standing::Affects | Standing::NotYours => why,
        _ => format!("{} {why}", state.law.provision(found.provision).1.rule),
    }
}

/// The word beside the status mark.
fn status<'a>(state: &'a State, found: &ProvisionOutcome) -> &'a str {
    let interface = &state.law.wording.interface;
    match (found.standing, found.timing) {
        (Standing::Binds, Timing::Upcoming) => interface.will_bind(),
        (Standing::Affects, Timing::Upcoming) => interface.will_affect(),
        (standing, _) => sentences::provision_status(state.law, found.provision, standing),
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
fn ways(store: &Store, openings: &[OptionSet]) -> Html {
    let all = openings.iter().fold(OptionSet::EMPTY, |all, opening| all.union(*opening));
    let way = |option| {
        let (choice, words) = store.law.option(option);
        html! {
            <li>
                <Link href={store.href(&store.route_of(Some(option)))} action={Action::Choose(option)}
                    dispatch={store.dispatcher()} option={choice.id.clone()}>{words.label.clone()}</Link>
            </li>
        }
    };
    html! { <ul class="ways">{for all.iter().map(way)}</ul> }
}

/// The rule, penalties, what is not verified, and the sources.
fn details(state: &State, found: &ProvisionOutcome) -> Html {
    let law = state.law;
    let interface = &law.wording.interface;
    let (provision, words) = law.provision(found.provision);
    let texts = |ids: &[TextId]| ids.iter().map(|id| law.text(*id).to_owned()).collect::<Vec<_>>();
    let mut unknown = texts(&provision.unknown);
    if let Some(seen) = provision.last_seen {
        let month = &interface.months[seen.month() as usize - 1];
        let values = [("month", month.as_str()), ("year", &seen.year().to_string())];
        unknown.insert(0, fill(interface.last_seen(), &values));
    }
    let penalty = law.explainer.penalty_on(found.provision, state.on());
    let lists = [
        (interface.rule(), vec![words.rule.clone()]),
        (interface.penalty(), texts(penalty.as_slice())),
        (interface.replaced(), texts(provision.replaced.as_slice())),
        (interface.unknown(), unknown),
    ];
    let list = |(heading, sentences): (&str, Vec<String>)| {
        html! {
            if !sentences.is_empty() {
                <h4>{heading}</h4>
                <ul>{for sentences.into_iter().map(|sentence| html! { <li>{sentence}</li> })}</ul>
            }
        }
    };
    html! {
        <details class="about" id={format!("about-{}", provision.id)}>
            <summary>{interface.details()}</summary>
            {for lists.into_iter().map(list)}
            <h4>{interface.sources()}</h4>
            <ul>{for provision.sources.iter().map(|evidence| source(state, evidence))}</ul>
        </details>
    }
}

/// A source's own words, and where they stand; the list of sources says the rest.
fn source(state: &State, evidence: &Evidence) -> Html {
    let interface = &state.law.wording.interface;
    let source = &state.law.explainer[evidence.source];
    let place = source.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    let read = sentences::reading(interface, source.read, source.extent);
    html! {
        <li>
            if let Some(quote) = &evidence.quote {
                <q lang="en">{format!("{} ", sentences::quoted(interface, quote))}</q>
            }
            {outside(&source.address, &source.title)}{format!("{place}. {read}.")}
        </li>
    }
}
