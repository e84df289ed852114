//! A browser, told in words what its reader does.

use std::{
    collections::BTreeSet,
    fs,
    future::Future,
    path::Path,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder, Locator, elements::Element, error::CmdError, wd::WebDriverCompatibleCommand,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};
use url::{ParseError, Url};

use crate::{
    driver::{Driver, Turn},
    server::Site,
};

/// How long a reader waits before giving up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The height of the window, in CSS pixels.
const HEIGHT: u32 = 800;

/// Chromium without a window and without a word to anyone: it reaches this computer only.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,800",
    // As on a phone, a scroll bar takes no width from the page.
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// What a reader can click, by its label.
const CONTROLS: &str = "self::a or self::button or self::label or self::summary or self::option or @role='button' or @role='radio'";

/// The colours that a reader has chosen for all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
    /// A few colours of the reader's own, in place of all colours of the page.
    Forced,
}

/// A browser with a fresh profile, and the reader who uses it.
///
/// Every method panics with the reader's name when the browser does not do as it is told.
pub struct Browser {
    reader: String,
    origin: String,
    client: Client,
    runtime: Runtime,
    // Dropped in this order: the last browser ends the driver, then the next test has its turn.
    _driver: Arc<Driver>,
    _turn: Turn,
}

impl Browser {
    /// Opens a browser for a reader of a site; waits while two others are open.
    #[must_use]
    pub fn of(reader: &str, site: &Site) -> Self {
        Self::start(reader, site, &json!({}))
    }

    /// Opens a browser in which no page may run a script.
    #[must_use]
    pub fn without_script(reader: &str, site: &Site) -> Self {
        Self::start(reader, site, &json!({ "profile.managed_default_content_settings.javascript": 2 }))
    }

    fn start(reader: &str, site: &Site, preferences: &Value) -> Self {
        let turn = Turn::wait();
        let driver = Driver::running();
        // chromedriver makes the profile in a folder of its own, and removes it at the end.
        let capabilities = json!({
            "goog:chromeOptions": { "args": FLAGS, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let capabilities: Map<String, Value> =
            capabilities.as_object().expect("it is written as an object").clone();
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime of one thread needs nothing that could be missing");
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities)
                    .connect(&driver.address()),
            )
            .unwrap_or_else(|why| {
                panic!("Chromium could not be started for {reader} ({why}); is it on PATH?")
            });
        Self {
            reader: reader.to_owned(),
            origin: site.origin(),
            client,
            runtime,
            _driver: driver,
            _turn: turn,
        }
    }

    /// Makes the page this wide, in CSS pixels.
    #[must_use]
    pub fn width(self, width: u32) -> Self {
        self.resize(width, HEIGHT);
        self
    }

    /// Chooses the colours that the page is asked for.
    #[must_use]
    pub fn looks(self, looks: Looks) -> Self {
        let scheme = if looks == Looks::Dark { "dark" } else { "light" };
        let forced = if looks == Looks::Forced { "active" } else { "none" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        self
    }

    /// Makes the processor this many times slower, as on a phone.
    #[must_use]
    pub fn slower(self, times: f64) -> Self {
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": times }));
        self
    }

    /// Opens a path of the site, or a whole address.
    pub fn open(&self, path: &str) {
        let address = match path.strip_prefix('/') {
            Some(_) => format!("{}{path}", self.origin),
            None => path.to_owned(),
        };
        self.sure("open the address", self.client.goto(&address));
    }

    /// Goes back, as with the browser's own button.
    pub fn back(&self) {
        self.sure("go back", self.client.back());
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.sure("load the page again", self.client.refresh());
    }

    /// Clicks the first visible control with this label, or else the first whose label begins so.
    pub fn click(&self, label: &str) {
        let words = quoted(label);
        let whole = format!("//*[{CONTROLS}][normalize-space()={words} or @aria-label={words}]");
        let begun = format!("//*[{CONTROLS}][starts-with(normalize-space(), {words})]");
        self.wait_for(&format!("“{label}” can be clicked"), |page| {
            page.click_first(Locator::XPath(&whole)) || page.click_first(Locator::XPath(&begun))
        });
    }

    /// Clicks the first visible element that a CSS selector names; for what has no label.
    pub fn click_on(&self, selector: &str) {
        self.wait_for(&format!("{selector} can be clicked"), |page| page.click_first(Locator::Css(selector)));
    }

    /// Types into the element that a CSS selector names.
    pub fn type_into(&self, selector: &str, keys: &str) {
        self.wait_for(&format!("{selector} can be typed into"), |page| {
            page.first(selector).is_some_and(|element| page.run(element.send_keys(keys)).is_ok())
        });
    }

    /// Presses a key, for instance `Key::Tab` of `fantoccini::key`, where the focus is.
    pub fn press(&self, key: impl Into<char>) {
        let focus = self.sure("find the focus", self.client.active_element());
        self.sure("press a key", focus.send_keys(&key.into().to_string()));
    }

    /// Waits until a condition holds. Its name completes the sentence “it did not come true that …”.
    #[track_caller]
    pub fn wait_for(&self, condition: &str, holds: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !holds(self) {
            if begin.elapsed() > PATIENCE {
                self.fail(condition);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The visible text of the first element that a CSS selector names, as soon as there is one.
    #[must_use]
    #[track_caller]
    pub fn text_of(&self, selector: &str) -> String {
        self.wait_for(&format!("the page has {selector}"), |page| page.reads(selector).is_some());
        self.reads(selector).unwrap_or_default()
    }

    /// The visible text of the first element that a CSS selector names, or nothing when there is none now.
    #[must_use]
    pub fn reads(&self, selector: &str) -> Option<String> {
        self.run(self.first(selector)?.text()).ok()
    }

    /// How many elements a CSS selector names now.
    #[must_use]
    pub fn count(&self, selector: &str) -> usize {
        self.sure("count elements", self.client.find_all(Locator::Css(selector))).len()
    }

    /// An attribute of the first element that a CSS selector names.
    #[must_use]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.run(self.first(selector)?.attr(name)).ok()?
    }

    /// A property of the first element that a CSS selector names, for instance `checked`.
    #[must_use]
    pub fn property(&self, selector: &str, name: &str) -> Option<String> {
        self.run(self.first(selector)?.prop(name)).ok()?
    }

    /// The path of the address, with its query and fragment.
    #[must_use]
    pub fn path(&self) -> String {
        let address = self.sure("tell the address", self.client.current_url());
        address[url::Position::BeforePath..].to_owned()
    }

    /// The title of the page.
    #[must_use]
    pub fn title(&self) -> String {
        self.sure("tell the title", self.client.title())
    }

    /// What a script returns. For measuring what a reader sees, never for doing what a reader does.
    #[must_use]
    pub fn measure(&self, script: &str) -> Value {
        self.sure("measure the page", self.client.execute(script, Vec::new()))
    }

    /// Does something inside the frame that a CSS selector names, then comes back out.
    pub fn in_frame<T>(&self, selector: &str, within: impl FnOnce(&Self) -> T) -> T {
        self.wait_for(&format!("the page has the frame {selector}"), |page| {
            page.first(selector).is_some_and(|frame| page.run(frame.enter_frame()).is_ok())
        });
        let found = within(self);
        self.sure("leave the frame", self.client.clone().enter_parent_frame());
        found
    }

    /// What the browser complained about since this was last asked: errors of scripts, of loading and of the
    /// Content-Security-Policy.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        let entries = self.log("browser");
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        severe.filter_map(|entry| entry["message"].as_str()).map(str::to_owned).collect()
    }

    /// Every address that the browser tried to load since this was last asked, to this site and to any other.
    #[must_use]
    pub fn requests(&self) -> BTreeSet<String> {
        let entries = self.log("performance");
        let messages = entries.iter().filter_map(|entry| entry["message"].as_str());
        let events = messages.filter_map(|message| serde_json::from_str::<Value>(message).ok());
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| Some(event["message"]["params"]["request"]["url"].as_str()?.to_owned()))
            .collect()
    }

    /// Saves a picture of the whole page, from top to bottom.
    pub fn screenshot(&self, path: impl AsRef<Path>) {
        let metrics = self.devtools("Page.getLayoutMetrics", &json!({}));
        let pixels =
            |value: &Value| value.as_f64().map(f64::ceil).and_then(|it| format!("{it}").parse().ok());
        let width = pixels(&metrics["cssLayoutViewport"]["clientWidth"]).unwrap_or(1280);
        let height = pixels(&metrics["cssContentSize"]["height"]).unwrap_or(HEIGHT);
        self.resize(width, height.max(HEIGHT));
        let picture = self.sure("take a picture", self.client.screenshot());
        self.resize(width, HEIGHT);
        let path = path.as_ref();
        fs::write(path, picture).unwrap_or_else(|why| {
            panic!("{} could not be written ({why}); does its folder exist?", path.display())
        });
    }

    fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// A command of Chromium's DevTools protocol, for what WebDriver has no word for.
    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let command =
            Command { path: "goog/cdp/execute", body: json!({ "cmd": command, "params": parameters }) };
        self.sure("emulate", self.client.issue_cmd(command))
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let command = Command { path: "se/log", body: json!({ "type": kind }) };
        match self.sure("read the log", self.client.issue_cmd(command)) {
            Value::Array(entries) => entries,
            _ => Vec::new(),
        }
    }

    fn first(&self, selector: &str) -> Option<Element> {
        self.run(self.client.find(Locator::Css(selector))).ok()
    }

    fn click_first(&self, locator: Locator<'_>) -> bool {
        let elements = self.run(self.client.find_all(locator)).unwrap_or_default();
        let mut visible = elements.iter().filter(|element| self.run(element.is_displayed()).unwrap_or(false));
        visible.next().is_some_and(|element| self.run(element.click()).is_ok())
    }

    #[allow(clippy::result_large_err, reason = "the error is fantoccini's own, and a test stops at it")]
    fn run<T>(&self, future: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
        self.runtime.block_on(future)
    }

    #[track_caller]
    fn sure<T>(&self, doing: &str, future: impl Future<Output = Result<T, CmdError>>) -> T {
        self.run(future)
            .unwrap_or_else(|why| panic!("The browser of {} could not {doing}: {why}", self.reader))
    }

    #[track_caller]
    fn fail(&self, condition: &str) -> ! {
        let text = self.reads("body").unwrap_or_default();
        let begun: String = text.chars().take(400).collect();
        panic!(
            "{} would have been misled: within {} s it did not come true that {condition}.\n\
             The address is {} and the page begins:\n{begun}",
            self.reader,
            PATIENCE.as_secs(),
            self.path()
        )
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that is already gone needs no closing.
        drop(self.runtime.block_on(self.client.clone().close()));
    }
}

/// A command beyond W3C WebDriver, as chromedriver takes it.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.expect("it is only sent within a session");
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// A string of XPath, which has no escapes: one with a straight double quote stands in single quotes.
fn quoted(words: &str) -> String {
    if words.contains('"') { format!("'{words}'") } else { format!("\"{words}\"") }
}
