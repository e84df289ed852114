//! What is read of a law folder besides the law itself: languages, phrases, the words of the method, stored texts.

use std::{
    fs,
    path::{Path, PathBuf},
};

use law_files::{check, law};

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
    assert_eq!(law::nothing(&folder(), "en"), ["no rule", "nothing applies", "no us rule"]);
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
        assert_eq!(law.wording.publisher("no such word"), "");
    }
}

#[test]
fn sources_advice_and_revisions_are_those_of_the_file() {
    let explainer = law::load(&folder(), "en").expect("the law can be read").explainer;
    let text = fs::read_to_string(folder().join("law.toml")).expect("the law can be read");
    let file: toml::Table = text.parse().expect("the law is TOML");
    let each = |table: &str, tell: &dyn Fn(&toml::Value) -> String| -> Vec<String> {
        file[table].as_array().expect("it is a list of tables").iter().map(tell).collect()
    };
    let text_of = |value: &toml::Value, key: &str| value[key].as_str().map(str::to_owned).unwrap_or_default();

    let sources = each("source", &|source| {
        format!("{} {} {}", text_of(source, "id"), text_of(source, "address"), source["checked"])
    });
    let loaded =
        explainer.sources.iter().map(|it| format!("{} {} {}", it.id, it.address, it.checked.to_iso()));
    assert_eq!(loaded.collect::<Vec<_>>(), sources);

    let by_officials = each("advice", &|advice| (advice["by"].as_str() == Some("official")).to_string());
    assert!(by_officials.contains(&"true".to_owned()) && by_officials.contains(&"false".to_owned()));
    assert_eq!(explainer.advice.iter().map(|it| it.official.to_string()).collect::<Vec<_>>(), by_officials);

    let revisions = each("revision", &|revision| {
        format!("{} {}", revision["on"], revision["provisions"].as_array().map_or(0, Vec::len))
    });
    let loaded = explainer.revisions.iter().map(|it| format!("{} {}", it.on.to_iso(), it.provisions.len()));
    assert_eq!(loaded.collect::<Vec<_>>(), revisions);
}

#[test]
fn a_stored_text_is_known_by_its_source_and_a_list_of_sums_is_none() {
    let texts: Vec<_> = law::stored_texts(&folder()).into_iter().collect();
    let named = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    assert_eq!(texts, [named("bod-17-01", "bod-17-01.md"), named("cfr-791", "cfr-791.txt")]);
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
