//! What a reader sees who follows a link that was damaged on its way, or comes from another release.
//!
//! A link is read as a browser hands it over, and the page is rendered as the engine renders it.

use std::path::Path;

use ban_explainer::{Site, Today, route};
use rules::{Day, Law};
use scraper::{Html, Selector};

/// What a reader sees.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    /// What is said about the link, where something is.
    notice: String,
    /// The first line of the answer; empty while there is none.
    verdict: String,
    /// The answers that are filled in, in page order, the day aside.
    chosen: Vec<String>,
    /// Where “Show the answer” leads, where it stands.
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

/// The page that a link shows, as markup.
fn page(law: &'static Law, link: &str) -> String {
    let (link, _fragment) = link.split_once('#').unwrap_or((link, ""));
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let read = route::read(&law.explainer, &["es"], &site(), path, query);
    site::print::body(law, read, Today::Live(day("2026-11-24")), &site())
}

fn seen(law: &'static Law, link: &str) -> Seen {
    let page = Html::parse_fragment(&page(law, link));
    let all = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).expect("a test writes whole selectors");
        let text = |found: scraper::ElementRef| found.text().collect::<String>().trim().to_owned();
        page.select(&selector).map(text).collect()
    };
    let first = |selector: &str| all(selector).into_iter().next().unwrap_or_default();
    let way_on = Selector::parse("a.button").expect("it is a selector");
    let way_on = page.select(&way_on).next().and_then(|link| link.attr("href"));
    Seen {
        notice: first("[role=alert] > p, p[role=alert]"),
        verdict: first("h2.verdict"),
        chosen: all(
            ".seg [aria-current=true], .ask [aria-current=true], .ask [aria-pressed=true], .default [aria-current=true]",
        ),
        way_on: way_on.unwrap_or_default().to_owned(),
    }
}

/// The sentence that names what could not be read.
fn lost(parts: &str) -> String {
    format!(
        "Part of this link did not work: {parts}. Check your choices below, or see the answer without it."
    )
}

/// A link that is read whole shows the page of its plain form, which answers, and says nothing about itself.
#[track_caller]
fn answers(law: &'static Law, link: &str, plain: &str) {
    let seen = seen(law, link);
    assert_eq!(seen.notice, "", "{link}");
    assert_ne!(seen.verdict, "", "{link}");
    assert_eq!(page(law, link), page(law, plain), "{link}");
}

/// A link whose day alone is damaged is answered at once for today, and says so.
#[track_caller]
fn answers_today(law: &'static Law, link: &str, notice: &str, plain: &str) {
    let (found, today) = (seen(law, link), seen(law, plain));
    assert_eq!(found.notice, notice, "{link}");
    assert_eq!((found.verdict, found.chosen), (today.verdict, today.chosen), "{link}");
}

/// A link with a lost part names it, answers nothing, fills in the rest, and leads on from there.
#[track_caller]
fn asks(law: &'static Law, link: &str, parts: &str, chosen: &[&str], way_on: &str) {
    let found = seen(law, link);
    let expected = Seen {
        notice: lost(parts),
        verdict: String::new(),
        chosen: chosen.iter().map(|label| (*label).to_owned()).collect(),
        way_on: way_on.to_owned(),
    };
    assert_eq!(found, expected, "{link}");
}

const US: &str = "In the United States";
const SOFTWARE: &str = "Antivirus or security software";
/// The plain form of the link that the tests damage.
const RESELLER: &str = "/business/resell/2024-09-29/";

#[test]
fn a_truncated_link_names_its_stump_and_fills_in_the_rest() {
    let law = law();
    asks(law, "/business/rese", "“rese”", &["Business", US, SOFTWARE], "/business/");
    let notice = "We could not read the date “2024-09-.” Showing today. 2024-09-";
    answers_today(law, "/business/resell/2024-09-", notice, "/business/resell/");
    asks(
        law,
        "/business/2024-09-29/?doing=use.rese",
        "“doing=use.rese”",
        &["Business", "Use it", US, SOFTWARE],
        "/business/use/2024-09-29/",
    );
    // Cut where nothing is lost but what the link had not said yet.
    answers(law, "/business/resell", "/business/resell/");
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
        &["Business", "Resell it or supply it to clients", US, SOFTWARE],
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
        let whole = found.notice.is_empty() && page(law, link) == page(law, RESELLER);
        // What cannot be told apart from a part of an answer is named, never guessed.
        assert!(whole || found.verdict.is_empty() && !found.notice.is_empty(), "{link}: {found:?}");
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
    let notice = "There is no Feb. 30. Showing today. 2024-02-30";
    answers_today(law, "/business/?on=2024-02-30", notice, "/business/");
    let notice = "We could not read the date “2024-13-01.” Showing today. 2024-13-01";
    answers_today(law, "/business/2024-13-01/", notice, "/business/");
}

#[test]
fn a_day_before_the_record_is_answered_with_what_the_record_can_say() {
    let law = law();
    answers(law, "/business/?on=2010-01-01", "/business/?on=2010-01-01");
    let read = route::read(&law.explainer, &[], &site(), "/business/", "on=2010-01-01");
    let page = site::print::body(law, read, Today::Live(day("2026-11-24")), &site());
    assert!(page.contains("Our record starts Sept. 13, 2017."), "the page says where its record starts");
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
        &["Business", "Resell it or supply it to clients", US, SOFTWARE],
        "/business/resell/2024-09-29/",
    );
    answers(law, "/business/resell/2024-09-29/?mood=calm", RESELLER);
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
