//! `outcome.json`: an outcome as others read it, and the schema that says what stands in it.

mod schema;

use std::collections::BTreeSet;

use ban_explainer::{Site, sentences};
use rules::{
    Answers, Day, Evidence, Extent, Law, OptionId, OptionSet, Outcome, Prominence, ProvisionOutcome, Reading,
    RowOutcome, RowRule, Source, SourceId, Standing, TextId, Why,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

pub use schema::{SCHEMA_FILE, schema};

/// How every provision of the explainer stands for these answers on this day, with the short answers.
// The comments of the fields are the descriptions in the published schema.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Outcome", deny_unknown_fields)]
pub struct OutcomeJson {
    /// The address of this schema.
    #[serde(rename = "$schema")]
    #[schemars(extend("format" = "uri"))]
    schema: String,
    /// The name of the explainer, as in `us-kaspersky`.
    explainer: String,
    /// The language of all sentences, as in `en`.
    language: String,
    /// The day on which every source was last checked.
    #[schemars(extend("format" = "date"))]
    verified: String,
    /// The day on which the explainer last changed.
    #[schemars(extend("format" = "date"))]
    changed: String,
    /// The answers: from question to option, or to options where any number may be chosen; `on` is the day.
    #[schemars(schema_with = "schema::answers")]
    answers: Value,
    /// The answers in words.
    line: String,
    /// What has to be said about the day itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
    /// The days around `on` for which this outcome stays the same, countdowns aside.
    period: PeriodJson,
    /// The next day on which something changes for this reader; left out where none is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_change: Option<ChangeJson>,
    /// The options that are assumed while a question is open, in the form of `answers`; left out where none are.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "schema::openings_of_one")]
    assumed: Option<Value>,
    /// The heading of the answer: the verdict of the option that it weighs heaviest on.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<String>,
    /// Every verdict, one for each option that was chosen, or one for the role; the heading first.
    verdicts: Vec<SaidJson>,
    /// The short answers, in the same order.
    short_answers: Vec<SaidJson>,
    /// The table under the verdict: what a reader may want to do, and how that stands.
    rows: Vec<RowJson>,
    /// The questions whose answer could still change the outcome.
    asked: Vec<String>,
    /// Every provision of the explainer once.
    provisions: Vec<ProvisionJson>,
    /// What is not verified about the provisions, each sentence once.
    unknown: Vec<String>,
    /// The sources that the provisions name.
    sources: Vec<SourceJson>,
    /// What this is and is not; to be shown wherever the outcome is.
    disclaimer: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Period", deny_unknown_fields)]
struct PeriodJson {
    /// The first day; left out before the record starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    from: Option<String>,
    /// The last day; left out where no later change is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    until: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change", deny_unknown_fields)]
struct ChangeJson {
    /// The day of the change.
    #[schemars(extend("format" = "date"))]
    on: String,
    /// How many days after the day asked about.
    #[schemars(range(min = 1))]
    in_days: i32,
    /// The ids of the provisions that change.
    provisions: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Said", deny_unknown_fields)]
struct SaidJson {
    /// The option that it answers for.
    option: String,
    /// What is said.
    text: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Row", deny_unknown_fields)]
struct RowJson {
    /// The id, the same in every release.
    id: String,
    /// What the reader may want to do.
    label: String,
    /// The option that the row takes alone; left out where it takes the answers as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<String>,
    /// How it stands: what an effect does, as in `barred`, or one of `unclear`, `depends`, `starts`, `suspended`,
    /// `urged`, `not-covered`, `ended`, `no-rule-found`.
    status: String,
    /// How much that weighs: the reader must or must not (`no`), somebody else must or it is open (`mid`), nothing is
    /// put on anyone (`free`).
    #[schemars(extend("enum" = ["no", "mid", "free"]))]
    grade: &'static str,
    /// The status in words.
    said: String,
    /// Since when, in words; left out where no rule holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    /// Conditions, and what else there is to say; may be empty.
    why: String,
    /// Whether it changes on the day asked about.
    starts_today: bool,
    /// The rule that the status comes from; left out where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RowRuleJson>,
    /// The other rules that the row speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<RowRuleJson>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RowRule", deny_unknown_fields)]
struct RowRuleJson {
    /// The id of a provision.
    provision: String,
    /// How it stands for whoever does what the row says.
    #[schemars(extend("enum" = schema::standings()))]
    standing: &'static str,
    /// How it stands in time.
    #[schemars(extend("enum" = schema::timings()))]
    timing: &'static str,
    /// Whether it is suspended.
    suspended: bool,
    /// The first day of the run of days that `timing` speaks of.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// The last day of that run; left out where no end is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    until: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Provision", deny_unknown_fields)]
struct ProvisionJson {
    /// The id, the same in every release.
    id: String,
    /// What it is about.
    title: String,
    /// How it stands for the reader: the reader must obey (`binds`), feels it without having to obey (`affects`), is
    /// taken out by an exception (`exempt`), the sources do not settle it (`unclear`), an answer is missing
    /// (`depends`), or it does not concern the reader (`not-yours`).
    #[schemars(extend("enum" = schema::standings()))]
    standing: &'static str,
    /// How it stands in time on that day, whoever asks.
    #[schemars(extend("enum" = schema::timings()))]
    timing: &'static str,
    /// The first day of the run of days that `timing` speaks of.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// The last day of that run; left out where no end is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    until: Option<String>,
    /// Days to go until it begins; only when it is upcoming.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    in_days: Option<i32>,
    /// What it does, as in `prohibited`.
    effect: String,
    /// Whether it is one of the main provisions, or stands in the background and in no count.
    #[schemars(extend("enum" = ["main", "background"]))]
    prominence: &'static str,
    /// The group of provisions it belongs to.
    regime: String,
    /// Why it stands so, to the reader.
    why: String,
    /// Where it depends: one option of every question in one of these settles it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "schema::openings")]
    when: Vec<Value>,
    /// The authority, as it is cited.
    authority: String,
    /// What it says and rests on; left out where it does not concern the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<DetailsJson>,
}

/// What a provision says, and what that rests on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Details", deny_unknown_fields)]
struct DetailsJson {
    /// The rule.
    rule: String,
    /// Whether the official text was read, a copy of it, or a report.
    #[schemars(extend("enum" = ["official", "copy", "report"]))]
    read: &'static str,
    /// Whether that text was read whole.
    #[schemars(extend("enum" = ["whole", "part"]))]
    extent: &'static str,
    /// The last days on which to do what it asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "schema::days")]
    due: Vec<String>,
    /// The day on which it was last seen in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    last_seen: Option<String>,
    /// What breaking it can cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    penalty: Option<String>,
    /// Deadlines that depend on a contract.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deadlines: Vec<String>,
    /// What stands in its place in newer contracts.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced: Option<String>,
    /// What is not verified: places in the outcome’s list `unknown`, the first of them 0.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown: Vec<usize>,
    /// The sources, with their own words.
    sources: Vec<EvidenceJson>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evidence", deny_unknown_fields)]
struct EvidenceJson {
    /// The id of one of the outcome’s sources.
    id: String,
    /// The source’s own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source", deny_unknown_fields)]
struct SourceJson {
    /// The id.
    id: String,
    /// The title.
    title: String,
    /// Who published it.
    publisher: String,
    /// The place in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Where it can be read.
    #[schemars(extend("format" = "uri"))]
    address: String,
    /// Whether it is the official text, a copy of it, or a report.
    #[schemars(extend("enum" = ["official", "copy", "report"]))]
    read: &'static str,
    /// Whether an official text, or a copy of one, was read whole; left out for a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["whole", "part"]))]
    extent: Option<&'static str>,
    /// The day on which it was last checked, where that is not the day of `verified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    checked: Option<String>,
}

impl OutcomeJson {
    /// The outcome in words of the law's language; `site` is where its schema is published.
    #[must_use]
    pub fn of(law: &Law, outcome: &Outcome, site: &Site) -> Self {
        let explainer = &law.explainer;
        let interface = &law.wording.interface;
        let notice = outcome.notice.map(|notice| sentences::notice(law, notice));
        let asked = rules::questions_that_matter(explainer, &outcome.answers);
        let unknown = unknown(law, outcome);
        Self {
            schema: site.url(SCHEMA_FILE),
            explainer: explainer.id.clone(),
            language: law.wording.language.clone(),
            verified: explainer.verified.to_iso(),
            changed: explainer.changed().to_iso(),
            answers: answers(law, &outcome.answers),
            line: sentences::who(law, &outcome.answers),
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
                    .map(|provision| explainer[*provision].id.clone())
                    .collect(),
            }),
            assumed: (!outcome.assumed.is_empty()).then(|| table(law, outcome.assumed)),
            verdict: sentences::headline(law, outcome).map(str::to_owned),
            verdicts: (outcome.verdicts.iter())
                .map(|shown| said(law, shown.option, law.verdict(shown)))
                .collect(),
            short_answers: (outcome.short_answers.iter())
                .map(|shown| said(law, shown.option, law.short_answer(shown)))
                .collect(),
            rows: outcome.rows.iter().map(|found| row(law, found)).collect(),
            asked: asked.into_iter().map(|question| explainer[question].id.clone()).collect(),
            provisions: outcome
                .provisions
                .iter()
                .map(|found| provision(law, &outcome.answers, &unknown, found))
                .collect(),
            unknown: unknown.iter().map(|gap| law.text(*gap).to_owned()).collect(),
            sources: sources(law, outcome),
            disclaimer: format!(
                "{} {}",
                law.wording.disclaimer,
                rules::fill(interface.footer(), &[("day", &sentences::day(interface, explainer.verified))])
            ),
        }
    }
}

fn said(law: &Law, option: OptionId, text: &str) -> SaidJson {
    SaidJson { option: law.explainer[option].id.clone(), text: text.to_owned() }
}

fn row(law: &Law, found: &RowOutcome) -> RowJson {
    let (row, words) = law.row(found.row);
    RowJson {
        id: row.id.clone(),
        label: words.label.clone(),
        option: found.option.map(|option| law.explainer[option].id.clone()),
        status: found.status.id(&law.explainer).to_owned(),
        grade: found.status.grade(&law.explainer).id(),
        said: sentences::row_status(law, found),
        since: sentences::row_since(law, found),
        why: sentences::row_why(law, found),
        starts_today: found.starts_today,
        rule: found.rule.as_ref().map(|rule| row_rule(law, rule)),
        notes: found.notes.iter().map(|rule| row_rule(law, rule)).collect(),
    }
}

fn row_rule(law: &Law, rule: &RowRule) -> RowRuleJson {
    RowRuleJson {
        provision: law.explainer[rule.provision].id.clone(),
        standing: rule.standing.id(),
        timing: rule.timing.id(),
        suspended: rule.suspended,
        from: rule.from.to_iso(),
        until: rule.until.map(Day::to_iso),
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
    options.iter().map(|option| law.explainer[option].id.clone()).collect()
}

/// An opening as a table from question to options.
fn table(law: &Law, opening: OptionSet) -> Value {
    let mut table = Map::new();
    for question in &law.explainer.questions {
        let options = ids(law, question.options.and(opening));
        if !options.is_empty() {
            table.insert(question.id.clone(), json!(options));
        }
    }
    Value::Object(table)
}

/// What is not verified about the provisions that concern the reader, each once.
fn unknown(law: &Law, outcome: &Outcome) -> Vec<TextId> {
    let concerned = outcome.provisions.iter().filter(|found| found.standing != Standing::NotYours);
    let all: BTreeSet<TextId> =
        concerned.flat_map(|found| &law.explainer[found.provision].unknown).copied().collect();
    all.into_iter().collect()
}

fn provision(law: &Law, answers: &Answers, unknown: &[TextId], found: &ProvisionOutcome) -> ProvisionJson {
    let explainer = &law.explainer;
    let (provision, words) = law.provision(found.provision);
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
        effect: explainer[provision.effect].id.clone(),
        prominence: match provision.prominence {
            Prominence::Main => "main",
            Prominence::Background => "background",
        },
        regime: explainer[provision.regime].clone(),
        why: sentences::why(law, answers, found),
        when,
        authority: provision.authority.clone(),
        details: (found.standing != Standing::NotYours).then(|| details(law, answers, unknown, found)),
    }
}

fn details(law: &Law, answers: &Answers, unknown: &[TextId], found: &ProvisionOutcome) -> DetailsJson {
    let (provision, words) = law.provision(found.provision);
    let text = |id: TextId| law.text(id).to_owned();
    DetailsJson {
        rule: words.rule.clone(),
        read: read(provision.read),
        extent: extent(provision.extent),
        due: (provision.versions.get(found.version.index()).into_iter())
            .flat_map(|version| version.due.iter().copied().map(Day::to_iso))
            .collect(),
        last_seen: provision.last_seen.map(Day::to_iso),
        penalty: law.explainer.penalty_on(found.provision, answers.on).map(text),
        deadlines: provision.deadlines.iter().copied().map(text).collect(),
        replaced: provision.replaced.map(text),
        unknown: provision
            .unknown
            .iter()
            .filter_map(|gap| unknown.iter().position(|listed| listed == gap))
            .collect(),
        sources: provision.sources.iter().map(|found| evidence(law, found)).collect(),
    }
}

fn evidence(law: &Law, evidence: &Evidence) -> EvidenceJson {
    EvidenceJson { id: law.explainer[evidence.source].id.clone(), quote: evidence.quote.clone() }
}

/// The sources of the provisions that concern the reader, each once.
fn sources(law: &Law, outcome: &Outcome) -> Vec<SourceJson> {
    let used: BTreeSet<SourceId> = outcome
        .provisions
        .iter()
        .filter(|found| found.standing != Standing::NotYours)
        .flat_map(|found| &law.explainer[found.provision].sources)
        .map(|evidence| evidence.source)
        .collect();
    used.into_iter().map(|found| source(law, &law.explainer[found])).collect()
}

fn source(law: &Law, source: &Source) -> SourceJson {
    SourceJson {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        place: source.place.clone(),
        address: source.address.clone(),
        read: read(source.read),
        extent: (source.read != Reading::Report).then(|| extent(source.extent)),
        checked: (source.checked != law.explainer.verified).then(|| source.checked.to_iso()),
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
