//! From the files an editor changes to the [`Law`] that the engine reads.

use std::{collections::BTreeMap, fs, path::Path};

use rules::{
    Advice, Alternative, Choice, Claim, Day, Evidence, Explainer, Extent, Law, OptionSet, Prominence,
    Provision, Question, Reading, Reason, Revision, ShortAnswer, Source, Speaker, Suspension, Version,
};
use toml::Spanned;

use crate::fault::Fault;

pub(crate) mod file;
mod words;

use file::{AdviceFile, AlternativeFile, EvidenceFile, LawFile, ProvisionFile, WordingFile};

/// The languages of a law folder: the names of its wording files, `en` first.
#[must_use]
pub fn languages(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut languages: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| name != "law")
        .collect();
    languages.sort_by_key(|language| (language != "en", language.clone()));
    languages
}

/// Reads `law.toml` and the wording of one language.
///
/// # Errors
///
/// Every fault that keeps the law from being read, each with file and line:
/// a file that is no TOML or has another shape, an id that nothing has, a wording that is missing.
pub fn load(folder: &Path, language: &str) -> Result<Law, Vec<Fault>> {
    let law = Text::read(folder, "law.toml").map_err(|fault| vec![fault])?;
    let words = Text::read(folder, &format!("{language}.toml")).map_err(|fault| vec![fault])?;
    let law_file: LawFile = law.parse().map_err(|fault| vec![fault])?;
    let words_file: WordingFile = words.parse().map_err(|fault| vec![fault])?;
    let mut loader = Loader {
        law: &law,
        words: &words,
        file: &law_file,
        wording: &words_file,
        faults: Vec::new(),
    };
    let explainer = loader.explainer();
    let mut faults = loader.faults;
    let wording = words::wording(&words, &law_file, &words_file, &explainer, &mut faults);
    if faults.is_empty() {
        Ok(Law { explainer, wording })
    } else {
        faults.sort();
        Err(faults)
    }
}

/// A file with its name, so that a place in it can be told.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Text {
    pub(crate) fn read(folder: &Path, name: &str) -> Result<Self, Fault> {
        match fs::read_to_string(folder.join(name)) {
            Ok(text) => Ok(Self {
                name: name.to_owned(),
                text,
            }),
            Err(error) => Err(Fault {
                file: name.to_owned(),
                line: 1,
                text: format!(
                    "the file cannot be read ({error}); put it into {}",
                    folder.display()
                ),
            }),
        }
    }

    pub(crate) fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Fault> {
        toml::from_str(&self.text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            self.fault(start, one_line(error.message()))
        })
    }

    pub(crate) fn fault(&self, offset: usize, text: String) -> Fault {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        Fault {
            file: self.name.clone(),
            line: before.matches('\n').count() + 1,
            text,
        }
    }

    /// Where a key of the wording stands: the header of its table, or its own line inside it.
    pub(crate) fn find(&self, header: &str, key: Option<&str>) -> usize {
        let header = self.text.find(header).unwrap_or(0);
        let inside = key
            .and_then(|key| self.text.get(header..)?.find(key))
            .unwrap_or(0);
        header + inside
    }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Loader<'a> {
    law: &'a Text,
    words: &'a Text,
    file: &'a LawFile,
    wording: &'a WordingFile,
    faults: Vec<Fault>,
}

impl Loader<'_> {
    fn explainer(&mut self) -> Explainer {
        let file = self.file;
        let mut options: Vec<&str> = Vec::new();
        let mut questions: Vec<Question> = Vec::new();
        for question in &file.question {
            let mut set = OptionSet::EMPTY;
            for option in &question.options {
                if options.contains(&option.id.as_ref().as_str()) {
                    let id = option.id.as_ref();
                    self.law_fault(
                        &option.id,
                        format!("the option “{id}” exists already; give this one an id of its own"),
                    );
                }
                set = set.with(u8::try_from(options.len()).unwrap_or(u8::MAX));
                options.push(option.id.as_ref());
            }
            questions.push(Question {
                id: question.id.as_ref().clone(),
                many: question.choose.as_ref() == "any",
                default: None,
                options: set,
            });
        }
        if options.len() > 64 {
            self.faults.push(
                self.law
                    .fault(0, format!("there are {} options; 64 are the most", options.len())),
            );
        }
        let number = |id: &str| {
            options
                .iter()
                .position(|option| *option == id)
                .and_then(|index| u8::try_from(index).ok())
        };
        for (question, into) in file.question.iter().zip(&mut questions) {
            if let Some(default) = &question.default {
                into.default = number(default.as_ref()).filter(|option| into.options.contains(*option));
                if into.default.is_none() {
                    let (id, question) = (default.as_ref(), question.id.as_ref());
                    self.law_fault(
                        default,
                        format!("the default “{id}” is no option of “{question}”; name one of its options"),
                    );
                }
            }
            if !matches!(question.choose.as_ref().as_str(), "one" | "any") {
                let choose = question.choose.as_ref();
                self.law_fault(
                    &question.choose,
                    format!("choose is “{choose}”; write \"one\" or \"any\""),
                );
            }
        }
        let lead = questions
            .first()
            .map_or(OptionSet::EMPTY, |question| question.options);
        let mut choices: Vec<Choice> = Vec::new();
        for option in file.question.iter().flat_map(|question| &question.options) {
            let mut roles = OptionSet::EMPTY;
            for role in option.roles.iter().flatten() {
                match number(role.as_ref()).filter(|role| lead.contains(*role)) {
                    Some(role) => roles = roles.with(role),
                    None => self.unknown("role", role),
                }
            }
            choices.push(Choice {
                id: option.id.as_ref().clone(),
                roles,
            });
        }

        let regimes = self.named_once(|provision| &provision.regime);
        let effects = self.named_once(|provision| &provision.effect);
        let verdicts = file
            .claim
            .iter()
            .fold(Vec::new(), |mut verdicts: Vec<String>, claim| {
                if !verdicts.contains(claim.verdict.as_ref()) {
                    verdicts.push(claim.verdict.as_ref().clone());
                }
                verdicts
            });
        let mut ids = Ids {
            questions: &questions,
            options: &options,
        };
        let provisions = file
            .provision
            .iter()
            .map(|provision| self.provision(&mut ids, provision, &regimes, &effects))
            .collect();
        let short_answers = file
            .short_answer
            .iter()
            .map(|short| ShortAnswer {
                id: short.id.as_ref().clone(),
                options: self.options(&ids, &short.options),
                when: self.alternatives(&ids, &short.when),
                from: short.from.iter().filter_map(|day| self.day(day)).collect(),
            })
            .collect();
        let advice = file
            .advice
            .iter()
            .map(|advice| self.advice(&ids, advice))
            .collect();
        let reasons = file
            .reason
            .iter()
            .map(|reason| Reason {
                by: if reason.by.as_ref() == "company" {
                    Speaker::Company
                } else {
                    Speaker::Government
                },
                evidence: self.evidence(&reason.source, reason.quote.as_ref()),
            })
            .collect();
        let claims = file
            .claim
            .iter()
            .map(|claim| Claim {
                id: claim.id.as_ref().clone(),
                said: claim.said.clone(),
                verdict: place(&verdicts, claim.verdict.as_ref()),
                provisions: self.provision_numbers(&claim.provisions),
                sources: claim
                    .sources
                    .iter()
                    .map(|evidence| self.source(evidence))
                    .collect(),
            })
            .collect();
        let revisions = file
            .revision
            .iter()
            .filter_map(|revision| {
                Some(Revision {
                    on: self.day(&revision.on)?,
                    provisions: self.provision_numbers(&revision.provisions),
                })
            })
            .collect();
        Explainer {
            id: file.explainer.clone(),
            verified: self.day(&file.verified).unwrap_or_else(fallback),
            record: self.day(&file.record).unwrap_or_else(fallback),
            options: choices,
            provisions,
            short_answers,
            days: file.day.iter().filter_map(|day| self.day(&day.on)).collect(),
            regimes,
            effects,
            verdicts,
            sources: file
                .source
                .iter()
                .filter_map(|source| self.source_entry(source))
                .collect(),
            reasons,
            claims,
            advice,
            revisions,
            questions,
        }
    }

    fn provision(
        &mut self,
        ids: &mut Ids,
        provision: &ProvisionFile,
        regimes: &[String],
        effects: &[String],
    ) -> Provision {
        let because = keys(&self.wording.because);
        let versions = provision
            .version
            .iter()
            .filter_map(|version| {
                let suspended = version.suspended.as_ref().and_then(|suspension| {
                    Some(Suspension {
                        from: self.day(&suspension.from)?,
                        until: self.day(&suspension.until)?,
                    })
                });
                Some(Version {
                    from: self.day(&version.from)?,
                    until: version.until.as_ref().and_then(|day| self.day(day)),
                    suspended,
                    due: version.due.as_ref().and_then(|day| self.day(day)),
                    unsettled: version
                        .unsettled
                        .as_ref()
                        .and_then(|key| self.key("because", &because, key)),
                })
            })
            .collect();
        let penalties = keys(&self.wording.penalty);
        let unknown = keys(&self.wording.unknown);
        let replaced = keys(&self.wording.replaced);
        let deadlines = keys(&self.wording.deadline);
        Provision {
            id: provision.id.as_ref().clone(),
            regime: place(regimes, &provision.regime),
            authority: provision.authority.clone(),
            effect: place(effects, &provision.effect),
            prominence: if provision.prominence.as_deref() == Some("background") {
                Prominence::Background
            } else {
                Prominence::Main
            },
            binds: self.alternatives(ids, &provision.binds),
            affects: self.alternatives(ids, &provision.affects),
            unsettled: self.alternatives(ids, &provision.unsettled),
            except: self.alternatives(ids, &provision.except),
            versions,
            read: reading(provision.read),
            extent: extent(provision.extent),
            sources: provision
                .sources
                .iter()
                .map(|evidence| self.source(evidence))
                .collect(),
            penalty: provision
                .penalty
                .as_ref()
                .and_then(|key| self.key("penalty", &penalties, key)),
            unknown: provision
                .unknown
                .iter()
                .filter_map(|key| self.key("unknown", &unknown, key))
                .collect(),
            deadlines: provision
                .deadlines
                .iter()
                .filter_map(|key| self.key("deadline", &deadlines, key))
                .collect(),
            replaced: provision
                .replaced
                .as_ref()
                .and_then(|key| self.key("replaced", &replaced, key)),
            last_seen: provision.last_seen.as_ref().and_then(|day| self.day(day)),
        }
    }

    fn named_once(&self, name: impl Fn(&ProvisionFile) -> &String) -> Vec<String> {
        self.file
            .provision
            .iter()
            .fold(Vec::new(), |mut names, provision| {
                if !names.contains(name(provision)) {
                    names.push(name(provision).clone());
                }
                names
            })
    }

    fn alternatives(&mut self, ids: &Ids, alternatives: &[AlternativeFile]) -> Vec<Alternative> {
        let because = keys(&self.wording.because);
        alternatives
            .iter()
            .map(|alternative| {
                let mut options = OptionSet::EMPTY;
                for (question, names) in &alternative.questions {
                    let Some(asked) = ids.questions.iter().find(|asked| asked.id == *question) else {
                        let place = names.first().map_or(0, |name| name.span().start);
                        self.faults.push(self.law.fault(
                            place,
                            format!(
                                "there is no question “{question}”; the questions are: {}",
                                ids.question_names()
                            ),
                        ));
                        continue;
                    };
                    for name in names {
                        match ids
                            .option(name.as_ref())
                            .filter(|option| asked.options.contains(*option))
                        {
                            Some(option) => options = options.with(option),
                            None => {
                                let id = name.as_ref();
                                self.law_fault(
                                    name,
                                    format!(
                                        "“{id}” is no option of “{question}”; its options are: {}",
                                        ids.names(asked.options)
                                    ),
                                );
                            }
                        }
                    }
                }
                let because = alternative
                    .because
                    .as_ref()
                    .and_then(|key| self.key("because", &because, key));
                Alternative { options, because }
            })
            .collect()
    }

    fn options(&mut self, ids: &Ids, names: &[Spanned<String>]) -> OptionSet {
        names
            .iter()
            .fold(OptionSet::EMPTY, |set, name| match ids.option(name.as_ref()) {
                Some(option) => set.with(option),
                None => {
                    self.unknown("option", name);
                    set
                }
            })
    }

    fn advice(&mut self, ids: &Ids, advice: &AdviceFile) -> Advice {
        let evidence = advice
            .source
            .as_ref()
            .map(|source| self.evidence(source, advice.quote.as_ref()));
        Advice {
            when: self.alternatives(ids, &advice.when),
            official: advice.by.as_ref() == "official",
            evidence,
        }
    }

    fn source(&mut self, evidence: &EvidenceFile) -> Evidence {
        self.evidence(&evidence.id, evidence.quote.as_ref())
    }

    fn evidence(&mut self, id: &Spanned<String>, quote: Option<&Spanned<String>>) -> Evidence {
        let found = self
            .file
            .source
            .iter()
            .position(|source| source.id.as_ref() == id.as_ref());
        if found.is_none() {
            self.unknown("source", id);
        }
        let source = found.and_then(|index| u16::try_from(index).ok()).unwrap_or(0);
        Evidence {
            source,
            quote: quote.map(|quote| quote.as_ref().clone()),
        }
    }

    fn source_entry(&mut self, source: &file::SourceFile) -> Option<Source> {
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

    fn provision_numbers(&mut self, ids: &[Spanned<String>]) -> Vec<u16> {
        ids.iter()
            .filter_map(|id| {
                let found = self
                    .file
                    .provision
                    .iter()
                    .position(|provision| provision.id.as_ref() == id.as_ref());
                if found.is_none() {
                    self.unknown("provision", id);
                }
                found.and_then(|index| u16::try_from(index).ok())
            })
            .collect()
    }

    fn day(&mut self, day: &Spanned<toml::value::Datetime>) -> Option<Day> {
        let text = day.as_ref().to_string();
        let found = Day::from_iso(&text);
        if found.is_none() {
            self.law_fault(day, format!("“{text}” is no day; write one like 2024-09-29"));
        }
        found
    }

    fn key(&mut self, table: &str, keys: &[String], key: &Spanned<String>) -> Option<u16> {
        let found = keys.iter().position(|known| known == key.as_ref());
        if found.is_none() {
            let (key_text, file) = (key.as_ref(), self.words.name.clone());
            self.law_fault(
                key,
                format!("[{table}] in {file} has no “{key_text}”; write its sentence there"),
            );
        }
        found.and_then(|index| u16::try_from(index).ok())
    }

    fn unknown(&mut self, kind: &str, id: &Spanned<String>) {
        let name = id.as_ref();
        self.law_fault(
            id,
            format!("there is no {kind} “{name}”; add it, or name one that exists"),
        );
    }

    fn law_fault<T>(&mut self, at: &Spanned<T>, text: String) {
        self.faults.push(self.law.fault(at.span().start, text));
    }
}

fn keys(table: &BTreeMap<String, String>) -> Vec<String> {
    table.keys().cloned().collect()
}

/// Stands where a day is faulty; a law with a fault is never used.
fn fallback() -> Day {
    Day::new(2000, 1, 1).expect("the year 2000 began")
}

/// The ids of questions and options.
struct Ids<'a> {
    questions: &'a [Question],
    options: &'a [&'a str],
}

impl Ids<'_> {
    fn option(&self, id: &str) -> Option<u8> {
        self.options
            .iter()
            .position(|option| *option == id)
            .and_then(|index| u8::try_from(index).ok())
    }

    fn names(&self, options: OptionSet) -> String {
        options
            .iter()
            .map(|option| self.options[usize::from(option)])
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn question_names(&self) -> String {
        self.questions
            .iter()
            .map(|question| question.id.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

fn place(names: &[String], name: &str) -> u16 {
    names
        .iter()
        .position(|known| known == name)
        .and_then(|index| u16::try_from(index).ok())
        .unwrap_or(0)
}

fn reading(read: file::ReadFile) -> Reading {
    match read {
        file::ReadFile::Official => Reading::Official,
        file::ReadFile::Copy => Reading::Copy,
        file::ReadFile::Report => Reading::Report,
    }
}

fn extent(extent: file::ExtentFile) -> Extent {
    match extent {
        file::ExtentFile::Whole => Extent::Whole,
        file::ExtentFile::Part => Extent::Part,
    }
}
