//! A page, and the files beside it.

use std::path::PathBuf;

use ban_explainer::words;
use rules::{Law, outcome};

use super::{
    Error,
    head::{self, Place},
    heights::Heights,
    markup::escape,
    oembed,
    template::{Body, Template},
    write::Writer,
};
use crate::{card, ics, json::OutcomeJson, pages::Page};

/// Prints pages.
pub(super) struct Printer<'a> {
    pub(super) writer: Writer<'a>,
    /// The public origin, without a slash at the end.
    pub(super) origin: &'a str,
    pub(super) template: Template,
    /// Where cards are kept between builds; `None`: no cards are made.
    pub(super) cards: Option<PathBuf>,
    pub(super) heights: Heights,
}

impl Printer<'_> {
    /// Prints a page, how it is embedded, its data, its calendar and its card.
    pub(super) fn page(&mut self, law: &Law, page: &Page, body: &Body) -> Result<(), Error> {
        let answers = page.address.answers(&law.explainer, law.explainer.verified);
        let outcome = answers.map(|answers| outcome(&law.explainer, &answers));
        let place = Place {
            origin: self.origin,
            path: &page.path,
            cards: self.cards.is_some(),
            law_file: body.law_file,
        };
        let title = words::title(law, outcome.as_ref().map(|outcome| &outcome.answers));
        let head =
            head::head(law, &place, outcome.as_ref()) + &oembed::discovery(self.origin, &page.path, &title);
        let html = self.template.fill(&law.wording.language, &head, body, law.wording.interface.failed());
        let folder = page.path.trim_matches('/');
        self.writer.write(&format!("{folder}/index.html"), html.as_bytes())?;
        let card = outcome.is_some() && self.cards.is_some();
        let answer = oembed::answer(law, self.origin, &page.path, &title, card, &self.heights);
        self.writer.write(&format!("{folder}/{}", oembed::FILE), answer.to_string().as_bytes())?;
        if let Some(outcome) = &outcome {
            let data = serde_json::to_string(&OutcomeJson::of(law, outcome))
                .expect("the outcome has text keys only");
            self.writer.write(&format!("{folder}/outcome.json"), data.as_bytes())?;
            let calendar = ics::calendar(law, Some(outcome), self.origin);
            self.writer.write(&format!("{folder}/dates.ics"), calendar.as_bytes())?;
            if let Some(cache) = &self.cards {
                let card =
                    card::cached(law, outcome, cache).map_err(|error| Error::Io(cache.clone(), error))?;
                self.writer.write(&format!("{folder}/card.png"), &card)?;
            }
        }
        self.writer.printed.n_pages += 1;
        Ok(())
    }

    /// Prints the page for unknown paths of a language, which asks the question.
    ///
    /// Some hosts answer with the file nearest to the path, others with the first language’s always:
    /// then `start.js` puts the right one in its place.
    pub(super) fn not_found(&mut self, law: &Law, prefix: Option<&str>, body: &Body) -> Result<(), Error> {
        let head = format!(
            "<title>{}</title><meta name=\"robots\" content=\"noindex\">{}",
            escape(&law.wording.title),
            head::hints(body.law_file)
        );
        let html = self.template.fill(&law.wording.language, &head, body, law.wording.interface.failed());
        let folder = prefix.unwrap_or_default();
        self.writer.write(format!("{folder}/404.html").trim_start_matches('/'), html.as_bytes())
    }
}
