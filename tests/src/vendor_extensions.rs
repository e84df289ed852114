//! What W3C WebDriver has no word for, engine by engine: colours, narrow pages, the console, requests.
//!
//! Chromium has the DevTools protocol and its logs. Firefox has `moz/context`, in which a script sees what Firefox's
//! own tools see. WebKit has the switches of MiniBrowser, and the relay through which all its requests pass.
//! Whatever an engine cannot do at all panics and says so.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{
    browser::{Browser, HEIGHT, Looks, WARNING},
    engine::Engine,
    relay::Relay,
};

/// Chromium without a window and without a word to anyone: it reaches this computer only.
const CHROMIUM: [&str; 13] = [
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
    // Nor has each site a process of its own: of a frame in another process, chromedriver tells neither what it asked for
    // nor what it said.
    "--disable-site-isolation-trials",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// What has to be known when a browser starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LaunchOptions {
    /// Whether pages may run scripts.
    pub(crate) script: bool,
    /// The colours that the reader has chosen.
    pub(crate) looks: Looks,
}

/// What the driver is asked for.
pub(crate) fn capabilities(
    engine: Engine,
    options: LaunchOptions,
    relay: Option<&Relay>,
) -> Map<String, Value> {
    let asked = match engine {
        // chromedriver makes the profile in a folder of its own, and removes it at the end.
        Engine::Chromium => {
            let script = if options.script { 1 } else { 2 };
            json!({
                "goog:chromeOptions": {
                    "args": CHROMIUM,
                    "prefs": { "profile.managed_default_content_settings.javascript": script },
                },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            })
        }
        Engine::Firefox => json!({
            "moz:firefoxOptions": {
                "binary": Engine::firefox().unwrap_or("firefox"),
                "args": ["-headless"],
                "prefs": {
                    "javascript.enabled": options.script,
                    // As on a phone, a scroll bar takes no width from the page.
                    "ui.useOverlayScrollbars": 1,
                    // It reaches this computer only: everything else goes to a proxy that is not there.
                    "network.proxy.type": 1,
                    "network.proxy.http": "127.0.0.1",
                    "network.proxy.http_port": 9,
                    "network.proxy.ssl": "127.0.0.1",
                    "network.proxy.ssl_port": 9,
                    "network.connectivity-service.enabled": false,
                },
            },
        }),
        Engine::Webkit => {
            let mut switches = vec!["--automation".to_owned()];
            switches.extend(relay.map(|relay| format!("--proxy={}", relay.address())));
            if !options.script {
                switches.push("--enable-javascript=false".to_owned());
            }
            if options.looks == Looks::Dark {
                switches.push("--dark-mode".to_owned());
            }
            json!({ "webkitgtk:browserOptions": { "binary": minibrowser(), "args": switches } })
        }
    };
    asked.as_object().expect("it is written as an object").clone()
}

/// MiniBrowser, which lies in no folder of PATH but beside the library.
fn minibrowser() -> String {
    let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().filter_map(Result::ok);
    let mut places = folders.flat_map(|folder| {
        ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]
            .map(|library| folder.path().join(library).join("MiniBrowser"))
    });
    let found = places.find(|place| place.is_file());
    let found = found.unwrap_or_else(|| panic!("MiniBrowser is not there; {}.", Engine::Webkit.mend()));
    found.to_string_lossy().into_owned()
}

impl Browser {
    /// Sets up what lasts as long as the browser.
    pub(crate) fn begin(&self) {
        // Until a first page is open, MiniBrowser never answers that its window was resized.
        if self.engine() == Engine::Webkit {
            self.open("about:blank");
        }
        if self.engine() == Engine::Firefox {
            // The console of a page stands in the process of its site, so a script of each process sends it over.
            self.in_chrome(
                "window.asked = [];
                window.said = [];
                Services.ppmm.addMessageListener('said', (message) => window.said.push(message.data));
                Services.ppmm.loadProcessScript('data:,' + encodeURIComponent(`
                    const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
                    const system = Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal);
                    storage.addLogEventListener((event) => {
                        const said = event.wrappedJSObject ?? event;
                        const page = /^(https?|file|data|blob):/.test(said.filename);
                        const before = { error: '', warn: 'Warning: ' }[said.level];
                        if (page && before !== undefined) sendAsyncMessage('said', before + [...said.arguments].join(' '));
                    }, system);
                `), true);
                window.watcher = { observe(subject, topic) {
                    const channel = subject.QueryInterface(Ci.nsIHttpChannel);
                    // What Firefox asks for itself belongs to no page.
                    if (!channel.loadInfo.browsingContextID) return;
                    // Nor does the picture that it looks for where a page names none.
                    if (channel.URI.filePath === '/favicon.ico') return;
                    const failed = topic === 'http-on-examine-response' && channel.responseStatus >= 400;
                    if (failed) window.refused.push(`Failed to load resource: the server answered with status ${channel.responseStatus}: ${channel.URI.spec}`);
                    if (topic === 'http-on-opening-request') window.asked.push(channel.URI.spec);
                } };
                window.refused = [];
                Services.obs.addObserver(window.watcher, 'http-on-opening-request');
                Services.obs.addObserver(window.watcher, 'http-on-examine-response');
                Services.console.reset();",
            );
        }
    }

    /// Chooses the colours that the page is asked for.
    pub(crate) fn emulate_looks(&self, looks: Looks) {
        let scheme = if looks == Looks::Dark { "dark" } else { "light" };
        let forced = if looks == Looks::Forced { "active" } else { "none" };
        match self.engine() {
            Engine::Chromium => {
                let features = json!([
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "forced-colors", "value": forced },
                ]);
                self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
            }
            Engine::Firefox => {
                // Settings, since what is emulated for a page is over when it goes to the next.
                let (scheme, colours) =
                    (u8::from(looks != Looks::Dark), if looks == Looks::Forced { 2 } else { 0 });
                self.in_chrome(&format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme});
                    Services.prefs.setIntPref('browser.display.document_color_use', {colours});"
                ));
            }
            Engine::Webkit => assert!(
                looks != Looks::Forced,
                "WebKitGTK has no forced colours; leave WebKit out where a reader has chosen them."
            ),
        }
    }

    /// Makes the page exactly this large, in CSS pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        match self.engine() {
            Engine::Chromium => {
                let metrics =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
            }
            // Firefox's window is never narrower than 450 px, but the page inside it can be.
            Engine::Firefox => {
                self.in_chrome(&format!(
                    "const page = gBrowser.selectedBrowser.style;
                    for (const name of ['width', 'min-width', 'max-width']) page.setProperty(name, '{width}px');
                    for (const name of ['height', 'min-height', 'max-height']) page.setProperty(name, '{height}px');"
                ));
                self.wait_for_size(width, height);
            }
            // The window has a bar, whose height depends on fonts: it is measured.
            Engine::Webkit => {
                self.set_window(width, height);
                self.wait_for(&format!("the page is {width} px wide; MiniBrowser is at least 290"), |page| {
                    page.size().0 == u64::from(width)
                });
                let bar = u64::from(height).saturating_sub(self.size().1);
                self.set_window(width, height + u32::try_from(bar).unwrap_or_default());
                self.wait_for_size(width, height);
            }
        }
    }

    /// What the browser complained about and warned of since this was last asked.
    pub(crate) fn console_of_engine(&self) -> Vec<String> {
        match self.engine() {
            Engine::Chromium => {
                let entries = self.log("browser");
                let said = entries.iter().filter_map(|entry| {
                    let message = entry["message"].as_str()?;
                    match entry["level"].as_str()? {
                        "SEVERE" => Some(message.to_owned()),
                        "WARNING" => Some(format!("{WARNING}{message}")),
                        _ => None,
                    }
                });
                said.collect()
            }
            Engine::Firefox => texts(&self.in_chrome(
                "const warning = Ci.nsIScriptError.warningFlag;
                const own = (place) => !/^(https?|file|data|blob):/.test(place ?? '');
                const found = window.refused.splice(0);
                for (const message of Services.console.getMessageArray()) {
                    if (!(message instanceof Ci.nsIScriptError) || own(message.sourceName)) continue;
                    const before = message.flags & warning ? 'Warning: ' : '';
                    found.push(`${before}${message.errorMessage} (${message.sourceName}:${message.lineNumber})`);
                }
                Services.console.reset();
                found.push(...window.said.splice(0));
                return found;",
            )),
            Engine::Webkit => {
                let relay = self.relay();
                let mut found = relay.complaints();
                self.in_every_frame(&mut |page| {
                    let script = "return window.complaintsOfThisPage?.splice(0) ?? []";
                    found.extend(page.try_measure(script).as_ref().map(texts).unwrap_or_default());
                });
                found
            }
        }
    }

    /// Every cookie that the browser keeps.
    pub(crate) fn cookies_of_engine(&self) -> Vec<String> {
        match self.engine() {
            Engine::Chromium => {
                let kept = self.devtools("Storage.getCookies", &json!({}));
                let cookies = kept["cookies"].as_array().into_iter().flatten();
                cookies.filter_map(|cookie| cookie["name"].as_str()).map(str::to_owned).collect()
            }
            Engine::Firefox => {
                texts(&self.in_chrome("return Services.cookies.cookies.map((cookie) => cookie.name)"))
            }
            Engine::Webkit => self.cookies_of_page(),
        }
    }

    /// How much memory scripts take in the process of this page, in bytes, once what nobody needs is gone. Only
    /// Chromium can tell.
    pub(crate) fn memory_of_scripts_in_engine(&self) -> u64 {
        self.devtools("HeapProfiler.collectGarbage", &json!({}));
        self.devtools("Performance.enable", &json!({}));
        let told = self.devtools("Performance.getMetrics", &json!({}));
        let metrics = told["metrics"].as_array().into_iter().flatten();
        let used = metrics.filter(|metric| metric["name"] == "JSHeapUsedSize");
        used.filter_map(|metric| metric["value"].as_u64()).sum()
    }

    /// Every address that was asked for since this was last called.
    pub(crate) fn requests_of_engine(&self) -> BTreeSet<String> {
        match self.engine() {
            Engine::Chromium => {
                let entries = self.log("performance");
                let messages = entries.iter().filter_map(|entry| entry["message"].as_str());
                let events = messages.filter_map(|message| serde_json::from_str::<Value>(message).ok());
                let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
                sent.filter_map(|event| {
                    Some(event["message"]["params"]["request"]["url"].as_str()?.to_owned())
                })
                .collect()
            }
            Engine::Firefox => texts(&self.in_chrome("return window.asked.splice(0)")).into_iter().collect(),
            Engine::Webkit => self.relay().requests(),
        }
    }

    /// The whole page as a picture, from top to bottom.
    pub(crate) fn picture(&self) -> Vec<u8> {
        if self.engine() == Engine::Firefox {
            return self.picture_of_firefox();
        }
        let (width, _) = self.size();
        let script = "return Math.ceil(document.documentElement.getBoundingClientRect().height)";
        let tall = self.measure(script).as_u64().and_then(|height| u32::try_from(height).ok());
        let width = u32::try_from(width).unwrap_or(1280);
        self.resize(width, tall.unwrap_or(HEIGHT).max(HEIGHT));
        let picture = self.picture_of_window();
        self.resize(width, HEIGHT);
        picture
    }

    /// A command of Chromium's DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        assert!(
            self.engine() == Engine::Chromium,
            "{command} is a word of Chromium's DevTools, which {} has not; leave it out there.",
            self.engine()
        );
        self.command("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What a script returns that sees all of Firefox, not only the page.
    fn in_chrome(&self, script: &str) -> Value {
        self.command("moz/context", &json!({ "context": "chrome" }));
        let found = self.measure(script);
        self.command("moz/context", &json!({ "context": "content" }));
        found
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        match self.command("se/log", &json!({ "type": kind })) {
            Value::Array(entries) => entries,
            _ => Vec::new(),
        }
    }

    fn wait_for_size(&self, width: u32, height: u32) {
        self.wait_for(&format!("the page is {width} × {height} px large"), |page| {
            page.size() == (u64::from(width), u64::from(height))
        });
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}
