//! Routes: what an address says, read from one and written as one.
//!
//! Reading is total: any text in, a [`Route`] and a list of what could not be read out.
//! Writing has one canonical form, so that one result has one address. An answer that has a printed page is a path,
//! `/{language}/{role}/{option}/{from}/`; every other answer is a query of the language's first page,
//! `/{language}/?role=…&on=…&place=…&doing=…&body=…&product=…`, since a static host sends a path's page whatever the
//! query, and no page may pass for its neighbour.

use rules::{Answers, Day, Explainer, OptionId, OptionSet, QuestionId, period_start};

pub use crate::site::Site;

#[cfg(test)]
mod tests;

/// What an address says: the answers, and the day where it names one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The language, as in `es`; `None` for the one without a prefix.
    pub language: Option<String>,
    /// The role; without one, the route leads to the question itself.
    pub role: Option<OptionId>,
    /// Every other option chosen.
    pub chosen: OptionSet,
    /// The day; `None`: today.
    pub day: Option<Day>,
}

impl Route {
    /// The route to these answers.
    #[must_use]
    pub fn of(answers: &Answers, day: Option<Day>, language: Option<String>) -> Self {
        let chosen = answers.chosen().without(OptionSet::of(answers.role()));
        Self { language, role: Some(answers.role()), chosen, day }
    }

    /// The answers it gives, where it names a role; `today` is the day when it names none.
    #[must_use]
    pub fn answers(&self, explainer: &Explainer, today: Day) -> Option<Answers> {
        let answers = Answers::new(explainer, self.role?, self.day.unwrap_or(today))?;
        Some(self.chosen.iter().fold(answers, |answers, option| answers.with(explainer, option)))
    }
}

/// What reading an address gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// What could be read.
    pub route: Route,
    /// The damaged answers: what was meant as one and could not be read, as it stood there.
    pub unread: Vec<String>,
    /// A damaged day, as it stood there: the answer of today is shown, and the page says so.
    pub unread_day: Option<String>,
    /// The day on which the law of the link had last changed.
    pub law_revision: Option<Day>,
}

/// Keys of a query that say how the widget is presented and answer nothing: they are kept while the reader moves and
/// never shared. The last five are those of a pym parent. Pages carry the list in `data-params`, for the scripts.
pub const PRESENTATION_PARAMS: &[&str] = &[
    "theme",
    "accent",
    "text",
    "share",
    "embed",
    "title",
    "height",
    "initialwidth",
    "childid",
    "parenttitle",
    "parenturl",
];

/// The pairs of a query that say how the widget is presented, as they stand there.
#[must_use]
pub fn presentation_query(query: &str) -> String {
    let is_presentation = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default();
        PRESENTATION_PARAMS.iter().any(|param| param.eq_ignore_ascii_case(key))
    };
    let pairs: Vec<&str> = query.trim_start_matches('?').split('&').filter(is_presentation).collect();
    pairs.join("&")
}

/// How much of an address is looked at; a real one has less than 400 bytes.
const LONGEST: usize = 4096;

/// How much of an unreadable part is repeated to the reader.
const LONGEST_PART: usize = 60;

/// Reads an address as it arrives: a browser's path and its query, with or without the leading `?`.
///
/// `languages` are the prefixes that are languages. Keys that are not ours are passed over. Upper case, escapes of
/// escapes, `&amp;`, doubled marks, and what a sentence or a chat has put at the end of a link are understood.
#[must_use]
pub fn read(explainer: &Explainer, languages: &[&str], site: &Site, path: &str, query: &str) -> Read {
    let path = site.strip(path).unwrap_or(path);
    let mut read = Read::default();
    if path.len() + query.len() > LONGEST {
        read.unread.push(shown(path));
        return read;
    }
    let mut reader = Reader { explainer, read };
    // A question mark may arrive escaped.
    let escaped = path.find("%3F").or_else(|| path.find("%3f"));
    let (path, in_path) = escaped.map_or((path, ""), |at| path.split_at(at));
    reader.path(languages, path);
    reader.query(&format!("{}&{query}", in_path.get(3..).unwrap_or_default()));
    reader.finish()
}

struct Reader<'a> {
    explainer: &'a Explainer,
    read: Read,
}

impl Reader<'_> {
    fn path(&mut self, languages: &[&str], path: &str) {
        let path = unescape(path);
        let segments = path.split('/').map(|segment| (segment, clean(segment)));
        let segments = segments.filter(|(_, name)| !name.is_empty() && name != "index.html");
        for (index, (segment, name)) in segments.enumerate() {
            let language = languages.iter().find(|language| index == 0 && **language == name);
            if let Some(language) = language {
                self.read.route.language = Some((*language).to_owned());
            } else if is_like_a_day(&name) {
                self.day(&name, segment);
            } else {
                self.option(&name, None, segment);
            }
        }
    }

    fn query(&mut self, query: &str) {
        let mut exact = None;
        // A second question mark is a doubled mark, or another link’s query put behind ours.
        for pair in query.split(['&', '?']) {
            let pair = pair.trim_start_matches("amp;");
            let unescaped = if pair.contains('=') { pair.to_owned() } else { unescape(pair) };
            let (key, value) = unescaped.split_once('=').unwrap_or((&unescaped, ""));
            let (key, value) = (clean(&unescape(key)), unescape(value));
            let question =
                self.explainer.questions.iter().position(|question| question.id == key).map(QuestionId::at);
            match (&*key, question) {
                ("on", _) => match Day::from_iso(&clean(&value)) {
                    Some(day) if exact.is_none_or(|other| other == day) => exact = Some(day),
                    Some(_) => self.unread(pair),
                    None => self.day(&clean(&value), &value),
                },
                ("law", _) => self.read.law_revision = Day::from_iso(&clean(&value)),
                (_, Some(question)) => {
                    let mut ids = value.split('.').map(clean).filter(|id| !id.is_empty()).peekable();
                    if ids.peek().is_none() {
                        self.unread(pair);
                    }
                    for id in ids {
                        self.option(&id, Some(question), pair);
                    }
                }
                _ => {}
            }
        }
        // The exact day stands beside the first day of its period.
        if exact.is_some() {
            self.read.route.day = exact;
        }
    }

    /// Takes a day; one that does not exist leaves the day open, and is told.
    fn day(&mut self, name: &str, text: &str) {
        match (Day::from_iso(name), self.read.route.day) {
            (Some(day), Some(other)) if other != day => self.unread(text),
            (Some(day), _) => self.read.route.day = Some(day),
            (None, _) => self.read.unread_day = Some(shown(text)),
        }
    }

    /// Takes an option, in a path as whatever it is, in a query as an answer to its question.
    fn option(&mut self, id: &str, question: Option<QuestionId>, text: &str) {
        let Some(option) = self.explainer.option(id) else {
            return self.unread(text);
        };
        let own = self.explainer.question_of(option);
        if question.is_some_and(|question| question != own) {
            return self.unread(text);
        }
        let route = &mut self.read.route;
        if own == QuestionId::ROLE {
            match route.role {
                Some(role) if role != option => self.unread(text),
                _ => route.role = Some(option),
            }
            return;
        }
        let question = &self.explainer[own];
        let before = route.chosen.and(question.options);
        if !question.many && !before.is_empty() && before != OptionSet::of(option) {
            return self.unread(text);
        }
        route.chosen = route.chosen.with(option);
    }

    fn unread(&mut self, text: &str) {
        let text = shown(text);
        if !self.read.unread.contains(&text) {
            self.read.unread.push(text);
        }
    }

    /// Takes out what the role is not offered, and defaults, which are never kept as chosen.
    fn finish(mut self) -> Read {
        let mut kept = OptionSet::EMPTY;
        for option in self.read.route.chosen.iter() {
            let question = &self.explainer[self.explainer.question_of(option)];
            let role = self.read.route.role;
            if question.default == Some(option) {
                continue;
            }
            if role.is_none_or(|role| self.explainer.offered(question, role).contains(option)) {
                kept = kept.with(option);
            } else {
                self.unread(&self.explainer[option].id);
            }
        }
        self.read.route.chosen = kept;
        self.read
    }
}

/// Whether this part of a path was meant as a day: it begins with a year.
fn is_like_a_day(name: &str) -> bool {
    let mut letters = name.bytes();
    letters.by_ref().take(4).filter(u8::is_ascii_digit).count() == 4
        && letters.next().is_none_or(|next| next == b'-')
}

/// A part of a link as it is repeated to the reader: unescaped, without control characters, and short.
fn shown(text: &str) -> String {
    let text = unescape(text);
    let mut shown: String = text.chars().filter(|letter| !letter.is_control()).take(LONGEST_PART).collect();
    if text.chars().nth(LONGEST_PART).is_some() {
        shown.push('…');
    }
    shown
}

/// A name as it was meant: lower case, with plain hyphens, without invisible letters, and without the marks of a
/// sentence around it.
fn clean(text: &str) -> String {
    let visible = text.chars().filter(|letter| !is_invisible(*letter));
    let visible: String = visible.map(|letter| if is_hyphen(letter) { '-' } else { letter }).collect();
    before_entities(&visible).trim_matches(is_mark).to_ascii_lowercase()
}

/// The text without the references to characters at its end: a link in HTML that was copied as text ends in `&gt;`.
fn before_entities(text: &str) -> &str {
    let Some((before, entity)) = text.rsplit_once('&') else { return text };
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '#';
    match entity.strip_suffix(';') {
        Some(name) if !name.is_empty() && name.chars().all(is_letter) => before_entities(before),
        _ => text,
    }
}

/// Letters that chats, word processors and right-to-left texts put into links.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What word processors put in place of a hyphen: one that does not break, dashes, the sign for minus.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Spaces, quotation marks, brackets and whatever else ends a sentence; no id of ours begins or ends with one.
fn is_mark(letter: char) -> bool {
    if letter.is_ascii() {
        return !letter.is_ascii_alphanumeric();
    }
    matches!(letter, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}')
}

/// Undoes percent-encoding, three times over at most; what is no valid text stays as it was.
fn unescape(text: &str) -> String {
    let mut text = text.replace('+', " ");
    for _ in 0..3 {
        if !text.contains('%') {
            break;
        }
        let Some(next) = unescape_once(&text) else { break };
        text = next;
    }
    text.trim().to_owned()
}

fn unescape_once(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let escaped = match tail {
            [high, low, ..] if *byte == b'%' => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*byte));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The canonical path and query below the site's folder: `/business/resell/2024-09-29/`, or
/// `/?role=business&on=2025-01-01&doing=resell`.
#[must_use]
pub fn write(explainer: &Explainer, route: &Route) -> String {
    let mut text = String::from("/");
    if let Some(language) = &route.language {
        text.push_str(language);
        text.push('/');
    }
    if let Some(page) = page_of(explainer, route) {
        text.push_str(&page);
        return text;
    }
    let mut pairs = Vec::new();
    if let Some(role) = route.role {
        pairs.push(format!("{}={}", explainer[QuestionId::ROLE].id, explainer[role].id));
    }
    if let Some(on) = route.day {
        pairs.push(format!("on={}", on.to_iso()));
    }
    for (_, question) in explainer.further_questions() {
        let chosen = question.options.and(route.chosen);
        if !chosen.is_empty() {
            let ids: Vec<&str> = chosen.iter().map(|option| explainer[option].id.as_str()).collect();
            pairs.push(format!("{}={}", question.id, ids.join(".")));
        }
    }
    if !pairs.is_empty() {
        text.push('?');
        text.push_str(&pairs.join("&"));
    }
    text
}

/// The path of the printed page of this route, below its language; `None` where no page was printed for it.
///
/// A page holds a role, or a role and one option of a question without a default, on the first day of one of its
/// periods or on no day.
fn page_of(explainer: &Explainer, route: &Route) -> Option<String> {
    let role = route.role?;
    let narrowing = explainer.narrowing().and(route.chosen);
    if narrowing != route.chosen || narrowing.len() > 1 {
        return None;
    }
    let option = narrowing.first();
    let mut page = format!("{}/", explainer[role].id);
    if let Some(option) = option {
        page.push_str(&explainer[option].id);
        page.push('/');
    }
    if let Some(day) = route.day {
        if page_period(explainer, role, option, day) != Some(day) {
            return None;
        }
        page.push_str(&day.to_iso());
        page.push('/');
    }
    Some(page)
}

/// The first day of the period that holds this day on the printed page of this role and option.
///
/// `None` before the record starts: no page is printed for such a day.
#[must_use]
pub fn page_period(explainer: &Explainer, role: OptionId, option: Option<OptionId>, day: Day) -> Option<Day> {
    let answers = Answers::new(explainer, role, day)?;
    let answers = option.map_or(answers, |option| answers.with(explainer, option));
    period_start(explainer, &answers)
}
