//! Every page there is: the question, each role, each of its options, each of their periods.

use ban_explainer::{Address, link};
use rules::{Answers, Day, Explainer, OptionSet, outcome, period_starts};

/// A page that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it answers; no day in it is the day of the last check.
    pub address: Address,
    /// Its path, as in `/business/resell/2024-09-29/`.
    pub path: String,
}

/// Every page in one language, in a fixed order.
#[must_use]
pub fn all(explainer: &Explainer, language: Option<&str>) -> Vec<Page> {
    let language = language.map(str::to_owned);
    let page = |role: Option<u8>, option: Option<u8>, day: Option<Day>| {
        let chosen = option.map_or(OptionSet::EMPTY, OptionSet::of);
        let address = Address { language: language.clone(), role, chosen, day };
        let path = link::write(explainer, &address);
        Page { address, path }
    };
    let mut pages = vec![page(None, None, None)];
    let roles = explainer.questions.first().map_or(OptionSet::EMPTY, |question| question.options);
    for role in roles.iter() {
        let mut options: Vec<Option<u8>> = vec![None];
        for question in explainer.questions.iter().skip(1).filter(|question| question.default.is_none()) {
            options.extend(explainer.offered(question, role).iter().map(Some));
        }
        for option in options {
            pages.push(page(Some(role), option, None));
            pages.extend(
                periods(explainer, role, option).into_iter().map(|from| page(Some(role), option, Some(from))),
            );
        }
    }
    pages
}

/// The first days of the periods of a role and an option, the record's first day among them.
fn periods(explainer: &Explainer, role: u8, option: Option<u8>) -> Vec<Day> {
    let Some(answers) = Answers::new(explainer, role, explainer.record) else {
        return Vec::new();
    };
    let answers = option.map_or(answers, |option| answers.with(explainer, option));
    period_starts(explainer, &outcome(explainer, &answers))
}
