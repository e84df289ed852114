//! oEmbed as static files: what a page answers to a site that asks how to embed it.
//!
//! `WordPress` and its like ask any address that a writer pastes. Of a provider that they do not know they keep one
//! `iframe` with `src`, `width`, `height`, `frameborder` and `title`, put it into a sandbox, and never let it grow above
//! 1000 pixels. Of its border they keep the old attribute only: a style is dropped.

use ban_explainer::{Site, head::CARD_SIZE};
use serde_json::{Value, json};
use yew::html;

use super::{heights::Heights, render::markup};

/// The file beside each page.
pub(super) const FILE: &str = "oembed.json";

/// The width that is answered: a usual column, and one that is measured.
const WIDTH: u32 = 640;

/// What `WordPress` lets a frame be.
const HEIGHTS: core::ops::RangeInclusive<u32> = 200..=1000;

/// A page as others embed it.
pub(super) struct Embedded<'a> {
    pub(super) site: &'a Site,
    /// The publication behind the site.
    pub(super) publisher: &'a str,
    /// The path of the page.
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    /// Whether a card lies beside the page.
    pub(super) card: bool,
    pub(super) heights: &'a Heights,
}

/// The answer for a page: its frame as high as it first is at this width.
pub(super) fn answer(embedded: &Embedded) -> Value {
    let Embedded { site, publisher, path, title, card, heights } = embedded;
    let height = heights.at(path, WIDTH).unwrap_or(*HEIGHTS.end()).clamp(*HEIGHTS.start(), *HEIGHTS.end());
    let address = site.url(path);
    let frame = html! {
        <iframe src={address.clone()} width={WIDTH.to_string()} height={height.to_string()} frameborder="0" title={title.to_string()}></iframe>
    };
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": publisher,
        "provider_url": site.address(),
        "width": WIDTH,
        "height": height,
        "html": markup(frame),
    });
    if *card {
        answer["thumbnail_url"] = json!(format!("{address}card.png"));
        answer["thumbnail_width"] = json!(CARD_SIZE[0]);
        answer["thumbnail_height"] = json!(CARD_SIZE[1]);
    }
    answer
}
