//! The schedule, with the mark “you are here”.

use rules::{Change, Day, Provision, changes, every_change, fill, joined};

use super::markup::{El, el};
use crate::app::Scene;

/// The days on which something changes, in order; without a role, for everyone.
pub(super) fn schedule(scene: &Scene) -> El {
    let interface = &scene.law.wording.interface;
    let on = scene.on();
    let days = days(scene);
    let mark = scene.answers.is_some() || scene.props.read.address.day.is_some();
    // On a day of change, the mark stands on that day’s own line; else it has a line between two days.
    let here = days.partition_point(|change| change.on < on);
    let own_line = mark && days.get(here).is_none_or(|change| change.on != on);
    let mut items: Vec<El> = Vec::new();
    for (index, change) in days.iter().enumerate() {
        if own_line && index == here {
            items.push(you_are_here(scene, on));
        }
        let item = if mark && change.on == on {
            you_are_here(scene, on)
        } else {
            el("li").attr_if("class", (change.on <= on).then_some("past")).with(scene.time(change.on))
        };
        items.push(item.with_text("span", &what(scene, change)));
    }
    if own_line && here == days.len() {
        items.push(you_are_here(scene, on));
    }
    el("section|id=schedule|key=schedule")
        .with_text("h2", interface.schedule())
        .with(el("ol|class=schedule").with_all(items))
}

fn you_are_here(scene: &Scene, on: Day) -> El {
    let text = scene.law.wording.interface.you_are_here();
    el("li|class=here|aria-current=date").with(scene.time(on)).with_text("b", text)
}

/// The reader's own days of change, and the days that matter to most.
fn days(scene: &Scene) -> Vec<Change> {
    let explainer = &scene.law.explainer;
    let mut all: Vec<Change> = match &scene.outcome {
        Some(outcome) => changes(explainer, outcome),
        None => every_change(explainer),
    };
    for day in &explainer.days {
        if let Err(place) = all.binary_search_by_key(day, |change| change.on) {
            all.insert(place, Change { on: *day, in_days: 0, provisions: Vec::new() });
        }
    }
    all
}

/// What changes on a day, in a sentence or a few.
fn what(scene: &Scene, change: &Change) -> String {
    let explainer = &scene.law.explainer;
    let wording = &scene.law.wording;
    let known = explainer.days.iter().position(|day| *day == change.on);
    let mut sentences: Vec<String> =
        known.map(|index| wording.days[index].what.clone()).into_iter().collect();
    for index in &change.provisions {
        let provision = &explainer.provisions[*index];
        let begins = provision.versions.first().is_some_and(|version| version.from == change.on);
        // The day's own sentence already speaks of what begins for most readers on it.
        if known.is_some() && begins {
            continue;
        }
        let sentence = what_of(scene, *index, provision, change.on);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    joined(&sentences, " ")
}

fn what_of(scene: &Scene, index: usize, provision: &Provision, on: Day) -> String {
    let words = &scene.law.wording.provisions[index];
    let interface = &scene.law.wording.interface;
    let titled = |template: &str| fill(template, &[("title", &words.title)]);
    let runs = provision.runs();
    match runs.iter().position(|run| run.from == on) {
        // A day that the sources do not give is said to be none.
        Some(0) if provision.versions[0].unsettled.is_some() => {
            joined(&[&*words.begins, words.versions.first().map_or("", String::as_str)], " ")
        }
        Some(0) => words.begins.clone(),
        Some(run) => {
            let version = runs[run].version;
            let own = words.versions.get(version);
            let own = own.filter(|text| !text.is_empty() && runs[run - 1].version != version);
            own.cloned().unwrap_or_else(|| titled(interface.schedule_again()))
        }
        None => {
            let due =
                provision.versions.iter().any(|version| version.due.is_some_and(|due| due.next() == on));
            titled(if due { interface.schedule_due() } else { interface.schedule_pauses() })
        }
    }
}
