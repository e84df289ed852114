//! `site print`: every page, complete without script, into the folder that Trunk is about to publish.

mod apart;
mod builder;
mod compress;
mod edition;
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
mod qr;
mod render;
mod scripts;
mod sitemap;
mod template;
mod write;

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use rules::Law;
use serde_json::Value;

use crate::{atom, check, ics, json, law, serving, settings::Settings};
use edition::Edition;
use heights::Heights;
use loader::Known;
use page::Printer;
use template::Template;
use write::Writer;

pub use error::Error;
pub use render::{behind, body};
pub use write::Printed;

/// Where things are kept between builds, and what is left out of a build.
#[derive(Debug, Default)]
pub struct Keep {
    /// The folder that keeps preview cards; `None` where none are wanted.
    pub cards: Option<PathBuf>,
    /// The folder that keeps compressed files; `None` where none are wanted.
    pub compressed: Option<PathBuf>,
    /// Whether scripts stay as they are written; else esbuild makes them smaller.
    pub scripts: bool,
}

/// Prints every page of every language into `stage`, where Trunk has put its own files.
///
/// `origin` is the public origin without a slash at the end, as in `https://host.example`.
///
/// # Errors
///
/// See [`Error`]: nothing is left half printed in `dist`, since Trunk publishes `stage` only when its hooks succeed.
pub fn print(folder: &Path, stage: &Path, origin: &str, keep: &Keep) -> Result<Printed, Error> {
    let begin = Instant::now();
    let faults = check::check(folder);
    if !faults.is_empty() {
        return Err(Error::Law(faults));
    }
    let editions: Vec<Edition> = law::languages(folder)
        .iter()
        .map(|language| Edition::of(law::load(folder, language).map_err(Error::Law)?, origin))
        .collect::<Result<_, _>>()?;
    let template = Template::read(stage, &editions)?;
    let writer = Writer::new(stage);
    let heights = Heights::read(stage)?;
    let cards = keep.cards.as_deref();
    let printer = Printer { writer: &writer, origin, template, editions: &editions, cards, heights };
    let laws: Vec<&'static Law> = editions.iter().map(|edition| edition.law).collect();
    for edition in &editions {
        writer.write(&edition.law_file, &edition.bake)?;
        beside(edition, &writer, origin)?;
        let method = &mut |name: &str, bytes: &[u8]| writer.write(name, bytes);
        method::print(folder, edition.law, &laws, &printer.template, origin, method)?;
        let site = builder::Site { laws: &laws, origin, heights: &printer.heights };
        let publishers = builder::page(edition.law, &site, &printer.template);
        let path = apart::path(builder::NAME, &edition.law.wording.language);
        writer.write(&format!("{path}index.html"), publishers.as_bytes())?;
    }
    printer.pages()?;
    fill_loader(stage, &format!("{origin}/"), &editions, &printer.heights)?;
    if !keep.scripts {
        scripts::minify(stage)?;
    }
    writer.write(json::SCHEMA_FILE, &pretty(&json::schema(origin)))?;
    writer.write("sitemap.xml", sitemap::sitemap(&editions, origin).as_bytes())?;
    writer.write("robots.txt", sitemap::robots(origin).as_bytes())?;
    writer.write("_headers", serving::headers_file(origin).as_bytes())?;
    let mut done = writer.printed();
    done.n_pages = editions.iter().map(|edition| edition.pages.len()).sum();
    done.took = begin.elapsed();
    if let Some(kept) = &keep.compressed {
        compress::compress(stage, kept)?;
    }
    Ok(done)
}

/// What a language has once: the calendar of all days, and the feed of revisions.
fn beside(edition: &Edition, writer: &Writer, origin: &str) -> Result<(), Error> {
    let law = edition.law;
    let language = &law.wording.language;
    let home = format!("{origin}{}", edition.home());
    writer.write(&ics::file_name(language), ics::calendar(law, None, &home).as_bytes())?;
    writer.write(&atom::file_name(language), atom::feed(law, origin, edition.home()).as_bytes())
}

/// Tells the loader for publishers of the pages that ask, and of the roles.
fn fill_loader(stage: &Path, site: &str, editions: &[Edition], heights: &Heights) -> Result<(), Error> {
    let (mut firsts, mut roles) = (Vec::new(), Vec::new());
    for page in editions.iter().flat_map(|edition| &edition.pages) {
        match page.address.role {
            None => firsts.push(page.path.clone()),
            Some(_) if page.address.chosen.is_empty() && page.address.day.is_none() => {
                roles.push(page.path.clone());
            }
            Some(_) => {}
        }
    }
    let title = editions.first().map_or("", |edition| edition.law.wording.title.as_str());
    loader::fill(stage, &Known { site, title, heights, firsts: &firsts, roles: &roles })
}

fn pretty(value: &Value) -> Vec<u8> {
    serde_json::to_vec_pretty(value).expect("a JSON value has text keys only")
}

/// The public origin by the settings of the site.
///
/// # Panics
///
/// Where there are no settings; the tool reads them before it prints.
#[must_use]
pub fn origin() -> String {
    Settings::read().unwrap_or_else(|error| panic!("{error}")).site().origin
}

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
