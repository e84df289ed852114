//! How much memory processes take, as Linux counts it.

use std::{fs, path::Path};

/// What a process and all that descend from it take, in bytes: of a page that several processes share, each counts its
/// part (the proportional set size of `proc(5)`). Nothing where there is no `/proc`.
pub(crate) fn of_a_family(process: u32) -> u64 {
    let folder = Path::new("/proc").join(process.to_string());
    let rollup = fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
    let own = rollup.lines().find_map(kilobytes).unwrap_or_default() * 1024;
    let tasks = fs::read_dir(folder.join("task")).into_iter().flatten().filter_map(Result::ok);
    let children: Vec<u32> = tasks
        .flat_map(|task| {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            children.split_whitespace().filter_map(|child| child.parse().ok()).collect::<Vec<_>>()
        })
        .collect();
    own + children.into_iter().map(of_a_family).sum::<u64>()
}

fn kilobytes(line: &str) -> Option<u64> {
    line.strip_prefix("Pss:")?.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_takes_memory_and_a_line_of_the_kernel_says_how_much() {
        assert_eq!(kilobytes("Pss:              219144 kB"), Some(219_144));
        assert_eq!(kilobytes("Pss_Anon:         1 kB"), None);
        #[cfg(target_os = "linux")]
        assert!(of_a_family(std::process::id()) > 100_000);
    }
}
