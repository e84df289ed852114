//! Scripts and styles made smaller by esbuild; the engine’s own glue comes small already.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use xshell::cmd;

use crate::context::Context;

/// What stands in the stylesheet behind what the first screen needs; `site render` looks for it.
const MARK: &str = "/* rest */";

/// Minifies every script and every stylesheet beside the first page.
pub(super) fn minify(cx: &Context, stage: &Path) -> Result<()> {
    let mut files = Vec::new();
    let mut styles = Vec::new();
    for path in cx.sh.read_dir(stage)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = path.extension().is_some_and(|it| it == "js" || it == "css");
        if name.starts_with("style-") && is_ours {
            styles.push(path);
        } else if is_ours && !name.starts_with("ban-explainer-") {
            files.push(name);
        }
    }
    files.sort();
    ensure!(
        styles.len() == 1,
        "Trunk left {} files style-*.css in {}, not one.",
        styles.len(),
        stage.display()
    );
    let _stage = cx.sh.push_dir(stage);
    let settings = ["--minify", "--allow-overwrite", "--outdir=.", "--charset=utf8", "--log-level=warning"];
    cmd!(cx.sh, "esbuild {settings...} {files...}").run()?;
    styles.iter().try_for_each(|path| style(cx, path))
}

/// The two parts of the stylesheet, each by itself, with the mark between them.
fn style(cx: &Context, path: &PathBuf) -> Result<()> {
    let text = cx.sh.read_file(path)?;
    let (first, rest) = halves(&text).with_context(|| {
        format!("style.css has no “{MARK}”; let it stand behind what the first screen needs.")
    })?;
    let small = |part: &str| -> Result<String> {
        let settings = ["--minify", "--loader=css", "--charset=utf8", "--log-level=warning"];
        Ok(cmd!(cx.sh, "esbuild {settings...}").quiet().stdin(part).read()?.trim_end().to_owned())
    };
    Ok(cx.sh.write_file(path, [small(first)?, small(rest)?].join(MARK))?)
}

fn halves(text: &str) -> Option<(&str, &str)> {
    text.split_once(MARK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_the_one_in_the_sources() {
        let (style, reader) = (
            include_str!("../../../static/style.css"),
            include_str!("../../../crates/site/src/print/style.rs"),
        );
        assert!(halves(style).is_some_and(|(first, rest)| !first.is_empty() && !rest.contains(MARK)));
        assert!(reader.contains(&format!("\"{MARK}\"")), "`site render` looks for another mark");
    }
}
