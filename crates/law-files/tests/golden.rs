//! The golden table: how the main provisions stand for every role and each of its options, in every period.
//!
//! `golden.txt` is reviewed as a diff. `UPDATE=1 cargo test -p law-files --test golden` writes it anew, and fails once.

use std::{env, fmt::Write as _, fs, path::Path, sync::LazyLock};

use rules::{Answers, Day, Explainer, Law, Standing, Timing, changes, outcome};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this workspace has no faults")
});

const HEAD: &str = "\
# Per role, one option or none, and the first day of each of its periods: how many main provisions stand how, and which.
# (FD-4) is upcoming, [FD-4] has ended, FD-4 is in force or not the reader's. Everything else is left at its default or open.
";

#[test]
fn the_golden_table_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden.txt");
    let table = table(&LAW.explainer);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).expect("the tests' folder can be written to");
        panic!("golden.txt was written anew; read its diff, then run the test without UPDATE");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    for (number, (found, expected)) in table.lines().zip(golden.lines()).enumerate() {
        assert_eq!(
            found,
            expected,
            "golden.txt:{}: this reader is told something else; if that is right, run with UPDATE=1",
            number + 1
        );
    }
    assert_eq!(
        table.lines().count(),
        golden.lines().count(),
        "golden.txt has another number of lines; if that is right, run with UPDATE=1"
    );
}

fn table(explainer: &Explainer) -> String {
    let mut table = HEAD.to_owned();
    for role in explainer.questions[0].options.iter() {
        let alone = Answers::new(explainer, role, explainer.record).expect("it is a role");
        add(&mut table, explainer, "-", &alone);
        for question in &explainer.questions[1..] {
            for option in explainer.offered(question, role).iter() {
                // An option that counts anyway tells nothing new.
                if question.default != Some(option) {
                    let id = &explainer.options[usize::from(option)].id;
                    add(&mut table, explainer, id, &alone.with(explainer, option));
                }
            }
        }
    }
    table
}

fn add(table: &mut String, explainer: &Explainer, option: &str, answers: &Answers) {
    let role = &explainer.options[usize::from(answers.role())].id;
    let days: Vec<Day> = changes(explainer, &outcome(explainer, answers))
        .into_iter()
        .map(|change| change.on)
        .filter(|on| explainer.record < *on)
        .collect();
    for on in [explainer.record].into_iter().chain(days) {
        let outcome = outcome(explainer, &answers.on(on));
        let _ = write!(table, "{role} {option} {}", on.to_iso());
        for standing in Standing::ALL {
            let ids: Vec<String> = outcome
                .main(explainer, standing)
                .map(|found| {
                    let id = &explainer.provisions[found.provision].id;
                    match found.timing {
                        _ if standing == Standing::NotYours => id.clone(),
                        Timing::InForce => id.clone(),
                        Timing::Upcoming => format!("({id})"),
                        Timing::Ended => format!("[{id}]"),
                    }
                })
                .collect();
            if !ids.is_empty() {
                let _ = write!(table, " | {} {}: {}", standing.id(), ids.len(), ids.join(" "));
            }
        }
        table.push('\n');
    }
}
