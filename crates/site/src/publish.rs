//! A site in a folder of its own, for one address: all of it or nothing.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    print::{self, Keep, Printed},
    settings::Settings,
};

/// The folder inside [`Order::out`] that is uploaded.
pub const PUBLIC: &str = "public";

/// The folder beside it with the settings of servers, which is not.
pub const SERVING: &str = "serving";

/// What is to be written, of what, and where.
#[derive(Debug)]
pub struct Order<'a> {
    /// The folder of the law.
    pub law: &'a Path,
    /// The folder of what every page loads: engine, scripts and styles, as `cargo xtask build` makes them.
    pub parts: &'a Path,
    /// The folder to write, which is not there yet, or empty.
    pub out: &'a Path,
    /// Whether a site that was written there for the same address may go.
    pub replace: bool,
    /// The address, and the name of the publication.
    pub settings: &'a Settings,
}

/// Why there is no site; whatever was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing to make pages of.
    #[error(
        "There is no folder {}, which holds what every page loads; “cargo xtask build” makes it in a clone of the \
         project, and a release has it: run this in the folder that the release unpacks.",
        .0.display()
    )]
    NoParts(PathBuf),
    /// `.`, `..` or `/`.
    #[error("“{}” is a place and no name; name a folder that is not there yet, such as news.", .0.display())]
    NoName(PathBuf),
    /// The folder above is not there.
    #[error("There is no folder {} to put {} into; make it, or name another.", above.display(), name.display())]
    NoFolder {
        /// What is missing.
        above: PathBuf,
        /// What would lie in it.
        name: PathBuf,
    },
    /// A folder is wanted where a file lies.
    #[error("{} is a file; name a folder that is not there yet.", .0.display())]
    File(PathBuf),
    /// Something else lies there.
    #[error("{} is not empty (it holds {found}); name a folder that is not there yet.", out.display())]
    NotEmpty {
        /// The folder.
        out: PathBuf,
        /// One of the names in it.
        found: String,
    },
    /// The site was written before.
    #[error(
        "{} holds the site for {address} already; add --replace to write it anew, or name another folder.",
        out.display()
    )]
    Again {
        /// The folder.
        out: PathBuf,
        /// The address in its pages.
        address: String,
    },
    /// A site for another address lies there.
    #[error("{} holds the site for {there}, not for {wanted}; name another folder for {wanted}.", out.display())]
    Another {
        /// The folder.
        out: PathBuf,
        /// The address in its pages.
        there: String,
        /// The address that is asked for.
        wanted: String,
    },
    /// The pages could not be printed.
    #[error("{0}")]
    Print(print::Error),
    /// The system refuses.
    #[error("{}: {why}; nothing was written.", path.display())]
    Io {
        /// What could not be read or written.
        path: PathBuf,
        /// The reason the system gives.
        why: io::Error,
    },
}

/// Writes the site beside its folder, and gives it the name when it is whole.
///
/// # Errors
///
/// See [`Error`].
pub fn publish(order: &Order, cards: Option<PathBuf>, compressed: Option<PathBuf>) -> Result<Printed, Error> {
    let Order { law, parts, out, settings, .. } = order;
    if !parts.is_dir() {
        return Err(Error::NoParts(parts.to_path_buf()));
    }
    let (above, name) = place(out)?;
    let old = free(order)?;
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |why| Error::Io { path, why }
    };
    // It goes away by itself when anything fails. Its own rights are the owner’s alone; those of what lies in it are not.
    let beside = tempfile::Builder::new().prefix(".rendering-").tempdir_in(&above).map_err(failed(&above))?;
    let whole = beside.path().join("new");
    let public = whole.join(PUBLIC);
    fs::create_dir_all(&public).map_err(failed(&public))?;
    for entry in fs::read_dir(parts).map_err(failed(parts))? {
        let entry = entry.map_err(failed(parts))?;
        // A part may be read-only where it lies; here it is filled in.
        let bytes = fs::read(entry.path()).map_err(failed(&entry.path()))?;
        fs::write(public.join(entry.file_name()), bytes).map_err(failed(&public))?;
    }
    let keep = Keep { cards, compressed, settings: Some(whole.join(SERVING)), ..Keep::default() };
    let printed = print::print(law, &public, settings, &keep).map_err(Error::Print)?;
    let out = above.join(name);
    let aside = beside.path().join("old");
    if old {
        fs::rename(&out, &aside).map_err(failed(&out))?;
    }
    fs::rename(&whole, &out).map_err(|why| {
        if old {
            // What was there comes back; if that fails too, it lies in the folder that the sentence names.
            drop(fs::rename(&aside, &out));
        }
        Error::Io { path: out.clone(), why }
    })?;
    Ok(printed)
}

/// The folder in which the site’s own lies, and the name of that.
fn place(out: &Path) -> Result<(PathBuf, &OsStr), Error> {
    let name = out.file_name().ok_or_else(|| Error::NoName(out.to_owned()))?;
    let above = match out.parent() {
        Some(above) if above.as_os_str().is_empty() => Path::new("."),
        Some(above) => above,
        None => Path::new("/"),
    };
    let missing = || Error::NoFolder { above: above.to_owned(), name: PathBuf::from(name) };
    if above.is_dir() { Ok((above.to_owned(), name)) } else { Err(missing()) }
}

/// Whether a site lies in the folder that may go; an error where something lies there that may not.
fn free(order: &Order) -> Result<bool, Error> {
    let out = order.out.to_owned();
    let mut names = match fs::read_dir(&out) {
        Ok(entries) => entries.flatten().map(|entry| entry.file_name()).collect::<Vec<_>>(),
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(_) if out.is_file() => return Err(Error::File(out)),
        Err(why) => return Err(Error::Io { path: out, why }),
    };
    names.sort();
    let Some(first) = names.first() else { return Ok(false) };
    let wanted = order.settings.address.to_string();
    let Some(there) = address_of(&out) else {
        return Err(Error::NotEmpty { out, found: first.to_string_lossy().into_owned() });
    };
    // Whatever somebody has put beside the site would be gone with it.
    if let Some(other) = names.iter().find(|name| *name != PUBLIC && *name != SERVING) {
        return Err(Error::NotEmpty { out, found: other.to_string_lossy().into_owned() });
    }
    if there != wanted {
        return Err(Error::Another { out, there, wanted });
    }
    if order.replace { Ok(true) } else { Err(Error::Again { out, address: there }) }
}

/// The address that the pages of a folder were written for.
fn address_of(out: &Path) -> Option<String> {
    let page = fs::read_to_string(out.join(PUBLIC).join("index.html")).ok()?;
    let (_, rest) = page.split_once("data-site=\"")?;
    Some(rest.split_once('"')?.0.to_owned())
}
