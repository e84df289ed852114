//! Which browsers understand what is published: those of two years ago, by the data of caniuse and by grammar.

use std::fs;

use crate::{
    fault::Fault,
    steps::{Step, Workshop, show},
    tools,
};

/// Checks the built files.
pub(crate) const SUPPORT: &[Step] = &[Step {
    says: "do the browsers of two years ago understand the styles, the scripts and the engine?",
    does: support,
}];

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

fn support(workshop: &mut Workshop) -> Result<(), Fault> {
    let modules = tools::caniuse(workshop)?;
    let dist = workshop.dist();
    let fault = |why| Fault::File { path: dist.clone(), why };
    let entries: Result<Vec<_>, _> = fs::read_dir(&dist).map_err(fault)?.collect();
    let mut files: Vec<_> = entries.map_err(fault)?.into_iter().map(|entry| entry.path()).collect();
    files.sort();
    let of = |extension: &str| {
        let is = |path: &&std::path::PathBuf| path.extension().is_some_and(|it| it == extension);
        files.iter().filter(is).cloned().collect::<Vec<_>>()
    };
    let mut node = workshop.command("node", &["--eval", SCRIPT, "--"]);
    node.arg(modules).args(of("css")).args(of("js"));
    match node.status() {
        Ok(status) if status.success() => {}
        Ok(_) => return Err(Fault::Failed { command: "node --eval support.cjs".to_owned() }),
        Err(why) => return Err(Fault::NotStarted { command: "node".to_owned(), why }),
    }
    let engines = of("wasm");
    if engines.is_empty() {
        return Err(Fault::NothingBuilt { folder: dist });
    }
    for engine in engines {
        // It validates what it reads, and with nothing to do it writes nothing.
        let mut wasm_opt = workshop.command("wasm-opt", &FEATURES);
        show(wasm_opt.arg(engine).args(["--quiet", "--output", "/dev/null"]))?;
    }
    Ok(())
}
