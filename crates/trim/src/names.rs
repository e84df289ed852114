//! Short names for what the engine imports and exports.

use std::collections::BTreeMap;

use crate::parse;

/// The engine and its glue after [`rename`].
pub struct Renamed {
    /// The engine.
    pub wasm: Vec<u8>,
    /// Its glue.
    pub glue: String,
    /// How many names were shortened.
    pub n_names: usize,
}

/// Gives every import and export a name of a letter or two, in the engine and in its glue.
///
/// What the glue itself exports keeps its name: `static/start.js` calls it.
///
/// # Errors
///
/// What keeps the file from being read as WebAssembly, or the name that the glue does not hold.
pub fn rename(wasm: &[u8], glue: &str) -> Result<Renamed, String> {
    let mut module = parse(wasm)?;
    let mut imported: BTreeMap<String, String> = BTreeMap::new();
    for (n, import) in module.imports.iter_mut().enumerate() {
        let name = short(n);
        imported.insert(std::mem::replace(&mut import.name, name.clone()), name);
    }
    if let Some(missing) = imported.keys().find(|name| !glue.contains(&format!("{name}: "))) {
        return Err(format!("the glue gives no “{missing}”"));
    }
    let mut exported: BTreeMap<String, String> = BTreeMap::new();
    for (n, export) in module.exports.iter_mut().enumerate() {
        let name = short(n);
        exported.insert(std::mem::replace(&mut export.name, name.clone()), name);
    }
    let glue = exchanged(&exchanged(glue, &imported, ""), &exported, "wasm.");
    Ok(Renamed { wasm: module.emit_wasm(), glue, n_names: imported.len() + exported.len() })
}

/// a, b, …, z, A, …, Z, aa, ab, …
fn short(mut n: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = Vec::new();
    loop {
        name.push(LETTERS[n % LETTERS.len()]);
        n /= LETTERS.len();
        if n == 0 {
            break;
        }
        n -= 1;
    }
    name.reverse();
    name.into_iter().map(char::from).collect()
}

/// The text with whole words exchanged, where they stand right behind `after`.
fn exchanged(text: &str, new: &BTreeMap<String, String>, after: &str) -> String {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$');
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|letter| !is_word(letter)).unwrap_or(from.len());
        let (word, following) = from.split_at(end);
        written.push_str(before);
        let name = new.get(word).filter(|_| written.ends_with(after));
        written.push_str(name.map_or(word, String::as_str));
        rest = following;
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..5000).map(short).collect();
        assert_eq!(names.len(), 5000);
        assert_eq!([short(0), short(51), short(52), short(53)], ["a", "Z", "aa", "ab"]);
    }

    #[test]
    fn only_whole_words_in_their_place_are_exchanged() {
        let new = BTreeMap::from([("memory".to_owned(), "a".to_owned())]);
        let text = "wasm.memory.buffer + wasm.memory_2 + other.memory";
        assert_eq!(exchanged(text, &new, "wasm."), "wasm.a.buffer + wasm.memory_2 + other.memory");
        assert_eq!(exchanged("{ memory: f }", &new, ""), "{ a: f }");
    }
}
