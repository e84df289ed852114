//! The day: today, the days on which the law changed, or another one.

use rules::{Day, changes, outcome};
use yew::prelude::*;

use super::today_label;
use crate::{app::Scene, typed_day::Field};

/// The choice of a day: nobody has to type one.
pub(super) fn choice(scene: &Scene) -> Html {
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let chosen = scene.props.read.address.day;
    let (label, today) = today_label(scene);
    let link = |day: Option<Day>, name: Html, note: &str| {
        let href = scene.href(|address| address.day = day);
        html! {
            <li>
                <a href={href} data-day={day.map_or_else(|| "today".to_owned(), Day::to_iso)}
                    aria-current={(chosen == day).then_some("true")}>
                    <span>{ name }<small>{ note.to_owned() }</small></span>
                </a>
            </li>
        }
    };
    let days = explainer.days.iter().zip(&scene.law.wording.days);
    let other = chosen.filter(|day| !explainer.days.contains(day));
    html! {
        <fieldset class="ask">
            <legend>{ &interface.when_ask }</legend>
            <ul class="chips days">
                { link(None, html! { label }, &scene.day_text(today)) }
                { for days.map(|(day, words)| link(Some(*day), scene.time(*day), &words.chip)) }
                if let Some(day) = other {
                    { link(Some(day), scene.time(day), "") }
                }
            </ul>
            <details class="another" id="another-day" open={scene.props.typed.is_some()}>
                <summary>{ &interface.another_day }</summary>
                { fields(scene) }
                { all_days(scene) }
            </details>
        </fieldset>
    }
}

/// Three labelled fields for a day, and what is wrong with what was typed.
fn fields(scene: &Scene) -> Html {
    let interface = &scene.law.wording.interface;
    let fault = scene.props.typed.as_ref().map(|(_, fault)| fault);
    let field = |field: Field, id: &'static str, label: &str, width: &'static str| {
        let wrong = fault.is_some_and(|fault| fault.field == field);
        html! {
            <label for={id}>
                <span>{ label.to_owned() }</span>
                <input id={id} class={width} type="text" autocomplete="off" spellcheck="false"
                    inputmode={(field != Field::Month).then_some("numeric")}
                    aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then_some("day-fault")}/>
            </label>
        }
    };
    html! {
        <div class="typed scripted">
            <p class="hint" id="day-hint">{ &interface.another_day_hint }</p>
            if let Some(fault) = fault {
                <div class="fault" role="alert" id="day-fault">
                    <p><b>{ &interface.error_title }</b></p>
                    <p><a href={match fault.field {
                        Field::Month => "#day-month",
                        Field::Day => "#day-day",
                        Field::Year => "#day-year",
                    }}>{ &fault.text }</a></p>
                </div>
            }
            <div class="fields" role="group" aria-label={interface.when_ask.clone()} aria-describedby="day-hint">
                { field(Field::Month, "day-month", &interface.month, "wide") }
                { field(Field::Day, "day-day", &interface.day, "narrow") }
                { field(Field::Year, "day-year", &interface.year, "middle") }
                <button type="button" data-act="show-day">{ &interface.show_day }</button>
            </div>
        </div>
    }
}

/// All days on which something changed for this page's reader, each a link.
fn all_days(scene: &Scene) -> Html {
    let explainer = &scene.law.explainer;
    let interface = &scene.law.wording.interface;
    let Some(answers) = &scene.answers else {
        return html! {};
    };
    let mut days = vec![explainer.record];
    days.extend(
        changes(explainer, &outcome(explainer, answers))
            .into_iter()
            .map(|change| change.on),
    );
    days.sort_unstable();
    days.dedup();
    html! {
        <>
            <p class="hint">{ &interface.another_day_list }</p>
            <ul class="all-days">
                { for days.into_iter().map(|day| {
                    let href = scene.href(|address| address.day = Some(day));
                    html! {
                        <li><a href={href} data-day={day.to_iso()}
                            aria-current={(scene.props.read.address.day == Some(day)).then_some("true")}
                        >{ scene.time(day) }</a></li>
                    }
                }) }
            </ul>
        </>
    }
}
