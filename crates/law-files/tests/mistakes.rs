//! Deliberate mistakes in the law: each takes the real files, changes one place, and expects whole sentences.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use law_files::{check, fault::Fault, law};
use rules::Day;

#[path = "../../site/tests/lanterns/mod.rs"]
mod lanterns;

static LAW: LazyLock<PathBuf> =
    LazyLock::new(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky"));

/// What `check` says about the law as it stands: nothing, once `the_law_has_no_fault` passes.
static FAULTS: LazyLock<Vec<Fault>> = LazyLock::new(|| check::check(&LAW));

#[test]
fn the_law_has_no_fault() {
    let faults: Vec<String> = FAULTS.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A copy of the law with the first `find` in a file replaced.
fn folder_with(name: &str, file: &str, find: &str, replace: &str) -> (PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for name in ["law.toml", "en.toml"] {
        fs::copy(LAW.join(name), folder.join(name)).expect("the law can be copied");
    }
    let stored = folder.join("sources");
    fs::create_dir_all(&stored).expect("the target folder can be written");
    for entry in fs::read_dir(LAW.join("sources")).expect("the law has stored texts").flatten() {
        fs::copy(entry.path(), stored.join(entry.file_name())).expect("the stored text can be copied");
    }
    let text = fs::read_to_string(LAW.join(file)).expect("the law can be read");
    assert!(text.contains(find), "{file} has no “{find}”; let the mistake name something it has");
    let text = text.replacen(find, replace, 1);
    fs::write(folder.join(file), &text).expect("the target folder can be written");
    (folder, text)
}

/// The line on which the first `at` ends.
#[track_caller]
fn line(text: &str, at: &str) -> usize {
    let start = text.find(at).unwrap_or_else(|| panic!("the changed file has no “{at}”"));
    text[..start + at.len()].matches('\n').count() + 1
}

/// Makes the mistake and expects exactly these faults: each the file, a text on whose line it is, and its sentence.
#[track_caller]
fn check_mistake(name: &str, file: &str, find: &str, replace: &str, expected: &[(&str, &str, &str)]) {
    let (folder, text) = folder_with(name, file, find, replace);
    let found: Vec<String> = check::check(&folder)
        .into_iter()
        .filter(|fault| !FAULTS.iter().any(|known| (&known.file, &known.text) == (&fault.file, &fault.text)))
        .map(|fault| fault.to_string())
        .collect();
    let expected: Vec<String> = expected
        .iter()
        .map(|(in_file, at, sentence)| {
            let other = fs::read_to_string(folder.join(in_file)).expect("the copy can be read");
            let text = if *in_file == file { &text } else { &other };
            format!("{in_file}:{}: {sentence}", line(text, at))
        })
        .collect();
    assert_eq!(found, expected);
}

macro_rules! mistakes {
    ($($name:ident: $file:literal, $find:expr => $replace:expr, [$(($in_file:literal, $at:expr, $sentence:expr)),* $(,)?];)*) => {
        $(#[test]
        fn $name() {
            check_mistake(stringify!($name), $file, $find, $replace, &[$(($in_file, $at, $sentence)),*]);
        })*
    };
}

// The shape of a file.
mistakes! {
    a_day_that_does_not_exist: "law.toml", "from = 2024-07-20\n" => "from = 2024-02-30\n", [
        ("law.toml", "from = 2024-02-30", "“2024-02-30” is no day (expected day between 01 and 29); write one like 2024-09-29"),
    ];
    a_day_with_an_hour: "law.toml", "from = 2024-07-20\n" => "from = 2024-07-20T00:00:00\n", [
        ("law.toml", "from = 2024-07-20T", "“2024-07-20T00:00:00” is no day; write one like 2024-09-29"),
    ];
    a_text_that_is_not_closed: "en.toml", "name = \"English\"" => "name = \"English", [
        ("en.toml", "name = \"English", "this is no TOML (invalid basic string, expected `\"`); mend the line"),
    ];
    an_alternative_that_is_no_table: "law.toml", "binds = [{ doing = [\"export\"] }]" => "binds = [\"export\"]", [
        ("law.toml", "binds = [\"export", "here stands string \"export\"; write a table from question to a list of options"),
    ];
    words_that_are_no_list: "en.toml", "nothing = [\"no rule\", \"nothing applies\", \"no U.S. rule\"]" => "nothing = \"no rule\"", [
        ("en.toml", "nothing = \"no", "here stands string \"no rule\"; write a sequence"),
    ];
    a_list_where_a_text_belongs: "en.toml", "text = \"First edition.\"" => "text = [\"First edition.\"]", [
        ("en.toml", "text = [", "“revision.first.text” is no text but array; write it in quotes"),
    ];
    two_months_too: "en.toml", "\nmonths = " => "\nmonths_too = [\"Jan.\", \"Feb.\"]\nmonths = ", [
        ("en.toml", "[interface]", "“months_too” in [interface] names 2 months; name twelve"),
    ];
    a_key_twice: "en.toml", "name = \"English\"" => "name = \"English\"\nname = \"English\"", [
        ("en.toml", "name = \"English\"\nname = \"English\"", "“name” stands here twice; keep one"),
    ];
    a_key_that_nothing_reads: "law.toml", "effect = \"prohibited\"" => "efect = \"prohibited\"", [
        ("law.toml", "efect", "there is no key “efect” here; the keys are: id, regime, authority, effect, prominence, read, extent, sources, penalty, unknown, deadlines, replaced, last_seen, binds, affects, unsettled, except, version"),
    ];
    a_table_that_nothing_reads: "law.toml", "[[day]]" => "[[days]]", [
        ("law.toml", "[[days]]", "there is no key “days” here; take it out"),
    ];
    a_key_that_is_missing: "law.toml", "authority = \"Pub. L. 115-91, section 1634\"\n" => "", [
        ("law.toml", "# Federal measures on the government's own use -------------------------------\n\n[[provision]]", "the key “authority” is missing; add it"),
    ];
    the_record_is_missing: "law.toml", "record = 2017-09-13" => "", [
        ("law.toml", "#", "the key “record” is missing; add it"),
    ];
    a_word_that_is_none_of_the_words: "law.toml", "read = \"copy\"" => "read = \"mirror\"", [
        ("law.toml", "read = \"mirror\"", "“mirror” is none of the words for this; they are: official, copy, report"),
    ];
    a_number_instead_of_a_text: "law.toml", "penalty = \"contract\"" => "penalty = 1", [
        ("law.toml", "penalty = 1", "here stands integer `1`; write a string"),
    ];
    a_number_instead_of_wording: "en.toml", "disclaimer = \"" => "disclaimer = 1 # ", [
        ("en.toml", "disclaimer = 1", "“disclaimer” is no text but integer; write it in quotes"),
    ];
    two_shapes_at_once: "law.toml", "from = 2024-06-20\n\n# Federal measures" => "frm = 2024-06-20\n\n[[provision]]\nid = 1\n\n# Federal measures", [
        ("law.toml", "frm", "there is no key “frm” here; the keys are: from, until, suspended, due, unsettled"),
        ("law.toml", "id = 1", "here stands integer `1`; write a string"),
    ];
}

// Ids and questions.
mistakes! {
    an_option_that_does_not_exist: "law.toml", "doing = [\"use\", \"integrate\"]" => "doing = [\"use\", \"intergrate\"]", [
        ("law.toml", "intergrate", "there is no option “intergrate” of “doing”; its options are: use, buy, resell, integrate, license, federal-contract, fcc-subsidy, usf-support, fcc-equipment, export"),
    ];
    an_option_of_another_question: "law.toml", "{ doing = [\"integrate\"], place" => "{ body = [\"integrate\"], place", [
        ("law.toml", "body = [\"integrate\"]", "“integrate” is an option of “doing”, not of “body”; move it there"),
    ];
    a_question_that_does_not_exist: "law.toml", "binds = [{ doing = [\"export\"] }]" => "binds = [{ acting = [\"export\"] }]", [
        ("law.toml", "acting", "there is no question “acting”; the questions are: role, place, doing, body, product"),
    ];
    an_option_that_a_short_answer_names_in_vain: "law.toml", "options = [\"export\"]" => "options = [\"export\", \"import\"]", [
        ("law.toml", "\"import\"", "there is no option “import”; add it, or name one that exists"),
    ];
    a_source_that_does_not_exist: "law.toml", "{ id = \"tlp-2022\" }" => "{ id = \"tlp-2023\" }", [
        ("law.toml", "    { id = \"tlp-2023\" },", "there is no source “tlp-2023”; add it, or name one that exists"),
        ("law.toml", "id = \"tlp-2022\"", "nothing uses the source “tlp-2022”; name it where it shows something, or take it out"),
    ];
    a_provision_that_does_not_exist: "law.toml", "provisions = [\"FD-7\"]" => "provisions = [\"FD-8\"]", [
        ("law.toml", "FD-8", "there is no provision “FD-8”; add it, or name one that exists"),
    ];
    a_role_that_does_not_exist: "law.toml", "{ id = \"resell\", roles = [\"business\"] }" => "{ id = \"resell\", roles = [\"reseller\"] }", [
        ("law.toml", "    { id = \"resell\", roles = [\"reseller\"", "there is no role “reseller”; the roles are: consumer, business, government"),
        ("law.toml", "    { doing = [\"resell\"], place = [\"us\",", "no role can give these answers together; correct the options"),
    ];
    a_reason_without_words: "law.toml", "because = \"bod-other\"" => "because = \"bod-others\"", [
        ("law.toml", "bod-others", "en.toml has no “because.bod-others”; write its sentence there"),
    ];
    a_version_whose_gap_has_no_words: "law.toml", "unsettled = \"fl-list\"" => "unsettled = \"fl-lists\"", [
        ("en.toml", "fl-list", "nothing in law.toml names “because.fl-list”; take it out, or name it there"),
        ("law.toml", "unsettled = \"fl-lists\"", "en.toml has no “because.fl-lists”; write its sentence there"),
    ];
    a_penalty_without_words: "law.toml", "penalty = \"sanctions\"" => "penalty = \"sanction\"", [
        ("en.toml", "sanctions = \"The penalties of the sancti", "nothing in law.toml names “penalty.sanctions”; take it out, or name it there"),
        ("law.toml", "penalty = \"sanction\"", "en.toml has no “penalty.sanction”; write its sentence there"),
    ];
    an_unknown_without_words: "law.toml", "\"ofac-status\"" => "\"ofac-state\"", [
        ("en.toml", "ofac-status", "nothing in law.toml names “unknown.ofac-status”; take it out, or name it there"),
        ("law.toml", "unknown = [\"ofac-text\", \"ofac-state\", \"ofac-astrakhan\"]", "en.toml has no “unknown.ofac-state”; write its sentence there"),
    ];
    a_deadline_without_words: "law.toml", "\"far-second-report\"" => "\"far-third-report\"", [
        ("en.toml", "far-second-report", "nothing in law.toml names “deadline.far-second-report”; take it out, or name it there"),
        ("law.toml", "deadlines", "en.toml has no “deadline.far-third-report”; write its sentence there"),
    ];
    a_replacement_without_words: "law.toml", "replaced = \"far-overhaul\"" => "replaced = \"far-reform\"", [
        ("law.toml", "far-reform", "en.toml has no “replaced.far-reform”; write its sentence there"),
    ];
    an_option_twice: "law.toml", "{ id = \"other\" }" => "{ id = \"other\" }, { id = \"use\" }", [
        ("law.toml", "    { id = \"other\" }, { id = \"use\" },", "the option “use” exists already; give this one an id of its own"),
    ];
    a_provision_twice: "law.toml", "id = \"BOD-2\"" => "id = \"BOD-1\"", [
        ("en.toml", "title = \"Plan the removal\"", "nothing in law.toml names “provision.BOD-2.title”; take it out, or name it there"),
        ("en.toml", "rule = \"Each federal executive department and agency had to pl", "nothing in law.toml names “provision.BOD-2.rule”; take it out, or name it there"),
        ("en.toml", "binds = \"Plan in detail how to ", "nothing in law.toml names “provision.BOD-2.binds”; take it out, or name it there"),
        ("en.toml", "binds = \"Plan in detail how to remove Kaspersky-branded products and discontinue their use. Give the plan to Homeland Security (DHS) by Nov. 12, 2017, 60 calendar days after the directive.\"\nconcerns = \"Applies to federa", "nothing in law.toml names “provision.BOD-2.concerns”; take it out, or name it there"),
        ("en.toml", "begins = \"Homeland Security orders agencies to plan the remo", "nothing in law.toml names “provision.BOD-2.begins”; take it out, or name it there"),
        ("law.toml", "due = [2017-10-13]\n\n[[provision]]\nid = \"BOD-1\"", "the provision “BOD-1” exists already; give this one an id of its own"),
        ("law.toml", "option = \"federal-executive\"\nprovisions", "there is no provision “BOD-2”; add it, or name one that exists"),
        ("law.toml", "option = \"national-security-system\"\nprovisions", "there is no provision “BOD-2”; add it, or name one that exists"),
        ("law.toml", "provisions = [\"FD-1\", \"FD-7\", \"BOD-1\", \"", "there is no provision “BOD-2”; add it, or name one that exists"),
        ("law.toml", "provisions = [\"NDAA-1\", \"BOD-1\", \"BOD-2\"", "there is no provision “BOD-2”; add it, or name one that exists"),
    ];
    a_source_twice: "law.toml", "id = \"upi\"\ntitle" => "id = \"incyber\"\ntitle", [
        ("law.toml", "address = \"https://pastebin.com/mVTeS4az\"\nread = \"report\"\nextent = \"part\"\nchecked = 2026-11-23\n\n[[source]]\nid = \"incyber\"", "the source “incyber” exists already; give this one an id of its own"),
        ("law.toml", "    { id = \"upi\" },", "there is no source “upi”; add it, or name one that exists"),
    ];
    a_default_of_another_question: "law.toml", "default = \"software\"" => "default = \"us\"", [
        ("law.toml", "id = \"product\"\nchoose = \"one\"\ndefault = \"us\"", "the default “us” is no option of “product”; its options are: software, embedded, informational, advice, other"),
    ];
    a_default_that_not_everyone_is_offered: "law.toml", "default = \"us\"\noptions = [{ id = \"us\" }, { id = \"us-person-abroad\" }, { id = \"elsewhere\" }]" => "default = \"elsewhere\"\noptions = [{ id = \"us\" }, { id = \"us-person-abroad\" }, { id = \"elsewhere\", roles = [\"business\"] }]", [
        ("law.toml", "default = \"elsewhere\"", "the default “elsewhere” is not offered to every role; take out its “roles”"),
    ];
    an_option_that_can_never_stand_with_the_others: "law.toml", "binds = [{ body = [\"state-nh\"], doing = [\"use\"]" => "binds = [{ body = [\"state-nh\"], doing = [\"use\", \"resell\"]", [
        ("law.toml", "body = [\"state-nh\"], doing = [\"use\", \"resell\"]", "no role that is offered “resell” can give the other answers; take it out"),
    ];
    a_role_with_a_default: "law.toml", "id = \"role\"\nchoose = \"one\"" => "id = \"role\"\nchoose = \"one\"\ndefault = \"consumer\"", [
        ("law.toml", "id = \"role\"", "the first question is the reader’s role; let everyone choose one option, without a default"),
    ];
    a_question_that_no_role_is_offered: "law.toml", "[[question]]\nid = \"product\"" => "[[question]]\nid = \"size\"\nchoose = \"one\"\noptions = []\n\n[[question]]\nid = \"product\"", [
        ("en.toml", "[question.role]", "[question.size] is missing; write it"),
        ("law.toml", "id = \"size\"", "no role is offered an option of “size”; give it options, or take it out"),
    ];
    an_option_that_no_role_is_offered: "law.toml", "{ id = \"license\", roles = [\"business\"] }" => "{ id = \"license\", roles = [] }", [
        ("law.toml", "    { id = \"license\", roles = [] },", "no role is offered “license”; name its roles, or take out “roles” to offer it to all"),
        ("law.toml", "id = \"FD-6\"", "FD-6 is not-yours for every reader; correct whom it binds, affects or leaves unsettled"),
    ];
    a_question_named_without_an_option: "law.toml", "binds = [{ doing = [\"export\"] }]" => "binds = [{ doing = [\"export\"], place = [] }]", [
        ("law.toml", "place = []", "“place” names no option here; name one, or take the question out"),
    ];
    an_exception_without_a_reason: "law.toml", "{ because = \"fd-advice\", product = [\"advice\"] }" => "{ product = [\"advice\"] }", [
        ("law.toml", "    { product = [\"advice\"] }", "an alternative of “except” of FD-1 has no “because”; say which exception it is"),
    ];
    an_unsettled_case_without_a_reason: "law.toml", "{ because = \"ofac-federal\", " => "{ ", [
        ("en.toml", "ofac-federal", "nothing in law.toml names “because.ofac-federal”; take it out, or name it there"),
        ("law.toml", "    { body = [\"federal-executive\", \"federal-other\", \"national-security-system\"], place = [\"us\", \"us-person-abroad\"] },", "an alternative of “unsettled” of OFAC-1 has no “because”; say what is missing"),
    ];
    a_reason_that_is_never_shown: "law.toml", "binds = [{ doing = [\"export\"] }]" => "binds = [{ because = \"fd-advice\", doing = [\"export\"] }]", [
        ("law.toml", "binds = [{ because = \"fd-advice\", doing ", "the reason “fd-advice” is never shown in “binds” of EL-1; take it out"),
    ];
    a_provision_that_nobody_can_reach: "law.toml", "binds = [{ doing = [\"federal-contract\"] }]" => "binds = [{ role = [\"consumer\"], doing = [\"federal-contract\"] }]", [
        ("law.toml", "id = \"FAR-1\"", "FAR-1 is not-yours for every reader; correct whom it binds, affects or leaves unsettled"),
    ];
    an_alternative_that_nobody_can_answer: "law.toml", "{ because = \"fd-advice\", product = [\"advice\"] }" => "{ because = \"fd-advice\", role = [\"consumer\"], body = [\"local\"] }", [
        ("law.toml", "    { because = \"fd-advice\", role = [\"co", "no role can give these answers together; correct the options"),
    ];
}

/// Apart from the others, since every option more has no words either.
#[test]
fn more_than_256_options() {
    let more: Vec<String> = (0..256).map(|number| format!("    {{ id = \"other-{number}\" }},\n")).collect();
    let find = "    { id = \"other\" },\n";
    let (folder, text) =
        folder_with("more_than_256_options", "law.toml", find, &format!("{find}{}", more.concat()));
    let n_options = law::load(&LAW, "en").expect("the law can be read").explainer.options.len() + 256;
    let sentence = format!("there are {n_options} options; 256 are the most, take some out");
    let place = format!("{{ id = \"other-{}\" }}", 256 - (n_options - 256));
    let found = check::check(&folder);
    assert!(
        found.contains(&Fault { file: "law.toml".to_owned(), line: line(&text, &place), text: sentence }),
        "{found:#?}"
    );
}

// Days and versions.
mistakes! {
    two_versions_from_one_day: "law.toml", "[[provision.version]]\nfrom = 2023-04-04" => "[[provision.version]]\nfrom = 2023-03-29", [
        ("law.toml", "unsettled = \"fl-list\"\n[[provision.version]]\nfrom = 2023-03-29", "ST-FL has two versions from 2023-03-29; end the first"),
    ];
    versions_out_of_order: "law.toml", "[[provision.version]]\nfrom = 2023-04-04" => "[[provision.version]]\nfrom = 2022-01-01", [
        ("law.toml", "from = 2022-01-01", "ST-FL has a version from 2022-01-01 below one from 2023-03-29; put the earlier one first"),
    ];
    a_gap_between_versions: "law.toml", "unsettled = \"fl-list\"" => "until = 2023-03-31\nunsettled = \"fl-list\"", [
        ("law.toml", "from = 2023-04-04", "ST-FL has no version from 2023-04-01 to 2023-04-03; begin this one on 2023-04-01, or suspend the one before"),
    ];
    versions_that_overlap: "law.toml", "unsettled = \"fl-list\"" => "until = 2023-04-30\nunsettled = \"fl-list\"", [
        ("law.toml", "from = 2023-04-04", "ST-FL has a version until 2023-04-30 and the next from 2023-04-04; end the first on 2023-04-03"),
    ];
    a_version_that_ends_before_it_begins: "law.toml", "from = 2024-06-24\n" => "from = 2024-06-24\nuntil = 2024-06-23\n", [
        ("law.toml", "until = 2024-06-23", "the version of EL-1 from 2024-06-24 ends on 2024-06-23, before it begins; correct one of the days"),
    ];
    a_suspension_that_ends_before_it_begins: "law.toml", "until = 2026-11-09 }" => "until = 2025-11-09 }", [
        ("law.toml", "suspended = { from = 2025-11-10, until =", "the suspension of EL-2 ends on 2025-11-09, before it begins on 2025-11-10; correct one of the days"),
    ];
    a_suspension_outside_its_version: "law.toml", "until = 2026-11-09 }" => "until = 2026-11-10 }", [
        ("law.toml", "suspended = { from = 2025-11-10, until =", "the suspension of EL-2 from 2025-11-10 to 2026-11-10 lies outside its version from 2025-09-29 to 2026-11-09; correct it"),
    ];
    a_due_day_outside_its_version: "law.toml", "due = [2017-10-13]" => "until = 2017-10-12\ndue = [2017-10-13]", [
        ("law.toml", "due", "the due day 2017-10-13 of BOD-1 lies outside its version from 2017-09-13 to 2017-10-12; correct it"),
    ];
    versions_that_follow_each_other_are_no_mistake: "law.toml", "unsettled = \"fl-list\"" => "until = 2023-04-03\nunsettled = \"fl-list\"", [];
    a_version_of_one_day_is_no_mistake: "law.toml", "from = 2024-06-21\n" => "from = 2024-06-21\nuntil = 2024-06-21\n", [];
    a_suspension_of_one_day_is_no_mistake: "law.toml", "until = 2026-11-09 }" => "until = 2025-11-10 }", [];
    a_due_day_that_is_the_last_of_its_version_is_no_mistake: "law.toml", "from = 2024-06-21\n" => "from = 2024-06-21\nuntil = 2024-06-30\ndue = [2024-06-30]\n", [];
    a_provision_without_a_version: "law.toml", "[[provision.version]]\nfrom = 2024-06-24\n" => "version = []\n", [
        ("law.toml", "id = \"EL-1\"", "EL-1 has no version; say from when it holds"),
    ];
    a_day_before_the_record: "law.toml", "from = 2017-12-12\n" => "from = 2016-12-12\n", [
        ("law.toml", "from = 2016-12-12", "2016-12-12 lies before the record, which starts on 2017-09-13; move the day or the record"),
    ];
    verified_after_a_source_was_last_checked: "law.toml", "checked = 2026-11-23" => "checked = 2026-11-22", [
        ("law.toml", "checked = 2026-11-22", "`verified` says that every source was checked by 2026-11-23, but “bis-release-quoted” was last checked on 2026-11-22; check it again, or set `verified` to 2026-11-22 or earlier"),
    ];
    verified_before_a_rule_was_seen: "law.toml", "last_seen = 2026-10-10" => "last_seen = 2026-12-10", [
        ("law.toml", "last_seen = 2026-12-10", "FAR-3 was seen in force on 2026-12-10, after `verified`, which is 2026-11-23; set `verified` to 2026-12-10 or later"),
    ];
    texts_out_of_order: "law.toml", "from = [2017-09-13, 2024-06-24, 2025-09-29," => "from = [2017-09-13, 2025-09-29, 2024-06-24,", [
        ("law.toml", "from = [2017-09-13, 2025-09-29, 2024-06-", "2024-06-24 stands after 2025-09-29 in the short answer “export”; name each day once, the earliest first"),
    ];
    a_short_answer_that_never_begins: "law.toml", "options = [\"export\"]\nfrom = [2017-09-13, 2024-06-24, 2025-09-29, 2025-11-10, 2026-11-10]" => "options = [\"export\"]\nfrom = []", [
        ("en.toml", "\"2017-09-13\" = \"We found no export rule ", "nothing in law.toml names “short.export.2017-09-13”; take it out, or name it there"),
        ("en.toml", "\"2024-06-24\" = \"The requirement, in effect", "nothing in law.toml names “short.export.2024-06-24”; take it out, or name it there"),
        ("en.toml", "\"2025-09-29\"", "nothing in law.toml names “short.export.2025-09-29”; take it out, or name it there"),
        ("en.toml", "\"2025-11-10\"", "nothing in law.toml names “short.export.2025-11-10”; take it out, or name it there"),
        ("en.toml", "\"2026-11-10\"", "nothing in law.toml names “short.export.2026-11-10”; take it out, or name it there"),
        ("law.toml", "[[short_answer]]\nid = \"export\"", "the short answer “export” never begins; give it a day in “from”"),
    ];
    a_day_offered_twice: "law.toml", "on = 2024-07-20" => "on = 2024-06-20", [
        ("en.toml", "chip = \"new deals barred\"", "nothing in law.toml names “day.2024-07-20.chip”; take it out, or name it there"),
        ("en.toml", "what = \"Ban on Kaspersky’s new agreements", "nothing in law.toml names “day.2024-07-20.what”; take it out, or name it there"),
        ("law.toml", "on = 2024-06-20\n\n[[day]]\non = 2024-06-20", "2024-06-20 stands after 2024-06-20 in the list of [[day]]; name each day once, the earliest first"),
    ];
}

// Sources.
mistakes! {
    a_provision_without_a_source: "law.toml", "sources = [\n    { id = \"skadden\", quote = \"automatically reimposes the Affiliates Rule on November 10, 2026, unless BIS takes further regulatory action\" },\n]" => "sources = []", [
        ("law.toml", "id = \"EL-2\"", "EL-2 has no source; name where its words come from"),
        ("law.toml", "id = \"skadden\"", "nothing uses the source “skadden”; name it where it shows something, or take it out"),
    ];
    a_claim_without_a_source: "law.toml", "sources = [\n    { id = \"kaspersky-statement\", quote = \"to preserve its current operations and relationships\" },\n]" => "sources = []", [
        ("law.toml", "id = \"S18\"", "the claim S18 has no source; name what shows it"),
    ];
    something_to_look_up_about_an_unknown_provision: "law.toml", "provisions = [\"EL-2\"]" => "provisions = [\"EL-9\"]", [
        ("law.toml", "provisions = [\"EL-9", "there is no provision “EL-9”; add it, or name one that exists"),
    ];
    a_source_that_nothing_uses: "law.toml", "    { id = \"upi\" },\n" => "", [
        ("law.toml", "id = \"upi\"", "nothing uses the source “upi”; name it where it shows something, or take it out"),
    ];
    a_quotation_of_60_words_is_no_mistake: "law.toml", "aren't violating the law" => &"law ".repeat(60), [];
    a_quotation_of_61_words: "law.toml", "aren't violating the law" => &"law ".repeat(61), [
        ("law.toml", "law law", "this quotation has 61 words; 60 are the most, cut it"),
    ];
    official_advice_without_its_words: "law.toml", "quote = \"strongly encouraged to expeditiously transition to new vendors\"\n" => "", [
        ("law.toml", "id = \"switch\"", "the advice “switch” is official without a quotation; quote it with its source, or say by = \"us\""),
    ];
    a_quotation_from_nowhere: "law.toml", "by = \"us\"\nsource = \"incyber\"" => "by = \"us\"", [
        ("law.toml", "id = \"incyber\"", "nothing uses the source “incyber”; name it where it shows something, or take it out"),
        ("law.toml", "quote = \"The same substitution occurred ", "the quotation in the advice “other-products” has no source; name it"),
    ];
}

// Wording.
mistakes! {
    a_text_that_is_missing: "en.toml", "title = \"No resale\"\n" => "", [
        ("en.toml", "[provision.FD-4]", "“provision.FD-4.title” is missing; write it"),
    ];
    a_text_that_is_empty: "en.toml", "title = \"No resale\"" => "title = \"\"", [
        ("en.toml", "[provision.FD-4]\ntitle", "“provision.FD-4.title” is empty; write it"),
    ];
    a_table_that_is_missing: "en.toml", "[advice.move]" => "[advice.moves]", [
        ("en.toml", "[advice.switch]", "[advice.move] is missing; write it"),
        ("en.toml", "text = \"Back up your data, choose a new ", "nothing in law.toml names “advice.moves.text”; take it out, or name it there"),
    ];
    a_day_of_a_short_answer_without_a_text: "en.toml", "[short.export]\n\"2017-09-13\"" => "[short.export]\n\"2017-09-14\"", [
        ("en.toml", "[short.export]", "“short.export.2017-09-13” is missing; write it"),
        ("en.toml", "\"2017-09-14\"", "nothing in law.toml names “short.export.2017-09-14”; take it out, or name it there"),
    ];
    a_version_that_does_not_exist: "en.toml", "[provision.EL-2.versions]\n\"2025-09-29\"" => "[provision.EL-2.versions]\n\"2025-09-28\"", [
        ("en.toml", "\"2025-09-28\"", "nothing in law.toml names “provision.EL-2.versions.2025-09-28”; take it out, or name it there"),
    ];
    a_reason_that_nothing_names: "en.toml", "[because]\n" => "[because]\nmore = \"More is missing.\"\n", [
        ("en.toml", "more = \"More is missing.\"", "nothing in law.toml names “because.more”; take it out, or name it there"),
    ];
    a_button_that_nothing_shows: "en.toml", "kicker = \"Legal explainer\"" => "kicker = \"Legal explainer\"\nprint = \"Print\"", [
        ("en.toml", "print = ", "no button, heading or notice shows “interface.print”; take it out"),
    ];
    a_button_without_words: "en.toml", "copy_link = \"Copy link\"\n" => "", [
        ("en.toml", "[interface]", "“interface.copy_link” is missing; write it"),
    ];
    eleven_months: "en.toml", "\"January\", " => "", [
        ("en.toml", "[interface]", "“months” in [interface] names 11 months; name twelve"),
    ];
    words_for_readers_whom_nothing_binds: "en.toml", "title = \"No updates from Kaspersky\"" => "title = \"No updates from Kaspersky\"\nbinds = \"You may not update.\"", [
        ("en.toml", "binds = \"You may not update.\"", "FD-2 binds no reader in law.toml, so “provision.FD-2.binds” is never shown; take it out"),
    ];
    no_words_for_readers_whom_it_binds: "en.toml", "binds = \"You are barred from reselling" => "blinds = \"You are barred from reselling", [
        ("en.toml", "[provision.FD-4]", "“provision.FD-4.binds” is missing; write it"),
        ("en.toml", "blinds", "nothing in law.toml names “provision.FD-4.blinds”; take it out, or name it there"),
    ];
    words_for_readers_whom_nothing_affects: "en.toml", "[provision.FD-5]\n" => "[provision.FD-5]\nlabel = \"Sellers must stop\"\naffects = \"They may not.\"\n", [
        ("en.toml", "label = \"Sellers must stop\"", "FD-5 affects no reader in law.toml, so “provision.FD-5.label” is never shown; take it out"),
        ("en.toml", "affects = \"They may not.\"", "FD-5 affects no reader in law.toml, so “provision.FD-5.affects” is never shown; take it out"),
    ];
    no_words_for_readers_whom_it_affects: "en.toml", "label = \"Barred for resellers\"\n" => "", [
        ("en.toml", "[provision.FD-4]", "“provision.FD-4.label” is missing; write it"),
    ];
    another_language_than_its_file: "en.toml", "language = \"en\"" => "language = \"es\"", [
        ("en.toml", "language = \"es\"", "the language is “es”, but the file is en.toml; let them agree"),
    ];
    a_sentence_of_31_words: "en.toml", "text = \"First edition.\"" => &format!("text = \"First edition. It{}.\"", " goes".repeat(30)), [
        ("en.toml", "text = \"First edition.", "“revision.first.text” has a sentence of 31 words (“It goes goes goes …”); 30 are the most, split it"),
    ];
    a_short_answer_above_grade_8: "en.toml", "\"2018-10-01\" = \"That is our reading of section 1634, in effect since Oct. 1, 2018. It names" => "\"2018-10-01\" = \"Since Oct. 1, 2018, your organization’s continued utilization necessarily constitutes noncompliance. It names", [
        ("en.toml", "utilization", "“short.federal-other.2018-10-01” is too hard to read (Flesch-Kincaid grade 15.8, the limit is 8.0); shorten its sentences and words"),
    ];
    a_short_answer_of_five_sentences: "en.toml", "\"2018-10-01\" = \"That is our reading of section 1634, in effect since Oct. 1, 2018. It names" => "\"2018-10-01\" = \"That is our reading of section 1634, in effect since Oct. 1, 2018. Stop. Now. Then rest. It names", [
        ("en.toml", "Then rest", "“short.federal-other.2018-10-01” has 5 sentences; 4 are the most, leave one to a provision"),
    ];
    a_description_of_161_characters: "en.toml", "description = \"" => &format!("description = \"{}\" # ", "x".repeat(161)), [
        ("en.toml", "description = ", "“description” has 161 characters; 160 are the most, shorten it"),
    ];
    a_description_of_160_characters_is_no_mistake: "en.toml", "description = \"" => &format!("description = \"{}\" # ", "x".repeat(160)), [];
    a_word_that_is_never_said_about_a_claim: "en.toml", "law = \"Its name is" => "law = \"It is legal. Its name is", [
        ("en.toml", "It is legal.", "“claim.S8.law” says “legal”; say only what the source says"),
    ];
    a_word_that_is_never_said: "en.toml", "text = \"First edition.\"" => "text = \"Use is allowed.\"", [
        ("en.toml", "Use is allowed", "“revision.first.text” says “allowed”; say only what the source says"),
    ];
    an_exception_that_spreads: "en.toml", "text = \"First edition.\"" => "text = \"You are exempt from the ban.\"", [
        ("en.toml", "exempt from the ban.", "“revision.first.text” says “exempt from the ban”; say only what the source says"),
    ];
    a_straight_apostrophe: "en.toml", "text = \"First edition.\"" => "text = \"Kaspersky's.\"", [
        ("en.toml", "Kaspersky's.", "“revision.first.text” has a straight quote or apostrophe; write “ ” or ’"),
    ];
    a_space_at_the_end: "en.toml", "text = \"First edition.\"" => "text = \"First edition. \"", [
        ("en.toml", "edition. \"", "“revision.first.text” begins or ends with a space; take it out"),
    ];
    two_spaces: "en.toml", "text = \"First edition.\"" => "text = \"First  edition.\"", [
        ("en.toml", "First  edition", "“revision.first.text” has two spaces in a row; take one out"),
    ];
}

// What readers see.
mistakes! {
    a_period_without_a_short_answer: "law.toml", "options = [\"license\"]\nfrom = [2017-09-13, 2024-07-20, 2024" => "options = [\"license\"]\nwhen = [{ product = [\"software\"] }]\nfrom = [2017-09-13, 2024-07-20, 2024", [
        ("law.toml", "    { id = \"license\", roles = [\"business", "no short answer fits “license” for business, us, license, embedded on 2017-09-13; write one that has begun by then"),
    ];
    a_text_that_changes_inside_a_period: "law.toml", "suspended = { from = 2025-11-10" => "suspended = { from = 2025-11-11", [
        ("law.toml", "from = [2017-09-13, 2024-06-24, 2025-09-", "the short answer “export” begins on 2025-11-10, when nothing changes for business, us, export, software; begin it on the first day of a period"),
    ];
    a_short_answer_that_denies_a_rule: "en.toml", "\"2024-09-29\" = \"The Commerce Department’s June 2024 order has barred it" => "\"2024-09-29\" = \"We found no rule. The Commerce Department’s June 2024 order has barred it", [
        ("en.toml", "\"2024-09-29\" = \"We found no rule. The", "“short.license.2024-09-29” says “no rule”, but FD-6 binds business, us, license, software on 2024-09-29; say what binds"),
    ];
    a_short_answer_that_no_reader_sees: "law.toml", "id = \"fcc-subsidy-unsettled\"\noptions = [\"fcc-subsidy\"]\nwhen = [{ product = [\"advice\", \"other\"] }]\nfrom" => "id = \"fcc-subsidy-unsettled\"\noptions = [\"fcc-subsidy\"]\nwhen = [{ product = [\"informational\"] }]\nfrom", [
        ("law.toml", "from = [2017-09-13, 2022-05-24]", "no reader ever sees the short answer “fcc-subsidy-unsettled” of 2017-09-13; move it up, or take it out"),
        ("law.toml", "from = [2017-09-13, 2022-05-24]", "no reader ever sees the short answer “fcc-subsidy-unsettled” of 2022-05-24; move it up, or take it out"),
    ];
}

#[test]
fn a_folder_without_a_law_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_law");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let found: Vec<String> = check::check(&folder).iter().map(Fault::to_string).collect();
    let place = folder.display();
    assert_eq!(
        found,
        [
            format!("en.toml:1: there is no wording in any language; write this file into {place}"),
            format!(
                "law.toml:1: the file cannot be read (No such file or directory (os error 2)); put it into {place}"
            ),
        ]
    );
}

#[test]
fn sources_not_checked_for_more_than_90_days_are_overdue() {
    let law = law::load(&LAW, "en").expect("the law can be read");
    let verified = law.explainer.verified;
    let later = |n_days: usize| (0..n_days).fold(verified, |day: Day, _| day.next());
    assert_eq!(check::overdue(&law, verified), [""; 0]);
    assert_eq!(check::overdue(&law, later(90)), [""; 0]);
    let (checked, today) = (verified.to_iso(), later(91).to_iso());
    assert_eq!(
        check::overdue(&law, later(91)),
        [format!(
            "us-kaspersky: the sources were last checked on {checked}, 91 days before {today}; check them again and set `verified`"
        )]
    );
}

#[test]
fn a_short_answer_that_denies_a_rule_that_holds_whatever_is_chosen_is_told() {
    let (law, words) = lanterns::texts();
    let law = law
        .replacen("binds = [{ harbour = [\"south\"] }]", "binds = [{ role = [\"keeper\"] }]", 1)
        .replacen("affects = [{ role = [\"keeper\"] }]", "affects = [{ harbour = [\"south\"] }]", 1);
    let find = "Whether your store counts is unclear.";
    let words = words.replacen(find, "We found no rule on stores.", 1);
    let found: Vec<String> = check::check_texts(&law, &words).iter().map(Fault::to_string).collect();
    let line = line(&words, "We found no rule");
    assert_eq!(
        found,
        [format!(
            "en.toml:{line}: “short.store.2020-01-01” says “no rule”, but LO-2 binds keeper, store, summer on \
             2022-01-01; say what binds"
        )]
    );
}

#[test]
fn a_quotation_that_its_stored_text_does_not_have_is_told() {
    let (folder, text) = folder_with(
        "misquoted",
        "law.toml",
        "identify the use or presence of Kaspersky-branded products on all",
        "identify the use or presence of Kaspersky-branded products on some",
    );
    let line = line(&text, "Kaspersky-branded products on some");
    let expected = format!(
        "law.toml:{line}: sources/bod-17-01.md, the text of “bod-17-01”, does not have these words; quote what stands there"
    );
    let found: Vec<String> = check::check(&folder).iter().map(Fault::to_string).collect();
    assert!(found.contains(&expected), "{found:#?}");
}

#[test]
fn a_stored_text_that_is_no_source_is_told() {
    let (folder, _) = folder_with("stray", "law.toml", "\n", "\n");
    fs::copy(LAW.join("sources/bod-17-01.md"), folder.join("sources/bod-17-02.md"))
        .expect("it can be copied");
    let found: Vec<String> = check::check(&folder).iter().map(Fault::to_string).collect();
    assert_eq!(
        found,
        [
            "law.toml:1: no source has the text sources/bod-17-02.md; name it in one as text = \"bod-17-02.md\", or take the file out"
        ]
    );
}

#[test]
fn what_was_promised_to_be_looked_at_is_said_from_its_day_on() {
    let promises = law::promises(&LAW);
    let day = |text: &str| Day::from_iso(text).expect("a test names real days");
    let affiliates = |on: &str| {
        let said = check::promised(&promises, day(on));
        said.into_iter().filter(|said| said.starts_with("EL-2")).collect::<Vec<_>>()
    };
    assert_eq!(affiliates("2026-11-09"), [""; 0]);
    assert_eq!(
        affiliates("2026-11-24"),
        [
            "EL-2: since 2026-11-10, 14 days ago, it can be looked up whether the Affiliates Rule came back when its \
             suspension ended; do so, then take its [[recheck]] out or move its day"
        ]
    );
}
