//! What stands on paper when a reader prints an article.

use tests::{Browser, Engine, Server, in_every_engine};

use crate::{article::publisher, visit::short};

in_every_engine![
    ;
    long in webkit:
    on_paper_stands_the_answer_that_the_reader_sees_and_under_it_the_link_with_its_address,
];

fn on_paper_stands_the_answer_that_the_reader_sees_and_under_it_the_link_with_its_address(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("element", &widget).start();
    let page = Browser::in_engine(engine, "a reader who prints the article", &site).width(800);
    page.open("/element/");
    page.in_frame("iframe", |frame| {
        frame.wait_for_the_engine();
        frame.click("Another day, or more about you");
        frame.click("Resell it");
        frame
            .wait_for("the answer is a reseller’s", |frame| short(frame).contains("you may not resell it"));
    });
    let link = format!("{}/business/", widget.origin());
    let under = |page: &Browser| page.reads("ban-explainer").unwrap_or_default();
    assert_eq!(under(&page), "", "on the screen the link is covered by the frame");
    // What a browser tells a page before it prints, and after.
    let _ = page.measure("dispatchEvent(new Event('beforeprint')); return 0");
    assert_eq!(
        under(&page).split_whitespace().collect::<Vec<_>>().join(" "),
        format!("Does the Kaspersky ban apply to you? {link}"),
        "under the frame stands the link with its address"
    );
    let order = page.measure(
        "const [frame, link] = ['iframe', 'a'].map((name) => document.querySelector(`ban-explainer ${name}`));
        return frame.getBoundingClientRect().height > 200 && link.getClientRects().length > 0",
    );
    assert_eq!(order, true, "the frame stays on paper, and the link is shown");
    // Only Chromium can lay a page out for paper without a printer.
    if engine == Engine::Chromium {
        page.emulate_paper();
        page.in_frame("iframe", |frame| {
            assert!(short(frame).contains("you may not resell it"), "the answer is the one last seen");
            for folded in ["#fold-narrow", "#fold-rest", "#fold-share", ".ask", ".languages"] {
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
    let _ = page.measure("dispatchEvent(new Event('afterprint')); return 0");
    assert_eq!(under(&page), "", "back on the screen the link is covered again");
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}
