//! Deliberate mistakes in rows, verdicts, effects and lists of options: each changes one place of the invented law, and
//! expects whole sentences.

use law_files::{check, fault::Fault};

#[path = "invented/mod.rs"]
mod invented;

/// The first `find` of a text replaced.
#[track_caller]
fn changed(text: &str, find: &str, replace: &str) -> String {
    assert!(text.contains(find), "the invented law has no “{find}”");
    text.replacen(find, replace, 1)
}

/// The line on which the first `at` ends.
#[track_caller]
fn line(text: &str, at: &str) -> usize {
    let start = text.find(at).unwrap_or_else(|| panic!("the changed file has no “{at}”"));
    text[..start + at.len()].matches('\n').count() + 1
}

/// Makes changes in law.toml and in en.toml and expects exactly these faults: the file, a text on whose line it is, and
/// its sentence.
#[track_caller]
fn check_all(law: &[(&str, &str)], words: &[(&str, &str)], expected: &[(&str, &str, &str)]) {
    let change = |text: String, changes: &[(&str, &str)]| {
        changes.iter().fold(text, |text, (find, replace)| changed(&text, find, replace))
    };
    let law = change(invented::LAW.to_owned(), law);
    let words = change(invented::words(), words);
    let found: Vec<String> = check::check_texts(&law, &words).iter().map(Fault::to_string).collect();
    let expected: Vec<String> = expected
        .iter()
        .map(|(file, at, sentence)| {
            let text = if *file == "law.toml" { &law } else { &words };
            format!("{file}:{}: {sentence}", line(text, at))
        })
        .collect();
    assert_eq!(found, expected);
}

/// One mistake in law.toml.
#[track_caller]
fn check_law(find: &str, replace: &str, at: &str, sentence: &str) {
    check_all(&[(find, replace)], &[], &[("law.toml", at, sentence)]);
}

/// One mistake in en.toml.
#[track_caller]
fn check_words(find: &str, replace: &str, at: &str, sentence: &str) {
    check_all(&[], &[(find, replace)], &[("en.toml", at, sentence)]);
}

#[test]
fn the_invented_law_has_no_fault() {
    check_all(&[], &[], &[]);
}

#[test]
fn a_row_that_names_no_provision() {
    check_law(
        "option = \"west\"\nprovisions = [\"EAST\"]",
        "option = \"west\"\nprovisions = []",
        "[[row]]\nid = \"west\"",
        "the row “west” names no provision; name those it speaks for, the leading one first",
    );
}

#[test]
fn a_row_that_is_shown_to_nobody() {
    check_law(
        "roles = [\"town\"]\noption = \"west\"",
        "roles = []\noption = \"west\"",
        "[[row]]\nid = \"west\"",
        "the row “west” is shown to no role; name one in “roles”",
    );
}

#[test]
fn a_row_whose_option_its_readers_are_not_offered() {
    check_law(
        "roles = [\"town\"]\noption = \"west\"",
        "roles = [\n    \"town\",\n    \"owner\",\n]\noption = \"west\"",
        "    \"town\",\n    \"owner\"",
        "the row “west” takes “west”, which “owner” is not offered; take the role out, or offer it the option",
    );
}

#[test]
fn a_row_with_an_option_a_provision_or_advice_that_does_not_exist() {
    let row = "option = \"west\"\nprovisions = [\"EAST\"]";
    check_law(
        row,
        "option = \"north\"\nprovisions = [\"EAST\"]",
        "option = \"north\"",
        "there is no option “north”; add it, or name one that exists",
    );
    check_law(
        row,
        "option = \"west\"\nprovisions = [\"EAST\", \"WEST\"]",
        "\"WEST\"",
        "there is no provision “WEST”; add it, or name one that exists",
    );
    check_law(
        "advice = \"move\"",
        "advice = \"stay\"",
        "advice = \"stay\"",
        "there is no advice “stay”; add it, or name one that exists",
    );
}

#[test]
fn a_row_without_a_label_and_a_sentence_for_a_status_that_no_row_has() {
    check_words(
        "[row.west]\nlabel = \"The west\"\n",
        "[row.west]\n",
        "[row.west]",
        "“row.west.label” is missing; write it",
    );
    check_words(
        "not-penalized = \"You have their word.\"",
        "unpunished = \"You have their word.\"",
        "unpunished",
        "nothing in law.toml names “row.keep.why.unpunished”; take it out, or name it there",
    );
}

#[test]
fn an_effect_that_does_not_exist_and_one_that_nothing_has() {
    check_all(
        &[("effect = \"promise\"", "effect = \"promises\"")],
        &[],
        &[
            (
                "law.toml",
                "[[effect]]\nid = \"promise\"",
                "no provision has the effect “promise”; name it there, or take it out",
            ),
            (
                "law.toml",
                "effect = \"promises\"",
                "there is no effect “promises”; add it, or name one that exists",
            ),
        ],
    );
}

#[test]
fn an_effect_without_the_words_of_its_row() {
    check_words("row = \"You must report\"\n", "", "[effect.duty]", "“effect.duty.row” is missing; write it");
}

#[test]
fn a_penalty_that_nothing_has_or_whose_text_is_missing() {
    check_all(
        &[("penalty = \"fine\"\n", "")],
        &[],
        &[
            (
                "en.toml",
                "\"2023-01-01\" = \"Ten",
                "nothing in law.toml names “penalty.fine.2023-01-01”; take it out, or name it there",
            ),
            (
                "en.toml",
                "\"2025-01-01\" = \"Twelve",
                "nothing in law.toml names “penalty.fine.2025-01-01”; take it out, or name it there",
            ),
            (
                "law.toml",
                "[[penalty]]\nid = \"fine\"",
                "no provision has the penalty “fine”; name it there, or take it out",
            ),
        ],
    );
    check_law(
        "from = [2023-01-01, 2025-01-01]",
        "from = [2023-01-01, 2025-01-01, 2026-01-01]",
        "2026-01-01]",
        "en.toml has no “penalty.fine.2026-01-01”; write its sentence there",
    );
}

#[test]
fn a_verdict_that_asserts_a_row_or_a_status_that_does_not_exist() {
    let asserts = "asserts = { sell = [\"barred\", \"suspended\"] }";
    check_law(
        asserts,
        "asserts = { sells = \"barred\" }",
        "asserts = { sells",
        "there is no row “sells”; add it, or name one that exists",
    );
    check_law(
        asserts,
        "asserts = { sell = \"forbidden\" }",
        "asserts = { sell = \"forbidden",
        "no row can have the status “forbidden”; the statuses are: barred, not-penalized, must-report, unclear, depends, starts, suspended, urged, not-covered, ended, no-rule-found",
    );
}

#[test]
fn a_verdict_that_asserts_what_its_row_does_not_say() {
    check_law(
        "asserts = { sell = [\"barred\", \"suspended\"] }",
        "asserts = { sell = \"barred-for-you\" }",
        "from = 2020-01-01\n[[verdict.version]]\nfrom = 2021-01-01",
        "the verdict “seller” of 2021-01-01 asserts that the row “sell” is barred-for-you, but it is suspended for owner, sell, plain on 2024-01-01; correct the verdict or split it by “when” or day",
    );
    check_law(
        "asserts = { sell = [\"barred\", \"suspended\"] }",
        "asserts = { east = \"must-report\" }",
        "from = 2020-01-01\n[[verdict.version]]\nfrom = 2021-01-01",
        "the verdict “seller” of 2021-01-01 asserts that the row “east” is must-report, but it is not shown for owner, sell, plain on 2021-01-01; correct the verdict or split it by “when” or day",
    );
}

#[test]
fn a_state_without_a_verdict() {
    let options =
        "id = \"all\"\noptions = [\"owner\", \"town\", \"keep\", \"sell\", \"east\", \"west\"]\n[[verdict";
    check_law(
        options,
        "id = \"all\"\noptions = [\"owner\", \"town\", \"keep\", \"sell\", \"east\"]\n[[verdict",
        "{ id = \"west\"",
        "no verdict fits “west” for town, west, plain on 2020-01-01; write one that has begun by then",
    );
}

#[test]
fn a_verdict_without_a_day_and_one_that_no_reader_sees() {
    check_all(
        &[(
            "[[verdict.version]]\nfrom = 2020-01-01\n[[verdict.version]]\nfrom = 2021-01-01\nasserts = { sell = [\"barred\", \"suspended\"] }\n",
            "",
        )],
        &[(
            "[verdict.seller]\n\"2020-01-01\" = \"Sale will be barred\"\n\"2021-01-01\" = \"You are barred from selling\"\n",
            "",
        )],
        &[(
            "law.toml",
            "id = \"seller\"",
            "the verdict “seller” never begins; give it a [[verdict.version]] with a day",
        )],
    );
    let sentence =
        |day: &str| format!("no reader ever sees the verdict “seller” of {day}; move it up, or take it out");
    check_all(
        &[(
            "options = [\"sell\"]\nwhen = [{ kind = [\"plain\"] }]",
            "options = [\"west\"]\nwhen = [{ side = [\"east\"] }]",
        )],
        &[],
        &[
            ("law.toml", "[[verdict.version]]\nfrom = 2020-01-01", &sentence("2020-01-01")),
            (
                "law.toml",
                "from = 2020-01-01\n[[verdict.version]]\nfrom = 2021-01-01",
                &sentence("2021-01-01"),
            ),
        ],
    );
}

#[test]
fn a_verdict_that_changes_when_nothing_does() {
    check_all(
        &[("from = 2021-01-01\nasserts", "from = 2021-01-02\nasserts")],
        &[("\"2021-01-01\" = \"You are", "\"2021-01-02\" = \"You are")],
        &[(
            "law.toml",
            "[[verdict.version]]\nfrom = 2021-01-02",
            "the verdict “seller” begins on 2021-01-02, when nothing changes for owner, sell, plain; begin it on the first day of a period",
        )],
    );
}

#[test]
fn a_verdict_of_more_than_nine_words() {
    check_words(
        "You are barred from selling\"",
        "You are barred from selling any of it to them\"",
        "to them",
        "“verdict.seller.2021-01-01” has 10 words, and a verdict has 9 at most; shorten it",
    );
}

#[test]
fn a_short_answer_of_more_than_45_words() {
    // The first explainer's limit may be another one.
    let words = invented::words().replace("deck_words = ", "most_words = 25\ndeck_words = 45 # ");
    let sentence = "It is so and so on and on. ".repeat(6);
    let long = words.replacen("See below.", sentence.trim(), 1);
    let found: Vec<String> =
        check::check_texts(invented::LAW, &long).iter().map(|fault| fault.text.clone()).collect();
    let expected = "“short.all.2020-01-01” has 48 words, and a short answer has 45 at most; shorten it";
    assert!(found.iter().any(|text| text == expected), "{found:#?}");
}

#[test]
fn a_verdict_that_says_nothing_applies_where_something_binds() {
    check_words(
        "\"You are barred from selling\"",
        "\"We found no rule\"",
        "We found no rule",
        "“verdict.seller.2021-01-01” says “no rule”, but BAN binds owner, sell, plain on 2021-01-01; say what binds",
    );
}

#[test]
fn an_option_that_is_retired_stands_in_no_rule() {
    check_law(
        "{ id = \"odd\" }",
        "{ id = \"odd\", retired = true }",
        "kind = [\"odd\"]",
        "the option “odd” is retired and offered to nobody; take it out here",
    );
}

#[test]
fn whoever_names_everyone_else_names_those_with_an_option_of_their_own() {
    let side = "options = [{ id = \"east\", roles = [\"town\"] }, { id = \"west\", roles = [\"town\"] }]";
    let sides = "options = [{ id = \"east\", roles = [\"town\"] }, { id = \"west\", roles = [\"town\"], rest_of = \"ea\" }]";
    check_all(&[(side, sides)], &[], &[]);
    check_all(
        &[
            (side, sides),
            (
                "binds = [{ side = [\"east\"], doing = [\"keep\"] }]",
                "binds = [{ side = [\"west\"], doing = [\"keep\"] }]",
            ),
        ],
        &[],
        &[("law.toml", "side = [\"west\"]", "this list names “west” and forgets east; name them too")],
    );
    check_all(
        &[(side, &sides.replace("\"ea\"", "\"north\""))],
        &[],
        &[(
            "law.toml",
            "rest_of = \"north",
            "“west” is the rest of “north”, and no option begins so; correct it",
        )],
    );
}
