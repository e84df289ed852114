//! Every source, under what of it was read, the most official first.

use rules::{Extent, Law, Reading, Source, fill};
use yew::prelude::*;

use super::text::outside;
use crate::sentences;

/// The sources, in a fold.
pub(crate) fn sources(law: &'static Law) -> Html {
    let interface = &law.wording.interface;
    let kinds = [
        (Reading::Official, Extent::Whole),
        (Reading::Official, Extent::Part),
        (Reading::Copy, Extent::Whole),
        (Reading::Copy, Extent::Part),
        // Of a report nobody asks how much was read: it is not the official text.
        (Reading::Report, Extent::Whole),
    ];
    let kind = |(read, extent): (Reading, Extent)| {
        let of_kind =
            |source: &&Source| source.read == read && (read == Reading::Report || source.extent == extent);
        let found: Vec<&Source> = law.explainer.sources.iter().filter(of_kind).collect();
        html! {
            if !found.is_empty() {
                <h3>{sentences::reading(interface, read, extent)}</h3>
                <ul>{for found.into_iter().map(|source| entry(law, source))}</ul>
            }
        }
    };
    html! {
        <details class="sources" id="sources">
            <summary><h2>{interface.sources()}</h2></summary>
            <p>{interface.sources_note()}</p>
            {for kinds.into_iter().map(kind)}
        </details>
    }
}

/// A source: who published it, where in it, and when it was checked, if not with all others. On paper its link is
/// followed by the address (`style.css`).
fn entry(law: &'static Law, source: &'static Source) -> Html {
    let interface = &law.wording.interface;
    let mut about = vec![source.publisher.clone()];
    about.extend(source.place.clone());
    if source.checked != law.explainer.verified {
        about.push(fill(interface.checked(), &[("day", &sentences::day(interface, source.checked))]));
    }
    html! { <li>{outside(&source.address, &source.title)}{format!(" {}", about.join(" · "))}</li> }
}
