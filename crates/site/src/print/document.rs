//! A whole page: what Trunk has built, by name, around an answer.

use std::{fs, path::Path};

use ban_explainer::{Site, route};
use yew::prelude::*;

use super::{Error, edition::Edition, esbuild, render::markup, style::Style};
use crate::{
    hash::Hash,
    languages::direction,
    serving::{self, Inline},
};

/// How the names of the engine’s files begin.
pub(super) const ENGINE: &str = "ban-explainer-";

/// What every page loads, by name.
pub(super) struct Assets {
    site: Site,
    pub(super) style: Style,
    glue: File,
    wasm: File,
    /// The languages that have a prefix.
    languages: String,
    /// What stands inline in every page.
    pub(super) inline: Inline,
}

/// A file of the engine: a browser runs it only when it is the one that the page was printed for.
struct File {
    name: String,
    /// As in the attribute `integrity`.
    integrity: String,
}

impl File {
    fn read(stage: &Path, name: String) -> Result<Self, Error> {
        let path = stage.join(&name);
        let bytes = fs::read(&path).map_err(|error| Error::Io(path, error))?;
        Ok(Self { name, integrity: Hash::of(&bytes).integrity() })
    }
}

/// What a page of an answer is made of.
pub(super) struct Parts<'a> {
    pub(super) language: &'a str,
    /// Title, description, links and data for machines.
    pub(super) head: Html,
    /// The switch of language.
    pub(super) languages: Html,
    /// What changes with the answers.
    pub(super) answer: Html,
    /// What belongs to this page alone.
    pub(super) beside: Html,
    /// What stands behind every answer, rendered once for all pages.
    pub(super) behind: &'a str,
    /// What is said where the engine did not start.
    pub(super) failed: &'a str,
}

impl Assets {
    /// Finds what Trunk has built, and puts scripts and style into their form for browsers.
    pub(super) fn prepare(
        stage: &Path,
        site: &Site,
        editions: &[Edition],
        minified: bool,
    ) -> Result<Self, Error> {
        let names = names(stage)?;
        let find = |what: &'static str, fits: &dyn Fn(&str) -> bool| {
            names.iter().find(|name| fits(name)).cloned().ok_or(Error::Missing(what))
        };
        find("frame.js", &|name| name == "frame.js")?;
        find("start.js", &|name| name == "start.js")?;
        let glue = find("glue of the engine (ban-explainer-….js)", &|name| {
            name.starts_with(ENGINE) && has_extension(name, "js")
        })?;
        let wasm = find("engine (ban-explainer-…_bg.wasm)", &|name| {
            name.contains("_bg") && has_extension(name, "wasm")
        })?;
        let style = Style::prepare(stage, &names, minified)?;
        if minified {
            esbuild::minify(stage)?;
        }
        let languages: Vec<&str> = editions.iter().filter_map(|edition| edition.prefix.as_deref()).collect();
        Ok(Self {
            site: site.clone(),
            inline: Inline { style: Some(Hash::of(style.first.as_bytes()).integrity()), script: None },
            style,
            glue: File::read(stage, glue)?,
            wasm: File::read(stage, wasm)?,
            languages: languages.join(" "),
        })
    }

    /// A whole page with an answer. `frame.js` runs before anything is shown, so that a frame is never seen in the
    /// dress of a page of its own.
    pub(super) fn page(&self, parts: Parts) -> String {
        let Self { site, glue, wasm, .. } = self;
        let Parts { language, head, languages, answer, beside, behind, failed } = parts;
        let head = html! {
            <>
                <meta name="responsive-embedded-sizing" content="allow-origins=*" />
                <style>{self.style.first.clone()}</style>
                <script src={site.href("frame.js")}></script>
                {self.stylesheet()}
                {head}
                <link rel="modulepreload" href={site.href(&glue.name)} crossorigin=""
                    integrity={glue.integrity.clone()} />
            </>
        };
        let body = html! {
            <>
                <main class="page">
                    <p class="failed notice" id="failed" hidden=true>{failed}</p>
                    {languages}
                    <div id="explainer">{answer}</div>
                    {beside}
                    {Html::from_html_unchecked(behind.to_owned().into())}
                </main>
                <script type="module" src={site.href("start.js")} data-wasm={site.href(&wasm.name)}
                    data-integrity={wasm.integrity.clone()}></script>
            </>
        };
        self.whole(language, head, body)
    }

    /// Any page of the site: what stands first in each head, and the policy before everything that it rules.
    pub(super) fn whole(&self, language: &str, head: Html, body: Html) -> String {
        let page = html! {
            <html lang={language.to_owned()} dir={direction(language)} data-site={self.site.address()}
                data-languages={self.languages.clone()} data-params={route::PRESENTATION_PARAMS.join(" ")}>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta http-equiv={serving::POLICY} content={serving::policy(&self.site.origin, &self.inline)} />
                    {head}
                </head>
                <body>{body}</body>
            </html>
        };
        format!("<!doctype html>{}", markup(page))
    }

    /// The whole stylesheet. Since it carries its hash it needs `crossorigin`, or a sandboxed frame refuses it.
    pub(super) fn stylesheet(&self) -> Html {
        let Style { name, integrity, .. } = &self.style;
        html! {
            <link rel="stylesheet" href={self.site.href(name)} crossorigin="" integrity={integrity.clone()} />
        }
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

fn names(stage: &Path) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(stage).map_err(|error| Error::Io(stage.to_owned(), error))?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}
