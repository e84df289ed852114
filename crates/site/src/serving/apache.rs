//! The settings of Apache.

use core::fmt::Write;

use ban_explainer::Site;

use super::{FOREVER, HASHED, Inline, Redirects, SHORTLY, TYPES, headers, quoted, redirects::DAY};

/// A file to lie beside the pages as `.htaccess`, or for the `<Directory>` of the site.
///
/// It needs `mod_headers` and `mod_rewrite`; what `mod_brotli` and `mod_deflate` do is left out where they are not there.
#[must_use]
pub fn htaccess(site: &Site, inline: &Inline, redirects: Option<&Redirects>) -> String {
    let mut text = format!(
        "# Serves the explainer at {}. Made by the tool from crates/site/src/serving for this address and this build:\n\
         # the policy names the style that stands in the pages. Make it again (build again) with every new release.\n\
         # Put it beside the pages as .htaccess (with AllowOverride FileInfo Indexes), or into their <Directory>.\n\
         DirectoryIndex index.html\n\
         ErrorDocument 404 {}\n",
        site.address(),
        site.href("404.html")
    );
    let mut push = |line: core::fmt::Arguments| {
        text.write_fmt(line).and_then(|()| text.write_str("\n")).expect("a String takes any text");
    };
    for (extension, kind, _) in TYPES {
        push(format_args!("AddType \"{kind}\" .{extension}"));
    }
    for (name, value) in headers(site, inline) {
        push(format_args!("Header always set {name} {}", quoted(&value)));
    }
    push(format_args!("Header set Cache-Control \"{SHORTLY}\""));
    let names = HASHED.join("|");
    push(format_args!(
        "<FilesMatch \"^({names})\">\n  Header set Cache-Control \"{FOREVER}\"\n</FilesMatch>"
    ));
    let mut kinds: Vec<&str> = Vec::new();
    for (_, kind, compressed) in TYPES {
        let bare = kind.split(';').next().unwrap_or(kind);
        if compressed && !kinds.contains(&bare) {
            kinds.push(bare);
        }
    }
    let kinds = kinds.join(" ");
    push(format_args!(
        "<IfModule mod_filter.c>\n  <IfModule mod_brotli.c>\n    AddOutputFilterByType BROTLI_COMPRESS {kinds}\n  </IfModule>\n  \
         <IfModule mod_deflate.c>\n    AddOutputFilterByType DEFLATE {kinds}\n  </IfModule>\n</IfModule>"
    ));
    if let Some(redirects) = redirects {
        text.push_str(&moved(site, redirects));
    }
    text
}

/// The links of earlier releases that lead to the page that asks, with what they asked.
fn moved(site: &Site, redirects: &Redirects) -> String {
    let Redirects { in_path, in_query, role, .. } = redirects;
    let language = match redirects.language() {
        language if language.is_empty() => "()".to_owned(),
        language => format!("((?:{language})?)"),
    };
    let mut text = String::from(
        "# Answers without a page of their own, as earlier releases wrote them: to the page that asks.\n\
         RewriteEngine On\n",
    );
    let mut rule = |option: &str, day: &str, without_day: bool, to: &str| {
        let asks = in_query.join("|");
        writeln!(text, "RewriteCond %{{QUERY_STRING}} (?:^|&)(?:{asks})=").expect("a String takes any text");
        if without_day {
            text.push_str("RewriteCond %{QUERY_STRING} !(?:^|&)on=\n");
        }
        writeln!(
            text,
            "RewriteRule ^{language}({})/{option}{day}(?:index\\.html)?$ {}$1?{}=$2{to} [R=301,L,QSA,NE]",
            role.any(),
            site.folder,
            role.question,
        )
        .expect("a String takes any text");
    };
    let day = format!("({DAY})/");
    let any_day = format!("(?:{DAY}/)?");
    rule("", &day, true, "&on=$3");
    rule("", &any_day, false, "");
    for choice in in_path {
        let option = format!("({})/", choice.any());
        let chosen = format!("&{}=$3", choice.question);
        rule(&option, &day, true, &format!("{chosen}&on=$4"));
        rule(&option, &any_day, false, &chosen);
    }
    text
}
