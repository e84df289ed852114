//! The page for publishers, `/embed/`: a page of ready snippets; with script (`static/builder.js`), a choice of them.

use ban_explainer::{Route, Site, route};
use rules::{Law, OptionId, fill};
use serde_json::{Value, json};
use yew::prelude::*;

use super::{
    document::Assets,
    heights::Heights,
    render::{as_script, markup},
    standalone::Standalone,
};
use crate::{
    languages::{home, prefix},
    reserve,
};

/// The folder of the page.
pub(super) const NAME: &str = "embed";

/// With our script. The marks are filled in here and by `static/builder.js`.
const SCRIPT: &str = "<script async src=\"{site}embed.js\"></script>\n\
     <ban-explainer{attributes} style=\"{reserve}\"><a href=\"{address}\">{title}</a></ban-explainer>";
/// Where scripts are stripped. The link is what is left where frames are stripped too.
const FRAME: &str = "<iframe src=\"{address}{query}\" title=\"{title}\" width=\"100%\" height=\"{height}\" \
     style=\"border:0\" loading=\"lazy\"></iframe>\n<p><a href=\"{address}\">{title}</a></p>";
/// `WordPress` asks the address itself.
const WORDPRESS: &str = "{address}";
/// The page of an AMP frame has to stand elsewhere than the article, and has a button for readers to enlarge it.
const AMP: &str = "<amp-iframe src=\"{address}{query}\" title=\"{title}\" layout=\"fixed-height\" width=\"auto\" \
     height=\"{height}\" sandbox=\"allow-scripts allow-popups\" frameborder=\"0\" resizable>\n  \
     <p overflow>{title}</p>\n</amp-iframe>\n<p><a href=\"{address}\">{title}</a></p>";

/// The narrowest column that a frame of fixed height is made for.
const NARROW: u32 = 320;
const PREVIEWS: [u32; 3] = [320, 480, 640];

/// What the page needs to know.
pub(super) struct Known<'a> {
    /// Every language of the explainer, the one without a prefix first.
    pub(super) laws: &'a [&'static Law],
    pub(super) site: &'a Site,
    pub(super) heights: &'a Heights,
}

/// The whole page in the language of a law.
pub(super) fn page(law: &Law, known: &Known, assets: &Assets) -> String {
    let site = known.site;
    let languages: Vec<&str> = known.laws.iter().map(|law| law.wording.language.as_str()).collect();
    Standalone {
        name: NAME,
        class: "builder",
        language: &law.wording.language,
        languages: &languages,
        title: law.wording.publisher("title"),
        description: law.wording.publisher("description"),
        body: Builder { law, known }.main(),
        scripts: html! {
            <>
                <script src={site.href("embed.js")}></script>
                <script type="module" src={site.href("builder.js")}></script>
            </>
        },
    }
    .page(site, assets)
}

/// The page in the language of a law.
struct Builder<'a> {
    law: &'a Law,
    known: &'a Known<'a>,
}

/// A page that an embed may begin with.
struct Start {
    /// What it is called.
    label: String,
    /// Its path, below the folder of the site.
    path: String,
    /// The id of its role; empty for the question.
    role: String,
}

impl Builder<'_> {
    fn word(&self, name: &str) -> String {
        self.law.wording.publisher(name).to_owned()
    }

    fn main(&self) -> Html {
        let word = |name: &str| self.word(name);
        html! {
            <>
                <header class="head">
                    <p class="kicker">{word("kicker")}</p>
                    <h1 class="serif">{word("title")}</h1>
                </header>
                <p class="intro">{word("intro")}</p>
                {self.choices()}
                <section class="needs-builder">
                    <h2 id="preview">{word("preview")}</h2>
                    <section class="previews" aria-labelledby="preview" tabindex="0">
                        {for PREVIEWS.iter().map(|width| self.preview(*width))}
                    </section>
                </section>
                {self.snippets()}
                {self.ready()}
                {self.policies()}
                <section>
                    <h2>{word("data")}</h2>
                    <p class="statement" id="statement">{word("data_statement")}{" "}{word("data_share")}</p>
                </section>
                <script type="application/json" id="builder-data">{as_script(&self.data())}</script>
            </>
        }
    }

    /// What a publisher can choose.
    fn choices(&self) -> Html {
        let option = |value: &str, name: &str| (value.to_owned(), self.word(name));
        let starts = starts(self.law).into_iter().map(|start| (start.role, start.label)).collect();
        // The language of this page stands first.
        let (own, others): (Vec<_>, Vec<_>) = (self.known.laws.iter())
            .map(|law| (law.wording.language.clone(), law.wording.name.clone()))
            .partition(|(language, _)| *language == self.law.wording.language);
        let languages: Vec<(String, String)> = own.into_iter().chain(others).collect();
        let themes =
            vec![option("", "theme_auto"), option("light", "theme_light"), option("dark", "theme_dark")];
        let accent = self.word("accent");
        html! {
            <div class="needs-builder" id="choices">
                {radios("role", self.word("opens"), starts)}
                if languages.len() > 1 {
                    {radios("language", self.word("language"), languages)}
                }
                {radios("theme", self.word("theme"), themes)}
                <fieldset class="ask">
                    <legend>{accent.clone()}</legend>
                    <div class="accent">
                        <input type="text" id="accent" placeholder="#0a4f9e" maxlength="7" spellcheck="false"
                            autocomplete="off" aria-label={accent.clone()}
                            aria-describedby="accent-hint accent-verdict" />
                        <input type="color" id="accent-well" value="#0a4f9e" aria-label={accent} />
                    </div>
                    <p class="hint" id="accent-hint">{self.word("accent_hint")}</p>
                    <p class="verdict" id="accent-verdict" role="status"></p>
                </fieldset>
                {radios("share", self.word("share"), vec![option("", "share_ours"), option("page", "share_page")])}
            </div>
        }
    }

    fn preview(&self, width: u32) -> Html {
        let caption = fill(self.law.wording.publisher("preview_width"), &[("n", &width.to_string())]);
        html! {
            <figure class={format!("of-{width}")}>
                <figcaption>{caption}</figcaption>
                <div class="preview-place"></div>
            </figure>
        }
    }

    /// One snippet of each kind, to copy.
    fn snippets(&self) -> Html {
        let start = home(&self.law.wording.language);
        let kinds =
            [("script", SCRIPT, 5), ("frame", FRAME, 4), ("wordpress", WORDPRESS, 1), ("amp", AMP, 6)];
        let snippet = |(name, pattern, rows): (&str, &str, u32)| {
            let (id, text) = (format!("snippet-{name}"), self.snippet(pattern, &start));
            html! {
                <>
                    <h3>{self.word(name)}</h3>
                    <p>{self.word(&format!("{name}_why"))}</p>
                    {self.field(&id, &self.word(name), text, rows)}
                </>
            }
        };
        html! {
            <section>
                <h2>{self.word("snippets")}</h2>
                {for kinds.into_iter().map(snippet)}
                <p>{self.word("down")}</p>
            </section>
        }
    }

    /// Without script: the snippets of every role.
    fn ready(&self) -> Html {
        let text = |pattern: &str, name: &str, rows: u32, path: &str| {
            html! {
                <textarea readonly=true rows={rows.to_string()} aria-label={self.word(name)}
                    value={self.snippet(pattern, path)} />
            }
        };
        let start = |start: Start| {
            html! {
                <details>
                    <summary>{start.label}</summary>
                    {text(SCRIPT, "script", 5, &start.path)}
                    {text(FRAME, "frame", 4, &start.path)}
                </details>
            }
        };
        html! {
            <section class="without-builder">
                <h2>{self.word("ready")}</h2>
                {for starts(self.law).into_iter().skip(1).map(start)}
            </section>
        }
    }

    /// What a policy of the publisher's own has to allow.
    fn policies(&self) -> Html {
        let origin = &self.known.site.origin;
        let policies = [
            ("policy_script", format!("script-src {origin}; frame-src {origin}")),
            ("policy_frame", format!("frame-src {origin}")),
        ];
        let policy = |(name, line): (&str, String)| {
            html! {
                <>
                    <p>{self.word(name)}</p>
                    {self.field(name, &self.word(name), line, 1)}
                </>
            }
        };
        html! {
            <section>
                <h2>{self.word("policy")}</h2>
                {for policies.into_iter().map(policy)}
            </section>
        }
    }

    /// A text to copy, with its button.
    fn field(&self, id: &str, label: &str, text: String, rows: u32) -> Html {
        html! {
            <>
                <textarea readonly=true rows={rows.to_string()} id={id.to_owned()} spellcheck="false"
                    aria-label={label.to_owned()} value={text} />
                <div class="copy-row needs-builder">
                    <button type="button" data-copy={id.to_owned()}>{self.word("copy")}</button>
                    <p class="said" id={format!("{id}-said")} role="status"></p>
                </div>
            </>
        }
    }

    /// A snippet for a page, with nothing chosen.
    fn snippet(&self, pattern: &str, path: &str) -> String {
        let Known { site, heights, .. } = self.known;
        let height = heights.at(path, NARROW).unwrap_or_default().to_string();
        let reserve = reserve::style(&heights.widths, heights.of(path));
        fill(
            pattern,
            &[
                ("site", &site.address()),
                ("attributes", ""),
                ("query", ""),
                ("address", &site.url(path)),
                ("title", &markup(Html::from(self.law.wording.title.as_str()))),
                ("reserve", &reserve),
                ("height", &height),
            ],
        )
    }

    /// What `static/builder.js` needs to write the same snippets; the plugin for `WordPress` reads it too.
    fn data(&self) -> Value {
        let Known { laws, site, heights } = self.known;
        let words = ["accent_wrong", "accent_light", "accent_dark", "accent_none", "copied", "copy_failed"];
        let words: serde_json::Map<String, Value> =
            words.iter().map(|name| ((*name).to_owned(), json!(self.word(name)))).collect();
        let pages: serde_json::Map<String, Value> = laws
            .iter()
            .flat_map(|law| starts(law))
            .map(|Start { path, .. }| {
                let reserve = reserve::style(&heights.widths, heights.of(&path));
                let (address, height) = (site.url(&path), heights.at(&path, NARROW));
                (path, json!({ "address": address, "reserve": reserve, "height": height }))
            })
            .collect();
        let languages: Vec<Value> = laws
            .iter()
            .map(|law| {
                let code = &law.wording.language;
                let name = &law.wording.name;
                json!({ "code": code, "name": name, "prefix": home(code), "title": law.wording.title })
            })
            .collect();
        let starts = starts(self.law).into_iter().skip(1);
        let roles: Vec<Value> =
            starts.map(|start| json!({ "value": start.role, "label": start.label })).collect();
        json!({
            "site": site.address(),
            "words": words,
            "languages": languages,
            "roles": roles,
            "pages": pages,
            "snippets": { "script": SCRIPT, "frame": FRAME, "wordpress": WORDPRESS, "amp": AMP },
        })
    }
}

/// One choice of several, the first of them chosen.
fn radios(name: &'static str, legend: String, options: Vec<(String, String)>) -> Html {
    let chip = |(index, (value, label)): (usize, (String, String))| {
        html! { <li><label><input type="radio" {name} {value} checked={index == 0} />{label}</label></li> }
    };
    html! {
        <fieldset class="ask">
            <legend>{legend}</legend>
            <ul class="chips">{for options.into_iter().enumerate().map(chip)}</ul>
        </fieldset>
    }
}

/// The pages that an embed may begin with: the question, then each role.
fn starts(law: &Law) -> Vec<Start> {
    let explainer = &law.explainer;
    let language = prefix(&law.wording.language);
    let path = |role: Option<OptionId>| {
        route::write(explainer, &Route { language: language.clone(), role, ..Route::default() })
    };
    let question =
        Start { label: law.wording.publisher("question").to_owned(), path: path(None), role: String::new() };
    let role = |role: OptionId| {
        let (choice, words) = law.option(role);
        Start { label: words.label.clone(), path: path(Some(role)), role: choice.id.clone() }
    };
    core::iter::once(question).chain(explainer.roles().iter().map(role)).collect()
}
