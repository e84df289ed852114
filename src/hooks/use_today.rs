//! Keeps today in step with the clock.

use gloo::{events::EventListener, timers::callback::Interval};
use yew::prelude::*;

use super::today;
use crate::{app::Store, state::Action};

/// How often a page that lies open looks at the clock.
const EVERY: u32 = 60_000;

/// Tells of a new day in New York: at midnight, and whenever the page is woken, restored or looked at again.
#[hook]
pub(crate) fn use_today(store: &Store) {
    let dispatch = store.dispatcher();
    let known = use_mut_ref(|| store.today.day());
    use_effect_with((), move |()| {
        let look = move || {
            if let Some(today) = today()
                && known.replace(today) != today
            {
                dispatch.dispatch(Action::Wake(today));
            }
        };
        let listen = |kind: &'static str| {
            let look = look.clone();
            EventListener::new(&gloo::utils::window(), kind, move |_| look())
        };
        // A click on a page that has slept looks at the clock before it is answered.
        let listeners = ["pageshow", "focus", "pointerdown", "keydown"].map(listen);
        let woken = {
            let look = look.clone();
            EventListener::new(&gloo::utils::document(), "visibilitychange", move |_| look())
        };
        let clock = Interval::new(EVERY, look);
        move || drop((listeners, woken, clock))
    });
}
