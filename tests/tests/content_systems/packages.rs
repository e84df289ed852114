//! The loader as a package: packed, installed from the archive, and built into articles.

use std::{fs, path::PathBuf, process::Command, sync::LazyLock};

use serde_json::json;
use tests::{Browser, Engine, FRAMES, Server, Site};

use crate::{repository, run, workplace};

/// The articles with the packed loader installed beside what they are built with.
static ARTICLES: LazyLock<PathBuf> = LazyLock::new(|| {
    let (package, here) = (workplace("package"), workplace("articles"));
    for folder in [&package, &here] {
        let _ = fs::remove_dir_all(folder);
    }
    fs::create_dir_all(&package).expect("the target folder can be written");
    let copy = |from: PathBuf| run(Command::new("cp").arg("-r").arg(from).arg(&here), "");
    copy(repository("tests/packages"));
    run(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&package)
            .arg(repository("packages/embed"))
            .env("DIST", fs::canonicalize(Server::dist()).expect("the site is built")),
        "",
    );
    let npm = |arguments: &[&str]| {
        run(Command::new("npm").args(arguments).args(["--no-audit", "--no-fund"]).current_dir(&here), "")
    };
    npm(&["ci"]);
    let archive =
        fs::read_dir(&package).expect("it is packed").flatten().next().expect("it is packed").path();
    npm(&["install", "--no-save", &archive.to_string_lossy()]);
    here
});

fn tool(name: &str) -> Command {
    let mut command = Command::new(ARTICLES.join("node_modules/.bin").join(name));
    command.current_dir(&*ARTICLES);
    command
}

/// A publisher with a built article.
fn publisher(folder: PathBuf) -> Site {
    Server::of(folder)
        .of_a_publisher()
        .without_header("Content-Security-Policy")
        .without_header("Referrer-Policy")
        .start()
}

/// Whoever has no script has the link.
#[track_caller]
fn the_link_is_there_without_script(site: &Site, widget: &Site) {
    let page = Browser::without_script(Engine::Chromium, "a reader without script", site);
    page.open("/");
    let link = page.attribute("ban-explainer a", "href");
    assert_eq!(link, Some(format!("{}/business/", widget.origin())));
    assert_eq!(page.reads("ban-explainer").as_deref(), Some("Does the Kaspersky ban apply to you?"));
}

#[test]
#[ignore = "long"]
fn react_finds_the_article_as_it_has_rendered_it() {
    let widget = Server::of_dist().start();
    let address = format!("{}/", widget.origin());
    let out = workplace("react-site");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).expect("the target folder can be written");
    run(tool("tsc").args(["--project", "react"]), "");
    // The development build: it says what a mismatch is.
    let bundle = |file: &str, settings: &[&str], to: PathBuf| {
        let common = ["--bundle", "--jsx=automatic", "--define:process.env.NODE_ENV=\"development\""];
        let to = format!("--outfile={}", to.display());
        run(tool("esbuild").args(common).args(settings).arg(file).arg(to), "");
    };
    let server = workplace("server.cjs");
    bundle("react/client.tsx", &["--format=esm"], out.join("client.js"));
    bundle("react/server.tsx", &["--format=cjs", "--platform=node"], server.clone());
    run(Command::new("node").arg(&server).arg(&address).arg(out.join("index.html")), "");
    let site = publisher(out);
    the_link_is_there_without_script(&site, &widget);

    let page = Browser::of("a reader of an article made with React", &site).width(800);
    page.open("/");
    page.in_frame("ban-explainer", Browser::wait_for_the_engine);
    page.wait_for("React has taken the article over, and changed it", |page| {
        page.attribute("main", "data-n").as_deref() == Some("1")
    });
    assert_eq!(page.measure("return noted"), json!([]), "React complains of nothing");
    assert_eq!(page.attribute("ban-explainer", "data-accent").as_deref(), Some("#7a1f5c"));
    assert_eq!(page.measure(&format!("return {FRAMES}.length")), 1, "the frame has stayed");
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

#[test]
#[ignore = "long"]
fn an_article_of_eleventy_has_the_link_and_the_explainer() {
    let widget = Server::of_dist().start();
    let out = workplace("eleventy-site");
    let _ = fs::remove_dir_all(&out);
    run(
        tool("eleventy")
            .args(["--quiet", "--input=eleventy", "--config=eleventy/eleventy.config.js"])
            .arg(format!("--output={}", out.display()))
            .env("ADDRESS", format!("{}/", widget.origin())),
        "",
    );
    let site = publisher(out);
    the_link_is_there_without_script(&site, &widget);
    let page = Browser::of("a reader of an article made with Eleventy", &site).width(800);
    page.open("/");
    page.in_frame("ban-explainer", |frame| {
        frame.wait_for_the_engine();
        assert_eq!(
            frame.attribute("html", "data-theme").as_deref(),
            Some("dark"),
            "as the template has chosen"
        );
    });
}
