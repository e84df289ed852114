//! What every page is made of: the files that Trunk has built, by name, around an answer.

use std::{fs, path::Path};

use ban_explainer::link;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha384};

use super::{Error, edition::Edition, languages::direction, markup::escape};

/// How the names of the engine’s files begin.
pub(super) const ENGINE: &str = "ban-explainer-";

/// What Trunk has built, by name: every page is made of it.
pub(super) struct Template {
    pub(super) style: String,
    pub(super) integrity: String,
    frame: String,
    start: String,
    glue: File,
    wasm: File,
    languages: String,
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
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)));
        Ok(Self { name, integrity })
    }
}

impl Template {
    pub(super) fn read(stage: &Path, editions: &[Edition]) -> Result<Self, Error> {
        let path = stage.join("index.html");
        let page = fs::read_to_string(&path).map_err(|error| Error::Io(path, error))?;
        let names = names(stage)?;
        let find = |what: &'static str, fits: &dyn Fn(&str) -> bool| {
            names.iter().find(|name| fits(name)).cloned().ok_or(Error::Missing(what))
        };
        let languages: Vec<&str> = editions.iter().filter_map(|edition| edition.prefix.as_deref()).collect();
        Ok(Self {
            style: find("stylesheet (style-….css)", &|name| {
                name.starts_with("style-") && has_extension(name, "css")
            })?,
            integrity: integrity(&page).ok_or(Error::Mark("integrity=\"sha384-…\""))?,
            frame: find("frame.js", &|name| name == "frame.js")?,
            start: find("start.js", &|name| name == "start.js")?,
            glue: File::read(
                stage,
                find("glue of the engine (ban-explainer-….js)", &|name| {
                    name.starts_with(ENGINE) && has_extension(name, "js")
                })?,
            )?,
            wasm: File::read(
                stage,
                find("engine (ban-explainer-…_bg.wasm)", &|name| {
                    name.contains("_bg") && has_extension(name, "wasm")
                })?,
            )?,
            languages: languages.join(" "),
        })
    }

    /// A whole page. A stylesheet that carries its hash needs `crossorigin`, or a sandboxed frame refuses it;
    /// `frame.js` runs before anything is shown, so that a frame is never seen in the dress of a page of its own.
    pub(super) fn fill(&self, language: &str, head: &str, body: &Body, failed: &str) -> String {
        let Self { style, integrity, frame, start, glue, wasm, languages } = self;
        let (direction, dress) = (direction(language), link::PRESENTATION_PARAMS.join(" "));
        format!(
            "<!doctype html><html lang=\"{language}\" dir=\"{direction}\" data-languages=\"{languages}\" data-params=\"{dress}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"responsive-embedded-sizing\" content=\"allow-origins=*\">\
             <link rel=\"stylesheet\" href=\"/{style}\" crossorigin integrity=\"{integrity}\">\
             <script src=\"/{frame}\"></script>{head}\
             <link rel=\"modulepreload\" href=\"/{}\" crossorigin integrity=\"{}\"></head>\
             <body><main class=\"page\"><p class=\"failed notice\" id=\"failed\" hidden>{}</p>{}\
             <div id=\"explainer\">{}</div>{}{}</main>\
             <script type=\"module\" src=\"/{start}\" data-wasm=\"/{}\" data-integrity=\"{}\"></script>\
             </body></html>",
            glue.name,
            glue.integrity,
            escape(failed),
            body.languages,
            body.answer,
            body.beside,
            body.behind,
            wasm.name,
            wasm.integrity
        )
    }
}

/// What a page is made of.
pub(super) struct Body<'a> {
    /// The switch of language.
    pub(super) languages: String,
    /// What changes with the answers.
    pub(super) answer: String,
    /// What belongs to this page alone.
    pub(super) beside: &'a str,
    /// What stands behind every answer.
    pub(super) behind: &'a str,
}

/// The hash that Trunk gave the stylesheet, with quotes around it or without.
fn integrity(page: &str) -> Option<String> {
    let from = page.find("sha384-")?;
    let hash = page[from..]
        .split(|letter: char| matches!(letter, '"' | '\'' | '>') || letter.is_whitespace())
        .next()?;
    Some(hash.to_owned())
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

fn names(stage: &Path) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(stage).map_err(|error| Error::Io(stage.to_owned(), error))?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}
