//! The rules that do not concern the reader, folded, with the reason for each.

use rules::{ProvisionOutcome, Standing};
use yew::prelude::*;

use super::card::said;
use crate::{app::StoreProps, sentences};

/// How many there are, and why each is not the reader's.
#[component]
pub(crate) fn NotYours(StoreProps { store }: &StoreProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let interface = &law.wording.interface;
    let found: Vec<_> =
        outcome.provisions.iter().filter(|found| found.standing == Standing::NotYours).collect();
    let line = |found: &&ProvisionOutcome| {
        let (provision, words) = law.provision(found.provision);
        html! {
            <div key={provision.id.clone()}>
                <dt>{words.title.clone()}{" "}<small>{provision.authority.clone()}</small></dt>
                <dd>{said(store, outcome, found)}</dd>
            </div>
        }
    };
    html! {
        <details class="not-yours" id="not-yours">
            <summary>
                <span class="s not">{sentences::count(interface.not_yours_one(), interface.not_yours(), found.len())}</span>
            </summary>
            <dl>{for found.iter().map(line)}</dl>
        </details>
    }
}
