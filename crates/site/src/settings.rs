//! The settings of a site: `site.toml` at the top of the repository or of a release, and what wins over its address.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use ban_explainer::Site;
use serde::Deserialize;
use url::Url;

/// The name of the settings file.
pub const FILE: &str = "site.toml";

/// The variable that overrides the address of the settings file.
pub const ADDRESS: &str = "SITE_ADDRESS";

/// The option that overrides both.
pub const OPTION: &str = "--address";

/// How the names of hosts end that nobody has: an address with it was never set.
const PLACEHOLDER: &str = ".example";

/// What a publisher decides about a copy of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where readers find the site; ends with a slash, in the form that browsers use.
    pub address: Url,
    /// The name of the publication that stands behind it.
    pub name: String,
    /// The address in the words of the publisher, where [`Self::address`] writes it in another way.
    pub address_as_written: Option<String>,
}

impl Settings {
    /// Reads the settings of the folder that has them; see [`folder`].
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn read() -> Result<Self, Error> {
        Self::of(&folder()?, None)
    }

    /// Reads the settings file of a folder. The address of `SITE_ADDRESS` wins over the one in it, and one that is given
    /// with [`OPTION`] over both.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn of(folder: &Path, option: Option<&str>) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let text = fs::read_to_string(&path).map_err(|why| Error::Unreadable { path, why })?;
        let variable = env::var(ADDRESS).ok().filter(|address| !address.trim().is_empty());
        let given = option.map(|address| (OPTION, address));
        Self::parse(&text, given.or(variable.as_deref().map(|address| (ADDRESS, address))))
    }

    fn parse(text: &str, given: Option<(&'static str, &str)>) -> Result<Self, Error> {
        let file: File = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text[..start].matches('\n').count() + 1;
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            Error::Toml { line, message }
        })?;
        if file.name.trim().is_empty() {
            return Err(Error::NoName);
        }
        let (place, written) = given.unwrap_or((FILE, file.address.as_str()));
        let refuse = |fault| Error::Route { place, address: written.to_owned(), fault };
        let address = read_address(written.trim()).map_err(refuse)?;
        let as_written = (address.as_str().trim_end_matches('/') != written.trim().trim_end_matches('/'))
            .then(|| written.trim().to_owned());
        Ok(Self { address, name: file.name.trim().to_owned(), address_as_written: as_written })
    }

    /// Whether the address is one that nobody can have (RFC 2606).
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        self.address.host_str().is_some_and(|host| host.ends_with(PLACEHOLDER))
    }

    /// The origin and the folder of the address.
    #[must_use]
    pub fn site(&self) -> Site {
        Site { origin: self.address.origin().ascii_serialization(), folder: self.address.path().to_owned() }
    }
}

/// The folder of the settings: the current one, or the nearest above it that has them.
///
/// # Errors
///
/// When no folder has them.
pub fn folder() -> Result<PathBuf, Error> {
    let here = env::current_dir().unwrap_or_default();
    let found = here.ancestors().find(|folder| folder.join(FILE).is_file()).map(Path::to_path_buf);
    found.ok_or(Error::NoFile { folder: here })
}

/// The settings file, key by key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    address: String,
    name: String,
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No settings file.
    #[error("There is no {FILE} in {} or above it; run this in the folder of the project, or in the one that a release unpacks.", folder.display())]
    NoFile {
        /// Where the search began.
        folder: PathBuf,
    },
    /// A settings file that cannot be read.
    #[error("{} cannot be read ({why}); check that it is a text file and yours.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reason the system gives.
        why: std::io::Error,
    },
    /// A settings file that is not TOML, or has other keys than ours.
    #[error("{FILE}:{line}: {message}.")]
    Toml {
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// An empty name.
    #[error("{FILE}: `name` is empty; write the name of your publication.")]
    NoName,
    /// An address that cannot be the address of a site.
    #[error("{place}: the address “{address}” {fault}.")]
    Route {
        /// The file, the variable or the option.
        place: &'static str,
        /// The address as it was written.
        address: String,
        /// What is wrong, and how to fix it.
        fault: AddressFault,
    },
}

/// What is wrong with an address, and how to fix it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// `news.example/kaspersky/`.
    #[error("has no scheme; write https://{0}")]
    NoScheme(String),
    /// `/projects/kaspersky/`.
    #[error("is a folder without a host; write the whole address, such as https://news.example{0}")]
    OnlyFolder(String),
    /// `ftp://…`.
    #[error("begins with {0}://; a site is served over https:// (or http:// on your own network)")]
    OtherScheme(String),
    /// `https://news.example/index.html`.
    #[error("ends with a file name; write the folder, {0}")]
    FileName(String),
    /// A query, a fragment, a user name or a password.
    #[error("has {0}, which no address of a site has; write {1}")]
    Extra(&'static str, String),
    /// An empty folder name, or a character that some server or page would read in its own way.
    #[error("names a folder “{0}”; use letters, digits, “-”, “_”, “.” and “~” between single slashes")]
    Folder(String),
    /// What no browser would open.
    #[error("cannot be read as an address ({0}); write one such as https://news.example/projects/kaspersky/")]
    Unreadable(String),
}

fn read_address(written: &str) -> Result<Url, AddressFault> {
    if !written.contains("://") {
        return Err(if written.starts_with('/') {
            let folder = written.trim_matches('/');
            AddressFault::OnlyFolder(if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") })
        } else if written.contains(['.', ':']) {
            AddressFault::NoScheme(format!("{}/", written.trim_end_matches('/')))
        } else if written.is_empty() {
            AddressFault::Unreadable("it is empty".to_owned())
        } else {
            AddressFault::OnlyFolder(format!("/{}/", written.trim_end_matches('/')))
        });
    }
    let mut url = Url::parse(written).map_err(|error| AddressFault::Unreadable(error.to_string()))?;
    if !["http", "https"].contains(&url.scheme()) {
        return Err(AddressFault::OtherScheme(url.scheme().to_owned()));
    }
    extra(&url).map_or(Ok(()), Err)?;
    let folder = url.path().trim_matches('/').to_owned();
    let last = folder.rsplit('/').next().unwrap_or_default();
    if !url.path().ends_with('/') && last.contains('.') {
        let above = url.join(".").unwrap_or(url);
        return Err(AddressFault::FileName(above.into()));
    }
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte))
    };
    if !folder.is_empty()
        && let Some(odd) = folder.split('/').find(|name| !plain(name))
    {
        return Err(AddressFault::Folder(odd.to_owned()));
    }
    url.set_path(&if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") });
    Ok(url)
}

/// A part that an address of a site does not have.
fn extra(url: &Url) -> Option<AddressFault> {
    let what = if url.query().is_some() {
        "a query"
    } else if url.fragment().is_some() {
        "a fragment"
    } else if !url.username().is_empty() || url.password().is_some() {
        "a user name"
    } else {
        return None;
    };
    let mut without = url.clone();
    without.set_query(None);
    without.set_fragment(None);
    // It fails for addresses without a host only, and http has one.
    let _ = (without.set_username(""), without.set_password(None));
    Some(AddressFault::Extra(what, without.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(address: &str) -> Result<Settings, Error> {
        Settings::parse("address = \"https://file.example/\"\nname = \"News\"\n", Some((ADDRESS, address)))
    }

    #[track_caller]
    fn check(address: &str, origin: &str, folder: &str) {
        let settings = settings(address).expect("the address can be read");
        assert_eq!(settings.site(), Site { origin: origin.to_owned(), folder: folder.to_owned() });
        let again = self::settings(settings.address.as_str()).expect("what is written can be read");
        assert_eq!((again.address, again.address_as_written), (settings.address, None));
    }

    #[track_caller]
    fn check_refused(address: &str, sentence: &str) {
        let error = settings(address).expect_err("the address is refused");
        assert_eq!(error.to_string(), format!("SITE_ADDRESS: the address “{address}” {sentence}."));
    }

    #[test]
    fn an_address_is_an_origin_and_a_folder() {
        check("https://explainer.example", "https://explainer.example", "/");
        check("https://explainer.example/", "https://explainer.example", "/");
        check("https://news.example/projects/kaspersky/", "https://news.example", "/projects/kaspersky/");
        check("https://news.example/projects/kaspersky", "https://news.example", "/projects/kaspersky/");
        check("https://news.example/v1.2/", "https://news.example", "/v1.2/");
        check("http://127.0.0.1:8080/es/", "http://127.0.0.1:8080", "/es/");
        check("https://news.example:443/", "https://news.example", "/");
        check("HTTPS://News.Example/Projects/", "https://news.example", "/Projects/");
        check("https://zeitung-müller.example/", "https://xn--zeitung-mller-4ob.example", "/");
        check("https://news.example/für-alle/", "https://news.example", "/f%C3%BCr-alle/");
    }

    #[test]
    fn an_address_that_is_written_in_another_way_keeps_its_own_words() {
        let settings = settings("https://Müller.example/").expect("the address can be read");
        assert_eq!(settings.address_as_written.as_deref(), Some("https://Müller.example/"));
    }

    #[test]
    fn what_cannot_be_an_address_is_told_in_a_sentence() {
        check_refused("news.example/kaspersky", "has no scheme; write https://news.example/kaspersky/");
        check_refused("localhost:8080", "has no scheme; write https://localhost:8080/");
        check_refused(
            "/kaspersky",
            "is a folder without a host; write the whole address, such as https://news.example/kaspersky/",
        );
        check_refused(
            "kaspersky",
            "is a folder without a host; write the whole address, such as https://news.example/kaspersky/",
        );
        check_refused(
            "ftp://news.example/",
            "begins with ftp://; a site is served over https:// (or http:// on your own network)",
        );
        check_refused(
            "https://news.example/kaspersky/index.html",
            "ends with a file name; write the folder, https://news.example/kaspersky/",
        );
        check_refused(
            "https://news.example/?from=mail",
            "has a query, which no address of a site has; write https://news.example/",
        );
        check_refused(
            "https://news.example/#top",
            "has a fragment, which no address of a site has; write https://news.example/",
        );
        check_refused(
            "https://me:secret@news.example/",
            "has a user name, which no address of a site has; write https://news.example/",
        );
        check_refused(
            "https://news.example/a//b/",
            "names a folder “”; use letters, digits, “-”, “_”, “.” and “~” between single slashes",
        );
        check_refused(
            "https://news.example/it's/",
            "names a folder “it's”; use letters, digits, “-”, “_”, “.” and “~” between single slashes",
        );
        check_refused(
            "https:///",
            "cannot be read as an address (empty host); write one such as https://news.example/projects/kaspersky/",
        );
    }

    #[test]
    fn a_folder_may_be_named_like_a_language_or_a_role() {
        check("https://news.example/es/business/", "https://news.example", "/es/business/");
        let settings = settings("https://news.example/es/business/").expect("the address can be read");
        let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
        let law = crate::law::load(&law, "es").expect("the law of this workspace has no faults");
        let (site, languages) = (settings.site(), ["es"]);
        for page in crate::pages::all(&law.explainer, Some("es")) {
            let path = site.href(page.path.trim_start_matches('/'));
            let read = ban_explainer::route::read(&law.explainer, &languages, &site, &path, "");
            assert_eq!((read.route, read.unread), (page.route, vec![]), "{path}");
        }
    }

    #[test]
    fn what_is_given_is_named_in_the_complaint() {
        let fault =
            Settings::parse("address = \"https://a.example/\"\nname = \"News\"\n", Some((OPTION, "a.org")));
        assert_eq!(
            fault.expect_err("it has no scheme").to_string(),
            "--address: the address “a.org” has no scheme; write https://a.org/."
        );
    }

    #[test]
    fn only_a_host_that_nobody_can_have_is_a_placeholder() {
        let placeholder = |address| settings(address).expect("the address can be read").is_placeholder();
        assert!(placeholder("https://ban-explainer.example/") && placeholder("https://NEWS.EXAMPLE/a/"));
        assert!(!placeholder("https://example.org/") && !placeholder("http://127.0.0.1:8000/site.example/"));
    }

    #[test]
    fn a_fault_of_the_file_names_its_line() {
        let fault = |text: &str| Settings::parse(text, None).expect_err("the file has a fault").to_string();
        assert_eq!(
            fault("address = \"https://a.example/\"\nnames = \"News\"\n"),
            "site.toml:2: unknown field `names`, expected `address` or `name`."
        );
        assert_eq!(
            fault("address = \"https://a.example/\"\nname = \" \"\n"),
            "site.toml: `name` is empty; write the name of your publication."
        );
        assert_eq!(
            fault("address = \"a.example\"\nname = \"News\"\n"),
            "site.toml: the address “a.example” has no scheme; write https://a.example/."
        );
        assert_eq!(fault("name = \"News\"\n"), "site.toml:1: missing field `address`.");
    }

    #[test]
    fn the_settings_of_this_repository_can_be_read() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
        let text = fs::read_to_string(path).expect("the workspace has it");
        let settings = Settings::parse(&text, None).expect("site.toml has an address and a name");
        assert!(settings.is_placeholder(), "whoever renders it without an address of their own is told so");
    }
}
