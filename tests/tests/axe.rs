//! Every rule of axe-core, on printed pages and in every state that a reader can bring about: a sample of pages each
//! time, and all of them, in all colors and widths, in the long tests.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tests::{Browser, Engine, Looks, Server, Site, figure, in_every_engine, run_axe};

in_every_engine![
    some_states_break_no_rule_in_dark_and_in_forced_colours;
    long:
    every_state_breaks_no_rule_in_any_colours_at_any_width,
    the_first_half_of_the_pages_breaks_no_rule_in_any_colours_at_any_width,
    the_second_half_of_the_pages_breaks_no_rule_in_any_colours_at_any_width,
];

/// Something that a reader can bring about on a page.
struct State {
    name: &'static str,
    path: &'static str,
    brings_about: fn(&Browser),
}

const STATES: [State; 16] = [
    State { name: "the question", path: "/", brings_about: |_| () },
    State { name: "an answer", path: "/business/", brings_about: |_| () },
    State {
        name: "several answers",
        path: "/business/2024-09-29/",
        brings_about: |page| {
            page.click_on(".chips [data-option=resell]");
            page.click_on(".chips [data-option=use]");
            page.wait_for("both are chosen", |page| page.path().ends_with("&doing=use.resell"));
        },
    },
    State {
        name: "a question with a default, open",
        path: "/business/resell/",
        brings_about: |page| page.click_on("#ask-place > summary"),
    },
    State {
        name: "another place than the default",
        path: "/?role=business&place=elsewhere&doing=export",
        brings_about: |page| page.click_on("#ask-place > summary"),
    },
    State {
        name: "a government body",
        path: "/government/state-nh/",
        brings_about: |page| page.click_on("#another-day > summary"),
    },
    State {
        name: "the fields for another day",
        path: "/consumer/",
        brings_about: |page| page.click_on("#another-day > summary"),
    },
    State {
        name: "a day that does not exist",
        path: "/consumer/",
        brings_about: |page| {
            page.click_on("#another-day > summary");
            page.click_on("#day-month option[value='2']");
            page.type_into("#day-day", "30");
            page.type_into("#day-year", "2025");
            page.click_on("#another-day .fields button");
            page.wait_for("the fault is told", |page| page.count("#day-fault") == 1);
        },
    },
    State {
        name: "a day of the reader's own",
        path: "/consumer/?on=2025-02-03",
        brings_about: |page| page.click_on("#another-day > summary"),
    },
    State { name: "a day before the record", path: "/government/?on=2016-02-03", brings_about: |_| () },
    State { name: "a day after the last check", path: "/business/?on=2031-02-03", brings_about: |_| () },
    State {
        name: "a copied link",
        path: "/consumer/use/",
        brings_about: |page| {
            page.click_on("#share .pin button:last-of-type");
            page.click_on("#share .share button");
            page.wait_for("it is said", |page| {
                page.reads("#share .said").is_some_and(|said| !said.is_empty())
            });
        },
    },
    State { name: "a damaged link", path: "/?role=business&doing=resell.integ", brings_about: |_| () },
    State { name: "a page that was never there", path: "/nobody/", brings_about: |_| () },
    State {
        name: "a link of an older day of the law",
        path: "/business/?law=2020-01-01",
        brings_about: |_| (),
    },
    State {
        name: "every fold open",
        path: "/business/",
        brings_about: |page| {
            let _ = page.measure("for (const fold of document.querySelectorAll('details')) fold.open = true");
        },
    },
];

/// The states that are asked for in every engine each time: one of each kind of thing on a page.
const SOME: [&str; 4] = ["a day that does not exist", "a copied link", "a damaged link", "every fold open"];

/// The widths of a small phone, and of a desk.
const WIDTHS: [u32; 2] = [320, 1280];

#[test]
fn every_state_breaks_no_rule_on_a_phone() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader of every state", &site).width(320);
    check(&broken_in(&page, STATES.iter()));
    figure("axe-states", &format!("axe: {} states in Chromium, light, at 320 px", STATES.len()));
}

#[test]
fn a_page_that_says_it_is_old_or_without_an_engine_or_in_a_frame_breaks_no_rule() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader long after", &site).width(320).at("2028-06-01T17:00:00Z");
    page.open("/consumer/");
    page.wait_for_the_engine();
    page.wait_for("the page says how old it is", |page| page.count("#explainer .notice") == 1);
    let mut broken = broken_rules(&page, "a page that was not checked for long");
    drop(page);

    let lame = Server::of_dist().missing(".wasm").start();
    let page = Browser::of("a reader whose engine is missing", &lame).width(320);
    page.open("/business/resell/");
    page.wait_for("the page says so", |page| page.attribute("html", "class").is_some());
    broken.extend(broken_rules(&page, "a page without its engine"));

    let host = format!(
        "<!doctype html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><title>Article</title>\
         <link rel=\"icon\" href=\"data:,\"><main><h1>Article</h1><iframe title=\"Explainer\" width=\"300\" height=\"192\" \
         src=\"{}/business/\"></iframe></main>",
        site.base()
    );
    let article =
        Server::of_dist().without_header("Content-Security-Policy").page("/article/", &host).start();
    page.open(&format!("{}/article/", article.base()));
    page.in_frame("iframe", |frame| {
        frame.wait_for_the_engine();
        // A host has the headline and the landmarks; the frame is a part of its page.
        broken.extend(broken_rules(frame, "a frame two inches high"));
    });
    check(&broken);
}

#[test]
fn the_first_half_of_a_sample_of_pages_breaks_no_rule() {
    let site = Server::of_dist().start();
    let pages = sample();
    printed_pages(&site, &pages[..pages.len() / 2]);
    figure("axe-pages", &format!("axe: {} printed pages in Chromium, light, at 1280 px", pages.len()));
}

#[test]
fn the_second_half_of_a_sample_of_pages_breaks_no_rule() {
    let site = Server::of_dist().start();
    let pages = sample();
    printed_pages(&site, &pages[pages.len() / 2..]);
}

/// Every fifth page, which meets each role, both languages and days of every year; the long tests open all of them.
fn sample() -> Vec<String> {
    let pages: Vec<String> = printed().into_iter().step_by(5).collect();
    assert!(pages.len() > 50, "only {} pages are a sample; the site has hundreds", pages.len());
    pages
}

fn printed_pages(site: &Site, pages: &[String]) {
    let page = Browser::of("a reader of every page", site).width(1280);
    let mut broken = Vec::new();
    for path in pages {
        page.open(path);
        broken.extend(broken_rules(&page, path));
    }
    check(&broken);
}

fn some_states_break_no_rule_in_dark_and_in_forced_colours(engine: Engine) {
    let some = STATES.iter().filter(|state| SOME.contains(&state.name)).collect::<Vec<_>>();
    let n = in_all_colours(engine, &[Looks::Dark, Looks::Forced], &WIDTHS[..1], |page| {
        broken_in(page, some.iter().copied())
    });
    figure(
        &format!("axe-some-{engine}"),
        &format!("axe: {} states × {n} themes in {engine} at 320 px", some.len()),
    );
}

fn every_state_breaks_no_rule_in_any_colours_at_any_width(engine: Engine) {
    let n = in_all_colours(engine, &[Looks::Light, Looks::Dark, Looks::Forced], &WIDTHS, |page| {
        broken_in(page, STATES.iter())
    });
    figure(
        &format!("axe-all-states-{engine}"),
        &format!("axe, whole: {} states × {n} themes and widths in {engine}", STATES.len()),
    );
}

fn the_first_half_of_the_pages_breaks_no_rule_in_any_colours_at_any_width(engine: Engine) {
    let pages = printed();
    let n = in_any_colours_at_any_width(engine, &pages[..pages.len() / 2]);
    figure(
        &format!("axe-all-pages-{engine}"),
        &format!("axe, whole: {} printed pages × {n} themes and widths in {engine}", pages.len()),
    );
}

fn the_second_half_of_the_pages_breaks_no_rule_in_any_colours_at_any_width(engine: Engine) {
    let pages = printed();
    in_any_colours_at_any_width(engine, &pages[pages.len() / 2..]);
}

/// Opens each page once, gives it all the colours that the engine has at each width, and says how many that are.
fn in_any_colours_at_any_width(engine: Engine, pages: &[String]) -> usize {
    let site = Server::of_dist().start();
    let all = [Looks::Light, Looks::Dark, Looks::Forced];
    let all: Vec<Looks> = all.into_iter().filter(|looks| engine.has(*looks)).collect();
    // WebKit starts again for other colours; the others change those of the open page.
    let together = if engine == Engine::Webkit { 1 } else { all.len() };
    let mut broken = Vec::new();
    for some in all.chunks(together) {
        let mut page =
            Browser::in_engine(engine, "a reader of every page in every colour", &site).looks(some[0]);
        for path in pages {
            page.open(path);
            for looks in some {
                page = page.looks(*looks);
                for width in WIDTHS {
                    page = page.width(width);
                    let found = broken_rules(&page, path);
                    broken
                        .extend(found.into_iter().map(|it| format!("{engine}, {looks:?}, {width} px: {it}")));
                }
            }
        }
    }
    check(&broken);
    all.len() * WIDTHS.len()
}

/// Opens a browser for each of the colours and widths that the engine has, and says for how many.
fn in_all_colours(
    engine: Engine,
    all: &[Looks],
    widths: &[u32],
    broken: impl Fn(&Browser) -> Vec<String>,
) -> usize {
    let site = Server::of_dist().start();
    let mut all_broken = Vec::new();
    let mut n = 0;
    for looks in all.iter().filter(|looks| engine.has(**looks)) {
        let mut page = Browser::in_engine(engine, "a reader with colours of their own", &site).looks(*looks);
        for width in widths {
            page = page.width(*width);
            n += 1;
            let found = broken(&page);
            all_broken.extend(found.into_iter().map(|it| format!("{engine}, {looks:?}, {width} px: {it}")));
        }
    }
    check(&all_broken);
    n
}

/// Brings about one state after the other, and says what breaks a rule in each.
fn broken_in<'a>(page: &Browser, states: impl Iterator<Item = &'a State>) -> Vec<String> {
    let mut broken = Vec::new();
    for state in states {
        bring_about(page, state);
        broken.extend(broken_rules(page, state.name));
    }
    broken
}

fn bring_about(page: &Browser, state: &State) {
    page.open(state.path);
    page.wait_for_the_engine();
    (state.brings_about)(page);
}

fn broken_rules(page: &Browser, place: &str) -> Vec<String> {
    run_axe(page).violations.into_iter().map(|violation| format!("{place}: {violation}")).collect()
}

/// One place is enough for each thing that is wrong: the same part stands on many pages.
#[track_caller]
fn check(broken: &[String]) {
    let n = broken.len();
    let first: Vec<&str> = broken.iter().take(12).map(String::as_str).collect();
    assert!(n == 0, "{n} elements break a rule; the first are:\n{}", first.join("\n"));
}

/// The path of every page in the built site, `404.html` too.
fn printed() -> Vec<String> {
    let dist = Server::dist();
    let mut folders = vec![dist.clone()];
    let mut pages: Vec<String> = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).expect("the built site can be read").filter_map(Result::ok);
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                pages.push(address(&path, &dist));
            }
        }
    }
    pages.sort();
    assert!(pages.len() > 100, "the built site has {} pages", pages.len());
    pages
}

fn address(path: &Path, dist: &PathBuf) -> String {
    let inside = path.strip_prefix(dist).expect("it was found there").to_string_lossy().into_owned();
    format!("/{}", inside.strip_suffix("index.html").unwrap_or(&inside))
}
