//! The components that run in a browser, rendered natively.

use ban_explainer::{App, Background, BackgroundProps, Props, Read, Site, Today};
use rules::Law;
use yew::{LocalServerRenderer, html::BaseComponent};

/// The markup of a page, from the components that run in a browser.
///
/// # Panics
///
/// When this process may start no runtime, which Yew's renderer runs inside.
#[must_use]
pub fn body(law: &'static Law, read: Read, today: Today, site: &Site) -> String {
    let props = Props {
        law,
        route: read,
        today,
        site: site.clone(),
        article: None,
        typed: None,
        share: ban_explainer::Share::default(),
        announcement: "".into(),
    };
    render::<App>(props)
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

fn render<Component: BaseComponent>(props: Component::Properties) -> String {
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without I/O needs nothing");
    let renderer = LocalServerRenderer::<Component>::with_props(props).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}
