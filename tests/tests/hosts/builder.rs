//! What a publisher copies: the page `/embed/`, the answers of oEmbed, the names that stay.

use std::fs;

use serde_json::Value;
use tests::{Browser, Engine, Server, in_every_engine};

use crate::{
    article::{folder, heights, oembed, public_address, reserve, with_page},
    visit::{WIDGET, choose, frames, journey, shift},
};

in_every_engine![
    ;
    long in webkit:
    a_publisher_copies_a_snippet_that_works,
];

fn a_publisher_copies_a_snippet_that_works(engine: Engine) {
    let widget = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a publisher in a hurry", &widget).width(1280);
    page.open("/embed/");
    page.wait_for("the preview stands in three widths", |page| frames(page) == 3);
    page.click("Business");
    page.click("Dark");
    page.type_into("#accent", "#8fc1ff");
    page.wait_for("an accent for dark pages only is called so", |page| {
        page.reads("#accent-verdict").is_some_and(|text| text.contains("dark pages only"))
    });
    page.click("Your article, with the reader’s answer");
    let snippet = page.property("#snippet-script", "value").unwrap_or_default();
    for part in [
        "/business/\">Does the Kaspersky",
        "data-theme=\"dark\"",
        "data-accent=\"#8fc1ff\"",
        "data-share=\"page\"",
    ] {
        assert!(snippet.contains(part), "{part} is missing in {snippet}");
    }
    let style = reserve("/business/");
    assert!(snippet.contains(&style), "the snippet keeps its place free: {snippet}");
    page.click("Copy");
    page.wait_for("the publisher is told", |page| {
        page.reads("#snippet-script-said")
            .is_some_and(|text| text.contains("opied") || text.contains("selected"))
    });
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
    // A test that holds one browser and waits for another could wait for ever.
    drop(page);
    // Pasted into a plain article, with the host of this test in place of the public one.
    let public = public_address();
    let article = format!(
        "<!doctype html><title>Article</title><body style=\"background:#111;color:#eee\"><p>Before</p>{}<p>After</p>",
        snippet.replace(&public, &format!("{}/", widget.origin()))
    );
    let site = with_page("pasted", &article, &widget).start();
    let page = Browser::in_engine(engine, "a reader of the article it was pasted into", &site).width(800);
    page.open("/pasted/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    if engine == Engine::Chromium {
        assert!(shift(&page) < 0.0005);
    }
    if engine == Engine::Webkit {
        page.in_frame(WIDGET, |frame| choose(frame, "Government"));
    } else {
        journey(&page, WIDGET);
    }
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

#[test]
fn without_script_the_page_for_publishers_has_ready_snippets() {
    let widget = Server::of_dist().start();
    let page = Browser::without_script(tests::Engine::Chromium, "a publisher without script", &widget);
    for (path, title) in [("/embed/", "Put the explainer"), ("/es/embed/", "Ponga la guía")] {
        page.open(path);
        assert!(page.text_of("h1").contains(title), "{path}");
        assert!(page.text_of("#snippet-script").contains("<ban-explainer"), "{path}");
        assert_eq!(page.count(".without-builder details"), 3, "{path}: a fold for each role");
        assert_eq!(page.reads("#choices").unwrap_or_default(), "", "{path}: what needs script is not shown");
    }
}

#[test]
fn oembed_answers_as_wordpress_wants_it_from_providers_it_does_not_know() {
    for (path, heights) in heights().0 {
        let answer = oembed(&path);
        assert_eq!(
            (&answer["version"], &answer["type"]),
            (&Value::from("1.0"), &Value::from("rich")),
            "{path}"
        );
        let html = answer["html"].as_str().unwrap_or_default();
        let frame = html.strip_prefix("<iframe ").and_then(|rest| rest.strip_suffix("></iframe>"));
        let frame = frame.unwrap_or_else(|| panic!("{path}: nothing but one frame passes: {html}"));
        let names: Vec<&str> = frame.split("=\"").filter_map(|part| part.rsplit(['"', ' ']).next()).collect();
        let kept = ["src", "width", "height", "frameborder", "title"];
        assert_eq!(names[..5], kept, "{path}: WordPress keeps these attributes, and the frame has no border");
        let height = answer["height"].as_u64().unwrap_or_default();
        let place = tests::heights::WIDTHS.iter().position(|width| answer["width"] == *width);
        let expected = place.map(|place| u64::from(heights[place]).clamp(200, 1000));
        assert_eq!(Some(height), expected, "{path}: its height is that of the table");
        let page = fs::read_to_string(Server::dist().join(path.trim_matches('/')).join("index.html"));
        let page = page.unwrap_or_else(|why| panic!("{path}: {why}"));
        let link = format!(
            "type=\"application/json+oembed\" href=\"{}{}oembed.json\"",
            public_address(),
            &path[1..]
        );
        assert!(page.contains(&link), "{path} says where its answer lies");
    }
}

#[test]
fn the_names_that_publishers_rely_on_stay() {
    let loader = fs::read_to_string(folder().join("../../static/embed.js")).expect("the loader is there");
    let guest = fs::read_to_string(folder().join("../../static/frame.js")).expect("the guest is there");
    let first =
        fs::read_to_string(folder().join("../../static/first.js")).expect("the first script is there");
    let engine = fs::read_to_string(folder().join("../../src/hooks/use_host.rs")).expect("the hook is there");
    for (name, file, guest) in [
        ("ban-explainer:height", "frame.js", &guest),
        ("ban-explainer:theme", "frame.js", &guest),
        ("ban-explainer:outcome", "use_host.rs", &engine),
    ] {
        for (file, text) in [("embed.js", &loader), (file, guest)] {
            assert_eq!(text.matches(name).count(), 1, "“{name}” stands once in {file}");
        }
    }
    for attribute in ["role", "lang", "on", "accent", "share", "events", "title"] {
        assert!(
            loader.contains(&format!("{attribute},")) || loader.contains(&format!("{attribute} }}")),
            "data-{attribute}"
        );
    }
    let style = fs::read_to_string(folder().join("../../static/style.css")).expect("the style is there");
    for (ground, theme) in [("f5f6f8", "light"), ("1d2025", "dark")] {
        assert!(
            first.contains(ground) && style.contains(ground),
            "an accent is judged on the {theme} ground of the style"
        );
    }
}

#[test]
fn the_loader_is_as_small_as_publishers_are_told() {
    let size =
        fs::metadata(Server::dist().join("embed.js.br")).expect("every file lies there compressed").len();
    assert!(size <= 2000, "embed.js has {size} bytes after brotli, and publishers are told 2.0 KB");
}
