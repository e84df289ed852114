//! A law ten times as large: what is made of it grows no faster than it does, and the answer still comes in the first
//! window.

use std::{io::Write as _, sync::LazyLock};

use ban_explainer::{Site, Today, law_file, route};
use flate2::{Compression, write::GzEncoder};
use rules::{Choice, Law, OptionId, OptionSet, outcome};
use site::{json::OutcomeJson, law, print};

mod printing;

use printing::Printing;

const TIMES: usize = 10;

/// As many activities as a reader may be asked about.
const ACTIVITIES: usize = 20;

const FIRST_WINDOW: usize = 14_000;

static OURS: LazyLock<&Law> = LazyLock::new(|| Box::leak(Box::new(load())));
static GROWN: LazyLock<&Law> = LazyLock::new(|| Box::leak(Box::new(grown(&OURS))));

fn load() -> Law {
    law::load(&printing::law(), "en").expect("the law of this workspace has no faults")
}

/// The law with every provision and every agency ten times, and 20 activities.
fn grown(law: &Law) -> Law {
    let mut grown = proof::grown(law, TIMES);
    add_options(&mut grown, "body", TIMES * question(law, "body").len());
    add_options(&mut grown, "doing", ACTIVITIES);
    grown
}

fn question(law: &Law, id: &str) -> OptionSet {
    law.explainer.questions.iter().find(|question| question.id == id).expect("the law asks it").options
}

/// Gives a question so many options, each a copy of one that it has.
fn add_options(law: &mut Law, id: &str, wanted: usize) {
    let originals: Vec<OptionId> = question(law, id).iter().collect();
    for (n, original) in originals.iter().cycle().enumerate().take(wanted).skip(originals.len()) {
        let (choice, words) = law.option(*original);
        let (choice, words) = (Choice { id: format!("{}-{n}", choice.id), ..choice.clone() }, words.clone());
        let new = OptionId::at(law.explainer.options.len());
        law.explainer.options.push(choice);
        law.wording.options.push(words);
        let question = law.explainer.questions.iter_mut().find(|question| question.id == id);
        let question = question.expect("the law asks it");
        question.options = question.options.with(new);
    }
}

#[test]
fn a_law_ten_times_as_large_makes_files_at_most_ten_times_as_large() {
    assert_eq!(question(&GROWN, "body").len(), TIMES * question(&OURS, "body").len());
    assert_eq!(question(&GROWN, "doing").len(), ACTIVITIES);
    assert!(GROWN.explainer.options.len() > 64, "{} options", GROWN.explainer.options.len());
    let weigh = |law: &Law| law_file::write(law).expect("a checked law can be written").len();
    let (ours, grown) = (weigh(&OURS), weigh(&GROWN));
    println!("the law file: {ours} and {grown} bytes");
    assert!(grown <= TIMES * ours);

    let site = Site::at("https://news.example/").expect("it is an address");
    let printed = Printing::of("ten-times", &printing::law(), "https://news.example/", false);
    let first = printed.text("business/index.html");
    let (head, _) = first
        .split_once("<div class=\"explainer\"")
        .or_else(|| first.split_once("class=\"explainer\""))
        .expect("it has an answer");
    let mut worst = 0;
    for path in [
        "/consumer/",
        "/business/",
        "/business/resell/",
        "/government/",
        "/government/national-security-system/",
    ] {
        let sizes = [*OURS, *GROWN].map(|law| {
            let read = route::read(&law.explainer, &[], &site, path, "");
            let answers = read.route.answers(&law.explainer, law.explainer.verified).expect(path);
            let outcome = outcome(&law.explainer, &answers);
            let data =
                serde_json::to_string(&OutcomeJson::of(law, &outcome, &site)).expect("it is data").len();
            let page = print::body(law, read, Today::Printed(law.explainer.verified), &site);
            (data, page)
        });
        let [(small, page), (large, grown_page)] = sizes;
        assert!(large <= TIMES * small, "{path}: outcome.json has {large} bytes, {small} in ours");
        assert!(grown_page.len() <= TIMES * page.len(), "{path}: {} bytes, {}", grown_page.len(), page.len());
        let end = grown_page.find("</tr></tbody>").expect("it has a table of rows");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        write!(gzip, "{head}{}", &grown_page[..end]).expect("memory takes it");
        worst = worst.max(gzip.finish().expect("memory takes it").len());
        println!(
            "{path}: outcome.json {small} and {large}, the page {} and {} bytes",
            page.len(),
            grown_page.len()
        );
    }
    println!("of the grown pages, {worst} bytes at most have to arrive until the answer can be read");
    assert!(worst <= FIRST_WINDOW);
}
