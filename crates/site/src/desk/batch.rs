//! Files that are written together: all of them, or none.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// Files to be written.
#[derive(Debug, Default)]
pub struct Batch(Vec<(PathBuf, Vec<u8>)>);

/// Why a batch was not written; everything is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}; nothing was written")]
pub struct Error {
    path: String,
    why: io::Error,
}

impl Batch {
    /// Adds a file, unless it holds these bytes already; whether it was added.
    pub fn add(&mut self, path: PathBuf, bytes: Vec<u8>) -> bool {
        let is_new = fs::read(&path).ok().is_none_or(|known| known != bytes);
        if is_new {
            self.0.push((path, bytes));
        }
        is_new
    }

    /// The files that will be written.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(|(path, _)| path.as_path())
    }

    /// Writes every file: each whole under a name of its own first, then all renamed.
    ///
    /// # Errors
    ///
    /// When a file cannot be written; those that were are put back.
    pub fn write(self) -> Result<(), Error> {
        let mut whole = Vec::with_capacity(self.0.len());
        for (path, bytes) in self.0 {
            let before = fs::read(&path).ok();
            let file =
                in_full(&path, &bytes).map_err(|why| Error { path: path.display().to_string(), why })?;
            whole.push((path, file, before));
        }
        let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
        for (path, file, before) in whole {
            if let Err(error) = file.persist(&path) {
                put_back(done);
                return Err(Error { path: path.display().to_string(), why: error.error });
            }
            done.push((path, before));
        }
        Ok(())
    }
}

/// The bytes in a file beside this path, whole and on the disk.
fn in_full(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // A file that may not be written stays as it is, though its folder would let it be replaced.
    if fs::metadata(path).is_ok_and(|known| known.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path).map_or(0o644, |known| known.permissions().mode());
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.prefix(".writing-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Best effort: the error that led here is the one that is told.
fn put_back(done: Vec<(PathBuf, Option<Vec<u8>>)>) {
    for (path, before) in done {
        let _ = match before {
            Some(bytes) => {
                in_full(&path, &bytes).and_then(|file| file.persist(&path).map_err(|it| it.error).map(drop))
            }
            None => fs::remove_file(&path),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("there is a temporary folder")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("it is there").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_written_and_nothing_else_is_left() {
        let folder = folder();
        let (one, two) = (folder.path().join("one"), folder.path().join("below/two"));
        fs::write(&one, "old").expect("it can be written");
        let mut batch = Batch::default();
        assert!(batch.add(one.clone(), b"new".to_vec()));
        assert!(batch.add(two.clone(), b"2".to_vec()));
        batch.write().expect("it can be written");
        assert_eq!((fs::read(one).ok(), fs::read(two).ok()), (Some(b"new".to_vec()), Some(b"2".to_vec())));
        assert_eq!(names(folder.path()), ["below", "one"]);
        assert_eq!(names(&folder.path().join("below")), ["two"]);
    }

    #[test]
    fn a_file_that_holds_the_same_is_left_alone() {
        let folder = folder();
        let path = folder.path().join("same");
        fs::write(&path, "same").expect("it can be written");
        let mut batch = Batch::default();
        assert!(!batch.add(path, b"same".to_vec()));
        assert_eq!(batch.paths().count(), 0);
    }

    #[test]
    fn where_one_file_cannot_be_written_all_stay_as_they_were() {
        let folder = folder();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "old").expect("it can be written");
        // A folder stands in the way of the second file.
        fs::create_dir(&two).expect("it can be made");
        fs::write(two.join("inside"), "").expect("it can be written");
        let mut batch = Batch::default();
        batch.add(one.clone(), b"new".to_vec());
        batch.add(two.clone(), b"2".to_vec());
        let error = batch.write().expect_err("a folder is no file").to_string();
        assert!(error.starts_with(&format!("{}: ", two.display())), "{error}");
        assert!(error.ends_with("; nothing was written"), "{error}");
        assert_eq!(fs::read_to_string(&one).ok().as_deref(), Some("old"));
        assert_eq!(names(folder.path()), ["one", "two"]);
    }
}
