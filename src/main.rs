//! Starts the widget in a browser.

use wasm_bindgen::prelude::*;

fn main() {}

/// Takes over the printed page: `static/start.js` calls it once the engine is there.
///
/// # Errors
///
/// What could not be fetched or read; the printed page stays as it is then.
#[wasm_bindgen]
pub async fn take_over() -> Result<(), JsValue> {
    ban_explainer::browser::start().await
}
