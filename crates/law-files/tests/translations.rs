//! Deliberate mistakes in a translation: each takes the real files, changes one place, and expects whole sentences.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use law_files::{
    check,
    fault::Fault,
    law::stamps::{self, Read},
};

static LAW: LazyLock<PathBuf> =
    LazyLock::new(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky"));

/// A copy of the whole law with the first `find` in a file replaced.
fn folder_with(name: &str, file: &str, find: &str, replace: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("translation_{name}"));
    // What an earlier run wrote would be a language more.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for part in ["", "sources"] {
        fs::create_dir_all(folder.join(part)).expect("the target folder can be written");
        let entries = fs::read_dir(LAW.join(part)).expect("the law is there").flatten();
        for entry in entries.filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), folder.join(part).join(entry.file_name())).expect("the law can be copied");
        }
    }
    let text = fs::read_to_string(LAW.join(file)).expect("the law can be read");
    assert!(text.contains(find), "{file} has no “{find}”; let the mistake name something it has");
    fs::write(folder.join(file), text.replacen(find, replace, 1)).expect("the target folder can be written");
    folder
}

/// Where the first `at` of a file ends: `es.toml:12`.
#[track_caller]
fn place(folder: &Path, file: &str, at: &str) -> String {
    let text = fs::read_to_string(folder.join(file)).expect("the copy can be read");
    let start = text.find(at).unwrap_or_else(|| panic!("the changed {file} has no “{at}”"));
    format!("{file}:{}", text[..start + at.len()].matches('\n').count() + 1)
}

fn faults(folder: &Path) -> Vec<String> {
    check::check(folder).iter().map(Fault::to_string).collect()
}

/// Makes the mistake and expects exactly this fault: the file, a text on whose line it is, and its sentence.
#[track_caller]
fn check_mistake(
    name: &str,
    file: &str,
    find: &str,
    replace: &str,
    (in_file, at, sentence): (&str, &str, &str),
) {
    let folder = folder_with(name, file, find, replace);
    assert_eq!(faults(&folder), [format!("{}: {sentence}", place(&folder, in_file, at))]);
}

macro_rules! mistakes {
    ($($name:ident: $file:literal, $find:expr => $replace:expr, $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            check_mistake(stringify!($name), $file, $find, $replace, $expected);
        })*
    };
}

mistakes! {
    a_text_that_is_missing: "es.toml", "text = \"Primera edición.\"\n" => "",
        ("es.toml", "[revision.first]", "“revision.first.text” is missing; write it");
    a_hint_that_is_missing: "es.toml", "hint = \"Elija todo lo que corresponda.\"\n" => "",
        ("es.toml", "[question.doing]", "“question.doing.hint” is missing; write it");
    a_hint_that_is_empty: "es.toml", "hint = \"Elija todo lo que corresponda.\"" => "hint = \"\"",
        ("es.toml", "¿Qué hace con Kaspersky?\"\nhint", "“question.doing.hint” is empty; write it");
    press_coverage_that_is_not_translated: "es.toml", "said = \"con efecto inmediato\"\n" => "",
        ("es.toml", "[claim.S4]", "“claim.S4.said” is missing; write it");
    a_text_for_an_id_that_is_gone: "es.toml", "[rating]\n" => "[rating]\nmild = \"Leve.\"\n",
        ("es.toml", "mild", "nothing in law.toml names “rating.mild”; take it out, or name it there");
    a_hint_where_the_original_has_none: "es.toml", "ask = \"¿Quién es usted?\"\nhint = \"\"" => "ask = \"¿Quién es usted?\"\nhint = \"Elija.\"",
        ("es.toml", "hint = \"Elija.\"", "“question.role.hint” says something where en.toml says nothing; take it out");
    a_sentence_about_a_version_where_the_original_has_none: "es.toml", "[provision.ST-MD]\n" => "[provision.ST-MD.versions]\n\"2022-12-06\" = \"Rige.\"\n[provision.ST-MD]\n",
        ("es.toml", "\"2022-12-06\" = \"Rige.\"", "“provision.ST-MD.versions.2022-12-06” says something where en.toml says nothing; take it out");
    press_coverage_where_there_is_none: "es.toml", "[claim.S16]\n" => "[claim.S16]\nsaid = \"algo\"\n",
        ("es.toml", "said = \"algo\"", "nothing in law.toml names “claim.S16.said”; take it out, or name it there");
    another_day: "es.toml", "what = \"Entra en vigor la prohibición de los acuerdos" => "what = \"El 21, entra en vigor la prohibición de los acuerdos",
        ("es.toml", "what = \"El 21,", "“day.2024-07-20.what” has the figure 21, which its original has not; let them agree");
    a_figure_that_is_gone: "es.toml", "en 2024 y, según" => "entonces y, según",
        ("es.toml", "\"2025-01-01\" = \"Multa", "“penalty.icts.2025-01-01” lacks the figure 2024 of its original; let them agree");
    a_place_that_is_not_filled: "es.toml", "ended = \"Terminó el {day}\"" => "ended = \"Terminó\"",
        ("es.toml", "\nended = \"Terminó\"", "“interface.ended” lacks the place {day} of its original; let them agree");
    a_duty_made_a_mere_effect: "es.toml", "will_bind = \"Le obligará\"" => "will_bind = \"Le tocará\"",
        ("es.toml", "will_bind", "“interface.will_bind” swaps a term: its original says “bind…”, and “bind…” is “oblig…” here");
    an_effect_made_a_duty: "es.toml", "coming_heading = \"Aún no rigen\"" => "coming_heading = \"Le obligará\"",
        ("es.toml", "coming_heading", "“interface.coming_heading” swaps a term: it says “oblig…”, and “bind…” is “oblig…” here");
    a_reason_that_is_too_hard_in_spanish: "es.toml", "fl-list = \"El reglamento se modificó el 29 de marzo de 2023." => "fl-list = \"La imposibilidad metodológica de comprobación exhaustiva imposibilita determinaciones inequívocas anteriores al 29 de marzo de 2023.",
        ("es.toml", "fl-list", "“because.fl-list” is too hard to read (Fernández Huerta ease 46.7, the limit is 60.0); shorten its sentences and words");
    a_text_left_in_english: "es.toml", "details = \"Norma completa, fuentes y lagunas\"" => "details = \"Full rule, sources and gaps\"",
        ("es.toml", "details = ", "“interface.details” is its original word for word; translate it");
}

#[test]
fn another_month() {
    let folder = folder_with(
        "another_month",
        "es.toml",
        "marca Kaspersky. Debía entregar el plan al Departamento de Seguridad Nacional (DHS) a más tardar el 12 de noviembre",
        "marca Kaspersky. Debía entregar el plan al Departamento de Seguridad Nacional (DHS) a más tardar el 12 de octubre",
    );
    let here = place(&folder, "es.toml", "12 de octubre");
    assert_eq!(
        faults(&folder),
        [
            format!(
                "{here}: “provision.BOD-2.rule” has the month 10, which its original has not; let them agree"
            ),
            format!("{here}: “provision.BOD-2.rule” lacks the month 11 of its original; let them agree"),
        ]
    );
}

#[test]
fn an_original_that_changed() {
    let folder = folder_with("changed", "en.toml", "text = \"First edition.\"", "text = \"Edition one.\"");
    let (here, there) = (place(&folder, "es.toml", "Primera"), place(&folder, "en.toml", "Edition one"));
    assert_eq!(
        faults(&folder),
        [format!(
            "{here}: “revision.first.text” translates an original that has changed since; read it against {there}, \
             then run: cargo run -q -p site -- translated es revision.first.text"
        )]
    );
}

#[test]
fn press_coverage_that_changed() {
    let said = "said = \"effective immediately\"";
    let folder = folder_with("coverage_changed", "law.toml", said, "said = \"effective at once\"");
    let (here, there) =
        (place(&folder, "es.toml", "con efecto inmediato"), place(&folder, "law.toml", "id = \"S4\""));
    assert_eq!(
        faults(&folder),
        [format!(
            "{here}: “claim.S4.said” translates an original that has changed since; read it against {there}, \
             then run: cargo run -q -p site -- translated es claim.S4.said"
        )]
    );
}

#[test]
fn a_text_that_was_never_read_and_a_stamp_of_no_text() {
    let folder =
        folder_with("never_read", "es.translated", "revision.first.text = ", "revision.last.text = ");
    let (here, there) = (place(&folder, "es.toml", "Primera"), place(&folder, "en.toml", "First edition"));
    let stamp = place(&folder, "es.translated", "revision.last");
    assert_eq!(
        faults(&folder),
        [
            format!(
                "{here}: “revision.first.text” was never read against its original; read it against {there}, \
                 then run: cargo run -q -p site -- translated es revision.first.text"
            ),
            format!(
                "{stamp}: “revision.last.text” is no text of es.toml; run: cargo run -q -p site -- translated es"
            ),
        ]
    );
}

#[test]
fn a_stamp_says_that_one_text_was_read_and_no_other() {
    let folder = folder_with("stamp", "en.toml", "text = \"First edition.\"", "text = \"Edition one.\"");
    let text = fs::read_to_string(folder.join("en.toml")).expect("the copy can be read");
    fs::write(folder.join("en.toml"), text.replacen("today = \"Today\"", "today = \"This day\"", 1))
        .expect("the target folder can be written");
    let stamp = |read: Read| {
        let stamped = stamps::stamp(&folder, "es", read).expect("the copy can be read");
        fs::write(folder.join(&stamped.name), &stamped.text).expect("the target folder can be written");
        (stamped.stamped, stamped.waiting)
    };
    let both = ["interface.today", "revision.first.text"].map(str::to_owned);
    assert_eq!(stamp(Read::Keys(&[])), (vec![], both.to_vec()), "nothing is stamped unread");
    assert_eq!(stamp(Read::Keys(&both[1..])), (both[1..].to_vec(), both[..1].to_vec()));
    assert_eq!(faults(&folder).len(), 1, "one still waits");
    assert_eq!(stamp(Read::All), (both[..1].to_vec(), vec![]));
    assert_eq!(faults(&folder), [""; 0]);
}

#[test]
fn a_key_that_is_none_cannot_be_stamped() {
    let keys = ["short.nobody.2024-09-29".to_owned(), "language".to_owned()];
    let faults = stamps::stamp(&LAW, "es", Read::Keys(&keys)).expect_err("neither is a translated text");
    let sentences: Vec<&str> = faults.iter().map(|fault| fault.text.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "no text here has the key “short.nobody.2024-09-29”; name one that has",
            "no text here has the key “language”; name one that has",
        ]
    );
}

#[test]
fn a_further_language_is_one_more_file_and_its_stamps() {
    // Esperanto, for the test: the Spanish words under another name.
    let folder = folder_with("third_language", "es.toml", "language = \"es\"", "language = \"eo\"");
    fs::rename(folder.join("es.toml"), folder.join("eo.toml")).expect("the copy can be renamed");
    fs::copy(LAW.join("es.toml"), folder.join("es.toml")).expect("the law can be copied");
    assert_eq!(law_files::law::languages(&folder), ["en", "eo", "es"]);
    let unread = faults(&folder);
    assert!(
        unread.iter().all(|fault| fault.starts_with("eo.toml:") && fault.contains(" was never read ")),
        "{unread:#?}"
    );
    let stamped = stamps::stamp(&folder, "eo", Read::All).expect("the copy can be read");
    assert_eq!(stamped.stamped.len(), unread.len());
    fs::write(folder.join(stamped.name), stamped.text).expect("the target folder can be written");
    assert_eq!(faults(&folder), [""; 0]);
    let law = law_files::law::load(&folder, "eo").expect("it has no fault");
    assert_eq!(law.wording.language, "eo");
}
