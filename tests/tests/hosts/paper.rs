//! What stands on paper when a reader prints an article.

use std::io::Read;

use flate2::read::ZlibDecoder;
use tests::{Browser, Engine, Server, in_every_engine};

use crate::{
    article::{publisher, with_page},
    visit::{WIDGET, add, frames, shows_the_link, verdict},
};

in_every_engine![
    ;
    long in webkit:
    on_paper_stands_the_answer_that_the_reader_sees_and_under_it_the_link_with_its_address,
    a_frame_that_has_not_loaded_leaves_no_hole_on_paper,
];

fn on_paper_stands_the_answer_that_the_reader_sees_and_under_it_the_link_with_its_address(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("element", &widget).start();
    let page = Browser::in_engine(engine, "a reader who prints the article", &site).width(800);
    page.open("/element/");
    page.in_frame(WIDGET, |frame| {
        frame.wait_for_the_engine();
        frame.click_on(".rail [data-day='2024-09-29']");
        add(frame, "resell", "barred from reselling");
    });
    let shown = |page: &Browser| {
        page.measure(
            "const [frame, paper] = ['iframe', 'small'].map((name) => document.querySelector('ban-explainer').shadowRoot.querySelector(name));
            const [link] = document.querySelectorAll('ban-explainer a');
            return [frame, link, paper].map((it) => Math.round(it.getBoundingClientRect().height) > 0 && it.getBoundingClientRect().top)",
        )
    };
    let on_the_screen = shown(&page);
    assert_eq!(
        (&on_the_screen[1], &on_the_screen[2]),
        (&false.into(), &false.into()),
        "on the screen the link has stepped back"
    );
    // Only Chromium can lay a page out for paper without a printer.
    if engine == Engine::Chromium {
        page.emulate_paper();
        let tops: Vec<Option<f64>> = (0..3).map(|nth| shown(&page)[nth].as_f64()).collect();
        assert!(
            tops.iter().all(Option::is_some) && tops.is_sorted(),
            "on paper stand the frame, the link, and its address, one below the other: {tops:?}"
        );
        page.in_frame(WIDGET, |frame| {
            assert!(verdict(frame).contains("barred from reselling"), "the answer is the one last seen");
            for folded in ["#fold-narrow", "#fold-share", "#another-day", ".ask", ".languages"] {
                assert_eq!(
                    frame.reads(folded).unwrap_or_default(),
                    "",
                    "{folded} asks, and paper cannot answer"
                );
            }
        });
    }
    if engine != Engine::Webkit {
        assert!(page.print().starts_with(b"%PDF"), "{engine} prints");
    }
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

/// An article whose explainer lies so far down that the browser has not loaded it, and takes four sheets of paper.
fn long_article() -> &'static str {
    "<!doctype html><html lang=\"en\"><title>Article</title>\
     <style>div { height: 30000px } @media print { div { display: none } }</style><p>Before<div></div>\
     <script async src=\"{origin}/embed.js\"></script>\
     <ban-explainer style=\"display:block;padding-bottom:4000px\">\
     <a href=\"{origin}/business/\">Does the Kaspersky ban apply to you?</a></ban-explainer><p id=\"after\">After"
}

fn a_frame_that_has_not_loaded_leaves_no_hole_on_paper(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = with_page("long", long_article(), &widget).start();
    let page = Browser::in_engine(engine, "a reader who prints before scrolling", &site).width(800);
    page.open("/long/");
    page.wait_for("the element has its frame", |page| frames(page) == 1);
    let asked = widget.asked();
    assert!(!asked.iter().any(|path| path.starts_with("/business/")), "the frame is not loaded: {asked:?}");
    assert!(shows_the_link(&page), "until then the link stands there");
    if engine != Engine::Webkit {
        // One with the link; or, where the browser loads the frame for the paper, the answer on a second and the link on a
        // third. The room that was kept would be four more.
        let n_sheets = n_sheets(&page.print());
        assert!(n_sheets <= 3, "{engine} prints no hole below the link: {n_sheets} sheets");
    }
    let _ = page.measure("document.querySelector('ban-explainer').scrollIntoView(); return 0");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    page.wait_for("the link steps back", |page| !shows_the_link(page));
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

/// How many sheets a PDF has; its page tree may lie compressed in a stream.
fn n_sheets(pdf: &[u8]) -> usize {
    let find = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).position(|it| it == words);
    let mut plain = pdf.to_vec();
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let begin = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
        let mut text = Vec::new();
        // What is no stream of this kind gives nothing.
        drop(ZlibDecoder::new(&rest[begin..]).read_to_end(&mut text));
        plain.extend(text);
    }
    let text = String::from_utf8_lossy(&plain);
    let counts = text
        .split("/Count ")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '\n', '/', '>']).next()?.parse().ok());
    counts.max().expect("a PDF says how many pages it has")
}
