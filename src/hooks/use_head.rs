//! Keeps what the page says of itself in step with the answer: its head, and the links to it in other languages.

use web_sys::Element;
use yew::prelude::*;

use super::{languages, presentation};
use crate::{
    app::Store,
    head::{CARD_SIZE, Head, preview},
    route::Route,
    state::State,
};

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
    for (element, name, value) in [
        (&["link", "rel", "canonical"], "href", &head.address),
        (&["meta", "property", "og:url"], "content", &head.address),
        (&["meta", "property", "og:title"], "content", &head.headline),
        (&["meta", "name", "description"], "content", &head.description),
        (&["meta", "property", "og:description"], "content", &head.description),
    ] {
        keep(element, name, Some(value));
    }
    // Data and cards lie beside printed pages only.
    let beside = |file: &str| head.has_page.then(|| [&*head.address, file].concat());
    let answers = head.has_page && state.outcome.is_some();
    // As it stands in the printed page: a link inside the site, where the others are addresses for other sites.
    let data = answers.then(|| state.site.href(&[&*head.path, "outcome.json"].concat()));
    keep(&["link", "type", "application/json"], "href", data.as_deref());
    keep(&["link", "type", "application/json+oembed"], "href", beside("oembed.json").as_deref());
    let cards = gloo::utils::document().query_selector("meta[data-cards]").is_ok_and(|cards| cards.is_some());
    let card = beside("card.png").filter(|_| answers && cards);
    let [width, height] = CARD_SIZE.map(|pixels| pixels.to_string());
    let sized = |text| card.is_some().then_some(text);
    for (property, value) in [
        ("og:image", card.as_deref()),
        ("og:image:width", sized(&*width)),
        ("og:image:height", sized(&*height)),
        ("og:image:alt", sized(&*head.description)),
    ] {
        keep(&["meta", "property", property], "content", value);
    }
    keep(&["meta", "name", "twitter:card"], "content", Some(preview(card.is_some())));
    // The data in the page are those of the answer that it was printed with.
    if let Ok(Some(printed)) = gloo::utils::document().query_selector("script[type='application/ld+json']") {
        printed.remove();
    }
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
        let Some(link) =
            links.item(index).and_then(|link| web_sys::wasm_bindgen::JsCast::dyn_into::<Element>(link).ok())
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

/// Keeps an element of the head, as in `["meta", "name", "description"]`, with this value of an attribute, or without
/// one takes the element away. One that the first page did not have is made.
fn keep([tag, key, id]: &[&str; 3], name: &str, value: Option<&str>) {
    let document = gloo::utils::document();
    let there = document.query_selector(&[tag, "[", key, "='", id, "']"].concat()).ok().flatten();
    let Some(value) = value else {
        there.inspect(Element::remove);
        return;
    };
    let made = || {
        let element = document.create_element(tag).ok()?;
        element.set_attribute(key, id).ok()?;
        if *key == "type" {
            element.set_attribute("rel", "alternate").ok()?;
        }
        document.head()?.append_child(&element).ok()?;
        Some(element)
    };
    if let Some(element) = there.or_else(made) {
        let _ = element.set_attribute(name, value);
    }
}
