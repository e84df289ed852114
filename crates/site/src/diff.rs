//! `site diff`: what an edit of the law changes for readers, in words, over every answer and every day.
//!
//! Two editions of one explainer are asked the same questions by the same readers. What a reader is told consists of
//! slots (the verdict, a short answer, a row, a rule); a change is a slot that says something else in a run of days.
//! Changes that reach the same readers are told together.

mod edition;
mod filter;
mod html;
mod readers;
mod revision;
mod text;
mod texts;
mod told;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
    thread,
};

use rules::{Answers, Day, Law};
use serde::Serialize;

use filter::Filter;
use readers::{Clause, Reader, Space};
use told::{Slots, Teller, Values};

pub use edition::{Edition, Error};
pub use html::html;
pub use revision::{Draft, draft};
pub use text::text;
pub use texts::Edit;

/// Everything that differs for readers between two editions.
#[derive(Debug, Serialize)]
pub struct Diff {
    /// The explainer.
    pub explainer: String,
    /// What was compared, by its name: before, and after.
    pub before: Named,
    /// See `before`.
    pub after: Named,
    /// Every way to answer that both editions know, and how many of them are told something else.
    pub answers: Count,
    /// The readers with a page of their own among them.
    pub readers: Count,
    /// What changes, by the readers it reaches.
    pub groups: Vec<Group>,
    /// Readers that only the later edition has, and what they are told.
    pub new_readers: Vec<Group>,
    /// Readers that only the earlier edition has, and what they were told.
    pub retired_readers: Vec<Group>,
    /// Pages added and retired, by language.
    pub pages: Vec<Pages>,
    /// What was edited in `law.toml`.
    pub law: Vec<Edit>,
    /// Sentences that no answer above shows, by language.
    pub sentences: Vec<Sentences>,
    /// Every text of a wording that was edited, by language.
    #[serde(skip)]
    pub edited: Vec<Sentences>,
    /// Languages added and retired.
    pub languages: Listed,
    /// Translations whose original has changed since they were read.
    pub unread_translations: Vec<Sentences>,
    /// How many faults the later edition has; `site check` names them.
    pub faults: usize,
}

/// One edition.
#[derive(Debug, Serialize)]
pub struct Named {
    /// The folder or revision.
    pub name: String,
    /// A fingerprint of all its files.
    pub fingerprint: String,
    /// The day on which its sources were last checked.
    pub verified: String,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Those that are told something else.
    pub changed: usize,
    /// All of them.
    pub of: usize,
}

/// Readers who are told the same other things.
#[derive(Debug, Serialize)]
pub struct Group {
    /// Who they are: alternatives of conditions, in the words of the questions.
    pub who: Vec<String>,
    /// How many ways to answer that is.
    pub answers: usize,
    /// How many of them have a page of their own.
    pub readers: usize,
    /// Some of those pages.
    pub pages: Vec<String>,
    /// What they are told, by day.
    pub changes: Vec<Change>,
}

/// A slot that says something else in a run of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The first day.
    pub from: String,
    /// The last day; absent where no end is known.
    pub until: Option<String>,
    /// What kind of thing is told.
    pub kind: Kind,
    /// The id of what it is about: a row, an option, a provision.
    pub id: String,
    /// The words for that.
    pub about: String,
    /// What it said and says, by language; the language is empty where the words are the tool's own.
    pub texts: Vec<Text>,
}

/// What a reader is told, from the top of the page down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The heading of the answer.
    Verdict,
    /// The sentences under it.
    ShortAnswer,
    /// A row of the table.
    Row,
    /// How a provision stands.
    Rule,
    /// Why it stands so.
    Reason,
}

/// Before and after in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The language; empty where the words are the tool's own.
    pub language: String,
    /// What it said; absent where there was nothing.
    pub before: Option<String>,
    /// What it says; absent where there is nothing.
    pub after: Option<String>,
}

/// Pages added and retired.
#[derive(Debug, Serialize)]
pub struct Pages {
    /// The language.
    pub language: String,
    /// Pages that only the later edition has.
    pub added: Vec<String>,
    /// Pages that only the earlier edition has; every path ever printed is printed on.
    pub retired: Vec<String>,
}

/// Sentences of a language.
#[derive(Clone, Debug, Serialize)]
pub struct Sentences {
    /// The language.
    pub language: String,
    /// The sentences that differ.
    pub edits: Vec<Edit>,
}

/// What was added and what was retired.
#[derive(Debug, Default, Serialize)]
pub struct Listed {
    /// Only in the later edition.
    pub added: Vec<String>,
    /// Only in the earlier edition.
    pub retired: Vec<String>,
}

impl Diff {
    /// Whether nothing differs, not even a sentence.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
            && self.new_readers.is_empty()
            && self.retired_readers.is_empty()
            && self.pages.iter().all(|pages| pages.added.is_empty() && pages.retired.is_empty())
            && self.law.is_empty()
            && self.sentences.is_empty()
            && self.languages.added.is_empty()
            && self.languages.retired.is_empty()
    }
}

/// Compares two editions of an explainer.
#[must_use]
pub fn diff(before: &Edition, after: &Edition) -> Diff {
    compare(before, after, true)
}

/// Compares two editions; `is_quick`: readers who cannot be told anything else are passed over.
fn compare(before: &Edition, after: &Edition, is_quick: bool) -> Diff {
    let languages: Vec<String> =
        after.languages().into_iter().filter(|language| before.law_in(language).is_some()).collect();
    let comparison = Comparison { is_quick, ..Comparison::of(before, after, &languages) };
    let found = comparison.compare();
    let (groups, n_changed) = comparison.groups(&found);
    let shown: BTreeSet<(&str, Option<&str>, Option<&str>)> = groups
        .iter()
        .flat_map(|group| &group.changes)
        .flat_map(|change| &change.texts)
        .map(|text| (text.language.as_str(), text.before.as_deref(), text.after.as_deref()))
        .collect();
    let edited: Vec<Sentences> = languages
        .iter()
        .map(|language| Sentences {
            language: language.clone(),
            edits: texts::edits(&before.texts(language), &after.texts(language)),
        })
        .filter(|sentences| !sentences.edits.is_empty())
        .collect();
    let is_elsewhere = |language: &str, edit: &Edit| {
        shown.contains(&(language, edit.before.as_deref(), edit.after.as_deref()))
    };
    let sentences = edited
        .iter()
        .map(|of| Sentences {
            language: of.language.clone(),
            edits: of.edits.iter().filter(|edit| !is_elsewhere(&of.language, edit)).cloned().collect(),
        })
        .filter(|sentences| !sentences.edits.is_empty())
        .collect();
    let pages = languages.iter().map(|language| pages(before, after, language)).collect();
    let listed = |one: &Edition, other: &Edition| {
        let known = other.languages();
        one.languages().into_iter().filter(|language| !known.contains(language)).collect()
    };
    let (new_readers, retired_readers) = comparison.only_in_one();
    let (readers, of_readers) = comparison.with_a_page(&n_changed);
    Diff {
        explainer: after.explainer().id.clone(),
        before: before.named(),
        after: after.named(),
        answers: Count { changed: n_changed.len(), of: comparison.both.len() },
        readers: Count { changed: readers, of: of_readers },
        new_readers,
        retired_readers,
        pages,
        law: texts::edits(&before.texts("law"), &after.texts("law")),
        sentences,
        edited,
        languages: Listed { added: listed(after, before), retired: listed(before, after) },
        unread_translations: after.unread_translations(),
        faults: after.n_faults(),
        groups,
    }
}

fn pages(before: &Edition, after: &Edition, language: &str) -> Pages {
    let paths = |edition: &Edition| -> BTreeSet<String> { edition.paths(language).into_iter().collect() };
    let (before, after) = (paths(before), paths(after));
    Pages {
        language: language.to_owned(),
        added: after.difference(&before).cloned().collect(),
        retired: before.difference(&after).cloned().collect(),
    }
}

/// Both editions, and the readers they have in common.
struct Comparison<'a> {
    laws: [Vec<&'a Law>; 2],
    languages: &'a [String],
    editions: [&'a Edition; 2],
    /// The first days of all runs in which nothing changes for anyone.
    days: Vec<Day>,
    space: Space,
    /// The readers of the space that both editions know: the place in the space, and how each edition takes them.
    both: Vec<(usize, [Answers; 2])>,
    /// Those that one edition alone knows.
    only: [Vec<(usize, Answers)>; 2],
    slots: Slots,
    /// Whether readers who cannot be told anything else are passed over.
    is_quick: bool,
}

/// A change as it was found: slot, values before and after, first and last run of days.
type Found = (usize, Option<Vec<String>>, Option<Vec<String>>, usize, usize);

impl<'a> Comparison<'a> {
    fn of(before: &'a Edition, after: &'a Edition, languages: &'a [String]) -> Self {
        let editions = [before, after];
        let laws = editions.map(|edition| {
            languages.iter().filter_map(|language| edition.law_in(language)).collect::<Vec<&Law>>()
        });
        let mut days: BTreeSet<Day> =
            editions.iter().flat_map(|edition| told::days(edition.explainer())).collect();
        let record = before.explainer().record.min(after.explainer().record);
        days.retain(|day| *day >= record);
        days.insert(record);
        let questions = told::questions(after.explainer(), before.explainer());
        let mut space = Space { questions, readers: Vec::new() };
        let mut places: HashMap<Reader, (usize, [Option<Answers>; 2])> = HashMap::new();
        for (side, edition) in editions.iter().enumerate() {
            let other = editions[1 - side].explainer();
            for answers in proof::readers(edition.explainer()) {
                let reader = told::reader(&space.questions, edition.explainer(), other, &answers);
                let n_readers = space.readers.len();
                let entry = places.entry(reader).or_insert_with_key(|reader| {
                    space.readers.push(reader.clone());
                    (n_readers, [None, None])
                });
                entry.1[side] = Some(answers);
            }
        }
        let mut both = Vec::new();
        let mut only = [Vec::new(), Vec::new()];
        for (place, answers) in places.into_values() {
            match answers {
                [Some(before), Some(after)] => both.push((place, [before, after])),
                [Some(before), None] => only[0].push((place, before)),
                [None, Some(after)] => only[1].push((place, after)),
                [None, None] => {}
            }
        }
        both.sort_unstable_by_key(|(place, _)| *place);
        only.iter_mut().for_each(|readers| readers.sort_unstable_by_key(|(place, _)| *place));
        let slots = Slots::of(before.explainer(), after.explainer());
        Self {
            laws,
            languages,
            editions,
            days: days.into_iter().collect(),
            space,
            both,
            only,
            slots,
            is_quick: true,
        }
    }

    /// Every change, with the readers it reaches in ascending order.
    fn compare(&self) -> BTreeMap<Found, Vec<usize>> {
        let n_threads = thread::available_parallelism().map_or(1, usize::from);
        let filter = Filter::of([&self.laws[0], &self.laws[1]]).filter(|_| self.is_quick);
        let filter = filter.as_ref();
        let parts: Vec<HashMap<Found, Vec<usize>>> = thread::scope(|scope| {
            let parts: Vec<_> = self
                .both
                .chunks(self.both.len().div_ceil(n_threads).max(1))
                .map(|readers| scope.spawn(move || self.compare_part(readers, filter)))
                .collect();
            parts.into_iter().map(|part| part.join().expect("comparing makes no panic of its own")).collect()
        });
        let mut all: BTreeMap<Found, Vec<usize>> = BTreeMap::new();
        // Each part holds later readers than the one before.
        for (found, readers) in parts.into_iter().flatten() {
            all.entry(found).or_default().extend(readers);
        }
        all.values_mut().for_each(|readers| readers.sort_unstable());
        all
    }

    fn compare_part(
        &self,
        readers: &[(usize, [Answers; 2])],
        filter: Option<&Filter>,
    ) -> HashMap<Found, Vec<usize>> {
        let mut values = Values::default();
        let mut tellers = [0, 1].map(|side| Teller::new(&self.laws[side], &self.slots, side));
        let mut told = [0, 1].map(|_| vec![0_u32; self.slots.len()]);
        let mut found: HashMap<(usize, u32, u32, usize, usize), Vec<usize>> = HashMap::new();
        // Per slot: the values that differ, and since which run of days.
        let mut open: Vec<Option<(u32, u32, usize)>> = vec![None; self.slots.len()];
        for (place, answers) in readers {
            let compared = filter.and_then(|filter| filter.reader([&answers[0], &answers[1]]));
            let mut cases = [None, None];
            for (day, on) in self.days.iter().enumerate() {
                if compared.as_ref().is_some_and(|compared| compared.is_told_the_same(*on)) {
                    told.iter_mut().for_each(|told| told.fill(0));
                } else {
                    for side in [0, 1] {
                        let case = cases[side].get_or_insert_with(|| tellers[side].case(&answers[side]));
                        if let Some(case) = case {
                            tellers[side].tell(case, *on, &mut values, &mut told[side]);
                        }
                    }
                }
                for slot in 0..self.slots.len() {
                    let now = (told[0][slot], told[1][slot]);
                    let differs = (now.0 != now.1).then_some(now);
                    if let Some((before, after, since)) = open[slot]
                        && differs != Some((before, after))
                    {
                        found.entry((slot, before, after, since, day - 1)).or_default().push(*place);
                        open[slot] = None;
                    }
                    if let (None, Some((before, after))) = (open[slot], differs) {
                        open[slot] = Some((before, after, day));
                    }
                }
            }
            for (slot, open) in open.iter_mut().enumerate() {
                if let Some((before, after, since)) = open.take() {
                    found.entry((slot, before, after, since, self.days.len() - 1)).or_default().push(*place);
                }
            }
        }
        let named = |((slot, before, after, since, last), readers)| {
            ((slot, values.get(before), values.get(after), since, last), readers)
        };
        found.into_iter().map(named).collect()
    }

    /// The changes by the readers they reach, and every reader that any of them reaches.
    fn groups(&self, found: &BTreeMap<Found, Vec<usize>>) -> (Vec<Group>, BTreeSet<usize>) {
        let mut by_readers: BTreeMap<&[usize], Vec<&Found>> = BTreeMap::new();
        for (found, readers) in found {
            by_readers.entry(readers).or_default().push(found);
        }
        let affected: BTreeSet<usize> =
            by_readers.keys().flat_map(|readers| readers.iter().copied()).collect();
        let mut groups: Vec<(Kind, Group)> = by_readers
            .into_iter()
            .map(|(readers, found)| {
                let mut changes: Vec<Change> = found.into_iter().map(|found| self.change(found)).collect();
                for change in changes.iter_mut().filter(|change| change.kind == Kind::Rule) {
                    for text in &mut change.texts {
                        text.before.get_or_insert_with(|| told::NOT_THEIRS.to_owned());
                        text.after.get_or_insert_with(|| told::NOT_THEIRS.to_owned());
                    }
                }
                changes.sort_by(|one, other| {
                    (&one.from, one.kind, &one.id).cmp(&(&other.from, other.kind, &other.id))
                });
                let first = changes.iter().map(|change| change.kind).min().unwrap_or(Kind::Reason);
                (first, self.group(readers, changes, 1))
            })
            .collect();
        groups.sort_by(|(one_kind, one), (other_kind, other)| {
            (one_kind, other.readers, other.answers, &one.who).cmp(&(
                other_kind,
                one.readers,
                one.answers,
                &other.who,
            ))
        });
        (groups.into_iter().map(|(_, group)| group).collect(), affected)
    }

    fn group(&self, readers: &[usize], changes: Vec<Change>, side: usize) -> Group {
        let mut is_in = vec![false; self.space.readers.len()];
        readers.iter().for_each(|reader| is_in[*reader] = true);
        let clauses = self.space.describe(&is_in);
        let with_a_page: Vec<usize> =
            readers.iter().copied().filter(|reader| self.has_a_page(*reader)).collect();
        let first = changes.iter().map(|change| change.from.as_str()).min().unwrap_or_default().to_owned();
        let pages = with_a_page.iter().take(3).filter_map(|reader| {
            let answers = self.answers(*reader, side)?;
            Some(self.editions[side].page_of(&answers, Day::from_iso(&first)))
        });
        let pages = pages.collect();
        Group {
            who: clauses.iter().map(|clause| self.who(clause)).collect(),
            answers: readers.len(),
            readers: with_a_page.len(),
            pages,
            changes,
        }
    }

    /// How an edition takes a reader.
    fn answers(&self, place: usize, side: usize) -> Option<Answers> {
        let both = self.both.binary_search_by_key(&place, |(place, _)| *place);
        both.map(|at| self.both[at].1[side]).ok().or_else(|| {
            let only = self.only[side].binary_search_by_key(&place, |(place, _)| *place);
            only.map(|at| self.only[side][at].1).ok()
        })
    }

    fn change(&self, (place, before, after, since, last): &Found) -> Change {
        let slot = self.slots.get(*place);
        let until = self.days.get(last + 1).map(|next| next.previous().to_iso());
        Change {
            from: self.days[*since].to_iso(),
            until,
            kind: slot.kind,
            id: slot.id.clone(),
            about: told::about(slot, [&self.laws[1], &self.laws[0]]),
            texts: self.texts(slot.kind, before.as_deref(), after.as_deref()),
        }
    }

    /// What was said and is said, in each language in which it differs.
    fn texts(&self, kind: Kind, before: Option<&[String]>, after: Option<&[String]>) -> Vec<Text> {
        // How a rule stands is said in the tool's own words.
        let own = [String::new()];
        let languages = if kind == Kind::Rule { &own } else { self.languages };
        let at = |texts: Option<&[String]>, index: usize| {
            texts.and_then(|texts| texts.get(index)).filter(|text| !text.is_empty()).cloned()
        };
        let text = |(index, language): (usize, &String)| Text {
            language: language.clone(),
            before: at(before, index),
            after: at(after, index),
        };
        languages.iter().enumerate().map(text).filter(|text| text.before != text.after).collect()
    }

    /// A clause in words: “Government · New Jersey agency · “Use it” · Software or embedded”.
    fn who(&self, clause: &Clause) -> String {
        told::who(clause, &self.space.questions, [&self.laws[1], &self.laws[0]])
    }

    /// Whether a reader has a page of their own: a role, and at most one option of a question without a default.
    fn has_a_page(&self, place: usize) -> bool {
        let side = usize::from(self.answers(place, 1).is_some());
        let Some(answers) = self.answers(place, side) else { return false };
        told::has_a_page(self.editions[side].explainer(), &answers)
    }

    fn with_a_page(&self, changed: &BTreeSet<usize>) -> (usize, usize) {
        let of = self.both.iter().filter(|(place, _)| self.has_a_page(*place));
        let (mut n_changed, mut n) = (0, 0);
        for (place, _) in of {
            n += 1;
            n_changed += usize::from(changed.contains(place));
        }
        (n_changed, n)
    }

    /// The readers with a page that one edition alone has, and all they are told there.
    fn only_in_one(&self) -> (Vec<Group>, Vec<Group>) {
        let groups = |side: usize| {
            let with_a_page = self.only[side].iter().filter(|(place, _)| self.has_a_page(*place));
            let group = |(place, answers): &(usize, Answers)| {
                let changes = self.all_told(answers, side);
                self.group(&[*place], changes, side)
            };
            with_a_page.map(group).collect()
        };
        (groups(1), groups(0))
    }

    /// Everything that a reader is told, but for what does not concern them.
    fn all_told(&self, answers: &Answers, side: usize) -> Vec<Change> {
        let mut values = Values::default();
        let mut teller = Teller::new(&self.laws[side], &self.slots, side);
        let mut told = vec![0_u32; self.slots.len()];
        let mut open: Vec<(u32, usize)> = vec![(0, 0); self.slots.len()];
        let mut found: Vec<Found> = Vec::new();
        let pair = |value| if side == 1 { (None, value) } else { (value, None) };
        let Some(case) = teller.case(answers) else { return Vec::new() };
        for (day, on) in self.days.iter().enumerate() {
            teller.tell(&case, *on, &mut values, &mut told);
            for (slot, open) in open.iter_mut().enumerate() {
                if open.0 != told[slot] || day == 0 {
                    if day > 0 {
                        let (before, after) = pair(values.get(open.0));
                        found.push((slot, before, after, open.1, day - 1));
                    }
                    *open = (told[slot], day);
                }
            }
        }
        for (slot, (value, since)) in open.into_iter().enumerate() {
            let (before, after) = pair(values.get(value));
            found.push((slot, before, after, since, self.days.len() - 1));
        }
        let concerns = |(slot, before, after, ..): &Found| {
            self.slots.get(*slot).kind != Kind::Reason && (before.is_some() || after.is_some())
        };
        let mut changes: Vec<Change> =
            found.iter().filter(|found| concerns(found)).map(|found| self.change(found)).collect();
        changes
            .sort_by(|one, other| (&one.from, one.kind, &one.id).cmp(&(&other.from, other.kind, &other.id)));
        changes
    }
}

/// Loads both editions and compares them.
///
/// # Errors
///
/// A sentence for an edition that cannot be read.
pub fn between(before: (&Path, &str), after: (&Path, &str)) -> Result<Diff, Error> {
    let (before, after) = (Edition::load(before.0, before.1)?, Edition::load(after.0, after.1)?);
    Ok(diff(&before, &after))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::desk::new;

    /// The small explainer to begin with, and one with this edit: a file, what stood there, what stands there now.
    fn editions(edits: &[(&str, &str, &str)]) -> [Edition; 2] {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let names = ["before", "after"];
        for name in names {
            let on = Day::from_iso("2026-11-25").expect("it is a day");
            new::new(&folder.path().join(name), on).expect("it can be written");
        }
        for (name, from, to) in edits {
            let path = folder.path().join("after").join(name);
            let text = fs::read_to_string(&path).expect("it was written");
            assert_eq!(text.matches(from).count(), 1, "{name} has “{from}” once");
            fs::write(&path, text.replace(from, to)).expect("it can be written");
        }
        names.map(|name| {
            Edition::load(&folder.path().join(name), name).unwrap_or_else(|error| panic!("{error}"))
        })
    }

    /// Passing readers over finds what looking at everybody finds.
    #[track_caller]
    fn check(edits: &[(&str, &str, &str)]) -> Diff {
        let [before, after] = editions(edits);
        let (quick, whole) = (compare(&before, &after, true), compare(&before, &after, false));
        assert_eq!(text(&quick), text(&whole));
        quick
    }

    #[test]
    fn nobody_is_passed_over_who_is_told_something_else() {
        assert!(check(&[]).groups.is_empty());
        let cases: [&[(&str, &str, &str)]; 13] = [
            // Days of a rule, whom it reaches, and how.
            &[("law.toml", "from = 2026-03-01\n\n", "from = 2026-03-01\nuntil = 2027-12-31\n\n")],
            &[("law.toml", "from = 2026-03-01\n\n", "from = 2026-04-01\n\n")],
            &[("law.toml", "binds = [{ doing", "binds = [{ role = [\"gardener\"], doing")],
            &[
                ("law.toml", "binds = [{ doing", "affects = [{ doing"),
                (
                    "en.toml",
                    "binds = \"You are barred",
                    "label = \"Others must\"\naffects = \"You are barred",
                ),
            ],
            // Words of a rule, a row, an effect, an option.
            &[("en.toml", "title = \"No leaf blowers before", "title = \"No blowers before")],
            &[("en.toml", "label = \"Register your blower?\"", "label = \"Register it?\"")],
            &[("en.toml", "row = \"You must register\"", "row = \"You register\"")],
            &[("en.toml", "if = \"if you run a leaf blower\"", "if = \"if you run one\"")],
            // Verdicts and short answers, and their days.
            &[("en.toml", "= \"You must register what you hire out\"", "= \"Register it\"")],
            &[
                ("law.toml", "from = [2026-01-01, 2026-06-01]", "from = [2026-01-01]"),
                (
                    "en.toml",
                    "\"2026-06-01\" = \"You must register each blower that you hire out with the town clerk.\"\n",
                    "",
                ),
            ],
            // What a row names, and what is assumed.
            &[(
                "law.toml",
                "option = \"run\"\nprovisions = [\"QH-1\"]",
                "option = \"run\"\nprovisions = [\"QH-1\", \"QH-2\"]",
            )],
            &[("law.toml", "role = [\"resident\"]\nquestion", "role = [\"gardener\"]\nquestion")],
            // An option more.
            &[
                (
                    "law.toml",
                    "{ id = \"run\" },",
                    "{ id = \"run\" }, { id = \"lend\", roles = [\"gardener\"] },",
                ),
                (
                    "en.toml",
                    "[option.hire-out]",
                    "[option.lend]\nlabel = \"Lend\"\nhint = \"\"\nphrase = \"lends it\"\nif = \"if you lend it\"\n\n[option.hire-out]",
                ),
            ],
        ];
        cases.into_iter().for_each(|edits| drop(check(edits)));
    }
}
