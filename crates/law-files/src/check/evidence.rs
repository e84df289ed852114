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

/// `stored` holds the texts of the folder `sources`; without one, nothing is looked for in them.
pub(super) fn faults(file: &LawFile, stored: Option<&Stored>) -> Vec<Fault> {
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
    let stored_at = |id: &Name| {
        let source = file.source.iter().find(|source| source.id.as_ref() == id.as_ref())?;
        source.text.as_ref()
    };
    for (source, quote) in said_where {
        let Some((name, text)) = stored_at(source).and_then(|name| Some((name, stored?.get(name.as_ref())?)))
        else {
            continue;
        };
        if !stored::has(text, quote.as_ref()) {
            let (id, name) = (source.as_ref(), name.as_ref());
            fault(
                quote,
                format!(
                    "sources/{name}, the text of “{id}”, does not have these words; quote what stands there"
                ),
            );
        }
    }
    if let Some(stored) = stored {
        let named: Vec<&Name> = file.source.iter().filter_map(|source| source.text.as_ref()).collect();
        for name in named.iter().filter(|name| !stored.contains_key(name.as_ref())) {
            let file = name.as_ref();
            fault(name, format!("there is no file sources/{file}; put the text there, or take “text” out"));
        }
        for name in stored.keys().filter(|name| !named.iter().any(|named| named.as_ref() == *name)) {
            faults.push(Fault {
                file: "law.toml".to_owned(),
                line: 1,
                text: format!(
                    "no source has the text sources/{name}; name it in one as text = \"{name}\", or take the file out"
                ),
            });
        }
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
