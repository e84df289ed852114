//! The loader as a package: packed, installed from the archive, and built into articles.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use serde_json::json;
use tests::{Browser, Engine, FRAMES, Server, Site};

use crate::{repository, run, workplace};

/// The archive that `npm pack` makes of the loader.
static ARCHIVE: LazyLock<PathBuf> = LazyLock::new(|| {
    let package = workplace("package");
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(&package).expect("the target folder can be written");
    run(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&package)
            .arg(repository("packages/embed"))
            .env("DIST", fs::canonicalize(Server::dist()).expect("the site is built")),
        "",
    );
    fs::read_dir(&package).expect("it is packed").flatten().next().expect("it is packed").path()
});

/// The articles with the packed loader installed beside what they are built with.
static ARTICLES: LazyLock<PathBuf> = LazyLock::new(|| {
    let here = workplace("articles");
    let _ = fs::remove_dir_all(&here);
    run(Command::new("cp").arg("-r").arg(repository("tests/packages")).arg(&here), "");
    npm(&here, &["ci"]);
    npm(&here, &["install", "--no-save", &ARCHIVE.to_string_lossy()]);
    here
});

fn npm(folder: &Path, arguments: &[&str]) {
    run(Command::new("npm").args(arguments).args(["--no-audit", "--no-fund"]).current_dir(folder), "");
}

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

/// What Docusaurus brings along takes two minutes to install, and fills 270 MB.
#[test]
#[ignore = "long"]
fn an_article_of_docusaurus_has_the_link_and_the_explainer() {
    let widget = Server::of_dist().start();
    let here = workplace("docusaurus");
    let out = workplace("docusaurus-site");
    fs::create_dir_all(&here).expect("the target folder can be written");
    run(Command::new("cp").arg("-r").arg(repository("tests/packages/docusaurus/.")).arg(&here), "");
    let article = here.join("docs/index.mdx");
    let text = fs::read_to_string(&article).expect("the article is there");
    fs::write(&article, text.replace("ADDRESS", &format!("{}/", widget.origin())))
        .expect("it can be written");
    npm(&here, &["install", "--no-save", &ARCHIVE.to_string_lossy()]);
    run(
        Command::new(here.join("node_modules/.bin/docusaurus"))
            .arg("build")
            .arg("--out-dir")
            .arg(&out)
            .current_dir(&here)
            .env("DOCUSAURUS_TELEMETRY", "0"),
        "",
    );
    let site = publisher(out);
    the_link_is_there_without_script(&site, &widget);
    let page = Browser::of("a reader of an article made with Docusaurus", &site).width(1000);
    page.open("/");
    page.in_frame("ban-explainer", Browser::wait_for_the_engine);
    let complaints = page.complaints();
    let ours: Vec<&String> = complaints.iter().filter(|line| !line.contains("/favicon.ico")).collect();
    assert_eq!(ours, Vec::<&String>::new(), "React finds what it has rendered");
}
