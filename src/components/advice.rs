//! What officials advise, and what the reader can do now.

use rules::{AdviceId, Alternative, can_fit};
use yew::prelude::*;

use super::text::{quotation, section};
use crate::{app::Store, state::State};

/// The advice that fits the reader and had been given on the day.
pub(crate) fn advice(store: &Store) -> Html {
    let (law, interface) = (store.law, &store.law.wording.interface);
    if store.outcome.is_none() {
        return Html::default();
    }
    let begun = |from: Option<rules::Day>| from.is_none_or(|from| from <= store.on());
    let advice = law.explainer.advice.iter().enumerate();
    let fitting = advice.filter(|(_, advice)| begun(advice.from) && fits(store, &advice.when));
    let items: Vec<Html> = fitting
        .map(|(index, advice)| {
            let by = if advice.official { interface.advice_official() } else { interface.advice_ours() };
            let quote = advice.evidence.as_ref().and_then(|evidence| evidence.quote.as_ref());
            html! {
                <li>
                    <b class="by">{by}</b>{" "}{law.advice(AdviceId::at(index))}
                    if let Some(quote) = quote {
                        {quotation(law, quote)}
                    }
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    section("advice", interface.advice(), html! { <ul class="advice">{for items}</ul> })
}

/// Whether one of these alternatives fits what the reader has said, or still can; none given fits everyone.
fn fits(state: &State, when: &[Alternative]) -> bool {
    let Some(answers) = state.answers() else { return when.is_empty() };
    when.is_empty() || when.iter().any(|when| can_fit(&state.law.explainer, &answers, when.options))
}
