//! What a reader does, from a question to an answer, in a real browser.

use std::path::Path;

use ban_explainer::{
    Address, Read, Today, link,
    words::{short_answers, who},
};
use rules::{Answers, Day, Law, outcome};
use tests::{Browser, Engine, Server, in_every_engine};

in_every_engine![
    three_roles_on_three_days_read_what_explain_prints,
    answers_add_up_and_stay_in_the_address,
    back_forward_and_reload_keep_the_answer,
    a_copied_link_opens_the_same_answer,
    another_day_is_typed_as_people_write_it,
    a_damaged_link_shows_the_question_and_no_answer,
    without_script_links_lead_to_a_resellers_answer,
    without_the_engine_the_printed_page_stays_and_says_so,
    a_sandboxed_frame_lets_a_reader_answer_and_copy,
    a_frame_adds_nothing_to_the_history_of_the_article,
    the_widget_asks_for_its_own_files_and_keeps_nothing,
];

/// The law that the pages were printed from.
fn law() -> &'static Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/us-kaspersky");
    let law =
        site::law::load(&folder, "en").expect("`cargo xtask test` checks the law before it opens a browser");
    Box::leak(Box::new(law))
}

/// Waits until the engine has taken over.
/// Today in New York, as the browser knows it.
fn today(page: &Browser) -> Day {
    let script = "return new Date().toLocaleDateString('sv-SE', { timeZone: 'America/New_York' })";
    let text = page.measure(script).as_str().map(str::to_owned).unwrap_or_default();
    Day::from_iso(&text).expect("a browser knows the day in New York")
}

/// The answer that the page shows: the line above it, and the short answers.
fn shown(page: &Browser) -> String {
    let script = "return [...document.querySelectorAll('.answer .who, .answer .short')].map(p => p.textContent).join('|')";
    page.measure(script).as_str().map(str::to_owned).unwrap_or_default()
}

/// The answer that the engine gives natively, as `site explain` prints it.
fn native(law: &Law, answers: &Answers) -> String {
    let outcome = outcome(&law.explainer, answers);
    let mut lines = vec![who(law, answers)];
    lines.extend(short_answers(law, &outcome).into_iter().map(str::to_owned));
    lines.join("|")
}

fn three_roles_on_three_days_read_what_explain_prints(engine: Engine) {
    let law = law();
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who tries every role", &site);
    for (role, label) in [("consumer", "Consumer"), ("business", "Business"), ("government", "Government")] {
        page.open("/");
        page.wait_for_the_engine();
        page.click(label);
        let role = law.explainer.option(role).expect("the law has this role");
        let answers = Answers::new(&law.explainer, role, today(&page)).expect("it is a role");
        page.wait_for("the answer for today is shown", |page| shown(page) == native(law, &answers));
        for (index, day) in law.explainer.days.iter().enumerate() {
            page.click_on(&format!(".chips [data-day='{}']", day.to_iso()));
            let answers = answers.on(*day);
            page.wait_for("the answer for that day is shown", |page| shown(page) == native(law, &answers));
            assert_eq!(page.count(".chips [data-day][aria-current]"), 1, "day {index} is marked as chosen");
        }
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn answers_add_up_and_stay_in_the_address(engine: Engine) {
    let law = law();
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reseller who also uses it", &site);
    page.open("/business/2024-09-29/");
    page.wait_for_the_engine();
    page.click("Resell it");
    page.wait_for("the only option stands in the path", |page| page.path() == "/business/resell/2024-09-29/");
    page.click("Use it");
    page.wait_for("two options stand in the query", |page| {
        page.path() == "/business/2024-09-29/?doing=use.resell"
    });
    let both = shown(&page);
    page.reload();
    page.wait_for_the_engine();
    page.wait_for("the same answer is shown after loading again", |page| shown(page) == both);
    page.back();
    page.wait_for("the answer before is shown", |page| {
        page.path() == "/business/resell/2024-09-29/" && page.count(".answer .short") == 1
    });
    page.click("Resell it");
    page.wait_for("the option is taken back", |page| page.path() == "/business/2024-09-29/");
    let read = link::read(&law.explainer, &[], "/business/2024-09-29/", "");
    assert!(read.unread.is_empty(), "the address of the page can be read");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn back_forward_and_reload_keep_the_answer(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who changes their mind", &site);
    page.open("/");
    page.wait_for_the_engine();
    let mut seen = Vec::new();
    for (label, path) in [
        ("Business", "/business/"),
        ("Resell it", "/business/resell/"),
        ("September 29, 2024", "/business/resell/2024-09-29/"),
    ] {
        page.click(label);
        page.wait_for("the address names the answer", |page| page.path() == path);
        page.wait_for("the answer is shown", |page| page.count(".answer .short") > 0);
        seen.push((path, shown(&page)));
    }
    for (path, answer) in seen.iter().rev().skip(1) {
        page.back();
        page.wait_for("the answer before is shown", |page| page.path() == *path && shown(page) == *answer);
    }
    page.back();
    page.wait_for("the question is shown", |page| page.path() == "/" && page.count(".answer") == 0);
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

fn a_copied_link_opens_the_same_answer(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who passes the answer on", &site);
    page.open("/consumer/use/2024-09-29/");
    page.wait_for_the_engine();
    page.click("Buy or renew it");
    page.wait_for("the answer is shown", |page| page.path() == "/consumer/2024-09-29/?doing=use.buy");
    let answer = shown(&page);
    page.click("Copy link");
    page.wait_for("the reader is told what became of it", |page| {
        page.reads("#share .said").is_some_and(|text| text.contains("copied") || text.contains("selected"))
    });
    let link = page.property("#share-link", "value").unwrap_or_default();
    let selected = page.measure(
        "const field = document.getElementById('share-link');
        return field.value.slice(field.selectionStart, field.selectionEnd)",
    );
    assert_eq!(selected, link.as_str(), "the whole link is selected");
    page.open("/");
    page.open(&link);
    page.wait_for_the_engine();
    page.wait_for("whoever opens it sees the same", |page| shown(page) == answer);
    assert_eq!(page.count("#explainer .notice"), 0, "the link can be read whole");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn another_day_is_typed_as_people_write_it(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who asks about a day of their own", &site);
    page.open("/consumer/");
    page.wait_for_the_engine();
    page.click("Another day…");
    page.type_into("#day-month", "feb");
    page.type_into("#day-day", "30");
    page.type_into("#day-year", "2025");
    page.click("Show this day");
    page.wait_for("the fault is told", |page| {
        page.reads("#day-fault").is_some_and(|text| text.contains("February 2025 has 28 days"))
    });
    assert_eq!(page.property("#day-day", "value").as_deref(), Some("30"), "what was typed is kept");
    assert_eq!(page.attribute("#day-day", "aria-invalid").as_deref(), Some("true"));
    let _ = page.measure("document.querySelector('#day-day').value = ''; return 0");
    page.type_into("#day-day", "3");
    page.click("Show this day");
    page.wait_for("the day is answered", |page| page.path() == "/consumer/2024-09-29/?on=2025-02-03");
    assert!(shown(&page).contains("February 3, 2025"));
}

fn a_damaged_link_shows_the_question_and_no_answer(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader with a link that lost its end", &site);
    for (path, named) in [
        ("/business/?doing=resell.integ", "doing=resell.integ"),
        ("/business/?on=2024-02-30", "on=2024-02-30"),
        ("/business/?doing=use&wonder=1", "wonder=1"),
        ("/consumer/?body=federal-executive", "federal-executive"),
    ] {
        page.open(path);
        page.wait_for_the_engine();
        assert!(
            page.text_of("#explainer .notice").contains(named),
            "{path}: the part that cannot be read is named"
        );
        assert_eq!(page.count(".answer"), 0, "{path}: no other question is answered in silence");
        page.click("Show the answer for what was read");
        page.wait_for("the rest is answered when asked", |page| page.count(".answer") == 1);
    }
    for path in ["/nobody/", "/business/2024-13-01/"] {
        page.open(path);
        page.wait_for_the_engine();
        assert_eq!(page.count(".answer"), 0, "{path}: a page that does not exist answers nothing");
        assert_eq!(page.count("#explainer .notice"), 1, "{path}: it says what could not be read");
    }
    page.open("/business/resell/?utm_source=mail&fbclid=1#?secret=abc");
    page.wait_for_the_engine();
    assert_eq!(page.count(".answer"), 1, "counters and WordPress’s secret are no question");
}

fn without_script_links_lead_to_a_resellers_answer(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::without_script(engine, "a reader without script", &site);
    page.open("/");
    page.click("Business");
    page.click("Resell it");
    page.click("September 29, 2024");
    page.wait_for("the printed page is open", |page| page.path() == "/business/resell/2024-09-29/");
    assert!(page.text_of(".answer .short").contains("you may not resell it"));
    assert_eq!(page.reads("[data-act=copy]").as_deref(), Some(""), "what needs script is hidden");
    assert!(page.reads("#share-link").is_some(), "the link can be selected and copied by hand");
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
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            ),
        ),
    ] {
        let site = server.start();
        page.open(&format!("{}/business/resell/2024-09-29/", site.origin()));
        if what != "without glue" {
            page.wait_for(&format!("one sentence says that the engine, {what}, did not start"), |page| {
                page.reads("#failed").is_some_and(|text| text.contains("did not start"))
            });
        }
        assert!(page.text_of(".answer .short").contains("you may not resell it"), "{what}: the answer stays");
        page.click("Use it");
        page.wait_for("choices are still links", |page| page.path() == "/business/use/2024-09-29/");
    }
}

fn a_sandboxed_frame_lets_a_reader_answer_and_copy(engine: Engine) {
    let site = Server::of_dist().start();
    let host = format!(
        "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Host</title><body style=\"margin:0\"><iframe id=\"widget\" sandbox=\"allow-scripts\" \
         width=\"640\" height=\"700\" src=\"{}/business/\"></iframe>",
        site.origin()
    );
    let article = Server::of_dist()
        .header(
            "Content-Security-Policy",
            &format!(
                "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-src {}",
                site.origin()
            ),
        )
        .page("/article/", &host)
        .start();
    let page = Browser::in_engine(engine, "a reader inside an article on WordPress", &article);
    page.open("/article/");
    page.in_frame("#widget", |frame| {
        frame.wait_for_the_engine();
        frame.click("Another day, or more about you");
        frame.click("Resell it");
        frame.wait_for("the answer changes inside the frame", |frame| {
            frame.reads(".answer .short").is_some_and(|text| text.contains("you may not resell it"))
        });
        frame.click("September 29, 2024");
        frame.wait_for("the day changes inside the frame", |frame| {
            shown(frame).contains("on September 29, 2024")
        });
        frame.click("Share this answer");
        frame.click("Copy link");
        frame.wait_for("the reader is told what became of it", |frame| {
            frame
                .reads("#share .said")
                .is_some_and(|text| text.contains("copied") || text.contains("selected"))
        });
        let link = frame.property("#share-link", "value").unwrap_or_default();
        assert!(link.contains("/business/resell/2024-09-29/?law="), "the link carries the answer: {link}");
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn a_frame_adds_nothing_to_the_history_of_the_article(engine: Engine) {
    let site = Server::of_dist().start();
    let host = format!(
        "<!doctype html><link rel=\"icon\" href=\"/favicon.svg\"><title>Host</title><iframe id=\"widget\" width=\"640\" height=\"700\" src=\"{}/business/\"></iframe>",
        site.origin()
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
        for label in ["Another day, or more about you", "Resell it", "September 29, 2024", "Use it"] {
            frame.click(label);
        }
        frame.wait_for("the answer is shown", |frame| shown(frame).contains("September 29, 2024"));
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
    page.click("Resell it");
    page.click("July 20, 2024");
    page.wait_for("the answer is shown", |page| shown(page).contains("July 20, 2024"));
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
    let law = law();
    // Trusted Types would refuse the markup that is put in for comparison.
    let site = Server::of_dist().without_header("Content-Security-Policy").start();
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
    let pages = site::pages::all(&law.explainer, None);
    assert!(pages.len() > 100, "the site has {} pages", pages.len());
    for printed in pages {
        page.open(&printed.path);
        page.wait_for_the_engine();
        let read = Read { address: printed.address.clone(), ..Read::default() };
        let native = site::print::body(law, read, Today::Live(today(&page)), &site.origin());
        let native = serde_json::to_string(&native).expect("text is JSON");
        let told = page.measure(&same.replace("NATIVE", &native));
        assert_eq!(told, "same", "{}", printed.path);
        assert_eq!(page.path(), printed.path, "a printed page keeps its address");
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
    let front = link::write(&law.explainer, &Address::default());
    assert_eq!(front, "/");
}
