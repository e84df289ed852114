//! A site in a folder of a newsroom's own domain, beside another explainer: nothing reaches out of its folder.

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

mod lanterns;
mod printing;

use printing::{Printing, law, values};

const ADDRESS: &str = "https://news.example/projects/kaspersky/";
const FOLDER: &str = "/projects/kaspersky/";

static SITE: LazyLock<Printing> = LazyLock::new(|| Printing::of("folder", &law(), ADDRESS, false));

/// The invented explainer, in another folder of the same origin.
static LANTERNS: LazyLock<Printing> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lanterns-beside");
    lanterns::write(&folder);
    Printing::of("lanterns-beside-site", &folder, "https://news.example/projects/lanterns/", false)
});

/// Everything in a file that a browser, a crawler or a reader of data would take for an address of this origin.
fn references(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Absolute addresses, anywhere.
    for (at, _) in text.match_indices("https://news.example") {
        let address = &text[at..];
        let end = address.find(|letter: char| letter.is_whitespace() || "\"'<>;\\)`".contains(letter));
        found.push(address[..end.unwrap_or(address.len())]["https://news.example".len()..].to_owned());
    }
    for (at, _) in text.match_indices("webcal://news.example") {
        let address = &text[at + "webcal://news.example".len()..];
        found.push(address.split('"').next().unwrap_or_default().to_owned());
    }
    // Paths from the root: attributes of pages, strings of scripts, values of data.
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension {
        "html" => {
            for name in
                ["href", "src", "data-wasm", "data-prefix", "data-page", "data-address", "action", "poster"]
            {
                found.extend(values(text, name).into_iter().filter(|value| value.starts_with('/')));
            }
        }
        "js" => found.extend(strings(text)),
        "css" => {
            let urls = text.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
            found.extend(urls.filter(|url| url.starts_with('/')).map(|url| url.chars().take(40).collect()));
        }
        _ => {}
    }
    found
}

/// The strings of a script that begin like a path from the root: a slash, then a letter.
fn strings(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for quote in ['"', '\'', '`'] {
        for (at, _) in script.match_indices(&format!("{quote}/")) {
            let path = &script[at + 1..];
            if path[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '$') {
                found.push(path.split(quote).next().unwrap_or_default().to_owned());
            }
        }
    }
    found
}

#[track_caller]
fn check(site: &Printing, folder: &str) {
    let mut n_references = 0;
    let mut escaping = BTreeSet::new();
    for (path, bytes) in &site.files {
        let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
        let is_text = ["html", "js", "css", "json", "xml", "ics", "atom", "txt"]
            .contains(&extension.unwrap_or_default());
        // The loader and the table of heights name pages by their path below the site.
        if !is_text || path == "heights.json" || path == "embed.js" {
            continue;
        }
        let text = std::str::from_utf8(bytes).expect("it is text").replace("\r\n ", "");
        for reference in references(path, &text) {
            n_references += 1;
            // The policy names the origin alone.
            if !reference.is_empty() && !reference.starts_with(folder) {
                escaping.insert(format!("{path}: {reference}"));
            }
        }
    }
    let shown: Vec<&String> = escaping.iter().take(20).collect();
    assert!(escaping.is_empty(), "{} references leave {folder}: {shown:#?}", escaping.len());
    assert!(n_references > 1000, "{n_references} references");
    println!("{n_references} references, all below {folder}");
}

#[test]
fn no_reference_leaves_the_folder() {
    check(&SITE, FOLDER);
}

#[test]
fn two_explainers_live_side_by_side() {
    check(&LANTERNS, "/projects/lanterns/");
    for path in LANTERNS.ending(".html") {
        let page = LANTERNS.text(path);
        assert!(
            !page.contains("kaspersky") && !page.contains("Kaspersky"),
            "{path} speaks of the other explainer"
        );
    }
    // Whatever both have by one name is each one's own.
    assert_ne!(SITE.text("embed.js"), LANTERNS.text("embed.js"));
    assert!(LANTERNS.text("embed/index.html").contains("https://news.example/projects/lanterns/embed.js"));
}

#[test]
fn every_link_leads_to_a_file_that_is_there() {
    for path in SITE.ending(".html") {
        for link in values(SITE.text(path), "href").into_iter().chain(values(SITE.text(path), "src")) {
            if let Some(file) = SITE.file_of(&link) {
                assert!(SITE.files.contains_key(&file), "{path} links to {link}, which was not printed");
            }
        }
    }
}

#[test]
fn what_counts_at_the_root_of_an_origin_becomes_lines_for_it() {
    assert!(!SITE.files.contains_key("robots.txt") && !SITE.files.contains_key("_headers"));
    let read = |name: &str| std::fs::read_to_string(SITE.settings.join(name)).expect("it was printed");
    assert!(read("robots.txt").contains("Sitemap: https://news.example/projects/kaspersky/sitemap.xml\n"));
    let headers = read("_headers");
    assert!(headers.starts_with("/projects/kaspersky/*\n"), "{headers}");
    assert!(headers.contains("\n/projects/kaspersky/law-*\n"), "{headers}");
    let nginx = read("nginx.conf");
    assert!(nginx.contains("location /projects/kaspersky/ {"), "{nginx}");
    assert!(nginx.contains("error_page 404 /projects/kaspersky/404.html;"), "{nginx}");
    assert!(read("htaccess").contains("ErrorDocument 404 /projects/kaspersky/404.html\n"));
}
