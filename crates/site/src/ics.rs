//! Calendars: the days on which the law changes, as RFC 5545 has it.

use ban_explainer::words;
use rules::{Change, Day, Law, Outcome, changes, every_change};

/// How many bytes a line may have before it is folded.
const LONGEST_LINE: usize = 75;

/// The days of change of one outcome; without one, of every provision.
///
/// A day keeps its `UID` over releases, so that a subscriber's calendar is updated instead of doubled.
#[must_use]
pub fn calendar(law: &Law, outcome: Option<&Outcome>, origin: &str) -> String {
    let changes = match outcome {
        Some(outcome) => changes(&law.explainer, outcome),
        None => every_change(&law.explainer),
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//ban-explainer//{}//{}", law.explainer.id, law.wording.language.to_uppercase()),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escape(&law.wording.title)),
    ];
    for change in &changes {
        lines.extend(event(law, change, origin));
    }
    lines.push("END:VCALENDAR".to_owned());
    let mut text = String::new();
    for line in lines {
        fold(&mut text, &line);
    }
    text
}

fn event(law: &Law, change: &Change, origin: &str) -> [String; 9] {
    let titles: Vec<String> =
        change.provisions.iter().map(|index| law.wording.provisions[*index].begins.clone()).collect();
    let known = law.explainer.days.iter().position(|day| *day == change.on);
    let summary = known.map_or_else(|| titles[0].clone(), |index| law.wording.days[index].what.clone());
    let host = origin.split("://").nth(1).unwrap_or(origin);
    [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}-{}@{host}", law.explainer.id, change.on.to_iso()),
        format!("DTSTAMP:{}T000000Z", compact(law.explainer.changed())),
        format!("DTSTART;VALUE=DATE:{}", compact(change.on)),
        format!("DTEND;VALUE=DATE:{}", compact(change.on.next())),
        format!("SUMMARY:{}", escape(&summary)),
        format!(
            "DESCRIPTION:{}",
            escape(&format!("{} {}", titles.join(" "), words::day(&law.wording.interface, change.on)))
        ),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
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
