//! The page, from top to bottom. Every part is a plain function from a scene to markup.
//!
//! Every choice is a link to the page that answers it. With script, one listener on the root takes the click
//! (`browser.rs`); `data-option` marks the links that add to an answer instead of replacing it.

use rules::{Alternative, Day, ProvisionOutcome, Standing, Timing, fill};
use yew::Html;

use crate::{
    app::{Scene, Today},
    link::{self, Address},
    words,
};

mod answer;
mod day;
mod markup;
mod parts;
mod provision;
mod question;
mod schedule;
mod share;

use markup::{El, el, paragraph};

/// The whole page.
pub(crate) fn page(scene: &Scene) -> Html {
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let head = el("header|class=head|key=head")
        .with(paragraph("kicker", interface.kicker()))
        .with_text("h1|class=serif", &wording.title);
    let status = paragraph("unseen", &scene.props.announcement).attr("role", "status").key("status");
    let verified = scene.day_text(scene.law.explainer.verified);
    let foot = el("footer|class=foot|key=foot")
        .with_some(scene.outcome.is_none().then(|| el("p").text(&wording.disclaimer)))
        .with_text("p", &fill(interface.footer(), &[("day", &verified)]));
    el("main|class=explainer")
        .attr("lang", &wording.language)
        .with(head)
        .with_some(unread(scene))
        .with(question::role(scene))
        .with(day::choice(scene))
        .with_all(question::refining(scene))
        .with(status)
        .with_some(answer::answer(scene))
        .with(schedule::schedule(scene))
        .with_all(provisions(scene))
        .with_some(parts::advice(scene))
        .with(parts::reasons(scene))
        .with_some(parts::claims(scene))
        .with(parts::sources(scene))
        .with_some(share::share(scene))
        .with(foot)
        .html()
}

impl Scene<'_> {
    /// The same address with something about it changed, as a link.
    pub(crate) fn href(&self, change: &dyn Fn(&mut Address)) -> String {
        let mut address = self.props.read.address.clone();
        change(&mut address);
        link::write(&self.law.explainer, &address)
    }

    /// A day in words.
    pub(crate) fn day_text(&self, day: Day) -> String {
        words::day(&self.law.wording.interface, day)
    }

    /// A day in words, marked up for machines.
    pub(crate) fn time(&self, day: Day) -> El {
        el("time").attr("datetime", &day.to_iso()).text(&self.day_text(day))
    }

    /// The day the page speaks of.
    pub(crate) fn on(&self) -> Day {
        self.props.read.address.day.unwrap_or(self.props.today.day())
    }

    /// A link that chooses an option: with script it adds, without it leads to the option's own page.
    pub(crate) fn option_link(&self, option: u8, href: &str) -> El {
        let (id, _) = self.law.option(option);
        el("a").attr("href", href).attr("data-option", id)
    }

    /// Whether one of these alternatives fits what the reader has said, or still can; none given fits everyone.
    pub(crate) fn fits(&self, when: &[Alternative]) -> bool {
        let Some(answers) = &self.answers else { return when.is_empty() };
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
}

/// What a link asked for and could not be read, with the way on.
fn unread(scene: &Scene) -> Option<El> {
    let interface = &scene.law.wording.interface;
    let unread = &scene.props.read.unread;
    if unread.is_empty() {
        return None;
    }
    let quoted: Vec<String> = unread.iter().map(|part| words::quoted(interface, part)).collect();
    let parts = words::list(interface, &quoted, interface.list_and());
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
        if !found.is_empty() {
            let cards = found.into_iter().map(|found| provision::card(scene, outcome, found)).collect();
            parts.push(el("section").id(id).key(id).with_text("h2", heading).with_all(cards));
        }
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
