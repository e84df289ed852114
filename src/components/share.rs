//! The share panel: the link first, then the other ways.

use rules::{Day, fill};
use web_sys::{HtmlDocument, HtmlInputElement, ShareData, wasm_bindgen::JsCast};
use yew::prelude::*;

use super::text::{fold, section};
use crate::{
    app::{Store, StoreProps},
    route::{self, Route},
    sentences,
    state::{Action, Copied, SharedDay, State},
};

/// The link to this answer, and the ways to pass it on.
#[component]
pub(crate) fn SharePanel(StoreProps { store }: &StoreProps) -> Html {
    let field = use_node_ref();
    let Some(outcome) = &store.outcome else { return Html::default() };
    let wording = &store.law.wording;
    let interface = &wording.interface;
    let link = shared_link(store);
    let asked = sentences::who(store.law, &outcome.answers);
    // Whatever is passed on begins with what the page answers.
    let verdict = sentences::headline(store.law, outcome).unwrap_or(&wording.title);
    let cited = format!("{} {verdict}.", wording.title);
    let verified = sentences::day(interface, store.law.explainer.verified);
    let values = [("title", &*cited), ("line", &asked), ("address", &link), ("day", &verified)];
    let citation = fill(interface.citation(), &values);
    let said = match store.share.copied {
        Copied::NotYet => "",
        Copied::Yes => interface.copied(),
        Copied::Refused => interface.copy_failed(),
    };
    let day = sentences::day(interface, outcome.answers.on);
    let this_day = fill(interface.share_this_day(), &[("day", &day)]);
    let why = match store.share.day {
        SharedDay::Shown => fill(interface.share_this_day_why(), &[("day", &day)]),
        SharedDay::Today => interface.share_today_why().to_owned(),
    };
    let copy = {
        let (field, dispatch) = (field.clone(), store.dispatcher());
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Copy(copy(&field))))
    };
    let system_share = {
        let (title, link) = (verdict, link.clone());
        Callback::from(move |_: MouseEvent| share_by_system(title, &link))
    };
    let more = html! {
        <>
            <p class="ways">
                <a href={mail(&wording.title, &[verdict, &asked, &link])}>{interface.share_email()}</a>{" "}
                {files(store, outcome.period.from)}
                <button type="button" class="quiet scripted system-share" onclick={system_share}>
                    {interface.share_system()}
                </button>
            </p>
            <label class="citation">
                <span>{interface.citation_label()}</span>
                <textarea readonly=true rows="4" value={citation} />
            </label>
        </>
    };
    let body = html! {
        <>
            <p class="pin scripted">
                {choice(store, SharedDay::Shown, this_day)}{" "}
                {choice(store, SharedDay::Today, interface.share_today().to_owned())}
            </p>
            <p class="hint scripted">{why}</p>
            <div class="share">
                <input ref={field} type="text" readonly=true id="share-link" value={link}
                    aria-label={interface.link_label()} />
                <button type="button" id="copy-link" class="scripted" onclick={copy}>{interface.copy_link()}</button>
            </div>
            <p class="said" role="status">{said}</p>
            {fold("more", "more-ways", false, html! { interface.more_ways() }, more)}
        </>
    };
    section("share", interface.share(), body)
}

/// One of the choices of what the link shows.
fn choice(store: &Store, day: SharedDay, label: String) -> Html {
    let dispatch = store.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::ShareDay(day)));
    let pressed = (store.share.day == day).to_string();
    html! { <button type="button" class="quiet" aria-pressed={pressed} {onclick}>{label}</button> }
}

/// The calendar and the data of this answer, where they were printed: for one option at most, from the record on.
///
/// They are those of the period that holds the day, which has the same answer, countdowns aside.
fn files(state: &State, from: Option<Day>) -> Html {
    let interface = &state.law.wording.interface;
    let page = state.href(&state.route_on(from));
    if from.is_none() || page.contains('?') {
        return Html::default();
    }
    html! {
        <>
            <a target="_blank" href={format!("{page}dates.ics")}>{interface.share_calendar()}</a>{" "}
            <a target="_blank" href={format!("{page}outcome.json")}>{interface.share_data()}</a>{" "}
        </>
    }
}

/// The link that is copied: of this day, or always of today; with the day the law was last changed.
fn shared_link(state: &State) -> String {
    let explainer = &state.law.explainer;
    let day = match state.share.day {
        SharedDay::Shown => Some(state.on()),
        SharedDay::Today => None,
    };
    let path = route::write(explainer, &Route { day, ..state.read.route.clone() });
    let separator = if path.contains('?') { '&' } else { '?' };
    let link = format!("{path}{separator}law={}", explainer.changed().to_iso());
    match &state.host.article {
        Some(article) => format!("{article}{}", escape(&link)),
        None => state.site.url(&link),
    }
}

/// A mail with the answer and its link; lines of a mail end in CRLF.
fn mail(subject: &str, paragraphs: &[&str]) -> String {
    format!("mailto:?subject={}&body={}", escape(subject), escape(&paragraphs.join("\r\n\r\n")))
}

/// Percent-encodes what is not plain ASCII text.
fn escape(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' | b'/' | b':' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// Selects the link and copies it by the oldest way, which a sandboxed frame still grants.
fn copy(field: &NodeRef) -> Copied {
    let Some(field) = field.cast::<HtmlInputElement>() else { return Copied::Refused };
    field.select();
    let document = gloo::utils::document().unchecked_into::<HtmlDocument>();
    if document.exec_command("copy").unwrap_or(false) { Copied::Yes } else { Copied::Refused }
}

/// Hands the link to the system; its button is hidden where the browser has no such way.
fn share_by_system(title: &str, link: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(link);
    let _ = gloo::utils::window().navigator().share_with_data(&data);
}
