//! What keeps the browser and the state in step. All that needs a browser stands here, in effects.

use js_sys::{Date, Function, Object, Reflect};
use rules::Day;
use web_sys::{Element, wasm_bindgen::JsValue};

use crate::route::{self, Read, Site};
#[cfg(feature = "csr")]
use crate::state::Host;

#[cfg(feature = "csr")]
pub(crate) use self::carry_over::Kept;
pub(crate) use self::{
    use_epoch::use_epoch,
    use_head::use_head,
    use_history::use_history,
    use_host::use_host,
    use_parts::{Part, use_parts},
    use_today::use_today,
};

mod carry_over;
mod use_epoch;
mod use_head;
mod use_history;
mod use_host;
mod use_parts;
mod use_today;

/// The element that the widget lives in.
const ROOT: &str = "explainer";

/// The element that the widget lives in.
pub(crate) fn root() -> Option<Element> {
    gloo::utils::document().get_element_by_id(ROOT)
}

/// An attribute of the page, as in `<html data-site="…">`.
fn attribute(name: &str) -> Option<String> {
    gloo::utils::document_element().get_attribute(name)
}

/// Where the site lies: the page says it.
#[cfg(feature = "csr")]
pub(crate) fn site() -> Option<Site> {
    let origin = gloo::utils::window().location().origin().unwrap_or_default();
    Site::at(&attribute("data-site").unwrap_or(origin))
}

/// The languages that have a prefix in addresses.
fn languages() -> Vec<String> {
    attribute("data-languages").unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// What the browser's address says.
pub(crate) fn read_location(law: &rules::Law, site: &Site) -> Read {
    let location = gloo::utils::window().location();
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let languages = languages();
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    route::read(&law.explainer, &languages, site, &path, &query)
}

/// The pairs of the browser's address that say how the widget is presented.
fn presentation() -> String {
    route::presentation_query(&gloo::utils::window().location().search().unwrap_or_default())
}

/// Whether the page stands in another one.
fn is_framed() -> bool {
    let window = gloo::utils::window();
    window.parent().is_ok_and(|parent| parent.is_some_and(|parent| parent != window))
}

/// Whether the reader has been told that the engine did not start.
#[cfg(feature = "csr")]
pub(crate) fn failed() -> bool {
    gloo::utils::document_element().class_list().contains("no-engine")
}

/// The page that holds ours. `static/frame.js` has checked the article before it wrote it down.
#[cfg(feature = "csr")]
pub(crate) fn host() -> Host {
    let framed = is_framed();
    let listens = framed && presentation().split('&').any(|pair| pair == "embed=events");
    Host { framed, listens, article: attribute("data-share").map(Into::into) }
}

/// Whose day counts.
const ZONE: &str = "America/New_York";

/// Today in New York, by the reader's clock; where the browser has no time zones, five hours behind UTC.
pub(crate) fn today() -> Option<Day> {
    let now = Date::new_0();
    day_by_temporal(&now).or_else(|| day_by_locale(&now)).or_else(|| {
        let behind = Date::new(&(now.get_time() - 5.0 * 3_600_000.0).into());
        Day::from_iso(behind.to_iso_string().as_string()?.get(..10)?)
    })
}

/// By `Temporal`, which does in a millisecond what takes a browser without it thirty.
fn day_by_temporal(now: &Date) -> Option<Day> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let call =
        |of: &JsValue, name: &str, given: JsValue| Function::from(get(of, name)?).call1(of, &given).ok();
    let instant = get(&get(&js_sys::global(), "Temporal")?, "Instant")?;
    let instant = call(&instant, "fromEpochMilliseconds", now.get_time().into())?;
    let there = Object::from(call(&instant, "toZonedDateTimeISO", ZONE.into())?);
    Day::from_iso(there.to_string().as_string()?.get(..10)?)
}

/// By the calendar that the browser writes dates with.
fn day_by_locale(now: &Date) -> Option<Day> {
    let options = Object::new();
    for (name, value) in [("timeZone", ZONE), ("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let format = Reflect::get(now, &"toLocaleDateString".into()).ok().map(Function::from)?;
    let written = format.call2(now, &"en-US".into(), &options).ok()?.as_string()?;
    let mut parts = written.split('/').map(|part| part.trim().parse::<u32>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    Day::new(i32::try_from(year).ok()?, month, day)
}
