//! What depends on an open question: what each of its options would bring, and the rules themselves in a fold.

use rules::{OptionId, OptionSet, ProvisionOutcome, Standing, Timing, Why};
use yew::prelude::*;

use super::{card::said, link::Link};
use crate::{app::StoreProps, state::Action};

/// For each open option, a link, and what would then concern the reader.
#[component]
pub(crate) fn Depends(StoreProps { store }: &StoreProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let law = store.law;
    let depends = outcome.main(&law.explainer, Standing::Depends);
    let found: Vec<_> = depends.filter(|found| found.timing == Timing::InForce).collect();
    let all = found.iter().fold(OptionSet::EMPTY, |all, found| all.union(openings(found)));
    let by_option = |option: OptionId| {
        let (choice, words) = law.option(option);
        let titles = found.iter().filter(|found| openings(found).contains(option)).map(|found| {
            html! { <li>{law.provision(found.provision).1.title.clone()}</li> }
        });
        html! {
            <div key={choice.id.clone()}>
                <dt>
                    <Link href={store.href(&store.route_of(Some(option)))} action={Action::Choose(option)}
                        dispatch={store.dispatcher()} option={choice.id.clone()}>{words.label.clone()}</Link>
                </dt>
                <dd><ul class="listed">{for titles}</ul></dd>
            </div>
        }
    };
    let rule = |found: &&ProvisionOutcome| {
        let (provision, words) = law.provision(found.provision);
        html! {
            <div key={provision.id.clone()} id={provision.id.clone()}>
                <dt>{words.title.clone()}{" "}<small>{provision.authority.clone()}</small></dt>
                <dd>{said(store, outcome, found)}</dd>
            </div>
        }
    };
    html! {
        <>
            <dl class="by-option">{for all.iter().map(by_option)}</dl>
            <details class="rules" id="depends-rules">
                <summary>{law.wording.interface.depends_rules()}</summary>
                <dl>{for found.iter().map(rule)}</dl>
            </details>
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
