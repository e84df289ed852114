//! What Trunk calls at the end of a build: makes the engine, scripts and styles small, then renders every page.
//!
//! While the site is served, the preview renders the pages; here the engine is left for it.

mod minify;

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use xshell::cmd;

use crate::{
    build,
    context::{Context, remove_folder, step},
    serve, tools,
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
const ENTRY: &str = "export { default, take_over } from";

/// The variable by which Trunk names the folder it is about to publish.
const STAGE: &str = "TRUNK_STAGING_DIR";

pub(crate) fn run(cx: &Context) -> Result<()> {
    let stage = env::var_os(STAGE)
        .with_context(|| format!("{STAGE} is not set: Trunk calls this. Run “cargo xtask build” instead"))?;
    tools::for_a_build(cx)?;
    let preview = env::var_os(serve::PREVIEW);
    step("The engine", || engine(cx, Path::new(&stage), preview.is_none()))?;
    step("Scripts and styles", || minify::minify(cx, Path::new(&stage)))?;
    if let Some(folder) = preview {
        return step("The program that renders pages", || {
            cmd!(cx.sh, "cargo build --quiet --package site").run()?;
            Ok(serve::leave_engine(Path::new(&stage), Path::new(&folder))?)
        });
    }
    keep_parts(cx, Path::new(&stage))?;
    let other = env::var_os(build::OTHER_LAW);
    let law = other.iter().flat_map(|law| ["--law".as_ref(), law.as_os_str()]);
    step("Every page", || {
        cmd!(cx.sh, "cargo run --quiet --package site -- render --stage {law...}").run().context(
            "No page was written; what is wrong is told above, and the pages of the build before stay as they are",
        )
    })
}

/// Keeps what every page loads, before an address is in it: `site render` makes a site of it without a compiler.
fn keep_parts(cx: &Context, stage: &Path) -> Result<()> {
    let folder = cx.parts();
    remove_folder(&folder)?;
    cx.sh.create_dir(&folder)?;
    for file in cx.sh.read_dir(stage)? {
        // The page that Trunk has built is replaced by ours.
        if !file.ends_with("index.html") {
            cx.sh.copy_file(file, &folder)?;
        }
    }
    Ok(())
}

/// Makes the glue small, and the engine where it travels, which that of a preview does not; names both by what is in them:
/// a browser may keep them for ever.
fn engine(cx: &Context, stage: &Path, travels: bool) -> Result<()> {
    let (wasm, glue) = (built(cx, stage, "wasm")?, built(cx, stage, "js")?);
    if travels {
        optimize(cx, &wasm)?;
    }
    let name = "--entry-names=ban-explainer-[hash]_bg";
    cmd!(cx.sh, "esbuild {wasm} --loader:.wasm=copy --outdir={stage} {name} --log-level=error").run()?;
    let glue_name = glue.file_name().unwrap_or_default().to_string_lossy();
    let entry = format!("{ENTRY} \"./{glue_name}\";");
    let _stage = cx.sh.push_dir(stage);
    let name = "--entry-names=ban-explainer-[hash]";
    let form = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"];
    cmd!(cx.sh, "esbuild {form...} --outdir={stage} {name}").stdin(entry).run()?;
    for file in [wasm, glue] {
        cx.sh.remove_path(file)?;
    }
    Ok(())
}

/// Makes the engine small. Trunk names it by what is in it, so that one that was optimized before is taken from there.
fn optimize(cx: &Context, wasm: &Path) -> Result<()> {
    let mut settings = DefaultHasher::new();
    (FEATURES, SMALL, fs::metadata(wasm)?.len()).hash(&mut settings);
    let name = wasm.file_name().unwrap_or_default().to_string_lossy();
    let kept = cx.root().join(format!("target/engine/{:016x}-{name}", settings.finish()));
    if !kept.is_file() {
        cx.sh.remove_path("target/engine")?;
        cx.sh.create_dir("target/engine")?;
        let partial = kept.with_extension("partial");
        cmd!(cx.sh, "wasm-opt {FEATURES...} {SMALL...} {wasm} --output {partial}").run()?;
        fs::rename(partial, &kept)?;
    }
    Ok(cx.sh.copy_file(kept, wasm)?)
}

/// The one file of the engine with this extension that Trunk has left.
fn built(cx: &Context, stage: &Path, extension: &str) -> Result<PathBuf> {
    let mut files = cx.sh.read_dir(stage)?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("ban-explainer-") && path.extension().is_some_and(|it| it == extension)
    });
    let [file] = &files[..] else {
        bail!(
            "Trunk left {} files ban-explainer-*.{extension} in {}, not one.",
            files.len(),
            stage.display()
        );
    };
    Ok(file.clone())
}
