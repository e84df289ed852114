//! The pinned tools: found where they are, installed once where they are not.
//!
//! A tool of the right version on PATH is used. Otherwise it is kept in the user's cache folder, where all clones of
//! this project share it: `~/.cache/ban-explainer-tools/TOOL-VERSION/`.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    fault::Fault,
    steps::{Step, Workshop, show},
    wishes::Browser,
};

/// What Rust needs to compile the widget.
pub(crate) const TARGET: &[Step] = &[Step { says: "the Rust target wasm32-unknown-unknown", does: target }];

/// What a build of the site needs besides Rust.
pub(crate) const TOOLS: &[Step] = &[
    Step { says: "trunk 0.21.14, which builds the site (about 4 minutes the first time)", does: trunk },
    Step {
        says: "wasm-bindgen in the version of Cargo.lock (about 1 minute the first time)",
        does: wasm_bindgen,
    },
    Step {
        says: "wasm-opt 132, which makes the engine smaller (some seconds the first time)",
        does: wasm_opt,
    },
    Step {
        says: "esbuild 0.28.2, which makes the glue smaller (some seconds the first time)",
        does: esbuild,
    },
];

/// What a measurement in a browser needs.
pub(crate) const CHROMIUM: &[Step] = &[Step { says: "a browser", does: need_browsers }];

const WASM: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
/// What asks the data of caniuse about a style sheet, and a parser of scripts.
const DOIUSE: &str = "6.0.6";
const ACORN: &str = "8.19.0";
/// The rules of accessibility that the tests put into every page.
const AXE: &str = "4.14.1";
/// The driver of Firefox, which Debian does not have.
const GECKODRIVER: &str = "0.37.1";

fn target(workshop: &mut Workshop) -> Result<(), Fault> {
    // Rust from a distribution comes without rustup, and its targets are packages of their own.
    let folder = workshop.ask("rustc", &["--print", "target-libdir", "--target", WASM]);
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if workshop.ask("rustup", &["--version"]).is_some() {
        return workshop.run("rustup", &["target", "add", WASM]);
    }
    Err(Fault::Missing {
        what: format!("the Rust target {WASM}"),
        mend: format!(
            "install Rust with rustup, or install your distribution's package for it (Debian: libstd-rust-dev-wasm32; \
             Fedora: rust-std-static-{WASM})"
        ),
    })
}

fn trunk(workshop: &mut Workshop) -> Result<(), Fault> {
    let trunk = Pinned { name: "trunk", version: TRUNK.to_owned(), bin: "bin" };
    trunk.find_or(workshop, |workshop| trunk.compile(workshop, &["trunk", "--locked"]))
}

fn wasm_bindgen(workshop: &mut Workshop) -> Result<(), Fault> {
    let bindgen =
        Pinned { name: "wasm-bindgen", version: locked(workshop.root(), "wasm-bindgen")?, bin: "bin" };
    // Not --locked: the package ships without a lock file.
    let package = ["wasm-bindgen-cli", "--bin", "wasm-bindgen"];
    bindgen.find_or(workshop, |workshop| bindgen.compile(workshop, &package))?;
    clear_away()
}

/// Looks at licences, sources and versions of dependencies.
pub(crate) fn cargo_deny(workshop: &mut Workshop) -> Result<(), Fault> {
    compiled(workshop, "cargo-deny", "0.20.2")
}

/// Makes one small mistake in the code after another.
pub(crate) fn cargo_mutants(workshop: &mut Workshop) -> Result<(), Fault> {
    compiled(workshop, "cargo-mutants", "27.1.0")
}

/// Runs libFuzzer; the targets need the nightly compiler.
pub(crate) fn cargo_fuzz(workshop: &mut Workshop) -> Result<(), Fault> {
    if workshop.ask("cargo", &["+nightly", "--version"]).is_none() {
        return Err(Fault::Missing {
            what: "the nightly compiler, which fuzzing needs,".to_owned(),
            mend: "rustup toolchain install nightly --profile minimal".to_owned(),
        });
    }
    compiled(workshop, "cargo-fuzz", "0.13.2")
}

fn compiled(workshop: &mut Workshop, name: &'static str, version: &str) -> Result<(), Fault> {
    let tool = Pinned { name, version: version.to_owned(), bin: "bin" };
    tool.find_or(workshop, |workshop| tool.compile(workshop, &[name, "--locked"]))?;
    clear_away()
}

/// Removes what compiling tools leaves, which is as large as the tools are small.
fn clear_away() -> Result<(), Fault> {
    let leftovers = cache().join("compile");
    match fs::remove_dir_all(&leftovers) {
        Err(why) if leftovers.exists() => Err(Fault::File { path: leftovers, why }),
        _ => Ok(()),
    }
}

fn wasm_opt(workshop: &mut Workshop) -> Result<(), Fault> {
    need_node(workshop)?;
    // The tool tells only the first part of its package's version.
    let (told, _) = BINARYEN.split_once('.').expect("an npm version has three parts");
    let wasm_opt = Pinned { name: "wasm-opt", version: told.to_owned(), bin: "node_modules/.bin" };
    wasm_opt
        .find_or(workshop, |workshop| wasm_opt.install_from_npm(workshop, &format!("binaryen@{BINARYEN}")))
}

fn esbuild(workshop: &mut Workshop) -> Result<(), Fault> {
    need_node(workshop)?;
    let esbuild = Pinned { name: "esbuild", version: ESBUILD.to_owned(), bin: "node_modules/.bin" };
    esbuild.find_or(workshop, |workshop| esbuild.install_from_npm(workshop, &format!("esbuild@{ESBUILD}")))
}

/// Node runs wasm-opt and weighs what was built.
fn need_node(workshop: &Workshop) -> Result<(), Fault> {
    if workshop.has("node") && workshop.has("npm") {
        return Ok(());
    }
    debian(workshop, "Node with npm", &["nodejs", "npm"])
}

/// The browsers of the tests that are asked for, each with the driver that belongs to it.
pub(crate) fn need_browsers(workshop: &mut Workshop) -> Result<(), Fault> {
    let wishes = workshop.wishes;
    if wishes.include(Browser::Chromium) && !(workshop.has("chromium") && workshop.has("chromedriver")) {
        debian(workshop, "Chromium with its driver", &["chromium", "chromium-driver"])?;
    }
    if wishes.include(Browser::Firefox) {
        if !(workshop.has("firefox-esr") || workshop.has("firefox")) {
            debian(workshop, "Firefox", &["firefox-esr"])?;
        }
        let geckodriver = Pinned { name: "geckodriver", version: GECKODRIVER.to_owned(), bin: "bin" };
        geckodriver
            .find_or(workshop, |workshop| geckodriver.compile(workshop, &["geckodriver", "--locked"]))?;
        clear_away()?;
    }
    // Neither program tells a version: WebKitWebDriver has no word for it, and Xvfb needs a screen for it.
    if wishes.include(Browser::Webkit) && !(on_path("WebKitWebDriver") && on_path("Xvfb")) {
        debian(workshop, "WebKit with its driver, and a screen for it", &["webkit2gtk-driver", "xvfb"])?;
    }
    Ok(())
}

/// axe-core, a script that the tests run in pages; it is kept with the tools, and asks for nothing from the network.
pub(crate) fn need_axe(workshop: &mut Workshop) -> Result<(), Fault> {
    need_node(workshop)?;
    if axe().is_file() {
        return Ok(());
    }
    let axe = Pinned { name: "axe-core", version: AXE.to_owned(), bin: "node_modules" };
    axe.install_from_npm(workshop, &format!("axe-core@{AXE}"))
}

/// Where axe-core lies.
pub(crate) fn axe() -> PathBuf {
    cache().join(format!("axe-core-{AXE}/node_modules/axe-core/axe.min.js"))
}

/// The data of caniuse with what asks it, and a parser of scripts; the folder of their modules.
pub(crate) fn caniuse(workshop: &mut Workshop) -> Result<PathBuf, Fault> {
    need_node(workshop)?;
    let doiuse = Pinned { name: "doiuse", version: DOIUSE.to_owned(), bin: "node_modules" };
    let acorn = doiuse.folder().join("node_modules/acorn/package.json");
    if !acorn.is_file() {
        doiuse.install_from_npm(workshop, &format!("doiuse@{DOIUSE}"))?;
        doiuse.install_from_npm(workshop, &format!("acorn@{ACORN}"))?;
    }
    Ok(doiuse.folder().join("node_modules"))
}

/// Whether a program of this name lies in a folder of PATH.
fn on_path(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// The server whose shipped settings a test starts.
pub(crate) fn need_nginx(workshop: &mut Workshop) -> Result<(), Fault> {
    // nginx tells its version to `-v` alone.
    if workshop.ask("nginx", &["-v"]).is_some() {
        return Ok(());
    }
    debian(workshop, "nginx", &["nginx"])
}

/// Installs packages of Debian where that is allowed; elsewhere stops with the command for it.
fn debian(workshop: &Workshop, what: &str, packages: &[&str]) -> Result<(), Fault> {
    let root = workshop.ask("id", &["-u"]).is_some_and(|id| id == "0");
    if root && workshop.has("apt-get") {
        println!("      {what} is missing and is installed now.");
        workshop.run("apt-get", &["update", "--quiet"])?;
        let mut install =
            workshop.command("apt-get", &["install", "--quiet", "--yes", "--no-install-recommends"]);
        return show(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive"));
    }
    Err(Fault::Missing {
        what: what.to_owned(),
        mend: format!(
            "sudo apt-get update && sudo apt-get install --no-install-recommends {} \
             (or the packages of these names on your system)",
            packages.join(" ")
        ),
    })
}

/// A tool that must have one version and no other.
struct Pinned {
    name: &'static str,
    version: String,
    /// Where its program lies in its folder of the cache.
    bin: &'static str,
}

impl Pinned {
    /// Uses the tool from PATH or from the cache, and installs it into the cache when neither has it.
    fn find_or(
        &self,
        workshop: &mut Workshop,
        install: impl FnOnce(&Workshop) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if self.answers(workshop) {
            return Ok(());
        }
        workshop.prefer(self.folder().join(self.bin));
        if self.answers(workshop) {
            return Ok(());
        }
        install(workshop)?;
        if self.answers(workshop) {
            return Ok(());
        }
        Err(Fault::Missing {
            what: format!("{} {}", self.name, self.version),
            mend: format!("remove {} and try again", self.folder().display()),
        })
    }

    /// Whether the first tool of this name that a command would find has the right version.
    fn answers(&self, workshop: &Workshop) -> bool {
        // A command of cargo’s is called with its own name first, and not each of them answers without it.
        let words = self.name.strip_prefix("cargo-").into_iter().chain(["--version"]);
        let told = workshop.ask(self.name, &words.collect::<Vec<_>>()).unwrap_or_default();
        told.split_whitespace().any(|word| word == self.version)
    }

    fn folder(&self) -> PathBuf {
        cache().join(format!("{}-{}", self.name, self.version))
    }

    /// Installs the tool from npm.
    fn install_from_npm(&self, workshop: &Workshop, package: &str) -> Result<(), Fault> {
        let folder = self.folder();
        fs::create_dir_all(&folder).map_err(|why| Fault::File { path: folder.clone(), why })?;
        let mut npm = workshop.command("npm", &["install", "--no-audit", "--no-fund"]);
        show(npm.arg("--prefix").arg(folder).arg(package))
    }

    /// Compiles the tool. It runs for seconds and is compiled for minutes, so optimising it would cost more than it gives.
    fn compile(&self, workshop: &Workshop, package: &[&str]) -> Result<(), Fault> {
        let mut cargo = workshop.command("cargo", &["install", "--version", &self.version, "--root"]);
        cargo
            .arg(self.folder())
            .args(package)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true")
            // One setting for all tools, so that they share what they both depend on.
            .env("CARGO_PROFILE_RELEASE_PANIC", "unwind")
            .env("CARGO_TARGET_DIR", cache().join("compile"));
        show(&mut cargo)
    }
}

/// The folder in which all clones of this project keep their tools.
fn cache() -> PathBuf {
    let given = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let user = given.or_else(|| Some(env::home_dir()?.join(".cache")));
    user.unwrap_or_else(env::temp_dir).join("ban-explainer-tools")
}

/// The version of a package in `Cargo.lock`.
fn locked(root: &Path, package: &'static str) -> Result<String, Fault> {
    let path = root.join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|why| Fault::File { path, why })?;
    version_in(&text, package).ok_or(Fault::NotLocked { package })
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let line = lock.lines().skip_while(|line| *line != name).nth(1)?;
    let version = line.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-shared\"
version = \"0.1.0\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
";

    #[test]
    fn the_version_is_that_of_the_package_and_of_no_longer_name() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130".to_owned()));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }

    #[test]
    fn the_steps_name_the_pinned_versions() {
        assert!(TOOLS[0].says.contains(TRUNK));
        assert!(TOOLS[2].says.contains(BINARYEN.trim_end_matches(".0.0")));
        assert!(TOOLS[3].says.contains(ESBUILD));
    }
}
