//! Every page there is: the question, each role, each of its options, each of their periods.

use std::{fs, io, path::Path};

use ban_explainer::{
    Route,
    route::{self, Site},
};
use rules::{Answers, Day, Explainer, OptionId, OptionSet, outcome, period_starts};

/// The list of every path ever printed, beside the law; without it, nothing was printed before.
pub const SHIPPED: &str = "shipped.txt";

/// A page that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it answers; no day in it is the day of the last check.
    pub route: Route,
    /// Its path, as in `/business/resell/2024-09-29/`.
    pub path: String,
    /// The path of the page that answers the same since periods have moved; `None` where it is this one.
    pub moved: Option<String>,
}

impl Page {
    /// The path by which machines are to know it.
    #[must_use]
    pub fn canonical(&self) -> &str {
        self.moved.as_deref().unwrap_or(&self.path)
    }
}

/// Every page in one language, in a fixed order.
#[must_use]
pub fn all(explainer: &Explainer, language: Option<&str>) -> Vec<Page> {
    let language = language.map(str::to_owned);
    let page = |role: Option<OptionId>, option: Option<OptionId>, day: Option<Day>| {
        let chosen = option.map_or(OptionSet::EMPTY, OptionSet::of);
        let route = Route { language: language.clone(), role, chosen, day };
        let path = route::write(explainer, &route);
        Page { route, path, moved: None }
    };
    let mut pages = vec![page(None, None, None)];
    for role in explainer.roles().iter() {
        let mut options: Vec<Option<OptionId>> = vec![None];
        for (_, question) in explainer.further_questions().filter(|(_, question)| question.default.is_none())
        {
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

/// The pages that an earlier release has printed in a language and this one would not: their links are out in the world.
#[must_use]
pub fn retired(
    explainer: &Explainer,
    language: Option<&str>,
    shipped: &[String],
    printed: &[Page],
) -> Vec<Page> {
    let root = Site { origin: String::new(), folder: "/".to_owned() };
    let languages: Vec<&str> = language.into_iter().collect();
    let retired = |path: &String| {
        let read = route::read(explainer, &languages, &root, path, "");
        let is_ours = read.unread.is_empty() && read.route.language.as_deref() == language;
        if !is_ours || printed.iter().any(|page| page.path == *path) {
            return None;
        }
        let period = read.route.role.zip(read.route.day).and_then(|(role, day)| {
            let option = explainer.narrowing().and(read.route.chosen).first();
            route::page_period(explainer, role, option, day)
        });
        let moved = Route { day: period.or(read.route.day), ..read.route.clone() };
        let moved = route::write(explainer, &moved);
        Some(Page { route: read.route, path: path.clone(), moved: Some(moved) })
    };
    shipped.iter().filter_map(retired).collect()
}

/// Every path that a release of this explainer has ever printed.
///
/// # Errors
///
/// When the list is there and cannot be read.
pub fn shipped(folder: &Path) -> io::Result<Vec<String>> {
    match fs::read_to_string(folder.join(SHIPPED)) {
        Ok(text) => Ok(text.lines().filter(|line| line.starts_with('/')).map(str::to_owned).collect()),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(why) => Err(why),
    }
}

/// The first days of the periods of a role and an option, the record's first day among them.
fn periods(explainer: &Explainer, role: OptionId, option: Option<OptionId>) -> Vec<Day> {
    let Some(answers) = Answers::new(explainer, role, explainer.record) else {
        return Vec::new();
    };
    let answers = option.map_or(answers, |option| answers.with(explainer, option));
    period_starts(explainer, &outcome(explainer, &answers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_period_that_has_moved_is_printed_again_and_names_its_period() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
        let law = crate::law::load(&folder, "en").expect("the law of this workspace has no faults");
        let explainer = &law.explainer;
        let printed = all(explainer, None);
        let path = |page: &Page| page.path.clone();
        let shipped: Vec<String> = printed.iter().map(path).collect();
        assert_eq!(retired(explainer, None, &shipped, &printed), []);
        let old = ["/business/resell/2024-10-05/".to_owned(), "/es/business/resell/2024-10-06/".to_owned()];
        let found = retired(explainer, None, &old, &printed);
        assert_eq!(found.len(), 1, "the other one is Spanish");
        assert_eq!(found[0].path, "/business/resell/2024-10-05/");
        assert_eq!(found[0].canonical(), "/business/resell/2024-09-29/");
        assert_eq!(
            retired(explainer, Some("es"), &old, &[])[0].canonical(),
            "/es/business/resell/2024-09-29/"
        );
    }
}
