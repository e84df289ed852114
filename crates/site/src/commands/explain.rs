//! `site explain`: an outcome in the terminal. Its questions are those of the law.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::Path,
};

use ban_explainer::sentences;
use clap::{
    Arg, ArgAction, ArgMatches, Command, FromArgMatches,
    builder::{PossibleValue, TypedValueParser},
    error::ErrorKind,
};
use rules::{
    Answers, Day, Explainer, Law, OptionId, Outcome, Question, QuestionId, Standing, Timing, fill, outcome,
};
use site::{json::OutcomeJson, law, settings::Settings};

use super::{Failure, today};

#[derive(clap::Args)]
struct Fixed {
    /// The day; today when it is left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    on: Option<Day>,
    /// The language.
    #[arg(long, value_name = "LANGUAGE", default_value = law::ORIGINAL)]
    lang: String,
    /// Print the whole outcome as JSON.
    #[arg(long)]
    json: bool,
}

/// The flags that are no question.
const OWN: [&str; 5] = ["on", "lang", "json", "law", "help"];

/// What is asked for: what is the same in every law, and options by question.
pub(super) struct Args {
    fixed: Fixed,
    /// `("doing", ["use", "buy"])`.
    options: Vec<(String, Vec<String>)>,
}

impl clap::Args for Args {
    fn augment_args(command: Command) -> Command {
        Fixed::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Fixed::augment_args_for_update(command)
    }
}

impl FromArgMatches for Args {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let fixed = Fixed::from_arg_matches(matches)?;
        let questions = matches.ids().map(clap::Id::as_str).filter(|id| !OWN.contains(id));
        let options = questions.filter_map(|id| {
            let values = matches.try_get_many::<String>(id).ok()??;
            Some((id.to_owned(), values.cloned().collect()))
        });
        Ok(Self { fixed, options: options.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The command with a flag for each question of a law.
pub(super) fn with_questions(command: Command, folder: &Path) -> Command {
    let Ok(law) = law::load(folder, law::ORIGINAL) else {
        // Any arguments will do: `run` says what is wrong with the law.
        let any = Arg::new("any").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true).hide(true);
        return command.arg(any);
    };
    let questions = law.explainer.questions.iter().enumerate();
    let questions = questions.filter(|(_, question)| !OWN.contains(&question.id.as_str()));
    command.args(questions.map(|(index, question)| {
        let options = question.options.iter().map(|option| law.explainer[option].id.clone());
        Arg::new(question.id.clone())
            .long(question.id.clone())
            .help(law.wording.questions[index].ask.clone())
            .value_name(if question.many { "OPTION,…" } else { "OPTION" })
            .value_delimiter(',')
            .value_parser(Options(options.collect()))
            .action(ArgAction::Append)
    }))
}

/// Any text, with the options of a question in help and completions. Which of them a reader has depends on the role, so
/// [`answers`] refuses the others.
#[derive(Clone)]
struct Options(Vec<String>);

impl TypedValueParser for Options {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        value
            .to_str()
            .map(str::to_owned)
            .ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(PossibleValue::new)))
    }
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    let Fixed { on, lang: language, json } = &args.fixed;
    let known = law::languages(folder);
    if !known.is_empty() && !known.contains(language) {
        let known = known.join(", ");
        return Err(Failure::Refused(format!(
            "There is no language “{language}”; the languages are: {known}."
        )));
    }
    let law = law::load(folder, language).map_err(Failure::Law)?;
    let answers =
        answers(&law.explainer, &args.options, on.unwrap_or_else(today)).map_err(Failure::Refused)?;
    let outcome = outcome(&law.explainer, &answers);
    let text = if *json {
        let site = Settings::read().map_err(Failure::refused)?.site();
        serde_json::to_string_pretty(&OutcomeJson::of(&law, &outcome, &site))
            .expect("an outcome has text keys only")
    } else {
        text(&law, &outcome)
    };
    // A reader who closes the pipe early, as `head` does, has read enough.
    let _ = writeln!(io::stdout(), "{}", text.trim_end());
    Ok(())
}

fn answers(explainer: &Explainer, options: &[(String, Vec<String>)], on: Day) -> Result<Answers, String> {
    let chosen =
        |question: &Question| options.iter().find(|(id, _)| *id == question.id).map(|(_, values)| values);
    let lead = &explainer[QuestionId::ROLE];
    let roles = || ids(explainer, lead.options.iter());
    let role = match chosen(lead).map(Vec::as_slice) {
        Some([role]) => role,
        Some(_) => return Err(format!("--{} takes exactly one option: {}.", lead.id, roles())),
        None => return Err(format!("Name a {} with --{}: {}.", lead.id, lead.id, roles())),
    };
    let mut answers = explainer
        .option(role)
        .and_then(|role| Answers::new(explainer, role, on))
        .ok_or_else(|| format!("There is no {} “{role}”; the valid ones are: {}.", lead.id, roles()))?;
    for (_, question) in explainer.further_questions() {
        let Some(names) = chosen(question) else { continue };
        let offered = explainer.offered(question, answers.role());
        if offered.is_empty() {
            return Err(format!(
                "A reader of the role “{role}” is not asked for --{}; leave it out.",
                question.id
            ));
        }
        if names.len() > 1 && !question.many {
            return Err(format!(
                "--{} takes exactly one option: {}.",
                question.id,
                ids(explainer, offered.iter())
            ));
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

fn ids(explainer: &Explainer, options: impl Iterator<Item = OptionId>) -> String {
    options.map(|option| explainer[option].id.as_str()).collect::<Vec<_>>().join(", ")
}

fn text(law: &Law, outcome: &Outcome) -> String {
    let interface = &law.wording.interface;
    let mut text = String::new();
    let mut line = |line: &str| writeln!(text, "{line}").expect("a String takes any text");
    line(&law.wording.title);
    line(&format!("{}.", sentences::who(law, &outcome.answers)));
    line("");
    for shown in &outcome.verdicts {
        line(law.verdict(shown));
    }
    line("");
    for short in sentences::short_answers(law, outcome) {
        line(short);
    }
    for row in &outcome.rows {
        let label = &law.row(row.row).1.label;
        let since = sentences::row_since(law, row).map(|since| format!(" {since}.")).unwrap_or_default();
        let why = sentences::row_why(law, row);
        line(format!("  {label:<24} {}.{since} {why}", sentences::row_status(law, row)).trim_end());
    }
    if let Some(found) = outcome.notice {
        line(&sentences::notice(law, found));
    }
    line(&sentences::next_change(interface, outcome));
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
            let (provision, words) = law.provision(found.provision);
            let timing = if standing == Standing::NotYours && found.timing != Timing::Upcoming {
                String::new()
            } else {
                format!(" [{}]", sentences::when(interface, provision, found))
            };
            line(&format!("  {:<7} {}{timing}", provision.id, words.title));
            line(&format!("          {}", sentences::why(law, &outcome.answers, found)));
            if standing != Standing::NotYours {
                line(&format!("          {}", provision.authority));
            }
        }
    }
    line("");
    line(&law.wording.disclaimer);
    let verified = sentences::day(interface, law.explainer.verified);
    line(&fill(interface.footer(), &[("day", &verified)]));
    text
}
