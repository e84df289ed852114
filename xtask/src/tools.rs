//! The pinned tools: found where they are, installed once where they are not.
//!
//! A tool of the right version on PATH is used. Otherwise it is kept in a folder that all clones of this project share:
//! `~/.cache/ban-explainer-tools/TOOL-VERSION/`, or the one that `BAN_EXPLAINER_TOOLS` names. A tool is installed
//! beside its folder and moved there when it is whole, so that an interrupted installation leaves nothing half done.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use xshell::cmd;

use crate::{
    browsers::Browser,
    context::{Context, remove_folder, step},
};

/// The variable that names the folder of tools.
pub(crate) const TOOLS: &str = "BAN_EXPLAINER_TOOLS";

pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// Its programs ask nothing of the system they run on but its kernel.
pub(crate) const MUSL: &str = "x86_64-unknown-linux-musl";

/// A tool that must have one version and no other.
struct Tool {
    name: &'static str,
    version: String,
    from: From,
}

/// Where a tool comes from.
enum From {
    /// A crate: prebuilt by cargo-binstall where that is installed, or else compiled.
    Cargo { package: &'static str, locked: bool, options: &'static [&'static str] },
    /// Packages of npm.
    Npm(&'static [&'static str]),
}

const DENY: (&str, &str) = ("cargo-deny", "0.20.2");
const MUTANTS: (&str, &str) = ("cargo-mutants", "27.1.0");
const FUZZ: (&str, &str) = ("cargo-fuzz", "0.13.2");
/// The driver of Firefox, which Debian does not have.
const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");
const TRUNK: &str = "0.21.14";
/// It tells only the first part of the version of its package.
const WASM_OPT: (&str, &str, &[&str]) = ("wasm-opt", "132", &["binaryen@132.0.0"]);
const ESBUILD: (&str, &str, &[&str]) = ("esbuild", "0.28.2", &["esbuild@0.28.2"]);
/// The accessibility rules that the tests put into every page.
const AXE: (&str, &str, &[&str]) = ("axe-core", "4.14.1", &["axe-core@4.14.1"]);
/// What a reader's mode makes of a page, and a dark-mode extension; the tests name the same versions.
const READABILITY: (&str, &str, &[&str]) = ("readability", "0.6.0", &["@mozilla/readability@0.6.0"]);
const DARKREADER: (&str, &str, &[&str]) = ("darkreader", "4.9.133", &["darkreader@4.9.133"]);
/// The data of caniuse with a reader of style sheets, and a parser of scripts.
const DOIUSE: (&str, &str, &[&str]) = ("doiuse", "6.0.6", &["doiuse@6.0.6", "acorn@8.19.0"]);

/// `cargo xtask tools`
pub(crate) fn run(cx: &Context) -> Result<()> {
    for_a_build(cx)?;
    println!("\nTo run Trunk by hand, put the tools on PATH:\n\n  export PATH=\"{}\"", path_of_tools(cx)?);
    Ok(())
}

/// What a build of the site needs besides Rust.
pub(crate) fn for_a_build(cx: &Context) -> Result<()> {
    wasm_target(cx)?;
    trunk(cx)?;
    beside_trunk(cx)
}

/// What Trunk calls.
pub(crate) fn beside_trunk(cx: &Context) -> Result<()> {
    step("wasm-bindgen in the version of Cargo.lock (about 1 minute the first time)", || {
        let version = locked(&cx.sh.read_file("Cargo.lock")?, "wasm-bindgen")
            .context("Cargo.lock names no version of wasm-bindgen; “cargo generate-lockfile” writes one")?;
        // The package ships without a lock file.
        let options = &["--no-default-features", "--bin", "wasm-bindgen"];
        let from = From::Cargo { package: "wasm-bindgen-cli", locked: false, options };
        Tool { name: "wasm-bindgen", version, from }.need(cx)
    })?;
    step("wasm-opt 132, which makes the engine smaller (some seconds the first time)", || {
        npm_tool(cx, WASM_OPT)
    })?;
    step("esbuild 0.28.2, which makes scripts smaller (some seconds the first time)", || {
        npm_tool(cx, ESBUILD)
    })
}

/// What builds the site.
pub(crate) fn trunk(cx: &Context) -> Result<()> {
    step("trunk 0.21.14, which builds the site (about 7 minutes the first time, beside other work)", || {
        // It loads nothing here, so it needs no TLS.
        let from = From::Cargo { package: "trunk", locked: true, options: &["--no-default-features"] };
        Tool { name: "trunk", version: TRUNK.to_owned(), from }.need(cx)
    })
}

/// What Rust needs to compile the widget.
pub(crate) fn wasm_target(cx: &Context) -> Result<()> {
    let distributions = "Debian: libstd-rust-dev-wasm32; Fedora: rust-std-static-wasm32-unknown-unknown";
    target(cx, WASM, distributions)
}

/// What Rust needs to compile a program that runs on every Linux.
pub(crate) fn musl_target(cx: &Context) -> Result<()> {
    target(cx, MUSL, "Fedora: rust-std-static-x86_64-unknown-linux-musl; Debian has none")
}

fn target(cx: &Context, target: &str, distributions: &str) -> Result<()> {
    // Rust from a distribution comes without rustup, and its targets are packages of their own.
    let folder = cx.ask("rustc", &["--print", "target-libdir", "--target", target]);
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if cx.has("rustup") {
        return step(&format!("The Rust target {target}"), || {
            Ok(cmd!(cx.sh, "rustup target add {target}").run()?)
        });
    }
    bail!(
        "The Rust target {target} is missing. Install Rust with rustup, or the package of your distribution for it \
         ({distributions})."
    )
}

/// Checks licenses, sources and versions of dependencies.
pub(crate) fn cargo_deny(cx: &Context) -> Result<()> {
    crate_tool(cx, DENY)
}

/// Makes one small mistake in the code after another.
pub(crate) fn cargo_mutants(cx: &Context) -> Result<()> {
    crate_tool(cx, MUTANTS)
}

/// Runs libFuzzer; the targets need the nightly compiler.
pub(crate) fn cargo_fuzz(cx: &Context) -> Result<()> {
    if cx.ask("cargo", &["+nightly", "--version"]).is_none() {
        bail!(
            "The nightly compiler, which fuzzing needs, is missing. Run: rustup toolchain install nightly --profile minimal"
        );
    }
    crate_tool(cx, FUZZ)
}

/// The browsers that are asked for, with their drivers.
pub(crate) fn browsers(cx: &Context, only: Option<Browser>) -> Result<()> {
    let wanted = |browser| only.is_none_or(|only| only == browser);
    if wanted(Browser::Chromium) && !(cx.has("chromium") && cx.has("chromedriver")) {
        debian(cx, "Chromium with its driver", &["chromium", "chromium-driver"])?;
    }
    if wanted(Browser::Firefox) {
        if !cx.has("firefox-esr") && !cx.has("firefox") {
            debian(cx, "Firefox", &["firefox-esr"])?;
        }
        crate_tool(cx, GECKODRIVER)?;
    }
    // Neither program tells a version: WebKitWebDriver has no word for it, and Xvfb needs a screen for it.
    if wanted(Browser::Webkit) && !(on_path("WebKitWebDriver") && on_path("Xvfb")) {
        debian(cx, "WebKit with its driver, and a screen for it", &["webkit2gtk-driver", "xvfb"])?;
    }
    Ok(())
}

/// The server that a test starts with the shipped settings.
pub(crate) fn nginx(cx: &Context) -> Result<()> {
    // nginx tells its version to `-v` alone.
    if cx.ask("nginx", &["-v"]).is_some() { Ok(()) } else { debian(cx, "nginx", &["nginx"]) }
}

/// WordPress with what it runs on, npm, Python, and the purifier that PHP has.
pub(crate) fn content_systems(cx: &Context) -> Result<()> {
    let extensions = cx.ask("php", &["-m"]).unwrap_or_default();
    let extension = |name: &str| extensions.lines().any(|line| line == name);
    let theme = |folder: &str| {
        Path::new("/usr/share/wordpress/wp-content/themes").join(folder).join("style.css").is_file()
    };
    let needed = [
        (Path::new("/usr/share/wordpress/wp-load.php").is_file(), "wordpress"),
        (theme("twentytwentyone"), "wordpress-theme-twentytwentyone"),
        (theme("twentytwentytwo"), "wordpress-theme-twentytwentytwo"),
        (theme("twentytwentythree"), "wordpress-theme-twentytwentythree"),
        (cx.has("php"), "php-cli"),
        (extension("mysqli"), "php-mysql"),
        (extension("mbstring"), "php-mbstring"),
        (extension("dom"), "php-xml"),
        (extension("gd"), "php-gd"),
        (Path::new("/usr/share/php/HTMLPurifier.auto.php").is_file(), "php-htmlpurifier"),
        (cx.has("mariadbd"), "mariadb-server"),
        (cx.has("npm"), "npm"),
        (cx.has("python3"), "python3-venv"),
    ];
    // Only what is missing: a Node from elsewhere brings its own npm, and Debian's would not be installed beside it.
    let missing: Vec<&str> =
        needed.iter().filter(|(is_there, _)| !is_there).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    debian(cx, "What WordPress, the packages of npm and the sanitizers are tried with", &missing)
}

/// axe-core, a script that the tests run in pages: its file.
pub(crate) fn axe(cx: &Context) -> Result<PathBuf> {
    Ok(modules(cx, AXE)?.join("axe-core/axe.min.js"))
}

/// Other people's views of our pages: their libraries lie in the cache of tools, where the tests find them.
pub(crate) fn other_views(cx: &Context) -> Result<()> {
    [READABILITY, DARKREADER].into_iter().try_for_each(|tool| modules(cx, tool).map(drop))
}

/// What checks style sheets and scripts against the browsers of two years ago: the folder of the modules.
pub(crate) fn caniuse(cx: &Context) -> Result<PathBuf> {
    modules(cx, DOIUSE)
}

fn crate_tool(cx: &Context, (name, version): (&'static str, &str)) -> Result<()> {
    Tool {
        name,
        version: version.to_owned(),
        from: From::Cargo { package: name, locked: true, options: &[] },
    }
    .need(cx)
}

fn npm_tool(
    cx: &Context,
    (name, version, packages): (&'static str, &str, &'static [&'static str]),
) -> Result<()> {
    Tool { name, version: version.to_owned(), from: From::Npm(packages) }.need(cx)
}

/// Packages of npm that are no program.
fn modules(
    cx: &Context,
    (name, version, packages): (&'static str, &str, &'static [&'static str]),
) -> Result<PathBuf> {
    let tool = Tool { name, version: version.to_owned(), from: From::Npm(packages) };
    let modules = tool.folder().join("node_modules");
    let whole = |package: &&str| {
        // The name of a package may begin with an @ of its own.
        let name = package.rsplit_once('@').map_or(*package, |(name, _)| name);
        modules.join(name).join("package.json").is_file()
    };
    if !packages.iter().all(whole) {
        tool.install(cx)?;
    }
    Ok(modules)
}

impl Tool {
    /// Uses the tool from PATH or from the cache, and installs it into the cache when neither has it.
    fn need(&self, cx: &Context) -> Result<()> {
        if self.answers(cx) {
            return Ok(());
        }
        let programs = match self.from {
            From::Cargo { .. } => "bin",
            From::Npm(_) => "node_modules/.bin",
        };
        cx.prefer(self.folder().join(programs))?;
        if self.answers(cx) {
            return Ok(());
        }
        self.install(cx)?;
        if self.answers(cx) {
            return Ok(());
        }
        bail!("{} {} was installed and does not run; see above why.", self.name, self.version)
    }

    /// Whether the first tool of this name that a command would find has the right version.
    fn answers(&self, cx: &Context) -> bool {
        // A command of cargo's is called with its own name first, and not each of them answers without it.
        let args: Vec<&str> = self.name.strip_prefix("cargo-").into_iter().chain(["--version"]).collect();
        let told = cx.ask(self.name, &args).unwrap_or_default();
        told.split_whitespace().any(|word| word == self.version)
    }

    fn folder(&self) -> PathBuf {
        cache().join(format!("{}-{}", self.name, self.version))
    }

    /// Installs the tool beside its folder, and moves it there when it is whole.
    fn install(&self, cx: &Context) -> Result<()> {
        let folder = self.folder();
        forget_interrupted(&cache());
        let partial = cache().join(format!(".{}-{}-{}", self.name, self.version, process::id()));
        fs::create_dir_all(&partial).with_context(|| {
            format!(
                "{} cannot be written; set {TOOLS} to a folder for the tools that is yours",
                cache().display()
            )
        })?;
        let installed = match &self.from {
            From::Cargo { package, locked, options } => {
                self.install_crate(cx, package, *locked, options, &partial)
            }
            From::Npm(packages) => {
                node(cx)?;
                let packages = packages.iter();
                cmd!(cx.sh, "npm install --no-audit --no-fund --prefix {partial} {packages...}")
                    .run()
                    .map_err(Into::into)
            }
        };
        installed
            .and_then(|()| remove_folder(&folder))
            .and_then(|()| fs::rename(&partial, &folder).map_err(Into::into))
            .inspect_err(|_| drop(remove_folder(&partial)))
            .with_context(|| {
                format!(
                    "{} {} could not be installed (without a network, put it on PATH yourself)",
                    self.name, self.version
                )
            })
    }

    fn install_crate(
        &self,
        cx: &Context,
        package: &str,
        locked: bool,
        options: &[&str],
        into: &Path,
    ) -> Result<()> {
        let version = &self.version;
        if cx.ask("cargo", &["binstall", "-V"]).is_some() {
            let prebuilt = cmd!(
                cx.sh,
                "cargo binstall --no-confirm --strategies crate-meta-data,quick-install --root {into} {package}@{version}"
            );
            if prebuilt.run().is_ok() {
                return Ok(());
            }
            println!("  There is no prebuilt {package} {version} for this machine; it is compiled.");
        }
        let locked = locked.then_some("--locked");
        // A tool runs for seconds and is compiled for minutes: optimizing it would cost more than it gives. The settings
        // and the folder are the same for all, so that they share what they both depend on.
        cmd!(cx.sh, "cargo install --version {version} --root {into} {package} {locked...} {options...}")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true")
            .env("CARGO_PROFILE_RELEASE_PANIC", "unwind")
            .env("CARGO_TARGET_DIR", compile_folder())
            .run()?;
        Ok(())
    }
}

/// Where this process compiles tools. What that leaves is as large as the tools are small: it goes with the process.
pub(crate) fn compile_folder() -> PathBuf {
    cache().join(format!(".compile-{}", process::id()))
}

/// No installation takes so long.
const INTERRUPTED: Duration = Duration::from_hours(2);

/// Removes what installations have left whose process is gone: folders whose name begins with a dot and ends with its id.
/// Containers may share a cache and do not see each other's processes: one that was begun just now stays.
fn forget_interrupted(cache: &Path) {
    // Only where the system tells which processes there are.
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    for folder in fs::read_dir(cache).into_iter().flatten().flatten() {
        let name = folder.file_name();
        let id = name.to_str().filter(|name| name.starts_with('.')).and_then(|name| name.rsplit_once('-'));
        let is_left = id.is_some_and(|(_, id)| id.parse::<u32>().is_ok() && !processes.join(id).exists());
        let begun = folder
            .metadata()
            .and_then(|about| about.modified())
            .and_then(|on| on.elapsed().map_err(io::Error::other));
        if is_left && begun.is_ok_and(|ago| ago > INTERRUPTED) {
            // Whoever may not remove it is told where the tool itself cannot be written.
            let _ = remove_folder(&folder.path());
        }
    }
}

/// Node runs wasm-opt and esbuild, and weighs what was built.
fn node(cx: &Context) -> Result<()> {
    if cx.has("node") && cx.has("npm") { Ok(()) } else { debian(cx, "Node with npm", &["nodejs", "npm"]) }
}

/// Installs packages of Debian where that is allowed; elsewhere stops with the command for it.
fn debian(cx: &Context, what: &str, packages: &[&str]) -> Result<()> {
    let root = cx.ask("id", &["-u"]).is_some_and(|id| id == "0");
    if root && cx.has("apt-get") {
        println!("  {what} is missing and is installed now.");
        cmd!(cx.sh, "apt-get update --quiet").run()?;
        cmd!(cx.sh, "apt-get install --quiet --yes --no-install-recommends {packages...}")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run()?;
        return Ok(());
    }
    let packages = packages.join(" ");
    bail!(
        "{what} is missing. Run: sudo apt-get update && sudo apt-get install --no-install-recommends {packages} (or \
         install the packages of these names on your system)."
    )
}

/// Whether a program of this name lies in a folder of PATH.
fn on_path(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// PATH with what was put before it.
fn path_of_tools(cx: &Context) -> Result<String> {
    let path = cx.sh.var("PATH")?;
    let inherited = env::var("PATH").unwrap_or_default();
    Ok(path.strip_suffix(&inherited).map_or(path.clone(), |before| format!("{before}$PATH")))
}

/// The folder in which all clones of this project keep their tools.
pub(crate) fn cache() -> PathBuf {
    let named = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    named(TOOLS).unwrap_or_else(|| {
        let user = named("XDG_CACHE_HOME").or_else(|| Some(env::home_dir()?.join(".cache")));
        user.unwrap_or_else(env::temp_dir).join("ban-explainer-tools")
    })
}

/// The version of a package in `Cargo.lock`.
fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let line = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(line.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn what_an_interrupted_installation_left_goes_and_what_another_needs_stays() {
        let cache = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/interrupted");
        // No process has this id: it is above the highest that Linux gives.
        let gone = 4_194_305;
        let stays = [format!(".compile-{}", process::id()), "trunk-0.21.14".to_owned(), ".other".to_owned()];
        let goes = [format!(".compile-{gone}"), format!(".trunk-0.21.14-{gone}")];
        let just_now = format!(".esbuild-0.28.2-{gone}");
        for name in stays.iter().chain(&goes).chain([&just_now]) {
            fs::create_dir_all(cache.join(name).join("bin")).expect("the target folder can be written");
        }
        for name in stays.iter().chain(&goes) {
            let folder = fs::File::open(cache.join(name)).expect("it was made");
            folder.set_modified(SystemTime::now() - 2 * INTERRUPTED).expect("it is ours");
        }
        forget_interrupted(&cache);
        assert!(stays.iter().chain([&just_now]).all(|name| cache.join(name).is_dir()));
        assert!(goes.iter().all(|name| !cache.join(name).exists()));
    }

    #[test]
    fn the_version_is_that_of_the_package_and_of_no_longer_name() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-shared\"
version = \"0.1.0\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130".to_owned()));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
