//! The day the answer is for, what it takes for granted, and one checked claim: beside the answer, or under it.

use rules::{Day, OptionId};
use yew::prelude::*;

use super::{another_day::AnotherDay, claim_check::claim_check, link::Link};
use crate::{
    app::{Store, StoreProps},
    sentences,
    state::{Action, State, Today},
};

/// The dates, the assumptions and the claim; nothing without an answer.
#[component]
pub(crate) fn Rail(StoreProps { store }: &StoreProps) -> Html {
    if store.outcome.is_none() {
        return Html::default();
    }
    let law = store.law;
    let interface = &law.wording.interface;
    let days = law.explainer.days.iter().zip(&law.wording.days);
    let stops =
        days.map(|(day, words)| stop(store, Some(*day), &sentences::short_day(interface, *day), &words.chip));
    let (label, today) = match store.today {
        Today::Live(day) => (interface.today(), day),
        Today::Printed(day) => (interface.last_checked_day(), day),
    };
    let assumptions = assumptions(store);
    html! {
        <aside class="side" aria-labelledby="as-of">
            <h3 class="lab" id="as-of">{interface.as_of()}</h3>
            <ol class="rail">
                {for stops}
                {stop(store, None, label, &sentences::day(interface, today))}
            </ol>
            <AnotherDay store={store.clone()} />
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
fn stop(store: &Store, day: Option<Day>, name: &str, note: &str) -> Html {
    let id = day.map_or_else(|| "today".to_owned(), Day::to_iso);
    html! {
        <li>
            <Link href={store.href(&store.route_on(day))} action={Action::ShowDay(day)} dispatch={store.dispatcher()}
                day={id} current={store.read.route.day == day}>
                <b>{name}</b>{" "}{note}
            </Link>
        </li>
    }
}

/// What the answer takes for granted: what is assumed of an open question, and the defaults.
fn assumptions(state: &State) -> Vec<String> {
    let law = state.law;
    let Some(outcome) = &state.outcome else { return Vec::new() };
    let interface = &law.wording.interface;
    let phrase = |option: OptionId| law.option(option).1.phrase.clone();
    let mut said = Vec::new();
    for (_, question) in law.explainer.further_questions() {
        let assumed: Vec<String> = question.options.and(outcome.assumed).iter().map(phrase).collect();
        if !assumed.is_empty() {
            said.push(sentences::list(interface, &assumed, interface.list_and()));
        }
        if let Some(default) = question.default
            && !outcome.answers.chosen().meets(question.options)
        {
            said.push(phrase(default));
        }
    }
    said
}
