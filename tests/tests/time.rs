//! Time goes on: a page that is left open over midnight in New York, woken or restored shows the new today.

use rules::Day;
use tests::{
    Browser, Engine, Server,
    expected::{LAW, answer, answers, day, shown},
    in_every_engine,
};

in_every_engine![
    a_page_that_is_woken_after_midnight_shows_the_new_today_and_says_so_once,
    a_chosen_day_stays_while_time_goes_on,
    a_click_on_a_page_that_has_slept_is_answered_for_the_new_today,
];

/// The day on which each page is opened: it is 5 p.m. in New York.
const BEFORE: &str = "2026-11-25";

/// How many hours later the page is looked at again, and which day it is then in New York.
const LATER: [(u32, &str); 3] = [(6, "2026-11-25"), (8, "2026-11-26"), (48, "2026-11-27")];

/// The clock of the page: it goes on, and jumps ahead when a test says so.
const CLOCK: &str = "(() => {
    const Real = Date;
    const begun = Real.now();
    const hours = () => Number(document.documentElement.dataset.hours ?? 0);
    const now = () => Real.parse('2026-11-25T22:00:00Z') + (Real.now() - begun) + hours() * 36e5;
    globalThis.Date = class extends Real {
        constructor(...given) { if (given.length) super(...given); else super(now()); }
        static now() { return now(); }
    };
})();";

fn open(engine: Engine, site: &tests::Site, path: &str) -> Browser {
    let page = Browser::in_engine(engine, "a reader who comes back to an open page", site);
    page.open(path);
    page.wait_for_the_engine();
    page
}

/// Notes what a screen reader is told from now on.
fn listen(page: &Browser) {
    let _ = page.measure(
        "window.heard = [];
        new MutationObserver(() => {
            const said = document.querySelector('[role=status].unseen')?.textContent ?? '';
            if (said && said !== heard.at(-1)) heard.push(said);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
        return 0",
    );
}

fn later(page: &Browser, hours: u32, event: &str) {
    let _ = page.measure(&format!("document.documentElement.dataset.hours = {hours}; {event}; return 0"));
}

fn on(iso: &str) -> Day {
    Day::from_iso(iso).expect("a test names real days")
}

fn a_page_that_is_woken_after_midnight_shows_the_new_today_and_says_so_once(engine: Engine) {
    let site = Server::of_dist().script_first(CLOCK).start();
    for event in [
        "document.dispatchEvent(new Event('visibilitychange'))",
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
        "dispatchEvent(new Event('focus'))",
    ] {
        let page = open(engine, &site, "/business/");
        page.wait_for("today is shown", |page| {
            shown(page) == answer(&LAW, &answers("/business/", on(BEFORE)))
        });
        listen(&page);
        let mut n_heard = 0;
        for (hours, today) in LATER {
            later(&page, hours, event);
            let told = answer(&LAW, &answers("/business/", on(today)));
            page.wait_for(&format!("{today} is today after {event}"), |page| {
                shown(page) == told
                    && page.reads(".rail [data-day=today]").is_some_and(|text| text.contains(&day(today)))
            });
            n_heard += usize::from(today != BEFORE);
            page.wait_for("each new day is announced once", |page| {
                page.measure("return heard.length").as_u64() == Some(n_heard as u64)
            });
            if n_heard > 0 {
                let said =
                    page.measure("return heard.at(-1)").as_str().map(str::to_owned).unwrap_or_default();
                assert!(said.contains(&day(today)), "the new day is named: {said}");
            }
        }
        // Looked at again on the same day, nothing is said.
        later(&page, 49, event);
        assert_eq!(
            page.measure("return new Promise((done) => setTimeout(() => done(heard.length), 200))"),
            n_heard
        );
        assert_eq!(page.path(), "/business/");
    }
}

fn a_chosen_day_stays_while_time_goes_on(engine: Engine) {
    let site = Server::of_dist().script_first(CLOCK).start();
    let page = open(engine, &site, "/business/2024-09-29/");
    let told = answer(&LAW, &answers("/business/2024-09-29/", on(BEFORE)));
    page.wait_for("the chosen day is shown", |page| shown(page) == told);
    listen(&page);
    for (hours, today) in LATER {
        later(&page, hours, "document.dispatchEvent(new Event('visibilitychange'))");
        page.wait_for("the choice “today” is the new one", |page| {
            page.reads(".rail [data-day=today]").is_some_and(|text| text.contains(&day(today)))
        });
        assert_eq!(shown(&page), told, "the chosen day is left alone");
    }
    assert_eq!(page.measure("return heard.length"), 0, "nothing has changed for this reader");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn a_click_on_a_page_that_has_slept_is_answered_for_the_new_today(engine: Engine) {
    let site = Server::of_dist().script_first(CLOCK).start();
    let page = open(engine, &site, "/business/");
    let _ = page.measure("document.documentElement.dataset.hours = 48; return 0");
    page.click_on(".chips [data-option=resell]");
    let told = answer(&LAW, &answers("/business/resell/", on("2026-11-27")));
    page.wait_for("the answer is of the day on which it is given", |page| shown(page) == told);
    assert_eq!(page.complaints(), Vec::<String>::new());
}
