//! `site print`: every page, complete without script, into the folder that Trunk is about to publish.

mod builder;
mod compress;
mod document;
mod edition;
mod error;
mod head;
mod heights;
mod language_switch;
mod linked_data;
mod loader;
mod method;
mod oembed;
mod page;
mod qr;
mod render;
mod sitemap;
mod standalone;
mod style;
mod write;

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use ban_explainer::Site;
use rules::Law;
use serde_json::Value;

use crate::{
    atom, check,
    hash::Hash,
    ics, json, languages, law, pages,
    serving::{self, Inline, Redirects},
    settings::Settings,
};
use document::Assets;
use edition::Edition;
use heights::Heights;
use loader::Known;
use page::Printer;
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
    /// The folder for the settings of servers, which fit this one build; `None` where none are wanted.
    pub settings: Option<PathBuf>,
    /// For a preview: a law that can be read is printed though it may have faults.
    pub unchecked: bool,
    /// For a preview: the paths of the only pages that are printed; none: all of them.
    pub only: Vec<String>,
}

/// Prints every page of every language into `stage`, where what they load lies already: the engine, the scripts and the
/// styles, as small as they travel.
///
/// # Errors
///
/// See [`Error`]. `stage` is then half printed; whoever gave it publishes it only when this succeeds.
pub fn print(folder: &Path, stage: &Path, settings: &Settings, keep: &Keep) -> Result<Printed, Error> {
    let begin = Instant::now();
    let faults = if keep.unchecked { Vec::new() } else { check::check(folder) };
    if !faults.is_empty() {
        return Err(Error::Law(faults));
    }
    let site = settings.site();
    let shipped = pages::shipped(folder).map_err(|why| Error::Io(folder.join(pages::SHIPPED), why))?;
    let editions: Vec<Edition> = law::languages(folder)
        .iter()
        .map(|language| Edition::of(law::load(folder, language).map_err(Error::Law)?, &site, &shipped))
        .collect::<Result<_, _>>()?;
    let heights = Heights::read(stage)?;
    fill_loader(stage, &site, &editions, &heights)?;
    let assets = Assets::prepare(stage, &site, &editions)?;
    let writer = Writer::new(stage);
    let cards = keep.cards.as_deref();
    let publisher = &settings.name;
    let only = Some(keep.only.as_slice()).filter(|only| !only.is_empty());
    let printer = Printer {
        writer: &writer,
        site: &site,
        publisher,
        assets,
        editions: &editions,
        cards,
        heights,
        only,
    };
    let laws: Vec<&'static Law> = editions.iter().map(|edition| edition.law).collect();
    for edition in &editions {
        writer.write(&edition.law_file, &edition.bake)?;
        beside(edition, &writer, &site, publisher)?;
        let method = &mut |name: &str, bytes: &[u8]| writer.write(name, bytes);
        method::print(folder, edition.law, &laws, &printer.assets, &site, method)?;
        let known = builder::Known { laws: &laws, site: &site, heights: &printer.heights };
        let publishers = builder::page(edition.law, &known, &printer.assets);
        let path = languages::standalone(builder::NAME, &edition.law.wording.language);
        writer.write(&format!("{path}index.html"), publishers.as_bytes())?;
    }
    printer.pages()?;
    writer.write(json::SCHEMA_FILE, &pretty(&json::schema(&site)))?;
    writer.write(serving::SPECULATION, &pretty(&serving::speculation(&site)))?;
    writer.write("sitemap.xml", sitemap::sitemap(&editions, &site).as_bytes())?;
    for_servers(&site, &printer.assets.inline, &laws, &writer, keep)?;
    let mut done = writer.printed();
    done.n_pages = editions.iter().map(|edition| edition.pages.len()).sum();
    done.took = begin.elapsed();
    if let Some(kept) = &keep.compressed {
        compress::compress(stage, kept)?;
    }
    Ok(done)
}

/// What a language has once: the calendar of all days, and the feed of revisions.
fn beside(edition: &Edition, writer: &Writer, site: &Site, publisher: &str) -> Result<(), Error> {
    let law = edition.law;
    let language = &law.wording.language;
    let home = site.url(&languages::home(language));
    writer.write(&ics::file_name(language), ics::calendar(law, None, &home).as_bytes())?;
    writer.write(&atom::file_name(language), atom::feed(law, site, publisher).as_bytes())
}

/// What servers and crawlers read: in the site where they look for it, and all of it in the folder for settings.
///
/// `robots.txt` and `_headers` count at the root of an origin only: beside a site in a folder they would be files that
/// nobody reads, so there they are lines for whoever looks after the root.
fn for_servers(
    site: &Site,
    inline: &Inline,
    laws: &[&Law],
    writer: &Writer,
    keep: &Keep,
) -> Result<(), Error> {
    let redirects = Redirects::of(laws);
    let (robots, headers) = (sitemap::robots(site), serving::headers_file(site, inline));
    if site.folder == "/" {
        writer.write("robots.txt", robots.as_bytes())?;
        writer.write("_headers", headers.as_bytes())?;
    }
    let Some(folder) = &keep.settings else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| Error::Io(folder.clone(), error))?;
    for (name, text) in [
        ("nginx.conf", serving::nginx(site, inline, redirects.as_ref())),
        ("htaccess", serving::htaccess(site, inline, redirects.as_ref())),
        ("_headers", headers),
        ("robots.txt", robots),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| Error::Io(path, error))?;
    }
    Ok(())
}

/// Tells the loader for publishers of the pages that ask, and of the roles.
fn fill_loader(stage: &Path, site: &Site, editions: &[Edition], heights: &Heights) -> Result<(), Error> {
    let (mut firsts, mut roles) = (Vec::new(), Vec::new());
    for page in editions.iter().flat_map(|edition| &edition.pages) {
        match page.route.role {
            None => firsts.push(page.path.clone()),
            Some(_) if page.route.chosen.is_empty() && page.route.day.is_none() => {
                roles.push(page.path.clone());
            }
            Some(_) => {}
        }
    }
    let title = editions.first().map_or("", |edition| edition.law.wording.title.as_str());
    loader::fill(stage, &Known { site: &site.address(), title, heights, firsts: &firsts, roles: &roles })
}

fn pretty(value: &Value) -> Vec<u8> {
    serde_json::to_vec_pretty(value).expect("a JSON value has text keys only")
}

/// The name of a baked law: it changes with its content.
#[must_use]
pub fn law_file_name(law: &Law, bake: &[u8]) -> String {
    format!("law-{}-{}.bin", law.wording.language, Hash::of(bake).name())
}
