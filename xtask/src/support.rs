//! Whether the browsers of two years ago understand what is published: by the data of caniuse and by grammar.

use anyhow::{Result, ensure};
use xshell::cmd;

use crate::{
    context::{Context, step},
    tools,
};

const SCRIPT: &str = include_str!("support.cjs");

/// What WebAssembly may use: Chrome, Firefox and Safari have had each of these for more than two years.
const FEATURES: [&str; 9] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

pub(crate) fn check(cx: &Context) -> Result<()> {
    step("Styles, scripts and engine in the browsers of two years ago", || {
        let modules = tools::caniuse(cx)?;
        let files = cx.sh.read_dir(cx.dist())?;
        let of = |extension: &str| {
            let found = files.iter().filter(|path| path.extension().is_some_and(|it| it == extension));
            found.collect::<Vec<_>>()
        };
        let (styles, scripts, engines) = (of("css"), of("js"), of("wasm"));
        for (kind, found) in [("style sheet", &styles), ("script", &scripts), ("engine", &engines)] {
            ensure!(!found.is_empty(), "{} holds no {kind}; run “cargo xtask build”.", cx.dist().display());
        }
        cmd!(cx.sh, "node --eval {SCRIPT} -- {modules} {styles...} {scripts...}").quiet().run()?;
        for engine in engines {
            // It validates what it reads, and with nothing to do it writes nothing.
            cmd!(cx.sh, "wasm-opt {FEATURES...} {engine} --quiet --output /dev/null").run()?;
        }
        Ok(())
    })
}
