//! Keeps what the page says of itself in step with the answer: its head, and the links to it in other languages.

use yew::prelude::*;

use super::{languages, presentation};
use crate::{app::Store, head::Head, route::Route, state::State};

/// Writes title, description, addresses and links to data into the head, once they change.
#[hook]
pub(crate) fn use_head(store: &Store) {
    let first = use_mut_ref(|| true);
    let store = store.clone();
    use_effect_with(store, move |store| {
        // The page has been prerendered with the head of its own answer; the title of today is another.
        let first = first.replace(false);
        let head = Head::of(store.law, &store.site, &store.read.route, store.outcome.as_deref());
        gloo::utils::document().set_title(&head.title);
        if first && !store.href(&store.read.route).contains('?') {
            return;
        }
        write(store, &head);
    });
}

fn write(state: &State, head: &Head) {
    for (selector, name, value) in [
        ("link[rel=canonical]", "href", &head.address),
        ("meta[property='og:url']", "content", &head.address),
        ("meta[property='og:title']", "content", &head.headline),
        ("meta[name=description]", "content", &head.description),
        ("meta[property='og:description']", "content", &head.description),
        ("meta[property='og:image:alt']", "content", &head.description),
    ] {
        set(selector, name, Some(value));
    }
    // Data and cards lie beside printed pages only.
    let beside = |file: &str| head.has_page.then(|| format!("{}{file}", head.address));
    set(
        "link[type='application/json']",
        "href",
        // As it stands in the printed page: a link inside the site, where the others are addresses for other sites.
        (head.has_page && state.outcome.is_some())
            .then(|| state.site.href(&format!("{}outcome.json", head.path)))
            .as_ref(),
    );
    set("link[type='application/json+oembed']", "href", beside("oembed.json").as_ref());
    set(
        "meta[property='og:image']",
        "content",
        beside("card.png").filter(|_| state.outcome.is_some()).as_ref(),
    );
    languages_of(state);
}

/// Points the page's other languages at what is shown, in its head and in the switch on top of it.
fn languages_of(state: &State) {
    let presentation = presentation();
    let prefixes = languages();
    let original = prefixes.first().map(|_| "x-default".to_owned());
    let document = gloo::utils::document();
    let Ok(links) = document.query_selector_all("link[hreflang], .languages a[hreflang]") else { return };
    for index in 0..links.length() {
        let Some(link) = links
            .item(index)
            .and_then(|link| web_sys::wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(link).ok())
        else {
            continue;
        };
        let language = link.get_attribute("hreflang").filter(|language| Some(language) != original.as_ref());
        let route = Route {
            language: language.filter(|language| prefixes.contains(language)),
            ..state.read.route.clone()
        };
        let href = if link.tag_name() == "LINK" {
            state.site.url(&crate::route::write(&state.law.explainer, &route))
        } else {
            let href = state.href(&route);
            let separator = if href.contains('?') { "&" } else { "?" };
            if presentation.is_empty() {
                href.to_string()
            } else {
                format!("{href}{separator}{presentation}")
            }
        };
        let _ = link.set_attribute("href", &href);
    }
}

/// Sets an attribute of an element of the head, or takes it away.
fn set(selector: &str, name: &str, value: Option<&String>) {
    let Ok(Some(element)) = gloo::utils::document().query_selector(selector) else { return };
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
