//! Tells the page that holds ours of every answer, where it has asked for that; and paper of what it shows.

use js_sys::JSON;
use rules::{Outcome, Standing, Timing};
use yew::prelude::*;

use crate::{app::Store, state::State};

/// The name of the message; `static/embed.js` has the same.
const OUTCOME: &str = "ban-explainer:outcome";

/// Posts role, day and counts to the host, and marks a page whose square on paper would lead to another answer.
#[hook]
pub(crate) fn use_host(store: &Store) {
    let told = use_mut_ref(String::new);
    use_effect_with(store.clone(), move |store| {
        mark_other_answer(store);
        let Some(outcome) = store.outcome.as_ref().filter(|_| store.host.listens) else { return };
        let message = message(store, outcome);
        if told.replace(message.clone()) != message
            && let (Ok(Some(parent)), Ok(message)) = (gloo::utils::window().parent(), JSON::parse(&message))
        {
            let _ = parent.post_message(&message, "*");
        }
    });
}

/// On paper a square leads back to the printed page: it stays away while the page shows another answer, or none.
fn mark_other_answer(state: &State) {
    let square = gloo::utils::document().query_selector(".qr").ok().flatten();
    let Some(leads_to) = square.and_then(|square| square.get_attribute("data-page")) else { return };
    let other = state.outcome.is_none() || *state.href(&state.read.route) != *leads_to;
    let _ = gloo::utils::document_element().class_list().toggle_with_force("other-answer", other);
}

/// Role, day and how many rules stand in which way, as a text in JSON: ids hold nothing to escape.
fn message(state: &State, outcome: &Outcome) -> String {
    let explainer = &state.law.explainer;
    let n = |standing: Standing, timing: Timing| {
        outcome.main(explainer, standing).filter(|found| found.timing == timing).count()
    };
    let concerned = [Standing::Binds, Standing::Affects, Standing::Depends, Standing::Unclear];
    let coming: usize = concerned.iter().map(|standing| n(*standing, Timing::Upcoming)).sum();
    let exempt = outcome.main(explainer, Standing::Exempt).count();
    let counts = concerned.map(|standing| (standing.id(), n(standing, Timing::InForce)));
    let counts: Vec<String> = (counts.into_iter())
        .chain([("exempt", exempt), ("coming", coming)])
        .filter(|(_, n)| *n > 0)
        .map(|(id, n)| format!("\"{id}\":{n}"))
        .collect();
    let role = &explainer[outcome.answers.role()].id;
    let (day, counts) = (outcome.answers.on.to_iso(), counts.join(","));
    format!(r#"{{"type":"{OUTCOME}","role":"{role}","day":"{day}","counts":{{{counts}}}}}"#)
}
