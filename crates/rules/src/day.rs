//! A civil day in US Eastern time.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil day in US Eastern time: the unit in which the law begins and ends.
///
/// It is written into the baked law as the number of days since January 1 of the year 1 (day 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The day of this year, month (1 to 12) and day of the month (1 to 31); `None` when there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads the form `2024-09-29`: four digits, two, two, a real day; anything else is `None`.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: core::ops::Range<usize>| {
            bytes[range]
                .iter()
                .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
        };
        Self::new(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)
    }

    /// The form `2024-09-29`. Years outside 0 to 9999 keep their digits and sign.
    #[must_use]
    pub fn to_iso(self) -> String {
        let sign = if self.year() < 0 { "-" } else { "" };
        format!("{sign}{:04}-{:02}-{:02}", self.year().unsigned_abs(), self.month(), self.day())
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day after; the last day chrono knows stays itself.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The day before; the first day chrono knows stays itself.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    /// How many days later `other` is; negative when it is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.0.num_days_from_ce() - self.0.num_days_from_ce()
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.num_days_from_ce().serialize(serializer)
    }
}

/// Total: a number of days outside the calendar gives the first or the last day there is.
impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let days = i32::deserialize(deserializer)?;
        let outside = if days.is_negative() { NaiveDate::MIN } else { NaiveDate::MAX };
        Ok(Self(NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(outside)))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::{IntoDeserializer, value};

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::new(year, month, day).expect("a test names real days")
    }

    #[test]
    fn the_iso_form_is_read_and_nothing_near_it() {
        assert_eq!(Day::from_iso("2024-09-29"), Some(day(2024, 9, 29)));
        assert_eq!(Day::from_iso("0000-01-01"), Some(day(0, 1, 1)));
        for text in [
            "",
            "2024-9-29",
            "2024-09-2",
            "2024-09-290",
            "2024/09-29",
            "2024-09/29",
            "2024x09x29",
            "+024-09-29",
            "2024-0a-29",
            "2024-13-01",
            "2024-02-30",
            "2024-00-10",
            "2024-10-00",
            "20240929--",
            "２024-09-29",
        ] {
            assert_eq!(Day::from_iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_iso_form_is_written_with_four_two_and_two_digits() {
        assert_eq!(day(2024, 9, 5).to_iso(), "2024-09-05");
        assert_eq!(day(7, 12, 31).to_iso(), "0007-12-31");
        assert_eq!(day(0, 1, 1).to_iso(), "0000-01-01");
        assert_eq!(day(-12, 1, 1).to_iso(), "-0012-01-01");
        assert_eq!(day(12_345, 1, 1).to_iso(), "12345-01-01");
    }

    #[test]
    fn a_number_of_days_outside_the_calendar_is_its_first_or_its_last_day() {
        let read = |days: i32| {
            Day::deserialize(IntoDeserializer::<value::Error>::into_deserializer(days))
                .expect("any number is a day")
        };
        assert_eq!(read(1), day(1, 1, 1));
        assert_eq!(read(0), day(0, 12, 31));
        assert_eq!((read(i32::MIN), read(i32::MAX)), (Day(NaiveDate::MIN), Day(NaiveDate::MAX)));
    }

    #[test]
    fn days_follow_each_other_over_the_ends_of_months_and_years() {
        assert_eq!(day(2023, 12, 31).next(), day(2024, 1, 1));
        assert_eq!(day(2024, 3, 1).previous(), day(2024, 2, 29));
        assert_eq!(day(2024, 2, 28).days_until(day(2024, 3, 1)), 2);
        assert_eq!(day(2024, 3, 1).days_until(day(2024, 2, 28)), -2);
        assert_eq!((day(2024, 3, 1).year(), day(2024, 3, 1).month(), day(2024, 3, 1).day()), (2024, 3, 1));
        let (first, last) = (Day(NaiveDate::MIN), Day(NaiveDate::MAX));
        assert_eq!((first.previous(), last.next()), (first, last), "the calendar ends without a panic");
    }
}
