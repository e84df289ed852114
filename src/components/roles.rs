//! Who the reader is.

use rules::{OptionId, OptionSet, QuestionId};
use yew::prelude::*;

use super::link::Link;
use crate::{app::StoreProps, route::Route, state::Action};

/// The roles, side by side.
#[component]
pub(crate) fn Roles(StoreProps { store }: &StoreProps) -> Html {
    let law = store.law;
    let route = &store.read.route;
    let role = |option: OptionId| {
        let (choice, words) = law.option(option);
        let href = store.href(&Route { role: Some(option), chosen: OptionSet::EMPTY, ..route.clone() });
        html! {
            <Link key={choice.id.as_str()} {href} action={Action::Choose(option)} dispatch={store.dispatcher()}
                option={choice.id.as_str()} current={route.role == Some(option)}>
                <b>{words.label.as_str()}</b>{" "}
                if route.role.is_none() {
                    <small>{words.hint.as_str()}</small>{" "}
                }
            </Link>
        }
    };
    html! {
        <>
            <nav class="seg" aria-label={law.question(QuestionId::ROLE).1.ask.as_str()}>
                {for law.explainer.roles().iter().map(role)}
            </nav>
            if route.role.is_none() {
                <p class="hint">{law.wording.interface.role_prompt()}</p>
            }
        </>
    }
}
