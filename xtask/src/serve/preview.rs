//! What the preview shows: the pages of the law as it was saved last, with the faults that it has. While it cannot be
//! read, the pages before it stay, and say so.
//!
//! Every page is told here, and only here, to follow what is saved; no file of a site knows of it.

use std::{
    collections::BTreeMap,
    fs, mem,
    path::{Component, Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use crate::http::Reply;

/// Loads a page again when another edition is shown than the one it belongs to, and says meanwhile which page is open.
const SCRIPT: &str = "\
const { src, dataset } = document.currentScript;
setInterval(async () => {
  try {
    const answer = await fetch(new URL('edition' + location.pathname, src), { cache: 'no-store' });
    if (answer.ok && await answer.text() !== dataset.edition) location.reload();
  } catch {}
}, 250);
";

const STYLE: &str = "\
.law-faults{box-sizing:border-box;padding:1rem;font:400 1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,\
sans-serif;overflow-wrap:anywhere;background:#fff3d6;color:#1d1a12}\
.law-faults h2,.law-faults summary{font-size:1rem;font-weight:700;margin:.75rem 0 .25rem}.law-faults p{margin:.25rem 0}\
.law-faults pre{overflow-x:auto;padding:.5rem .75rem;border-left:3px solid;margin:.5rem 0;font-size:.875rem}\
details.law-faults{position:fixed;inset:auto 0 0;z-index:9;max-height:45vh;overflow:auto;border-top:3px solid}";

/// No page of a site has a name that begins with a dot.
const SCRIPT_PATH: &str = "/.preview/follow.js";
const STYLE_PATH: &str = "/.preview/style.css";
const EDITION_PATH: &str = "/.preview/edition";

/// Said of what was saved last when it has no pages.
const UNMADE: &str = "The page cannot be made";

/// How long a page counts as open after it asked.
const OPEN: Duration = Duration::from_secs(3);

/// How long a page is waited for that is still being made.
const PATIENCE: Duration = Duration::from_secs(30);

/// The edition that is shown; the server and whoever makes pages share it.
#[derive(Debug, Default)]
pub(crate) struct Preview(Mutex<Shown>);

#[derive(Debug, Default)]
struct Shown {
    /// The folder of the pages.
    site: Option<PathBuf>,
    /// Whether only the open pages lie there, and the others are being made.
    is_part: bool,
    /// Why the law as it was saved last has no pages, as a part of a page.
    unmade: Option<String>,
    /// The faults of a law that can be read, as a part of a page.
    faults: String,
    /// Differs from one edition to the next.
    edition: u128,
    /// The pages that are open, and when each asked last.
    open: BTreeMap<String, Instant>,
}

impl Shown {
    /// What is wrong with the law, as a fold that lies over a page.
    fn note(&self) -> String {
        let (summary, part) = match &self.unmade {
            Some(why) => (format!("{UNMADE} anew: this is the one before"), why),
            None if self.faults.is_empty() => return String::new(),
            None => {
                let n = self.faults.matches("<h2>").count();
                let noun = if n == 1 { "fault" } else { "faults" };
                (format!("{n} {noun} in the law"), &self.faults)
            }
        };
        format!(
            "<link rel=\"stylesheet\" href=\"{STYLE_PATH}\"><details class=\"law-faults\" open>\
             <summary>{summary}</summary>{part}</details>"
        )
    }
}

/// Whether the file of this name is a page.
fn is_html(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "html")
}

impl Preview {
    /// Shows the pages in this folder from now on; gives back the folder that they replace.
    pub(crate) fn show(&self, site: PathBuf, is_part: bool) -> Option<PathBuf> {
        let mut shown = self.shown();
        // Open pages are those of this edition already when the others follow them.
        let is_new = !mem::replace(&mut shown.is_part, is_part) || is_part;
        if is_new || shown.unmade.is_some() {
            shown.edition = now();
            shown.faults.clear();
        }
        shown.unmade = None;
        shown.site.replace(site)
    }

    /// Shows these faults on every page.
    pub(crate) fn show_faults(&self, faults: String) {
        let mut shown = self.shown();
        if shown.faults != faults {
            shown.faults = faults;
            shown.edition = now();
        }
    }

    /// Shows on every page why no page of what was saved last could be made; in the place of the pages, where there are
    /// none yet.
    pub(crate) fn show_unmade(&self, why: String) {
        let mut shown = self.shown();
        shown.unmade = Some(why);
        shown.edition = now();
    }

    /// The paths of the pages that are open.
    pub(crate) fn open_pages(&self) -> Vec<String> {
        let mut shown = self.shown();
        shown.open.retain(|_, asked| asked.elapsed() < OPEN);
        shown.open.keys().cloned().collect()
    }

    /// A file of the pages.
    pub(crate) fn file(&self, name: &str) -> Option<Vec<u8>> {
        let site = self.shown().site.clone()?;
        fs::read(site.join(name)).ok()
    }

    /// What is answered to whoever asks for a path.
    pub(crate) fn reply(&self, path: &str) -> Reply {
        match path {
            SCRIPT_PATH => return ok("x.js", SCRIPT.into()),
            STYLE_PATH => return ok("x.css", STYLE.into()),
            _ => {}
        }
        if let Some(page) = path.strip_prefix(EDITION_PATH) {
            let mut shown = self.shown();
            shown.open.insert(page.to_owned(), Instant::now());
            return ok("x.txt", shown.edition.to_string().into());
        }
        let is_page = path.rsplit('/').next().is_none_or(|name| !name.contains('.') || is_html(name));
        let begin = Instant::now();
        loop {
            let shown = self.shown();
            let edition = shown.edition;
            let whole = shown.site.is_some() && !shown.is_part;
            if let Some(why) = shown.unmade.as_ref().filter(|_| is_page && !whole) {
                let page = standalone(UNMADE, why);
                return Reply::page("500 Internal Server Error", following(&page, "", edition));
            }
            let Some(site) = shown.site.clone() else {
                let page = standalone(
                    "The site is being built",
                    "<p>The terminal says how far it is, and what is wrong if it fails. The page follows by itself.</p>",
                );
                return Reply::page("503 Service Unavailable", following(&page, "", edition));
            };
            let (faults, is_part) = (shown.note(), shown.is_part);
            drop(shown);
            match find(&site, path) {
                Some((name, bytes)) if is_html(&name) => {
                    let page = String::from_utf8_lossy(&bytes);
                    return Reply::page("200 OK", following(&page, &faults, edition));
                }
                Some((name, bytes)) => return ok(&name, bytes),
                // Other pages have replaced these meanwhile.
                None if self.shown().site.as_ref() != Some(&site) => {}
                None if is_part && begin.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
                None => {
                    let page = fs::read_to_string(site.join("404.html")).unwrap_or_default();
                    return Reply::page("404 Not Found", following(&page, &faults, edition));
                }
            }
        }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A moment that no other edition has.
pub(super) fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos())
}

fn ok(name: &str, body: Vec<u8>) -> Reply {
    Reply { status: "200 OK", content_type: content_type(name), body }
}

/// A page of ours.
fn standalone(heading: &str, part: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n</head>\n<body>\n<main class=\"law-faults\">\n\
         <h1>{heading}</h1>\n{part}</main>\n</body>\n</html>\n"
    )
}

/// The page, told to follow, with a note on it.
fn following(page: &str, note: &str, edition: u128) -> String {
    let at = page.rfind("</body>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    format!("{before}{note}<script src=\"{SCRIPT_PATH}\" data-edition=\"{edition}\"></script>{after}")
}

/// The file at a path of a site: its name and its bytes.
fn find(site: &Path, path: &str) -> Option<(String, Vec<u8>)> {
    let mut name = path.trim_start_matches('/').to_owned();
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    // Nothing outside of the site is ever read.
    let is_inside = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
    let bytes = is_inside.then(|| fs::read(site.join(&name)).ok())??;
    Some((name, bytes))
}

/// What a file is, by the end of its name.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "speculationrules" => "application/speculationrules+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ics" => "text/calendar; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" | "toml" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site of two pages and a script, in a folder of its own.
    fn site(name: &str) -> PathBuf {
        let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/preview").join(name);
        fs::create_dir_all(site.join("a")).expect("the target folder can be written");
        for (file, text) in [
            ("index.html", "<html><body>home</body></html>"),
            ("a/index.html", "<html><body>a</body></html>"),
            ("404.html", "<html><body>none</body></html>"),
            ("start.js", "// </body>"),
        ] {
            fs::write(site.join(file), text).expect("the target folder can be written");
        }
        site
    }

    #[track_caller]
    fn check(preview: &Preview, path: &str, status: &str, content_type: &str, text: &str) {
        let reply = preview.reply(path);
        let body = String::from_utf8(reply.body).expect("these files are text");
        assert_eq!((reply.status, reply.content_type), (status, content_type), "{path}");
        assert!(body.contains(text), "{path}: {body}");
        assert_eq!(body.contains(SCRIPT_PATH), content_type.starts_with("text/html"), "{path}: {body}");
    }

    const PAGE: &str = "text/html; charset=utf-8";

    #[test]
    fn pages_follow_and_other_files_are_as_they_are() {
        let preview = Preview::default();
        check(&preview, "/", "503 Service Unavailable", PAGE, "is being built");
        let site = site("plain");
        preview.show(site.clone(), false);
        check(&preview, "/", "200 OK", PAGE, "<body>home<script src=");
        check(&preview, "/a/", "200 OK", PAGE, "<body>a<script src=");
        check(&preview, "/start.js", "200 OK", "text/javascript; charset=utf-8", "// </body>");
        for path in ["/b/", "/../plain/start.js", "//etc/hostname", "/a/../start.js"] {
            check(&preview, path, "404 Not Found", PAGE, "none");
        }
        let kept = fs::read_to_string(site.join("a/index.html")).expect("it was written");
        assert_eq!(kept, "<html><body>a</body></html>", "no file of a site is changed");
    }

    fn edition(preview: &Preview) -> String {
        String::from_utf8(preview.reply("/.preview/edition/a/").body).expect("it is a number")
    }

    #[test]
    fn a_law_that_cannot_be_read_leaves_the_pages_before_it_and_stands_on_each() {
        let preview = Preview::default();
        preview.show_unmade("<h2>law.toml:3</h2>".to_owned());
        check(
            &preview,
            "/a/",
            "500 Internal Server Error",
            PAGE,
            "<h1>The page cannot be made</h1>\n<h2>law.toml:3</h2>",
        );
        let site = site("unmade");
        preview.show(site.clone(), false);
        check(&preview, "/a/", "200 OK", PAGE, "<body>a<script");
        let good = edition(&preview);
        preview.show_unmade("<h2>law.toml:3</h2>".to_owned());
        let bad = edition(&preview);
        assert_ne!(good, bad);
        let note =
            "<summary>The page cannot be made anew: this is the one before</summary><h2>law.toml:3</h2>";
        check(&preview, "/", "200 OK", PAGE, "<body>home<link");
        for (path, status) in [("/", "200 OK"), ("/a/index.html", "200 OK"), ("/b/", "404 Not Found")] {
            check(&preview, path, status, PAGE, note);
        }
        check(&preview, "/start.js", "200 OK", "text/javascript; charset=utf-8", "//");
        assert_eq!(preview.show(site.clone(), false), Some(site));
        assert_ne!(edition(&preview), bad);
        check(&preview, "/a/", "200 OK", PAGE, &format!("data-edition=\"{}\"", edition(&preview)));
    }

    #[test]
    fn the_faults_of_a_law_that_can_be_read_stand_on_every_page_of_it() {
        let preview = Preview::default();
        preview.show(site("faults"), false);
        let before = edition(&preview);
        preview.show_faults(String::new());
        assert_eq!(edition(&preview), before, "nothing is loaded again for nothing");
        preview.show_faults("<h2>es.toml:9</h2>\n<p>no day</p>\n".to_owned());
        assert_ne!(edition(&preview), before);
        check(&preview, "/a/", "200 OK", PAGE, "<body>a<link");
        check(&preview, "/", "200 OK", PAGE, "<summary>1 fault in the law</summary><h2>es.toml:9</h2>");
        preview.show(site("faults"), false);
        let page = preview.reply("/").body;
        assert!(!String::from_utf8_lossy(&page).contains("fault"), "another edition has faults of its own");
    }

    #[test]
    fn open_pages_come_first_and_stay_as_they_are_when_the_others_follow() {
        let preview = Preview::default();
        assert_eq!(preview.open_pages(), Vec::<String>::new());
        preview.show(site("whole"), false);
        let before = edition(&preview);
        assert_eq!(preview.open_pages(), ["/a/"]);
        let part = site("part");
        fs::remove_file(part.join("index.html")).expect("it was written");
        preview.show(part, true);
        let after = edition(&preview);
        assert_ne!(before, after);
        check(&preview, "/a/", "200 OK", PAGE, "<body>a");
        thread::scope(|scope| {
            // Whoever asks for another page waits until it is made.
            let asked = scope.spawn(|| check(&preview, "/", "200 OK", PAGE, "<body>home"));
            thread::sleep(Duration::from_millis(60));
            assert!(!asked.is_finished());
            preview.show(site("whole"), false);
        });
        assert_eq!(edition(&preview), after);
    }
}
