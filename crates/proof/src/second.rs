//! A second opinion: the law read as plain tables and decided by trying every completion, held against the engine.
//!
//! The evaluator knows options by their names and days by their text, counts days by the lengths of the months,
//! and shares no code with the engine: `rules` is used only to ask the engine.

use std::{
    collections::{BTreeSet, HashMap},
    thread,
};

use rules::{
    Answers, Case, Day, Explainer, OptionId, OptionSet, Outcome, Resolution, RowRule, Why, outcome,
    resolutions,
};
use toml::{Table, Value};

use crate::complaints::Complaints;

/// What two evaluators agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Every combination of answers.
    pub readers: usize,
    /// The days on which each was decided.
    pub days: usize,
    /// Standings compared.
    pub standings: usize,
    /// Rows compared.
    pub rows: usize,
    /// Timings compared, on every single day.
    pub timings: usize,
}

/// Decides the whole space again and compares: standings, versions, what `depends` names, periods, rows, verdicts, short answers, timings.
///
/// `law_file` is the text of `law.toml`, `explainer` what was read from it.
///
/// # Errors
///
/// Where the two differ, each with the reader whom one of them would mislead.
///
/// # Panics
///
/// When the text is no law that `site check` accepts.
pub fn ask(explainer: &Explainer, law_file: &str) -> Result<Counts, String> {
    let second = Second::read(law_file);
    let readers = second.readers();
    let days: Vec<OnDay> = second.days().into_iter().map(|day| OnDay::of(&second, day)).collect();
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let mut complaints = Complaints::default();
    let mut n_rows = 0;
    thread::scope(|scope| {
        let parts: Vec<_> = readers
            .chunks(readers.len().div_ceil(n_threads))
            .map(|readers| {
                let (second, days) = (&second, &days);
                scope.spawn(move || {
                    let mut complaints = Complaints::default();
                    let mut rows = Rows::default();
                    for reader in readers {
                        let compared = Compared { explainer, second, reader };
                        compared.on_all(days, &mut rows, &mut complaints);
                    }
                    (rows.n_compared, complaints)
                })
            })
            .collect();
        for part in parts {
            let (n, found) = part.join().expect("the second evaluator decides every reader");
            n_rows += n;
            complaints.extend(found);
        }
    });
    let some = [0, readers.len() / 2, readers.len() - 1].map(|place| &readers[place]);
    let n_days = compare_timings(explainer, &second, some, &mut complaints);
    let n_provisions = second.provisions.len();
    complaints.into_result().map(|()| Counts {
        readers: readers.len(),
        days: days.len(),
        standings: readers.len() * days.len() * n_provisions,
        rows: n_rows,
        timings: n_days * n_provisions,
    })
}

/// One reader, decided twice.
struct Compared<'a> {
    explainer: &'a Explainer,
    second: &'a Second,
    reader: &'a Reader<'a>,
}

impl<'a> Compared<'a> {
    fn on_all(&self, days: &'a [OnDay], rows: &mut Rows<'a>, complaints: &mut Complaints) {
        let completions = self.second.completions(self.reader);
        let mut known: HashMap<(usize, usize), Known> = HashMap::new();
        let own_rows = rows.of(self.second, self.reader);
        let texts = Texts::of(self.second, self.reader);
        let case = Case::new(self.explainer, &engine_answers(self.explainer, self.reader));
        for (place, on_day) in days.iter().enumerate() {
            let day = on_day.day.as_str();
            let engine = case.on(Day::from_iso(day).expect("the law's days are real"));
            let (mut begun, mut next): (Option<&str>, Option<&str>) = (None, None);
            for (index, (provision, time)) in self.second.provisions.iter().zip(&on_day.times).enumerate() {
                let known = known
                    .entry((index, time.version))
                    .or_insert_with(|| provision.standing(time.version, &completions));
                let found = &engine.provisions[index];
                if (found.standing.id(), found.version.index()) != (known.standing, time.version) {
                    complaints.say("two evaluators differ in a standing", || {
                        let engine = found.standing.id();
                        format!(
                            "{} is {engine} or {}: {:?} on {day}",
                            provision.id, known.standing, self.reader
                        )
                    });
                }
                if let Why::Open(openings) = &found.why
                    && known.checked != *openings
                {
                    let ways = resolutions(self.explainer, &engine.answers, found);
                    for (completion, standing) in completions.iter().zip(&known.completions) {
                        let leads = openings.iter().any(|opening| self.leads_to(*opening, completion));
                        let to_yours = ways.iter().any(|(resolution, openings)| {
                            *resolution == Resolution::Applies
                                && openings.iter().any(|opening| self.leads_to(*opening, completion))
                        });
                        let agree = match *standing {
                            "binds" | "affects" => leads && to_yours,
                            "unclear" => leads && !to_yours,
                            _ => !leads,
                        };
                        if !agree {
                            complaints.say(
                                "two evaluators differ in what settles `depends`, and how",
                                || {
                                    format!(
                                        "{}: {:?} on {day}, also {completion:?}",
                                        provision.id, self.reader
                                    )
                                },
                            );
                        }
                    }
                    known.checked.clone_from(openings);
                }
                if known.standing != "not-yours" {
                    let (begun_of, next_of) = on_day.edges[index];
                    begun = begun.max(begun_of.map(|edge| provision.edges[edge].as_str()));
                    let next_of = next_of.map(|edge| provision.edges[edge].as_str());
                    next = next.into_iter().chain(next_of).min();
                }
            }
            self.periods((begun, next), day, &engine, complaints);
            let gravity = self.rows(&own_rows, (place, on_day), &engine, rows, complaints);
            self.texts(&texts, on_day, &gravity, &engine, complaints);
        }
    }

    /// Every row of the role, and per option how grave its gravest is.
    fn rows(
        &self,
        own: &[OwnRow],
        (place, on_day): (usize, &OnDay),
        engine: &Outcome,
        rows: &mut Rows<'a>,
        complaints: &mut Complaints,
    ) -> HashMap<&'a str, usize> {
        let mut gravity: HashMap<&str, usize> = HashMap::new();
        if engine.rows.len() != own.len() {
            complaints.say("two evaluators differ in the rows of a role", || format!("{:?}", self.reader));
        }
        for (own, told) in own.iter().zip(&engine.rows) {
            rows.n_compared += 1;
            let row = &self.second.rows[own.row];
            let known = &mut rows.known[own.alone];
            if known.said[own.row].len() <= place {
                // Days are asked about in their order.
                let said = self.second.row(row, known, &on_day.day, &on_day.times);
                known.said[own.row].push(said);
            }
            let said = &known.said[own.row][place];
            let rule = |rule: &RowRule| (rule.provision.index(), rule.standing.id());
            let agree = self.explainer[told.row].id == row.id
                && told.status.id(self.explainer) == said.status
                && told.rule.as_ref().map(rule) == said.lead
                && told.notes.iter().map(rule).eq(said.notes.iter().copied())
                && told.starts_today == said.starts_today;
            if !agree {
                complaints.say("two evaluators differ in a row", || {
                    let engine = told.status.id(self.explainer);
                    format!("{} is {engine} or {}: {:?} on {}", row.id, said.status, self.reader, on_day.day)
                });
            }
            if let Some(option) = row.option.as_deref().filter(|_| own.is_own) {
                let gravest = gravity.entry(option).or_insert(said.gravity);
                *gravest = said.gravity.min(*gravest);
            }
        }
        gravity
    }

    /// The period and the next change, from the days of the provisions that concern the reader.
    ///
    /// `begun` is the last of them that is not after the day, `next` the first that is.
    fn periods(
        &self,
        (begun, next): (Option<&str>, Option<&str>),
        day: &str,
        engine: &Outcome,
        complaints: &mut Complaints,
    ) {
        let record = self.second.record.as_str();
        let (from, until) = if day < record {
            (None, Some(step(record, -1)))
        } else {
            (begun.max(Some(record)).map(ToString::to_string), next.map(|next| step(next, -1)))
        };
        let told = (
            engine.period.from.map(Day::to_iso),
            engine.period.until.map(Day::to_iso),
            engine.next_change.as_ref().map(|next| next.on.to_iso()),
        );
        if told != (from, until, next.map(ToString::to_string)) {
            complaints.say("two evaluators differ in a period", || format!("{:?} on {day}", self.reader));
        }
    }

    /// Per chosen option, or for the role, the gravest first: the first in the file that answers for it, fits, and has
    /// begun.
    fn texts(
        &self,
        texts: &Texts<'a>,
        on_day: &OnDay,
        gravity: &HashMap<&str, usize>,
        engine: &Outcome,
        complaints: &mut Complaints,
    ) {
        let mut asked: Vec<_> = texts.of.iter().collect();
        asked.sort_by_key(|(option, _)| gravity.get(option).copied().unwrap_or(usize::MAX));
        let second = self.second;
        let expected = |list: usize, from: &'a [Short]| -> Vec<(&str, &str, usize)> {
            let of = asked.iter().filter_map(|(option, fitting)| {
                let shown = |short: &usize| Some((*short, on_day.begun[list][*short]?));
                let (short, text) = fitting[list].iter().find_map(shown)?;
                Some((*option, from[short].id.as_str(), text))
            });
            of.collect()
        };
        let explainer = self.explainer;
        let verdicts = engine.verdicts.iter().map(|shown| {
            (explainer[shown.option].id.as_str(), explainer[shown.verdict].id.as_str(), shown.text)
        });
        let short_answers = engine.short_answers.iter().map(|shown| {
            (explainer[shown.option].id.as_str(), explainer[shown.short_answer].id.as_str(), shown.text)
        });
        let differ = |what: &'static str, complaints: &mut Complaints| {
            complaints.say(what, || format!("{:?} on {}", self.reader, on_day.day));
        };
        if !verdicts.eq(expected(VERDICTS, &second.verdicts)) {
            differ("two evaluators differ in a verdict", complaints);
        }
        if !short_answers.eq(expected(SHORT_ANSWERS, &second.short_answers)) {
            differ("two evaluators differ in a short answer", complaints);
        }
    }

    /// Whether one option of every question in the engine's alternative is among these.
    fn leads_to(&self, opening: OptionSet, options: &BTreeSet<&str>) -> bool {
        self.explainer.questions.iter().all(|question| {
            let wanted: Vec<OptionId> = question.options.and(opening).iter().collect();
            let chosen = |option: &OptionId| options.contains(self.explainer[*option].id.as_str());
            wanted.is_empty() || wanted.iter().any(chosen)
        })
    }
}

/// What the law alone says about a day, whoever asks.
struct OnDay {
    day: String,
    /// Per provision.
    times: Vec<Time>,
    /// Per provision, among its edges: the last that is not after the day, and the first that is.
    edges: Vec<(Option<usize>, Option<usize>)>,
    /// Per verdict, then per short answer: the last of its texts that has begun.
    begun: [Vec<Option<usize>>; 2],
}

/// The place of the verdicts where a pair holds something of both.
const VERDICTS: usize = 0;
/// The place of the short answers there.
const SHORT_ANSWERS: usize = 1;

impl OnDay {
    fn of(second: &Second, day: String) -> Self {
        let edges = second.provisions.iter().map(|provision| {
            let begun = provision.edges.iter().rposition(|edge| *edge <= day);
            (begun, provision.edges.iter().position(|edge| day < *edge))
        });
        let begun = [&second.verdicts, &second.short_answers]
            .map(|list| list.iter().map(|short| short.from.iter().rposition(|from| *from <= day)).collect());
        let times = second.provisions.iter().map(|provision| provision.time(&day)).collect();
        Self { times, edges: edges.collect(), begun, day }
    }
}

/// Per option that a reader is answered for: which verdicts and which short answers fit, in the order of the file.
struct Texts<'a> {
    of: Vec<(&'a str, [Vec<usize>; 2])>,
}

impl<'a> Texts<'a> {
    fn of(second: &'a Second, reader: &Reader<'a>) -> Self {
        let options = second.counted(&second.taken_at_its_word(reader));
        let narrowing: Vec<&str> = (second.questions.iter().zip(&reader.chosen).skip(1))
            .filter(|(question, _)| question.default.is_none())
            .flat_map(|(_, chosen)| chosen.iter().copied())
            .collect();
        let asked = if narrowing.is_empty() { reader.chosen[0].clone() } else { narrowing };
        let of = |option: &'a str| {
            let fitting = [&second.verdicts, &second.short_answers].map(|list| {
                let fits = |short: &Short| {
                    short.options.iter().any(|known| known == option)
                        && (short.when.is_empty() || short.when.iter().any(|when| fits(when, &options)))
                };
                list.iter().enumerate().filter(|(_, short)| fits(short)).map(|(index, _)| index).collect()
            });
            (option, fitting)
        };
        Self { of: asked.into_iter().map(of).collect() }
    }
}

/// What was worked out for rows, kept for the next reader who is shown the same.
#[derive(Default)]
struct Rows<'a> {
    /// The place in `known`, by what is chosen.
    places: HashMap<Vec<Vec<&'a str>>, usize>,
    known: Vec<Alone<'a>>,
    n_compared: usize,
}

/// A row of a reader's role.
struct OwnRow {
    row: usize,
    /// The options it is worked out for, as a place in [`Rows::known`].
    alone: usize,
    /// Whether the reader said all of them, or is assumed to.
    is_own: bool,
}

impl<'a> Rows<'a> {
    /// The rows of a reader's role, each with the options it is worked out for.
    fn of(&mut self, second: &'a Second, reader: &Reader<'a>) -> Vec<OwnRow> {
        let role = reader.chosen[0][0];
        let said_for = second.taken_at_its_word(reader);
        let own =
            second.rows.iter().enumerate().filter(|(_, row)| row.roles.iter().any(|known| known == role));
        own.map(|(row, plain)| {
            let alone = second.alone(reader, plain);
            let is_own = (alone.chosen.iter().zip(&said_for.chosen))
                .all(|(alone, chosen)| alone.iter().all(|option| chosen.contains(option)));
            let place = match self.places.get(&alone.chosen) {
                Some(place) => *place,
                None => {
                    self.known.push(Alone::of(second, &alone));
                    self.places.insert(alone.chosen, self.known.len() - 1);
                    self.known.len() - 1
                }
            };
            OwnRow { row, alone: place, is_own }
        })
        .collect()
    }
}

/// Every provision's timing on every day, from the record's first to ten years after the last check.
///
/// Timing looks at days alone, so it has to be the same for readers who share nothing.
fn compare_timings(
    explainer: &Explainer,
    second: &Second,
    readers: [&Reader; 3],
    complaints: &mut Complaints,
) -> usize {
    let (year, month, date) = parts(&second.verified);
    let last = format!("{:04}-{month:02}-{date:02}", year + 10);
    let mut day = second.record.clone();
    let mut n_days = 0;
    loop {
        let on = Day::from_iso(&day).expect("the law's days are real");
        let engine = readers.map(|reader| outcome(explainer, &engine_answers(explainer, reader).on(on)));
        for (index, provision) in second.provisions.iter().enumerate() {
            let time = provision.time(&day);
            let in_days = (time.timing == "upcoming").then(|| count(&time.from) - count(&day));
            let expected = (time.timing, time.from, time.until, in_days);
            for outcome in &engine {
                let found = &outcome.provisions[index];
                let until = found.until.map(Day::to_iso);
                if (found.timing.id(), found.from.to_iso(), until, found.in_days) != expected {
                    complaints
                        .say("two evaluators differ in a timing", || format!("{} on {day}", provision.id));
                }
            }
        }
        n_days += 1;
        if last <= day {
            return n_days;
        }
        day = step(&day, 1);
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

/// A reader by the names of options: per question those chosen; none leaves it open, or at its default.
#[derive(Clone, Debug)]
struct Reader<'a> {
    chosen: Vec<Vec<&'a str>>,
}

/// The law as plain tables.
struct Second {
    assumptions: Vec<Assumed>,
    /// Per effect: the word of a status, and whether it takes a burden off.
    effects: HashMap<String, (String, bool)>,
    /// Per piece of advice: since when, and for whom.
    advice: HashMap<String, (Option<String>, Vec<Table>)>,
    rows: Vec<PlainRow>,
    verdicts: Vec<Short>,
    record: String,
    verified: String,
    questions: Vec<Asked>,
    provisions: Vec<Plain>,
    short_answers: Vec<Short>,
}

/// What is assumed of readers who leave a question open.
struct Assumed {
    roles: Vec<String>,
    question: String,
    options: Vec<String>,
    answered: Vec<String>,
}

/// A row as plain text; its provisions by their places.
struct PlainRow {
    id: String,
    roles: Vec<String>,
    option: Option<String>,
    provisions: Vec<usize>,
    advice: Option<String>,
}

/// What a row says.
struct Said<'a> {
    status: &'a str,
    gravity: usize,
    /// The provision that decides it, and how that stands.
    lead: Option<(usize, &'static str)>,
    notes: Vec<(usize, &'static str)>,
    starts_today: bool,
}

/// How the provisions stand for the reader whom a row is worked out for, per version.
struct Alone<'a> {
    options: BTreeSet<&'a str>,
    standings: Vec<Vec<&'static str>>,
    /// Per row, per day so far.
    said: Vec<Vec<Said<'a>>>,
}

impl<'a> Alone<'a> {
    fn of(second: &'a Second, reader: &Reader<'a>) -> Self {
        let completions = second.completions(reader);
        let standings = second.provisions.iter().map(|provision| {
            let versions = 0..provision.versions.len();
            versions.map(|version| provision.standing(version, &completions).standing).collect()
        });
        let said = second.rows.iter().map(|_| Vec::new()).collect();
        Self { options: second.counted(reader), standings: standings.collect(), said }
    }
}

/// A question as plain text.
struct Asked {
    id: String,
    many: bool,
    default: Option<String>,
    /// Each with the roles it is offered to; none: all.
    options: Vec<(String, Vec<String>)>,
}

/// A provision as plain text.
struct Plain {
    id: String,
    effect: String,
    binds: Vec<Table>,
    affects: Vec<Table>,
    unsettled: Vec<Table>,
    except: Vec<Table>,
    versions: Vec<Version>,
    /// The days on which something about it changes.
    edges: Vec<String>,
}

struct Version {
    from: String,
    until: Option<String>,
    suspended: Option<(String, String)>,
    due: Vec<String>,
    is_unsettled: bool,
}

struct Short {
    id: String,
    options: Vec<String>,
    when: Vec<Table>,
    from: Vec<String>,
}

/// How a provision stands in time.
struct Time {
    timing: &'static str,
    version: usize,
    from: String,
    until: Option<String>,
}

impl Second {
    fn read(law_file: &str) -> Self {
        let law: Table = toml::from_str(law_file).expect("the law is TOML");
        let questions = tables(&law, "question").iter().map(Asked::read).collect();
        let provisions: Vec<Plain> = tables(&law, "provision").iter().map(Plain::read).collect();
        let list = |table: &Table, key: &str| table.get(key).map(texts).unwrap_or_default();
        let optional = |table: &Table, key: &str| table.contains_key(key).then(|| text(table, key));
        let assumptions = tables(&law, "assumption").into_iter().map(|table| Assumed {
            roles: list(&table, "role"),
            question: text(&table, "question"),
            options: list(&table, "options"),
            answered: list(&table, "answered"),
        });
        let effects = tables(&law, "effect").into_iter().map(|table| {
            let relieves = table.get("relieves").and_then(Value::as_bool).unwrap_or_default();
            (text(&table, "id"), (text(&table, "status"), relieves))
        });
        let advice = tables(&law, "advice").into_iter().map(|table| {
            let from = table.get("from").map(ToString::to_string);
            (text(&table, "id"), (from, tables(&table, "when")))
        });
        let place = |id: &String| {
            provisions.iter().position(|provision| provision.id == *id).expect("a row names provisions")
        };
        let rows = tables(&law, "row").into_iter().map(|table| PlainRow {
            id: text(&table, "id"),
            roles: list(&table, "roles"),
            option: optional(&table, "option"),
            provisions: list(&table, "provisions").iter().map(place).collect(),
            advice: optional(&table, "advice"),
        });
        let verdicts = tables(&law, "verdict").into_iter().map(|table| Short {
            id: text(&table, "id"),
            options: texts(&table["options"]),
            when: tables(&table, "when"),
            from: tables(&table, "version").iter().map(|version| version["from"].to_string()).collect(),
        });
        let short_answers = tables(&law, "short_answer").iter().map(Short::read).collect();
        Self {
            assumptions: assumptions.collect(),
            effects: effects.collect(),
            advice: advice.collect(),
            rows: rows.collect(),
            verdicts: verdicts.collect(),
            record: law["record"].to_string(),
            verified: law["verified"].to_string(),
            questions,
            provisions,
            short_answers,
        }
    }

    /// Every reader: of each question nothing, one option, or any set where any number may be chosen.
    fn readers(&self) -> Vec<Reader<'_>> {
        let mut readers: Vec<Reader> = Vec::new();
        for (role, _) in &self.questions[0].options {
            let mut of_role = vec![Reader { chosen: vec![vec![role]] }];
            for question in &self.questions[1..] {
                let offered = question.offered(role);
                let mut picks: Vec<Vec<&str>> = vec![Vec::new()];
                if question.many {
                    picks.extend(subsets(&offered));
                } else {
                    let others = offered.into_iter().filter(|id| question.default.as_deref() != Some(id));
                    picks.extend(others.map(|id| vec![id]));
                }
                of_role = of_role
                    .iter()
                    .flat_map(|reader| {
                        picks.iter().map(|pick| {
                            let mut reader = reader.clone();
                            reader.chosen.push(pick.clone());
                            reader
                        })
                    })
                    .collect();
            }
            readers.extend(of_role);
        }
        readers
    }

    /// What counts: the options chosen, and the defaults of what was left alone.
    fn counted<'a>(&'a self, reader: &Reader<'a>) -> BTreeSet<&'a str> {
        let mut options: BTreeSet<&str> = reader.chosen.iter().flatten().copied().collect();
        for (question, chosen) in self.questions.iter().zip(&reader.chosen) {
            if let Some(default) = question.default.as_deref().filter(|_| chosen.is_empty()) {
                options.insert(default);
            }
        }
        options
    }

    /// What is assumed of this reader for a question: nothing once it is answered.
    fn assumed<'a>(&'a self, reader: &Reader<'a>, question: &Asked) -> Vec<&'a str> {
        let answered = |id: &String| {
            let place = self.questions.iter().position(|question| question.id == *id);
            place.is_some_and(|place| !reader.chosen[place].is_empty())
        };
        let role = reader.chosen[0][0];
        let offered = question.offered(role);
        let mut assumed = Vec::new();
        if answered(&question.id) {
            return assumed;
        }
        for assumption in &self.assumptions {
            let made = assumption.question == question.id
                && assumption.roles.iter().any(|known| known == role)
                && assumption.answered.iter().all(answered);
            let options = assumption.options.iter().map(String::as_str);
            assumed.extend(options.filter(|option| made && offered.contains(option)));
        }
        assumed
    }

    /// The reader with what is assumed taken as said.
    fn taken_at_its_word<'a>(&'a self, reader: &Reader<'a>) -> Reader<'a> {
        let assumed: Vec<Vec<&str>> =
            self.questions.iter().map(|question| self.assumed(reader, question)).collect();
        let mut taken = reader.clone();
        for (chosen, assumed) in taken.chosen.iter_mut().zip(assumed) {
            chosen.extend(assumed);
        }
        taken
    }

    /// The reader whom a row is worked out for.
    fn alone<'a>(&'a self, reader: &Reader<'a>, row: &'a PlainRow) -> Reader<'a> {
        let Some(option) = &row.option else { return self.taken_at_its_word(reader) };
        let of_option = |question: &Asked| question.options.iter().any(|(id, _)| id == option);
        let place = self.questions.iter().position(of_option).expect("every option is of a question");
        let own = &self.questions[place];
        let mut alone = reader.clone();
        alone.chosen[place] = if own.default.as_ref() == Some(option) { Vec::new() } else { vec![option] };
        for assumption in &self.assumptions {
            let follows = assumption.answered.contains(&own.id)
                && assumption.question != own.id
                && assumption.roles.iter().any(|role| role == reader.chosen[0][0]);
            if follows {
                let place = self.questions.iter().position(|question| question.id == assumption.question);
                alone.chosen[place.expect("an assumption is of a question")] = Vec::new();
            }
        }
        self.taken_at_its_word(&alone)
    }

    /// What a row says on a day, in the second evaluator's own words.
    fn row<'a>(&'a self, row: &'a PlainRow, alone: &Alone<'a>, day: &str, times: &[Time]) -> Said<'a> {
        let mut said: Vec<(usize, usize, &'static str, bool)> = Vec::new();
        for (index, time) in row.provisions.iter().map(|index| (*index, &times[*index])) {
            let provision = &self.provisions[index];
            let standing = alone.standings[index][time.version];
            let relieves = self.effects[&provision.effect].1;
            let class = match (time.timing, standing) {
                (_, "not-yours") | ("upcoming" | "ended", "exempt") => continue,
                ("upcoming", _) if relieves => continue,
                ("in-force", "binds") if !relieves => 0,
                ("in-force", "affects") if !relieves => 1,
                ("in-force", "unclear") => 2,
                ("in-force", "depends") => 3,
                ("in-force", "exempt") => 7,
                ("in-force", _) => 5,
                ("upcoming", _) => 6,
                _ => 8,
            };
            let suspended = class == 6 && provision.edges.iter().any(|edge| edge.as_str() <= day);
            said.push((class, index, standing, suspended));
        }
        let mut lead = said.clone();
        lead.sort_by(|one, other| {
            let days = |entry: &(usize, usize, &str, bool)| (entry.0 == 6).then(|| &times[entry.1].from);
            one.0.cmp(&other.0).then_with(|| days(one).cmp(&days(other)))
        });
        let lead = lead.first().copied();
        let urged = row.advice.as_ref().is_some_and(|advice| {
            let (from, when) = &self.advice[advice];
            from.as_ref().is_none_or(|from| from.as_str() <= day)
                && (when.is_empty() || when.iter().any(|when| fits(when, &alone.options)))
        }) && lead.is_none_or(|(class, ..)| class > 3);
        let lead = lead.filter(|(class, ..)| !urged || *class == 5);
        let status = match lead {
            _ if urged => "urged",
            Some((0 | 1 | 5, index, ..)) => &self.effects[&self.provisions[index].effect].0,
            Some((2, ..)) => "unclear",
            Some((3, ..)) => "depends",
            Some((6, _, _, true)) => "suspended",
            Some((6, index, "unclear", _))
                if !self.provisions[index].versions[times[index].version].is_unsettled =>
            {
                "unclear"
            }
            Some((6, ..)) => "starts",
            Some((7, ..)) => "not-covered",
            Some(_) => "ended",
            None => "no-rule-found",
        };
        let gravity = match (urged, lead) {
            (true, _) => 7,
            (_, Some((class @ 0..=3, ..))) => class,
            (_, Some((5, ..))) => 6,
            (_, Some((6, ..))) if status == "unclear" => 2,
            (_, Some((6, _, _, suspended))) => 4 + usize::from(suspended),
            (_, Some((7, ..))) => 8,
            (_, Some(_)) => 9,
            (_, None) => 10,
        };
        Said {
            status,
            gravity,
            lead: lead.map(|(_, index, standing, _)| (index, standing)),
            notes: (said.iter())
                .filter(|(_, index, ..)| lead.is_none_or(|(_, lead, ..)| lead != *index))
                .map(|(_, index, standing, _)| (*index, *standing))
                .collect(),
            starts_today: lead
                .is_some_and(|(_, index, ..)| times[index].timing == "in-force" && times[index].from == day),
        }
    }

    /// Every set of options that this reader may turn out to be.
    fn completions<'a>(&'a self, reader: &Reader<'a>) -> Vec<BTreeSet<&'a str>> {
        let role = reader.chosen[0][0];
        let mut completions = vec![self.counted(reader)];
        for (question, chosen) in self.questions.iter().zip(&reader.chosen) {
            let offered = question.offered(role);
            if !chosen.is_empty() || question.default.is_some() || offered.is_empty() {
                continue;
            }
            let mut picks: Vec<Vec<&str>> = if question.many {
                subsets(&offered)
            } else {
                offered.into_iter().map(|option| vec![option]).collect()
            };
            // What is assumed is among whatever the reader may turn out to do.
            let assumed = self.assumed(reader, question);
            picks.retain(|pick| assumed.iter().all(|option| pick.contains(option)));
            completions = completions
                .iter()
                .flat_map(|options| {
                    picks.iter().map(|pick| options.iter().chain(pick).copied().collect::<BTreeSet<&str>>())
                })
                .collect();
        }
        completions
    }

    /// The first, a middle and the last day between each two days that anything names.
    fn days(&self) -> Vec<String> {
        let edges: BTreeSet<&str> = (self.provisions.iter().flat_map(|provision| &provision.edges))
            .chain(self.short_answers.iter().chain(&self.verdicts).flat_map(|short| &short.from))
            .chain(self.advice.values().filter_map(|(from, _)| from.as_ref()))
            .chain([&self.record])
            .map(String::as_str)
            .collect();
        let edges: Vec<&str> = edges.into_iter().collect();
        let mut days = BTreeSet::from([step(&self.record, -1), "2000-01-01".to_owned()]);
        for (index, first) in edges.iter().enumerate() {
            let last = edges.get(index + 1).map_or_else(|| "2099-12-31".to_owned(), |next| step(next, -1));
            let half = (count(&last) - count(first)) / 2;
            let middle = (0..half).fold((*first).to_owned(), |day, _| step(&day, 1));
            days.extend([(*first).to_owned(), middle, last]);
        }
        days.into_iter().collect()
    }
}

impl Asked {
    fn read(table: &Table) -> Self {
        let options = table["options"].as_array().expect("options are a list");
        let options = options
            .iter()
            .map(|option| {
                let option = option.as_table().expect("an option is a table");
                (text(option, "id"), option.get("roles").map(texts).unwrap_or_default())
            })
            .collect();
        let default = table.contains_key("default").then(|| text(table, "default"));
        Self { id: text(table, "id"), many: text(table, "choose") == "any", default, options }
    }

    fn offered(&self, role: &str) -> Vec<&str> {
        self.options
            .iter()
            .filter(|(_, roles)| roles.is_empty() || roles.iter().any(|known| known == role))
            .map(|(id, _)| id.as_str())
            .collect()
    }
}

impl Short {
    fn read(table: &Table) -> Self {
        Self {
            id: text(table, "id"),
            options: texts(&table["options"]),
            when: tables(table, "when"),
            from: days_of(&table["from"]),
        }
    }
}

impl Plain {
    fn read(table: &Table) -> Self {
        let versions = tables(table, "version").iter().map(Version::read).collect();
        let mut provision = Self {
            id: text(table, "id"),
            effect: text(table, "effect"),
            binds: tables(table, "binds"),
            affects: tables(table, "affects"),
            unsettled: tables(table, "unsettled"),
            except: tables(table, "except"),
            versions,
            edges: Vec::new(),
        };
        provision.edges = provision.changes();
        provision
    }

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
        let any = |alternatives: &[Table]| alternatives.iter().any(|alternative| fits(alternative, options));
        let (binds, affects) = (any(&self.binds), any(&self.affects));
        if !binds && !affects && !any(&self.unsettled) {
            "not-yours"
        } else if any(&self.except) {
            "exempt"
        } else if self.versions[version].is_unsettled || !(binds || affects) {
            "unclear"
        } else if binds {
            "binds"
        } else {
            "affects"
        }
    }

    /// Whether this version holds on this day.
    fn holds(&self, version: usize, day: &str) -> bool {
        let known = &self.versions[version];
        let next = self.versions.get(version + 1);
        let suspended = known
            .suspended
            .as_ref()
            .is_some_and(|(from, until)| from.as_str() <= day && day <= until.as_str());
        known.from.as_str() <= day
            && known.until.as_ref().is_none_or(|until| day <= until.as_str())
            && next.is_none_or(|next| day < next.from.as_str())
            && !suspended
    }

    /// The days on which something about it changes.
    fn changes(&self) -> Vec<String> {
        let mut days = BTreeSet::new();
        for (index, version) in self.versions.iter().enumerate() {
            let mut edges = vec![version.from.clone()];
            edges.extend(version.until.as_ref().map(|until| step(until, 1)));
            if let Some((from, until)) = &version.suspended {
                edges.push(from.clone());
                edges.push(step(until, 1));
            }
            // An edge counts when the version really begins or stops to hold on it.
            days.extend(
                edges.into_iter().filter(|day| self.holds(index, day) != self.holds(index, &step(day, -1))),
            );
            days.extend(version.due.iter().map(|due| step(due, 1)));
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
        // The last run of days on which it held: the last day that is both held and follows a day that is not.
        let (version, from) = edges
            .iter()
            .rev()
            .find_map(|edge| {
                let version = holding(edge)?;
                (!self.holds(version, &step(edge, -1))).then(|| (version, edge.clone()))
            })
            .expect("a provision held at some time");
        let until = last_day(&from, version);
        Time { timing: "ended", version, from, until }
    }
}

impl Version {
    fn read(table: &Table) -> Self {
        let day = |key: &str| table.get(key).map(ToString::to_string);
        Self {
            from: table["from"].to_string(),
            until: day("until"),
            suspended: table
                .get("suspended")
                .map(|suspended| (suspended["from"].to_string(), suspended["until"].to_string())),
            due: table.get("due").map(days_of).unwrap_or_default(),
            is_unsettled: table.contains_key("unsettled"),
        }
    }
}

/// Whether every question that the alternative names has one of the options.
fn fits(alternative: &Table, options: &BTreeSet<&str>) -> bool {
    alternative
        .iter()
        .filter_map(|(_, wanted)| wanted.as_array())
        .all(|wanted| wanted.iter().filter_map(Value::as_str).any(|option| options.contains(option)))
}

/// The answers as the engine knows them, given one by one.
fn engine_answers(explainer: &Explainer, reader: &Reader) -> Answers {
    let number = |id: &str| explainer.option(id).unwrap_or_else(|| panic!("the engine knows no {id}"));
    let answers =
        Answers::new(explainer, number(reader.chosen[0][0]), explainer.record).expect("it is a role");
    let others = reader.chosen.iter().skip(1).flatten();
    others.fold(answers, |answers, option| answers.with(explainer, number(option)))
}

/// Every non-empty set of these.
fn subsets<'a>(of: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut subsets: Vec<Vec<&str>> = vec![Vec::new()];
    for one in of {
        let with_it: Vec<Vec<&str>> =
            subsets.iter().map(|set| set.iter().copied().chain([*one]).collect()).collect();
        subsets.extend(with_it);
    }
    subsets.retain(|set| !set.is_empty());
    subsets
}

fn tables(table: &Table, name: &str) -> Vec<Table> {
    let list = table.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    list.into_iter().map(|entry| entry.as_table().expect("it is a table").clone()).collect()
}

fn text(table: &Table, name: &str) -> String {
    table[name].as_str().expect("it is a text").to_owned()
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().expect("it is a list");
    list.iter().map(|entry| entry.as_str().expect("it is a text").to_owned()).collect()
}

fn days_of(list: &Value) -> Vec<String> {
    list.as_array().expect("it is a list").iter().map(ToString::to_string).collect()
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
