//! `cargo xtask release`: one archive with which a site is published, checked and edited without Rust.

mod archive;
mod licenses;
mod twice;

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use toml::Table;
use xshell::cmd;

use crate::{
    build,
    context::{Context, remove_folder, step},
    tools,
};
use archive::{Files, Time};

pub(crate) use twice::check;

/// What every release begins with in its name.
const NAME: &str = "ban-explainer";

/// The folder inside the archive with a site for the placeholder address.
const EXAMPLE: &str = "example";

/// How a publisher and an editor use it.
const README: &str = include_str!("release/README.md");

/// What is in the archive, as its list of contents says it; a folder ends with a slash.
const CONTENTS: [(&str, &str); 13] = [
    ("README.md", "what to do, for publishers and for editors"),
    ("site", "the tool: a static program for Linux on x86-64"),
    ("site.toml", "the settings: the address and the name of your publication"),
    (
        "parts/",
        "what every page loads, built: the engine, its glue, the scripts, the styles; no address is in them",
    ),
    ("law/", "the law, its wording in every language, and the stored texts of its sources"),
    ("example/", "the site for the placeholder address, to be looked at and not to be published"),
    ("docs/", "how to embed the explainer, and how to serve it"),
    ("integrations/", "the plugin for WordPress"),
    ("licenses/", "the licenses of everything that the engine and the tool are made of"),
    ("LICENSE-APACHE", "the license of our code, at your choice"),
    ("LICENSE-MIT", "the other one"),
    ("CONTENTS.md", "this list"),
    ("SHA256SUMS", "a checksum for each file: sha256sum --check --quiet SHA256SUMS"),
];

/// Folders of the repository that travel as they are, and single files.
const COPIED: [&str; 7] = [
    "law",
    "site.toml",
    "docs/publishers.md",
    "docs/serving.md",
    "integrations/wordpress/ban-explainer",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Stop unless this tag names the version of Cargo.toml.
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<()> {
    let version = version(cx)?;
    if let Some(tag) = &args.tag {
        ensure!(
            *tag == format!("v{version}"),
            "The tag {tag} is not v{version}, which Cargo.toml has; change the version there, or name the tag by it."
        );
    }
    release(cx).map(drop)
}

/// Builds everything and writes the archive, with its checksum beside it.
fn release(cx: &Context) -> Result<PathBuf> {
    let commit = Commit::of(cx)?;
    let name = format!("{NAME}-{}", version(cx)?);
    tools::for_a_build(cx)?;
    tools::musl_target(cx)?;
    parts(cx)?;
    let tool = tool(cx)?;
    let home = cx.root().join("target/release-archive");
    let folder = home.join(&name);
    remove_folder(&folder)?;
    cx.sh.create_dir(&folder)?;
    step("What lies in the archive", || {
        copy(cx, &folder)?;
        cx.sh.copy_file(&tool, folder.join("site"))?;
        for file in cx.sh.read_dir(cx.parts())? {
            cx.sh.create_dir(folder.join("parts"))?;
            cx.sh.copy_file(file, folder.join("parts"))?;
        }
        cx.sh.write_file(folder.join("README.md"), README.replace("{name}", &name))?;
        licenses::write(cx, &folder.join("licenses"))
    })?;
    step("A site for the placeholder address, made by the tool in the archive", || example(cx, &folder))?;
    step("The archive", || {
        let mut files = Files::read(&folder)?;
        files.insert("CONTENTS.md", contents(cx, &name, &commit, &files)?);
        files.insert("SHA256SUMS", files.checksums());
        let bytes = archive::pack(&name, &files, commit.time)?;
        let path = home.join(format!("{name}.tar.gz"));
        cx.sh.write_file(&path, &bytes)?;
        let sum = archive::checksum(&bytes);
        cx.sh.write_file(home.join(format!("{name}.tar.gz.sha256")), format!("{sum}  {name}.tar.gz\n"))?;
        cx.figure(
            "release",
            &format!(
                "the release: {name}.tar.gz, {} bytes; {} files, {} bytes unpacked; the tool in it {} bytes",
                bytes.len(),
                files.len(),
                files.n_bytes(),
                fs::metadata(&tool)?.len()
            ),
        )?;
        println!("  {}\n  SHA-256 {sum}", path.display());
        remove_folder(&folder)?;
        Ok(path)
    })
}

/// The last commit: it dates the archive.
struct Commit {
    hash: String,
    day: String,
    time: Time,
}

impl Commit {
    fn of(cx: &Context) -> Result<Self> {
        let changes = cmd!(cx.sh, "git status --porcelain").quiet().read().context(
            "A release is dated and named by its commit; make it in a clone of the repository, with Git installed.",
        )?;
        ensure!(
            changes.is_empty(),
            "A release is made of what is committed, and these files differ from it; commit them or put them away:\n{changes}"
        );
        let told = cmd!(cx.sh, "git log -1 --format=%H%n%cs%n%ct").quiet().read()?;
        let [hash, day, time] = told.lines().collect::<Vec<_>>()[..] else {
            bail!("git log told no commit: “{told}”");
        };
        Ok(Self { hash: hash.to_owned(), day: day.to_owned(), time: Time(time.parse()?) })
    }
}

fn version(cx: &Context) -> Result<String> {
    let manifest: Table = cx.sh.read_file("Cargo.toml")?.parse()?;
    let version = manifest["workspace"]["package"]["version"].as_str();
    Ok(version.context("Cargo.toml has a version for the workspace")?.to_owned())
}

/// Builds what every page loads. The pages that Trunk’s hook renders are not used: the tool of the archive renders its own.
fn parts(cx: &Context) -> Result<()> {
    build::fetch(cx)?;
    let dist = cx.root().join("target/release-archive/dist");
    cx.sh.create_dir(&dist)?;
    step("The engine, the scripts and the styles (about 3 minutes the first time)", || {
        let trunk = build::trunk(cx, &["build"]).arg("--dist").arg(&dist);
        let trunk = trunk.env("SITE_CARDS", "off").env("SITE_COMPRESSED", "off");
        trunk.run().context("The site was not built; what was wrong is told above")
    })?;
    remove_folder(&dist)
}

/// Compiles the tool, the same bytes in whatever folder.
fn tool(cx: &Context) -> Result<PathBuf> {
    let target = tools::MUSL;
    let root = cx.root();
    let built =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
    let flags: Vec<String> =
        [(&built, "/target"), (&root, "/ban-explainer"), (&build::cargo_home(), "/cargo")]
            .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
            .into();
    step("The tool, as a static program (about 4 minutes the first time)", || {
        let cargo = cmd!(cx.sh, "cargo build --release --locked --target {target} --package site");
        // These flags reach the target alone, not what is compiled to run while compiling.
        Ok(cargo
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
            .run()?)
    })?;
    let tool = built.join(target).join("release/site");
    // “interpreter” is the loader of shared libraries, which a static program does without.
    let bytes = fs::read(&tool).with_context(|| format!("{} was not built", tool.display()))?;
    let loader = [&b"/lib64/ld-linux"[..], b"/lib/ld-musl"];
    let dynamic = loader.iter().any(|name| bytes.windows(name.len()).any(|part| part == *name));
    ensure!(!dynamic, "{} is no static program: it names a loader of shared libraries.", tool.display());
    Ok(tool)
}

/// Copies what Git knows of the folders that travel as they are.
fn copy(cx: &Context, folder: &Path) -> Result<()> {
    let listed = cmd!(cx.sh, "git ls-files -z --").args(COPIED).quiet().read()?;
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let place = PathBuf::from(path);
        // The plugin is found under a shorter way.
        let to = place
            .strip_prefix("integrations/wordpress")
            .map_or(place.clone(), |rest| Path::new("integrations").join(rest));
        let to = folder.join(to);
        cx.sh.create_dir(to.parent().unwrap_or(folder))?;
        cx.sh.copy_file(&place, to)?;
    }
    for path in COPIED {
        ensure!(
            listed.split('\0').any(|file| file.starts_with(path)),
            "Git knows no {path}, which belongs into a release."
        );
    }
    Ok(())
}

/// Renders the site with nothing but what lies in the archive.
fn example(cx: &Context, folder: &Path) -> Result<()> {
    let settings: Table = cx.sh.read_file("site.toml")?.parse()?;
    let address = settings["address"].as_str().context("site.toml has an address")?;
    let _folder = cx.sh.push_dir(folder);
    let tool = folder.join("site");
    // A server makes the copies that it needs; here they would double the archive.
    cmd!(cx.sh, "{tool} render --address {address} {EXAMPLE}")
        .env("SITE_COMPRESSED", "off")
        .env_remove("SITE_CARDS")
        .env("PATH", "")
        .run()?;
    remove_folder(&folder.join("cache"))
}

/// The list of contents.
fn contents(cx: &Context, name: &str, commit: &Commit, files: &Files) -> Result<String> {
    let rustc = cx.ask("rustc", &["--version"]).context("rustc tells its version")?;
    let mut text = format!(
        "# Contents of {name}\n\n\
         Made of commit {} ({}) with {rustc}.\n\
         `cargo xtask release` at that commit writes the same archive, byte by byte, in whatever folder.\n\n\
         | | what | files | bytes |\n|---|---|---|---|\n",
        commit.hash, commit.day
    );
    for (path, what) in CONTENTS {
        let (n_files, n_bytes) = files.under(path);
        let (n_files, n_bytes) = match path {
            // Both are written after everything else.
            "CONTENTS.md" | "SHA256SUMS" => ("1".to_owned(), String::new()),
            _ => (n_files.to_string(), n_bytes.to_string()),
        };
        writeln!(text, "| {path} | {what} | {n_files} | {n_bytes} |").expect("a String takes any text");
    }
    let unlisted = files.names().find(|name| !CONTENTS.iter().any(|(path, _)| is_under(name, path)));
    ensure!(
        unlisted.is_none(),
        "The list of contents does not say what {} is.",
        unlisted.unwrap_or_default()
    );
    Ok(text)
}

/// Whether a file is this entry of the list, or lies in it.
fn is_under(name: &str, path: &str) -> bool {
    name == path || (path.ends_with('/') && name.starts_with(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_everything_that_a_publisher_touches() {
        for (path, _) in CONTENTS {
            assert!(README.contains(&format!("`{path}`")), "the README of a release does not name `{path}`");
        }
    }

    #[test]
    fn a_file_is_listed_by_its_name_or_by_its_folder() {
        assert!(is_under("site", "site") && is_under("law/README.md", "law/"));
        assert!(!is_under("site.toml", "site") && !is_under("laws", "law/"));
    }
}
