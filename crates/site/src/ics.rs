//! Calendars: the days on which the law changes, as RFC 5545 has it.
//!
//! What a day says comes from the timeline of the page: a calendar never says more, less or something else.

use ban_explainer::timeline::{Event, timeline};
use rules::{Day, Law, Outcome};

use crate::stable_id::stable_id;

/// How many bytes a line may have before it is folded.
const LONGEST_LINE: usize = 75;

/// The name of the calendar of all days in a language, seen from the folder of the site.
#[must_use]
pub fn file_name(language: &str) -> String {
    format!("dates-{language}.ics")
}

/// The days of one outcome; without one, of every provision. `page` is the address of the page it is of.
///
/// A day keeps its `UID` over releases, hosts and answers, so that a calendar is updated instead of doubled.
#[must_use]
pub fn calendar(law: &Law, outcome: Option<&Outcome>, page: &str) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//ban-explainer//{}//{}", law.explainer.id, law.wording.language.to_uppercase()),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escape(&law.wording.title)),
    ];
    if outcome.is_none() {
        // The calendar to subscribe to: it has a name of its own, and is asked for once a day (RFC 7986).
        lines.push(format!("NAME:{}", escape(&law.wording.title)));
        lines.push("REFRESH-INTERVAL;VALUE=DURATION:P1D".to_owned());
        lines.push("X-PUBLISHED-TTL:P1D".to_owned());
    }
    for day in timeline(law, outcome) {
        lines.extend(event(law, &day, page));
    }
    lines.push("END:VCALENDAR".to_owned());
    let mut text = String::new();
    for line in lines {
        fold(&mut text, &line);
    }
    text
}

/// A day: its first sentence is the summary, and where it has more, all of them are the description.
fn event(law: &Law, day: &Event, page: &str) -> Vec<String> {
    let summary = day.sentences.first().map_or("", String::as_str);
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", stable_id(&[&law.explainer.id, "day", &day.on.to_iso()])),
        // In a calendar without a method this is when its words were last changed (RFC 5545, 3.8.7.2).
        format!("DTSTAMP:{}T000000Z", compact(law.explainer.changed())),
        // A day without an end lasts one day (RFC 5545, 3.6.1).
        format!("DTSTART;VALUE=DATE:{}", compact(day.on)),
        format!("SUMMARY:{}", escape(summary)),
    ];
    if day.sentences.len() > 1 {
        lines.push(format!("DESCRIPTION:{}", escape(&day.sentences.join(" "))));
    }
    lines.extend([format!("URL:{page}"), "TRANSP:TRANSPARENT".to_owned(), "END:VEVENT".to_owned()]);
    lines
}

fn compact(day: Day) -> String {
    day.to_iso().replace('-', "")
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Writes a line, folded so that no part has more than 75 bytes and no letter is cut.
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}
