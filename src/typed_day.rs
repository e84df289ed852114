//! A day as people type it, and precisely what is wrong with one that does not exist.

use rules::{Day, Interface, fill};

use crate::sentences;

#[cfg(test)]
mod tests;

/// The three fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// A number or a name; a whole day is understood here too, as in `9/29/2024` or `2024-09-29`.
    pub month: String,
    /// A number.
    pub day: String,
    /// Four digits.
    pub year: String,
}

/// Which field a fault belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The month.
    Month,
    /// The day of the month.
    Day,
    /// The year.
    Year,
}

impl Field {
    /// The id of its input.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Month => "day-month",
            Self::Day => "day-day",
            Self::Year => "day-year",
        }
    }
}

/// What is wrong: where, and one sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field to mend.
    pub field: Field,
    /// The sentence, in the reader's language.
    pub text: String,
    /// The day as it was meant, `2024-09-31`, where there is no such day in its month.
    pub no_such_day: Option<String>,
}

/// The day that was typed.
///
/// # Errors
///
/// The first fault in reading order: something missing, a part that is none, a day that does not exist,
/// a day before `record`.
pub fn read(interface: &Interface, record: Day, typed: &Typed) -> Result<Day, Fault> {
    let fault = |field: Field, text: String| Err(Fault { field, text, no_such_day: None });
    let [month, day, year] = parts(interface, typed);
    let fields = [
        (Field::Month, &month, interface.month()),
        (Field::Day, &day, interface.day()),
        (Field::Year, &year, interface.year()),
    ];
    if fields.iter().all(|(_, part, _)| part.is_empty()) {
        return fault(fields[0].0, interface.error_empty().to_owned());
    }
    for (field, part, name) in fields {
        if part.is_empty() {
            return fault(field, fill(interface.error_missing(), &[("part", &name.to_ascii_lowercase())]));
        }
    }
    let Some(month_number) = month_number(interface, &month) else {
        return fault(Field::Month, fill(interface.error_month(), &[("found", &month)]));
    };
    let trimmed = day.trim_end_matches(|letter: char| is_letter(letter) || letter == '.');
    let Some(day_number) = trimmed.parse::<u32>().ok().filter(|number| (1..=31).contains(number)) else {
        return fault(Field::Day, fill(interface.error_day(), &[("found", &day)]));
    };
    let four_digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let Some(year_number) = year.parse::<i32>().ok().filter(|_| four_digits) else {
        return fault(Field::Year, fill(interface.error_year(), &[("found", &year)]));
    };
    let Some(found) = Day::new(year_number, month_number, day_number) else {
        let name = &interface.months[month_number as usize - 1];
        let n_days =
            (28..=31).rev().find(|n| Day::new(year_number, month_number, *n).is_some()).unwrap_or(28);
        let values = [("month", name.as_str()), ("year", &year), ("days", &n_days.to_string())];
        return Err(Fault {
            field: Field::Day,
            text: fill(interface.error_no_such_day(), &values),
            no_such_day: Some(format!("{year_number:04}-{month_number:02}-{day_number:02}")),
        });
    };
    if found < record {
        return fault(
            Field::Year,
            fill(interface.error_before_record(), &[("day", &sentences::day(interface, record))]),
        );
    }
    Ok(found)
}

/// Month, day and year; a whole day typed into one field is taken apart.
fn parts(interface: &Interface, typed: &Typed) -> [String; 3] {
    let fields = [typed.month.trim(), typed.day.trim(), typed.year.trim()];
    let filled: Vec<&str> = fields.iter().copied().filter(|field| !field.is_empty()).collect();
    if let [whole] = filled[..] {
        // “de”, “del”, “el”, “of”, “the”: short words that are no month say nothing.
        let pieces: Vec<&str> = whole
            .split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '-' | '.' | ','))
            .filter(|piece| {
                !piece.is_empty()
                    && (piece.len() > 3
                        || !piece.starts_with(is_letter)
                        || month_number(interface, piece).is_some())
            })
            .collect();
        if let [first, second, third] = pieces[..] {
            let is_month = |piece: &str| month_number(interface, piece).is_some();
            let day_first = match (is_month(first), is_month(second)) {
                (true, false) => false,
                (false, true) => true,
                // Either may be the month, or neither: a name is, else the first, as readers in the United States
                // write a day in every language.
                _ => second.starts_with(is_letter),
            };
            let in_order = if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
                [second, third, first]
            } else if day_first {
                [second, first, third]
            } else {
                [first, second, third]
            };
            return in_order.map(str::to_owned);
        }
    }
    fields.map(str::to_owned)
}

/// Whether this is a letter, as far as a day needs to know: the tables of Unicode are a kilobyte of the engine.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || !letter.is_ascii()
}

/// A month by its number, its name or the first letters of its name, three at least.
fn month_number(interface: &Interface, text: &str) -> Option<u32> {
    if let Ok(number) = text.parse::<u32>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let text = text.trim_end_matches('.').to_ascii_lowercase();
    // A name has three letters at least.
    text.chars().nth(2)?;
    let index = interface.months.iter().position(|month| month.to_ascii_lowercase().starts_with(&text))?;
    // After the twelve names of this language stand those that are understood too.
    u32::try_from(index % 12 + 1).ok()
}
