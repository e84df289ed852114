//! `site revision`: a draft of the entry that tells readers of an edit.

use std::{fs, path::Path};

use rules::Day;
use site::{
    desk::batch::Batch,
    diff::{self, Draft},
    law,
};

use super::{Failure, today};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The earlier edition: a revision of Git, or a folder.
    #[arg(long, value_name = "REVISION|FOLDER", default_value = "HEAD")]
    from: String,
    /// The day of the revision; today when it is left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    on: Option<Day>,
    /// Write the draft into law.toml and en.toml, to be edited there.
    #[arg(long)]
    write: bool,
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    let diff = super::diff::from(&args.from, folder)?;
    let path = folder.join("law.toml");
    let law_file =
        fs::read_to_string(&path).map_err(|why| Failure::Refused(format!("{}: {why}", path.display())))?;
    let Some(draft) = diff::draft(&diff, args.on.unwrap_or_else(today), &law_file) else {
        println!(
            "No rule is told otherwise than in {}; there is nothing to tell readers of.",
            diff.before.name
        );
        return Ok(());
    };
    if args.write {
        write(folder, &draft)?;
        println!(
            "{}: the draft “{}” stands in law.toml and en.toml; edit its sentence.",
            folder.display(),
            draft.id
        );
    } else {
        println!("# law.toml\n\n{}\n# {}.toml\n\n{}", draft.entry, law::ORIGINAL, draft.wording.trim_end());
    }
    Ok(())
}

fn write(folder: &Path, draft: &Draft) -> Result<(), Failure> {
    let read = |name: &str| {
        let path = folder.join(name);
        let text = fs::read_to_string(&path);
        text.map(|text| (path.clone(), text))
            .map_err(|why| Failure::Refused(format!("{}: {why}", path.display())))
    };
    let (law, law_text) = read("law.toml")?;
    let (words, words_text) = read(&format!("{}.toml", law::ORIGINAL))?;
    let mut batch = Batch::default();
    batch.add(law, draft.in_law(&law_text).into_bytes());
    batch.add(words, draft.in_wording(&words_text).into_bytes());
    batch.write().map_err(Failure::refused)
}
