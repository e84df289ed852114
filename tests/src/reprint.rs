//! The built site, printed once more: from another law, or for another address. Not a byte of the engine changes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use site::{print::Keep, settings::Settings};
use url::Url;

use crate::Server;

/// Prints a law for an address into a folder, around the engine of the built site, and returns the folder.
///
/// # Panics
///
/// When the site is not built, or the law has a fault.
#[must_use]
pub fn reprint(law: &Path, address: &str, folder: &Path) -> PathBuf {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("the target folder can be written");
    let copy = |from: &Path, name: &str| fs::copy(from, folder.join(name)).expect("the site can be copied");
    // What Trunk copies, before it was made smaller: printing fills in the loader and finds its mark in the style.
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static");
    for file in fs::read_dir(files).expect("the workspace has its files").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        copy(&file.path(), if name == "style.css" { "style-0.css" } else { &name });
    }
    for file in fs::read_dir(Server::dist()).expect("the site is built").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let is_plain =
            ["js", "wasm"].iter().any(|kind| Path::new(&name).extension().is_some_and(|it| it == *kind));
        if name.starts_with("ban-explainer-") && is_plain {
            copy(&file.path(), &name);
        }
    }
    let settings = Settings {
        address: Url::parse(address).expect("a test names real addresses"),
        name: "The Example".to_owned(),
        address_as_written: None,
    };
    let keep = Keep::default();
    site::print::print(law, folder, &settings, &keep).unwrap_or_else(|error| panic!("{error}"));
    folder.to_owned()
}
