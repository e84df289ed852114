//! A driver's process, one for each browser, and at most two browsers at once.

use std::{
    io::{self, BufRead, BufReader, Read},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crate::{
    engine::{Engine, patience, settings_of_webkit},
    memory,
};

/// The machines that run these tests have two cores.
const AT_ONCE: usize = 2;

/// How often a driver is started before a test gives up.
const TRIES: usize = 5;

static BROWSERS: Mutex<usize> = Mutex::new(0);
static ONE_LESS: Condvar = Condvar::new();

/// A driver's process, and a screen for it where it needs one; both end with it.
pub(crate) struct Driver {
    processes: Vec<Child>,
    port: u16,
}

impl Driver {
    /// A new process. chromedriver chooses a port that is free for IPv4 and then needs the same one for IPv6, which
    /// another process may hold, and WebKitWebDriver is told a port that another may take first: such a driver ends
    /// before it listens, and is started once more.
    pub(crate) fn start(engine: Engine) -> Self {
        let mut said = String::new();
        for _ in 0..TRIES {
            let tried = match engine {
                Engine::Chromium => Self::that_tells_its_port(engine, &["--port=0"], &[]),
                // Reading the console and the colours that a page is asked for needs Firefox's own scripts.
                Engine::Firefox => Self::that_tells_its_port(
                    engine,
                    &["--port=0", "--websocket-port=0", "--allow-system-access"],
                    &[("MOZ_CRASHREPORTER_DISABLE", "1")],
                ),
                Engine::Webkit => Self::on_a_screen_of_its_own(engine),
            };
            match tried {
                Ok(driver) => return driver,
                Err(words) => said = words,
            }
        }
        panic!(
            "{} ended {TRIES} times before it listened on a port; at last it said: {said}",
            engine.driver()
        );
    }

    /// Where it takes commands.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How much memory it and all that it started take, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        self.processes.iter().map(|process| memory::of_a_family(process.id())).sum()
    }

    fn that_tells_its_port(
        engine: Engine,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Self, String> {
        let mut command = Command::new(engine.driver());
        command.args(arguments).envs(variables.iter().copied()).stdout(Stdio::piped());
        let mut process = spawn(&mut command, engine);
        match first(&mut process, port) {
            Ok(port) => Ok(Self { processes: vec![process], port }),
            Err(said) => {
                drop(process.wait());
                Err(said)
            }
        }
    }

    /// WebKitWebDriver has no way to show a page without a screen, and tells nobody its port.
    fn on_a_screen_of_its_own(engine: Engine) -> Result<Self, String> {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped());
        let mut screen = spawn(&mut command, engine);
        let number = match first(&mut screen, |line| line.trim().parse::<u32>().ok()) {
            Ok(number) => number,
            Err(said) => {
                drop(screen.wait());
                return Err(format!("Xvfb: {said}"));
            }
        };
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("this computer has a free port").port();
        let mut command = Command::new(engine.driver());
        command
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{number}"))
            .env("GDK_BACKEND", "x11")
            .env("XDG_CONFIG_HOME", settings_of_webkit())
            // Without these it would look for services of a desktop.
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .stdout(Stdio::null());
        let mut driver = Self { processes: vec![spawn(&mut command, engine), screen], port };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let begin = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = driver.processes[0].try_wait().is_ok_and(|ended| ended.is_some());
            if ended || begin.elapsed() > patience() {
                return Err(format!("nothing listened on port {port}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for process in &mut self.processes {
            // It may have ended by itself; either way nothing of it is left.
            drop(process.kill());
            drop(process.wait());
        }
    }
}

/// Leave for one browser to run.
pub(crate) struct Turn;

impl Turn {
    /// Waits until fewer than two browsers are open.
    pub(crate) fn wait() -> Self {
        let mut open = ONE_LESS
            .wait_while(lock(&BROWSERS), |open| *open >= AT_ONCE)
            .unwrap_or_else(PoisonError::into_inner);
        *open += 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *lock(&BROWSERS) -= 1;
        ONE_LESS.notify_one();
    }
}

/// A test that failed while it held a lock has said why itself; the others go on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn spawn(command: &mut Command, engine: Engine) -> Child {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap_or_else(|why| {
        panic!("{name} could not be started ({why}); {}.", engine.mend());
    })
}

/// What the first line says that `find` understands, or else all that was said until the end.
fn first<T>(process: &mut Child, find: impl Fn(&str) -> Option<T>) -> Result<T, String> {
    let mut out = BufReader::new(process.stdout.take().expect("its output is piped"));
    let mut said = String::new();
    let found = out.by_ref().lines().map_while(Result::ok).find_map(|line| {
        said.push_str(&line);
        said.push(' ');
        find(&line)
    });
    // Its output is read to the end, so that it never waits for a reader.
    thread::spawn(move || io::copy(&mut out, &mut io::sink()));
    found.ok_or(said)
}

fn port(line: &str) -> Option<u16> {
    let chromedriver = line.split_once("started successfully on port ");
    let geckodriver = line.split_once("Listening on 127.0.0.1:");
    let (_, port) = chromedriver.or(geckodriver)?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_a_driver_says() {
        assert_eq!(port("ChromeDriver was started successfully on port 36951."), Some(36951));
        assert_eq!(port("1795506236215\tgeckodriver\tINFO\tListening on 127.0.0.1:4546"), Some(4546));
        assert_eq!(port("Only local connections are allowed."), None);
    }
}
