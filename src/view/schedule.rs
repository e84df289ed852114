//! The schedule, with the mark “you are here”.

use rules::{Day, joined};

use super::markup::{El, el};
use crate::{app::Scene, timeline::timeline};

/// The days on which something changes, in order; without a role, for everyone.
pub(super) fn schedule(scene: &Scene) -> El {
    let interface = &scene.law.wording.interface;
    let on = scene.on();
    let days = timeline(scene.law, scene.outcome.as_ref());
    let mark = scene.answers.is_some() || scene.props.route.route.day.is_some();
    // On a day of change, the mark stands on that day’s own line; else it has a line between two days.
    let here = days.partition_point(|event| event.on < on);
    let own_line = mark && days.get(here).is_none_or(|event| event.on != on);
    let mut items: Vec<El> = Vec::new();
    for (index, event) in days.iter().enumerate() {
        if own_line && index == here {
            items.push(you_are_here(scene, on));
        }
        let item = if mark && event.on == on {
            you_are_here(scene, on)
        } else {
            el("li").attr_if("class", (event.on <= on).then_some("past")).with(scene.time(event.on))
        };
        items.push(item.with_text("span", &joined(&event.sentences, " ")));
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
