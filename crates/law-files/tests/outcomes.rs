//! What an outcome says besides how each provision stands: its period, the next change, its notice, the background.

use std::{path::Path, sync::LazyLock};

use rules::{
    Answers, Change, Day, Law, Notice, Outcome, Period, ProvisionId, every_change, outcome, period_starts,
};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this workspace has no faults")
});

fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a test names real days")
}

/// The outcome for a reader of this role who chose these options.
fn outcome_for(role: &str, options: &[&str], on: Day) -> Outcome {
    let explainer = &LAW.explainer;
    let number = |id: &str| explainer.option(id).unwrap_or_else(|| panic!("the law has no option “{id}”"));
    let answers = Answers::new(explainer, number(role), on).expect("it is a role");
    outcome(explainer, &options.iter().fold(answers, |answers, id| answers.with(explainer, number(id))))
}

/// The outcome for a consumer who chose these options.
fn consumer(options: &[&str], on: Day) -> Outcome {
    outcome_for("consumer", options, on)
}

/// The ids of these provisions.
fn ids(provisions: impl IntoIterator<Item = ProvisionId>) -> Vec<&'static str> {
    provisions.into_iter().map(|provision| LAW.explainer[provision].id.as_str()).collect()
}

#[test]
fn a_notice_stands_before_the_record_and_after_the_sources_were_checked_and_on_no_day_between() {
    let (record, verified) = (LAW.explainer.record, LAW.explainer.verified);
    for (on, notice) in [
        (record.previous(), Some(Notice::BeforeRecord)),
        (record, None),
        (verified, None),
        (verified.next(), Some(Notice::AfterVerified)),
    ] {
        assert_eq!(consumer(&[], on).notice, notice, "{}", on.to_iso());
    }
}

#[test]
fn a_period_goes_from_one_change_to_the_day_before_the_next() {
    for (on, from, until) in [
        ("2017-09-12", None, Some("2017-09-12")),
        ("2017-09-13", Some("2017-09-13"), Some("2024-06-19")),
        ("2024-06-19", Some("2017-09-13"), Some("2024-06-19")),
        ("2024-06-20", Some("2024-06-20"), Some("2024-06-20")),
        ("2024-06-21", Some("2024-06-21"), Some("2024-07-19")),
        ("2024-09-28", Some("2024-07-20"), Some("2024-09-28")),
        ("2024-09-29", Some("2024-09-29"), None),
    ] {
        let expected = Period { from: from.map(day), until: until.map(day) };
        assert_eq!(consumer(&["use"], day(on)).period, expected, "{on}");
    }
}

#[test]
fn the_next_change_says_on_which_day_in_how_many_and_of_what() {
    let next = |on: &str| consumer(&["use"], day(on)).next_change;
    let Some(Change { on, in_days, provisions }) = next("2024-07-20") else {
        panic!("more rules were to come")
    };
    assert_eq!((on, in_days), (day("2024-09-29"), 71));
    assert_eq!(ids(provisions), ["FD-2", "FD-3"]);
    assert_eq!(next("2024-09-28").map(|change| change.in_days), Some(1));
    assert_eq!(next("2024-09-29"), None);
}

#[test]
fn the_background_is_what_concerns_the_reader_and_is_not_among_the_main_provisions() {
    let background = |options: &[&str]| {
        let outcome = consumer(options, day("2026-11-23"));
        ids(outcome.background(&LAW.explainer).map(|outcome| outcome.provision))
    };
    assert_eq!(background(&["use"]), ["OFAC-1"]);
    assert_eq!(background(&["use", "us-person-abroad"]), ["OFAC-1"]);
    assert_eq!(background(&["use", "elsewhere"]), [""; 0]);
}

#[test]
fn the_periods_of_a_reader_begin_with_the_record_even_where_a_rule_begins_with_it() {
    let starts = |outcome: &Outcome| {
        period_starts(&LAW.explainer, outcome).into_iter().map(Day::to_iso).collect::<Vec<_>>()
    };
    let record = LAW.explainer.record;
    assert_eq!(
        starts(&consumer(&["use"], record)),
        ["2017-09-13", "2024-06-20", "2024-06-21", "2024-07-20", "2024-09-29"]
    );
    let agency = outcome_for("government", &["federal-executive", "use"], record);
    // The directive: its first day, and the days after which its duties were due.
    assert_eq!(starts(&agency)[..3], ["2017-09-13", "2017-10-14", "2017-11-13"]);
}

#[test]
fn every_change_is_on_a_day_of_its_own_in_order() {
    let all = every_change(&LAW.explainer);
    assert!(all.is_sorted_by(|one, next| one.on < next.on));
    assert!(all.iter().all(|change| change.in_days == 0));
    let of = |on: &str| {
        all.iter().find(|change| change.on == day(on)).map(|change| ids(change.provisions.clone()))
    };
    assert_eq!(of("2024-09-29"), Some(vec!["FD-2", "FD-3", "FD-4", "FD-5", "FD-6"]));
    assert_eq!(of("2024-07-20"), Some(vec!["FD-1"]));
    assert_eq!(of("2024-09-30"), None);
}
