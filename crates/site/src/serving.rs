//! How a server sends the site: one table of headers, and the settings of common servers made from it.

mod apache;
mod nginx;
mod redirects;

use core::fmt::Write;
use std::{fs, io, path::Path};

use ban_explainer::Site;
use serde_json::{Value, json};

pub use apache::htaccess;
pub use nginx::nginx;
pub use redirects::Redirects;

use crate::hash::Hash;

/// The policy of every file, under this name in its headers and in each page.
pub const POLICY: &str = "Content-Security-Policy";

/// What stands inline in every page, each as its hash: `sha256-…`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The style of the first screen.
    pub style: Option<String>,
    /// What runs before the first paint.
    pub script: Option<String>,
}

impl Inline {
    /// What stands inline in the first page of a printed site.
    ///
    /// # Errors
    ///
    /// When the folder holds no page.
    pub fn of_site(folder: &Path) -> io::Result<Self> {
        let page = fs::read_to_string(folder.join("index.html"))?;
        let inside = |open: &str, close: &str| {
            let (_, rest) = page.split_once(open)?;
            let (_, text) = rest.split_once('>')?;
            let (text, _) = text.split_once(close)?;
            Some(Hash::of(text.as_bytes()).integrity())
        };
        Ok(Self { style: inside("<style", "</style>"), script: inside("<script data-first", "</script>") })
    }

    /// The hash as one more source of a directive.
    fn source(hash: Option<&String>) -> String {
        hash.map_or_else(String::new, |hash| format!(" '{hash}'"))
    }
}

/// The policy of a site: nothing is loaded from elsewhere, and nothing is sent anywhere.
///
/// The origin stands beside the word 'self': in a frame with `sandbox="allow-scripts"` `WebKit` takes that word for the
/// frame's own, opaque origin and refuses even the style. What stands inline is allowed by its hash alone. No text
/// becomes markup but a page of our own (`static/start.js`).
#[must_use]
pub fn policy(origin: &str, inline: &Inline) -> String {
    let (style, script) = (Inline::source(inline.style.as_ref()), Inline::source(inline.script.as_ref()));
    format!(
        "default-src 'none'; script-src 'self' {origin}{script} 'wasm-unsafe-eval'; style-src 'self' {origin}{style}; \
         img-src 'self' {origin} data:; connect-src 'self' {origin}; frame-src 'self'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types own-pages"
    )
}

/// The file that says which links a browser may load before they are followed.
pub const SPECULATION: &str = "links.speculationrules";

/// Its content: every page of the site, once a finger or a pointer rests on the link to it. A page that is there already
/// is shown without a blank moment, also while the engine is on its way. Once the engine answers, nobody is asked for
/// anything any more.
#[must_use]
pub fn speculation(site: &Site) -> Value {
    json!({
        "prefetch": [{
            "where": {
                "and": [
                    { "href_matches": site.href("*/") },
                    { "selector_matches": "html:not([data-engine]) a:not([target=_blank])" },
                ]
            },
            "eagerness": "moderate",
        }]
    })
}

/// What is sent with every file of a site.
#[must_use]
pub fn headers(site: &Site, inline: &Inline) -> Vec<(&'static str, String)> {
    vec![
        // Frames in a sandbox have an opaque origin, and load script, engine and law from ours.
        ("Access-Control-Allow-Origin", "*".to_owned()),
        // A file is what its type says.
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // A page's address is what its reader answered: whoever publishes a source does not learn it.
        ("Referrer-Policy", "no-referrer".to_owned()),
        // Where a browser reads which links it may load ahead.
        ("Speculation-Rules", format!("\"{}\"", site.href(SPECULATION))),
        (POLICY, policy(&site.origin, inline)),
    ]
}

/// How long a file is kept whose name changes with its content.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// How long a file is kept whose name stays: five minutes, then an hour while a new one is fetched.
pub const SHORTLY: &str = "public, max-age=300, stale-while-revalidate=3600";

/// How the names begin that change with their content: stylesheet, engine with glue, law.
const HASHED: [&str; 3] = ["style-", "ban-explainer-", "law-"];

/// What a file is, by the end of its name, and whether it lies there compressed too.
const TYPES: [(&str, &str, bool); 15] = [
    ("html", "text/html; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    ("css", "text/css; charset=utf-8", true),
    ("wasm", "application/wasm", true),
    ("bin", "application/octet-stream", true),
    ("json", "application/json", true),
    ("speculationrules", "application/speculationrules+json", true),
    ("svg", "image/svg+xml", true),
    ("ics", "text/calendar; charset=utf-8", true),
    ("atom", "application/atom+xml; charset=utf-8", true),
    ("xml", "application/xml; charset=utf-8", true),
    ("txt", "text/plain; charset=utf-8", true),
    ("md", "text/plain; charset=utf-8", true),
    ("toml", "text/plain; charset=utf-8", true),
    ("png", "image/png", false),
];

/// The `Content-Type` of a file, by the end of its name.
#[must_use]
pub fn content_type(name: &str) -> &'static str {
    known(name).map_or("application/octet-stream", |(_, kind, _)| kind)
}

/// Whether a file lies there compressed too; a picture is compressed already.
#[must_use]
pub fn is_compressed(name: &str) -> bool {
    known(name).is_some_and(|(_, _, compressed)| compressed)
}

/// The `Cache-Control` of a path, seen from the folder of the site.
#[must_use]
pub fn cache_control(path: &str) -> &'static str {
    let name = path.trim_start_matches('/');
    if HASHED.iter().any(|start| name.starts_with(start)) { FOREVER } else { SHORTLY }
}

fn known(name: &str) -> Option<(&'static str, &'static str, bool)> {
    let (_, extension) = name.rsplit_once('.')?;
    TYPES.into_iter().find(|(known, _, _)| *known == extension)
}

/// `_headers`, as Netlify, Cloudflare Pages and their like read it at the root of an origin.
///
/// These join the values of all rules that fit, so how long a page is kept is left to them: they ask again each time.
#[must_use]
pub fn headers_file(site: &Site, inline: &Inline) -> String {
    let mut text = format!("{}\n", site.href("*"));
    for (name, value) in headers(site, inline) {
        writeln!(text, "  {name}: {value}").expect("a String takes any text");
    }
    let (rules, kind) = (site.href(SPECULATION), content_type(SPECULATION));
    write!(text, "\n{rules}\n  Content-Type: {kind}\n").expect("a String takes any text");
    for start in HASHED {
        let path = site.href(&format!("{start}*"));
        write!(text, "\n{path}\n  Cache-Control: {FOREVER}\n").expect("a String takes any text");
    }
    text
}

/// A value between quotation marks, as nginx and Apache read it.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\\\""))
}

/// A path as it stands in a regular expression.
fn pattern(path: &str) -> String {
    let mut pattern = String::new();
    for letter in path.chars() {
        if !letter.is_ascii_alphanumeric() && !"/-_~".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}
