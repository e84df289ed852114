//! What can go wrong around the page: each leaves a right, readable answer, or says in a sentence what is missing.
//!
//! A fault is a script that runs before ours and breaks one thing, or a server that sends something else.

use std::{sync::LazyLock, thread, time::Duration};

use ban_explainer::law_file;
use rules::Day;
use tests::{
    Browser, Engine, FRAMES, Server, Site,
    expected::{LAW, answer, answers, day, shown, shown_verdict, today, verdict},
    in_every_engine,
};

in_every_engine![
    an_engine_that_cannot_be_had_leaves_the_printed_page,
    a_law_file_that_is_not_ours_leaves_the_printed_page,
    a_page_that_may_run_no_script_is_whole,
    a_page_whose_own_style_is_refused_looks_as_ever,
    a_clock_before_the_record_says_where_the_record_starts,
    ninety_days_after_the_last_check_the_page_says_so_by_itself,
    without_time_zones_today_is_counted_from_utc,
    today_is_the_day_in_new_york_however_the_browser_tells_it,
    a_browser_that_blocks_storage_changes_nothing,
    a_browser_short_of_memory_keeps_the_printed_page,
    a_panic_inside_the_engine_brings_the_printed_page_back,
    a_press_on_a_link_leaves_the_engine_alone_and_any_other_starts_it,
    an_engine_on_its_way_gives_way_to_a_pressed_link_and_sets_out_again,
    a_choice_in_a_frame_shows_its_printed_page_in_place_before_the_engine_runs,
    a_choice_in_a_frame_that_cannot_be_had_so_is_navigated_to,
    a_choice_made_while_the_engine_renders_is_the_one_that_it_shows,
    an_engine_that_fails_half_way_leaves_the_printed_page,
    what_was_typed_and_what_is_pressed_outlast_the_arrival_of_the_engine,
    an_entry_that_an_engine_wrote_is_loaded_where_none_runs,
    going_back_to_a_page_finds_its_answer_alive,
    two_explainers_side_by_side_do_not_touch_each_other,
    without_a_network_answers_go_on_changing,
    messages_of_every_shape_from_a_stranger_change_nothing,
    the_method_is_one_click_from_every_page,
];

const PAGE: &str = "/business/resell/2024-09-29/";

/// A site on whose pages a script runs before ours.
fn with_fault(script: &str) -> Server {
    Server::of_dist().script_first(script)
}

fn open<'a>(engine: Engine, reader: &str, site: &'a Site, path: &str) -> (Browser, &'a Site) {
    let page = Browser::in_engine(engine, reader, site);
    page.open(path);
    (page, site)
}

/// The page as it was printed, with the sentence that the engine did not start, and links that lead on.
#[track_caller]
fn check_printed(page: &Browser, what: &str) {
    page.wait_for(&format!("one sentence says that the engine did not start: {what}"), |page| {
        page.reads("#failed").as_deref() == Some(LAW.wording.interface.failed())
    });
    assert_eq!(shown_verdict(page), verdict(PAGE), "{what}: the answer stays");
    page.click_on(".chips [data-option=use]");
    page.wait_for("choices are still links", |page| page.path().ends_with("/business/use/2024-09-29/"));
}

/// A fault that makes the browser believe that it is noon in New York on this day.
fn clock(on: Day) -> String {
    clock_at(&format!("{}T17:00:00Z", on.to_iso()))
}

/// A fault that makes the browser believe that it is this moment.
fn clock_at(moment: &str) -> String {
    format!(
        "{{ const Real = Date; const now = Real.parse('{moment}');
           globalThis.Date = class extends Real {{
             constructor(...given) {{ if (given.length) super(...given); else super(now); }}
             static now() {{ return now; }}
           }}; }}"
    )
}

fn later(day: Day, n_days: usize) -> Day {
    (0..n_days).fold(day, |day, _| day.next())
}

fn an_engine_that_cannot_be_had_leaves_the_printed_page(engine: Engine) {
    let page = Browser::in_engine(engine, "a reader whose engine does not come", &Server::of_dist().start());
    for (what, server) in [
        ("it is missing", Server::of_dist().missing(".wasm")),
        ("it is cut off", Server::of_dist().cut(".wasm")),
        (
            "its first byte is another",
            Server::of_dist().spoiled(".wasm", |mut bytes| {
                bytes[0] ^= 1;
                bytes
            }),
        ),
        (
            "it is a page",
            Server::of_dist().spoiled(".wasm", |_| b"<!doctype html><title>Sign in</title>".to_vec()),
        ),
        // What follows would run as well as our own: only its hash is another.
        (
            "a section without meaning was added",
            Server::of_dist().spoiled(".wasm", |bytes| [&bytes[..], &[0, 2, 1, b'x']].concat()),
        ),
        (
            "a remark was added to its glue",
            Server::of_dist().spoiled(".js", |bytes| [&bytes[..], b"// and more"].concat()),
        ),
    ] {
        let site = server.start();
        page.open(&format!("{}{PAGE}", site.base()));
        check_printed(&page, what);
    }
    // Sent as another type it is compiled all the same, only later.
    let site = Server::of_dist().typed(".wasm", "application/octet-stream").start();
    page.open(&format!("{}{PAGE}", site.base()));
    page.wait_for_the_engine();
    assert_eq!(shown_verdict(&page), verdict(PAGE));
}

fn a_law_file_that_is_not_ours_leaves_the_printed_page(engine: Engine) {
    let page = Browser::in_engine(engine, "a reader whose law file is another", &Server::of_dist().start());
    for (what, server) in [
        ("it is missing", Server::of_dist().missing(".bin")),
        ("it is cut off", Server::of_dist().cut(".bin")),
        (
            "one bit is flipped",
            Server::of_dist().spoiled(".bin", |mut bytes| {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 4;
                bytes
            }),
        ),
        (
            "it is of another release",
            Server::of_dist().spoiled(".bin", |mut bytes| {
                bytes[3] = bytes[3].wrapping_add(1);
                bytes
            }),
        ),
        ("it is empty", Server::of_dist().spoiled(".bin", |_| Vec::new())),
    ] {
        let site = server.start();
        page.open(&format!("{}{PAGE}", site.base()));
        check_printed(&page, what);
    }
}

fn a_page_that_may_run_no_script_is_whole(engine: Engine) {
    let policy =
        "default-src 'none'; script-src 'none'; style-src 'self' ORIGIN; img-src 'self' ORIGIN data:";
    let site = Server::of_dist().header("Content-Security-Policy", policy).start();
    let (page, _) = open(engine, "a reader whose company blocks scripts", &site, PAGE);
    assert_eq!(shown_verdict(&page), verdict(PAGE));
    page.click_on(".chips [data-option=use]");
    page.wait_for("choices are links", |page| page.path() == "/business/use/2024-09-29/");
}

fn a_page_whose_own_style_is_refused_looks_as_ever(engine: Engine) {
    let look = |server: Server| {
        let site = server.start();
        let (page, _) = open(engine, "a reader of the first screen", &site, PAGE);
        page.measure(
            "return ['body', 'h1', '.seg a', '.verdict', '.deck', '.rows', '.rows th', '.rows .s', '.rail', '.rail li',
                '.chips a', '.side', 'article', '.claims li'].map((selector) => {
                const element = document.querySelector(selector);
                const style = element && getComputedStyle(element);
                return [selector, style && [style.display, style.fontFamily, style.fontSize, style.fontWeight,
                    style.color, style.backgroundColor, style.padding, style.margin, style.borderTop]];
            })",
        )
    };
    let expected = look(Server::of_dist());
    for scripts in ["'none'", "'self' 'wasm-unsafe-eval'"] {
        let policy = format!("style-src 'self'; script-src {scripts}");
        assert_eq!(look(Server::of_dist().header("Content-Security-Policy", &policy)), expected, "{policy}");
    }
}

fn a_clock_before_the_record_says_where_the_record_starts(engine: Engine) {
    let on = Day::new(2010, 1, 1).expect("it is a day");
    let site = with_fault(&clock(on)).start();
    let (page, _) = open(engine, "a reader whose clock stands years back", &site, "/business/resell/");
    page.wait_for_the_engine();
    page.wait_for("the page says where its record starts", |page| {
        page.reads("#answer").is_some_and(|text| text.contains(&day("2017-09-13")))
    });
    assert_eq!(shown(&page), answer(&LAW, &answers("/business/resell/", on)));
    assert_eq!(page.count("article.binds"), 0, "nothing binds on a day before the record");
}

fn ninety_days_after_the_last_check_the_page_says_so_by_itself(engine: Engine) {
    let verified = LAW.explainer.verified;
    for (n_days, is_stale) in [(0, false), (90, false), (91, true), (3650, true)] {
        let site = with_fault(&clock(later(verified, n_days))).start();
        let (page, _) =
            open(engine, "a reader who comes long after the last check", &site, "/business/resell/");
        page.wait_for_the_engine();
        let on = later(verified, n_days);
        let n_notices = page.count("#explainer > .explainer > .notice");
        assert_eq!(n_notices, usize::from(is_stale), "{n_days} days after the last check");
        assert!(!is_stale || page.text_of(".explainer > .notice").contains(&day(&verified.to_iso())));
        let told = answer(&LAW, &answers("/business/resell/", on));
        page.wait_for("the answer stays", |page| shown(page) == told);
    }
}

fn without_time_zones_today_is_counted_from_utc(engine: Engine) {
    let on = LAW.explainer.verified;
    let broken = "delete globalThis.Temporal; Date.prototype.toLocaleDateString = Intl.DateTimeFormat = function () { throw new RangeError('Invalid time zone'); };";
    let site = with_fault(&format!("{}{broken}", clock(on))).start();
    let (page, _) = open(engine, "a reader whose browser has no time zones", &site, "/business/resell/");
    page.wait_for_the_engine();
    page.wait_for("today is the day by UTC", |page| {
        page.reads(".rail [data-day=today]").is_some_and(|today| today.contains(&day(&on.to_iso())))
    });
}

fn today_is_the_day_in_new_york_however_the_browser_tells_it(engine: Engine) {
    let verified = LAW.explainer.verified;
    // In summer four hours behind UTC, in winter five.
    let summer = Day::new(verified.year() + 1, 7, 10).expect("July has ten days");
    let winter = Day::new(verified.year() + 1, 1, 10).expect("January has ten days");
    for (on, last) in [(summer, "03:59"), (winter, "04:59")] {
        for without in ["", "delete globalThis.Temporal;"] {
            let moment = format!("{}T{last}:30Z", on.next().to_iso());
            let site = with_fault(&format!("{}{without}", clock_at(&moment))).start();
            let (page, _) = open(engine, "a reader shortly before midnight", &site, "/business/resell/");
            page.wait_for_the_engine();
            let today = page.reads(".rail [data-day=today]").unwrap_or_default();
            assert!(today.contains(&day(&on.to_iso())), "{moment}, {without:?}: {today}");
        }
    }
}

fn a_browser_that_blocks_storage_changes_nothing(engine: Engine) {
    let site = with_fault(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
           Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
         Object.defineProperty(Document.prototype, 'cookie', { get() { throw new DOMException('blocked', 'SecurityError'); } });",
    )
    .start();
    let (page, _) = open(engine, "a reader who blocks all site data", &site, PAGE);
    page.wait_for_the_engine();
    page.click_on(".chips [data-option=use]");
    page.wait_for("the answer changes", |page| page.path().contains("doing=use.resell"));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn a_browser_short_of_memory_keeps_the_printed_page(engine: Engine) {
    let site = with_fault(
        "const short = async () => { throw new RangeError('WebAssembly.Memory(): could not allocate memory'); };
         WebAssembly.instantiate = WebAssembly.instantiateStreaming = short;",
    )
    .start();
    let (page, _) = open(engine, "a reader on an old phone", &site, PAGE);
    check_printed(&page, "there is no memory left");
}

/// A law that is whole by its checksum, and whose options have no words.
static WITHOUT_WORDS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut law = LAW.clone();
    law.wording.options.clear();
    law_file::write(&law).expect("it can be baked")
});

fn a_panic_inside_the_engine_brings_the_printed_page_back(engine: Engine) {
    let site = Server::of_dist().spoiled(".bin", |_| WITHOUT_WORDS.clone()).start();
    let (page, _) = open(engine, "a reader whose law has no words", &site, PAGE);
    check_printed(&page, "the words are missing");
    // A page in which nothing can be put any more, once the engine has taken over: it panics in the middle of a change.
    // Scripts of a driver have prototypes of their own, so the page’s are broken by one of its own scripts.
    let site = with_fault(
        "addEventListener('break', () => {
           for (const name of ['appendChild', 'insertBefore', 'removeChild', 'replaceChild'])
             Node.prototype[name] = () => { throw new DOMException('broken', 'HierarchyRequestError'); };
         });",
    )
    .start();
    for (control, path) in [
        (".chips [data-option=integrate]", "/business/integrate/2024-09-29/"),
        (".seg [data-option=consumer]", "/consumer/2024-09-29/"),
    ] {
        page.open(&format!("{}{PAGE}", site.base()));
        page.wait_for_the_engine();
        let _ = page.measure("dispatchEvent(new Event('break')); return 0");
        page.click_on(control);
        page.wait_for("the page of the link that was followed comes", |page| page.path().ends_with(path));
        let told = answer(&LAW, &answers(path, today(&page)));
        page.wait_for("with its own answer, and never the one before", |page| shown(page) == told);
    }
    // Any other panic, as the browser reports it.
    let site = with_fault(PANIC).start();
    page.open(&format!("{}{PAGE}", site.base()));
    page.wait_for_the_engine();
    let _ = page.measure("dispatchEvent(new Event('panic')); return 0");
    check_printed(&page, "the engine panics later");
    // An error that is none of WebAssembly's comes out of the engine all the same where its stack names it.
    let site = with_fault(
        "addEventListener('panic', () => {
           const glue = document.querySelector('link[rel=modulepreload][integrity]').href;
           const error = Object.assign(new Error('refused'), { stack: `at imports (${glue}:1:2)` });
           dispatchEvent(new ErrorEvent('error', { error }));
         });",
    )
    .start();
    page.open(&format!("{}{PAGE}", site.base()));
    page.wait_for_the_engine();
    let _ = page.measure("dispatchEvent(new Event('panic')); return 0");
    check_printed(&page, "the browser refuses the engine something later");
}

/// What the browser reports of a panic, when the event comes.
const PANIC: &str = "
    addEventListener('panic', () =>
      dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));";

fn a_press_on_a_link_leaves_the_engine_alone_and_any_other_starts_it(engine: Engine) {
    // A page that never comes to rest: only a touch starts the engine.
    let site = with_fault("globalThis.requestIdleCallback = () => {};").start();
    let (page, _) = open(engine, "a reader in a hurry", &site, PAGE);
    let press = |selector: &str| {
        let _ = page.measure(&format!(
            "document.querySelector({selector:?}).dispatchEvent(new PointerEvent('pointerdown', {{ bubbles: true }}))"
        ));
    };
    press(".chips [data-option=use]");
    // Once it is started it takes over in a fraction of this.
    thread::sleep(Duration::from_secs(1));
    assert_eq!(page.attribute("html", "data-engine"), None, "a press on a link starts nothing");
    press("#verdict");
    page.wait_for("the engine takes over", |page| page.attribute("html", "data-engine").is_some());
}

fn an_engine_on_its_way_gives_way_to_a_pressed_link_and_sets_out_again(engine: Engine) {
    // The first request for the engine is never answered.
    let site = with_fault(
        "const real = globalThis.fetch;
         globalThis.asked = [];
         globalThis.fetch = (what, how) => {
           if (!String(what).endsWith('.wasm')) return real(what, how);
           if (asked.push(how.signal) > 1) return real(what, how);
           return new Promise((_, fail) => how.signal.addEventListener('abort', () => fail(new Error('given up'))));
         };",
    )
    .start();
    let (page, _) = open(engine, "a reader who presses a link and thinks better of it", &site, PAGE);
    page.wait_for("the engine is asked for", |page| page.measure("return asked.length") == 1);
    let given_up = page.measure(
        "document.querySelector('.chips a').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        return asked[0].aborted",
    );
    assert_eq!(given_up, true, "the line is free for the page that was asked for");
    page.wait_for_the_engine();
    assert_eq!(page.count(".no-engine"), 0, "nobody is told that it failed");
}

/// A page that never comes to rest, so that only a touch starts the engine, in a frame; with a fault of its own.
fn resting_frame(fault: &str) -> Server {
    with_fault(&format!("globalThis.requestIdleCallback = () => {{}}; {fault}")).page(
        "/article/",
        r#"<iframe src="/business/?theme=dark" style="width: 100%; height: 1200px"></iframe>"#,
    )
}

/// Marks the document in the frame, and chooses the consumer.
fn choose_in_the_frame(page: &Browser) {
    page.wait_for("the frame is there", |page| {
        page.count(".seg a") > 0 && page.attribute("html", "class").is_some()
    });
    let _ = page.measure("window.untouched = true");
    page.click_on(".seg a[href='/consumer/']");
    page.wait_for("the answer is that of a consumer", |page| {
        page.count("#verdict") == 1 && shown_verdict(page) == verdict("/consumer/")
    });
}

fn a_choice_in_a_frame_shows_its_printed_page_in_place_before_the_engine_runs(engine: Engine) {
    let site = resting_frame("").start();
    let (page, _) = open(engine, "a reader of an article in a hurry", &site, "/article/");
    page.in_frame("iframe", |page| {
        choose_in_the_frame(page);
        let found = page.measure(
            "return [window.untouched, location.pathname + location.search,
                document.querySelector('link[rel=canonical]').href.endsWith('/consumer/'),
                document.querySelectorAll('link[rel=canonical], title, .languages, .qr').length,
                document.querySelector('.languages a').pathname, document.querySelectorAll('details.fold[open]').length,
                document.activeElement.getAttribute('href'), document.documentElement.dataset.engine ?? 'none']",
        );
        let expected = serde_json::json!([
            true, "/consumer/?theme=dark", true, 4, "/es/consumer/", 0, "/consumer/", "none"
        ]);
        assert_eq!(found, expected, "the same document shows the other page, and says the same of itself");
        page.wait_for("the verdict is announced", |page| {
            page.property("[role=status]", "textContent").as_deref() == Some(&*verdict("/consumer/"))
        });
        // Then the engine takes over what is shown.
        let _ = page.measure(
            "document.querySelector('#verdict').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
        );
        page.wait_for_the_engine();
        assert_eq!(shown_verdict(page), verdict("/consumer/"));
        page.click_on(".seg a[href^='/government/']");
        page.wait_for("the engine answers", |page| shown_verdict(page) == verdict("/government/"));
        assert_eq!(page.measure("return window.untouched"), true, "no page was loaded");
    });
}

fn a_choice_in_a_frame_that_cannot_be_had_so_is_navigated_to(engine: Engine) {
    let broken = resting_frame("XMLHttpRequest.prototype.send = function () { this.onloadend(); };");
    // The page of another release, whose engine does not fit the script that runs.
    let newer = resting_frame("").spoiled("/consumer/", |page| {
        String::from_utf8(page).expect("a page is text").replace("data-wasm=\"", "data-wasm=\"?").into_bytes()
    });
    for (what, server) in [("a request fails", broken), ("a page of another release", newer)] {
        let site = server.start();
        let (page, _) = open(engine, "a reader of an article", &site, "/article/");
        page.in_frame("iframe", |page| {
            choose_in_the_frame(page);
            assert_eq!(
                page.measure("return window.untouched ?? null"),
                serde_json::Value::Null,
                "{what}: it is loaded"
            );
            let address = page.measure("return location.pathname + location.search");
            assert_eq!(address, "/consumer/?theme=dark", "{what}");
        });
    }
}

/// Keeps every task of the engine once it is there: it renders its first page in several.
const STEP_BY_STEP: &str = "
    globalThis.tasks = [];
    let kept = false;
    const real = { setTimeout, instantiate: WebAssembly.instantiateStreaming };
    WebAssembly.instantiateStreaming = (...given) =>
      real.instantiate.apply(WebAssembly, given).then((engine) => { kept = true; return engine; });
    globalThis.setTimeout = (task, late, ...given) =>
      kept && !late ? tasks.push(task) : real.setTimeout.call(globalThis, task, late, ...given);
    globalThis.go_on = () => { kept = false; while (tasks.length) tasks.shift()(); };";

/// Lets the engine render some parts of its page, and not the whole of it.
fn render_half(page: &Browser) {
    for n in 1..=5 {
        page.wait_for(&format!("task {n} of the engine"), |page| {
            page.measure("return globalThis.tasks?.length") == 1
        });
        let _ = page.measure("tasks.shift()()");
    }
    assert_eq!(
        page.attribute("html", "data-engine"),
        None,
        "the printed page is in its place until all is rendered"
    );
}

fn a_choice_made_while_the_engine_renders_is_the_one_that_it_shows(engine: Engine) {
    let frame = r#"<iframe src="/business/" style="width: 100%; height: 1200px"></iframe>"#;
    let site = with_fault(STEP_BY_STEP).page("/article/", frame).start();
    let (page, _) = open(engine, "a reader who is quicker than the engine", &site, "/article/");
    page.in_frame("iframe", |page| {
        render_half(page);
        choose_in_the_frame(page);
        assert_eq!(
            page.measure("return window.untouched"),
            true,
            "the printed page came in place of the first"
        );
        let _ = page.measure("go_on()");
        page.wait_for_the_engine();
        let told = answer(&LAW, &answers("/consumer/", today(page)));
        page.wait_for("the answer of the address", |page| shown(page) == told);
        assert_eq!(page.measure("return location.pathname"), "/consumer/");
    });
}

fn an_engine_that_fails_half_way_leaves_the_printed_page(engine: Engine) {
    let site = with_fault(&[STEP_BY_STEP, PANIC].concat()).start();
    let (page, _) = open(engine, "a reader of a faulty engine", &site, PAGE);
    render_half(&page);
    let _ = page.measure("dispatchEvent(new Event('panic')); return 0");
    let _ = page.measure("go_on()");
    check_printed(&page, "the engine panics while it renders");
}

fn what_was_typed_and_what_is_pressed_outlast_the_arrival_of_the_engine(engine: Engine) {
    // WebDriver cannot hold an element down while it looks at the page.
    let press = "
        const query = Element.prototype.querySelector;
        Element.prototype.querySelector = function (selector) {
          return selector === ':active' && globalThis.pressed ? this : query.call(this, selector);
        };";
    let site = with_fault(&[STEP_BY_STEP, press].concat()).start();
    let (page, _) = open(engine, "a reader who types before the engine is there", &site, PAGE);
    render_half(&page);
    page.click_on("#another-day > summary");
    page.click_on("#day-month option[value='9']");
    page.type_into("#day-day", "29");
    let _ = page.measure("window.pressed = true; go_on(); return 0");
    // The next part would come in a fraction of this.
    thread::sleep(Duration::from_millis(500));
    assert_eq!(page.attribute("html", "data-engine"), None, "a click comes when the press is over");
    let _ = page.measure("window.pressed = false; return 0");
    page.wait_for_the_engine();
    let typed = page.measure(
        "return ['day-month', 'day-day', 'day-year'].map((id) => document.getElementById(id).value)
            .concat(document.activeElement.id, document.querySelector('#another-day').open)",
    );
    assert_eq!(typed, serde_json::json!(["9", "29", "", "day-day", true]));
}

fn an_entry_that_an_engine_wrote_is_loaded_where_none_runs(engine: Engine) {
    // What is loaded anew never gets its engine.
    let site = with_fault(
        "if (performance.getEntriesByType('navigation')[0].type === 'reload') {
           globalThis.fetch = () => new Promise(() => {});
         }",
    )
    .start();
    let (page, _) = open(engine, "a reader who loads a page anew and goes back", &site, PAGE);
    page.wait_for_the_engine();
    page.click_on(".seg [data-option=consumer]");
    page.wait_for("the engine answers", |page| page.path() == "/consumer/2024-09-29/");
    page.reload();
    assert_eq!(shown_verdict(&page), verdict("/consumer/2024-09-29/"));
    page.back();
    page.wait_for("the page of the address is loaded", |page| {
        page.path() == PAGE && page.count("#verdict") == 1 && shown_verdict(page) == verdict(PAGE)
    });
}

fn going_back_to_a_page_finds_its_answer_alive(engine: Engine) {
    let site = Server::of_dist().start();
    let (page, _) = open(engine, "a reader who comes back", &site, PAGE);
    page.wait_for_the_engine();
    page.click_on(".chips [data-option=use]");
    page.wait_for("the answer changes", |page| page.path().contains("doing=use.resell"));
    page.open("/method/");
    page.back();
    page.wait_for("the answer is there again", |page| {
        page.path().contains("doing=use.resell") && page.count("#answer .also") == 1
    });
    page.wait_for("it is alive", |page| page.attribute("html", "data-engine").is_some());
    page.click_on(".chips [data-option=buy]");
    page.wait_for("it changes again", |page| page.path().contains("doing=use.buy.resell"));
}

fn two_explainers_side_by_side_do_not_touch_each_other(engine: Engine) {
    let site = Server::of_dist().start();
    let (origin, base) = (site.origin(), site.base());
    let both = format!(
        "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Two</title><body>\
         <iframe id=\"one\" width=\"600\" height=\"700\" src=\"{base}/business/\"></iframe>\
         <iframe id=\"two\" width=\"600\" height=\"700\" src=\"{base}/consumer/\"></iframe>"
    );
    let host = Server::of_dist()
        .header("Content-Security-Policy", &format!("default-src 'none'; img-src 'self'; frame-src {origin}"))
        .page("/both/", &both)
        .start();
    let (page, _) = open(engine, "a reader with two tabs", &host, "/both/");
    for frame in ["#one", "#two"] {
        page.in_frame(frame, Browser::wait_for_the_engine);
    }
    page.in_frame("#one", |frame| {
        frame.click("Government");
        frame.wait_for("the first one changes", |frame| {
            frame.attribute(".seg [aria-current]", "data-option").as_deref() == Some("government")
                && shown_verdict(frame) != verdict("/business/")
        });
    });
    page.in_frame("#two", |frame| {
        let told = answer(&LAW, &answers("/consumer/", today(frame)));
        assert_eq!(shown(frame), told, "the second one stays as it was");
    });
}

fn without_a_network_answers_go_on_changing(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader in a tunnel", &site);
    page.open(PAGE);
    page.wait_for_the_engine();
    drop(site);
    page.click_on(".chips [data-option=use]");
    page.wait_for("the answer changes without a network", |page| {
        page.path().contains("doing=use.resell") && page.count("#answer .also") == 1
    });
    page.click_on(".rail [data-day='2024-07-20']");
    let told = answer(&LAW, &answers("/?role=business&on=2024-07-20&doing=use.resell", today(&page)));
    page.wait_for("the day changes without a network", |page| shown(page) == told);
}

fn messages_of_every_shape_from_a_stranger_change_nothing(engine: Engine) {
    let site = Server::of_dist().start();
    let (origin, base) = (site.origin(), site.base());
    let article = format!(
        "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Article</title><body>\
         <ban-explainer><a href=\"{base}/business/resell/\">Does it apply to you?</a></ban-explainer>\
         <script src=\"{base}/embed.js\"></script>"
    );
    let policy = format!(
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; script-src {origin}; frame-src {origin}; connect-src {origin}"
    );
    let host =
        Server::of_dist().header("Content-Security-Policy", &policy).page("/article/", &article).start();
    let (page, _) = open(engine, "a reader of a page with a hostile script", &host, "/article/");
    page.in_frame("ban-explainer", Browser::wait_for_the_engine);
    let state = &format!(
        "const frames = {FRAMES}; return [frames[0].src, frames[0].style.cssText, frames.length].join(' ')"
    );
    page.wait_for("the frame has settled", |page| {
        let before = page.measure(state);
        page.measure("return new Promise((done) => setTimeout(() => done(1), 300))") == 1
            && before == page.measure(state)
    });
    let before = page.measure(state);
    // To the host as if from a frame, and to the guest as if from the host: 2,000 values of every shape.
    let stranger = "let seed = 20261124;
         const roll = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
         const names = ['type', 'height', 'sentinel', 'message', 'value', 'secret', 'role', 'on', 'share', 'href', 'state', '__proto__', 'constructor'];
         const words = ['ban-explainer:height', 'ban-explainer:state', 'embed-size', 'amp', 'height', 'javascript:alert(1)', '/consumer/', 'pymxPYMx1xPYMxheightxPYMx5', '', '\\u0000'];
         const numbers = [0, -1, 1, 1e9, NaN, Infinity, -Infinity, 0.5];
         const value = (depth) => {
           switch (roll(depth ? 9 : 6)) {
             case 0: return words[roll(words.length)];
             case 1: return numbers[roll(numbers.length)];
             case 2: return null;
             case 3: return undefined;
             case 4: return roll(2) === 1;
             case 5: return 10n ** 30n;
             case 6: return Array.from({ length: roll(4) }, () => value(depth - 1));
             case 7: return new Map([[words[roll(words.length)], value(depth - 1)]]);
             default: return Object.fromEntries(Array.from({ length: roll(5) }, () => [names[roll(names.length)], value(depth - 1)]));
           }
         };
         const guest = FRAMES[0].contentWindow;
         for (let n = 0; n < 1000; n += 1) { postMessage(value(3), '*'); guest.postMessage(value(3), '*'); }
         return new Promise((done) => setTimeout(() => done(2000), 500))";
    assert_eq!(page.measure(&stranger.replace("FRAMES", &format!("({FRAMES})"))), 2000);
    assert_eq!(page.measure(state), before, "no stranger moves the frame");
    page.in_frame("ban-explainer", |frame| {
        let told = answer(&LAW, &answers("/business/resell/", today(frame)));
        assert_eq!(shown(frame), told, "nor changes the answer");
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

/// Every way of ours to make markup, script or a policy out of text; each says whether it was taken, or what refused it.
const TEXT_AS_MARKUP: &str = "globalThis.attempts = () => {
    const text = '<img id=\"stranger\" src=\"/favicon.svg\">';
    const short = document.querySelector('#answer .deck');
    const ways = {
        innerHTML: () => { short.innerHTML = text; },
        insertAdjacentHTML: () => short.insertAdjacentHTML('beforeend', text),
        fragment: () => short.append(document.createRange().createContextualFragment(text)),
        parser: () => new DOMParser().parseFromString(text, 'text/html'),
        srcdoc: () => { document.createElement('iframe').srcdoc = text; },
        script: () => { document.createElement('script').src = '/start.js'; },
        policy: () => trustedTypes.createPolicy('another', { createHTML: (html) => html }),
    };
    const told = (way) => { try { way(); return 'taken'; } catch (fault) { return fault.name; } };
    return Object.entries(ways).map(([name, way]) => `${name}: ${told(way)}`).join(', ');
};";

/// In Chromium, the one engine here that has Trusted Types.
#[test]
fn under_the_shipped_policy_no_text_becomes_markup() {
    let all = |told: &str| {
        ["innerHTML", "insertAdjacentHTML", "fragment", "parser", "srcdoc", "script", "policy"]
            .map(|way| format!("{way}: {told}"))
            .join(", ")
    };
    let site = with_fault(TEXT_AS_MARKUP).start();
    let (page, _) = open(Engine::Chromium, "a reader of a page into which a text was smuggled", &site, PAGE);
    page.wait_for_the_engine();
    let before = page.text_of("#explainer");
    assert_eq!(page.measure("return attempts()"), all("TypeError"), "the policy refuses each of them");
    assert_eq!(page.text_of("#explainer"), before, "the page keeps its text");
    assert_eq!(page.count("#stranger"), 0, "nothing of it stands in the page");
    // Without the policy the same text is taken, so that it is the policy that refuses it.
    let site = with_fault(TEXT_AS_MARKUP).without_header("Content-Security-Policy").start();
    page.open(&format!("{}{PAGE}", site.base()));
    page.wait_for_the_engine();
    assert_eq!(page.measure("return attempts()"), all("taken"));
    assert_eq!(page.count("#stranger"), 3);
}

fn the_method_is_one_click_from_every_page(engine: Engine) {
    let site = Server::of_dist().start();
    let (page, _) = open(engine, "a reader who wants to know how this was worked out", &site, PAGE);
    page.wait_for_the_engine();
    page.click(LAW.wording.interface.method_link());
    page.wait_for("the method is shown", |page| page.path() == "/method/");
    assert_eq!(page.text_of("h1"), "How this explainer reaches its answers");
    for part in
        ["flow", "rules", "proof", "unverified", "coverage", "receipts", "revisions", "errors", "downloads"]
    {
        assert_eq!(page.count(&format!("section#{part}")), 1, "the page has a part “{part}”");
    }
    assert_eq!(page.count(".rule-table tbody tr"), LAW.explainer.provisions.len(), "every rule has its row");
    assert_eq!(page.count(".receipts > li"), LAW.explainer.sources.len(), "every source has its receipt");
    let dead = page.measure(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id)).join(' ')",
    );
    assert_eq!(dead, "", "every link inside the page leads somewhere");
    assert_eq!(page.complaints(), Vec::<String>::new());
    page.click_on("a.back, main a[href$='/']:not([href*='method'])");
    page.wait_for("the question is shown", |page| page.path() == "/");
}
