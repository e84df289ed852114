//! A whole site, printed for the tests of one file.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use site::{
    print::{Keep, Printed, print},
    serving::Inline,
    settings::Settings,
};

/// A printed site.
pub(crate) struct Printing {
    #[allow(dead_code, reason = "not every target asks")]
    pub(crate) printed: Printed,
    #[allow(dead_code, reason = "not every target asks")]
    folder: PathBuf,
    /// The public address, with a slash at its end.
    pub(crate) address: String,
    /// Every file, by its path from the folder of the site, with its bytes.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// The settings of servers.
    #[allow(dead_code, reason = "not every target asks")]
    pub(crate) settings: PathBuf,
}

pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The law of this workspace.
pub(crate) fn law() -> PathBuf {
    workspace().join("law/us-kaspersky")
}

impl Printing {
    /// Prints a law for an address into a folder of this name, with what Trunk would have built in name only.
    pub(crate) fn of(name: &str, law: &Path, address: &str, cards: bool) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).expect("cargo gives tests a folder of their own");
        for name in ["ban-explainer-0.js", "ban-explainer-0_bg.wasm"] {
            fs::write(folder.join(name), "").expect("the folder is ours");
        }
        for file in fs::read_dir(workspace().join("static")).expect("the workspace has it").flatten() {
            // As Trunk names it.
            let name = match file.file_name().to_str() {
                Some("style.css") => "style-0.css".to_owned(),
                name => name.expect("our names are text").to_owned(),
            };
            fs::copy(file.path(), folder.join(name)).expect("the folder is ours");
        }
        let settings = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-settings"));
        let keep = Keep {
            cards: cards.then(|| workspace().join("target/cards")),
            settings: Some(settings.clone()),
            ..Keep::default()
        };
        let site = Settings {
            address: address.parse().expect("it is an address"),
            name: "The Example".to_owned(),
            address_as_written: None,
        };
        let printed = print(law, &folder, &site, &keep).unwrap_or_else(|why| panic!("{why}"));
        Self { printed, address: address.to_owned(), files: files(&folder), folder, settings }
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no {path}"));
        std::str::from_utf8(bytes).unwrap_or_else(|why| panic!("{path} is no text: {why}"))
    }

    /// What stands inline in every page.
    #[allow(dead_code, reason = "not every target asks")]
    pub(crate) fn inline(&self) -> Inline {
        Inline::of_site(&self.folder).expect("the first page was printed")
    }

    /// The files whose name ends so.
    #[allow(dead_code, reason = "not every target asks")]
    pub(crate) fn ending(&self, end: &str) -> Vec<&String> {
        self.files.keys().filter(|path| path.ends_with(end)).collect()
    }

    /// The file that an address or a link of ours leads to, its path from the folder of the site.
    #[allow(dead_code, reason = "not every target asks")]
    pub(crate) fn file_of(&self, link: &str) -> Option<String> {
        let (origin, _) = self.address.split_at(self.address[8..].find('/').expect("it ends with one") + 8);
        let folder = &self.address[origin.len()..];
        let path = link.strip_prefix(origin).unwrap_or(link).strip_prefix(folder)?;
        let file = path.split(['?', '#']).next().unwrap_or_default();
        Some(if file.is_empty() || file.ends_with('/') {
            format!("{file}index.html")
        } else {
            file.to_owned()
        })
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(&inside).expect("it was printed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it is inside").to_str().expect("our names are text");
            files.insert(name.to_owned(), fs::read(&path).expect("it was printed"));
        }
    }
    files
}

/// The values of an attribute in a page, as a browser reads them.
#[allow(dead_code, reason = "not every target asks")]
pub(crate) fn values(page: &str, attribute: &str) -> Vec<String> {
    let mark = format!(" {attribute}=\"");
    page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(unescape).collect()
}

/// Text as a browser reads it.
#[allow(dead_code, reason = "not every target asks")]
pub(crate) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}
