//! Where the loader comes from, and whose links it serves: never is a page of the publisher's taken for ours.

use tests::{Browser, Engine, FRAMES, Server, Site, in_every_engine};

use crate::{
    article::{public_address, with_page},
    visit::{WIDGET, frames, shows_the_link},
};

in_every_engine![
    a_loader_from_the_publishers_own_cache_frames_no_page_of_the_publishers;
    long in webkit:
    a_loader_from_a_cache_knows_the_address_that_it_was_built_for,
    a_module_and_a_script_in_the_page_open_the_link_inside,
    a_frame_that_never_speaks_is_taken_away_and_the_link_was_there_all_the_time,
    two_explainers_of_one_origin_are_served_each_by_its_own_loader,
];

/// The loader of the built site, as it is served.
fn loader() -> String {
    std::fs::read_to_string(Server::dist().join("embed.js")).expect("the site has a loader")
}

const LINK: &str =
    "<ban-explainer><a href=\"{origin}/business/\">Does the Kaspersky ban apply to you?</a></ban-explainer>";

/// Nothing of what is in this page's frames, if there are any, is a page of the publisher's.
#[track_caller]
fn the_link_stays(page: &Browser, widget: &Site) {
    assert!(shows_the_link(page), "the link stays");
    assert_eq!(
        page.attribute("ban-explainer a", "href").as_deref(),
        Some(format!("{}/business/", widget.origin()).as_str())
    );
}

fn a_loader_from_the_publishers_own_cache_frames_no_page_of_the_publishers(engine: Engine) {
    let widget = Server::of_dist().start();
    let article = format!(
        "<!doctype html><title>Article</title><script src=\"/cache/embed.js\"></script>{LINK}\
         <ban-explainer data-role=\"consumer\"></ban-explainer>"
    );
    let site = with_page("cached", &article, &widget)
        .page("/cache/embed.js", &loader())
        .page("/", "<!doctype html><title>Home</title><h1>The publisher’s home page")
        .start();
    let page = Browser::in_engine(engine, "a reader of a page whose scripts are cached", &site).width(800);
    page.open("/cached/");
    page.wait_for("the element is defined", |page| {
        page.measure("return !!customElements.get('ban-explainer')") == true
    });
    the_link_stays(&page, &widget);
    page.wait_for("what does not speak is taken away", |page| frames(page) == 0);
    the_link_stays(&page, &widget);
    let home = site.asked().into_iter().find(|path| path == "/" || path.starts_with("/?"));
    assert_eq!(home, None, "the publisher’s home page is not asked for");
}

fn a_loader_from_a_cache_knows_the_address_that_it_was_built_for(engine: Engine) {
    let widget = Server::of_dist().start();
    let article = format!("<!doctype html><title>Article</title><script src=\"/cache/1.js\"></script>{LINK}");
    // The public address of the built site, with that of this test in its place.
    let cached = loader().replace(&public_address(), &format!("{}/", widget.origin()));
    let site = with_page("cached", &article, &widget).page("/cache/1.js", &cached).start();
    let page = Browser::in_engine(engine, "a reader of a page whose scripts are cached", &site).width(800);
    page.open("/cached/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    page.wait_for("the link steps back", |page| !shows_the_link(page));
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

fn a_module_and_a_script_in_the_page_open_the_link_inside(engine: Engine) {
    let widget = Server::of_dist().start();
    for (how, script) in [
        ("module", "<script type=\"module\" src=\"{origin}/embed.js\"></script>".to_owned()),
        ("import", "<script type=\"module\">import \"{origin}/embed.js\"</script>".to_owned()),
        ("inline", format!("<script>{}</script>", loader())),
        (
            "data",
            "<script src=\"data:text/javascript;charset=utf-8,DATA\"></script>"
                .replace("DATA", &escaped(&loader())),
        ),
    ] {
        let article = format!("<!doctype html><meta charset=\"utf-8\"><title>Article</title>{script}{LINK}");
        let site = with_page(how, &article, &widget).start();
        let page = Browser::in_engine(engine, &format!("a reader of a page with the loader as {how}"), &site);
        let page = page.width(800);
        page.open(&format!("/{how}/"));
        page.in_frame(WIDGET, Browser::wait_for_the_engine);
        page.wait_for("the link steps back", |page| !shows_the_link(page));
        assert_eq!(page.complaints_and_warnings(), Vec::<String>::new(), "{how}");
    }
}

fn a_frame_that_never_speaks_is_taken_away_and_the_link_was_there_all_the_time(engine: Engine) {
    let widget =
        Server::of_dist().page("/business/", "<!doctype html><title>Not ours</title><h1>404").start();
    let article =
        format!("<!doctype html><title>Article</title><script src=\"{{origin}}/embed.js\"></script>{LINK}");
    let site = with_page("silent", &article, &widget).start();
    let page = Browser::in_engine(engine, "a reader on a day when our pages are others", &site).width(800);
    page.open("/silent/");
    page.wait_for("the page is asked for", |_| {
        widget.asked().iter().any(|path| path.starts_with("/business/"))
    });
    the_link_stays(&page, &widget);
    page.wait_for("the frame is taken away", |page| frames(page) == 0);
    the_link_stays(&page, &widget);
    page.click("Does the Kaspersky ban apply to you?");
    page.wait_for("the link opens", |page| page.path() == "/business/");
}

fn two_explainers_of_one_origin_are_served_each_by_its_own_loader(engine: Engine) {
    const GUEST: &str = "<!doctype html><title>Guest</title><h1></h1><script src=\"guest.js\"></script>";
    const SPEAKS: &str = "document.querySelector('h1').textContent = location.pathname;
        parent.postMessage({ type: 'ban-explainer:height', height: 321, acted: true }, '*')";
    let folders = ["/projects/kaspersky/", "/projects/lanterns/"];
    let mut server = Server::of_dist().without_header("Content-Security-Policy");
    for folder in folders {
        server = server
            .page(&format!("{folder}embed.js"), &loader())
            .page(folder, GUEST)
            .page(&format!("{folder}guest.js"), SPEAKS);
    }
    let widget = server.start();
    let [ours, other] = folders;
    let article = format!(
        "<!doctype html><title>Article</title>\
         <script async src=\"{{origin}}{ours}embed.js\"></script>\
         <ban-explainer id=\"ours\"><a href=\"{{origin}}{ours}\">Ours</a></ban-explainer>\
         <ban-explainer id=\"third\"><a href=\"{{origin}}/projects/\">A third</a></ban-explainer>\
         <script async src=\"{{origin}}{other}embed.js\"></script>\
         <ban-explainer id=\"other\"><a href=\"{{origin}}{other}\">Theirs</a></ban-explainer>"
    );
    let site = with_page("both", &article, &widget).start();
    let page = Browser::in_engine(engine, "a reader of an article with two explainers of one house", &site);
    let page = page.width(800);
    page.open("/both/");
    for (id, folder) in [("#ours", ours), ("#other", other)] {
        page.in_frame(id, |frame| {
            frame.wait_for("the guest is there", |frame| frame.reads("h1").as_deref() == Some(folder));
        });
        page.wait_for("its height is heard", |page| {
            page.measure(&format!("return document.querySelector('{id}').offsetHeight")) == 321
        });
    }
    assert_eq!(
        page.reads("#third a").as_deref(),
        Some("A third"),
        "what lies under neither folder stays a link"
    );
    assert_eq!(page.measure(&format!("return {FRAMES}.length")), 2);
}

/// A text inside of an address.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}
