//! The rows: what a reader may want to do, its status, since when, and why.

use rules::{Outcome, RowOutcome, RowStatus, Standing, fill};
use yew::prelude::*;

use super::{link::Link, text::fold};
use crate::{app::Store, sentences, state::Action};

/// How many rows a frame shows before its fold.
const N_ROWS_FRAMED: usize = 6;

/// How many rows any page shows before its fold.
const N_ROWS: usize = 12;

/// The table under the verdict, in as many parts as may be folded.
pub(crate) fn rows(store: &Store) -> Html {
    let Some(outcome) = &store.outcome else { return Html::default() };
    let interface = &store.law.wording.interface;
    let n_rows = outcome.rows.len();
    if n_rows == 0 {
        return Html::default();
    }
    let part = |rows: &[RowOutcome]| table(store, outcome, rows);
    let (first, rest) = outcome.rows.split_at(n_rows.min(N_ROWS_FRAMED));
    let (second, third) = rest.split_at(rest.len().min(N_ROWS - N_ROWS_FRAMED));
    let summary = fill(interface.rows_all(), &[("n", &n_rows.to_string())]);
    // The second fold stands in the first: a frame, where both are shut, offers the rest once.
    let third = html! {
        if !third.is_empty() {
            {fold("more-rows", "more-rows", false, html! { summary.clone() }, part(third))}
        }
    };
    html! {
        <>
            {part(first)}
            if !second.is_empty() {
                {fold("fold", "fold-rows", !store.host.framed, html! { summary }, html! { <>{part(second)}{third}</> })}
            }
        </>
    }
}

/// A table of rows. The roles are said, since the style lays a row out as boxes, and browsers then forget that it is one.
fn table(store: &Store, outcome: &Outcome, rows: &[RowOutcome]) -> Html {
    let interface = &store.law.wording.interface;
    html! {
        <table class="rows" role="table" aria-labelledby="verdict">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{interface.row_question()}</th>
                    <th role="columnheader" scope="col">{interface.row_answer()}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{for rows.iter().map(|row| line(store, outcome, row))}</tbody>
        </table>
    }
}

fn line(store: &Store, outcome: &Outcome, found: &RowOutcome) -> Html {
    let law = store.law;
    let (row, words) = law.row(found.row);
    let chosen = found.option.is_some_and(|option| outcome.answers.chosen().contains(option));
    let why = sentences::row_why(law, found);
    // A condition stays on the smallest frame, where the rest of the note gives way (static/style.css).
    let condition = sentences::row_condition(law, found).unwrap_or_default();
    let why = why.strip_prefix(condition).unwrap_or(&why).trim_start().to_owned();
    html! {
        <tr role="row" key={row.id.as_str()} aria-current={chosen.then_some("true")}>
            <th role="rowheader" scope="row">{way(store, outcome, found, &words.label)}</th>
            <td role="cell" class="says">
                <span class={status_class(store, found)}>{sentences::row_status(law, found)}</span>
                if found.starts_today {
                    {" "}<b class="tag">{law.wording.interface.starts_today()}</b>
                }
                {" "}
                <span class="note">
                    if let Some(since) = sentences::row_since(law, found) {
                        <span class="since">{since}</span>{" "}
                    }
                    if !condition.is_empty() {
                        <span class="why if">{condition}</span>{" "}
                    }
                    if !why.is_empty() {
                        <span class="why">{why}</span>
                    }
                </span>
            </td>
        </tr>
    }
}

/// Where a row leads: to the answer for its option alone, and back again; without one, to the card of its rule.
fn way(store: &Store, outcome: &Outcome, found: &RowOutcome, label: &'static str) -> Html {
    let law = store.law;
    let Some(option) = found.option else {
        let provision = found.rule.map_or(law.explainer[found.row].provisions[0], |rule| rule.provision);
        let shown = outcome.provisions[provision.index()].standing != Standing::NotYours;
        let id = if shown { law.explainer[provision].id.as_str() } else { "not-yours" };
        return html! { <a href={format!("#{id}")}>{label}</a> };
    };
    let alone = store.route_of(Some(option));
    let route = if alone == store.read.route { store.route_of(None) } else { alone };
    html! {
        <Link href={store.href(&route)} action={Action::Show(route)} dispatch={store.dispatcher()}>{label}</Link>
    }
}

/// The class that gives a status its shape and colour. What takes a burden off looks like neither.
fn status_class(store: &Store, row: &RowOutcome) -> &'static str {
    let explainer = &store.law.explainer;
    match row.status {
        RowStatus::Binds(effect) if !explainer[effect].relieves => "s binds",
        RowStatus::Affects(provision) if !explainer.effect_of(provision).relieves => "s affects",
        RowStatus::Unclear => "s unclear",
        RowStatus::Depends => "s depends",
        RowStatus::Starts(_) => "s coming",
        RowStatus::NotCovered => "s exempt",
        _ => "s not",
    }
}
