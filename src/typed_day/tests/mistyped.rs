//! Days as people mistype them: each is told the one thing that mends it, in these words.

use rules::Day;

use crate::typed_day::{
    self,
    Field::{self, Day as D, Month as M, Year as Y},
    Typed,
};

const EMPTY: &str = "Enter a month, a day and a year";
const NO_MONTH: &str = "The date must include a month";
const NO_DAY: &str = "The date must include a day";
const NO_YEAR: &str = "The date must include a year";
const TOO_EARLY: &str = "The date must be on or after Sept. 13, 2017, when our record starts";

/// What was typed into the three fields, the field to mend, and what is said.
const WRONG: &[([&str; 3], Field, &str)] = &[
    // Nothing, or not all.
    (["", "", ""], M, EMPTY),
    ([" ", "  ", " "], M, EMPTY),
    (["\u{a0}", "", ""], M, EMPTY),
    (["9", "", ""], D, NO_DAY),
    (["", "29", ""], M, NO_MONTH),
    (["", "", "2024"], M, NO_MONTH),
    (["9", "29", ""], Y, NO_YEAR),
    (["9", "", "2024"], D, NO_DAY),
    (["", "29", "2024"], M, NO_MONTH),
    (["sep", "29", " "], Y, NO_YEAR),
    (["September", "", "2024"], D, NO_DAY),
    // A month that is none.
    (["0", "1", "2024"], M, "“0” is not a month; type a number from 1 to 12 or a name"),
    (["00", "1", "2024"], M, "“00” is not a month; type a number from 1 to 12 or a name"),
    (["13", "1", "2024"], M, "“13” is not a month; type a number from 1 to 12 or a name"),
    (["29", "9", "2024"], M, "“29” is not a month; type a number from 1 to 12 or a name"),
    (["-9", "1", "2024"], M, "“-9” is not a month; type a number from 1 to 12 or a name"),
    (["9.5", "1", "2024"], M, "“9.5” is not a month; type a number from 1 to 12 or a name"),
    (["1e1", "1", "2024"], M, "“1e1” is not a month; type a number from 1 to 12 or a name"),
    (["99999999999", "1", "2024"], M, "“99999999999” is not a month; type a number from 1 to 12 or a name"),
    (["j", "1", "2024"], M, "“j” is not a month; type a number from 1 to 12 or a name"),
    (["ju", "1", "2024"], M, "“ju” is not a month; type a number from 1 to 12 or a name"),
    (["febuary", "1", "2025"], M, "“febuary” is not a month; type a number from 1 to 12 or a name"),
    (["septembre", "1", "2025"], M, "“septembre” is not a month; type a number from 1 to 12 or a name"),
    (["Monday", "1", "2025"], M, "“Monday” is not a month; type a number from 1 to 12 or a name"),
    (["today", "1", "2025"], M, "“today” is not a month; type a number from 1 to 12 or a name"),
    (["Q3", "1", "2025"], M, "“Q3” is not a month; type a number from 1 to 12 or a name"),
    (["九", "1", "2025"], M, "“九” is not a month; type a number from 1 to 12 or a name"),
    (["9月", "1", "2025"], M, "“9月” is not a month; type a number from 1 to 12 or a name"),
    (["<b>", "1", "2025"], M, "“<b>” is not a month; type a number from 1 to 12 or a name"),
    (["{found}", "1", "2025"], M, "“{found}” is not a month; type a number from 1 to 12 or a name"),
    // A day that is none.
    (["9", "0", "2024"], D, "“0” is not a day; type a number from 1 to 31"),
    (["9", "32", "2024"], D, "“32” is not a day; type a number from 1 to 31"),
    (["9", "-1", "2024"], D, "“-1” is not a day; type a number from 1 to 31"),
    (["9", "2024", "29"], D, "“2024” is not a day; type a number from 1 to 31"),
    (["9", "29.0", "2024"], D, "“29.0” is not a day; type a number from 1 to 31"),
    (["9", "29,", "2024"], D, "“29,” is not a day; type a number from 1 to 31"),
    (["9", "x", "2024"], D, "“x” is not a day; type a number from 1 to 31"),
    (["9", "th", "2024"], D, "“th” is not a day; type a number from 1 to 31"),
    (["9", "first", "2024"], D, "“first” is not a day; type a number from 1 to 31"),
    (["9", "2 9", "2024"], D, "“2 9” is not a day; type a number from 1 to 31"),
    (["9", "4294967325", "2024"], D, "“4294967325” is not a day; type a number from 1 to 31"),
    (["9", "٢٩", "2024"], D, "“٢٩” is not a day; type a number from 1 to 31"),
    // A year that is none.
    (["9", "29", "24"], Y, "“24” is not a year; type four digits, like 2024"),
    (["9", "29", "’24"], Y, "“’24” is not a year; type four digits, like 2024"),
    (["9", "29", "224"], Y, "“224” is not a year; type four digits, like 2024"),
    (["9", "29", "20024"], Y, "“20024” is not a year; type four digits, like 2024"),
    (["9", "29", "-2024"], Y, "“-2024” is not a year; type four digits, like 2024"),
    (["9", "29", "+202"], Y, "“+202” is not a year; type four digits, like 2024"),
    (["9", "29", "2O24"], Y, "“2O24” is not a year; type four digits, like 2024"),
    (["9", "29", "2024 AD"], Y, "“2024 AD” is not a year; type four digits, like 2024"),
    (["9", "29", "２０２４"], Y, "“２０２４” is not a year; type four digits, like 2024"),
    // Days that the calendar does not have.
    (["2", "29", "2025"], D, "There is no such date: February 2025 has 28 days"),
    (["2", "30", "2024"], D, "There is no such date: February 2024 has 29 days"),
    (["feb", "31", "2026"], D, "There is no such date: February 2026 has 28 days"),
    (["2", "29", "2100"], D, "There is no such date: February 2100 has 28 days"),
    (["4", "31", "2024"], D, "There is no such date: April 2024 has 30 days"),
    (["June", "31", "2024"], D, "There is no such date: June 2024 has 30 days"),
    (["9", "31st", "2024"], D, "There is no such date: September 2024 has 30 days"),
    (["Nov.", "31", "2025"], D, "There is no such date: November 2025 has 30 days"),
    // Days before the record.
    (["9", "12", "2017"], Y, TOO_EARLY),
    (["1", "1", "2017"], Y, TOO_EARLY),
    (["12", "31", "1999"], Y, TOO_EARLY),
    (["1", "1", "0001"], Y, TOO_EARLY),
    (["7", "4", "1776"], Y, TOO_EARLY),
    // A whole day in one field.
    (["2/30/2025", "", ""], D, "There is no such date: February 2025 has 28 days"),
    (["2025-02-29", "", ""], D, "There is no such date: February 2025 has 28 days"),
    (["", "", "9/29/24"], Y, "“24” is not a year; type four digits, like 2024"),
    (["2017-09-12", "", ""], Y, TOO_EARLY),
    (["9/29", "", ""], D, NO_DAY),
];

/// Days that are understood however they are typed.
const RIGHT: &[([&str; 3], &str)] = &[
    (["9", "29", "2024"], "2024-09-29"),
    (["09", "029", "2024"], "2024-09-29"),
    (["September", "29", "2024"], "2024-09-29"),
    (["sep", "29", "2024"], "2024-09-29"),
    (["Sept.", "29th", "2024"], "2024-09-29"),
    (["SEPTEMBER", " 29 ", " 2024 "], "2024-09-29"),
    (["may", "1st", "2025"], "2025-05-01"),
    (["2", "29", "2024"], "2024-02-29"),
    (["9", "13", "2017"], "2017-09-13"),
    (["9/29/2024", "", ""], "2024-09-29"),
    (["2024-09-29", "", ""], "2024-09-29"),
    (["", "September 29, 2024", ""], "2024-09-29"),
    (["", "", "29 September 2024"], "2024-09-29"),
    (["29.9.2024", "", ""], "2024-09-29"),
    (["12", "31", "9999"], "9999-12-31"),
];

fn read(typed: [&str; 3]) -> Result<Day, typed_day::Fault> {
    let law = &*super::LAW;
    let [month, day, year] = typed.map(str::to_owned);
    typed_day::read(&law.wording.interface, law.explainer.record, &Typed { month, day, year })
}

#[test]
fn every_wrong_day_is_told_what_mends_it() {
    assert!(WRONG.len() >= 60, "there are {} wrong days", WRONG.len());
    for (typed, field, said) in WRONG {
        let found = read(*typed).expect_err(&format!("{typed:?} is no day"));
        assert_eq!((found.field, found.text.as_str()), (*field, *said), "{typed:?}");
    }
}

#[test]
fn a_day_is_understood_as_people_write_it() {
    for (typed, day) in RIGHT {
        let found = read(*typed).unwrap_or_else(|fault| panic!("{typed:?}: {}", fault.text));
        assert_eq!(found.to_iso(), *day, "{typed:?}");
    }
}
