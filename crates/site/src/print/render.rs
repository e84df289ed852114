//! The components that run in a browser, and those that are only printed, rendered natively.

use ban_explainer::{App, Background, BackgroundProps, Read, Site, Today};
use rules::Law;
use serde_json::Value;
use yew::{LocalServerRenderer, html::BaseComponent, prelude::*};

/// The markup of an answer, from the components that run in a browser.
///
/// # Panics
///
/// When this process may start no runtime, which Yew's renderer runs inside.
#[must_use]
pub fn body(law: &'static Law, read: Read, today: Today, site: &Site) -> String {
    markup(answer(law, read, today, site))
}

/// An answer, as it stands in a page.
pub(super) fn answer(law: &'static Law, read: Read, today: Today, site: &Site) -> Html {
    html! { <App {law} route={read} {today} site={site.clone()} /> }
}

/// What stands behind every answer of a law.
///
/// # Panics
///
/// As [`body`].
#[must_use]
pub fn behind(law: &'static Law, site: &Site) -> String {
    render::<Background>(BackgroundProps { law, site: site.clone() })
}

#[derive(PartialEq, Properties)]
struct WholeProps {
    html: Html,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    props.html.clone()
}

/// Data as it stands in a script element: nothing in it can be taken for a tag.
pub(super) fn as_script(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

/// What was laid out, as a browser reads it.
pub(super) fn markup(html: Html) -> String {
    render::<Whole>(WholeProps { html })
}

fn render<Component: BaseComponent>(props: Component::Properties) -> String {
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without I/O needs nothing");
    let renderer = LocalServerRenderer::<Component>::with_props(props).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}
