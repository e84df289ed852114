//! The height that each page first has in a frame: `static/heights.json`, which `cargo xtask heights` measures.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use super::Error;

/// The heights of every page at a few widths, in CSS pixels.
#[derive(Debug, Deserialize)]
pub(super) struct Heights {
    pub(super) widths: Vec<u32>,
    pages: BTreeMap<String, Vec<u32>>,
}

/// The name of the file, beside the pages as in the sources.
const FILE: &str = "heights.json";

impl Heights {
    /// Reads the file that Trunk has copied.
    pub(super) fn read(stage: &Path) -> Result<Self, Error> {
        let path = stage.join(FILE);
        let text = fs::read_to_string(&path).map_err(|error| Error::Io(path.clone(), error))?;
        serde_json::from_str(&text).map_err(|error| Error::Heights(error.to_string()))
    }

    /// The heights of a page; of a page that was not measured yet, those of the nearest page above it.
    pub(super) fn of(&self, path: &str) -> &[u32] {
        let above = path.match_indices('/').rev().map(|(slash, _)| &path[..=slash]);
        let mut known = above.filter_map(|above| self.pages.get(above));
        known.next().map_or(&[], Vec::as_slice)
    }

    /// The height of a page at a width of the table.
    pub(super) fn at(&self, path: &str, width: u32) -> Option<u32> {
        let place = self.widths.iter().position(|measured| *measured == width)?;
        self.of(path).get(place).copied()
    }

    /// For the loader, which has no room for every page: beside the path of a first page, its heights, and beside the
    /// path of a role, the greatest heights of all pages under it, in steps of 20 pixels. The longest paths stand first.
    pub(super) fn room(&self, firsts: &[String], roles: &[String]) -> Vec<(String, Vec<u32>)> {
        let greatest = |role: &String| {
            let under = self.pages.iter().filter(|(path, _)| path.starts_with(role.as_str()));
            let heights = (0..self.widths.len()).map(|place| {
                under.clone().filter_map(|(_, heights)| heights.get(place)).max().copied().unwrap_or(0)
            });
            (role.clone(), heights.collect())
        };
        let mut room: Vec<(String, Vec<u32>)> = roles.iter().map(greatest).collect();
        room.extend(firsts.iter().map(|first| (first.clone(), self.of(first).to_vec())));
        for height in room.iter_mut().flat_map(|(_, heights)| heights) {
            *height = height.div_ceil(20);
        }
        room.sort_by_key(|(path, _)| core::cmp::Reverse(path.len()));
        room
    }
}
