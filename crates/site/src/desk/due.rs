//! `site due`: what is to be looked up again, by urgency, with the place, the words and the rules that rest on them.
//!
//! It reads `law.toml` as plain tables: what is watched is the record of sources, not the rules.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use law_files::{fault::Fault, law};
use rules::{DAYS_UNTIL_STALE, Day};
use serde::Serialize;
use toml::{Table, Value};

/// What is due on a day, and what comes next.
#[derive(Debug, Serialize)]
pub struct Due {
    /// The day it is due by.
    pub today: String,
    /// Everything to be looked up, the most urgent first.
    pub due: Vec<Item>,
    /// What comes next: the first day on which anything else is due.
    pub next: Option<Next>,
}

/// Something to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Why it is due.
    pub kind: Kind,
    /// The id of the source; absent where no source is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Since which day.
    pub since: String,
    /// How many days that is.
    pub days: i32,
    /// What is to be looked up, for an editor.
    pub what: String,
    /// Where to look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The words that have to be found there still.
    pub quotations: Vec<String>,
    /// The provisions that rest on it.
    pub provisions: Vec<String>,
    /// What else rests on it: reasons, claims and advice.
    pub also: Vec<String>,
}

/// Why something is due, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Its `[[recheck]]` names a day that has come.
    Recheck,
    /// A day of a rule has come since the sources were last checked: did it happen?
    DayOfARule,
    /// A source was not checked for 90 days.
    Source,
    /// Not every source was checked for 90 days.
    Verified,
}

/// The first day on which something else is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The day.
    pub on: String,
    /// What is due then.
    pub what: String,
}

/// What is due by this day.
///
/// # Errors
///
/// The faults that keep the law from being read.
pub fn due(folder: &Path, today: Day) -> Result<Due, Vec<Fault>> {
    let law = law::load(folder, law::ORIGINAL)?;
    let table = table(folder)?;
    let rests = Rests::of(&table);
    let verified = law.explainer.verified;
    let mut items = rechecks(&table);
    items.extend(days_of_rules(&table, verified));
    items.extend(sources(&table, &rests));
    items.push(Item {
        kind: Kind::Verified,
        source: None,
        since: late(verified).to_iso(),
        days: 0,
        what: format!(
            "every source of {}: all were last checked on {}; check them, then set `verified`",
            law.explainer.id,
            verified.to_iso()
        ),
        address: None,
        quotations: Vec::new(),
        provisions: Vec::new(),
        also: Vec::new(),
    });
    let mut due = Vec::new();
    let mut next: Option<Next> = None;
    for mut item in items {
        let since = Day::from_iso(&item.since).expect("it was written from a day");
        if since <= today {
            item.days = since.days_until(today);
            due.push(item);
        } else if next.as_ref().is_none_or(|next| item.since < next.on) {
            let what = item.source.map_or(item.what, |id| format!("the source {id}"));
            next = Some(Next { on: item.since, what });
        }
    }
    due.sort_by(|one, other| {
        let by = |item: &Item| (item.kind, -item.days, usize::MAX - item.provisions.len());
        by(one).cmp(&by(other))
    });
    Ok(Due { today: today.to_iso(), due, next })
}

/// The first day on which something last checked on this one counts as stale.
fn late(checked: Day) -> Day {
    (0..=DAYS_UNTIL_STALE).fold(checked, |day, _| day.next())
}

fn table(folder: &Path) -> Result<Table, Vec<Fault>> {
    let text = fs::read_to_string(folder.join("law.toml")).map_err(|why| why.to_string());
    text.and_then(|text| text.parse::<Table>().map_err(|why| why.message().to_owned()))
        .map_err(|text| vec![Fault { file: "law.toml".to_owned(), line: 1, text }])
}

fn rechecks(table: &Table) -> Vec<Item> {
    let of = |recheck: &Table| {
        Some(Item {
            kind: Kind::Recheck,
            source: None,
            since: day(recheck.get("on")?)?.to_iso(),
            days: 0,
            what: format!("{}; then take the [[recheck]] out or move its day", text(recheck, "what")),
            address: None,
            quotations: Vec::new(),
            provisions: texts(recheck, "provisions"),
            also: Vec::new(),
        })
    };
    tables(table, "recheck").into_iter().filter_map(of).collect()
}

/// Days that the law names and that have come since anybody looked.
fn days_of_rules(table: &Table, verified: Day) -> Vec<Item> {
    let mut items: BTreeMap<(Day, &str), Vec<String>> = BTreeMap::new();
    for provision in tables(table, "provision") {
        let id = text(provision, "id");
        let mut add = |value: Option<&Value>, after: bool, what: &'static str| {
            for on in value.into_iter().flat_map(days) {
                let on = if after { on.next() } else { on };
                if on > verified {
                    items.entry((on, what)).or_default().push(id.to_owned());
                }
            }
        };
        for version in tables(provision, "version") {
            add(version.get("from"), false, "was to begin or to change");
            add(version.get("until"), true, "was to have ended");
            if let Some(suspended) = version.get("suspended").and_then(Value::as_table) {
                add(suspended.get("from"), false, "was to be suspended");
                add(suspended.get("until"), true, "was to come back from its suspension");
            }
        }
    }
    items
        .into_iter()
        .map(|((on, what), provisions)| Item {
            kind: Kind::DayOfARule,
            source: None,
            since: on.to_iso(),
            days: 0,
            what: format!(
                "whether it came as the law says: {} {what} on {}, after the sources were last checked",
                provisions.join(", "),
                on.to_iso()
            ),
            address: None,
            quotations: Vec::new(),
            provisions,
            also: Vec::new(),
        })
        .collect()
}

fn sources(table: &Table, rests: &Rests) -> Vec<Item> {
    let of = |source: &Table| {
        let id = text(source, "id");
        let checked = day(source.get("checked")?)?;
        let rests = rests.0.get(id).cloned().unwrap_or_default();
        let place = source.get("place").and_then(Value::as_str).map_or(String::new(), |at| format!(", {at}"));
        Some(Item {
            kind: Kind::Source,
            source: Some(id.to_owned()),
            since: late(checked).to_iso(),
            days: 0,
            what: format!(
                "“{}” ({}{place}), last checked on {}; find the words below in it, then set its `checked`",
                text(source, "title"),
                text(source, "publisher"),
                checked.to_iso()
            ),
            address: Some(text(source, "address").to_owned()),
            quotations: rests.quotations,
            provisions: rests.provisions,
            also: rests.also,
        })
    };
    tables(table, "source").into_iter().filter_map(of).collect()
}

/// What rests on each source.
#[derive(Default)]
struct Rests(BTreeMap<String, Rest>);

#[derive(Clone, Default)]
struct Rest {
    quotations: Vec<String>,
    provisions: Vec<String>,
    also: Vec<String>,
}

impl Rests {
    fn of(table: &Table) -> Self {
        let mut rests = Self::default();
        for (list, is_provision) in [("provision", true), ("claim", false)] {
            for found in tables(table, list) {
                let id = text(found, "id");
                for evidence in tables(found, "sources") {
                    let rest = rests.of_source(text(evidence, "id"));
                    add(&mut rest.quotations, text(evidence, "quote"));
                    if is_provision {
                        add(&mut rest.provisions, id);
                    } else {
                        add(&mut rest.also, &format!("{list} {id}"));
                    }
                }
            }
        }
        for list in ["reason", "advice"] {
            for found in tables(table, list) {
                let rest = rests.of_source(text(found, "source"));
                add(&mut rest.quotations, text(found, "quote"));
                add(&mut rest.also, &format!("{list} {}", text(found, "id")));
            }
        }
        rests
    }

    fn of_source(&mut self, id: &str) -> &mut Rest {
        self.0.entry(id.to_owned()).or_default()
    }
}

/// Once, and nothing empty.
fn add(list: &mut Vec<String>, text: &str) {
    if !text.is_empty() && !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

fn tables<'a>(table: &'a Table, list: &str) -> Vec<&'a Table> {
    let values = table.get(list).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_table).collect()
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    let values = table.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn day(value: &Value) -> Option<Day> {
    Day::from_iso(&value.as_datetime()?.to_string())
}

/// One day, or a list of them.
fn days(value: &Value) -> Vec<Day> {
    match value.as_array() {
        Some(values) => values.iter().filter_map(day).collect(),
        None => day(value).into_iter().collect(),
    }
}

impl Due {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    /// For the terminal, or as the text of an issue: a list with a box to tick for each item.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut line = |line: &str| writeln!(text, "{line}").expect("a String takes any text");
        match self.due.len() {
            0 => line(&format!("Nothing is due on {}.", self.today)),
            n => line(&format!("{n} to look up by {}, the most urgent first:", self.today)),
        }
        for item in &self.due {
            line("");
            let id = item.source.as_ref().map_or(String::new(), |id| format!(" {id}:"));
            let late = match item.days {
                0 => "due today".to_owned(),
                1 => "due since yesterday".to_owned(),
                n => format!("due since {}, {n} days", item.since),
            };
            line(&format!("- [ ]{id} {}. ({late})", item.what));
            if let Some(address) = &item.address {
                line(&format!("      <{address}>"));
            }
            for quotation in &item.quotations {
                line(&format!("      “{quotation}”"));
            }
            let rest: Vec<&str> = item.provisions.iter().chain(&item.also).map(String::as_str).collect();
            if !rest.is_empty() {
                line(&format!("      On it rest: {}", rest.join(", ")));
            }
        }
        if let Some(next) = &self.next {
            line("");
            line(&format!("Next, on {}: {}.", next.on, next.what.split(';').next().unwrap_or_default()));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: &str = r#"
        [[provision]]
        id = "A-1"
        sources = [{ id = "order", quote = "No lantern" }, { id = "gazette" }]
        [[provision.version]]
        from = 2020-01-01
        until = 2026-12-31
        due = [2026-02-01, 2020-03-01]
        [[provision]]
        id = "A-2"
        sources = [{ id = "order", quote = "No lantern" }]
        [[provision.version]]
        from = 2026-11-10
        [[source]]
        id = "order"
        title = "The Order"
        publisher = "Nobody"
        place = "article 1"
        address = "https://example.com/order"
        checked = 2026-06-01
        [[claim]]
        id = "S1"
        sources = [{ id = "order", quote = "lanterns burn" }]
        [[recheck]]
        on = 2026-11-10
        provisions = ["A-2"]
        what = "whether it began"
    "#;

    fn law() -> Table {
        LAW.parse().expect("it is TOML")
    }

    #[test]
    fn a_source_is_stale_on_the_91st_day_and_names_all_that_rests_on_it() {
        let found = sources(&law(), &Rests::of(&law()));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].since, "2026-08-31");
        assert_eq!(
            found[0].what,
            "“The Order” (Nobody, article 1), last checked on 2026-06-01; find the words below in it, then set its \
             `checked`"
        );
        assert_eq!(found[0].quotations, ["No lantern", "lanterns burn"]);
        assert_eq!(found[0].provisions, ["A-1", "A-2"]);
        assert_eq!(found[0].also, ["claim S1"]);
    }

    #[test]
    fn a_day_of_a_rule_after_the_last_check_is_to_be_looked_up() {
        let found = days_of_rules(&law(), Day::from_iso("2026-06-01").expect("it is a day"));
        let shown: Vec<_> = found.iter().map(|item| (item.since.as_str(), item.provisions.clone())).collect();
        assert_eq!(shown, [("2026-11-10", vec!["A-2".to_owned()]), ("2027-01-01", vec!["A-1".to_owned()])]);
        assert!(days_of_rules(&law(), Day::from_iso("2027-01-01").expect("it is a day")).is_empty());
    }

    #[test]
    fn a_recheck_says_what_to_look_up() {
        let found = rechecks(&law());
        assert_eq!(found[0].what, "whether it began; then take the [[recheck]] out or move its day");
        assert_eq!(found[0].since, "2026-11-10");
    }
}
