//! Links that readers share from an article.

use tests::{Browser, Engine, FRAMES, Server, in_every_engine};

use crate::{
    article::publisher,
    element::path_of,
    visit::{add, choose, frames, in_a_window, verdict},
};

in_every_engine![
    ;
    long in webkit:
    a_link_shared_from_an_article_opens_the_article_with_the_answer_in_the_right_widget,
];

fn a_link_shared_from_an_article_opens_the_article_with_the_answer_in_the_right_widget(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("share", &widget).start();
    let page = in_a_window(Browser::in_engine(engine, "a reader who shares the article", &site), 800);
    page.open("/share/?story=1#comments");
    let _ = page.measure(
        "window.outcomes = []; addEventListener('ban-explainer:outcome', (event) => outcomes.push(event.detail)); return 0",
    );
    // It stands below the first screen, where no engine starts before a reader comes near.
    let scroll = "document.querySelector('#second').scrollIntoView(); return 0";
    let _ = page.measure(scroll);
    let link = page.in_frame("#second", |frame| {
        frame.wait_for_the_engine();
        choose(frame, "Government");
        add(frame, "state-nh", "New Hampshire");
        frame.property("#share-link", "value").unwrap_or_default()
    });
    let begins = format!("{}/share/?story=1&ban-explainer.second=/", site.origin());
    assert!(link.starts_with(&begins), "the link opens the article, and names the widget: {link}");
    assert!(link.contains("government") && link.contains("state-nh"), "it carries the answer: {link}");
    assert!(
        !link.contains("theme") && !link.contains("7a1f5c"),
        "how the widget is dressed is not shared: {link}"
    );
    page.wait_for("the host that asked for it is told the outcome", |page| {
        let last = page.measure("return outcomes.at(-1)");
        last["role"] == "government"
            && last["counts"].as_object().is_some_and(|counts| counts.values().any(|n| n.as_u64() > Some(0)))
    });
    let told = page.measure("return Object.keys(outcomes.at(-1)).sort().join(' ')");
    assert_eq!(told, "counts day role type", "and nothing else");
    page.open(&link);
    let _ = page.measure(scroll);
    page.in_frame("#second", |frame| {
        frame.wait_for_the_engine();
        frame.wait_for("whoever opens the link sees the answer", |frame| {
            verdict(frame).contains("New Hampshire")
        });
    });
    assert_eq!(path_of(&page, 0), "/business/", "the other widget stays as the publisher set it");
    page.open("/share/?ban-explainer=//evil.example/&ban-explainer.second=https://evil.example/");
    page.wait_for("both widgets are there", |page| frames(page) == 2);
    let sources = page.measure(&format!("return {FRAMES}.every((frame) => frame.src.startsWith(document.querySelector('script[src$=\"embed.js\"]').src.slice(0, -8)))"));
    assert_eq!(sources, true, "no link opens anything but our own origin");
    let said = page.complaints_and_warnings();
    let said: Vec<&String> = said.iter().filter(|line| !line.contains("404")).collect();
    assert_eq!(said, Vec::<&String>::new());
}
