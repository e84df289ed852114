//! `cargo xtask bench` and `cargo xtask lighthouse`: what readers wait for, beside peers, in one table.
//!
//! The measuring programs stand in `bench/`: `native/` for the core, `measure.mjs` for the browser, `peers/` for the
//! same questionnaire built with others' tools. What they found is written to `target/bench/`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Result, ensure};
use xshell::cmd;

use crate::{
    browsers::Browser,
    build,
    context::{Context, remove_folder, step},
    finish, report, tools,
};

/// How often a page is loaded for one median, where the variable `BENCH_RUNS` asks for no other number.
const RUNS: &str = "5";

/// `cargo xtask bench`
pub(crate) fn run(cx: &Context) -> Result<()> {
    prepare(cx)?;
    bench(cx)
}

/// `cargo xtask lighthouse`
pub(crate) fn run_lighthouse(cx: &Context) -> Result<()> {
    prepare(cx)?;
    lighthouse(cx)
}

/// Both, in the site that is built.
pub(crate) fn run_all(cx: &Context) -> Result<()> {
    install(cx)?;
    bench(cx)?;
    lighthouse(cx)
}

fn prepare(cx: &Context) -> Result<()> {
    build::run(cx, &build::Args::default())?;
    install(cx)
}

fn install(cx: &Context) -> Result<()> {
    tools::browsers(cx, Some(Browser::Chromium))?;
    step("What measures, pinned in bench/package-lock.json", || {
        let _bench = cx.sh.push_dir("bench");
        Ok(cmd!(cx.sh, "npm ci --no-audit --no-fund").run()?)
    })
}

fn bench(cx: &Context) -> Result<()> {
    let (site, out) = (cx.dist(), out(cx)?);
    report::step(cx, "an empty Yew component, the floor", || floor(cx, &out))?;
    step("The peers", || {
        Ok(cmd!(cx.sh, "node bench/build.mjs {site} {out}").env("NODE_ENV", "production").run()?)
    })?;
    report::step(cx, "measuring the core", || {
        let found = cmd!(cx.sh, "cargo run --quiet --release --package bench-native").read()?;
        ensure!(!found.is_empty(), "bench-native printed nothing.");
        Ok(cx.sh.write_file(out.join("native.json"), found)?)
    })?;
    report::step(cx, "how long the site takes to render", || rendering(cx, &out))?;
    report::step(cx, "measuring in a browser (about ten minutes)", || {
        let runs = env::var("BENCH_RUNS").unwrap_or_else(|_| RUNS.to_owned());
        Ok(cmd!(cx.sh, "node bench/measure.mjs {site} {out} {runs}").run()?)
    })?;
    step("The table", || Ok(cmd!(cx.sh, "node bench/table.mjs {site} {out}").run()?))
}

fn lighthouse(cx: &Context) -> Result<()> {
    let (site, out) = (cx.dist(), out(cx)?);
    report::step(cx, "Lighthouse, mobile settings: 100 in all four categories", || {
        Ok(cmd!(cx.sh, "node bench/lighthouse.mjs {site} {out}").run()?)
    })
}

fn floor(cx: &Context, out: &Path) -> Result<()> {
    let target = cx.root().join("target/bench/cargo");
    {
        let _peer = cx.sh.push_dir("bench/peers/yew");
        cmd!(cx.sh, "cargo build --quiet --release --target wasm32-unknown-unknown --target-dir {target}")
            .run()?;
    }
    let (linked, out) = (target.join("wasm32-unknown-unknown/release/floor.wasm"), out.join("floor"));
    cmd!(cx.sh, "wasm-bindgen --target web --no-typescript --out-dir {out} {linked}").run()?;
    let (wasm, features) = (out.join("floor_bg.wasm"), finish::FEATURES);
    cmd!(cx.sh, "wasm-opt {features...} -Oz --strip-debug {wasm} --output {wasm}").run()?;
    Ok(())
}

fn rendering(cx: &Context, out: &Path) -> Result<()> {
    let rendered = out.join("printed");
    cmd!(cx.sh, "cargo build --quiet --release --package site").run()?;
    // What builds keep from one to the next waits aside: the first time nothing is kept, the second time everything is.
    let kept = ["cards", "compressed"].map(|name| cx.root().join("target").join(name));
    let aside = kept.each_ref().map(|folder| folder.with_extension("aside"));
    for (folder, aside) in kept.iter().zip(&aside) {
        if folder.exists() {
            fs::rename(folder, aside)?;
        }
    }
    let render = || -> Result<f64> {
        // What Trunk lays out before pages are rendered.
        remove_folder(&rendered)?;
        cx.sh.create_dir(&rendered)?;
        for file in cx.sh.read_dir(cx.parts())? {
            cx.sh.copy_file(file, &rendered)?;
        }
        let begin = Instant::now();
        cmd!(cx.sh, "target/release/site render --stage")
            .env("TRUNK_STAGING_DIR", &rendered)
            .env("SITE_SERVING", "off")
            .run()?;
        Ok(begin.elapsed().as_secs_f64())
    };
    let times = render().and_then(|cold| Ok((cold, render()?)));
    for (folder, aside) in kept.iter().zip(&aside) {
        if aside.exists() {
            remove_folder(folder)?;
            fs::rename(aside, folder)?;
        }
    }
    let (cold, warm) = times?;
    Ok(cx.sh.write_file(out.join("printing.json"), format!("{{\"cold\":{cold:.2},\"warm\":{warm:.2}}}\n"))?)
}

/// Where everything measured is kept.
fn out(cx: &Context) -> Result<PathBuf> {
    let folder = cx.root().join("target/bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
