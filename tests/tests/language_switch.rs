//! The switch of language keeps the answers, in the whole window and with the back button.

use tests::{Browser, Server};

#[test]
fn the_switch_leads_to_the_same_answers_and_back() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who turns to Spanish", &site);
    page.open("/business/2024-09-29/");
    page.wait_for_the_engine();
    page.click_on(".chips [data-option='resell']");
    page.click_on(".chips [data-option='use']");
    page.wait_for("both answers count", |page| page.path() == "/business/2024-09-29/?doing=use.resell");
    page.click_on(".languages a");
    page.wait_for("the same answers stand in Spanish", |page| {
        page.path() == "/es/business/2024-09-29/?doing=use.resell"
            && page.attribute("html", "lang").as_deref() == Some("es")
    });
    page.wait_for_the_engine();
    for option in ["use", "resell"] {
        let chosen = format!(".chips [data-option='{option}'][aria-current]");
        assert_eq!(page.count(&chosen), 1, "{option} is still chosen");
    }
    assert!(page.text_of(".answer .who").contains("lo usa y lo revende"), "{}", page.text_of(".answer .who"));
    assert!(page.title().contains("el 29 de septiembre de 2024"), "{}", page.title());
    page.click_on(".chips [data-option='use']");
    page.wait_for("one answer is left", |page| page.path() == "/es/business/resell/2024-09-29/");
    page.back();
    page.wait_for("back stays in Spanish", |page| page.path() == "/es/business/2024-09-29/?doing=use.resell");
    page.back();
    page.wait_for("back once more is English again", |page| {
        page.path() == "/business/2024-09-29/?doing=use.resell"
            && page.attribute("html", "lang").as_deref() == Some("en")
    });
    page.wait_for("in English words", |page| page.text_of(".answer .who").contains("uses it and resells it"));
    page.forward();
    page.wait_for("forward is Spanish again", |page| page.attribute("html", "lang").as_deref() == Some("es"));
    page.wait_for("in Spanish words", |page| page.text_of(".answer .who").contains("lo usa y lo revende"));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_link_into_the_other_language_inside_the_answer_is_not_answered_in_this_one() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who follows a link into Spanish", &site);
    page.open("/consumer/");
    page.wait_for_the_engine();
    let _ = page.measure(
        "const link = document.createElement('a'); link.href = '/es/consumer/'; link.id = 'into-spanish'; \
         link.textContent = 'Español'; document.querySelector('#explainer .head').append(link)",
    );
    page.click_on("#into-spanish");
    page.wait_for("the page is Spanish", |page| page.attribute("html", "lang").as_deref() == Some("es"));
    assert_eq!(page.text_of("h1"), "¿Se le aplica la prohibición de Kaspersky?");
}

#[test]
fn an_unknown_spanish_path_is_answered_in_spanish() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader with a damaged Spanish link", &site);
    page.open("/es/business/rese");
    page.wait_for_the_engine();
    page.wait_for("the page is Spanish", |page| page.attribute("html", "lang").as_deref() == Some("es"));
    assert!(page.text_of("[role='alert']").contains("No pudimos leer esta parte del enlace: “rese”"));
    assert_eq!(page.text_of("h1"), "¿Se le aplica la prohibición de Kaspersky?");
    let behind = page.measure("return document.querySelector('.behind').textContent");
    assert!(
        behind.as_str().is_some_and(|text| text.contains("Fuentes")),
        "what stands behind is Spanish too"
    );
}

#[test]
fn a_day_is_typed_in_spanish_day_first() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who types a day in Spanish", &site);
    page.open("/es/consumer/");
    page.wait_for_the_engine();
    let _ = page.measure("document.querySelectorAll('details').forEach((fold) => (fold.open = true))");
    let order =
        page.measure("return [...document.querySelectorAll('.fields input')].map((input) => input.id)");
    assert_eq!(order, serde_json::json!(["day-day", "day-month", "day-year"]));
    page.type_into("#day-day", "29 de septiembre de 2024");
    page.click_on("[data-act='show-day']");
    page.wait_for("the day is shown", |page| page.path() == "/es/consumer/2024-09-29/");
}
