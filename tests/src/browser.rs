//! A browser, told in words what its reader does.

use std::{
    collections::BTreeSet,
    fs,
    future::Future,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::CmdError,
    wd::WebDriverCompatibleCommand,
};
use hyper_timeout::TimeoutConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::{
    runtime::{Builder, Runtime},
    time::timeout,
};
use url::{ParseError, Url};

use crate::{
    driver::{Driver, Turn},
    engine::{Engine, patience},
    relay::Relay,
    server::Site,
    vendor_extensions::{LaunchOptions, capabilities},
};

/// The height of the window, in CSS pixels.
pub(crate) const HEIGHT: u32 = 800;

/// All frames of a page in their order, those in the shadow trees of our elements among them, as a script names them.
pub const FRAMES: &str = "[...document.querySelectorAll('iframe, ban-explainer')]\
    .map((it) => (it.shadowRoot ? it.shadowRoot.querySelector('iframe') : it)).filter((it) => it?.localName === 'iframe')";

/// The key under which WebDriver tells an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What stands before a warning among the complaints.
pub(crate) const WARNING: &str = "Warning: ";

/// Warnings that speak of the machine and of the test, not of the page.
const OF_THE_MACHINE: [&str; 2] = [
    // Firefox, where something is measured in a page or frame whose load has not ended.
    "Layout was forced before the page was fully loaded",
    // Chromium and Firefox, some seconds after a page has loaded: the engine begins when the machine has nothing else to do.
    "was preloaded using link preload but not used within a few seconds",
];

/// What a reader can click, by its label.
const CONTROLS: &str = "self::a or self::button or self::label or self::summary or self::option or @role='button' or @role='radio'";

/// After how many times a reader’s patience an answer of the driver is taken for lost; a whole page, asked of axe,
/// takes longer than one.
const LOST: u32 = 3;

/// How often a reader looks whether what is to be pressed stands still.
const LOOKS: usize = 40;

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
    /// The address of the site, to which paths are added.
    base: String,
    engine: Engine,
    options: LaunchOptions,
    size: Option<(u32, u32)>,
    client: Client,
    runtime: Runtime,
    // Dropped in this order: first the driver ends, then the relay, then the next test has its turn.
    driver: Driver,
    relay: Option<Relay>,
    turn: Option<Turn>,
}

impl Browser {
    /// Opens Chromium for a reader of a site; waits while two others are open.
    #[must_use]
    pub fn of(reader: &str, site: &Site) -> Self {
        Self::in_engine(Engine::Chromium, reader, site)
    }

    /// Opens the browser of an engine for a reader of a site; waits while two others are open.
    #[must_use]
    pub fn in_engine(engine: Engine, reader: &str, site: &Site) -> Self {
        let options = LaunchOptions { script: true, looks: Looks::Light };
        Self::start(engine, reader, site.base(), options, Turn::wait())
    }

    /// Opens a browser in which no page may run a script.
    #[must_use]
    pub fn without_script(engine: Engine, reader: &str, site: &Site) -> Self {
        let options = LaunchOptions { script: false, looks: Looks::Light };
        Self::start(engine, reader, site.base(), options, Turn::wait())
    }

    fn start(engine: Engine, reader: &str, base: String, options: LaunchOptions, turn: Turn) -> Self {
        let relay = (engine == Engine::Webkit).then(Relay::start);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime of one thread needs nothing that could be missing");
        // Now and then WebKit does not come up at all: then its driver never answers, and another one does.
        let connect = || {
            let driver = Driver::start(engine);
            let mut connector = TimeoutConnector::new(HttpConnector::new());
            connector.set_read_timeout(Some(LOST * patience()));
            let mut builder = ClientBuilder::new(connector);
            builder.capabilities(capabilities(engine, options, relay.as_ref()));
            let starts = async { timeout(2 * patience(), builder.connect(&driver.address())).await };
            match runtime.block_on(starts) {
                Ok(Ok(client)) => Ok((driver, client)),
                Ok(Err(why)) => Err(why.to_string()),
                Err(_) => Err("its driver does not answer".to_owned()),
            }
        };
        let (driver, client) = connect().or_else(|_| connect()).unwrap_or_else(|why| {
            panic!("{engine} could not be started for {reader} ({why}); {}.", engine.mend())
        });
        let browser = Self {
            reader: format!("{reader} ({engine})"),
            base,
            engine,
            options,
            size: None,
            client,
            runtime,
            driver,
            relay,
            turn: Some(turn),
        };
        browser.begin();
        browser
    }

    /// The address of the site, to which paths are added.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The engine of this browser.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Makes the page this wide, in CSS pixels.
    #[must_use]
    pub fn width(self, width: u32) -> Self {
        self.sized(width, HEIGHT)
    }

    /// Makes the page this wide and this high, in CSS pixels.
    #[must_use]
    pub fn sized(mut self, width: u32, height: u32) -> Self {
        self.resize(width, height);
        self.size = Some((width, height));
        self
    }

    /// Chooses the colours that the page is asked for. WebKit has no forced colours.
    #[must_use]
    pub fn looks(mut self, looks: Looks) -> Self {
        let options = LaunchOptions { looks, ..self.options };
        // WebKit is told when it starts, so it starts again.
        if self.engine == Engine::Webkit && looks != self.options.looks {
            let (reader, base, size) = (self.reader.clone(), self.base.clone(), self.size);
            let turn = self.turn.take().expect("a browser keeps its turn until it is dropped");
            let engine = self.engine;
            drop(self);
            let again = Self::start(engine, &reader, base, options, turn);
            again.emulate_looks(looks);
            return match size {
                Some((width, height)) => again.sized(width, height),
                None => again,
            };
        }
        self.options = options;
        self.emulate_looks(looks);
        self
    }

    /// Makes the processor this many times slower, as on a phone. Only Chromium can.
    #[must_use]
    pub fn slower(self, times: f64) -> Self {
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": times }));
        self
    }

    /// Lets every page believe that this moment is now, as in `2027-06-01T17:00:00Z`. Only Chromium can.
    #[must_use]
    pub fn at(self, moment: &str) -> Self {
        let script = format!(
            "(() => {{
                const Real = Date;
                const ahead = new Real('{moment}') - Real.now();
                window.Date = class extends Real {{
                    constructor(...words) {{ words.length ? super(...words) : super(Real.now() + ahead); }}
                    static now() {{ return Real.now() + ahead; }}
                }};
            }})()"
        );
        self.devtools("Page.enable", &json!({}));
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        self
    }

    /// Opens a path of the site, or a whole address.
    pub fn open(&self, path: &str) {
        let address = match path.strip_prefix('/') {
            Some(_) => format!("{}{path}", self.base),
            None => path.to_owned(),
        };
        self.sure("open the address", self.client.goto(&address));
    }

    /// Goes forward, as with the browser's own button.
    pub fn forward(&self) {
        self.sure("go forward", self.client.forward());
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
        self.press_with(None, key.into());
    }

    /// Presses a key while another is held down, for instance Tab with `Key::Shift`.
    pub fn press_with(&self, held: Option<char>, key: char) {
        let down = held.into_iter().chain([key]).map(|value| KeyAction::Down { value });
        let up = [key].into_iter().chain(held).map(|value| KeyAction::Up { value });
        let keys = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        self.sure("press a key", self.client.perform_actions(keys));
    }

    /// Waits until the engine takes over the printed page.
    #[track_caller]
    pub fn wait_for_the_engine(&self) {
        self.wait_for("the engine takes over, and all is laid out", |page| {
            page.count("html[data-engine]:is(.framed, .has-background)") == 1
        });
    }

    /// Waits until a condition holds. Its name completes the sentence “it did not come true that …”.
    #[track_caller]
    pub fn wait_for(&self, condition: &str, holds: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        let mut n_tries = 0;
        while !holds(self) {
            n_tries += 1;
            // An answer that the driver has lost takes all of the time: then it is asked once more.
            if n_tries > 1 && begin.elapsed() > patience() {
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

    /// The path of the address below the folder of the site, with its query and fragment; of a page that lies elsewhere,
    /// the whole path.
    #[must_use]
    pub fn path(&self) -> String {
        let address = self.sure("tell the address", self.client.current_url());
        let below = address.as_str().strip_prefix(&self.base).filter(|path| path.starts_with('/'));
        below.unwrap_or(&address[url::Position::BeforePath..]).to_owned()
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

    /// Does something inside a frame, then comes back out. A CSS selector names the frame, or the element in whose
    /// shadow tree it stands.
    pub fn in_frame<T>(&self, selector: &str, within: impl FnOnce(&Self) -> T) -> T {
        self.wait_for(&format!("the page has the frame {selector}"), |page| {
            let named = "const it = document.querySelector(arguments[0]);
                return [it?.shadowRoot ? it.shadowRoot.querySelector('iframe') : it]";
            let found = page.run(page.client.execute(named, vec![selector.into()]));
            let found = found.ok().and_then(|found| page.elements(&found).pop());
            found.is_some_and(|frame| page.run(frame.enter_frame()).is_ok())
        });
        let found = within(self);
        self.sure("leave the frame", self.client.clone().enter_parent_frame());
        found
    }

    /// What the browser complained about since this was last asked: errors of scripts, of loading and of the
    /// Content-Security-Policy.
    ///
    /// Chromium and Firefox tell their console. In WebKit a script that stands before those of the page notes the
    /// same, and the relay notes what a server refused.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        self.console_of_engine().into_iter().filter(|line| !line.starts_with(WARNING)).collect()
    }

    /// The same and what the browser warned of, each warning with `Warning: ` before it. In WebKit these are the
    /// warnings of scripts only.
    ///
    /// What a browser warns of because a machine is slow, or because a test reads a page while it loads, is left out.
    #[must_use]
    pub fn complaints_and_warnings(&self) -> Vec<String> {
        let steady = |line: &String| !OF_THE_MACHINE.iter().any(|warning| line.contains(warning));
        self.console_of_engine().into_iter().filter(steady).collect()
    }

    /// Every cookie that the browser keeps, of any page. In WebKit those of the page that is open.
    #[must_use]
    pub fn cookies(&self) -> Vec<String> {
        self.cookies_of_engine()
    }

    /// How much memory the browser takes, in bytes, all its processes together: of what several share, each counts its
    /// part.
    #[must_use]
    pub fn memory(&self) -> u64 {
        self.driver.memory()
    }

    /// How much of it scripts take in the process of this page, in bytes. Only Chromium can tell.
    #[must_use]
    pub fn memory_of_scripts(&self) -> u64 {
        self.memory_of_scripts_in_engine()
    }

    /// Every address that the browser tried to load since this was last asked, to this site and to any other.
    #[must_use]
    pub fn requests(&self) -> BTreeSet<String> {
        self.requests_of_engine()
    }

    /// Saves a picture of the whole page, from top to bottom.
    pub fn screenshot(&self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        fs::write(path, self.picture()).unwrap_or_else(|why| {
            panic!("{} could not be written ({why}); does its folder exist?", path.display())
        });
    }

    /// The page as it would be printed, as a PDF. WebKitWebDriver has no word for it.
    #[must_use]
    pub fn print(&self) -> Vec<u8> {
        assert!(self.engine != Engine::Webkit, "WebKitWebDriver cannot print; leave WebKit out there.");
        let told = self.command("print", &json!({}));
        BASE64_STANDARD.decode(told.as_str().unwrap_or_default()).expect("a printed page is sent in base64")
    }

    /// Lays the page out as for paper. Only Chromium can.
    pub fn emulate_paper(&self) {
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    }

    /// What the page tells a screen reader, as Chromium's DevTools have it.
    #[must_use]
    pub fn accessibility_tree(&self) -> Value {
        self.devtools("Accessibility.getFullAXTree", &json!({}))
    }

    /// The width and the height of the page, in CSS pixels.
    pub(crate) fn size(&self) -> (u64, u64) {
        let size = self.measure("return [innerWidth, innerHeight]");
        (size[0].as_u64().unwrap_or_default(), size[1].as_u64().unwrap_or_default())
    }

    pub(crate) fn set_window(&self, width: u32, height: u32) {
        self.sure("resize its window", self.client.set_window_rect(0, 0, width, height));
    }

    pub(crate) fn picture_of_window(&self) -> Vec<u8> {
        self.sure("take a picture", self.client.screenshot())
    }

    /// The relay of WebKit.
    pub(crate) fn relay(&self) -> &Relay {
        self.relay.as_ref().expect("WebKit is started with a relay")
    }

    /// What a script returns, or nothing where it may not run.
    pub(crate) fn try_measure(&self, script: &str) -> Option<Value> {
        self.run(self.client.execute(script, Vec::new())).ok()
    }

    /// The cookies that the page itself would be sent with.
    pub(crate) fn cookies_of_page(&self) -> Vec<String> {
        let cookies = self.sure("tell its cookies", self.client.get_all_cookies());
        cookies.iter().map(|cookie| cookie.name().to_owned()).collect()
    }

    /// Does something on the page, in its frames and in theirs.
    pub(crate) fn in_every_frame(&self, within: &mut dyn FnMut(&Self)) {
        within(self);
        let found = self.try_measure(&format!("return {FRAMES}")).unwrap_or_default();
        for frame in self.elements(&found) {
            if self.run(frame.enter_frame()).is_ok() {
                self.in_every_frame(within);
                self.sure("leave the frame", self.client.clone().enter_parent_frame());
            }
        }
    }

    /// A command beyond W3C WebDriver.
    pub(crate) fn command(&self, path: &'static str, body: &Value) -> Value {
        let command = Command { path, get: false, body: body.clone() };
        self.sure(path, self.client.issue_cmd(command))
    }

    /// The whole page, which Firefox has a word for.
    pub(crate) fn picture_of_firefox(&self) -> Vec<u8> {
        let command = Command { path: "moz/screenshot/full", get: true, body: Value::Null };
        let told = self.sure("take a picture", self.client.issue_cmd(command));
        BASE64_STANDARD.decode(told.as_str().unwrap_or_default()).expect("a picture is sent in base64")
    }

    /// The elements that a script has returned in a list.
    fn elements(&self, found: &Value) -> Vec<Element> {
        let ids = found.as_array().into_iter().flatten().filter_map(|it| it[ELEMENT].as_str());
        ids.map(|id| Element::from_element_id(self.client.clone(), id.to_owned().into())).collect()
    }

    fn first(&self, selector: &str) -> Option<Element> {
        self.run(self.client.find(Locator::Css(selector))).ok()
    }

    fn click_first(&self, locator: Locator<'_>) -> bool {
        let elements = self.run(self.client.find_all(locator)).unwrap_or_default();
        let mut visible = elements.iter().filter(|element| self.run(element.is_displayed()).unwrap_or(false));
        visible.next().is_some_and(|element| {
            if self.engine == Engine::Webkit {
                self.bring_into_the_window(element);
            }
            self.run(element.click()).is_ok()
        })
    }

    /// WebKit’s driver does not scroll to what lies a few pixels below the window; a reader does. It presses where the
    /// element stood when it was asked, too: a reader waits until a page that is just being laid out stands still.
    fn bring_into_the_window(&self, element: &Element) {
        let look = "const { top, bottom, left } = arguments[0].getBoundingClientRect();
            if (top < 0 || bottom > innerHeight) arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            return [top, bottom, left, innerHeight, innerWidth]";
        let element = serde_json::to_value(element).expect("an element is JSON");
        let place = || self.run(self.client.execute(look, vec![element.clone()])).ok();
        let mut before = place();
        for _ in 0..LOOKS {
            thread::sleep(Duration::from_millis(50));
            let now = place();
            if now == before {
                return;
            }
            before = now;
        }
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
            patience().as_secs(),
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

/// A command beyond W3C WebDriver, as a driver takes it.
#[derive(Debug)]
struct Command {
    path: &'static str,
    get: bool,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.expect("it is only sent within a session");
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        if self.get { (http::Method::GET, None) } else { (http::Method::POST, Some(self.body.to_string())) }
    }
}

/// A string of XPath, which has no escapes: one with a straight double quote stands in single quotes.
fn quoted(words: &str) -> String {
    if words.contains('"') { format!("'{words}'") } else { format!("\"{words}\"") }
}
