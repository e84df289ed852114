//! `sitemap.xml` and `robots.txt`: what a search engine asks for first.

use core::fmt::Write;

use ban_explainer::Site;

use super::{
    builder,
    edition::{Edition, alternates},
    method, standalone,
};
use crate::languages;

/// Every page once, with the day of its last change and its other languages.
pub(super) fn sitemap(editions: &[Edition], site: &Site) -> String {
    let mut urls = String::new();
    let known: Vec<&str> = editions.iter().map(|edition| edition.law.wording.language.as_str()).collect();
    for edition in editions {
        let changed = edition.law.explainer.changed().to_iso();
        let answers = edition
            .pages
            .iter()
            .filter(|page| page.moved.is_none())
            .map(|page| (page.path.clone(), alternates(editions, page)));
        let standalone = [method::NAME, builder::NAME].map(|name| {
            (languages::standalone(name, &edition.law.wording.language), standalone::alternates(name, &known))
        });
        for (path, others) in answers.chain(standalone) {
            let address = site.url(&path);
            push(&mut urls, format_args!("<url><loc>{address}</loc><lastmod>{changed}</lastmod>"));
            for (language, path) in others {
                let address = site.url(&path);
                push(
                    &mut urls,
                    format_args!(
                        "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>"
                    ),
                );
            }
            push(&mut urls, format_args!("</url>\n"));
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{urls}</urlset>\n"
    )
}

fn push(text: &mut String, more: core::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("a String takes any text");
}

/// Everybody may read everything. It counts at the root of an origin only.
pub(super) fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}\n", site.url("sitemap.xml"))
}
