//! What an editor wrote, key by key: `law.toml` and each wording as flat lists of texts.

use std::{collections::BTreeMap, fs, path::Path};

use toml::Value;

/// Texts by their keys: `provision.ST-NJ.version.2023-01-09.until`, `short.use.2024-09-29`.
pub(crate) type Texts = BTreeMap<String, String>;

/// A text that was added, taken out or changed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Edit {
    /// Its key.
    pub key: String,
    /// What it was; absent where it is new.
    pub before: Option<String>,
    /// What it is; absent where it was taken out.
    pub after: Option<String>,
}

/// The texts of one file; none where it cannot be read as TOML.
pub(crate) fn read(folder: &Path, name: &str) -> Texts {
    let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut texts = Texts::new();
    if let Ok(table) = text.parse::<toml::Table>() {
        for (key, value) in &table {
            flatten(key, value, &mut texts);
        }
    }
    texts
}

/// What differs between two lists of texts.
pub(crate) fn edits(before: &Texts, after: &Texts) -> Vec<Edit> {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| Edit {
            key: key.clone(),
            before: before.get(key).cloned(),
            after: after.get(key).cloned(),
        })
        .collect()
}

fn flatten(key: &str, value: &Value, texts: &mut Texts) {
    match value {
        Value::Table(table) => {
            for (name, value) in table {
                flatten(&format!("{key}.{name}"), value, texts);
            }
        }
        Value::Array(values) if values.iter().any(Value::is_table) => {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for value in values {
                let name = name(value);
                // Two alike stand apart by their order.
                let n = seen.entry(name.clone()).or_default();
                *n += 1;
                let name = if *n == 1 { name } else { format!("{name}.{n}") };
                flatten(&format!("{key}.{name}"), value, texts);
            }
        }
        Value::Array(values) => {
            let shown: Vec<String> = values.iter().map(plain).collect();
            texts.insert(key.to_owned(), shown.join(", "));
        }
        other => {
            texts.insert(key.to_owned(), plain(other));
        }
    }
}

/// What an element of a list is called: its id, its day, else what it holds.
fn name(value: &Value) -> String {
    let named = ["id", "on", "from", "because"].iter().find_map(|key| value.get(key));
    match named {
        Some(Value::Array(days)) => days.first().map_or_else(String::new, plain),
        Some(named) => plain(named),
        None => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Table(table) => {
            let of = |(key, value): (&String, &Value)| format!("{key} = {}", plain(value));
            table.iter().map(of).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Texts {
        let table: toml::Table = text.parse().expect("it is TOML");
        let mut texts = Texts::new();
        for (key, value) in &table {
            flatten(key, value, &mut texts);
        }
        texts
    }

    #[test]
    fn an_edit_is_named_by_ids_and_days_and_not_by_its_place() {
        let before = texts(
            "[[provision]]\nid = \"A-1\"\n[[provision.version]]\nfrom = 2020-01-01\n\
             [[provision]]\nid = \"A-2\"\n[[provision.version]]\nfrom = 2021-01-01\n",
        );
        let after = texts(
            "[[provision]]\nid = \"A-0\"\neffect = \"duty\"\n\
             [[provision]]\nid = \"A-1\"\n[[provision.version]]\nfrom = 2020-01-01\nuntil = 2022-12-31\n\
             [[provision]]\nid = \"A-2\"\n[[provision.version]]\nfrom = 2021-01-01\n",
        );
        let shown: Vec<(String, Option<String>)> =
            edits(&before, &after).into_iter().map(|edit| (edit.key, edit.after)).collect();
        assert_eq!(
            shown,
            [
                ("provision.A-0.effect".to_owned(), Some("duty".to_owned())),
                ("provision.A-0.id".to_owned(), Some("A-0".to_owned())),
                ("provision.A-1.version.2020-01-01.until".to_owned(), Some("2022-12-31".to_owned())),
            ]
        );
    }
}
