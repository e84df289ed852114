//! The rules: ids become numbers, and the wording's keys places in its lists.

use std::collections::BTreeSet;

use rules::{
    Advice, Alternative, Choice, Claim, Day, Evidence, Explainer, Extent, OptionSet, Prominence, Provision,
    Question, Reading, Reason, Revision, ShortAnswer, Source, Speaker, Suspension, Version,
};
use toml::Spanned;

use super::{
    file::{
        AdviceFile, AdviserFile, AlternativeFile, ChooseFile, ClaimFile, Date, EvidenceFile, ExtentFile,
        LawFile, Name, ProminenceFile, ProvisionFile, QuestionFile, ReadFile, ReasonFile, RevisionFile,
        ShortAnswerFile, SourceFile, SpeakerFile, VersionFile,
    },
    words::WordsFile,
};
use crate::fault::Fault;

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
        regimes: once(file.provision.iter().map(|provision| &provision.regime)),
        effects: once(file.provision.iter().map(|provision| &provision.effect)),
        verdicts: once(file.claim.iter().map(|claim| &claim.verdict)),
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
    regimes: Vec<String>,
    effects: Vec<String>,
    verdicts: Vec<String>,
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
            provisions: (file.provision.iter()).map(|provision| self.provision(provision)).collect(),
            short_answers: (file.short_answer.iter())
                .map(|short_answer| self.short_answer(short_answer))
                .collect(),
            days: (file.day.iter()).filter_map(|day| self.day(&day.on)).collect(),
            regimes: self.regimes.clone(),
            effects: self.effects.clone(),
            verdicts: self.verdicts.clone(),
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
                let mut roles = OptionSet::EMPTY;
                for role in option.roles.iter().flatten() {
                    match self.option(role.as_ref()).filter(|role| lead.contains(*role)) {
                        Some(role) => roles = roles.with(role),
                        None => {
                            let (name, known) = (role.as_ref(), self.names(lead));
                            self.fault(role, format!("there is no role “{name}”; the roles are: {known}"));
                        }
                    }
                }
                Choice { id: option.id.as_ref().clone(), roles }
            })
            .collect()
    }

    fn provision(&mut self, provision: &ProvisionFile) -> Provision {
        Provision {
            id: provision.id.as_ref().clone(),
            regime: place(&self.regimes, &provision.regime),
            authority: provision.authority.clone(),
            effect: place(&self.effects, &provision.effect),
            prominence: match provision.prominence {
                ProminenceFile::Main => Prominence::Main,
                ProminenceFile::Background => Prominence::Background,
            },
            binds: self.alternatives(&provision.binds),
            affects: self.alternatives(&provision.affects),
            unsettled: self.alternatives(&provision.unsettled),
            except: self.alternatives(&provision.except),
            versions: (provision.version.iter()).filter_map(|version| self.version(version)).collect(),
            read: reading(provision.read),
            extent: extent(provision.extent),
            sources: self.evidences(&provision.sources),
            penalty: provision.penalty.as_ref().and_then(|key| self.key("penalty", key)),
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
            due: version.due.as_ref().and_then(|day| self.day(day)),
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
                None => {
                    let known: Vec<&str> =
                        (self.file.question.iter()).map(|question| question.id.as_ref().as_str()).collect();
                    let (name, known) = (question.as_ref(), known.join(", "));
                    self.fault(
                        question,
                        format!("there is no question “{name}”; the questions are: {known}"),
                    );
                }
            }
        }
        let because = alternative.because.as_ref().and_then(|key| self.key("because", key));
        Alternative { options, because }
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

    fn short_answer(&mut self, short_answer: &ShortAnswerFile) -> ShortAnswer {
        let mut options = OptionSet::EMPTY;
        for name in &short_answer.options {
            match self.option(name.as_ref()) {
                Some(option) => options = options.with(option),
                None => self.unknown("option", name),
            }
        }
        ShortAnswer {
            id: short_answer.id.as_ref().clone(),
            options,
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
            verdict: place(&self.verdicts, &claim.verdict),
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
            source: number(found).unwrap_or_default(),
            quote: quote.map(|quote| quote.as_ref().clone()),
        }
    }

    fn provisions(&mut self, ids: &[Name]) -> Vec<u16> {
        ids.iter()
            .filter_map(|id| {
                let found =
                    (self.file.provision.iter()).position(|provision| provision.id.as_ref() == id.as_ref());
                if found.is_none() {
                    self.unknown("provision", id);
                }
                number(found)
            })
            .collect()
    }

    fn keys(&mut self, table: &str, keys: &[Name]) -> Vec<u16> {
        keys.iter().filter_map(|key| self.key(table, key)).collect()
    }

    /// The place of a text among the keys of its table, in their order.
    fn key(&mut self, table: &str, key: &Name) -> Option<u16> {
        let id = key.as_ref();
        let found = self.words.keys(table).iter().position(|known| known == id);
        if found.is_none() {
            let file = &self.words.text.name;
            self.fault(key, format!("{file} has no “{table}.{id}”; write its sentence there"));
        }
        self.named.insert(format!("{table}.{id}"));
        number(found)
    }

    fn day(&mut self, date: &Date) -> Option<Day> {
        let found = day(date);
        if found.is_none() {
            let text = date.as_ref();
            self.fault(date, format!("“{text}” is no day; write one like 2024-09-29"));
        }
        found
    }

    fn option(&self, id: &str) -> Option<u8> {
        let place = self.options.iter().position(|option| *option == id)?;
        u8::try_from(place).ok()
    }

    fn options_of(&self, question: &QuestionFile) -> OptionSet {
        question
            .options
            .iter()
            .filter_map(|option| self.option(option.id.as_ref()))
            .fold(OptionSet::EMPTY, OptionSet::with)
    }

    fn names(&self, options: OptionSet) -> String {
        let names: Vec<&str> =
            options.iter().filter_map(|option| self.options.get(usize::from(option)).copied()).collect();
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

fn place(names: &[String], name: &str) -> u16 {
    number(names.iter().position(|known| known == name)).unwrap_or_default()
}

fn number(place: Option<usize>) -> Option<u16> {
    u16::try_from(place?).ok()
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
