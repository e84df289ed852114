//! The pages of publishers in `tests/hosts/`, as a test serves them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tests::{Server, Site, heights::Heights};

/// A publisher, whose site is another than ours: its origin serves one page of `tests/hosts/` with no policy of its own.
pub(crate) fn publisher(name: &str, widget: &Site) -> Server {
    with_page(name, &filled(name, &widget.origin()), widget)
}

/// A publisher whose page is this text.
pub(crate) fn with_page(name: &str, page: &str, widget: &Site) -> Server {
    Server::of(folder())
        .of_a_publisher()
        .without_header("Content-Security-Policy")
        .without_header("Referrer-Policy")
        .page("/favicon.ico", "")
        .page(&format!("/{name}/"), &page.replace("{origin}", &widget.origin()))
}

/// The pages of hosts, with the scripts they load.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("hosts")
}

pub(crate) fn heights() -> Heights {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/heights.json");
    Heights::read(&file).expect("the table of heights is committed")
}

/// The style with which a snippet keeps the place of a page free.
pub(crate) fn reserve(path: &str) -> String {
    site::reserve::style(&tests::heights::WIDTHS, &heights().0[path])
}

/// A page of `tests/hosts/` with its marks filled in: our origin, and the heights that a publisher copies from us.
pub(crate) fn filled(name: &str, origin: &str) -> String {
    let file = folder().join(format!("{name}.html"));
    let page = fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let mut parts = page.replace("{origin}", origin);
    let heights = heights();
    let width = |width: u32| {
        tests::heights::WIDTHS.iter().position(|it| *it == width).expect("a width of the table is named")
    };
    for (mark, value) in [
        (
            "height",
            Box::new(|path: &str, at: u32| heights.0[path][width(at)].to_string())
                as Box<dyn Fn(&str, u32) -> String>,
        ),
        ("reserve", Box::new(|path, _| reserve(path))),
        ("oembed", Box::new(|path, _| oembed(path)["height"].to_string())),
    ] {
        while let Some(from) = parts.find(&format!("{{{mark} ")) {
            let to = from + parts[from..].find('}').expect("a mark ends");
            let mut words = parts[from + 1..to].split(' ').skip(1);
            let path = words.next().expect("a mark names a page").to_owned();
            let at = words.next().and_then(|word| word.parse().ok()).unwrap_or(640);
            parts.replace_range(from..=to, &value(&path, at));
        }
    }
    parts
}

/// The address that the site was built for, with a slash at the end.
pub(crate) fn public_address() -> String {
    oembed("/")["provider_url"].as_str().expect("an answer names the site").to_owned()
}

/// The oEmbed answer beside a page of the built site.
pub(crate) fn oembed(path: &str) -> Value {
    let file = Server::dist().join(path.trim_matches('/')).join("oembed.json");
    let text = fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}
