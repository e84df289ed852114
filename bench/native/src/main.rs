//! Prints, as JSON, what an outcome costs natively: `cargo run --release -p bench-native`.
//!
//! The whole answer space is every set of answers that a reader can give, on every day on which something changes for
//! anyone, the day before and the day after. The grown law has every provision ten times.

use std::{collections::BTreeSet, hint::black_box, path::Path, time::Instant};

use ban_explainer::law_file;
use proof::{grown, readers};
use rules::{Answers, Day, Explainer, Law, boundaries, outcome};
use serde_json::json;

/// How often each time is taken; the median is told, with the least and the most.
const RUNS: usize = 5;

/// How many times each provision stands in the grown law.
const TIMES: usize = 10;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    let law = law_files::law::load(&folder, "en").expect("the law of this workspace has no faults");
    let grown = grown(&law, TIMES);
    let readers = readers(&law.explainer);
    let days = days(&law.explainer);
    let n_outcomes = readers.len() * days.len();
    let whole = times(|| walk(&law.explainer, &readers, &days));
    // One reader of each hundred is enough to compare.
    let some: Vec<Answers> = readers.iter().step_by(100).copied().collect();
    let small = times(|| walk(&law.explainer, &some, &days));
    let large = times(|| walk(&grown.explainer, &some, &days));
    let n_some = some.len() * days.len();
    let bytes = |law: &Law| law_file::write(law).expect("a checked law can be law_file").len();
    let each = |seconds: f64, n: usize| seconds * 1e6 / f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (bytes_now, bytes_grown) = (bytes(&law), bytes(&grown));
    let found = json!({
        "n_readers": readers.len(),
        "n_days": days.len(),
        "n_outcomes": n_outcomes,
        "whole_space_seconds": spread(&whole, |seconds| seconds),
        "outcome_microseconds": spread(&whole, |seconds| each(seconds, n_outcomes)),
        "grown": {
            "times": TIMES,
            "law_bytes": [bytes_now, bytes_grown],
            "outcome_microseconds": [each(small[RUNS / 2], n_some), each(large[RUNS / 2], n_some)],
        },
    });
    println!("{found:#}");
}

/// The times in seconds, shortest first.
fn times(work: impl Fn()) -> Vec<f64> {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            work();
            begin.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

fn spread(times: &[f64], in_unit: impl Fn(f64) -> f64) -> serde_json::Value {
    json!({
        "median": in_unit(times[times.len() / 2]),
        "least": in_unit(times[0]),
        "most": in_unit(times[times.len() - 1]),
    })
}

fn walk(explainer: &Explainer, readers: &[Answers], days: &[Day]) {
    for reader in readers {
        for day in days {
            black_box(outcome(explainer, black_box(&reader.on(*day))));
        }
    }
}

/// Every day on which something changes for anyone, the day before and the day after.
fn days(explainer: &Explainer) -> Vec<Day> {
    let edges =
        explainer.provisions.iter().flat_map(boundaries).chain([explainer.record, explainer.verified]);
    let days: BTreeSet<Day> = edges.flat_map(|day| [day.previous(), day, day.next()]).collect();
    days.into_iter().collect()
}
