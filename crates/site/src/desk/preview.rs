//! What `cargo xtask serve` shows while somebody writes: pages that follow the file, and a fault in place of an old page.
//!
//! It is never published: `xtask` keeps these pages in a folder of its own below `target/`.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use ban_explainer::Site;
use law_files::fault::Fault;

use crate::hash::Hash;

/// Loads the page again when another edition is served; where there is none, it goes on asking.
const SCRIPT: &str = "\
const url = document.currentScript.src.replace(/preview\\.js$/, 'preview.txt');
let shown;
setInterval(async () => {
  try {
    const answer = await fetch(url, { cache: 'no-store' });
    const served = answer.ok ? (await answer.text()).trim() : shown;
    if (shown && served !== shown) location.reload();
    shown = served;
  } catch {}
}, 400);
";

/// The names of what a preview has beside a site.
const NAMES: [&str; 2] = ["preview.js", "preview.txt"];

const STYLE: &str = "\
:root{color-scheme:light dark}body{margin:0 auto;max-width:46rem;padding:2rem 1rem;\
font:400 1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere}\
h1{font-size:1.5rem;line-height:1.2}h2{font-size:1rem;margin:1.5rem 0 .25rem}p{margin:.25rem 0}\
pre{overflow-x:auto;padding:.5rem .75rem;border-left:3px solid;margin:.5rem 0;font-size:.875rem}";

/// Makes a rendered site one that follows the file.
///
/// # Errors
///
/// When a page cannot be read or written.
pub fn follow(stage: &Path, site: &Site) -> io::Result<()> {
    let script = format!("<script src=\"{}\"></script></body>", site.href(NAMES[0]));
    let mut all = Vec::new();
    for path in pages(stage)? {
        let page = fs::read_to_string(&path)?;
        all.extend_from_slice(page.as_bytes());
        fs::write(&path, page.replacen("</body>", &script, 1))?;
    }
    mark(stage, &all)
}

/// Puts a page with these faults in the place of a site.
///
/// # Errors
///
/// When it cannot be written.
pub fn faults(stage: &Path, site: &Site, folder: &Path, faults: &[Fault]) -> io::Result<()> {
    let page = fault_page(site, folder, faults);
    fs::write(stage.join("index.html"), &page)?;
    mark(stage, page.as_bytes())
}

fn mark(stage: &Path, all: &[u8]) -> io::Result<()> {
    fs::write(stage.join(NAMES[0]), SCRIPT)?;
    fs::write(stage.join(NAMES[1]), Hash::of(all).name())
}

fn pages(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn fault_page(site: &Site, folder: &Path, faults: &[Fault]) -> String {
    let heading = match faults.len() {
        1 => "1 fault in the law".to_owned(),
        n => format!("{n} faults in the law"),
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{heading}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n\
         <p>The pages come back once this is fixed and saved.</p>\n"
    );
    for fault in faults {
        let place = format!("{}:{}", folder.join(&fault.file).display(), fault.line);
        let _ = writeln!(page, "<h2>{}</h2>\n<p>{}</p>", escape(&place), escape(&fault.text));
        let text = fs::read_to_string(folder.join(&fault.file)).unwrap_or_default();
        if let Some(line) = text.lines().nth(fault.line.saturating_sub(1)) {
            let _ = writeln!(page, "<pre>{}</pre>", escape(line));
        }
    }
    let _ = writeln!(
        page,
        "</main>\n<script src=\"{}\"></script>\n</body>\n</html>",
        escape(&site.href(NAMES[0]))
    );
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { origin: "http://127.0.0.1:8080".to_owned(), folder: "/".to_owned() }
    }

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
        let page = fault_page(&site(), folder.path(), &[fault]);
        assert!(page.contains("<h1>1 fault in the law</h1>"), "{page}");
        assert!(page.contains(
            "law.toml:2</h2>\n<p>no day; write one as 2024-09-29</p>\n<pre>from = &lt;b&gt;</pre>"
        ));
        assert!(page.contains("<script src=\"/preview.js\"></script>"));
    }

    #[test]
    fn a_page_follows_and_another_edition_has_another_mark() {
        let stage = tempfile::tempdir().expect("there is a temporary folder");
        let page = stage.path().join("consumer/index.html");
        fs::create_dir(stage.path().join("consumer")).expect("it can be made");
        let mut marks = Vec::new();
        for text in ["one", "two"] {
            fs::write(&page, format!("<html><body>{text}</body></html>")).expect("it can be written");
            follow(stage.path(), &site()).expect("it can be written");
            let written = fs::read_to_string(&page).expect("it was written");
            assert_eq!(
                written,
                format!("<html><body>{text}<script src=\"/preview.js\"></script></body></html>")
            );
            marks.push(fs::read_to_string(stage.path().join("preview.txt")).expect("it was written"));
        }
        assert_ne!(marks[0], marks[1]);
    }
}
