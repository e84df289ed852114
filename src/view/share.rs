//! The share panel: the link first, then the other ways.

use rules::fill;
use yew::prelude::*;

use crate::{
    app::{Copied, Scene},
    link, words,
};

/// The link to this answer, and the ways to pass it on.
pub(super) fn share(scene: &Scene) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let share = scene.props.share;
    let Some(outcome) = &scene.outcome else {
        return html! {};
    };
    let link = shared_link(scene);
    let asked = words::who(scene.law, &outcome.answers);
    let citation = fill(
        &interface.citation,
        &[
            ("title", &wording.title),
            ("line", &asked),
            ("address", &link),
            ("day", &scene.day_text(scene.law.explainer.verified)),
        ],
    );
    let said = match share.copied {
        Copied::NotYet => "",
        Copied::Yes => &interface.copied,
        Copied::Refused => &interface.copy_failed,
    };
    let this_day = fill(
        &interface.share_this_day,
        &[("day", &scene.day_text(outcome.answers.on))],
    );
    let choice = |always: bool, label: &str| {
        html! {
            <button type="button" class="quiet" data-act={if always { "share-today" } else { "share-day" }}
                aria-pressed={if share.always_today == always { "true" } else { "false" }}>{ label.to_owned() }</button>
        }
    };
    html! {
        <section id="share">
            <h2>{ &interface.share }</h2>
            <p class="pin scripted">{ choice(false, &this_day) }{ choice(true, &interface.share_today) }</p>
            <div class="share">
                <input type="text" readonly=true id="share-link" value={link.clone()}
                    aria-label={interface.link_label.clone()}/>
                <button type="button" class="scripted" data-act="copy">{ &interface.copy_link }</button>
            </div>
            <p class="said" role="status">{ said.to_owned() }</p>
            <details id="more-ways">
                <summary>{ &interface.more_ways }</summary>
                <p class="ways">
                    <a href={mail(&wording.title, &asked, &link)}>{ &interface.share_email }</a>
                    <button type="button" class="quiet scripted" data-act="share-system">{ &interface.share_system }</button>
                </p>
                <label class="citation"><span>{ &interface.citation_label }</span>
                    <textarea readonly=true rows="3" value={citation}/>
                </label>
            </details>
        </section>
    }
}

/// The link that is copied: of this day, or always of today; with the day the law was last changed.
fn shared_link(scene: &Scene) -> String {
    let explainer = &scene.law.explainer;
    let mut address = scene.props.read.address.clone();
    address.day = (!scene.props.share.always_today).then(|| scene.on());
    let path = link::write(explainer, &address);
    let separator = if path.contains('?') { '&' } else { '?' };
    format!(
        "{}{path}{separator}law={}",
        scene.props.origin,
        explainer.changed().to_iso()
    )
}

fn mail(title: &str, asked: &str, link: &str) -> String {
    let body = format!("{asked}\n\n{link}");
    format!("mailto:?subject={}&body={}", escape(title), escape(&body))
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
                escaped.push(
                    char::from_digit(u32::from(digit), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    escaped
}
