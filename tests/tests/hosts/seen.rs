//! That the visits see what they look for: a frame that does everything wrong is found out, in every engine.

use std::cell::RefCell;

use tests::{Browser, Engine, FRAMES, Server, in_every_engine};

use crate::{article::with_page, visit::WIDGET};

in_every_engine![what_a_frame_does_wrong_is_seen];

const WRONG: &str = "
    document.cookie = 'seen=1';
    console.error('an error of the frame');
    console.warn('a warning of the frame');
    localStorage.setItem('seen', 1);
    fetch('http://elsewhere.example/').catch(() => {});
    document.documentElement.dataset.engine = 'on';
    parent.postMessage({ type: 'ban-explainer:height', height: 1500, acted: false }, '*');
";

fn what_a_frame_does_wrong_is_seen(engine: Engine) {
    let widget = Server::of_dist()
        .without_header("Content-Security-Policy")
        .page("/witness.js", include_str!("witness.js"))
        .page("/wrong.js", WRONG)
        .page(
            "/business/",
            "<!doctype html><html><head><script src=\"/witness.js\"></script></head><script src=\"/wrong.js\"></script>",
        )
        .start();
    let article = "<!doctype html><html><head><script src=\"{origin}/witness.js\"></script></head><body>\
        <script async src=\"{origin}/embed.js\"></script>\
        <ban-explainer><a href=\"{origin}/business/\">Wrong</a></ban-explainer><p id=\"after\">After";
    let site = with_page("wrong", article, &widget).start();
    let page = Browser::in_engine(engine, "a publisher who does not believe us", &site).width(800);
    page.open("/wrong/");
    page.wait_for("the frame is as high as it says", |page| {
        page.measure(&format!("return {FRAMES}[0]?.offsetHeight")) == 1500
    });
    let attempts = page.in_frame(WIDGET, |frame| frame.measure("return attemptsToKeep.join(' ')"));
    assert_eq!(attempts, "document.cookie Storage.setItem");
    page.wait_for("a movement is seen", |page| {
        page.measure("return placesOfWhatFollows.length").as_u64() > Some(1)
    });
    let _ = page.measure("document.cookie = 'kept=1'; return 0");
    assert!(page.cookies().contains(&"kept".to_owned()), "a cookie is seen");
    let said = RefCell::new(String::new());
    page.wait_for("errors and warnings in the console of the frame are seen", |page| {
        said.borrow_mut().push_str(&page.complaints_and_warnings().join("\n"));
        said.borrow_mut().push('\n');
        said.borrow().contains("an error of the frame")
            && said
                .borrow()
                .lines()
                .any(|line| line.starts_with("Warning: ") && line.contains("a warning of the frame"))
    });
    let asked = page.requests();
    assert!(asked.iter().any(|address| address.contains("//elsewhere.example/")), "{engine}: {asked:?}");
}
