//! What stands behind every answer: ways to learn of changes, reasons, claims, sources.
//!
//! It never changes with an answer, so it is prerendered beside the root and left alone by the engine, which neither
//! carries it nor looks at it.

use rules::{Law, fill};
use yew::prelude::*;

use super::{claims::claims, reasons::reasons, sources::sources};
use crate::{route::Site, sentences};

/// The law whose reasons, claims and sources are shown.
#[derive(Clone, Properties)]
pub struct BackgroundProps {
    /// The law, with the words of one language.
    pub law: &'static Law,
    /// Where the site lies.
    pub site: Site,
}

impl PartialEq for BackgroundProps {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.law, other.law) && self.site == other.site
    }
}

/// Reasons, claims, sources, ways to learn of changes, and the last lines.
#[component]
pub fn Background(BackgroundProps { law, site }: &BackgroundProps) -> Html {
    html! {
        <div class="background">
            {reasons(law)}
            {claims(law)}
            {sources(law)}
            {follow(law, site)}
            {foot(law, site)}
        </div>
    }
}

/// Ways to learn of changes: the calendar of all days, and the feed of revisions.
///
/// Calendars subscribe to an address that begins with `webcal:`; elsewhere the file's own address does.
fn follow(law: &'static Law, site: &Site) -> Html {
    let interface = &law.wording.interface;
    let language = &law.wording.language;
    let calendar = format!("/dates-{language}.ics");
    let subscribe = site.url(&calendar);
    let subscribe =
        subscribe.split_once("://").map(|(_, rest)| format!("webcal://{rest}")).unwrap_or_default();
    html! {
        <section id="follow" aria-labelledby="follow-heading">
            <h2 id="follow-heading">{interface.follow()}</h2>
            <p class="ways">
                <a href={subscribe}>{interface.follow_calendar()}</a>{" "}
                <a href={site.href(&calendar)}>{interface.follow_file()}</a>{" "}
                <a href={site.href(&format!("/revisions-{language}.atom"))}>{interface.follow_feed()}</a>
            </p>
        </section>
    }
}

/// The last lines.
fn foot(law: &'static Law, site: &Site) -> Html {
    let interface = &law.wording.interface;
    let verified = sentences::day(interface, law.explainer.verified);
    let language = &law.wording.language;
    let prefix = if language == "en" { String::new() } else { format!("/{language}") };
    html! {
        // No `footer`: a reader's mode leaves it out, and the disclaimer with it.
        <section class="foot">
            <p><a href={site.href(&format!("{prefix}/method/"))}>{interface.method_link()}</a></p>
            <p>{law.wording.disclaimer.as_str()}</p>
            <p>{fill(interface.footer(), &[("day", &verified)])}</p>
        </section>
    }
}
