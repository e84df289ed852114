//! The rules that do not concern the reader, folded, with the reason for each.

use rules::Standing;
use yew::prelude::*;

use super::{
    card::said,
    text::{fold, in_short},
};
use crate::{app::Store, sentences};

/// How many there are, and why each is not the reader's.
pub(crate) fn not_yours(store: &Store) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let interface = &law.wording.interface;
    let found: Vec<_> =
        outcome.provisions.iter().filter(|found| found.standing == Standing::NotYours).collect();
    let lines = found.iter().map(|found| in_short(law, found, said(store, outcome, found)));
    let count = sentences::count(interface.not_yours_one(), interface.not_yours(), found.len());
    let summary = html! { <span class="s not">{count}</span> };
    fold("not-yours", "not-yours", false, summary, html! { <dl>{for lines}</dl> })
}
