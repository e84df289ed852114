//! `site print`: every page, complete without script, into the folder that Trunk is about to publish.

mod error;
mod flow;
mod head;
mod heights;
mod languages;
mod linked_data;
mod loader;
mod markup;
mod method;
mod oembed;
mod page;
mod render;
mod scripts;
mod sitemap;
mod template;
mod write;

use std::path::{Path, PathBuf};

use ban_explainer::{Read, Today, baked};
use rules::Law;

use crate::{
    check, ics, law,
    pages::{self, Page},
};
use heights::Heights;
use loader::Known;
use page::Printer;
use template::{Body, Template};
use write::Writer;

pub use error::Error;
pub use render::body;
pub use write::Printed;

/// Prints every page of every language into `stage`, where Trunk has put its own files.
///
/// `origin` is the public origin without a slash at the end, as in `https://host.example`;
/// `cards` is the folder that keeps preview cards between builds, `None` where none are wanted.
///
/// # Errors
///
/// See [`Error`]: nothing is left half printed in `dist`, since Trunk publishes `stage` only when its hooks succeed.
pub fn print(folder: &Path, stage: &Path, origin: &str, cards: Option<PathBuf>) -> Result<Printed, Error> {
    let faults = check::check(folder);
    if !faults.is_empty() {
        return Err(Error::Law(faults));
    }
    let languages = law::languages(folder);
    let laws: Vec<Law> = languages
        .iter()
        .map(|language| law::load(folder, language).map_err(Error::Law))
        .collect::<Result<_, _>>()?;
    let template = Template::read(stage, &laws)?;
    let mut printer =
        Printer { writer: Writer::new(stage), origin, template, cards, heights: Heights::read(stage)? };
    let mut paths: Vec<String> = Vec::new();
    let (mut firsts, mut roles) = (Vec::new(), Vec::new());
    let title = laws.first().map(|law| law.wording.title.clone()).unwrap_or_default();
    // The pages of a law are printed to the end of this process.
    let laws: Vec<&'static Law> = laws.into_iter().map(|law| &*Box::leak(Box::new(law))).collect();
    for law in laws.iter().copied() {
        let prefix = languages::prefix(&law.wording.language);
        let pages = pages::all(&law.explainer, prefix.as_deref());
        let bake = baked::write(law).map_err(|error| Error::Bake(error.to_string()))?;
        let law_file = law_file_name(law, &bake);
        printer.writer.write(&law_file, &bake)?;
        let behind = render::behind(law);
        let body = |page: &Page| {
            let languages = languages::switch(&laws, law, &page.address);
            Body { languages, ..printed(law, page, origin, &behind, &law_file) }
        };
        for page in &pages {
            printer.page(law, page, &body(page))?;
            paths.push(page.path.clone());
            match page.address.role {
                None => firsts.push(page.path.clone()),
                Some(_) if page.address.chosen.is_empty() && page.address.day.is_none() => {
                    roles.push(page.path.clone());
                }
                Some(_) => {}
            }
        }
        let calendar = ics::calendar(law, None, origin);
        printer.writer.write(&format!("dates-{}.ics", law.wording.language), calendar.as_bytes())?;
        let Printer { writer, template, .. } = &mut printer;
        method::print(folder, law, template, origin, &mut |name, bytes| writer.write(name, bytes))?;
        paths.push(method::path(&law.wording.language));
        printer.not_found(law, prefix.as_deref(), &body(&pages[0]))?;
    }
    let known = Known { title: &title, heights: &printer.heights, firsts: &firsts, roles: &roles };
    loader::fill(stage, &known)?;
    scripts::minify(stage)?;
    printer.writer.write("sitemap.xml", sitemap::sitemap(&paths, origin).as_bytes())?;
    printer.writer.write("robots.txt", sitemap::robots(origin).as_bytes())?;
    Ok(printer.writer.printed)
}

fn printed<'a>(law: &'static Law, page: &Page, origin: &str, behind: &'a str, law_file: &'a str) -> Body<'a> {
    let read = Read { address: page.address.clone(), ..Read::default() };
    let answer = body(law, read, Today::Printed(law.explainer.verified), origin);
    Body { languages: String::new(), answer, behind, law_file }
}

/// The public origin: what `SITE_ORIGIN` says, else what the file `origin` beside the workspace says.
#[must_use]
pub fn origin() -> String {
    let named = std::env::var("SITE_ORIGIN").ok().filter(|origin| !origin.is_empty());
    let origin = named.unwrap_or_else(|| include_str!("../../../origin").to_owned());
    origin.trim().trim_end_matches('/').to_owned()
}

/// The language whose addresses have no prefix.
const DEFAULT_LANGUAGE: &str = "en";

/// The name of a baked law: it changes with its content.
#[must_use]
pub fn law_file_name(law: &Law, bake: &[u8]) -> String {
    format!("law-{}-{:016x}.bin", law.wording.language, fingerprint(bake))
}

/// FNV-1a with 64 bits: a name for a file that changes with its content.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
