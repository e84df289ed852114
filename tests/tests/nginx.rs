//! The shipped settings of nginx, started as they are: what a browser, an older one and a crawler are sent.

use std::{
    fmt::Write as _,
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use ban_explainer::Site;
use site::serving::{self, Inline};
use tests::Server;

/// The address that the site was built for.
fn built_for() -> Site {
    Server::built_for().expect("a built site says its address")
}

/// A running nginx; dropping it ends it.
struct Nginx {
    process: Child,
    port: u16,
}

/// What nginx answered.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// Every value of a header, joined, so that one sent twice is seen.
    fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

fn workspace() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn dist() -> PathBuf {
    Server::dist().canonicalize().expect("the site is built; “cargo xtask build” builds it")
}

/// Replaces a line of the settings that has to be there once.
#[track_caller]
fn set(settings: &str, line: &str, with: &str) -> String {
    assert_eq!(settings.matches(line).count(), 1, "the settings have “{line}” once");
    settings.replace(line, with)
}

impl Nginx {
    fn start(name: &str) -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("this computer has a free port").port();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("cargo gives tests a folder of their own");
        let shipped = fs::read_to_string(workspace().join("target/serving/nginx.conf")).expect(
            "the build writes the settings of servers beside the site; “cargo xtask build” builds it",
        );
        assert_eq!(built_for().folder, "/", "these tests are of a site at the root of its origin");
        let shipped = set(&shipped, "listen 80;", &format!("listen 127.0.0.1:{port};"));
        let shipped = set(&shipped, "listen [::]:80;", "");
        let shipped = set(&shipped, "root /srv/explainer;", &format!("root {};", dist().display()));
        let mut settings =
            format!("daemon off; master_process off; pid {0}/pid; events {{}}\nhttp {{\n", folder.display());
        for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            writeln!(settings, "{kind}_temp_path {}/{kind};", folder.display())
                .expect("a String takes any text");
        }
        settings.push_str(&shipped);
        settings.push_str("}\n");
        let file = folder.join("nginx.conf");
        fs::write(&file, settings).expect("the folder is ours");
        let process = Command::new("nginx")
            .args(["-e", "stderr", "-p"])
            .arg(&folder)
            .arg("-c")
            .arg(&file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|why| panic!("nginx could not be started ({why}); is it installed?"));
        let nginx = Self { process, port };
        let begin = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(begin.elapsed() < Duration::from_secs(10), "nginx does not take its settings; see above");
            thread::sleep(Duration::from_millis(20));
        }
        nginx
    }

    /// Asks for a path as a browser does that takes these encodings.
    fn get(&self, path: &str, encodings: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nAccept-Encoding: {encodings}\r\n"))
    }

    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("nginx runs");
        let whole = format!("{request}Host: host.example\r\nConnection: close\r\n\r\n");
        stream.write_all(whole.as_bytes()).expect("nginx listens");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("nginx answers");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        Answer {
            status: status.expect("an answer has a status"),
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // A process that is already gone needs no ending.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The name of the file at the root of the site that begins and ends so.
fn named(start: &str, end: &str) -> String {
    let names = fs::read_dir(dist()).expect("the site is built").flatten();
    let mut names = names.filter_map(|entry| entry.file_name().into_string().ok());
    names
        .find(|name| name.starts_with(start) && name.ends_with(end))
        .unwrap_or_else(|| panic!("the site has no {start}…{end}"))
}

#[track_caller]
fn check_headers(answer: &Answer, path: &str) {
    let inline = Inline::of_site(&dist()).expect("the site has pages");
    for (name, value) in serving::headers(&built_for(), &inline) {
        assert_eq!(answer.header(name), Some(value), "{path}: {name}");
    }
}

#[test]
fn nginx_sends_every_kind_of_file_as_what_it_is_and_compressed_as_asked() {
    let nginx = Nginx::start("nginx-files");
    let hashed = [
        named("style-", ".css"),
        named("ban-explainer-", ".js"),
        named("ban-explainer-", ".wasm"),
        named("law-en-", ".bin"),
    ];
    let mut paths: Vec<String> = hashed.iter().map(|name| format!("/{name}")).collect();
    for path in [
        "/",
        "/business/resell/2024-09-29/",
        "/?role=business&doing=use.resell",
        "/business/outcome.json",
        "/business/dates.ics",
        "/outcome.schema.json",
        "/dates-en.ics",
        "/revisions-en.atom",
        "/sitemap.xml",
        "/embed.js",
    ] {
        paths.push(path.to_owned());
    }
    for path in &paths {
        let bare = path.split('?').next().unwrap_or_default();
        let file = if bare.ends_with('/') { format!("{bare}index.html") } else { bare.to_owned() };
        let kept =
            if hashed.iter().any(|name| path.ends_with(name)) { serving::FOREVER } else { serving::SHORTLY };
        let plain = nginx.get(path, "identity");
        assert_eq!(plain.header("Content-Encoding"), None, "{path}");
        assert!(
            plain.body == fs::read(dist().join(file.trim_start_matches('/'))).expect("it is there"),
            "{path}"
        );
        let brotli = nginx.get(path, "gzip, deflate, br, zstd");
        assert_eq!(brotli.header("Content-Encoding").as_deref(), Some("br"), "{path}");
        let gzip = nginx.get(path, "gzip, deflate");
        assert_eq!(gzip.header("Content-Encoding").as_deref(), Some("gzip"), "{path}");
        let refused = nginx.get(path, "gzip, br;q=0");
        assert_eq!(refused.header("Content-Encoding").as_deref(), Some("gzip"), "{path}: br is refused");
        for answer in [&plain, &brotli, &gzip, &refused] {
            assert_eq!(answer.status, 200, "{path}");
            check_headers(answer, path);
            let kind = answer.header("Content-Type").unwrap_or_default().to_lowercase();
            assert_eq!(kind, serving::content_type(&file), "{path}");
            assert_eq!(answer.header("Cache-Control").as_deref(), Some(kept), "{path}");
            assert_eq!(answer.header("Vary").as_deref(), Some("Accept-Encoding"), "{path}");
        }
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli.body, &mut unpacked).expect("it is brotli");
        assert!(unpacked == plain.body, "{path}: brotli holds the same bytes");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*gzip.body).read_to_end(&mut unpacked).expect("it is gzip");
        assert!(unpacked == plain.body, "{path}: gzip holds the same bytes");
    }
}

#[test]
fn nginx_answers_an_unknown_path_with_the_page_that_asks_the_question() {
    let nginx = Nginx::start("nginx-unknown");
    let page = fs::read(dist().join("404.html")).expect("it is printed");
    for path in
        ["/nobody/", "/business/2024-13-01/", "/BUSINESS/", "/_headers", "/index.html.br", "/law-en-0.bin"]
    {
        let plain = nginx.get(path, "identity");
        assert_eq!(plain.status, 404, "{path}");
        assert!(plain.body == page, "{path}");
        check_headers(&plain, path);
        let brotli = nginx.get(path, "br");
        assert_eq!(
            (brotli.status, brotli.header("Content-Encoding").as_deref()),
            (404, Some("br")),
            "{path}"
        );
        assert_eq!(brotli.header("Content-Type").as_deref(), Some("text/html; charset=utf-8"), "{path}");
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli.body, &mut unpacked).expect("it is brotli");
        assert!(unpacked == page, "{path}");
    }
}

#[test]
fn nginx_adds_the_slash_that_a_link_lost_and_keeps_its_query() {
    let nginx = Nginx::start("nginx-slash");
    let answer = nginx.get("/business?doing=use.resell", "br");
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header("Location").as_deref(), Some("/business/?doing=use.resell"));
}

#[test]
fn nginx_sends_a_page_again_only_when_it_changed() {
    let nginx = Nginx::start("nginx-again");
    for encoding in ["identity", "gzip", "br"] {
        let first = nginx.get("/business/", encoding);
        let tag = first.header("ETag").expect("a file has a tag");
        let again = nginx.ask(&format!(
            "GET /business/ HTTP/1.1\r\nAccept-Encoding: {encoding}\r\nIf-None-Match: {tag}\r\n"
        ));
        assert_eq!((again.status, again.body.len()), (304, 0), "{encoding}");
    }
}

#[test]
fn nginx_leads_an_older_link_without_a_page_of_its_own_to_the_page_that_asks() {
    let nginx = Nginx::start("nginx-moved");
    for (older, now) in [
        ("/business/2024-09-29/?doing=use.resell", "/?role=business&on=2024-09-29&doing=use.resell"),
        ("/business/?place=elsewhere&doing=resell", "/?role=business&place=elsewhere&doing=resell"),
        (
            "/business/2024-09-29/?on=2025-01-01&place=elsewhere&doing=resell.use",
            "/?role=business&on=2025-01-01&place=elsewhere&doing=resell.use",
        ),
        ("/business/?on=2025-01-01", "/?role=business&on=2025-01-01"),
        ("/es/government/state-nh/?product=other", "/es/?role=government&body=state-nh&product=other"),
    ] {
        let answer = nginx.get(older, "br");
        assert_eq!(answer.status, 301, "{older}");
        assert_eq!(answer.header("Location").as_deref(), Some(now), "{older}");
    }
    // What has a page keeps it, whatever hangs on its link.
    for path in ["/business/resell/?utm_source=mail", "/business/resell/?law=2026-11-24"] {
        assert_eq!(nginx.get(path, "br").status, 200, "{path}");
    }
}
