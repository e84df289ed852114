//! The days on which something changes, and what is said of each: the one source of the timeline on the page, of every
//! calendar, and of whatever else tells a day.

use rules::{Change, Day, Law, Outcome, ProvisionId, Run, changes, every_change, fill};

/// A day of the timeline, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: Day,
    /// What changes on it, in a sentence or a few; never none.
    pub sentences: Vec<String>,
    /// Whether it is one of the days that matter to most readers.
    pub key: bool,
}

/// The reader's own days of change and the days that matter to most, in order; without an outcome, those of everyone.
#[must_use]
pub fn timeline(law: &Law, outcome: Option<&Outcome>) -> Vec<Event> {
    let explainer = &law.explainer;
    let mut days: Vec<Change> = match outcome {
        Some(outcome) => changes(explainer, outcome),
        None => every_change(explainer),
    };
    for day in &explainer.days {
        if let Err(place) = days.binary_search_by_key(day, |change| change.on) {
            days.insert(place, Change { on: *day, in_days: 0, provisions: Vec::new() });
        }
    }
    days.iter().map(|change| event(law, change)).collect()
}

fn event(law: &Law, change: &Change) -> Event {
    let explainer = &law.explainer;
    let known = explainer.days.iter().position(|day| *day == change.on);
    let mut sentences: Vec<String> =
        known.map(|index| law.wording.days[index].what.clone()).into_iter().collect();
    for provision in &change.provisions {
        let begins = explainer[*provision].versions.first().is_some_and(|version| version.from == change.on);
        // The day's own sentence already speaks of what begins for most readers on it.
        if known.is_some() && begins {
            continue;
        }
        let sentence = what_of(law, *provision, change.on);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    Event { on: change.on, sentences, key: known.is_some() }
}

/// What a day of change is for one provision: it begins, is heard of, pauses, returns, ends, or was due the day before.
fn what_of(law: &Law, provision: ProvisionId, on: Day) -> String {
    let (provision, words) = law.provision(provision);
    let interface = &law.wording.interface;
    let titled = |template: &str| fill(template, &[("title", &words.title)]);
    let runs: Vec<Run> = provision.runs().collect();
    match runs.iter().position(|run| run.from == on) {
        // A day that the sources do not give is said to be none.
        Some(0) if provision.versions[0].unsettled.is_some() => {
            let unsettled = words.versions.first().map_or("", String::as_str);
            format!("{} {unsettled}", words.begins).trim_end().to_owned()
        }
        Some(0) => words.begins.clone(),
        Some(run) => {
            let version = runs[run].version;
            let own = words.versions.get(version.index());
            let own = own.filter(|text| !text.is_empty() && runs[run - 1].version != version);
            own.cloned().unwrap_or_else(|| titled(interface.schedule_again()))
        }
        None => {
            let due = provision.versions.iter().flat_map(|version| &version.due).any(|due| due.next() == on);
            titled(if due { interface.schedule_due() } else { interface.schedule_pauses() })
        }
    }
}
