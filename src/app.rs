//! The root component: one for the browser, for prerendering and for tests.

use rules::Law;
use yew::prelude::*;

use crate::{
    components::{
        advice::advice, another_day::AnotherDay, answer::Answer, head::head, notices::notices,
        provisions::Provisions, questions::Questions, rail::Rail, roles::Roles, schedule::Schedule,
        share::SharePanel, text::fold,
    },
    hooks::{Part, use_epoch, use_head, use_history, use_host, use_parts, use_today},
    route::{Read, Site},
    state::{Host, State, Today},
};

/// What a page is made from.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The law, with the words of one language; it lives as long as the page.
    pub law: &'static Law,
    /// The address, read.
    pub route: Read,
    /// Today, or the day on which a page was prerendered.
    pub today: Today,
    /// Where the site lies.
    pub site: Site,
    /// The page that holds ours.
    #[prop_or_default]
    pub host: Host,
    /// Called when the page is rendered to its end. With it the page is rendered part by part, without it at once.
    #[prop_or_default]
    pub on_whole: Option<Callback<()>>,
}

impl PartialEq for AppProps {
    /// The props of the root never change: the page is made from them once.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The state with the way to change it, as every component gets it.
pub(crate) type Store = UseReducerHandle<State>;

/// The props of a component that shows the state.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StoreProps {
    /// The state.
    pub store: Store,
}

/// The explainer: the question, the answer, and everything that follows from it.
#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps { law, route, today, site, host, on_whole } = props.clone();
    let store = use_reducer(move || State::new(law, site, host, today, route));
    // First of all: what follows looks at the whole page in its place.
    let rendered = use_parts(on_whole.as_ref());
    let whole = rendered == Part::Rest;
    use_history(&store, whole);
    use_head(&store);
    use_today(&store);
    use_host(&store);
    let epoch = use_epoch(whole);
    let wording = &law.wording;
    let interface = &wording.interface;
    // In a frame what follows the dates starts folded, another day with it; elsewhere it is open, and has nothing to
    // click.
    let part = |id: &'static str, summary: &'static str, body: Html| {
        fold("fold", id, !store.host.framed, html! { summary }, body)
    };
    let rest = html! {
        <>
            if rendered >= Part::Rules {
                <Provisions store={store.clone()} />
            }
            if rendered >= Part::Dates {
                <Schedule store={store.clone()} />
            }
            if whole {
                {advice(&store)}
            }
        </>
    };
    html! {
        <div class="explainer" key={epoch} lang={wording.language.clone()} data-address={store.href(&store.read.route)}>
            {head(&store)}
            {notices(&store)}
            if rendered >= Part::Choice {
                <Roles store={store.clone()} />
            }
            <p class="unseen" role="status">{store.announcement.clone()}</p>
            // A reader's mode takes the longest part for the text, and keeps of its neighbors those of the same class.
            <section class="fold" id="first">
                if rendered >= Part::Answer {
                    <Answer store={store.clone()} />
                }
                if rendered >= Part::Choice {
                    <Rail store={store.clone()} />
                }
            </section>
            if rendered >= Part::Questions && store.answers().is_some() {
                {part("fold-narrow", interface.narrow(), html! {
                    <>
                        if store.host.framed {
                            <AnotherDay store={store.clone()} />
                        }
                        <Questions store={store.clone()} />
                    </>
                })}
            }
            {part("fold-rest", interface.rest(), rest)}
            if whole && store.outcome.is_some() {
                {part("fold-share", interface.share(), html! { <SharePanel store={store.clone()} /> })}
            }
        </div>
    }
}
