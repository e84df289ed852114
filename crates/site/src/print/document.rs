//! A whole page: what Trunk has built, by name, around an answer.

use std::{fs, path::Path};

use ban_explainer::{Site, route};
use yew::prelude::*;

use super::{Error, edition::Edition, render::markup, style::Style};
use crate::{
    hash::Hash,
    languages::direction,
    serving::{self, Inline},
};

/// How the names of the engine’s files begin.
pub(super) const ENGINE: &str = "ban-explainer-";

/// What a page needs before anything of it is shown.
const FIRST: &str = "first.js";

/// What a page does inside another page.
const FRAME: &str = "frame.js";

/// What starts the engine.
const START: &str = "start.js";

/// What every page loads, by name.
pub(super) struct Assets {
    site: Site,
    pub(super) style: Style,
    /// The script that runs before the first paint.
    first: String,
    glue: File,
    wasm: File,
    /// The languages that have a prefix.
    languages: String,
    /// What stands inline in every page.
    pub(super) inline: Inline,
}

/// A file whose name changes with its content: a browser takes only the one that the page was printed for.
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
    /// Title, description and links.
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
    /// The answer as data for machines.
    pub(super) data: Html,
}

impl Assets {
    /// Finds what was built, and names it as pages do.
    pub(super) fn prepare(stage: &Path, site: &Site, editions: &[Edition]) -> Result<Self, Error> {
        let names = names(stage)?;
        let find = |what: &'static str, fits: &dyn Fn(&str) -> bool| {
            names.iter().find(|name| fits(name)).cloned().ok_or(Error::Missing(what))
        };
        find("frame.js", &|name| name == FRAME)?;
        find("first.js", &|name| name == FIRST)?;
        find(START, &|name| name == START)?;
        let glue = find("glue of the engine (ban-explainer-….js)", &|name| {
            name.starts_with(ENGINE) && has_extension(name, "js")
        })?;
        let wasm = find("engine (ban-explainer-…_bg.wasm)", &|name| {
            name.contains("_bg") && has_extension(name, "wasm")
        })?;
        let style = Style::prepare(stage, &names)?;
        let first = first(stage)?;
        let languages: Vec<&str> = editions.iter().filter_map(|edition| edition.prefix.as_deref()).collect();
        Ok(Self {
            site: site.clone(),
            inline: Inline {
                style: Some(Hash::of(style.first.as_bytes()).integrity()),
                script: Some(Hash::of(first.as_bytes()).integrity()),
            },
            style,
            first,
            glue: File::read(stage, glue)?,
            wasm: File::read(stage, wasm)?,
            languages: languages.join(" "),
        })
    }

    /// A whole page with an answer.
    ///
    /// Nothing has to be asked for before the answer is shown: its style and what runs before the first paint stand in
    /// the page, and browsers that know `expect` paint first when the answer is there whole. The whole stylesheet is
    /// fetched meanwhile and linked behind the answer, where it blocks nothing, engine and law beside each other; data for
    /// machines follow last of all.
    pub(super) fn page(&self, parts: Parts) -> String {
        let Self { site, glue, wasm, style, .. } = self;
        let Parts { language, head, languages, answer, beside, behind, failed, data } = parts;
        let whole = site.href(&style.name);
        let head = html! {
            <>
                <meta name="responsive-embedded-sizing" content="allow-origins=*" />
                <style data-whole={whole.clone()}>{style.first.clone()}</style>
                <script data-first="">{self.first.clone()}</script>
                <link rel="expect" href="#first" blocking="render" />
                <link as="style" rel="preload" href={whole} crossorigin="" integrity={style.integrity.clone()} />
                <script src={site.href(FRAME)} defer=true></script>
                <link rel="modulepreload" href={site.href(&glue.name)} crossorigin=""
                    integrity={glue.integrity.clone()} />
                {head}
                <script async=true type="module" src={site.href(START)} data-wasm={site.href(&wasm.name)}
                    data-integrity={wasm.integrity.clone()}></script>
            </>
        };
        let body = html! {
            <>
                <main class="page">
                    <p class="failed notice" id="failed" hidden=true data-says={failed.to_owned()}></p>
                    {languages}
                    <div id="explainer">{answer}</div>
                    {self.stylesheet()}
                    {beside}
                    {Html::from_html_unchecked(behind.to_owned().into())}
                </main>
                {data}
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
        // A mark of byte order in front: it says that this is UTF-8, whatever charset a host puts into its headers.
        format!("\u{feff}<!doctype html>{}", markup(page))
    }

    /// The whole stylesheet, so that a page whose own style is refused lacks nothing, with or without script. Since it
    /// carries its hash it needs `crossorigin`, or a sandboxed frame refuses it.
    pub(super) fn stylesheet(&self) -> Html {
        let Style { name, integrity, .. } = &self.style;
        html! {
            <link rel="stylesheet" href={self.site.href(name)} crossorigin="" integrity={integrity.clone()} />
        }
    }
}

/// What runs before the first paint; it is put at the beginning of `frame.js` too.
fn first(stage: &Path) -> Result<String, Error> {
    let (first, frame) = (stage.join(FIRST), stage.join(FRAME));
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| Error::Io(path.to_owned(), error));
    let (text, rest) = (read(&first)?.trim().to_owned(), read(&frame)?);
    fs::write(&frame, format!("{text}\n{rest}")).map_err(|error| Error::Io(frame, error))?;
    fs::remove_file(&first).map_err(|error| Error::Io(first, error))?;
    Ok(text)
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

fn names(stage: &Path) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(stage).map_err(|error| Error::Io(stage.to_owned(), error))?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}
