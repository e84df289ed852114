//! Makes every page anew whenever the law is saved or the engine is built, with the `site` that is compiled already.

use std::{
    collections::BTreeMap,
    env,
    ffi::{OsStr, OsString},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use super::preview::{Preview, now};
use crate::context::remove_folder;

/// How often files are looked at.
const PAUSE: Duration = Duration::from_millis(40);

/// How the folders begin that Trunk's hook leaves: what every page loads, before a page is made of it.
const ENGINE: &str = "engine-";

/// What pages are made from, and where.
pub(crate) struct Follower {
    /// The workspace.
    pub(crate) root: PathBuf,
    /// The folder of the law.
    pub(crate) law: PathBuf,
    /// Where engines are left, and pages are written.
    pub(crate) folder: PathBuf,
    /// The address that pages are made for.
    pub(crate) address: String,
    /// The pinned tools.
    pub(crate) path: OsString,
}

/// Each file with its time and its length.
type State = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// What keeps pages from being shown.
enum Stopped {
    /// Something was saved meanwhile.
    Outdated,
    /// This was said, as a part of a page.
    Said(String),
}

impl Follower {
    /// Makes pages and shows them, until the process ends; `tell` is called each time, with whether they are there.
    pub(crate) fn run(&self, preview: &Preview, mut tell: impl FnMut(bool)) {
        let mut known = State::new();
        loop {
            thread::sleep(PAUSE);
            let mut state = self.state();
            let Some(engine) = newest(&self.folder).filter(|_| state != known) else { continue };
            // An editor may write a file in several steps.
            loop {
                thread::sleep(PAUSE);
                let next = self.state();
                if next == state {
                    break;
                }
                state = next;
            }
            match self.make(&engine, &state, preview) {
                Ok(()) => tell(true),
                // Another engine has come, and this one went.
                Err(_) if self.state() != state => continue,
                Err(Stopped::Outdated) => continue,
                Err(Stopped::Said(part)) => {
                    preview.show_unmade(part);
                    tell(false);
                }
            }
            known = state;
        }
    }

    /// All that pages are made from.
    fn state(&self) -> State {
        let mut state = State::new();
        note(&self.law, &mut state);
        note(&self.root.join("site.toml"), &mut state);
        if let Some(engine) = newest(&self.folder) {
            state.insert(engine, (None, 0));
        }
        state
    }

    /// Makes the open pages first, then all of them, and looks for faults last: whoever writes waits for the first.
    fn make(&self, engine: &Path, state: &State, preview: &Preview) -> Result<(), Stopped> {
        let open = preview.open_pages();
        let only: Vec<&str> = open.iter().flat_map(|path| ["--only", path]).collect();
        if !only.is_empty() {
            let site = self.render(engine, state, &only)?;
            self.replace(preview.show(site, true));
        }
        let site = self.render(engine, state, &[])?;
        self.replace(preview.show(site, false));
        let faults = self.folder.join("faults.html");
        self.site(state, &["check".as_ref(), "--preview".as_ref(), faults.as_ref()])?;
        preview.show_faults(fs::read_to_string(faults)?);
        Ok(())
    }

    /// Removes pages that were replaced; what is still being read of them is asked for again.
    fn replace(&self, old: Option<PathBuf>) {
        let ours = old.filter(|old| old.starts_with(&self.folder));
        ours.iter().for_each(|old| drop(remove_folder(old)));
    }

    /// The folder of new pages.
    fn render(&self, engine: &Path, state: &State, only: &[&str]) -> Result<PathBuf, Stopped> {
        let site = self.folder.join(format!("site-{}", now()));
        copy_folder(engine, &site)?;
        let faults = self.folder.join("faults.html");
        let _ = fs::remove_file(&faults);
        let mut args: Vec<&OsStr> =
            vec!["render".as_ref(), site.as_ref(), "--preview".as_ref(), faults.as_ref()];
        args.extend(only.iter().map(OsStr::new));
        match self.site(state, &args) {
            Ok(()) => Ok(site),
            Err(stopped) => {
                remove_folder(&site).map_err(|why| Stopped::Said(plain_part(&why.to_string())))?;
                let faults = fs::read_to_string(faults);
                Err(match (stopped, faults) {
                    (Stopped::Said(_), Ok(faults)) => Stopped::Said(faults),
                    (stopped, _) => stopped,
                })
            }
        }
    }

    /// Runs `site` on the law, as long as nothing is saved.
    fn site(&self, state: &State, args: &[&OsStr]) -> Result<(), Stopped> {
        let said = self.folder.join("said.txt");
        let law = self.law.strip_prefix(&self.root).unwrap_or(&self.law);
        let mut child = Command::new(site_program()?)
            .arg("--law")
            .arg(law)
            .args(args)
            .current_dir(&self.root)
            .env("PATH", &self.path)
            .env("SITE_ADDRESS", &self.address)
            // What only shared links and a real server need is left out while a person looks at the pages.
            .env("SITE_CARDS", "off")
            .env("SITE_COMPRESSED", "off")
            .env("SITE_SERVING", "off")
            .stdin(Stdio::null())
            .stderr(File::create(&said)?)
            .spawn()?;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if self.state() != *state {
                child.kill()?;
                child.wait()?;
                return Err(Stopped::Outdated);
            }
            thread::sleep(PAUSE);
        };
        let said = fs::read_to_string(said)?;
        eprint!("{said}");
        if status.success() { Ok(()) } else { Err(Stopped::Said(plain_part(&said))) }
    }
}

impl From<io::Error> for Stopped {
    fn from(why: io::Error) -> Self {
        Self::Said(plain_part(&why.to_string()))
    }
}

/// Leaves what Trunk has built for whoever makes pages of it: whole, or not at all.
pub(crate) fn leave_engine(stage: &Path, folder: &Path) -> io::Result<()> {
    let partial = folder.join("partial");
    let _ = fs::remove_dir_all(&partial);
    copy_folder(stage, &partial)?;
    let old = newest(folder);
    fs::rename(partial, folder.join(format!("{ENGINE}{}", now())))?;
    old.map_or(Ok(()), fs::remove_dir_all)
}

/// The engine that was left last; the time in its name has as many digits as that of any other.
fn newest(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let is_engine =
        |path: &PathBuf| path.file_name().is_some_and(|it| it.to_string_lossy().starts_with(ENGINE));
    entries.map(|entry| entry.path()).filter(is_engine).max()
}

/// The program that makes pages; cargo leaves it beside this one.
fn site_program() -> io::Result<PathBuf> {
    Ok(env::current_exe()?.with_file_name(format!("site{}", env::consts::EXE_SUFFIX)))
}

fn note(path: &Path, state: &mut State) {
    if let Ok(entries) = fs::read_dir(path) {
        entries.flatten().for_each(|entry| note(&entry.path(), state));
    } else if let Ok(known) = fs::metadata(path) {
        state.insert(path.to_path_buf(), (known.modified().ok(), known.len()));
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}

/// What was said, as a part of a page.
fn plain_part(said: &str) -> String {
    let said = said.trim().replace('&', "&amp;").replace('<', "&lt;");
    format!("<pre>{said}</pre>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder of this name.
    fn folder(name: &str) -> io::Result<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/follow").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("law/sources"))?;
        Ok(folder)
    }

    #[test]
    fn whatever_is_saved_in_the_law_is_noticed() -> io::Result<()> {
        let folder = folder("noticed")?;
        let follower = Follower {
            root: folder.clone(),
            law: folder.join("law"),
            folder: folder.join("preview"),
            address: String::new(),
            path: OsString::new(),
        };
        let mut known = follower.state();
        for (name, text) in [
            ("law/law.toml", "a"),
            ("law/law.toml", "ab"),
            ("law/sources/one.md", ""),
            ("site.toml", ""),
            ("preview/engine-1/index.html", ""),
            ("preview/engine-2/index.html", ""),
        ] {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, text)?;
            let state = follower.state();
            assert_ne!(state, known, "{name} was saved");
            assert_eq!(follower.state(), state, "nothing was saved");
            known = state;
        }
        Ok(())
    }

    #[test]
    fn an_engine_is_left_whole_and_replaces_the_one_before() -> io::Result<()> {
        let folder = folder("engines")?;
        let (stage, preview) = (folder.join("stage"), folder.join("preview"));
        fs::create_dir_all(stage.join("snippets"))?;
        fs::create_dir_all(&preview)?;
        fs::write(stage.join("snippets/a.js"), "a")?;
        assert_eq!(newest(&preview), None);
        leave_engine(&stage, &preview)?;
        let first = newest(&preview).expect("it was left");
        leave_engine(&stage, &preview)?;
        let second = newest(&preview).expect("it was left");
        assert_ne!(first, second);
        assert_eq!(fs::read_to_string(second.join("snippets/a.js"))?, "a");
        assert_eq!(fs::read_dir(&preview)?.count(), 1, "nothing else is left");
        Ok(())
    }

    #[test]
    fn what_a_program_said_is_text_on_the_page() {
        assert_eq!(plain_part("site.toml:1: <b> & more.\n"), "<pre>site.toml:1: &lt;b> &amp; more.</pre>\n");
    }
}
