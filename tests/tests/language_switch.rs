//! The switch of language keeps the answers, in the whole window and with the back button.

use std::sync::LazyLock;

use rules::Law;
use tests::{
    Browser, Server,
    expected::{self, LAW, answer, answers, shown, today},
};

static SPANISH: LazyLock<Law> = LazyLock::new(|| expected::law("es"));

/// The answer of an address, in one language and in the other.
fn told(page: &Browser, path: &str) -> [String; 2] {
    let answers = answers(path, today(page));
    [answer(&LAW, &answers), answer(&SPANISH, &answers)]
}

#[test]
fn the_switch_leads_to_the_same_answers_and_back() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who turns to Spanish", &site);
    page.open("/business/2024-09-29/");
    page.wait_for_the_engine();
    page.click_on(".chips [data-option='resell']");
    page.click_on(".chips [data-option='use']");
    let both = "/?role=business&on=2024-09-29&doing=use.resell";
    page.wait_for("both answers count", |page| page.path() == both);
    let [english, spanish] = told(&page, both);
    page.click_on(".languages a");
    page.wait_for("the same answers stand in Spanish", |page| {
        page.path() == "/es/?role=business&on=2024-09-29&doing=use.resell"
            && page.attribute("html", "lang").as_deref() == Some("es")
    });
    page.wait_for_the_engine();
    page.wait_for("in Spanish words", |page| shown(page) == spanish);
    for option in ["use", "resell"] {
        let chosen = format!(".chips [data-option='{option}'][aria-pressed=true]");
        assert_eq!(page.count(&chosen), 1, "{option} is still chosen");
    }
    page.click_on(".chips [data-option='use']");
    page.wait_for("one answer is left", |page| page.path() == "/es/business/resell/2024-09-29/");
    page.back();
    page.wait_for("back stays in Spanish", |page| {
        page.path() == "/es/?role=business&on=2024-09-29&doing=use.resell" && shown(page) == spanish
    });
    page.back();
    page.wait_for("back once more is English again", |page| {
        page.path() == both && page.attribute("html", "lang").as_deref() == Some("en")
    });
    page.wait_for("in English words", |page| shown(page) == english);
    page.forward();
    page.wait_for("forward is Spanish again", |page| page.attribute("html", "lang").as_deref() == Some("es"));
    page.wait_for("in Spanish words again", |page| shown(page) == spanish);
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_link_into_the_other_language_inside_the_answer_is_not_answered_in_this_one() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who follows a link into Spanish", &site);
    page.open("/consumer/");
    page.wait_for_the_engine();
    let _ = page.measure(
        "const link = document.createElement('a'); link.href = document.documentElement.dataset.site + 'es/consumer/'; link.id = 'into-spanish'; \
         link.textContent = 'Español'; document.querySelector('#explainer .head').append(link)",
    );
    page.click_on("#into-spanish");
    page.wait_for("the page is Spanish", |page| page.attribute("html", "lang").as_deref() == Some("es"));
    assert_eq!(page.text_of("h1"), SPANISH.wording.title);
}

#[test]
fn an_unknown_spanish_path_is_answered_in_spanish() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader with a damaged Spanish link", &site);
    page.open("/es/business/rese");
    page.wait_for_the_engine();
    page.wait_for("the page is Spanish", |page| page.attribute("html", "lang").as_deref() == Some("es"));
    assert!(page.text_of("[role='alert']").contains("rese"));
    assert_eq!(page.text_of("h1"), SPANISH.wording.title);
    let background = page.measure("return document.querySelector('.background').textContent");
    assert!(
        background.as_str().is_some_and(|text| text.contains(SPANISH.wording.interface.sources())),
        "what stands behind is Spanish too"
    );
}

#[test]
fn a_day_is_typed_in_spanish_month_first_as_in_the_united_states() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who types a day in Spanish", &site);
    page.open("/es/consumer/");
    page.wait_for_the_engine();
    page.click_on("#another-day > summary");
    let order = page
        .measure("return [...document.querySelectorAll('.fields select, .fields input')].map((it) => it.id)");
    assert_eq!(order, serde_json::json!(["day-month", "day-day", "day-year"]));
    let months = page
        .measure("return [...document.querySelectorAll('#day-month option')].map((it) => it.textContent)");
    assert_eq!(months[9], "septiembre", "months are chosen by name: {months}");
    page.click_on("#day-month option[value='9']");
    page.type_into("#day-day", "29");
    page.type_into("#day-year", "2024");
    page.click_on("#another-day .fields button");
    page.wait_for("the day is shown", |page| page.path() == "/es/consumer/2024-09-29/");
}
