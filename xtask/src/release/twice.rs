//! `cargo xtask test --part release`: the release is made in two folders and compared, then used without Rust.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{self, Command, Output},
    time::Instant,
};

use anyhow::{Result, bail, ensure};
use xshell::cmd;

use super::archive::{self, Files};
use crate::{
    context::{Context, remove_folder, span},
    report,
};

/// A folder of a news site, which is two levels deep and has names that are a language and a role.
const ADDRESS: &str = "https://news.example/es/business/";

/// Another one.
const OTHER: &str = "https://news.example/projects/kaspersky/";

pub(crate) fn check(cx: &Context) -> Result<()> {
    report::step(cx, "the release, built in two folders and used without Rust", || {
        let here = super::release(cx)?;
        // The name has what names of folders have elsewhere: a space and a letter beyond ASCII.
        let folder = env::temp_dir().join(format!("release für {}", process::id()));
        fs::create_dir_all(&folder)?;
        let done = elsewhere(cx, &folder).and_then(|there| {
            compare(&fs::read(&here)?, &fs::read(there)?)?;
            Publisher::unpack(&fs::read(&here)?, folder.join("publisher"))?.try_out(cx)
        });
        if done.is_err() {
            eprintln!("Everything is left in {}.", folder.display());
            return done;
        }
        remove_folder(&folder)
    })
}

/// The release of the same commit, made in a clone in another folder.
fn elsewhere(cx: &Context, folder: &Path) -> Result<PathBuf> {
    let (from, to) = (cx.root(), folder.join("project"));
    cmd!(cx.sh, "git clone --quiet --no-hardlinks {from} {to}").run()?;
    let mut command = Command::new("cargo");
    command.args(["xtask", "release"]).current_dir(&to).env_remove("CARGO_TARGET_DIR");
    // What cargo tells its children of the project that called them.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG") || name.starts_with("CARGO_MANIFEST") {
            command.env_remove(name.as_ref());
        }
    }
    println!("$ cargo xtask release (in {})", to.display());
    ensure!(
        command.status()?.success(),
        "No release was made in {}; what is wrong is told above.",
        to.display()
    );
    let mut archives = cx.sh.read_dir(to.join("target/release-archive"))?;
    archives.retain(|path| path.extension().is_some_and(|it| it == "gz"));
    let [archive] = &archives[..] else { bail!("{} archives were written, not one", archives.len()) };
    Ok(archive.clone())
}

fn compare(here: &[u8], there: &[u8]) -> Result<()> {
    if here == there {
        println!("  Both archives are the same {} bytes, SHA-256 {}.", here.len(), archive::checksum(here));
        return Ok(());
    }
    let (here, there) = (archive::unpack(here)?, archive::unpack(there)?);
    match here.difference(&there) {
        Some(name) => bail!("The releases of two folders differ, first in {name}."),
        None => bail!("The releases of two folders hold the same files and are packed in two ways."),
    }
}

/// Somebody who has the archive, and no cargo, no rustc and no node.
struct Publisher {
    folder: PathBuf,
}

impl Publisher {
    fn unpack(archive: &[u8], folder: PathBuf) -> Result<Self> {
        let files = archive::unpack(archive)?;
        check_sums(&files)?;
        for name in files.names() {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(&path, files.get(name).unwrap_or_default())?;
        }
        fs::set_permissions(folder.join("site"), fs::Permissions::from_mode(0o755))?;
        Ok(Self { folder })
    }

    /// Calls the tool with nothing around it.
    fn call(&self, args: &[&str]) -> Result<Output> {
        println!("$ ./site {}", args.join(" "));
        Ok(Command::new(self.folder.join("site"))
            .args(args)
            .current_dir(&self.folder)
            .env_clear()
            .output()?)
    }

    fn succeed(&self, args: &[&str]) -> Result<String> {
        let output = self.call(args)?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "./site {} failed: {complaint}", args.join(" "));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Expects a refusal in these words, and nothing written or changed.
    fn refuse(&self, args: &[&str], sentence: &str) -> Result<()> {
        let before = self.names()?;
        let output = self.call(args)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.code() == Some(2),
            "./site {} ended with {}: {said}",
            args.join(" "),
            output.status
        );
        ensure!(said.trim() == sentence, "./site {} said: {said}\ninstead of: {sentence}", args.join(" "));
        ensure!(before == self.names()?, "./site {} left something behind", args.join(" "));
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>> {
        Ok(Files::read(&self.folder)?.names().map(str::to_owned).collect())
    }

    fn page(&self, path: &str) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join(path))?)
    }

    fn try_out(&self, cx: &Context) -> Result<()> {
        self.succeed(&["check"])?;
        self.refuse(
            &["render", "news"],
            "The address https://ban-explainer.example/ is a placeholder, which no reader can open; write yours into \
             site.toml, or say it with --address https://news.example/projects/kaspersky/.",
        )?;
        let begin = Instant::now();
        self.succeed(&["render", "--address", ADDRESS, "news"])?;
        let first = begin.elapsed();
        let page = self.page("news/public/government/state-nh/index.html")?;
        ensure!(page.contains(&format!("data-site=\"{ADDRESS}\"")), "the pages have another address");
        ensure!(!page.contains("ban-explainer.example"), "the pages still name the placeholder");
        ensure!(
            self.folder.join("news/public/es/government/index.html.br").is_file(),
            "there is no compressed copy"
        );
        ensure!(
            self.page("news/serving/nginx.conf")?.contains("location /es/business/ {"),
            "other settings of servers"
        );
        self.refuse(
            &["render", "--address", ADDRESS, "news"],
            &format!("news holds the site for {ADDRESS} already; add --replace to write it anew, or name another folder."),
        )?;
        self.refuse(
            &["render", "--address", OTHER, "--replace", "news"],
            &format!("news holds the site for {ADDRESS}, not for {OTHER}; name another folder for {OTHER}."),
        )?;
        self.refuse(
            &["render", "--address", OTHER, "law"],
            "law is not empty (it holds README.md); name a folder that is not there yet.",
        )?;
        self.edit(cx, first)
    }

    /// Changes a word of the law, and renders again.
    fn edit(&self, cx: &Context, first: std::time::Duration) -> Result<()> {
        let wording = self.folder.join("law/us-kaspersky/en.toml");
        let text = fs::read_to_string(&wording)?;
        let title = "title = \"Does the Kaspersky ban apply to you?\"";
        ensure!(text.matches(title).count() == 1, "en.toml has {title} once");
        fs::write(&wording, text.replace(title, "title = \"Does the ban on Kaspersky apply to you?\""))?;
        let told = self.call(&["check"])?;
        let faults = String::from_utf8_lossy(&told.stderr).into_owned();
        if !told.status.success() {
            // What was translated is to be read again.
            ensure!(faults.contains("es.toml"), "the edit has another fault: {faults}");
            self.succeed(&["translated", "es", "--all"])?;
            self.succeed(&["check"])?;
        }
        let begin = Instant::now();
        self.succeed(&["render", "--address", ADDRESS, "--replace", "news"])?;
        let again = begin.elapsed();
        ensure!(
            self.page("news/public/index.html")?.contains("Does the ban on Kaspersky apply to you?"),
            "the edit is not shown"
        );
        cx.figure(
            "release-used",
            &format!(
                "the tool of the release, without Rust: every page the first time in {}, after an edit in {}",
                span(first),
                span(again)
            ),
        )
    }
}

/// Every file but the list itself stands in the list, with its checksum.
fn check_sums(files: &Files) -> Result<()> {
    let list = String::from_utf8_lossy(files.get("SHA256SUMS").unwrap_or_default()).into_owned();
    let listed: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once("  ")).collect();
    ensure!(listed.len() + 1 == files.len(), "{} checksums for {} files", listed.len(), files.len());
    for (sum, name) in listed {
        let right = files.get(name).is_some_and(|bytes| archive::checksum(bytes) == sum);
        ensure!(right, "the checksum of {name} is wrong");
    }
    Ok(())
}
