//! The editor's desk: an explainer to begin with, what is accepted and what is refused, what is to be looked up.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
};

use ban_explainer::sentences;
use rules::{Answers, Day};
use site::{
    check,
    desk::{
        accept::{self, Wishes},
        due, new,
    },
    diff::{self, Diff},
};

#[path = "diff/copies.rs"]
mod copies;

use copies::{copy, edit};

fn day(iso: &str) -> Day {
    Day::from_iso(iso).expect("a test names real days")
}

/// A new explainer in a folder of its own.
fn begin(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new").join(name);
    let _ = fs::remove_dir_all(&folder);
    new::new(&folder, day("2026-11-25")).unwrap_or_else(|why| panic!("{why}"));
    folder
}

/// Every file of a folder, whole.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it is there").flatten() {
        if entry.path().is_dir() {
            files.extend(content(&entry.path()));
        } else {
            files.insert(entry.path(), fs::read(entry.path()).expect("it can be read"));
        }
    }
    files
}

fn names(folder: &Path) -> Vec<String> {
    content(folder)
        .keys()
        .map(|path| path.strip_prefix(folder).expect("it lies inside").display().to_string())
        .collect()
}

fn changed(before: &Path, after: &Path) -> Diff {
    diff::between((before, "before"), (after, "after")).unwrap_or_else(|why| panic!("{why}"))
}

/// Nothing is written, and this is said.
#[track_caller]
fn check_refused(folder: &Path, wishes: &Wishes, sentence: &str) {
    let before = content(folder);
    let refused = accept::accept(folder, wishes).map(|_| ()).expect_err("it is refused").to_string();
    assert_eq!(refused, sentence);
    assert_eq!(content(folder), before, "nothing has changed");
}

#[test]
fn a_new_explainer_is_whole_and_accepted_as_it_is() {
    let folder = begin("quiet-hours");
    assert_eq!(names(&folder), ["en.toml", "law.toml"]);
    let faults: Vec<String> = check::check(&folder).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let accepted = accept::accept(&folder, &Wishes::default()).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(names(&folder), ["en.toml", "golden.txt", "law.toml", "proof.json", "shipped.txt"]);
    assert!(accepted.new_paths > 10, "only {} paths", accepted.new_paths);
    assert!(!accepted.is_tested, "the tests of this repository are about another law");
    // 8 ways to answer: a resident runs one or has not said; a gardener does any, both or has not said.
    assert_eq!(accepted.proved.readers, 2 + 4);
    // It asks for no place, and its line names none.
    let law = law_files::law::load(&folder, "en").expect("it has no faults");
    let gardener = law.explainer.option("gardener").expect("it has this role");
    let answers = Answers::new(&law.explainer, gardener, day("2026-11-25")).expect("it is a role");
    assert_eq!(sentences::who(&law, &answers), "A gardener, on Nov. 25, 2026");
    let again = accept::accept(&folder, &Wishes::default()).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(again.written, Vec::<PathBuf>::new(), "what holds already is left alone");
}

#[test]
fn a_new_explainer_takes_no_folder_that_is_in_use_and_no_name_that_is_no_id() {
    let folder = begin("in-use");
    let before = content(&folder);
    let refused = new::new(&folder, day("2026-11-25")).map_err(|why| why.to_string());
    assert_eq!(refused, Err(format!("{} is there already; name a folder that is not", folder.display())));
    assert_eq!(content(&folder), before);
    let refused =
        new::new(&folder.with_file_name("My Law"), day("2026-11-25")).map_err(|why| why.to_string());
    assert_eq!(
        refused,
        Err("“My Law” cannot be the id of an explainer; name a folder in lower-case letters, digits and hyphens".to_owned())
    );
}

#[test]
fn an_edit_is_accepted_with_its_new_pages() {
    let before = begin("edit-before");
    let folder = begin("edit-after");
    accept::accept(&folder, &Wishes::default()).unwrap_or_else(|why| panic!("{why}"));
    edit(&folder, "law.toml", "from = 2026-03-01\n\n", "from = 2026-03-01\nuntil = 2028-02-29\n\n");
    // The verdict says that it is barred, and from March 2028 on it is not: the proof finds it.
    let recorded = content(&folder);
    let refused = accept::accept(&folder, &Wishes::default()).map(|_| ()).expect_err("the verdict is wrong");
    assert!(refused.to_string().ends_with("nothing was written."), "{refused}");
    assert_eq!(content(&folder), recorded, "nothing has changed");
    let diff = changed(&before, &folder);
    let days: Vec<&str> =
        diff.groups.iter().flat_map(|group| &group.changes).map(|change| change.from.as_str()).collect();
    assert!(days.contains(&"2028-03-01"), "{}", diff::text(&diff));
}

#[test]
fn a_file_saved_half_is_not_accepted() {
    let folder = begin("half");
    accept::accept(&folder, &Wishes::default()).unwrap_or_else(|why| panic!("{why}"));
    let words = fs::read_to_string(folder.join("en.toml")).expect("it was written");
    let half = &words[..words.find("[short.gardener]").expect("it has one") + 8];
    fs::write(folder.join("en.toml"), half).expect("it can be written");
    let before = content(&folder);
    let refused = accept::accept(&folder, &Wishes::default()).map(|_| ()).expect_err("it is no TOML");
    let refused = refused.to_string();
    assert!(refused.starts_with(&format!("en.toml:{}: ", half.lines().count())), "{refused}");
    assert!(
        refused.ends_with(&format!("1 fault in {}; nothing was written.", folder.display())),
        "{refused}"
    );
    assert_eq!(content(&folder), before, "nothing has changed");
}

#[test]
fn two_calls_at_once_do_not_meet() {
    let folder = begin("at-once");
    let held = File::open(folder.join("law.toml")).expect("it was written");
    held.lock().expect("nobody else holds it");
    check_refused(
        &folder,
        &Wishes::default(),
        &format!("another `site accept` is at work on {}; wait for it to end", folder.display()),
    );
}

#[test]
fn a_folder_without_a_law_or_without_words_is_not_accepted() {
    let folder = begin("no-words");
    fs::remove_file(folder.join("en.toml")).expect("it was written");
    check_refused(
        &folder,
        &Wishes::default(),
        &format!(
            "en.toml:1: there is no wording in any language; write this file into {0}\n\
             1 fault in {0}; nothing was written.",
            folder.display()
        ),
    );
    fs::remove_file(folder.join("law.toml")).expect("it was written");
    let refused = accept::accept(&folder, &Wishes::default()).map(|_| ()).expect_err("there is no law");
    assert!(refused.to_string().ends_with("; nothing was written"), "{refused}");
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[test]
fn a_translation_that_was_not_read_is_not_accepted() {
    let folder = begin("no-translation");
    check_refused(
        &folder,
        &Wishes { read: vec!["fr".to_owned()], ..Wishes::default() },
        "there is no translation “fr”; the translations are: none",
    );
    let folder = copy("unread");
    edit(&folder, "en.toml", "text = \"First edition.\"", "text = \"The first edition.\"");
    let refused = accept::accept(&folder, &Wishes::default()).map(|_| ()).expect_err("Spanish is older");
    assert!(refused.to_string().contains("revision."), "{refused}");
}

#[test]
fn what_is_due_stands_with_the_most_urgent_first() {
    let folder = begin("due");
    let due_on = |iso: &str| due::due(&folder, day(iso)).unwrap_or_else(|faults| panic!("{faults:?}"));
    let nothing = due_on("2026-11-25");
    assert!(nothing.is_empty());
    assert_eq!(nothing.text(), "Nothing is due on 2026-11-25.\n\nNext, on 2027-02-24: the source code.\n");
    let late = due_on("2027-03-01");
    let found: Vec<_> = late.due.iter().map(|item| (item.kind, item.source.as_deref(), item.days)).collect();
    assert_eq!(
        found,
        [
            (due::Kind::Recheck, None, 0),
            (due::Kind::Source, Some("code"), 5),
            (due::Kind::Source, Some("minutes"), 5),
            (due::Kind::Verified, None, 5),
        ]
    );
    assert_eq!(late.due[1].provisions, ["QH-1", "QH-2"]);
    assert_eq!(late.due[2].also, ["reason sleep"]);
    assert_eq!(late.due[2].quotations, ["residents lose sleep over early leaf blowers"]);
}
