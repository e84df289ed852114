//! Mistakes made on purpose in a copy of the law, every one that can be made by rule: each is refused, or the golden
//! table shows it.
//!
//! A day moved by one, an option dropped from a set or added to it, a question dropped from an alternative, an
//! alternative, an exception, a key or a whole table left out, one word put for its opposite.

use std::{
    collections::BTreeSet,
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use law_files::{check, law};
use proof::golden;
use report::hold;
use rules::{Answers, Case, Day, Law, OptionSet, Why, every_change};
use serde_json::json;

mod report;

/// Without `EVERY=1`, one mistake in this many is made; the long tier makes them all.
const ONE_IN: usize = 16;

/// One mistake: what it is, and the law with it.
struct Mistake {
    kind: &'static str,
    what: String,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    /// The law cannot be read, or `check` finds a fault.
    Refused,
    /// The golden table is another one.
    Shown,
    /// No reader is told anything else on any day: it says the same in other words.
    Same,
    /// A reader would be misled, and nothing says so.
    Unseen,
}

#[test]
fn every_mistake_is_refused_or_shown_by_the_golden_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("the law stands in the repository");
    let (law_file, english) = (read("law.toml"), read("en.toml"));
    let law = law::load_texts(&law_file, &english).expect("the law of this repository has no faults");
    let table = golden::table(&law);
    let prints = prints(&law);
    let all = mistakes(&law_file);
    let n_all = all.len();
    assert!(n_all > 1000, "only {n_all} mistakes could be made; the law has more places");
    let one_in = if env::var_os("EVERY").is_some() { 1 } else { ONE_IN };
    let mistakes: Vec<Mistake> = all.into_iter().step_by(one_in).collect();
    let fates = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let (fates, next, mistakes) = (&fates, &next, &mistakes);
            let (table, prints, english) = (&table, &prints, &english);
            // One after another, since those that nothing refuses at once take a hundred times as long.
            scope.spawn(move || {
                while let Some(mistake) = mistakes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let fate = fate(&mistake.text, english, table, prints);
                    fates.lock().expect("no thread panics with it").push((mistake, fate));
                }
            });
        }
    });
    let fates = fates.into_inner().expect("no thread panics with it");
    let kinds: BTreeSet<&str> = fates.iter().map(|(mistake, _)| mistake.kind).collect();
    for kind in kinds {
        let n = |fate: Fate| fates.iter().filter(|(one, found)| one.kind == kind && *found == fate).count();
        let (refused, shown, same) = (n(Fate::Refused), n(Fate::Shown), n(Fate::Same));
        println!("{kind}: {refused} refused, {shown} shown, {same} the same in other words");
    }
    let n = |fate: Fate| fates.iter().filter(|(_, found)| *found == fate).count();
    let (refused, shown, same) = (n(Fate::Refused), n(Fate::Shown), n(Fate::Same));
    println!(
        "{} of {n_all} mistakes: {refused} refused, {shown} shown, {same} the same in other words",
        fates.len()
    );
    if one_in == 1 {
        let counted = json!({ "made": n_all, "refused": refused, "shown": shown, "same": same });
        hold("mistakes_in_the_law", &counted);
    }
    let unseen: Vec<String> = fates
        .iter()
        .filter(|(_, fate)| *fate == Fate::Unseen)
        .map(|(mistake, _)| format!("{}: {}", mistake.kind, mistake.what))
        .collect();
    assert!(unseen.is_empty(), "{} mistakes are unseen:\n{}", unseen.len(), unseen.join("\n"));
}

/// The golden table is the cheapest, so it is asked first.
fn fate(law_file: &str, english: &str, table: &str, prints: &[u64]) -> Fate {
    match law::load_texts(law_file, english) {
        Err(_) => Fate::Refused,
        Ok(law) if golden::table(&law) != table => Fate::Shown,
        Ok(_) if !check::check_texts(law_file, english).is_empty() => Fate::Refused,
        Ok(law) if self::prints(&law) == prints => Fate::Same,
        Ok(_) => Fate::Unseen,
    }
}

/// Everything that the readers who stand for all are told, on the first day of every run of days between two changes.
fn prints(law: &Law) -> Vec<u64> {
    let explainer = &law.explainer;
    let days: Vec<Day> = every_change(explainer).into_iter().map(|change| change.on).collect();
    let mut prints = Vec::new();
    // What a reader is told depends on the options of a question only by which lists of them it meets, and no rule or
    // text looks at more than three: one option for each list that is met stands for all the others.
    let few = |reader: &Answers| {
        let many = explainer.questions.iter().filter(|question| question.many);
        many.into_iter().all(|question| reader.chosen().and(question.options).len() <= 3)
    };
    for reader in proof::readers(explainer).into_iter().filter(few) {
        let case = Case::new(explainer, &reader);
        for on in &days {
            let outcome = case.on(*on);
            let mut hasher = DefaultHasher::new();
            (outcome.period, outcome.next_change.map(|next| next.on)).hash(&mut hasher);
            for found in &outcome.provisions {
                (found.standing, found.timing, found.from, found.until).hash(&mut hasher);
                match &found.why {
                    // The page shows the options that settle it, in whatever groups they come.
                    Why::Open(openings) => {
                        openings
                            .iter()
                            .fold(OptionSet::EMPTY, |all, opening| all.union(*opening))
                            .hash(&mut hasher);
                    }
                    why => format!("{why:?}").hash(&mut hasher),
                }
            }
            for shown in &outcome.verdicts {
                (shown.option, shown.verdict, shown.text).hash(&mut hasher);
            }
            for shown in &outcome.short_answers {
                (shown.option, shown.short_answer, shown.text).hash(&mut hasher);
            }
            outcome.assumed.hash(&mut hasher);
            for row in &outcome.rows {
                (row.row, row.status, row.rule, &row.notes, row.starts_today).hash(&mut hasher);
            }
            prints.push(hasher.finish());
        }
    }
    prints
}

fn mistakes(text: &str) -> Vec<Mistake> {
    let mut maker = Maker { text, mistakes: Vec::new() };
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            maker.days(offset, line);
            maker.lists(offset, line);
            maker.words(offset, line);
            maker.lines(offset, line);
        }
        offset += line.len();
    }
    maker.tables();
    maker.mistakes
}

struct Maker<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Maker<'_> {
    fn add(&mut self, kind: &'static str, from: usize, to: usize, with: &str) {
        let text = format!("{}{with}{}", &self.text[..from], &self.text[to..]);
        let line = self.text[..from].matches('\n').count() + 1;
        let was = self.text[from..to].lines().next().unwrap_or_default();
        let what = format!("law.toml:{line}: “{was}” became “{}”", with.lines().next().unwrap_or_default());
        self.mistakes.push(Mistake { kind, what, text });
    }

    /// Each day, a day earlier and a day later.
    fn days(&mut self, offset: usize, line: &str) {
        let code = without_quotes(line);
        for at in 0..code.len().saturating_sub(9) {
            let Some(day) = code.get(at..at + 10).and_then(Day::from_iso) else { continue };
            for other in [day.previous(), day.next()] {
                self.add("a day moved by one", offset + at, offset + at + 10, &other.to_iso());
            }
        }
    }

    /// Each list of names: one left out, one of the neighbours put in, and the question left out of its alternative.
    fn lists(&mut self, offset: usize, line: &str) {
        for (open, _) in line.match_indices("[\"") {
            let Some(length) = line[open..].find(']') else { continue };
            let inside = &line[open + 1..open + length];
            let names: Vec<&str> = inside.split(", ").collect();
            let (from, to) = (offset + open, offset + open + length + 1);
            for left_out in 0..names.len() {
                let kept: Vec<&str> = names
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| *index != left_out)
                    .map(|(_, name)| *name)
                    .collect();
                self.add("a name dropped from a list", from, to, &format!("[{}]", kept.join(", ")));
            }
            let Some(question) = line[..open].trim_end().strip_suffix('=').map(str::trim_end) else {
                continue;
            };
            let key_at = question
                .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .map_or(0, |at| at + 1);
            let key = &question[key_at..];
            for other in neighbours(key) {
                if !names.contains(&format!("\"{other}\"").as_str()) {
                    self.add("an option added to a set", from, to, &format!("[{inside}, \"{other}\"]"));
                }
            }
            if line.contains('{') && !neighbours(key).is_empty() {
                let after = &line[open + length + 1..];
                let rest = after.strip_prefix(", ").map_or(0, |_| 2);
                self.add("a question dropped from an alternative", offset + key_at, to + rest, "");
            }
        }
    }

    /// A word that is put for its opposite.
    fn words(&mut self, offset: usize, line: &str) {
        for (word, other) in [
            ("binds = ", "affects = "),
            ("affects = ", "binds = "),
            ("except = ", "unsettled = "),
            ("read = \"official\"", "read = \"copy\""),
            ("read = \"copy\"", "read = \"official\""),
            ("read = \"report\"", "read = \"official\""),
            ("extent = \"part\"", "extent = \"whole\""),
            ("extent = \"whole\"", "extent = \"part\""),
            ("choose = \"one\"", "choose = \"any\""),
            ("choose = \"any\"", "choose = \"one\""),
            ("default = \"us\"", "default = \"elsewhere\""),
            ("default = \"software\"", "default = \"other\""),
            ("by = \"official\"", "by = \"us\""),
            ("by = \"government\"", "by = \"company\""),
            ("by = \"company\"", "by = \"government\""),
            ("effect = \"prohibited\"", "effect = \"duty-to-report\""),
            ("rating = \"false\"", "rating = \"right\""),
            ("rating = \"wrong\"", "rating = \"right\""),
        ] {
            if line.trim_start().starts_with(word) {
                let from = offset + line.find(word).expect("it begins with it");
                self.add("a word put for another", from, from + word.len(), other);
            }
        }
    }

    /// Each line that is a whole key or a whole entry of a list, left out.
    fn lines(&mut self, offset: usize, line: &str) {
        let code = line.trim_end();
        let is_entry = code.starts_with("    {") && code.ends_with("},");
        let is_key = code.starts_with(|letter: char| letter.is_ascii_lowercase())
            && code.contains(" = ")
            && !code.ends_with('[');
        if is_entry || is_key {
            let kind = if is_entry { "an entry left out" } else { "a key left out" };
            self.add(kind, offset, offset + line.len(), "");
        }
    }

    /// Each whole table, left out.
    fn tables(&mut self) {
        let mut starts: Vec<usize> = self.text.match_indices("\n[[").map(|(at, _)| at + 1).collect();
        starts.push(self.text.len());
        let pairs: Vec<(usize, usize)> = starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
        for (from, to) in pairs {
            self.add("a table left out", from, to, "");
        }
    }
}

/// A line in which nothing between quotes can be taken for code.
fn without_quotes(line: &str) -> String {
    let mut inside = false;
    let blank = |letter: char| " ".repeat(letter.len_utf8());
    line.chars()
        .map(|letter| {
            if letter == '"' {
                inside = !inside;
            }
            if inside { blank(letter) } else { letter.to_string() }
        })
        .collect()
}

/// Some options of a question, to be put where they do not belong.
fn neighbours(question: &str) -> &'static [&'static str] {
    match question {
        "role" => &["consumer", "government"],
        "place" => &["elsewhere"],
        "doing" => &["use", "buy", "resell", "export"],
        "body" => &["federal-other", "state-other", "local"],
        "product" => &["software", "embedded", "informational", "other"],
        _ => &[],
    }
}
