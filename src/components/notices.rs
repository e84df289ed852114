//! What has to be said before the answer: that the law was not checked for long, and what of the link is lost.

use rules::{DAYS_UNTIL_STALE, fill};
use yew::prelude::*;

use super::link::Link;
use crate::{
    app::Store,
    sentences,
    state::{Action, State, Today},
};

/// The notices; most pages have none.
pub(crate) fn notices(store: &Store) -> Html {
    let interface = &store.law.wording.interface;
    let unread_day = store.read.unread_day.as_ref().map(|part| {
        html! {
            <p class="notice" role="alert">
                {sentences::unread_day(interface, part)}{" "}<mark>{part.clone()}</mark>
            </p>
        }
    });
    html! { <>{stale(store)}{unread_day}{unread(store)}</> }
}

/// When the last check is long ago by the reader's own clock.
fn stale(state: &State) -> Option<Html> {
    let Today::Live(today) = state.today else { return None };
    let (verified, interface) = (state.law.explainer.verified, &state.law.wording.interface);
    let n_days = verified.days_until(today);
    if n_days <= DAYS_UNTIL_STALE {
        return None;
    }
    let values = [("day", sentences::day(interface, verified)), ("n", n_days.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(html! { <p class="notice">{fill(interface.stale(), &values)}</p> })
}

/// What was meant as an answer and could not be read, with the way on.
fn unread(store: &Store) -> Option<Html> {
    let interface = &store.law.wording.interface;
    let unread = &store.read.unread;
    if unread.is_empty() {
        return None;
    }
    let quoted: Vec<String> = unread.iter().map(|part| sentences::quoted(interface, part)).collect();
    let parts = sentences::list(interface, &quoted, interface.list_and());
    let route = &store.read.route;
    Some(html! {
        <section class="notice" role="alert">
            <p>{fill(interface.unread(), &[("parts", &parts)])}</p>
            if store.answers().is_some() {
                <p>
                    <Link class="button" href={store.href(route)} action={Action::Show(route.clone())}
                        dispatch={store.dispatcher()}>{interface.unread_go()}</Link>
                </p>
            }
        </section>
    })
}
