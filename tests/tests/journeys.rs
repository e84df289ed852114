//! What a reader does, from a question to an answer, in a real browser.

use ban_explainer::{Read, Route, Site, Today, route};
use tests::{
    Browser, Engine, Server,
    expected::{LAW, answer, answers, shown, shown_verdict, today, verdict},
    in_every_engine,
};

#[path = "journeys/anywhere.rs"]
mod anywhere;

use anywhere::{
    a_copied_link_opens_the_same_answer, a_damaged_link_never_answers_another_question,
    a_widget_in_an_article_is_answered_and_copied, answers_add_up_and_stay_in_the_address,
    the_switch_of_language_keeps_the_answer, three_roles_on_three_days_read_what_explain_prints,
    without_script_links_lead_to_a_resellers_answer,
};

in_every_engine![
    three_roles_on_three_days_read_what_explain_prints,
    answers_add_up_and_stay_in_the_address,
    back_forward_and_reload_keep_the_answer,
    a_copied_link_opens_the_same_answer,
    another_day_is_typed_as_people_write_it,
    a_damaged_link_never_answers_another_question,
    without_script_links_lead_to_a_resellers_answer,
    without_the_engine_the_printed_page_stays_and_says_so,
    a_widget_in_an_article_is_answered_and_copied,
    the_switch_of_language_keeps_the_answer,
    a_frame_adds_nothing_to_the_history_of_the_article,
    the_widget_asks_for_its_own_files_and_keeps_nothing,
    a_row_leads_to_the_answer_for_it_alone,
];

/// The built site, where it was built for.
fn server() -> Server {
    Server::of_dist()
}

fn back_forward_and_reload_keep_the_answer(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reader who changes their mind", &site);
    page.open("/");
    page.wait_for_the_engine();
    let mut seen = Vec::new();
    for (control, path) in [
        (".seg [data-option=business]", "/business/"),
        (".chips [data-option=resell]", "/business/resell/"),
        (".rail [data-day='2024-09-29']", "/business/resell/2024-09-29/"),
    ] {
        page.click_on(control);
        page.wait_for("the address names the answer", |page| page.path() == path);
        let told = answer(&LAW, &answers(path, today(&page)));
        page.wait_for("the answer is shown", |page| shown(page) == told);
        seen.push((path, told));
    }
    for (path, answer) in seen.iter().rev().skip(1) {
        page.back();
        page.wait_for("the answer before is shown", |page| page.path() == *path && shown(page) == *answer);
    }
    page.back();
    page.wait_for("the question is shown", |page| page.path() == "/" && page.count("#answer") == 0);
    for (path, answer) in &seen {
        page.forward();
        page.wait_for("the answer after is shown", |page| page.path() == *path && shown(page) == *answer);
    }
    page.reload();
    page.wait_for_the_engine();
    let (path, answer) = &seen[2];
    page.wait_for("the answer is there after loading again", |page| {
        page.path() == *path && shown(page) == *answer
    });
    page.back();
    page.wait_for("what was there before loading again is still before it", |page| {
        page.path() == seen[1].0 && shown(page) == seen[1].1
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn a_row_leads_to_the_answer_for_it_alone(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reseller who taps a row", &site);
    page.open("/business/");
    page.wait_for_the_engine();
    for (row, path) in [("integrate", "/business/integrate/"), ("resell", "/business/resell/")] {
        page.click(&tests::expected::row_label(row));
        page.wait_for("the option alone is chosen", |page| page.path() == path);
        let told = answer(&LAW, &answers(path, today(&page)));
        page.wait_for("the answer is for it alone", |page| shown(page) == told);
        assert_eq!(page.count("#answer .rows tr[aria-current]"), 1, "the row is marked");
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn another_day_is_typed_as_people_write_it(engine: Engine) {
    let site = server().start();
    let page = Browser::in_engine(engine, "a reader who asks about a day of their own", &site);
    page.open("/consumer/2024-09-29/");
    page.wait_for_the_engine();
    page.click_on("#another-day > summary");
    page.click_on("#day-month option[value='2']");
    page.type_into("#day-day", "30");
    page.type_into("#day-year", "2025");
    page.click_on("#another-day .fields button");
    page.wait_for("the fault is told, with the days that February has", |page| {
        page.reads("#day-fault").is_some_and(|text| text.contains("28"))
    });
    assert_eq!(page.property("#day-day", "value").as_deref(), Some("30"), "what was typed is kept");
    assert_eq!(page.attribute("#day-day", "aria-invalid").as_deref(), Some("true"));
    // Meanwhile the answer for today stands, and the damaged day is marked.
    let today = today(&page);
    assert_eq!(shown(&page), answer(&LAW, &answers("/consumer/", today)));
    assert_eq!(page.count("#explainer .notice mark"), 1);
    let _ = page.measure("document.querySelector('#day-day').value = ''; return 0");
    page.type_into("#day-day", "3");
    page.click_on("#another-day .fields button");
    page.wait_for("the day is answered", |page| page.path() == "/?role=consumer&on=2025-02-03");
    let told = answer(&LAW, &answers("/?role=consumer&on=2025-02-03", today));
    page.wait_for("in its own words", |page| shown(page) == told);
    assert_eq!(page.count("#explainer .notice"), 0, "nothing is marked any more");
}

fn without_the_engine_the_printed_page_stays_and_says_so(engine: Engine) {
    let page = Browser::in_engine(engine, "a reader whose engine does not start", &Server::of_dist().start());
    for (what, server) in [
        ("missing", Server::of_dist().missing(".wasm")),
        ("cut off", Server::of_dist().cut(".wasm")),
        ("without law", Server::of_dist().missing(".bin")),
        ("with half a law", Server::of_dist().cut(".bin")),
        ("without glue", Server::of_dist().missing(".js")),
        (
            "blocked by a policy",
            Server::of_dist().header(
                "Content-Security-Policy",
                // Without 'wasm-unsafe-eval', and without the hashes of what stands inline.
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            ),
        ),
    ] {
        let site = server.start();
        page.open(&format!("{}/business/resell/2024-09-29/", site.base()));
        if what != "without glue" {
            page.wait_for(&format!("one sentence says that the engine, {what}, did not start"), |page| {
                page.reads("#failed").as_deref() == Some(LAW.wording.interface.failed())
            });
        }
        assert_eq!(shown_verdict(&page), verdict("/business/resell/2024-09-29/"), "{what}: the answer stays");
        page.click_on(".chips [data-option=use]");
        page.wait_for("choices are still links", |page| page.path().ends_with("/business/use/2024-09-29/"));
    }
}

fn a_frame_adds_nothing_to_the_history_of_the_article(engine: Engine) {
    let site = Server::of_dist().start();
    let host = format!(
        "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Host</title><iframe id=\"widget\" width=\"640\" height=\"700\" src=\"{}/business/\"></iframe>",
        site.base()
    );
    let article = Server::of_dist()
        .header("Content-Security-Policy", &format!("default-src 'none'; img-src 'self'; frame-src {}", site.origin()))
        .page("/before/", "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Before</title><p>The page before</p>")
        .page("/article/", &host)
        .start();
    let page = Browser::in_engine(engine, "a reader who goes back from an article", &article);
    page.open("/before/");
    page.open("/article/");
    page.in_frame("#widget", |frame| {
        frame.wait_for_the_engine();
        for control in [
            "#fold-narrow > summary",
            ".chips [data-option=resell]",
            ".rail [data-day='2024-09-29']",
            ".chips [data-option=use]",
        ] {
            frame.click_on(control);
        }
        let both = answers("/?role=business&on=2024-09-29&doing=use.resell", today(frame));
        frame.wait_for("the answer is shown", |frame| shown(frame) == answer(&LAW, &both));
    });
    page.back();
    page.wait_for("one step back leaves the article", |page| page.path() == "/before/");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn the_widget_asks_for_its_own_files_and_keeps_nothing(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who wants to be left alone", &site);
    page.open("/business/");
    page.wait_for_the_engine();
    let _ = page.requests();
    let before = site.asked().len();
    page.click_on(".chips [data-option=resell]");
    page.click_on(".rail [data-day='2024-07-20']");
    let told = answer(&LAW, &answers("/?role=business&on=2024-07-20&doing=resell", today(&page)));
    page.wait_for("the answer is shown", |page| shown(page) == told);
    page.click("Copy link");
    assert_eq!(site.asked().len(), before, "no request after its own files");
    assert!(page.requests().is_empty(), "no request to anyone");
    let kept =
        page.measure("return [localStorage.length, sessionStorage.length, document.cookie.length].join(' ')");
    assert_eq!(kept, "0 0 0", "nothing is stored");
}

#[test]
fn nothing_moves_when_the_engine_takes_over() {
    let site = Server::of_dist().start();
    for width in [320, 640, 1280] {
        let page = Browser::of("a reader who has begun to read", &site).width(width);
        for path in ["/", "/business/", "/consumer/use/2024-09-29/", "/government/state-nh/"] {
            page.open(path);
            page.wait_for_the_engine();
            let shift = page.measure(
                "return new Promise((done) => {
                    let sum = 0;
                    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
                        .observe({ type: 'layout-shift', buffered: true });
                    setTimeout(() => done(sum), 300);
                })",
            );
            let shift = shift.as_f64().unwrap_or(1.0);
            assert!(shift < 0.001, "{path} moved by {shift} at {width} px");
        }
    }
}

#[test]
fn every_printed_page_is_the_page_that_the_engine_renders() {
    // Trusted Types would refuse the markup that is put in for comparison.
    let site = Server::of_dist().without_header("Content-Security-Policy").start();
    let here = Site::at(&site.base()).expect("a server has an address");
    let page = Browser::of("a reader for whom the page would jump", &site);
    let same = "
        const told = (node) => {
            if (node.nodeType === 3) return node.data;
            if (node.nodeType !== 1) return '';
            const skipped = ['value', 'open'];
            const names = [...node.attributes].map((a) => a.name).filter((name) => !skipped.includes(name)).sort();
            const attributes = names.map((name) => `${name}=${node.getAttribute(name)}`).join(' ');
            const field = node.matches('input, textarea');
            const inside = field ? node.value : [...node.childNodes].map(told).join('');
            return `<${node.localName} ${attributes}>${inside}</>`;
        };
        const native = document.createElement('div');
        native.innerHTML = NATIVE;
        const [a, b] = [told(native.firstChild), told(document.getElementById('explainer').firstChild)];
        if (a === b) return 'same';
        let at = 0;
        while (a[at] === b[at]) at += 1;
        return `native: ${a.slice(Math.max(0, at - 80), at + 120)}\\nbrowser: ${b.slice(Math.max(0, at - 80), at + 120)}`;
    ";
    let pages = site::pages::all(&LAW.explainer, None);
    assert!(pages.len() > 100, "the site has {} pages", pages.len());
    for printed in pages {
        page.open(&printed.path);
        page.wait_for_the_engine();
        let read = Read { route: printed.route.clone(), ..Read::default() };
        let native = site::print::body(&LAW, read, Today::Live(today(&page)), &here);
        let native = serde_json::to_string(&native).expect("text is JSON");
        let told = page.measure(&same.replace("NATIVE", &native));
        assert_eq!(told, "same", "{}", printed.path);
        assert_eq!(page.path(), printed.path, "a printed page keeps its address");
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
    assert_eq!(route::write(&LAW.explainer, &Route::default()), "/");
}
