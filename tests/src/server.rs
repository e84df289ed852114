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

/// The headers that the shipped server settings send with every file (`crates/site/src/serving.rs`; a test of the
/// shipped nginx settings holds the two equal).
///
/// ORIGIN stands for the site's own origin. The word 'self' alone would be enough, but in a frame with
/// `sandbox="allow-scripts"` WebKit takes it for the frame's origin, which is opaque, and refuses even the style.
pub const HEADERS: [(&str, &str); 4] = [
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' ORIGIN 'wasm-unsafe-eval'; style-src 'self' ORIGIN; \
         img-src 'self' ORIGIN data:; connect-src 'self' ORIGIN; frame-src 'self'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types own-pages",
    ),
];

/// What changes the bytes of a file on their way.
type Spoil = fn(Vec<u8>) -> Vec<u8>;

/// The settings of a server: at first as in production, then worse by choice.
pub struct Server {
    folder: PathBuf,
    headers: BTreeMap<String, String>,
    missing: Vec<String>,
    spoiled: Vec<(String, Spoil)>,
    pages: BTreeMap<String, Vec<u8>>,
    types: Vec<(String, String)>,
    name: Option<&'static str>,
    pace: Option<Pace>,
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
        let headers = HEADERS.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            folder: folder.into(),
            headers: BTreeMap::from(headers),
            missing: Vec::new(),
            spoiled: Vec::new(),
            pages: BTreeMap::new(),
            types: Vec::new(),
            name: None,
            pace: None,
        }
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

    /// Sends this header too, or sends it with this value, in which ORIGIN is the site's own origin.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Does not send this header.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        let left_out = self.headers.remove(name);
        assert!(left_out.is_some(), "The server sends no header “{name}”; is it spelled as in HEADERS?");
        self
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
        for value in self.headers.values_mut() {
            *value = value.replace("ORIGIN", &origin);
        }
        let asked = Arc::new(Mutex::new(Vec::new()));
        let closed = Arc::new(AtomicBool::new(false));
        let site = Site { address, origin, asked: Arc::clone(&asked), closed: Arc::clone(&closed) };
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
        for (name, value) in self.headers.iter().chain(&answer.headers) {
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
        if let Some(bytes) = self.pages.get(path) {
            let path = Path::new(path);
            let named = if path.extension().is_some() { path } else { Path::new("page.html") };
            return Answer::file("200 OK", named, bytes.clone());
        }
        let inside = !path.split('/').any(|part| part == "..");
        let mut file = self.folder.join(path.trim_start_matches('/'));
        if inside && file.is_dir() {
            if !path.ends_with('/') {
                return Answer::moved(format!("{path}/"));
            }
            file.push("index.html");
        }
        let missing = !inside || self.missing.iter().any(|suffix| path.ends_with(suffix));
        match fs::read(&file) {
            Ok(bytes) if !missing => {
                let spoils = self.spoiled.iter().filter(|(suffix, _)| path.ends_with(suffix));
                let mut answer =
                    Answer::file("200 OK", &file, spoils.fold(bytes, |bytes, (_, spoil)| spoil(bytes)));
                if let Some((_, kind)) = self.types.iter().find(|(suffix, _)| path.ends_with(suffix)) {
                    answer.headers.insert("Content-Type".to_owned(), kind.clone());
                }
                answer
            }
            _ => {
                let page = fs::read(self.folder.join("404.html")).unwrap_or_default();
                Answer::file("404 Not Found", Path::new("404.html"), page)
            }
        }
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
    asked: Arc<Mutex<Vec<String>>>,
    closed: Arc<AtomicBool>,
}

impl Site {
    /// Its origin, such as `http://127.0.0.1:40000`. Two sites are two origins.
    #[must_use]
    pub fn origin(&self) -> String {
        self.origin.clone()
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
