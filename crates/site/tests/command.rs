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

/// Expects that nothing is done but to say this sentence.
#[track_caller]
fn check_refused(name: &str, arguments: &[&str], sentence: &str) {
    let (called, here) = call(name, arguments);
    assert_eq!((called.code, called.said.as_str(), called.complained.as_str()), (2, "", sentence));
    let left = fs::read_dir(here).expect("it was made").count();
    assert_eq!(left, 0, "nothing is written");
}

macro_rules! refused {
    ($($name:ident: $arguments:expr => $sentence:expr;)*) => {
        $(#[test]
        fn $name() {
            let law = law();
            let mut arguments: Vec<&str> = $arguments.to_vec();
            arguments.extend(["--law", &law]);
            check_refused(stringify!($name), &arguments, $sentence);
        })*
    };
}

refused! {
    a_misspelt_day_of_check: ["check", "--todya", "2027-01-01"] =>
        "site check does not understand “--todya”; it takes --today YYYY-MM-DD and --law FOLDER.";
    a_language_for_check: ["check", "es"] =>
        "site check does not understand “es”; it takes --today YYYY-MM-DD and --law FOLDER.";
    a_day_of_check_that_is_missing: ["check", "--today"] =>
        "--today takes a value.";
    a_language_for_grade: ["grade", "es"] =>
        "site grade does not understand “es”; it takes --law FOLDER, and lists every language.";
    a_misspelt_all: ["translated", "es", "--al"] =>
        "site translated does not understand “--al”; it takes a language, then keys or --all, and --law FOLDER.";
    all_and_a_key_at_once: ["translated", "es", "short.use.2024-09-29", "--all"] =>
        "--all stands for every text of the language; leave out either it or the keys.";
    a_flag_in_place_of_the_folder_to_bake_into: ["bake", "--out"] =>
        "site bake does not understand “--out”; it takes the folder to write into and --law FOLDER.";
    two_folders_to_bake_into: ["bake", "one", "two"] =>
        "site bake takes one folder to write into.";
    a_misspelt_stage: ["print", "--stgae"] =>
        "site print does not understand “--stgae”; it takes one folder, or --stage inside Trunk’s hook, and --law FOLDER.";
    the_stage_with_a_folder: ["print", "--stage", "out"] =>
        "site print does not understand “--stage”; it takes one folder, or --stage inside Trunk’s hook, and --law FOLDER.";
    the_stage_outside_of_the_hook: ["print", "--stage"] =>
        "TRUNK_STAGING_DIR is not set; --stage is for Trunk’s post_build hook.";
    two_folders_to_print_into: ["print", "one", "two"] =>
        "site print takes one folder, or --stage inside Trunk’s hook.";
    a_role_without_its_flag: ["explain", "business"] =>
        "site explain does not understand “business”; it takes --role --place --doing --body --product --on --lang --json --law.";
    a_flag_of_explain_without_its_value: ["explain", "--role"] =>
        "--role takes a value.";
    a_command_that_is_none: ["chekc"] =>
        "There is no command “chekc”; the commands are: check, translated, grade, bake, explain, print, help.";
}

#[test]
fn help_is_given_wherever_it_is_asked_for_and_nothing_is_done() {
    for arguments in [&["help"][..], &["--help"], &["bake", "--help"], &["print", "-h"]] {
        let (called, here) = call("help", arguments);
        assert_eq!((called.code, called.complained.as_str()), (0, ""), "{arguments:?}");
        for command in ["check", "translated", "grade", "bake", "explain", "print"] {
            assert!(called.said.contains(&format!("\n  site {command}")), "help names {command}");
        }
        assert_eq!(fs::read_dir(here).expect("it was made").count(), 0, "{arguments:?} writes nothing");
    }
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
