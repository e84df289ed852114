//! Official texts that lie beside the law: `sources/cfr-791.txt` is the text of the source `cfr-791`.
//!
//! Each is the text as it was read, so that every quotation from it can be found in it again.

use std::{collections::BTreeMap, fs, path::Path};

/// The texts by the ids of their sources.
pub(crate) type Stored = BTreeMap<String, String>;

/// Reads every stored text of a law folder; without the folder `sources`, none.
pub(crate) fn read(folder: &Path) -> Stored {
    let entries = fs::read_dir(folder.join("sources")).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let id = name.strip_suffix(".txt").or_else(|| name.strip_suffix(".md"))?;
            Some((id.to_owned(), fs::read_to_string(entry.path()).ok()?))
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
