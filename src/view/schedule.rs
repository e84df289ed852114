//! The schedule, with the mark “you are here”.

use rules::{Change, Day, Provision, Standing, changes, every_change, fill};
use yew::prelude::*;

use crate::app::Scene;

/// The days on which something changes, in order; without a role, for everyone.
pub(super) fn schedule(scene: &Scene) -> Html {
    let interface = &scene.law.wording.interface;
    let on = scene.on();
    let mut entries: Vec<(Day, Html)> = days(scene);
    let here = entries.partition_point(|(day, _)| *day <= on);
    let mark = scene.answers.is_some() || scene.props.read.address.day.is_some();
    if mark {
        entries.insert(here, (on, html! {}));
    }
    let items = entries.into_iter().enumerate().map(|(index, (day, what))| {
        if mark && index == here {
            return html! {
                <li class="here" aria-current="date">
                    { scene.time(day) }<span>{ &interface.you_are_here }</span>
                </li>
            };
        }
        html! { <li class={(day <= on).then_some("past")}>{ scene.time(day) }<span>{ what }</span></li> }
    });
    html! {
        <section id="schedule">
            <h2>{ &interface.schedule }</h2>
            <ol class="schedule">{ for items }</ol>
        </section>
    }
}

/// The reader's own days of change, and the days that matter to most.
fn days(scene: &Scene) -> Vec<(Day, Html)> {
    let explainer = &scene.law.explainer;
    let mut all: Vec<Change> = match &scene.outcome {
        Some(outcome) => changes(explainer, outcome),
        None => every_change(explainer),
    };
    for day in &explainer.days {
        if !all.iter().any(|change| change.on == *day) {
            all.push(Change {
                on: *day,
                in_days: 0,
                provisions: Vec::new(),
            });
        }
    }
    all.sort_by_key(|change| change.on);
    all.into_iter()
        .map(|change| (change.on, html! { what(scene, &change) }))
        .collect()
}

/// What changes on a day, in a sentence or a few.
fn what(scene: &Scene, change: &Change) -> String {
    let explainer = &scene.law.explainer;
    let wording = &scene.law.wording;
    let known = explainer.days.iter().position(|day| *day == change.on);
    let mut sentences: Vec<String> = known
        .map(|index| wording.days[index].what.clone())
        .into_iter()
        .collect();
    for index in &change.provisions {
        let provision = &explainer.provisions[*index];
        let begins = provision
            .versions
            .first()
            .is_some_and(|version| version.from == change.on);
        // The day's own sentence already speaks of what begins for most readers on it.
        let said = known.is_some()
            && begins
            && scene
                .outcome
                .as_ref()
                .is_none_or(|outcome| outcome.provisions[*index].standing != Standing::Binds);
        if !said {
            let sentence = what_of(scene, *index, provision, change.on);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    sentences.join(" ")
}

fn what_of(scene: &Scene, index: usize, provision: &Provision, on: Day) -> String {
    let words = &scene.law.wording.provisions[index];
    let interface = &scene.law.wording.interface;
    let titled = |template: &str| fill(template, &[("title", &words.title)]);
    let runs = provision.runs();
    match runs.iter().position(|run| run.from == on) {
        Some(0) => words.begins.clone(),
        Some(run) => {
            let version = runs[run].version;
            let own = words
                .versions
                .get(version)
                .filter(|text| !text.is_empty() && runs[run - 1].version != version);
            own.cloned().unwrap_or_else(|| titled(&interface.schedule_again))
        }
        None if provision
            .versions
            .iter()
            .any(|version| version.due.is_some_and(|due| due.next() == on)) =>
        {
            titled(&interface.schedule_due)
        }
        None => titled(&interface.schedule_pauses),
    }
}
