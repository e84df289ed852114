//! The rules: ids become numbers, and the wording's keys places in its lists.

use std::collections::BTreeSet;

use rules::{
    Advice, AdviceId, Alternative, Assertion, Assumption, Choice, Claim, DatedText, Day, Effect, EffectId,
    Evidence, Explainer, Extent, OptionId, OptionSet, Penalty, PenaltyId, Prominence, Provision, ProvisionId,
    Question, QuestionId, RatingId, Reading, Reason, ReasonedAlternative, RegimeId, Revision, Row, RowId,
    RowStatus, ShortAnswer, Source, SourceId, Speaker, Suspension, TextId, Verdict, VerdictVersion, Version,
};
use toml::Spanned;

use super::{
    file::{
        AdviceFile, AdviserFile, AlternativeFile, AssumptionFile, ChooseFile, ClaimFile, Date, EffectFile,
        EvidenceFile, ExtentFile, LawFile, Name, ProminenceFile, ProvisionFile, QuestionFile, ReadFile,
        ReasonFile, RevisionFile, RowFile, ShortAnswerFile, SourceFile, SpeakerFile, VerdictFile,
        VerdictVersionFile, VersionFile,
    },
    words::WordsFile,
};
use crate::fault::Fault;

/// The tables of the wording that the law points at, in the order of [`rules::Wording::texts`].
const TEXTS: [&str; 5] = ["because", "penalty", "unknown", "replaced", "deadline"];

/// The keys of the texts that the law points at; their place is their [`TextId`].
pub(super) fn text_keys(words: &WordsFile) -> Vec<String> {
    let of = |table: &'static str| words.keys(table).into_iter().map(move |key| format!("{table}.{key}"));
    TEXTS.into_iter().flat_map(of).collect()
}

/// The explainer, with every id that nothing has; the texts it points at are added to `named`.
///
/// What is faulty is left out, so that one fault does not hide another.
pub(super) fn explainer(
    file: &LawFile,
    words: &WordsFile,
    named: &mut BTreeSet<String>,
) -> (Explainer, Vec<Fault>) {
    let mut resolver = Resolver {
        file,
        words,
        named,
        options: file
            .question
            .iter()
            .flat_map(|question| &question.options)
            .map(|option| option.id.as_ref().as_str())
            .collect(),
        texts: text_keys(words),
        regimes: once(file.provision.iter().map(|provision| &provision.regime)),
        ratings: once(file.claim.iter().map(|claim| &claim.rating)),
        penalties: once(
            (file.provision.iter()).filter_map(|provision| Some(provision.penalty.as_ref()?.as_ref())),
        ),
        faults: Vec::new(),
    };
    let explainer = resolver.explainer();
    (explainer, resolver.faults)
}

/// The day that a value of the file names; `None`: it names an hour or none at all.
pub(crate) fn day(date: &Date) -> Option<Day> {
    Day::from_iso(&date.as_ref().to_string())
}

struct Resolver<'a> {
    file: &'a LawFile,
    words: &'a WordsFile,
    named: &'a mut BTreeSet<String>,
    /// The ids of all options; their place is their number.
    options: Vec<&'a str>,
    /// The keys of the texts that the law points at.
    texts: Vec<String>,
    regimes: Vec<String>,
    ratings: Vec<String>,
    penalties: Vec<String>,
    faults: Vec<Fault>,
}

impl Resolver<'_> {
    fn explainer(&mut self) -> Explainer {
        let file = self.file;
        Explainer {
            id: file.explainer.clone(),
            verified: self.day(&file.verified).unwrap_or_else(any_day),
            record: self.day(&file.record).unwrap_or_else(any_day),
            questions: (file.question.iter()).map(|question| self.question(question)).collect(),
            options: self.choices(),
            assumptions: (file.assumption.iter())
                .filter_map(|assumption| self.assumption(assumption))
                .collect(),
            provisions: (file.provision.iter()).map(|provision| self.provision(provision)).collect(),
            rows: file.row.iter().map(|row| self.row(row)).collect(),
            verdicts: file.verdict.iter().map(|verdict| self.verdict(verdict)).collect(),
            short_answers: (file.short_answer.iter())
                .map(|short_answer| self.short_answer(short_answer))
                .collect(),
            days: (file.day.iter()).filter_map(|day| self.day(&day.on)).collect(),
            regimes: self.regimes.clone(),
            effects: file.effect.iter().map(effect).collect(),
            ratings: self.ratings.clone(),
            penalties: self.penalties(),
            sources: (file.source.iter()).filter_map(|source| self.source(source)).collect(),
            reasons: file.reason.iter().map(|reason| self.reason(reason)).collect(),
            claims: file.claim.iter().map(|claim| self.claim(claim)).collect(),
            advice: file.advice.iter().map(|advice| self.advice(advice)).collect(),
            revisions: (file.revision.iter()).filter_map(|revision| self.revision(revision)).collect(),
        }
    }

    fn question(&mut self, question: &QuestionFile) -> Question {
        let id = question.id.as_ref();
        let options = self.options_of(question);
        let default = question.default.as_ref().and_then(|default| {
            let found = self.option(default.as_ref()).filter(|option| options.contains(*option));
            if found.is_none() {
                let (name, known) = (default.as_ref(), self.names(options));
                self.fault(
                    default,
                    format!("the default “{name}” is no option of “{id}”; its options are: {known}"),
                );
            }
            found
        });
        Question { id: id.clone(), many: question.choose == ChooseFile::Any, default, options }
    }

    fn choices(&mut self) -> Vec<Choice> {
        let file = self.file;
        let lead = file.question.first().map_or(OptionSet::EMPTY, |question| self.options_of(question));
        let options = file.question.iter().flat_map(|question| &question.options);
        options
            .map(|option| {
                let roles = self.roles(option.roles.as_deref().unwrap_or_default(), lead);
                Choice { id: option.id.as_ref().clone(), roles, retired: option.retired }
            })
            .collect()
    }

    fn roles(&mut self, names: &[Name], lead: OptionSet) -> OptionSet {
        let mut roles = OptionSet::EMPTY;
        for role in names {
            match self.option(role.as_ref()).filter(|role| lead.contains(*role)) {
                Some(role) => roles = roles.with(role),
                None => {
                    let (name, known) = (role.as_ref(), self.names(lead));
                    self.fault(role, format!("there is no role “{name}”; the roles are: {known}"));
                }
            }
        }
        roles
    }

    fn lead(&self) -> OptionSet {
        self.file.question.first().map_or(OptionSet::EMPTY, |question| self.options_of(question))
    }

    fn assumption(&mut self, assumption: &AssumptionFile) -> Option<Assumption> {
        let lead = self.lead();
        let asked =
            (self.file.question.iter()).position(|asked| asked.id.as_ref() == assumption.question.as_ref());
        let answered: Vec<QuestionId> =
            assumption.answered.iter().filter_map(|name| self.question_id(name)).collect();
        let mut options = OptionSet::EMPTY;
        for name in &assumption.options {
            if let Some(asked) = asked {
                options = options.union(self.option_of(&self.file.question[asked], name));
            }
        }
        Some(Assumption {
            roles: self.roles(&assumption.role, lead),
            question: self.question_id(&assumption.question)?,
            options,
            answered,
        })
    }

    fn question_id(&mut self, name: &Name) -> Option<QuestionId> {
        let found = self.file.question.iter().position(|asked| asked.id.as_ref() == name.as_ref());
        if found.is_none() {
            self.unknown_question(name);
        }
        found.map(QuestionId::at)
    }

    fn unknown_question(&mut self, question: &Name) {
        let known: Vec<&str> =
            (self.file.question.iter()).map(|question| question.id.as_ref().as_str()).collect();
        let (name, known) = (question.as_ref(), known.join(", "));
        self.fault(question, format!("there is no question “{name}”; the questions are: {known}"));
    }

    fn effect_id(&mut self, name: &Name) -> EffectId {
        let found = self.file.effect.iter().position(|effect| effect.id.as_ref() == name.as_ref());
        if found.is_none() {
            self.unknown("effect", name);
        }
        EffectId::at(found.unwrap_or_default())
    }

    /// The penalties that provisions name, dated where a [[penalty]] says so.
    fn penalties(&mut self) -> Vec<Penalty> {
        let (file, ids) = (self.file, self.penalties.clone());
        for penalty in &file.penalty {
            let id = penalty.id.as_ref();
            if !ids.contains(id) {
                self.fault(
                    &penalty.id,
                    format!("no provision has the penalty “{id}”; name it there, or take it out"),
                );
            }
            if penalty.from.is_empty() {
                self.fault(&penalty.id, format!("the penalty “{id}” never begins; give it a day in “from”"));
            }
        }
        let named = |id: &String| {
            let names = file.provision.iter().filter_map(|provision| provision.penalty.as_ref());
            names.into_iter().find(|name| name.as_ref() == id)
        };
        ids.iter()
            .map(|id| {
                let dated = file.penalty.iter().find(|penalty| penalty.id.as_ref() == id);
                let texts = match (dated, named(id)) {
                    (Some(dated), _) => (dated.from.iter())
                        .filter_map(|from| {
                            let day = self.day(from)?;
                            let text = self.text_at(from, &format!("penalty.{id}.{}", day.to_iso()))?;
                            Some(DatedText { from: Some(day), text })
                        })
                        .collect(),
                    (None, Some(name)) => {
                        let text = self.key("penalty", name);
                        text.map(|text| DatedText { from: None, text }).into_iter().collect()
                    }
                    (None, None) => Vec::new(),
                };
                Penalty { id: id.clone(), texts }
            })
            .collect()
    }

    fn row(&mut self, row: &RowFile) -> Row {
        let lead = self.lead();
        let option = row.option.as_ref().and_then(|name| {
            let found = self.option(name.as_ref());
            if found.is_none() {
                self.unknown("option", name);
            }
            found
        });
        let advice = row.advice.as_ref().and_then(|name| {
            let found = self.file.advice.iter().position(|advice| advice.id.as_ref() == name.as_ref());
            if found.is_none() {
                self.unknown("advice", name);
            }
            found.map(AdviceId::at)
        });
        Row {
            id: row.id.as_ref().clone(),
            roles: self.roles(&row.roles, lead),
            option,
            provisions: self.provisions(&row.provisions),
            advice,
        }
    }

    fn verdict(&mut self, verdict: &VerdictFile) -> Verdict {
        Verdict {
            id: verdict.id.as_ref().clone(),
            options: self.named_options(&verdict.options),
            when: self.alternatives(&verdict.when),
            versions: (verdict.version.iter()).filter_map(|version| self.verdict_version(version)).collect(),
        }
    }

    fn verdict_version(&mut self, version: &VerdictVersionFile) -> Option<VerdictVersion> {
        let from = self.day(&version.from);
        let mut asserts = Vec::new();
        for (name, statuses) in &version.asserts {
            let found = self.file.row.iter().position(|row| row.id.as_ref() == name.as_ref());
            if found.is_none() {
                self.unknown("row", name);
            }
            for status in statuses.all() {
                self.known_status(name, status);
            }
            let row = RowId::at(found.unwrap_or_default());
            asserts.push(Assertion { row, statuses: statuses.all().to_vec() });
        }
        Some(VerdictVersion { from: from?, asserts })
    }

    /// A status that a row can have: one of an effect, or one that comes from none.
    fn known_status(&mut self, at: &Name, status: &str) {
        let bare = status.strip_suffix("-for-you").or_else(|| status.strip_suffix("-for-others"));
        let of_effect = |status: &str| self.file.effect.iter().any(|effect| effect.status.as_ref() == status);
        if RowStatus::OWN_IDS.contains(&status) || of_effect(status) || bare.is_some_and(of_effect) {
            return;
        }
        let mut known: Vec<&str> = Vec::new();
        for effect in &self.file.effect {
            if !known.contains(&effect.status.as_ref().as_str()) {
                known.push(effect.status.as_ref());
            }
        }
        known.extend(RowStatus::OWN_IDS);
        let known = known.join(", ");
        self.fault(at, format!("no row can have the status “{status}”; the statuses are: {known}"));
    }

    fn provision(&mut self, provision: &ProvisionFile) -> Provision {
        if provision.version.is_empty() {
            let id = provision.id.as_ref();
            self.fault(&provision.id, format!("{id} has no version; say from when it holds"));
        }
        Provision {
            id: provision.id.as_ref().clone(),
            regime: RegimeId::at(place(&self.regimes, &provision.regime)),
            authority: provision.authority.clone(),
            effect: self.effect_id(&provision.effect),
            prominence: match provision.prominence {
                ProminenceFile::Main => Prominence::Main,
                ProminenceFile::Background => Prominence::Background,
            },
            binds: self.alternatives(&provision.binds),
            affects: self.alternatives(&provision.affects),
            unsettled: self.reasoned("unsettled", "what is missing", provision, &provision.unsettled),
            except: self.reasoned("except", "which exception it is", provision, &provision.except),
            versions: (provision.version.iter()).filter_map(|version| self.version(version)).collect(),
            read: reading(provision.read),
            extent: extent(provision.extent),
            sources: self.evidences(&provision.sources),
            penalty: (provision.penalty.as_ref())
                .map(|id| PenaltyId::at(place(&self.penalties, id.as_ref()))),
            unknown: self.keys("unknown", &provision.unknown),
            deadlines: self.keys("deadline", &provision.deadlines),
            replaced: (provision.replaced.as_ref()).and_then(|key| self.key("replaced", key)),
            last_seen: provision.last_seen.as_ref().and_then(|day| self.day(day)),
        }
    }

    fn version(&mut self, version: &VersionFile) -> Option<Version> {
        let suspended = version.suspended.as_ref().and_then(|suspension| {
            Some(Suspension { from: self.day(&suspension.from)?, until: self.day(&suspension.until)? })
        });
        Some(Version {
            from: self.day(&version.from)?,
            until: version.until.as_ref().and_then(|day| self.day(day)),
            suspended,
            due: version.due.iter().filter_map(|day| self.day(day)).collect(),
            unsettled: (version.unsettled.as_ref()).and_then(|key| self.key("because", key)),
        })
    }

    fn alternatives(&mut self, alternatives: &[Spanned<AlternativeFile>]) -> Vec<Alternative> {
        alternatives.iter().map(|alternative| self.alternative(alternative.as_ref())).collect()
    }

    fn alternative(&mut self, alternative: &AlternativeFile) -> Alternative {
        let mut options = OptionSet::EMPTY;
        for (question, names) in &alternative.questions {
            let asked = (self.file.question.iter()).find(|asked| asked.id.as_ref() == question.as_ref());
            match asked {
                Some(asked) => {
                    for name in names {
                        options = options.union(self.option_of(asked, name));
                    }
                }
                None => self.unknown_question(question),
            }
        }
        Alternative { options }
    }

    /// Alternatives that each say why.
    fn reasoned(
        &mut self,
        key: &str,
        missing: &str,
        provision: &ProvisionFile,
        alternatives: &[Spanned<AlternativeFile>],
    ) -> Vec<ReasonedAlternative> {
        let mut reasoned = Vec::new();
        for alternative in alternatives {
            let Alternative { options } = self.alternative(alternative.as_ref());
            let Some(because) = &alternative.as_ref().because else {
                let id = provision.id.as_ref();
                self.fault(
                    alternative,
                    format!("an alternative of “{key}” of {id} has no “because”; say {missing}"),
                );
                continue;
            };
            if let Some(because) = self.key("because", because) {
                reasoned.push(ReasonedAlternative { options, because });
            }
        }
        reasoned
    }

    /// The option of this question with this id; one of another question is a fault.
    fn option_of(&mut self, question: &QuestionFile, name: &Name) -> OptionSet {
        let (id, asked, offered) = (name.as_ref(), question.id.as_ref(), self.options_of(question));
        let found = self.option(id);
        if let Some(option) = found.filter(|option| offered.contains(*option)) {
            return OptionSet::of(option);
        }
        let home = found.and_then(|option| {
            let questions = &self.file.question;
            questions.iter().find(|question| self.options_of(question).contains(option))
        });
        let sentence = match home {
            Some(home) => {
                format!("“{id}” is an option of “{}”, not of “{asked}”; move it there", home.id.as_ref())
            }
            None => {
                format!("there is no option “{id}” of “{asked}”; its options are: {}", self.names(offered))
            }
        };
        self.fault(name, sentence);
        OptionSet::EMPTY
    }

    fn named_options(&mut self, names: &[Name]) -> OptionSet {
        let mut options = OptionSet::EMPTY;
        for name in names {
            match self.option(name.as_ref()) {
                Some(option) => options = options.with(option),
                None => self.unknown("option", name),
            }
        }
        options
    }

    fn short_answer(&mut self, short_answer: &ShortAnswerFile) -> ShortAnswer {
        ShortAnswer {
            id: short_answer.id.as_ref().clone(),
            options: self.named_options(&short_answer.options),
            when: self.alternatives(&short_answer.when),
            from: (short_answer.from.iter()).filter_map(|day| self.day(day)).collect(),
        }
    }

    fn source(&mut self, source: &SourceFile) -> Option<Source> {
        Some(Source {
            id: source.id.as_ref().clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            place: source.place.clone(),
            address: source.address.clone(),
            read: reading(source.read),
            extent: extent(source.extent),
            checked: self.day(&source.checked)?,
        })
    }

    fn reason(&mut self, reason: &ReasonFile) -> Reason {
        Reason {
            by: match reason.by {
                SpeakerFile::Government => Speaker::Government,
                SpeakerFile::Company => Speaker::Company,
            },
            evidence: self.evidence(&reason.source, Some(&reason.quote)),
        }
    }

    fn claim(&mut self, claim: &ClaimFile) -> Claim {
        Claim {
            id: claim.id.as_ref().clone(),
            said: claim.said.as_ref().map(|said| said.as_ref().clone()),
            rating: RatingId::at(place(&self.ratings, &claim.rating)),
            provisions: self.provisions(&claim.provisions),
            sources: self.evidences(&claim.sources),
        }
    }

    fn advice(&mut self, advice: &AdviceFile) -> Advice {
        Advice {
            when: self.alternatives(&advice.when),
            from: advice.from.as_ref().and_then(|day| self.day(day)),
            official: advice.by == AdviserFile::Official,
            evidence: (advice.source.as_ref()).map(|source| self.evidence(source, advice.quote.as_ref())),
        }
    }

    fn revision(&mut self, revision: &RevisionFile) -> Option<Revision> {
        Some(Revision { on: self.day(&revision.on)?, provisions: self.provisions(&revision.provisions) })
    }

    fn evidences(&mut self, evidences: &[EvidenceFile]) -> Vec<Evidence> {
        evidences.iter().map(|evidence| self.evidence(&evidence.id, evidence.quote.as_ref())).collect()
    }

    fn evidence(&mut self, id: &Name, quote: Option<&Name>) -> Evidence {
        let found = (self.file.source.iter()).position(|source| source.id.as_ref() == id.as_ref());
        if found.is_none() {
            self.unknown("source", id);
        }
        Evidence {
            source: SourceId::at(found.unwrap_or_default()),
            quote: quote.map(|quote| quote.as_ref().clone()),
        }
    }

    fn provisions(&mut self, ids: &[Name]) -> Vec<ProvisionId> {
        ids.iter()
            .filter_map(|id| {
                let found =
                    (self.file.provision.iter()).position(|provision| provision.id.as_ref() == id.as_ref());
                if found.is_none() {
                    self.unknown("provision", id);
                }
                found.map(ProvisionId::at)
            })
            .collect()
    }

    fn keys(&mut self, table: &str, keys: &[Name]) -> Vec<TextId> {
        keys.iter().filter_map(|key| self.key(table, key)).collect()
    }

    /// A text by the key that the law names it with.
    fn key(&mut self, table: &str, key: &Name) -> Option<TextId> {
        self.text_at(key, &format!("{table}.{}", key.as_ref()))
    }

    fn text_at<T>(&mut self, at: &Spanned<T>, key: &str) -> Option<TextId> {
        let found = self.texts.iter().position(|known| known == key);
        if found.is_none() {
            let file = &self.words.text.name;
            self.fault(at, format!("{file} has no “{key}”; write its sentence there"));
        }
        self.named.insert(key.to_owned());
        found.map(TextId::at)
    }

    fn day(&mut self, date: &Date) -> Option<Day> {
        let found = day(date);
        if found.is_none() {
            let text = date.as_ref();
            self.fault(date, format!("“{text}” is no day; write one like 2024-09-29"));
        }
        found
    }

    fn option(&self, id: &str) -> Option<OptionId> {
        self.options.iter().position(|option| *option == id).map(OptionId::at)
    }

    fn options_of(&self, question: &QuestionFile) -> OptionSet {
        question.options.iter().filter_map(|option| self.option(option.id.as_ref())).collect()
    }

    fn names(&self, options: OptionSet) -> String {
        let names: Vec<&str> =
            options.iter().filter_map(|option| self.options.get(option.index()).copied()).collect();
        names.join(", ")
    }

    fn unknown(&mut self, kind: &str, id: &Name) {
        let name = id.as_ref();
        self.fault(id, format!("there is no {kind} “{name}”; add it, or name one that exists"));
    }

    fn fault<T>(&mut self, at: &Spanned<T>, text: String) {
        self.faults.push(self.file.text.fault(at.span().start, text));
    }
}

/// Stands where a day is faulty; a law with a fault is never used.
fn any_day() -> Day {
    Day::new(2000, 1, 1).expect("the year 2000 began")
}

/// The names in order of first use.
fn once<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        if !seen.contains(name) {
            seen.push(name.clone());
        }
    }
    seen
}

fn place(names: &[String], name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or_default()
}

fn effect(effect: &EffectFile) -> Effect {
    Effect {
        id: effect.id.as_ref().clone(),
        status: effect.status.as_ref().clone(),
        relieves: effect.relieves,
    }
}

fn reading(read: ReadFile) -> Reading {
    match read {
        ReadFile::Official => Reading::Official,
        ReadFile::Copy => Reading::Copy,
        ReadFile::Report => Reading::Report,
    }
}

fn extent(extent: ExtentFile) -> Extent {
    match extent {
        ExtentFile::Whole => Extent::Whole,
        ExtentFile::Part => Extent::Part,
    }
}
