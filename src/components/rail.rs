//! The day the answer is for, what it takes for granted, and one checked claim: beside the answer, or under it.

use rules::Day;
use yew::prelude::*;

use super::{another_day::AnotherDay, claim_check::claim_check, link::Link};
use crate::{
    app::{Store, StoreProps},
    sentences,
    state::{Action, Today},
};

/// The dates, the assumptions and the claim; nothing without an answer.
#[component]
pub(crate) fn Rail(StoreProps { store }: &StoreProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let interface = &law.wording.interface;
    let days = law.explainer.days.iter().zip(&law.wording.days);
    let stops =
        days.map(|(day, words)| stop(store, Some(*day), &sentences::short_day(interface, *day), &words.chip));
    let (label, today) = match store.today {
        Today::Live(day) => (interface.today(), day),
        Today::Printed(day) => (interface.last_checked_day(), day),
    };
    let assumptions = sentences::assumptions(law, outcome);
    html! {
        <aside class="side" aria-labelledby="as-of">
            <h3 class="lab" id="as-of">{interface.as_of()}</h3>
            <ol class="rail">
                {for stops}
                {stop(store, None, label, &sentences::day(interface, today))}
            </ol>
            if !store.host.framed {
                <AnotherDay store={store.clone()} />
            }
            if !assumptions.is_empty() {
                <p class="fine">
                    <b>{interface.assumes()}</b>{" "}{assumptions.join("; ")}{". "}
                    <a class="scripted" href="#fold-narrow">{interface.change()}</a>
                </p>
            }
            {claim_check(law)}
        </aside>
    }
}

/// One day as a choice; no day is today.
fn stop(store: &Store, day: Option<Day>, day_text: &str, change: &str) -> Html {
    let id = day.map_or_else(|| "today".to_owned(), Day::to_iso);
    html! {
        <li>
            <Link href={store.href(&store.route_on(day))} action={Action::ShowDay(day)} dispatch={store.dispatcher()}
                day={id} current={store.read.route.day == day}>
                <b>{day_text}</b>{" "}{change}
            </Link>
        </li>
    }
}
