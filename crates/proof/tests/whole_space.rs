//! The whole space of this repository's law, and the second opinion on it.

use std::{fs, time::Instant};

use law_files::law;
use proof::{Spoken, prove, second};
use report::{folder, hold};

mod report;

/// The contract is a minute on two idle cores; twice that leaves room for a busy machine.
const MOST_SECONDS: u64 = 120;

#[test]
fn no_reader_is_misled_on_any_day() {
    let languages: Vec<_> = law::languages(&folder())
        .iter()
        .map(|language| {
            let law = law::load(&folder(), language).expect("the law of this repository has no faults");
            (law, law::nothing(&folder(), language))
        })
        .collect();
    let spoken: Vec<Spoken> = languages.iter().map(|(law, nothing)| Spoken { law, nothing }).collect();
    let started = Instant::now();
    let counts = prove(&spoken).unwrap_or_else(|complaints| panic!("{complaints}"));
    let took = started.elapsed();
    println!("{counts:#?} in {took:.2?}");
    hold("whole_space", &serde_json::to_value(counts).expect("counts have text keys only"));
    assert!(took.as_secs() < MOST_SECONDS, "the proof took {took:.2?}; {MOST_SECONDS} seconds are the most");
}

#[test]
fn a_second_evaluator_decides_every_reader_alike() {
    let law = law::load(&folder(), "en").expect("the law of this repository has no faults");
    let text = fs::read_to_string(folder().join("law.toml")).expect("the law stands in the repository");
    let started = Instant::now();
    let counts = second::ask(&law.explainer, &text).unwrap_or_else(|complaints| panic!("{complaints}"));
    println!("{counts:#?} in {:.2?}", started.elapsed());
    hold("second_opinion", &serde_json::to_value(counts).expect("counts have text keys only"));
}
