//! Many explainers on one page.

use tests::{Browser, Server, figure};

use crate::{
    article::publisher,
    visit::{WIDGET, frames},
};

/// What the engine of one frame keeps for itself.
const MEMORY_OF_THE_ENGINE: &str = "
    const glue = document.querySelector('link[rel=modulepreload][integrity]').href;
    return import(glue).then(async (engine) => {
        const parts = Object.values(await engine.default());
        return parts.find((part) => part instanceof WebAssembly.Memory).buffer.byteLength;
    })";

const MEGABYTE: f64 = 1e6;

#[test]
fn twenty_elements_load_on_one_page() {
    let widget = Server::of_dist().start();
    let site = publisher("twenty", &widget).page("/one/", &one(&widget.origin())).start();
    let page = Browser::of("a reader of a page with twenty explainers", &site).width(800);
    // The first of all is left out, since it brings a process of its own and the file of the engine.
    page.open("/one/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    let before = [megabytes(page.memory()), megabytes(page.memory_of_scripts())];
    page.open("/twenty/");
    page.wait_for("every element has its frame", |page| frames(page) == 20);
    let mut engines = Vec::new();
    for nth in 1..=20 {
        let frame = format!("ban-explainer:nth-of-type({nth})");
        let _ = page.measure(&format!("document.querySelector('{frame}').scrollIntoView(); return 0"));
        page.in_frame(&frame, |frame| {
            frame.wait_for_the_engine();
            assert_eq!(frame.count("#answer"), 1);
            engines.push(frame.measure(MEMORY_OF_THE_ENGINE).as_u64().expect("a memory has a size"));
        });
    }
    let after = [megabytes(page.memory()), megabytes(page.memory_of_scripts())];
    let [each, scripts] = [0, 1].map(|n| (after[n] - before[n]) / 19.0);
    let engine = megabytes(engines.into_iter().max().unwrap_or_default());
    figure(
        "memory-of-twenty-elements",
        &format!(
            "One page with 20 elements: each takes {each:.1} MB of the browser’s memory; of that, {engine:.1} MB are \
             the engine’s and {scripts:.1} MB those of scripts"
        ),
    );
    assert!(engine < 4.0, "an engine takes {engine} MB");
    assert!(scripts < 8.0, "the scripts of each element take {scripts} MB");
    assert!(each < 40.0, "each element takes {each} MB of the browser’s memory");
}

fn one(origin: &str) -> String {
    format!(
        "<!doctype html><title>One</title><script async src=\"{origin}/embed.js\"></script>\
         <ban-explainer><a href=\"{origin}/business/\">One</a></ban-explainer>"
    )
}

fn megabytes(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a browser takes less than 2^52 bytes")]
    let bytes = bytes as f64;
    bytes / MEGABYTE
}
