//! The widget takes over a prerendered page.

use gloo::timers::callback::Timeout;
use js_sys::Function;
use web_sys::{
    Element,
    wasm_bindgen::{JsCast, JsValue},
};
use yew::Callback;

use crate::{
    App, AppProps, Today,
    hooks::{Kept, failed, host, read_location, root, site, today},
    law_file,
};

/// Takes over the prerendered page: `file` is the baked law.
///
/// The page is rendered beside the prerendered one, which the reader sees and uses meanwhile. `taken` is called when it
/// has come in its place.
///
/// # Errors
///
/// A sentence for the console: what could not be read. The prerendered page is untouched then.
pub fn take_over(file: &[u8], taken: &Function) -> Result<(), JsValue> {
    let law = law_file::read(file).map_err(law_file::Unreadable::sentence)?;
    let printed = root().ok_or("the page has no element with the id “explainer”")?;
    // A page holds one law, and holds it to the end.
    let law: &'static rules::Law = Box::leak(Box::new(law));
    let site = site().ok_or("the page does not say where the site lies")?;
    let rendered = printed.clone_node()?.unchecked_into::<Element>();
    let props = AppProps {
        law,
        route: read_location(law, &site),
        today: Today::Live(today().ok_or("the browser’s clock names no day")?),
        site,
        host: host(),
        on_whole: Some(Callback::from({
            let (rendered, taken) = (rendered.clone(), taken.clone());
            move |()| {
                let kept = Kept::of(&printed);
                // A reader who was told that the engine failed keeps the prerendered page.
                if !failed() && printed.replace_with_with_node_1(&rendered).is_ok() {
                    let _ = taken.call0(&JsValue::NULL);
                    kept.restore(&rendered);
                }
            }
        })),
    };
    // In a task of its own: reading the law was one.
    Timeout::new(0, move || drop(yew::Renderer::<App>::with_root_and_props(rendered, props).render()))
        .forget();
    Ok(())
}
