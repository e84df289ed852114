//! What choosing an option does to the answers, told by names.

use std::{path::Path, sync::LazyLock};

use rules::{Answers, Day, Explainer, Law, OptionId};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this workspace has no faults")
});

fn number(id: &str) -> OptionId {
    LAW.explainer.option(id).unwrap_or_else(|| panic!("there is no option {id}"))
}

fn reader(role: &str, options: &[&str]) -> Answers {
    let on = Day::new(2024, 9, 29).expect("it is a day");
    let answers = Answers::new(&LAW.explainer, number(role), on).expect("it is a role");
    options.iter().fold(answers, |answers, id| answers.with(&LAW.explainer, number(id)))
}

#[track_caller]
fn check(answers: Answers, role: &str, chosen: &[&str]) {
    let explainer: &Explainer = &LAW.explainer;
    let names: Vec<&str> = answers.chosen().iter().map(|option| explainer[option].id.as_str()).collect();
    assert_eq!((answers.role(), names), (number(role), chosen.to_vec()));
}

#[test]
fn options_add_up_where_any_may_be_chosen_and_replace_each_other_where_one_may() {
    check(reader("business", &["resell", "use"]), "business", &["business", "use", "resell"]);
    check(reader("government", &["state-nh", "local"]), "government", &["government", "local"]);
    check(
        reader("business", &["elsewhere", "us-person-abroad"]),
        "business",
        &["business", "us-person-abroad"],
    );
}

#[test]
fn a_default_is_counted_and_never_kept_as_chosen() {
    let answers = reader("business", &["elsewhere", "us"]);
    check(answers, "business", &["business"]);
    assert!(answers.counted(&LAW.explainer).contains(number("us")));
}

#[test]
fn another_role_keeps_what_it_is_offered_and_drops_the_rest() {
    check(
        reader("business", &["use", "resell", "elsewhere", "consumer"]),
        "consumer",
        &["consumer", "elsewhere", "use"],
    );
    check(reader("government", &["local", "use", "business"]), "business", &["business", "use"]);
}

#[test]
fn what_the_role_is_not_offered_changes_nothing() {
    check(reader("consumer", &["resell", "state-nh"]), "consumer", &["consumer"]);
    assert!(Answers::new(&LAW.explainer, number("use"), LAW.explainer.record).is_none(), "use is no role");
}

#[test]
fn an_option_is_taken_back_and_a_role_stays() {
    let answers = reader("business", &["use", "resell"]);
    check(answers.without(number("use")), "business", &["business", "resell"]);
    check(answers.without(number("business")), "business", &["business", "use", "resell"]);
    let role = &LAW.explainer.questions[0];
    check(answers.without_question(role), "business", &["business", "use", "resell"]);
}

/// What is assumed of a reader, by names.
#[track_caller]
fn check_assumed(answers: Answers, assumed: &[&str]) {
    let explainer: &Explainer = &LAW.explainer;
    let names: Vec<&str> =
        answers.assumed(explainer).iter().map(|option| explainer[option].id.as_str()).collect();
    assert_eq!(names, assumed);
}

#[test]
fn a_consumer_uses_and_buys_until_they_say_what_they_do() {
    check_assumed(reader("consumer", &[]), &["use", "buy"]);
    check_assumed(reader("consumer", &["elsewhere"]), &["use", "buy"]);
    check_assumed(reader("consumer", &["buy"]), &[]);
    check_assumed(reader("business", &[]), &[]);
}

#[test]
fn an_agency_uses_once_it_is_named_and_until_it_says_what_it_does() {
    check_assumed(reader("government", &[]), &[]);
    check_assumed(reader("government", &["local"]), &["use"]);
    check_assumed(reader("government", &["local", "buy"]), &[]);
}

#[test]
fn what_is_assumed_was_not_said() {
    let answers = reader("consumer", &[]);
    check(answers, "consumer", &["consumer"]);
    assert!(!answers.counted(&LAW.explainer).contains(number("use")));
    check(answers.with_assumed(&LAW.explainer), "consumer", &["consumer", "use", "buy"]);
    let question = LAW.explainer.question_of(number("use"));
    assert!(answers.leaves_open(&LAW.explainer, &LAW.explainer[question]), "it can still be answered");
}
