//! What depends on an open question: what each of its options would bring, and the rules themselves in a fold.

use rules::{OptionId, OptionSet, ProvisionOutcome, Standing, Timing, Why};
use yew::prelude::*;

use super::{
    card::said,
    link::to_option,
    text::{fold, in_short},
};
use crate::app::Store;

/// For each open option, a link, and what would then concern the reader.
pub(crate) fn depends(store: &Store) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let depends = outcome.main(&law.explainer, Standing::Depends);
    let found: Vec<_> = depends.filter(|found| found.timing == Timing::InForce).collect();
    let all = found.iter().fold(OptionSet::EMPTY, |all, found| all.union(openings(found)));
    let by_option = |option: OptionId| {
        let choice = law.option(option).0;
        let titles = found.iter().filter(|found| openings(found).contains(option)).map(|found| {
            html! { <li>{law.provision(found.provision).1.title.as_str()}</li> }
        });
        html! {
            <div key={choice.id.as_str()}>
                <dt>{to_option(store, option)}</dt>
                <dd><ul class="listed">{for titles}</ul></dd>
            </div>
        }
    };
    let rules = found.iter().map(|found| in_short(law, found, said(store, outcome, found)));
    let summary = html! { law.wording.interface.depends_rules() };
    html! {
        <>
            <dl class="by-option">{for all.iter().map(by_option)}</dl>
            {fold("rules", "depends-rules", false, summary, html! { <dl>{for rules}</dl> })}
        </>
    }
}

/// The options that would settle it.
fn openings(found: &ProvisionOutcome) -> OptionSet {
    match &found.why {
        Why::Open(openings) => openings.iter().fold(OptionSet::EMPTY, |all, opening| all.union(*opening)),
        _ => OptionSet::EMPTY,
    }
}
