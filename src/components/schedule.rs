//! The timeline, with the mark “you are here”.

use yew::prelude::*;

use super::text::{section, time};
use crate::{
    app::StoreProps,
    sentences,
    state::State,
    timeline::{Event, timeline},
};

/// The days on which something changes for the reader, in order; without a role, for everyone.
#[component]
pub(crate) fn Schedule(StoreProps { store }: &StoreProps) -> Html {
    let law = store.law;
    let interface = &law.wording.interface;
    let on = store.on();
    let days = timeline(law, store.outcome.as_deref());
    let marked = store.answers().is_some() || store.read.route.day.is_some();
    // On a day of change, the mark stands on that day’s own line; else it has a line between two days.
    let here = days.partition_point(|event| event.on < on);
    let own_line = marked && days.get(here).is_none_or(|event| event.on != on);
    let mut items: Vec<Html> = days.iter().map(|event| day(store, event, marked && event.on == on)).collect();
    if own_line {
        let mark = html! {
            <li class="here" aria-current="date">{time(law, on)}{" "}<b>{interface.you_are_here()}</b></li>
        };
        items.insert(here, mark);
    }
    let body = html! {
        <>
            <ol class="schedule">{for items}</ol>
            if let Some(outcome) = &store.outcome {
                <p class="next">{sentences::next_change(interface, outcome)}</p>
            }
        </>
    };
    section("schedule", interface.schedule(), body)
}

fn day(state: &State, event: &Event, here: bool) -> Html {
    let class = match (event.key, here, event.on <= state.on()) {
        (true, true, _) => Some("key here"),
        (true, false, true) => Some("key past"),
        (true, false, false) => Some("key"),
        (false, true, _) => Some("here"),
        (false, false, true) => Some("past"),
        (false, false, false) => None,
    };
    html! {
        <li {class} aria-current={here.then_some("date")}>
            {time(state.law, event.on)}{" "}
            if here {
                <b>{state.law.wording.interface.you_are_here()}</b>{" "}
            }
            <span>{event.sentences.join(" ")}</span>
        </li>
    }
}
