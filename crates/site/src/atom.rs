//! The feed of revisions: what changed in this explainer, as RFC 4287 has it.

use core::fmt::Write;

use ban_explainer::{Site, sentences};
use chrono::{NaiveTime, SecondsFormat};
use rules::{Day, Law, Revision, fill};

use crate::{
    languages::{home, standalone},
    stable_id::stable_id,
};

/// The name of the feed in a language, seen from the folder of the site.
#[must_use]
pub fn file_name(language: &str) -> String {
    format!("revisions-{language}.atom")
}

/// Where a revision stands on the page of the method: its day, and its place among the revisions of that day.
#[must_use]
pub fn anchor(law: &Law, index: usize) -> String {
    let on = law.explainer.revisions[index].on;
    match place(law, index) {
        0 => format!("revised-{}", on.to_iso()),
        place => format!("revised-{}-{}", on.to_iso(), place + 1),
    }
}

fn place(law: &Law, index: usize) -> usize {
    let revisions = &law.explainer.revisions;
    revisions[..index].iter().filter(|other| other.on == revisions[index].on).count()
}

/// The revisions, the latest first; `author` is the publication behind the site.
///
/// An entry keeps its id over releases and hosts, and links to its own line on the page of the method.
#[must_use]
pub fn feed(law: &Law, site: &Site, author: &str) -> String {
    let explainer = &law.explainer;
    let wording = &law.wording;
    let language = &wording.language;
    let title = fill(wording.interface.feed_title(), &[("title", &wording.title)]);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        stable_id(&[&explainer.id, "revisions", language]).urn(),
        escape(&title),
        instant(explainer.changed()),
        escape(author),
        escape(&site.url(&file_name(language))),
        escape(&site.url(&home(language))),
    );
    for (index, revision) in explainer.revisions.iter().enumerate().rev() {
        text.push_str(&entry(law, revision, index, site));
    }
    text.push_str("</feed>\n");
    text
}

fn entry(law: &Law, revision: &Revision, index: usize, site: &Site) -> String {
    let wording = &law.wording;
    let on = revision.on.to_iso();
    let place = place(law, index).to_string();
    let id = stable_id(&[&law.explainer.id, "revision", &wording.language, &on, &place]);
    let address = site.url(&format!("{}#{}", standalone("method", &wording.language), anchor(law, index)));
    let said = wording.revisions.get(index).map_or("", String::as_str);
    let mut content = format!("<p>{}</p>", escape(said));
    if !revision.provisions.is_empty() {
        content.push_str("<ul>");
        for provision in &revision.provisions {
            let (provision, words) = law.provision(*provision);
            write!(content, "<li>{} ({})</li>", escape(&words.title), escape(&provision.authority))
                .expect("a String takes any text");
        }
        content.push_str("</ul>");
    }
    format!(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <content type=\"html\">{}</content>\n</entry>\n",
        id.urn(),
        escape(&sentences::day(&wording.interface, revision.on)),
        instant(revision.on),
        escape(&address),
        escape(&content),
    )
}

/// The first moment of a civil day in US Eastern time.
fn instant(day: Day) -> String {
    let midnight = chrono::NaiveDate::from_ymd_opt(day.year(), day.month(), day.day())
        .map(|date| date.and_time(NaiveTime::MIN))
        .and_then(|midnight| midnight.and_local_timezone(chrono_tz::America::New_York).earliest());
    // New York changes its clocks at two in the morning, so every day there has a midnight.
    midnight.map_or_else(
        || format!("{}T00:00:00Z", day.to_iso()),
        |midnight| midnight.to_rfc3339_opts(SecondsFormat::Secs, true),
    )
}

/// Text as it stands in XML, in and outside attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
