//! What Trunk calls at the end of a build: makes the engine ready to travel, then renders every page.

use std::{env, fs, path::Path};

use anyhow::{Context as _, Result};
use xshell::cmd;

use crate::{
    context::{Context, step},
    tools,
};

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
const SMALL: [&str; 9] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=30",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// All that pages call of the glue; esbuild leaves out the rest.
const ENTRY: &str = "export { default, take_over } from \"./engine.js\";\n";

/// The variable by which Trunk names the folder it is about to publish.
const STAGE: &str = "TRUNK_STAGING_DIR";

pub(crate) fn run(cx: &Context) -> Result<()> {
    let stage = env::var_os(STAGE)
        .with_context(|| format!("{STAGE} is not set: Trunk calls this. Run “cargo xtask build” instead"))?;
    tools::for_a_build(cx)?;
    step("The engine", || engine(cx, Path::new(&stage)))?;
    step("Every page", || {
        cmd!(cx.sh, "cargo run --quiet --package site -- print --stage").run().context(
            "No page was written; what is wrong is told above, and the pages of the build before stay as they are",
        )
    })
}

/// Makes the engine from what the linker left, and puts it in the place of Trunk's.
fn engine(cx: &Context, stage: &Path) -> Result<()> {
    let sh = &cx.sh;
    let folder = cx.target().join("engine");
    sh.create_dir(&folder)?;
    let linked = cx.target().join("wasm32-unknown-unknown/wasm/ban-explainer.wasm");
    let [wasm, entry, glue] = ["engine_bg.wasm", "entry.js", "glue.js"].map(|name| folder.join(name));
    cmd!(sh, "wasm-bindgen --target web --no-typescript --out-name engine --out-dir {folder} {linked}")
        .run()?;
    cmd!(sh, "wasm-opt {FEATURES...} {SMALL...} {wasm} --output {wasm}").run()?;
    sh.write_file(&entry, ENTRY)?;
    cmd!(
        sh,
        "esbuild --bundle --minify --format=esm --target=es2022 --log-level=error {entry} --outfile={glue}"
    )
    .run()?;
    for file in sh.read_dir(stage)?.iter().filter(|path| is_engine(path)) {
        fs::remove_file(file)?;
    }
    for (file, ending) in [(wasm, "_bg.wasm"), (glue, ".js")] {
        let bytes = sh.read_binary_file(file)?;
        sh.write_file(stage.join(format!("ban-explainer-{:016x}{ending}", fingerprint(&bytes))), bytes)?;
    }
    Ok(())
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
