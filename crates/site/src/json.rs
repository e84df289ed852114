//! `outcome.json`: an outcome as others read it.

use std::collections::BTreeSet;

use ban_explainer::words;
use rules::{
    Alternative, Answers, Day, Evidence, Extent, Law, OptionSet, Outcome, Prominence, ProvisionOutcome,
    Reading, Source, Why,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The whole outcome, as `outcome.json` and `explain --json` give it.
#[derive(Serialize)]
pub struct OutcomeJson {
    explainer: String,
    language: String,
    verified: String,
    changed: String,
    answers: Value,
    line: String,
    notice: Option<String>,
    period: PeriodJson,
    next_change: Option<ChangeJson>,
    short_answers: Vec<ShortAnswerJson>,
    asked: Vec<String>,
    provisions: Vec<ProvisionJson>,
    sources: Vec<SourceJson>,
    disclaimer: String,
}

#[derive(Serialize)]
struct PeriodJson {
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct ChangeJson {
    on: String,
    in_days: i32,
    provisions: Vec<String>,
}

#[derive(Serialize)]
struct ShortAnswerJson {
    option: String,
    text: String,
}

#[derive(Serialize)]
struct ProvisionJson {
    id: String,
    title: String,
    standing: &'static str,
    timing: &'static str,
    from: String,
    until: Option<String>,
    in_days: Option<i32>,
    effect: String,
    prominence: &'static str,
    regime: String,
    why: String,
    when: Vec<Value>,
    rule: String,
    authority: String,
    read: &'static str,
    extent: &'static str,
    due: Option<String>,
    last_seen: Option<String>,
    penalty: Option<String>,
    deadlines: Vec<String>,
    replaced: Option<String>,
    unknown: Vec<String>,
    sources: Vec<EvidenceJson>,
}

/// A source of a provision: its id in the list of sources, and its own words.
#[derive(Serialize)]
struct EvidenceJson {
    id: String,
    address: String,
    quote: Option<String>,
}

#[derive(Serialize)]
struct SourceJson {
    id: String,
    title: String,
    publisher: String,
    place: Option<String>,
    address: String,
    read: &'static str,
    extent: &'static str,
    checked: String,
}

impl OutcomeJson {
    /// The outcome in words of the law's language.
    #[must_use]
    pub fn of(law: &Law, outcome: &Outcome) -> Self {
        let explainer = &law.explainer;
        let interface = &law.wording.interface;
        let notice = outcome.notice.map(|notice| crate::explain::notice(law, notice));
        let asked = rules::questions_that_matter(explainer, &outcome.answers);
        Self {
            explainer: explainer.id.clone(),
            language: law.wording.language.clone(),
            verified: explainer.verified.to_iso(),
            changed: explainer.changed().to_iso(),
            answers: answers(law, &outcome.answers),
            line: words::who(law, &outcome.answers),
            notice,
            period: PeriodJson {
                from: outcome.period.from.map(Day::to_iso),
                until: outcome.period.until.map(Day::to_iso),
            },
            next_change: outcome.next_change.as_ref().map(|change| ChangeJson {
                on: change.on.to_iso(),
                in_days: change.in_days,
                provisions: change
                    .provisions
                    .iter()
                    .map(|index| explainer.provisions[*index].id.clone())
                    .collect(),
            }),
            short_answers: outcome
                .short_answers
                .iter()
                .map(|shown| ShortAnswerJson {
                    option: explainer.options[usize::from(shown.option)].id.clone(),
                    text: words::short_answer(law, shown.short_answer, shown.text).to_owned(),
                })
                .collect(),
            asked: asked.into_iter().map(|index| explainer.questions[index].id.clone()).collect(),
            provisions: outcome
                .provisions
                .iter()
                .map(|found| provision(law, &outcome.answers, found))
                .collect(),
            sources: sources(law),
            disclaimer: format!(
                "{} {}",
                law.wording.disclaimer,
                rules::fill(interface.footer(), &[("day", &words::day(interface, explainer.verified))])
            ),
        }
    }
}

/// The answers as a table from question to option, or to options where any number may be chosen.
fn answers(law: &Law, answers: &Answers) -> Value {
    let explainer = &law.explainer;
    let counted = answers.counted(explainer);
    let mut table = Map::new();
    for question in &explainer.questions {
        let chosen = ids(law, question.options.and(counted));
        if question.many && !chosen.is_empty() {
            table.insert(question.id.clone(), json!(chosen));
        } else if let Some(one) = chosen.into_iter().next() {
            table.insert(question.id.clone(), json!(one));
        }
    }
    table.insert("on".to_owned(), json!(answers.on.to_iso()));
    Value::Object(table)
}

fn ids(law: &Law, options: OptionSet) -> Vec<String> {
    options.iter().map(|option| law.explainer.options[usize::from(option)].id.clone()).collect()
}

/// An opening as a table from question to options.
fn table(law: &Law, opening: OptionSet) -> Value {
    let alternative = Alternative { options: opening, because: None };
    let mut table = Map::new();
    for question in &law.explainer.questions {
        let options = ids(law, question.options.and(alternative.options));
        if !options.is_empty() {
            table.insert(question.id.clone(), json!(options));
        }
    }
    Value::Object(table)
}

fn provision(law: &Law, answers: &Answers, found: &ProvisionOutcome) -> ProvisionJson {
    let explainer = &law.explainer;
    let wording = &law.wording;
    let provision = &explainer.provisions[found.provision];
    let words = &wording.provisions[found.provision];
    let pick = |list: &[String], number: u16| list.get(usize::from(number)).cloned();
    let when = match &found.why {
        Why::Open(openings) => openings.iter().map(|opening| table(law, *opening)).collect(),
        _ => Vec::new(),
    };
    ProvisionJson {
        id: provision.id.clone(),
        title: words.title.clone(),
        standing: found.standing.id(),
        timing: found.timing.id(),
        from: found.from.to_iso(),
        until: found.until.map(Day::to_iso),
        in_days: found.in_days,
        effect: explainer.effects[usize::from(provision.effect)].clone(),
        prominence: match provision.prominence {
            Prominence::Main => "main",
            Prominence::Background => "background",
        },
        regime: explainer.regimes[usize::from(provision.regime)].clone(),
        why: words::why(law, answers, found),
        when,
        rule: words.rule.clone(),
        authority: provision.authority.clone(),
        read: read(provision.read),
        extent: extent(provision.extent),
        due: provision.versions.get(found.version).and_then(|version| version.due).map(Day::to_iso),
        last_seen: provision.last_seen.map(Day::to_iso),
        penalty: provision.penalty.and_then(|number| pick(&wording.penalties, number)),
        deadlines: provision
            .deadlines
            .iter()
            .filter_map(|number| pick(&wording.deadlines, *number))
            .collect(),
        replaced: provision.replaced.and_then(|number| pick(&wording.replaced, number)),
        unknown: provision.unknown.iter().filter_map(|number| pick(&wording.unknown, *number)).collect(),
        sources: provision.sources.iter().filter_map(|found| evidence(law, found)).collect(),
    }
}

fn evidence(law: &Law, evidence: &Evidence) -> Option<EvidenceJson> {
    let source = law.explainer.sources.get(usize::from(evidence.source))?;
    Some(EvidenceJson {
        id: source.id.clone(),
        address: source.address.clone(),
        quote: evidence.quote.clone(),
    })
}

/// The sources of these provisions, each once.
fn sources(law: &Law) -> Vec<SourceJson> {
    let used: BTreeSet<u16> =
        law.explainer.provisions.iter().flat_map(|found| &found.sources).map(|found| found.source).collect();
    used.into_iter().filter_map(|index| law.explainer.sources.get(usize::from(index))).map(source).collect()
}

fn source(source: &Source) -> SourceJson {
    SourceJson {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        place: source.place.clone(),
        address: source.address.clone(),
        read: read(source.read),
        extent: extent(source.extent),
        checked: source.checked.to_iso(),
    }
}

fn read(read: Reading) -> &'static str {
    match read {
        Reading::Official => "official",
        Reading::Copy => "copy",
        Reading::Report => "report",
    }
}

fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Whole => "whole",
        Extent::Part => "part",
    }
}
