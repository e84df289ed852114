//! Every rule has a source, every source is used, and quotations are short and stand in the stored texts.

use crate::{
    fault::Fault,
    law::{
        file::{AdviserFile, LawFile, Name},
        stored::{self, Stored},
    },
};

/// A quotation stays a quotation.
const MOST_WORDS_QUOTED: usize = 60;

pub(super) fn faults(file: &LawFile, stored: &Stored) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |at: &Name, text: String| faults.push(file.text.fault(at.span().start, text));

    for provision in file.provision.iter().filter(|provision| provision.sources.is_empty()) {
        let id = provision.id.as_ref();
        fault(&provision.id, format!("{id} has no source; name where its words come from"));
    }
    for claim in file.claim.iter().filter(|claim| claim.sources.is_empty()) {
        let id = claim.id.as_ref();
        fault(&claim.id, format!("the claim {id} has no source; name what shows it"));
    }
    for advice in &file.advice {
        let id = advice.id.as_ref();
        if advice.by == AdviserFile::Official && (advice.source.is_none() || advice.quote.is_none()) {
            fault(
                &advice.id,
                format!(
                    "the advice “{id}” is official without a quotation; quote it with its source, or say by = \"us\""
                ),
            );
        }
        if let Some(quote) = advice.quote.as_ref().filter(|_| advice.source.is_none()) {
            fault(quote, format!("the quotation in the advice “{id}” has no source; name it"));
        }
    }

    let evidences = || {
        (file.provision.iter().flat_map(|provision| &provision.sources))
            .chain(file.claim.iter().flat_map(|claim| &claim.sources))
    };
    let used: Vec<&str> = evidences()
        .map(|evidence| &evidence.id)
        .chain(file.reason.iter().map(|reason| &reason.source))
        .chain(file.advice.iter().filter_map(|advice| advice.source.as_ref()))
        .map(|id| id.as_ref().as_str())
        .collect();
    for source in file.source.iter().filter(|source| !used.contains(&source.id.as_ref().as_str())) {
        let id = source.id.as_ref();
        fault(
            &source.id,
            format!("nothing uses the source “{id}”; name it where it shows something, or take it out"),
        );
    }

    // Where the text itself lies beside the law, it has the words.
    let said_where = evidences()
        .filter_map(|evidence| Some((&evidence.id, evidence.quote.as_ref()?)))
        .chain(file.reason.iter().map(|reason| (&reason.source, &reason.quote)))
        .chain(
            file.advice.iter().filter_map(|advice| Some((advice.source.as_ref()?, advice.quote.as_ref()?))),
        );
    for (source, quote) in said_where {
        let id = source.as_ref();
        if stored.get(id).is_some_and(|text| !stored::has(text, quote.as_ref())) {
            fault(
                quote,
                format!(
                    "the stored text of “{id}” does not have these words; quote what stands in the folder “sources”"
                ),
            );
        }
    }
    for id in stored.keys().filter(|id| !file.source.iter().any(|source| source.id.as_ref() == *id)) {
        faults.push(Fault {
            file: "law.toml".to_owned(),
            line: 1,
            text: format!(
                "the folder “sources” has a text of “{id}”, which is no source; name the file like its source"
            ),
        });
    }
    let mut fault = |at: &Name, text: String| faults.push(file.text.fault(at.span().start, text));

    let quotes = evidences()
        .filter_map(|evidence| evidence.quote.as_ref())
        .chain(file.reason.iter().map(|reason| &reason.quote))
        .chain(file.advice.iter().filter_map(|advice| advice.quote.as_ref()))
        .chain(file.claim.iter().filter_map(|claim| claim.said.as_ref()));
    for quote in quotes {
        let n_words = quote.as_ref().split_whitespace().count();
        if n_words > MOST_WORDS_QUOTED {
            fault(
                quote,
                format!("this quotation has {n_words} words; {MOST_WORDS_QUOTED} are the most, cut it"),
            );
        }
    }
    faults
}
