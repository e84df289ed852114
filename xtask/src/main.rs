//! `cargo xtask VERB`: from a fresh clone to a served, built or tested site.

use std::{env, process::ExitCode};

mod again;
mod article;
mod bench;
mod budget;
mod checks;
mod deep;
#[cfg(test)]
mod dependencies;
mod fault;
mod finish;
mod report;
mod site;
mod smallest;
mod steps;
mod support;
mod tools;
mod wishes;

use fault::Fault;
use steps::Step;
use wishes::{Part, Wishes};

/// A word a person can type, and the steps it stands for.
struct Verb {
    word: &'static str,
    help: &'static str,
    steps: &'static [&'static [Step]],
    /// Whether it takes `--browser NAME`, `--all`, `--long` and `--part NAME`, and what it does with all but the first.
    more: Option<More>,
}

/// What takes hours.
#[derive(Clone, Copy)]
struct More {
    /// What has to be there, where nothing else is run before.
    needs: &'static [&'static [Step]],
    parts: &'static [(Part, &'static [&'static [Step]])],
}

impl More {
    /// The steps of one part, or of all.
    fn steps(self, only: Option<Part>) -> Vec<&'static [Step]> {
        let parts = self.parts.iter().filter(|(part, _)| only.is_none_or(|only| only == *part));
        parts.flat_map(|(_, steps)| steps.iter().copied().chain([report::WRITE])).collect()
    }
}

const VERBS: [Verb; 9] = [
    Verb {
        word: "serve",
        help: "build the site, serve it on this computer and build it again after each change",
        steps: &[tools::TARGET, tools::TOOLS, site::SERVE],
        more: None,
    },
    Verb {
        word: "test",
        help: "run everything that CI runs, in the same order, and stop at the first fault\n              \
               --browser NAME  only in chromium, firefox or webkit\n              \
               --all           also what takes hours, and write its report\n              \
               --long          only what takes hours, and write its report\n              \
               --part NAME     only that part of it: pages, measures, mistakes, mutants or fuzz",
        steps: &[
            tools::TARGET,
            checks::QUICK,
            deep::SUPPLY,
            deep::CHANGED,
            tools::TOOLS,
            site::BUILD,
            support::SUPPORT,
            checks::BROWSERS,
            checks::IN_BROWSERS,
        ],
        more: Some(More {
            needs: &[tools::TARGET, tools::TOOLS, site::BUILD, checks::BROWSERS],
            parts: &[
                (
                    Part::Pages,
                    &[checks::LONG[0], report::WRITE, checks::LONG[1], report::WRITE, checks::LONG[2]],
                ),
                (Part::Measures, &[bench::INSTALL, bench::BENCH, bench::LIGHTHOUSE, smallest::SMALLEST]),
                (Part::Mistakes, &[deep::MISTAKES]),
                (Part::Mutants, &[deep::MUTANTS]),
                (Part::Fuzz, &[deep::FUZZ]),
            ],
        }),
    },
    Verb {
        word: "build",
        help: "build the site into dist/ and hold its size to the budget",
        steps: &[tools::TARGET, tools::TOOLS, site::BUILD],
        more: None,
    },
    Verb {
        word: "smallest",
        help: "build the site, and once more with a nightly compiler and the smallest engine",
        steps: &[tools::TARGET, tools::TOOLS, site::BUILD, smallest::SMALLEST],
        more: None,
    },
    Verb {
        word: "heights",
        help: "measure how high each page first is in a frame, and write static/heights.json",
        steps: &[tools::TARGET, tools::TOOLS, site::BUILD, checks::HEIGHTS],
        more: None,
    },
    Verb {
        word: "tools",
        help: "find the pinned tools, and install those that are missing",
        steps: &[tools::TARGET, tools::TOOLS],
        more: None,
    },
    Verb {
        word: "bench",
        help: "measure the built site and its peers, and print one table",
        steps: &[tools::TARGET, tools::TOOLS, site::BUILD, tools::CHROMIUM, bench::INSTALL, bench::BENCH],
        more: None,
    },
    Verb {
        word: "lighthouse",
        help: "ask Lighthouse about the built site and a page that embeds it",
        steps: &[
            tools::TARGET,
            tools::TOOLS,
            site::BUILD,
            tools::CHROMIUM,
            bench::INSTALL,
            bench::LIGHTHOUSE,
        ],
        more: None,
    },
    Verb {
        word: "finish",
        help: "what Trunk calls at the end of a build: make the engine small and print every page",
        steps: &[tools::TOOLS, finish::FINISH],
        more: None,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match words.as_slice() {
        [word] if ["help", "--help", "-h"].contains(&word.as_str()) => {
            println!("{}", help());
            ExitCode::SUCCESS
        }
        [] => {
            eprintln!("{}", help());
            ExitCode::from(2)
        }
        [word, rest @ ..] => match VERBS.iter().find(|verb| verb.word == word) {
            None => refuse(&format!("There is no verb “{word}”; {}.", the_verbs())),
            Some(verb) => begin(verb, rest),
        },
    }
}

fn begin(verb: &Verb, words: &[String]) -> ExitCode {
    let wishes = match (Wishes::read(words), verb.more, words.first()) {
        (_, None, Some(word)) => return refuse(&Fault::NoWish { word: word.clone() }.to_string()),
        (Err(fault), ..) => return refuse(&fault.to_string()),
        (Ok(wishes), ..) => wishes,
    };
    let steps = match verb.more {
        Some(more) if wishes.part.is_some_and(|part| !part.needs_the_site()) => more.steps(wishes.part),
        Some(more) if wishes.long || wishes.part.is_some() => [more.needs, &more.steps(wishes.part)].concat(),
        Some(more) if wishes.all => [verb.steps, &more.steps(None)].concat(),
        _ => verb.steps.to_vec(),
    };
    finish(steps::run(&steps.concat(), wishes))
}

fn finish(result: Result<(), Fault>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault}");
            ExitCode::FAILURE
        }
    }
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}

fn the_verbs() -> String {
    format!("the verbs are: {}", VERBS.map(|verb| verb.word).join(", "))
}

fn line_of_help(verb: &Verb) -> String {
    format!("  {:<12}{}", verb.word, verb.help)
}

fn help() -> String {
    let lines = VERBS.map(|verb| line_of_help(&verb));
    format!("cargo xtask VERB\n\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readme_names_every_verb_and_help_says_what_it_does() {
        let readme = include_str!("../../README.md");
        for verb in VERBS {
            let call = format!("cargo xtask {}", verb.word);
            let named = readme.match_indices(&call).any(|(at, _)| {
                readme[at + call.len()..].chars().next().is_none_or(|next| !next.is_alphanumeric())
            });
            assert!(named, "README.md does not name “{call}”; say there what it is for");
            assert!(verb.help.split(' ').count() > 3, "“{}” has no sentence of help", verb.word);
        }
    }

    #[test]
    fn the_verbs_are_named_in_one_clause() {
        assert_eq!(
            the_verbs(),
            "the verbs are: serve, test, build, smallest, heights, tools, bench, lighthouse, finish"
        );
    }
}
