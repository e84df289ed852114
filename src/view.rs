//! The page, from top to bottom. Every part is a plain function from a scene to markup.
//!
//! Every choice is a link to the page that answers it. With script, one listener on the root takes the click
//! (`browser/listen.rs`); `data-option` marks the links that add to an answer instead of replacing it.

use rules::{Advice, Alternative, Day, Standing, Timing, fill};
use yew::prelude::*;

use crate::{
    app::{Scene, Today},
    link::{self, Address},
    words,
};

mod answer;
mod day;
mod parts;
mod provision;
mod question;
mod schedule;
mod share;

/// The whole page.
pub(crate) fn page(scene: &Scene) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    html! {
        <main class="explainer" lang={wording.language.clone()}>
            <header class="head">
                <p class="kicker">{ &interface.kicker }</p>
                <h1 class="serif">{ &wording.title }</h1>
            </header>
            { unread(scene) }
            { question::role(scene) }
            { day::choice(scene) }
            { question::refining(scene) }
            <p class="unseen" role="status">{ scene.props.announcement.clone() }</p>
            { answer::answer(scene) }
            { schedule::schedule(scene) }
            { provisions(scene) }
            { parts::advice(scene) }
            { parts::reasons(scene) }
            { parts::claims(scene) }
            { parts::sources(scene) }
            { share::share(scene) }
            <footer class="foot">
                if scene.outcome.is_none() {
                    <p>{ &wording.disclaimer }</p>
                }
                <p>{ fill(&interface.footer, &[("day", &scene.day_text(scene.law.explainer.verified))]) }</p>
            </footer>
        </main>
    }
}

impl Scene<'_> {
    /// The same address with something about it changed, as a link.
    pub(crate) fn href(&self, change: impl FnOnce(&mut Address)) -> String {
        let mut address = self.props.read.address.clone();
        change(&mut address);
        link::write(&self.law.explainer, &address)
    }

    /// A day in words.
    pub(crate) fn day_text(&self, day: Day) -> String {
        words::day(&self.law.wording.interface, day)
    }

    /// A day in words, marked up for machines.
    pub(crate) fn time(&self, day: Day) -> Html {
        html! { <time datetime={day.to_iso()}>{ self.day_text(day) }</time> }
    }

    /// The day the page speaks of.
    pub(crate) fn on(&self) -> Day {
        self.props.read.address.day.unwrap_or(self.props.today.day())
    }

    /// Whether one of these alternatives fits what the reader has said; none given fits everyone.
    pub(crate) fn fits(&self, when: &[Alternative]) -> bool {
        let Some(answers) = &self.answers else {
            return when.is_empty();
        };
        let explainer = &self.law.explainer;
        let counted = answers.counted(explainer);
        when.is_empty()
            || when.iter().any(|alternative| {
                explainer.questions.iter().all(|question| {
                    let wanted = alternative.options.and(question.options);
                    wanted.is_empty() || wanted.meets(counted) || answers.leaves_open(explainer, question)
                })
            })
    }

    /// Whether a piece of advice is meant for this reader.
    pub(crate) fn advises(&self, advice: &Advice) -> bool {
        self.fits(&advice.when)
    }
}

/// What a link asked for and could not be read, with the way on.
fn unread(scene: &Scene) -> Html {
    let interface = &scene.law.wording.interface;
    let unread = &scene.props.read.unread;
    if unread.is_empty() {
        return html! {};
    }
    let quoted: Vec<String> = unread.iter().map(|part| words::quoted(interface, part)).collect();
    let parts = words::list(interface, &quoted, &interface.list_and);
    html! {
        <section class="notice" role="alert">
            <p>{ fill(&interface.unread, &[("parts", &parts)]) }</p>
            if scene.answers.is_some() {
                <p><a class="button" href={scene.href(|_| ())}>{ &interface.unread_go }</a></p>
            }
        </section>
    }
}

/// The provisions, group by group.
fn provisions(scene: &Scene) -> Html {
    let Some(outcome) = &scene.outcome else {
        return html! {};
    };
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let in_force = |standing: Standing| {
        outcome
            .main(explainer, standing)
            .filter(|found| found.timing == Timing::InForce)
            .collect::<Vec<_>>()
    };
    let concerned = || {
        [
            Standing::Binds,
            Standing::Affects,
            Standing::Depends,
            Standing::Unclear,
        ]
        .into_iter()
        .flat_map(|standing| outcome.main(explainer, standing))
    };
    let mut coming: Vec<_> = concerned()
        .filter(|found| found.timing == Timing::Upcoming)
        .collect();
    coming.sort_by_key(|found| found.from);
    let ended = concerned()
        .filter(|found| found.timing == Timing::Ended)
        .collect();
    let exempt = outcome.main(explainer, Standing::Exempt).collect();
    let background = outcome
        .provisions
        .iter()
        .filter(|found| {
            explainer.provisions[found.provision].prominence == rules::Prominence::Background
                && found.standing != Standing::NotYours
        })
        .collect();
    let groups = [
        ("binds", &interface.binds_heading, in_force(Standing::Binds)),
        ("affects", &interface.affects_heading, in_force(Standing::Affects)),
        ("depends", &interface.depends_heading, in_force(Standing::Depends)),
        ("unclear", &interface.unclear_heading, in_force(Standing::Unclear)),
        ("exempt", &interface.exempt_heading, exempt),
        ("coming", &interface.coming_heading, coming),
        ("ended", &interface.ended_heading, ended),
        ("background", &interface.background_heading, background),
    ];
    let groups = groups
        .into_iter()
        .filter(|(_, _, found)| !found.is_empty())
        .map(|(id, heading, found)| {
            html! {
                <section id={id} key={id}>
                    <h2>{ heading }</h2>
                    { for found.into_iter().map(|found| provision::card(scene, outcome, found)) }
                </section>
            }
        });
    let nothing = concerned().next().is_none();
    html! {
        <>
            if nothing {
                <p class="nothing">{ &interface.nothing_found }</p>
            }
            { for groups }
            { provision::not_yours(scene, outcome) }
        </>
    }
}

/// The words for the choice of today: a printed page does not know today.
fn today_label<'a>(scene: &Scene<'a>) -> (&'a str, Day) {
    let interface = &scene.law.wording.interface;
    match scene.props.today {
        Today::Live(day) => (&interface.today, day),
        Today::Printed(day) => (&interface.last_checked_day, day),
    }
}
