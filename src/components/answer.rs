//! The answer: the verdict, the short answer, and the rows under them.

use rules::{Outcome, Standing, VerdictShown, fill};
use yew::prelude::*;

use super::rows::rows;
use crate::{app::StoreProps, sentences, state::State};

/// The answer, when there is one.
#[component]
pub(crate) fn Answer(StoreProps { store }: &StoreProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let deck = |option| {
        let shown = outcome.short_answers.iter().find(|shown| shown.option == option);
        shown.map(|shown| law.short_answer(shown)).unwrap_or_default()
    };
    let also = |shown: &VerdictShown| {
        html! {
            <div class="also"><p>{law.verdict(shown)}</p><p class="deck">{deck(shown.option)}</p></div>
        }
    };
    let mut verdicts = outcome.verdicts.iter();
    let checked = sentences::checked(law, outcome);
    let first = match verdicts.next() {
        Some(shown) => html! {
            <>
                <h2 class="verdict serif" id="verdict">{law.verdict(shown)}</h2>
                <p class="deck">{deck(shown.option)}{" "}{checked}</p>
            </>
        },
        // A day before the record has no verdict: when the record starts is all that there is to say.
        None => html! { <h2 class="verdict serif" id="verdict">{checked}</h2> },
    };
    html! {
        <section class="answer" id="answer" aria-labelledby="verdict" tabindex="-1">
            {first}
            {for verdicts.map(also)}
            {revised(store, outcome)}
            {rows(store)}
            <p class="fine">{law.wording.disclaimer.as_str()}</p>
        </section>
    }
}

/// Which provisions of this answer were revised since the link was made.
fn revised(state: &State, outcome: &Outcome) -> Option<Html> {
    let made = state.read.law_revision?;
    let (explainer, interface) = (&state.law.explainer, &state.law.wording.interface);
    let titles: Vec<String> = (outcome.provisions.iter())
        .filter(|found| found.standing != Standing::NotYours)
        .filter(|found| {
            explainer.revisions.iter().filter(|revision| made < revision.on).any(|revision| {
                revision.provisions.is_empty() || revision.provisions.contains(&found.provision)
            })
        })
        .map(|found| state.law.provision(found.provision).1.title.clone())
        .collect();
    if titles.is_empty() {
        return None;
    }
    let provisions = sentences::list(interface, &titles, interface.list_and());
    let values = [("day", &*sentences::day(interface, made)), ("provisions", &provisions)];
    Some(html! { <p class="notice">{fill(interface.revised(), &values)}</p> })
}
