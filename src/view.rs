//! The question and the answer, from top to bottom. Every part is a plain function from a scene to markup.
//!
//! Every choice is a link to the page that answers it. With script, one listener on the root takes the click
//! (`browser.rs`); `data-option` marks the links that add to an answer instead of replacing it.

use rules::{Alternative, DAYS_UNTIL_STALE, Day, ProvisionOutcome, Standing, Timing, can_fit, fill, number};
use yew::Html;

use crate::{
    app::{Scene, Today},
    route::{self, Route},
    sentences,
};

mod advice;
mod answer;
pub(crate) mod behind;
mod day;
mod markup;
mod provision;
mod question;
mod schedule;
mod share;

use markup::{El, el, fold, paragraph};

/// What changes with the answers; what does not stands behind it (`behind.rs`).
pub(crate) fn page(scene: &Scene) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let head = el("header|class=head|key=head")
        .with(paragraph("kicker", interface.kicker()))
        .with_text("h1|class=serif", &wording.title);
    let status = paragraph("unseen", &scene.props.announcement).attr("role", "status").key("status");
    el("div|class=explainer")
        .attr("lang", &wording.language)
        // Where the page’s own scripts read what is shown: in a sandbox the browser’s address stays as it was.
        .attr("data-address", &scene.href(&|_| ()))
        .with(head)
        .with_some(stale(scene))
        .with_some(unread(scene))
        .with(question::role(scene))
        .with(part("fold-narrow", interface.narrow(), {
            let mut parts = vec![day::choice(scene)];
            parts.extend(question::refining(scene));
            parts
        }))
        .with(status)
        .with_some(answer::answer(scene))
        .with(part("fold-rest", interface.rest(), {
            let mut parts = vec![schedule::schedule(scene)];
            parts.extend(provisions(scene));
            parts.extend(advice::advice(scene));
            parts
        }))
        .with_some(share::share(scene).map(|panel| part("fold-share", interface.share(), vec![panel])))
        .html()
}

/// A part of the page that starts folded in a frame (`static/frame.js`); elsewhere it is open and has nothing to click.
fn part(id: &'static str, summary: &str, inside: Vec<El>) -> El {
    el("details|class=fold|open=")
        .id(id)
        .key(id)
        .with(el("summary|key=summary").text(summary))
        .with_all(inside)
}

impl Scene<'_> {
    /// The same address with something about it changed, as a link.
    pub(crate) fn href(&self, change: &dyn Fn(&mut Route)) -> String {
        let mut route = self.props.route.route.clone();
        change(&mut route);
        self.props.site.href(&route::write(&self.law.explainer, &route))
    }

    /// The address of the answer for this option alone, or for none; where the reader is and what product it is stay.
    ///
    /// Without script, a page holds one such option at a time.
    pub(crate) fn href_of(&self, option: Option<u8>) -> String {
        self.href(&|route| {
            let kept = route.chosen.without(self.law.explainer.narrowing());
            route.chosen = option.map_or(kept, |option| kept.with(option));
        })
    }

    /// A day in words.
    pub(crate) fn day_text(&self, day: Day) -> String {
        sentences::day(&self.law.wording.interface, day)
    }

    /// A day in words, marked up for machines.
    pub(crate) fn time(&self, day: Day) -> El {
        el("time").attr("datetime", &day.to_iso()).text(&self.day_text(day))
    }

    /// The day the page speaks of.
    pub(crate) fn on(&self) -> Day {
        self.props.route.route.day.unwrap_or(self.props.today.day())
    }

    /// A link that chooses an option: with script it adds, without it leads to the option's own page.
    pub(crate) fn option_link(&self, option: u8, href: &str) -> El {
        let (id, _) = self.law.option(option);
        el("a").attr("href", href).attr("data-option", id)
    }

    /// Whether one of these alternatives fits what the reader has said, or still can; none given fits everyone.
    pub(crate) fn fits(&self, when: &[Alternative]) -> bool {
        let Some(answers) = &self.answers else { return when.is_empty() };
        when.is_empty()
            || when.iter().any(|alternative| can_fit(&self.law.explainer, answers, alternative.options))
    }
}

/// When the last check is long ago by the reader's own clock.
fn stale(scene: &Scene) -> Option<El> {
    let Today::Live(today) = scene.props.today else { return None };
    let verified = scene.law.explainer.verified;
    let n_days = verified.days_until(today);
    if n_days <= DAYS_UNTIL_STALE {
        return None;
    }
    let day = scene.day_text(verified);
    let said = fill(scene.law.wording.interface.stale(), &[("day", &day), ("n", &number(n_days))]);
    Some(paragraph("notice", &said).key("stale"))
}

/// What a link asked for and could not be read, with the way on.
fn unread(scene: &Scene) -> Option<El> {
    let interface = &scene.law.wording.interface;
    let unread = &scene.props.route.unread;
    if unread.is_empty() {
        return None;
    }
    let quoted: Vec<String> = unread.iter().map(|part| sentences::quoted(interface, part)).collect();
    let parts = sentences::list(interface, &quoted, interface.list_and());
    let go = scene.answers.map(|_| {
        let link = el("a|class=button").attr("href", &scene.href(&|_| ())).text(interface.unread_go());
        el("p").with(link)
    });
    let said = el("p").text(&fill(interface.unread(), &[("parts", &parts)]));
    Some(el("section|class=notice|role=alert|key=unread").with(said).with_some(go))
}

/// The provisions, group by group.
fn provisions(scene: &Scene) -> Vec<El> {
    let Some(outcome) = &scene.outcome else { return Vec::new() };
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let in_force = |standing: Standing| -> Vec<&ProvisionOutcome> {
        outcome.main(explainer, standing).filter(|found| found.timing == Timing::InForce).collect()
    };
    let concerned: Vec<&ProvisionOutcome> =
        [Standing::Binds, Standing::Affects, Standing::Depends, Standing::Unclear]
            .into_iter()
            .flat_map(|standing| outcome.main(explainer, standing))
            .collect();
    let mut coming: Vec<&ProvisionOutcome> = Vec::new();
    for found in concerned.iter().filter(|found| found.timing == Timing::Upcoming) {
        let place = coming.partition_point(|other| other.from <= found.from);
        coming.insert(place, found);
    }
    let ended = concerned.iter().filter(|found| found.timing == Timing::Ended).copied().collect();
    let exempt = outcome.main(explainer, Standing::Exempt).collect();
    let background = outcome.background(explainer).collect();
    let groups: [(&str, &str, Vec<&ProvisionOutcome>); 8] = [
        ("binds", interface.binds_heading(), in_force(Standing::Binds)),
        ("affects", interface.affects_heading(), in_force(Standing::Affects)),
        ("depends", interface.depends_heading(), in_force(Standing::Depends)),
        ("unclear", interface.unclear_heading(), in_force(Standing::Unclear)),
        ("exempt", interface.exempt_heading(), exempt),
        ("coming", interface.coming_heading(), coming),
        ("ended", interface.ended_heading(), ended),
        ("background", interface.background_heading(), background),
    ];
    let mut parts = Vec::new();
    if concerned.is_empty() {
        parts.push(paragraph("nothing", interface.nothing_found()).key("nothing"));
    }
    for (id, heading, found) in groups {
        if found.is_empty() {
            continue;
        }
        let section = el("section").id(id).key(id).with_text("h2", heading);
        parts.push(if id == "depends" {
            let lines = found.iter().map(|found| provision::line(scene, outcome, found)).collect();
            let rules = fold("rules", "depends-rules", interface.depends_rules());
            section.with(provision::by_option(scene, &found)).with(rules.with(el("dl").with_all(lines)))
        } else {
            section.with_all(found.iter().map(|found| provision::card(scene, outcome, found)).collect())
        });
    }
    parts.extend(provision::not_yours(scene, outcome));
    parts
}

/// The words for the choice of today: a printed page does not know today.
fn today_label<'a>(scene: &Scene<'a>) -> (&'a str, Day) {
    let interface = &scene.law.wording.interface;
    match scene.props.today {
        Today::Live(day) => (interface.today(), day),
        Today::Printed(day) => (interface.last_checked_day(), day),
    }
}
