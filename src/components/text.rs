//! Small pieces of text that many parts show.

use rules::{Day, Law, ProvisionOutcome};
use yew::prelude::*;

use crate::sentences;

/// A day in words, with its form for machines.
pub(crate) fn time(law: &'static Law, day: Day) -> Html {
    html! { <time datetime={day.to_iso()}>{sentences::day(&law.wording.interface, day)}</time> }
}

/// Somebody's own words: they stay in the language they were said in.
pub(crate) fn quotation(law: &'static Law, quote: &str) -> Html {
    html! { <blockquote lang="en"><p>{sentences::quoted(&law.wording.interface, quote)}</p></blockquote> }
}

/// A link to somebody else's page. A page opened by `_blank` has no way back to ours, and the header `Referrer-Policy`
/// hides from it what the reader answered.
pub(crate) fn outside(address: &'static str, text: &'static str) -> Html {
    html! { <a target="_blank" href={address}>{text}</a> }
}

/// A section, named by its heading.
pub(crate) fn section(id: &'static str, heading: &'static str, body: Html) -> Html {
    let heading_id = format!("{id}-heading");
    html! {
        <section {id} key={id} aria-labelledby={heading_id.clone()}><h2 id={heading_id}>{heading}</h2>{body}</section>
    }
}

/// A fold; its id is what keeps it open when the page is made anew.
pub(crate) fn fold(
    class: &'static str,
    id: impl Into<AttrValue>,
    open: bool,
    summary: Html,
    body: Html,
) -> Html {
    let id = id.into();
    html! { <details {class} key={id.as_str()} {id} {open}><summary>{summary}</summary>{body}</details> }
}

/// A provision in short: its title, its authority, and what is said of it.
pub(crate) fn in_short(law: &'static Law, found: &ProvisionOutcome, said: String) -> Html {
    let (provision, words) = law.provision(found.provision);
    html! {
        <div key={provision.id.as_str()}>
            <dt>{words.title.as_str()}{" "}<small>{provision.authority.as_str()}</small></dt>
            <dd>{said}</dd>
        </div>
    }
}
