//! Who the reader is, and the questions that narrow the answer.

use rules::{OptionSet, Question, fill, questions_that_matter};
use yew::prelude::*;

use crate::{app::Scene, link, words};

/// The role, as three large choices.
pub(super) fn role(scene: &Scene) -> Html {
    let explainer = &scene.law.explainer;
    let wording = &scene.law.wording;
    let Some(question) = explainer.questions.first() else {
        return html! {};
    };
    let words = &wording.questions[0];
    let choices = question.options.iter().map(|option| {
        let option_words = &wording.options[usize::from(option)];
        let chosen = scene.props.read.address.role == Some(option);
        let href = scene.href(|address| {
            address.role = Some(option);
            address.chosen = OptionSet::EMPTY;
        });
        html! {
            <li>
                <a href={href} data-option={explainer.options[usize::from(option)].id.clone()}
                    aria-current={chosen.then_some("true")}>
                    <b>{ &option_words.label }</b>
                    <small>{ &option_words.hint }</small>
                </a>
            </li>
        }
    });
    html! {
        <fieldset class="ask">
            <legend>{ &words.ask }</legend>
            <ul class="roles">{ for choices }</ul>
            if scene.answers.is_none() {
                <p class="hint">{ &wording.interface.role_prompt }</p>
            }
        </fieldset>
    }
}

/// The questions whose answer could still change something, and those already answered.
pub(super) fn refining(scene: &Scene) -> Html {
    let Some(answers) = &scene.answers else {
        return html! {};
    };
    let explainer = &scene.law.explainer;
    let matter = questions_that_matter(explainer, answers);
    let asked = |index: usize, question: &Question| {
        matter.contains(&index) || answers.chosen().meets(question.options)
    };
    let shown: Vec<(usize, &Question)> = (explainer.questions.iter().enumerate().skip(1))
        .filter(|(index, question)| asked(*index, question))
        .collect();
    let open = shown.iter().filter(|(_, question)| question.default.is_none());
    let defaulted: Vec<_> = shown
        .iter()
        .filter(|(_, question)| question.default.is_some())
        .collect();
    html! {
        <>
            { for open.map(|(index, question)| chips(scene, *index, question)) }
            if !defaulted.is_empty() {
                <div class="defaults">
                    { for defaulted.into_iter().map(|(index, question)| one_line(scene, *index, question)) }
                </div>
            }
        </>
    }
}

/// A question as a row of choices.
fn chips(scene: &Scene, index: usize, question: &Question) -> Html {
    let interface = &scene.law.wording.interface;
    let words = &scene.law.wording.questions[index];
    let optional = if question.many {
        &interface.optional_any
    } else {
        &interface.optional_one
    };
    html! {
        <fieldset class="ask">
            <legend>{ &words.ask }{ " " }<span class="soft">{ optional }</span></legend>
            { options(scene, question) }
            <p class="hint">{ &words.why }</p>
        </fieldset>
    }
}

/// A question with a default: its answer in one line, with the way to change it.
fn one_line(scene: &Scene, index: usize, question: &Question) -> Html {
    let Some(answers) = &scene.answers else {
        return html! {};
    };
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let words = &wording.questions[index];
    let counted = question
        .options
        .and(answers.counted(&scene.law.explainer))
        .first();
    let label = counted.map_or("", |option| wording.options[usize::from(option)].label.as_str());
    html! {
        <>
            <details class="default scripted" id={format!("ask-{}", question.id)}>
                <summary><b>{ label }</b>{ " " }<span class="change">{ &interface.change }</span></summary>
                <p class="asked">{ &words.ask }</p>
                { options(scene, question) }
                <p class="hint">{ &words.why }</p>
            </details>
            <p class="default unscripted">
                { fill(&interface.only_with_script, &[("answers", &words::quoted(interface, label))]) }
            </p>
        </>
    }
}

/// The options that this role is offered, each a link to the page that answers it.
fn options(scene: &Scene, question: &Question) -> Html {
    let Some(answers) = &scene.answers else {
        return html! {};
    };
    let explainer = &scene.law.explainer;
    let counted = answers.counted(explainer);
    let narrowing = link::split_for_page(explainer, answers.chosen()).1;
    let choices = explainer.offered(question, answers.role()).iter().map(|option| {
        let words = &scene.law.wording.options[usize::from(option)];
        let chosen = counted.contains(option);
        let href = scene.href(|address| {
            // Without script, a page holds one such option at a time.
            address.chosen = match (question.default, chosen) {
                (Some(_), _) => narrowing.without(question.options).with(option),
                (None, true) => OptionSet::EMPTY,
                (None, false) => OptionSet::of(option),
            };
        });
        html! {
            <li>
                <a href={href} data-option={explainer.options[usize::from(option)].id.clone()}
                    aria-current={chosen.then_some("true")}>
                    <span>{ &words.label }
                        if !words.hint.is_empty() {
                            <small>{ &words.hint }</small>
                        }
                    </span>
                </a>
            </li>
        }
    });
    html! { <ul class="chips">{ for choices }</ul> }
}
