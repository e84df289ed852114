//! The short answer, large, with what stands beside it.

use rules::{Notice, OptionSet, Outcome, Standing, Timing, fill, short_answer_for};
use yew::prelude::*;

use crate::{app::Scene, words};

/// The answer, when there is one.
pub(super) fn answer(scene: &Scene) -> Html {
    let Some(outcome) = &scene.outcome else {
        return html! {};
    };
    let law = scene.law;
    let interface = &law.wording.interface;
    html! {
        <section class="answer" id="answer" aria-label={interface.answer.clone()}>
            <p class="who">{ words::who(law, &outcome.answers) }</p>
            { for words::short_answers(law, outcome).into_iter().map(|text| html! {
                <p class="short serif">{ text.to_owned() }</p>
            }) }
            { notice(scene, outcome) }
            { counts(scene, outcome) }
            <p class="next">{ words::next_change(interface, outcome) }</p>
            { revised(scene) }
            <p class="disclaimer">{ &law.wording.disclaimer }</p>
            { by_option(scene, outcome) }
        </section>
    }
}

/// What has to be said about the day itself.
fn notice(scene: &Scene, outcome: &Outcome) -> Html {
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let text = match outcome.notice {
        None => return html! {},
        Some(Notice::BeforeRecord) => fill(
            &interface.notice_before_record,
            &[("day", &scene.day_text(explainer.record))],
        ),
        Some(Notice::AfterVerified) => fill(
            &interface.notice_after_verified,
            &[("day", &scene.day_text(explainer.verified))],
        ),
    };
    html! { <p class="checked">{ text }</p> }
}

/// How many bind, affect, come; background provisions are in no count.
fn counts(scene: &Scene, outcome: &Outcome) -> Html {
    let interface = &scene.law.wording.interface;
    let explainer = &scene.law.explainer;
    let n = |standing: Standing, timing: Timing| {
        outcome
            .main(explainer, standing)
            .filter(|found| found.timing == timing)
            .count()
    };
    let now = |standing: Standing| n(standing, Timing::InForce);
    let coming = [
        Standing::Binds,
        Standing::Affects,
        Standing::Depends,
        Standing::Unclear,
    ]
    .into_iter()
    .map(|standing| n(standing, Timing::Upcoming))
    .sum();
    let exempt = outcome.main(explainer, Standing::Exempt).count();
    let counts = [
        (
            "binds",
            &interface.count_binds_one,
            &interface.count_binds,
            now(Standing::Binds),
        ),
        (
            "affects",
            &interface.count_affects_one,
            &interface.count_affects,
            now(Standing::Affects),
        ),
        (
            "depends",
            &interface.count_depends_one,
            &interface.count_depends,
            now(Standing::Depends),
        ),
        (
            "unclear",
            &interface.count_unclear,
            &interface.count_unclear,
            now(Standing::Unclear),
        ),
        ("exempt", &interface.count_exempt, &interface.count_exempt, exempt),
        ("coming", &interface.count_coming, &interface.count_coming, coming),
    ];
    let shown = counts
        .into_iter()
        .filter(|(.., n)| *n > 0)
        .map(|(class, one, many, n)| {
            let text = if n == 1 {
                fill(one, &[("n", "1")])
            } else {
                words::count(one, many, n)
            };
            html! { <li class={classes!("s", class)}><a href={format!("#{class}")}>{ text }</a></li> }
        });
    html! {
        <ul class="counts">
            { for shown }
            if coming == 0 {
                <li class="s coming">{ &interface.count_coming_none }</li>
            }
        </ul>
    }
}

/// Which provisions of this outcome were revised since the link was made.
fn revised(scene: &Scene) -> Html {
    let Some(made) = scene.props.read.law else {
        return html! {};
    };
    let explainer = &scene.law.explainer;
    let interface = &scene.law.wording.interface;
    let mut titles: Vec<String> = Vec::new();
    for revision in explainer.revisions.iter().filter(|revision| made < revision.on) {
        let all = 0..explainer.provisions.len();
        let changed: Vec<usize> = if revision.provisions.is_empty() {
            all.collect()
        } else {
            revision
                .provisions
                .iter()
                .map(|index| usize::from(*index))
                .collect()
        };
        for index in changed {
            let concerned = scene
                .outcome
                .as_ref()
                .is_some_and(|outcome| outcome.provisions[index].standing != Standing::NotYours);
            let title = &scene.law.wording.provisions[index].title;
            if concerned && !titles.contains(title) {
                titles.push(title.clone());
            }
        }
    }
    if titles.is_empty() {
        return html! {};
    }
    let provisions = words::list(interface, &titles, &interface.list_and);
    html! {
        <p class="notice">{ fill(&interface.revised, &[("day", &scene.day_text(made)), ("provisions", &provisions)]) }</p>
    }
}

/// Behind the role's own answer: a line for each option, each a link.
fn by_option(scene: &Scene, outcome: &Outcome) -> Html {
    let explainer = &scene.law.explainer;
    let interface = &scene.law.wording.interface;
    let answers = &outcome.answers;
    let narrowing: Vec<_> = (explainer.questions.iter().skip(1))
        .filter(|question| {
            question.default.is_none() && !explainer.offered(question, answers.role()).is_empty()
        })
        .collect();
    if narrowing
        .iter()
        .any(|question| answers.chosen().meets(question.options))
    {
        return html! {};
    }
    let groups =
        narrowing.into_iter().map(|question| {
            let heading = if question.many {
                &interface.by_option
            } else {
                &interface.by_option_body
            };
            let lines = explainer.offered(question, answers.role()).iter().filter_map(|option| {
            let shown = short_answer_for(explainer, &answers.with(explainer, option), option)?;
            let href = scene.href(|address| address.chosen = OptionSet::of(option));
            Some(html! {
                <div>
                    <dt><a href={href} data-option={explainer.options[usize::from(option)].id.clone()}>
                        { &scene.law.wording.options[usize::from(option)].label }
                    </a></dt>
                    <dd>{ words::short_answer(scene.law, shown.short_answer, shown.text).to_owned() }</dd>
                </div>
            })
        });
            html! {
                <details class="by-option" id={format!("by-{}", question.id)}>
                    <summary>{ heading }</summary>
                    <dl>{ for lines }</dl>
                </details>
            }
        });
    html! { <>{ for groups }</> }
}
