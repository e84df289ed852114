//! What a person asked for after the verb: `--browser NAME`, `--all`, `--long`, `--part NAME`.

use crate::fault::Fault;

/// The wishes of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// The only browser to test in; all of them when none is named.
    pub(crate) browser: Option<Browser>,
    /// Whether what takes longer is run too.
    pub(crate) all: bool,
    /// Whether only what takes longer is run.
    pub(crate) long: bool,
    /// The only part of what takes longer that is run.
    pub(crate) part: Option<Part>,
}

/// A part of what takes longer, which can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Every page and state in every browser, in every theme and width.
    Pages,
    /// What readers wait for.
    Measures,
    /// Mistakes in the law.
    Mistakes,
    /// Mistakes in the code.
    Mutants,
    /// Texts and files from strangers.
    Fuzz,
}

impl Part {
    pub(crate) const ALL: [Self; 5] =
        [Self::Pages, Self::Measures, Self::Mistakes, Self::Mutants, Self::Fuzz];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Measures => "measures",
            Self::Mistakes => "mistakes",
            Self::Mutants => "mutants",
            Self::Fuzz => "fuzz",
        }
    }

    /// Whether it looks at the built site, and not at the code and the law alone.
    pub(crate) fn needs_the_site(self) -> bool {
        matches!(self, Self::Pages | Self::Measures)
    }
}

/// A browser that the tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
    Webkit,
}

impl Browser {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What `cargo test` is told, so that it runs the tests of this browser.
    /// A test that is not in the module of an engine runs in Chromium.
    pub(crate) fn tests(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["--skip", "firefox::", "--skip", "webkit::"],
            Self::Firefox => &["firefox::"],
            Self::Webkit => &["webkit::"],
        }
    }
}

impl Wishes {
    /// Reads the words after a verb that takes these.
    pub(crate) fn read(words: &[String]) -> Result<Self, Fault> {
        let mut wishes = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--all" => wishes.all = true,
                "--long" => wishes.long = true,
                "--browser" => wishes.browser = Some(browser(words.next().map_or("", String::as_str))?),
                "--part" => wishes.part = Some(part(words.next().map_or("", String::as_str))?),
                other => match other.split_once('=') {
                    Some(("--browser", name)) => wishes.browser = Some(browser(name)?),
                    Some(("--part", name)) => wishes.part = Some(part(name)?),
                    _ => return Err(Fault::NoWish { word: other.to_owned() }),
                },
            }
        }
        Ok(wishes)
    }

    /// Whether the tests are run in this browser.
    pub(crate) fn include(self, browser: Browser) -> bool {
        self.browser.is_none_or(|only| only == browser)
    }

    /// What `cargo test` is told, so that it runs the tests of the browsers that are asked for.
    /// A test in `between_engines` needs them all.
    pub(crate) fn filter(self) -> Vec<&'static str> {
        self.browser.map_or_else(Vec::new, |only| [only.tests(), &["--skip", "between_engines::"]].concat())
    }
}

fn browser(name: &str) -> Result<Browser, Fault> {
    let found = Browser::ALL.into_iter().find(|browser| browser.name() == name);
    found.ok_or_else(|| Fault::NoBrowser { name: name.to_owned() })
}

fn part(name: &str) -> Result<Part, Fault> {
    let found = Part::ALL.into_iter().find(|part| part.name() == name);
    found.ok_or_else(|| Fault::NoPart { name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Result<Wishes, &str>) {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let read = Wishes::read(&words).map_err(|fault| fault.to_string());
        assert_eq!(read, expected.map_err(str::to_owned));
    }

    #[test]
    fn wishes_are_read_in_any_order() {
        let none = Wishes::default();
        check("", Ok(none));
        check("--all --browser firefox", Ok(Wishes { browser: Some(Browser::Firefox), all: true, ..none }));
        check("--long", Ok(Wishes { long: true, ..none }));
        check("--browser=webkit", Ok(Wishes { browser: Some(Browser::Webkit), ..none }));
        check("--part mutants", Ok(Wishes { part: Some(Part::Mutants), ..none }));
        check("--part=fuzz", Ok(Wishes { part: Some(Part::Fuzz), ..none }));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        check(
            "--browser safari",
            Err("There is no browser “safari” here; the browsers are: chromium, firefox, webkit."),
        );
        check("--browser", Err("There is no browser “” here; the browsers are: chromium, firefox, webkit."));
        check(
            "--part cards",
            Err("There is no part “cards” here; the parts are: pages, measures, mistakes, mutants, fuzz."),
        );
        check(
            "--fast",
            Err(
                "“--fast” cannot be read; “test” takes --browser NAME, --all, --long and --part NAME, the other \
                 verbs stand alone.",
            ),
        );
    }
}
