//! The harness itself: its server serves as in production, and its browser sees what a reader sees.

use std::{
    env, fs,
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
};

use fantoccini::key::Key;
use tests::{Browser, Engine, Looks, Server, Site, in_every_engine};

in_every_engine![
    a_reader_with_script_sees_the_page_come_alive,
    a_reader_without_script_has_the_printed_page,
    a_reader_whose_engine_does_not_load_is_seen,
    a_rule_of_the_content_security_policy_is_seen_to_be_broken,
    what_goes_wrong_in_a_page_is_a_complaint,
    a_request_to_another_origin_is_seen,
    a_publisher_frames_the_site,
    a_picture_shows_the_whole_page_as_wide_and_as_dark_as_asked,
    chosen_colours_are_known_to_every_page_that_is_opened,
    keys_move_the_focus_and_choose,
];

#[test]
fn a_folder_is_served_as_a_publisher_would_serve_it() {
    let site = fixture().start();
    check_answer(&site, "/", "200 OK", "text/html; charset=utf-8");
    check_answer(&site, "/a/b/", "200 OK", "text/html; charset=utf-8");
    check_answer(&site, "/empty.wasm?cached=no", "200 OK", "application/wasm");
    check_answer(&site, "/a/c/", "404 Not Found", "text/html; charset=utf-8");
    check_answer(&site, "/../Cargo.toml", "404 Not Found", "text/html; charset=utf-8");
    assert!(ask(&site, "/a/b").contains("308 Permanent Redirect"));
    assert!(ask(&site, "/a/b").contains("Location: /a/b/\r\n"));
    assert_eq!(site.asked()[2], "/empty.wasm?cached=no");
}

#[test]
fn a_server_goes_wrong_as_it_is_told() {
    let site = fixture().missing(".js").cut(".css").without_header("X-Content-Type-Options").start();
    assert!(ask(&site, "/script.js").starts_with("HTTP/1.1 404 Not Found\r\n"));
    let whole = fs::read(folder().join("style.css")).expect("the fixture has a style sheet");
    let answer = ask(&site, "/style.css");
    assert!(answer.contains(&format!("Content-Length: {}\r\n", whole.len() / 2)), "{answer}");
    assert!(!answer.contains("nosniff"), "{answer}");
}

fn a_reader_with_script_sees_the_page_come_alive(engine: Engine) {
    let site = fixture().start();
    let page = Browser::in_engine(engine, "a reader with script", &site);
    page.open("/");
    page.wait_for("the engine runs", |page| page.attribute("html", "data-engine").as_deref() == Some("runs"));
    assert_eq!(page.text_of("h1"), "Alive");
    assert_eq!(page.count("#without"), 0);
    page.click("Choose “this”");
    page.wait_for("the choice is answered", |page| page.title() == "Chosen");
    assert_eq!(page.property("input", "checked").as_deref(), Some("true"));
    page.click("A page");
    page.wait_for("the deeper page opens", |page| page.path() == "/a/b/");
    page.back();
    page.wait_for("the first page is back", |page| page.path() == "/");
    assert_eq!(page.complaints(), Vec::<String>::new());
    assert!(page.requests().iter().all(|it| it.starts_with(&site.origin()) || it.starts_with("data:")));
}

fn a_reader_without_script_has_the_printed_page(engine: Engine) {
    let site = fixture().start();
    let page = Browser::without_script(engine, "a reader without script", &site);
    page.open("/");
    assert_eq!(page.text_of("h1"), "Printed");
    assert_eq!(page.text_of("#without"), "No script runs here.");
    page.click("A page");
    page.wait_for("the deeper page opens", |page| page.text_of("h1") == "Deeper");
    assert_eq!(site.asked(), ["/", "/style.css", "/a/b/"]);
}

fn a_reader_whose_engine_does_not_load_is_seen(engine: Engine) {
    let site = fixture().cut(".wasm").start();
    let page = Browser::in_engine(engine, "a reader whose engine came in half", &site);
    page.open("/");
    page.wait_for("the page tells of it", |page| {
        page.attribute("html", "data-engine").as_deref() == Some("failed")
    });
}

fn a_rule_of_the_content_security_policy_is_seen_to_be_broken(engine: Engine) {
    let inline = "<!doctype html><title>Inline</title><script>document.title = 'Ran'</script>";
    let site = fixture().page("/inline.html", inline).start();
    let page = Browser::in_engine(engine, "a reader of a page that breaks the rules", &site);
    page.open("/inline.html");
    assert_eq!(page.title(), "Inline");
    let complaints = page.complaints();
    assert!(
        complaints.iter().any(|it| it.replace('-', " ").contains("Content Security Policy")),
        "{complaints:?}"
    );
}

fn what_goes_wrong_in_a_page_is_a_complaint(engine: Engine) {
    let thrown = "<!doctype html><title>Thrown</title><script src=\"/thrown.js\"></script><iframe src=\"/in.html\"></iframe>";
    let promised = "<!doctype html><title>In</title><link rel=\"stylesheet\" href=\"/none.css\"><script src=\"/promised.js\"></script>";
    let site = fixture()
        .without_header("Content-Security-Policy")
        .without_header("X-Content-Type-Options")
        .page("/thrown.html", thrown)
        .page("/in.html", promised)
        .page(
            "/thrown.js",
            "addEventListener('load', () => { console.error('said aloud'); throw new Error('thrown late') })",
        )
        .page("/promised.js", "throw new Error('thrown in a frame')")
        .start();
    let page = Browser::in_engine(engine, "a reader of a page that goes wrong", &site);
    page.open("/thrown.html");
    page.open("/a/b/");
    let complaints = page.complaints();
    for said in ["said aloud", "thrown late", "thrown in a frame", "none.css"] {
        assert!(
            complaints.iter().any(|it| it.contains(said)),
            "nobody complained of “{said}”: {complaints:?}"
        );
    }
    assert_eq!(page.complaints(), Vec::<String>::new(), "each is told once");
}

fn a_request_to_another_origin_is_seen(engine: Engine) {
    let other = fixture().start();
    let html = format!(
        "<!doctype html><title>Leaks</title><link rel=\"icon\" href=\"data:,\"><img src=\"{}/pixel.png\"><img src=\"http://counter.example/pixel.png\">",
        other.origin()
    );
    let site = fixture().without_header("Content-Security-Policy").page("/leaks.html", &html).start();
    let page = Browser::in_engine(engine, "a reader who is counted", &site);
    page.open("/leaks.html");
    let requests = page.requests();
    for asked in [format!("{}/pixel.png", other.origin()), "http://counter.example/pixel.png".to_owned()] {
        assert!(requests.contains(&asked), "{asked} was not seen: {requests:?}");
    }
    assert!(other.asked().iter().all(|path| path == "/pixel.png"), "{:?}", other.asked());
    assert!(page.requests().is_empty(), "each is told once");
}

fn keys_move_the_focus_and_choose(engine: Engine) {
    let site = fixture().start();
    let page = Browser::in_engine(engine, "a reader without a mouse", &site);
    page.open("/");
    page.wait_for("the engine runs", |page| page.attribute("html", "data-engine").is_some());
    let focus = |page: &Browser| page.measure("return document.activeElement.localName");
    page.press(Key::Tab);
    assert_eq!(focus(&page), "a");
    page.press(Key::Tab);
    assert_eq!(focus(&page), "input");
    page.press_with(Some(Key::Shift.into()), Key::Tab.into());
    assert_eq!(focus(&page), "a");
    page.press(Key::Tab);
    page.press(' ');
    page.wait_for("the choice is answered", |page| page.title() == "Chosen");
}

fn a_publisher_frames_the_site(engine: Engine) {
    let site = fixture().start();
    let article = format!("<!doctype html><h1>Article</h1><iframe src=\"{}/a/b/\"></iframe>", site.origin());
    let publisher =
        fixture().without_header("Content-Security-Policy").page("/article.html", &article).start();
    let page = Browser::in_engine(engine, "a reader of an article", &publisher);
    page.open("/article.html");
    assert_eq!(page.in_frame("iframe", |frame| frame.text_of("h1")), "Deeper");
    assert_eq!(page.text_of("h1"), "Article");
}

fn a_picture_shows_the_whole_page_as_wide_and_as_dark_as_asked(engine: Engine) {
    let site = fixture().start();
    let picture = |looks, width| {
        let path = env::temp_dir()
            .join(format!("ban-explainer-{}-{engine}-{looks:?}-{width}.png", std::process::id()));
        let page = Browser::in_engine(engine, "a reader of pictures", &site).width(width).looks(looks);
        page.open("/");
        page.screenshot(&path);
        let bytes = fs::read(&path).expect("the picture was just written");
        fs::remove_file(&path).expect("the picture is ours to remove");
        bytes
    };
    let (light, dark) = (picture(Looks::Light, 320), picture(Looks::Dark, 320));
    let (width, height) = size(&light);
    assert_eq!(width, 320);
    assert!(height > 2000, "the picture is only {height} high");
    assert_ne!(light, dark);
}

fn chosen_colours_are_known_to_every_page_that_is_opened(engine: Engine) {
    let site = fixture().start();
    for (looks, query) in [
        (Looks::Light, "(prefers-color-scheme: light) and (forced-colors: none)"),
        (Looks::Dark, "(prefers-color-scheme: dark) and (forced-colors: none)"),
        (Looks::Forced, "(forced-colors: active)"),
    ] {
        if !engine.has(looks) {
            continue;
        }
        let page = Browser::in_engine(engine, "a reader with colours of their own", &site).looks(looks);
        for path in ["/", "/a/b/", "/"] {
            page.open(path);
            assert_eq!(
                page.measure(&format!("return matchMedia('{query}').matches")),
                true,
                "{path}: {query}"
            );
        }
    }
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixture"))
}

fn fixture() -> Server {
    Server::of(folder())
}

#[track_caller]
fn check_answer(site: &Site, path: &str, status: &str, kind: &str) {
    let answer = ask(site, path);
    assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{path} was answered: {answer}");
    for header in [
        &format!("Content-Type: {kind}"),
        "Access-Control-Allow-Origin: *",
        "X-Content-Type-Options: nosniff",
    ] {
        assert!(
            answer.contains(&format!("{header}\r\n")),
            "{path} was answered without “{header}”: {answer}"
        );
    }
}

fn ask(site: &Site, path: &str) -> String {
    let address = site.origin();
    let address = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("the site is served");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("the server listens");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers and closes");
    String::from_utf8_lossy(&answer).into_owned()
}

/// Width and height, which a PNG tells in its first bytes.
fn size(png: &[u8]) -> (u32, u32) {
    let number =
        |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes are four bytes"));
    (number(16), number(20))
}
