//! `cargo xtask bench`: builds the release, serves it, measures it and its peers in one run, and prints one table.
//!
//! The measuring programs stand in `bench/`: `native/` for the core, `measure.mjs` for the browser, `peers/` for the
//! same questionnaire built with others' tools. What they found is written to `target/bench/`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};

use crate::{
    fault::Fault,
    finish::FEATURES,
    steps::{Step, Workshop, show},
};

/// Installs what measures.
pub(crate) const INSTALL: &[Step] =
    &[Step { says: "installing what measures, pinned in bench/package-lock.json", does: install }];

/// Measures the built site and its peers.
pub(crate) const BENCH: &[Step] = &[
    Step { says: "building an empty Yew component, the floor", does: floor },
    Step { says: "building the peers", does: peers },
    Step { says: "measuring the core", does: native },
    Step { says: "timing how long the site takes to print", does: printing },
    Step { says: "measuring in a browser (about ten minutes)", does: browser },
    Step { says: "putting one table together", does: table },
];

/// Asks Lighthouse about the stand-alone page and a page that embeds it.
pub(crate) const LIGHTHOUSE: &[Step] =
    &[Step { says: "asking Lighthouse, mobile settings, for 100 in all four categories", does: lighthouse }];

/// How often a page is loaded for one median, where the variable `BENCH_RUNS` asks for no other number.
const RUNS: &str = "5";

fn install(workshop: &mut Workshop) -> Result<(), Fault> {
    let bench = workshop.root().join("bench");
    show(workshop.command("npm", &["ci", "--no-audit", "--no-fund"]).current_dir(bench))
}

fn floor(workshop: &mut Workshop) -> Result<(), Fault> {
    let peer = workshop.root().join("bench/peers/yew");
    let out = out(workshop)?.join("floor");
    let mut cargo =
        workshop.command("cargo", &["build", "--quiet", "--release", "--target", "wasm32-unknown-unknown"]);
    cargo.arg("--target-dir").arg(workshop.root().join("target/bench/cargo"));
    show(cargo.current_dir(&peer))?;
    let linked = workshop.root().join("target/bench/cargo/wasm32-unknown-unknown/release/floor.wasm");
    let mut bindgen = workshop.command("wasm-bindgen", &["--target", "web", "--no-typescript", "--out-dir"]);
    show(bindgen.arg(&out).arg(linked))?;
    let wasm = out.join("floor_bg.wasm");
    let mut wasm_opt = workshop.command("wasm-opt", &FEATURES);
    show(wasm_opt.args(["-Oz", "--strip-debug"]).arg(&wasm).arg("--output").arg(&wasm))
}

fn peers(workshop: &mut Workshop) -> Result<(), Fault> {
    let (site, out) = (workshop.dist(), out(workshop)?);
    let mut node = workshop.command("node", &["bench/build.mjs"]);
    show(node.arg(site).arg(out).env("NODE_ENV", "production"))
}

fn native(workshop: &mut Workshop) -> Result<(), Fault> {
    let cargo = ["run", "--quiet", "--release", "--package", "bench-native"];
    let found = workshop.ask("cargo", &cargo).ok_or_else(|| Fault::Failed { command: cargo.join(" ") })?;
    write(&out(workshop)?.join("native.json"), &found)
}

fn printing(workshop: &mut Workshop) -> Result<(), Fault> {
    let printed = out(workshop)?.join("printed");
    show(&mut workshop.command("cargo", &["build", "--quiet", "--release", "--package", "site"]))?;
    // What Trunk lays out before pages are printed: its own files, and the scripts as they are written.
    copy_files(&workshop.dist(), &printed)?;
    copy_files(&workshop.root().join("static"), &printed)?;
    let mut site = workshop.command("target/release/site", &["print"]);
    site.arg(&printed).env("SITE_CARDS", "off");
    let begin = Instant::now();
    show(&mut site)?;
    let seconds = begin.elapsed().as_secs_f64();
    write(&out(workshop)?.join("printing.json"), &format!("{{\"seconds\":{seconds:.2}}}\n"))
}

/// Copies the files of a folder, not the folders in it.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<(), Fault> {
    let fault = |why| Fault::File { path: from.to_path_buf(), why };
    fs::create_dir_all(to).map_err(fault)?;
    for entry in fs::read_dir(from).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).map_err(fault)?;
        }
    }
    Ok(())
}

fn browser(workshop: &mut Workshop) -> Result<(), Fault> {
    let (site, out) = (workshop.dist(), out(workshop)?);
    let runs = env::var("BENCH_RUNS").unwrap_or_else(|_| RUNS.to_owned());
    let mut node = workshop.command("node", &["bench/measure.mjs"]);
    show(node.arg(site).arg(out).arg(runs))
}

fn table(workshop: &mut Workshop) -> Result<(), Fault> {
    let (site, out) = (workshop.dist(), out(workshop)?);
    let mut node = workshop.command("node", &["bench/table.mjs"]);
    show(node.arg(site).arg(out))
}

fn lighthouse(workshop: &mut Workshop) -> Result<(), Fault> {
    let (site, out) = (workshop.dist(), out(workshop)?);
    let mut node = workshop.command("node", &["bench/lighthouse.mjs"]);
    show(node.arg(site).arg(out))
}

/// Where everything measured is kept.
fn out(workshop: &Workshop) -> Result<PathBuf, Fault> {
    let folder = workshop.root().join("target/bench");
    fs::create_dir_all(&folder).map_err(|why| Fault::File { path: folder.clone(), why })?;
    Ok(folder)
}

fn write(path: &Path, text: &str) -> Result<(), Fault> {
    fs::write(path, text).map_err(|why| Fault::File { path: path.to_path_buf(), why })
}
