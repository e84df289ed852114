//! A visit to a page of a publisher: what a reader does there, and what has to hold while they do it.

use std::{env, path::PathBuf};

use serde_json::{Value, json};
use tests::{Browser, Engine, FRAMES, Server, Site};

use crate::article::publisher;

/// What notes whatever a page keeps, and where it moves.
const WITNESS: &str = include_str!("witness.js");

/// The explainer in a page: a frame written by hand, or our element with the frame in its shadow tree.
pub(crate) const WIDGET: &str = "iframe, ban-explainer";

/// How much of our page a reader uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Another role, and one fold.
    ALittle,
    /// Three roles, another day, one thing they do, a source, the link.
    All,
}

/// Who makes the frame as high as its content once the reader acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Height {
    /// The page of the publisher, by our script or by its own.
    Follows,
    /// The browser itself, in the engine that has `frame-sizing`; in the others it stays.
    Native,
    /// WordPress, up to 1000 pixels.
    Bounded,
    /// Nobody: what is longer scrolls inside.
    Stays,
}

/// The page of a publisher, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    /// Its name in `tests/hosts/`.
    pub(crate) name: &'static str,
    /// How wide the window is, in CSS pixels.
    pub(crate) width: u32,
    pub(crate) height: Height,
}

impl Situation {
    /// A page whose frame follows its content, on a wide screen.
    pub(crate) const fn of(name: &'static str) -> Self {
        Self { name, width: 800, height: Height::Follows }
    }

    pub(crate) const fn wide(self, width: u32) -> Self {
        Self { width, ..self }
    }

    pub(crate) const fn height(self, height: Height) -> Self {
        Self { height, ..self }
    }
}

/// Our site as in production, with the witness in front.
pub(crate) fn our_site() -> Server {
    Server::of_dist().page("/witness.js", WITNESS).spoiled("/", |page| {
        let page = String::from_utf8_lossy(&page);
        page.replacen("<head>", "<head><script src=\"/witness.js\"></script>", 1).into_bytes()
    })
}

/// The publisher of a situation, with the witness in front. It comes from our site, from which every policy of a
/// publisher who wants our element takes scripts.
pub(crate) fn watched(situation: Situation, widget: &Site) -> Server {
    let origin = widget.origin();
    let page = crate::article::filled(situation.name, &origin);
    let page = page.replacen("<head>", &format!("<head><script src=\"{origin}/witness.js\"></script>"), 1);
    let server = publisher(situation.name, widget).page(&format!("/{}/", situation.name), &page);
    if situation.name == "strict-csp" {
        server.header("Content-Security-Policy", &strict(widget))
    } else {
        server
    }
}

/// A policy that allows nothing but what the page for publishers asks for, and the page's own style.
pub(crate) fn strict(widget: &Site) -> String {
    let origin = widget.origin();
    format!("default-src 'none'; style-src 'nonce-bm9uY2U'; script-src {origin}; frame-src {origin}")
}

/// A whole visit to a page of a publisher that gives the explainer its width: nothing moves, nothing takes the focus,
/// everything works, the height follows, nobody else is asked, nothing is kept, nothing is complained of.
#[track_caller]
pub(crate) fn visit(engine: Engine, situation: Situation, of: Use) {
    let Situation { name, width, height } = situation;
    let widget = our_site().start();
    let site = watched(situation, &widget).start();
    let page =
        in_a_window(Browser::in_engine(engine, &format!("a reader of the article {name}"), &site), width);
    page.open(&format!("/{name}/"));
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    stands_still(&page, name);
    // `PICTURES=folder` keeps a picture of each page for a person to look at.
    if let Some(folder) = env::var_os("PICTURES") {
        page.screenshot(PathBuf::from(folder).join(format!("{name}-{engine}.png")));
    }
    let first = page.measure("return [document.activeElement === document.body, scrollX, scrollY]");
    assert_eq!(first, json!([true, 0, 0]), "{name}: the explainer takes no focus and scrolls nothing");

    match height {
        Height::Follows => settles(&page, WIDGET),
        Height::Native if engine == Engine::Chromium => settles(&page, WIDGET),
        Height::Native | Height::Stays => {
            let before = height_of(&page);
            scrolls_inside(&page, WIDGET);
            assert_eq!(height_of(&page), before, "{name}: the frame stays as it is");
        }
        Height::Bounded => {
            scrolls_inside(&page, WIDGET);
            let now = height_of(&page);
            assert!((200..=1000).contains(&now), "{name}: the frame is {now} px high");
        }
    }
    match of {
        Use::All => journey(&page, WIDGET),
        Use::ALittle => page.in_frame(WIDGET, |frame| choose(frame, "Government")),
    }

    let own = [site.origin(), widget.origin()];
    let requests = page.requests();
    assert!(
        requests.iter().any(|address| address.contains("_bg.wasm")),
        "{name}: what the frame asks for is seen"
    );
    let foreign: Vec<&String> = requests
        .iter()
        .filter(|address| !own.iter().any(|origin| address.starts_with(&format!("{origin}/"))))
        .filter(|address| !address.starts_with("about:") && !address.starts_with("data:"))
        .collect();
    assert_eq!(foreign, Vec::<&String>::new(), "{name}: nobody else is asked");
    keeps_nothing(&page, name);
    page.in_frame(WIDGET, |frame| keeps_nothing(frame, name));
    let mut said = page.complaints_and_warnings();
    if name == "iframe-resizer" {
        // It greets the frame by its origin before the frame is there: browsers say so, and it greets once more.
        said.retain(|line| !line.contains("does not match the recipient window"));
    }
    // The strict policy of a publisher refuses the picture that WebKit looks for by itself, where a page names none.
    said.retain(|line| !line.contains(&format!("{}/favicon.ico", site.origin())));
    assert_eq!(said, Vec::<String>::new(), "{name}");
}

/// Waits until the engine has taken over.
/// Nothing has moved under the reader since the page was opened: as Chromium counts it, and in every engine by the
/// places at which what follows the explainer was seen, one look for each frame that was drawn. Less than a pixel is
/// rounding.
#[track_caller]
pub(crate) fn stands_still(page: &Browser, name: &str) {
    if page.engine() == Engine::Chromium {
        let moved = shift(page);
        assert!(moved < 0.0005, "{name}: the article moved by {moved} while it was loading");
    }
    let places = page.measure("return window.placesOfWhatFollows ?? []");
    let tops = || places.as_array().into_iter().flatten().filter_map(Value::as_f64);
    let (least, most) = (tops().fold(f64::MAX, f64::min), tops().fold(f64::MIN, f64::max));
    assert!((0.0..1.0).contains(&(most - least)), "{name}: what follows stood at {places}");
}

/// How much the page has moved under its reader since it was opened, as Chromium counts it.
pub(crate) fn shift(page: &Browser) -> f64 {
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

/// Neither cookies nor anything else is kept in the browser, or was to be kept.
#[track_caller]
fn keeps_nothing(page: &Browser, name: &str) {
    assert_eq!(page.cookies(), Vec::<String>::new(), "{name}: no cookie is kept");
    let attempts = page.measure("return window.attemptsToKeep");
    assert_eq!(attempts, json!([]), "{name}: nothing tries to keep anything in the browser");
}

/// The verdict that the page shows.
pub(crate) fn verdict(page: &Browser) -> String {
    page.reads("#verdict").unwrap_or_default()
}

/// Chooses a role by its label, and waits until the answer is that of the role.
#[track_caller]
pub(crate) fn choose(frame: &Browser, role: &str) {
    frame.click(role);
    frame.wait_for("the answer is that of the role", |frame| {
        frame.reads(".seg [aria-current]").is_some_and(|chosen| chosen.starts_with(role))
            && !verdict(frame).is_empty()
    });
}

/// Opens a fold, if it is shut.
#[track_caller]
pub(crate) fn unfold(frame: &Browser, fold: &str) {
    if frame.count(&format!("{fold}[open]")) == 0 {
        frame.click_on(&format!("{fold} > summary"));
        frame.wait_for("the fold is open", |frame| frame.count(&format!("{fold}[open]")) == 1);
    }
}

/// Chooses one thing that a business does or one agency, among the details that a reader may add.
#[track_caller]
pub(crate) fn add(frame: &Browser, option: &str, verdict_says: &str) {
    unfold(frame, "#fold-narrow");
    frame.click_on(&format!("#fold-narrow [data-option={option}]"));
    frame.wait_for("the verdict is that of the choice", |frame| verdict(frame).contains(verdict_says));
}

/// What a reader does in a frame: three roles, another day, one thing they do, a source, the link.
#[track_caller]
pub(crate) fn journey(page: &Browser, frame: &str) {
    page.in_frame(frame, |frame| {
        frame.wait_for_the_engine();
        for role in ["Consumer", "Government", "Business"] {
            choose(frame, role);
        }
        frame.click_on(".rail [data-day='2024-09-29']");
        frame.wait_for("the answer is that of the day", |frame| {
            frame.count(".rail [data-day='2024-09-29'][aria-current]") == 1
        });
        add(frame, "resell", "barred from reselling");
        unfold(frame, "#fold-rest");
        frame.click_on("#fold-rest article details > summary");
        frame.wait_for("the sources of a rule are open", |frame| frame.count("article details[open]") > 0);
        if frame.attribute("html", "class").is_some_and(|class| class.contains("boxed")) {
            frame.click_on("article details[open] a[target=_blank]");
            frame.wait_for("the address stands there as text, since no window may open", |frame| {
                frame.reads(".shown").is_some_and(|text| text.starts_with("https://"))
            });
        }
        unfold(frame, "#fold-share");
        frame.click("Copy link");
        frame.wait_for("the reader is told what became of it", |frame| {
            frame
                .reads("#share .said")
                .is_some_and(|text| text.contains("copied") || text.contains("selected"))
        });
        let link = frame.property("#share-link", "value").unwrap_or_default();
        // In a link to the article the answer is one escaped parameter.
        let link = link.replace("%3F", "?").replace("%3D", "=");
        assert!(link.contains("/business/resell/2024-09-29/?law="), "the link carries the answer: {link}");
    });
}

/// A window this wide. WebKit’s driver scrolls no page that holds a frame of another site, and a click below the window
/// is lost: there, the whole article fits in.
pub(crate) fn in_a_window(page: Browser, width: u32) -> Browser {
    if page.engine() == Engine::Webkit { page.sized(width, 8000) } else { page.width(width) }
}

/// After a click the frame has its new height within half a second: then browsers do not count it as a movement.
///
/// A busy machine makes a click late, not a page slow: the least of three counts.
#[track_caller]
pub(crate) fn settles(page: &Browser, frame: &str) {
    // WebKit paints here without a graphics card, as no reader's does.
    let most = if page.engine() == Engine::Webkit { 1500.0 } else { 500.0 };
    let mut took = Vec::new();
    while took.last().is_none_or(|last| *last >= most) {
        assert!(took.len() < 3, "the height settled {took:?} ms after three clicks");
        took.push(settling(page, frame));
    }
}

/// How many milliseconds after a click on a fold the frame has its new height; the fold is shut again.
#[track_caller]
fn settling(page: &Browser, frame: &str) -> f64 {
    let before = height_of(page);
    let _ = page.measure(&format!(
        "const [frame] = {FRAMES};
        new ResizeObserver(() => window.settled = Date.now()).observe(frame);
        return 0"
    ));
    let clicked = page.in_frame(frame, |frame| {
        let _ = frame.measure("addEventListener('click', () => window.clicked = Date.now(), true); return 0");
        frame.click_on("#fold-rest > summary");
        frame.wait_for("the frame grows with its content", |frame| {
            frame.count("#fold-rest[open]") == 1
                && frame.measure("return document.documentElement.scrollHeight <= innerHeight + 1") == true
        });
        frame.measure("return window.clicked")
    });
    let clicked = clicked.as_f64().unwrap_or_default();
    let settled = |page: &Browser| page.measure("return window.settled").as_f64().unwrap_or_default();
    page.wait_for("the page hears of the new height", |page| settled(page) >= clicked);
    let took = settled(page) - clicked;
    page.in_frame(frame, |frame| {
        frame.click_on("#fold-rest > summary");
        frame.wait_for("the fold is shut", |frame| frame.count("#fold-rest[open]") == 0);
    });
    page.wait_for("the frame shrinks with its content", |page| height_of(page) <= before);
    took
}

/// What is longer than the frame can be scrolled to.
#[track_caller]
fn scrolls_inside(page: &Browser, frame: &str) {
    page.in_frame(frame, |frame| {
        frame.click_on("#fold-rest > summary");
        frame.wait_for("what is longer than the frame can be scrolled to", |frame| {
            frame.measure(
                "const page = document.scrollingElement;
                const overflows = getComputedStyle(page).overflowY;
                return page.scrollHeight > innerHeight + 100 && overflows !== 'hidden'",
            ) == true
        });
        frame.click_on("#fold-rest > summary");
        frame.wait_for("the fold is shut", |frame| frame.count("#fold-rest[open]") == 0);
    });
}

/// The height of the first frame, in CSS pixels.
pub(crate) fn height_of(page: &Browser) -> u64 {
    let height = page.measure(&format!("return {FRAMES}[0].offsetHeight"));
    height.as_u64().unwrap_or_default()
}

/// Whether a reader sees the link inside the first of our elements.
pub(crate) fn shows_the_link(page: &Browser) -> bool {
    page.measure("return document.querySelector('ban-explainer a').getClientRects().length > 0") == true
}

/// How many frames the page has now.
pub(crate) fn frames(page: &Browser) -> usize {
    let n_frames = page.measure(&format!("return {FRAMES}.length"));
    n_frames.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
}
