//! The way from nothing: what somebody meets who clones the project on an empty machine.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{self, Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::cmd;

use crate::{
    build,
    context::{Context, remove_folder, span},
    http, report, serve, tools,
};

/// How long the first page may take, tools included.
const PATIENCE: Duration = Duration::from_mins(30);

/// How long a page may take to follow what was saved, on a machine that does nothing else.
const FOLLOWS: Duration = Duration::from_secs(10);

/// Builds the site with an empty registry cache, as the first build of a machine with tools does.
///
/// Its own target folder is kept, so that a second run compiles nothing.
pub(crate) fn build(cx: &Context) -> Result<()> {
    let folder = cx.root().join("target/fresh");
    let home = folder.join("cargo");
    remove_folder(&home)?;
    cx.sh.create_dir(&home)?;
    // A mirror of the registry is a setting of the machine.
    let config = env::home_dir().unwrap_or_default().join(".cargo/config.toml");
    if config.is_file() {
        cx.sh.copy_file(config, &home)?;
    }
    let _home = cx.sh.push_env("CARGO_HOME", home);
    let _target = cx.sh.push_env("CARGO_TARGET_DIR", folder.join("target"));
    build::build(cx)
}

/// `cargo xtask test --part fresh`: the committed tree in an empty folder, with no cache and no tool.
pub(crate) fn run(cx: &Context) -> Result<()> {
    report::step(cx, "from an empty machine to a served page, then the quick tests", || {
        // The name has what names of folders have elsewhere: a space and a letter beyond ASCII.
        let machine = Machine { folder: env::temp_dir().join(format!("fresh clone für {}", process::id())) };
        machine.clone_from(cx)?;
        let done = machine.try_out(cx);
        if let Err(error) = &done {
            eprintln!("\n{error:#}\nEverything is left in {}.", machine.folder.display());
            return done;
        }
        remove_folder(&machine.folder)
    })
}

/// An empty machine: a folder with a clone, a home, a cargo home and a cache of tools.
struct Machine {
    folder: PathBuf,
}

impl Machine {
    fn project(&self) -> PathBuf {
        self.folder.join("project")
    }

    fn clone_from(&self, cx: &Context) -> Result<()> {
        let (from, to) = (cx.root(), self.project());
        fs::create_dir_all(self.folder.join("home"))?;
        cmd!(cx.sh, "git clone --quiet --no-hardlinks {from} {to}").run()?;
        let changes = cmd!(cx.sh, "git status --porcelain --untracked-files=no").quiet().read()?;
        if !changes.is_empty() {
            println!("  Only what is committed is tried; these files have changed since:\n{changes}");
        }
        Ok(())
    }

    /// A command as somebody types it here for the first time.
    fn command(&self, args: &[&str]) -> Command {
        let rustup = env::var_os("RUSTUP_HOME").map(PathBuf::from);
        let rustup = rustup.unwrap_or_else(|| env::home_dir().unwrap_or_default().join(".rustup"));
        let mut command = Command::new("cargo");
        command.args(args).current_dir(self.project());
        // What cargo and rustup tell their children of the project that called them.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO") || name.starts_with("XDG_") || name == "RUSTUP_TOOLCHAIN" {
                command.env_remove(name.as_ref());
            }
        }
        command
            .env("HOME", self.folder.join("home"))
            .env("RUSTUP_HOME", rustup)
            .env("CARGO_HOME", self.folder.join("cargo"))
            .env(tools::TOOLS, self.folder.join("tools"));
        command
    }

    fn try_out(&self, cx: &Context) -> Result<()> {
        let (first, _) = self.serve(cx, "first")?;
        let (second, followed) = self.serve(cx, "second")?;
        let begin = Instant::now();
        let status = self.command(&["xtask", "test", "--part", "quick"]).status()?;
        ensure!(status.success(), "The quick tests failed in a fresh clone; what was wrong is told above.");
        cx.figure(
            "fresh",
            &format!(
                "from an empty machine to a page that answers: {}; serving again: {}; from a saved fault in the law to the \
                 page that shows it, and back: {}; the quick tests after that: {}",
                span(first),
                span(second),
                span(followed),
                span(begin.elapsed())
            ),
        )
    }

    /// Serves the site, asks for its pages, saves a fault and mends it, stops it; says how long it took until the first
    /// page answered, and until the fault was shown and gone.
    fn serve(&self, cx: &Context, which: &str) -> Result<(Duration, Duration)> {
        let begin = Instant::now();
        println!("$ cargo xtask serve (the {which} time)");
        let child = self
            .command(&["xtask", "serve", "--port", "8600"])
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let mut served = Served { cx, child };
        let port = served.port()?;
        let took = begin.elapsed();
        Self::ask(port)?;
        Ok((took, self.break_and_mend(port)?))
    }

    /// Saves a fault in the law, then the law as it was; says how long it took until pages showed both.
    fn break_and_mend(&self, port: u16) -> Result<Duration> {
        let law = self.project().join("law/us-kaspersky/law.toml");
        let good = fs::read_to_string(&law)?;
        let begin = Instant::now();
        for (text, mark) in
            [(format!("{good}\nno = law\n"), "The page cannot be made"), (good, "id=\"explainer\"")]
        {
            fs::write(&law, text)?;
            let saved = Instant::now();
            let shows = || {
                let answer = http::get(port, "/business/resell/");
                answer.is_some_and(|answer| String::from_utf8_lossy(&answer.body).contains(mark))
            };
            while !shows() {
                ensure!(
                    saved.elapsed() < FOLLOWS,
                    "No page shows “{mark}” {} after law.toml was saved.",
                    span(FOLLOWS)
                );
                thread::sleep(Duration::from_millis(20));
            }
        }
        Ok(begin.elapsed())
    }

    /// Asks for two pages, the engine and the law.
    fn ask(port: u16) -> Result<()> {
        let page = |path: &str| -> Result<Vec<u8>> {
            let answer = http::get(port, path).with_context(|| format!("{path} is not answered"))?;
            ensure!(answer.status == 200, "{path} is answered with {}", answer.status);
            ensure!(!answer.body.is_empty(), "{path} is answered with nothing");
            Ok(answer.body)
        };
        let text = |path: &str| -> Result<String> {
            let text = String::from_utf8(page(path)?)?;
            ensure!(text.contains("id=\"explainer\""), "{path} is no page of the explainer");
            Ok(text)
        };
        text("/business/resell/")?;
        let home = text("/")?;
        let named = |start: &str, end: &str| {
            let name = name_in(&home, start, end);
            name.with_context(|| format!("the first page names no {start}*{end}"))
                .and_then(|name| page(&format!("/{name}")))
        };
        ensure!(named("ban-explainer-", ".wasm")?.starts_with(b"\0asm"), "the engine is no WebAssembly");
        named("ban-explainer-", ".js")?;
        named("law-en-", ".bin")?;
        println!("  /, /business/resell/, the engine and the law are answered.");
        Ok(())
    }
}

/// The first name of a file in a page that begins and ends so.
fn name_in<'a>(page: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let names = page
        .match_indices(start)
        .map(|(at, _)| page[at..].split(['"', '/', ' ', '\'']).next().unwrap_or_default());
    names.into_iter().find(|name| name.ends_with(end))
}

/// A running `cargo xtask serve`, which stops with this value.
struct Served<'a> {
    cx: &'a Context,
    child: Child,
}

impl Served<'_> {
    /// Waits for the address, and passes on what is said until then.
    fn port(&mut self) -> Result<u16> {
        let said = BufReader::new(self.child.stdout.take().expect("it was asked for"));
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                println!("  | {line}");
                if let Some(port) = port_in(&line) {
                    let _ = send.send(port);
                }
            }
        });
        match receive.recv_timeout(PATIENCE) {
            Ok(port) => Ok(port),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                bail!("“cargo xtask serve” stopped before a page answered.")
            }
            Err(mpsc::RecvTimeoutError::Timeout) => bail!("No page answered within {}.", span(PATIENCE)),
        }
    }
}

impl Drop for Served<'_> {
    fn drop(&mut self) {
        // cargo, xtask and Trunk are one group.
        let group = format!("-{}", self.child.id());
        let _ = self.cx.ask("kill", &["--", &group]);
        let _ = self.child.wait();
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, address) = line.split_once(serve::READY)?;
    address.trim_end_matches('/').rsplit(':').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_in_a_page() {
        let page = "<link href=\"/ban-explainer-A1.js\"><script data-wasm=\"/ban-explainer-B2_bg.wasm\">";
        assert_eq!(name_in(page, "ban-explainer-", ".wasm"), Some("ban-explainer-B2_bg.wasm"));
        assert_eq!(name_in(page, "law-en-", ".bin"), None);
    }

    #[test]
    fn the_port_is_read_from_the_line_that_names_the_address() {
        assert_eq!(port_in(&format!("   {}http://127.0.0.1:8601/", serve::READY)), Some(8601));
        assert_eq!(port_in("$ trunk serve --port 8601"), None);
    }
}
