//! What Trunk calls at the end of a build: makes the engine ready to travel, then prints every page.
//!
//! Trunk compiles the widget and puts its own engine into the staging folder. Here the engine is made again from
//! what the linker left: cut, bound, optimized, with short names and small glue. Cutting has to come before
//! wasm-bindgen, which then writes no glue for what nobody calls; Trunk has no hook there.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    fault::Fault,
    steps::{Step, Workshop, show},
};

/// Makes the engine ready, and prints the pages that load it.
pub(crate) const FINISH: &[Step] = &[
    Step { says: "cutting what no reader needs out of the engine", does: cut },
    Step { says: "binding the engine to its page", does: bind },
    Step { says: "optimizing the engine", does: optimize },
    Step { says: "making its glue small", does: shrink_glue },
    Step { says: "printing every page", does: print },
];

/// What the engine may use: every browser that the tests name has it.
pub(crate) const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-extended-const",
];

/// What makes the engine small, by trial; each saves some hundred bytes after brotli.
///
/// Control flow is laid flat and built again, the passes for size run twice, and what has one caller stays a function
/// where it is long: brotli knows a function's beginning. The linker lays the stack below all data, so that no object
/// lies so low that the offset of one of its fields could wrap around.
const SMALL: [&str; 6] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=30",
];

/// All that pages call of the glue; esbuild leaves out the rest.
const ENTRY: &str = "export { default, take_over } from \"./engine.js\";\n";

/// The variable by which Trunk names the folder it is about to publish.
const STAGE: &str = "TRUNK_STAGING_DIR";

/// Does the same with an engine that another compiler has linked, in a folder with the files of a built site.
pub(crate) fn finish_in(workshop: &mut Workshop, stage: &Path) -> Result<(), Fault> {
    for step in [cut, bind, optimize, shrink_glue] {
        step(workshop)?;
    }
    print_into(workshop, stage)
}

fn cut(workshop: &mut Workshop) -> Result<(), Fault> {
    let folder = folder(workshop);
    fs::create_dir_all(&folder).map_err(|why| Fault::File { path: folder.clone(), why })?;
    let linked = target(workshop).join("wasm32-unknown-unknown/wasm/ban-explainer.wasm");
    let mut trim = workshop.native(&["run", "--quiet", "--package", "trim", "--", "cut"]);
    show(trim.arg(linked).arg(folder.join("cut.wasm")))
}

fn bind(workshop: &mut Workshop) -> Result<(), Fault> {
    let folder = folder(workshop);
    let arguments = ["--target", "web", "--no-typescript", "--out-name", "engine", "--out-dir"];
    let mut bindgen = workshop.command("wasm-bindgen", &arguments);
    show(bindgen.arg(&folder).arg(folder.join("cut.wasm")))
}

fn optimize(workshop: &mut Workshop) -> Result<(), Fault> {
    let wasm = folder(workshop).join("engine_bg.wasm");
    let mut wasm_opt = workshop.command("wasm-opt", &FEATURES);
    wasm_opt.args(SMALL).args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    show(wasm_opt.arg(&wasm).arg("--output").arg(&wasm))
}

fn shrink_glue(workshop: &mut Workshop) -> Result<(), Fault> {
    let folder = folder(workshop);
    let mut trim = workshop.native(&["run", "--quiet", "--package", "trim", "--", "rename"]);
    show(trim.arg(folder.join("engine_bg.wasm")).arg(folder.join("engine.js")))?;
    let entry = folder.join("entry.js");
    fs::write(&entry, ENTRY).map_err(|why| Fault::File { path: entry.clone(), why })?;
    let arguments = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"];
    let mut esbuild = workshop.command("esbuild", &arguments);
    show(esbuild.arg(&entry).arg(format!("--outfile={}", folder.join("glue.js").display())))
}

fn print(workshop: &mut Workshop) -> Result<(), Fault> {
    let stage = env::var_os(STAGE).map(PathBuf::from).ok_or_else(|| Fault::Missing {
        what: format!("the variable {STAGE}"),
        mend: "cargo xtask build, which lets Trunk call this".to_owned(),
    })?;
    print_into(workshop, &stage)
}

/// Puts the engine into a folder in the place of the one that is there, and prints every page beside it.
fn print_into(workshop: &Workshop, stage: &Path) -> Result<(), Fault> {
    let folder = folder(workshop);
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).map_err(|why| Fault::File { path, why })
    };
    let (wasm, glue) = (read("engine_bg.wasm")?, read("glue.js")?);
    let in_stage = |why| Fault::File { path: stage.to_path_buf(), why };
    let entries: Result<Vec<_>, _> = fs::read_dir(stage).map_err(in_stage)?.collect();
    for entry in entries.map_err(in_stage)? {
        if is_engine(&entry.path()) {
            fs::remove_file(entry.path()).map_err(in_stage)?;
        }
    }
    for (bytes, ending) in [(&wasm, "_bg.wasm"), (&glue, ".js")] {
        let name = format!("ban-explainer-{:016x}{ending}", fingerprint(bytes));
        fs::write(stage.join(name), bytes).map_err(in_stage)?;
    }
    show(
        workshop.native(&["run", "--quiet", "--package", "site", "--", "print", "--stage"]).env(STAGE, stage),
    )
}

/// The engine as Trunk leaves it: a .wasm and a .js file of one name.
fn is_engine(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is = |extension| path.extension().is_some_and(|it| it == extension);
    name.starts_with("ban-explainer-") && (is("wasm") || is("js"))
}

/// FNV-1a with 64 bits: a name for a file that changes with its content.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Where the engine is made.
fn folder(workshop: &Workshop) -> PathBuf {
    target(workshop).join("engine")
}

/// Where cargo builds.
fn target(workshop: &Workshop) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workshop.root().join("target"), |folder| workshop.root().join(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_known_by_its_name_and_kind() {
        assert!(is_engine(Path::new("stage/ban-explainer-0123_bg.wasm")));
        assert!(is_engine(Path::new("stage/ban-explainer-0123.js")));
        assert!(!is_engine(Path::new("stage/start.js")));
    }

    #[test]
    fn another_content_has_another_name() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_ne!(fingerprint(b"a"), fingerprint(b"b"));
    }
}
