//! Today in New York, by the reader's clock.

use rules::Day;
use wasm_bindgen::JsValue;

/// The civil day in New York now; where the browser has no time zones, five hours behind UTC.
pub(super) fn in_new_york() -> Option<Day> {
    by_time_zone().or_else(five_hours_behind)
}

/// `Intl` writes the day in the Swedish way, which is 2026-11-24. A browser without time zones throws: that is `None`.
fn by_time_zone() -> Option<Day> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"timeZone".into(), &"America/New_York".into()).ok()?;
    let now: JsValue = js_sys::Date::new_0().into();
    let write: js_sys::Function = js_sys::Reflect::get(&now, &"toLocaleDateString".into())
        .ok()?
        .into();
    let text = write.call2(&now, &"sv-SE".into(), &options).ok()?;
    Day::from_iso(&text.as_string()?)
}

fn five_hours_behind() -> Option<Day> {
    const FIVE_HOURS_IN_MS: f64 = 5.0 * 3_600_000.0;
    let date = js_sys::Date::new(&(js_sys::Date::now() - FIVE_HOURS_IN_MS).into());
    let text = String::from(date.to_iso_string());
    Day::from_iso(text.get(..10)?)
}
