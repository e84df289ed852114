//! The golden table: what a lawyer would check by hand, one line each.
//!
//! Its parts say all that the law reasons with and all that it claims to have read, so that a law with one place
//! changed gives another table.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use rules::{
    Alternative, Answers, Case, Day, Evidence, Explainer, Extent, Law, OptionId, OptionSet, Prominence,
    Reading, RowRule, RowStatus, Speaker, Standing, TextId, Timing, Version, Why, changes, every_change,
    outcome, short_answer_for, verdict_for,
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
const VERDICTS: &str = "
# 5. Verdicts: which one is shown, with the first day of its text, on the days on which that changes; what each asserts.
";
const ROWS: &str = "
# 6. Rows: what is assumed, which provisions each names, and its status on the days on which that changes, with what
#    leads and (in brackets) what is noted. All else is at its default; a row without a line says nothing else.
";
const REST: &str = "
# 7. Sources with what was read and when; days offered; reasons; claims; advice; revisions.
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
    table.push_str(VERDICTS);
    verdicts(&mut table, law);
    table.push_str(ROWS);
    rows(&mut table, law);
    table.push_str(REST);
    rest(&mut table, law);
    table
}

fn questions(table: &mut String, explainer: &Explainer) {
    for question in &explainer.questions {
        let many = if question.many { "any" } else { "one" };
        let default = question.default.map_or("-", |option| explainer[option].id.as_str());
        let _ = write!(table, "{} | {many} | {default}", question.id);
        for role in explainer.roles().iter() {
            let offered = names(explainer, explainer.offered(question, role));
            let _ = write!(table, " | {}: {offered}", explainer[role].id);
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
            explainer[provision.regime],
            explainer[provision.effect].id,
            read(provision.read, provision.extent),
        );
        if let Some(day) = provision.last_seen {
            let _ = write!(table, ", last seen {}", day.to_iso());
        }
        for version in &provision.versions {
            let _ = write!(table, " | {}", days(law, version));
        }
        let said =
            |texts: &[TextId]| -> Vec<String> { texts.iter().map(|text| begin(law.text(*text))).collect() };
        let penalty = provision.penalty.iter().flat_map(|penalty| &explainer[*penalty].texts);
        let penalty = penalty.map(|dated| {
            let from = dated.from.map_or_else(String::new, |from| format!("{} ", from.to_iso()));
            format!("{from}{}", begin(law.text(dated.text)))
        });
        let notes = [
            ("penalty", penalty.collect()),
            ("deadlines", said(&provision.deadlines)),
            ("replaced", said(provision.replaced.as_slice())),
            ("unverified", said(&provision.unknown)),
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
    for due in &version.due {
        let _ = write!(text, " due {}", due.to_iso());
    }
    if let Some(missing) = version.unsettled {
        let _ = write!(text, " unsettled ({})", begin(law.text(missing)));
    }
    text
}

/// Every complete answer with one option of each question; readers who are told the same stand in one line.
fn rules(table: &mut String, law: &Law) {
    let explainer = &law.explainer;
    let last = explainer.questions.len() - 1;
    // Each is asked about every provision.
    let mut cases: HashMap<OptionSet, Case> = HashMap::new();
    for (index, provision) in explainer.provisions.iter().enumerate() {
        for run in &provision.versions {
            // Per line of standings over the last question: the readers of that line.
            let mut lines: BTreeMap<(OptionId, String), Vec<OptionSet>> = BTreeMap::new();
            for role in explainer.roles().iter() {
                let alone = Answers::new(explainer, role, run.from).expect("it is a role");
                for reader in complete(explainer, &alone, 1, last) {
                    let by_product: Vec<String> = complete(explainer, &reader, last, last + 1)
                        .iter()
                        .map(|answers| {
                            let case = cases.entry(answers.chosen());
                            let case = case.or_insert_with(|| Case::new(explainer, answers));
                            let found = &case.on(run.from).provisions[index];
                            let counted = answers.counted(explainer).and(explainer.questions[last].options);
                            let mut standing =
                                format!("{}:{}", initials(&names(explainer, counted)), found.standing.id());
                            if let Why::Because(because) = found.why {
                                let _ = write!(standing, " ({})", begin(law.text(because)));
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
                let role = &explainer[role].id;
                let _ = writeln!(table, "{}{day} | {role}: {who} | {standings}", provision.id);
            }
        }
    }
}

/// Readers in short: where they are all combinations of some options of each question, those options, or “any”.
fn who(explainer: &Explainer, role: OptionId, readers: &[OptionSet]) -> String {
    let all = readers.iter().fold(OptionSet::EMPTY, |all, reader| all.union(*reader));
    let mut n_combinations = 1;
    let mut parts = Vec::new();
    for question in &explainer.questions[1..] {
        let (found, offered) = (all.and(question.options), explainer.offered(question, role));
        if !found.is_empty() {
            n_combinations *= found.len();
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
                        let id = &explainer[found.provision].id;
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
    for role in explainer.roles().iter() {
        let alone = Answers::new(explainer, role, explainer.record).expect("it is a role");
        let id = &explainer[role].id;
        all.push((format!("{id} -"), alone));
        for question in &explainer.questions[1..] {
            for option in explainer.offered(question, role).iter() {
                if question.default != Some(option) {
                    let name = format!("{id} {}", explainer[option].id);
                    all.push((name, alone.with(explainer, option)));
                }
            }
        }
    }
    all
}

/// What is shown for an option on a day: the id and the first day of the text.
type Shown<'a> = &'a dyn Fn(&Answers, OptionId) -> Option<(String, Day)>;

fn short_answers(table: &mut String, explainer: &Explainer) {
    let days = explainer.short_answers.iter().flat_map(|short_answer| short_answer.from.iter().copied());
    shown(table, explainer, days.collect(), &|answers, option| {
        let now = short_answer_for(explainer, answers, option)?;
        let short_answer = &explainer[now.short_answer];
        Some((short_answer.id.clone(), short_answer.from[now.text]))
    });
}

fn verdicts(table: &mut String, law: &Law) {
    let explainer = &law.explainer;
    let days = explainer.verdicts.iter().flat_map(|verdict| &verdict.versions).map(|version| version.from);
    shown(table, explainer, days.collect(), &|answers, option| {
        let now = verdict_for(explainer, answers, option)?;
        let verdict = &explainer[now.verdict];
        Some((verdict.id.clone(), verdict.versions[now.text].from))
    });
    for (verdict, texts) in explainer.verdicts.iter().zip(&law.wording.verdicts) {
        for (version, text) in verdict.versions.iter().zip(texts) {
            let asserts: Vec<String> = (version.asserts.iter())
                .map(|assertion| format!("{}={}", explainer[assertion.row].id, assertion.statuses.join("|")))
                .collect();
            let (from, asserts) = (version.from.to_iso(), asserts.join(" "));
            let _ = writeln!(table, "verdict {} {from} | {text} | {asserts}", verdict.id);
        }
    }
}

/// Per role: what is assumed, then each row on the days on which it changes, those of one word in one line.
fn rows(table: &mut String, law: &Law) {
    let explainer = &law.explainer;
    let days: Vec<Day> = [explainer.record]
        .into_iter()
        .chain(every_change(explainer).into_iter().map(|change| change.on))
        .filter(|on| explainer.record <= *on)
        .collect();
    for assumption in &explainer.assumptions {
        let answered: Vec<&str> = assumption.answered.iter().map(|id| explainer[*id].id.as_str()).collect();
        let _ = writeln!(
            table,
            "assumed | {} | {} | {} | {}",
            names(explainer, assumption.roles),
            explainer[assumption.question].id,
            names(explainer, assumption.options),
            answered.join(" ")
        );
    }
    for role in explainer.roles().iter() {
        let alone = Answers::new(explainer, role, explainer.record).expect("it is a role");
        for (id, row) in explainer.rows_of(role) {
            let named: Vec<&str> = row.provisions.iter().map(|id| explainer[*id].id.as_str()).collect();
            let option = row.option.map_or("-", |option| explainer[option].id.as_str());
            let advice =
                row.advice.map_or_else(String::new, |advice| format!(" | {}", begin(law.advice(advice))));
            let name = format!("{} {}", explainer[role].id, row.id);
            let _ = writeln!(table, "{name} | {option} | {}{advice}", named.join(" "));
            let mut lines: BTreeMap<String, Vec<OptionSet>> = BTreeMap::new();
            for answers in with_defaults(explainer, &[alone]) {
                let mut said = Vec::new();
                let mut before = String::new();
                let case = Case::new(explainer, &answers);
                for on in &days {
                    let outcomes = case.on(*on).rows;
                    let found = outcomes.iter().find(|found| found.row == id).expect("the role has the row");
                    let now = row_line(explainer, found.status, found.rule.as_ref(), &found.notes);
                    if now != before {
                        said.push(format!("{} {now}", on.to_iso()));
                    }
                    before = now;
                }
                let who = answers.counted(explainer).without(OptionSet::of(role));
                lines.entry(said.join(", ")).or_default().push(who);
            }
            for (said, readers) in lines {
                let _ = writeln!(table, "{name} | {} | {said}", who(explainer, role, &readers));
            }
        }
    }
}

fn row_line(explainer: &Explainer, status: RowStatus, rule: Option<&RowRule>, notes: &[RowRule]) -> String {
    let id = |rule: &RowRule| {
        let timing = match rule.timing {
            Timing::InForce => "",
            Timing::Upcoming if rule.suspended => "(suspended)",
            Timing::Upcoming => "(coming)",
            Timing::Ended => "(ended)",
        };
        format!("{}:{}{timing}", explainer[rule.provision].id, rule.standing.id())
    };
    let mut line = status.id(explainer).to_owned();
    if let Some(rule) = rule {
        let _ = write!(line, " {}", id(rule));
    }
    if !notes.is_empty() {
        let notes: Vec<String> = notes.iter().map(id).collect();
        let _ = write!(line, " ({})", notes.join(" "));
    }
    line
}

/// Per role and option that narrows it: what is shown for every place and product, those told the same in one line.
fn shown(table: &mut String, explainer: &Explainer, mut days: Vec<Day>, show: Shown) {
    days.sort_unstable();
    days.dedup();
    let narrowing = explainer.narrowing();
    for role in explainer.roles().iter() {
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
                    let now = show(&answers.on(*on), option);
                    if now != before
                        && let Some((id, from)) = &now
                    {
                        let late = if on == from { String::new() } else { format!(" on {}", on.to_iso()) };
                        shown.push(format!("{id} {}{late}", from.to_iso()));
                    }
                    before = now;
                }
                let who = answers.counted(explainer).without(OptionSet::of(role).with(option));
                lines.entry(shown.join(", ")).or_default().push(who);
            }
            for (shown, readers) in lines {
                let who = who(explainer, role, &readers);
                let name = |option: OptionId| explainer[option].id.as_str();
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
        let verdict = &explainer[claim.rating];
        let about: Vec<&str> = claim.provisions.iter().map(|id| explainer[*id].id.as_str()).collect();
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
        let about: Vec<&str> = revision.provisions.iter().map(|id| explainer[*id].id.as_str()).collect();
        let _ =
            writeln!(table, "revision | {} | {} | {}", revision.on.to_iso(), begin(words), about.join(" "));
    }
}

fn condition(explainer: &Explainer, alternative: &Alternative) -> String {
    names(explainer, alternative.options)
}

fn source(explainer: &Explainer, evidence: &Evidence) -> String {
    let id = &explainer[evidence.source].id;
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

/// The first eight words of a sentence: enough to tell two exceptions of one rule apart.
fn begin(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = words.iter().take(8).copied().collect::<Vec<_>>().join(" ");
    if words.len() > 8 { format!("{kept} …") } else { kept }
}

/// The first letters of an option’s name.
fn initials(name: &str) -> String {
    name.chars().take(2).collect()
}
