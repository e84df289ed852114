//! The page `/method/`: how an answer is computed, every rule, the proof, the gaps, the receipts.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use ban_explainer::words;
use rules::{Alternative, Day, Evidence, Law, Provision, Source, fill};
use serde_json::Value;

use super::{
    Error,
    apart::{self, Apart},
    flow,
    languages::home,
    markup::escape,
    template::Template,
};
use crate::law::{self, Promise};

/// The folder of the page.
pub(super) const NAME: &str = "method";

/// Writes a file, named by its path from the root of the site.
type Write<'a> = dyn FnMut(&str, &[u8]) -> Result<(), Error> + 'a;

/// Prints the page of one language; with the first, also what can be downloaded there.
pub(super) fn print(
    folder: &Path,
    law: &Law,
    laws: &[&'static Law],
    template: &Template,
    origin: &str,
    write: &mut Write,
) -> Result<(), Error> {
    let method = Method::read(folder, law, laws);
    let name = format!("{}index.html", apart::path(NAME, &law.wording.language));
    write(&name, method.page(template, origin).as_bytes())?;
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
    fn read(folder: &Path, law: &'a Law, laws: &'a [&'static Law]) -> Self {
        let words = law::method(folder, &law.wording.language);
        let proof = fs::read_to_string(folder.join("proof.json")).ok();
        let proof = proof.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null);
        let (promises, stored) = (law::promises(folder), law::stored_texts(folder));
        Self { law, words, promises, stored, proof, laws }
    }

    /// The whole page.
    fn page(&self, template: &Template, origin: &str) -> String {
        let languages: Vec<&str> = self.laws.iter().map(|law| law.wording.language.as_str()).collect();
        let apart = Apart {
            name: NAME,
            class: "method",
            language: &self.law.wording.language,
            languages: &languages,
            title: self.word("title"),
            description: self.word("description"),
            body: &self.body(),
            scripts: "",
        };
        apart::page(&apart, origin, template)
    }

    /// Everything inside `main`.
    fn body(&self) -> String {
        let home = self.home();
        let sections = [
            ("flow", self.flow()),
            ("rules", self.rules()),
            ("proof", self.proof()),
            ("unverified", self.unverified()),
            ("coverage", self.coverage()),
            ("receipts", self.receipts()),
            ("revisions", self.revisions()),
            ("errors", self.paragraph("errors_lead")),
            ("downloads", self.downloads()),
        ];
        let mut contents = String::new();
        let mut text = String::new();
        for (id, section) in sections.iter().filter(|(_, section)| !section.is_empty()) {
            let heading = escape(self.word(id));
            let _ = write!(contents, "<li><a href=\"#{id}\">{heading}</a></li>");
            let _ = write!(text, "<section id=\"{id}\"><h2>{heading}</h2>{section}</section>");
        }
        let wording = &self.law.wording;
        let footer = fill(wording.interface.footer(), &[("day", &self.day(self.law.explainer.verified))]);
        format!(
            "<header class=\"head\"><p class=\"kicker\"><a href=\"{home}\">{}</a></p><h1 class=\"serif\">{}</h1></header>\
             <p class=\"lead serif\">{}</p><nav><ol class=\"contents\">{contents}</ol></nav>{text}\
             <footer class=\"foot\"><p><a href=\"{home}\">{}</a></p><p>{}</p><p>{}</p></footer>",
            escape(&wording.title),
            escape(self.word("title")),
            escape(self.word("lead")),
            escape(self.word("back")),
            escape(&wording.disclaimer),
            escape(&footer),
        )
    }

    fn home(&self) -> String {
        home(&self.law.wording.language)
    }

    fn flow(&self) -> String {
        let step = |key: &str| format!("<li>{}</li>", escape(self.word(key)));
        let interface = &self.law.wording.interface;
        let decision = |key: &str, class: &str, status: &str| {
            format!("<li>{}: <b class=\"s {class}\">{}</b></li>", escape(self.word(key)), escape(status))
        };
        format!(
            "<p>{}</p><div class=\"two\"><figure>{}</figure><div><ol class=\"steps\">{}{}{}</ol><ol class=\"order\">{}{}{}{}{}{}</ol></div></div>",
            escape(self.word("flow_hint")),
            flow::picture(self.law, &self.words),
            step("step_answers"),
            step("step_conditions"),
            step("step_days"),
            decision("step_none", "not", interface.status_not_yours()),
            decision("step_exception", "exempt", interface.status_exempt()),
            decision("step_unclear", "unclear", interface.status_unclear()),
            decision("step_binds", "binds", interface.binds_heading()),
            decision("step_affects", "affects", interface.affects_heading()),
            decision("step_open", "depends", interface.status_depends()),
        )
    }

    fn rules(&self) -> String {
        let heads = ["rule", "reaches", "days", "read"]
            .map(|key| format!("<th scope=\"col\">{}</th>", escape(self.word(key))));
        let mut rows = String::new();
        for (index, (provision, said)) in
            self.law.explainer.provisions.iter().zip(&self.law.wording.provisions).enumerate()
        {
            let cell = |key: &str, html: &str| {
                format!("<td><span class=\"label\">{}</span>{html}</td>", escape(self.word(key)))
            };
            let _ = write!(
                rows,
                "<tr id=\"{}\"><th scope=\"row\"><b>{}</b> <small>{} · {}</small></th>{}{}{}</tr>",
                provision.id,
                escape(&said.title),
                provision.id,
                escape(&provision.authority),
                cell("reaches", &self.reaches(provision)),
                cell("days", &self.days(index)),
                cell("read", &escape(words::evidence(&self.law.wording.interface, provision))),
            );
        }
        format!(
            "<p>{}</p><table class=\"rule-table\"><thead><tr>{}</tr></thead><tbody>{rows}</tbody></table>",
            escape(self.word("rules_lead")),
            heads.concat()
        )
    }

    fn reaches(&self, provision: &Provision) -> String {
        let groups = [
            ("binds", &provision.binds),
            ("affects", &provision.affects),
            ("unclear", &provision.unsettled),
            ("exempt", &provision.except),
        ];
        let mut html = String::new();
        for (kind, alternatives) in groups {
            for alternative in alternatives {
                let _ = write!(
                    html,
                    "<li><b class=\"s {kind}\">{}</b> {}</li>",
                    escape(self.word(kind)),
                    escape(&self.condition(alternative))
                );
            }
        }
        format!("<ul class=\"reaches\">{html}</ul>")
    }

    /// A condition by the labels of its options: “Resell it; In the United States or US person abroad”.
    fn condition(&self, alternative: &Alternative) -> String {
        let law = self.law;
        let interface = &law.wording.interface;
        let parts: Vec<String> = law
            .explainer
            .questions
            .iter()
            .filter(|question| question.options.meets(alternative.options))
            .map(|question| {
                let labels: Vec<String> = question
                    .options
                    .and(alternative.options)
                    .iter()
                    .map(|option| law.option(option).1.label.clone())
                    .collect();
                words::list(interface, &labels, interface.list_or())
            })
            .collect();
        if parts.is_empty() { self.word("anyone").to_owned() } else { parts.join("; ") }
    }

    fn days(&self, index: usize) -> String {
        let interface = &self.law.wording.interface;
        let provision = &self.law.explainer.provisions[index];
        let mut html = String::new();
        let mut add = |text: String| {
            let _ = write!(html, "<li>{}</li>", escape(&text));
        };
        for (version, next) in
            provision.versions.iter().zip(provision.versions.iter().skip(1).map(Some).chain([None]))
        {
            let from = self.day(version.from);
            let until = version.until.or_else(|| next.map(|next| next.from.previous()));
            // A suspension that runs to the end of a version ends it for the reader.
            let until = match version.suspended {
                Some(suspended) if until.is_some_and(|until| suspended.until >= until) => {
                    Some(suspended.from.previous())
                }
                _ => until,
            };
            let day = match (version.unsettled, until) {
                (Some(_), _) => fill(interface.unclear_since(), &[("day", &from)]),
                (None, Some(until)) => {
                    fill(self.word("until_day"), &[("from", &from), ("until", &self.day(until))])
                }
                (None, None) => fill(self.word("from_day"), &[("day", &from)]),
            };
            add(day);
            if let Some(suspended) = version.suspended {
                let days = [("from", &*self.day(suspended.from)), ("until", &*self.day(suspended.until))];
                add(fill(self.word("suspended_days"), &days));
            }
            if let Some(due) = version.due {
                add(fill(interface.due(), &[("day", &self.day(due))]));
            }
        }
        format!("<ul>{html}</ul>")
    }

    fn proof(&self) -> String {
        let count = |part: &str, key: &str| self.proof[part][key].as_u64();
        let Some(readers) = count("whole_space", "readers") else { return String::new() };
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
        let mut html = String::new();
        for (number, key, places) in rows.iter().filter_map(|(n, key, places)| Some(((*n)?, key, places))) {
            let said = fill(self.word(key), places);
            let _ = write!(html, "<div><dt>{}</dt><dd>{}</dd></div>", self.number(number), escape(&said));
        }
        format!(
            "<p>{}</p><dl class=\"counts-of-proof\">{html}</dl><p>{} <a href=\"/proof.json\">{}</a>.</p>",
            escape(self.word("proof_lead")),
            escape(self.word("proof_limit")),
            escape(self.word("download_proof")),
        )
    }

    /// Each gap once, with the rules it touches.
    fn unverified(&self) -> String {
        let law = self.law;
        let mut html = String::new();
        for (index, gap) in law.wording.unknown.iter().enumerate() {
            let touched: Vec<&Provision> = (law.explainer.provisions.iter())
                .filter(|provision| provision.unknown.iter().any(|known| usize::from(*known) == index))
                .collect();
            if touched.is_empty() {
                continue;
            }
            let ids: Vec<&str> = touched.iter().map(|provision| provision.id.as_str()).collect();
            let _ = write!(html, "<li>{} {}</li>", escape(gap), links(&ids));
        }
        for promise in &self.promises {
            let ids: Vec<&str> = promise.provisions.iter().map(String::as_str).collect();
            let since = fill(self.word("recheck"), &[("day", &self.day(promise.on))]);
            let _ = write!(html, "<li>{}. {}</li>", escape(&since), links(&ids));
        }
        format!("<p>{}</p><ul class=\"listed\">{html}</ul>", escape(self.word("unverified_lead")))
    }

    fn coverage(&self) -> String {
        let law = self.law;
        let interface = &law.wording.interface;
        let mut html = String::new();
        for (claim, answer) in law.explainer.claims.iter().zip(&law.wording.claims) {
            let said = claim.said.as_ref().map_or_else(
                || format!("<p class=\"said\">{}</p>", escape(interface.claim_omitted())),
                |said| {
                    format!(
                        "<p class=\"said serif\" lang=\"en\">{}</p>",
                        escape(&words::quoted(interface, said))
                    )
                },
            );
            let ids: Vec<&str> = (claim.provisions.iter())
                .map(|index| law.explainer.provisions[usize::from(*index)].id.as_str())
                .collect();
            let shown: Vec<String> = claim.sources.iter().map(|evidence| self.evidence(evidence)).collect();
            let shown = shown.concat();
            let _ = write!(
                html,
                "<li class=\"claim\" id=\"{}\">{said}<p class=\"law\"><b>{}</b> {} {}</p><ul class=\"listed\">{shown}</ul></li>",
                claim.id,
                escape(&law.wording.verdicts[usize::from(claim.verdict)]),
                escape(answer),
                links(&ids)
            );
        }
        if html.is_empty() {
            return html;
        }
        format!("<p>{}</p><ul class=\"claims\">{html}</ul>", escape(self.word("coverage_lead")))
    }

    /// A source's words, and the source by its publisher.
    fn evidence(&self, evidence: &Evidence) -> String {
        let source = &self.law.explainer.sources[usize::from(evidence.source)];
        let quote = evidence.quote.as_ref().map_or_else(String::new, |quote| {
            format!("<q lang=\"en\">{}</q> ", escape(&words::quoted(&self.law.wording.interface, quote)))
        });
        format!("<li>{quote}<a href=\"#source-{}\">{}</a></li>", source.id, escape(&source.publisher))
    }

    /// Every source with all its quotations, and the rules and claims that rest on each.
    fn receipts(&self) -> String {
        let interface = &self.law.wording.interface;
        let mut html = String::new();
        for (index, source) in self.law.explainer.sources.iter().enumerate() {
            let mut quotes = String::new();
            for (quote, ids) in self.rests_on(index) {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                let said = quote.map_or_else(String::new, |quote| {
                    format!("<q lang=\"en\">{}</q> ", escape(&words::quoted(interface, quote)))
                });
                let placed = escape(self.word("quoted_for")).replace("{provisions}", &links(&ids));
                let _ = write!(quotes, "<li>{said}<span class=\"for\">{placed}</span></li>");
            }
            let _ = write!(
                html,
                "<li class=\"receipt\" id=\"source-{}\">{}<ul class=\"listed\">{quotes}</ul></li>",
                source.id,
                self.source(source)
            );
        }
        format!("<p>{}</p><ol class=\"receipts\">{html}</ol>", escape(self.word("receipts_lead")))
    }

    fn source(&self, source: &Source) -> String {
        let interface = &self.law.wording.interface;
        let place =
            source.place.as_ref().map_or_else(String::new, |place| format!("<span>{}</span>", escape(place)));
        let stored = self.stored.get(&source.id).map_or_else(String::new, |file| {
            format!("<a href=\"/sources/{file}\">{}</a>", escape(self.word("stored")))
        });
        format!(
            "<h3 class=\"title\"><cite><a href=\"{address}\" rel=\"noopener\" target=\"_blank\">{}</a></cite></h3>\
             <p class=\"meta\"><span>{}</span>{place}<span>{}</span><span>{}</span>{stored}</p>\
             <p class=\"meta address\">{address}</p>",
            escape(&source.title),
            escape(&source.publisher),
            escape(words::reading(interface, source.read, source.extent)),
            escape(&fill(interface.checked(), &[("day", &self.day(source.checked))])),
            address = escape(&source.address),
        )
    }

    /// The quotations from a source in the order in which they come, each with the ids of what rests on it.
    fn rests_on(&self, source: usize) -> Vec<(Option<&str>, Vec<String>)> {
        let explainer = &self.law.explainer;
        let rules = (explainer.provisions.iter())
            .flat_map(|provision| provision.sources.iter().map(|evidence| (evidence, provision.id.clone())));
        let claims = (explainer.claims.iter())
            .flat_map(|claim| claim.sources.iter().map(|evidence| (evidence, claim.id.clone())));
        let mut found: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        for (evidence, id) in
            rules.chain(claims).filter(|(evidence, _)| usize::from(evidence.source) == source)
        {
            let quote = evidence.quote.as_deref();
            match found.iter_mut().find(|(known, _)| *known == quote) {
                Some((_, ids)) if ids.contains(&id) => {}
                Some((_, ids)) => ids.push(id),
                None => found.push((quote, vec![id])),
            }
        }
        found
    }

    fn revisions(&self) -> String {
        let law = self.law;
        let mut html = String::new();
        for (revision, said) in law.explainer.revisions.iter().zip(&law.wording.revisions).rev() {
            let ids: Vec<&str> = (revision.provisions.iter())
                .map(|index| law.explainer.provisions[usize::from(*index)].id.as_str())
                .collect();
            let about = if ids.is_empty() { escape(self.word("revisions_all")) } else { links(&ids) };
            let _ = write!(
                html,
                "<li><time datetime=\"{}\">{}</time> {} <span class=\"for\">{about}</span></li>",
                revision.on.to_iso(),
                escape(&self.day(revision.on)),
                escape(said)
            );
        }
        format!("<ul class=\"listed\">{html}</ul>")
    }

    fn downloads(&self) -> String {
        let mut files = vec![
            ("/law.toml".to_owned(), self.word("download_law").to_owned()),
            ("/law.json".to_owned(), format!("{} (JSON)", self.word("download_law"))),
        ];
        for wording in self.laws.iter().map(|law| &law.wording) {
            let said = fill(self.word("download_words"), &[("language", &wording.name)]);
            files.push((format!("/{}.toml", wording.language), said));
        }
        files.push(("/proof.json".to_owned(), self.word("download_proof").to_owned()));
        let calendar = format!("/dates-{}.ics", self.law.wording.language);
        files.push((calendar, self.word("download_calendar").to_owned()));
        let role = self.law.explainer.questions[0].options.first().map_or("", |role| self.law.option(role).0);
        let beside = format!("{}{role}/outcome.json", self.home());
        files.push((beside.clone(), fill(self.word("download_outcome"), &[("address", &beside)])));
        let items = files
            .iter()
            .map(|(file, said)| format!("<li><a href=\"{file}\">{}</a></li>", escape(said)))
            .collect::<Vec<_>>()
            .concat();
        format!(
            "<ul class=\"listed\">{items}</ul><p>{} <a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license noopener\" target=\"_blank\">CC BY 4.0</a></p>",
            escape(self.word("licence"))
        )
    }

    fn paragraph(&self, key: &str) -> String {
        format!("<p>{}</p>", escape(self.word(key)))
    }

    fn word(&self, key: &str) -> &str {
        self.words.get(key).map_or("", String::as_str)
    }

    fn day(&self, day: Day) -> String {
        words::day(&self.law.wording.interface, day)
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
fn links(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("<a class=\"id\" href=\"#{id}\">{id}</a>")).collect::<Vec<_>>().join(" ")
}
