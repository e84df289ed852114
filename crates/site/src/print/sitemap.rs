//! `sitemap.xml` and `robots.txt`: what a search engine asks for first.

use core::fmt::Write;

use super::{
    apart, builder,
    edition::{Edition, alternates},
    method,
};

/// Every page once, with the day of its last change and its other languages.
pub(super) fn sitemap(editions: &[Edition], origin: &str) -> String {
    let mut urls = String::new();
    let languages: Vec<&str> = editions.iter().map(|edition| edition.law.wording.language.as_str()).collect();
    for edition in editions {
        let changed = edition.law.explainer.changed().to_iso();
        let answers = edition.pages.iter().map(|page| (page.path.clone(), alternates(editions, page)));
        let aparts = [method::NAME, builder::NAME].map(|name| {
            (apart::path(name, &edition.law.wording.language), apart::alternates(name, &languages))
        });
        for (path, others) in answers.chain(aparts) {
            push(&mut urls, format_args!("<url><loc>{origin}{path}</loc><lastmod>{changed}</lastmod>"));
            for (language, path) in others {
                let link = format_args!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{origin}{path}\"/>"
                );
                push(&mut urls, link);
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

/// Everybody may read everything.
pub(super) fn robots(origin: &str) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n")
}
