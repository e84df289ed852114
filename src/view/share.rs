//! The share panel: the link first, then the other ways.

use rules::{Day, fill, joined};

use super::markup::{El, el, fold, paragraph};
use crate::{
    app::{Copied, Scene},
    route, sentences,
};

/// The link to this answer, and the ways to pass it on.
pub(super) fn share(scene: &Scene) -> Option<El> {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let share = scene.props.share;
    let outcome = scene.outcome.as_ref()?;
    let link = shared_link(scene);
    let asked = sentences::who(scene.law, &outcome.answers);
    let verified = scene.day_text(scene.law.explainer.verified);
    let citation = fill(
        interface.citation(),
        &[("title", &wording.title), ("line", &asked), ("address", &link), ("day", &verified)],
    );
    let said = match share.copied {
        Copied::NotYet => "",
        Copied::Yes => interface.copied(),
        Copied::Refused => interface.copy_failed(),
    };
    let choice = |always: bool, act: &str, label: &str| {
        let pressed = if share.always_today == always { "true" } else { "false" };
        button(act, label).class("quiet").attr("aria-pressed", pressed)
    };
    let this_day = fill(interface.share_this_day(), &[("day", &scene.day_text(outcome.answers.on))]);
    let pin = el("p|class=pin scripted").with(choice(false, "share-day", &this_day)).with(choice(
        true,
        "share-today",
        interface.share_today(),
    ));
    let field =
        el("input|type=text|readonly=|id=share-link").attr("aria-label", interface.link_label()).value(&link);
    let row = el("div|class=share").with(field).with(button("copy", interface.copy_link()).class("scripted"));
    let ways = el("p|class=ways")
        .with(el("a").attr("href", &mail(&wording.title, &asked, &link)).text(interface.share_email()))
        .with_all(files(scene, outcome.period.from))
        .with(button("share-system", interface.share_system()).class("quiet scripted"));
    let cited = el("label|class=citation")
        .with_text("span", interface.citation_label())
        .with(el("textarea|readonly=|rows=4").value(&citation));
    let more = fold("more", "more-ways", interface.more_ways()).with(ways).with(cited);
    let section = el("section|id=share|key=share").with_text("h2", interface.share());
    Some(section.with(pin).with(row).with(paragraph("said", said).attr("role", "status")).with(more))
}

/// The calendar and the data of this answer, where they were printed: for one option at most, from the record on.
///
/// They are those of the period that holds the day, which has the same answer, countdowns aside.
fn files(scene: &Scene, from: Option<Day>) -> Vec<El> {
    let interface = &scene.law.wording.interface;
    let page = scene.href(&|route| route.day = from);
    if from.is_none() || page.contains('?') {
        return Vec::new();
    }
    // A link with a target is left to the browser.
    let file =
        |name: &str, text: &str| el("a|target=_blank").attr("href", &joined(&[&page, name], "")).text(text);
    vec![file("dates.ics", interface.share_calendar()), file("outcome.json", interface.share_data())]
}

fn button(act: &str, label: &str) -> El {
    el("button|type=button").attr("data-act", act).text(label)
}

/// The link that is copied: of this day, or always of today; with the day the law was last changed.
fn shared_link(scene: &Scene) -> String {
    let explainer = &scene.law.explainer;
    let mut route = scene.props.route.route.clone();
    route.day = (!scene.props.share.always_today).then(|| scene.on());
    let path = route::write(explainer, &route);
    let separator = if path.contains('?') { "&" } else { "?" };
    let link = joined(&[&path, separator, "law=", &explainer.changed().to_iso()], "");
    match &scene.props.article {
        Some(article) => joined(&[&**article, &escape(&link)], ""),
        None => scene.props.site.url(&link),
    }
}

fn mail(title: &str, asked: &str, link: &str) -> String {
    let body = joined(&[asked, link], "\n\n");
    joined(&["mailto:?subject=", &escape(title), "&body=", &escape(&body)], "")
}

/// Percent-encodes what is not plain ASCII text.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            for digit in [byte >> 4, byte & 15] {
                escaped.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    escaped
}
