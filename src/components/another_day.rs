//! Another day: typed, or picked from all the days on which something changed.

use rules::{Day, outcome, period_starts};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{link::Link, text::time};
use crate::{
    app::{Store, StoreProps},
    sentences,
    state::Action,
    typed_day::{Field, Typed},
};

/// The fields for a day, with what is wrong with what was typed, and the list of days.
///
/// The pattern is that of GOV.UK: what is wrong stands in a summary on top, as a link, and once more at its field.
#[component]
pub(crate) fn AnotherDay(StoreProps { store }: &StoreProps) -> Html {
    let interface = &store.law.wording.interface;
    let (month, day, year) = (use_node_ref(), use_node_ref(), use_node_ref());
    let show = {
        let (dispatch, month, day, year) = (store.dispatcher(), month.clone(), day.clone(), year.clone());
        Callback::from(move |()| {
            let value = |field: &NodeRef| {
                field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
            };
            let month = month.cast::<HtmlSelectElement>().map(|field| field.value()).unwrap_or_default();
            dispatch.dispatch(Action::ShowTypedDay(Typed { month, day: value(&day), year: value(&year) }));
        })
    };
    let onkeydown = {
        let show = show.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                show.emit(());
            }
        })
    };
    let fault = store.typed.as_ref().map(|(_, fault)| fault);
    let wrong = |field: Field| fault.is_some_and(|fault| fault.field == field);
    let input = |field: Field, node: NodeRef, class: &'static str| {
        html! {
            <input ref={node} id={field.id()} {class} type="text" inputmode="numeric" autocomplete="off"
                aria-invalid={wrong(field).then_some("true")} aria-describedby={wrong(field).then_some("day-fault")} />
        }
    };
    let label = |field: Field, text: &str, control: Html| {
        html! { <label for={field.id()}><span>{text}</span>{control}</label> }
    };
    let month_names = interface.months.iter().take(12).enumerate();
    let month = label(
        Field::Month,
        interface.month(),
        html! {
            <select ref={month} id={Field::Month.id()} class="wide" autocomplete="off"
                aria-invalid={wrong(Field::Month).then_some("true")}
                aria-describedby={wrong(Field::Month).then_some("day-fault")}>
                <option value=""></option>
                {for month_names.map(|(index, name)| html! { <option value={(index + 1).to_string()}>{name.as_str()}</option> })}
            </select>
        },
    );
    let day = label(Field::Day, interface.day(), input(Field::Day, day, "narrow"));
    let year = label(Field::Year, interface.year(), input(Field::Year, year, "middle"));
    let other = store.read.route.day.filter(|day| !store.law.explainer.days.contains(day));
    html! {
        <details class="another" id="another-day" open={fault.is_some()}>
            <summary>
                {interface.another_day()}
                if let Some(day) = other {
                    {" "}<b>{sentences::day(interface, day)}</b>
                }
            </summary>
            <div class="typed scripted">
                if let Some(fault) = fault {
                    <div class="fault" role="alert">
                        <p><b>{interface.error_title()}</b></p>
                        <p><a href={format!("#{}", fault.field.id())}>{fault.text.clone()}</a></p>
                    </div>
                }
                <p class="hint" id="day-hint">{interface.another_day_hint()}</p>
                if let Some(fault) = fault {
                    <p class="wrong" id="day-fault">{fault.text.clone()}</p>
                }
                <div class="fields" role="group" aria-label={interface.when_ask()}
                    aria-describedby="day-hint" {onkeydown}>
                    {month}{day}{year}
                    <button type="button" id="show-day" onclick={show.reform(|_| ())}>{interface.show_day()}</button>
                </div>
            </div>
            {days(store)}
        </details>
    }
}

/// All days on which something changed for this page's reader.
fn days(store: &Store) -> Html {
    let law = store.law;
    let Some(answers) = store.answers() else { return Html::default() };
    let of = |outcome| period_starts(&law.explainer, outcome);
    let days = match &store.outcome {
        Some(outcome) => of(outcome),
        None => of(&outcome(&law.explainer, &answers)),
    };
    let link = |day: Day| {
        html! {
            <li>
                <Link href={store.href(&store.route_on(Some(day)))} action={Action::ShowDay(Some(day))}
                    dispatch={store.dispatcher()} day={day.to_iso()} current={store.read.route.day == Some(day)}>
                    {time(law, day)}
                </Link>
            </li>
        }
    };
    html! {
        <>
            <p class="hint">{law.wording.interface.another_day_list()}</p>
            <ul class="all-days">{for days.into_iter().map(link)}</ul>
        </>
    }
}
