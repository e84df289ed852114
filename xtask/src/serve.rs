//! `cargo xtask serve`: the site on this computer, which follows what is saved.
//!
//! Trunk watches the code and builds the engine. The law is watched here: when it is saved, the `site` that is compiled
//! already makes every page anew. All of it lies in `target/preview/`, so that nothing of it is ever published.

mod follow;
mod preview;

use std::{
    env,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    thread,
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    article, build,
    context::{Context, remove_folder},
    http,
};

pub(crate) use follow::leave_engine;
pub(crate) use preview::Preview;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port of the site; the next free one where this one is taken.
    #[arg(long, value_name = "NUMBER", default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// The folder of the law; ours when it is left out.
    #[arg(long, value_name = "FOLDER")]
    law: Option<PathBuf>,
}

/// What is printed before the address, once the site can be opened.
pub(crate) const READY: &str = "The site is at ";

/// The variable by which the hook of Trunk learns where to leave the engine for the preview.
pub(crate) const PREVIEW: &str = "XTASK_PREVIEW";

/// How many ports are tried.
const PORTS: u16 = 100;

pub(crate) fn run(cx: &Context, args: &Args) -> Result<()> {
    let law = match &args.law {
        Some(law) => law_folder(law)?,
        None => cx.root().join(build::LAW),
    };
    let _ahead = build::Ahead::with_tools(cx)?;
    let port = free_port(args.port)?;
    let site = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    // Another port is another origin, as a publisher's is.
    let article = free_port(port.saturating_add(1))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, article))?;
    let folder = cx.root().join("target/preview");
    remove_folder(&folder)?;
    cx.sh.create_dir(&folder)?;

    let preview = Arc::new(Preview::default());
    let shown = Arc::clone(&preview);
    http::serve(site, &headers(&cx.sh.read_file("Trunk.toml")?)?, move |path| shown.reply(path));
    let origin = format!("http://127.0.0.1:{port}");
    article::serve(listener, cx.root(), Arc::clone(&preview), origin.clone());
    println!("\n== The widget, and every page (about 3 minutes the first time)");
    let follower = follow::Follower {
        root: cx.root(),
        law,
        folder: folder.clone(),
        address: format!("{origin}/"),
        path: cx.sh.var_os("PATH").unwrap_or_default(),
    };
    thread::spawn(move || {
        let mut is_told = false;
        follower.run(&preview, |is_good| {
            if is_good && !is_told {
                is_told = true;
                tell(&follower.law, port, article);
            } else if !is_good {
                println!("  {origin}/ shows what is wrong; fix it and save the file.");
            }
        });
    });
    let status = Command::from(watch(cx, &folder)).status().context("Trunk cannot be started")?;
    ensure!(status.success(), "Trunk stopped; what was wrong is told above.");
    Ok(())
}

/// Trunk, which builds the engine again after each change of the code.
fn watch<'a>(cx: &'a Context, folder: &Path) -> xshell::Cmd<'a> {
    let args = ["watch", "--log", "error,trunk=info", "--ignore", "law", "--ignore", "site.toml", "--dist"];
    let trunk = build::trunk(cx, &args).arg(folder.join("trunk")).env(PREVIEW, folder);
    println!("$ {trunk}");
    trunk
}

fn tell(law: &Path, port: u16, article: u16) {
    println!(
        "\n   {READY}http://127.0.0.1:{port}/\n   \
         A news article with the explainer in it is at http://127.0.0.1:{article}/\n   \
         Snippets for publishers are at http://127.0.0.1:{port}/embed/\n   \
         Open pages follow what is saved in {}, and show its faults; after a change of the code they are built again.\n   \
         Ctrl-C stops.\n",
        law.display()
    );
}

/// A folder of a law, as it was typed.
pub(crate) fn law_folder(typed: &Path) -> Result<PathBuf> {
    // `cargo xtask` runs where it was typed.
    let folder = env::current_dir()?.join(typed);
    ensure!(
        folder.join("law.toml").is_file(),
        "{0} has no law.toml; name the folder of a law, or begin one: cargo run -q -p site -- new {0}",
        typed.display()
    );
    Ok(folder.canonicalize()?)
}

/// What is sent with every file: the table of Trunk.toml, which a test holds to the settings of real servers.
fn headers(settings: &str) -> Result<Vec<(String, String)>> {
    let settings: toml::Table = settings.parse()?;
    let table = settings.get("serve").and_then(|serve| serve.get("headers")).and_then(toml::Value::as_table);
    let table = table.context("Trunk.toml has no table [serve.headers]")?;
    let text = |(name, value): (&String, &toml::Value)| Some((name.clone(), value.as_str()?.to_owned()));
    table.iter().map(text).collect::<Option<_>>().context("a header in Trunk.toml is no text")
}

/// This port, or the first after it that nobody uses.
fn free_port(from: u16) -> Result<u16> {
    let last = from.saturating_add(PORTS);
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let Some(port) = (from..=last).find(free) else {
        bail!("The ports from {from} to {last} are all taken; name another with --port.");
    };
    if port != from {
        println!("  Port {from} is taken by another program; {port} is used.");
    }
    Ok(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_passed_over() -> Result<()> {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = taken.local_addr()?.port();
        assert!(free_port(port)? > port);
        Ok(())
    }

    #[test]
    fn a_folder_without_a_law_is_refused_before_anything_is_built() {
        let refused = law_folder(Path::new("no/such")).map_err(|why| why.to_string());
        assert_eq!(
            refused,
            Err("no/such has no law.toml; name the folder of a law, or begin one: cargo run -q -p site -- new no/such"
                .to_owned())
        );
    }

    #[test]
    fn every_file_has_the_headers_of_a_real_server() -> Result<()> {
        let headers = headers(include_str!("../../Trunk.toml"))?;
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            ["Access-Control-Allow-Origin", "Referrer-Policy", "Speculation-Rules", "X-Content-Type-Options"]
        );
        Ok(())
    }
}
