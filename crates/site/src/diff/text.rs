//! A diff for the terminal.

use std::fmt::Write as _;

use rules::Day;

use super::{Change, Count, Diff, Edit, Group, Kind, Listed, Text, told::english};

/// The whole diff, as plain text.
#[must_use]
pub fn text(diff: &Diff) -> String {
    let mut text = String::new();
    let mut line = |line: &str| writeln!(text, "{}", line.trim_end()).expect("a String takes any text");
    line(&format!("{}: {} → {}", diff.explainer, diff.before.name, diff.after.name));
    for sentence in summary(diff) {
        line(&sentence);
    }
    for (heading, groups) in [
        ("", &diff.groups),
        ("New readers, and what they are told", &diff.new_readers),
        ("Readers that are gone, and what they were told", &diff.retired_readers),
    ] {
        if groups.is_empty() {
            continue;
        }
        if !heading.is_empty() {
            line("");
            line(&heading.to_uppercase());
        }
        for (n, group) in (1..).zip(groups) {
            line("");
            for (index, who) in group.who.iter().enumerate() {
                let number = if index == 0 { format!("{n}.") } else { "   or".to_owned() };
                line(&format!("{number:<3} {who}"));
            }
            line(&format!("    {}", reach(group)));
            let mut days = String::new();
            for change in &group.changes {
                let now = span(change);
                if now != days {
                    line(&format!("  {now}"));
                    days = now;
                }
                line(&format!("    {}", subject(change)));
                for text in &change.texts {
                    let language = tag(&text.language);
                    for said in said(text) {
                        line(&format!("      {language}{said}"));
                    }
                }
            }
        }
    }
    for pages in &diff.pages {
        for (what, paths) in [("Pages added", &pages.added), ("Pages retired", &pages.retired)] {
            if !paths.is_empty() {
                line("");
                line(&format!("{what} ({}): {}", pages.language, paths.len()));
                paths.iter().for_each(|path| line(&format!("  {path}")));
            }
        }
    }
    for sentences in &diff.sentences {
        line("");
        line(&format!("Other sentences ({}.toml)", sentences.language));
        sentences.edits.iter().for_each(|edit| edited(edit).iter().for_each(|it| line(it)));
    }
    if !diff.law.is_empty() {
        line("");
        line("Edited in law.toml");
        diff.law.iter().for_each(|edit| edited(edit).iter().for_each(|it| line(it)));
    }
    text
}

/// The sentences at the head of a diff.
pub(super) fn summary(diff: &Diff) -> Vec<String> {
    if diff.is_empty() {
        return vec!["Nothing differs.".to_owned()];
    }
    let mut sentences = Vec::new();
    let first = diff.groups.iter().flat_map(|group| &group.changes).map(|change| &change.from).min();
    match first.and_then(|first| Day::from_iso(first)) {
        Some(first) => sentences.push(format!(
            "{}, and {}, are told something else, from {} on.",
            of(diff.readers, "reader with a page", "readers with a page"),
            of(diff.answers, "way to answer", "ways to answer"),
            english(first)
        )),
        None => sentences.push(format!(
            "All {} ways to answer keep their verdict, short answer, rows and standings; what else differs stands below.",
            thousands(diff.answers.of)
        )),
    }
    let counted = |groups: &[Group], what: &str| match groups.len() {
        0 => None,
        1 => Some(format!("1 reader with a page {what}.")),
        n => Some(format!("{n} readers with a page {what}.")),
    };
    sentences.extend(counted(&diff.new_readers, "added"));
    sentences.extend(counted(&diff.retired_readers, "retired"));
    for pages in &diff.pages {
        if !pages.added.is_empty() || !pages.retired.is_empty() {
            sentences.push(format!(
                "Pages ({}): {} added, {} retired.",
                pages.language,
                pages.added.len(),
                pages.retired.len()
            ));
        }
    }
    let Listed { added, retired } = &diff.languages;
    for (languages, what) in [(added, "added"), (retired, "retired")] {
        if !languages.is_empty() {
            sentences.push(format!("Languages {what}: {}.", languages.join(", ")));
        }
    }
    for sentences_of in &diff.unread_translations {
        let keys: Vec<&str> = sentences_of.edits.iter().map(|edit| edit.key.as_str()).collect();
        sentences.push(format!(
            "To be read again against the original ({}.toml): {}.",
            sentences_of.language,
            keys.join(", ")
        ));
    }
    match diff.faults {
        0 => {}
        1 => sentences.push("1 fault; `site check` names it.".to_owned()),
        n => sentences.push(format!("{n} faults; `site check` names them.")),
    }
    sentences
}

fn of(count: Count, one: &str, many: &str) -> String {
    let noun = if count.of == 1 { one } else { many };
    format!("{} of {} {noun}", thousands(count.changed), thousands(count.of))
}

/// Whom a group reaches, in numbers and addresses.
pub(super) fn reach(group: &Group) -> String {
    let ways = if group.answers == 1 {
        "1 way to answer".to_owned()
    } else {
        format!("{} ways to answer", thousands(group.answers))
    };
    let pages = group.pages.join(" ");
    match group.readers {
        0 => ways,
        n if n > group.pages.len() => format!("{ways}, {n} with a page: {pages} …"),
        n => format!("{ways}, {n} with a page: {pages}"),
    }
}

/// The days of a change: “From April 1, 2027”.
pub(super) fn span(change: &Change) -> String {
    let day = |iso: &str| Day::from_iso(iso).map_or_else(|| iso.to_owned(), english);
    match &change.until {
        None => format!("From {}", day(&change.from)),
        Some(until) if *until == change.from => format!("On {}", day(until)),
        Some(until) => format!("{} to {}", day(&change.from), day(until)),
    }
}

/// What a change is about.
pub(super) fn subject(change: &Change) -> String {
    match change.kind {
        Kind::Verdict if change.about.is_empty() => "Verdict".to_owned(),
        Kind::Verdict => format!("Further verdict: {}", change.about),
        Kind::ShortAnswer => format!("Short answer: {}", change.about),
        Kind::Row => format!("Row: {}", change.about),
        Kind::Rule => format!("Rule {}: {}", change.id, change.about),
        Kind::Reason => format!("Reason given under {}: {}", change.id, change.about),
    }
}

fn said(text: &Text) -> Vec<String> {
    match (&text.before, &text.after) {
        (Some(before), Some(after)) => vec![format!("“{before}”"), format!("becomes “{after}”")],
        (Some(before), None) => vec![format!("“{before}” is gone")],
        (None, Some(after)) => vec![format!("“{after}”")],
        (None, None) => Vec::new(),
    }
}

fn tag(language: &str) -> String {
    if language.is_empty() { String::new() } else { format!("{language}: ") }
}

fn edited(edit: &Edit) -> Vec<String> {
    let mut lines = vec![format!("  {}", edit.key)];
    if let Some(before) = &edit.before {
        lines.push(format!("    - {before}"));
    }
    if let Some(after) = &edit.after {
        lines.push(format!("    + {after}"));
    }
    lines
}

/// A number with its thousands set apart.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_set_apart() {
        let numbers = [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")];
        numbers.into_iter().for_each(|(number, text)| assert_eq!(thousands(number), text));
    }
}
