//! `site new`: a small, complete explainer to begin with.

use std::path::PathBuf;

use site::desk::new;

use super::{Failure, today};

#[derive(clap::Args)]
pub(super) struct Args {
    /// A folder that is not there yet; its name becomes the id of the explainer.
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let folder = args.folder.display();
    for path in new::new(&args.folder, today()).map_err(Failure::refused)? {
        println!("{}", path.display());
    }
    println!(
        "\nEverything in it is invented; replace it piece by piece:\n  \
         site check --law {folder}\n  \
         site explain --law {folder} --role gardener\n  \
         site accept --law {folder}\n\
         law/README.md tells the rest."
    );
    Ok(())
}
