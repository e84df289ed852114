//! `site render`: every page, complete without script.

use std::{
    env,
    path::{Path, PathBuf},
};

use site::{print, settings::Settings};

use super::Failure;

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(super) struct Args {
    /// The folder to write into.
    out: Option<PathBuf>,
    /// Write into Trunk's staging folder, which the variable TRUNK_STAGING_DIR names.
    #[arg(long)]
    stage: bool,
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
    let keep = print::Keep {
        cards: wanted("SITE_CARDS").then(|| PathBuf::from("target/cards")),
        compressed: wanted("SITE_COMPRESSED").then(|| PathBuf::from("target/compressed")),
        settings: Some(PathBuf::from("target/serving")),
        scripts: false,
    };
    let done = print::print(folder, &stage, &settings, &keep).map_err(Failure::refused)?;
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
