//! The settings of nginx.

use core::fmt::Write;

use ban_explainer::Site;

use super::{FOREVER, HASHED, Inline, Redirects, SHORTLY, TYPES, headers, pattern, quoted, redirects::DAY};

const TEMPLATE: &str = include_str!("nginx.template");

/// A file for `conf.d`, for a site at the root of an origin or in a folder of one.
///
/// Debian's nginx has no module for brotli, so a request that takes brotli is led to the compressed file itself,
/// whose headers are set by hand. Headers stand in the location of the site, where the ones inside inherit them; nginx
/// sends none whose value is empty.
#[must_use]
pub fn nginx(site: &Site, inline: &Inline, redirects: Option<&Redirects>) -> String {
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
        writeln!(known, "            {bare} {extension};").expect("a String takes any text");
        if has_charset && bare != "text/html" && !charsets.contains(&bare) {
            charsets.push(bare);
        }
    }
    let mut lines = String::new();
    for (name, value) in headers(site, inline) {
        writeln!(lines, "        add_header {name} {} always;", quoted(&value))
            .expect("a String takes any text");
    }
    let folder = pattern(&site.folder);
    let hashed: String = HASHED.map(|start| format!("    ~^{folder}{start} \"{FOREVER}\";\n")).concat();
    let host = site.origin.split_once("://").map_or("_", |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    TEMPLATE
        .replace("{hashed}", &hashed)
        .replace("{shortly}", SHORTLY)
        .replace("{brotli_types}", &types)
        .replace("{types}", &known)
        .replace("{charsets}", &charsets.join(" "))
        .replace("{headers}", &lines)
        .replace("{moved}", &redirects.map_or_else(String::new, |redirects| moved(site, redirects)))
        .replace("{host}", host)
        .replace("{folder}", &site.folder)
}

/// The links of earlier releases that lead to the page that asks, with what they asked.
fn moved(site: &Site, redirects: &Redirects) -> String {
    let folder = pattern(&site.folder);
    let Redirects { in_path, in_query, role, .. } = redirects;
    let language = match redirects.language() {
        language if language.is_empty() => "(?<explainer_language>)".to_owned(),
        language => format!("(?<explainer_language>(?:{language})?)"),
    };
    let asks = format!("(?=(?:.*&)?(?:{})=)", in_query.join("|"));
    let mut lines = String::new();
    let mut line = |option: &str, day: &str, without: &str, to: &str| {
        let path =
            format!("{folder}{language}(?<explainer_role>{})/{option}{day}(?:index\\.html)?", role.any());
        writeln!(
            lines,
            "    \"~^{path}\\?{asks}{without}(?<explainer_asked>.*)$\" \
             \"{}$explainer_language?{}=$explainer_role{to}&$explainer_asked\";",
            site.folder, role.question,
        )
        .expect("a String takes any text");
    };
    let day = format!("(?<explainer_day>{DAY})/");
    // A day in the query says more than the first day of its period.
    let kept = "(?!(?:.*&)?on=)";
    let any_day = format!("(?:{DAY}/)?");
    line("", &day, kept, "&on=$explainer_day");
    line("", &any_day, "", "");
    for choice in in_path {
        let option = format!("(?<explainer_option>{})/", choice.any());
        let chosen = format!("&{}=$explainer_option", choice.question);
        line(&option, &day, kept, &format!("{chosen}&on=$explainer_day"));
        line(&option, &any_day, "", &chosen);
    }
    lines
}
