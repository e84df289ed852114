//! The title of the page, and the way over the questions to the answer.

use yew::prelude::*;

use crate::app::Store;

/// The kind of page and its title.
pub(crate) fn head(store: &Store) -> Html {
    let wording = &store.law.wording;
    html! {
        <header class="head">
            if store.outcome.is_some() {
                <a class="skip unseen" href="#answer">{wording.interface.skip_to_answer()}</a>
            }
            <p class="kicker">{wording.interface.kicker()}</p>
            <h1>{wording.title.as_str()}</h1>
        </header>
    }
}
