//! Small pieces of text that many parts show.

use rules::{Day, Law};
use yew::prelude::*;

use crate::sentences;

/// A day in words, with its form for machines.
pub(crate) fn time(law: &Law, day: Day) -> Html {
    html! { <time datetime={day.to_iso()}>{sentences::day(&law.wording.interface, day)}</time> }
}

/// Somebody's own words: they stay in the language they were said in.
pub(crate) fn quotation(law: &Law, quote: &str) -> Html {
    html! { <blockquote lang="en"><p>{sentences::quoted(&law.wording.interface, quote)}</p></blockquote> }
}

/// A link to somebody else's page. A page opened by `_blank` has no way back to ours, and the header `Referrer-Policy`
/// hides from it what the reader answered.
pub(crate) fn outside(address: &str, text: &str) -> Html {
    html! { <a target="_blank" href={address.to_owned()}>{text}</a> }
}
