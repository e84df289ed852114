//! Texts that lie beside the law in the folder `sources`, each as it was read.
//!
//! A source names the file that has its text (`text = "bod-17-01.md"`), and every quotation from it is found there
//! again. Several sources may lie in one file.

use std::{collections::BTreeMap, fs, path::Path};

/// The file of hashes, which holds no text of a source.
pub(crate) const HASHES: &str = "SHA256SUMS";

/// The texts by the names of their files.
pub(crate) type Stored = BTreeMap<String, String>;

/// Reads every stored text of a law folder; without the folder `sources`, none.
pub(crate) fn read(folder: &Path) -> Stored {
    let entries = fs::read_dir(folder.join("sources")).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| name != HASHES)?;
            Some((name, fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}

/// Whether a text has these words in this order, whatever its marks, line breaks and kinds of quotes.
pub(crate) fn has(text: &str, quote: &str) -> bool {
    plain(text).contains(&plain(quote))
}

/// A text without Markdown's marks, with straight quotes and single spaces.
fn plain(text: &str) -> String {
    let letters: String = text
        .chars()
        .filter(|letter| !matches!(letter, '*' | '_' | '>' | '#'))
        .map(|letter| match letter {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            other => other,
        })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn words_are_found_across_lines_and_marks_and_not_in_another_order() {
        let text = "> The _Department_\n  of “Homeland” Security";
        assert!(has(text, "Department of \"Homeland\" Security"));
        assert!(!has(text, "Security of Homeland"));
        assert!(!has(text, "Department of Homeland Security"));
    }
}
