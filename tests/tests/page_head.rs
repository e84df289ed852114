//! What a page says of itself to machines follows the answer, so that the browser’s own “share” passes on what is shown.

use serde_json::Value;
use tests::{Browser, Engine, Server, expected::shown_verdict, in_every_engine};

in_every_engine![
    the_head_follows_the_answer_and_is_the_one_of_its_printed_page,
    what_the_first_page_does_not_have_is_there_with_the_answer_and_goes_with_it
];

/// Everything in a head that names the page or what it says.
const HEAD: &str = "
    const said = (page) => Object.fromEntries([
        ['canonical', 'link[rel=canonical]', 'href'],
        ['data', 'link[type=\"application/json\"]', 'href'],
        ['oembed', 'link[type=\"application/json+oembed\"]', 'href'],
        ['description', 'meta[name=description]', 'content'],
        ['og:url', 'meta[property=\"og:url\"]', 'content'],
        ['og:title', 'meta[property=\"og:title\"]', 'content'],
        ['og:description', 'meta[property=\"og:description\"]', 'content'],
        ['og:image', 'meta[property=\"og:image\"]', 'content'],
        ['og:image:alt', 'meta[property=\"og:image:alt\"]', 'content'],
        ['og:image:width', 'meta[property=\"og:image:width\"]', 'content'],
        ['og:image:height', 'meta[property=\"og:image:height\"]', 'content'],
        ['twitter:card', 'meta[name=\"twitter:card\"]', 'content'],
        ['twitter:title', 'meta[name=\"twitter:title\"]', 'content'],
        ['twitter:description', 'meta[name=\"twitter:description\"]', 'content'],
        ['twitter:image', 'meta[name=\"twitter:image\"]', 'content'],
        ['calendar', 'head link[type=\"text/calendar\"]', 'href'],
    ].map(([name, selector, attribute]) => [name, page.querySelector(selector)?.getAttribute(attribute) ?? null])
        .concat([...page.querySelectorAll('head link[hreflang]')].map((it) => [`language ${it.hreflang}`, it.getAttribute('href')])));";

/// What the head says now.
fn head(page: &Browser) -> Value {
    page.measure(&format!("{HEAD} return said(document)"))
}

/// What the head of the printed page of this address says.
fn printed(page: &Browser) -> Value {
    page.measure(&format!(
        "{HEAD} return fetch(location.pathname).then((answer) => answer.text())
            .then((text) => said(new DOMParser().parseFromString(text, 'text/html')))"
    ))
}

fn the_head_follows_the_answer_and_is_the_one_of_its_printed_page(engine: Engine) {
    // Trusted Types would refuse to read the printed page.
    let site = Server::of_dist().without_header("Content-Security-Policy").start();
    let page = Browser::in_engine(engine, "a reader who shares by the browser’s own button", &site);
    page.open("/consumer/2024-09-29/");
    page.wait_for_the_engine();
    for (control, path) in [
        (".seg [data-option=business]", "/business/2024-09-29/"),
        (".chips [data-option=resell]", "/business/resell/2024-09-29/"),
        (".rail [data-day='2024-07-20']", ""),
        (".rail [data-day='2024-09-29']", "/business/resell/2024-09-29/"),
        (".chips [data-option=use]", "/?role=business&on=2024-09-29&doing=use.resell"),
        (".chips [data-option=resell]", "/business/use/2024-09-29/"),
    ] {
        let before = page.path();
        page.click_on(control);
        page.wait_for("the address changes", |page| {
            page.path() != before && (path.is_empty() || page.path() == path)
        });
        let path = page.path();
        let address = format!("{}{path}", site.base());
        page.wait_for(&format!("{path} is the canonical address"), |page| {
            head(page)["canonical"] == *address
        });
        let said = head(&page);
        assert_eq!(said["og:url"], *address, "{path}");
        assert_eq!(said["og:title"], *shown_verdict(&page), "{path}: the preview is titled by the verdict");
        if path.contains('?') {
            for file in ["data", "oembed", "og:image"] {
                assert_eq!(said[file], Value::Null, "{path} has no page, and so no {file}");
            }
            // The calendar of all days is true of every answer.
            let calendar = said["calendar"].as_str().unwrap_or_default();
            assert!(calendar.ends_with("/dates-en.ics"), "{path}: {calendar}");
            let spanish = said["language es"].as_str().unwrap_or_default();
            assert!(spanish.ends_with(&format!("/es{path}")), "{spanish}");
        } else {
            assert_eq!(said, printed(&page), "{path}: the head is the one of the printed page");
        }
    }
    page.back();
    page.wait_for("back is the head before", |page| {
        head(page)["canonical"] == *format!("{}/?role=business&on=2024-09-29&doing=use.resell", site.base())
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn what_the_first_page_does_not_have_is_there_with_the_answer_and_goes_with_it(engine: Engine) {
    let site = Server::of_dist().without_header("Content-Security-Policy").start();
    let page = Browser::in_engine(engine, "a reader who shares by the browser’s own button", &site);
    page.open("/");
    page.wait_for_the_engine();
    let first = head(&page);
    assert_eq!(first, printed(&page));
    assert_eq!([&first["data"], &first["og:image"]], [&Value::Null; 2], "there is no answer yet");
    page.click_on(".seg [data-option=business]");
    page.wait_for("the answer has its data", |page| {
        head(page)["data"].as_str().is_some_and(|data| data.ends_with("/business/outcome.json"))
    });
    assert_eq!(head(&page), printed(&page), "as on the printed page");
    assert_eq!(
        page.count("script[type='application/ld+json']"),
        0,
        "what stood in the page was of no answer"
    );
    page.back();
    page.wait_for("the first page is back", |page| head(page)["data"] == Value::Null);
    assert_eq!(head(&page), first);
    assert_eq!(page.complaints(), Vec::<String>::new());
}
