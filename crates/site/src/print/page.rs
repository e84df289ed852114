//! A page, and the files beside it.

use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use ban_explainer::{Read, Site, Today, head::Head};
use rules::outcome;
use yew::prelude::*;

use super::{
    Error,
    document::{Assets, Parts},
    edition::{Edition, alternates},
    head::{self, Place},
    heights::Heights,
    language_switch::language_switch,
    oembed::{self, Embedded},
    qr::qr,
    render,
    write::Writer,
};
use crate::{card, ics, json::OutcomeJson, pages::Page};

/// Prints pages.
pub(super) struct Printer<'a> {
    pub(super) writer: &'a Writer<'a>,
    pub(super) site: &'a Site,
    /// The publication behind the site.
    pub(super) publisher: &'a str,
    pub(super) assets: Assets,
    pub(super) editions: &'a [Edition],
    /// Where cards are kept between builds; `None`: no cards are made.
    pub(super) cards: Option<&'a Path>,
    pub(super) heights: Heights,
    /// The paths that are printed; `None`: all of them.
    pub(super) only: Option<&'a [String]>,
}

impl Printer<'_> {
    /// Prints every page of every language, on all processors.
    pub(super) fn pages(&self) -> Result<(), Error> {
        let all: Vec<(&Edition, &Page)> = self
            .editions
            .iter()
            .flat_map(|edition| edition.pages.iter().map(move |page| (edition, page)))
            .filter(|(_, page)| self.only.is_none_or(|only| only.contains(&page.path)))
            .collect();
        let next = AtomicUsize::new(0);
        let work = || -> Result<(), Error> {
            while let Some((edition, page)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.page(edition, page)?;
            }
            Ok(())
        };
        let n_threads = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().expect("printing does not panic"))
        })?;
        self.editions.iter().try_for_each(|edition| self.not_found(edition))
    }

    /// Prints a page, how it is embedded, its data, its calendar and its card.
    fn page(&self, edition: &Edition, page: &Page) -> Result<(), Error> {
        let law = edition.law;
        let answers = page.route.answers(&law.explainer, law.explainer.verified);
        let outcome = answers.map(|answers| outcome(&law.explainer, &answers));
        let place = Place {
            site: self.site,
            publisher: self.publisher,
            route: &page.route,
            path: &page.path,
            canonical: page.canonical(),
            alternates: alternates(self.editions, page),
            cards: self.cards.is_some(),
            law_file: &edition.law_file,
        };
        let head = head::head(law, &place, outcome.as_ref());
        let beside = if outcome.is_some() { qr(law, self.site, page) } else { Html::default() };
        let data = head::data(law, &place, outcome.as_ref());
        let html = self.fill(edition, page, head, beside, data);
        let folder = page.path.trim_matches('/');
        self.writer.write(&format!("{folder}/index.html"), html.as_bytes())?;
        let answer = oembed::answer(&Embedded {
            site: self.site,
            publisher: self.publisher,
            path: &page.path,
            title: &Head::of(law, self.site, &page.route, outcome.as_ref()).headline,
            card: outcome.is_some() && self.cards.is_some(),
            heights: &self.heights,
        });
        self.writer.write(&format!("{folder}/{}", oembed::FILE), answer.to_string().as_bytes())?;
        let Some(outcome) = &outcome else { return Ok(()) };
        let data = serde_json::to_string(&OutcomeJson::of(law, outcome, self.site))
            .expect("the outcome has text keys only");
        self.writer.write(&format!("{folder}/outcome.json"), data.as_bytes())?;
        let calendar = ics::calendar(law, Some(outcome), &self.site.url(&page.path));
        self.writer.write(&format!("{folder}/dates.ics"), calendar.as_bytes())?;
        if let Some(cards) = self.cards {
            let card =
                card::cached(law, outcome, cards).map_err(|error| Error::Io(cards.to_owned(), error))?;
            self.writer.write(&format!("{folder}/card.png"), &card)?;
        }
        Ok(())
    }

    /// Prints the page for unknown paths of a language, which asks the question.
    ///
    /// Some hosts answer with the file nearest to the path, others with the first language’s always:
    /// then `start.js` puts the right one in its place.
    fn not_found(&self, edition: &Edition) -> Result<(), Error> {
        let head = html! {
            <>
                <title>{edition.law.wording.title.clone()}</title>
                <meta name="robots" content="noindex" />
                {head::hints(self.site, &edition.law_file)}
            </>
        };
        let html = self.fill(edition, &edition.pages[0], head, Html::default(), Html::default());
        let folder = edition.prefix.as_deref().unwrap_or_default();
        self.writer.write(format!("{folder}/404.html").trim_start_matches('/'), html.as_bytes())
    }

    fn fill(&self, edition: &Edition, page: &Page, head: Html, beside: Html, data: Html) -> String {
        let law = edition.law;
        let read = Read { route: page.route.clone(), ..Read::default() };
        let laws: Vec<_> = self.editions.iter().map(|edition| edition.law).collect();
        self.assets.page(Parts {
            language: &law.wording.language,
            head,
            languages: language_switch(&laws, law, &page.route, self.site),
            answer: render::answer(law, read, Today::Printed(law.explainer.verified), self.site),
            beside,
            behind: &edition.behind,
            failed: law.wording.interface.failed(),
            data,
        })
    }
}
