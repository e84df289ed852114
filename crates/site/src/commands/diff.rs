//! `site diff`: what an edit of the law changes for readers.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use site::{
    desk::{batch::Batch, snapshot::Snapshot},
    diff::{self, Diff},
};

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The earlier edition: a revision of Git, or a folder.
    #[arg(long, value_name = "REVISION|FOLDER", default_value = "HEAD")]
    from: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Write one page to be read, printed and signed.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    let diff = from(&args.from, folder)?;
    if let Some(path) = &args.html {
        let mut batch = Batch::default();
        batch.add(path.clone(), diff::html(&diff).into_bytes());
        batch.write().map_err(Failure::refused)?;
        println!("{}: the diff from {} to {}.", path.display(), diff.before.name, diff.after.name);
        return Ok(());
    }
    let text = if args.json {
        serde_json::to_string_pretty(&diff).expect("a diff has text keys only")
    } else {
        diff::text(&diff)
    };
    // A reader who closes the pipe early, as `head` does, has read enough.
    let _ = writeln!(io::stdout(), "{}", text.trim_end());
    Ok(())
}

/// Compares the law in a folder with an earlier edition of it.
pub(super) fn from(earlier: &str, folder: &Path) -> Result<Diff, Failure> {
    let before = Snapshot::read(folder, earlier).map_err(Failure::refused)?;
    let after = folder.display().to_string();
    diff::between((before.folder(), before.name()), (folder, &after)).map_err(|why| match why {
        diff::Error::Faults { .. } => Failure::Faults(why.to_string()),
        other => Failure::refused(other),
    })
}
