//! The root component: one for the browser, for printing and for tests.

use rules::{Answers, Day, Law, Outcome, outcome};
use yew::prelude::*;

use crate::{
    route::{Read, Site},
    typed_day::{Fault, Typed},
    view,
};

/// Everything the page shows follows from these.
#[derive(Clone, Properties)]
pub struct Props {
    /// The law, with the words of one language; it lives as long as the page.
    pub law: &'static Law,
    /// The address, read.
    pub route: Read,
    /// Today, or the day on which a page was printed.
    pub today: Today,
    /// Where the site lies.
    pub site: Site,
    /// The article that links to an answer point at, when it shows the answer itself: an address that takes a link of
    /// ours as its last parameter, as in `https://news.example/story?ban-explainer=`.
    #[prop_or_default]
    pub article: Option<AttrValue>,
    /// What was typed into the fields for another day, and what is wrong with it.
    #[prop_or_default]
    pub typed: Option<(Typed, Fault)>,
    /// What was last done in the share panel.
    #[prop_or_default]
    pub share: Share,
    /// The sentence that tells a screen reader of a change.
    #[prop_or_default]
    pub announcement: AttrValue,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.law, other.law)
            && self.route == other.route
            && self.today == other.today
            && self.site == other.site
            && self.article == other.article
            && self.typed == other.typed
            && self.share == other.share
            && self.announcement == other.announcement
    }
}

/// Today, as far as the page knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// The civil day in New York, by the reader's clock.
    Live(Day),
    /// The day on which the sources were last checked: a printed page knows no other.
    Printed(Day),
}

impl Today {
    /// The day that counts as today.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::Live(day) | Self::Printed(day) => day,
        }
    }
}

/// The state of the share panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Whether the link always shows today, instead of the day shown now.
    pub always_today: bool,
    /// What became of copying.
    pub copied: Copied,
}

/// What became of copying the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    /// It was not asked for.
    #[default]
    NotYet,
    /// It is in the clipboard.
    Yes,
    /// The browser refused; the link is selected.
    Refused,
}

/// What the parts of the page are made from.
pub(crate) struct Scene<'a> {
    pub(crate) props: &'a Props,
    pub(crate) law: &'static Law,
    /// What the reader has said; `None` on the page without a role.
    pub(crate) answers: Option<Answers>,
    /// The answer; `None` without a role, and while a part of the link is unread.
    pub(crate) outcome: Option<Outcome>,
}

/// The explainer: the question, and under it the answer.
#[component]
pub fn App(props: &Props) -> Html {
    let law = props.law;
    let answers = props.route.route.answers(&law.explainer, props.today.day());
    let asked = answers.filter(|_| props.route.unread.is_empty());
    let outcome = asked.map(|answers| outcome(&law.explainer, &answers));
    view::page(&Scene { props, law, answers, outcome })
}
