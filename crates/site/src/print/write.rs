//! Files into the folder that is about to be published, and how much they are.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use super::Error;

/// What was printed, compressed copies aside.
#[derive(Debug, Default)]
pub struct Printed {
    /// How many pages.
    pub n_pages: usize,
    /// How many files, pages included.
    pub n_files: usize,
    /// How many bytes, uncompressed.
    pub n_bytes: usize,
    /// How long it took.
    pub took: Duration,
}

/// Writes into one folder and keeps count; several threads may use it.
pub(super) struct Writer<'a> {
    folder: &'a Path,
    n_files: AtomicUsize,
    n_bytes: AtomicUsize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Self { folder, n_files: AtomicUsize::new(0), n_bytes: AtomicUsize::new(0) }
    }

    /// Writes a file, named by its path from the root of the site.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.folder.join(name.trim_start_matches('/'));
        let failed = |error| Error::Io(path.clone(), error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)?;
        self.n_files.fetch_add(1, Ordering::Relaxed);
        self.n_bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(())
    }

    /// What was written so far.
    pub(super) fn printed(&self) -> Printed {
        Printed {
            n_files: self.n_files.load(Ordering::Relaxed),
            n_bytes: self.n_bytes.load(Ordering::Relaxed),
            ..Printed::default()
        }
    }
}
