//! Who a group of readers is, in as few words as say it exactly.
//!
//! A reader is one way to answer every question, open ones included. [`Space::describe`] splits all readers by the
//! answers that tell the group from the rest, as a decision tree does, and joins what comes out alike: the conditions
//! it gives hold for every reader of the group and for no other.

/// The options chosen of each question, as bits in the question's own order; none: the question is open, or not asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Reader(pub(crate) Vec<u128>);

/// A question as far as telling readers apart needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) id: String,
    /// Whether any number of options may be chosen.
    pub(crate) many: bool,
    /// The ids of its options.
    pub(crate) options: Vec<String>,
}

/// Every reader there is.
#[derive(Debug, Default)]
pub(crate) struct Space {
    pub(crate) questions: Vec<Asked>,
    pub(crate) readers: Vec<Reader>,
}

/// What must hold of the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// The place of the question.
    pub(crate) question: usize,
    /// One of these is chosen, …
    pub(crate) any: u128,
    /// … or nothing is.
    pub(crate) or_open: bool,
    /// None of these is chosen.
    pub(crate) none: u128,
}

/// Conditions that hold together.
pub(crate) type Clause = Vec<Condition>;

impl Space {
    /// The readers of a group, as alternatives of conditions; one without conditions is every reader.
    pub(crate) fn describe(&self, is_in: &[bool]) -> Vec<Clause> {
        let all: Vec<usize> = (0..self.readers.len()).collect();
        self.split(&all, is_in, true)
    }

    fn split(&self, readers: &[usize], is_in: &[bool], is_first: bool) -> Vec<Clause> {
        let n_in = readers.iter().filter(|reader| is_in[**reader]).count();
        if n_in == 0 {
            return Vec::new();
        }
        if n_in == readers.len() {
            return vec![Clause::new()];
        }
        // The role comes first in every description: what else is asked depends on it.
        let splits = if is_first { vec![Split::Values(0)] } else { self.splits(readers) };
        let best = splits.into_iter().map(|split| (self.impurity(readers, is_in, split), split));
        let Some((_, split)) = best.min_by(|(one, _), (other, _)| one.total_cmp(other)) else {
            // Readers are told apart by their answers alone; two alike would be one.
            return vec![Clause::new()];
        };
        match split {
            Split::Values(question) => self.by_values(question, readers, is_in),
            Split::Option(question, option) => {
                let (with, without): (Vec<usize>, Vec<usize>) =
                    readers.iter().partition(|reader| self.answer(**reader, question) & option != 0);
                let (with, without) = (self.split(&with, is_in, false), self.split(&without, is_in, false));
                join_option(question, option, with, without)
            }
            Split::Open(question) => {
                let (open, answered): (Vec<usize>, Vec<usize>) =
                    readers.iter().partition(|reader| self.answer(**reader, question) == 0);
                let (open, answered) = (self.split(&open, is_in, false), self.split(&answered, is_in, false));
                join_open(question, self.every(question, readers), open, answered)
            }
        }
    }

    fn answer(&self, reader: usize, question: usize) -> u128 {
        self.readers[reader].0[question]
    }

    /// Every option of a question that one of these readers has chosen.
    fn every(&self, question: usize, readers: &[usize]) -> u128 {
        readers.iter().fold(0, |all, reader| all | self.answer(*reader, question))
    }

    /// How these readers can be told apart.
    fn splits(&self, readers: &[usize]) -> Vec<Split> {
        let mut splits = Vec::new();
        for (question, asked) in self.questions.iter().enumerate() {
            let first = self.answer(readers[0], question);
            if readers.iter().all(|reader| self.answer(*reader, question) == first) {
                continue;
            }
            if !asked.many {
                splits.push(Split::Values(question));
                continue;
            }
            let differs = |option: u128| {
                readers.iter().any(|reader| (self.answer(*reader, question) ^ first) & option != 0)
            };
            let options = (0..asked.options.len()).map(|option| 1_u128 << option);
            splits.extend(options.filter(|option| differs(*option)).map(|it| Split::Option(question, it)));
            if readers.iter().any(|reader| (self.answer(*reader, question) == 0) != (first == 0)) {
                splits.push(Split::Open(question));
            }
        }
        splits
    }

    /// How mixed the parts of a split still are: 0 where each is wholly in the group or wholly outside.
    fn impurity(&self, readers: &[usize], is_in: &[bool], split: Split) -> f64 {
        // The values of a question of one choice are the single bits, and none.
        let mut parts = vec![(0_u32, 0_u32); 129];
        for reader in readers {
            let part = match split {
                Split::Values(question) => self.answer(*reader, question).trailing_zeros() as usize,
                Split::Option(question, option) => usize::from(self.answer(*reader, question) & option != 0),
                Split::Open(question) => usize::from(self.answer(*reader, question) == 0),
            };
            parts[part].0 += u32::from(is_in[*reader]);
            parts[part].1 += 1;
        }
        let mixed = |(n_in, n): &(u32, u32)| {
            if *n == 0 { 0.0 } else { f64::from(*n_in) * f64::from(n - n_in) / f64::from(*n) }
        };
        parts.iter().map(mixed).sum()
    }

    /// Splits by each answer to a question of one choice; answers that lead to the same are named together.
    fn by_values(&self, question: usize, readers: &[usize], is_in: &[bool]) -> Vec<Clause> {
        let mut values: Vec<u128> = readers.iter().map(|reader| self.answer(*reader, question)).collect();
        values.sort_unstable_by_key(|value| (*value == 0, *value));
        values.dedup();
        let n_values = values.len();
        let mut alike: Vec<(Vec<Clause>, Vec<u128>)> = Vec::new();
        for value in values {
            let part: Vec<usize> =
                readers.iter().copied().filter(|reader| self.answer(*reader, question) == value).collect();
            let clauses = self.split(&part, is_in, false);
            match alike.iter_mut().find(|(known, _)| *known == clauses) {
                Some((_, values)) => values.push(value),
                None => alike.push((clauses, vec![value])),
            }
        }
        let mut all = Vec::new();
        for (clauses, values) in alike {
            let any = values.iter().fold(0, |all, value| all | value);
            let condition = Condition { question, any, or_open: values.contains(&0), none: 0 };
            for mut clause in clauses {
                if values.len() < n_values {
                    clause.insert(0, condition.clone());
                }
                all.push(clause);
            }
        }
        all
    }
}

#[derive(Clone, Copy, Debug)]
enum Split {
    /// By the answer to a question of one choice.
    Values(usize),
    /// By whether an option of a question is chosen.
    Option(usize, u128),
    /// By whether a question is open.
    Open(usize),
}

/// Joins what holds with an option and what holds without it.
fn join_option(question: usize, option: u128, with: Vec<Clause>, without: Vec<Clause>) -> Vec<Clause> {
    if with == without {
        return with;
    }
    let chosen = Condition { question, any: option, or_open: false, none: 0 };
    // "A, or else B" of one question is "A or B".
    if let ([with], [without]) = (with.as_slice(), without.as_slice())
        && let Some((at, condition)) = only_of(question, without)
        && condition.none == 0
    {
        let mut rest = without.clone();
        rest.remove(at);
        if rest == *with {
            let mut clause = without.clone();
            clause[at].any |= option;
            return vec![clause];
        }
    }
    let mut all: Vec<Clause> = with
        .into_iter()
        .map(|mut clause| {
            clause.insert(0, chosen.clone());
            clause
        })
        .collect();
    for mut clause in without {
        // "Not A" and "not B" of one question is "neither".
        match only_of(question, &clause) {
            Some((at, _)) if clause[at].any == 0 && !clause[at].or_open => clause[at].none |= option,
            _ => clause.insert(0, Condition { question, any: 0, or_open: false, none: option }),
        }
        all.push(clause);
    }
    all
}

/// Joins what holds while a question is open and what holds once it is answered.
fn join_open(question: usize, every: u128, open: Vec<Clause>, answered: Vec<Clause>) -> Vec<Clause> {
    if open == answered {
        return open;
    }
    if let ([open], [answered]) = (open.as_slice(), answered.as_slice())
        && let Some((at, condition)) = only_of(question, answered)
        && condition.none == 0
    {
        let mut rest = answered.clone();
        rest.remove(at);
        if rest == *open {
            let mut clause = answered.clone();
            clause[at].or_open = true;
            return vec![clause];
        }
    }
    let with = |condition: Condition| {
        move |mut clause: Clause| {
            clause.insert(0, condition.clone());
            clause
        }
    };
    let is_open = Condition { question, any: 0, or_open: true, none: 0 };
    let mut all: Vec<Clause> = open.into_iter().map(with(is_open)).collect();
    for clause in answered {
        // What names an option that is chosen needs no word about being answered.
        let names = clause.iter().any(|it| it.question == question && it.any != 0);
        let is_answered = Condition { question, any: every, or_open: false, none: 0 };
        all.push(if names { clause } else { with(is_answered)(clause) });
    }
    all
}

/// The place of the only condition on a question in a clause.
fn only_of(question: usize, clause: &Clause) -> Option<(usize, &Condition)> {
    let mut found = clause.iter().enumerate().filter(|(_, condition)| condition.question == question);
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Role (keeper, visitor), acting (light, sell, store; any), harbour (north, south; keepers only), season.
    fn space() -> Space {
        let asked = |id: &str, many, options: &[&str]| Asked {
            id: id.to_owned(),
            many,
            options: options.iter().map(ToString::to_string).collect(),
        };
        let questions = vec![
            asked("role", false, &["keeper", "visitor"]),
            asked("acting", true, &["light", "sell", "store"]),
            asked("harbour", false, &["north", "south"]),
            asked("season", false, &["summer", "winter"]),
        ];
        let mut readers = Vec::new();
        for (role, actings, harbours) in [(0b01, 0b111, vec![0, 0b01, 0b10]), (0b10, 0b001, vec![0])] {
            for acting in (0..=0b111).filter(|acting| acting & !actings == 0) {
                for harbour in &harbours {
                    for season in [0b01, 0b10] {
                        readers.push(Reader(vec![role, acting, *harbour, season]));
                    }
                }
            }
        }
        Space { questions, readers }
    }

    fn holds(clauses: &[Clause], reader: &Reader) -> bool {
        clauses.iter().any(|clause| {
            clause.iter().all(|condition| {
                let answer = reader.0[condition.question];
                let any = condition.any & answer != 0 || (condition.or_open && answer == 0);
                let asks = condition.any != 0 || condition.or_open;
                (!asks || any) && condition.none & answer == 0
            })
        })
    }

    /// The description holds for the group and for nobody else.
    fn describe(is_in: impl FnMut(&Reader) -> bool) -> Vec<Clause> {
        let space = space();
        let group: Vec<bool> = space.readers.iter().map(is_in).collect();
        let clauses = space.describe(&group);
        for (reader, is_in) in space.readers.iter().zip(group) {
            assert_eq!(holds(&clauses, reader), is_in, "{reader:?} in {clauses:?}");
        }
        clauses
    }

    fn condition(question: usize, any: u128, or_open: bool, none: u128) -> Condition {
        Condition { question, any, or_open, none }
    }

    #[test]
    fn everybody_needs_no_condition_and_nobody_no_clause() {
        assert_eq!(describe(|_| true), [Clause::new()]);
        assert_eq!(describe(|_| false), Vec::<Clause>::new());
    }

    #[test]
    fn answers_that_lead_to_the_same_are_named_together() {
        assert_eq!(
            describe(|reader| reader.0[2] == 0b10 && reader.0[3] == 0b01),
            [vec![condition(2, 0b10, false, 0), condition(3, 0b01, false, 0)]].map(|clause| [
                vec![condition(0, 0b01, false, 0)],
                clause
            ]
            .concat())
        );
        assert_eq!(
            describe(|reader| reader.0[0] == 0b01 && reader.0[2] != 0b01),
            [vec![condition(0, 0b01, false, 0), condition(2, 0b10, true, 0)]]
        );
    }

    #[test]
    fn one_of_several_options_is_one_condition() {
        assert_eq!(
            describe(|reader| reader.0[1] & 0b110 != 0),
            [vec![condition(0, 0b01, false, 0), condition(1, 0b110, false, 0)]]
        );
        assert_eq!(
            describe(|reader| reader.0[0] == 0b01 && (reader.0[1] & 0b010 != 0 || reader.0[1] == 0)),
            [vec![condition(0, 0b01, false, 0), condition(1, 0b010, true, 0)]]
        );
    }

    #[test]
    fn every_group_made_at_random_is_described_exactly() {
        // A small generator of its own: the same groups on every run.
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..200 {
            describe(|reader| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                reader.0[1] != 0b011 && state.is_multiple_of(3)
            });
        }
    }
}
