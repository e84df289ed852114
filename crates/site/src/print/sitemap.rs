//! `sitemap.xml` and `robots.txt`: what a search engine asks for first.

/// Every page once.
pub(super) fn sitemap(paths: &[String], origin: &str) -> String {
    let urls: Vec<String> =
        paths.iter().map(|path| format!("<url><loc>{origin}{path}</loc></url>")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}\n</urlset>\n",
        urls.join("\n")
    )
}

/// Everybody may read everything.
pub(super) fn robots(origin: &str) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n")
}
