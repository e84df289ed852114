//! A second opinion: the law read as plain tables and decided by trying every completion, held against the engine.
//!
//! The evaluator knows options by their names and days by their text, and shares no code with the engine:
//! `rules` is used only to ask the engine.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
    sync::LazyLock,
    thread,
    time::Instant,
};

use rules::{Answers, Day, Explainer, Law, OptionSet, Outcome, Why, outcome};
use toml::{Table, Value};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this workspace has no faults")
});

#[test]
fn a_second_evaluator_reaches_every_standing_of_the_engine() {
    let started = Instant::now();
    let second = Second::read();
    let readers = second.readers();
    let days: Vec<(String, Vec<Time>)> = second
        .days()
        .into_iter()
        .map(|day| {
            let times = second.provisions.iter().map(|provision| provision.time(&day)).collect();
            (day, times)
        })
        .collect();
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for readers in readers.chunks(readers.len().div_ceil(n_threads)) {
            let (second, days) = (&second, &days);
            scope.spawn(move || {
                for reader in readers {
                    compare_standings(second, reader, days);
                }
            });
        }
    });
    let n_compared = readers.len() * days.len() * second.provisions.len();
    println!("{n_compared} standings compared in {:.2?}", started.elapsed());
}

fn compare_standings(second: &Second, reader: &Reader, days: &[(String, Vec<Time>)]) {
    let completions = second.completions(reader);
    let mut known: HashMap<(usize, usize), Known> = HashMap::new();
    for (day, times) in days {
        let engine = ask(reader, day);
        let mut edges = BTreeSet::new();
        for (index, (provision, time)) in second.provisions.iter().zip(times).enumerate() {
            let known = known
                .entry((index, time.version))
                .or_insert_with(|| provision.standing(time.version, &completions));
            let found = &engine.provisions[index];
            assert_eq!(
                (found.standing.id(), found.version),
                (known.standing, time.version),
                "{} would mislead {reader:?} on {day}",
                provision.id
            );
            if let Why::Open(openings) = &found.why
                && known.checked != *openings
            {
                for (completion, standing) in completions.iter().zip(&known.completions) {
                    assert_eq!(
                        openings.iter().any(|opening| leads_to(*opening, completion)),
                        matches!(*standing, "binds" | "affects" | "unclear"),
                        "{}: what it depends on would mislead {reader:?} on {day} who is also {completion:?}",
                        provision.id
                    );
                }
                known.checked.clone_from(openings);
            }
            if known.standing != "not-yours" {
                edges.extend(provision.edges.iter().map(String::as_str));
            }
        }
        compare_periods(second, &edges, reader, day, &engine);
    }
}

#[test]
fn a_second_evaluator_reaches_every_timing_of_the_engine() {
    let second = Second::read();
    let readers = [
        Reader::new("consumer", "us", "software", &[], None),
        Reader::new("business", "elsewhere", "other", &["export"], None),
        Reader::new("government", "us", "embedded", &["use"], Some("state-vt")),
    ];
    for day in second.days() {
        for reader in &readers {
            let engine = ask(reader, &day);
            for (index, provision) in second.provisions.iter().enumerate() {
                let time = provision.time(&day);
                let found = &engine.provisions[index];
                let in_days = (time.timing == "upcoming").then(|| count(&time.from) - count(&day));
                assert_eq!(
                    (found.timing.id(), found.from.to_iso(), found.until.map(Day::to_iso), found.in_days),
                    (time.timing, time.from, time.until, in_days),
                    "{} would mislead {reader:?} on {day}",
                    provision.id
                );
            }
        }
    }
}

/// How a version of a provision stands for a reader.
struct Known {
    standing: &'static str,
    /// Per completion of the answers.
    completions: Vec<&'static str>,
    /// The engine's alternatives that were tried on every completion.
    checked: Vec<OptionSet>,
}

/// A reader by the names of options.
#[derive(Clone, Debug)]
struct Reader<'a> {
    role: &'a str,
    place: &'a str,
    product: &'a str,
    doing: Vec<&'a str>,
    body: Option<&'a str>,
}

impl<'a> Reader<'a> {
    fn new(
        role: &'a str,
        place: &'a str,
        product: &'a str,
        doing: &[&'a str],
        body: Option<&'a str>,
    ) -> Self {
        Self { role, place, product, doing: doing.to_vec(), body }
    }
}

/// The law as plain tables.
struct Second {
    record: String,
    questions: Vec<Table>,
    provisions: Vec<Plain>,
}

/// A provision as plain text.
struct Plain {
    id: String,
    table: Table,
    versions: Vec<Table>,
    /// The days on which something about it changes.
    edges: Vec<String>,
}

/// How a provision stands in time.
struct Time {
    timing: &'static str,
    version: usize,
    from: String,
    until: Option<String>,
}

impl Second {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky/law.toml");
        let text = fs::read_to_string(path).expect("the law stands in the workspace");
        let law: Table = toml::from_str(&text).expect("the law is TOML");
        let provisions = tables(&law, "provision")
            .into_iter()
            .map(|table| {
                let mut provision = Plain {
                    id: table["id"].as_str().expect("an id is text").to_owned(),
                    versions: tables(&table, "version"),
                    edges: Vec::new(),
                    table,
                };
                provision.edges = provision.changes();
                provision
            })
            .collect();
        Self { record: law["record"].to_string(), questions: tables(&law, "question"), provisions }
    }

    /// The options of a question that a role is offered.
    fn offered(&self, question: &str, role: &str) -> Vec<&str> {
        let question = self
            .questions
            .iter()
            .find(|table| table["id"].as_str() == Some(question))
            .expect("the contract names this question");
        question["options"]
            .as_array()
            .expect("options are a list")
            .iter()
            .filter(|option| {
                option
                    .get("roles")
                    .and_then(Value::as_array)
                    .is_none_or(|roles| roles.iter().any(|known| known.as_str() == Some(role)))
            })
            .map(|option| option["id"].as_str().expect("an id is text"))
            .collect()
    }

    /// Every role, place, product and body, with no doing and with each single one.
    fn readers(&self) -> Vec<Reader<'_>> {
        let mut readers = Vec::new();
        for role in self.offered("role", "") {
            let bodies: Vec<Option<&str>> =
                [None].into_iter().chain(self.offered("body", role).into_iter().map(Some)).collect();
            let doings: Vec<Vec<&str>> = [Vec::new()]
                .into_iter()
                .chain(self.offered("doing", role).into_iter().map(|doing| vec![doing]))
                .collect();
            for place in self.offered("place", role) {
                for product in self.offered("product", role) {
                    for body in &bodies {
                        for doing in &doings {
                            readers.push(Reader::new(role, place, product, doing, *body));
                        }
                    }
                }
            }
        }
        readers
    }

    /// Every set of options that this reader may turn out to be.
    fn completions<'a>(&'a self, reader: &Reader<'a>) -> Vec<BTreeSet<&'a str>> {
        let bodies: Vec<Option<&str>> = match reader.body {
            Some(body) => vec![Some(body)],
            None => {
                let offered = self.offered("body", reader.role);
                if offered.is_empty() { vec![None] } else { offered.into_iter().map(Some).collect() }
            }
        };
        let doings: Vec<Vec<&str>> = if reader.doing.is_empty() {
            let offered = self.offered("doing", reader.role);
            (1_usize..1 << offered.len())
                .map(|bits| {
                    (0..offered.len()).filter(|bit| bits >> bit & 1 == 1).map(|bit| offered[bit]).collect()
                })
                .collect()
        } else {
            vec![reader.doing.clone()]
        };
        let mut completions = Vec::new();
        for body in &bodies {
            for doing in &doings {
                let mut options = BTreeSet::from([reader.role, reader.place, reader.product]);
                options.extend(body);
                options.extend(doing);
                completions.push(options);
            }
        }
        completions
    }

    /// The day before, the day and the day after of everything dated, and of the record's first day.
    fn days(&self) -> Vec<String> {
        let mut days = BTreeSet::new();
        let edges = self.provisions.iter().flat_map(|provision| provision.edges.clone());
        for day in edges.chain([self.record.clone()]) {
            days.extend([step(&day, -1), day.clone(), step(&day, 1)]);
        }
        days.extend(["2000-01-01".to_owned(), "2099-12-31".to_owned()]);
        days.into_iter().collect()
    }
}

impl Plain {
    /// The standing on which all completions agree, by the rules of the contract.
    fn standing(&self, version: usize, completions: &[BTreeSet<&str>]) -> Known {
        let completions: Vec<&'static str> =
            completions.iter().map(|options| self.decide(version, options)).collect();
        let kinds: BTreeSet<&'static str> = completions.iter().copied().collect();
        let standing = match kinds.into_iter().collect::<Vec<_>>().as_slice() {
            [only] => *only,
            ["exempt", "not-yours"] => "exempt",
            _ => "depends",
        };
        Known { standing, completions, checked: Vec::new() }
    }

    /// The standing for a reader who has answered everything, in the order that the contract gives.
    fn decide(&self, version: usize, options: &BTreeSet<&str>) -> &'static str {
        let fits = |list: &str| {
            self.table.get(list).and_then(Value::as_array).is_some_and(|alternatives| {
                alternatives.iter().filter_map(Value::as_table).any(|alternative| fits(alternative, options))
            })
        };
        let (binds, affects) = (fits("binds"), fits("affects"));
        if !binds && !affects && !fits("unsettled") {
            "not-yours"
        } else if fits("except") {
            "exempt"
        } else if self.versions[version].contains_key("unsettled") || !(binds || affects) {
            "unclear"
        } else if binds {
            "binds"
        } else {
            "affects"
        }
    }

    /// Whether this version holds on this day.
    fn holds(&self, version: usize, day: &str) -> bool {
        let table = &self.versions[version];
        let next = self.versions.get(version + 1);
        let suspended = table.get("suspended").is_some_and(|suspended| {
            suspended["from"].to_string().as_str() <= day && day <= suspended["until"].to_string().as_str()
        });
        table["from"].to_string().as_str() <= day
            && table.get("until").is_none_or(|until| day <= until.to_string().as_str())
            && next.is_none_or(|next| day < next["from"].to_string().as_str())
            && !suspended
    }

    /// The days on which something about it changes.
    fn changes(&self) -> Vec<String> {
        let mut days = BTreeSet::new();
        for (index, version) in self.versions.iter().enumerate() {
            let mut edges = vec![version["from"].to_string()];
            edges.extend(version.get("until").map(|until| step(&until.to_string(), 1)));
            if let Some(suspended) = version.get("suspended") {
                edges.push(suspended["from"].to_string());
                edges.push(step(&suspended["until"].to_string(), 1));
            }
            // An edge counts when the version really begins or stops to hold on it.
            days.extend(
                edges.into_iter().filter(|day| self.holds(index, day) != self.holds(index, &step(day, -1))),
            );
            days.extend(version.get("due").map(|due| step(&due.to_string(), 1)));
        }
        days.into_iter().collect()
    }

    fn time(&self, day: &str) -> Time {
        let holding = |day: &str| (0..self.versions.len()).find(|version| self.holds(*version, day));
        let edges = &self.edges;
        let last_day = |from: &str, version: usize| {
            edges
                .iter()
                .find(|edge| from < edge.as_str() && !self.holds(version, edge))
                .map(|edge| step(edge, -1))
        };
        if let Some(version) = holding(day) {
            let from = edges
                .iter()
                .rev()
                .find(|edge| edge.as_str() <= day && !self.holds(version, &step(edge, -1)))
                .expect("what holds has begun");
            return Time { timing: "in-force", version, from: from.clone(), until: last_day(from, version) };
        }
        let coming = edges
            .iter()
            .filter(|edge| day < edge.as_str())
            .find_map(|edge| holding(edge).map(|version| (version, edge.clone())));
        if let Some((version, from)) = coming {
            let until = last_day(&from, version);
            return Time { timing: "upcoming", version, from, until };
        }
        let (version, from) = edges
            .iter()
            .rev()
            .find_map(|edge| holding(edge).map(|version| (version, edge.clone())))
            .expect("a provision held at some time");
        let until = last_day(&from, version);
        Time { timing: "ended", version, from, until }
    }
}

/// The period and the next change, from the days of the provisions that concern the reader.
fn compare_periods(second: &Second, edges: &BTreeSet<&str>, reader: &Reader, day: &str, engine: &Outcome) {
    let record = second.record.as_str();
    let next = edges.iter().find(|edge| day < **edge);
    let begun = edges.iter().rev().find(|edge| **edge <= day).max(Some(&record));
    let (from, until) = if day < record {
        (None, Some(step(record, -1)))
    } else {
        (begun.map(ToString::to_string), next.map(|next| step(next, -1)))
    };
    assert_eq!(
        (
            engine.period.from.map(Day::to_iso),
            engine.period.until.map(Day::to_iso),
            engine.next_change.as_ref().map(|next| next.on.to_iso()),
        ),
        (from, until, next.map(ToString::to_string)),
        "the period would mislead {reader:?} on {day}"
    );
}

/// Whether every question that the alternative names has one of the options.
fn fits(alternative: &Table, options: &BTreeSet<&str>) -> bool {
    alternative
        .iter()
        .filter_map(|(_, wanted)| wanted.as_array())
        .all(|wanted| wanted.iter().filter_map(Value::as_str).any(|option| options.contains(option)))
}

/// Asks the engine, without any of its ways to read answers.
fn ask(reader: &Reader, day: &str) -> Outcome {
    let explainer = &LAW.explainer;
    let number = |id: &str| explainer.option(id).unwrap_or_else(|| panic!("the engine knows no {id}"));
    let on = Day::from_iso(day).expect("the law's days are real");
    let answers = Answers::new(explainer, number(reader.role), on).expect("it is a role");
    let answers = reader
        .doing
        .iter()
        .chain(&reader.body)
        .chain([&reader.place, &reader.product])
        .fold(answers, |answers, option| answers.with(explainer, number(option)));
    outcome(explainer, &answers)
}

/// Whether one option of every question in the engine's alternative is among these.
fn leads_to(opening: OptionSet, options: &BTreeSet<&str>) -> bool {
    let explainer: &Explainer = &LAW.explainer;
    explainer.questions.iter().all(|question| {
        let wanted: Vec<u8> = question.options.and(opening).iter().collect();
        let chosen = |option: &u8| options.contains(explainer.options[usize::from(*option)].id.as_str());
        wanted.is_empty() || wanted.iter().any(chosen)
    })
}

fn tables(table: &Table, name: &str) -> Vec<Table> {
    table[name]
        .as_array()
        .expect("it is a list of tables")
        .iter()
        .map(|entry| entry.as_table().expect("it is a table").clone())
        .collect()
}

/// The day before or after, by the lengths of the months.
fn step(day: &str, by: i32) -> String {
    let (mut year, mut month, mut date) = parts(day);
    date += by;
    if date < 1 {
        month -= 1;
        if month < 1 {
            (year, month) = (year - 1, 12);
        }
        date = month_length(year, month);
    } else if month_length(year, month) < date {
        (month, date) = (month + 1, 1);
        if 12 < month {
            (year, month) = (year + 1, 1);
        }
    }
    format!("{year:04}-{month:02}-{date:02}")
}

/// The days since the year 1 began.
fn count(day: &str) -> i32 {
    let (year, month, date) = parts(day);
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400;
    let months: i32 = (1..month).map(|month| month_length(year, month)).sum();
    years + months + date
}

fn parts(day: &str) -> (i32, i32, i32) {
    let numbers: Vec<i32> =
        day.split('-').map(|number| number.parse().expect("a day is written in digits")).collect();
    (numbers[0], numbers[1], numbers[2])
}

fn month_length(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
