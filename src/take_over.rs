//! The widget takes over a prerendered page.

use web_sys::wasm_bindgen::JsValue;

use crate::{
    App, AppProps, Today,
    hooks::{Kept, host, read_location, root, site, today},
    law_file,
};

/// Takes over the prerendered page: `file` is the baked law.
///
/// # Errors
///
/// A sentence for the console: what could not be read. The prerendered page is untouched then.
pub fn take_over(file: &[u8]) -> Result<(), JsValue> {
    let law = law_file::read(file).map_err(law_file::Unreadable::sentence)?;
    let root = root().ok_or("the page has no element with the id “explainer”")?;
    // A page holds one law, and holds it to the end.
    let law: &'static rules::Law = Box::leak(Box::new(law));
    let site = site().ok_or("the page does not say where the site lies")?;
    let props = AppProps {
        law,
        route: read_location(law, &site),
        today: Today::Live(today().ok_or("the browser’s clock names no day")?),
        site,
        host: host(),
    };
    let kept = Kept::of(&root);
    yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
    // Yew fills the root in a task that it has queued before this one.
    yew::platform::spawn_local(async move { kept.restore(&root) });
    Ok(())
}
