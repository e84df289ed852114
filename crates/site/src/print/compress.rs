//! Every file compressed beside itself, so that a server compresses nothing.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::Error;
use crate::{hash::Hash, serving::is_compressed};

/// A file smaller than this travels in one packet as it is.
const SMALLEST: u64 = 256;

/// Writes `NAME.br` and `NAME.gz` beside every file of the site that is text or code.
///
/// `kept` is a folder that keeps what was compressed, by content: most pages are the same as in the build before.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(super) fn compress(stage: &Path, kept: &Path) -> Result<(), Error> {
    let files = files(stage)?;
    fs::create_dir_all(kept).map_err(|error| Error::Io(kept.to_owned(), error))?;
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), Error> {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            both(file, kept).map_err(|error| Error::Io(file.clone(), error))?;
        }
        Ok(())
    };
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("compressing does not panic"))
    })
}

/// The files to compress, anywhere in the folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |error| Error::Io(folder.clone(), error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.metadata().map_err(failed)?;
            let name = entry.file_name();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.len() >= SMALLEST && name.to_str().is_some_and(is_compressed) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn both(file: &Path, kept: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    let name = Hash::of(&bytes).name();
    let of_an_answer = file.extension().is_some_and(|it| it == "html" || it == "json");
    let quality = if of_an_answer { MANY } else { BEST };
    for suffix in ["br", "gz"] {
        let kept = kept.join(format!("{name}-{quality}.{suffix}"));
        let pressed = if let Ok(pressed) = fs::read(&kept) {
            pressed
        } else {
            let pressed = if suffix == "br" { brotli(&bytes, quality)? } else { gzip(&bytes)? };
            // Another thread may press the same bytes: a whole file appears at once, or not yet.
            let unfinished = kept.with_extension(format!("{suffix}-{:?}", thread::current().id()));
            File::create(&unfinished)?.write_all(&pressed)?;
            fs::rename(&unfinished, &kept)?;
            pressed
        };
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{suffix}"));
        fs::write(name, pressed)?;
    }
    Ok(())
}

/// The quality of brotli for files of which there are thousands: a third of the time of the best, for 2.4 % more bytes.
const MANY: i32 = 10;

/// The quality for what every reader loads.
const BEST: i32 = 11;

fn brotli(bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut pressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut pressed, &parameters)?;
    Ok(pressed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
