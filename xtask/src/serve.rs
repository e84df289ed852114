//! `cargo xtask serve`: the site on this computer, built again after each change.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::Command,
    thread,
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{article, build, context::Context, http, tools};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port of the site; the next free one where this one is taken.
    #[arg(long, value_name = "NUMBER", default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
}

/// What is printed before the address, once the site can be opened.
pub(crate) const READY: &str = "The site is at ";

/// How many ports are tried.
const PORTS: u16 = 100;

pub(crate) fn run(cx: &Context, args: &Args) -> Result<()> {
    tools::for_a_build(cx)?;
    build::fetch(cx)?;
    let port = free_port(args.port)?;
    // Another port is another origin, as a publisher's is.
    let article = free_port(port.saturating_add(1))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, article))?;
    article::serve(listener, cx.root(), cx.dist(), format!("http://127.0.0.1:{port}"));
    println!("\n== The widget, and every page (about 3 minutes the first time)");
    let begin = SystemTime::now();
    // The pages are built for the address they have here, without what only previews and a real server need.
    // Trunk names its address before a page can be opened there.
    let log = "error,trunk=info,trunk::serve=warn";
    let trunk = build::trunk(cx, &["serve", "--log", log, "--port", &port.to_string()])
        .env("SITE_ADDRESS", format!("http://127.0.0.1:{port}/"))
        .env("SITE_CARDS", "off")
        .env("SITE_COMPRESSED", "off");
    println!("$ {trunk}");
    let mut child = Command::from(trunk).spawn().context("Trunk cannot be started")?;
    let index = cx.dist().join("index.html");
    thread::spawn(move || tell(port, article, &index, begin));
    let status = child.wait()?;
    ensure!(status.success(), "Trunk stopped; what was wrong is told above.");
    Ok(())
}

/// Says where the site is as soon as it is there, and what to do while it is not.
///
/// Trunk opens its port after the first build, whether that succeeded or not, and replaces `dist/` only with a whole site.
fn tell(port: u16, article: u16, index: &Path, begin: SystemTime) {
    let mut warned = false;
    loop {
        let answers = http::get(port, "/").is_some_and(|answer| answer.status == 200);
        let built = fs::metadata(index).and_then(|it| it.modified()).is_ok_and(|written| written >= begin);
        if answers && built {
            println!(
                "\n   {READY}http://127.0.0.1:{port}/\n   \
                 A news article with the explainer in it is at http://127.0.0.1:{article}/\n   \
                 Snippets for publishers are at http://127.0.0.1:{port}/embed/\n   \
                 After a change it is built again; load the page again to see it. Ctrl-C stops.\n"
            );
            return;
        }
        // Without a site Trunk answers 404.
        let opened = http::get(port, "/").is_some();
        if opened && !built && !warned {
            warned = true;
            let shown = if answers {
                format!("http://127.0.0.1:{port}/ shows the pages of an earlier build.")
            } else {
                "There is no page to show yet.".to_owned()
            };
            println!(
                "\n   The first build failed; what was wrong is told above. {shown}\n   \
                 Fix it and save the file: the site is built again, and its address is printed here. Ctrl-C stops.\n"
            );
        }
        thread::sleep(Duration::from_millis(200));
    }
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
}
