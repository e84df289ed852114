//! `site render`: every page, complete without script.

use std::{
    env,
    path::{Path, PathBuf},
};

use site::{desk::preview, print, settings::Settings};

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder to write into.
    #[arg(required_unless_present = "stage", conflicts_with = "stage")]
    out: Option<PathBuf>,
    /// Write into Trunk's staging folder, which the variable TRUNK_STAGING_DIR names.
    #[arg(long)]
    stage: bool,
    /// For a preview: print a law that can be read though it may have faults; where it cannot be read, write its faults
    /// into this file too, as a part of a page.
    #[arg(long, value_name = "FILE")]
    preview: Option<PathBuf>,
    /// For a preview: print only the page at this path.
    #[arg(long, value_name = "PATH", requires = "preview")]
    only: Vec<String>,
}

pub(super) fn run(folder: &Path, args: &Args) -> Result<(), Failure> {
    let stage = args.out.clone().or_else(|| env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from));
    let stage = stage.ok_or_else(|| {
        Failure::refused("TRUNK_STAGING_DIR is not set; --stage is for Trunk’s post_build hook.")
    })?;
    let settings = Settings::read().map_err(Failure::refused)?;
    if let Some(written) = &settings.address_as_written {
        println!("The address “{written}” is written {} in links.", settings.address);
    }
    // What only others' previews and a real server need is left out while a person looks at the pages.
    let wanted = |name: &str| env::var_os(name).is_none_or(|value| value != "off");
    let serving = env::var_os("SITE_SERVING").map_or_else(|| PathBuf::from("target/serving"), PathBuf::from);
    let keep = print::Keep {
        cards: wanted("SITE_CARDS").then(|| PathBuf::from("target/cards")),
        compressed: wanted("SITE_COMPRESSED").then(|| PathBuf::from("target/compressed")),
        settings: wanted("SITE_SERVING").then_some(serving),
        scripts: false,
        unchecked: args.preview.is_some(),
        only: args.only.clone(),
    };
    let done = print::print(folder, &stage, &settings, &keep).map_err(|why| match (&why, &args.preview) {
        // What hides behind a file that cannot be read is found when it can.
        (print::Error::Law(_), Some(path)) => {
            preview::write(path, folder).err().map_or(why, |error| print::Error::Io(path.clone(), error))
        }
        _ => why,
    });
    let done = done.map_err(Failure::refused)?;
    println!(
        "{} pages, {} files, {:.1} MB in {:.1} s for {}",
        done.n_pages,
        done.n_files,
        f64::from(u32::try_from(done.n_bytes).unwrap_or(u32::MAX)) / 1e6,
        done.took.as_secs_f32(),
        settings.address,
    );
    Ok(())
}
