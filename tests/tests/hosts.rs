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
        // In a link to the article the answer is one escaped parameter.
        let link = link.replace("%3F", "?").replace("%3D", "=");
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

/// What the address of the first frame says about one key of its query.
fn asked(page: &Browser, nth: usize, key: &str) -> String {
    let script = format!(
        "return new URL(document.querySelectorAll('iframe')[{nth}].src).searchParams.get('{key}') ?? ''"
    );
    page.measure(&script).as_str().unwrap_or_default().to_owned()
}

/// The path that a frame was opened with.
fn path_of(page: &Browser, nth: usize) -> String {
    let told =
        page.measure(&format!("return new URL(document.querySelectorAll('iframe')[{nth}].src).pathname"));
    told.as_str().unwrap_or_default().to_owned()
}

#[test]
fn two_elements_stand_on_a_page_whose_script_came_twice() {
    visit("two", |host, _| host, |page| page.width(800));
    let widget = Server::of_dist().start();
    let site = host("two", &widget).start();
    let page = Browser::of("a reader of an article with two explainers", &site).width(800);
    page.open("/two/");
    page.wait_for("both elements have their frame", |page| page.count("ban-explainer iframe") == 2);
    assert_eq!((path_of(&page, 0), path_of(&page, 1)), ("/business/".to_owned(), "/consumer/".to_owned()));
    let titled = page.attribute("ban-explainer:nth-of-type(2) iframe", "title");
    assert_eq!(
        titled.as_deref(),
        Some("Does the Kaspersky ban apply to you?"),
        "a frame without a link has a name"
    );
}

#[test]
fn without_script_and_without_our_server_the_link_stays() {
    let widget = Server::of_dist().start();
    let origin = widget.origin();
    let site = host("no-script", &widget).start();
    let page = Browser::without_script(tests::Engine::Chromium, "a reader without script", &site);
    page.open("/no-script/");
    page.click("Does the Kaspersky ban apply to you?");
    page.wait_for("the explainer’s own page is open", |page| page.text_of("h1").contains("Kaspersky ban"));
    // Nobody listens on the port of a server that has ended.
    drop((page, widget));
    let page = Browser::of("a reader on a day when our server is down", &site);
    page.open("/no-script/");
    let told = page.attribute("ban-explainer a", "href");
    assert_eq!(told.as_deref(), Some(format!("{origin}/business/").as_str()));
    assert_eq!(page.reads("ban-explainer a").as_deref(), Some("Does the Kaspersky ban apply to you?"));
    assert_eq!(page.count("iframe"), 0, "there is no empty box");
}

#[test]
fn a_slow_network_moves_nothing_and_hides_nothing() {
    let widget = Server::of_dist().start();
    let site = host("element", &widget).start();
    let page = Browser::of("a reader on a slow network", &site).width(800).slow_network(400, 40_000);
    page.open("/element/");
    page.wait_for("the frame is there", |page| page.count("iframe") == 1);
    page.in_frame("iframe", |frame| {
        frame.wait_for("the printed answer is there before the engine", |frame| !short(frame).is_empty());
    });
    page.in_frame("iframe", wait_for_the_engine);
    let moved = shift(&page);
    assert!(moved < 0.0005, "the article moved by {moved} while the explainer came slowly");
}

#[test]
fn a_dark_host_that_does_not_say_so_has_no_white_box_and_may_change_its_mind() {
    let widget = Server::of_dist().start();
    let site = host("dark", &widget).start();
    let page = Browser::of("a reader at night", &site).width(800);
    page.open("/dark/");
    page.in_frame("iframe", wait_for_the_engine);
    let looks = |page: &Browser| {
        let scheme = page.measure("return getComputedStyle(document.querySelector('iframe')).colorScheme");
        let inside = page.in_frame("iframe", |frame| {
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
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn an_element_that_is_moved_works_again_and_one_that_is_taken_leaves_nothing() {
    let widget = Server::of_dist().start();
    let site = host("moves", &widget).start();
    let page = Browser::of("a reader of a page that moves its parts", &site).width(800);
    page.open("/moves/");
    page.in_frame("iframe", wait_for_the_engine);
    let _ = page.measure("window.move(); return 0");
    page.in_frame("#elsewhere iframe", wait_for_the_engine);
    assert_eq!(page.count("iframe"), 1, "one element, one frame");
    journey(&page, "#elsewhere iframe");
    let style = site::reserve::style(&tests::heights::WIDTHS, &heights().0["/business/"]);
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
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_link_shared_from_an_article_opens_the_article_with_the_answer_in_the_right_widget() {
    let widget = Server::of_dist().start();
    let site = host("share", &widget).start();
    let page = Browser::of("a reader who shares the article", &site).width(800);
    page.open("/share/?story=1#comments");
    let _ = page.measure(
        "window.outcomes = []; addEventListener('ban-explainer:outcome', (event) => outcomes.push(event.detail)); return 0",
    );
    let (link, depending) = page.in_frame("#second iframe", |frame| {
        wait_for_the_engine(frame);
        frame.click("Government");
        frame.wait_for("the answer is the government’s", |frame| {
            frame.reads(".answer .who").is_some_and(|who| who.starts_with("A government body"))
        });
        frame.click("Another day, or more about you");
        frame.click("New Hampshire");
        frame.wait_for("the answer is New Hampshire’s", |frame| short(frame).contains("New Hampshire"));
        let depending =
            frame.measure("return parseInt(document.querySelector('.counts .depends').textContent)");
        (frame.property("#share-link", "value").unwrap_or_default(), depending)
    });
    let begins = format!("{}/share/?story=1&ban-explainer.second=/government/state-nh/", site.origin());
    assert!(link.starts_with(&begins), "the link opens the article: {link}");
    assert!(
        !link.contains("theme") && !link.contains("7a1f5c"),
        "how the widget is dressed is not shared: {link}"
    );
    page.wait_for("the host that asked for it is told the outcome", |page| {
        let last = page.measure("return outcomes.at(-1)");
        last["role"] == "government" && last["counts"]["depends"] == depending
    });
    let told = page.measure("return Object.keys(outcomes.at(-1)).sort().join(' ')");
    assert_eq!(told, "counts day role type", "and nothing else");
    page.open(&link);
    page.in_frame("#second iframe", |frame| {
        wait_for_the_engine(frame);
        frame.wait_for("whoever opens the link sees the answer", |frame| {
            short(frame).contains("New Hampshire")
        });
    });
    assert_eq!(path_of(&page, 0), "/business/", "the other widget stays as the publisher set it");
    page.open("/share/?ban-explainer=//evil.example/&ban-explainer.second=https://evil.example/");
    page.wait_for("both widgets are there", |page| page.count("iframe") == 2);
    let sources = page.measure("return [...document.querySelectorAll('iframe')].every((frame) => frame.src.startsWith(document.querySelector('script[src$=\"embed.js\"]').src.slice(0, -8)))");
    assert_eq!(sources, true, "no link opens anything but our own origin");
    assert_eq!(page.complaints().iter().filter(|said| !said.contains("404")).count(), 0);
}

#[test]
fn hostile_attributes_open_our_question_and_nothing_else() {
    let widget = Server::of_dist().start();
    let site = host("hostile", &widget).start();
    let page = Browser::of("a reader of a page with strange attributes", &site).width(800);
    page.open("/hostile/");
    page.wait_for("every element has its frame", |page| page.count("iframe") == 5);
    let origin = widget.origin();
    let sources = page.measure(
        "return [...document.querySelectorAll('iframe')].map((frame) => new URL(frame.src).origin).join(' ')",
    );
    assert_eq!(sources, [origin.as_str(); 5].join(" "), "every frame is ours");
    assert_eq!((path_of(&page, 0), path_of(&page, 1)), ("/".to_owned(), "/".to_owned()));
    assert_eq!((asked(&page, 4, "theme"), path_of(&page, 4)), ("light".to_owned(), "/business/".to_owned()));
    for (nth, says) in [(3, "nobody"), (4, "evil.example")] {
        page.in_frame(&format!("ban-explainer:nth-of-type({nth}) iframe"), |frame| {
            wait_for_the_engine(frame);
            assert_eq!(frame.count(".answer"), 0, "what is no role has no answer");
            assert!(
                frame.text_of("#explainer .notice").contains(says),
                "and the page says what it could not read"
            );
        });
    }
    page.in_frame("ban-explainer:nth-of-type(5) iframe", |frame| {
        wait_for_the_engine(frame);
        let style = frame.measure("return document.documentElement.getAttribute('style')");
        assert_eq!(style, Value::Null, "what is no colour colours nothing");
    });
    let own = [origin, site.origin()];
    let requests = page.requests();
    let foreign = requests.iter().find(|address| !own.iter().any(|own| address.starts_with(own.as_str())));
    assert_eq!(foreign, None, "nobody else is asked");
}

#[test]
fn messages_of_strangers_move_nothing() {
    let widget = Server::of_dist().start();
    let site = host("element", &widget).start();
    let page = Browser::of("a reader of a page full of messages", &site).width(800);
    page.open("/element/");
    page.in_frame("iframe", wait_for_the_engine);
    let height = "return document.querySelector('iframe').offsetHeight";
    let before = page.measure(height);
    // From the page itself, then from a frame of another kind; of wrong types, huge, negative, thousands.
    let flood = "
        const type = 'ban-explainer:height';
        const all = [
            { type, height: 5 }, { type, height: -1 }, { type, height: 1e9 }, { type, height: NaN }, { type, height: '900' },
            { type, height: { valueOf: null } }, { type: 'ban-explainer:outcome', role: 'x' }, { type: 7 }, 'x', '', null, [], 0,
        ];
        for (let n = 0; n < 5000; n += 1) TARGET.postMessage(all[n % all.length], '*');
        return 0";
    let _ = page.measure(
        "window.outcomes = 0; addEventListener('ban-explainer:outcome', () => outcomes += 1); return 0",
    );
    let _ = page.measure(&flood.replace("TARGET", "window"));
    let _ = page.measure(
        "const frame = document.createElement('iframe'); frame.srcdoc = '<p>Stranger'; document.body.append(frame);
        frame.id = 'stranger'; return new Promise((done) => frame.onload = () => done(0))",
    );
    page.in_frame("#stranger", |frame| drop(frame.measure(&flood.replace("TARGET", "parent"))));
    let _ = page.measure("document.getElementById('stranger').remove(); return 0");
    // The page floods the guest too, in every tongue that the guest understands.
    let _ = page.measure(
        "const guest = document.querySelector('iframe').contentWindow;
        const all = ['[iFrameSizer]x:1', '[iFrameSizer]' + 'y'.repeat(1e4) + ':', 'pymxPYMx', { message: 'ready' }, { type: 'ban-explainer:theme', theme: 'javascript:' }, null, 3];
        for (let n = 0; n < 5000; n += 1) guest.postMessage(all[n % all.length], '*');
        return 0",
    );
    page.in_frame("iframe", |frame| {
        assert_eq!(
            frame.attribute("html", "data-theme").as_deref(),
            Some("light"),
            "only two themes are worn"
        );
        frame.click("Government");
        frame.wait_for("the reader still gets an answer", |frame| {
            frame.reads(".answer .who").is_some_and(|who| who.starts_with("A government body"))
        });
    });
    assert_eq!(before.as_u64().map(|height| height < 1200), Some(true));
    assert_eq!(page.measure("return outcomes"), 0, "no stranger speaks for the explainer");
    let after = page.measure(height).as_u64().unwrap_or_default();
    assert!((200..1200).contains(&after), "the frame has the height of its content: {after}");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_host_that_frames_the_guest_cannot_choose_where_shared_links_lead() {
    let widget = Server::of_dist().start();
    let frame = format!(
        "<!doctype html><title>Host</title><iframe width=\"640\" height=\"900\" src=\"{}/business/?share=https://evil.example/%3Fx%3D&accent=ffffff&text=99\"></iframe>",
        widget.origin()
    );
    let site = Server::of(folder())
        .without_header("Content-Security-Policy")
        .page("/reframed/", &frame)
        .page("/favicon.ico", "")
        .start();
    let page = Browser::of("a reader on a page that frames ours", &site).width(800);
    page.open("/reframed/");
    page.in_frame("iframe", |frame| {
        wait_for_the_engine(frame);
        let link = frame.property("#share-link", "value").unwrap_or_default();
        assert!(link.starts_with(&widget.origin()), "links lead to us: {link}");
        let text = frame.measure("return getComputedStyle(document.documentElement).fontSize");
        assert_eq!(text, "16px", "text stays within its bounds");
        let accent = frame.measure(
            "return document.documentElement.style.getPropertyValue('--accent-light') + '|' + document.documentElement.style.getPropertyValue('--accent-dark')",
        );
        assert_eq!(accent, "|#ffffff", "a white accent is taken on a dark ground only");
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn twenty_elements_load_on_one_page() {
    let widget = Server::of_dist().start();
    let site = host("twenty", &widget).start();
    let page = Browser::of("a reader of a page with twenty explainers", &site).width(800);
    let memory = |page: &Browser| {
        let told = page.measure("return performance.memory.usedJSHeapSize");
        told.as_f64().unwrap_or_default()
    };
    page.open("/no-page/");
    let before = memory(&page);
    page.open("/twenty/");
    page.wait_for("every element has its frame", |page| page.count("iframe") == 20);
    for nth in 1..=20 {
        let frame = format!("ban-explainer:nth-of-type({nth}) iframe");
        let _ = page.measure(&format!("document.querySelector('{frame}').scrollIntoView(); return 0"));
        page.in_frame(&frame, |frame| {
            wait_for_the_engine(frame);
            assert_eq!(frame.count(".answer"), 1);
        });
    }
    let each = (memory(&page) - before) / 20.0 / 1e6;
    println!("twenty elements: {each:.2} MB of JavaScript memory for each");
    assert!(each < 8.0, "each element takes {each} MB");
}

#[test]
fn the_names_that_publishers_rely_on_stay() {
    let loader = fs::read_to_string(folder().join("../../static/embed.js")).expect("the loader is there");
    let guest = fs::read_to_string(folder().join("../../static/frame.js")).expect("the guest is there");
    for name in ["ban-explainer:height", "ban-explainer:outcome", "ban-explainer:theme"] {
        for (file, text) in [("embed.js", &loader), ("frame.js", &guest)] {
            assert_eq!(
                text.matches(name).count(),
                1,
                "“{name}” stands once in {file}, beside the other messages"
            );
        }
    }
    for attribute in ["role", "lang", "on", "accent", "share", "events"] {
        assert!(
            loader.contains(&format!("{attribute},")) || loader.contains(&format!("{attribute} }}")),
            "data-{attribute}"
        );
    }
    let style = fs::read_to_string(folder().join("../../static/style.css")).expect("the style is there");
    for (ground, theme) in [("f5f6f8", "light"), ("1d2025", "dark")] {
        assert!(
            guest.contains(ground) && style.contains(ground),
            "an accent is judged on the {theme} ground of the style"
        );
    }
}

#[test]
fn a_publisher_copies_a_snippet_that_works() {
    let widget = Server::of_dist().start();
    let page = Browser::of("a publisher in a hurry", &widget).width(1280);
    page.open("/embed/");
    page.wait_for("the preview stands in three widths", |page| page.count(".preview-place iframe") == 3);
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
    let style = site::reserve::style(&tests::heights::WIDTHS, &heights().0["/business/"]);
    assert!(snippet.contains(&style), "the snippet keeps its place free: {snippet}");
    page.click("Copy");
    page.wait_for("the publisher is told", |page| {
        page.reads("#snippet-script-said")
            .is_some_and(|text| text.contains("opied") || text.contains("selected"))
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
    // Pasted into a plain article, with the host of this test in place of the public one.
    let public = site::print::origin();
    let article = format!(
        "<!doctype html><title>Article</title><body style=\"background:#111;color:#eee\"><p>Before</p>{}<p>After</p>",
        snippet.replace(&public, &widget.origin())
    );
    let site = Server::of(folder())
        .without_header("Content-Security-Policy")
        .page("/pasted/", &article)
        .page("/favicon.ico", "")
        .start();
    let page = Browser::of("a reader of the article it was pasted into", &site).width(800);
    page.open("/pasted/");
    page.in_frame("iframe", wait_for_the_engine);
    assert!(shift(&page) < 0.0005);
    journey(&page, "iframe");
    assert_eq!(page.complaints(), Vec::<String>::new());
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
        assert_eq!(names[..4], ["src", "width", "height", "title"], "{path}: these attributes are kept");
        let height = answer["height"].as_u64().unwrap_or_default();
        let place = tests::heights::WIDTHS.iter().position(|width| answer["width"] == *width);
        let expected = place.map(|place| u64::from(heights[place]).clamp(200, 1000));
        assert_eq!(Some(height), expected, "{path}: its height is that of the table");
        let page = fs::read_to_string(Server::dist().join(path.trim_matches('/')).join("index.html"));
        let page = page.unwrap_or_else(|why| panic!("{path}: {why}"));
        let link =
            format!("type=\"application/json+oembed\" href=\"{}{path}oembed.json\"", site::print::origin());
        assert!(page.contains(&link), "{path} says where its answer lies");
    }
}
