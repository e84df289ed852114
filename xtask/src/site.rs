//! The site: built by Trunk, weighed, and served to the person who works on it.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use crate::{
    article, budget,
    fault::Fault,
    steps::{Step, Workshop, line, show},
};

/// Builds the site into `dist/`.
pub(crate) const BUILD: &[Step] = &[
    Step { says: "loading the crates of Cargo.lock", does: fetch },
    Step {
        says: "compiling the widget and printing every page (about 3 minutes the first time)",
        does: build,
    },
    Step { says: "weighing what readers load", does: weigh },
];

/// Builds the site and serves it until it is stopped.
pub(crate) const SERVE: &[Step] = &[
    Step { says: "loading the crates of Cargo.lock", does: fetch },
    Step { says: "compiling the widget and serving the site (about 3 minutes the first time)", does: serve },
];

/// Trunk, which may load no tools of its own, lets cargo load nothing either.
fn fetch(workshop: &mut Workshop) -> Result<(), Fault> {
    workshop.run("cargo", &["fetch", "--locked"])
}

fn build(workshop: &mut Workshop) -> Result<(), Fault> {
    show(&mut trunk(workshop, &["build"]))
}

fn serve(workshop: &mut Workshop) -> Result<(), Fault> {
    let port = free_port(8080);
    // Another port is another origin, as a publisher’s is.
    let article = free_port(port + 1);
    let listener = TcpListener::bind(local(article))
        .map_err(|why| Fault::File { path: PathBuf::from(format!("127.0.0.1:{article}")), why })?;
    article::serve(
        listener,
        workshop.root().to_path_buf(),
        workshop.dist(),
        format!("http://127.0.0.1:{port}"),
    );
    let mut trunk = trunk(workshop, &["serve", "--port", &port.to_string()]);
    // Cards are for others’ previews, and the dearest part of printing.
    trunk.env("SITE_CARDS", "off");
    let line = line(&trunk);
    println!("      {line}");
    let mut child = trunk.spawn().map_err(|why| Fault::NotStarted { command: line.clone(), why })?;
    // Trunk opens its port after the first build, successful or not.
    thread::spawn(move || {
        while TcpStream::connect(local(port)).is_err() {
            thread::sleep(Duration::from_millis(200));
        }
        println!(
            "\n      The site is at http://127.0.0.1:{port}/\n      \
             A news article with the explainer in it is at http://127.0.0.1:{article}/\n      \
             Snippets for publishers are at http://127.0.0.1:{port}/embed/\n      \
             After a change it is built again; load the page again to see it. Ctrl-C stops.\n"
        );
    });
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Fault::Failed { command: line }),
    }
}

/// Trunk with the pinned tools. Its other settings stand in Trunk.toml.
fn trunk(workshop: &Workshop, arguments: &[&str]) -> Command {
    let mut trunk = workshop.command("trunk", arguments);
    // Without this Trunk would load tools and news of itself from the network.
    trunk.env("TRUNK_OFFLINE", "true").env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk
}

/// This port, or the first after it that nobody uses.
fn free_port(from: u16) -> u16 {
    let free = |port: &u16| TcpListener::bind(local(*port)).is_ok();
    (from..from + 100).find(free).unwrap_or(from)
}

fn local(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

fn weigh(workshop: &mut Workshop) -> Result<(), Fault> {
    let dist = workshop.dist();
    weigh_in(workshop, &dist, |name| name != "smallest")
}

/// Weighs what readers load from a folder, and holds it to the lines of the budget with these names.
pub(crate) fn weigh_in(workshop: &Workshop, dist: &Path, holds: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let files = loaded(dist)?;
    let weights = weights(workshop, &files)?;
    print!("{}", table(&weights));
    if weights.iter().filter(|weight| weight.is_engine()).count() != 2 {
        return Err(Fault::NothingBuilt { folder: dist.to_path_buf() });
    }
    let path = workshop.root().join("bench/sizes.txt");
    let sizes = fs::read_to_string(&path).map_err(|why| Fault::File { path, why })?;
    let lines = sizes.lines().filter(|line| holds(line.split_whitespace().next().unwrap_or_default()));
    let sizes: String = lines.flat_map(|line| [line, "\n"]).collect();
    let built: Vec<(String, usize)> =
        weights.into_iter().map(|weight| (weight.name, weight.brotli)).collect();
    let faults = budget::faults(&sizes, &built);
    if faults.is_empty() { Ok(()) } else { Err(Fault::TooHeavy { faults }) }
}

/// The files beside the first page: what a reader's browser asks for.
fn loaded(dist: &Path) -> Result<Vec<PathBuf>, Fault> {
    let fault = |why| Fault::File { path: dist.to_path_buf(), why };
    let entries: Result<Vec<_>, _> = fs::read_dir(dist).map_err(fault)?.collect();
    let mut files: Vec<PathBuf> = entries.map_err(fault)?.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

/// One file as it lies on the disk and as it travels, in bytes.
#[derive(Debug, PartialEq)]
struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn is_engine(&self) -> bool {
        let path = Path::new(&self.name);
        let is = |extension| path.extension().is_some_and(|it| it == extension);
        self.name.starts_with("ban-explainer-") && (is("wasm") || is("js"))
    }
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

fn weights(workshop: &Workshop, files: &[PathBuf]) -> Result<Vec<Weight>, Fault> {
    let mut node = workshop.command("node", &["--eval", SCRIPT, "--"]);
    let output =
        node.args(files).output().map_err(|why| Fault::NotStarted { command: "node".to_owned(), why })?;
    let read: Option<Vec<Weight>> = String::from_utf8_lossy(&output.stdout).lines().map(weight).collect();
    read.filter(|_| output.status.success()).ok_or_else(|| {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        Fault::Failed { command: "node --eval …".to_owned() }
    })
}

fn weight(line: &str) -> Option<Weight> {
    let mut words = line.splitn(4, ' ');
    let mut number = || words.next()?.parse().ok();
    Some(Weight { raw: number()?, gzip: number()?, brotli: number()?, name: words.next()?.to_owned() })
}

fn table(weights: &[Weight]) -> String {
    let row = |raw: &str, gzip: &str, brotli: &str, name: &str| {
        format!("      {raw:>9}{gzip:>9}{brotli:>9}  {name}\n")
    };
    let head = row("raw", "gzip", "brotli", "bytes");
    let rows = weights.iter().map(|it| {
        let [raw, gzip, brotli] = [it.raw, it.gzip, it.brotli].map(|bytes| bytes.to_string());
        row(&raw, &gzip, &brotli, &it.name)
    });
    head + &rows.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style() -> Weight {
        Weight { name: "style 1.css".to_owned(), raw: 11_513, gzip: 3_000, brotli: 2_700 }
    }

    #[test]
    fn a_line_of_node_is_a_weight() {
        assert_eq!(weight("11513 3000 2700 style 1.css"), Some(style()));
        assert_eq!(weight("11513 3000"), None);
    }

    #[test]
    fn the_table_stands_in_columns() {
        let shown =
            "            raw     gzip   brotli  bytes\n          11513     3000     2700  style 1.css\n";
        assert_eq!(table(&[style()]), shown);
    }

    #[test]
    fn the_engine_is_the_wasm_and_its_glue() {
        let named = |name: &str| Weight { name: name.to_owned(), ..style() };
        assert!(named("ban-explainer-0123456789abcdef_bg.wasm").is_engine());
        assert!(named("ban-explainer-0123456789abcdef.js").is_engine());
        assert!(!named("start.js").is_engine());
    }
}
