//! Links as they arrive: with what campaigns, chats, mail programs and sentences hang on them. Every form is read
//! natively against the kept table, and a sample is opened in a browser.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

use ban_explainer::{Read, Site, route, sentences};
use tests::{
    Browser, Server,
    expected::{LAW, answer, shown, today},
    figure,
};

/// Addresses that the site has written, of each kind.
const WRITTEN: [&str; 6] = [
    "/consumer/",
    "/business/resell/",
    "/business/resell/2024-09-29/",
    "/?role=business&on=2024-09-29&doing=use.resell",
    "/?role=consumer&on=2025-02-03",
    "/es/government/state-nh/",
];

/// What stands behind a link when it arrives; each leaves the answer as it is.
const BEHIND: [&str; 34] = [
    ")",
    ").",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "…",
    "'",
    "\"",
    "”",
    "»",
    ">",
    "]",
    "*",
    "_",
    "%20",
    "%22",
    "%29",
    "%2C",
    "%E2%80%8B",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "&gt;",
    "#",
    "#:~:text=barred",
    "#?secret=Abc123",
    "+",
    "%0A",
    "%E2%80%9D",
    "%C2%BB",
    "`",
];

/// Keys that others hang on links, and that answer nothing.
const KEYS: [&str; 16] = [
    "utm_source=mail&utm_medium=x",
    "fbclid=IwAR0",
    "gclid=Cj0",
    "srsltid=AfmBOo",
    "mc_cid=1&mc_eid=2",
    "igshid=x",
    "ref=share",
    "amp=1",
    "wonder=1",
    "_ga=1.2",
    "s=20",
    "si=abc",
    "v=2",
    "cachebuster=17",
    "theme=dark",
    "law=2026-11-24",
];

/// Other ways in which a link is bent.
const BENT: [&str; 52] = [
    // Of case, slashes and escapes.
    "/BUSINESS/RESELL/",
    "/Business/Resell/2024-09-29/",
    "/business/resell",
    "/business//resell/",
    "//business/resell/",
    "/business/resell/index.html",
    "/business/resell//",
    "/%62usiness/resell/",
    "/business%2Fresell/",
    "/business/resell/2024-09-29",
    "/business/2024-09-29/resell/",
    "/es/Business/resell/",
    "/ES/business/",
    "/?ROLE=Business&DOING=Use.Resell",
    "/?role=business&amp;doing=use.resell",
    "/?role=business&doing=use%2Eresell",
    "/?role=business&doing=use.resell&doing=use",
    "/?doing=use.resell&role=business",
    "/?role=business&&doing=use",
    "/?&role=business",
    "/%3Frole=business&doing=use",
    "/business/%3Fdoing=use",
    "/business/?doing=use.resell",
    "/business/2024-09-29/?on=2025-01-01&place=elsewhere&doing=resell.use",
    "/?role=business&on=2024-09-29T00:00",
    "/?role=business&doing=",
    "/business/?body=",
    // What a word processor makes of hyphens, and what a line break leaves.
    "/business/resell/2024‑09‑29/",
    "/business/resell/2024–09–29/",
    "/business/2024%E2%80%9309%E2%80%9329/",
    "/?role=government&on=2024−09−29",
    "/government/state—nh/",
    "/busi\u{ad}ness/re\u{ad}sell/",
    // Damaged days: today is answered, and the day is marked.
    "/?role=business&on=2024-09-31",
    "/?role=business&on=2024-13-01",
    "/?role=business&on=soon",
    "/business/2024-09-31/",
    "/business/2024-9-29/",
    "/business/2024/",
    "/?role=business&on=20240929",
    "/?role=business&on=",
    // Damaged answers: the question is shown, and nothing is answered in silence.
    "/business/resel",
    "/business/rese",
    "/nobody/",
    "/?role=nobody",
    "/?role=business&doing=resell.integ",
    "/?role=business&doing=use,resell",
    "/consumer/resell/",
    "/consumer/?body=federal-executive",
    "/business/consumer/",
    "/?role=consumer&role=business",
    "/fr/business/",
];

/// Every form, in a fixed order.
fn forms() -> Vec<String> {
    let mut forms: Vec<String> = WRITTEN.map(str::to_owned).to_vec();
    for written in WRITTEN {
        forms.extend(BEHIND.map(|end| format!("{written}{end}")));
    }
    for (place, key) in KEYS.into_iter().enumerate() {
        for written in [WRITTEN[place % 6], WRITTEN[(place + 3) % 6]] {
            let mark = if written.contains('?') { '&' } else { '?' };
            forms.push(format!("{written}{mark}{key}"));
        }
    }
    forms.extend(BENT.map(str::to_owned));
    forms
}

/// A form as a browser hands it over: without the fragment, in path and query.
fn read(form: &str) -> Read {
    let root = Site { origin: String::new(), folder: "/".to_owned() };
    let form = form.split('#').next().unwrap_or_default();
    let (path, query) = form.split_once('?').unwrap_or((form, ""));
    route::read(&LAW.explainer, &["es"], &root, path, query)
}

/// What becomes of a form, in a line of the table.
fn outcome(form: &str) -> String {
    let read = read(form);
    let mut line = route::write(&LAW.explainer, &read.route);
    if let Some(day) = &read.unread_day {
        let _ = write!(line, "  no such day: {day}");
    }
    if !read.unread.is_empty() {
        let _ = write!(line, "  asks again, for: {}", read.unread.join(", "));
    }
    line
}

/// A form with what nobody sees written out.
fn visible(form: &str) -> String {
    form.chars()
        .map(|it| {
            if it.is_ascii() || it.is_alphabetic() || "…”»".contains(it) {
                it.to_string()
            } else {
                it.escape_unicode().to_string()
            }
        })
        .collect()
}

#[test]
fn every_form_of_a_link_is_read_as_the_table_says() {
    let forms = forms();
    assert!(forms.len() >= 200, "{} forms", forms.len());
    let mut table = String::from(
        "What becomes of a link, by the form in which it arrives. UPDATE=1 writes it again; read the difference.\n\n",
    );
    for form in &forms {
        let _ = writeln!(table, "{:<60} {}", visible(form), outcome(form));
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/link-forms.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&golden, &table).expect("the golden table can be written");
    }
    let kept = fs::read_to_string(&golden).unwrap_or_default();
    let differs = kept.lines().zip(table.lines()).find(|(kept, now)| kept != now);
    assert!(
        kept == table,
        "A link is read in another way: {differs:?}. If that is meant, UPDATE=1 writes the table again."
    );
    // What hangs behind a link changes nothing, whatever the table says.
    for written in WRITTEN {
        for end in BEHIND {
            assert_eq!(outcome(&format!("{written}{end}")), written, "{end:?} behind {written}");
        }
    }
    figure("link-forms", &format!("links: {} forms read as the table says", forms.len()));
}

#[test]
fn a_browser_shows_of_a_link_what_the_table_says() {
    let site = Server::of_dist().start();
    let page = Browser::of("readers of links from everywhere", &site);
    let mut n = BTreeMap::new();
    // Every ninth of what hangs behind a link, and all of the bent ones.
    let forms = forms();
    let sample = forms.iter().step_by(9).chain(&forms[forms.len() - BENT.len()..]);
    for form in sample {
        page.open(form);
        page.wait_for_the_engine();
        let read = read(form);
        let language = read.route.language.clone();
        let (what, law) =
            (visible(form), if language.is_some() { tests::expected::law("es") } else { LAW.clone() });
        let answers = read.route.answers(&law.explainer, today(&page)).filter(|_| read.unread.is_empty());
        match answers {
            Some(answers) => {
                page.wait_for(&format!("{what} is answered"), |page| shown(page) == answer(&law, &answers));
            }
            None => page.wait_for(&format!("{what} answers nothing"), |page| page.count("#answer") == 0),
        }
        for part in &read.unread {
            let told = page.text_of("#explainer .notice");
            assert!(told.contains(part.trim_end_matches('…')), "{what}: “{part}” is named: {told}");
        }
        if let Some(day) = &read.unread_day {
            assert_eq!(page.reads("#explainer .notice mark").as_deref(), Some(&**day), "{what}");
            assert!(
                page.text_of("#explainer .notice")
                    .contains(&sentences::unread_day(&law.wording.interface, day))
            );
        }
        *n.entry(read.unread.is_empty()).or_insert(0) += 1;
    }
    let n = |answered: bool| n.get(&answered).copied().unwrap_or(0);
    let opened =
        format!("links: opened in Chromium, {} forms are answered and {} asked again", n(true), n(false));
    figure("link-forms-browser", &opened);
}
