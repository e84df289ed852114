//! A static file server as a publisher would run it, and the ways in which one can go wrong.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, BufRead, BufReader, BufWriter, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use site::serving::{self, Inline, POLICY};

/// The script that runs before any of a page's own.
const FIRST: &str = "/first-of-all.js";

/// What changes the bytes of a file on their way.
type Spoil = fn(Vec<u8>) -> Vec<u8>;

/// A built site, and where on its origin it lies.
struct Mounted {
    files: PathBuf,
    /// The origin that it was built for; it stands in its files.
    built_for: Option<String>,
    /// The folder of the origin, which begins and ends with a slash.
    folder: String,
    /// What a production server sends with each of its files.
    headers: BTreeMap<String, String>,
}

impl Mounted {
    /// A built site where it was built for: its pages say so in `<html data-site="…">`. Any other folder lies at the
    /// root.
    ///
    /// The headers are those of production (`site::serving`), with the hashes of what stands inline in these pages.
    /// ORIGIN stands in them for the origin that serves.
    fn of(files: PathBuf) -> Self {
        // A folder without a first page is none of ours: a publisher's, whose pages have nothing inline that counts.
        let inline = if files.join("index.html").is_file() {
            Inline::of_site(&files).unwrap_or_else(|why| panic!("{}: {why}", files.display()))
        } else {
            Inline::default()
        };
        let site = address_in(&files);
        let folder = site.as_ref().map_or_else(|| "/".to_owned(), |site| site.folder.clone());
        let here = ban_explainer::Site { origin: "ORIGIN".to_owned(), folder: folder.clone() };
        let mut headers = serving::headers(&here, &inline);
        if site.is_none() {
            // A publisher does not send what is about the links of our pages.
            headers.retain(|(name, _)| *name != "Speculation-Rules");
        }
        Self {
            files,
            built_for: site.map(|site| site.origin),
            folder,
            headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        }
    }

    /// A file of the site as this origin serves it: with its own address in place of the one it was built for.
    fn read(&self, path: &str, origin: &str) -> Option<Vec<u8>> {
        let bytes = fs::read(self.files.join(path)).ok()?;
        let names_the_site = ["html", "json", "xml", "ics", "js", "atom", "txt"]
            .iter()
            .any(|kind| Path::new(path).extension().is_some_and(|extension| extension == *kind));
        let Some(built_for) = self.built_for.as_ref().filter(|_| names_the_site) else { return Some(bytes) };
        match String::from_utf8(bytes) {
            Ok(text) => Some(text.replace(built_for, origin).into_bytes()),
            Err(not_text) => Some(not_text.into_bytes()),
        }
    }
}

/// The address that a site was built for.
fn address_in(files: &Path) -> Option<ban_explainer::Site> {
    let first = fs::read_to_string(files.join("index.html")).ok()?;
    let (_, rest) = first.split_once("data-site=\"")?;
    ban_explainer::Site::at(rest.split('"').next()?)
}

/// The settings of a server: at first as in production, then worse by choice.
pub struct Server {
    sites: Vec<Mounted>,
    /// Headers that are sent with every file, or are not; they win over those of production.
    headers: BTreeMap<String, Option<String>>,
    missing: Vec<String>,
    spoiled: Vec<(String, Spoil)>,
    pages: BTreeMap<String, Vec<u8>>,
    types: Vec<(String, String)>,
    name: Option<&'static str>,
    pace: Option<Pace>,
    origin: String,
    script_first: Option<String>,
    has_policy: bool,
    has_index: bool,
}

/// How slowly a server answers.
#[derive(Clone, Copy)]
struct Pace {
    late: Duration,
    bytes_per_second: usize,
}

impl Server {
    /// Serves a folder.
    #[must_use]
    pub fn of(folder: impl Into<PathBuf>) -> Self {
        Self {
            sites: vec![Mounted::of(folder.into())],
            headers: BTreeMap::new(),
            missing: Vec::new(),
            spoiled: Vec::new(),
            pages: BTreeMap::new(),
            types: Vec::new(),
            name: None,
            pace: None,
            origin: String::new(),
            script_first: None,
            has_policy: true,
            has_index: true,
        }
    }

    /// Serves another built site beside the first, in the folder of the origin that it was built for.
    #[must_use]
    pub fn beside(mut self, folder: impl Into<PathBuf>) -> Self {
        self.sites.push(Mounted::of(folder.into()));
        self
    }

    /// Serves the built site: the folder named by the variable `DIST`, or else `dist/` of the workspace.
    #[must_use]
    pub fn of_dist() -> Self {
        let folder = Self::dist();
        assert!(
            folder.join("index.html").is_file(),
            "{} holds no built site; run “cargo xtask build”, or name its folder in the variable DIST.",
            folder.display()
        );
        Self::of(folder)
    }

    /// Where the built site lies.
    #[must_use]
    pub fn dist() -> PathBuf {
        // Cargo runs tests in their package's folder; a person names a folder of the workspace. A full path stays as it is.
        let workspace = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        workspace.join(env::var_os("DIST").unwrap_or_else(|| "dist".into()))
    }

    /// The address that the built site was built for, by its first page.
    #[must_use]
    pub fn built_for() -> Option<ban_explainer::Site> {
        address_in(&Self::dist())
    }

    /// Sends this header too, or sends it with this value, in which ORIGIN is the site's own origin.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), Some(value.to_owned()));
        self
    }

    /// Does not send this header. The policy leaves the pages too: see [`Self::plain`] for a host that cannot send it.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        let is_sent = self.sites.iter().any(|site| site.headers.contains_key(name));
        assert!(
            is_sent,
            "The server sends no header “{name}”; is it spelled as in crates/site/src/serving.rs?"
        );
        self.has_policy &= name != POLICY;
        self.headers.insert(name.to_owned(), None);
        self
    }

    /// A plain host: it sends no headers but the type of a file, and knows no type for the engine.
    #[must_use]
    pub fn plain(mut self) -> Self {
        let names: Vec<String> = self.sites.iter().flat_map(|site| site.headers.keys().cloned()).collect();
        self.headers.extend(names.into_iter().map(|name| (name, None)));
        self.typed(".wasm", "application/octet-stream")
    }

    /// A host that knows files only: a folder is answered with 404, and its page is `index.html`.
    #[must_use]
    pub fn without_index(mut self) -> Self {
        self.has_index = false;
        self
    }

    /// Lets a script run in every page before any of ours.
    #[must_use]
    pub fn script_first(mut self, script: &str) -> Self {
        self.script_first = Some(script.to_owned());
        self.page(FIRST, script)
    }

    /// Answers 404 for every path that ends so.
    #[must_use]
    pub fn missing(mut self, suffix: &str) -> Self {
        self.missing.push(suffix.to_owned());
        self
    }

    /// Sends only the first half of every file whose path ends so.
    #[must_use]
    pub fn cut(self, suffix: &str) -> Self {
        self.spoiled(suffix, |mut bytes| {
            bytes.truncate(bytes.len() / 2);
            bytes
        })
    }

    /// Sends every file whose path ends so with its bytes changed.
    #[must_use]
    pub fn spoiled(mut self, suffix: &str, spoil: Spoil) -> Self {
        self.spoiled.push((suffix.to_owned(), spoil));
        self
    }

    /// Sends every file whose path ends so as another type than it is.
    #[must_use]
    pub fn typed(mut self, suffix: &str, kind: &str) -> Self {
        self.types.push((suffix.to_owned(), kind.to_owned()));
        self
    }

    /// Serves one file that is not in the folder, for instance the page of a publisher; a page unless its path ends
    /// otherwise.
    #[must_use]
    pub fn page(self, path: &str, html: &str) -> Self {
        self.file(path, html.as_bytes().to_vec())
    }

    /// The same for a file that is no text.
    #[must_use]
    pub fn file(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.pages.insert(path.to_owned(), bytes);
        self
    }

    /// Is reached as `localhost`: to a browser this is another site than a server that is reached by its number, and not
    /// only another origin. So a publisher's page and ours stand to each other as on the open web.
    #[must_use]
    pub fn of_a_publisher(mut self) -> Self {
        self.name = Some("localhost");
        self
    }

    /// Answers this late, in milliseconds, and this slowly, in bytes a second. Each answer has its own line.
    #[must_use]
    pub fn slow(mut self, late: u64, bytes_per_second: usize) -> Self {
        self.pace = Some(Pace { late: Duration::from_millis(late), bytes_per_second });
        self
    }

    /// Starts serving on a free port of this computer, until the returned [`Site`] is dropped.
    #[must_use]
    pub fn start(mut self) -> Site {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("this computer has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let origin = match self.name {
            Some(name) => format!("http://{name}:{}", address.port()),
            None => format!("http://{address}"),
        };
        self.origin.clone_from(&origin);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let closed = Arc::new(AtomicBool::new(false));
        let folder = self.sites[0].folder.clone();
        let site = Site { address, origin, folder, asked: Arc::clone(&asked), closed: Arc::clone(&closed) };
        let server = Arc::new(self);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if closed.load(Ordering::Relaxed) {
                    return;
                }
                // A browser opens connections that it then does not use, so each has its own thread.
                let (server, asked) = (Arc::clone(&server), Arc::clone(&asked));
                thread::spawn(move || stream.and_then(|stream| server.converse(&stream, &asked)));
            }
        });
        site
    }

    fn converse(&self, stream: &TcpStream, asked: &Mutex<Vec<String>>) -> io::Result<()> {
        let mut lines = BufReader::new(stream).lines();
        let Some(request) = lines.next() else {
            return Ok(());
        };
        let request = request?;
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let mut words = request.split(' ');
        let (Some(method), Some(address)) = (words.next(), words.next()) else {
            return Ok(());
        };
        asked.lock().unwrap_or_else(PoisonError::into_inner).push(address.to_owned());
        self.write(stream, method, &self.answer(address))
    }

    fn write(&self, stream: &TcpStream, method: &str, answer: &Answer) -> io::Result<()> {
        let mut stream = BufWriter::new(stream);
        write!(stream, "HTTP/1.1 {}\r\nConnection: close\r\n", answer.status)?;
        write!(stream, "Content-Length: {}\r\n", answer.body.len())?;
        for (name, value) in &answer.headers {
            write!(stream, "{name}: {value}\r\n")?;
        }
        stream.write_all(b"\r\n")?;
        if method != "HEAD" {
            match self.pace {
                None => stream.write_all(&answer.body)?,
                Some(Pace { late, bytes_per_second }) => {
                    thread::sleep(late);
                    for part in answer.body.chunks((bytes_per_second / 20).max(1)) {
                        stream.write_all(part)?;
                        stream.flush()?;
                        thread::sleep(Duration::from_millis(50));
                    }
                }
            }
        }
        stream.flush()
    }

    fn answer(&self, address: &str) -> Answer {
        let (path, _query) = address.split_once('?').unwrap_or((address, ""));
        let inside = |site: &&Mounted| path.starts_with(&site.folder) || format!("{path}/") == site.folder;
        // The site in the deepest folder; for what lies beside all of them, the headers of the first.
        let site = self.sites.iter().filter(inside).max_by_key(|site| site.folder.len());
        let mut answer = self.body(site, path);
        let of_site = site.unwrap_or(&self.sites[0]).headers.clone();
        let mut headers: BTreeMap<String, String> = of_site;
        for (name, value) in &self.headers {
            match value {
                Some(value) => headers.insert(name.clone(), value.clone()),
                None => headers.remove(name),
            };
        }
        headers.extend(answer.headers);
        answer.headers =
            headers.into_iter().map(|(name, value)| (name, value.replace("ORIGIN", &self.origin))).collect();
        answer
    }

    fn body(&self, site: Option<&Mounted>, path: &str) -> Answer {
        let below = site.and_then(|site| path.strip_prefix(&*site.folder)).map(|path| format!("/{path}"));
        let page = self.pages.get(path).or_else(|| self.pages.get(below.as_deref()?));
        if let Some(bytes) = page {
            let path = Path::new(path);
            let named = if path.extension().is_some() { path } else { Path::new("page.html") };
            return Answer::file("200 OK", named, bytes.clone());
        }
        let Some(site) = site else { return Answer::nothing() };
        let Some(below) = below else { return Answer::moved(format!("{path}/")) };
        let inside = !below.split('/').any(|part| part == "..");
        let mut file = below.trim_start_matches('/').to_owned();
        if inside && site.files.join(&file).is_dir() {
            if !path.ends_with('/') {
                return if self.has_index { Answer::moved(format!("{path}/")) } else { Answer::nothing() };
            }
            if !self.has_index {
                return Answer::nothing();
            }
            file.push_str("index.html");
        }
        let missing = !inside || self.missing.iter().any(|suffix| path.ends_with(suffix));
        match site.read(&file, &self.origin).filter(|_| !missing) {
            Some(bytes) => {
                let bytes = self.dressed(&file, bytes);
                let spoils = self.spoiled.iter().filter(|(suffix, _)| path.ends_with(suffix));
                let bytes = spoils.fold(bytes, |bytes, (_, spoil)| spoil(bytes));
                let mut answer = Answer::file("200 OK", Path::new(&file), bytes);
                if let Some((_, kind)) = self.types.iter().find(|(suffix, _)| path.ends_with(suffix)) {
                    answer.headers.insert("Content-Type".to_owned(), kind.clone());
                }
                answer
            }
            // A plain host without an index knows no page for what is missing either.
            None if !self.has_index => Answer::nothing(),
            None => {
                let page = site.read("404.html", &self.origin).unwrap_or_default();
                Answer::file("404 Not Found", Path::new("404.html"), self.dressed("404.html", page))
            }
        }
    }

    /// A page with the script that runs first, and without its policy where none is wanted.
    fn dressed(&self, file: &str, bytes: Vec<u8>) -> Vec<u8> {
        let is_page = Path::new(file).extension().is_some_and(|extension| extension == "html");
        if !is_page || (self.has_policy && self.script_first.is_none()) {
            return bytes;
        }
        let mut page = String::from_utf8_lossy(&bytes).into_owned();
        if !self.has_policy {
            let begin = "<meta http-equiv=\"Content-Security-Policy\"";
            if let Some(start) = page.find(begin) {
                let end = page[start..].find('>').map_or(page.len(), |end| start + end + 1);
                page.replace_range(start..end, "");
            }
        }
        if self.script_first.is_some() {
            // Before every script of ours, some of which run as soon as they are there.
            let (ours, script) = ("<style data-whole", format!("<script src=\"{FIRST}\"></script>"));
            let place = page.find(ours).or_else(|| page.find("</head>")).unwrap_or(0);
            page.insert_str(place, &script);
        }
        page.into_bytes()
    }
}

struct Answer {
    status: &'static str,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn file(status: &'static str, path: &Path, body: Vec<u8>) -> Self {
        let kind = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("wasm") => "application/wasm",
            Some("json") => "application/json",
            Some("speculationrules") => "application/speculationrules+json",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("ics") => "text/calendar; charset=utf-8",
            Some("atom") => "application/atom+xml; charset=utf-8",
            Some("xml") => "application/xml",
            Some("txt") => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        Self { status, headers: BTreeMap::from([("Content-Type".to_owned(), kind.to_owned())]), body }
    }

    /// What a host says that has nothing at a path and no page for it.
    fn nothing() -> Self {
        Self::file("404 Not Found", Path::new("nothing.txt"), b"There is nothing here.".to_vec())
    }

    fn moved(to: String) -> Self {
        Self {
            status: "308 Permanent Redirect",
            headers: BTreeMap::from([("Location".to_owned(), to)]),
            body: Vec::new(),
        }
    }
}

/// A running server; dropping it ends it.
pub struct Site {
    address: SocketAddr,
    origin: String,
    folder: String,
    asked: Arc<Mutex<Vec<String>>>,
    closed: Arc<AtomicBool>,
}

impl Site {
    /// Its origin, such as `http://127.0.0.1:40000`. Two sites are two origins.
    #[must_use]
    pub fn origin(&self) -> String {
        self.origin.clone()
    }

    /// The folder of the origin that the built site lies in, which begins and ends with a slash.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The address of the built site without its last slash, to which a path of ours is added.
    #[must_use]
    pub fn base(&self) -> String {
        format!("{}{}", self.origin, self.folder.trim_end_matches('/'))
    }

    /// Every path that was asked for so far, with its query, in the order of arrival.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
        // One last connection wakes the thread that waits for connections, so that it sees the end.
        drop(TcpStream::connect(self.address));
    }
}
