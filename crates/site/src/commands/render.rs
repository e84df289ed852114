//! `site render`: every page, complete without script.

use std::{
    env,
    path::{Path, PathBuf},
};

use site::{
    desk::preview,
    print::{self, Printed},
    publish::{self, Order, PUBLIC, SERVING},
    settings::{self, Settings},
};

use super::Failure;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A folder that is not there yet: the site goes into `public` inside it, and the settings of servers into `serving`.
    #[arg(required_unless_present = "stage", conflicts_with = "stage")]
    out: Option<PathBuf>,
    /// Where readers will find the site; without it, the variable SITE_ADDRESS or site.toml says so.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "stage")]
    address: Option<String>,
    /// What every page loads; without it, `parts` or `target/parts` beside site.toml.
    #[arg(long, value_name = "FOLDER", conflicts_with = "stage")]
    parts: Option<PathBuf>,
    /// Replace the site in that folder, if it is for the same address.
    #[arg(long, conflicts_with = "stage")]
    replace: bool,
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
    match &args.out {
        Some(out) if args.preview.is_none() => publish(folder, args, out),
        out => stage(folder, args, out.as_deref()),
    }
}

/// Into a folder that has what every page loads: the one that Trunk is about to publish, or that of a preview.
fn stage(folder: &Path, args: &Args, out: Option<&Path>) -> Result<(), Failure> {
    let stage = out.map(Path::to_path_buf).or_else(|| env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from));
    let stage = stage.ok_or_else(|| {
        Failure::refused("TRUNK_STAGING_DIR is not set; --stage is for Trunk’s post_build hook.")
    })?;
    let settings = Settings::read().map_err(Failure::refused)?;
    tell_address(&settings);
    let target = Path::new("target");
    let serving = env::var_os("SITE_SERVING").map_or_else(|| target.join("serving"), PathBuf::from);
    let keep = print::Keep {
        cards: kept("SITE_CARDS", target, "cards"),
        compressed: kept("SITE_COMPRESSED", target, "compressed"),
        settings: Some(serving).filter(|serving| serving != Path::new("off")),
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
    tell(&done.map_err(Failure::refused)?, &settings);
    Ok(())
}

/// Into a folder of its own, of parts that were built before.
fn publish(folder: &Path, args: &Args, out: &Path) -> Result<(), Failure> {
    let root = settings::folder().map_err(Failure::refused)?;
    let settings = Settings::of(&root, args.address.as_deref()).map_err(Failure::refused)?;
    if args.address.is_none() && settings.is_placeholder() {
        return Err(Failure::Refused(format!(
            "The address {} is a placeholder, which no reader can open; write yours into {}, or say it with \
             --address https://news.example/projects/kaspersky/.",
            settings.address,
            settings::FILE
        )));
    }
    tell_address(&settings);
    // A release has them beside the settings; in a clone they are one of the things that can be built again.
    let home = if root.join("parts").is_dir() { root } else { root.join("target") };
    let parts = args.parts.clone().unwrap_or_else(|| home.join("parts"));
    let order = Order { law: folder, parts: &parts, out, replace: args.replace, settings: &settings };
    let cache = if home.ends_with("target") { home } else { home.join("cache") };
    let (cards, compressed) =
        (kept("SITE_CARDS", &cache, "cards"), kept("SITE_COMPRESSED", &cache, "compressed"));
    let done = publish::publish(&order, cards, compressed).map_err(Failure::refused)?;
    tell(&done, &settings);
    println!(
        "Upload what is in {}; the settings of your server are in {}.",
        out.join(PUBLIC).display(),
        out.join(SERVING).display()
    );
    Ok(())
}

/// The folder that keeps something between builds. What only others' previews and a real server need is left out while
/// a person looks at the pages.
fn kept(variable: &str, folder: &Path, name: &str) -> Option<PathBuf> {
    env::var_os(variable).is_none_or(|value| value != "off").then(|| folder.join(name))
}

fn tell_address(settings: &Settings) {
    if let Some(written) = &settings.address_as_written {
        println!("The address “{written}” is written {} in links.", settings.address);
    }
}

fn tell(done: &Printed, settings: &Settings) {
    println!(
        "{} pages, {} files, {:.1} MB in {:.1} s for {}",
        done.n_pages,
        done.n_files,
        f64::from(u32::try_from(done.n_bytes).unwrap_or(u32::MAX)) / 1e6,
        done.took.as_secs_f32(),
        settings.address,
    );
}
