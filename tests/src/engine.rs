//! The three engines that readers' browsers are built on, and how each is started.

use std::{env, fmt, path::Path, time::Duration};

use crate::browser::Looks;

/// An engine, driven in the browser of it that Debian has: Chromium, Firefox ESR, and WebKitGTK's MiniBrowser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink and V8: Chrome, Edge, Samsung Internet.
    Chromium,
    /// Gecko: Firefox.
    Firefox,
    /// WebKit: Safari, and every browser of an iPhone.
    Webkit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The engine of this name, as `Engine::to_string` writes it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.to_string() == name)
    }

    /// Whether its reader can choose these colours.
    #[must_use]
    pub fn has(self, looks: Looks) -> bool {
        self != Self::Webkit || looks != Looks::Forced
    }

    /// The program that takes the commands.
    pub(crate) fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::Webkit => "WebKitWebDriver",
        }
    }

    /// What would put the browser and its driver in place.
    pub(crate) fn mend(self) -> &'static str {
        match self {
            Self::Chromium => "on Debian, “apt-get install chromium chromium-driver” would do",
            Self::Firefox => {
                "“cargo xtask test --browser firefox” installs geckodriver into the cache of tools, \
                 and on Debian, “apt-get install firefox-esr” installs the browser"
            }
            Self::Webkit => "on Debian, “apt-get install webkit2gtk-driver xvfb” would do",
        }
    }

    /// Firefox by the name that Debian gives it, or by its own.
    pub(crate) fn firefox() -> Option<&'static str> {
        let folders: Vec<_> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
        let there = |name: &&str| folders.iter().any(|folder| folder.join(name).is_file());
        ["firefox-esr", "firefox"].into_iter().find(there)
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

/// How long a reader waits before giving up: 20 seconds, or as many as the variable `PATIENCE` says.
///
/// A slow or busy machine makes a test late, not a page wrong.
#[must_use]
pub fn patience() -> Duration {
    let told = env::var("PATIENCE").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(told.unwrap_or(20))
}

/// The folder with the settings of MiniBrowser.
pub(crate) fn settings_of_webkit() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/webkit"))
}

/// Makes each journey a test in each engine: `chromium::…`, `firefox::…` and `webkit::…`.
///
/// A journey is a function that takes an [`Engine`]. One use per file, after its `use` lines, names them all; what
/// stands after `; long:` is left to `cargo xtask test --all`, and so is in WebKit what stands after `; long in webkit:`.
#[macro_export]
macro_rules! in_every_engine {
    ($($journey:ident),* $(,)? $(; long in webkit: $($other:ident),+ $(,)?)? $(; long: $($long:ident),+ $(,)?)?) => {
        mod chromium {
            $(#[test] fn $journey() { super::$journey($crate::Engine::Chromium); })*
            $($(#[test] fn $other() { super::$other($crate::Engine::Chromium); })+)?
            $($(#[test] #[ignore = "long"] fn $long() { super::$long($crate::Engine::Chromium); })+)?
        }
        mod firefox {
            $(#[test] fn $journey() { super::$journey($crate::Engine::Firefox); })*
            $($(#[test] fn $other() { super::$other($crate::Engine::Firefox); })+)?
            $($(#[test] #[ignore = "long"] fn $long() { super::$long($crate::Engine::Firefox); })+)?
        }
        mod webkit {
            $(#[test] fn $journey() { super::$journey($crate::Engine::Webkit); })*
            $($(#[test] #[ignore = "long"] fn $other() { super::$other($crate::Engine::Webkit); })+)?
            $($(#[test] #[ignore = "long"] fn $long() { super::$long($crate::Engine::Webkit); })+)?
        }
    };
}
