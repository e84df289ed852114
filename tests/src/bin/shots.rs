//! `shots DIST OUT PATH…`: pictures of pages at three widths, light and dark, for a person to look at.
//!
//! In Chromium, or in the engine that the variable `BROWSER` names: `chromium`, `firefox` or `webkit`.

use std::{env, fs, path::Path, process::ExitCode};

use tests::{Browser, Engine, Looks, Server};

const WIDTHS: [u32; 3] = [320, 640, 1280];
const LOOKS: [(Looks, &str); 2] = [(Looks::Light, "light"), (Looks::Dark, "dark")];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [dist, out, paths @ ..] = words.as_slice() else {
        eprintln!(
            "Name the built site, the folder for the pictures and the paths: shots dist pictures / /business/"
        );
        return ExitCode::from(2);
    };
    if let Err(why) = fs::create_dir_all(out) {
        eprintln!("The folder {out} could not be made ({why}); name one that can.");
        return ExitCode::FAILURE;
    }
    let named = env::var("BROWSER").unwrap_or_else(|_| "chromium".to_owned());
    let Some(engine) = Engine::named(&named) else {
        eprintln!("There is no browser “{named}” here; name chromium, firefox or webkit in BROWSER.");
        return ExitCode::from(2);
    };
    let site = Server::of(dist).start();
    for (looks, name) in LOOKS {
        for width in WIDTHS {
            let page =
                Browser::in_engine(engine, "a person who looks at pictures", &site).width(width).looks(looks);
            for path in paths {
                shoot(
                    &page,
                    path,
                    &Path::new(out).join(format!("{engine}-{}-{width}-{name}.png", flat(path))),
                );
            }
        }
    }
    ExitCode::SUCCESS
}

fn shoot(page: &Browser, path: &str, file: &Path) {
    page.open(path);
    page.screenshot(file);
    println!("{}", file.display());
}

/// A path as the name of a file: `/es/business/` is `es-business`, and `/` is `start`.
fn flat(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '?', '&']).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "start".to_owned() } else { parts.join("-") }
}
