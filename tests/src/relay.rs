//! The way between WebKit and the sites: every request of the browser passes here, and is written down.
//!
//! WebKitWebDriver tells neither requests nor complaints. All requests pass through this relay, whatever the page or
//! the browser does, so the list is whole. Into each page that may run scripts the relay puts one more script, which
//! notes errors, refused files and broken rules of the Content-Security-Policy before the page's own scripts run.
//! What is not of this computer is written down and refused.

use std::{
    collections::BTreeSet,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// Where the relay itself answers, on every site.
const OWN: &str = "/.relay/";

/// Notes what goes wrong. `Browser::complaints` asks for it; a page that is left sends it here.
const WITNESS: &str = "\
(() => {
  const seen = [];
  Object.defineProperty(window, 'complaintsOfThisPage', { value: seen });
  const note = (text) => seen.push(String(text));
  addEventListener('error', (event) => {
    const failed = event.target !== window && (event.target.src || event.target.href);
    note(failed ? `Failed to load resource: ${failed}` : `${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  addEventListener('unhandledrejection', (event) => note(`Uncaught (in promise) ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) => {
    if (event.blockedURI.includes('/.relay/')) return;
    note(`Refused by the Content Security Policy: ${event.effectiveDirective} ${event.blockedURI} in ${event.documentURI}`);
  });
  for (const [name, before] of [['error', ''], ['warn', 'Warning: ']]) {
    const said = console[name];
    console[name] = (...words) => { note(before + words.join(' ')); said.apply(console, words); };
  }
  addEventListener('pagehide', () => {
    if (seen.length) navigator.sendBeacon('/.relay/complaints', JSON.stringify(seen.splice(0)));
  });
})();";

/// A running relay; dropping it ends it.
pub(crate) struct Relay {
    address: SocketAddr,
    notes: Arc<Notes>,
}

/// What was written down since it was last asked for.
#[derive(Default)]
struct Notes {
    requests: Mutex<BTreeSet<String>>,
    complaints: Mutex<Vec<String>>,
    closed: AtomicBool,
}

impl Relay {
    /// Starts on a free port of this computer.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this computer has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let notes = Arc::new(Notes::default());
        let relay = Self { address, notes: Arc::clone(&notes) };
        thread::spawn(move || {
            for stream in listener.incoming() {
                if notes.closed.load(Ordering::Relaxed) {
                    return;
                }
                let notes = Arc::clone(&notes);
                thread::spawn(move || stream.and_then(|stream| pass(&stream, &notes)));
            }
        });
        relay
    }

    /// Its address, as a proxy is named.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every address that was asked for since this was last called.
    pub(crate) fn requests(&self) -> BTreeSet<String> {
        std::mem::take(&mut lock(&self.notes.requests))
    }

    /// What pages that were left had to complain of, and every answer that was a refusal, since this was last called.
    pub(crate) fn complaints(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.notes.complaints))
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.notes.closed.store(true, Ordering::Relaxed);
        // One last connection wakes the thread that waits for connections, so that it sees the end.
        drop(TcpStream::connect(self.address));
    }
}

/// Passes one request on, and its answer back.
fn pass(browser: &TcpStream, notes: &Notes) -> io::Result<()> {
    let Some(request) = Message::read(browser, true)? else { return Ok(()) };
    let mut words = request.first.split(' ');
    let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (host, path) = place(address);
    if let Some(own) = path.strip_prefix(OWN) {
        if own == "complaints" {
            let told: Vec<String> = serde_json::from_slice(&request.body).unwrap_or_default();
            lock(&notes.complaints).extend(told);
        }
        return respond(browser, "200 OK", "text/javascript", WITNESS.as_bytes());
    }
    lock(&notes.requests).insert(address.to_owned());
    let ours = host.starts_with("127.0.0.1:") || host.starts_with("localhost:");
    let Some(mut site) = ours.then(|| TcpStream::connect(host).ok()).flatten() else {
        lock(&notes.complaints).push(format!("Failed to load resource: {address}"));
        return respond(browser, "502 Bad Gateway", "text/plain", b"There is nothing here.");
    };
    write!(site, "{method} {path} HTTP/1.1\r\nConnection: close\r\n")?;
    for header in request.headers.iter().filter(|header| !named(header, &["connection", "proxy-connection"]))
    {
        write!(site, "{header}\r\n")?;
    }
    site.write_all(b"\r\n")?;
    site.write_all(&request.body)?;
    let Some(mut answer) = Message::read(&site, false)? else { return Ok(()) };
    let status = answer.first.split(' ').nth(1).unwrap_or_default();
    if status.starts_with(['4', '5']) {
        let said = format!("Failed to load resource: the server answered with status {status}: {address}");
        lock(&notes.complaints).push(said);
    }
    if method == "GET" && answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        answer.add_the_witness();
    }
    answer.write(browser)
}

/// Host with port, and path with query, of a whole address.
fn place(address: &str) -> (&str, &str) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash))
}

fn respond(mut browser: &TcpStream, status: &str, kind: &str, body: &[u8]) -> io::Result<()> {
    write!(browser, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {kind}\r\n")?;
    write!(browser, "Access-Control-Allow-Origin: *\r\nContent-Length: {}\r\n\r\n", body.len())?;
    browser.write_all(body)
}

/// A request or an answer: its first line, its headers and its body.
struct Message {
    first: String,
    headers: Vec<String>,
    body: Vec<u8>,
}

impl Message {
    fn read(stream: &TcpStream, is_request: bool) -> io::Result<Option<Self>> {
        let mut reader = BufReader::new(stream);
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let first = if lines.is_empty() { return Ok(None) } else { lines.remove(0) };
        let mut message = Self { first, headers: lines, body: Vec::new() };
        let length = message.header("content-length").and_then(|length| length.parse().ok());
        match length {
            Some(length) => {
                message.body.resize(length, 0);
                reader.read_exact(&mut message.body)?;
            }
            // An answer without a length ends with its connection; a request without one has no body.
            None if is_request => {}
            None => drop(reader.read_to_end(&mut message.body)?),
        }
        Ok(Some(message))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let line = self.headers.iter().find(|header| named(header, &[name]))?;
        Some(line.split_once(':')?.1.trim())
    }

    /// Puts the witness before everything that the page itself loads, from a place that the page allows.
    /// A page that allows no script at all can have no error of one, and is left as it is.
    fn add_the_witness(&mut self) {
        let Some(from) = allowed(self.header("content-security-policy")) else { return };
        let html = String::from_utf8_lossy(&self.body).into_owned();
        // After the doctype, and inside the head where there is one.
        let lower = html.to_ascii_lowercase();
        let after = |tag: &str| Some(lower.find(tag)? + tag.len());
        let at = after("<head>").or_else(|| after("<!doctype html>")).unwrap_or(0);
        let script = format!("<script src=\"{from}{OWN}witness.js\" crossorigin></script>");
        self.body = [&html[..at], &script, &html[at..]].concat().into_bytes();
        self.headers.retain(|header| !named(header, &["content-length"]));
        self.headers.push(format!("Content-Length: {}", self.body.len()));
    }

    fn write(&self, mut stream: &TcpStream) -> io::Result<()> {
        write!(stream, "{}\r\n", self.first)?;
        for header in &self.headers {
            write!(stream, "{header}\r\n")?;
        }
        stream.write_all(b"\r\n")?;
        stream.write_all(&self.body)
    }
}

/// Where a policy lets scripts come from: the same site (an empty text), another site, or nowhere.
fn allowed(policy: Option<&str>) -> Option<String> {
    let Some(policy) = policy else { return Some(String::new()) };
    let rules: Vec<Vec<&str>> = policy.split(';').map(|rule| rule.split_whitespace().collect()).collect();
    let rule = |name: &str| rules.iter().find(|rule| rule.first() == Some(&name));
    let Some(scripts) = rule("script-src").or_else(|| rule("default-src")) else {
        return Some(String::new());
    };
    if scripts.contains(&"'self'") || scripts.contains(&"*") {
        return Some(String::new());
    }
    scripts.iter().find(|source| source.starts_with("http")).map(|&source| source.to_owned())
}

fn named(header: &str, names: &[&str]) -> bool {
    let name = header.split(':').next().unwrap_or_default();
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_place_and_a_path() {
        assert_eq!(place("http://127.0.0.1:80/a?b"), ("127.0.0.1:80", "/a?b"));
        assert_eq!(place("http://127.0.0.1:80"), ("127.0.0.1:80", "/"));
        assert_eq!(place("example.com:443"), ("example.com:443", "/"));
    }

    #[test]
    fn the_witness_comes_from_where_the_page_allows_scripts() {
        assert_eq!(allowed(None).as_deref(), Some(""));
        assert_eq!(allowed(Some("default-src 'none'; script-src 'self'")).as_deref(), Some(""));
        assert_eq!(allowed(Some("script-src http://127.0.0.1:1")).as_deref(), Some("http://127.0.0.1:1"));
        assert_eq!(allowed(Some("default-src 'none'; frame-src *")), None);
    }

    #[test]
    fn the_witness_stands_before_all_else() {
        let page = |html: &str| {
            let mut answer = Message {
                first: String::new(),
                headers: vec!["Content-Length: 1".to_owned()],
                body: html.into(),
            };
            answer.add_the_witness();
            (String::from_utf8(answer.body).expect("it was text"), answer.headers)
        };
        let script = "<script src=\"/.relay/witness.js\" crossorigin></script>";
        let (html, headers) = page("<!DOCTYPE html><head><title>A</title>");
        assert_eq!(html, format!("<!DOCTYPE html><head>{script}<title>A</title>"));
        assert_eq!(headers, [format!("Content-Length: {}", html.len())]);
        assert_eq!(page("<!doctype html><p>").0, format!("<!doctype html>{script}<p>"));
    }
}
