//! The law as it was: a folder beside ours, or a revision of Git laid out in a temporary folder.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A law folder to compare with; a temporary one is removed when this is dropped.
#[derive(Debug)]
pub struct Snapshot {
    folder: PathBuf,
    name: String,
    _temporary: Option<TempDir>,
}

/// Why there is nothing to compare with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no law.
    #[error("{0} has no law.toml; name a folder that has one, or a revision of Git")]
    NoLaw(String),
    /// Git is not installed.
    #[error("git was not found; install it, or name a folder with --from FOLDER")]
    NoGit,
    /// The law lies outside of any repository.
    #[error("{0} is not in a Git repository; name a folder to compare with: --from FOLDER")]
    NoRepository(String),
    /// Neither a folder nor a revision.
    #[error("“{0}” is neither a folder nor a revision of Git; `git log --oneline -- {1}` lists revisions")]
    NoRevision(String, String),
    /// The revision has no such law.
    #[error("{0} has no {1}law.toml; name a later revision, or a folder with --from FOLDER")]
    NotYet(String, String),
    /// Git refused, in its own words.
    #[error("git could not read {0}: {1}")]
    Git(String, String),
    /// A file could not be read or written.
    #[error("{0}: {1}")]
    File(String, io::Error),
}

impl Snapshot {
    /// The law at `from`: a folder with a `law.toml`, else a revision of the repository in which `folder` lies.
    ///
    /// # Errors
    ///
    /// A sentence that says what is missing; see [`Error`].
    pub fn read(folder: &Path, from: &str) -> Result<Self, Error> {
        let other = Path::new(from);
        if other.join("law.toml").is_file() {
            return Ok(Self { folder: other.to_path_buf(), name: from.to_owned(), _temporary: None });
        }
        // A name that can only be a folder is never looked up as a revision.
        if other.is_dir() || from.ends_with('/') {
            return Err(Error::NoLaw(other.display().to_string()));
        }
        Self::of_revision(folder, from)
    }

    /// The folder in which the law lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it is called: the folder, or the revision with its short hash and day.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn of_revision(folder: &Path, revision: &str) -> Result<Self, Error> {
        let prefix = said(&git(folder, &["rev-parse", "--show-prefix"])?)
            .map_err(|_| Error::NoRepository(folder.display().to_string()))?;
        let prefix = prefix.trim();
        let wanted = format!("{revision}^{{commit}}");
        let commit = said(&git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?)
            .map_err(|_| Error::NoRevision(revision.to_owned(), folder.display().to_string()))?;
        let commit = commit.trim();
        let listed = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", prefix];
        let names = said(&git(folder, &listed)?).map_err(|why| Error::Git(revision.to_owned(), why))?;
        let names: Vec<&str> = names.split('\0').filter(|name| !name.is_empty()).collect();
        let about = said(&git(folder, &["show", "--no-patch", "--format=%h of %cs", commit])?)
            .map_err(|why| Error::Git(revision.to_owned(), why))?;
        let name = format!("{revision} ({})", about.trim());
        if !names.contains(&format!("{prefix}law.toml").as_str()) {
            return Err(Error::NotYet(name, prefix.to_owned()));
        }
        let failed = |why| Error::File("the temporary folder".to_owned(), why);
        let temporary = tempfile::Builder::new().prefix("law-").tempdir().map_err(failed)?;
        for path in names {
            let within = Path::new(path.strip_prefix(prefix).unwrap_or(path));
            if !within.components().all(|part| matches!(part, Component::Normal(_))) {
                continue;
            }
            let shown = git(folder, &["show", &format!("{commit}:{path}")])?;
            if !shown.status.success() {
                return Err(Error::Git(revision.to_owned(), complaint(&shown)));
            }
            let to = temporary.path().join(within);
            let above = to.parent().unwrap_or(temporary.path());
            fs::create_dir_all(above).and_then(|()| fs::write(&to, shown.stdout)).map_err(failed)?;
        }
        Ok(Self { folder: temporary.path().to_path_buf(), name, _temporary: Some(temporary) })
    }
}

/// Runs Git inside a folder; its own settings of colour and language do not reach us.
fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output();
    output.map_err(|why| match why.kind() {
        io::ErrorKind::NotFound => Error::NoGit,
        _ => Error::File("git".to_owned(), why),
    })
}

/// What Git said, or what it complained of.
fn said(output: &Output) -> Result<String, String> {
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(complaint(output))
    }
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().trim_start_matches("fatal: ").to_owned()
}
