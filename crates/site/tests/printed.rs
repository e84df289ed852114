//! The printed site: within its budget, held together by its own links, and as its formats ask.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::LazyLock,
    time::Duration,
};

use ban_explainer::Site;
use scraper::{ElementRef, Html};
use serde_json::Value;
use site::{
    hash::Hash,
    json,
    serving::{self, Inline},
};

mod printing;

use printing::{Printing, law, values, workspace};

const ORIGIN: &str = "https://host.example";

/// What a page may weigh with its data, calendar and card, unminified: a language grows with its pages, and each of them
/// with the rules and rows of the law alone.
const MOST_BYTES_A_PAGE: usize = 225_000;

/// How long printing one language may take on 2 cores, all cards drawn anew.
const LONGEST: Duration = Duration::from_mins(1);

/// The whole site, printed once for all tests of this file.
static SITE: LazyLock<Printing> =
    LazyLock::new(|| Printing::of("printed", &law(), &format!("{ORIGIN}/"), true));

fn n_languages() -> usize {
    site::law::languages(&law()).len()
}

/// The languages that have a prefix.
fn others() -> Vec<String> {
    site::law::languages(&law()).split_off(1)
}

#[test]
fn the_site_is_printed_within_its_budget() {
    let printed = &SITE.printed;
    println!(
        "{} pages, {} files, {} bytes in {:?}",
        printed.n_pages, printed.n_files, printed.n_bytes, printed.took
    );
    // Pages of answers, data, calendars, feeds and cards of the language without a prefix. The law's own files are
    // downloads; the pages on method and embedding, and what embedders ask for, stand beside the answers.
    let languages: Vec<String> = others();
    let counted = SITE.files.iter().filter(|(path, _)| {
        [".html", "outcome.json", ".ics", ".atom", ".png"].iter().any(|end| path.ends_with(end))
            && !["method/", "embed/"].iter().any(|apart| path.starts_with(apart))
            && !languages
                .iter()
                .any(|other| path.starts_with(&format!("{other}/")) || path.contains(&format!("-{other}.")))
    });
    let n_bytes: usize = counted.map(|(_, bytes)| bytes.len()).sum();
    let n_pages = printed.n_pages / n_languages();
    println!("{n_bytes} bytes in one language, {} a page", n_bytes / n_pages);
    assert!(
        n_bytes <= MOST_BYTES_A_PAGE * n_pages,
        "a page and what lies beside it weigh {} bytes; find what grew, or say why it may",
        n_bytes / n_pages
    );
    assert!(
        printed.took <= LONGEST * u32::try_from(n_languages()).expect("there are few"),
        "printing took {:?}",
        printed.took
    );
}

/// Elements that stand on lines or in boxes of their own where no style is known, as text browsers, extractors and search
/// engines read a page.
const OWN_LINES: [&str; 33] = [
    "article",
    "blockquote",
    "body",
    "br",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "iframe",
    "img",
    "input",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "td",
    "textarea",
    "th",
    "ul",
];

/// The texts of an element that follow each other without a space, in elements of their own.
fn run_together(element: ElementRef, before: &mut String, found: &mut BTreeSet<String>) {
    let ends = |text: &str| text.chars().next_back().is_some_and(|last| !last.is_whitespace() && last != '“');
    for child in element.children() {
        if let Some(text) = child.value().as_text().filter(|text| !text.is_empty()) {
            if ends(before) && text.starts_with(|first: char| first.is_alphanumeric() || first == '“') {
                found.insert(format!("{before}|{}", &**text));
            }
            *before = text.to_string();
        } else if let Some(inner) = ElementRef::wrap(child) {
            let name = inner.value().name();
            if ["head", "script", "style", "svg"].contains(&name) {
                continue;
            }
            let own_line = OWN_LINES.contains(&name);
            if own_line {
                before.clear();
            }
            run_together(inner, before, found);
            if own_line {
                before.clear();
            }
        }
    }
}

#[test]
fn without_style_no_two_words_run_together() {
    let mut found = BTreeSet::new();
    let mut n_pages = 0;
    for path in SITE.files.keys().filter(|path| Path::new(path).extension().is_some_and(|it| it == "html")) {
        let page = Html::parse_document(SITE.text(path));
        run_together(page.root_element(), &mut String::new(), &mut found);
        n_pages += 1;
    }
    assert!(n_pages > 500, "only {n_pages} pages were read");
    let n_found = found.len();
    assert!(
        found.is_empty(),
        "{n_found} places, among them {:#?}",
        found.iter().take(20).collect::<Vec<_>>()
    );
}

#[test]
fn every_outcome_is_as_its_published_schema_says() {
    let schema: Value = serde_json::from_str(SITE.text(json::SCHEMA_FILE)).expect("the schema is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$id"], format!("{ORIGIN}/outcome.schema.json"));
    jsonschema::meta::validate(&schema).expect("the schema is one by its own rules");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("the schema can be read without the network");
    let outcomes = SITE.ending("outcome.json");
    assert!(outcomes.len() > 100, "{} outcomes", outcomes.len());
    for path in outcomes {
        let outcome: Value = serde_json::from_str(SITE.text(path)).expect("an outcome is JSON");
        assert_eq!(outcome["$schema"], schema["$id"], "{path} names its schema");
        let faults: Vec<String> = validator
            .iter_errors(&outcome)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{path}");
    }
    // The schema is no open door: what is not named in it is refused, and what it asks for has to be there.
    let mut other: Value =
        serde_json::from_str(SITE.text("business/outcome.json")).expect("an outcome is JSON");
    other["provisions"][0]["standing"] = "binding".into();
    assert!(!validator.is_valid(&other), "a standing that does not exist");
    let mut other: Value =
        serde_json::from_str(SITE.text("business/outcome.json")).expect("an outcome is JSON");
    other["opinion"] = "none".into();
    assert!(!validator.is_valid(&other), "a field that nobody described");
    let mut other: Value =
        serde_json::from_str(SITE.text("business/outcome.json")).expect("an outcome is JSON");
    other["verified"] = "yesterday".into();
    assert!(!validator.is_valid(&other), "a day that is none");
}

#[test]
fn every_link_of_ours_leads_to_a_file_that_is_there() {
    let mut n_links = 0;
    for path in SITE.ending(".html") {
        let page = SITE.text(path);
        let ids: BTreeSet<String> = values(page, "id").into_iter().collect();
        for link in values(page, "href").into_iter().chain(values(page, "src")) {
            n_links += 1;
            if let Some(id) = link.strip_prefix('#') {
                assert!(ids.contains(id), "{path} links to #{id}, which it does not have");
            } else if let Some(file) = SITE.file_of(&link) {
                assert!(SITE.files.contains_key(&file), "{path} links to {link}, which was not printed");
            }
        }
    }
    assert!(n_links > 10_000, "{n_links} links");
}

#[test]
fn every_page_names_its_other_languages_and_they_name_it_back() {
    let mut named: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for path in SITE.ending("index.html") {
        let page = SITE.text(path);
        let address = page
            .split("<link rel=\"canonical\" href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_else(|| panic!("{path} has no canonical address"));
        if SITE.file_of(address).as_ref() != Some(path) {
            // A page of an earlier release: machines are to know the page that answers the same.
            assert!(
                SITE.files.contains_key(&SITE.file_of(address).expect("it is ours")),
                "{path}: {address}"
            );
            continue;
        }
        let links = page.split("<link rel=\"alternate\" hreflang=\"").skip(1).map(|link| {
            let (language, rest) = link.split_once("\" href=\"").expect("a language, then an address");
            (language, rest.split('"').next().unwrap_or_default())
        });
        named.insert(address, links.collect());
    }
    let n_expected = if n_languages() > 1 { n_languages() + 1 } else { 0 };
    for (address, links) in &named {
        assert_eq!(links.len(), n_expected, "{address} names each language, and one for everybody else");
        for (language, other) in links {
            let back = named.get(other).unwrap_or_else(|| panic!("{address} names {other} for {language}"));
            assert_eq!(back, links, "{other} names the same pages as {address}");
        }
    }
}

#[test]
fn the_sitemap_lists_every_page_once() {
    let sitemap = SITE.text("sitemap.xml");
    let listed: Vec<&str> =
        sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    let unique: BTreeSet<String> =
        listed.iter().map(|address| format!("{}index.html", &address[ORIGIN.len() + 1..])).collect();
    // A page of an earlier release names another page as the one to be known by.
    let is_known = |path: &&String| {
        let canonical =
            format!("<link rel=\"canonical\" href=\"{ORIGIN}/{}\"", path.trim_end_matches("index.html"));
        SITE.text(path).contains(&canonical)
    };
    let printed: BTreeSet<String> = SITE.ending("index.html").into_iter().filter(is_known).cloned().collect();
    assert_eq!(listed.len(), unique.len(), "a page is listed twice");
    let apart: Vec<&String> = unique.symmetric_difference(&printed).collect();
    assert_eq!(apart, Vec::<&String>::new(), "listed and not printed, or printed and not listed");
}

#[test]
fn calendars_have_the_form_of_rfc_5545() {
    let calendars = SITE.ending(".ics");
    assert!(calendars.len() > 100, "{} calendars", calendars.len());
    for path in calendars {
        let text = SITE.text(path);
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{path}: every line ends with CR LF");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{path}: a line has 75 bytes at most");
        let lines: Vec<String> =
            text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect();
        assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"), "{path}");
        assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"), "{path}");
        let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
        let n_events = count("BEGIN:VEVENT");
        assert!(n_events > 0, "{path}: a calendar has an event");
        for property in ["UID:", "DTSTAMP:", "DTSTART;VALUE=DATE:", "SUMMARY:", "END:VEVENT"] {
            assert_eq!(count(property), n_events, "{path}: {property} stands once in each event");
        }
        let ids: BTreeSet<&String> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
        assert_eq!(ids.len(), n_events, "{path}: no two events share an id");
        assert!(lines.iter().all(|line| !line.starts_with("UID:") || !line.contains("host.example")));
    }
}

#[test]
fn a_day_has_one_id_in_every_calendar() {
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in SITE.ending(".ics") {
        for event in SITE.text(path).split("BEGIN:VEVENT").skip(1) {
            let value = |name: &str| {
                event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned()
            };
            ids.entry(value("DTSTART;VALUE=DATE:")).or_default().insert(value("UID:"));
        }
    }
    assert!(ids.len() > 10, "{} days", ids.len());
    for (day, ids) in &ids {
        assert_eq!(ids.len(), 1, "{day} has one id, so that no calendar holds it twice");
    }
    // Given once, kept for ever: whoever subscribed before would see the day twice.
    assert_eq!(ids["20240929"].first().map(String::as_str), Some("96c3fbe8-1f69-51b0-ab31-d26cf1eac6c0"));
}

#[test]
fn the_feed_of_revisions_is_the_same_under_another_origin() {
    for path in SITE.ending(".atom") {
        let feed = SITE.text(path);
        let ids: Vec<&str> =
            feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).collect();
        assert!(ids.len() > 1, "{path} has an entry");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: ids are unique");
        for id in ids {
            assert!(id.starts_with("urn:uuid:") && !id.contains("host"), "{path}: {id}");
        }
        assert!(feed.contains(&format!(
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{ORIGIN}/{path}\"/>"
        )));
    }
    // Every page with an answer or the question.
    let apart = |path: &str| path.contains("method/") || path.contains("embed/");
    for path in SITE.ending("index.html").into_iter().filter(|path| !apart(path)) {
        let feeds =
            values(SITE.text(path), "href").iter().filter(|link| link.starts_with("/revisions-")).count();
        assert_eq!(feeds, 2, "{path} names the feed to machines and to readers");
    }
}

#[test]
fn a_card_is_shown_in_previews_of_every_answer() {
    let cards = SITE.ending("card.png");
    assert_eq!(cards.len() + n_languages(), SITE.printed.n_pages, "every page but the question");
    for path in cards {
        let page = SITE.text(&path.replace("card.png", "index.html"));
        assert!(
            page.contains(&format!("<meta property=\"og:image\" content=\"{ORIGIN}/{path}\">")),
            "{path}"
        );
        assert!(SITE.files[path].len() <= 40_960, "{path} has {} bytes", SITE.files[path].len());
    }
}

#[test]
fn what_stands_inline_is_allowed_by_its_hash_and_nothing_else_stands_inline() {
    let inline = SITE.inline();
    let style = inline.style.as_deref().expect("every page has the style of its first screen");
    for path in SITE.ending(".html") {
        let page = SITE.text(path);
        // A snippet for publishers is text.
        let shown: String = page
            .split("<textarea")
            .map(|part| part.split("</textarea>").last().unwrap_or_default())
            .collect();
        assert!(!shown.contains(" style=\""), "{path} has a style of one element");
        assert!(page.matches("<style").count() <= 1, "{path}");
        let policy = values(page, "content").into_iter().find(|content| content.starts_with("default-src"));
        assert_eq!(
            policy,
            Some(serving::policy(ORIGIN, &inline)),
            "{path} carries the policy of the headers"
        );
        let (before, _) = page.split_once("default-src").expect("it was found");
        assert!(!before.contains("<style") && !before.contains("<script"), "{path}: the policy stands first");
        for text in page.split("<style>").skip(1) {
            let text = text.split("</style>").next().unwrap_or_default();
            assert_eq!(Hash::of(text.as_bytes()).integrity(), style, "{path} has the style that is allowed");
        }
        for script in page.split("<script").skip(1) {
            let attributes = script.split('>').next().unwrap_or_default();
            assert!(
                attributes.contains(" src=\"/")
                    || attributes.contains(" data-first") && inline.script.is_some()
                    || ["ld+json", "json"]
                        .iter()
                        .any(|data| attributes.contains(&format!("type=\"application/{data}\""))),
                "{path} has an inline script: <script{attributes}>"
            );
        }
    }
}

#[test]
fn the_headers_of_every_server_are_those_of_one_table() {
    let inline = SITE.inline();
    let site = Site::at(ORIGIN).expect("it is an address");
    assert_eq!(SITE.text("_headers"), serving::headers_file(&site, &inline));
    let nginx = fs::read_to_string(SITE.settings.join("nginx.conf")).expect("it was printed");
    let apache = fs::read_to_string(SITE.settings.join("htaccess")).expect("it was printed");
    for (name, value) in serving::headers(&site, &inline) {
        let value = value.replace('"', "\\\"");
        assert!(nginx.contains(&format!("add_header {name} \"{value}\" always;")), "nginx sends {name}");
        assert!(apache.contains(&format!("Header always set {name} \"{value}\"")), "Apache sends {name}");
    }
    let settings =
        fs::read_to_string(workspace().join("Trunk.toml")).expect("the workspace has a Trunk.toml");
    let settings: toml::Table = settings.parse().expect("Trunk.toml is TOML");
    let trunk: BTreeMap<&str, String> = settings["serve"]["headers"]
        .as_table()
        .expect("Trunk.toml has headers")
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?.to_owned())))
        .collect();
    // While someone works on the pages, their own policy (in each page) is the stricter one.
    let here = Site::at("http://127.0.0.1:8080").expect("it is an address");
    let mut here: BTreeMap<&str, String> = serving::headers(&here, &inline).into_iter().collect();
    here.remove(serving::POLICY);
    assert_eq!(trunk, here, "Trunk.toml sends what production sends; the policy stands in the pages");
    let guide =
        fs::read_to_string(workspace().join("docs/serving.md")).expect("the guide for hosts is there");
    let kept = [serving::FOREVER, serving::SHORTLY].map(str::to_owned);
    let shown = Inline { style: Some("sha256-…".to_owned()), script: Some("sha256-…".to_owned()) };
    let host = Site::at("https://HOST").expect("it is an address");
    for value in serving::headers(&host, &shown).into_iter().map(|(_, value)| value).chain(kept) {
        assert!(guide.contains(&value), "docs/serving.md tells a host to send “{value}”");
    }
}
