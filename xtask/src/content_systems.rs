//! The systems that newsrooms write in: WordPress, what npm builds, and the filters of others.

use anyhow::Result;
use xshell::cmd;

use crate::{
    browsers::Browser,
    context::{Context, step},
    report, tools,
};

/// The tests of one of them, by the module in `tests/tests/content_systems/`.
#[derive(Clone, Copy)]
pub(crate) enum System {
    Wordpress,
    Packages,
    Sanitizers,
}

impl System {
    pub(crate) const ALL: [Self; 3] = [Self::Wordpress, Self::Packages, Self::Sanitizers];

    /// What names the tests of this system, and no others.
    pub(crate) fn filter(self) -> &'static str {
        match self {
            Self::Wordpress => "wordpress::",
            Self::Packages => "packages::",
            Self::Sanitizers => "sanitizers::",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Wordpress => "WordPress with PHP and MariaDB, and the plugin",
            Self::Packages => "the loader as a package, in React, Eleventy and Docusaurus",
            Self::Sanitizers => "what sanitizers leave of each snippet",
        }
    }
}

/// Tests a system on the built site.
pub(crate) fn run(cx: &Context, system: System) -> Result<()> {
    step("The systems of others, as Debian and npm have them", || {
        tools::content_systems(cx)?;
        tools::browsers(cx, Some(Browser::Chromium))
    })?;
    report::step(cx, system.name(), || {
        let (sh, filter) = (&cx.sh, system.filter());
        let tests = cmd!(
            sh,
            "cargo test --package tests --test content_systems -- --ignored --test-threads 1 {filter}"
        );
        Ok(tests.env("DIST", cx.dist()).env("FIGURES", cx.figures()).run()?)
    })
}
