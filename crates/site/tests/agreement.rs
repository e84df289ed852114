//! What lies beside a page says what the page says, sentence by sentence: calendar, data, head, preview, mail, feed.
//!
//! Pages, calendars and feeds are read with parsers of other people.

use std::{collections::BTreeMap, sync::LazyLock};

use icalendar::{Calendar, Component, DatePerhapsTime};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

mod printing;

use printing::{Printing, law};

static SITE: LazyLock<Printing> =
    LazyLock::new(|| Printing::of("agreement", &law(), "https://news.example/kaspersky/", false));

fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).expect("a test writes selectors")).collect()
}

fn inside<'a>(element: ElementRef<'a>, css: &str) -> Option<ElementRef<'a>> {
    element.select(&Selector::parse(css).expect("a test writes selectors")).next()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn content(page: &Html, css: &str, attribute: &str) -> String {
    let found = select(page, css);
    assert_eq!(found.len(), 1, "{css} stands once");
    found[0].attr(attribute).unwrap_or_default().to_owned()
}

/// Every page with an answer, by its folder, as a browser reads it.
fn answers() -> impl Iterator<Item = (&'static str, Html)> {
    let beside = |path: &&String| path.ends_with("/outcome.json");
    SITE.files.keys().filter(beside).map(|path| {
        let folder = path.trim_end_matches("outcome.json");
        (folder, Html::parse_document(SITE.text(&format!("{folder}index.html"))))
    })
}

/// What the timeline of a page says, by day.
fn timeline(page: &Html) -> BTreeMap<String, String> {
    let items = select(page, "ol.schedule > li");
    let said = items.into_iter().filter_map(|item| {
        let day = inside(item, "time")?.attr("datetime")?.to_owned();
        Some((day, text(inside(item, ":scope > span")?)))
    });
    said.collect()
}

/// What a calendar says, by day: summary, and description where there is one.
fn events(calendar: &str) -> BTreeMap<String, (String, Option<String>)> {
    let calendar: Calendar = calendar.parse().expect("others can read the calendar");
    let events = calendar.components.iter().filter_map(|component| component.as_event());
    let events = events.map(|event| {
        let day = match event.get_start() {
            Some(DatePerhapsTime::Date(day)) => day.to_string(),
            other => panic!("a day of change is a whole day: {other:?}"),
        };
        let summary = event.get_summary().expect("it has one").to_owned();
        (day, (summary, event.get_description().map(str::to_owned)))
    });
    events.collect()
}

#[track_caller]
fn check_calendar(ics: &str, page: &Html) -> usize {
    let (events, days) = (events(SITE.text(ics)), timeline(page));
    assert_eq!(events.keys().collect::<Vec<_>>(), days.keys().collect::<Vec<_>>(), "{ics}: the same days");
    for (day, (summary, description)) in &events {
        let whole = description.as_ref().unwrap_or(summary);
        assert_eq!(&spaced(whole), &days[day], "{ics}: {day}");
        assert!(days[day].starts_with(&spaced(summary)), "{ics}: {day}: “{summary}” begins “{}”", days[day]);
    }
    events.len()
}

#[test]
fn every_calendar_says_what_its_page_says_of_each_day() {
    let mut n_events = 0;
    for (folder, page) in answers() {
        n_events += check_calendar(&format!("{folder}dates.ics"), &page);
    }
    // The calendars to subscribe to.
    for (ics, home) in [("dates-en.ics", "index.html"), ("dates-es.ics", "es/index.html")] {
        n_events += check_calendar(ics, &Html::parse_document(SITE.text(home)));
    }
    println!("{n_events} events, each as its page has it");
    assert!(n_events > 2000, "only {n_events}");
}

/// The parts of an outcome that a page shows, as text.
fn strings<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    value.as_array().into_iter().flatten().filter_map(|item| item[key].as_str()).collect()
}

#[test]
fn every_outcome_head_and_preview_says_what_its_page_says() {
    let mut n_pages = 0;
    for (folder, page) in answers() {
        let answer = select(&page, "#answer")[0];
        let heading =
            text(inside(answer, "h2").unwrap_or_else(|| panic!("{folder}: the answer has a verdict")));
        let shown = text(answer);
        let outcome: Value = serde_json::from_str(SITE.text(&format!("{folder}outcome.json"))).expect("JSON");

        // Data.
        assert_eq!(outcome["verdict"], heading.as_str(), "{folder}: the verdict of the data");
        for said in strings(&outcome["verdicts"], "text")
            .into_iter()
            .chain(strings(&outcome["short_answers"], "text"))
        {
            assert!(shown.contains(&spaced(said)), "{folder}: the page does not say “{said}”");
        }
        let table = inside(answer, "table.rows").map(text).unwrap_or_default();
        // Rows beyond the first stand behind a fold.
        let page_text = select(&page, "#explainer").into_iter().map(text).collect::<String>();
        for row in outcome["rows"].as_array().into_iter().flatten() {
            for key in ["label", "said", "since", "why"] {
                let said = spaced(row[key].as_str().unwrap_or_default());
                assert!(page_text.contains(&said), "{folder}: no row says “{said}” ({table})");
            }
        }
        for provision in outcome["provisions"].as_array().into_iter().flatten() {
            let title = spaced(provision["title"].as_str().unwrap_or_default());
            assert!(page_text.contains(&title), "{folder}: no card of “{title}”");
        }

        // Head.
        let mut unique: Vec<&str> = Vec::new();
        for said in strings(&outcome["short_answers"], "text") {
            if !unique.contains(&said) {
                unique.push(said);
            }
        }
        let deck = unique.join(" ");
        let address = format!("{}{folder}", SITE.address);
        let title = text(select(&page, "title")[0]);
        assert!(title.starts_with(&heading), "{folder}: the title is “{title}”, the verdict “{heading}”");
        assert!(
            title.ends_with(outcome["line"].as_str().unwrap_or("?")),
            "{folder}: “{title}” says who asks"
        );
        assert_eq!(content(&page, "meta[property='og:title']", "content"), heading, "{folder}");
        for description in ["meta[name=description]", "meta[property='og:description']"] {
            assert_eq!(content(&page, description, "content"), deck, "{folder}: {description}");
        }
        // A page of an earlier release names the page that answers the same since periods have moved.
        let canonical = content(&page, "link[rel=canonical]", "href");
        if canonical != address {
            let file = SITE.file_of(&canonical).expect("it lies below the site");
            let same = Html::parse_document(SITE.text(&file));
            assert_eq!(
                text(select(&same, "#answer h2")[0]),
                heading,
                "{folder}: {canonical} answers the same"
            );
            assert_eq!(content(&same, "link[rel=canonical]", "href"), canonical, "{folder}: {canonical}");
        }
        assert_eq!(content(&page, "meta[property='og:url']", "content"), canonical);
        let data = content(&page, "link[rel=alternate][type='application/json']", "href");
        assert_eq!(SITE.file_of(&data), Some(format!("{folder}outcome.json")));

        // Preview of whoever embeds it.
        let discovered = content(&page, "link[type='application/json+oembed']", "href");
        let file = SITE.file_of(&discovered).expect("it lies below the site");
        assert_eq!(file, format!("{folder}oembed.json"));
        let oembed: Value = serde_json::from_str(SITE.text(&file)).expect("JSON");
        assert_eq!(oembed["title"], heading.as_str(), "{folder}: oEmbed");
        let frame = Html::parse_fragment(oembed["html"].as_str().expect("it frames the page"));
        assert_eq!(content(&frame, "iframe", "src"), address, "{folder}: oEmbed");
        assert_eq!(content(&frame, "iframe", "title"), heading, "{folder}: oEmbed");

        // Data for crawlers.
        let linked: Value =
            serde_json::from_str(&text(select(&page, "script[type='application/ld+json']")[0]))
                .expect("JSON");
        assert_eq!(linked["name"], heading.as_str(), "{folder}: JSON-LD");
        assert_eq!(linked["url"], canonical.as_str(), "{folder}: JSON-LD");
        for name in strings(&linked["about"], "name") {
            assert!(page_text.contains(&spaced(name)), "{folder}: JSON-LD names “{name}”");
        }
        n_pages += 1;
    }
    println!("{n_pages} pages, with outcome, head, oEmbed and JSON-LD, all equal");
    assert!(n_pages > 400, "only {n_pages}");
}

#[test]
fn a_page_without_an_answer_states_the_question_and_nothing_else() {
    for home in ["", "es/"] {
        let page = Html::parse_document(SITE.text(&format!("{home}index.html")));
        let question = text(select(&page, "h1")[0]);
        assert_eq!(text(select(&page, "title")[0]), question);
        assert_eq!(content(&page, "meta[property='og:title']", "content"), question);
        let oembed: Value = serde_json::from_str(SITE.text(&format!("{home}oembed.json"))).expect("JSON");
        assert_eq!(oembed["title"], question.as_str());
        assert!(
            select(&page, "#answer h2").is_empty()
                && !SITE.files.contains_key(&format!("{home}outcome.json"))
        );
    }
}

#[test]
fn every_mail_and_citation_says_what_its_page_says() {
    let mut n_mails = 0;
    for (folder, page) in answers() {
        let heading = text(select(&page, "#answer h2")[0]);
        let mails = select(&page, "a[href^='mailto:']");
        assert_eq!(mails.len(), 1, "{folder} can be mailed");
        let href = mails[0].attr("href").unwrap_or_default();
        let mail = url::Url::parse(href).expect("others can read the address");
        let pairs: BTreeMap<String, String> = mail.query_pairs().into_owned().collect();
        let body = &pairs["body"];
        assert!(
            body.contains("\r\n") && !body.replace("\r\n", "").contains(['\r', '\n']),
            "{folder}: lines of {body:?}"
        );
        let said = format!("{} {body}", pairs["subject"]);
        assert!(said.contains(&heading), "{folder}: the mail does not say “{heading}”: {said}");
        let cited = text(select(&page, ".citation textarea")[0]);
        assert!(cited.contains(&heading), "{folder}: the citation does not say “{heading}”: {cited}");
        for link in [body.as_str(), cited.as_str()] {
            assert!(link.contains(&SITE.address), "{folder}: {link}");
        }
        n_mails += 1;
    }
    println!("{n_mails} mails and citations");
}

#[test]
fn every_entry_of_a_feed_is_a_line_of_the_method_page_and_links_to_it() {
    let mut n_entries = 0;
    for (atom, method) in
        [("revisions-en.atom", "method/index.html"), ("revisions-es.atom", "es/method/index.html")]
    {
        let feed: atom_syndication::Feed = SITE.text(atom).parse().expect("others can read the feed");
        let page = Html::parse_document(SITE.text(method));
        let mut links = Vec::new();
        for entry in feed.entries() {
            let link = entry.links()[0].href();
            assert!(!links.contains(&link.to_owned()), "{atom}: two entries link to {link}");
            links.push(link.to_owned());
            let (file, id) = link.split_once('#').expect("a line of the page");
            assert_eq!(SITE.file_of(file).as_deref(), Some(method));
            let row = text(select(&page, &format!("[id='{id}']"))[0]);
            let content =
                Html::parse_fragment(entry.content().and_then(|content| content.value()).expect("content"));
            let said = text(select(&content, "p")[0]);
            assert!(row.contains(&said), "{atom}: “{said}” is not “{row}”");
            assert!(
                row.contains(&spaced(entry.title())),
                "{atom}: “{}” is not in “{row}”",
                entry.title().as_str()
            );
            n_entries += 1;
        }
    }
    println!("{n_entries} entries");
    assert!(n_entries > 2);
}
