//! `site check | translated | grade | bake | explain | print`: what is done to the law outside a browser.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use rules::Day;
use site::{
    check::{self, grade::Formula},
    explain,
    law::{self, stamps},
    print,
    settings::Settings,
};

/// The law, seen from the folder in which the tool is called.
const LAW: &str = "law/us-kaspersky";

const HELP: &str = "\
site: what is done to the law outside a browser

  site check [--today YYYY-MM-DD]            every fault of the law files, one sentence each
  site translated LANG [KEY… | --all]        notes that these texts of a language were read against the original;
                                             without a key, which still wait to be read
  site grade                                 how hard the short answers and reasons are to read, hardest first
  site bake OUT                              one compact file per language into the folder OUT
  site explain --role ROLE [--on YYYY-MM-DD] [--place …] [--doing a,b] [--body …] [--product …] [--lang en] [--json]
                                             the outcome for these answers
  site print OUT | --stage                   every page into OUT, or into Trunk’s staging folder
  Everywhere: --law FOLDER                   the law to use; without it, law/us-kaspersky
";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let folder = match take(&mut arguments, "--law") {
        Ok(folder) => folder.map_or_else(|| PathBuf::from(LAW), PathBuf::from),
        Err(sentence) => return refuse(&sentence),
    };
    let command = if arguments.is_empty() { String::new() } else { arguments.remove(0) };
    match command.as_str() {
        "check" => run_check(&folder, arguments),
        "translated" => run_translated(&folder, arguments),
        "grade" => run_grade(&folder, &arguments),
        "bake" => run_bake(&folder, &arguments),
        "explain" => run_explain(&folder, arguments),
        "print" => run_print(&folder, &arguments),
        "help" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        other => refuse(&format!(
            "There is no command “{other}”; the commands are: check, translated, grade, bake, explain, print, help."
        )),
    }
}

fn run_check(folder: &Path, mut arguments: Vec<String>) -> ExitCode {
    let today = match take(&mut arguments, "--today") {
        Ok(None) => today(),
        Ok(Some(text)) => match Day::from_iso(&text) {
            Some(day) => day,
            None => return refuse(&format!("There is no day “{text}”; write --today as YYYY-MM-DD.")),
        },
        Err(sentence) => return refuse(&sentence),
    };
    if let Some(odd) = arguments.first() {
        return refuse(&not_understood("check", odd, "--today YYYY-MM-DD and --law FOLDER"));
    }
    let faults = check::check(folder);
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        let noun = if faults.len() == 1 { "fault" } else { "faults" };
        eprintln!("{} {noun} in {}.", faults.len(), folder.display());
        return ExitCode::FAILURE;
    }
    for language in law::languages(folder) {
        if let Ok(law) = law::load(folder, &language) {
            for warning in check::overdue(&law, today) {
                eprintln!("{warning}");
            }
        }
    }
    for warning in check::promised(&law::promises(folder), today) {
        eprintln!("{warning}");
    }
    println!("{}: no fault found.", folder.display());
    ExitCode::SUCCESS
}

fn run_translated(folder: &Path, mut arguments: Vec<String>) -> ExitCode {
    let all = arguments.iter().position(|argument| argument == "--all");
    if let Some(index) = all {
        arguments.remove(index);
    }
    let Some((language, keys)) = arguments.split_first() else {
        return refuse("site translated takes a language, as in: site translated es short.use.2024-09-29");
    };
    if let Some(odd) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return refuse(&not_understood(
            "translated",
            odd,
            "a language, then keys or --all, and --law FOLDER",
        ));
    }
    if all.is_some() && !keys.is_empty() {
        return refuse("--all stands for every text of the language; leave out either it or the keys.");
    }
    if language == law::ORIGINAL || !law::languages(folder).contains(language) {
        return refuse(&format!("There is no language “{language}” that translates {}.toml.", law::ORIGINAL));
    }
    let read = if all.is_some() { stamps::Read::All } else { stamps::Read::Keys(keys) };
    let stamped = match stamps::stamp(folder, language, read) {
        Ok(stamped) => stamped,
        Err(faults) => return refuse_all(&faults),
    };
    let path = folder.join(&stamped.name);
    if let Err(error) = fs::write(&path, &stamped.text) {
        return refuse(&format!("{}: {error}", path.display()));
    }
    for key in &stamped.waiting {
        println!("waits to be read: {key}");
    }
    println!(
        "{}: texts stamped: {}; waiting to be read: {}.",
        path.display(),
        stamped.stamped.len(),
        stamped.waiting.len()
    );
    ExitCode::SUCCESS
}

fn run_grade(folder: &Path, arguments: &[String]) -> ExitCode {
    if let Some(odd) = arguments.first() {
        return refuse(&not_understood("grade", odd, "--law FOLDER, and lists every language"));
    }
    for language in law::languages(folder) {
        let Some(formula) = Formula::of(&language) else {
            println!("{language}: no formula for this language.");
            continue;
        };
        let mut graded = match check::grades(folder, &language) {
            Ok(graded) => graded,
            Err(faults) => return refuse_all(&faults),
        };
        let (name, limit) = formula.name_and_limit();
        let easier = |one: f64, other: f64| match formula {
            Formula::FleschKincaid => other.total_cmp(&one),
            Formula::FernandezHuerta => one.total_cmp(&other),
        };
        graded.sort_by(|one, other| easier(one.value, other.value));
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
    ExitCode::SUCCESS
}

fn run_bake(folder: &Path, arguments: &[String]) -> ExitCode {
    if let Some(odd) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return refuse(&not_understood("bake", odd, "the folder to write into and --law FOLDER"));
    }
    let [out] = arguments else {
        return refuse("site bake takes one folder to write into.");
    };
    let faults = check::check(folder);
    if !faults.is_empty() {
        return refuse_all(&faults);
    }
    for language in law::languages(folder) {
        let law = match law::load(folder, &language) {
            Ok(law) => law,
            Err(faults) => return refuse_all(&faults),
        };
        let file = match ban_explainer::law_file::write(&law) {
            Ok(file) => file,
            Err(error) => return refuse(&format!("The law could not be baked: {error}")),
        };
        let path = Path::new(out).join(print::law_file_name(&law, &file));
        if let Err(error) = fs::create_dir_all(out).and_then(|()| fs::write(&path, &file)) {
            return refuse(&format!("{}: {error}", path.display()));
        }
        println!("{}: {} bytes", path.display(), file.len());
    }
    ExitCode::SUCCESS
}

/// The flags of `explain` that have a value.
const EXPLAIN_TAKES: [&str; 7] = ["--role", "--place", "--doing", "--body", "--product", "--on", "--lang"];

fn run_explain(folder: &Path, mut arguments: Vec<String>) -> ExitCode {
    let mut asked = explain::Asked::default();
    if let Some(index) = arguments.iter().position(|argument| argument == "--json") {
        arguments.remove(index);
        asked.json = true;
    }
    let mut rest = arguments.into_iter();
    while let Some(flag) = rest.next() {
        if !EXPLAIN_TAKES.contains(&flag.as_str()) {
            let flags = EXPLAIN_TAKES.join(" ");
            return refuse(&not_understood("explain", &flag, &format!("{flags} --json --law")));
        }
        let Some(value) = rest.next() else {
            return refuse(&format!("{flag} takes a value."));
        };
        match flag.as_str() {
            "--on" => asked.on = Some(value),
            "--lang" => asked.language = Some(value),
            option => asked.options.push((option.trim_start_matches('-').to_owned(), value)),
        }
    }
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(error) => return refuse(&error.to_string()),
    };
    match explain::explain(folder, &asked, today(), &settings.site()) {
        Ok(text) => {
            // A reader who closes the pipe early, as `head` does, has read enough.
            let _ = writeln!(io::stdout(), "{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => refuse(&error.to_string()),
    }
}

fn run_print(folder: &Path, arguments: &[String]) -> ExitCode {
    let stage = match arguments {
        [flag] if flag == "--stage" => match env::var_os("TRUNK_STAGING_DIR") {
            Some(stage) => PathBuf::from(stage),
            None => return refuse("TRUNK_STAGING_DIR is not set; --stage is for Trunk’s post_build hook."),
        },
        [out] if !out.starts_with('-') => PathBuf::from(out),
        [odd, ..] if odd.starts_with('-') => {
            return refuse(&not_understood(
                "print",
                odd,
                "one folder, or --stage inside Trunk’s hook, and --law FOLDER",
            ));
        }
        _ => return refuse("site print takes one folder, or --stage inside Trunk’s hook."),
    };
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(error) => return refuse(&error.to_string()),
    };
    // What only others' previews and a real server need is left out while a person looks at the pages.
    let wanted = |name: &str| env::var_os(name).is_none_or(|value| value != "off");
    let keep = print::Keep {
        cards: wanted("SITE_CARDS").then(|| PathBuf::from("target/cards")),
        compressed: wanted("SITE_COMPRESSED").then(|| PathBuf::from("target/compressed")),
        settings: Some(PathBuf::from("target/serving")),
        scripts: false,
    };
    match print::print(folder, &stage, &settings, &keep) {
        Ok(printed) => {
            println!(
                "printed {} pages, {} files, {:.1} MB in {:.1} s for {}",
                printed.n_pages,
                printed.n_files,
                f64::from(u32::try_from(printed.n_bytes).unwrap_or(u32::MAX)) / 1e6,
                printed.took.as_secs_f32(),
                settings.address,
            );
            ExitCode::SUCCESS
        }
        Err(error) => refuse(&error.to_string()),
    }
}

/// What is said of an argument that a command does not know: nothing that was asked for is left out in silence.
fn not_understood(command: &str, odd: &str, takes: &str) -> String {
    format!("site {command} does not understand “{odd}”; it takes {takes}.")
}

/// Takes a flag and its value out of the arguments.
fn take(arguments: &mut Vec<String>, flag: &str) -> Result<Option<String>, String> {
    let Some(index) = arguments.iter().position(|argument| argument == flag) else {
        return Ok(None);
    };
    if arguments.get(index + 1).is_none_or(|value| value.starts_with('-')) {
        return Err(format!("{flag} takes a value."));
    }
    arguments.remove(index);
    Ok(Some(arguments.remove(index)))
}

/// Today in New York, by this machine's clock.
fn today() -> Day {
    let now = chrono::Utc::now().with_timezone(&chrono_tz::America::New_York);
    Day::from_iso(&now.format("%Y-%m-%d").to_string()).expect("the calendar has today")
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}

fn refuse_all(faults: &[site::fault::Fault]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    ExitCode::FAILURE
}
