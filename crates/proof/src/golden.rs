//! The golden table: what a lawyer would check by hand, one line each.
//!
//! Its parts say all that the law reasons with and all that it claims to have read, so that a law with one place
//! changed gives another table.

use std::{collections::BTreeMap, fmt::Write as _};

use rules::{
    Alternative, Answers, Day, Evidence, Explainer, Extent, Law, OptionSet, Prominence, Reading, Speaker,
    Standing, Timing, Version, Why, changes, outcome, short_answer_for,
};

use crate::complaints::names;

const QUESTIONS: &str = "\
# 0. Questions: how many options may be chosen, which one counts anyway, and who is offered which.
";
const PROVISIONS: &str = "
# 1. Provisions: effect, whether main, what was read, their days, penalty, what is not verified, sources (\" where quoted).
";
const RULES: &str = "
# 2. Rules: how each stands for whoever has answered everything, by the options of the last
#    question, two letters each. Whoever is in no line: not theirs.
";
const READERS: &str = "
# 3. Readers: per role, one option or none, and the first day of each of its periods: how many main provisions stand how.
#    (FD-4) is upcoming, [FD-4] has ended, FD-4 is in force or not the reader's. All else is at its default or open.
";
const SHORT: &str = "
# 4. Short answers: which one is shown, with the first day of its text, on the days on which that changes.
";
const REST: &str = "
# 5. Sources with what was read and when; days offered; reasons; claims; advice; revisions.
";

/// The whole table of a law in English.
#[must_use]
pub fn table(law: &Law) -> String {
    let mut table = String::from("# explainer ");
    let explainer = &law.explainer;
    let (verified, record) = (explainer.verified.to_iso(), explainer.record.to_iso());
    let _ = writeln!(table, "{}, verified {verified}, record from {record}\n", explainer.id);
    table.push_str(QUESTIONS);
    questions(&mut table, explainer);
    table.push_str(PROVISIONS);
    provisions(&mut table, law);
    table.push_str(RULES);
    rules(&mut table, law);
    table.push_str(READERS);
    readers(&mut table, explainer);
    table.push_str(SHORT);
    short_answers(&mut table, explainer);
    table.push_str(REST);
    rest(&mut table, law);
    table
}

fn questions(table: &mut String, explainer: &Explainer) {
    for question in &explainer.questions {
        let many = if question.many { "any" } else { "one" };
        let default =
            question.default.map_or("-", |option| explainer.options[usize::from(option)].id.as_str());
        let _ = write!(table, "{} | {many} | {default}", question.id);
        for role in explainer.questions[0].options.iter() {
            let offered = names(explainer, explainer.offered(question, role));
            let _ = write!(table, " | {}: {offered}", explainer.options[usize::from(role)].id);
        }
        table.push('\n');
    }
}

fn provisions(table: &mut String, law: &Law) {
    let explainer = &law.explainer;
    for provision in &explainer.provisions {
        let prominence = match provision.prominence {
            Prominence::Main => "main",
            Prominence::Background => "background",
        };
        let _ = write!(
            table,
            "{} | {} | {} | {prominence} | {}",
            provision.id,
            explainer.regimes[usize::from(provision.regime)],
            explainer.effects[usize::from(provision.effect)],
            read(provision.read, provision.extent),
        );
        if let Some(day) = provision.last_seen {
            let _ = write!(table, ", last seen {}", day.to_iso());
        }
        for version in &provision.versions {
            let _ = write!(table, " | {}", days(law, version));
        }
        let said = |list: &[String], numbers: &[u16]| -> Vec<String> {
            numbers.iter().map(|number| begin(&list[usize::from(*number)])).collect()
        };
        let notes = [
            ("penalty", said(&law.wording.penalties, provision.penalty.as_slice())),
            ("deadlines", said(&law.wording.deadlines, &provision.deadlines)),
            ("replaced", said(&law.wording.replaced, provision.replaced.as_slice())),
            ("unverified", said(&law.wording.unknown, &provision.unknown)),
            ("sources", provision.sources.iter().map(|evidence| source(explainer, evidence)).collect()),
        ];
        for (name, notes) in notes.iter().filter(|(_, notes)| !notes.is_empty()) {
            let _ = write!(table, " | {name}: {}", notes.join("; "));
        }
        let _ = writeln!(table, " | {}", provision.authority);
    }
}

fn days(law: &Law, version: &Version) -> String {
    let mut text = format!("from {}", version.from.to_iso());
    if let Some(until) = version.until {
        let _ = write!(text, " until {}", until.to_iso());
    }
    if let Some(suspended) = version.suspended {
        let _ = write!(text, " suspended {} to {}", suspended.from.to_iso(), suspended.until.to_iso());
    }
    if let Some(due) = version.due {
        let _ = write!(text, " due {}", due.to_iso());
    }
    if let Some(missing) = version.unsettled {
        let _ = write!(text, " unsettled ({})", begin(&law.wording.because[usize::from(missing)]));
    }
    text
}

/// Every complete answer with one option of each question; readers who are told the same stand in one line.
fn rules(table: &mut String, law: &Law) {
    let explainer = &law.explainer;
    let last = explainer.questions.len() - 1;
    for (index, provision) in explainer.provisions.iter().enumerate() {
        for run in &provision.versions {
            // Per line of standings over the last question: the readers of that line.
            let mut lines: BTreeMap<(u8, String), Vec<OptionSet>> = BTreeMap::new();
            for role in explainer.questions[0].options.iter() {
                let alone = Answers::new(explainer, role, run.from).expect("it is a role");
                for reader in complete(explainer, &alone, 1, last) {
                    let by_product: Vec<String> = complete(explainer, &reader, last, last + 1)
                        .iter()
                        .map(|answers| {
                            let outcome = outcome(explainer, answers);
                            let found = &outcome.provisions[index];
                            let counted = answers.counted(explainer).and(explainer.questions[last].options);
                            let mut standing =
                                format!("{}:{}", initials(&names(explainer, counted)), found.standing.id());
                            if let Why::Because(Some(because)) = found.why {
                                let _ = write!(
                                    standing,
                                    " ({})",
                                    begin(&law.wording.because[usize::from(because)])
                                );
                            }
                            standing
                        })
                        .collect();
                    if by_product.iter().any(|standing| !standing.ends_with(Standing::NotYours.id())) {
                        let who = reader
                            .counted(explainer)
                            .without(OptionSet::of(role).union(explainer.questions[last].options));
                        lines.entry((role, by_product.join(" "))).or_default().push(who);
                    }
                }
            }
            for ((role, standings), readers) in lines {
                let day = if provision.versions.len() > 1 {
                    format!(" {}", run.from.to_iso())
                } else {
                    String::new()
                };
                let who = who(explainer, role, &readers);
                let role = &explainer.options[usize::from(role)].id;
                let _ = writeln!(table, "{}{day} | {role}: {who} | {standings}", provision.id);
            }
        }
    }
}

/// Readers in short: where they are all combinations of some options of each question, those options, or “any”.
fn who(explainer: &Explainer, role: u8, readers: &[OptionSet]) -> String {
    let all = readers.iter().fold(OptionSet::EMPTY, |all, reader| all.union(*reader));
    let mut n_combinations = 1;
    let mut parts = Vec::new();
    for question in &explainer.questions[1..] {
        let (found, offered) = (all.and(question.options), explainer.offered(question, role));
        if !found.is_empty() {
            n_combinations *= found.len() as usize;
            let said =
                if found == offered { "any".to_owned() } else { names(explainer, found).replace(' ', "|") };
            parts.push(format!("{}={said}", question.id));
        }
    }
    if n_combinations == readers.len() {
        return parts.join(" ");
    }
    let each: Vec<String> = readers.iter().map(|reader| names(explainer, *reader)).collect();
    each.join(", ")
}

/// Every way to answer the questions from one place to another with one option each.
fn complete(explainer: &Explainer, answers: &Answers, from: usize, to: usize) -> Vec<Answers> {
    let mut all = vec![*answers];
    for question in &explainer.questions[from..to] {
        let offered = explainer.offered(question, answers.role());
        if !offered.is_empty() {
            all = all
                .iter()
                .flat_map(|answers| offered.iter().map(|option| answers.with(explainer, option)))
                .collect();
        }
    }
    all
}

fn readers(table: &mut String, explainer: &Explainer) {
    for (name, answers) in each_alone(explainer) {
        let days = changes(explainer, &outcome(explainer, &answers)).into_iter().map(|change| change.on);
        for on in [explainer.record].into_iter().chain(days.filter(|on| explainer.record < *on)) {
            let outcome = outcome(explainer, &answers.on(on));
            let _ = write!(table, "{name} {}", on.to_iso());
            for standing in Standing::ALL {
                let ids: Vec<String> = outcome
                    .main(explainer, standing)
                    .map(|found| {
                        let id = &explainer.provisions[found.provision].id;
                        match found.timing {
                            _ if standing == Standing::NotYours => id.clone(),
                            Timing::InForce => id.clone(),
                            Timing::Upcoming => format!("({id})"),
                            Timing::Ended => format!("[{id}]"),
                        }
                    })
                    .collect();
                if !ids.is_empty() {
                    let _ = write!(table, " | {} {}: {}", standing.id(), ids.len(), ids.join(" "));
                }
            }
            table.push('\n');
        }
    }
}

/// Per role: nothing more, and each option that does not count anyway.
fn each_alone(explainer: &Explainer) -> Vec<(String, Answers)> {
    let mut all = Vec::new();
    for role in explainer.questions[0].options.iter() {
        let alone = Answers::new(explainer, role, explainer.record).expect("it is a role");
        let id = &explainer.options[usize::from(role)].id;
        all.push((format!("{id} -"), alone));
        for question in &explainer.questions[1..] {
            for option in explainer.offered(question, role).iter() {
                if question.default != Some(option) {
                    let name = format!("{id} {}", explainer.options[usize::from(option)].id);
                    all.push((name, alone.with(explainer, option)));
                }
            }
        }
    }
    all
}

/// Per role and option that narrows it: the short answers for every place and product, those told the same in one line.
fn short_answers(table: &mut String, explainer: &Explainer) {
    let mut days: Vec<Day> =
        explainer.short_answers.iter().flat_map(|short_answer| short_answer.from.iter().copied()).collect();
    days.sort_unstable();
    days.dedup();
    let narrowing = explainer.narrowing();
    for role in explainer.questions[0].options.iter() {
        let alone = Answers::new(explainer, role, explainer.record).expect("it is a role");
        let readers = with_defaults(explainer, &narrowed(explainer, &alone));
        let offered = explainer.questions[1..].iter().fold(OptionSet::of(role), |all, question| {
            all.union(explainer.offered(question, role).and(narrowing))
        });
        for option in offered.iter() {
            let mut lines: BTreeMap<String, Vec<OptionSet>> = BTreeMap::new();
            let shown_to = |answers: &&Answers| {
                let chosen = answers.chosen().and(narrowing);
                chosen.contains(option) || (option == role && chosen.is_empty())
            };
            for answers in readers.iter().filter(shown_to) {
                let mut shown = Vec::new();
                let mut before = None;
                for on in &days {
                    let now = short_answer_for(explainer, &answers.on(*on), option);
                    if now != before
                        && let Some(now) = now
                    {
                        let short_answer = &explainer.short_answers[now.short_answer];
                        let from = short_answer.from[now.text].to_iso();
                        let late = if *on == short_answer.from[now.text] {
                            String::new()
                        } else {
                            format!(" on {}", on.to_iso())
                        };
                        shown.push(format!("{} {from}{late}", short_answer.id));
                    }
                    before = now;
                }
                let who = answers.counted(explainer).without(OptionSet::of(role).with(option));
                lines.entry(shown.join(", ")).or_default().push(who);
            }
            for (shown, readers) in lines {
                let who = who(explainer, role, &readers);
                let name = |option: u8| explainer.options[usize::from(option)].id.as_str();
                let _ = writeln!(table, "{} {} | {who} | {shown}", name(role), name(option));
            }
        }
    }
}

/// Every way to answer the questions without a default with one option or none.
fn narrowed(explainer: &Explainer, answers: &Answers) -> Vec<Answers> {
    let mut all = vec![*answers];
    for question in explainer.questions.iter().skip(1).filter(|question| question.default.is_none()) {
        let offered = explainer.offered(question, answers.role());
        let with_one = |answers: &Answers| {
            let answers = *answers;
            offered.iter().map(move |option| answers.with(explainer, option))
        };
        let narrower: Vec<Answers> = all.iter().flat_map(with_one).collect();
        all.extend(narrower);
    }
    all
}

/// Every way to answer the questions that have a default.
fn with_defaults(explainer: &Explainer, answers: &[Answers]) -> Vec<Answers> {
    let mut all = answers.to_vec();
    for question in explainer.questions.iter().filter(|question| question.default.is_some()) {
        all = all
            .iter()
            .flat_map(|answers| {
                let offered = explainer.offered(question, answers.role());
                offered.iter().map(|option| answers.with(explainer, option))
            })
            .collect();
    }
    all
}

fn rest(table: &mut String, law: &Law) {
    let explainer = &law.explainer;
    for source in &explainer.sources {
        let place = source.place.as_deref().unwrap_or("-");
        let _ = writeln!(
            table,
            "source {} | {} | {} | {} | {place} | {} | {}",
            source.id,
            read(source.read, source.extent),
            source.checked.to_iso(),
            source.title,
            source.publisher,
            source.address,
        );
    }
    let offered: Vec<String> = explainer.days.iter().map(|day| day.to_iso()).collect();
    let _ = writeln!(table, "days offered | {}", offered.join(" "));
    for (reason, words) in explainer.reasons.iter().zip(&law.wording.reasons) {
        let by = if reason.by == Speaker::Government { "government" } else { "company" };
        let _ = writeln!(table, "reason | {by} | {} | {}", words.title, source(explainer, &reason.evidence));
    }
    for claim in &explainer.claims {
        let verdict = &explainer.verdicts[usize::from(claim.verdict)];
        let about: Vec<&str> = claim
            .provisions
            .iter()
            .map(|index| explainer.provisions[usize::from(*index)].id.as_str())
            .collect();
        let shown: Vec<String> = claim.sources.iter().map(|evidence| source(explainer, evidence)).collect();
        let said = claim.said.as_deref().map_or_else(|| "-".to_owned(), begin);
        let _ = writeln!(
            table,
            "claim {} | {verdict} | {said} | {} | {}",
            claim.id,
            about.join(" "),
            shown.join("; ")
        );
    }
    for (advice, words) in explainer.advice.iter().zip(&law.wording.advice) {
        let by = if advice.official { "official" } else { "us" };
        let from = advice.from.map_or_else(|| "-".to_owned(), Day::to_iso);
        let when: Vec<String> =
            advice.when.iter().map(|alternative| condition(explainer, alternative)).collect();
        let shown = advice.evidence.as_ref().map_or_else(String::new, |evidence| source(explainer, evidence));
        let _ =
            writeln!(table, "advice | {by} | {from} | {} | {} | {shown}", begin(words), when.join(" or "));
    }
    for (revision, words) in explainer.revisions.iter().zip(&law.wording.revisions) {
        let about: Vec<&str> = revision
            .provisions
            .iter()
            .map(|index| explainer.provisions[usize::from(*index)].id.as_str())
            .collect();
        let _ =
            writeln!(table, "revision | {} | {} | {}", revision.on.to_iso(), begin(words), about.join(" "));
    }
}

fn condition(explainer: &Explainer, alternative: &Alternative) -> String {
    names(explainer, alternative.options)
}

fn source(explainer: &Explainer, evidence: &Evidence) -> String {
    let id = &explainer.sources[usize::from(evidence.source)].id;
    evidence.quote.as_ref().map_or_else(|| id.clone(), |quote| format!("{id} \"{}\"", begin(quote)))
}

fn read(reading: Reading, extent: Extent) -> String {
    let reading = match reading {
        Reading::Official => "official",
        Reading::Copy => "copy",
        Reading::Report => "report",
    };
    format!("{reading} {}", if extent == Extent::Whole { "whole" } else { "part" })
}

/// The first six words of a sentence.
fn begin(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = words.iter().take(6).copied().collect::<Vec<_>>().join(" ");
    if words.len() > 6 { format!("{kept} …") } else { kept }
}

/// The first letters of an option’s name.
fn initials(name: &str) -> String {
    name.chars().take(2).collect()
}
