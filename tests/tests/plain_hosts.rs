//! Hosts that can do little: no headers of ours, no type for the engine, no page for a folder, a charset of their own.

use tests::{
    Browser, Engine, Server, Site,
    expected::{LAW, answer, answers, shown, shown_verdict, today, verdict},
    in_every_engine,
};

in_every_engine![
    a_host_without_headers_serves_every_journey,
    a_host_without_pages_for_folders_serves_its_files,
    a_query_that_a_host_strips_costs_the_query_only,
];

/// A reader opens an address of this host and goes on from there.
#[track_caller]
fn check(engine: Engine, site: &Site, first: &str) {
    let page = Browser::in_engine(engine, "a reader of a plain host", site);
    page.open(first);
    page.wait_for_the_engine();
    page.wait_for("the answer is right", |page| {
        shown(page) == answer(&LAW, &answers("/business/", today(page)))
    });
    page.click_on(".chips [data-option=resell]");
    page.click_on(".rail [data-day='2024-09-29']");
    let told = answer(&LAW, &answers("/business/resell/2024-09-29/", today(&page)));
    page.wait_for("the next one too", |page| shown(page) == told);
    page.click("Copy link");
    let link = page.property("#share-link", "value").unwrap_or_default();
    assert!(link.starts_with(&format!("{}/business/resell/2024-09-29/?law=", site.base())), "{link}");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn a_host_without_headers_serves_every_journey(engine: Engine) {
    let site = Server::of_dist().plain().start();
    check(engine, &site, "/business/");
    // The policy stands in the page, where no header can.
    let page = Browser::in_engine(engine, "a reader of a plain host", &site);
    page.open("/business/");
    page.wait_for_the_engine();
    let _ = page.measure(
        "const image = document.createElement('img');
        image.src = 'http://counter.example/pixel.png';
        document.body.append(image);
        return new Promise((done) => { image.onerror = () => done(0); })",
    );
    let complaints = page.complaints();
    assert!(
        complaints.iter().any(|it| it.replace('-', " ").contains("Content Security Policy")),
        "the page’s own policy refuses what is not ours: {complaints:?}"
    );
}

fn a_host_without_pages_for_folders_serves_its_files(engine: Engine) {
    let site = Server::of_dist().plain().without_index().start();
    check(engine, &site, "/business/index.html");
    let page = Browser::without_script(engine, "a reader of a host without folders", &site);
    page.open("/business/resell/2024-09-29/index.html");
    assert_eq!(
        page.text_of("#verdict"),
        verdict("/business/resell/2024-09-29/"),
        "the printed page is whole"
    );
}

/// The page of the path is there, and the reader is not told another answer than the one of that page.
fn a_query_that_a_host_strips_costs_the_query_only(engine: Engine) {
    let site = Server::of_dist().plain().start();
    let page = Browser::in_engine(engine, "a reader whose link lost its query", &site);
    page.open("/");
    page.wait_for_the_engine();
    assert_eq!(
        page.count("#answer"),
        0,
        "what had no page of its own is asked again, never answered for another"
    );
    page.open("/business/resell/2024-09-29/");
    page.wait_for_the_engine();
    assert_eq!(shown_verdict(&page), verdict("/business/resell/2024-09-29/"));
}

#[test]
fn a_charset_of_the_hosts_own_changes_no_letter() {
    for kind in ["text/html; charset=iso-8859-1", "text/html; charset=windows-1252", "text/html"] {
        let site = Server::of_dist().plain().typed("/", kind).start();
        for path in ["/consumer/2024-09-29/", "/es/consumer/2024-09-29/"] {
            let page = Browser::without_script(
                Engine::Chromium,
                "a reader of a host with a charset of its own",
                &site,
            );
            page.open(path);
            let text = page.text_of("main");
            let torn: Vec<&str> =
                text.lines().filter(|line| line.contains("â€") || line.contains('Ã')).take(3).collect();
            assert!(torn.is_empty(), "{kind}, {path}: {torn:?}");
        }
    }
}
