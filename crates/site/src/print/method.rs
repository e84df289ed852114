//! The page `/method/`: how an answer is computed, every rule, the proof, the gaps, the receipts.

mod flow;
mod rules_table;

use std::{collections::BTreeMap, fs, path::Path};

use ban_explainer::{Site, sentences};
use rules::{Day, Evidence, Law, Source, SourceId, TextId, fill};
use serde_json::Value;
use yew::prelude::*;

use super::{Error, document::Assets, standalone::Standalone};
use crate::{
    atom, ics,
    languages::{home, standalone},
    law::{self, Promise},
};

/// The folder of the page.
pub(super) const NAME: &str = "method";

/// Writes a file, named by its path from the folder of the site.
type Write<'a> = dyn FnMut(&str, &[u8]) -> Result<(), Error> + 'a;

/// Prints the page of one language; with the first, also what can be downloaded there.
pub(super) fn print(
    folder: &Path,
    law: &Law,
    laws: &[&'static Law],
    assets: &Assets,
    site: &Site,
    write: &mut Write,
) -> Result<(), Error> {
    let method = Method::read(folder, law, laws, site);
    let name = format!("{}index.html", standalone(NAME, &law.wording.language));
    write(&name, method.page(assets).as_bytes())?;
    if law.wording.language != law::ORIGINAL {
        return Ok(());
    }
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).map_err(|error| Error::Io(path, error))
    };
    let rules = read("law.toml")?;
    write("law.toml", &rules)?;
    let table: toml::Table = toml::from_str(&String::from_utf8_lossy(&rules)).unwrap_or_default();
    let json = serde_json::to_string_pretty(&as_json(&toml::Value::Table(table)));
    write("law.json", json.expect("a table has text keys only").as_bytes())?;
    for language in laws.iter().map(|law| &law.wording.language) {
        write(&format!("{language}.toml"), &read(&format!("{language}.toml"))?)?;
    }
    for file in method.stored.values() {
        write(&format!("sources/{file}"), &read(&format!("sources/{file}"))?)?;
    }
    if !method.proof.is_null() {
        write("proof.json", &read("proof.json")?)?;
    }
    Ok(())
}

/// TOML as JSON, with days as text.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(truth) => Value::from(*truth),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect())
        }
    }
}

/// What the page needs beside the law.
struct Method<'a> {
    law: &'a Law,
    site: &'a Site,
    words: BTreeMap<String, String>,
    promises: Vec<Promise>,
    /// Per source: the file that holds its text.
    stored: BTreeMap<String, String>,
    /// The counts of the proof.
    proof: Value,
    /// Every language of the explainer.
    laws: &'a [&'static Law],
}

impl<'a> Method<'a> {
    fn read(folder: &Path, law: &'a Law, laws: &'a [&'static Law], site: &'a Site) -> Self {
        let words = law::method(folder, &law.wording.language);
        let proof = fs::read_to_string(folder.join("proof.json")).ok();
        let proof = proof.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null);
        let (promises, stored) = (law::promises(folder), law::stored_texts(folder));
        Self { law, site, words, promises, stored, proof, laws }
    }

    /// The whole page.
    fn page(&self, assets: &Assets) -> String {
        let languages: Vec<&str> = self.laws.iter().map(|law| law.wording.language.as_str()).collect();
        Standalone {
            name: NAME,
            class: "method",
            language: &self.law.wording.language,
            languages: &languages,
            title: self.word("title"),
            description: self.word("description"),
            body: self.main(),
            scripts: Html::default(),
        }
        .page(self.site, assets)
    }

    /// Everything inside `main`.
    fn main(&self) -> Html {
        let sections: Vec<(&str, Html)> = [
            ("flow", Some(self.flow())),
            ("rules", Some(self.rules())),
            ("proof", self.proof()),
            ("unverified", Some(self.unverified())),
            ("coverage", self.coverage()),
            ("receipts", Some(self.receipts())),
            ("revisions", Some(self.revisions())),
            ("errors", Some(html! { <p>{self.text("errors_lead")}</p> })),
            ("downloads", Some(self.downloads())),
        ]
        .into_iter()
        .filter_map(|(id, section)| Some((id, section?)))
        .collect();
        let entry =
            |(id, _): &(&str, Html)| html! { <li><a href={format!("#{id}")}>{self.text(id)}</a></li> };
        let section = |(id, inside): &(&str, Html)| {
            html! { <section id={(*id).to_owned()}><h2>{self.text(id)}</h2>{inside.clone()}</section> }
        };
        let wording = &self.law.wording;
        let footer = fill(wording.interface.footer(), &[("day", &self.day(self.law.explainer.verified))]);
        let home = self.site.href(&home(&wording.language));
        html! {
            <>
                <header class="head">
                    <p class="kicker"><a href={home.clone()}>{wording.title.clone()}</a></p>
                    <h1 class="serif">{self.text("title")}</h1>
                </header>
                <p class="lead serif">{self.text("lead")}</p>
                <nav><ol class="contents">{for sections.iter().map(entry)}</ol></nav>
                {for sections.iter().map(section)}
                <footer class="foot">
                    <p><a href={home}>{self.text("back")}</a></p>
                    <p>{wording.disclaimer.clone()}</p>
                    <p>{footer}</p>
                </footer>
            </>
        }
    }

    fn flow(&self) -> Html {
        let interface = &self.law.wording.interface;
        let steps = ["step_answers", "step_conditions", "step_days"];
        let decisions = [
            ("step_none", "not", interface.status_not_yours()),
            ("step_exception", "exempt", interface.status_exempt()),
            ("step_unclear", "unclear", interface.status_unclear()),
            ("step_binds", "binds", interface.binds_heading()),
            ("step_affects", "affects", interface.affects_heading()),
            ("step_open", "depends", interface.status_depends()),
        ];
        let decision = |(key, class, status): (&str, &'static str, &str)| {
            html! { <li>{self.text(key)}{": "}<b class={classes!("s", class)}>{status.to_owned()}</b></li> }
        };
        html! {
            <>
                <p>{self.text("flow_hint")}</p>
                <div class="two">
                    <figure>{flow::picture(self.law, &self.words)}</figure>
                    <div>
                        <ol class="steps">{for steps.iter().map(|key| html! { <li>{self.text(key)}</li> })}</ol>
                        <ol class="order">{for decisions.into_iter().map(decision)}</ol>
                    </div>
                </div>
            </>
        }
    }

    fn proof(&self) -> Option<Html> {
        let count = |part: &str, key: &str| self.proof[part][key].as_u64();
        let readers = count("whole_space", "readers")?;
        let days = count("whole_space", "days").unwrap_or_default().to_string();
        let record = self.day(self.law.explainer.record);
        let mistake = |key: &str| self.number(count("mistakes_in_the_law", key).unwrap_or_default());
        let (refused, shown, same) = (mistake("refused"), mistake("shown"), mistake("same"));
        let rows = [
            (Some(readers), "proof_readers", vec![("days", days.as_str())]),
            (count("whole_space", "standings"), "proof_standings", Vec::new()),
            (count("whole_space", "timings"), "proof_days", vec![("day", record.as_str())]),
            (count("second_opinion", "standings"), "proof_second", Vec::new()),
            (count("golden", "lines"), "proof_golden", Vec::new()),
            (
                count("mistakes_in_the_law", "made"),
                "proof_mistakes",
                vec![("refused", refused.as_str()), ("shown", &shown), ("same", &same)],
            ),
        ];
        let row = |(number, key, places): &(Option<u64>, &str, Vec<(&str, &str)>)| {
            let (number, said) = (self.number((*number)?), fill(self.word(key), places));
            Some(html! { <div><dt>{number}</dt><dd>{said}</dd></div> })
        };
        Some(html! {
            <>
                <p>{self.text("proof_lead")}</p>
                <dl class="counts-of-proof">{for rows.iter().filter_map(row)}</dl>
                <p>
                    {self.text("proof_limit")}{" "}
                    <a href={self.site.href("proof.json")}>{self.text("download_proof")}</a>{"."}
                </p>
            </>
        })
    }

    /// Each gap once, with the rules it touches.
    fn unverified(&self) -> Html {
        let law = self.law;
        let mut gaps: Vec<TextId> = Vec::new();
        for gap in law.explainer.provisions.iter().flat_map(|provision| &provision.unknown) {
            if !gaps.contains(gap) {
                gaps.push(*gap);
            }
        }
        let gap = |gap: TextId| {
            let touched: Vec<&str> = (law.explainer.provisions.iter())
                .filter(|provision| provision.unknown.contains(&gap))
                .map(|provision| provision.id.as_str())
                .collect();
            html! { <li>{law.text(gap).to_owned()}{" "}{links(&touched)}</li> }
        };
        let promise = |promise: &Promise| {
            let ids: Vec<&str> = promise.provisions.iter().map(String::as_str).collect();
            let since = fill(self.word("recheck"), &[("day", &self.day(promise.on))]);
            html! { <li>{since}{". "}{links(&ids)}</li> }
        };
        html! {
            <>
                <p>{self.text("unverified_lead")}</p>
                <ul class="listed">
                    {for gaps.into_iter().map(gap)}
                    {for self.promises.iter().map(promise)}
                </ul>
            </>
        }
    }

    fn coverage(&self) -> Option<Html> {
        let law = self.law;
        let interface = &law.wording.interface;
        if law.explainer.claims.is_empty() {
            return None;
        }
        let claims = law.explainer.claims.iter().zip(&law.wording.claims).map(|(claim, answer)| {
            let said = match &claim.said {
                Some(said) => {
                    html! { <p class="said serif" lang="en">{sentences::quoted(interface, said)}</p> }
                }
                None => html! { <p class="said">{interface.claim_omitted().to_owned()}</p> },
            };
            let ids: Vec<&str> =
                (claim.provisions.iter()).map(|provision| law.explainer[*provision].id.as_str()).collect();
            let verdict = law.rating(claim.rating).to_owned();
            html! {
                <li class="claim" id={claim.id.clone()}>
                    {said}
                    <p class="law"><b>{verdict}</b>{" "}{answer.clone()}{" "}{links(&ids)}</p>
                    <ul class="listed">{for claim.sources.iter().map(|evidence| self.evidence(evidence))}</ul>
                </li>
            }
        });
        Some(html! {
            <>
                <p>{self.text("coverage_lead")}</p>
                <ul class="claims">{for claims}</ul>
            </>
        })
    }

    /// A source's words, and the source by its publisher.
    fn evidence(&self, evidence: &Evidence) -> Html {
        let source = &self.law.explainer[evidence.source];
        html! {
            <li>
                {self.quotation(evidence.quote.as_deref())}
                <a href={format!("#source-{}", source.id)}>{source.publisher.clone()}</a>
            </li>
        }
    }

    fn quotation(&self, quote: Option<&str>) -> Html {
        quote.map_or_else(Html::default, |quote| {
            let quote = sentences::quoted(&self.law.wording.interface, quote);
            html! { <><q lang="en">{quote}</q>{" "}</> }
        })
    }

    /// Every source with all its quotations, and the rules and claims that rest on each.
    fn receipts(&self) -> Html {
        let quoted_for = self.word("quoted_for");
        let (before, after) = quoted_for.split_once("{provisions}").unwrap_or((quoted_for, ""));
        let quote = |(quote, ids): (Option<&str>, Vec<String>)| {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            html! {
                <li>
                    {self.quotation(quote)}
                    <span class="for">{before.to_owned()}{links(&ids)}{after.to_owned()}</span>
                </li>
            }
        };
        let receipts = self.law.explainer.sources.iter().enumerate().map(|(index, source)| {
            html! {
                <li class="receipt" id={format!("source-{}", source.id)}>
                    {self.source(source)}
                    <ul class="listed">{for self.rests_on(SourceId::at(index)).into_iter().map(quote)}</ul>
                </li>
            }
        });
        html! {
            <>
                <p>{self.text("receipts_lead")}</p>
                <ol class="receipts">{for receipts}</ol>
            </>
        }
    }

    fn source(&self, source: &Source) -> Html {
        let interface = &self.law.wording.interface;
        let checked = fill(interface.checked(), &[("day", &self.day(source.checked))]);
        let stored = self.stored.get(&source.id).map(|file| {
            html! { <a href={self.site.href(&format!("sources/{file}"))}>{self.text("stored")}</a> }
        });
        html! {
            <>
                <h3 class="title">
                    <cite>
                        <a href={source.address.clone()} rel="noopener" target="_blank">{source.title.clone()}</a>
                    </cite>
                </h3>
                <p class="meta">
                    <span>{source.publisher.clone()}</span>{" "}
                    {for source.place.iter().map(|place| html! { <><span>{place.clone()}</span>{" "}</> })}
                    <span>{sentences::reading(interface, source.read, source.extent).to_owned()}</span>{" "}
                    <span>{checked}</span>{" "}
                    {for stored}
                </p>
                <p class="meta address">{source.address.clone()}</p>
            </>
        }
    }

    /// The quotations from a source in the order in which they come, each with the ids of what rests on it.
    fn rests_on(&self, source: SourceId) -> Vec<(Option<&str>, Vec<String>)> {
        let explainer = &self.law.explainer;
        let rules = (explainer.provisions.iter())
            .flat_map(|provision| provision.sources.iter().map(|evidence| (evidence, provision.id.clone())));
        let claims = (explainer.claims.iter())
            .flat_map(|claim| claim.sources.iter().map(|evidence| (evidence, claim.id.clone())));
        let mut found: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        for (evidence, id) in rules.chain(claims).filter(|(evidence, _)| evidence.source == source) {
            let quote = evidence.quote.as_deref();
            match found.iter_mut().find(|(known, _)| *known == quote) {
                Some((_, ids)) if ids.contains(&id) => {}
                Some((_, ids)) => ids.push(id),
                None => found.push((quote, vec![id])),
            }
        }
        found
    }

    /// Every revision, the latest first; the feed links to each.
    fn revisions(&self) -> Html {
        let law = self.law;
        let revisions = law.explainer.revisions.iter().zip(&law.wording.revisions).enumerate().rev();
        let items = revisions.map(|(index, (revision, said))| {
            let ids: Vec<&str> =
                (revision.provisions.iter()).map(|provision| law.explainer[*provision].id.as_str()).collect();
            let about = if ids.is_empty() { self.text("revisions_all") } else { links(&ids) };
            html! {
                <li id={atom::anchor(law, index)}>
                    <time datetime={revision.on.to_iso()}>{self.day(revision.on)}</time>
                    {" "}<span>{said.clone()}</span>{" "}<span class="for">{about}</span>
                </li>
            }
        });
        html! { <ul class="listed">{for items}</ul> }
    }

    fn downloads(&self) -> Html {
        let mut files = vec![
            ("law.toml".to_owned(), self.word("download_law").to_owned()),
            ("law.json".to_owned(), format!("{} (JSON)", self.word("download_law"))),
        ];
        for wording in self.laws.iter().map(|law| &law.wording) {
            let said = fill(self.word("download_words"), &[("language", &wording.name)]);
            files.push((format!("{}.toml", wording.language), said));
        }
        files.push(("proof.json".to_owned(), self.word("download_proof").to_owned()));
        let language = &self.law.wording.language;
        files.push((ics::file_name(language), self.word("download_calendar").to_owned()));
        let role = self.law.explainer.roles().first().map_or("", |role| &self.law.option(role).0.id);
        let outcome = format!("{}{role}/outcome.json", home(language));
        let said = fill(self.word("download_outcome"), &[("address", &self.site.href(&outcome))]);
        files.push((outcome, said));
        let items = files
            .into_iter()
            .map(|(file, said)| html! { <li><a href={self.site.href(&file)}>{said}</a></li> });
        html! {
            <>
                <ul class="listed">{for items}</ul>
                <p>
                    {self.text("licence")}{" "}
                    <a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener"
                        target="_blank">{"CC BY 4.0"}</a>
                </p>
            </>
        }
    }

    fn word(&self, key: &str) -> &str {
        self.words.get(key).map_or("", String::as_str)
    }

    fn text(&self, key: &str) -> Html {
        Html::from(self.word(key))
    }

    fn day(&self, day: Day) -> String {
        sentences::day(&self.law.wording.interface, day)
    }

    /// A number in groups of three, with a narrow space that does not break.
    fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(if self.law.wording.language == law::ORIGINAL { ',' } else { '\u{202f}' });
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// Links to rules and claims on this page.
fn links(ids: &[&str]) -> Html {
    let link = |(index, id): (usize, &&str)| {
        let space = if index == 0 { "" } else { " " };
        html! { <>{space}<a class="id" href={format!("#{id}")}>{(*id).to_owned()}</a></> }
    };
    ids.iter().enumerate().map(link).collect()
}
