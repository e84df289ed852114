//! Five readers on a phone, from the first page to their answer: how often they tap, what they read first, and what they
//! see without scrolling.

use rules::outcome;
use serde_json::{Value, json};
use tests::{
    Browser, Engine, Server,
    expected::{LAW, answer, answers, row_label, shown, today},
    figure, in_every_engine,
};

in_every_engine![
    five_readers_reach_their_answer_in_one_tap_or_two,
    a_consumer_sees_the_verdict_and_every_row_without_scrolling,
    few_words_stand_before_the_verdict_for_every_role_and_in_a_frame,
];

/// What a phone’s browser leaves of 390 × 844.
const PHONE: (u32, u32) = (390, 664);

/// How many words a reader has to pass before the verdict.
const N_WORDS: u64 = 25;

/// A reader, the role they tap, the row they tap then, where that leads, and what the row has to say.
struct Reader {
    who: &'static str,
    role: &'static str,
    row: Option<&'static str>,
    path: &'static str,
    /// Rows, each with the status that this reader must learn.
    learns: &'static [(&'static str, &'static str)],
}

const READERS: [Reader; 5] = [
    Reader {
        who: "a consumer",
        role: "consumer",
        row: None,
        path: "/consumer/",
        learns: &[("use", "not-penalized"), ("updates", "barred")],
    },
    Reader {
        who: "a managed-service provider",
        role: "business",
        row: Some("resell"),
        path: "/business/resell/",
        learns: &[("resell", "barred"), ("updates", "barred")],
    },
    Reader {
        who: "a city’s administrator",
        role: "government",
        row: Some("local"),
        path: "/government/local/",
        learns: &[("local", "barred")],
    },
    Reader {
        who: "a federal subcontractor",
        role: "business",
        row: Some("federal-contract"),
        path: "/business/federal-contract/",
        learns: &[("federal-contract", "barred")],
    },
    Reader {
        who: "an officer of a federal agency",
        role: "government",
        row: Some("federal-executive"),
        path: "/government/federal-executive/",
        learns: &[("federal-executive", "barred")],
    },
];

/// The visible words before the verdict, in the order of reading.
const WORDS_BEFORE: &str = "
    const verdict = document.getElementById('verdict');
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walk.nextNode()) {
        const text = walk.currentNode;
        if (verdict.contains(text)) break;
        const holder = text.parentElement;
        if (holder.closest('.unseen, script, style, [hidden]') || !holder.checkVisibility()) continue;
        words.push(...text.data.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)));
    }
    return words";

fn words_before(page: &Browser) -> Vec<String> {
    let words = page.measure(WORDS_BEFORE);
    words.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn five_readers_reach_their_answer_in_one_tap_or_two(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "five readers on a phone", &site).sized(PHONE.0, PHONE.1);
    let mut figures = Vec::new();
    for reader in READERS {
        page.open("/");
        page.wait_for_the_engine();
        let mut n_taps = 1;
        page.click_on(&format!(".seg [data-option={}]", reader.role));
        page.wait_for(&format!("{} is answered", reader.who), |page| page.count("#answer") == 1);
        if let Some(row) = reader.row {
            n_taps += 1;
            // Who taps a row has it whole before their eyes; a driver would bring no more of it on the screen than it needs.
            let _ = page.measure(&format!(
                "[...document.querySelectorAll('.rows th')].find((row) => row.textContent === {})
                    .scrollIntoView({{ block: 'center' }})",
                json!(row_label(row))
            ));
            page.click(&row_label(row));
        }
        page.wait_for(&format!("{} is led to the right answer", reader.who), |page| {
            page.path() == reader.path
        });
        let asked = answers(reader.path, today(&page));
        page.wait_for("which is the one of the rules", |page| shown(page) == answer(&LAW, &asked));
        // What this reader must learn, by the rules and on the page.
        let found = outcome(&LAW.explainer, &asked);
        for (row, status) in reader.learns {
            let of_row = found.rows.iter().find(|found| LAW.explainer[found.row].id == *row);
            let of_row = of_row.unwrap_or_else(|| panic!("{} has no row “{row}”", reader.who));
            assert_eq!(of_row.status.id(&LAW.explainer), *status, "{}: {row}", reader.who);
        }
        let words = words_before(&page);
        assert!(
            words.len() as u64 <= N_WORDS,
            "{}: {} words before the verdict: {words:?}",
            reader.who,
            words.len()
        );
        // The verdict stays on the screen, or the row that was tapped does, marked, with what it says.
        let seen = page.measure(
            "return [...document.querySelectorAll('#verdict, #answer .rows tr[aria-current]')].some((part) => {
                const box = part.getBoundingClientRect();
                return box.top >= 0 && box.bottom <= innerHeight;
            })",
        );
        assert_eq!(seen, true, "{}: the answer is on the screen after the last tap", reader.who);
        figures.push(format!("{} {n_taps} taps, {} words", reader.who, words.len()));
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
    figure(&format!("readers-{engine}"), &format!("five readers in {engine}: {}", figures.join("; ")));
}

fn a_consumer_sees_the_verdict_and_every_row_without_scrolling(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a consumer on a phone", &site).sized(PHONE.0, PHONE.1);
    for path in ["/consumer/", "/consumer/2024-09-29/", "/es/consumer/"] {
        page.open(path);
        page.wait_for_the_engine();
        let bottom = page.measure(
            "const parts = [...document.querySelectorAll('#verdict, #answer .rows tbody tr')];
            return [parts.length, Math.ceil(Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)))]",
        );
        assert_eq!(bottom[0], 5, "{path}: a verdict and four rows");
        let bottom = bottom[1].as_u64().unwrap_or(u64::MAX);
        assert!(bottom <= u64::from(PHONE.1), "{path}: the last row ends at {bottom} px of {}", PHONE.1);
        figure(
            &format!("rows{}-{engine}", path.replace('/', "-")),
            &format!("{path} at 390 × 664 in {engine}: the last row ends at {bottom} px"),
        );
    }
}

fn few_words_stand_before_the_verdict_for_every_role_and_in_a_frame(engine: Engine) {
    let site = Server::of_dist().start();
    let host = |path: &str| {
        format!(
            "<!doctype html><title>Article</title><link rel=\"icon\" href=\"data:,\">\
             <iframe title=\"Explainer\" width=\"600\" height=\"600\" src=\"{}{path}\"></iframe>",
            site.base()
        )
    };
    let roles = ["consumer", "business", "government"];
    let article =
        roles.iter().fold(Server::of_dist().without_header("Content-Security-Policy"), |article, role| {
            article.page(&format!("/article/{role}/"), &host(&format!("/{role}/")))
        });
    let article = article.start();
    let page = Browser::in_engine(engine, "a reader of a frame", &article).width(640);
    let mut counts = Vec::new();
    for role in roles {
        page.open(&format!("{}/{role}/", site.base()));
        page.wait_for_the_engine();
        let alone = words_before(&page);
        page.open(&format!("{}/article/{role}/", article.base()));
        let framed = page.in_frame("iframe", |frame| {
            frame.wait_for_the_engine();
            let top = frame
                .measure("return document.getElementById('verdict').getBoundingClientRect().bottom <= 600");
            assert_eq!(top, true, "{role}: the verdict is on the first screen of the frame");
            words_before(frame)
        });
        for words in [&alone, &framed] {
            assert!(words.len() as u64 <= N_WORDS, "{role}: {} words: {words:?}", words.len());
        }
        counts.push(format!("{role} {} and {} framed", alone.len(), framed.len()));
    }
    figure(
        &format!("words-before-{engine}"),
        &format!("words before the verdict in {engine}: {}", counts.join(", ")),
    );
}
