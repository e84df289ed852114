//! What a reader sees under each policy that a publisher may have.

use tests::{Browser, Engine, Server, Site, in_every_engine};

use crate::{
    article::{reserve, with_page},
    visit::{WIDGET, choose, frames, shows_the_link, strict},
};

in_every_engine![
    ;
    long in webkit:
    where_inline_styles_are_refused_the_pasted_snippet_works_and_its_style_is_missed_only_by_the_page,
    where_a_policy_only_reports_the_explainer_stays,
    where_our_script_is_refused_the_link_stays,
    where_our_frame_is_refused_the_link_stays,
];

/// The snippet as it is pasted, its style inside the tag.
fn article() -> String {
    format!(
        "<!doctype html><html lang=\"en\"><title>Article</title><script async src=\"{{origin}}/embed.js\"></script>\
         <ban-explainer style=\"{}\"><a href=\"{{origin}}/business/\">Does the Kaspersky ban apply to you?</a></ban-explainer>\
         <p id=\"after\">After",
        reserve("/business/")
    )
}

fn under(policy: &str, widget: &Site) -> Site {
    with_page("policy", &article(), widget).header("Content-Security-Policy", policy).start()
}

fn where_inline_styles_are_refused_the_pasted_snippet_works_and_its_style_is_missed_only_by_the_page(
    engine: Engine,
) {
    let widget = Server::of_dist().start();
    let site = under(&strict(&widget), &widget);
    let page = Browser::in_engine(engine, "a reader of a page without inline styles", &site).width(800);
    page.open("/policy/");
    page.in_frame(WIDGET, |frame| {
        frame.wait_for_the_engine();
        choose(frame, "Government");
    });
    // The script makes the room itself, late; the page for publishers says how to keep it by the page's own style.
    let room = page.measure("return document.querySelector('ban-explainer').offsetHeight");
    assert!(room.as_u64() > Some(500), "the frame has its whole height: {room}");
    let said = page.complaints_and_warnings();
    // WebKit asks for a picture of the page by itself, which this policy refuses too.
    let others = |line: &&String| !line.contains("style") && !line.contains("/favicon.ico");
    let ours: Vec<&String> = said.iter().filter(others).collect();
    assert_eq!(ours, Vec::<&String>::new(), "nothing but the style is refused");
    assert!(!said.is_empty(), "the browser says that it refused the style of the snippet");
}

fn where_a_policy_only_reports_the_explainer_stays(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = with_page("policy", &article(), &widget)
        .header(
            "Content-Security-Policy-Report-Only",
            "default-src 'self'; frame-src 'self'; script-src 'self'",
        )
        .start();
    let page = Browser::in_engine(engine, "a reader of a page that tries a policy out", &site).width(800);
    page.open("/policy/");
    page.in_frame(WIDGET, |frame| {
        frame.wait_for_the_engine();
        choose(frame, "Government");
    });
    assert_eq!(frames(&page), 1, "a report refuses nothing");
    assert!(!shows_the_link(&page), "the explainer stands where the link stood");
}

fn where_our_script_is_refused_the_link_stays(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = under(&format!("default-src 'none'; frame-src {}", widget.origin()), &widget);
    let page = Browser::in_engine(engine, "a reader of a page without foreign scripts", &site).width(800);
    page.open("/policy/");
    assert_eq!(frames(&page), 0, "there is no empty box");
    page.click("Does the Kaspersky ban apply to you?");
    page.wait_for("the link opens our page", |page| page.path() == "/business/");
}

fn where_our_frame_is_refused_the_link_stays(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = under(&format!("default-src 'none'; script-src {}", widget.origin()), &widget);
    let page = Browser::in_engine(engine, "a reader of a page without foreign frames", &site).width(800);
    page.open("/policy/");
    page.wait_for("the link is shown", |page| {
        frames(page) == 0
            && page.reads("ban-explainer").as_deref() == Some("Does the Kaspersky ban apply to you?")
    });
    page.click("Does the Kaspersky ban apply to you?");
    page.wait_for("the link opens our page", |page| page.path() == "/business/");
}
