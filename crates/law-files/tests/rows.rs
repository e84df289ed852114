//! What rows and verdicts say, case by case, for rules made up on a small invented law.

use rules::{
    Answers, Day, Grade, Law, Outcome, RowOutcome, RowStatus, Timing, asked, last_checked, outcome,
    row_answers, row_outcomes,
};

#[path = "invented/mod.rs"]
mod invented;

use invented::law;

/// A reader as `owner keep sell`, the role first, on a day.
fn reader(law: &Law, who: &str, on: &str) -> Answers {
    let explainer = &law.explainer;
    let mut options = who
        .split_whitespace()
        .map(|id| explainer.option(id).unwrap_or_else(|| panic!("there is no option “{id}”")));
    let on = Day::from_iso(on).expect("a test names real days");
    let answers = Answers::new(explainer, options.next().expect("a reader has a role"), on);
    options.fold(answers.expect("it is a role"), |answers, option| answers.with(explainer, option))
}

fn outcome_of(law: &Law, who: &str, on: &str) -> Outcome {
    outcome(&law.explainer, &reader(law, who, on))
}

/// A row of a reader: its status, what leads it, and in brackets what is noted.
fn written(law: &Law, row: &RowOutcome) -> String {
    let explainer = &law.explainer;
    let mut text = row.status.id(explainer).to_owned();
    if let Some(rule) = &row.rule {
        text = format!("{text} {}", explainer[rule.provision].id);
    }
    let notes: Vec<&str> = row.notes.iter().map(|rule| explainer[rule.provision].id.as_str()).collect();
    if !notes.is_empty() {
        text = format!("{text} ({})", notes.join(" "));
    }
    if row.starts_today { format!("{text} today") } else { text }
}

#[track_caller]
fn check(who: &str, row: &str, days: &[(&str, &str)]) {
    let law = law();
    for (on, expected) in days {
        let outcome = outcome_of(&law, who, on);
        let found = outcome.rows.iter().find(|found| law.explainer[found.row].id == row);
        let found = found.unwrap_or_else(|| panic!("{who} has no row {row}"));
        assert_eq!(written(&law, found), *expected, "{who}, {row}, {on}");
        assert_eq!(outcome.rows, row_outcomes(&law.explainer, &outcome.answers), "alone as in the outcome");
    }
}

#[test]
fn what_binds_leads_what_affects_and_what_holds_leads_what_comes() {
    check(
        "owner",
        "sell",
        &[
            ("2019-12-31", "starts BAN (STOP)"),
            ("2020-12-31", "starts BAN (STOP)"),
            ("2021-01-01", "barred BAN (STOP) today"),
            ("2021-01-02", "barred BAN (STOP)"),
            ("2023-12-31", "barred BAN (STOP)"),
        ],
    );
}

#[test]
fn what_is_suspended_says_so_and_what_ended_is_noted_behind_it() {
    check(
        "owner",
        "sell",
        &[
            ("2024-01-01", "suspended STOP (BAN)"),
            ("2024-12-31", "suspended STOP (BAN)"),
            ("2025-01-01", "barred STOP (BAN) today"),
            ("2025-01-02", "barred STOP (BAN)"),
        ],
    );
    let law = law();
    let outcome = outcome_of(&law, "owner", "2024-06-01");
    let rule = outcome.rows[2].rule.expect("STOP leads");
    assert!(rule.suspended && rule.timing == Timing::Upcoming);
    assert_eq!((rule.from.to_iso().as_str(), rule.until), ("2025-01-01", None));
    assert!(!outcome.rows[2].notes[0].suspended);
}

#[test]
fn an_exception_speaks_while_its_rule_holds_and_an_ended_rule_when_nothing_else_does() {
    // STOP does not look at fine things, and BAN excepts them.
    check(
        "owner fine",
        "sell",
        &[
            ("2020-12-31", "no-rule-found"),
            ("2021-01-01", "not-covered BAN today"),
            ("2023-12-31", "not-covered BAN"),
            ("2024-01-01", "no-rule-found"),
        ],
    );
    check(
        "owner odd",
        "sell",
        &[
            ("2021-06-01", "barred BAN (STOP)"),
            ("2024-06-01", "suspended STOP (BAN)"),
            ("2025-06-01", "unclear STOP (BAN)"),
        ],
    );
}

#[test]
fn whether_a_rule_to_come_will_reach_the_reader_may_be_unclear_before_it_comes() {
    check("owner odd", "any", &[("2021-12-31", "unclear STOP"), ("2022-01-01", "unclear STOP today")]);
    check("owner", "any", &[("2021-12-31", "starts STOP"), ("2024-06-01", "suspended STOP")]);
    check("owner odd", "any", &[("2024-06-01", "suspended STOP"), ("2025-01-02", "unclear STOP")]);
}

#[test]
fn a_promise_is_absent_until_it_is_made_and_then_weighs_less_than_anything_else() {
    check(
        "owner",
        "keep",
        &[
            ("2021-05-31", "no-rule-found"),
            ("2021-06-01", "not-penalized SAFE today"),
            ("2021-06-02", "not-penalized SAFE"),
        ],
    );
}

#[test]
fn advice_is_given_from_its_day_on_to_those_it_is_for_where_nothing_else_speaks() {
    check(
        "owner",
        "remove",
        &[
            ("2021-02-28", "no-rule-found"),
            ("2021-03-01", "urged"),
            ("2021-06-01", "urged SAFE today"),
            ("2021-06-02", "urged SAFE"),
        ],
    );
    check("owner odd", "remove", &[("2021-05-01", "no-rule-found"), ("2021-06-02", "not-penalized SAFE")]);
}

#[test]
fn a_row_takes_its_own_option_alone_and_keeps_the_other_answers() {
    check("owner sell", "keep", &[("2021-06-02", "not-penalized SAFE")]);
    check("owner sell keep", "sell", &[("2022-06-01", "barred BAN (STOP)")]);
    check("town east sell", "east", &[("2023-06-01", "must-report EAST (STOP)")]);
    let law = law();
    let explainer = &law.explainer;
    let names = |who: &str, row: usize| -> Vec<String> {
        let answers = row_answers(explainer, &reader(&law, who, "2023-06-01"), &explainer.rows[row]);
        answers.chosen().iter().map(|option| explainer[option].id.clone()).collect()
    };
    assert_eq!(names("owner keep fine", 2), ["owner", "sell", "fine"]);
    assert_eq!(names("town west", 2), ["town", "sell", "west"], "the town goes on being that one");
    assert_eq!(names("town west sell", 4), ["town", "keep", "east"], "a town that is named keeps");
    assert_eq!(names("owner keep", 3), ["owner", "keep"], "a row without an option takes what is said");
    assert_eq!(names("owner", 3), ["owner"]);
}

#[test]
fn a_row_without_an_option_depends_on_what_is_open() {
    check("owner", "any", &[("2022-06-01", "barred STOP")]);
    check("town", "sell", &[("2022-06-01", "barred BAN (STOP)")]);
}

#[test]
fn rows_are_those_of_the_role_in_the_order_of_the_law() {
    let law = law();
    let rows = |who: &str| -> Vec<String> {
        let outcome = outcome_of(&law, who, "2022-06-01");
        outcome.rows.iter().map(|row| law.explainer[row.row].id.clone()).collect()
    };
    assert_eq!(rows("owner"), ["keep", "remove", "sell", "any"]);
    assert_eq!(rows("town west"), ["sell", "east", "west"]);
}

#[test]
fn a_status_has_an_id_a_mark_and_a_weight() {
    let law = law();
    let explainer = &law.explainer;
    let of = |who: &str, row: usize, on: &str| outcome_of(&law, who, on).rows[row].status;
    for (status, id, grade, gravity, reassures) in [
        (of("owner", 2, "2021-06-02"), "barred", Grade::No, 0, false),
        (of("owner", 2, "2025-06-01"), "barred", Grade::Mid, 1, false),
        (of("owner odd", 2, "2025-06-01"), "unclear", Grade::Mid, 2, false),
        (RowStatus::Depends, "depends", Grade::Mid, 3, false),
        (of("owner", 2, "2020-06-01"), "starts", Grade::Mid, 4, false),
        (of("owner", 2, "2024-06-01"), "suspended", Grade::Free, 5, false),
        (of("owner", 0, "2021-06-02"), "not-penalized", Grade::Free, 6, true),
        (of("owner", 1, "2021-06-02"), "urged", Grade::Free, 7, true),
        (of("owner fine", 2, "2021-06-02"), "not-covered", Grade::Free, 8, true),
        (RowStatus::Ended, "ended", Grade::Free, 9, false),
        (of("owner", 0, "2020-06-01"), "no-rule-found", Grade::Free, 10, true),
        (of("town west", 1, "2023-06-01"), "must-report", Grade::No, 0, false),
    ] {
        let found = (status.id(explainer), status.grade(explainer), status.gravity(explainer));
        assert_eq!((found, status.reassures(explainer)), ((id, grade, gravity), reassures));
    }
    assert_eq!([Grade::No, Grade::Mid, Grade::Free].map(Grade::id), ["no", "mid", "free"]);
}

#[test]
fn an_assertion_is_kept_by_the_status_and_by_whom_it_bars_where_it_says_so() {
    let law = law();
    let explainer = &law.explainer;
    let you = outcome_of(&law, "owner", "2021-06-02").rows[2].status;
    let others = outcome_of(&law, "owner", "2025-06-01").rows[2].status;
    for (status, kept) in [(you, "barred-for-you"), (others, "barred-for-others")] {
        assert!(status.is("barred", explainer) && status.is(kept, explainer));
    }
    for (status, broken) in [
        (you, "barred-for-others"),
        (others, "barred-for-you"),
        (you, "barred-for"),
        (you, "must-report"),
        (RowStatus::Unclear, "unclear-for-you"),
    ] {
        assert!(!status.is(broken, explainer), "{broken}");
    }
    assert!(RowStatus::Unclear.is("unclear", explainer));
}

/// The options that a reader is answered for, in their order, each with its verdict.
fn answered(law: &Law, who: &str, on: &str) -> Vec<String> {
    let outcome = outcome_of(law, who, on);
    let options = outcome.short_answers.iter().map(|shown| shown.option);
    assert!(options.eq(outcome.verdicts.iter().map(|shown| shown.option)), "short answers stand alike");
    let told =
        |shown: &rules::VerdictShown| format!("{}: {}", law.explainer[shown.option].id, law.verdict(shown));
    outcome.verdicts.iter().map(told).collect()
}

#[test]
fn the_verdict_of_the_gravest_row_comes_first_and_equals_stand_in_the_order_of_the_law() {
    let law = law();
    assert_eq!(answered(&law, "owner", "2022-06-01"), ["owner: See below"]);
    assert_eq!(
        answered(&law, "owner keep sell", "2022-06-01"),
        ["sell: You are barred from selling", "keep: See below"]
    );
    assert_eq!(
        answered(&law, "owner keep sell", "2020-06-01"),
        ["sell: Sale will be barred", "keep: See below"]
    );
    // Nothing is found for either.
    assert_eq!(answered(&law, "owner keep sell fine", "2020-06-01"), ["keep: See below", "sell: See below"]);
    // A town that sells: the row of the east tells of one that keeps, and says nothing about this one.
    assert_eq!(
        answered(&law, "town east sell", "2025-06-01"),
        ["sell: You are barred from selling", "east: See below"]
    );
    assert_eq!(
        answered(&law, "town east keep sell", "2025-06-01"),
        ["east: See below", "sell: You are barred from selling", "keep: See below"],
        "what the town must do is graver than what its maker must"
    );
    assert_eq!(
        answered(&law, "owner sell fine", "2022-06-01"),
        ["sell: See below"],
        "its condition does not fit"
    );
    assert_eq!(answered(&law, "owner", "2019-12-31"), [""; 0], "none has begun");
}

#[test]
fn the_options_answered_one_by_one_are_those_that_narrow_the_role() {
    let law = law();
    let of = |who: &str| -> Vec<String> {
        let asked = asked(&law.explainer, &reader(&law, who, "2022-06-01"));
        asked.iter().map(|option| law.explainer[option].id.clone()).collect()
    };
    assert_eq!(of("owner"), ["owner"]);
    assert_eq!(of("owner fine"), ["owner"]);
    assert_eq!(of("town west keep"), ["keep", "west"]);
    assert_eq!(of("town west"), ["west"], "what is assumed is not answered");
}

#[test]
fn an_answer_was_last_checked_when_the_oldest_of_its_sources_was() {
    let law = law();
    let checked = |who: &str| last_checked(&law.explainer, &outcome_of(&law, who, "2025-06-01")).to_iso();
    assert_eq!(checked("owner keep"), "2026-01-02", "a promise and the order");
    assert_eq!(checked("town west sell"), "2026-01-01", "the row of the east names its act");
}

#[test]
fn a_penalty_is_the_text_of_its_day_and_before_all_of_them_the_first() {
    let law = law();
    let explainer = &law.explainer;
    let (id, _) = explainer.each_provision().nth(3).expect("the law has four provisions");
    let on = |day: &str| {
        let text = explainer.penalty_on(id, Day::from_iso(day).expect("it is a day"));
        text.map(|text| law.text(text))
    };
    assert_eq!(on("2020-01-01"), Some("Ten."));
    assert_eq!(on("2024-12-31"), Some("Ten."));
    assert_eq!(on("2025-01-01"), Some("Twelve."));
    let (without, _) = explainer.each_provision().next().expect("the law has four provisions");
    assert_eq!(explainer.penalty_on(without, explainer.record), None);
}

#[test]
fn words_stand_beside_what_they_belong_to() {
    let law = law();
    let outcome = outcome_of(&law, "owner", "2022-06-01");
    let (row, words) = law.row(outcome.rows[0].row);
    assert_eq!((row.id.as_str(), words.label.as_str()), ("keep", "Keep it?"));
    assert_eq!(words.why("not-penalized"), Some("You have their word."));
    assert_eq!(words.why("barred"), None);
    let RowStatus::Binds(effect) = outcome.rows[2].status else { panic!("sale is barred") };
    assert_eq!(law.effect(effect).row, "You are barred");
    assert_eq!(law.provision(law.explainer.rows[4].provisions[0]).1.condition, "If your town has a mayor");
    assert_eq!(law.short_answer(&outcome.short_answers[0]), "See below.");
    assert_eq!(law.regime(law.explainer.provisions[0].regime), "The order");
}

#[test]
fn a_law_with_an_id_that_names_nothing_does_not_hold_together() {
    let sound = law();
    assert!(sound.is_consistent());
    let broken = |break_it: &dyn Fn(&mut Law)| {
        let mut law = law();
        break_it(&mut law);
        !law.is_consistent()
    };
    assert!(broken(&|law| law.explainer.rows[0].provisions[0] = rules::ProvisionId::at(4)));
    assert!(broken(&|law| law.explainer.rows[0].option = Some(rules::OptionId::at(9))));
    assert!(broken(&|law| law.explainer.rows[1].advice = Some(rules::AdviceId::at(1))));
    assert!(broken(&|law| law.explainer.provisions[0].except[0].because = rules::TextId::at(9)));
    assert!(broken(&|law| law.explainer.provisions[0].effect = rules::EffectId::at(3)));
    assert!(broken(&|law| law.explainer.provisions[0].regime = rules::RegimeId::at(1)));
    assert!(broken(&|law| law.explainer.provisions[0].penalty = Some(rules::PenaltyId::at(1))));
    assert!(broken(&|law| law.explainer.provisions[0].sources[0].source = rules::SourceId::at(3)));
    assert!(broken(&|law| law.explainer.provisions[0].versions.clear()));
    assert!(broken(&|law| law.explainer.penalties[0].texts.clear()));
    assert!(broken(&|law| law.explainer.assumptions[0].question = rules::QuestionId::at(4)));
    assert!(broken(&|law| law.explainer.assumptions[0].answered[0] = rules::QuestionId::at(4)));
    assert!(broken(&|law| law.explainer.verdicts[0].options =
        law.explainer.verdicts[0].options.with(rules::OptionId::at(9))));
    assert!(broken(&|law| law.explainer.questions[3].default = Some(rules::OptionId::at(0))));
    assert!(broken(&|law| law.explainer.questions[1].options = law.explainer.questions[0].options));
    assert!(broken(&|law| law.wording.verdicts[0].truncate(1)));
    assert!(broken(&|law| law.wording.short_answers[0].clear()));
    assert!(broken(&|law| law.wording.rows.truncate(5)));
    assert!(broken(&|law| law.wording.options.truncate(8)));
    assert!(broken(&|law| law.wording.provisions[0].versions.clear()));
    assert!(broken(&|law| law.wording.texts.truncate(3)));
    assert!(broken(&|law| law.wording.interface.words.truncate(1)));
    assert!(broken(&|law| law.wording.interface.months.truncate(11)));
    assert!(broken(&|law| law.wording.interface.months_in_days.truncate(11)));
}
