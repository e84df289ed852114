//! Routees: everything written is read again, nothing makes the reader fail, and no link answers another question.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use rules::{Answers, Day, Explainer, Law, OptionId, OptionSet};

use super::{LONGEST, Read, Route, Site, presentation_query, read, write};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("law/us-kaspersky")
}

fn law() -> Law {
    law_files::law::load(&folder(), "en").expect("the law can be read")
}

fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a test names real days")
}

fn site() -> Site {
    Site::at("https://host.example/").expect("it is an address")
}

/// Reads a link as a browser hands it over: path and query.
fn read_link(explainer: &Explainer, link: &str) -> Read {
    let link = link.split('#').next().unwrap_or_default();
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    read(explainer, &["es"], &site(), path, query)
}

#[track_caller]
fn check(explainer: &Explainer, link: &str, expected: &str, unread: &[&str]) {
    let read = read_link(explainer, link);
    assert_eq!(read.unread, unread, "{link}: what could not be read");
    assert_eq!(write(explainer, &read.route), expected, "{link}: what was read");
}

#[test]
fn every_answer_is_read_as_it_was_written() {
    let law = law();
    let explainer = &law.explainer;
    let days =
        ["2010-01-01", "2017-09-13", "2024-07-20", "2024-09-28", "2024-09-29", "2026-11-24", "9999-12-31"];
    let mut n_links = 0_u32;
    let mut seen = BTreeSet::new();
    for role in explainer.questions[0].options.iter() {
        let mut chosen: Vec<OptionSet> = vec![OptionSet::EMPTY];
        for question in explainer.questions.iter().skip(1) {
            let offered = explainer.offered(question, role);
            let mut picks = vec![OptionSet::EMPTY];
            if question.many {
                let options: Vec<OptionId> = offered.iter().collect();
                picks.extend((1_u32..1 << options.len()).map(|bits| {
                    options
                        .iter()
                        .enumerate()
                        .filter(|(index, _)| bits & (1 << index) != 0)
                        .fold(OptionSet::EMPTY, |set, (_, option)| set.with(*option))
                }));
            } else {
                picks.extend(
                    offered.iter().filter(|option| question.default != Some(*option)).map(OptionSet::of),
                );
            }
            chosen = chosen.iter().flat_map(|one| picks.iter().map(|pick| one.union(*pick))).collect();
        }
        for (index, chosen) in chosen.into_iter().enumerate() {
            // Every answer on today, and on one of the days in turn.
            for day in [None, Day::from_iso(days[index % days.len()])] {
                let route = Route { language: None, role: Some(role), chosen, day };
                let link = write(explainer, &route);
                let read = read_link(explainer, &link);
                assert_eq!(read.unread, Vec::<String>::new(), "{link}");
                assert_eq!(read.route, route, "{link}");
                assert!(seen.insert(link), "two answers share one address");
                n_links += 1;
            }
        }
    }
    println!("{n_links} answers, each with an address of its own");
    assert!(n_links > 10_000);
}

#[test]
fn a_damaged_link_names_what_it_lost() {
    let law = law();
    let explainer = &law.explainer;
    for (link, expected, unread) in [
        // Truncated.
        ("/business/rese", "/business/", "rese"),
        ("/business/?doing=use.rese", "/business/use/", "doing=use.rese"),
        ("/business/?doing=", "/business/", "doing="),
        // Doubled, and of two minds.
        ("/business/?on=2024-09-29&on=2024-09-30", "/business/2024-09-29/", "on=2024-09-30"),
        ("/business/2024-09-29/2024-07-20/", "/business/2024-09-29/", "2024-07-20"),
        ("/consumer/business/", "/consumer/", "business"),
        ("/?role=consumer&role=business", "/consumer/", "role=business"),
        // What does not exist.
        ("/wizard/", "/", "wizard"),
        ("/?role=wizard", "/", "role=wizard"),
        ("/xx/business/", "/business/", "xx"),
        ("/business/?doing=fly", "/business/", "doing=fly"),
        ("/business/?doing=use.lease", "/business/use/", "doing=use.lease"),
        // Options of another role, of another question, two where one may be chosen.
        ("/consumer/?body=state-nh", "/consumer/", "state-nh"),
        ("/consumer/resell/", "/consumer/", "resell"),
        ("/business/?place=resell", "/business/", "place=resell"),
        ("/government/?body=local.state-nh", "/government/local/", "body=local.state-nh"),
        // Hostile text is repeated as text.
        ("/business/?doing=%3Cscript%3E", "/business/", "doing=<script>"),
    ] {
        check(explainer, link, expected, &[unread]);
    }
    let long = format!("/business/?doing={}", "x".repeat(300));
    let read = read_link(explainer, &long);
    assert_eq!(read.unread[0].chars().count(), 61, "a long part is cut");
}

#[test]
fn a_damaged_day_leaves_the_day_open_and_is_told() {
    let law = law();
    for (link, expected, unread) in [
        ("/business/2024-09-31/", "/business/", "2024-09-31"),
        ("/business/2024-09-", "/business/", "2024-09-"),
        ("/business/?on=2024-02-30", "/business/", "2024-02-30"),
        ("/business/?on=yesterday", "/business/", "yesterday"),
        ("/business/resell/?on=", "/business/resell/", ""),
    ] {
        let read = read_link(&law.explainer, link);
        assert_eq!(read.unread, Vec::<String>::new(), "{link}");
        assert_eq!(read.unread_day.as_deref(), Some(unread), "{link}");
        assert_eq!(write(&law.explainer, &read.route), expected, "{link}");
    }
}

#[test]
fn a_link_is_read_as_it_arrives() {
    let law = law();
    for (link, expected) in [
        // Doubled.
        ("/business/business/resell/", "/business/resell/"),
        ("/business/2024-09-29/2024-09-29/", "/business/2024-09-29/"),
        ("/business/?on=2024-09-29&on=2024-09-29", "/business/2024-09-29/"),
        ("//business//resell//", "/business/resell/"),
        ("/business/??doing=use", "/business/use/"),
        ("/business/?doing=.use.", "/business/use/"),
        ("/business/?doing=use..resell&&", "/?role=business&doing=use.resell"),
        ("/business/?doing=use?utm_source=x", "/business/use/"),
        // Encoded once, twice, and by an HTML escaper.
        ("/business/%32024-09-29/", "/business/2024-09-29/"),
        ("/business%2Fresell%2F", "/business/resell/"),
        ("/business/%3Fdoing=use", "/business/use/"),
        ("/business/?doing%3Duse", "/business/use/"),
        ("/business/?doing=use%252Eresell", "/?role=business&doing=use.resell"),
        ("/business/?place=elsewhere&amp;product=other", "/?role=business&place=elsewhere&product=other"),
        ("/business/?place=elsewhere&amp;amp;product=other", "/?role=business&place=elsewhere&product=other"),
        // With what others append.
        ("/business/resell/?utm_source=x&utm_campaign=y&fbclid=1&gclid=2", "/business/resell/"),
        ("/business/resell/?srsltid=x", "/business/resell/"),
        ("/business/?doing=use&mood=calm", "/business/use/"),
        ("/business/resell/#?secret=abc", "/business/resell/"),
        ("/business/resell/?theme=dark&accent=%23ff0000", "/business/resell/"),
        ("/business/resell/?law=never", "/business/resell/"),
        // With what a sentence or a chat has put at its end, or around it.
        ("/business/resell/)", "/business/resell/"),
        ("/business/resell/).", "/business/resell/"),
        ("/business/resell).", "/business/resell/"),
        ("/business/resell/%22", "/business/resell/"),
        ("/business/resell/%E2%80%9D", "/business/resell/"),
        ("/business/resell/%E2%80%8B", "/business/resell/"),
        ("/business/resell/&gt;", "/business/resell/"),
        ("/business/resell/&quot;&gt;", "/business/resell/"),
        ("/business/resell/%C2%A0", "/business/resell/"),
        ("/business/re%C2%ADsell/", "/business/resell/"),
        ("/business/resell/%3E", "/business/resell/"),
        ("/business/resell/%E3%80%82", "/business/resell/"),
        ("/business/*resell*/", "/business/resell/"),
        ("/business/2024-09-29/.", "/business/2024-09-29/"),
        ("/business/?on=2024-09-29)", "/business/2024-09-29/"),
        ("/business/?doing=use,", "/business/use/"),
        ("/?role=business&doing=use.resell.", "/?role=business&doing=use.resell"),
        // Upper case, no slash at the end, the file's own name.
        ("/BUSINESS/Resell/2024-09-29", "/business/resell/2024-09-29/"),
        ("/business/?DOING=Use", "/business/use/"),
        ("/business/resell/index.html", "/business/resell/"),
        ("/es/index.html?role=business", "/es/business/"),
        // A default is never kept as chosen; a day outside the record is a day.
        ("/business/?place=us", "/business/"),
        ("/business/?on=2010-01-01", "/?role=business&on=2010-01-01"),
        // Another language keeps its prefix; the default one has none.
        ("/es/business/resell/", "/es/business/resell/"),
        ("/es/?role=business&doing=use.resell", "/es/?role=business&doing=use.resell"),
        // Forms of older releases: a page's path and a query that changes its answer.
        (
            "/business/2024-09-29/?on=2025-01-01&place=elsewhere&doing=resell.use",
            "/?role=business&on=2025-01-01&place=elsewhere&doing=use.resell",
        ),
        ("/business/resell/2024-09-29/?on=2024-09-29", "/business/resell/2024-09-29/"),
    ] {
        check(&law.explainer, link, expected, &[]);
        assert_eq!(read_link(&law.explainer, link).unread_day, None, "{link}");
    }
}

#[test]
fn a_site_in_a_folder_is_read_below_its_folder() {
    let law = law();
    let site = Site::at("https://news.example/projects/kaspersky/").expect("it is an address");
    for path in ["/projects/kaspersky/business/resell/", "/projects/kaspersky/business/resell/index.html"] {
        let read = read(&law.explainer, &["es"], &site, path, "");
        assert_eq!(
            (write(&law.explainer, &read.route).as_str(), read.unread.len()),
            ("/business/resell/", 0),
            "{path}"
        );
    }
    for home in ["/projects/kaspersky", "/projects/kaspersky/", "/projects/kaspersky/index.html"] {
        assert_eq!(read(&law.explainer, &["es"], &site, home, ""), Read::default(), "{home}");
    }
}

#[test]
fn presentation_is_kept_as_it_stands_and_answers_nothing() {
    assert_eq!(
        presentation_query("?theme=dark&on=2024-09-29&childId=a&utm_source=x"),
        "theme=dark&childId=a"
    );
    assert_eq!(presentation_query("?doing=use"), "");
    assert_eq!(presentation_query(""), "");
}

#[test]
fn an_address_gives_the_answers_that_it_was_made_of() {
    let law = law();
    let explainer = &law.explainer;
    let option = |id: &str| explainer.option(id).expect("the law has this option");
    let (that_day, today) = (day("2024-09-29"), day("2026-11-24"));
    let answers = Answers::new(explainer, option("business"), that_day).expect("business is a role");
    let answers = answers.with(explainer, option("resell")).with(explainer, option("elsewhere"));

    let route = Route::of(&answers, Some(that_day), Some("es".to_owned()));
    assert_eq!(route.language.as_deref(), Some("es"));
    assert_eq!(route.role, Some(option("business")));
    assert_eq!(route.chosen, OptionSet::of(option("resell")).with(option("elsewhere")));
    assert_eq!(route.answers(explainer, today), Some(answers));

    let of_today = Route { day: None, ..route };
    assert_eq!(of_today.answers(explainer, today).map(|answers| answers.on), Some(today));
    assert_eq!(Route::default().answers(explainer, today), None, "without a role there is no answer");
}

#[test]
fn a_link_is_looked_at_up_to_its_longest_and_no_further() {
    let law = law();
    let path = "/business/";
    let query = |length: usize| format!("doing=use&{}", "&".repeat(length - path.len() - "doing=use&".len()));
    let whole = read(&law.explainer, &[], &site(), path, &query(LONGEST));
    assert_eq!(
        (whole.unread, write(&law.explainer, &whole.route)),
        (Vec::new(), "/business/use/".to_owned())
    );
    let cut = read(&law.explainer, &[], &site(), path, &query(LONGEST + 1));
    assert_eq!((cut.unread, cut.route), (vec![path.to_owned()], Route::default()));
}

#[test]
fn a_link_carries_the_day_its_law_was_last_changed() {
    let law = law();
    let read = read_link(&law.explainer, "/business/resell/2024-09-29/?on=2026-11-24&law=2026-11-23");
    assert_eq!(read.law_revision, Some(day("2026-11-23")));
    assert_eq!(read.route.day, Some(day("2026-11-24")));
    assert_eq!(read.unread, Vec::<String>::new());
}

/// A small generator with a fixed start, so that a failure can be seen again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below
    }
}

#[test]
fn links_of_every_kind_never_fail_and_never_answer_in_silence() {
    let law = law();
    let explainer = &law.explainer;
    let printed = fs::read_to_string(folder().join("shipped.txt")).expect("the law can be read");
    let printed: Vec<&str> = printed.lines().filter(|line| line.starts_with('/')).collect();
    let keys =
        ["on", "place", "doing", "body", "product", "law", "role", "utm_source", "x", "", "ON", "%6Fn"];
    let values = [
        "use",
        "resell.use",
        "2024-09-29",
        "2024-02-30",
        "us",
        "elsewhere",
        "state-nh",
        "",
        "%",
        "%zz",
        "é",
        "\u{202e}",
        "a.b",
    ];
    let bytes: Vec<char> = "abz09-./?&=#%+ \u{0}\u{7f}é漢🙂<>\"'".chars().collect();
    let mut dice = Dice(20_261_123);
    // The long tier rolls a million.
    let n_turns = if env::var_os("EVERY").is_some() { 1_000_000 } else { 100_000 };
    for turn in 0..n_turns {
        let mut link: String = match turn % 4 {
            0 => (0..dice.roll(40)).map(|_| bytes[dice.roll(bytes.len())]).collect(),
            _ => printed[dice.roll(printed.len())].to_owned(),
        };
        if turn % 4 == 2 {
            for _ in 0..=dice.roll(3) {
                let letters: Vec<char> = link.chars().collect();
                let at = dice.roll(letters.len() + 1);
                link = letters[..at].iter().collect();
                link.push(bytes[dice.roll(bytes.len())]);
                link.extend(letters[at..].iter().skip(dice.roll(2)));
            }
        }
        if turn % 4 == 3 {
            link.push('?');
            for _ in 0..dice.roll(4) {
                link.push_str(keys[dice.roll(keys.len())]);
                link.push('=');
                link.push_str(values[dice.roll(values.len())]);
                link.push('&');
            }
        }
        let read = read_link(explainer, &link);
        let again = write(explainer, &read.route);
        let second = read_link(explainer, &again);
        assert_eq!(second.route, read.route, "{link:?} became {again:?}");
        assert!(second.unread.is_empty(), "{again:?} is ours and is read whole");
        // Nothing that was asked for is lost without a word: every option of the link is in the address or unread.
        if read.unread.is_empty() {
            let asked = link.split('#').next().unwrap_or_default();
            let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
            let ours = |pair: &&str| {
                let key = pair.split('=').next().unwrap_or_default();
                explainer.questions.iter().any(|question| question.id == key)
            };
            let asked: Vec<&str> = path.split('/').chain(query.split(['&', '?']).filter(ours)).collect();
            let asked = asked.join("/").to_ascii_lowercase();
            for option in &explainer.options {
                let named = asked.split(['/', '?', '&', '=', '.']).any(|part| part == option.id);
                let number = explainer.option(&option.id).expect("it is an option");
                let question = &explainer[explainer.question_of(number)];
                let kept = read.route.chosen.contains(number)
                    || read.route.role == Some(number)
                    || question.default == Some(number);
                assert!(!named || kept, "{link:?} lost {}", option.id);
            }
        }
    }
    let long = format!("/business/?{}", "doing=use&".repeat(10_000));
    assert!(!read_link(explainer, &long).unread.is_empty(), "a link that is too long is not read in silence");
}

#[test]
fn a_page_is_that_of_the_period_which_the_outcome_names() {
    let law = law();
    let explainer = &law.explainer;
    let narrowing: Vec<Option<OptionId>> =
        core::iter::once(None).chain(explainer.narrowing().iter().map(Some)).collect();
    let days = [
        "2017-09-12",
        "2017-09-13",
        "2018-07-16",
        "2022-04-01",
        "2024-07-20",
        "2024-09-29",
        "2025-11-10",
        "2026-11-25",
    ];
    for role in explainer.roles().iter() {
        for option in &narrowing {
            for on in days.map(day) {
                let answers = Answers::new(explainer, role, on).expect("it is a role");
                let answers = option.map_or(answers, |option| answers.with(explainer, option));
                let expected = rules::outcome(explainer, &answers).period.from;
                assert_eq!(super::page_period(explainer, role, *option, on), expected, "{answers:?}");
            }
        }
    }
}
