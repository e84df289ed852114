//! What was found wrong: per rule, the readers it would have misled.

use std::{collections::BTreeMap, fmt::Write as _};

use rules::{Answers, Explainer, OptionSet};

/// How many readers of one rule are named.
const MOST_NAMED: usize = 20;

/// What was found wrong.
#[derive(Default)]
pub(crate) struct Complaints {
    /// Per rule, how many readers it would have misled, and the first of them.
    found: BTreeMap<&'static str, (usize, Vec<String>)>,
}

impl Complaints {
    /// One more reader who would have been misled.
    pub(crate) fn add(
        &mut self,
        explainer: &Explainer,
        rule: &'static str,
        answers: &Answers,
        what: impl FnOnce() -> String,
    ) {
        let reader = names(explainer, answers.chosen());
        let what = what();
        self.say(rule, || format!("{reader} {}: {what}", answers.on.to_iso()));
    }

    /// One more of a rule that is about no single reader.
    pub(crate) fn say(&mut self, rule: &'static str, what: impl FnOnce() -> String) {
        let (n, named) = self.found.entry(rule).or_default();
        *n += 1;
        if named.len() < MOST_NAMED {
            named.push(what());
        }
    }

    /// Takes in what another part found.
    pub(crate) fn extend(&mut self, other: Self) {
        for (rule, (n, named)) in other.found {
            let (all, kept) = self.found.entry(rule).or_default();
            *all += n;
            let room = MOST_NAMED.saturating_sub(kept.len());
            kept.extend(named.into_iter().take(room));
        }
    }

    /// Nothing, or all of it as a text.
    pub(crate) fn into_result(self) -> Result<(), String> {
        let mut report = String::new();
        for (rule, (n, named)) in self.found {
            let _ = writeln!(report, "{rule}; {n} times:");
            for reader in named {
                let _ = writeln!(report, "  {reader}");
            }
        }
        if report.is_empty() { Ok(()) } else { Err(report) }
    }
}

/// Options by their names.
pub(crate) fn names(explainer: &Explainer, options: OptionSet) -> String {
    let names: Vec<&str> = options.iter().map(|option| explainer[option].id.as_str()).collect();
    names.join(" ")
}
