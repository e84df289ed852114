//! What the reader has done to a page that is made anew: which folds are open, what is typed, and where the focus is.

use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, wasm_bindgen::JsCast};

use super::is_framed;

/// Open folds, typed text and the focus, before the page is made anew.
#[derive(Default)]
pub(crate) struct Kept {
    folds: Vec<(String, bool)>,
    typed: Vec<(String, String)>,
    focused: Option<String>,
}

impl Kept {
    /// What the reader has done so far.
    pub(crate) fn of(root: &Element) -> Self {
        let folds =
            elements(root, "details[id]").map(|fold| (fold.id(), fold.has_attribute("open"))).collect();
        let typed = elements(root, FIELDS).filter_map(|field| Some((field.id(), value(&field)?))).collect();
        // A frame remembers a focus that the page around it has.
        let document = gloo::utils::document();
        let has_focus = !is_framed() || document.has_focus().unwrap_or(true);
        let focused = document.active_element().filter(|focused| has_focus && root.contains(Some(focused)));
        Self { folds, typed, focused: focused.and_then(|focused| selector(&focused)) }
    }

    /// Does it to the new page.
    pub(crate) fn restore(&self, root: &Element) {
        for (id, open) in &self.folds {
            if let Ok(Some(fold)) = root.query_selector(&format!("#{id}")) {
                let _ = fold.toggle_attribute_with_force("open", *open);
            }
        }
        for (id, text) in self.typed.iter().filter(|(_, text)| !text.is_empty()) {
            if let Ok(Some(field)) = root.query_selector(&format!("#{id}")) {
                set_value(&field, text);
            }
        }
        let focused = self.focused.as_ref().and_then(|selector| root.query_selector(selector).ok()?);
        if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = focused.focus_with_options(&options);
        }
    }
}

/// What a reader types into.
const FIELDS: &str = ".fields :is(input, select)";

fn value(field: &Element) -> Option<String> {
    let typed = field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    typed.or_else(|| Some(field.dyn_ref::<HtmlSelectElement>()?.value()))
}

fn set_value(field: &Element, text: &str) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        select.set_value(text);
    }
}

fn elements(root: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = root.query_selector_all(selector).ok();
    let n_found = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..n_found).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}

/// A selector that finds an element again in the new page; ids, days and addresses of ours hold no quotation mark.
fn selector(element: &Element) -> Option<String> {
    if !element.id().is_empty() {
        return Some(format!("[id=\"{}\"]", element.id()));
    }
    if element.tag_name() == "SUMMARY" {
        return Some(format!("{} > summary", selector(&element.parent_element()?)?));
    }
    ["data-option", "data-day", "href"].into_iter().find_map(|name| {
        let value = element.get_attribute(name)?;
        Some(format!("[{name}=\"{value}\"]"))
    })
}
