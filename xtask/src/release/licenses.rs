//! The licenses of everything that the engine and the tool are made of; a crate without one stops the release.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use xshell::cmd;

use crate::{context::Context, tools};

/// The C library inside every static program; Rust's standard library brings it.
const MUSL: &str = include_str!("musl.txt");

/// The one license whose text names no holder: it stands for a crate that carries no text of its own.
const APACHE: &str = include_str!("../../../LICENSE-APACHE");

/// The terms of the MIT license stand below the line of its holder.
const MIT: &str = include_str!("../../../LICENSE-MIT");

/// The holders of crates under the MIT license whose text stands in their repository and not in the crate.
const HOLDERS: [(&str, &str); 1] = [("fast_qr", "Copyright (c) 2023 Erwan VIVIEN")];

/// What Rust says of its standard library, below the folder of the compiler.
const STANDARD_LIBRARY: &str = "share/doc/rust/COPYRIGHT-library.html";

/// How the names of files with a license begin.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// A crate that is a part of the engine or of the tool.
#[derive(Debug, Default, PartialEq)]
struct Crate {
    /// Its name and its version.
    name: String,
    /// Its license, as SPDX writes it.
    expression: Option<String>,
    /// Where its sources are kept.
    repository: Option<String>,
    /// Its files with a license: their names, and what stands in them.
    texts: Vec<(String, String)>,
}

/// Writes all of them into a folder.
pub(super) fn write(cx: &Context, folder: &Path) -> Result<()> {
    let crates = crates(cx)?;
    let (list, texts) = documents(&crates)?;
    cx.sh.create_dir(folder)?;
    cx.sh.write_file(folder.join("README.md"), list)?;
    cx.sh.write_file(folder.join("crates.txt"), texts)?;
    cx.sh.write_file(folder.join("musl.txt"), MUSL)?;
    let sysroot = cx.ask("rustc", &["--print", "sysroot"]).context("rustc tells where it lies")?;
    let library = Path::new(&sysroot).join(STANDARD_LIBRARY);
    let library = fs::read(&library).with_context(|| {
        format!(
            "{} is missing, which has the licenses of Rust’s standard library; rustup installs it",
            library.display()
        )
    })?;
    cx.sh.write_file(folder.join("rust-standard-library.html"), library)?;
    for font in ["OFL-Caladea.txt", "OFL-Inter.txt"] {
        cx.sh.copy_file(Path::new("crates/site/fonts").join(font), folder)?;
    }
    println!("  {} crates, each with its license", crates.len());
    Ok(())
}

/// Every crate in the engine and in the tool but our own, as cargo resolves them for their targets.
fn crates(cx: &Context) -> Result<Vec<Crate>> {
    let tree = |args: &[&str]| -> Result<String> {
        let form = ["--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
        Ok(cmd!(cx.sh, "cargo tree {form...} {args...}").quiet().read()?)
    };
    let tool = tree(&["--package", "site", "--target", tools::MUSL])?;
    let engine = tree(&[
        "--package",
        "ban-explainer",
        "--target",
        tools::WASM,
        "--no-default-features",
        "--features",
        "csr",
    ])?;
    let used: BTreeSet<(String, String)> = tool.lines().chain(engine.lines()).filter_map(used).collect();
    let metadata = cmd!(cx.sh, "cargo metadata --locked --all-features --format-version 1").quiet().read()?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata tells JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata tells packages")?;
    let text = |package: &Value, key: &str| package[key].as_str().map(str::to_owned);
    let mut found = Vec::new();
    for (name, version) in used {
        let is_it = |it: &&Value| it["name"] == name.as_str() && it["version"] == version.as_str();
        let package = packages
            .iter()
            .find(is_it)
            .with_context(|| format!("cargo metadata knows no {name} {version}"))?;
        // Ours have no source; their licenses lie at the top of the archive.
        if package["source"].is_null() {
            continue;
        }
        let manifest = text(package, "manifest_path").context("a package has a manifest")?;
        let folder = Path::new(&manifest).parent().context("a manifest lies in a folder")?;
        found.push(Crate {
            name: format!("{name} {version}"),
            expression: text(package, "license"),
            repository: text(package, "repository"),
            texts: texts(folder, text(package, "license_file").as_deref())?,
        });
    }
    Ok(found)
}

/// The name and the version in a line of `cargo tree`: `serde v1.0.228 (proc-macro) (*)`.
fn used(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    Some((name.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
}

/// The files with a license in the folder of a crate, in the order of their names.
fn texts(folder: &Path, named: Option<&str>) -> Result<Vec<(String, String)>> {
    let mut texts = BTreeMap::new();
    let mut read = |path: &Path| -> Result<()> {
        let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
        let text = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        texts.insert(name, String::from_utf8_lossy(&text).replace("\r\n", "\n"));
        Ok(())
    };
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if !NAMES.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                let inside = entry?.path();
                if inside.is_file() {
                    read(&inside)?;
                }
            }
        } else {
            read(&path)?;
        }
    }
    if let Some(named) = named {
        read(&folder.join(named))?;
    }
    Ok(texts.into_iter().collect())
}

/// The list of crates with their licenses, and the texts, each of them once.
fn documents(crates: &[Crate]) -> Result<(String, String)> {
    ensure!(!crates.is_empty(), "No crate was found, so no license was looked at.");
    let mut list = String::from(
        "# Licenses\n\n\
         Our code is licensed under MIT or Apache 2.0, at your choice: `LICENSE-MIT` and `LICENSE-APACHE` above this folder.\n\
         The law and its wording in `law/` are licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); official \
         texts of the United States government quoted in them are in the public domain.\n\
         The fonts of the preview cards, which the tool holds, are licensed under the SIL Open Font License: `OFL-Caladea.txt`, \
         `OFL-Inter.txt`.\n\
         Rust’s standard library is in the engine and in the tool: `rust-standard-library.html`; the C library musl is in \
         the tool: `musl.txt`.\n\
         So are these crates, whose texts stand in `crates.txt`:\n\n\
         | crate | license | text |\n|---|---|---|\n",
    );
    let mut once: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    for it in crates {
        let Some(expression) = &it.expression else {
            faults.push(format!("{} names no license in its Cargo.toml", it.name));
            continue;
        };
        let Some((names, own)) = text_of(it, expression, crates) else {
            faults.push(format!("{} ({expression}) carries no text of its license", it.name));
            continue;
        };
        for text in own {
            once.entry(text.trim().to_owned()).or_default().push(it.name.clone());
        }
        writeln!(list, "| {} | {expression} | {names} |", it.name).expect("a String takes any text");
    }
    if !faults.is_empty() {
        bail!(
            "A release gives every license with its text:\n{}\nUse another version of the crate or another crate.",
            faults.join("\n")
        );
    }
    let mut texts = String::new();
    for (text, whose) in once {
        let line = "=".repeat(80);
        writeln!(texts, "{line}\n{}\n{line}\n\n{text}\n", whose.join("\n")).expect("a String takes any text");
    }
    Ok((list, texts))
}

/// The texts of a crate’s license, and where they come from: its own, or else those of a crate of the same repository, or
/// else the one text that its license can have.
fn text_of(it: &Crate, expression: &str, crates: &[Crate]) -> Option<(String, Vec<String>)> {
    let own = |it: &Crate| -> Vec<(String, String)> {
        it.texts.iter().filter(|(_, text)| !text.trim().is_empty()).cloned().collect()
    };
    let texts = own(it);
    if !texts.is_empty() {
        let (names, texts): (Vec<String>, Vec<String>) = texts.into_iter().unzip();
        return Some((names.join(", "), texts));
    }
    let related = |other: &&Crate| {
        it.repository.is_some() && other.repository == it.repository && other.expression == it.expression
    };
    if let Some(other) = crates.iter().filter(related).find(|other| !own(other).is_empty()) {
        let texts = own(other).into_iter().map(|(_, text)| text).collect();
        return Some((format!("that of {}, of the same repository", other.name), texts));
    }
    if offers_apache(expression) {
        return Some(("none of its own; Apache-2.0 was chosen".to_owned(), vec![APACHE.to_owned()]));
    }
    let (name, _) = it.name.split_once(' ')?;
    let (_, holder) = HOLDERS.iter().find(|(known, _)| *known == name && expression == "MIT")?;
    let terms = &MIT[MIT.find("Permission is hereby granted")?..];
    Some(("in its repository".to_owned(), vec![format!("{holder}\n\n{terms}")]))
}

/// Whether a crate may be taken under Apache 2.0 alone.
fn offers_apache(expression: &str) -> bool {
    !expression.contains(" AND ")
        && expression.split(" OR ").flat_map(|part| part.split('/')).any(|part| part.trim() == "Apache-2.0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, expression: Option<&str>, text: Option<&str>) -> Crate {
        Crate {
            name: name.to_owned(),
            expression: expression.map(str::to_owned),
            repository: Some(format!("https://forge.example/{}", name.split(' ').next().unwrap_or_default())),
            texts: text.map(|text| ("LICENSE".to_owned(), text.to_owned())).into_iter().collect(),
        }
    }

    #[track_caller]
    fn check_refused(crates: &[Crate], fault: &str) {
        let error = documents(crates).expect_err("it is refused").to_string();
        assert!(error.contains(fault), "{error}");
    }

    #[test]
    fn a_crate_without_a_license_or_without_its_text_stops_the_release() {
        let right = || one("a 1.0.0", Some("MIT"), Some("May be used."));
        check_refused(
            &[right(), one("b 2.0.0", None, Some("text"))],
            "b 2.0.0 names no license in its Cargo.toml",
        );
        check_refused(
            &[right(), one("b 2.0.0", Some("MIT"), None)],
            "b 2.0.0 (MIT) carries no text of its license",
        );
        check_refused(
            &[one("b 2.0.0", Some("MIT"), Some(" \n"))],
            "b 2.0.0 (MIT) carries no text of its license",
        );
        check_refused(&[one("b 2.0.0", Some("Apache-2.0 AND MIT"), None)], "carries no text of its license");
        check_refused(&[], "No crate was found");
    }

    #[test]
    fn a_text_that_several_crates_share_stands_once() {
        let crates = ["a 1.0.0", "b 2.0.0"].map(|name| one(name, Some("MIT"), Some("May be used.\n")));
        let (list, texts) = documents(&crates).expect("both have a text");
        assert_eq!(texts.matches("May be used.").count(), 1);
        assert!(texts.contains("\na 1.0.0\nb 2.0.0\n"), "{texts}");
        assert!(list.ends_with("| a 1.0.0 | MIT | LICENSE |\n| b 2.0.0 | MIT | LICENSE |\n"), "{list}");
    }

    #[test]
    fn a_crate_that_offers_apache_and_carries_no_text_gets_that_text() {
        for expression in ["MIT OR Apache-2.0", "Apache-2.0/MIT", "Apache-2.0"] {
            let (_, texts) = documents(&[one("a 1.0.0", Some(expression), None)]).expect(expression);
            assert!(texts.contains("\na 1.0.0\n") && texts.contains("Apache License"), "{texts}");
        }
    }

    #[test]
    fn a_crate_without_a_text_gets_that_of_its_repository_or_the_line_of_its_holder() {
        let mut second = one("b 2.0.0", Some("MIT"), None);
        let first = one("a 1.0.0", Some("MIT"), Some("May be used."));
        second.repository.clone_from(&first.repository);
        let (list, texts) = documents(&[first, second]).expect("the repository has one");
        assert!(list.contains("| b 2.0.0 | MIT | that of a 1.0.0, of the same repository |"), "{list}");
        assert!(texts.contains("\na 1.0.0\nb 2.0.0\n"), "{texts}");
        let (_, texts) = documents(&[one("fast_qr 0.14.0", Some("MIT"), None)]).expect("its holder is known");
        assert!(texts.contains("Copyright (c) 2023 Erwan VIVIEN\n\nPermission is hereby granted"), "{texts}");
        check_refused(&[one("fast_qr 0.14.0", Some("BSD-3-Clause"), None)], "carries no text of its license");
    }

    #[test]
    fn a_line_of_the_tree_names_a_crate_and_its_version() {
        let it = |name: &str, version: &str| Some((name.to_owned(), version.to_owned()));
        assert_eq!(used("serde_derive v1.0.228 (proc-macro) (*)"), it("serde_derive", "1.0.228"));
        assert_eq!(used("toml v0.9.12+spec-1.1.0"), it("toml", "0.9.12+spec-1.1.0"));
        assert_eq!(used(""), None);
    }
}
