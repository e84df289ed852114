//! chromedriver: one process while any browser is open, and at most two browsers at once.

use std::{
    io::{self, BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak},
    thread,
};

/// The machines that run these tests have two cores.
const AT_ONCE: usize = 2;

/// How often chromedriver is started before a test gives up.
const TRIES: usize = 5;

static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
static BROWSERS: Mutex<usize> = Mutex::new(0);
static ONE_LESS: Condvar = Condvar::new();

/// A process of chromedriver; it ends with its last browser.
pub(crate) struct Driver {
    process: Mutex<Child>,
    port: u16,
}

impl Driver {
    /// The process that is running, or a new one.
    pub(crate) fn running() -> Arc<Self> {
        let mut running = lock(&RUNNING);
        running.upgrade().unwrap_or_else(|| {
            let driver = Arc::new(Self::start());
            *running = Arc::downgrade(&driver);
            driver
        })
    }

    /// Where it takes commands.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A new process. It chooses a port that is free for IPv4 and then needs the same one for IPv6, which another
    /// process may hold: it then ends before it listens, and is started once more.
    fn start() -> Self {
        let mut said = String::new();
        for _ in 0..TRIES {
            match Self::try_to_start() {
                Ok(driver) => return driver,
                Err(words) => said = words,
            }
        }
        panic!("chromedriver ended {TRIES} times before it listened on a port; at last it said: {said}");
    }

    fn try_to_start() -> Result<Self, String> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|why| {
                panic!("chromedriver could not be started ({why}); on Debian, “apt-get install chromium chromium-driver” would do.")
            });
        let mut out = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut said = String::new();
        let found = out.by_ref().lines().map_while(Result::ok).find_map(|line| {
            said.push_str(&line);
            said.push(' ');
            port(&line)
        });
        let Some(port) = found else {
            drop(process.wait());
            return Err(said);
        };
        // Its output is read to the end, so that it never waits for a reader.
        thread::spawn(move || io::copy(&mut out, &mut io::sink()));
        Ok(Self { process: Mutex::new(process), port })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut process = lock(&self.process);
        // It may have ended by itself; either way nothing of it is left.
        drop(process.kill());
        drop(process.wait());
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

fn port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_chromedriver_says() {
        assert_eq!(port("ChromeDriver was started successfully on port 36951."), Some(36951));
        assert_eq!(port("Only local connections are allowed."), None);
    }
}
