//! oEmbed as static files: what a page answers to a site that asks how to embed it.
//!
//! WordPress and its like ask any address that a writer pastes. Of a provider that they do not know they keep one
//! `iframe` with `src`, `width`, `height` and `title`, put it into a sandbox, and never let it grow above 1000 pixels.

use rules::Law;
use serde_json::{Value, json};

use super::heights::Heights;

/// The file beside each page.
pub(super) const FILE: &str = "oembed.json";

/// The width that is answered: a usual column, and one that is measured.
const WIDTH: u32 = 640;

/// What WordPress lets a frame be.
const HEIGHTS: core::ops::RangeInclusive<u32> = 200..=1000;

/// The answer for a page: its frame as high as it first is at this width.
pub(super) fn answer(
    law: &Law,
    origin: &str,
    path: &str,
    title: &str,
    card: bool,
    heights: &Heights,
) -> Value {
    let height = heights.at(path, WIDTH).unwrap_or(*HEIGHTS.end()).clamp(*HEIGHTS.start(), *HEIGHTS.end());
    let address = format!("{origin}{path}");
    let attribute = |text: &str| super::markup::escape(text);
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": law.wording.title,
        "provider_url": format!("{origin}/"),
        "width": WIDTH,
        "height": height,
        "html": format!(
            "<iframe src=\"{}\" width=\"{WIDTH}\" height=\"{height}\" title=\"{}\"></iframe>",
            attribute(&address),
            attribute(title)
        ),
    });
    if card {
        answer["thumbnail_url"] = json!(format!("{address}card.png"));
        answer["thumbnail_width"] = json!(1200);
        answer["thumbnail_height"] = json!(630);
    }
    answer
}

/// How a page says where its answer lies; the title stands in the answer.
pub(super) fn discovery(origin: &str, path: &str) -> String {
    format!("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{origin}{path}{FILE}\">")
}
