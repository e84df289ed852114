//! What an open provision depends on, for rules made up case by case on the questions of the invented explainer.

use std::sync::LazyLock;

use rules::{
    Alternative, Answers, Assumption, Day, Explainer, Law, OptionSet, Provision, QuestionId,
    ReasonedAlternative, Resolution, TextId, Why, can_fit, outcome, resolutions,
};

#[path = "../../site/tests/lanterns/mod.rs"]
mod lanterns;

/// Its keeper is asked what they are doing (`light`, `sell`, `store`: any) and in which harbour (`north`, `south`).
static LANTERNS: LazyLock<Law> = LazyLock::new(|| {
    let (law, words) = lanterns::texts();
    law_files::law::load_texts(law, &words).expect("the invented law has no faults")
});

/// The options of these ids.
fn options(ids: &str) -> OptionSet {
    let number = |id| LANTERNS.explainer.option(id).unwrap_or_else(|| panic!("there is no option “{id}”"));
    ids.split_whitespace().map(number).fold(OptionSet::EMPTY, OptionSet::with)
}

/// A reader of this role who chose these options.
fn reader(role: &str, chosen: &str) -> Answers {
    let explainer = &LANTERNS.explainer;
    let role = explainer.option(role).expect("it is a role");
    let on = Day::new(2026, 6, 1).expect("it is a day");
    let answers = Answers::new(explainer, role, on).expect("it is a role");
    options(chosen).iter().fold(answers, |answers, option| answers.with(explainer, option))
}

/// A keeper who chose these options.
fn keeper(chosen: &str) -> Answers {
    reader("keeper", chosen)
}

/// A rule: each field lists its alternatives, each of these the ids of its options.
#[derive(Clone, Copy, Default)]
struct Rule<'a> {
    binds: &'a [&'a str],
    affects: &'a [&'a str],
    unsettled: &'a [&'a str],
    except: &'a [&'a str],
    assumes_light: bool,
}

impl Rule<'_> {
    /// The invented explainer with this rule alone.
    fn explainer(self) -> Explainer {
        let mut explainer = LANTERNS.explainer.clone();
        // Whoever has named a harbour lights a lantern there.
        if self.assumes_light {
            explainer.assumptions = vec![Assumption {
                roles: options("keeper"),
                question: QuestionId::at(1),
                options: options("light"),
                answered: vec![QuestionId::at(2)],
            }];
        }
        let alternatives = |texts: &[&str]| -> Vec<Alternative> {
            texts.iter().map(|ids| Alternative { options: options(ids) }).collect()
        };
        let reasoned = |texts: &[&str]| -> Vec<ReasonedAlternative> {
            let because = TextId::at(0);
            texts.iter().map(|ids| ReasonedAlternative { options: options(ids), because }).collect()
        };
        // The rows name provisions that are not there.
        explainer.rows.clear();
        let first = explainer.provisions[0].clone();
        explainer.provisions = vec![Provision {
            binds: alternatives(self.binds),
            affects: alternatives(self.affects),
            unsettled: reasoned(self.unsettled),
            except: reasoned(self.except),
            ..first
        }];
        explainer
    }

    /// How it stands for a keeper who chose these options.
    fn standing(self, chosen: &str) -> String {
        self.standing_for(&keeper(chosen))
    }

    /// How it stands; where that depends, on what, with ` | ` between two openings; where it is ruled out, by which
    /// questions.
    fn standing_for(self, answers: &Answers) -> String {
        let explainer = self.explainer();
        let found = &outcome(&explainer, answers).provisions[0];
        let standing = found.standing.id();
        match &found.why {
            Why::Open(openings) => format!("{standing}: {}", written(openings)),
            Why::RuledOut(questions) => {
                let ids: Vec<&str> = questions.iter().map(|id| explainer[*id].id.as_str()).collect();
                format!("{standing}: {}", ids.join(" "))
            }
            _ => standing.to_owned(),
        }
    }
}

fn written(openings: &[OptionSet]) -> String {
    let ids = |opening: &OptionSet| {
        let ids: Vec<&str> = opening.iter().map(|option| LANTERNS.explainer[option].id.as_str()).collect();
        ids.join(" ")
    };
    openings.iter().map(ids).collect::<Vec<_>>().join(" | ")
}

#[test]
fn an_alternative_fits_what_is_chosen_and_what_can_still_be() {
    let fits = |chosen, ids| can_fit(&LANTERNS.explainer, &keeper(chosen), options(ids));
    assert!(fits("", "sell north") && fits("north", "sell north"));
    assert!(!fits("south", "sell north") && !fits("", "visitor"));
}

#[test]
fn what_a_wider_opening_covers_is_not_told_again() {
    let sells = Rule { binds: &["sell"], affects: &["sell north"], ..Rule::default() };
    assert_eq!(sells.standing(""), "depends: sell");
    assert_eq!(sells.standing("sell"), "binds");
}

#[test]
fn what_is_wider_than_an_opening_is_told_too() {
    let sells = Rule { binds: &["sell north"], affects: &["sell"], ..Rule::default() };
    assert_eq!(sells.standing(""), "depends: sell north | sell");
    assert_eq!(sells.standing("sell"), "depends: north | north south");
    assert_eq!(sells.standing("sell south"), "affects");
}

#[test]
fn where_something_holds_whatever_is_answered_any_answer_settles_it() {
    let keepers = Rule { binds: &["south"], affects: &["keeper"], ..Rule::default() };
    assert_eq!(keepers.standing(""), "depends: south | north south");
    assert_eq!(keepers.standing("north"), "affects");
    assert_eq!(keepers.standing("south"), "binds");
}

#[test]
fn openings_that_differ_in_one_question_are_told_as_one() {
    let rule = |binds| Rule { binds, ..Rule::default() };
    assert_eq!(rule(&["sell north", "store north"]).standing(""), "depends: sell store north");
    assert_eq!(rule(&["sell north", "store south"]).standing(""), "depends: sell north | store south");
    assert_eq!(rule(&["sell north", "store"]).standing(""), "depends: sell north | store");
    assert_eq!(rule(&["sell", "store"]).standing(""), "depends: sell store");
}

#[test]
fn what_an_exception_leaves_open_is_what_it_depends_on() {
    let sells = Rule { binds: &["sell"], except: &["north"], ..Rule::default() };
    assert_eq!(sells.standing(""), "depends: sell south");
    assert_eq!(sells.standing("sell"), "depends: south");
    assert_eq!(sells.standing("sell north"), "exempt");
    let both = Rule { binds: &["sell store"], except: &["sell north"], ..Rule::default() };
    assert_eq!(both.standing("south"), "depends: sell store");
}

#[test]
fn the_answers_that_rule_a_provision_out_are_those_of_the_alternative_that_is_nearest() {
    let rule = |binds| Rule { binds, ..Rule::default() };
    assert_eq!(rule(&["sell"]).standing("light"), "not-yours: acting");
    assert_eq!(rule(&["sell north"]).standing("light south"), "not-yours: acting harbour");
    assert_eq!(rule(&["sell north", "store"]).standing("light south"), "not-yours: acting");
    assert_eq!(
        rule(&["sell", "north"]).standing("light south"),
        "not-yours: acting",
        "the first of two as near"
    );
    assert_eq!(
        rule(&["north", "sell"]).standing("light south"),
        "not-yours: harbour",
        "the first of two as near"
    );
    assert_eq!(rule(&["visitor"]).standing("light"), "not-yours: role");
    assert_eq!(rule(&["visitor", "sell north"]).standing("light south"), "not-yours: acting harbour");
    // A visitor is never asked for a harbour, so that it is the role that rules it out.
    assert_eq!(rule(&["light north"]).standing_for(&reader("visitor", "light")), "not-yours: role");
}

#[test]
fn the_ways_to_resolve_it_are_told_by_their_result() {
    let of = |rule: Rule, chosen: &str| {
        let explainer = rule.explainer();
        let answers = keeper(chosen);
        let found = outcome(&explainer, &answers).provisions.remove(0);
        let ways = resolutions(&explainer, &answers, &found);
        ways.into_iter().map(|(resolution, openings)| (resolution, written(&openings))).collect::<Vec<_>>()
    };
    let sells = Rule { binds: &["sell", "store"], ..Rule::default() };
    assert_eq!(of(sells, ""), [(Resolution::Applies, "sell store".to_owned())]);
    assert_eq!(of(sells, "sell"), [], "it is settled");
    let south = Rule { binds: &["south"], unsettled: &["keeper"], ..Rule::default() };
    assert_eq!(
        of(south, ""),
        [(Resolution::Applies, "south".to_owned()), (Resolution::Unclear(TextId::at(0)), "north".to_owned())]
    );
}

#[test]
fn what_is_assumed_settles_what_it_can_and_leaves_the_rest_open() {
    let rule = |binds| Rule { binds, assumes_light: true, ..Rule::default() };
    assert_eq!(rule(&["light"]).standing(""), "depends: light", "nothing is assumed yet");
    assert_eq!(rule(&["light"]).standing("north"), "binds");
    assert_eq!(rule(&["light north"]).standing("north"), "binds");
    assert_eq!(rule(&["light north"]).standing("south"), "not-yours: harbour");
    assert_eq!(rule(&["sell"]).standing("north"), "depends: sell", "whoever lights may sell besides");
    assert_eq!(rule(&["light"]).standing("north sell"), "not-yours: acting", "what is said replaces it");
    let both = Rule { affects: &["sell"], ..rule(&["light"]) };
    assert_eq!(both.standing("north"), "binds");
    let outside = Rule { except: &["sell"], ..rule(&["light"]) };
    assert_eq!(outside.standing("north"), "depends: store", "selling takes the keeper out");
}

#[test]
fn what_is_assumed_is_part_of_every_way_to_resolve_it() {
    let rule = Rule { binds: &["sell"], unsettled: &["store"], assumes_light: true, ..Rule::default() };
    let explainer = rule.explainer();
    let answers = keeper("north");
    let found = outcome(&explainer, &answers).provisions.remove(0);
    let ways = resolutions(&explainer, &answers, &found);
    let told: Vec<_> =
        ways.into_iter().map(|(resolution, openings)| (resolution, written(&openings))).collect();
    assert_eq!(
        told,
        [(Resolution::Applies, "sell".to_owned()), (Resolution::Unclear(TextId::at(0)), "store".to_owned())]
    );
}
