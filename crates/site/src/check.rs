//! Every fault of the law files.

use std::path::Path;

use rules::{Day, Law};

use crate::{fault::Fault, law};

/// Every fault of every language of the law in this folder.
#[must_use]
pub fn check(folder: &Path) -> Vec<Fault> {
    law::languages(folder)
        .iter()
        .flat_map(|language| law::load(folder, language).err().unwrap_or_default())
        .collect()
}

/// What has gone stale by this day, in a sentence each.
#[must_use]
pub fn overdue(_law: &Law, _today: Day) -> Vec<String> {
    Vec::new()
}
