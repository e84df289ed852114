//! The rules, group by group.

use rules::{ProvisionOutcome, Standing, Timing};
use yew::prelude::*;

use super::{card::Card, depends::depends, not_yours::not_yours, text::section};
use crate::{app::StoreProps, state::State};

/// The groups that have anything in them.
#[component]
pub(crate) fn Provisions(StoreProps { store }: &StoreProps) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let interface = &store.law.wording.interface;
    let groups = groups(store);
    let nothing = groups.iter().filter(|group| group.concerns).all(|group| group.provisions.is_empty());
    let group = |group: &Group| {
        let card = |found: &&ProvisionOutcome| {
            let key = store.law.explainer[found.provision].id.as_str();
            html! { <Card {key} store={store.clone()} provision={found.provision} /> }
        };
        let body = html! {
            if group.id == "depends" {
                {depends(store)}
            } else {
                {for group.provisions.iter().map(card)}
            }
        };
        section(group.id, group.heading, body)
    };
    html! {
        <>
            if nothing {
                <p class="nothing" key="nothing">{interface.nothing_found()}</p>
            }
            {for groups.iter().filter(|group| !group.provisions.is_empty()).map(group)}
            if outcome.provisions.iter().any(|found| found.standing == Standing::NotYours) {
                {not_yours(store)}
            }
        </>
    }
}

/// Provisions that concern the reader in the same way.
struct Group<'a> {
    id: &'static str,
    heading: &'static str,
    /// Whether what stands in it is more than an exception or the background.
    concerns: bool,
    provisions: Vec<&'a ProvisionOutcome>,
}

fn groups(state: &State) -> Vec<Group<'_>> {
    let Some(outcome) = &state.outcome else { return Vec::new() };
    let explainer = &state.law.explainer;
    let interface = &state.law.wording.interface;
    let in_force = |standing: Standing| -> Vec<&ProvisionOutcome> {
        outcome.main(explainer, standing).filter(|found| found.timing == Timing::InForce).collect()
    };
    let at = |timing: Timing| -> Vec<&ProvisionOutcome> {
        let concerned = [Standing::Binds, Standing::Affects, Standing::Depends, Standing::Unclear];
        let concerned = concerned.into_iter().flat_map(|standing| outcome.main(explainer, standing));
        let mut found: Vec<&ProvisionOutcome> = Vec::new();
        for next in concerned.filter(|found| found.timing == timing) {
            // Kept in order while it grows: what comes first stands first.
            let place = found.partition_point(|other| other.from <= next.from);
            found.insert(place, next);
        }
        found
    };
    let group = |id, heading, concerns, provisions| Group { id, heading, concerns, provisions };
    vec![
        group("binds", interface.binds_heading(), true, in_force(Standing::Binds)),
        group("affects", interface.affects_heading(), true, in_force(Standing::Affects)),
        group("depends", interface.depends_heading(), true, in_force(Standing::Depends)),
        group("unclear", interface.unclear_heading(), true, in_force(Standing::Unclear)),
        group("coming", interface.coming_heading(), true, at(Timing::Upcoming)),
        group("ended", interface.ended_heading(), true, at(Timing::Ended)),
        group(
            "exempt",
            interface.exempt_heading(),
            false,
            outcome.main(explainer, Standing::Exempt).collect(),
        ),
        group("background", interface.background_heading(), false, outcome.background(explainer).collect()),
    ]
}
