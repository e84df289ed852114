//! A draft of the `[[revision]]` that an edit deserves, for the editor to edit.

use std::collections::BTreeSet;

use rules::Day;

use super::{Diff, Kind, text::thousands, told::english};

/// An entry of `law.toml` and its sentence, as TOML.
#[derive(Debug, PartialEq, Eq)]
pub struct Draft {
    /// The id, new and never used again.
    pub id: String,
    /// The entry for the end of the list in `law.toml`.
    pub entry: String,
    /// The sentence for each wording.
    pub wording: String,
}

/// A draft from what an edit changes; nothing where no rule is told otherwise.
///
/// `known` are the ids of revisions that exist.
#[must_use]
pub fn draft(diff: &Diff, today: Day, known: &[String]) -> Option<Draft> {
    let mut provisions: Vec<(&str, &str)> = Vec::new();
    let mut sentences: Vec<String> = Vec::new();
    let groups = diff.groups.iter().chain(&diff.new_readers);
    for change in groups.flat_map(|group| &group.changes).filter(|change| change.kind == Kind::Rule) {
        if !provisions.iter().any(|(id, _)| *id == change.id) {
            provisions.push((&change.id, &change.about));
        }
    }
    // What was added or edited in the file itself counts too, whether or not a reader is told otherwise today.
    let edited: BTreeSet<&str> = diff
        .law
        .iter()
        .filter_map(|edit| edit.key.strip_prefix("provision."))
        .filter_map(|key| key.split('.').next())
        .collect();
    provisions.retain(|(id, _)| edited.contains(id));
    for (id, about) in &provisions {
        let day = |key: &str| {
            let edit = diff.law.iter().find(|edit| {
                edit.key.starts_with(&format!("provision.{id}.version.")) && edit.key.ends_with(key)
            })?;
            edit.after.as_deref().and_then(Day::from_iso)
        };
        sentences.push(match (day(".until"), day(".from")) {
            (Some(until), _) => format!("{about}: ends after {}.", english(until)),
            (None, Some(from)) => format!("{about}: from {}.", english(from)),
            (None, None) => format!("{about}: read again."),
        });
    }
    if provisions.is_empty() {
        return None;
    }
    let name = match provisions.as_slice() {
        [(id, _)] => id.to_lowercase(),
        _ => "law".to_owned(),
    };
    let id = (1..)
        .map(|n| match n {
            1 => format!("{name}-{}", &today.to_iso()[..7]),
            n => format!("{name}-{}-{n}", &today.to_iso()[..7]),
        })
        .find(|id| !known.contains(id))?;
    let ids: Vec<String> = provisions.iter().map(|(id, _)| format!("\"{id}\"")).collect();
    Some(Draft {
        entry: format!(
            "[[revision]]\nid = \"{id}\"\non = {}\nprovisions = [{}]\n",
            today.to_iso(),
            ids.join(", ")
        ),
        wording: format!(
            "# {} of {} ways to answer are told something else. A draft: edit it.\n[revision.{id}]\ntext = \"{}\"\n",
            thousands(diff.answers.changed),
            thousands(diff.answers.of),
            sentences.join(" ").replace('\\', "\\\\").replace('"', "\\\"")
        ),
        id,
    })
}
