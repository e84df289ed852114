//! What the sanitizers of content systems leave of each snippet: always a working link.
//!
//! The real ones are asked, at their defaults: `DOMPurify`, `sanitize-html`, `bleach`, `nh3`, `HTMLPurifier` and the
//! filter of WordPress for authors who may not use unfiltered HTML. `integrations/sanitizers` names their versions. Where
//! one of them cannot be asked, the test fails.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use tests::Server;

use crate::{repository, run, workplace};

/// What is left of each snippet, by the name of the sanitizer and then by that of the snippet.
type Left = BTreeMap<String, BTreeMap<String, String>>;

/// The snippets of the page for publishers, in both languages.
fn snippets() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for language in ["", "es/"] {
        let page = Server::dist().join(language).join("embed/index.html");
        let page = fs::read_to_string(&page).unwrap_or_else(|why| panic!("{}: {why}", page.display()));
        for name in ["script", "frame", "wordpress", "amp"] {
            let mark = page.find(&format!("snippet-{name}")).expect("the page has the snippet");
            let begin = mark + page[mark..].find('>').expect("its field begins") + 1;
            let end = begin + page[begin..].find("</textarea>").expect("its field ends");
            let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
                .iter()
                .fold(page[begin..end].to_owned(), |text, (from, to)| text.replace(from, to));
            found.insert(format!("{language}{name}"), text);
        }
    }
    found
}

#[test]
#[ignore = "long"]
fn every_sanitizer_leaves_a_working_link_of_each_snippet() {
    let snippets = snippets();
    let left = ask_all(&snippets);
    let names: Vec<&str> = left.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "DOMPurify",
            "HTMLPurifier",
            "WordPress kses",
            "bleach",
            "bleach, strip=True",
            "nh3",
            "sanitize-html"
        ],
        "every sanitizer is asked"
    );
    let guide = fs::read_to_string(repository("docs/publishers.md")).expect("the guide is there");
    for (sanitizer, left) in &left {
        assert!(
            guide.contains(&format!("| {} |", sanitizer.split(',').next().unwrap_or_default())),
            "the guide names {sanitizer}"
        );
        for (name, snippet) in &snippets {
            let kept = &left[name];
            if name.ends_with("wordpress") {
                assert_eq!(kept.trim(), snippet.trim(), "{sanitizer}: an address alone stays as it is");
                continue;
            }
            let begin = snippet.rfind("<a href=\"").unwrap_or_else(|| panic!("{name} has a link: {snippet}"));
            let address = snippet[begin..].split('"').nth(1).expect("a link has an address");
            let words = snippet[begin..].split(['>', '<']).nth(2).expect("a link has words");
            let link = kept.find(&format!("<a href=\"{address}\""));
            let link = link.unwrap_or_else(|| panic!("{sanitizer} leaves no link of {name}: {kept}"));
            assert!(
                kept[link..].split(['>', '<']).nth(2) == Some(words) && kept[link..].contains("</a>"),
                "{sanitizer} leaves the words of the link of {name}: {kept}"
            );
        }
    }
}

fn ask_all(snippets: &BTreeMap<String, String>) -> Left {
    let here = workplace("sanitizers");
    fs::create_dir_all(&here).expect("the target folder can be written");
    let text = serde_json::to_string(snippets).expect("texts are JSON");
    let script = |name: &str| repository("integrations/sanitizers").join(name);

    for file in ["package.json", "package-lock.json"] {
        fs::copy(script(file), here.join(file)).expect("the target folder can be written");
    }
    run(
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&here),
        "",
    );
    let mut left = read(&run(Command::new("node").arg(script("clean.mjs")).arg(&here), &text));

    let python = here.join("venv/bin/python");
    run(Command::new("python3").args(["-m", "venv"]).arg(here.join("venv")), "");
    run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(script("requirements.txt")),
        "",
    );
    left.extend(read(&run(Command::new(&python).arg(script("clean.py")), &text)));

    for needed in ["/usr/share/php/HTMLPurifier.auto.php", "/usr/share/wordpress/wp-includes/kses.php"] {
        assert!(
            Path::new(needed).is_file(),
            "{needed} is missing; on Debian, “apt-get install php-cli php-htmlpurifier wordpress” would do."
        );
    }
    left.extend(read(&run(Command::new("php").arg(script("clean.php")).arg(here.join("purifier")), &text)));
    left
}

fn read(text: &str) -> Left {
    serde_json::from_str(text).unwrap_or_else(|why| panic!("{why}: {text}"))
}
