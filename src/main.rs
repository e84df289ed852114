//! Starts the widget in a browser.

use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Hands out memory.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}

/// Takes over the prerendered page: `static/start.js` calls it with the baked law, and is called back when the page is in
/// its place.
///
/// # Errors
///
/// A sentence about what could not be read; the prerendered page stays as it is then.
#[wasm_bindgen]
pub fn take_over(law: &[u8], taken: &Function) -> Result<(), JsValue> {
    ban_explainer::take_over(law, taken)
}
