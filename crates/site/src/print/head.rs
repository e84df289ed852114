//! The head of a page: title, description, canonical address, previews and data for machines.

use ban_explainer::{
    Route, Site,
    head::{CARD_SIZE, Head, preview},
};
use rules::{Law, Outcome};
use yew::prelude::*;

use super::{linked_data::linked_data, oembed, render::as_script};
use crate::{atom, ics};

/// Where a page stands, and what stands beside it.
pub(super) struct Place<'a> {
    pub(super) site: &'a Site,
    /// The publication behind the site.
    pub(super) publisher: &'a str,
    /// What the page answers.
    pub(super) route: &'a Route,
    /// The path of the page.
    pub(super) path: &'a str,
    /// The path by which machines are to know it.
    pub(super) canonical: &'a str,
    /// The page in every language that has it, as language and path; none where there is one language only.
    pub(super) alternates: Vec<(&'a str, String)>,
    /// Whether a card lies beside the page.
    pub(super) cards: bool,
    /// The name of the baked law.
    pub(super) law_file: &'a str,
}

/// Title, description, canonical address, previews and data for machines.
pub(super) fn head(law: &Law, place: &Place, outcome: Option<&Outcome>) -> Html {
    let Place { site, publisher, path, canonical, alternates, cards, law_file, .. } = place;
    let said = Head::of(law, site, place.route, outcome);
    let description = &said.description;
    let address = site.url(path);
    let card = outcome.is_some() && *cards;
    let canonical = site.url(canonical);
    let language = &law.wording.language;
    html! {
        <>
            {about(&said.title, &said.headline, description, &canonical)}
            {self::alternates(site, alternates)}
            <meta property="og:site_name" content={publisher.to_string()} />
            if card {
                <meta property="og:image" content={format!("{address}card.png")} />
                <meta property="og:image:width" content={CARD_SIZE[0].to_string()} />
                <meta property="og:image:height" content={CARD_SIZE[1].to_string()} />
                <meta property="og:image:alt" content={description.clone()} />
            }
            <meta name="twitter:card" content={preview(card)} data-cards={cards.then_some("")} />
            {beside("text/calendar", site.href(&ics::file_name(language)))}
            {beside("application/atom+xml", site.href(&atom::file_name(language)))}
            if outcome.is_some() {
                {beside("application/json", site.href(&format!("{path}outcome.json")))}
            }
            {beside("application/json+oembed", format!("{address}{}", oembed::FILE))}
            {hints(site, law_file)}
        </>
    }
}

/// The answer as data for machines.
pub(super) fn data(law: &Law, place: &Place, outcome: Option<&Outcome>) -> Html {
    let title = Head::of(law, place.site, place.route, outcome).headline;
    let data = linked_data(law, &title, &place.site.url(place.canonical), outcome);
    html! { <script type="application/ld+json">{as_script(&data)}</script> }
}

/// What every page says of itself: title, description, address, and the same for previews.
pub(super) fn about(title: &str, headline: &str, description: &str, address: &str) -> Html {
    let (description, address) = (description.to_owned(), address.to_owned());
    html! {
        <>
            <title>{title.to_owned()}</title>
            <meta name="description" content={description.clone()} />
            <link rel="canonical" href={address.clone()} />
            <meta property="og:type" content="article" />
            <meta property="og:title" content={headline.to_owned()} />
            <meta property="og:description" content={description} />
            <meta property="og:url" content={address} />
        </>
    }
}

fn beside(kind: &'static str, href: String) -> Html {
    html! { <link rel="alternate" type={kind} {href} /> }
}

/// The page in its other languages; who reads none of them gets the first.
pub(super) fn alternates(site: &Site, alternates: &[(&str, String)]) -> Html {
    let link = |language: &str, path: &str| {
        html! { <link rel="alternate" hreflang={language.to_owned()} href={site.url(path)} /> }
    };
    let default = alternates.first().map(|(_, path)| link("x-default", path));
    alternates.iter().map(|(language, path)| link(language, path)).chain(default).collect()
}

/// What the browser may fetch ahead: the law beside the engine.
pub(super) fn hints(site: &Site, law_file: &str) -> Html {
    html! {
        <>
            <link as="fetch" rel="preload" type="application/octet-stream" href={site.href(law_file)}
                crossorigin="" data-law="" />
            {icon(site)}
        </>
    }
}

/// The icon of the site.
pub(super) fn icon(site: &Site) -> Html {
    html! { <link rel="icon" href={site.href("favicon.svg")} type="image/svg+xml" /> }
}
