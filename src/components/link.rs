//! A link of ours: followed by an action where a script runs, and by the browser where none does.

use rules::OptionId;
use yew::prelude::*;

use crate::{
    app::Store,
    state::{Action, State},
};

/// Where it leads, and what it does.
#[derive(PartialEq, Properties)]
pub(crate) struct LinkProps {
    /// The page that answers it.
    pub(crate) href: AttrValue,
    /// What it does in place of leading there.
    pub(crate) action: Action,
    /// Where actions go.
    pub(crate) dispatch: UseReducerDispatcher<State>,
    /// Whether it names what is shown.
    #[prop_or_default]
    pub(crate) current: bool,
    /// Whether it is a toggle instead, and whether it is pressed.
    #[prop_or_default]
    pub(crate) pressed: Option<bool>,
    /// The id of the option it chooses.
    #[prop_or_default]
    pub(crate) option: Option<AttrValue>,
    /// The day it shows, or `today`.
    #[prop_or_default]
    pub(crate) day: Option<AttrValue>,
    /// Its class.
    #[prop_or_default]
    pub(crate) class: Option<AttrValue>,
    /// What stands in it.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A link of ours.
#[component]
pub(crate) fn Link(props: &LinkProps) -> Html {
    let act = {
        let (dispatch, action) = (props.dispatch.clone(), props.action.clone());
        move |event: &Event| {
            event.prevent_default();
            dispatch.dispatch(action.clone());
        }
    };
    let onclick = {
        let act = act.clone();
        Callback::from(move |event: MouseEvent| {
            // With a modifier key, the browser opens the page somewhere else.
            let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if event.button() == 0 && !modified {
                act(&event);
            }
        })
    };
    // A toggle answers to the space bar, as a button does.
    let onkeydown = props.pressed.map(|_| {
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == " " {
                act(&event);
            }
        })
    });
    html! {
        <a href={props.href.clone()} class={props.class.clone()}
            role={props.pressed.map(|_| "button")} aria-pressed={props.pressed.map(|pressed| pressed.to_string())}
            aria-current={props.current.then_some("true")}
            data-option={props.option.clone()} data-day={props.day.clone()} {onclick} {onkeydown}>
            {props.children.clone()}
        </a>
    }
}

/// A link that chooses an option: with script it adds to the answer, without it leads to the option's own page.
pub(crate) fn to_option(store: &Store, option: OptionId) -> Html {
    let (choice, words) = store.law.option(option);
    html! {
        <Link href={store.href(&store.route_of(Some(option)))} action={Action::Choose(option)}
            dispatch={store.dispatcher()} option={choice.id.as_str()}>{words.label.as_str()}</Link>
    }
}
