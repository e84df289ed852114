//! Keeps the browser's address and the state in step.

use gloo::events::EventListener;
use web_sys::wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{presentation, read_location};
use crate::{
    app::Store,
    state::{Action, History},
};

/// Writes the address of a new answer into the history, and follows the history back and forth.
///
/// A sandboxed frame refuses; the answer is shown all the same. Following begins when the page is whole: while it was
/// rendered, another printed page may have come in place of the first.
#[hook]
pub(crate) fn use_history(store: &Store, whole: bool) {
    let entry = (store.history, store.href(&store.read.route));
    use_effect_with(entry, |(owed, href)| {
        let Ok(history) = gloo::utils::window().history() else { return };
        let presentation = presentation();
        let separator = if href.contains('?') { "&" } else { "?" };
        let address = if presentation.is_empty() {
            href.to_string()
        } else {
            format!("{href}{separator}{presentation}")
        };
        let _ = match owed {
            History::Keep => Ok(()),
            History::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            History::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    });
    let store = store.clone();
    use_effect_with(whole, move |whole| {
        let (dispatch, law, site) = (store.dispatcher(), store.law, store.site.clone());
        let here = move || read_location(law, &site);
        if *whole {
            dispatch.dispatch(Action::Arrive(here()));
        }
        let follow = move |_: &Event| dispatch.dispatch(Action::Arrive(here()));
        let listener = whole.then(|| EventListener::new(&gloo::utils::window(), "popstate", follow));
        move || drop(listener)
    });
}
