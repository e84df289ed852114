//! A diff as one page of its own, to be read, printed and signed.
//!
//! It loads nothing: its style stands in it and it has no script. What changed is said in words (“before”, “after”),
//! never by color alone.

use std::fmt::Write as _;

use super::{
    Diff, Edit, Group, Text,
    text::{reach, span, subject, summary},
};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:light-dark(#1b1d21,#eceef1);--soft:light-dark(#565c67,#a9b0bb);\
--rule:light-dark(#c9cdd4,#434954);--wash:light-dark(#f5f6f8,#1d2025);--paper:light-dark(#fff,#15171a)}\
*{box-sizing:border-box}\
body{margin:0 auto;max-width:52rem;padding:1.5rem 1rem 3rem;background:var(--paper);color:var(--ink);\
font:400 1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere}\
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}\
h3{font-size:1.05rem;margin:0 0 .25rem}h4{font-size:1rem;margin:1rem 0 .25rem}\
article{border-top:2px solid var(--ink);padding:.75rem 0;margin:1rem 0}\
.soft{color:var(--soft);font-size:.9rem;margin:.25rem 0}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}\
caption{text-align:left;font-weight:600;padding:.25rem 0}\
th,td{text-align:left;vertical-align:top;border:1px solid var(--rule);padding:.4rem .6rem}\
th{background:var(--wash);font-weight:600;width:7rem}\
del{text-decoration-thickness:1px}ins{text-decoration:underline;text-underline-offset:.15em}\
code{font-size:.9rem}ul{padding-left:1.2rem}\
.sign{display:grid;grid-template-columns:2fr 2fr 1fr;gap:1.5rem;margin-top:3.5rem}\
.sign span{border-top:1px solid var(--ink);padding-top:.25rem;font-size:.9rem}\
@media print{body{max-width:none;padding:0;font-size:10.5pt}article,table,tr{break-inside:avoid}\
h1,h2,h3,h4,caption{break-after:avoid}}";

/// The whole page.
#[must_use]
pub fn html(diff: &Diff) -> String {
    let title = format!("What changes for readers of {}", escape(&diff.explainer));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n"
    );
    let mut put = |text: &str| page.push_str(text);
    put("<table>\n<caption>The two editions</caption>\n<thead><tr><th scope=\"col\"></th>\
         <th scope=\"col\">Edition</th><th scope=\"col\">Sources last checked</th>\
         <th scope=\"col\">Fingerprint</th></tr></thead>\n<tbody>\n");
    for (name, named) in [("Before", &diff.before), ("After", &diff.after)] {
        put(&format!(
            "<tr><th scope=\"row\">{name}</th><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n",
            escape(&named.name),
            escape(&named.verified),
            escape(&named.fingerprint)
        ));
    }
    put("</tbody>\n</table>\n<ul>\n");
    for sentence in summary(diff) {
        put(&format!("<li>{}</li>\n", escape(&sentence)));
    }
    put("</ul>\n");
    for (heading, groups) in [
        ("What readers are told", &diff.groups),
        ("New readers, and what they are told", &diff.new_readers),
        ("Readers that are gone, and what they were told", &diff.retired_readers),
    ] {
        if !groups.is_empty() {
            put(&format!("<section>\n<h2>{heading}</h2>\n"));
            groups.iter().for_each(|it| put(&group(it)));
            put("</section>\n");
        }
    }
    let pages = diff.pages.iter().flat_map(|pages| {
        [("added", &pages.added), ("retired", &pages.retired)]
            .map(|(what, paths)| (what, &pages.language, paths))
    });
    for (what, language, paths) in pages.filter(|(.., paths)| !paths.is_empty()) {
        put(&format!("<section>\n<h2>Pages {what} ({})</h2>\n<ul>\n", escape(language)));
        paths.iter().for_each(|path| put(&format!("<li><code>{}</code></li>\n", escape(path))));
        put("</ul>\n</section>\n");
    }
    for sentences in &diff.sentences {
        let heading = format!("Other sentences ({}.toml)", sentences.language);
        put(&edits(&heading, &sentences.edits));
    }
    if !diff.law.is_empty() {
        put(&edits("Edited in law.toml", &diff.law));
    }
    put("<section>\n<h2>Sign-off</h2>\n<p>I have read what changes for readers and found it right.</p>\n\
         <p class=\"sign\"><span>Name</span><span>Signature</span><span>Date</span></p>\n</section>\n\
         </main>\n</body>\n</html>\n");
    page
}

fn group(group: &Group) -> String {
    let mut text = String::from("<article>\n");
    for (index, who) in group.who.iter().enumerate() {
        let joint = if index == 0 { "" } else { "or " };
        let _ = writeln!(text, "<h3>{joint}{}</h3>", escape(who));
    }
    let _ = writeln!(text, "<p class=\"soft\">{}</p>", escape(&reach(group)));
    let mut days = String::new();
    for change in &group.changes {
        let now = span(change);
        if now != days {
            let _ = writeln!(text, "<h4>{}</h4>", escape(&now));
            days = now;
        }
        let _ = writeln!(text, "<table>\n<caption>{}</caption>\n<tbody>", escape(&subject(change)));
        for said in &change.texts {
            text.push_str(&rows(said));
        }
        text.push_str("</tbody>\n</table>\n");
    }
    text.push_str("</article>\n");
    text
}

fn rows(text: &Text) -> String {
    let (language, lang) = if text.language.is_empty() {
        (String::new(), String::new())
    } else {
        let language = escape(&text.language);
        (format!(" ({language})"), format!(" lang=\"{language}\""))
    };
    before_and_after(&language, &lang, text.before.as_deref(), text.after.as_deref())
}

fn before_and_after(language: &str, lang: &str, before: Option<&str>, after: Option<&str>) -> String {
    let mut rows = String::new();
    if let Some(before) = before {
        let _ = writeln!(
            rows,
            "<tr><th scope=\"row\">Before{language}</th><td{lang}><del>{}</del></td></tr>",
            escape(before)
        );
    }
    let after = after.map_or_else(|| "Nothing".to_owned(), |after| format!("<ins>{}</ins>", escape(after)));
    let _ = writeln!(rows, "<tr><th scope=\"row\">After{language}</th><td{lang}>{after}</td></tr>");
    rows
}

fn edits(heading: &str, edits: &[Edit]) -> String {
    let mut text = format!("<section>\n<h2>{}</h2>\n", escape(heading));
    for edit in edits {
        let _ = writeln!(text, "<table>\n<caption><code>{}</code></caption>\n<tbody>", escape(&edit.key));
        text.push_str(&before_and_after("", "", edit.before.as_deref(), edit.after.as_deref()));
        text.push_str("</tbody>\n</table>\n");
    }
    text.push_str("</section>\n");
    text
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(escape("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
