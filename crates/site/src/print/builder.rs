//! The page for publishers, `/embed/`: a page of ready snippets; with script (`static/builder.js`), a choice of them.

use ban_explainer::{Address, link};
use rules::{Law, fill};
use serde_json::{Value, json};

use super::{
    apart::{self, Apart},
    heights::Heights,
    languages::{home, prefix},
    markup::escape,
    template::Template,
};
use crate::reserve;

/// The folder of the page.
pub(super) const NAME: &str = "embed";

/// With our script. The marks are filled in here and by `static/builder.js`.
const SCRIPT: &str = "<script async src=\"{origin}/embed.js\"></script>\n\
     <ban-explainer{attributes} style=\"{reserve}\"><a href=\"{address}\">{title}</a></ban-explainer>";
/// Where scripts are stripped.
const FRAME: &str = "<iframe src=\"{address}{query}\" title=\"{title}\" width=\"100%\" height=\"{height}\" \
     style=\"border:0\" loading=\"lazy\"></iframe>";
/// WordPress asks the address itself.
const WORDPRESS: &str = "{address}";
/// The page of an AMP frame has to stand elsewhere than the article, and has a button for readers to enlarge it.
const AMP: &str = "<amp-iframe src=\"{address}{query}\" title=\"{title}\" layout=\"fixed-height\" width=\"auto\" \
     height=\"{height}\" sandbox=\"allow-scripts allow-popups\" frameborder=\"0\" resizable>\n  \
     <p overflow>{title}</p>\n</amp-iframe>";

/// The narrowest column that a frame of fixed height is made for.
const NARROW: u32 = 320;
const PREVIEWS: [u32; 3] = [320, 480, 640];

/// What the page needs to know.
pub(super) struct Site<'a> {
    /// Every language of the explainer, the one without a prefix first.
    pub(super) laws: &'a [&'static Law],
    pub(super) origin: &'a str,
    pub(super) heights: &'a Heights,
}

/// The whole page in the language of a law.
pub(super) fn page(law: &Law, site: &Site, template: &Template) -> String {
    let languages: Vec<&str> = site.laws.iter().map(|law| law.wording.language.as_str()).collect();
    let apart = Apart {
        name: NAME,
        class: "builder",
        language: &law.wording.language,
        languages: &languages,
        title: law.wording.publisher("title"),
        description: law.wording.publisher("description"),
        body: &main(law, site),
        scripts: "<script src=\"/embed.js\"></script><script type=\"module\" src=\"/builder.js\"></script>",
    };
    apart::page(&apart, site.origin, template)
}

/// The page in the language of a law, without its head.
fn main(law: &Law, site: &Site) -> String {
    let word = |name: &str| escape(law.wording.publisher(name));
    let mut page = vec![format!(
        "<header class=\"head\"><p class=\"kicker\">{}</p><h1 class=\"serif\">{}</h1></header><p class=\"intro\">{}</p>",
        word("kicker"),
        word("title"),
        word("intro")
    )];
    page.push(choices(law, site));
    page.push(format!(
        "<section class=\"needs-builder\"><h2 id=\"preview\">{}</h2><section class=\"previews\" aria-labelledby=\"preview\" tabindex=\"0\">",
        word("preview")
    ));
    for width in PREVIEWS {
        let caption = fill(law.wording.publisher("preview_width"), &[("n", &width.to_string())]);
        page.push(format!(
            "<figure class=\"of-{width}\"><figcaption>{}</figcaption><div class=\"preview-place\"></div></figure>",
            escape(&caption)
        ));
    }
    page.push(format!("</section></section><section><h2>{}</h2>", word("snippets")));
    let start = home(&law.wording.language);
    for (name, pattern, rows) in
        [("script", SCRIPT, 5), ("frame", FRAME, 3), ("wordpress", WORDPRESS, 1), ("amp", AMP, 5)]
    {
        page.push(format!("<h3>{}</h3><p>{}</p>", word(name), word(&format!("{name}_why"))));
        let id = format!("snippet-{name}");
        page.push(field(law, &id, &word(name), &snippet(law, site, pattern, &start), rows));
    }
    page.push(format!("<p>{}</p></section>", word("down")));
    page.push(format!("<section class=\"without-builder\"><h2>{}</h2>", word("ready")));
    for (label, path) in starts(law).into_iter().skip(1) {
        page.push(format!("<details><summary>{}</summary>", escape(&label)));
        for (pattern, name, rows) in [(SCRIPT, "script", 5), (FRAME, "frame", 3)] {
            let text = escape(&snippet(law, site, pattern, &path));
            page.push(format!(
                "<textarea readonly rows=\"{rows}\" aria-label=\"{}\">{text}</textarea>",
                word(name)
            ));
        }
        page.push("</details>".to_owned());
    }
    page.push(format!("</section><section><h2>{}</h2>", word("policy")));
    let origin = site.origin;
    for (name, line) in [
        ("policy_script", format!("script-src {origin}; frame-src {origin}")),
        ("policy_frame", format!("frame-src {origin}")),
    ] {
        page.push(format!("<p>{}</p>", word(name)));
        page.push(field(law, name, &word(name), &line, 1));
    }
    page.push(format!(
        "</section><section><h2>{}</h2><p class=\"statement\" id=\"statement\">{} {}</p></section>",
        word("data"),
        word("data_statement"),
        word("data_share")
    ));
    let data = data(law, site).to_string().replace('<', "\\u003c");
    page.push(format!("<script type=\"application/json\" id=\"builder-data\">{data}</script>"));
    page.concat()
}

/// What a publisher can choose.
fn choices(law: &Law, site: &Site) -> String {
    let word = |name: &str| escape(law.wording.publisher(name));
    let radios = |name: &str, legend: &str, options: &[(String, String)]| {
        let chips: Vec<String> = options
            .iter()
            .enumerate()
            .map(|(index, (value, label))| {
                let checked = if index == 0 { " checked" } else { "" };
                format!(
                    "<li><label><input type=\"radio\" name=\"{name}\" value=\"{value}\"{checked}>{}</label></li>",
                    escape(label)
                )
            })
            .collect();
        format!(
            "<fieldset class=\"ask\"><legend>{legend}</legend><ul class=\"chips\">{}</ul></fieldset>",
            chips.concat()
        )
    };
    let option = |value: &str, name: &str| (value.to_owned(), law.wording.publisher(name).to_owned());
    let beginnings: Vec<(String, String)> = starts(law)
        .into_iter()
        .map(|(label, path)| {
            let role = path.trim_start_matches(&home(&law.wording.language)).trim_matches('/').to_owned();
            (role, label)
        })
        .collect();
    // The language of this page stands first.
    let own = &law.wording.language;
    let is_own = |other: &&&'static Law| other.wording.language == *own;
    let others = site.laws.iter().filter(|other| !is_own(other));
    let languages: Vec<(String, String)> = (site.laws.iter().filter(is_own).chain(others))
        .map(|law| (law.wording.language.clone(), law.wording.name.clone()))
        .collect();
    let mut page = vec![String::from("<div class=\"needs-builder\" id=\"choices\">")];
    page.push(radios("role", &word("opens"), &beginnings));
    if languages.len() > 1 {
        page.push(radios("language", &word("language"), &languages));
    }
    page.push(radios(
        "theme",
        &word("theme"),
        &[option("", "theme_auto"), option("light", "theme_light"), option("dark", "theme_dark")],
    ));
    page.push(format!(
        "<fieldset class=\"ask\"><legend>{0}</legend><div class=\"accent\"><input type=\"text\" id=\"accent\" \
         placeholder=\"#0a4f9e\" maxlength=\"7\" spellcheck=\"false\" autocomplete=\"off\" aria-label=\"{0}\" \
         aria-describedby=\"accent-hint accent-verdict\"><input type=\"color\" id=\"accent-well\" value=\"#0a4f9e\" \
         aria-label=\"{0}\"></div><p class=\"hint\" id=\"accent-hint\">{1}</p>\
         <p class=\"verdict\" id=\"accent-verdict\" role=\"status\"></p></fieldset>",
        word("accent"),
        word("accent_hint")
    ));
    page.push(radios("share", &word("share"), &[option("", "share_ours"), option("page", "share_page")]));
    page.push("</div>".to_owned());
    page.concat()
}

/// A text to copy, with its button.
fn field(law: &Law, id: &str, label: &str, text: &str, rows: u32) -> String {
    format!(
        "<textarea readonly rows=\"{rows}\" id=\"{id}\" spellcheck=\"false\" aria-label=\"{label}\">{}</textarea>\
         <div class=\"copy-row needs-builder\"><button type=\"button\" data-copy=\"{id}\">{}</button>\
         <p class=\"said\" id=\"{id}-said\" role=\"status\"></p></div>",
        escape(text),
        escape(law.wording.publisher("copy"))
    )
}

/// The pages that an embed may begin with, by name: the question, then each role.
fn starts(law: &Law) -> Vec<(String, String)> {
    let explainer = &law.explainer;
    let language = prefix(&law.wording.language);
    let path = |role: Option<u8>| {
        link::write(explainer, &Address { language: language.clone(), role, ..Address::default() })
    };
    let mut starts = vec![(law.wording.publisher("question").to_owned(), path(None))];
    let roles = explainer.questions.first().map(|question| question.options);
    for role in roles.iter().flat_map(|roles| roles.iter()) {
        starts.push((law.option(role).1.label.clone(), path(Some(role))));
    }
    starts
}

/// A snippet for a page, with nothing chosen.
fn snippet(law: &Law, site: &Site, pattern: &str, path: &str) -> String {
    let Site { origin, heights, .. } = site;
    let height = heights.at(path, NARROW).unwrap_or_default().to_string();
    let reserve = reserve::style(&heights.widths, heights.of(path));
    fill(
        pattern,
        &[
            ("origin", origin),
            ("attributes", ""),
            ("query", ""),
            ("address", &format!("{origin}{path}")),
            ("title", &escape(&law.wording.title)),
            ("reserve", &reserve),
            ("height", &height),
        ],
    )
}

/// What `static/builder.js` needs to write the same snippets.
fn data(law: &Law, site: &Site) -> Value {
    let Site { laws, origin, heights } = site;
    let words = ["accent_wrong", "accent_light", "accent_dark", "accent_none", "copied", "copy_failed"];
    let words: serde_json::Map<String, Value> =
        words.iter().map(|name| ((*name).to_owned(), json!(law.wording.publisher(name)))).collect();
    let pages: serde_json::Map<String, Value> = laws
        .iter()
        .flat_map(|law| starts(law))
        .map(|(_, path)| {
            let reserve = reserve::style(&heights.widths, heights.of(&path));
            let height = heights.at(&path, NARROW);
            (path, json!({ "reserve": reserve, "height": height }))
        })
        .collect();
    let languages: Vec<Value> = laws
        .iter()
        .map(|law| {
            let code = &law.wording.language;
            json!({ "code": code, "prefix": home(code), "title": law.wording.title })
        })
        .collect();
    json!({
        "origin": origin,
        "words": words,
        "languages": languages,
        "pages": pages,
        "snippets": { "script": SCRIPT, "frame": FRAME, "wordpress": WORDPRESS, "amp": AMP },
    })
}
