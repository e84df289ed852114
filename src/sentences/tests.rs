//! Sentences, in both languages, for readers that the law's own data gives.

use std::{path::Path, sync::LazyLock};

use rules::{Answers, Day, Law, Notice, Outcome, RowOutcome, RowStatus, Standing, Timing, Why, outcome};

use super::{
    assumptions, checked, count, day, headline, list, next_change, notice, provision_status, quoted,
    row_since, row_status, row_why, short_answers, short_day, unread_day, when, who, why, without,
};

fn load(language: &str) -> Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("law/us-kaspersky");
    law_files::law::load(&folder, language).expect("the law of this repository has no faults")
}

static EN: LazyLock<Law> = LazyLock::new(|| load("en"));
static ES: LazyLock<Law> = LazyLock::new(|| load("es"));

fn on(text: &str) -> Day {
    Day::from_iso(text).expect("a test names real days")
}

fn answers(law: &Law, role: &str, options: &[&str], day: &str) -> Answers {
    let option = |id: &str| law.explainer.option(id).expect("the law has this option");
    let answers = Answers::new(&law.explainer, option(role), on(day)).expect("it is a role");
    options.iter().fold(answers, |answers, id| answers.with(&law.explainer, option(id)))
}

fn answer(law: &Law, role: &str, options: &[&str], day: &str) -> Outcome {
    outcome(&law.explainer, &answers(law, role, options, day))
}

fn row<'a>(law: &Law, outcome: &'a Outcome, id: &str) -> &'a RowOutcome {
    let found = outcome.rows.iter().find(|row| law.explainer[row.row].id == id);
    found.unwrap_or_else(|| panic!("this reader has a row “{id}”"))
}

#[test]
fn a_day_is_written_as_its_language_writes_it() {
    assert_eq!(day(&EN.wording.interface, on("2024-09-29")), "Sept. 29, 2024");
    assert_eq!(day(&EN.wording.interface, on("2018-05-01")), "May 1, 2018");
    assert_eq!(day(&ES.wording.interface, on("2024-09-29")), "29 de septiembre de 2024");
    assert_eq!(short_day(&EN.wording.interface, on("2024-09-29")), "Sept. 29, ’24");
    assert_eq!(short_day(&EN.wording.interface, on("2007-01-02")), "Jan. 2, ’07");
}

#[test]
fn an_explainer_that_asks_for_no_place_names_none() {
    for (template, left) in [
        ("{role}, {place}, on {day}", "{role}, on {day}"),
        ("{role} that {doing}, {place}, on {day}", "{role} that {doing}, on {day}"),
        ("On {day} – {place}", "On {day}"),
        ("{role} in 2 – {place}", "{role} in 2"),
        ("{role}, on {day}", "{role}, on {day}"),
    ] {
        assert_eq!(without(template, "{place}"), left);
    }
}

#[test]
fn items_are_listed_with_commas_and_a_last_joint_that_minds_the_sound() {
    let items = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    let en = &EN.wording.interface;
    assert_eq!(list(en, &[], en.list_and()), "");
    assert_eq!(list(en, &items(&["one"]), en.list_and()), "one");
    assert_eq!(list(en, &items(&["one", "two"]), en.list_and()), "one and two");
    assert_eq!(list(en, &items(&["one", "two", "three"]), en.list_or()), "one, two or three");
    let es = &ES.wording.interface;
    assert_eq!(list(es, &items(&["compra", "usa"]), es.list_and()), "compra y usa");
    assert_eq!(list(es, &items(&["compra", "integra"]), es.list_and()), "compra e integra");
    assert_eq!(list(es, &items(&["compra", "“Integra”"]), es.list_and()), "compra e “Integra”");
    assert_eq!(list(es, &items(&["compra", "hila"]), es.list_and()), "compra e hila");
    assert_eq!(list(es, &items(&["siete", "ocho"]), es.list_or()), "siete u ocho");
    assert_eq!(quoted(en, "a"), "“a”");
}

#[test]
fn a_count_has_a_form_for_one_and_a_form_for_more() {
    assert_eq!([0, 1, 2].map(|n| count("{n} rule", "{n} rules", n)), ["0 rules", "1 rule", "2 rules"]);
}

#[test]
fn a_day_that_cannot_be_shown_is_told() {
    let interface = &EN.wording.interface;
    assert_eq!(unread_day(interface, "2024-09-31"), "There is no Sept. 31. Showing today.");
    assert_eq!(unread_day(interface, "2024-02-30"), "There is no Feb. 30. Showing today.");
    for (text, month) in [("2024-13-01", 13), ("2024-00-01", 0)] {
        assert!(unread_day(interface, text).contains(text), "there is no month {month}");
    }
    for text in ["2024-09-", "yesterday", "2024", "2024-09-00"] {
        assert!(unread_day(interface, text).contains(text), "{text}");
    }
}

#[test]
fn who_asks_is_told_with_what_they_do_and_where() {
    let told = |options: &[&str]| who(&EN, &answers(&EN, "business", options, "2024-09-29"));
    let phrase = |id: &str| {
        let option = EN.explainer.option(id).expect("the law has this option");
        EN.wording[option].phrase.clone()
    };
    let alone = told(&[]);
    assert!(alone.contains(&phrase("us")) && alone.contains("Sept. 29, 2024"), "{alone}");
    assert!(alone.starts_with(char::is_uppercase), "{alone}");
    assert!(told(&["resell"]).contains(&phrase("resell")));
    assert!(told(&["elsewhere"]).contains(&phrase("elsewhere")));
    let product = told(&["embedded"]);
    assert!(!alone.contains(&phrase("software")) && product.contains(&phrase("embedded")), "{product}");
    let agency = who(&EN, &answers(&EN, "government", &["local", "use"], "2024-09-29"));
    let agency_alone = who(&EN, &answers(&EN, "government", &["local"], "2024-09-29"));
    assert!(
        agency.to_lowercase().contains(&phrase("local").to_lowercase()) && agency.contains(&phrase("use"))
    );
    assert!(agency != agency_alone && !agency_alone.contains('{'), "{agency_alone}");
}

#[test]
fn the_headline_is_the_first_verdict_and_each_short_answer_is_told_once() {
    for (role, options) in
        [("consumer", &[][..]), ("business", &["use", "resell"][..]), ("government", &["local"][..])]
    {
        let outcome = answer(&EN, role, options, "2026-11-25");
        let first = outcome.verdicts.first().expect("every answer has a verdict");
        assert_eq!(headline(&EN, &outcome), Some(EN.verdict(first)));
        let mut told: Vec<&str> = outcome.short_answers.iter().map(|shown| EN.short_answer(shown)).collect();
        told.dedup();
        assert_eq!(short_answers(&EN, &outcome), told, "{role}");
    }
}

#[test]
fn a_row_says_its_status_since_when_and_why() {
    let today = answer(&EN, "consumer", &[], "2026-11-25");
    let updates = row(&EN, &today, "updates");
    let RowStatus::Affects(provision) = updates.status else { panic!("Kaspersky is barred from updates") };
    assert_eq!(row_status(&EN, updates), EN.wording[provision].label);
    assert_eq!(row_since(&EN, updates).as_deref(), Some("Since Sept. 29, 2024"));

    let before = answer(&EN, "consumer", &[], "2024-07-01");
    let updates = row(&EN, &before, "updates");
    assert_eq!(row_status(&EN, updates), "Starts Sept. 29, 2024");
    assert_eq!(row_since(&EN, updates), None, "what is still to come has not held since any day");

    let resell = answer(&EN, "business", &[], "2026-11-25");
    let resell = row(&EN, &resell, "resell");
    let RowStatus::Binds(effect) = resell.status else { panic!("a reseller is barred") };
    assert_eq!(row_status(&EN, resell), EN.effect(effect).row);
}

#[test]
fn the_row_of_an_agency_says_you_to_nobody_else() {
    let city = answer(&EN, "government", &["local"], "2026-11-25");
    let federal = row(&EN, &city, "federal-executive");
    let RowStatus::Binds(effect) = federal.status else { panic!("a federal agency is barred") };
    assert_eq!(row_status(&EN, federal), EN.effect(effect).label);
    for law in [&*EN, &*ES] {
        let city = answer(law, "government", &["local"], "2026-11-25");
        for row in city.rows.iter().filter(|row| law.explainer[row.row].id.starts_with("state-")) {
            let status = row_status(law, row);
            assert!(!status.contains("You ") && !status.starts_with("Lo tiene"), "{status}");
        }
    }
}

#[test]
fn what_is_assumed_is_told_until_it_is_said() {
    let told = |options: &[&str]| assumptions(&EN, &answer(&EN, "consumer", options, "2024-09-29"));
    let phrase = |id: &str| {
        let option = EN.explainer.option(id).expect("the law has this option");
        EN.wording[option].phrase.clone()
    };
    let doing = format!("{} and {}", phrase("use"), phrase("buy"));
    assert_eq!(told(&[]), [phrase("us"), doing, phrase("software")]);
    assert_eq!(told(&["use"]), [phrase("us"), phrase("software")]);
    assert_eq!(told(&["use", "elsewhere", "other"]), Vec::<String>::new());
}

#[test]
fn notes_with_the_same_word_share_it() {
    let whys: Vec<String> = ["consumer", "business", "government"]
        .into_iter()
        .flat_map(|role| {
            let outcome = answer(&EN, role, &[], "2026-11-25");
            outcome.rows.iter().map(|row| row_why(&EN, row)).collect::<Vec<_>>()
        })
        .collect();
    for why in &whys {
        for word in ["Barred for Kaspersky since", "Barred for sellers since", "You are barred since"] {
            assert!(why.matches(word).count() <= 1, "{why}");
        }
    }
    let exempt = answer(&EN, "government", &["federal-executive", "embedded"], "2026-11-25");
    assert_eq!(
        row_why(&EN, row(&EN, &exempt, "federal-executive")),
        "Under section 1634 of the defense act for fiscal 2018. \
         Exempt: Identify Kaspersky products; Plan the removal; Begin the removal. \
         Unclear: No updates from Kaspersky; No Kaspersky Security Network."
    );
}

#[test]
fn every_row_of_every_reader_has_words_and_repeats_none() {
    for law in [&*EN, &*ES] {
        for role in law.explainer.roles().iter() {
            for day in ["2017-09-13", "2018-07-20", "2024-07-20", "2024-09-29", "2025-11-10", "2026-11-25"] {
                let answers = Answers::new(&law.explainer, role, on(day)).expect("it is a role");
                let outcome = outcome(&law.explainer, &answers);
                for row in &outcome.rows {
                    let id = &law.explainer[row.row].id;
                    let (status, why) = (row_status(law, row), row_why(law, row));
                    assert!(!status.is_empty() && !status.contains('{'), "{id} on {day}: {status}");
                    assert!(!why.contains('{') && !why.contains("  "), "{id} on {day}: {why}");
                    let in_force = row.rule.is_some_and(|rule| rule.timing == Timing::InForce);
                    assert_eq!(row_since(law, row).is_some(), in_force, "{id} on {day}");
                    for note in &row.notes {
                        let same = row.rule.is_some_and(|rule| {
                            (rule.standing, rule.timing, rule.from) == (note.standing, note.timing, note.from)
                        });
                        let word = provision_status(law, note.provision, note.standing);
                        let told = why.contains(word) || why.contains(&law.wording[note.provision].title);
                        assert!(told || same, "{id} on {day} says nothing of {word}: {why}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_answer_says_when_its_sources_were_last_checked() {
    let verified = EN.explainer.verified;
    let of_that_day = answer(&EN, "consumer", &[], &verified.to_iso());
    let later = answer(&EN, "consumer", &[], &verified.next().to_iso());
    let before = answer(&EN, "consumer", &[], "2017-09-12");
    let oldest = day(&EN.wording.interface, rules::last_checked(&EN.explainer, &of_that_day));
    assert_eq!(checked(&EN, &of_that_day), format!("Last checked {oldest}."));
    assert_eq!(later.notice, Some(Notice::AfterVerified));
    assert_eq!(checked(&EN, &later), checked(&EN, &of_that_day));
    let unchanged = format!("nothing has changed since {oldest}");
    assert_eq!(assumptions(&EN, &later).last(), Some(&unchanged));
    assert!(!assumptions(&EN, &of_that_day).contains(&unchanged));
    assert_eq!(checked(&EN, &before), notice(&EN, Notice::BeforeRecord));
    assert!(notice(&EN, Notice::BeforeRecord).contains("Sept. 13, 2017"));
    assert!(notice(&EN, Notice::AfterVerified).contains(&day(&EN.wording.interface, verified)));
}

#[test]
fn what_comes_next_is_told_with_its_distance() {
    let told = |day: &str| next_change(&EN.wording.interface, &answer(&EN, "consumer", &[], day));
    assert!(told("2024-09-28").contains("1 day") && told("2024-09-28").contains("Sept. 29, 2024"));
    assert!(told("2024-09-27").contains("2 days"), "{}", told("2024-09-27"));
    assert_eq!(told("2026-11-25"), EN.wording.interface.next_change_none());
}

#[test]
fn every_provision_says_why_and_when_it_stands_as_it_does() {
    for (role, options) in [
        ("consumer", &[][..]),
        ("business", &[][..]),
        ("business", &["use"][..]),
        ("government", &[][..]),
        ("government", &["local"][..]),
    ] {
        for date in ["2017-09-13", "2018-07-20", "2024-09-28", "2025-11-11", "2026-11-25"] {
            let outcome = answer(&EN, role, options, date);
            for found in &outcome.provisions {
                let id = &EN.explainer[found.provision].id;
                let (provision, words) = EN.provision(found.provision);
                let told = why(&EN, &outcome.answers, found);
                assert!(!told.is_empty() && !told.contains('{'), "{id}: {told}");
                match (&found.why, found.standing) {
                    (Why::Rule, Standing::Affects) => assert_eq!(told, words.affects),
                    (Why::Rule, _) => assert_eq!(told, words.binds),
                    (Why::Because(because), _) => assert_eq!(told, EN.text(*because)),
                    (Why::RuledOut(questions), _) => {
                        assert!(told.ends_with(&words.concerns), "{id}: {told}");
                        // The answers that rule it out are named as the reader has read them.
                        let counted = outcome.answers.counted(&EN.explainer);
                        let ruling: Vec<String> = questions
                            .iter()
                            .flat_map(|question| EN.explainer[*question].options.and(counted).iter())
                            .map(|option| quoted(&EN.wording.interface, &EN.wording[option].label))
                            .collect();
                        assert!(!ruling.is_empty(), "{id}: something rules it out");
                        assert!(ruling.iter().all(|label| told.contains(label)), "{id}: {told}");
                    }
                    (Why::Open(_), _) => assert!(told.contains(" if "), "{id}: {told}"),
                }
                let time = when(&EN.wording.interface, provision, found);
                let from = day(&EN.wording.interface, found.from);
                let last = found.until.map(|until| day(&EN.wording.interface, until));
                let named = time.contains(&from) || last.is_some_and(|last| time.contains(&last));
                assert!(named && !time.contains('{'), "{id}: {time}");
            }
        }
    }
}
