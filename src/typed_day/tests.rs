//! Days as people type them, and each way to be wrong.

use std::{path::Path, sync::LazyLock};

use rules::{Day, Law};

use super::{Field, Typed, read};

mod languages;
mod mistyped;

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this repository has no faults")
});

fn typed(month: &str, day: &str, year: &str) -> Result<String, (Field, String)> {
    let typed = Typed { month: month.to_owned(), day: day.to_owned(), year: year.to_owned() };
    let law = &*LAW;
    let found = read(&law.wording.interface, law.explainer.record, &typed);
    found.map(Day::to_iso).map_err(|fault| (fault.field, fault.text))
}

#[track_caller]
fn check(fields: [&str; 3], expected: &str) {
    assert_eq!(typed(fields[0], fields[1], fields[2]), Ok(expected.to_owned()), "{fields:?}");
}

#[track_caller]
fn check_fault(fields: [&str; 3], field: Field, text: &str) {
    assert_eq!(typed(fields[0], fields[1], fields[2]), Err((field, text.to_owned())), "{fields:?}");
}

#[test]
fn three_fields_are_a_day() {
    check(["9", "29", "2024"], "2024-09-29");
    check([" 09 ", " 29 ", " 2024 "], "2024-09-29");
    check(["12", "31", "9999"], "9999-12-31");
    check(["1", "1", "2018"], "2018-01-01");
    check(["2", "29", "2024"], "2024-02-29");
}

#[test]
fn a_month_is_a_number_a_name_or_its_first_letters() {
    for month in ["September", "september", "SEP", "Sept", "Sept.", "sep."] {
        check([month, "29", "2024"], "2024-09-29");
    }
    for (index, month) in LAW.wording.interface.months.iter().enumerate() {
        check([month, "1", "2024"], &format!("2024-{:02}-01", index + 1));
    }
    for month in ["se", "0", "13", "septembre!", "x", "99999999999"] {
        let text = format!("“{month}” is not a month; type a number from 1 to 12 or a name");
        check_fault([month, "29", "2024"], Field::Month, &text);
    }
}

#[test]
fn a_day_may_be_an_ordinal() {
    check(["9", "29th", "2024"], "2024-09-29");
    check(["9", "1st", "2024"], "2024-09-01");
    check(["9", "3.", "2024"], "2024-09-03");
    check(["9", "3º", "2024"], "2024-09-03");
    for day in ["0", "32", "x", "-1", "1.5"] {
        let text = format!("“{day}” is not a day; type a number from 1 to 31");
        check_fault(["9", day, "2024"], Field::Day, &text);
    }
}

#[test]
fn a_year_has_four_digits() {
    for year in ["24", "20245", "202x", "+202", "-024"] {
        let text = format!("“{year}” is not a year; type four digits, like 2024");
        check_fault(["9", "29", year], Field::Year, &text);
    }
}

#[test]
fn what_is_missing_is_named() {
    check_fault(["", "", ""], Field::Month, "Enter a month, a day and a year");
    check_fault(["", "29", "2024"], Field::Month, "The date must include a month");
    check_fault(["9", "", "2024"], Field::Day, "The date must include a day");
    check_fault(["9", "29", ""], Field::Year, "The date must include a year");
    check_fault([" ", "29", "2024"], Field::Month, "The date must include a month");
}

#[test]
fn a_day_that_does_not_exist_is_told_by_its_month() {
    check_fault(["2", "30", "2025"], Field::Day, "There is no such date: February 2025 has 28 days");
    check_fault(["2", "30", "2024"], Field::Day, "There is no such date: February 2024 has 29 days");
    check_fault(["4", "31", "2024"], Field::Day, "There is no such date: April 2024 has 30 days");
}

#[test]
fn the_record_is_the_first_day_that_is_answered() {
    check(["9", "13", "2017"], "2017-09-13");
    check_fault(
        ["9", "12", "2017"],
        Field::Year,
        "The date must be on or after Sept. 13, 2017, when our record starts",
    );
}

#[test]
fn a_whole_day_is_understood_in_any_one_field() {
    for whole in [
        "9/29/2024",
        "09-29-2024",
        "9.29.2024",
        "2024-09-29",
        "2024/9/29",
        "September 29, 2024",
        "29 September 2024",
        "Sept 29 2024",
    ] {
        check([whole, "", ""], "2024-09-29");
        check(["", whole, ""], "2024-09-29");
        check(["", "", whole], "2024-09-29");
    }
    // Two fields filled are no whole day.
    check_fault(["9/29/2024", "1", ""], Field::Year, "The date must include a year");
    check_fault(["9/29", "", ""], Field::Day, "The date must include a day");
}

#[test]
fn each_field_has_the_id_of_its_input() {
    assert_eq!([Field::Month, Field::Day, Field::Year].map(Field::id), ["day-month", "day-day", "day-year"]);
}
