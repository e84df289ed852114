//! How a server sends the site: one table of headers, and the settings of common servers made from it.

use core::fmt::Write;

/// What is sent with every file; `ORIGIN` stands for the site's own origin.
///
/// `Trunk.toml` and the server of the browser tests send the same; tests hold them equal.
pub const HEADERS: [(&str, &str); 4] = [
    // Frames in a sandbox have an opaque origin, and load script, engine and law from ours.
    ("Access-Control-Allow-Origin", "*"),
    // A file is what its type says.
    ("X-Content-Type-Options", "nosniff"),
    // A page's address is what its reader answered: whoever publishes a source does not learn it.
    ("Referrer-Policy", "no-referrer"),
    // Nothing is loaded from elsewhere and nothing is sent anywhere. The word 'self' alone would be enough, but in a
    // frame with `sandbox="allow-scripts"` WebKit takes it for the frame's origin, and refuses even the style.
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' ORIGIN 'wasm-unsafe-eval'; style-src 'self' ORIGIN; \
         img-src 'self' ORIGIN data:; connect-src 'self' ORIGIN; frame-src 'self'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types own-pages",
    ),
];

/// The headers of a site with this origin.
#[must_use]
pub fn headers(origin: &str) -> Vec<(&'static str, String)> {
    HEADERS.iter().map(|(name, value)| (*name, value.replace("ORIGIN", origin))).collect()
}

/// How long a file is kept whose name changes with its content.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// How long a file is kept whose name stays: five minutes, then an hour while a new one is fetched.
pub const SHORTLY: &str = "public, max-age=300, stale-while-revalidate=3600";

/// How the names begin that change with their content: stylesheet, engine with glue, law.
const HASHED: [&str; 3] = ["style-", "ban-explainer-", "law-"];

/// What a file is, by the end of its name, and whether it lies there compressed too.
const TYPES: [(&str, &str, bool); 14] = [
    ("html", "text/html; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    ("css", "text/css; charset=utf-8", true),
    ("wasm", "application/wasm", true),
    ("bin", "application/octet-stream", true),
    ("json", "application/json", true),
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

/// The `Cache-Control` of a path.
#[must_use]
pub fn cache_control(path: &str) -> &'static str {
    let name = path.trim_start_matches('/');
    if HASHED.iter().any(|start| name.starts_with(start)) { FOREVER } else { SHORTLY }
}

fn known(name: &str) -> Option<(&'static str, &'static str, bool)> {
    let (_, extension) = name.rsplit_once('.')?;
    TYPES.into_iter().find(|(known, _, _)| *known == extension)
}

/// `_headers`, as Netlify, Cloudflare Pages and their like read it.
///
/// These join the values of all rules that fit, so how long a page is kept is left to them: they ask again each time.
#[must_use]
pub fn headers_file(origin: &str) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers(origin) {
        writeln!(text, "  {name}: {value}").expect("a String takes any text");
    }
    for start in HASHED {
        write!(text, "\n/{start}*\n  Cache-Control: {FOREVER}\n").expect("a String takes any text");
    }
    text
}

/// `deploy/nginx.conf`: a file for `conf.d`.
///
/// Debian's nginx has no module for brotli, so a request that takes brotli is led to the compressed file itself,
/// whose headers are set by hand. Headers stand at the level of the server, where each location inherits them; nginx
/// sends none whose value is empty.
#[must_use]
pub fn nginx() -> String {
    let mut types = String::new();
    for (extension, kind, compressed) in TYPES {
        if compressed {
            writeln!(types, "    ~\\.{extension}\\.br$ \"{kind}\";").expect("a String takes any text");
        }
    }
    let mut known = String::new();
    // nginx always gives text/html its charset.
    let mut charsets: Vec<&str> = Vec::new();
    for (extension, kind, _) in TYPES {
        // The charset is a setting of its own in nginx.
        let (bare, has_charset) = kind.split_once(';').map_or((kind, false), |(bare, _)| (bare, true));
        writeln!(known, "        {bare} {extension};").expect("a String takes any text");
        if has_charset && bare != "text/html" && !charsets.contains(&bare) {
            charsets.push(bare);
        }
    }
    let mut lines = String::new();
    for (name, value) in headers("$explainer_origin") {
        writeln!(lines, "    add_header {name} \"{value}\" always;").expect("a String takes any text");
    }
    let hashed: String = HASHED.map(|start| format!("    ~^/{start} \"{FOREVER}\";\n")).concat();
    NGINX
        .replace("{hashed}", &hashed)
        .replace("{shortly}", SHORTLY)
        .replace("{brotli_types}", &types)
        .replace("{types}", &known)
        .replace("{charsets}", &charsets.join(" "))
        .replace("{headers}", &lines)
}

const NGINX: &str = include_str!("serving/nginx.template");
