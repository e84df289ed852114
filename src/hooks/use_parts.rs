//! Renders the first page part by part, so that the browser answers its reader in between.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::root;

/// How long to wait for a press to end, in milliseconds.
const PRESSED: u32 = 50;

/// The parts of a page, in the order in which they are rendered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The question, and what could not be read.
    Head,
    /// The roles and the days to choose from.
    Choice,
    /// The answer.
    Answer,
    /// The questions that narrow it.
    Questions,
    /// The rules.
    Rules,
    /// The dates.
    Dates,
    /// All that stands after them.
    Rest,
}

impl Part {
    fn next(self) -> Option<Self> {
        use Part::{Answer, Choice, Dates, Head, Questions, Rest, Rules};
        Some(match self {
            Head => Choice,
            Choice => Answer,
            Answer => Questions,
            Questions => Rules,
            Rules => Dates,
            Dates => Rest,
            Rest => return None,
        })
    }
}

/// How far the page is rendered: one part further in each task of the browser's. When the page is whole, `on_whole` is told
/// so once; where nobody wants to know, it is whole at once.
#[hook]
pub(crate) fn use_parts(on_whole: Option<&Callback<()>>) -> Part {
    let part = use_state_eq(|| if on_whole.is_some() { Part::Head } else { Part::Rest });
    let on_whole = on_whole.cloned();
    let rendered = *part;
    use_effect_with(rendered, move |rendered| {
        let next = rendered.next().map(|next| Timeout::new(0, move || go_on(part, next)));
        if let (None, Some(on_whole)) = (&next, on_whole) {
            on_whole.emit(());
        }
        move || drop(next)
    });
    rendered
}

/// Renders the next part, unless something is pressed at this moment: a browser tells of no click on what is taken away
/// between press and release.
fn go_on(part: UseStateHandle<Part>, next: Part) {
    let pressed = root().and_then(|root| root.query_selector(":active").ok().flatten());
    if pressed.is_some() {
        Timeout::new(PRESSED, move || go_on(part, next)).forget();
    } else {
        part.set(next);
    }
}
