//! Copies of this repository's law, to be edited by a test.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of this repository's law.
pub(crate) fn law() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky")
}

/// A fresh copy of the law, under this name.
pub(crate) fn copy(name: &str) -> PathBuf {
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("copies").join(name);
    let _ = fs::remove_dir_all(&to);
    fs::create_dir_all(&to).expect("the target folder can be written");
    for entry in fs::read_dir(law()).expect("the law can be read").flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("the target folder can be written");
        }
    }
    to
}

/// Replaces the one place in a file that reads like this.
#[track_caller]
pub(crate) fn edit(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).expect("the copy can be read");
    assert_eq!(text.matches(from).count(), 1, "{name} has “{from}” once");
    fs::write(&path, text.replace(from, to)).expect("the copy can be written");
}
