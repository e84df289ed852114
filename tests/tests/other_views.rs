//! Other views of our pages: readers’ modes, dark-mode extensions, text browsers, paper before the engine.

use std::{env, fs, path::PathBuf};

use serde_json::{Value, json};
use tests::{Browser, Engine, Looks, Server, figure, heights, in_every_engine};

in_every_engine![under_a_dark_mode_extension_everything_can_be_read];

/// A file of an npm package of this exact version in the cache of tools; `cargo xtask test` puts it there.
fn tool(package: &str, version: &str, file: &str) -> String {
    let cache = env::var_os("BAN_EXPLAINER_TOOLS").map(PathBuf::from).or_else(|| {
        let user = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(env::home_dir()?.join(".cache")))?;
        Some(user.join("ban-explainer-tools"))
    });
    let name = package.rsplit('/').next().unwrap_or(package);
    let path = cache.unwrap_or_default().join(format!("{name}-{version}/node_modules/{package}/{file}"));
    fs::read_to_string(&path).unwrap_or_else(|why| {
        panic!("{} could not be read ({why}); “cargo xtask test” installs it.", path.display())
    })
}

/// The contrast of text with what lies behind it, for each element that a selector names; the least ones first.
const CONTRAST: &str = "
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const colour = (text) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const over = ([r, g, b, a], [R, G, B]) => [r, g, b].map((part, n) => (part * a + [R, G, B][n] * (255 - a)) / 255);
    const ground = (it) => {
        const layers = [];
        for (let up = it; up; up = up.parentElement) layers.push(colour(getComputedStyle(up).backgroundColor));
        const canvasColour = matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
        return layers.reverse().reduce((below, layer) => over(layer, below), canvasColour);
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const contrast = (it) => {
        const behind = ground(it);
        const [low, high] = [light(behind), light(over(colour(getComputedStyle(it).color), behind))].sort((a, b) => a - b);
        return high / low;
    };
    const texts = [...document.querySelectorAll('#explainer *')].filter((it) =>
        it.checkVisibility() && !it.closest('.unseen, thead, option') &&
        [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
    const found = texts.map((it) => [Math.round(contrast(it) * 100) / 100, it.outerHTML.slice(0, 90)]);
    return [found.length, found.sort((a, b) => a[0] - b[0]).slice(0, 6)]";

fn under_a_dark_mode_extension_everything_can_be_read(engine: Engine) {
    let script = tool("darkreader", "4.9.133", "darkreader.js");
    // An extension is bound by no policy of the page.
    let site = Server::of_dist()
        .without_header("Content-Security-Policy")
        .page("/darkreader.js", &script)
        .page("/enable.js", "DarkReader.setFetchMethod(window.fetch); DarkReader.enable({ brightness: 100, contrast: 90, sepia: 10 });")
        .start();
    let origin = site.origin();
    for looks in [Looks::Light, Looks::Dark] {
        let page = Browser::in_engine(engine, "a reader with a dark-mode extension", &site).looks(looks);
        for path in ["/business/resell/", "/"] {
            page.open(path);
            page.wait_for_the_engine();
            let _ = page.measure(&format!(
                "return (async () => {{
                    for (const name of ['darkreader.js', 'enable.js']) {{
                        const script = document.createElement('script');
                        script.src = '{origin}/' + name;
                        document.head.append(script);
                        await new Promise((done) => script.onload = done);
                    }}
                    return 1;
                }})()"
            ));
            page.wait_for("the extension has made the page dark", |page| {
                page.measure(
                    "return document.documentElement.dataset.darkreaderScheme === 'dark'
                        && document.querySelectorAll('style.darkreader').length > 3",
                ) == true
            });
            let told = page.measure(&format!(
                "return new Promise((done) => setTimeout(() => done((() => {{ {CONTRAST} }})()), 400))"
            ));
            let least = told[1][0][0].as_f64().unwrap_or_default();
            assert!(told[0].as_u64() > Some(10), "{told}");
            assert!(least >= 4.5, "{path}, {looks:?}, in {engine}: {}", told[1]);
            figure(
                &format!("dark-mode-{engine}-{looks:?}{}", path.replace('/', "-")),
                &format!(
                    "dark-mode extension in {engine}, {looks:?}, {path}: {} texts, the least contrast {least} : 1",
                    told[0]
                ),
            );
        }
    }
}

#[test]
fn readers_modes_keep_verdict_short_answer_and_disclaimer_on_every_page() {
    let script = tool("@mozilla/readability", "0.6.0", "Readability.js");
    let site = Server::of_dist()
        .without_header("Content-Security-Policy")
        .page("/readability.js", &script)
        .page("/stand/", "<!doctype html><title>Stand</title><script src=\"/readability.js\"></script>")
        .start();
    let page = Browser::of("a reader in a reader’s mode", &site);
    page.open("/stand/");
    page.wait_for("the library is there", |page| page.measure("return typeof Readability") == "function");
    let paths = heights::pages();
    let (mut n, mut lost) = (0, Vec::new());
    for some in paths.chunks(20) {
        let told = page.measure(&format!(
            "return Promise.all({}.map(async (path) => {{
                const text = await (await fetch({} + path)).text();
                const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
                const page = new DOMParser().parseFromString(text, 'text/html');
                if (!page.getElementById('explainer')) return [path, 'not an answer'];
                const parts = ['h1', '#verdict', '#answer > .deck', '#answer .rows tbody tr', '#answer > .fine, .foot'];
                const said = parts.map((part) => [part, plain(page.querySelector(part)?.textContent)]);
                const base = page.createElement('base');
                base.href = location.href;
                page.head.prepend(base);
                const read = new Readability(page).parse();
                const shown = plain(`${{read?.title}} ${{read?.textContent}}`).replace(/ /g, '');
                const lost = said.filter(([, words]) => !shown.includes(words.replace(/ /g, ''))).map(([part]) => part);
                return [path, lost.filter((part) => part !== 'h1').join(' ')];
            }}))",
            json!(some),
            json!(site.base())
        ));
        for found in told.as_array().into_iter().flatten() {
            match found[1].as_str() {
                Some("not an answer") => {}
                Some("") => n += 1,
                _ => lost.push(found.clone()),
            }
        }
    }
    assert!(
        lost.is_empty(),
        "{} of {} pages lose something: {:?}",
        lost.len(),
        lost.len() + n,
        &lost[..lost.len().min(8)]
    );
    assert!(n > 100, "{n} pages");
    figure(
        "reader-views",
        &format!("readers’ modes: {n} pages keep verdict, short answer, rows and disclaimer"),
    );
}

/// A text browser shows a page in the order of its source, without style or script.
#[test]
fn without_style_and_script_the_answer_reads_from_top_to_bottom() {
    let site =
        Server::of_dist().missing(".css").missing(".js").without_header("Content-Security-Policy").start();
    let page = Browser::without_script(Engine::Chromium, "a reader of a text browser", &site);
    page.open("/consumer/2024-09-29/");
    let text = page.text_of("main");
    let mut at = 0;
    for part in [
        "h1",
        "#verdict",
        "#answer .deck",
        "#answer .rows tbody tr",
        ".side",
        "#binds, #affects, #exempt",
        "#sources",
    ] {
        let said = page.text_of(part);
        let first: String = said.lines().next().unwrap_or_default().chars().take(30).collect();
        let found = text[at..].find(&*first).unwrap_or_else(|| panic!("{part} does not follow: {first}"));
        at += found;
    }
}

#[test]
fn paper_before_the_engine_has_every_answer_and_no_hole() {
    let site = Server::of_dist().missing(".wasm").start();
    let page = Browser::of("a reader who prints at once", &site);
    page.open("/business/resell/2024-09-29/");
    page.emulate_paper();
    let told = page.measure(
        "const seen = (it) => it.getBoundingClientRect().height > 0;
        const closed = [...document.querySelectorAll('details:not([open])')].filter((fold) =>
            seen(fold) && !seen(fold.lastElementChild));
        const tall = [...document.querySelectorAll('main *')].filter((it) => seen(it) && !it.textContent.trim()
            && !it.querySelector('svg, img') && !it.closest('svg') && it.getBoundingClientRect().height > 200);
        return { closed: closed.length, holes: tall.map((it) => it.outerHTML.slice(0, 80)),
            verdict: seen(document.querySelector('#verdict')),
            rows: [...document.querySelectorAll('#answer .rows tbody tr')].filter(seen).length,
            controls: [...document.querySelectorAll('button, input, select')].filter(seen).length }",
    );
    let rows = told["rows"].as_u64();
    assert_eq!(
        told,
        json!({ "closed": 0, "holes": Value::Array(Vec::new()), "verdict": true, "rows": rows, "controls": 0 }),
    );
    assert!(rows > Some(8), "every row is printed: {rows:?}");
    assert!(page.print().starts_with(b"%PDF"));
}
