//! What one reader is told on one day, slot by slot, so that two editions can be compared.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use ban_explainer::sentences;
use rules::{
    Answers, Case, Day, Explainer, Law, OptionSet, ProvisionId, ProvisionOutcome, QuestionId, RowId,
    RowOutcome, Standing, Timing, Why, boundaries,
};

use super::{
    Kind,
    readers::{Asked, Clause, Reader},
};

/// What is said of a rule to a reader whom it does not concern.
pub(super) const NOT_THEIRS: &str = "does not concern them";

/// A place on the page in which something is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) kind: Kind,
    /// The id of the option, row or provision.
    pub(super) id: String,
}

/// Every slot of either edition, and where each law keeps its own.
#[derive(Debug)]
pub(super) struct Slots {
    all: Vec<Slot>,
    /// The heading of the answer.
    heading: usize,
    /// Per edition: the slots of each option: a further verdict, and its short answer.
    options: [Vec<[usize; 2]>; 2],
    /// Per edition: the slot of each row.
    rows: [Vec<usize>; 2],
    /// Per edition: the slots of each provision: how it stands, and why.
    provisions: [Vec<[usize; 2]>; 2],
}

impl Slots {
    pub(super) fn of(before: &Explainer, after: &Explainer) -> Self {
        let nothing = || [Vec::new(), Vec::new()];
        let mut all = Self {
            all: Vec::new(),
            heading: 0,
            options: [Vec::new(), Vec::new()],
            rows: nothing(),
            provisions: [Vec::new(), Vec::new()],
        };
        all.heading = all.slot(Kind::Verdict, "");
        for (side, explainer) in [before, after].into_iter().enumerate() {
            for option in &explainer.options {
                let slots = [Kind::Verdict, Kind::ShortAnswer].map(|kind| all.slot(kind, &option.id));
                all.options[side].push(slots);
            }
            for row in &explainer.rows {
                let slot = all.slot(Kind::Row, &row.id);
                all.rows[side].push(slot);
            }
            for provision in &explainer.provisions {
                let slots = [Kind::Rule, Kind::Reason].map(|kind| all.slot(kind, &provision.id));
                all.provisions[side].push(slots);
            }
        }
        all
    }

    fn slot(&mut self, kind: Kind, id: &str) -> usize {
        let known = self.all.iter().position(|slot| slot.kind == kind && slot.id == id);
        known.unwrap_or_else(|| {
            self.all.push(Slot { kind, id: id.to_owned() });
            self.all.len() - 1
        })
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, slot: usize) -> &Slot {
        &self.all[slot]
    }
}

/// Texts by number; 0 is nothing at all.
#[derive(Default)]
pub(super) struct Values {
    numbers: HashMap<Vec<String>, u32>,
    texts: Vec<Vec<String>>,
}

impl Values {
    fn number(&mut self, texts: Vec<String>) -> u32 {
        if let Some(number) = self.numbers.get(&texts) {
            return *number;
        }
        self.texts.push(texts.clone());
        let number = u32::try_from(self.texts.len()).expect("a law says less than four billion things");
        self.numbers.insert(texts, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<Vec<String>> {
        number.checked_sub(1).map(|index| self.texts[index as usize].clone())
    }
}

/// Says what one edition tells its readers.
pub(super) struct Teller<'a> {
    /// The law in each language; the rules are the same.
    laws: &'a [&'a Law],
    slots: &'a Slots,
    side: usize,
    /// What was said before, by a hash of what it was said of: texts are made once.
    known: HashMap<(usize, u64), u32>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(laws: &'a [&'a Law], slots: &'a Slots, side: usize) -> Self {
        Self { laws, slots, side, known: HashMap::new() }
    }

    /// The reader who gave these answers, whatever the day.
    pub(super) fn case(&self, answers: &Answers) -> Option<Case<'a>> {
        self.laws.first().map(|law| Case::new(&law.explainer, answers))
    }

    /// Writes what a reader is told on a day into the slots.
    pub(super) fn tell(&mut self, case: &Case, on: Day, values: &mut Values, told: &mut [u32]) {
        told.fill(0);
        let Some(law) = self.laws.first() else { return };
        let outcome = case.on(on);
        let answers = &outcome.answers;
        let (slots, side) = (self.slots, self.side);
        for (place, shown) in outcome.verdicts.iter().enumerate() {
            let [further, _] = slots.options[side][shown.option.index()];
            let slot = if place == 0 { slots.heading } else { further };
            told[slot] =
                self.say(slot, (shown.verdict, shown.text), values, |law| law.verdict(shown).to_owned());
        }
        for shown in &outcome.short_answers {
            let [_, slot] = slots.options[side][shown.option.index()];
            told[slot] = self.say(slot, (shown.short_answer, shown.text), values, |law| {
                law.short_answer(shown).to_owned()
            });
        }
        for row in &outcome.rows {
            let slot = slots.rows[side][row.row.index()];
            told[slot] = self.say(slot, (row.status, row.rule, &row.notes), values, |law| row_text(law, row));
        }
        for found in &outcome.provisions {
            let [rule, reason] = slots.provisions[side][found.provision.index()];
            let stands = (found.standing, found.timing, found.from, found.until);
            let is_theirs = found.standing != Standing::NotYours;
            if is_theirs {
                told[rule] = self.say_once(rule, stands, values, || stands_so(found));
                let mut why = DefaultHasher::new();
                found.standing.hash(&mut why);
                match &found.why {
                    Why::Rule | Why::RuledOut(_) => {}
                    Why::Because(because) => because.hash(&mut why),
                    Why::Open(openings) => (openings, answers.counted(&law.explainer)).hash(&mut why),
                }
                told[reason] =
                    self.say(reason, why.finish(), values, |law| sentences::why(law, answers, found));
            }
        }
    }

    /// The number of a text in every language, made once for each thing it is said of.
    fn say(&mut self, slot: usize, of: impl Hash, values: &mut Values, text: impl Fn(&Law) -> String) -> u32 {
        let laws = self.laws;
        *self
            .known
            .entry((slot, hash(of)))
            .or_insert_with(|| values.number(laws.iter().map(|law| text(law)).collect()))
    }

    /// The same for the tool's own words.
    fn say_once(
        &mut self,
        slot: usize,
        of: impl Hash,
        values: &mut Values,
        text: impl Fn() -> String,
    ) -> u32 {
        *self.known.entry((slot, hash(of))).or_insert_with(|| values.number(vec![text()]))
    }
}

fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A row as it stands in the table: its status, since when, and the sentences beside it.
fn row_text(law: &Law, row: &RowOutcome) -> String {
    let mut text = sentences::row_status(law, row);
    if let Some(since) = sentences::row_since(law, row) {
        text = format!("{text} · {since}");
    }
    let why = sentences::row_why(law, row);
    if why.is_empty() { text } else { format!("{text} · {why}") }
}

/// How a rule stands, in the tool's own words.
fn stands_so(found: &ProvisionOutcome) -> String {
    let standing = match found.standing {
        Standing::Binds => "binds them",
        Standing::Affects => "affects them",
        Standing::Exempt => "an exception takes them out",
        Standing::Unclear => "unclear",
        Standing::Depends => "depends on what they have not answered",
        Standing::NotYours => NOT_THEIRS,
    };
    let from = english(found.from);
    let timing = match (found.timing, found.until) {
        (Timing::Upcoming, _) => format!("begins {from}"),
        (Timing::InForce, None) => format!("in force since {from}"),
        (Timing::InForce, Some(until)) => format!("in force {from} to {}", english(until)),
        (Timing::Ended, until) => format!("ended {}", english(until.unwrap_or(found.from))),
    };
    format!("{standing}; {timing}")
}

const MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// A day as American newsrooms write it.
pub(super) fn english(day: Day) -> String {
    format!("{} {}, {}", MONTHS[day.month() as usize - 1], day.day(), day.year())
}

/// The days on which anything changes for anyone.
pub(super) fn days(explainer: &Explainer) -> Vec<Day> {
    let changes = explainer.provisions.iter().flat_map(boundaries);
    let texts = explainer.short_answers.iter().flat_map(|short_answer| short_answer.from.iter().copied());
    let verdicts = explainer.verdicts.iter().flat_map(|verdict| verdict.versions.iter().map(|it| it.from));
    changes.chain(texts).chain(verdicts).chain([explainer.record]).collect()
}

/// The questions of both editions: those of the first in its order, then those that the second alone has.
pub(super) fn questions(first: &Explainer, second: &Explainer) -> Vec<Asked> {
    let mut questions: Vec<Asked> = Vec::new();
    for explainer in [first, second] {
        for question in &explainer.questions {
            let options = question.options.iter().map(|option| explainer[option].id.clone());
            match questions.iter_mut().find(|asked| asked.id == question.id) {
                Some(asked) => {
                    let new: Vec<String> = options.filter(|option| !asked.options.contains(option)).collect();
                    asked.options.extend(new);
                    asked.many |= question.many;
                }
                None => questions.push(Asked {
                    id: question.id.clone(),
                    many: question.many,
                    options: options.collect(),
                }),
            }
        }
    }
    questions
}

/// A reader of one edition among those of both; a question that only the other edition asks has its default.
pub(super) fn reader(
    questions: &[Asked],
    explainer: &Explainer,
    other: &Explainer,
    answers: &Answers,
) -> Reader {
    let counted = answers.counted(explainer);
    let masks = questions.iter().map(|asked| {
        let of = |explainer: &Explainer, options: OptionSet| {
            options.iter().fold(0_u128, |mask, option| {
                let id = &explainer[option].id;
                let place = asked.options.iter().position(|known| known == id);
                place.map_or(mask, |place| mask | 1 << place)
            })
        };
        let find = |explainer: &Explainer| explainer.questions.iter().position(|it| it.id == asked.id);
        match (find(explainer), find(other)) {
            (Some(index), _) => of(explainer, explainer.questions[index].options.and(counted)),
            (None, Some(index)) => {
                let default = other.questions[index].default;
                default.map_or(0, |default| of(other, OptionSet::of(default)))
            }
            (None, None) => 0,
        }
    });
    Reader(masks.collect())
}

/// Whether these answers have a page of their own: nothing but a role, and one option more at most.
pub(super) fn has_a_page(explainer: &Explainer, answers: &Answers) -> bool {
    let more = answers.chosen().without(OptionSet::of(answers.role()));
    more.is_empty() || (more.len() == 1 && more.and(explainer.narrowing()) == more)
}

/// The words for what a slot is about, from the first edition that has any.
pub(super) fn about(slot: &Slot, laws: [&[&Law]; 2]) -> String {
    let laws = laws.into_iter().filter_map(<[&Law]>::first);
    let mut found = laws.filter_map(|law| match slot.kind {
        Kind::Verdict | Kind::ShortAnswer => {
            let option = law.explainer.option(&slot.id)?;
            Some(law.option(option).1.label.clone())
        }
        Kind::Row => {
            let index = law.explainer.rows.iter().position(|row| row.id == slot.id)?;
            Some(law.row(RowId::at(index)).1.label.clone())
        }
        Kind::Rule | Kind::Reason => {
            let index = law.explainer.provisions.iter().position(|it| it.id == slot.id)?;
            Some(law.provision(ProvisionId::at(index)).1.title.clone())
        }
    });
    found.next().unwrap_or_else(|| slot.id.clone())
}

/// The readers of a clause, in the words of their buttons.
pub(super) fn who(clause: &Clause, questions: &[Asked], laws: [&[&Law]; 2]) -> String {
    let laws: Vec<&Law> = laws.into_iter().filter_map(|laws| laws.first().copied()).collect();
    let label = |id: &str| {
        let label = |law: &&Law| law.explainer.option(id).map(|option| law.option(option).1.label.clone());
        laws.iter().find_map(label).unwrap_or_else(|| id.to_owned())
    };
    let ask = |id: &str| {
        let ask = |law: &&Law| {
            let place = law.explainer.questions.iter().position(|question| question.id == id)?;
            Some(law.question(QuestionId::at(place)).1.ask.clone())
        };
        laws.iter().find_map(ask).unwrap_or_else(|| id.to_owned())
    };
    let labels = |asked: &Asked, mask: u128, quoted: bool| {
        let chosen = asked.options.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1);
        let labels: Vec<String> =
            chosen.map(|(_, id)| if quoted { format!("“{}”", label(id)) } else { label(id) }).collect();
        labels.join(" or ")
    };
    let mut conditions: Vec<_> = clause.iter().collect();
    conditions.sort_by_key(|condition| condition.question);
    let parts: Vec<String> = conditions
        .into_iter()
        .map(|condition| {
            let asked = &questions[condition.question];
            let mut said = Vec::new();
            if condition.any != 0 {
                said.push(labels(asked, condition.any, asked.many));
            }
            if condition.or_open {
                said.push(format!("no answer to “{}”", ask(&asked.id)));
            }
            let said = said.join(", or ");
            match (said.is_empty(), condition.none) {
                (_, 0) => said,
                (true, none) => format!("not {}", labels(asked, none, asked.many)),
                (false, none) => format!("{said} and not {}", labels(asked, none, asked.many)),
            }
        })
        .collect();
    if parts.is_empty() { "Everyone".to_owned() } else { parts.join(" · ") }
}
