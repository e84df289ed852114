//! `site print`: every page, complete without script, into the folder that Trunk is about to publish.

use core::fmt;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

use ban_explainer::{App, Behind, BehindProps, Props, Read, Today, baked, words};
use rules::{Law, Outcome, Standing, outcome};
use serde_json::{Value, json};
use yew::{LocalServerRenderer, html::BaseComponent};

use crate::{
    card, check,
    fault::Fault,
    ics,
    json::OutcomeJson,
    law,
    pages::{self, Page},
};

/// Why the pages could not be printed.
#[derive(Debug)]
pub enum Error {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// Trunk's page has no such mark.
    Mark(&'static str),
    /// Trunk's folder has no such file.
    Missing(&'static str),
    /// The law has faults.
    Law(Vec<Fault>),
    /// The law could not be baked.
    Bake(String),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(formatter, "{}: {error}", path.display()),
            Self::Mark(mark) => {
                write!(
                    formatter,
                    "Trunk’s index.html has no {mark}; let it link the stylesheet with its hash."
                )
            }
            Self::Missing(what) => {
                write!(formatter, "Trunk’s folder has no {what}; run this from Trunk’s post_build hook.")
            }
            Self::Law(faults) => faults.iter().try_for_each(|fault| writeln!(formatter, "{fault}")),
            Self::Bake(error) => write!(formatter, "The law could not be baked: {error}"),
        }
    }
}

/// What was printed.
#[derive(Debug, Default)]
pub struct Printed {
    /// How many pages.
    pub n_pages: usize,
    /// How many files, pages included.
    pub n_files: usize,
    /// How many bytes, uncompressed.
    pub n_bytes: usize,
}

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
    shrink(&stage.join(&template.glue))?;
    let mut printer = Printer { stage, origin, template, cards, printed: Printed::default() };
    let mut paths: Vec<String> = Vec::new();
    for law in laws {
        let default = law.wording.language == DEFAULT_LANGUAGE;
        let prefix = (!default).then(|| law.wording.language.clone());
        let pages = pages::all(&law.explainer, prefix.as_deref());
        // The pages of a law are printed to the end of this process.
        let law: &'static Law = Box::leak(Box::new(law));
        let bake = baked::write(law).map_err(|error| Error::Bake(error.to_string()))?;
        let law_file = law_file_name(law, &bake);
        printer.write(&law_file, &bake)?;
        let behind = render::<Behind>(BehindProps { law });
        let body = |page: &Page| printed(law, page, origin, &behind, &law_file);
        for page in &pages {
            printer.page(law, page, &body(page))?;
            paths.push(page.path.clone());
        }
        let calendar = ics::calendar(law, None, origin);
        printer.write(&format!("dates-{}.ics", law.wording.language), calendar.as_bytes())?;
        if default {
            printer.not_found(law, &body(&pages[0]))?;
        }
    }
    printer.sitemap(&paths)?;
    printer.write(
        "robots.txt",
        format!("User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n").as_bytes(),
    )?;
    Ok(printer.printed)
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

fn printed<'a>(law: &'static Law, page: &Page, origin: &str, behind: &'a str, law_file: &'a str) -> Body<'a> {
    let read = Read { address: page.address.clone(), ..Read::default() };
    let answer = body(law, read, Today::Printed(law.explainer.verified), origin);
    Body { answer, behind, law_file }
}

/// The markup of a page, from the components that run in a browser.
///
/// # Panics
///
/// When this process may start no runtime, which Yew's renderer runs inside.
#[must_use]
pub fn body(law: &'static Law, read: Read, today: Today, origin: &str) -> String {
    let props = Props {
        law,
        read,
        today,
        origin: origin.to_owned().into(),
        typed: None,
        share: ban_explainer::Share::default(),
        announcement: "".into(),
    };
    render::<App>(props)
}

fn render<Component: BaseComponent>(props: Component::Properties) -> String {
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without I/O needs nothing");
    let renderer = LocalServerRenderer::<Component>::with_props(props).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
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

/// What a page is made of: what changes with the answers, and what stands behind every answer.
struct Body<'a> {
    answer: String,
    behind: &'a str,
    /// The name of the baked law that the engine fetches for it.
    law_file: &'a str,
}

/// What Trunk has built, by name: every page is made of it.
struct Template {
    style: String,
    integrity: String,
    start: String,
    glue: String,
    wasm: String,
    languages: String,
}

impl Template {
    fn read(stage: &Path, laws: &[Law]) -> Result<Self, Error> {
        let path = stage.join("index.html");
        let page = fs::read_to_string(&path).map_err(|error| Error::Io(path, error))?;
        let names = names(stage)?;
        let find = |what: &'static str, fits: &dyn Fn(&str) -> bool| {
            names.iter().find(|name| fits(name)).cloned().ok_or(Error::Missing(what))
        };
        let languages: Vec<&str> = laws
            .iter()
            .map(|law| law.wording.language.as_str())
            .filter(|language| *language != DEFAULT_LANGUAGE)
            .collect();
        Ok(Self {
            style: find("stylesheet (style-….css)", &|name| {
                name.starts_with("style-") && has_extension(name, "css")
            })?,
            integrity: integrity(&page).ok_or(Error::Mark("integrity=\"sha384-…\""))?,
            start: find("start.js", &|name| name == "start.js")?,
            glue: find("glue of the engine (ban-explainer-….js)", &|name| {
                name.starts_with("ban-explainer-") && has_extension(name, "js")
            })?,
            wasm: find("engine (ban-explainer-…_bg.wasm)", &|name| {
                name.contains("_bg") && has_extension(name, "wasm")
            })?,
            languages: languages.join(" "),
        })
    }

    /// A whole page. A stylesheet that carries its hash needs `crossorigin`, or a sandboxed frame refuses it.
    fn fill(&self, language: &str, head: &str, body: &Body, failed: &str) -> String {
        let Self { style, integrity, start, glue, wasm, languages } = self;
        format!(
            "<!doctype html><html lang=\"{language}\" data-languages=\"{languages}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"responsive-embedded-sizing\" content=\"allow-origins=*\">\
             <link rel=\"stylesheet\" href=\"/{style}\" crossorigin integrity=\"{integrity}\">{head}\
             <link rel=\"modulepreload\" href=\"/{glue}\" crossorigin></head>\
             <body><main class=\"page\"><p class=\"failed notice\" id=\"failed\" hidden>{}</p>\
             <div id=\"explainer\">{}</div>{}</main>\
             <script type=\"module\" src=\"/{start}\" data-glue=\"/{glue}\" data-wasm=\"/{wasm}\"></script></body></html>",
            escape(failed),
            body.answer,
            body.behind
        )
    }
}

/// Takes comments and indentation out of the engine's glue, which Trunk's own minifier cannot read.
fn shrink(glue: &Path) -> Result<(), Error> {
    let failed = |error| Error::Io(glue.to_owned(), error);
    let text = fs::read_to_string(glue).map_err(failed)?;
    let mut in_comment = false;
    let kept: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| {
            let comment = in_comment || line.starts_with("/*") || line.starts_with("//");
            in_comment = (in_comment || line.starts_with("/*")) && !line.ends_with("*/");
            !comment && !line.is_empty()
        })
        .collect();
    fs::write(glue, kept.join("\n")).map_err(failed)
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

struct Printer<'a> {
    stage: &'a Path,
    origin: &'a str,
    template: Template,
    /// Where cards are kept between builds; `None`: no cards are made.
    cards: Option<PathBuf>,
    printed: Printed,
}

impl Printer<'_> {
    fn page(&mut self, law: &Law, page: &Page, body: &Body) -> Result<(), Error> {
        let answers = page.address.answers(&law.explainer, law.explainer.verified);
        let outcome = answers.map(|answers| outcome(&law.explainer, &answers));
        let head = self.head(law, &page.path, outcome.as_ref(), body.law_file);
        let html = self.template.fill(&law.wording.language, &head, body, law.wording.interface.failed());
        let folder = page.path.trim_matches('/');
        self.write(&format!("{folder}/index.html"), html.as_bytes())?;
        if let Some(outcome) = &outcome {
            let data = serde_json::to_string(&OutcomeJson::of(law, outcome))
                .expect("the outcome has text keys only");
            self.write(&format!("{folder}/outcome.json"), data.as_bytes())?;
            let calendar = ics::calendar(law, Some(outcome), self.origin);
            self.write(&format!("{folder}/dates.ics"), calendar.as_bytes())?;
            if let Some(cache) = &self.cards {
                let card =
                    card::cached(law, outcome, cache).map_err(|error| Error::Io(cache.clone(), error))?;
                self.write(&format!("{folder}/card.png"), &card)?;
            }
        }
        self.printed.n_pages += 1;
        Ok(())
    }

    fn not_found(&mut self, law: &Law, body: &Body) -> Result<(), Error> {
        let head = format!(
            "<title>{}</title><meta name=\"robots\" content=\"noindex\">{}",
            escape(&law.wording.title),
            hints(body.law_file)
        );
        let html = self.template.fill(&law.wording.language, &head, body, law.wording.interface.failed());
        self.write("404.html", html.as_bytes())
    }

    /// Title, description, canonical address, previews and data for machines.
    fn head(&self, law: &Law, path: &str, outcome: Option<&Outcome>, law_file: &str) -> String {
        let wording = &law.wording;
        let title = words::title(law, outcome.map(|outcome| &outcome.answers));
        let description = outcome
            .map(|outcome| words::short_answers(law, outcome).join(" "))
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| wording.description.clone());
        let address = format!("{}{path}", self.origin);
        let meta = |kind: &str, name: &str, content: &str| {
            format!("<meta {kind}=\"{name}\" content=\"{}\">", escape(content))
        };
        let card = if outcome.is_some() && self.cards.is_some() {
            let picture = format!("{address}card.png");
            [
                meta("property", "og:image", &picture),
                meta("property", "og:image:width", "1200"),
                meta("property", "og:image:height", "630"),
                meta("property", "og:image:alt", &description),
                meta("name", "twitter:card", "summary_large_image"),
            ]
            .concat()
        } else {
            meta("name", "twitter:card", "summary")
        };
        let data = linked_data(law, &title, &address, outcome);
        [
            format!("<title>{}</title>", escape(&title)),
            meta("name", "description", &description),
            format!("<link rel=\"canonical\" href=\"{address}\">"),
            meta("property", "og:type", "article"),
            meta("property", "og:title", &title),
            meta("property", "og:description", &description),
            meta("property", "og:url", &address),
            meta("property", "og:locale", &wording.language),
            card,
            format!(
                "<link rel=\"alternate\" type=\"text/calendar\" href=\"/dates-{}.ics\">",
                wording.language
            ),
            hints(law_file),
            format!(
                "<script type=\"application/ld+json\">{}</script>",
                data.to_string().replace('<', "\\u003c")
            ),
        ]
        .concat()
    }

    fn sitemap(&mut self, paths: &[String]) -> Result<(), Error> {
        let urls: Vec<String> =
            paths.iter().map(|path| format!("<url><loc>{}{path}</loc></url>", self.origin)).collect();
        let urls = urls.join(
            "
",
        );
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}\n</urlset>\n"
        );
        self.write("sitemap.xml", text.as_bytes())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.stage.join(name.trim_start_matches('/'));
        let failed = |error| Error::Io(path.clone(), error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)?;
        self.printed.n_files += 1;
        self.printed.n_bytes += bytes.len();
        Ok(())
    }
}

/// The provisions of an outcome, for machines.
fn linked_data(law: &Law, title: &str, address: &str, outcome: Option<&Outcome>) -> Value {
    let explainer = &law.explainer;
    let legislation: Vec<Value> = outcome
        .into_iter()
        .flat_map(|outcome| &outcome.provisions)
        .filter(|found| found.standing != Standing::NotYours)
        .map(|found| {
            let provision = &explainer.provisions[found.provision];
            let source = provision
                .sources
                .first()
                .and_then(|evidence| explainer.sources.get(usize::from(evidence.source)));
            json!({
                "@type": "Legislation",
                "name": law.wording.provisions[found.provision].title,
                "legislationIdentifier": provision.authority,
                "legislationDateVersion": found.from.to_iso(),
                "legislationLegalForce": match found.timing {
                    rules::Timing::InForce => "https://schema.org/InForce",
                    rules::Timing::Upcoming | rules::Timing::Ended => "https://schema.org/NotInForce",
                },
                "legislationJurisdiction": "US",
                "url": source.map(|source| source.address.clone()),
            })
        })
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "url": address,
        "inLanguage": law.wording.language,
        "dateModified": explainer.changed().to_iso(),
        "lastReviewed": explainer.verified.to_iso(),
        "about": legislation,
    })
}

/// What the browser may fetch ahead: the law beside the engine.
fn hints(law_file: &str) -> String {
    format!(
        "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"preload\" as=\"fetch\" type=\"application/octet-stream\" href=\"/{law_file}\" crossorigin data-law>"
    )
}

/// Text as it stands in HTML, in and outside attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
