//! How high each page first is in a frame: measured in a browser, kept in `static/heights.json`, reserved by publishers.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use serde_json::{Value, json};

use crate::{Browser, Server, Site};

/// The widths of a column that are measured, in CSS pixels.
pub const WIDTHS: [u32; 6] = [280, 320, 375, 480, 640, 720];

/// What is kept free beyond the greatest height that was measured: a line of text, for fonts that are wider than ours.
pub const LINE: u32 = 24;

/// The empty page in which frames are measured.
const STAND: &str = "/stand/";

/// The heights of every page, one for each of [`WIDTHS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heights(pub BTreeMap<String, Vec<u32>>);

impl Heights {
    /// What a file of heights says.
    ///
    /// # Errors
    ///
    /// A sentence about what is wrong with the file.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text =
            fs::read_to_string(file).map_err(|why| format!("{} cannot be read: {why}.", file.display()))?;
        let whole: Value =
            serde_json::from_str(&text).map_err(|why| format!("{} is no JSON: {why}.", file.display()))?;
        if whole["widths"] != json!(WIDTHS) {
            return Err(format!("{} has other widths than {WIDTHS:?}.", file.display()));
        }
        let pages = serde_json::from_value(whole["pages"].clone());
        pages.map(Self).map_err(|why| format!("{} lists its pages wrongly: {why}.", file.display()))
    }

    /// The same as a file: one page a line, so that a change reads well.
    #[must_use]
    pub fn written(&self) -> String {
        let mut text = format!("{{\n\"widths\": {},\n\"pages\": {{\n", json!(WIDTHS));
        for (n, (path, heights)) in (1..).zip(&self.0) {
            let comma = if n == self.0.len() { "" } else { "," };
            writeln!(text, "{}: {}{comma}", json!(path), json!(heights))
                .expect("a text can always be written to");
        }
        text.push_str("}\n}\n");
        text
    }

    /// Takes the greater of two heights wherever another browser has measured too.
    pub fn raise_to(&mut self, other: &Self) {
        for (path, heights) in &other.0 {
            let mine = self.0.entry(path.clone()).or_insert_with(|| heights.clone());
            for (height, other) in mine.iter_mut().zip(heights) {
                *height = (*height).max(*other);
            }
        }
    }
}

/// The site as it is measured: on the day after it was last checked, whatever the day is now.
///
/// # Panics
///
/// When the site does not say when it was last checked.
#[must_use]
pub fn measurable(server: Server) -> Site {
    let fixed =
        "Date = class extends Date { constructor(...day) { super(...(day.length ? day : [DAY])); } };";
    let day = day_after_the_check().unwrap_or_else(|| panic!("the first page names no day “lastReviewed”"));
    server
        .page(STAND, "<!doctype html><title>Measuring</title>")
        .script_first(&fixed.replace("DAY", &day))
        .start()
}

/// As JavaScript takes it: noon in New York, on the day after the one that the first page calls its last check.
fn day_after_the_check() -> Option<String> {
    let page = fs::read_to_string(Server::dist().join("index.html")).ok()?;
    let (_, rest) = page.split_once("\"lastReviewed\":\"")?;
    let (day, _) = rest.split_once('"')?;
    Some(format!("Date.parse(\"{day}T17:00:00Z\") + 864e5"))
}

/// Every page of the built site, by its map.
///
/// # Panics
///
/// When the site has no map.
#[must_use]
pub fn pages() -> Vec<String> {
    let map = fs::read_to_string(Server::dist().join("sitemap.xml")).expect("a built site has a map");
    let found = map.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>"));
    // The first address is the site's own.
    let addresses: Vec<&str> = found.map(|(address, _)| address).collect();
    let site = addresses.first().copied().unwrap_or_default();
    addresses.iter().filter_map(|address| Some(format!("/{}", address.strip_prefix(site)?))).collect()
}

/// Measures pages in a frame, as high as their content, once the engine has taken over; a page without one is passed over.
///
/// # Panics
///
/// When a page does not come to rest.
#[must_use]
pub fn measure(browser: &Browser, pages: &[String]) -> Heights {
    browser.open(STAND);
    let script = "
        return (async () => {
            const found = {};
            for (const path of PAGES) {
                const frame = document.createElement('iframe');
                frame.style.cssText = 'border:0;height:3000px;width:280px';
                frame.src = BASE + path;
                document.body.append(frame);
                await new Promise((done) => frame.onload = done);
                const inside = frame.contentDocument;
                if (!inside.getElementById('explainer')) {
                    frame.remove();
                    continue;
                }
                for (let n = 0; !inside.documentElement.dataset.engine; n += 1) {
                    if (n > 2000) return `${path}: the engine did not take over`;
                    await new Promise((done) => setTimeout(done, 5));
                }
                found[path] = WIDTHS.map((width) => {
                    frame.style.width = `${width}px`;
                    return Math.ceil(inside.body.getBoundingClientRect().height);
                });
                frame.remove();
            }
            return found;
        })();";
    let mut all = Heights::default();
    // A command of a driver may take half a minute; some pages take some seconds.
    for some in pages.chunks(6) {
        let script =
            script.replace("PAGES", &json!(some).to_string()).replace("WIDTHS", &json!(WIDTHS).to_string());
        let script = script.replace("BASE", &json!(browser.base()).to_string());
        let told = browser.measure(&script);
        let found = serde_json::from_value(told.clone()).unwrap_or_else(|_| panic!("{told}"));
        all.0.append(&mut { found });
    }
    all
}
