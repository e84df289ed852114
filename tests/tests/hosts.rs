//! What a publisher does with the explainer, and what their readers then see: one page per situation in `tests/hosts/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tests::{Browser, Server, Site, heights::Heights};

/// The pages of hosts, with the scripts they load.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("hosts")
}

fn heights() -> Heights {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/heights.json");
    Heights::read(&file).expect("the table of heights is committed")
}

/// A page of `tests/hosts/` with its marks filled in: our origin, and the heights that a publisher copies from us.
fn filled(name: &str, origin: &str) -> String {
    let file = folder().join(format!("{name}.html"));
    let page = fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let mut parts = page.replace("{origin}", origin);
    let heights = heights();
    let width = |width: u32| {
        tests::heights::WIDTHS.iter().position(|it| *it == width).expect("a width of the table is named")
    };
    for (mark, value) in [
        (
            "height",
            Box::new(|path: &str, at: u32| heights.0[path][width(at)].to_string())
                as Box<dyn Fn(&str, u32) -> String>,
        ),
        ("reserve", Box::new(|path, _| site::reserve::style(&tests::heights::WIDTHS, &heights.0[path]))),
        ("oembed", Box::new(|path, _| oembed(path)["height"].to_string())),
    ] {
        while let Some(from) = parts.find(&format!("{{{mark} ")) {
            let to = from + parts[from..].find('}').expect("a mark ends");
            let mut words = parts[from + 1..to].split(' ').skip(1);
            let path = words.next().expect("a mark names a page").to_owned();
            let at = words.next().and_then(|word| word.parse().ok()).unwrap_or(640);
            parts.replace_range(from..=to, &value(&path, at));
        }
    }
    parts
}

/// The oEmbed answer beside a page of the built site.
fn oembed(path: &str) -> Value {
    let file = Server::dist().join(path.trim_matches('/')).join("oembed.json");
    let text = fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

/// The origin of a publisher, which serves one page of `tests/hosts/` with no policy of its own.
fn host(name: &str, widget: &Site) -> Server {
    Server::of(folder())
        .without_header("Content-Security-Policy")
        .page("/favicon.ico", "")
        .page(&format!("/{name}/"), &filled(name, &widget.origin()))
}

/// Waits until the engine has taken over.
#[track_caller]
fn wait_for_the_engine(page: &Browser) {
    page.wait_for("the engine takes over", |page| page.attribute("html", "data-engine").is_some());
}

/// How much the page has moved under its reader since it was opened, as browsers count it.
fn shift(page: &Browser) -> f64 {
    let sum = page.measure(
        "return new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => sum += entry.value))
                .observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(sum), 400);
        })",
    );
    sum.as_f64().unwrap_or(f64::MAX)
}

/// The short answer that the page shows.
fn short(page: &Browser) -> String {
    page.reads(".answer .short").unwrap_or_default()
}

/// Whether the frame is as high as its content.
fn fits(page: &Browser) -> bool {
    page.measure("return document.documentElement.scrollHeight <= innerHeight + 1") == true
}

/// What a reader does in a frame: three roles, another day, one thing they do, a source, the link.
fn journey(page: &Browser, frame: &str) {
    page.in_frame(frame, |frame| {
        wait_for_the_engine(frame);
        for (role, line) in [
            ("Consumer", "A consumer"),
            ("Government", "A government body"),
            ("Business", "A business"),
        ] {
            frame.click(role);
            frame.wait_for("the answer is that of the role", |frame| {
                frame.reads(".answer .who").is_some_and(|who| who.starts_with(line))
            });
        }
        if frame.count("#fold-narrow[open]") == 0 {
            frame.click("Another day, or more about you");
        }
        frame.click("September 29, 2024");
        frame.wait_for("the answer is that of the day", |frame| {
            frame.reads(".answer .who").is_some_and(|who| who.contains("September 29, 2024"))
        });
        frame.click("Resell it");
        frame.wait_for("the answer is a reseller’s", |frame| short(frame).contains("you may not resell it"));
        if frame.count("#fold-rest[open]") == 0 {
            frame.click("Schedule, rules and sources");
        }
        frame.click("Rule, sources and what is not verified");
        frame.wait_for("the sources of a rule are open", |frame| {
            frame.reads("article details[open]").is_some_and(|text| text.contains("The rule"))
        });
        if frame.attribute("html", "class").is_some_and(|class| class.contains("boxed")) {
            frame.click_on("article details[open] a[target=_blank]");
            frame.wait_for("the address stands there as text, since no window may open", |frame| {
                frame.reads(".shown").is_some_and(|text| text.starts_with("https://"))
            });
        }
        if frame.count("#fold-share[open]") == 0 {
            frame.click("Share this answer");
        }
        frame.click("Copy link");
        frame.wait_for("the reader is told what became of it", |frame| {
            frame.reads("#share .said").is_some_and(|text| text.contains("copied") || text.contains("selected"))
        });
        let link = frame.property("#share-link", "value").unwrap_or_default();
        assert!(link.contains("/business/resell/2024-09-29/?law="), "the link carries the answer: {link}");
        let kept = frame.measure(
            "try { return localStorage.length + sessionStorage.length + document.cookie.length } catch { return 0 }",
        );
        assert_eq!(kept, 0, "nothing is stored");
    });
}

/// A whole visit to a page of a publisher that gives the explainer its width: nothing moves, everything works, nobody
/// is asked for anything, nothing is complained of.
#[track_caller]
fn visit(name: &str, server: impl FnOnce(Server, &Site) -> Server, look: impl FnOnce(Browser) -> Browser) {
    let widget = Server::of_dist().start();
    let site = server(host(name, &widget), &widget).start();
    let page = look(Browser::of(&format!("a reader of the article {name}"), &site));
    page.open(&format!("/{name}/"));
    page.in_frame("iframe", wait_for_the_engine);
    let moved = shift(&page);
    assert!(moved < 0.0005, "{name}: the article moved by {moved} while it was loading");
    journey(&page, "iframe");
    let own = [site.origin(), widget.origin()];
    let foreign: Vec<String> = page
        .requests()
        .into_iter()
        .filter(|address| !own.iter().any(|origin| address.starts_with(origin.as_str())))
        .filter(|address| !address.starts_with("about:") && !address.starts_with("data:"))
        .collect();
    assert_eq!(foreign, Vec::<String>::new(), "{name}: nobody else is asked");
    let kept = page.measure("return localStorage.length + sessionStorage.length + document.cookie.length");
    assert_eq!(kept, 0, "{name}: nothing is stored on the host either");
    assert_eq!(page.complaints(), Vec::<String>::new(), "{name}");
}

/// After a click the frame has its new height within half a second: then browsers do not count it as a movement.
#[track_caller]
fn settles(page: &Browser, frame: &str) {
    let _ = page.measure(&format!(
        "const frame = document.querySelector('{frame}');
        new ResizeObserver(() => window.settled = Date.now()).observe(frame);
        return 0"
    ));
    let clicked = page.in_frame(frame, |frame| {
        let _ = frame.measure("addEventListener('click', () => window.clicked = Date.now(), true); return 0");
        frame.click("Schedule, rules and sources");
        frame.wait_for("the frame grows with its content", fits);
        frame.measure("return window.clicked")
    });
    let took = page.measure("return window.settled").as_f64().unwrap_or(f64::MAX)
        - clicked.as_f64().unwrap_or_default();
    assert!((0.0..500.0).contains(&took), "the height settled {took} ms after the click");
    page.in_frame(frame, |frame| {
        frame.click("Schedule, rules and sources");
        frame.wait_for("the fold is shut", |frame| frame.count("#fold-rest[open]") == 0);
    });
    page.wait_for("the frame shrinks with its content", |page| {
        let height = page.measure(&format!("return document.querySelector('{frame}').offsetHeight"));
        height.as_f64().is_some_and(|height| height < 1100.0)
    });
}

#[track_caller]
fn settles_on(name: &str) {
    let widget = Server::of_dist().start();
    let site = host(name, &widget).start();
    let page = Browser::of(&format!("a reader who unfolds on {name}"), &site).width(800);
    page.open(&format!("/{name}/"));
    page.in_frame("iframe", wait_for_the_engine);
    settles(&page, "iframe");
}

#[test]
fn a_frame_written_by_hand_works() {
    visit("bare", |host, _| host, |page| page.width(800));
}

#[test]
fn our_element_works() {
    visit("element", |host, _| host, |page| page.width(800));
    settles_on("element");
}

#[test]
fn our_element_works_in_a_narrow_column() {
    visit("narrow", |host, _| host, |page| page.width(320));
}

#[test]
fn our_element_works_in_large_text() {
    visit("large-text", |host, _| host, |page| page.width(800));
}

#[test]
fn our_element_works_where_people_read_from_right_to_left() {
    visit("rtl", |host, _| host, |page| page.width(800));
}

#[test]
fn our_element_works_under_a_strict_policy() {
    let policy = |host: Server, widget: &Site| {
        let origin = widget.origin();
        host.header(
            "Content-Security-Policy",
            &format!(
                "default-src 'none'; style-src 'nonce-bm9uY2U'; script-src {origin}; frame-src {origin}"
            ),
        )
    };
    visit("strict-csp", policy, |page| page.width(800));
}

#[test]
fn the_browser_itself_sizes_a_frame_that_asks_for_it() {
    visit("frame-sizing", |host, _| host, |page| page.width(800));
    settles_on("frame-sizing");
}

#[test]
fn a_parent_with_pym_sizes_the_frame() {
    visit("pym", |host, _| host, |page| page.width(800));
    settles_on("pym");
}

#[test]
fn a_parent_with_iframe_resizer_sizes_the_frame() {
    visit("iframe-resizer", |host, _| host, |page| page.width(800));
    settles_on("iframe-resizer");
}

#[test]
fn wordpress_shows_what_it_discovered_in_its_sandbox() {
    visit("wordpress-oembed", |host, _| host, |page| page.width(800));
}

#[test]
fn a_html_block_of_wordpress_takes_the_snippet_whatever_the_theme_does_to_frames() {
    visit("wordpress-html", |host, _| host, |page| page.width(800));
    settles_on("wordpress-html");
}

#[test]
fn amp_is_asked_for_the_size_in_its_own_words() {
    visit("amp", |host, _| host, |page| page.width(800));
    settles_on("amp");
}

#[test]
fn a_sandbox_of_a_cms_changes_nothing() {
    visit("sandbox", |host, _| host, |page| page.width(800));
}
