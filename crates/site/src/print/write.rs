//! Files into the folder that is about to be published, and how much they are.

use std::{fs, path::Path};

use super::Error;

/// What was printed.
#[derive(Debug, Default)]
pub struct Printed {
    /// How many pages.
    pub n_pages: usize,
    /// How many files, pages included.
    pub n_files: usize,
    /// How many bytes, uncompressed.
    pub n_bytes: usize,
}

/// Writes into one folder and keeps count.
pub(super) struct Writer<'a> {
    folder: &'a Path,
    pub(super) printed: Printed,
}

impl<'a> Writer<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Self { folder, printed: Printed::default() }
    }

    /// Writes a file, named by its path from the root of the site.
    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.folder.join(name.trim_start_matches('/'));
        let failed = |error| Error::Io(path.clone(), error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)?;
        self.printed.n_files += 1;
        self.printed.n_bytes += bytes.len();
        Ok(())
    }
}
