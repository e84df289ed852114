//! Who the reader is, and the questions that narrow the answer.

use rules::{OptionSet, Question, fill, joined, questions_that_matter};

use super::markup::{El, el, fold, paragraph};
use crate::{
    app::{Scene, Today},
    sentences,
};

/// The role, as three large choices.
pub(super) fn role(scene: &Scene) -> El {
    let explainer = &scene.law.explainer;
    let wording = &scene.law.wording;
    let mut choices = Vec::new();
    for option in explainer.questions.first().map_or(OptionSet::EMPTY, |question| question.options).iter() {
        let (_, words) = scene.law.option(option);
        let chosen = scene.props.route.route.role == Some(option);
        let href = scene.href(&|route| {
            route.role = Some(option);
            route.chosen = OptionSet::EMPTY;
        });
        let link = scene
            .option_link(option, &href)
            .attr_if("aria-current", chosen.then_some("true"))
            .with_text("b", &words.label)
            .with_text("small", &words.hint);
        choices.push(el("li").with(link));
    }
    let prompt = scene.answers.is_none().then(|| paragraph("hint", wording.interface.role_prompt()));
    el("fieldset|class=ask|key=role")
        .with_text("legend", wording.questions.first().map_or("", |words| &words.ask))
        .with(el("ul|class=roles").with_all(choices))
        .with_some(prompt)
}

/// The questions whose answer could still change something, and those already answered.
pub(super) fn refining(scene: &Scene) -> Vec<El> {
    let Some(answers) = &scene.answers else { return Vec::new() };
    let explainer = &scene.law.explainer;
    let matter = questions_that_matter(explainer, answers);
    let mut open = Vec::new();
    let mut defaulted = Vec::new();
    for (index, question) in explainer.questions.iter().enumerate().skip(1) {
        if !matter.contains(&index) && !answers.chosen().meets(question.options) {
            continue;
        }
        if question.default.is_none() {
            open.push(chips(scene, index, question));
        } else {
            defaulted.extend(one_line(scene, index, question));
        }
    }
    if !defaulted.is_empty() {
        open.push(el("div|class=defaults|key=defaults").with_all(defaulted));
    }
    open
}

/// A question as a row of choices.
fn chips(scene: &Scene, index: usize, question: &Question) -> El {
    let interface = &scene.law.wording.interface;
    let optional = if question.many { interface.optional_any() } else { interface.optional_one() };
    let legend = el("legend")
        .text(&scene.law.wording.questions[index].ask)
        .text(" ")
        .with_text("span|class=soft", optional);
    el("fieldset|class=ask").key(&question.id).with(legend).with_all(options(scene, index, question))
}

/// A question with a default: its answer in one line, with the way to change it.
fn one_line(scene: &Scene, index: usize, question: &Question) -> Vec<El> {
    let Some(answers) = &scene.answers else { return Vec::new() };
    let wording = &scene.law.wording;
    let interface = &wording.interface;
    let counted = question.options.and(answers.counted(&scene.law.explainer)).first();
    let label = counted.map_or("", |option| scene.law.option(option).1.label.as_str());
    let summary =
        el("summary").with_text("b", label).text(" ").with_text("span|class=change", interface.change());
    let changed = fill(interface.only_with_script(), &[("answers", &sentences::quoted(interface, label))]);
    vec![
        el("details|class=default scripted")
            .id(&joined(&["ask", &question.id], "-"))
            .with(summary)
            .with(paragraph("asked", &wording.questions[index].ask))
            .with_all(options(scene, index, question)),
        paragraph("default unscripted", &changed),
    ]
}

/// The options that this role is offered, each a link to the page that answers it, and what they mean.
fn options(scene: &Scene, index: usize, question: &Question) -> Vec<El> {
    let Some(answers) = &scene.answers else { return Vec::new() };
    let explainer = &scene.law.explainer;
    let wording = &scene.law.wording;
    let counted = answers.counted(explainer);
    let mut choices = Vec::new();
    let mut meanings = Vec::new();
    for option in explainer.offered(question, answers.role()).iter() {
        let (_, words) = scene.law.option(option);
        let chosen = counted.contains(option);
        let href = match question.default {
            None => scene.href_of((!chosen).then_some(option)),
            // A default is never written.
            Some(default) => scene.href(&|route| {
                let others = route.chosen.without(question.options);
                route.chosen = if option == default { others } else { others.with(option) };
            }),
        };
        let link = scene
            .option_link(option, &href)
            .attr_if("aria-current", chosen.then_some("true"))
            .text(&words.label);
        choices.push(el("li").with(link));
        if !words.hint.is_empty() {
            meanings.push(el("div").with_text("dt", &words.label).with_text("dd", &words.hint));
        }
    }
    let mut parts = vec![el("ul|class=chips").with_all(choices)];
    // Without script a question with a default cannot be changed: what its options mean comes with the engine.
    if question.default.is_none() || matches!(scene.props.today, Today::Live(_)) {
        let fold = fold("meanings", &joined(&["meanings", &question.id], "-"), wording.interface.meanings());
        let why = paragraph("hint", &wording.questions[index].why);
        parts.push(fold.with(el("dl").with_all(meanings)).with(why));
    }
    parts
}
