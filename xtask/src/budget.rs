//! The budget: what readers load may not grow unnoticed. `bench/sizes.txt` holds it, a line for each thing they load.

/// How many bytes a line may grow before somebody has to say why.
const LEEWAY: usize = 1_000;

/// What stands in the way of the budget, a sentence for each: things that grew, or that nothing was built of.
pub(crate) fn faults(sizes: &str, built: &[(String, usize)]) -> Vec<String> {
    let mut faults = Vec::new();
    if sizes.lines().all(|line| line.starts_with('#') || line.trim().is_empty()) {
        faults
            .push("bench/sizes.txt has no line, so that anything may grow; bring its lines back.".to_owned());
    }
    for line in sizes.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, limit, patterns @ ..] = &words[..] else {
            faults.push(format!(
                "bench/sizes.txt: “{line}” is not a name, a number of bytes and names of files."
            ));
            continue;
        };
        let Ok(limit) = limit.parse::<usize>() else {
            faults.push(format!("bench/sizes.txt: “{limit}” of {name} is no number of bytes."));
            continue;
        };
        let mut bytes = 0;
        for pattern in patterns {
            match built.iter().find(|(file, _)| fits(pattern, file)) {
                Some((_, size)) => bytes += size,
                None => faults.push(format!(
                    "bench/sizes.txt: nothing built is named {pattern}; fix the line of {name}."
                )),
            }
        }
        if bytes >= limit + LEEWAY {
            faults.push(format!(
                "{name} weighs {bytes} bytes after brotli, {} more than bench/sizes.txt says; make it lighter, \
                 or write {bytes} there and the reason into the commit.",
                bytes - limit
            ));
        }
    }
    faults
}

/// Whether a name fits a pattern with at most one star.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(engine: usize) -> Vec<(String, usize)> {
        vec![
            ("engine-01.wasm".to_owned(), engine),
            ("engine-02.js".to_owned(), 100),
            ("a.css".to_owned(), 50),
        ]
    }

    const SIZES: &str = "# a comment\nengine 1000 engine-*.wasm engine-*.js\nstyle 50 a.css\n";

    #[test]
    fn a_kilobyte_more_is_a_fault_and_a_byte_less_is_none() {
        assert_eq!(faults(SIZES, &built(1_899)), Vec::<String>::new());
        assert_eq!(
            faults(SIZES, &built(1_900)),
            [
                "engine weighs 2000 bytes after brotli, 1000 more than bench/sizes.txt says; make it lighter, or write \
              2000 there and the reason into the commit."
            ]
        );
    }

    #[test]
    fn a_budget_without_a_line_is_a_fault() {
        assert_eq!(faults("# a comment\n\n", &built(1)).len(), 1);
    }

    #[test]
    fn a_line_that_fits_no_file_is_a_fault() {
        let faults = faults("law 10 law-*.bin\n", &built(1));
        assert_eq!(faults, ["bench/sizes.txt: nothing built is named law-*.bin; fix the line of law."]);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_a_fault() {
        assert_eq!(
            faults("law ten law-*.bin\n", &[]),
            ["bench/sizes.txt: “ten” of law is no number of bytes."]
        );
    }
}
