//! What a reader does wherever the site lies: at the root of an origin, or in a folder of one.

use rules::{Answers, OptionId};
use tests::{
    Browser, Engine,
    expected::{LAW, answer, answers, day, shown, shown_verdict, today, verdict},
};

use super::server;

fn role(id: &str) -> OptionId {
    LAW.explainer.option(id).expect("the law has this role")
}

pub(crate) fn three_roles_on_three_days_read_what_explain_prints(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reader who tries every role", &site);
    for (id, label) in [("consumer", "Consumer"), ("business", "Business"), ("government", "Government")] {
        page.open("/");
        page.wait_for_the_engine();
        page.click(label);
        let answers = Answers::new(&LAW.explainer, role(id), today(&page)).expect("it is a role");
        page.wait_for("the answer for today is shown", |page| shown(page) == answer(&LAW, &answers));
        for on in &LAW.explainer.days {
            page.click_on(&format!(".rail [data-day='{}']", on.to_iso()));
            let answers = answers.on(*on);
            page.wait_for("the answer for that day is shown", |page| shown(page) == answer(&LAW, &answers));
            assert_eq!(page.count(".rail [aria-current]"), 1, "{} alone is marked", on.to_iso());
        }
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
}

pub(crate) fn answers_add_up_and_stay_in_the_address(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reseller who also uses it", &site);
    page.open("/business/2024-09-29/");
    page.wait_for_the_engine();
    page.click_on(".chips [data-option=resell]");
    page.wait_for("the only option stands in the path", |page| page.path() == "/business/resell/2024-09-29/");
    page.click_on(".chips [data-option=use]");
    page.wait_for("two options stand in the query", |page| {
        page.path() == "/?role=business&on=2024-09-29&doing=use.resell"
    });
    let both = answers("/?role=business&on=2024-09-29&doing=use.resell", today(&page));
    page.wait_for("both are answered", |page| shown(page) == answer(&LAW, &both));
    page.reload();
    page.wait_for_the_engine();
    page.wait_for("the same answer is shown after loading again", |page| shown(page) == answer(&LAW, &both));
    page.back();
    page.wait_for("the answer before is shown", |page| {
        page.path() == "/business/resell/2024-09-29/" && page.count("#answer .also") == 0
    });
    page.click_on(".chips [data-option=resell]");
    page.wait_for("the option is taken back", |page| page.path() == "/business/2024-09-29/");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

pub(crate) fn a_copied_link_opens_the_same_answer(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reader who passes the answer on", &site);
    page.open("/business/use/2024-09-29/");
    page.wait_for_the_engine();
    page.click_on(".chips [data-option=buy]");
    page.wait_for("the answer is shown", |page| page.path() == "/?role=business&on=2024-09-29&doing=use.buy");
    let seen = shown(&page);
    page.click("Copy link");
    page.wait_for("the reader is told what became of it", |page| {
        page.reads("#share .said").is_some_and(|text| text.contains("copied") || text.contains("selected"))
    });
    let link = page.property("#share-link", "value").unwrap_or_default();
    let selected = page.measure(
        "const field = document.getElementById('share-link');
        return field.value.slice(field.selectionStart, field.selectionEnd)",
    );
    assert_eq!(selected, link.as_str(), "the whole link is selected");
    assert!(link.starts_with(&site.base()), "{link} leads to this site");
    page.open("/");
    page.open(&link);
    page.wait_for_the_engine();
    page.wait_for("whoever opens it sees the same", |page| shown(page) == seen);
    assert_eq!(page.count("#explainer .notice"), 0, "the link can be read whole");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

pub(crate) fn without_script_links_lead_to_a_resellers_answer(engine: Engine) {
    let site = server().start();
    let page = Browser::without_script(engine, "a reader without script", &site);
    page.open("/");
    page.click("Business");
    page.click_on(".chips [data-option=resell]");
    page.click_on(".rail [data-day='2024-09-29']");
    page.wait_for("the printed page is open", |page| page.path() == "/business/resell/2024-09-29/");
    assert_eq!(page.text_of("#verdict"), verdict("/business/resell/2024-09-29/"));
    assert_eq!(page.reads("#share .share button").as_deref(), Some(""), "what needs script is hidden");
    assert!(page.reads("#share-link").is_some(), "the link can be selected and copied by hand");
}

pub(crate) fn the_switch_of_language_keeps_the_answer(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reader who turns to Spanish", &site);
    page.open("/business/resell/");
    page.wait_for_the_engine();
    page.click_on(".rail [data-day='2024-09-29']");
    page.wait_for("the day is shown", |page| page.path() == "/business/resell/2024-09-29/");
    page.click_on(".languages a");
    page.wait_for("the same answer stands in Spanish", |page| {
        page.path() == "/es/business/resell/2024-09-29/"
            && page.attribute("html", "lang").as_deref() == Some("es")
    });
    page.wait_for_the_engine();
    assert_ne!(shown_verdict(&page), verdict("/business/resell/2024-09-29/"), "in Spanish words");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

/// A path that was never printed, a day that does not exist, a damaged answer.
pub(crate) fn a_damaged_link_never_answers_another_question(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reader with a link that lost its end", &site);
    for (path, named) in [
        ("/?role=business&doing=resell.integ", "integ"),
        ("/business/?doing=resell.integ", "integ"),
        ("/consumer/?body=federal-executive", "federal-executive"),
        ("/nobody/", "nobody"),
        ("/es/business/rese", "rese"),
    ] {
        page.open(path);
        page.wait_for_the_engine();
        page.wait_for(&format!("{path}: the part that cannot be read is named"), |page| {
            page.reads("#explainer .notice").is_some_and(|notice| notice.contains(named))
        });
        assert_eq!(page.count("#answer"), 0, "{path}: no other question is answered in silence");
    }
    page.open("/?role=business&doing=resell.integ");
    page.wait_for_the_engine();
    page.click_on("#explainer .notice a.button");
    page.wait_for("the rest is answered when asked", |page| {
        page.path() == "/business/resell/" && page.count("#answer") == 1
    });
    // A damaged day is answered at once, for today, and marked.
    page.open("/?role=business&on=2024-02-30");
    page.wait_for_the_engine();
    page.wait_for("the damaged day is marked", |page| {
        page.reads("#explainer .notice mark").as_deref() == Some("2024-02-30")
    });
    let today = today(&page);
    assert_eq!(shown(&page), answer(&LAW, &answers("/business/", today)), "and today is answered");
    // What is not ours changes nothing.
    for path in [
        "/business/resell/?utm_source=mail&fbclid=1#?secret=abc",
        "/business/resell/?srsltid=AfmBOo",
        "/business/resell/)",
        "/business/resell/?wonder=1",
    ] {
        page.open(path);
        page.wait_for_the_engine();
        page.wait_for(&format!("{path}: the answer is shown"), |page| {
            shown(page) == answer(&LAW, &answers("/business/resell/", today))
        });
        assert_eq!(page.count("#explainer .notice"), 0, "{path} is no question");
    }
    assert!(page.title().len() > day("2024-09-29").len());
}

pub(crate) fn a_widget_in_an_article_is_answered_and_copied(engine: Engine) {
    let site = server().start();
    let base = site.base();
    let host = format!(
        "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Host</title><body style=\"margin:0\">\
         <iframe id=\"widget\" sandbox=\"allow-scripts\" width=\"640\" height=\"700\" src=\"{base}/business/\"></iframe>"
    );
    let policy =
        format!("default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-src {}", site.origin());
    let article = server()
        .header("Content-Security-Policy", &policy)
        .file("/favicon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec())
        .page("/article/", &host)
        .start();
    let page = Browser::in_engine(engine, "a reader inside an article on WordPress", &article);
    page.open("/article/");
    page.in_frame("#widget", |frame| {
        frame.wait_for_the_engine();
        frame.click_on("#fold-narrow > summary");
        frame.click_on(".chips [data-option=resell]");
        frame.wait_for("the answer changes inside the frame", |frame| {
            shown_verdict(frame) == answered(frame, "/business/resell/")
        });
        frame.click_on(".rail [data-day='2024-09-29']");
        frame.wait_for("the day changes inside the frame", |frame| {
            shown(frame) == answer(&LAW, &answers("/business/resell/2024-09-29/", today(frame)))
        });
        frame.click_on("#fold-share > summary");
        frame.click("Copy link");
        frame.wait_for("the reader is told what became of it", |frame| {
            frame.reads("#share .said").is_some_and(|text| !text.is_empty())
        });
        let link = frame.property("#share-link", "value").unwrap_or_default();
        assert!(link.starts_with(&format!("{base}/business/resell/2024-09-29/?law=")), "the answer: {link}");
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

/// The verdict of an address on the browser's today.
fn answered(page: &Browser, path: &str) -> String {
    let answers = answers(path, today(page));
    let whole = answer(&LAW, &answers);
    whole.split('|').nth(1).unwrap_or_default().to_owned()
}
