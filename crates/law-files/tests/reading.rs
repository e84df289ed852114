//! What is read of a law folder besides the law itself: languages, phrases, the words of the method, stored texts.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use law_files::{check, law};
use rules::{Evidence, Explainer};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky")
}

/// The lines of a table of a wording file, as `key = "text"`.
fn table(language: &str, name: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(folder().join(format!("{language}.toml"))).expect("the law can be read");
    let lines = text.lines().skip_while(|line| *line != format!("[{name}]")).skip(1);
    let pairs = lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(" = \""));
    pairs.map(|(key, text)| (key.to_owned(), text.trim_end_matches('"').to_owned())).collect()
}

#[test]
fn the_original_is_the_first_of_the_languages_and_the_law_is_none() {
    assert_eq!(law::languages(&folder()), ["en", "es"]);
    assert_eq!(law::languages(Path::new("no such folder")), [""; 0]);
}

#[test]
fn the_phrases_for_nothing_are_those_of_the_file_in_lower_case() {
    assert_eq!(law::nothing(&folder(), "en"), ["no rule", "nothing applies", "no u.s. rule"]);
    assert!(law::nothing(&folder(), "es").iter().all(|phrase| *phrase == phrase.to_lowercase()));
    assert_eq!(law::nothing(&folder(), "no such language"), [""; 0]);
}

#[test]
fn the_words_of_the_method_are_those_of_its_table() {
    for language in ["en", "es"] {
        let words = law::method(&folder(), language);
        let table = table(language, "method");
        assert!(table.len() > 20, "only {} words of the method were found", table.len());
        assert_eq!(words.len(), table.len());
        for (key, text) in table {
            assert_eq!(words.get(&key), Some(&text), "{language}.toml: method.{key}");
        }
    }
    assert!(law::method(&folder(), "no such language").is_empty());
}

#[test]
fn the_words_for_publishers_are_those_of_their_table() {
    for language in ["en", "es"] {
        let law = law::load(&folder(), language).expect("the law can be read");
        let table = table(language, "publisher");
        assert_eq!(table.len(), rules::PUBLISHER.len());
        for (key, text) in table {
            assert_eq!(law.wording.publisher(&key), text, "{language}.toml: publisher.{key}");
        }
    }
}

/// The law that the files hold, and `law.toml` as any reader of TOML sees it.
fn law_and_file() -> (Explainer, toml::Table) {
    let explainer = law::load(&folder(), "en").expect("the law can be read").explainer;
    let text = fs::read_to_string(folder().join("law.toml")).expect("the law can be read");
    (explainer, text.parse().expect("the law is TOML"))
}

/// What `tell` makes of each table of a list, which is empty where the file has no such list.
fn each(file: &toml::Table, list: &str, tell: impl Fn(&toml::Table) -> String) -> Vec<String> {
    let tables = file.get(list).and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    tables.iter().map(|table| tell(table.as_table().expect("it is a table"))).collect()
}

/// A text of a table, empty where it has none.
fn text_of(table: &toml::Table, key: &str) -> String {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

#[test]
fn every_quotation_stands_under_its_own_source_and_every_rule_in_its_own_group() {
    let (explainer, file) = law_and_file();
    let quoted = |evidence: &Evidence| {
        let source = &explainer[evidence.source].id;
        format!("{source}: {}", evidence.quote.as_deref().unwrap_or_default())
    };
    let sources = |table: &toml::Table| {
        each(table, "sources", |source| format!("{}: {}", text_of(source, "id"), text_of(source, "quote")))
            .join("\n")
    };
    let joined = |evidences: &[Evidence]| evidences.iter().map(quoted).collect::<Vec<_>>().join("\n");

    let provisions = each(&file, "provision", |it| {
        format!("{} {} {}\n{}", text_of(it, "id"), text_of(it, "regime"), text_of(it, "effect"), sources(it))
    });
    let loaded = explainer.provisions.iter().map(|it| {
        let (regime, effect) = (&explainer[it.regime], &explainer[it.effect].id);
        format!("{} {regime} {effect}\n{}", it.id, joined(&it.sources))
    });
    assert_eq!(loaded.collect::<Vec<_>>(), provisions);

    let claims = each(&file, "claim", |it| {
        format!("{} {}\n{}", text_of(it, "id"), text_of(it, "rating"), sources(it))
    });
    let loaded = explainer
        .claims
        .iter()
        .map(|it| format!("{} {}\n{}", it.id, explainer[it.rating], joined(&it.sources)));
    assert_eq!(loaded.collect::<Vec<_>>(), claims);

    let reasons = each(&file, "reason", |it| format!("{}: {}", text_of(it, "source"), text_of(it, "quote")));
    let loaded = explainer.reasons.iter().map(|it| quoted(&it.evidence));
    assert_eq!(loaded.collect::<Vec<_>>(), reasons);
}

#[test]
fn sources_advice_and_revisions_are_those_of_the_file() {
    let (explainer, file) = law_and_file();
    let sources = each(&file, "source", |source| {
        format!("{} {} {}", text_of(source, "id"), text_of(source, "address"), source["checked"])
    });
    let loaded =
        explainer.sources.iter().map(|it| format!("{} {} {}", it.id, it.address, it.checked.to_iso()));
    assert_eq!(loaded.collect::<Vec<_>>(), sources);

    let by_officials = each(&file, "advice", |advice| (text_of(advice, "by") == "official").to_string());
    assert!(by_officials.contains(&"true".to_owned()) && by_officials.contains(&"false".to_owned()));
    assert_eq!(explainer.advice.iter().map(|it| it.official.to_string()).collect::<Vec<_>>(), by_officials);

    let revisions = each(&file, "revision", |revision| {
        format!("{} {}", revision["on"], revision["provisions"].as_array().map_or(0, Vec::len))
    });
    let loaded = explainer.revisions.iter().map(|it| format!("{} {}", it.on.to_iso(), it.provisions.len()));
    assert_eq!(loaded.collect::<Vec<_>>(), revisions);
}

#[test]
fn a_stored_text_is_known_by_its_source_and_a_list_of_sums_is_none() {
    let texts: Vec<_> = law::stored_texts(&folder()).into_iter().collect();
    let named = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    assert!(texts.contains(&named("bod-17-01", "bod-17-01.md")));
    // One text may hold the words of several sources.
    assert!(texts.contains(&named("or-276a-346", "or-276a.txt")));
    assert!(texts.contains(&named("or-hb3684", "or-276a.txt")));
    let stored: BTreeSet<&str> = texts.iter().map(|(_, name)| name.as_str()).collect();
    let files: BTreeSet<String> = fs::read_dir(folder().join("sources"))
        .expect("the folder of the texts can be read")
        .map(|entry| {
            entry.expect("each file of it too").file_name().into_string().expect("it has a plain name")
        })
        .filter(|name| name != "SHA256SUMS")
        .collect();
    assert!(files.iter().map(String::as_str).eq(stored), "every stored text is the text of a source");
    assert!(law::stored_texts(Path::new("no such folder")).is_empty());
}

#[test]
fn every_short_answer_is_graded_in_the_languages_that_have_a_formula() {
    for language in ["en", "es"] {
        let law = law::load(&folder(), language).expect("the law has no faults");
        let n_texts = law.wording.short_answers.iter().map(Vec::len).sum::<usize>();
        let graded = check::grades(&folder(), language).expect("the wording can be read");
        assert_eq!(graded.iter().filter(|it| it.key.starts_with("short.")).count(), n_texts, "{language}");
    }
    assert!(check::grades(&folder(), "no such language").is_err());
}

#[test]
fn the_texts_of_a_law_are_read_and_checked_as_its_files_are() {
    let read = |name: &str| fs::read_to_string(folder().join(name)).expect("the law can be read");
    let (rules, english) = (read("law.toml"), read("en.toml"));
    assert_eq!(check::check_texts(&rules, &english), []);
    assert!(law::load_texts(&rules, &english) == law::load(&folder(), "en"), "both are the same law");

    let odd = rules.replacen("id = \"role\"", "id = \"rôle\"", 1);
    assert!(!check::check_texts(&odd, &english).is_empty(), "a fault of the rules is found");
    let odd = english.replacen("\ntitle = ", "\ntitel = ", 1);
    assert!(!check::check_texts(&rules, &odd).is_empty(), "a fault of the wording is found");
}
