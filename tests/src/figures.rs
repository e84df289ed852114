//! What tests measure, left for the report of a whole run.

use std::{env, fs, path::PathBuf};

/// Tells a figure to whoever looks on, and leaves it where `cargo xtask test --all` finds it.
///
/// `name` is the name of its file, and `sentence` says what was counted or measured. A figure of the same name is
/// replaced.
pub fn figure(name: &str, sentence: &str) {
    println!("{sentence}");
    let Some(folder) = env::var_os("FIGURES").map(PathBuf::from) else { return };
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(name), sentence));
    written
        .unwrap_or_else(|why| panic!("The figure {name} could not be left in {} ({why}).", folder.display()));
}
