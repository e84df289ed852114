//! The day: today, the days on which the law changed, or another one.

use rules::{Day, joined, outcome, period_starts};

use super::{
    markup::{El, el, fold, paragraph},
    today_label,
};
use crate::{
    app::Scene,
    typed_day::{Field, month_first},
};

/// The choice of a day: nobody has to type one.
pub(super) fn choice(scene: &Scene) -> El {
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let (label, today) = today_label(scene);
    let mut chips = vec![chip(scene, None, el("span").text(label), &scene.day_text(today))];
    for (day, words) in explainer.days.iter().zip(&scene.law.wording.days) {
        chips.push(chip(scene, Some(*day), scene.time(*day), &words.chip));
    }
    if let Some(day) = scene.props.route.route.day.filter(|day| !explainer.days.contains(day)) {
        chips.push(chip(scene, Some(day), scene.time(day), ""));
    }
    let open = scene.props.typed.is_some().then_some("");
    let another = fold("another", "another-day", interface.another_day())
        .attr_if("open", open)
        .with(fields(scene))
        .with_all(all_days(scene));
    el("fieldset|class=ask|key=day")
        .with_text("legend", interface.when_ask())
        .with(el("ul|class=chips days").with_all(chips))
        .with(another)
}

/// One day as a choice; no day is today.
fn chip(scene: &Scene, day: Option<Day>, name: El, note: &str) -> El {
    let chosen = scene.props.route.route.day == day;
    let href = scene.href(&|route| route.day = day);
    let link = el("a")
        .attr("href", &href)
        .attr("data-day", &day.map_or_else(|| "today".to_owned(), Day::to_iso))
        .attr_if("aria-current", chosen.then_some("true"))
        .with(name)
        .with_text("small", note);
    el("li").with(link)
}

/// Three labelled fields for a day, and what is wrong with what was typed.
fn fields(scene: &Scene) -> El {
    let interface = &scene.law.wording.interface;
    let fault = scene.props.typed.as_ref().map(|(_, fault)| fault);
    let field = |field: Field, label: &str, width: &str| {
        let wrong = fault.is_some_and(|fault| fault.field == field);
        let input = el("input")
            .id(field.id())
            .class(width)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr_if("inputmode", (field != Field::Month).then_some("numeric"))
            .attr_if("aria-invalid", wrong.then_some("true"))
            .attr_if("aria-describedby", wrong.then_some("day-fault"));
        el("label").attr("for", field.id()).with_text("span", label).with(input)
    };
    let summary = fault.map(|fault| {
        let link = el("a").attr("href", &joined(&["#", fault.field.id()], "")).text(&fault.text);
        el("div|class=fault|role=alert|key=fault")
            .with(el("p").with_text("b", interface.error_title()))
            .with(el("p").with(link))
    });
    let mut parts = [(Field::Month, interface.month(), "wide"), (Field::Day, interface.day(), "narrow")];
    if !month_first(interface) {
        parts.swap(0, 1);
    }
    let [first, second] = parts.map(|(part, label, width)| field(part, label, width));
    let message = fault.map(|fault| paragraph("wrong", &fault.text).id("day-fault").key("wrong"));
    let row = el("div|class=fields|key=fields|role=group")
        .attr("aria-label", interface.when_ask())
        .attr("aria-describedby", "day-hint")
        .with(first)
        .with(second)
        .with(field(Field::Year, interface.year(), "middle"))
        .with_text("button|type=button|data-act=show-day", interface.show_day());
    // The pattern of GOV.UK: what is wrong stands in a summary on top, as a link, and once more at the field.
    el("div|class=typed scripted")
        .with_some(summary)
        .with(paragraph("hint", interface.another_day_hint()).id("day-hint").key("hint"))
        .with_some(message)
        .with(row)
}

/// All days on which something changed for this page's reader, each a link.
fn all_days(scene: &Scene) -> Vec<El> {
    let explainer = &scene.law.explainer;
    let Some(answers) = &scene.answers else { return Vec::new() };
    let days = match &scene.outcome {
        Some(outcome) => period_starts(explainer, outcome),
        // While a part of the link is unread there is no answer, but there are days.
        None => period_starts(explainer, &outcome(explainer, answers)),
    };
    let mut links = Vec::new();
    for day in days {
        let chosen = scene.props.route.route.day == Some(day);
        let link = el("a")
            .attr("href", &scene.href(&|route| route.day = Some(day)))
            .attr("data-day", &day.to_iso())
            .attr_if("aria-current", chosen.then_some("true"))
            .with(scene.time(day));
        links.push(el("li").with(link));
    }
    vec![
        paragraph("hint", scene.law.wording.interface.another_day_list()),
        el("ul|class=all-days").with_all(links),
    ]
}
