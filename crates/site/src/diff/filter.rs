//! Which readers can be told something else at all, found out without working out their whole answer.
//!
//! A small law is cut out of each edition for each role: the provisions that differ, the rows that name one of them,
//! and what these rows name besides. Where both small laws decide a reader alike on a day, and the same verdicts and
//! short answers fit, every word of the answer is the same: all else that an answer is made of does not differ.
//! In doubt, readers are looked at whole. `tests` hold the result to that of looking at everybody.

use std::collections::BTreeSet;

use rules::{
    Alternative, Answers, Case, Day, Explainer, Law, OptionId, OptionSet, Outcome, ProvisionId,
    ReasonedAlternative, RowRule, RowStatus, Standing, TextCase, TextId, Why, asked,
};

/// What tells readers of two editions apart quickly.
pub(super) struct Filter<'a> {
    laws: [&'a [&'a Law]; 2],
    /// Per role of the later edition.
    small: Vec<(String, Small)>,
}

/// The small laws of one role.
struct Small {
    laws: [Explainer; 2],
    /// Whether each provision of both says the same and does the same; those that one edition alone has come after.
    provisions_say_the_same: Vec<bool>,
    /// Whether nothing at all differs in each provision of both.
    provisions_are_the_same: Vec<bool>,
    /// Whether the words of each small row are the same.
    rows_say_the_same: Vec<bool>,
    /// The number of each option of the earlier edition in the later one.
    options: Vec<Option<OptionId>>,
}

impl<'a> Filter<'a> {
    /// Nothing where so much differs that everybody has to be looked at whole.
    pub(super) fn of(laws: [&'a [&'a Law]; 2]) -> Option<Self> {
        let [before, after] = laws.map(|laws| laws.first().copied());
        let (before, after) = (&before?.explainer, &after?.explainer);
        let words_of_all = laws[0].iter().zip(laws[1]).all(|(one, other)| {
            let (one, other) = (&one.wording, &other.wording);
            one.interface == other.interface && one.effects == other.effects && one.language == other.language
        });
        let questions = |explainer: &'a Explainer| -> Vec<(&'a str, bool, Option<&'a str>)> {
            let default = |default: Option<OptionId>| default.map(|it| explainer[it].id.as_str());
            let all = explainer.questions.iter();
            all.map(|question| (question.id.as_str(), question.many, default(question.default))).collect()
        };
        let assumptions = |explainer: &Explainer| -> Vec<String> {
            let all = explainer.assumptions.iter();
            all.map(|it| {
                let names = [it.roles, it.options].map(|options| ids(explainer, options).join(" "));
                format!("{names:?} {:?} {:?}", it.question, it.answered)
            })
            .collect()
        };
        let is_alike = words_of_all
            && before.record == after.record
            && before.effects == after.effects
            && questions(before) == questions(after)
            && assumptions(before) == assumptions(after);
        if !is_alike {
            return None;
        }
        let roles = after.roles().iter().filter_map(|role| {
            let id = &after[role].id;
            Some((id.clone(), Small::of(laws, before.option(id)?, role)?))
        });
        let small = roles.collect();
        Some(Self { laws, small })
    }

    /// A reader as both editions take them; nothing where they have to be looked at whole.
    pub(super) fn reader(&self, answers: [&Answers; 2]) -> Option<Compared<'_>> {
        let [before, after] = [0, 1].map(|side| &self.laws[side][0].explainer);
        let role = &after[answers[1].role()].id;
        let (_, small) = self.small.iter().find(|(id, _)| id == role)?;
        let (earlier, later) = (asked(before, answers[0]), asked(after, answers[1]));
        if small.in_later(earlier) != Some(later) {
            return None;
        }
        let texts = earlier.iter().map(|option| {
            let other = small.options[option.index()]?;
            Some([TextCase::of(before, answers[0], option), TextCase::of(after, answers[1], other)])
        });
        let texts = texts.collect::<Option<_>>()?;
        let is_empty = small.laws.iter().all(|law| law.provisions.is_empty());
        let cases = [0, 1].map(|side| Case::new(&small.laws[side], answers[side]));
        Some(Compared { filter: self, small, texts, cases: Some(cases).filter(|_| !is_empty) })
    }

    fn each_language(&self, holds: impl Fn(&Law, &Law) -> bool) -> bool {
        self.laws[0].iter().zip(self.laws[1]).all(|(before, after)| holds(before, after))
    }
}

/// One reader, whatever the day.
pub(super) struct Compared<'a> {
    filter: &'a Filter<'a>,
    small: &'a Small,
    /// For each option that is answered, what either edition can tell them.
    texts: Vec<[TextCase; 2]>,
    /// How they stand in the small laws, where these have a provision.
    cases: Option<[Case<'a>; 2]>,
}

impl Compared<'_> {
    /// Whether both editions tell this reader the same on a day.
    pub(super) fn is_told_the_same(&self, on: Day) -> bool {
        let filter = self.filter;
        let [before, after] = [0, 1].map(|side| &filter.laws[side][0].explainer);
        let texts = self.texts.iter().all(|[one, other]| {
            let same_verdict = match (one.verdict(before, on), other.verdict(after, on)) {
                (Some(one), Some(other)) => {
                    filter.each_language(|before, after| before.verdict(&one) == after.verdict(&other))
                }
                (one, other) => one.is_none() && other.is_none(),
            };
            same_verdict
                && match (one.short_answer(before, on), other.short_answer(after, on)) {
                    (Some(one), Some(other)) => filter.each_language(|before, after| {
                        before.short_answer(&one) == after.short_answer(&other)
                    }),
                    (one, other) => one.is_none() && other.is_none(),
                }
        });
        texts
            && self.cases.as_ref().is_none_or(|[before, after]| {
                self.small.decides_alike([&before.on(on), &after.on(on)], |one, other| {
                    filter.each_language(|before, after| before.text(one) == after.text(other))
                })
            })
    }
}

impl Small {
    /// Nothing where the role is offered other options than before, or options are called otherwise.
    fn of<'a>(laws: [&'a [&'a Law]; 2], before_role: OptionId, after_role: OptionId) -> Option<Self> {
        let [before, after] = [laws[0][0], laws[1][0]].map(|law| &law.explainer);
        let offered = |explainer: &Explainer, role: OptionId| -> Vec<String> {
            let questions = explainer.questions.iter();
            questions
                .flat_map(|question| ids(explainer, explainer.offered(question, role)))
                .map(str::to_owned)
                .collect()
        };
        if offered(before, before_role) != offered(after, after_role) {
            return None;
        }
        let options: Vec<Option<OptionId>> =
            before.options.iter().map(|choice| after.option(&choice.id)).collect();
        let called_alike = before.options.iter().enumerate().all(|(place, _)| {
            let Some(other) = options[place] else { return true };
            let option = OptionId::at(place);
            laws[0].iter().zip(laws[1]).all(|(one, two)| one.option(option).1 == two.option(other).1)
        });
        if !called_alike {
            return None;
        }
        let mut differing: BTreeSet<&str> = BTreeSet::new();
        let all = before.provisions.iter().chain(&after.provisions).map(|provision| provision.id.as_str());
        for id in all {
            let found =
                [before, after].map(|explainer| explainer.provisions.iter().position(|it| it.id == id));
            let is_same = match found {
                [Some(one), Some(other)] => {
                    let (one, other) = (ProvisionId::at(one), ProvisionId::at(other));
                    provision(laws[0], one) == provision(laws[1], other) && says_the_same(laws, one, other)
                }
                _ => false,
            };
            if !is_same {
                differing.insert(id);
            }
        }
        let rows = |explainer: &Explainer,
                    laws: &[&Law],
                    role: OptionId|
         -> Vec<(String, String, Vec<String>)> {
            let rows = explainer.rows_of(role);
            rows.map(|(id, row)| {
                let names: Vec<String> = row.provisions.iter().map(|it| explainer[*it].id.clone()).collect();
                let option = row.option.map(|option| explainer[option].id.clone());
                let advice =
                    row.advice.map(|advice| laws.iter().map(|law| law.advice(advice)).collect::<Vec<_>>());
                let advice_begins = row.advice.map(|advice| {
                    let advice = &explainer[advice];
                    let when: Vec<_> = advice.when.iter().map(|it| ids(explainer, it.options)).collect();
                    (advice.from, advice.official, when)
                });
                let words: Vec<_> = laws.iter().map(|law| format!("{:?}", law.row(id).1)).collect();
                (
                    row.id.clone(),
                    format!("{option:?} {names:?} {advice:?} {advice_begins:?} {words:?}"),
                    names,
                )
            })
            .collect()
        };
        let (one, other) = (rows(before, laws[0], before_role), rows(after, laws[1], after_role));
        // Rows in another order, or more or fewer of them: the verdicts' order may change.
        if one.iter().map(|row| &row.0).ne(other.iter().map(|row| &row.0)) {
            return None;
        }
        let touched: BTreeSet<&str> = one
            .iter()
            .zip(&other)
            .filter(|(one, other)| {
                one.1 != other.1 || one.2.iter().chain(&other.2).any(|id| differing.contains(id.as_str()))
            })
            .map(|(one, _)| one.0.as_str())
            .collect();
        let mut named: BTreeSet<&str> = differing.clone();
        for row in one.iter().chain(&other).filter(|row| touched.contains(row.0.as_str())) {
            named.extend(row.2.iter().map(String::as_str));
        }
        // The same place is the same provision; those that one edition alone has stand at the end.
        let place = |explainer: &Explainer, id: &str| {
            explainer.provisions.iter().position(|it| it.id == id).map(ProvisionId::at)
        };
        let ids_of = |explainer: &'a Explainer| explainer.provisions.iter().map(|it| it.id.as_str());
        let twins: Vec<(&str, ProvisionId, ProvisionId)> = ids_of(after)
            .filter(|id| named.contains(id))
            .filter_map(|id| Some((id, place(before, id)?, place(after, id)?)))
            .collect();
        let order = |explainer: &'a Explainer, other: &Explainer| -> Vec<&'a str> {
            let alone = ids_of(explainer).filter(|id| named.contains(id) && place(other, id).is_none());
            let shared = ids_of(after).filter(|id| twins.iter().any(|(twin, ..)| twin == id));
            shared.chain(alone).collect()
        };
        let orders = [order(before, after), order(after, before)];
        let provisions_say_the_same = twins
            .iter()
            .map(|(_, one, other)| {
                let effect = [before.effect_of(*one), after.effect_of(*other)];
                says_the_same(laws, *one, *other) && effect[0] == effect[1]
            })
            .collect();
        let provisions_are_the_same = twins.iter().map(|(id, ..)| !differing.contains(id)).collect();
        let rows_say_the_same = one
            .iter()
            .zip(&other)
            .filter(|(one, _)| touched.contains(one.0.as_str()))
            .map(|(one, other)| one.1 == other.1)
            .collect();
        let laws = [small(before, &orders[0], &touched), small(after, &orders[1], &touched)];
        Some(Self { laws, provisions_say_the_same, provisions_are_the_same, rows_say_the_same, options })
    }

    /// Options of the earlier edition by their numbers in the later one.
    fn in_later(&self, options: OptionSet) -> Option<OptionSet> {
        options.iter().map(|option| self.options[option.index()]).collect()
    }

    fn decides_alike(
        &self,
        [before, after]: [&Outcome; 2],
        same_text: impl Fn(TextId, TextId) -> bool,
    ) -> bool {
        let n_twins = self.provisions_say_the_same.len();
        let alone = before.provisions.iter().skip(n_twins).chain(after.provisions.iter().skip(n_twins));
        if !alone.into_iter().all(|found| found.standing == Standing::NotYours) {
            return false;
        }
        let twins = before.provisions.iter().zip(&after.provisions).take(n_twins);
        let provisions = twins.enumerate().all(|(place, (one, other))| {
            if one.standing == Standing::NotYours && other.standing == Standing::NotYours {
                return true;
            }
            let same_why = match (&one.why, &other.why) {
                (Why::Rule, Why::Rule) => true,
                (Why::Because(one), Why::Because(other)) => same_text(*one, *other),
                (Why::Open(one), Why::Open(other)) => {
                    let one: Option<Vec<OptionSet>> =
                        one.iter().map(|options| self.in_later(*options)).collect();
                    // What an open question would settle is worked out from the provision, which may differ.
                    self.provisions_are_the_same[place] && one.as_ref() == Some(other)
                }
                _ => false,
            };
            same_why
                && self.provisions_say_the_same[place]
                && (one.standing, one.timing, one.from, one.until)
                    == (other.standing, other.timing, other.from, other.until)
        });
        let rule = |rule: &RowRule| {
            (rule.provision, rule.standing, rule.timing, rule.suspended, rule.from, rule.until)
        };
        // A status that names a provision of one edition alone is another one.
        let is_of_both = |status: RowStatus| match status {
            RowStatus::Affects(id) | RowStatus::Starts(id) => id.index() < n_twins,
            _ => true,
        };
        let rows = before.rows.len() == after.rows.len()
            && before.rows.iter().zip(&after.rows).enumerate().all(|(place, (one, other))| {
                let named = one.rule.iter().chain(&one.notes);
                self.rows_say_the_same[place]
                    && one.status == other.status
                    && is_of_both(one.status)
                    && one.rule.as_ref().map(rule) == other.rule.as_ref().map(rule)
                    && one.notes.iter().map(rule).eq(other.notes.iter().map(rule))
                    && named.into_iter().all(|rule| {
                        self.provisions_say_the_same.get(rule.provision.index()).is_some_and(|same| *same)
                    })
            });
        provisions && rows
    }
}

/// An edition with these provisions and rows alone.
fn small(explainer: &Explainer, provisions: &[&str], rows: &BTreeSet<&str>) -> Explainer {
    let mut small = explainer.clone();
    small.provisions = provisions
        .iter()
        .filter_map(|id| explainer.provisions.iter().find(|provision| provision.id == *id).cloned())
        .collect();
    small.rows.retain(|row| rows.contains(row.id.as_str()));
    for row in &mut small.rows {
        let place = |id: &ProvisionId| provisions.iter().position(|known| *known == explainer[*id].id);
        row.provisions = row.provisions.iter().filter_map(place).map(ProvisionId::at).collect();
    }
    small.verdicts.clear();
    small.short_answers.clear();
    small
}

fn ids(explainer: &Explainer, options: OptionSet) -> Vec<&str> {
    options.iter().map(|option| explainer[option].id.as_str()).collect()
}

/// Everything that decides how a provision stands, by ids and texts instead of numbers.
fn provision(laws: &[&Law], id: ProvisionId) -> String {
    let explainer = &laws[0].explainer;
    let provision = &explainer[id];
    let text = |id: TextId| laws.iter().map(|law| law.text(id)).collect::<Vec<_>>();
    let plain = |list: &[Alternative]| list.iter().map(|it| ids(explainer, it.options)).collect::<Vec<_>>();
    let reasoned = |list: &[ReasonedAlternative]| {
        list.iter().map(|it| (ids(explainer, it.options), text(it.because))).collect::<Vec<_>>()
    };
    let versions: Vec<_> = provision
        .versions
        .iter()
        .map(|it| (it.from, it.until, it.suspended.map(|it| (it.from, it.until)), it.unsettled.map(text)))
        .collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {versions:?}",
        explainer[provision.effect].id,
        provision.prominence,
        plain(&provision.binds),
        plain(&provision.affects),
        reasoned(&provision.unsettled),
        reasoned(&provision.except),
    )
}

/// Whether the words of a provision are the same in every language.
fn says_the_same(laws: [&[&Law]; 2], one: ProvisionId, other: ProvisionId) -> bool {
    laws[0].iter().zip(laws[1]).all(|(before, after)| before.provision(one).1 == after.provision(other).1)
}
