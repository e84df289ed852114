//! `cargo xtask build`: the site, built by Trunk into `dist/`, and weighed.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::{Cmd, cmd};

use crate::{
    budget,
    context::{Context, step},
    serve, tools,
};

#[derive(clap::Args, Default)]
pub(crate) struct Args {
    /// The folder of the law; ours when it is left out.
    #[arg(long, value_name = "FOLDER")]
    law: Option<PathBuf>,
    /// The folder to build into; dist/ when it is left out.
    #[arg(long, value_name = "FOLDER")]
    dist: Option<PathBuf>,
    /// The public address; that of site.toml when it is left out.
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,
}

/// Our law, seen from the workspace.
pub(crate) const LAW: &str = "law/us-kaspersky";

/// The variable by which the hook of Trunk learns of another law.
pub(crate) const OTHER_LAW: &str = "XTASK_LAW";

pub(crate) fn run(cx: &Context, args: &Args) -> Result<()> {
    let law = args.law.as_deref().map(serve::law_folder).transpose()?;
    let ours = cx.root().join(LAW).canonicalize()?;
    let dist = match &args.dist {
        Some(dist) => env::current_dir()?.join(dist),
        None => cx.dist(),
    };
    let _ahead = Ahead::with_tools(cx)?;
    let _law = law.as_ref().map(|law| cx.sh.push_env(OTHER_LAW, law));
    let _address = args.address.as_ref().map(|address| cx.sh.push_env("SITE_ADDRESS", address));
    // Settings of servers fit one build; those of another lie beside ours.
    let other = dist.file_name().filter(|_| args.dist.is_some());
    let _serving = other.map(|name| cx.sh.push_env("SITE_SERVING", Path::new("target/serving").join(name)));
    build_into(cx, &dist)?;
    // The budget is that of our law.
    if law.is_none_or(|law| law == ours) { weigh_folder(cx, &dist) } else { Ok(()) }
}

/// What is compiled while the tools are installed, which keeps no processor busy to its end. What is wrong with it is told
/// when it is needed.
pub(crate) struct Ahead {
    cargo: Vec<Child>,
}

impl Ahead {
    /// Installs what a build needs besides Rust, and begins what the build will need, where it is not there yet.
    pub(crate) fn with_tools(cx: &Context) -> Result<Self> {
        fetch(cx)?;
        let mut ahead = Self { cargo: Vec::new() };
        let target = cx.sh.var_os("CARGO_TARGET_DIR").map_or_else(|| cx.root().join("target"), PathBuf::from);
        if !target.join("debug/site").is_file() {
            ahead.begin(cmd!(cx.sh, "cargo build --quiet --locked --package site"))?;
        }
        tools::wasm_target(cx)?;
        tools::trunk(cx)?;
        if !target.join(tools::WASM).join("wasm/ban-explainer.wasm").is_file() {
            // As Trunk builds it (index.html, Trunk.toml).
            let widget =
                ["--bin", "ban-explainer", "--no-default-features", "--features", "csr", "--profile", "wasm"];
            let (wasm, flags) = (tools::WASM, wasm_flags());
            ahead.begin(
                cmd!(cx.sh, "cargo build --quiet --locked --target {wasm} {widget...}")
                    .env(WASM_FLAGS, flags),
            )?;
        }
        tools::beside_trunk(cx)?;
        Ok(ahead)
    }

    fn begin(&mut self, cargo: Cmd<'_>) -> Result<()> {
        let mut cargo = Command::from(cargo);
        cargo.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.cargo.push(cargo.spawn()?);
        Ok(())
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        for cargo in &mut self.cargo {
            // It has ended where the build came so far.
            let _ = cargo.kill();
            let _ = cargo.wait();
        }
    }
}

/// Builds the site into `dist/` with the tools that are installed.
pub(crate) fn build(cx: &Context) -> Result<()> {
    build_into(cx, &cx.dist())
}

fn build_into(cx: &Context, dist: &Path) -> Result<()> {
    fetch(cx)?;
    cx.sh.create_dir(dist)?;
    step("The widget, and every page (about 3 minutes the first time)", || {
        let trunk = trunk(cx, &["build", "--dist"]).arg(dist);
        trunk.run().context("The site was not built; what was wrong is told above")
    })
}

/// Loads the crates of Cargo.lock: Trunk, which may load no tools of its own, lets cargo load nothing either.
pub(crate) fn fetch(cx: &Context) -> Result<()> {
    step("The crates of Cargo.lock", || {
        cmd!(cx.sh, "cargo fetch --locked").run().context(
            "The crates could not be loaded; the first build needs the network, or a cargo cache that has them all",
        )
    })
}

/// The variable by which cargo gives flags to what it compiles for WebAssembly, and to nothing else.
const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Where cargo keeps the sources of crates.
pub(crate) fn cargo_home() -> PathBuf {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.unwrap_or_else(|| env::home_dir().unwrap_or_default().join(".cargo"))
}

/// What makes the engine the same wherever its crates lie: a panic names the file in which it happens.
fn wasm_flags() -> String {
    let home = cargo_home().display().to_string();
    // The variable holds words; a folder with a space in its name cannot stand in it.
    if home.contains(char::is_whitespace) {
        String::new()
    } else {
        format!("--remap-path-prefix={home}=/cargo")
    }
}

/// Trunk with the pinned tools. Its other settings stand in Trunk.toml.
pub(crate) fn trunk<'a>(cx: &'a Context, args: &[&str]) -> Cmd<'a> {
    let trunk = cx.sh.cmd("trunk").args(args).env(WASM_FLAGS, wasm_flags());
    // Without this Trunk would load tools and news of itself from the network.
    let trunk = trunk.env("TRUNK_OFFLINE", "true").env("TRUNK_SKIP_VERSION_CHECK", "true");
    // A back trace of Trunk says nothing about our code.
    trunk.env("RUST_BACKTRACE", "0").env("RUST_LIB_BACKTRACE", "0")
}

/// Weighs what readers load, and holds it to the budget.
pub(crate) fn weigh(cx: &Context) -> Result<()> {
    weigh_folder(cx, &cx.dist())
}

fn weigh_folder(cx: &Context, dist: &Path) -> Result<()> {
    step("The weight of what readers load", || {
        let weights = weights(cx, dist)?;
        print!("{}", table(&weights));
        let built: Vec<(String, usize)> =
            weights.into_iter().map(|weight| (weight.name, weight.brotli)).collect();
        let faults = budget::faults(&cx.sh.read_file("bench/sizes.txt")?, &built);
        ensure!(faults.is_empty(), "{}", faults.join("\n"));
        Ok(())
    })
}

/// One file as it lies on the disk and as it travels, in bytes.
#[derive(Debug, PartialEq)]
struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints a line for each file: its size, with gzip, with brotli, its name. Node is there already, for wasm-opt.
const SCRIPT: &str = "
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');
const { gzipSync, brotliCompressSync } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const file = readFileSync(path);
  console.log(file.length, gzipSync(file, { level: 9 }).length, brotliCompressSync(file).length, basename(path));
}";

/// The weights of the files beside the first page: what a reader's browser asks for.
fn weights(cx: &Context, dist: &Path) -> Result<Vec<Weight>> {
    let files = files(cx, dist)?;
    if files.is_empty() {
        bail!("{} is empty; run “cargo xtask build”", dist.display());
    }
    let said = cmd!(cx.sh, "node --eval {SCRIPT} -- {files...}").quiet().read()?;
    said.lines().map(weight).collect::<Option<_>>().context("node prints four words for each file")
}

fn files(cx: &Context, dist: &Path) -> Result<Vec<PathBuf>> {
    let mut files = cx.sh.read_dir(dist)?;
    // Compressed copies are weighed by what they are copies of.
    let copy = |path: &PathBuf| path.extension().is_some_and(|it| it == "br" || it == "gz");
    files.retain(|path| path.is_file() && !copy(path));
    Ok(files)
}

fn weight(line: &str) -> Option<Weight> {
    let mut words = line.splitn(4, ' ');
    let mut number = || words.next()?.parse().ok();
    Some(Weight { raw: number()?, gzip: number()?, brotli: number()?, name: words.next()?.to_owned() })
}

fn table(weights: &[Weight]) -> String {
    let head = format!("{:>9}{:>9}{:>9}  bytes\n", "raw", "gzip", "brotli");
    let rows = weights.iter().map(|it| format!("{:>9}{:>9}{:>9}  {}\n", it.raw, it.gzip, it.brotli, it.name));
    head + &rows.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_node_is_a_weight_and_a_weight_is_a_row() {
        let style = weight("11513 3000 2700 style 1.css").expect("it has four words");
        assert_eq!(
            (style.raw, style.gzip, style.brotli, style.name.as_str()),
            (11_513, 3_000, 2_700, "style 1.css")
        );
        assert_eq!(weight("11513 3000"), None);
        let shown = "      raw     gzip   brotli  bytes\n    11513     3000     2700  style 1.css\n";
        assert_eq!(table(&[style]), shown);
    }
}
