//! `site bake`: one compact file per language, as the browser reads it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use site::{check, law, print};

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder to write into.
    out: PathBuf,
}

pub(super) fn run(folder: &Path, Args { out }: &Args) -> Result<(), Failure> {
    let faults = check::check(folder);
    if !faults.is_empty() {
        return Err(Failure::Law(faults));
    }
    for language in law::languages(folder) {
        let law = law::load(folder, &language).map_err(Failure::Law)?;
        let file = ban_explainer::law_file::write(&law)
            .map_err(|error| Failure::Refused(format!("The law cannot be baked: {error}.")))?;
        let path = out.join(print::law_file_name(&law, &file));
        fs::create_dir_all(out)
            .and_then(|()| fs::write(&path, &file))
            .map_err(|error| Failure::Refused(format!("{} cannot be written ({error}).", path.display())))?;
        println!("{}: {} bytes", path.display(), file.len());
    }
    Ok(())
}
