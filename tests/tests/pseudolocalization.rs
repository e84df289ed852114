//! Two languages that nobody speaks, made of the English words: what was built for English only shows in them.
//!
//! One is written with accents and is 40 % longer; one is written in Arabic letters, from right to left.
//! Both are one more file beside `en.toml`, as any language is: checked, printed, and shown by the engine.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ban_explainer::{Read, Route, Site as Place, Today, law_file};
use law_files::{
    check,
    law::{self, stamps},
};
use rules::{Day, Law};
use site::print::{behind, body};
use tests::{Browser, Looks, Server, Site};

/// A language of tests.
#[derive(Clone, Copy)]
struct PseudoLanguage {
    language: &'static str,
    name: &'static str,
    direction: &'static str,
    /// What stands for each letter from a to z, and for each from A to Z.
    letters: [&'static str; 2],
    /// Whether every vowel is written twice, which is 40 % more.
    longer: bool,
}

const ACCENTED: PseudoLanguage = PseudoLanguage {
    language: "qps",
    name: "Accented",
    direction: "ltr",
    letters: ["åƀçđéƒǧĥîĵķļɱñöþɋŕšţûṽŵẋýž", "ÅƁÇĐÉƑǦĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"],
    longer: true,
};

const MIRRORED: PseudoLanguage = PseudoLanguage {
    language: "ar",
    name: "Mirrored",
    direction: "rtl",
    // May is a month and may is not: M and m are two letters.
    letters: ["ابتثعفجحيخكلمنودقرسشطظضذغز", "ابتثعفجحيخكلڡنودقرسشطظضذغز"],
    longer: false,
};

fn real_law() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/us-kaspersky")
}

impl PseudoLanguage {
    /// A text in this language; the places that are filled in stay.
    fn text(self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() * 3);
        let mut inside = false;
        for letter in text.chars() {
            inside = (inside || letter == '{') && letter != '}';
            let place = |first: u8| usize::try_from(u32::from(letter) - u32::from(first)).unwrap_or(0);
            let written_so = match letter {
                'a'..='z' if !inside => self.letters[0].chars().nth(place(b'a')),
                'A'..='Z' if !inside => self.letters[1].chars().nth(place(b'A')),
                _ => None,
            };
            written.push(written_so.unwrap_or(letter));
            if self.longer && !inside && "aeiou".contains(letter) {
                written.extend(written_so);
            }
        }
        written
    }

    /// The whole wording, key by key; what search engines cut, and how a day is put together, keep their length.
    fn words(self) -> String {
        let english = fs::read_to_string(real_law().join("en.toml")).expect("the law can be read");
        let mut words: toml::Table = toml::from_str(&english).expect("it is TOML");
        // Of what English is held to, where a sentence ends and how long it is hold for any language.
        let check = words.get_mut("check").and_then(toml::Value::as_table_mut).expect("English is checked");
        check.retain(|key, _| matches!(key, "most_words" | "abbreviations"));
        for (_, value) in &mut words {
            self.translate(value);
        }
        let short = Self { longer: false, ..self };
        let whole: toml::Table = toml::from_str(&english).expect("it is TOML");
        for key in ["description", "title"] {
            let text = whole.get(key).and_then(toml::Value::as_str).expect("the law has it");
            words.insert(key.to_owned(), short.text(text).into());
        }
        words.insert("language".to_owned(), self.language.into());
        words.insert("name".to_owned(), self.name.into());
        // What the quoted sentences of press coverage say.
        let rules = fs::read_to_string(real_law().join("law.toml")).expect("the law can be read");
        let rules: toml::Table = toml::from_str(&rules).expect("it is TOML");
        let claims = words.get_mut("claim").and_then(toml::Value::as_table_mut).expect("the law has claims");
        for claim in rules["claim"].as_array().expect("claims are a list") {
            let id = claim["id"].as_str().expect("a claim has an id");
            if let (Some(said), Some(words)) = (claim.get("said"), claims.get_mut(id)) {
                let mut said = self.text(said.as_str().expect("it is a text")).replace('"', "”");
                said = said.replace('\'', "’");
                words.as_table_mut().expect("it is a table").insert("said".to_owned(), said.into());
            }
        }
        toml::to_string(&words).expect("a table is TOML")
    }

    fn translate(self, value: &mut toml::Value) {
        match value {
            toml::Value::String(text) => *text = self.text(text),
            toml::Value::Array(items) => items.iter_mut().for_each(|item| self.translate(item)),
            toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| self.translate(value)),
            _ => {}
        }
    }

    /// A folder with the law and this language beside the original.
    fn folder(self, test: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}_{}", self.language));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written");
        for entry in fs::read_dir(real_law()).expect("the law is there").flatten() {
            let name = entry.file_name();
            if entry.path().is_dir() {
                // The stored texts of sources.
                let texts = folder.join(&name);
                fs::create_dir(&texts).expect("the target folder can be written");
                for text in fs::read_dir(entry.path()).expect("the texts are there").flatten() {
                    fs::copy(text.path(), texts.join(text.file_name())).expect("a text can be copied");
                }
            } else if !name.to_string_lossy().starts_with("es.") {
                fs::copy(entry.path(), folder.join(name)).expect("the law can be copied");
            }
        }
        fs::write(folder.join(format!("{}.toml", self.language)), self.words()).expect("it can be written");
        let stamped = stamps::stamp(&folder, self.language, stamps::Read::All).unwrap_or_else(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            panic!("the language cannot be read:\n{}", faults.join("\n"))
        });
        fs::write(folder.join(stamped.name), stamped.text).expect("it can be written");
        folder
    }

    fn law(self, test: &str) -> &'static Law {
        let law = law::load(&self.folder(test), self.language).expect("the law in this language can be read");
        Box::leak(Box::new(law))
    }
}

/// What stands in English on every page, since it is quoted or cited: in pieces, the longest first.
fn english_by_right(law: &Law) -> Vec<String> {
    let explainer = &law.explainer;
    let mut pieces = BTreeSet::new();
    for provision in &explainer.provisions {
        pieces.insert(provision.authority.clone());
        pieces.extend(provision.sources.iter().filter_map(|evidence| evidence.quote.clone()));
    }
    for source in &explainer.sources {
        pieces.extend([source.title.clone(), source.publisher.clone(), source.address.clone()]);
        pieces.extend(source.place.clone());
    }
    pieces.extend(explainer.reasons.iter().filter_map(|reason| reason.evidence.quote.clone()));
    pieces.extend(explainer.claims.iter().filter_map(|claim| claim.said.clone()));
    pieces.extend(explainer.advice.iter().filter_map(|advice| advice.evidence.as_ref()?.quote.clone()));
    let mut pieces: Vec<String> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    pieces.sort_by_key(|piece| core::cmp::Reverse(piece.len()));
    pieces
}

/// The English words that are left in a text when everything is taken out that is English by right.
fn english_words(law: &Law, text: &str) -> BTreeSet<String> {
    // A link to an answer is no word.
    let words = text.split_whitespace().filter(|word| !word.contains("law=2"));
    let mut text = words.collect::<Vec<_>>().join(" ");
    for piece in english_by_right(law) {
        text = text.replace(&piece, " ");
    }
    text.split(|letter: char| !letter.is_ascii_alphabetic())
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect()
}

/// The text of a piece of markup, and of the attributes that are read out.
fn texts(markup: &str) -> String {
    let mut texts = String::new();
    for part in markup.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""] {
            let said = tag.split_once(attribute).and_then(|(_, rest)| rest.split('"').next());
            texts.push_str(said.unwrap_or_default());
            texts.push('\n');
        }
        texts.push_str(text);
        texts.push('\n');
    }
    for (escaped, letter) in
        [("&#39;", "'"), ("&#x27;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    {
        texts = texts.replace(escaped, letter);
    }
    texts
}

fn read(law: &Law, role: &str, day: Option<&str>, language: &str) -> Read {
    let role = law.explainer.option(role);
    let day = day.map(|day| Day::from_iso(day).expect("a test names real days"));
    Read {
        route: Route { language: Some(language.to_owned()), role, day, ..Route::default() },
        ..Read::default()
    }
}

fn place() -> Place {
    Place::at("https://host.example/").expect("it is an address")
}

/// The days on which a role is looked at: before everything, in between, and today.
const DAYS: [Option<&str>; 4] = [Some("2017-09-13"), Some("2024-07-01"), Some("2024-09-29"), None];

#[test]
fn a_third_language_is_one_file_without_a_fault() {
    for pseudo in [ACCENTED, MIRRORED] {
        let faults: Vec<String> =
            check::check(&pseudo.folder("checked")).iter().map(ToString::to_string).collect();
        assert_eq!(faults, [""; 0], "{}", pseudo.name);
    }
    let longer = ACCENTED.words().chars().count();
    let english =
        fs::read_to_string(real_law().join("en.toml")).expect("the law can be read").chars().count();
    assert!(longer * 100 / english > 115, "the accented words are only {longer} letters against {english}");
}

#[test]
fn no_word_on_a_page_is_typed_in_code() {
    for pseudo in [ACCENTED, MIRRORED] {
        let law = pseudo.law("printed");
        assert_eq!(
            english_words(law, &texts(&behind(law, &place()))),
            BTreeSet::new(),
            "{} background",
            pseudo.name
        );
        for role in ["", "consumer", "business", "government"] {
            for day in DAYS {
                let read = read(law, role, day, pseudo.language);
                let page = body(law, read, Today::Printed(law.explainer.verified), &place());
                let words = english_words(law, &texts(&page));
                assert_eq!(words, BTreeSet::new(), "{}: {role} on {day:?}", pseudo.name);
            }
        }
    }
}

/// The built site with one more language: its law, and the pages of every role.
fn site_with(pseudo: PseudoLanguage, law: &'static Law) -> Site {
    let dist = Server::dist();
    let printed = fs::read_to_string(dist.join("index.html")).expect("the site is built");
    let language = pseudo.language;
    let folder = Server::built_for().map_or_else(|| "/".to_owned(), |site| site.folder);
    let start = printed.find("<div id=\"explainer\">").expect("a page has the explainer");
    let end = printed.find("</main>").expect("a page has an end");
    let style =
        printed.find("<link rel=\"stylesheet\"").expect("the whole style is linked behind the answer");
    let style = &printed[style..=style + printed[style..].find('>').expect("the link ends")];
    let head = printed[..start]
        .replacen(
            "<html lang=\"en\" dir=\"ltr\"",
            &format!("<html lang=\"{language}\" dir=\"{}\"", pseudo.direction),
            1,
        )
        .replacen("data-languages=\"", &format!("data-languages=\"{language} "), 1);
    let law_name = head
        .split(&format!("href=\"{folder}law-en-"))
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("it names its law");
    let head = head.replace(&format!("{folder}law-en-{law_name}"), "/pseudo.bin");
    let mut server = Server::of(dist).file("/pseudo.bin", law_file::write(law).expect("a law can be baked"));
    for role in ["", "consumer", "business", "government"] {
        let read = read(law, role, None, language);
        let answer = body(law, read, Today::Printed(law.explainer.verified), &place());
        let html = format!(
            "{head}<div id=\"explainer\">{answer}</div>{style}{}{}",
            behind(law, &place()),
            &printed[end..]
        );
        let path = if role.is_empty() { format!("/{language}/") } else { format!("/{language}/{role}/") };
        server = server.page(&path, &html);
    }
    server.start()
}

/// Everything the page says now: the texts that are shown, and the attributes that are read out.
const SAID: &str = "
    const root = document.querySelector('main');
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const said = [];
    // The switch of languages, and what says that the engine failed, are those of the page that these were made from.
    const own = (element) => !element.closest('.languages, #failed');
    while (walk.nextNode()) if (own(walk.currentNode.parentElement)) said.push(walk.currentNode.data);
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
        for (const element of root.querySelectorAll(`[${name}]`)) if (own(element)) said.push(element.getAttribute(name));
    return said.join('\\n')";

/// What sticks out of the page at this width, by its name; nothing: nobody has to scroll sideways.
const STICKS_OUT: &str = "
    const width = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('main *')].filter((element) => {
        if (element.closest('.unseen, thead') || !element.checkVisibility()) return false;
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > width + 1 || box.left < -1);
    });
    return out.map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)";

#[track_caller]
fn nothing_sticks_out(page: &Browser, whose: &str) {
    let _ = page.measure("document.querySelectorAll('details').forEach((fold) => (fold.open = true))");
    let out = page.measure(STICKS_OUT);
    assert_eq!(out.as_array().map(Vec::len), Some(0), "{whose}: {out:#}");
}

fn said(page: &Browser, law: &Law) -> BTreeSet<String> {
    english_words(law, page.measure(SAID).as_str().unwrap_or_default())
}

#[test]
fn the_engine_speaks_a_language_it_has_never_seen_on_the_smallest_phones() {
    for pseudo in [ACCENTED, MIRRORED] {
        let law = pseudo.law("shown");
        let site = site_with(pseudo, law);
        for width in [280, 320, 640] {
            let whose = format!("{} at {width}", pseudo.name);
            let page = Browser::of(&whose, &site).width(width).looks(Looks::Light);
            page.open(&format!("/{}/business/", pseudo.language));
            page.wait_for_the_engine();
            nothing_sticks_out(&page, &whose);
            page.click_on(".chips [data-option='resell']");
            page.wait_for("the answer is for resale", |page| page.path().ends_with("/business/resell/"));
            page.click_on("#another-day .fields button");
            page.wait_for("the error is shown", |page| page.count("#day-fault") == 1);
            nothing_sticks_out(&page, &whose);
            assert_eq!(said(&page, law), BTreeSet::new(), "{whose}");
            if let Some(folder) = std::env::var_os("PICTURES") {
                page.screenshot(Path::new(&folder).join(format!("{}-{width}.png", pseudo.language)));
            }
        }
    }
}

#[test]
fn a_language_from_right_to_left_stands_mirrored() {
    let law = MIRRORED.law("mirrored");
    let site = site_with(MIRRORED, law);
    let page = Browser::of("a reader from right to left", &site).width(640);
    page.open("/ar/business/2024-09-29/");
    page.open("/ar/business/");
    page.wait_for_the_engine();
    let holds = |what: &str, script: &str| {
        assert_eq!(page.measure(&format!("return {script}")), serde_json::json!(true), "{what}");
    };
    holds(
        "the page runs from right to left",
        "getComputedStyle(document.querySelector('.explainer')).direction === 'rtl'",
    );
    holds(
        "the first role stands at the right",
        "document.querySelector('.seg a:first-child').getBoundingClientRect().left > document.querySelector('.seg a:last-child').getBoundingClientRect().left",
    );
    holds(
        "a provision has its thick edge at the right",
        "parseFloat(getComputedStyle(document.querySelector('article')).borderRightWidth) > parseFloat(getComputedStyle(document.querySelector('article')).borderLeftWidth)",
    );
    holds(
        "the days of the schedule keep clear of their line",
        "parseFloat(getComputedStyle(document.querySelector('.schedule li')).paddingRight) > 20",
    );
    holds(
        "the title begins at the right",
        "(() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('h1')); const box = range.getBoundingClientRect(); const page = document.querySelector('.explainer').getBoundingClientRect(); return page.right - box.right < 2; })()",
    );
    holds(
        "the line of the schedule stands at the right",
        "(() => { const schedule = document.querySelector('ol.schedule'); return parseFloat(getComputedStyle(schedule, '::before').right) < 20; })()",
    );
    holds(
        "a quotation in English runs from left to right",
        "getComputedStyle(document.querySelector('blockquote[lang=en]')).direction === 'ltr'",
    );
}
