//! A sample article with the explainer in it, served from an origin of its own while the site is served.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    http::{self, Reply},
    serve::Preview,
};

/// The article, with marks for our origin and for the room that its snippet keeps free.
const PAGE: &str = "tests/hosts/newspaper.html";

/// Serves the article on this listener until the process ends, with the explainer from `origin`.
pub(crate) fn serve(listener: TcpListener, root: PathBuf, preview: Arc<Preview>, origin: String) {
    http::serve(listener, &[], move |_| page(&root, &preview, &origin));
}

/// The article as its file says now, with the marks filled in.
fn page(root: &Path, preview: &Preview, origin: &str) -> Reply {
    let Ok(article) = fs::read_to_string(root.join(PAGE)) else {
        return Reply::page("404 Not Found", format!("There is no {PAGE}."));
    };
    let builder = preview.file("embed/index.html").and_then(|bytes| String::from_utf8(bytes).ok());
    Reply::page("200 OK", filled(&article, &builder.unwrap_or_default(), origin))
}

/// `{reserve PATH}` becomes the style that the page for publishers names for this path.
fn filled(article: &str, builder: &str, origin: &str) -> String {
    let mut page = article.replace("{origin}", origin);
    while let Some((before, rest)) = page.split_once("{reserve ") {
        let (path, after) = rest.split_once('}').unwrap_or((rest, ""));
        let known = builder.split_once(&format!("\"{path}\":{{\"reserve\":\""));
        let style = known.and_then(|(_, rest)| rest.split_once('"')).map_or("", |(style, _)| style);
        page = format!("{before}{style}{after}");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_the_article_are_filled_from_the_page_for_publishers() {
        let article = "<script src=\"{origin}/embed.js\"></script><p style=\"{reserve /a/}\"><i style=\"{reserve /b/}\">";
        let builder = "{\"/a/\":{\"reserve\":\"padding:1em\",\"height\":4}}";
        assert_eq!(
            filled(article, builder, "http://host"),
            "<script src=\"http://host/embed.js\"></script><p style=\"padding:1em\"><i style=\"\">"
        );
    }
}
