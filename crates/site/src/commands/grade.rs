//! `site grade`: how hard the short answers and reasons are to read.

use std::path::Path;

use site::{
    check::{self, grade::Formula},
    law,
};

use super::Failure;

pub(super) fn run(folder: &Path) -> Result<(), Failure> {
    for language in law::languages(folder) {
        let Some(formula) = Formula::of(&language) else {
            println!("{language}: no formula for this language.");
            continue;
        };
        let mut graded = check::grades(folder, &language).map_err(Failure::Law)?;
        let (name, limit) = formula.name_and_limit();
        // A higher grade is harder; a higher ease is easier.
        graded.sort_by(|one, other| match formula {
            Formula::FleschKincaid => other.value.total_cmp(&one.value),
            Formula::FernandezHuerta => one.value.total_cmp(&other.value),
        });
        for found in &graded {
            println!("{:>6.1}  {}", found.value, found.key);
        }
        let (Some(hardest), Some(median)) = (graded.first(), graded.get(graded.len() / 2)) else { continue };
        println!(
            "{language}: {} texts, {name}: {:.1} in the middle, {:.1} at the hardest; the limit is {limit:.1}.",
            graded.len(),
            median.value,
            hardest.value,
        );
    }
    Ok(())
}
