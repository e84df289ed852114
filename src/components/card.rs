//! One provision: how it stands, what it says to the reader, and on what the answer rests.

use rules::{
    Evidence, Law, OptionSet, Outcome, ProvisionId, ProvisionOutcome, Standing, TextId, Timing, Why, fill,
};
use yew::prelude::*;

use super::{
    link::to_option,
    text::{fold, outside},
};
use crate::{app::Store, sentences, state::State};

/// A provision that concerns the reader.
#[derive(PartialEq, Properties)]
pub(crate) struct CardProps {
    /// The state.
    pub(crate) store: Store,
    /// The provision.
    pub(crate) provision: ProvisionId,
}

/// Its status, what it says, and in a fold the rule and its sources.
///
/// What decides what somebody must do (a condition, a deadline) stands outside the fold.
#[component]
pub(crate) fn Card(CardProps { store, provision }: &CardProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let found = &outcome.provisions[provision.index()];
    let law = store.law;
    let interface = &law.wording.interface;
    let (provision, words) = law.provision(found.provision);
    let version = &provision[found.version];
    // Where the version is what is unclear, the reason says so already.
    let told = found.standing == Standing::Unclear && version.unsettled.is_some();
    let of_version = words.versions.get(found.version.index()).filter(|text| !told && !text.is_empty());
    let mut face: Vec<AttrValue> = Vec::new();
    if !words.condition.is_empty() {
        face.push(words.condition.as_str().into());
    }
    for due in &version.due {
        face.push(fill(interface.due(), &[("day", &sentences::day(interface, *due))]).into());
    }
    face.extend(provision.deadlines.iter().map(|text| AttrValue::from(law.text(*text))));
    let class = status_class(found);
    let penalty = law.explainer.penalty_on(found.provision, store.on());
    let details = html! { <Details {law} provision={found.provision} {penalty} /> };
    html! {
        <article {class} id={provision.id.as_str()}>
            <p class="meta">
                <span class={format!("s {class}")}>{status(store, found)}</span>{" "}
                <span>{sentences::when(interface, provision, found)}</span>
            </p>
            <h3>{words.title.as_str()}</h3>
            {for face.into_iter().map(|text| html! { <p class="face">{text}</p> })}
            <p>{said(store, outcome, found)}</p>
            if let Some(text) = of_version {
                <p>{text.as_str()}</p>
            }
            if let Why::Open(openings) = &found.why {
                {ways(store, openings)}
            }
            <p class="meta">
                <span>{provision.authority.as_str()}</span>{" "}
                <span>{sentences::evidence(interface, provision)}</span>
            </p>
            {fold("about", format!("about-{}", provision.id), false, html! { interface.details() }, details)}
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
    let way = |option| html! { <li>{to_option(store, option)}</li> };
    html! { <ul class="ways">{for all.iter().map(way)}</ul> }
}

/// What stands in the fold of a card: so little of the state that most changes leave it alone.
#[derive(Properties)]
struct DetailsProps {
    law: &'static Law,
    provision: ProvisionId,
    /// What breaking it can cost on the day.
    penalty: Option<TextId>,
}

impl PartialEq for DetailsProps {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.law, other.law)
            && self.provision == other.provision
            && self.penalty == other.penalty
    }
}

/// The rule, penalties, what is not verified, and the sources.
#[component]
fn Details(DetailsProps { law, provision, penalty }: &DetailsProps) -> Html {
    let interface = &law.wording.interface;
    let (provision, words) = law.provision(*provision);
    let texts = |ids: &[TextId]| ids.iter().map(|id| law.text(*id).into()).collect::<Vec<AttrValue>>();
    let mut unknown = texts(&provision.unknown);
    if let Some(seen) = provision.last_seen {
        let month = &interface.months[seen.month() as usize - 1];
        let values = [("month", month.as_str()), ("year", &seen.year().to_string())];
        unknown.insert(0, fill(interface.last_seen(), &values).into());
    }
    let lists = [
        (interface.rule(), vec![words.rule.as_str().into()]),
        (interface.penalty(), texts(penalty.as_slice())),
        (interface.replaced(), texts(provision.replaced.as_slice())),
        (interface.unknown(), unknown),
    ];
    let list = |(heading, sentences): (&'static str, Vec<AttrValue>)| {
        html! {
            if !sentences.is_empty() {
                <h4>{heading}</h4>
                <ul>{for sentences.into_iter().map(|sentence| html! { <li>{sentence}</li> })}</ul>
            }
        }
    };
    html! {
        <>
            {for lists.into_iter().map(list)}
            <h4>{interface.sources()}</h4>
            <ul>{for provision.sources.iter().map(|evidence| source(law, evidence))}</ul>
        </>
    }
}

/// A source's own words, and where they stand; the list of sources says the rest.
fn source(law: &'static Law, evidence: &Evidence) -> Html {
    let interface = &law.wording.interface;
    let source = &law.explainer[evidence.source];
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
