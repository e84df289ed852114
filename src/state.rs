//! What the page shows, and every way in which it can change. Nothing here knows a browser.

use std::rc::Rc;

use rules::{Day, Law, OptionId, Outcome, fill, outcome};
use yew::{AttrValue, Reducible};

use crate::{
    route::{self, Read, Route, Site},
    sentences,
    typed_day::{self, Fault, Typed},
};

#[cfg(test)]
mod tests;

/// Everything the page shows follows from this.
#[derive(Clone)]
pub struct State {
    /// The law, with the words of one language; it lives as long as the page.
    pub law: &'static Law,
    /// Where the site lies.
    pub site: Site,
    /// The page that holds ours, as far as it matters.
    pub host: Host,
    /// Today, as far as the page knows it.
    pub today: Today,
    /// The route, and what of the address could not be read.
    pub read: Read,
    /// The answer; `None` without a role, and while a damaged answer of the link is unread.
    pub outcome: Option<Rc<Outcome>>,
    /// What was typed as another day, and what is wrong with it.
    pub typed: Option<(Typed, Fault)>,
    /// The share panel.
    pub share: Share,
    /// What a screen reader is told of the last change.
    pub announcement: AttrValue,
    /// What the browser's history owes to the last change.
    pub history: History,
}

/// States are compared by identity: a new one is made only when something changes.
impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

/// Today, as far as the page knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// The civil day in New York, by the reader's clock.
    Live(Day),
    /// The day on which the sources were last checked: a prerendered page knows no other.
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

    /// Whether a script runs that can do more than follow links.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Live(_))
    }
}

/// The page that holds ours. The default is none: a window of our own, or a prerendered page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Host {
    /// Whether ours is a frame in it: then the history gains no entries.
    pub framed: bool,
    /// Whether it asked to be told of every answer.
    pub listens: bool,
    /// The article that shared links point at, when it hands the answer back to us: an address that takes a link of ours
    /// as its last parameter, as in `https://news.example/story?ban-explainer=`.
    pub article: Option<AttrValue>,
}

/// The state of the share panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Which day the link shows.
    pub day: SharedDay,
    /// What became of copying.
    pub copied: Copied,
}

/// Which day a shared link shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharedDay {
    /// The day that is shown now, for ever.
    #[default]
    Shown,
    /// The day on which it is opened.
    Today,
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

/// What the browser's history owes to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Nothing: it is where the page is.
    Keep,
    /// A new entry.
    Push,
    /// Another address for the entry that it is at.
    Replace,
}

/// What a reader, the browser or the clock can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Chooses an option, or takes it back where it is chosen and has no default.
    Choose(OptionId),
    /// Follows a link of ours.
    Show(Route),
    /// Shows the same answers on another day; `None`: today.
    ShowDay(Option<Day>),
    /// Shows the day that was typed.
    ShowTypedDay(Typed),
    /// Goes where the browser's history has gone, which may be another place on the same page.
    Arrive(Read),
    /// A new day has begun.
    Wake(Day),
    /// Chooses which day the shared link shows.
    ShareDay(SharedDay),
    /// Copying the link has ended.
    Copy(Copied),
}

impl State {
    /// The page as it is first shown.
    #[must_use]
    pub fn new(law: &'static Law, site: Site, host: Host, today: Today, read: Read) -> Self {
        let mut state = Self {
            law,
            site,
            host,
            today,
            read,
            outcome: None,
            typed: None,
            share: Share::default(),
            announcement: AttrValue::default(),
            history: History::Keep,
        };
        state.decide();
        state
    }

    /// The day the page speaks of.
    #[must_use]
    pub fn on(&self) -> Day {
        self.read.route.day.unwrap_or(self.today.day())
    }

    /// What the reader has said; `None` without a role.
    #[must_use]
    pub fn answers(&self) -> Option<rules::Answers> {
        self.read.route.answers(&self.law.explainer, self.today.day())
    }

    /// The path and query of the page below the site's folder.
    #[must_use]
    pub fn path(&self) -> String {
        route::write(&self.law.explainer, &self.read.route)
    }

    /// What stands in a link to a route.
    #[must_use]
    pub fn href(&self, route: &Route) -> AttrValue {
        self.site.href(&route::write(&self.law.explainer, route)).into()
    }

    /// The route to the answer for this option alone, or for none; where the reader is and what product it is stay.
    ///
    /// Without script, a page holds one such option at a time.
    #[must_use]
    pub fn route_of(&self, option: Option<OptionId>) -> Route {
        let kept = self.read.route.chosen.without(self.law.explainer.narrowing());
        let chosen = option.map_or(kept, |option| kept.with(option));
        Route { chosen, ..self.read.route.clone() }
    }

    /// The same route on another day; `None`: today.
    #[must_use]
    pub fn route_on(&self, day: Option<Day>) -> Route {
        Route { day, ..self.read.route.clone() }
    }

    /// The answers after an option was chosen or taken back, as a route.
    fn route_with(&self, option: OptionId) -> Option<Route> {
        let explainer = &self.law.explainer;
        let route = &self.read.route;
        let next = match self.answers() {
            Some(answers) if answers.chosen().contains(option) => answers.without(option),
            Some(answers) => answers.with(explainer, option),
            None => Route { role: Some(option), ..route.clone() }.answers(explainer, self.today.day())?,
        };
        Some(Route::of(&next, route.day, route.language.clone()))
    }

    /// Shows a route that is read whole, and leaves the rest of the page as it first is.
    fn show(&mut self, read: Read) {
        self.read = read;
        self.typed = None;
        self.share.copied = Copied::NotYet;
        self.history = if self.host.framed { History::Replace } else { History::Push };
        self.decide();
        self.announce();
    }

    /// Whether the page shows what an address says.
    fn is_at(&self, read: &Read) -> bool {
        // A day that was typed and does not exist stands in no address.
        let unread_day = self.read.unread_day.clone().filter(|_| self.typed.is_none());
        *read == Read { unread_day, ..self.read.clone() }
    }

    fn decide(&mut self) {
        let asked = self.answers().filter(|_| self.read.unread.is_empty());
        self.outcome = asked.map(|answers| Rc::new(outcome(&self.law.explainer, &answers)));
    }

    /// Tells the verdict: one sentence. The rest is there to be read.
    fn announce(&mut self) {
        let interface = &self.law.wording.interface;
        let verdict = self.outcome.as_ref().and_then(|outcome| sentences::headline(self.law, outcome));
        let day = sentences::day(interface, self.on());
        // With the day: the same verdict on another day is another answer, and has to be heard.
        let told =
            verdict.map(|verdict| fill(interface.status_changed(), &[("day", &day), ("answer", verdict)]));
        self.announcement = told.unwrap_or_default().into();
    }

    fn show_typed_day(&mut self, typed: Typed) {
        let (law, route) = (self.law, self.read.route.clone());
        let fault = match typed_day::read(&law.wording.interface, law.explainer.record, &typed) {
            Ok(day) => {
                return self.show(Read { route: Route { day: Some(day), ..route }, ..Read::default() });
            }
            Err(fault) => fault,
        };
        // A day that does not exist is answered at once, for today.
        if let Some(day) = &fault.no_such_day {
            let read = Read {
                route: Route { day: None, ..route },
                unread_day: Some(day.clone()),
                ..Read::default()
            };
            self.show(read);
        }
        self.typed = Some((typed, fault));
    }

    fn wake(&mut self, today: Day) {
        self.today = Today::Live(today);
        // A reader who has chosen a day goes on reading of it.
        if self.read.route.day.is_some() {
            return;
        }
        self.decide();
        self.announce();
        let interface = &self.law.wording.interface;
        let told = fill(interface.today_changed(), &[("day", &sentences::day(interface, today))]);
        self.announcement = format!("{told} {}", self.announcement).trim_end().to_owned().into();
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Self { history: History::Keep, ..(*self).clone() };
        match action {
            Action::Choose(option) => {
                if let Some(route) = self.route_with(option) {
                    next.show(Read { route, ..Read::default() });
                }
            }
            Action::Show(route) => next.show(Read { route, ..Read::default() }),
            Action::ShowDay(day) => next.show(Read { route: self.route_on(day), ..Read::default() }),
            Action::ShowTypedDay(typed) => next.show_typed_day(typed),
            Action::Arrive(read) if self.is_at(&read) => return self,
            Action::Arrive(read) => {
                next.show(read);
                next.history = History::Keep;
            }
            Action::Wake(today) => next.wake(today),
            Action::ShareDay(day) => next.share = Share { day, copied: Copied::NotYet },
            Action::Copy(copied) => next.share.copied = copied,
        }
        Rc::new(next)
    }
}
