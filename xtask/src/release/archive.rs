//! The archive: the same files make the same bytes, whoever packs them, where and when.

use std::{collections::BTreeMap, fmt::Write as _, fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result, ensure};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};

/// Seconds since 1970.
#[derive(Clone, Copy)]
pub(super) struct Time(pub(super) u64);

/// Files by their path, in the order of its bytes.
#[derive(Default)]
pub(super) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Every file of a folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut files = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(inside) = folders.pop() {
            for entry in fs::read_dir(&inside)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(folder)?.to_str();
                let name = name.with_context(|| format!("{} has a name that is no text", path.display()))?;
                files.insert(name, fs::read(&path)?);
            }
        }
        Ok(files)
    }

    pub(super) fn insert(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), bytes.into());
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn n_bytes(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// How many files an entry of the list of contents has, and how many bytes.
    pub(super) fn under(&self, path: &str) -> (usize, usize) {
        let under = self.0.iter().filter(|(name, _)| super::is_under(name, path));
        under.fold((0, 0), |(n_files, n_bytes), (_, bytes)| (n_files + 1, n_bytes + bytes.len()))
    }

    /// As `sha256sum --check` reads them.
    pub(super) fn checksums(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, (name, bytes)| {
            writeln!(text, "{}  {name}", checksum(bytes)).expect("a String takes any text");
            text
        })
    }

    /// The first file that the two do not share, byte by byte.
    pub(super) fn difference<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        let mut names = self.names().chain(other.names());
        names.find(|name| self.get(name) != other.get(name))
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(super) fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Packs files into one folder of this name: sorted, of one time, of nobody.
///
/// tar keeps the tool’s right to be run, which zip as most unpack it does not, and every Linux can unpack it.
pub(super) fn pack(folder: &str, files: &Files, time: Time) -> Result<Vec<u8>> {
    // No name, no time and no system in the head of the stream.
    let gzip = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    let mut tar = Builder::new(gzip);
    for (name, bytes) in &files.0 {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(bytes.len() as u64);
        header.set_mtime(time.0);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mode(if name == "site" { 0o755 } else { 0o644 });
        tar.append_data(&mut header, format!("{folder}/{name}"), bytes.as_slice())?;
    }
    let mut gzip = tar.into_inner()?;
    gzip.flush()?;
    Ok(gzip.finish()?)
}

/// The files of an archive, without the folder that all of them lie in.
pub(super) fn unpack(bytes: &[u8]) -> Result<Files> {
    let mut files = Files::default();
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(bytes));
    for entry in tar.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let (_, name) = path.split_once('/').with_context(|| format!("{path} lies in no folder"))?;
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes)?;
        ensure!(files.get(name).is_none(), "{name} is in the archive twice");
        files.insert(name, bytes);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        let mut files = Files::default();
        names.iter().for_each(|name| files.insert(name, name.as_bytes()));
        files
    }

    #[test]
    fn the_order_in_which_files_are_found_leaves_no_trace() {
        let deep =
            format!("example/public/{}/index.html", "government/federal-executive/2024-09-29/".repeat(4));
        let names = ["site", "law/us-kaspersky/law.toml", "README.md", "law.txt", deep.as_str()];
        let mut reversed = names;
        reversed.reverse();
        let packed = pack("x-1", &files(&names), Time(1_700_000_000)).expect("memory takes it");
        assert!(packed == pack("x-1", &files(&reversed), Time(1_700_000_000)).expect("memory takes it"));
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
        let entries = tar.entries().expect("it is an archive").map(|entry| {
            let entry = entry.expect("it is whole");
            let header = entry.header();
            let told = (header.mode().ok(), header.uid().ok(), header.gid().ok(), header.mtime().ok());
            (entry.path().expect("it has one").display().to_string(), told)
        });
        let plain = (Some(0o644), Some(0), Some(0), Some(1_700_000_000));
        let expected =
            ["README.md", deep.as_str(), "law.txt", "law/us-kaspersky/law.toml", "site"].map(|name| {
                (
                    format!("x-1/{name}"),
                    if name == "site" { (Some(0o755), plain.1, plain.2, plain.3) } else { plain },
                )
            });
        assert_eq!(entries.collect::<Vec<_>>(), expected);
        assert_eq!(&packed[4..10], [0, 0, 0, 0, 2, 255], "no time and no system in the head");
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let packed = files(&["a", "b/c"]);
        let unpacked = unpack(&pack("x-1", &packed, Time(0)).expect("memory takes it")).expect("it is whole");
        assert_eq!(packed.difference(&unpacked), None);
        let mut other = files(&["a", "b/c"]);
        other.insert("b/c", "changed");
        assert_eq!(unpacked.difference(&other), Some("b/c"));
        assert_eq!(unpacked.difference(&files(&["a"])), Some("b/c"));
        assert_eq!(files(&["a"]).difference(&unpacked), Some("b/c"));
    }

    #[test]
    fn checksums_are_written_as_sha256sum_reads_them() {
        let mut files = Files::default();
        files.insert("abc", "abc");
        let line = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc\n";
        assert_eq!(files.checksums(), line);
    }
}
