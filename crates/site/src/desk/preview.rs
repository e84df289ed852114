//! The faults of a law as a part of a page: `cargo xtask serve` shows them while somebody writes.

use std::{fmt::Write as _, fs, io, path::Path};

use law_files::{check, fault::Fault};

/// Writes the faults of a law into a file, as a part of a page; how many there are.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write(path: &Path, folder: &Path) -> io::Result<usize> {
    let faults = check::check(folder);
    fs::write(path, fault_list(folder, &faults))?;
    Ok(faults.len())
}

/// Each fault: its place, what was found and how to fix it, and the line it stands in.
#[must_use]
pub fn fault_list(folder: &Path, faults: &[Fault]) -> String {
    let mut list = String::new();
    for fault in faults {
        let place = format!("{}:{}", folder.join(&fault.file).display(), fault.line);
        let _ = writeln!(list, "<h2>{}</h2>\n<p>{}</p>", escape(&place), escape(&fault.text));
        let text = fs::read_to_string(folder.join(&fault.file)).unwrap_or_default();
        if let Some(line) = text.lines().nth(fault.line.saturating_sub(1)) {
            let _ = writeln!(list, "<pre>{}</pre>", escape(line));
        }
    }
    list
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_stands_on_the_page_with_its_place_its_line_and_what_would_fix_it() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        fs::write(folder.path().join("law.toml"), "explainer = \"x\"\nfrom = <b>\n")
            .expect("it can be written");
        let fault = Fault {
            file: "law.toml".to_owned(),
            line: 2,
            text: "no day; write one as 2024-09-29".to_owned(),
        };
        let list = fault_list(folder.path(), &[fault]);
        assert_eq!(
            list,
            format!(
                "<h2>{}:2</h2>\n<p>no day; write one as 2024-09-29</p>\n<pre>from = &lt;b&gt;</pre>\n",
                folder.path().join("law.toml").display()
            )
        );
    }

    #[test]
    fn a_law_without_a_fault_has_an_empty_list() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let law = folder.path().join("quiet-hours");
        let today = rules::Day::from_iso("2026-11-27").expect("it is a day");
        super::super::new::new(&law, today).expect("it can be written");
        let list = folder.path().join("faults.html");
        assert_eq!(write(&list, &law).expect("it can be written"), 0);
        assert_eq!(fs::read_to_string(&list).expect("it was written"), "");
        fs::write(law.join("law.toml"), "explainer = \n").expect("it can be written");
        assert_eq!(write(&list, &law).expect("it can be written"), 1);
        let said = fs::read_to_string(&list).expect("it was written");
        assert!(said.contains("law.toml:1</h2>\n<p>"), "{said}");
        assert!(said.ends_with("<pre>explainer = </pre>\n"), "{said}");
    }
}
