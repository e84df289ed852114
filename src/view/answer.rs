//! The short answer, large, with what stands beside it.

use rules::{Outcome, Standing, Timing, fill, joined, number, short_answer_for};

use super::markup::{El, el, fold, paragraph};
use crate::{app::Scene, sentences};

/// The answer, when there is one.
pub(super) fn answer(scene: &Scene) -> Option<El> {
    let outcome = scene.outcome.as_ref()?;
    let law = scene.law;
    let interface = &law.wording.interface;
    let texts = sentences::short_answers(law, outcome);
    let answer = el("section|class=answer|id=answer|key=answer")
        .attr("aria-label", interface.answer())
        .with(paragraph("who", &sentences::who(law, &outcome.answers)))
        .with_all(texts.into_iter().map(|text| paragraph("short serif", text)).collect())
        .with_some(outcome.notice.map(|notice| paragraph("checked", &sentences::notice(law, notice))))
        .with(counts(scene, outcome))
        .with(paragraph("next", &sentences::next_change(interface, outcome)))
        .with_some(revised(scene))
        .with(paragraph("disclaimer", &law.wording.disclaimer))
        .with_all(by_option(scene, outcome));
    Some(answer)
}

/// How many bind, affect, come; background provisions are in no count.
fn counts(scene: &Scene, outcome: &Outcome) -> El {
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let n = |standing: Standing, timing: Timing| {
        outcome.main(explainer, standing).filter(|found| found.timing == timing).count()
    };
    let now = |standing: Standing| n(standing, Timing::InForce);
    let coming = [Standing::Binds, Standing::Affects, Standing::Depends, Standing::Unclear]
        .into_iter()
        .map(|standing| n(standing, Timing::Upcoming))
        .sum();
    let exempt = outcome.main(explainer, Standing::Exempt).count();
    let counts = [
        ("binds", interface.count_binds_one(), interface.count_binds(), now(Standing::Binds)),
        ("affects", interface.count_affects_one(), interface.count_affects(), now(Standing::Affects)),
        ("depends", interface.count_depends_one(), interface.count_depends(), now(Standing::Depends)),
        ("unclear", interface.count_unclear(), interface.count_unclear(), now(Standing::Unclear)),
        ("exempt", interface.count_exempt(), interface.count_exempt(), exempt),
        ("coming", interface.count_coming(), interface.count_coming(), coming),
    ];
    let mut items = Vec::new();
    for (class, one, many, n) in counts {
        if n > 0 {
            let text =
                fill(sentences::count(one, many, n), &[("n", &number(n.try_into().unwrap_or(i32::MAX)))]);
            let link = el("a").attr("href", &joined(&["#", class], "")).text(&text);
            items.push(el("li").class(&joined(&["s", class], " ")).with(link));
        }
    }
    if coming == 0 {
        items.push(el("li|class=s coming").text(interface.count_coming_none()));
    }
    el("ul|class=counts").with_all(items)
}

/// Which provisions of this outcome were revised since the link was made.
fn revised(scene: &Scene) -> Option<El> {
    let made = scene.props.route.law_revision?;
    let outcome = scene.outcome.as_ref()?;
    let explainer = &scene.law.explainer;
    let interface = &scene.law.wording.interface;
    let mut titles: Vec<String> = Vec::new();
    for (index, found) in outcome.provisions.iter().enumerate() {
        let since = explainer.revisions.iter().filter(|revision| made < revision.on).any(|revision| {
            revision.provisions.is_empty()
                || revision.provisions.iter().any(|changed| usize::from(*changed) == index)
        });
        if since && found.standing != Standing::NotYours {
            titles.push(scene.law.wording.provisions[index].title.clone());
        }
    }
    if titles.is_empty() {
        return None;
    }
    let provisions = sentences::list(interface, &titles, interface.list_and());
    let said = fill(interface.revised(), &[("day", &scene.day_text(made)), ("provisions", &provisions)]);
    Some(paragraph("notice", &said))
}

/// Behind the role's own answer: a line for each option, each a link.
fn by_option(scene: &Scene, outcome: &Outcome) -> Vec<El> {
    let explainer = &scene.law.explainer;
    let interface = &scene.law.wording.interface;
    let answers = &outcome.answers;
    let narrowing = || {
        explainer.questions.iter().skip(1).filter(|question| {
            question.default.is_none() && !explainer.offered(question, answers.role()).is_empty()
        })
    };
    if narrowing().any(|question| answers.chosen().meets(question.options)) {
        return Vec::new();
    }
    let mut folds = Vec::new();
    for question in narrowing() {
        let heading = if question.many { interface.by_option() } else { interface.by_option_body() };
        let mut lines = Vec::new();
        for option in explainer.offered(question, answers.role()).iter() {
            let chosen = answers.with(explainer, option);
            let Some(shown) = short_answer_for(explainer, &chosen, option) else { continue };
            let href = scene.href_of(Some(option));
            let label = &scene.law.option(option).1.label;
            let link = scene.option_link(option, &href).text(label);
            let text = sentences::short_answer(scene.law, shown.short_answer, shown.text);
            lines.push(el("div").with(el("dt").with(link)).with_text("dd", text));
        }
        let id = joined(&["by", &question.id], "-");
        folds.push(fold("by-option", &id, heading).with(el("dl").with_all(lines)));
    }
    folds
}
