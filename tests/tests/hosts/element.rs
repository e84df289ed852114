//! Our element: several on a page, without script, without us, on a slow network, in the dark, moved and taken away.

use fantoccini::key::Key;
use tests::{Browser, Engine, FRAMES, Server, in_every_engine};

use crate::{
    article::{publisher, reserve, with_page},
    visit::{Situation, WIDGET, frames, in_a_window, journey, our_site, stands_still, verdict, watched},
};

in_every_engine![
    a_slow_network_moves_nothing_and_hides_nothing,
    the_keyboard_goes_into_the_frame_and_out_again,
    an_element_that_is_moved_works_again_and_one_that_is_taken_leaves_nothing;
    long in webkit:
    two_elements_have_each_their_own_page,
    without_script_and_without_our_server_the_link_stays,
    a_dark_host_that_does_not_say_so_has_no_white_box_and_may_change_its_mind,
    a_dark_host_has_no_white_box_while_the_explainer_is_on_its_way,
    light_text_is_seen_in_every_notation_of_a_color,
];

fn two_elements_have_each_their_own_page(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("two", &widget).start();
    let page = Browser::in_engine(engine, "a reader of an article with two explainers", &site).width(800);
    page.open("/two/");
    page.wait_for("both elements have their frame", |page| frames(page) == 2);
    assert_eq!((path_of(&page, 0), path_of(&page, 1)), ("/business/".to_owned(), "/consumer/".to_owned()));
    let titled = page.measure(&format!("return {FRAMES}[1].title"));
    assert_eq!(titled, "Does the Kaspersky ban apply to you?", "a frame without a link has a name");
}

fn without_script_and_without_our_server_the_link_stays(engine: Engine) {
    let widget = Server::of_dist().start();
    let origin = widget.origin();
    let site = publisher("no-script", &widget).start();
    let page = Browser::without_script(engine, "a reader without script", &site);
    page.open("/no-script/");
    page.click("Does the Kaspersky ban apply to you?");
    page.wait_for("the explainer’s own page is open", |page| page.text_of("h1").contains("Kaspersky ban"));
    // Nobody listens on the port of a server that has ended.
    drop((page, widget));
    let page = Browser::in_engine(engine, "a reader on a day when our server is down", &site);
    page.open("/no-script/");
    let told = page.attribute("ban-explainer a", "href");
    assert_eq!(told.as_deref(), Some(format!("{origin}/business/").as_str()));
    assert_eq!(page.reads("ban-explainer a").as_deref(), Some("Does the Kaspersky ban apply to you?"));
    assert_eq!(frames(&page), 0, "there is no empty box");
}

fn a_slow_network_moves_nothing_and_hides_nothing(engine: Engine) {
    let widget = our_site().slow(300, 100_000).start();
    let site = watched(Situation::of("element"), &widget).start();
    let page = Browser::in_engine(engine, "a reader on a slow network", &site).width(800);
    page.open("/element/");
    page.wait_for("the frame is there", |page| frames(page) == 1);
    page.in_frame(WIDGET, |frame| {
        frame.wait_for("the printed answer is there before the engine", |frame| !verdict(frame).is_empty());
    });
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    stands_still(&page, "while the explainer came slowly");
}

fn the_keyboard_goes_into_the_frame_and_out_again(engine: Engine) {
    let widget = Server::of_dist().start();
    let article = format!(
        "<!doctype html><html lang=\"en\"><title>Article</title><a id=\"before\" href=\"#\">Before</a>\
         <script async src=\"{{origin}}/embed.js\"></script><ban-explainer style=\"{}\">\
         <a href=\"{{origin}}/consumer/\">Does the Kaspersky ban apply to you?</a></ban-explainer>\
         <a id=\"after\" href=\"#\">After</a></html>",
        reserve("/consumer/")
    );
    let site = with_page("keys", &article, &widget).start();
    let page = Browser::in_engine(engine, "a reader without a mouse", &site).width(800);
    page.open("/keys/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    let focused = |page: &Browser| {
        let script = "const it = document.activeElement; return it.id || it.localName";
        page.measure(script).as_str().map(str::to_owned).unwrap_or_default()
    };
    let _ = page.measure("document.getElementById('before').focus(); return 0");
    let mut passed = Vec::new();
    while passed.last().is_none_or(|last| last != "after") {
        assert!(passed.len() < 80, "the keyboard is caught: {passed:?}");
        page.press(Key::Tab);
        passed.push(focused(&page));
    }
    let n_inside = passed.iter().filter(|it| *it == "ban-explainer").count();
    // Firefox’s driver sends keys to the page alone: into the frame of another site they do not come.
    let least = if engine == Engine::Firefox { 1 } else { 9 };
    assert!(n_inside >= least, "the controls of the frame are reached one by one: {passed:?}");
    page.press_with(Some(Key::Shift.into()), Key::Tab.into());
    page.wait_for("the way back leads into the frame", |page| focused(page) == "ban-explainer");
}

fn a_dark_host_that_does_not_say_so_has_no_white_box_and_may_change_its_mind(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("dark", &widget).start();
    let page = Browser::in_engine(engine, "a reader at night", &site).width(800);
    page.open("/dark/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    let looks = |page: &Browser| {
        let scheme = page.measure(&format!("return getComputedStyle({FRAMES}[0]).colorScheme"));
        let inside = page.in_frame(WIDGET, |frame| {
            frame.measure("return [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).backgroundColor].join(' ')")
        });
        format!("{} {}", scheme.as_str().unwrap_or_default(), inside.as_str().unwrap_or_default())
    };
    let clear = "rgba(0, 0, 0, 0) rgba(0, 0, 0, 0)";
    assert_eq!(looks(&page), format!("dark dark {clear}"), "the host’s own ground shows through");
    let _ = page.measure("document.body.classList.add('day'); return 0");
    page.wait_for("the explainer follows the host into the day", |page| {
        looks(page) == format!("light light {clear}")
    });
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

/// Colors of text as a publisher's style may name them, dark and light ones by turns; each engine computes what it
/// knows of them.
const NOTATIONS: [[&str; 2]; 22] = [
    ["#111", "#eee"],
    ["rgb(17 17 17)", "rgb(238 238 238)"],
    ["rgb(17 17 17 / .9)", "rgb(238 238 238 / .9)"],
    ["hsl(0 0% 10%)", "hsl(0 0% 90%)"],
    ["hwb(0 10% 90%)", "hwb(0 90% 5%)"],
    ["lab(10 0 0)", "lab(90 0 0)"],
    ["lch(10 1 20)", "lch(95 1 20)"],
    ["oklab(.2 0 0)", "oklab(.9 0 0)"],
    ["oklch(.2 .01 200)", "oklch(.95 .01 200)"],
    ["color(srgb .1 .1 .1)", "color(srgb .95 .95 .95)"],
    ["color(srgb 1e-7 0 0)", "color(srgb .9 .9 none)"],
    ["oklch(.1 none none)", "lab(90 none 0)"],
    ["color(srgb-linear .01 .01 .01)", "color(srgb-linear .9 .9 .9)"],
    ["color(display-p3 .1 .1 .1)", "color(display-p3 .9 .9 .9)"],
    ["color(a98-rgb .1 .1 .1)", "color(a98-rgb .9 .9 .9)"],
    ["color(prophoto-rgb .1 .1 .1)", "color(prophoto-rgb .9 .9 .9)"],
    ["color(rec2020 .1 .1 .1)", "color(rec2020 .9 .9 .9)"],
    ["color(xyz .01 .01 .01)", "color(xyz .8 .8 .8)"],
    ["color(xyz-d50 .01 .01 .01)", "color(xyz-d50 .8 .8 .8)"],
    ["color-mix(in oklch, black 90%, white)", "color-mix(in oklch, white 90%, black)"],
    ["color(from black srgb r g b)", "color(from white srgb r g b)"],
    ["light-dark(black, white)", "light-dark(white, black)"],
];

fn light_text_is_seen_in_every_notation_of_a_color(engine: Engine) {
    let widget = Server::of_dist().start();
    let elements: String = NOTATIONS
        .iter()
        .flatten()
        .map(|color| {
            format!(
                "<div style=\"color:red;color:{color}\"><ban-explainer><a href=\"{{origin}}/business/\">Link</a></ban-explainer></div>"
            )
        })
        .collect();
    let article = format!(
        "<!doctype html><title>Article</title><script async src=\"{{origin}}/embed.js\"></script>{elements}"
    );
    let site = with_page("notations", &article, &widget).start();
    let page = Browser::in_engine(engine, "a reader at night", &site).width(800);
    page.open("/notations/");
    let n_elements = 2 * NOTATIONS.len();
    page.wait_for("every element has its frame", |page| frames(page) == n_elements);
    let themes = page
        .measure(&format!("return {FRAMES}.map((frame) => new URL(frame.src).searchParams.get('theme'))"));
    for (nth, [dark, light]) in NOTATIONS.iter().enumerate() {
        assert_eq!((&themes[2 * nth], dark), (&"light".into(), dark), "dark text stands on a light ground");
        assert_eq!(
            (&themes[2 * nth + 1], light),
            (&"dark".into(), light),
            "light text stands on a dark ground"
        );
    }
}

fn a_dark_host_has_no_white_box_while_the_explainer_is_on_its_way(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("dark", &widget).start();
    let page = Browser::in_engine(engine, "a reader at night", &site).width(800);
    page.open("/dark/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    // An empty page is light, and a browser paints it white in a frame that is not. A new frame is empty.
    let empty = page.measure(
        "const element = document.querySelector('ban-explainer');
        element.parentNode.insertBefore(element, element.nextSibling);
        return getComputedStyle(element.shadowRoot.querySelector('iframe')).colorScheme",
    );
    assert_eq!(empty, "normal", "the host’s own ground shows through a frame that is still empty");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    page.wait_for("the frame is as dark as the page", |page| {
        page.measure(&format!("return getComputedStyle({FRAMES}[0]).colorScheme")) == "dark"
    });
}

fn an_element_that_is_moved_works_again_and_one_that_is_taken_leaves_nothing(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("moves", &widget).start();
    let page = in_a_window(Browser::in_engine(engine, "a reader of a page that moves its parts", &site), 800);
    page.open("/moves/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    let _ = page.measure("window.move(); return 0");
    page.in_frame("#elsewhere > *", Browser::wait_for_the_engine);
    assert_eq!(frames(&page), 1, "one element, one frame");
    journey(&page, "#elsewhere > *");
    let style = reserve("/business/");
    let left = page.measure(&format!(
        "const element = document.querySelector('ban-explainer');
        window.take();
        const pasted = document.createElement('p');
        pasted.style.cssText = '{style}';
        const same = element.style.cssText === pasted.style.cssText;
        return [element.innerHTML, same, element.firstChild.hidden].join('|')"
    ));
    let link = format!("<a href=\"{}/business/\">Does the Kaspersky ban apply to you?</a>", widget.origin());
    assert_eq!(left, format!("{link}|true|false"), "the element is as it was pasted");
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

/// What the address of the first frame says about one key of its query.
pub(crate) fn asked(page: &Browser, nth: usize, key: &str) -> String {
    let script = format!("return new URL({FRAMES}[{nth}].src).searchParams.get('{key}') ?? ''");
    page.measure(&script).as_str().unwrap_or_default().to_owned()
}

/// The path that a frame was opened with.
pub(crate) fn path_of(page: &Browser, nth: usize) -> String {
    let told = page.measure(&format!("return new URL({FRAMES}[{nth}].src).pathname"));
    told.as_str().unwrap_or_default().to_owned()
}
