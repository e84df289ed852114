//! The tool on the command line: whatever it does not understand it refuses, in a sentence that says what it takes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What came of a call: its code, what it said, and what it complained of.
struct Called {
    code: i32,
    said: String,
    complained: String,
}

/// Calls the tool in a folder of its own, in which it may write.
fn call(name: &str, arguments: &[&str]) -> (Called, PathBuf) {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    // What an earlier run has left would hide what this one writes.
    let _ = fs::remove_dir_all(&here);
    fs::create_dir_all(&here).expect("the target folder can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_site"))
        .args(arguments)
        .current_dir(&here)
        .env_remove("TRUNK_STAGING_DIR")
        .output()
        .expect("the tool was built for this test");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    let called = Called {
        code: output.status.code().expect("it ends by itself"),
        said: text(&output.stdout),
        complained: text(&output.stderr),
    };
    (called, here)
}

fn law() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky").display().to_string()
}

/// Expects that nothing is done but to say this, and the exit status 2.
#[track_caller]
fn check_refused(arguments: &[&str], sentence: &str) {
    let law = law();
    let (called, here) = call("refused", &[arguments, &["--law", &law]].concat());
    assert_eq!((called.code, called.said.as_str()), (2, ""), "{arguments:?}");
    let first = called.complained.lines().next().unwrap_or_default();
    assert_eq!(first, sentence, "{arguments:?}");
    assert_eq!(fs::read_dir(here).expect("it was made").count(), 0, "{arguments:?} writes nothing");
}

#[test]
fn what_is_not_understood_is_refused() {
    check_refused(&["chekc"], "error: unrecognized subcommand 'chekc'");
    check_refused(&["check", "--todya", "2027-01-01"], "error: unexpected argument '--todya' found");
    check_refused(&["check", "es"], "error: unexpected argument 'es' found");
    check_refused(&["grade", "es"], "error: unexpected argument 'es' found");
    check_refused(&["translated", "es", "--al"], "error: unexpected argument '--al' found");
    check_refused(&["bake", "one", "two"], "error: unexpected argument 'two' found");
    check_refused(&["render", "--stgae"], "error: unexpected argument '--stgae' found");
    check_refused(&["render"], "error: the following required arguments were not provided:");
    check_refused(&["render", "--stage", "out"], "error: the argument '--stage' cannot be used with '[OUT]'");
    check_refused(
        &["render", "--stage", "--replace"],
        "error: the argument '--stage' cannot be used with '--replace'",
    );
    check_refused(&["explain", "business"], "error: unexpected argument 'business' found");
    let day = "for '--today <YYYY-MM-DD>': write a real day as YYYY-MM-DD, like 2024-09-29";
    check_refused(&["check", "--today", "2027-02-30"], &format!("error: invalid value '2027-02-30' {day}"));
}

#[test]
fn a_name_that_does_not_exist_gets_the_names_that_do() {
    check_refused(
        &["explain", "--role", "shop"],
        "There is no role “shop”; the valid ones are: consumer, business, government.",
    );
    check_refused(
        &["explain", "--role", "consumer", "--doing", "use,sell"],
        "There is no option “sell” for --doing and the role “consumer”; the valid ones are: use, buy.",
    );
    check_refused(
        &["explain", "--role", "business", "--body", "local"],
        "A reader of the role “business” is not asked for --body; leave it out.",
    );
    check_refused(
        &["explain", "--role", "consumer", "--place", "us,elsewhere"],
        "--place takes exactly one option: us, us-person-abroad, elsewhere.",
    );
    check_refused(&["explain"], "Name a role with --role: consumer, business, government.");
    check_refused(
        &["explain", "--role", "consumer", "--on", "2024-02-31"],
        "error: invalid value '2024-02-31' for '--on <YYYY-MM-DD>': write a real day as YYYY-MM-DD, like 2024-09-29",
    );
    check_refused(
        &["explain", "--role", "consumer", "--lang", "fr"],
        "There is no language “fr”; the languages are: en, es.",
    );
    check_refused(
        &["translated", "fr"],
        "There is no language “fr” that translates en.toml; the languages are: es.",
    );
    check_refused(
        &["render", "--stage"],
        "TRUNK_STAGING_DIR is not set; --stage is for Trunk’s post_build hook.",
    );
}

#[test]
fn help_is_given_at_every_level_and_nothing_is_done() {
    let law = law();
    for command in ["check", "translated", "grade", "bake", "explain", "render", "completions"] {
        let (all, _) = call("help", &["--help"]);
        assert!(all.said.contains(&format!("\n  {command} ")), "help names {command}");
        let (called, here) = call("help", &[command, "--help", "--law", &law]);
        assert_eq!((called.code, called.complained.as_str()), (0, ""), "{command}");
        assert!(called.said.contains(&format!("Usage: site {command}")), "{}", called.said);
        assert_eq!(fs::read_dir(here).expect("it was made").count(), 0, "{command} --help writes nothing");
    }
}

#[test]
fn the_flags_of_explain_are_the_questions_of_the_law_that_is_used() {
    let other = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command/other_law");
    fs::create_dir_all(&other).expect("the target folder can be written");
    for name in ["law.toml", "en.toml"] {
        let text = fs::read_to_string(Path::new(&law()).join(name)).expect("the law can be read");
        let renamed = ["id = \"D\"", "question = \"D\"", "[question.D]", "{ D =", ", D =", "\nD ="];
        let text = renamed.iter().fold(text, |text, place| {
            text.replace(&place.replace('D', "doing"), &place.replace('D', "activity"))
        });
        fs::write(other.join(name), text).expect("the target folder can be written");
    }
    let other = other.display().to_string();
    let (called, _) =
        call("other", &["explain", "--law", &other, "--role", "business", "--activity", "resell"]);
    assert_eq!((called.code, called.complained.as_str()), (0, ""));
    let (called, _) = call("other", &["explain", "--law", &other, "--role", "business", "--doing", "resell"]);
    assert_eq!(called.code, 2, "{}", called.complained);
    let (called, _) = call("other", &["completions", "bash", "--law", &other]);
    assert!(
        called.said.contains("--activity") && !called.said.contains("--doing"),
        "completions know the flags"
    );
}

#[test]
fn explain_names_the_faults_of_a_law_that_cannot_be_read() {
    let (called, here) = call("no_law", &["explain", "--law", ".", "--role", "business"]);
    assert_eq!(called.code, 1, "{}", called.complained);
    assert!(called.complained.contains("law.toml"), "{} in {}", called.complained, here.display());
}

#[test]
fn one_fault_is_one_fault() {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command/one_fault_law");
    fs::create_dir_all(&copy).expect("the target folder can be written");
    for (name, from, to) in
        [("law.toml", "", ""), ("en.toml", "text = \"First edition.\"", "text = \"First  edition.\"")]
    {
        let text = fs::read_to_string(Path::new(&law()).join(name)).expect("the law can be read");
        assert!(text.contains(from), "{name} has no “{from}”; let the mistake name something it has");
        fs::write(copy.join(name), text.replacen(from, to, 1)).expect("the target folder can be written");
    }
    // The quotations are looked for in the stored texts.
    fs::create_dir_all(copy.join("sources")).expect("the target folder can be written");
    for text in fs::read_dir(Path::new(&law()).join("sources")).expect("the law has stored texts") {
        let text = text.expect("the folder can be read").path();
        let name = text.file_name().expect("a file has a name");
        fs::copy(&text, copy.join("sources").join(name)).expect("the target folder can be written");
    }
    let (called, _) = call("one_fault", &["check", "--law", &copy.display().to_string()]);
    assert_eq!(called.code, 1);
    let last = called.complained.lines().last().unwrap_or_default();
    assert_eq!(last, format!("1 fault in {}.", copy.display()));
    assert_eq!(
        called.complained.lines().count(),
        2,
        "the fault, and how many there are: {}",
        called.complained
    );
}

#[test]
fn what_is_understood_is_done() {
    // On the first day of the record nothing is overdue yet, whatever was last checked when.
    let (called, _) = call("right", &["check", "--law", &law(), "--today", "2017-09-13"]);
    assert_eq!((called.code, called.complained.as_str()), (0, ""));
    let (called, _) = call("stale", &["check", "--law", &law(), "--today", "2030-01-01"]);
    assert_eq!(called.code, 0, "what is overdue is a reminder");
    assert!(called.complained.contains("check them again and set `verified`"), "{}", called.complained);
    let (called, here) = call("baked", &["bake", "out", "--law", &law()]);
    assert_eq!((called.code, called.complained.as_str()), (0, ""));
    let languages = site::law::languages(Path::new(&law()));
    let baked = fs::read_dir(here.join("out")).expect("it was written").count();
    assert_eq!(baked, languages.len(), "a file for each language");
}
