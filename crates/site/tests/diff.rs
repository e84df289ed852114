//! What an edit of the law changes for readers, over every answer and every day.

use std::{fs, path::Path};

use site::{
    desk::snapshot::Snapshot,
    diff::{self, Diff, Kind},
};

#[path = "diff/copies.rs"]
mod copies;

use copies::{copy, edit, law};

fn between(before: &Path, after: &Path) -> Diff {
    diff::between((before, "before"), (after, "after")).unwrap_or_else(|why| panic!("{why}"))
}

#[track_caller]
fn check_refused(after: &Path, sentence: &str) {
    let refused = diff::between((&law(), "before"), (after, "after")).map(|_| ());
    assert_eq!(refused.map_err(|why| why.to_string()), Err(sentence.to_owned()));
}

#[test]
fn a_law_is_the_same_as_itself() {
    let diff = between(&law(), &law());
    assert!(diff.is_empty(), "{}", diff::text(&diff));
    assert_eq!(diff.answers.changed, 0);
    assert!(diff::text(&diff).contains("\nNothing differs.\n"));
}

#[test]
fn the_end_of_a_rule_reaches_those_it_bound_and_nobody_else() {
    let after = copy("nj-ends");
    let from = "[[provision.version]]\nfrom = 2023-01-09\n";
    edit(&after, "law.toml", from, &format!("{from}until = 2027-03-31\n"));
    let diff = between(&law(), &after);
    let ended = |group: &&diff::Group| {
        group.changes.iter().any(|change| {
            (change.kind, change.id.as_str(), change.from.as_str()) == (Kind::Rule, "ST-NJ", "2027-04-01")
                && change.until.is_none()
                && change.texts[0].after.as_deref() == Some("binds them; ended March 31, 2027")
        })
    };
    let bound = diff.groups.iter().find(ended).expect("those it bound are told that it ended");
    // An agency that has not said what it does is taken to use it.
    assert_eq!(
        bound.who,
        [
            "Government · “Use it”, or no answer to “What do you do with it?” · New Jersey executive agency · Antivirus or security software"
        ]
    );
    // Three places; using with four sets of what else an agency may do, and no answer.
    assert_eq!(bound.answers, 3 * 5);
    let rules =
        diff.groups.iter().flat_map(|group| &group.changes).filter(|change| change.kind == Kind::Rule);
    assert!(rules.clone().all(|change| change.id == "ST-NJ"), "no other rule is told otherwise");
    for pages in &diff.pages {
        assert!(pages.added.iter().all(|path| path.ends_with("/2027-04-01/")), "{:?}", pages.added);
        assert!(pages.retired.is_empty());
    }
    let edits: Vec<_> = diff.law.iter().map(|edit| (edit.key.as_str(), edit.after.as_deref())).collect();
    assert_eq!(edits, [("provision.ST-NJ.version.2023-01-09.until", Some("2027-03-31"))]);

    let page = diff::html(&diff);
    assert!(page.contains("<ins>binds them; ended March 31, 2027</ins>"));
    assert!(!page.contains("<script") && !page.contains("http"), "it loads nothing");
    let json = serde_json::to_value(&diff).expect("it has text keys only");
    assert_eq!(json["answers"]["changed"], diff.answers.changed);
}

#[test]
fn a_sentence_of_one_language_changes_for_its_readers_alone() {
    let after = copy("es-label");
    let es = fs::read_to_string(after.join("es.toml")).expect("it was copied");
    let line = es.lines().find(|line| line.starts_with("description = ")).expect("it has one");
    edit(&after, "es.toml", line, "description = \"Otra descripción.\"");
    let diff = between(&law(), &after);
    assert_eq!(diff.answers.changed, 0);
    let sentences: Vec<_> = diff
        .sentences
        .iter()
        .flat_map(|of| of.edits.iter().map(|edit| (of.language.as_str(), edit.key.as_str())))
        .collect();
    assert_eq!(sentences, [("es", "description")]);
}

#[test]
fn a_file_saved_half_is_named_with_its_place() {
    let after = copy("half");
    let law = fs::read_to_string(after.join("law.toml")).expect("it was copied");
    let half = &law[..law.find("[[provision]]").expect("it has provisions") + "[[provi".len()];
    fs::write(after.join("law.toml"), half).expect("the copy can be written");
    let line = half.lines().count();
    let refused = diff::between((&copies::law(), "before"), (&after, "after")).map(|_| ());
    let sentence = refused.expect_err("it is no TOML").to_string();
    assert!(sentence.starts_with(&format!("law.toml:{line}: ")), "{sentence}");
    assert!(sentence.ends_with("\nThe law in after cannot be read, so nothing was compared."), "{sentence}");
}

#[test]
fn an_earlier_law_that_cannot_be_read_is_told_from_ours() {
    let before = copy("unreadable");
    fs::write(before.join("en.toml"), "language = \"en\n").expect("the copy can be written");
    let refused = diff::between((&before, "HEAD~900"), (&law(), "law")).map(|_| ());
    let sentence = refused.expect_err("it is no TOML").to_string();
    assert!(
        sentence.ends_with("\nThe law in HEAD~900 cannot be read, so nothing was compared."),
        "{sentence}"
    );
}

#[test]
fn a_folder_without_a_law_or_without_words_is_refused() {
    let after = copy("no-words");
    for name in ["en.toml", "es.toml"] {
        fs::remove_file(after.join(name)).expect("it was copied");
    }
    check_refused(&after, "after has no wording in any language; write en.toml into it");
    fs::remove_file(after.join("law.toml")).expect("it was copied");
    check_refused(&after, "after has no law.toml; name the folder of an explainer");
}

#[track_caller]
fn check_no_snapshot(folder: &Path, from: &str, sentence: &str) {
    let read = Snapshot::read(folder, from).map(|_| ());
    assert_eq!(read.map_err(|why| why.to_string()), Err(sentence.to_owned()));
}

#[test]
fn a_revision_that_does_not_exist_is_named() {
    let folder = law();
    let shown = folder.display();
    check_no_snapshot(
        &folder,
        "no-such-revision",
        &format!(
            "“no-such-revision” is neither a folder nor a revision of Git; `git log --oneline -- {shown}` lists revisions"
        ),
    );
    // A flag of Git's is a name like any other.
    check_no_snapshot(
        &folder,
        "--all",
        &format!(
            "“--all” is neither a folder nor a revision of Git; `git log --oneline -- {shown}` lists revisions"
        ),
    );
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").display().to_string();
    check_no_snapshot(
        &folder,
        &src,
        &format!("{src} has no law.toml; name a folder that has one, or a revision of Git"),
    );
    let outside = std::env::temp_dir();
    check_no_snapshot(
        &outside,
        "HEAD",
        &format!(
            "{} is not in a Git repository; name a folder to compare with: --from FOLDER",
            outside.display()
        ),
    );
}

#[test]
fn the_committed_law_is_laid_out_and_removed_again() {
    let snapshot = Snapshot::read(&law(), "HEAD").unwrap_or_else(|why| panic!("{why}"));
    let folder = snapshot.folder().to_path_buf();
    assert!(folder.join("law.toml").is_file() && folder.join("es.toml").is_file());
    assert!(snapshot.name().starts_with("HEAD ("), "{}", snapshot.name());
    drop(snapshot);
    assert!(!folder.exists(), "nothing is left behind");
}
