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

impl Draft {
    /// `law.toml` with the entry at the end of its list of revisions.
    #[must_use]
    pub fn in_law(&self, law: &str) -> String {
        insert(law, "[[revision]]", &self.entry)
    }

    /// The original wording with the sentence after those of earlier revisions.
    #[must_use]
    pub fn in_wording(&self, words: &str) -> String {
        insert(words, "[revision.", &self.wording)
    }
}

/// Puts a table after the last one whose heading begins like this; without any, at the end.
fn insert(text: &str, heading: &str, table: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.iter().rposition(|line| line.starts_with(heading));
    let end = last.map_or(lines.len(), |last| {
        let next = lines[last + 1..].iter().position(|line| line.starts_with('['));
        let next = next.map_or(lines.len(), |next| last + 1 + next);
        // Comments and empty lines above the next table belong to that one.
        let is_of_next = |line: &&str| line.trim().is_empty() || line.starts_with('#');
        let n_above = lines[last + 1..next].iter().rev().take_while(|line| is_of_next(line)).count();
        next - n_above
    });
    let (before, after) = lines.split_at(end);
    let mut all = before.join("\n");
    all.push_str("\n\n");
    all.push_str(table);
    if !after.is_empty() {
        all.push_str(&after.join("\n"));
        all.push('\n');
    }
    all
}

/// A draft from what an edit changes; nothing where no rule is told otherwise.
///
/// `law_file` is the text of `law.toml`, whose ids are not used again.
#[must_use]
pub fn draft(diff: &Diff, today: Day, law_file: &str) -> Option<Draft> {
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
    let id = (1..1000)
        .map(|n| match n {
            1 => format!("{name}-{}", &today.to_iso()[..7]),
            n => format!("{name}-{}-{n}", &today.to_iso()[..7]),
        })
        .find(|id| !law_file.contains(&format!("id = \"{id}\"")))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_stands_after_the_last_of_its_kind_and_above_the_comment_of_the_next() {
        let law = "[[revision]]\nid = \"a\"\n\n# What is due.\n\n[[recheck]]\non = 2027-01-01\n";
        let inserted = insert(law, "[[revision]]", "[[revision]]\nid = \"b\"\n");
        assert_eq!(
            inserted,
            "[[revision]]\nid = \"a\"\n\n[[revision]]\nid = \"b\"\n\n# What is due.\n\n[[recheck]]\non = 2027-01-01\n"
        );
        assert_eq!(insert("a = 1\n", "[[revision]]", "[[revision]]\n"), "a = 1\n\n[[revision]]\n");
    }
}
