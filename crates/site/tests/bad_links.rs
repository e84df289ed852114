//! What a reader sees who follows a link that was damaged on its way, or comes from another release.
//!
//! A link is read as a browser hands it over, and the page is rendered as the engine renders it.

use std::path::Path;

use ban_explainer::{Site, Today, route};
use rules::{Day, Law};

/// What a reader sees.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    /// What is said about the link, where something is.
    notice: String,
    /// Who is answered, on which day; empty while there is no answer.
    line: String,
    /// The answers that are filled in, in page order, the day aside.
    chosen: Vec<String>,
    /// Where “Show the answer for what was read” leads, where it stands.
    way_on: String,
}

fn law() -> &'static Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    Box::leak(Box::new(site::law::load(&folder, "en").expect("the law of this workspace has no faults")))
}

fn site() -> Site {
    Site::at("https://host.example").expect("it is an address")
}

fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a test names real days")
}

/// The text of the first element that begins with this tag, without the tags inside it.
fn text(page: &str, tag: &str, end: &str) -> String {
    let Some((_, rest)) = page.split_once(tag) else { return String::new() };
    let inside = rest.split_once('>').map_or("", |(_, rest)| rest).split(end).next().unwrap_or_default();
    let mut text = String::new();
    let mut in_tag = false;
    for letter in inside.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn seen(law: &'static Law, link: &str) -> Seen {
    let (link, _fragment) = link.split_once('#').unwrap_or((link, ""));
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let read = route::read(&law.explainer, &["es"], &site(), path, query);
    let page = site::print::body(law, read, Today::Live(day("2026-11-24")), &site());
    let chosen = page
        .split("<a href=\"")
        .skip(1)
        .map(|link| link.split("</a>").next().unwrap_or_default())
        .filter(|link| link.contains("data-option=") && link.contains("aria-current=\"true\""))
        .map(|link| text(&format!("<a {link}"), "<a", "<small"))
        .collect();
    let way_on = page.split("<a class=\"button\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    Seen {
        notice: text(&page, "<section class=\"notice\" role=\"alert\"", "</p>"),
        line: text(&page, "<p class=\"who\"", "</p>"),
        chosen,
        way_on: way_on.unwrap_or_default().replace("&amp;", "&"),
    }
}

/// The sentence that names what could not be read.
fn lost(parts: &str) -> String {
    format!(
        "Part of this link did not work: {parts}. Check your choices below, or see the answer without it."
    )
}

/// A link that is read whole answers at once, and says nothing about itself.
#[track_caller]
fn answers(law: &'static Law, link: &str, reader: &str) {
    let seen = seen(law, link);
    assert_eq!((seen.notice.as_str(), seen.line.as_str()), ("", reader), "{link}");
}

/// A link with a lost part names it, answers nothing, fills in the rest, and leads on from there.
#[track_caller]
fn asks(law: &'static Law, link: &str, parts: &str, chosen: &[&str], way_on: &str) {
    let found = seen(law, link);
    let expected = Seen {
        notice: lost(parts),
        line: String::new(),
        chosen: chosen.iter().map(|label| (*label).to_owned()).collect(),
        way_on: way_on.to_owned(),
    };
    assert_eq!(found, expected, "{link}");
}

const US: &str = "In the United States";
const SOFTWARE: &str = "Antivirus or security software";
const RESELLER: &str = "A business that resells it or supplies it to clients, in the United States, on Sept. 29, 2024";

#[test]
fn a_truncated_link_names_its_stump_and_fills_in_the_rest() {
    let law = law();
    asks(law, "/business/rese", "“rese”", &["Business", US, SOFTWARE], "/business/");
    asks(
        law,
        "/business/resell/2024-09-",
        "“2024-09-”",
        &["Business", "Resell it", US, SOFTWARE],
        "/business/resell/",
    );
    asks(
        law,
        "/business/2024-09-29/?doing=use.rese",
        "“doing=use.rese”",
        &["Business", "Use it", US, SOFTWARE],
        "/business/use/2024-09-29/",
    );
    // Cut where nothing is lost but what the link had not said yet.
    answers(
        law,
        "/business/resell",
        "A business that resells it or supplies it to clients, in the United States, on Nov. 24, 2026",
    );
}

#[test]
fn a_doubled_link_answers_once_where_both_say_the_same() {
    let law = law();
    answers(law, "/business/resell/2024-09-29/business/resell/2024-09-29/", RESELLER);
    answers(law, "//business//resell//2024-09-29//", RESELLER);
    asks(
        law,
        "/business/resell/2024-09-29/https://host.example/business/resell/2024-09-29/",
        "“https:” and “host.example”",
        &["Business", "Resell it", US, SOFTWARE],
        "/business/resell/2024-09-29/",
    );
    asks(
        law,
        "/business/?on=2024-09-29&on=2024-09-30",
        "“on=2024-09-30”",
        &["Business", US, SOFTWARE],
        "/business/2024-09-29/",
    );
}

#[test]
fn a_link_encoded_again_answers_as_before() {
    let law = law();
    for link in [
        "/business/resell/%32024-09-29/",
        "/business/resell/%2532024%252D09-29/",
        "/business%2Fresell/2024-09-29/",
        "/business/?doing=resell&amp;on=2024-09-29",
        "/business/?doing=resell%26on=2024-09-29",
    ] {
        let found = seen(law, link);
        let whole = found.line == RESELLER && found.notice.is_empty();
        // What cannot be told apart from a part of an answer is named, never guessed.
        assert!(whole || found.line.is_empty() && !found.notice.is_empty(), "{link}: {found:?}");
    }
    answers(law, "/business/resell/%32024-09-29/", RESELLER);
    answers(law, "/business/?doing=resell&amp;on=2024-09-29", RESELLER);
}

#[test]
fn what_others_append_asks_for_nothing() {
    let law = law();
    answers(law, "/business/resell/2024-09-29/?utm_source=mail&utm_medium=x&fbclid=a&gclid=b", RESELLER);
    answers(law, "/business/resell/2024-09-29/#?secret=abc123", RESELLER);
    answers(law, "/business/resell/2024-09-29/?theme=dark&accent=%23ff0000#?secret=abc", RESELLER);
    answers(law, "/business/resell/2024-09-29/index.html", RESELLER);
}

#[test]
fn a_link_in_upper_case_answers_as_before() {
    answers(law(), "/BUSINESS/RESELL/2024-09-29/", RESELLER);
    answers(law(), "/Business/?DOING=Resell&ON=2024-09-29", RESELLER);
}

#[test]
fn a_role_that_does_not_exist_shows_the_question() {
    let law = law();
    asks(law, "/wizard/2024-09-29/", "“wizard”", &[], "");
    asks(law, "/consumer/business/", "“business”", &["Consumer", US, SOFTWARE], "/consumer/");
}

#[test]
fn a_day_that_does_not_exist_is_named() {
    let law = law();
    asks(law, "/business/?on=2024-02-30", "“on=2024-02-30”", &["Business", US, SOFTWARE], "/business/");
    asks(law, "/business/2024-13-01/", "“2024-13-01”", &["Business", US, SOFTWARE], "/business/");
}

#[test]
fn a_day_before_the_record_is_answered_with_what_the_record_can_say() {
    let law = law();
    answers(law, "/business/?on=2010-01-01", "A business, in the United States, on Jan. 1, 2010");
    let read = route::read(&law.explainer, &[], &site(), "/business/", "on=2010-01-01");
    let page = site::print::body(law, read, Today::Live(day("2026-11-24")), &site());
    assert!(
        page.contains("Our record starts Sept. 13, 2017."),
        "the page says where its record starts"
    );
    assert!(!page.contains("outcome.json"), "no page was printed for such a day, so none is linked");
}

#[test]
fn options_of_another_role_are_named() {
    let law = law();
    asks(
        law,
        "/consumer/?body=federal-executive",
        "“federal-executive”",
        &["Consumer", US, SOFTWARE],
        "/consumer/",
    );
    asks(
        law,
        "/consumer/resell/2024-09-29/",
        "“resell”",
        &["Consumer", US, SOFTWARE],
        "/consumer/2024-09-29/",
    );
    asks(law, "/business/?place=resell", "“place=resell”", &["Business", US, SOFTWARE], "/business/");
}

#[test]
fn a_link_of_a_later_release_names_what_this_one_does_not_know() {
    let law = law();
    asks(
        law,
        "/business/2024-09-29/?doing=resell.lease",
        "“doing=resell.lease”",
        &["Business", "Resell it", US, SOFTWARE],
        "/business/resell/2024-09-29/",
    );
    asks(
        law,
        "/business/resell/2024-09-29/?mood=calm",
        "“mood=calm”",
        &["Business", "Resell it", US, SOFTWARE],
        "/business/resell/2024-09-29/",
    );
    asks(law, "/fr/business/", "“fr”", &["Business", US, SOFTWARE], "/business/");
}

#[test]
fn a_link_made_before_a_revision_says_what_was_revised() {
    let law = law();
    let page = |link: &str| {
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let read = route::read(&law.explainer, &[], &site(), path, query);
        site::print::body(law, read, Today::Live(day("2026-11-24")), &site())
    };
    let changed = law.explainer.changed().to_iso();
    let revised = "Revised since this link was made";
    assert!(page("/business/resell/2024-09-29/?law=2020-01-01").contains(revised));
    assert!(!page(&format!("/business/resell/2024-09-29/?law={changed}")).contains(revised));
    assert!(!page("/business/resell/2024-09-29/").contains(revised));
}

#[test]
fn hostile_text_is_shown_as_text() {
    let law = law();
    let read =
        route::read(&law.explainer, &[], &site(), "/business/", "doing=%3Cscript%3Ealert(1)%3C/script%3E");
    let page = site::print::body(law, read, Today::Live(day("2026-11-24")), &site());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"));
}
