//! The switch of language: at the top of every page, a link to the same answers in each other language.
//!
//! It is printed and not part of the engine: `static/start.js` points its links at what is shown once that changes.

use ban_explainer::{
    Site,
    route::{self, Route},
};
use rules::Law;
use yew::prelude::*;

use crate::languages::{home, prefix};

/// The switch of a page, from its own language to every other; none where there is one language only.
pub(super) fn language_switch(laws: &[&Law], here: &Law, address: &Route, site: &Site) -> Html {
    if laws.len() < 2 {
        return Html::default();
    }
    let item = |law: &&Law| {
        let (language, name) = (law.wording.language.clone(), law.wording.name.clone());
        if language == here.wording.language {
            return html! { <><span aria-current="true">{name}</span>{" "}</> };
        }
        let there = Route { language: prefix(&language), ..address.clone() };
        let (path, home) = (route::write(&law.explainer, &there), home(&language));
        html! {
            <>
                <a href={site.href(&path)} lang={language.clone()} hreflang={language}
                    data-prefix={site.href(&home)}>{name}</a>{" "}
            </>
        }
    };
    html! {
        <nav class="languages" aria-label={here.wording.interface.languages().to_owned()}
            data-prefix={site.href(&home(&here.wording.language))}>
            {for laws.iter().map(item)}
        </nav>
    }
}
