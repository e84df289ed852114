//! `site explain`: an outcome in the terminal.

use core::fmt;
use std::{fmt::Write, path::Path};

use ban_explainer::{Site, words};
use rules::{Answers, Day, Explainer, Law, Outcome, Question, Standing, Timing, fill, outcome};

use crate::{fault::Fault, json::OutcomeJson, law};

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Options by question: `("doing", "use,buy")`.
    pub options: Vec<(String, String)>,
    /// The day, as it was typed.
    pub on: Option<String>,
    /// The language; `en` when it is not named.
    pub language: Option<String>,
    /// Whether JSON is wanted.
    pub json: bool,
}

/// Why there is no outcome.
#[derive(Debug)]
pub enum Error {
    /// A role, option or day that does not exist, with the valid ones.
    Asked(String),
    /// The law cannot be read.
    Law(Vec<Fault>),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked(sentence) => formatter.write_str(sentence),
            Self::Law(faults) => {
                for fault in faults {
                    writeln!(formatter, "{fault}")?;
                }
                write!(formatter, "The law cannot be read; mend it and try again.")
            }
        }
    }
}

/// The outcome as text for the terminal, or as JSON.
///
/// # Errors
///
/// See [`Error`]. `today` is the day when none is asked for.
pub fn explain(folder: &Path, asked: &Asked, today: Day, site: &Site) -> Result<String, Error> {
    let language = asked.language.as_deref().unwrap_or("en");
    if !folder.join(format!("{language}.toml")).is_file() {
        let known = law::languages(folder).join(", ");
        return Err(Error::Asked(format!("There is no language “{language}”; the languages are: {known}.")));
    }
    let law = law::load(folder, language).map_err(Error::Law)?;
    let answers = answers(&law.explainer, asked, today).map_err(Error::Asked)?;
    let outcome = outcome(&law.explainer, &answers);
    Ok(if asked.json {
        serde_json::to_string_pretty(&OutcomeJson::of(&law, &outcome, site))
            .expect("the outcome has text keys only")
    } else {
        text(&law, &outcome)
    })
}

fn answers(explainer: &Explainer, asked: &Asked, today: Day) -> Result<Answers, String> {
    let on = match &asked.on {
        None => today,
        Some(text) => Day::from_iso(text).ok_or_else(|| {
            format!(
                "There is no day “{text}”; write a real day as YYYY-MM-DD, like {}.",
                explainer.verified.to_iso()
            )
        })?,
    };
    // A flag given twice says both.
    let valued = |question: &Question| {
        let values: Vec<&str> = asked
            .options
            .iter()
            .filter(|(name, _)| *name == question.id)
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(","))
    };
    let lead = &explainer.questions[0];
    let roles = || ids(explainer, lead.options.iter());
    let role = valued(lead).ok_or_else(|| format!("Name a {} with --{}: {}.", lead.id, lead.id, roles()))?;
    let answers = explainer
        .option(&role)
        .and_then(|role| Answers::new(explainer, role, on))
        .ok_or_else(|| format!("There is no {} “{role}”; the valid ones are: {}.", lead.id, roles()))?;

    let mut answers = answers;
    for question in explainer.questions.iter().skip(1) {
        let Some(value) = valued(question) else { continue };
        let offered = explainer.offered(question, answers.role());
        let names: Vec<&str> = value.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        if offered.is_empty() {
            return Err(format!(
                "A reader of the role “{role}” is not asked for --{}; leave it out.",
                question.id
            ));
        }
        if names.is_empty() || (names.len() > 1 && !question.many) {
            let how_many = if question.many { "one or more options" } else { "exactly one option" };
            return Err(format!("--{} takes {how_many}: {}.", question.id, ids(explainer, offered.iter())));
        }
        for name in names {
            let option =
                explainer.option(name).filter(|option| offered.contains(*option)).ok_or_else(|| {
                    format!(
                        "There is no option “{name}” for --{} and the role “{role}”; the valid ones are: {}.",
                        question.id,
                        ids(explainer, offered.iter())
                    )
                })?;
            answers = answers.with(explainer, option);
        }
    }
    Ok(answers)
}

fn ids(explainer: &Explainer, options: impl Iterator<Item = u8>) -> String {
    options.map(|option| explainer.options[usize::from(option)].id.as_str()).collect::<Vec<_>>().join(", ")
}

fn text(law: &Law, outcome: &Outcome) -> String {
    let interface = &law.wording.interface;
    let mut text = String::new();
    let mut line = |line: &str| writeln!(text, "{line}").expect("a String takes any text");
    line(&law.wording.title);
    line(&format!("{}.", words::who(law, &outcome.answers)));
    line("");
    for short in words::short_answers(law, outcome) {
        line(short);
    }
    if let Some(found) = outcome.notice {
        line(&words::notice(law, found));
    }
    line(&words::next_change(interface, outcome));
    let headings = [
        (Standing::Binds, interface.binds_heading()),
        (Standing::Affects, interface.affects_heading()),
        (Standing::Depends, interface.depends_heading()),
        (Standing::Unclear, interface.unclear_heading()),
        (Standing::Exempt, interface.exempt_heading()),
        (Standing::NotYours, interface.status_not_yours()),
    ];
    for (standing, heading) in headings {
        let found: Vec<_> = outcome.provisions.iter().filter(|found| found.standing == standing).collect();
        if found.is_empty() {
            continue;
        }
        line("");
        line(&format!("{} ({})", heading.to_uppercase(), found.len()));
        for found in found {
            let provision = &law.explainer.provisions[found.provision];
            let title = &law.wording.provisions[found.provision].title;
            let timing = if standing == Standing::NotYours && found.timing != Timing::Upcoming {
                String::new()
            } else {
                format!(" [{}]", words::when(interface, provision, found))
            };
            line(&format!("  {:<7} {title}{timing}", provision.id));
            line(&format!("          {}", words::why(law, &outcome.answers, found)));
            if standing != Standing::NotYours {
                line(&format!("          {}", provision.authority));
            }
        }
    }
    line("");
    line(&law.wording.disclaimer);
    let verified = words::day(interface, law.explainer.verified);
    line(&fill(interface.footer(), &[("day", &verified)]));
    text
}
