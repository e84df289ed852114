//! The widget in a browser: reads the address, takes over the printed page, and hears every click.
//!
//! The law and today are handed to it: `static/start.js` fetches the one and reads the clock for the other.
//!
//! One listener on the root takes every click; the state is the props of the root component.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use rules::{Day, Law};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlDocument, HtmlInputElement, KeyboardEvent, MouseEvent, Window};
use yew::AppHandle;

use crate::{
    App, Props, Read, Site, Today,
    app::{Copied, Share},
    law_file,
    route::{self, Route},
    sentences,
    typed_day::{self, Typed},
};

/// The element that the widget lives in.
const ROOT: &str = "explainer";

thread_local! {
    /// The running widget. A page holds one.
    static WIDGET: RefCell<Option<Widget>> = const { RefCell::new(None) };
}

struct Widget {
    handle: AppHandle<App>,
    props: Props,
    languages: Vec<String>,
    framed: bool,
    _listeners: Vec<EventListener>,
}

/// Takes over the page: `file` is the baked law, `today` the civil day in New York as `2026-11-24`.
///
/// # Errors
///
/// A sentence for the console: what could not be read. The printed page is untouched then.
pub fn start(file: &[u8], today: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("there is no window: the widget runs in a page")?;
    let document = window.document().ok_or("the window has no document")?;
    let root = document.get_element_by_id(ROOT).ok_or("the page has no element with the id “explainer”")?;
    let law = law_file::read(file).map_err(law_file::Unreadable::sentence)?;
    // A page holds one law, and holds it to the end.
    let law: &'static Law = Box::leak(Box::new(law));
    let languages = languages(&document);
    let today = Day::from_iso(today).ok_or("today is no day")?;
    let site = site(&document, &window)?;
    let props = Props {
        route: read_location(law, &languages, &site, &window),
        site,
        law,
        today: Today::Live(today),
        article: data(&document, "data-share").map(Into::into),
        typed: None,
        share: Share::default(),
        announcement: "".into(),
    };
    let framed = window.parent()?.is_some_and(|parent| parent != window);
    let handle = yew::Renderer::<App>::with_root_and_props(root.clone(), props.clone()).render();
    let listeners = listen(&window, &root);
    WIDGET.set(Some(Widget { handle, props, languages, framed, _listeners: listeners }));
    Ok(())
}

/// The languages that have a prefix in addresses.
fn languages(document: &Document) -> Vec<String> {
    let list = document.document_element().and_then(|html| html.get_attribute("data-languages"));
    list.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Where the site lies: the printed page says it.
fn site(document: &Document, window: &Window) -> Result<Site, JsValue> {
    let address = data(document, "data-site").map_or_else(|| window.location().origin(), Ok)?;
    Ok(Site::at(&address).ok_or("the page does not say where the site lies")?)
}

fn data(document: &Document, name: &str) -> Option<String> {
    document.document_element()?.get_attribute(name)
}

fn read_location(law: &Law, languages: &[String], site: &Site, window: &Window) -> Read {
    let location = window.location();
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    route::read(&law.explainer, &languages, site, &path, &query)
}

fn listen(window: &Window, root: &Element) -> Vec<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    vec![
        EventListener::new_with_options(root, "click", options, on_click),
        EventListener::new_with_options(root, "keydown", options, on_key),
        EventListener::new(window, "popstate", |_| on_popstate()),
    ]
}

fn on_click(event: &Event) {
    // A click is a mouse event, and its target in this document an element: asking costs two imports.
    let mouse = event.unchecked_ref::<MouseEvent>();
    let plain = mouse.button() == 0
        && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key());
    let Some(target) = event.target().map(JsCast::unchecked_into::<Element>) else {
        return;
    };
    if let Ok(Some(button)) = target.closest("button[data-act]") {
        act(&button.get_attribute("data-act").unwrap_or_default());
        return;
    }
    let Ok(Some(anchor)) = target.closest("a[href]") else {
        return;
    };
    if !plain || anchor.has_attribute("target") {
        return;
    }
    if let Some(id) = anchor.get_attribute("data-option") {
        event.prevent_default();
        choose(&id);
    } else if let Some(day) = anchor.get_attribute("data-day") {
        event.prevent_default();
        go_to_day(Day::from_iso(&day));
    } else if anchor.get_attribute("href").is_some_and(|href| href.starts_with('/')) {
        follow(&anchor, event);
    }
}

fn on_key(event: &Event) {
    let enter = event.unchecked_ref::<KeyboardEvent>().key() == "Enter";
    let target = event.target().map(JsCast::unchecked_into::<Element>);
    if enter && target.is_some_and(|target| matches!(target.closest(".fields input"), Ok(Some(_)))) {
        event.prevent_default();
        act("show-day");
    }
}

fn on_popstate() {
    with_widget(|widget| {
        if let Some(window) = web_sys::window() {
            let read = read_location(widget.props.law, &widget.languages, &widget.props.site, &window);
            widget.show(read);
        }
    });
}

/// Chooses an option, or takes it back where it is chosen and has no default.
fn choose(id: &str) {
    with_widget(|widget| {
        let explainer = &widget.props.law.explainer;
        let Some(option) = explainer.option(id) else {
            return;
        };
        let route = &widget.props.route.route;
        let next = match route.answers(explainer, widget.props.today.day()) {
            Some(answers) if answers.chosen().contains(option) => answers.without(option),
            Some(answers) => answers.with(explainer, option),
            None => {
                let named = Route { role: route.role.or(Some(option)), ..route.clone() };
                let Some(answers) = named.answers(explainer, widget.props.today.day()) else {
                    return;
                };
                answers
            }
        };
        let route = Route::of(&next, route.day, route.language.clone());
        widget.go(Read { route, ..Read::default() });
    });
}

fn go_to_day(day: Option<Day>) {
    with_widget(|widget| {
        let route = Route { day, ..widget.props.route.route.clone() };
        widget.go(Read { route, ..Read::default() });
    });
}

/// Follows a link of our own without leaving the page; one into another language has its own page, law and words.
fn follow(anchor: &Element, event: &Event) {
    with_widget(|widget| {
        let href = anchor.get_attribute("href").unwrap_or_default();
        let (path, query) = href.split_once('?').unwrap_or((&href, ""));
        let languages: Vec<&str> = widget.languages.iter().map(String::as_str).collect();
        let read = route::read(&widget.props.law.explainer, &languages, &widget.props.site, path, query);
        if read.route.language == widget.props.route.route.language {
            event.prevent_default();
            widget.go(read);
        }
    });
}

/// What a button does.
fn act(name: &str) {
    with_widget(|widget| match name {
        "show-day" => widget.show_typed_day(),
        "copy" => {
            let copied = if copy_link() { Copied::Yes } else { Copied::Refused };
            widget.props.share.copied = copied;
            widget.update();
        }
        "share-day" | "share-today" => {
            widget.props.share = Share { always_today: name == "share-today", copied: Copied::NotYet };
            widget.update();
        }
        _ => {}
    });
}

impl Widget {
    /// Shows another address and keeps it in the history; in a frame it replaces the entry, and adds none.
    fn go(&mut self, read: Read) {
        if let Some(window) = web_sys::window()
            && let Ok(history) = window.history()
        {
            let address = self.props.site.href(&route::write(&self.props.law.explainer, &read.route));
            let dress = dress(&window);
            let separator = if dress.is_empty() || address.contains('?') { "" } else { "?" };
            let joined = if separator.is_empty() && !dress.is_empty() { "&" } else { separator };
            let address = rules::joined(&[&*address, joined, &dress], "");
            let _ = if self.framed {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
            } else {
                history.push_state_with_url(&JsValue::NULL, "", Some(&address))
            };
        }
        self.show(read);
    }

    fn show(&mut self, read: Read) {
        self.props.route = read;
        self.props.typed = None;
        self.props.share.copied = Copied::NotYet;
        let law = self.props.law;
        let answers = self.props.route.route.answers(&law.explainer, self.props.today.day());
        self.props.announcement = answers.map_or_else(Default::default, |answers| {
            let outcome = rules::outcome(&law.explainer, &answers);
            // One sentence: who asks, on which day, and how the short answer begins. The rest is there to be read.
            let answers = sentences::short_answers(law, &outcome);
            let begun = answers.first().map_or("", |short| first_sentence(short));
            let told = rules::joined(&[&*sentences::who(law, &outcome.answers), begun], ": ");
            rules::fill(law.wording.interface.status_changed(), &[("answer", told.trim_end())]).into()
        });
        self.update();
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&sentences::title(law, answers.as_ref()));
        }
    }

    fn update(&mut self) {
        self.handle.update(self.props.clone());
    }

    fn show_typed_day(&mut self) {
        let law = self.props.law;
        let typed =
            Typed { month: value_of("day-month"), day: value_of("day-day"), year: value_of("day-year") };
        match typed_day::read(&law.wording.interface, law.explainer.record, &typed) {
            Ok(day) => {
                let route = Route { day: Some(day), ..self.props.route.route.clone() };
                self.go(Read { route, ..Read::default() });
            }
            Err(fault) => {
                self.props.typed = Some((typed, fault));
                self.update();
            }
        }
    }
}

/// A text to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    let mut ends = text.match_indices('.').map(|(dot, _)| text.split_at(dot + 1));
    ends.find(|(_, rest)| rest.starts_with(' ')).map_or(text, |(first, _)| first)
}

/// The part of the query that dresses the widget: kept while it moves, never shared.
fn dress(window: &Window) -> String {
    let query = window.location().search().unwrap_or_default();
    let pairs: Vec<&str> = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !route::presentation_query(pair).is_empty())
        .collect();
    rules::joined(&pairs, "&")
}

/// A field of ours, by its id.
fn field(id: &str) -> Option<HtmlInputElement> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    Some(element.unchecked_into())
}

fn value_of(id: &str) -> String {
    field(id).map_or_else(String::new, |field| field.value())
}

/// Selects the link and copies it by the oldest way, which a sandboxed frame still grants.
fn copy_link() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let (Some(field), Some(document)) = (field("share-link"), document) else { return false };
    field.select();
    document.unchecked_into::<HtmlDocument>().exec_command("copy").unwrap_or(false)
}

fn with_widget(work: impl FnOnce(&mut Widget)) {
    WIDGET.with_borrow_mut(|widget| {
        if let Some(widget) = widget {
            work(widget);
        }
    });
}
