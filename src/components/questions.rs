//! The questions that narrow the answer.

use rules::{Answers, OptionId, Question, QuestionId, fill, questions_that_matter};
use yew::prelude::*;

use super::{link::Link, text::fold};
use crate::{
    app::{Store, StoreProps},
    route::Route,
    sentences,
    state::Action,
};

/// The questions whose answer could still change something, and those already answered.
#[component]
pub(crate) fn Questions(StoreProps { store }: &StoreProps) -> Html {
    let Some(answers) = store.answers() else { return Html::default() };
    let explainer = &store.law.explainer;
    let matter = questions_that_matter(explainer, &answers);
    let asked = explainer
        .further_questions()
        .filter(|(id, question)| matter.contains(id) || answers.chosen().meets(question.options));
    let (defaulted, open): (Vec<_>, Vec<_>) = asked.partition(|(_, question)| question.default.is_some());
    html! {
        <>
            {for open.into_iter().map(|(id, question)| chips(store, &answers, id, question))}
            if !defaulted.is_empty() {
                <div class="defaults" key="defaults">
                    {for defaulted.into_iter().map(|(id, question)| one_line(store, &answers, id, question))}
                </div>
            }
        </>
    }
}

/// A question as a row of choices.
fn chips(store: &Store, answers: &Answers, id: QuestionId, question: &Question) -> Html {
    let interface = &store.law.wording.interface;
    let optional = if question.many { interface.optional_any() } else { interface.optional_one() };
    html! {
        <fieldset class="ask" key={question.id.as_str()}>
            <legend>{store.law.question(id).1.ask.as_str()}{" "}<span class="soft">{optional}</span></legend>
            {options(store, answers, id, question)}
        </fieldset>
    }
}

/// A question with a default: its answer in one line, with the way to change it.
fn one_line(store: &Store, answers: &Answers, id: QuestionId, question: &Question) -> Html {
    let law = store.law;
    let interface = &law.wording.interface;
    let counted = question.options.and(answers.counted(&law.explainer)).first();
    let label = counted.map(|option| law.option(option).1.label.as_str()).unwrap_or_default();
    let without_script =
        fill(interface.only_with_script(), &[("answers", &sentences::quoted(interface, label))]);
    let summary = html! { <><b>{label}</b>{" "}<span class="change">{interface.change()}</span></> };
    let body = html! {
        <fieldset class="ask">
            <legend>{law.question(id).1.ask.as_str()}</legend>
            {options(store, answers, id, question)}
        </fieldset>
    };
    html! {
        <>
            {fold("default scripted", format!("ask-{}", question.id), false, summary, body)}
            <p class="default unscripted">{without_script}</p>
        </>
    }
}

/// The options that this role is offered, each a link to the page that answers it, and what they mean.
fn options(store: &Store, answers: &Answers, id: QuestionId, question: &Question) -> Html {
    let law = store.law;
    let words = law.question(id).1;
    let offered = law.explainer.offered(question, answers.role());
    let meaning = |option: OptionId| {
        let words = law.option(option).1;
        html! {
            if !words.hint.is_empty() {
                <div><dt>{words.label.as_str()}</dt><dd>{words.hint.as_str()}</dd></div>
            }
        }
    };
    let summary = html! { law.wording.interface.meanings() };
    let meanings = html! {
        <><dl>{for offered.iter().map(meaning)}</dl><p class="hint">{words.why.as_str()}</p></>
    };
    html! {
        <>
            <ul class="chips">{for offered.iter().map(|option| chip(store, answers, question, option))}</ul>
            // Without script a question with a default cannot be changed: what its options mean comes with the engine.
            if question.default.is_none() || store.today.is_live() {
                {fold("meanings", format!("meanings-{}", question.id), false, summary, meanings)}
            }
        </>
    }
}

/// An option. One of several that may be chosen together is a toggle where a script runs.
fn chip(store: &Store, answers: &Answers, question: &Question, option: OptionId) -> Html {
    let (choice, words) = store.law.option(option);
    let chosen = answers.counted(&store.law.explainer).contains(option);
    let route = match question.default {
        None => store.route_of((!chosen).then_some(option)),
        // A default is never written.
        Some(default) => {
            let others = store.read.route.chosen.without(question.options);
            let chosen = if option == default { others } else { others.with(option) };
            Route { chosen, ..store.read.route.clone() }
        }
    };
    let toggle = question.many && store.today.is_live();
    html! {
        <li key={choice.id.as_str()}>
            <Link href={store.href(&route)} action={Action::Choose(option)} dispatch={store.dispatcher()}
                option={choice.id.as_str()} pressed={toggle.then_some(chosen)} current={chosen && !toggle}>
                {words.label.as_str()}
            </Link>
        </li>
    }
}
