//! Answers to and from an address.
//!
//! Reading is total: any text in, an [`Address`] and a list of what could not be read out.
//! Writing has one canonical order, so that one result has one address:
//! `/{language}/{role}/{option}/{from}/?on=…&place=…&doing=…&body=…&product=…&law=…`.

use rules::{Answers, Day, Explainer, OptionSet, Question, joined, outcome};

#[cfg(test)]
mod tests;

/// What an address says: the answers, and the day where it names one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The language, as in `es`; `None` for the one without a prefix.
    pub language: Option<String>,
    /// The role; without one, the address is the question itself.
    pub role: Option<u8>,
    /// Every other option chosen.
    pub chosen: OptionSet,
    /// The day; `None`: today.
    pub day: Option<Day>,
}

impl Address {
    /// The address of these answers.
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
    pub address: Address,
    /// The parts that could not, as they stood there.
    pub unread: Vec<String>,
    /// The day on which the law of the link had last changed.
    pub law: Option<Day>,
}

/// Keys that others append to links to count readers; they ask for nothing.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "mc_cid",
    "mc_eid", "ref", "ref_src", "referrer", "source", "cmpid", "ito", "smid", "si", "_ga", "_gl", "_hsenc",
    "_hsmi", "vero_id", "wt_mc",
];

/// Keys that dress the widget and answer nothing; the last four are those of a pym parent.
pub const DRESS: &[&str] = &[
    "theme",
    "accent",
    "text",
    "share",
    "embed",
    "height",
    "initialwidth",
    "childid",
    "parenttitle",
    "parenturl",
];

/// How much of an address is looked at; a real one has less than 400 bytes.
const LONGEST: usize = 4096;

/// How much of an unreadable part is repeated to the reader.
const LONGEST_PART: usize = 60;

/// Reads an address: its path and its query, with or without the leading `?`.
///
/// `languages` are the prefixes that are languages. Upper case, doubled escapes and `&amp;` are understood.
#[must_use]
pub fn read(explainer: &Explainer, languages: &[&str], path: &str, query: &str) -> Read {
    let mut read = Read::default();
    if path.len() + query.len() > LONGEST {
        read.unread.push(shown(path));
        return read;
    }
    let mut reader = Reader { explainer, read };
    reader.path(languages, path);
    reader.query(query.strip_prefix('?').unwrap_or(query));
    reader.finish()
}

struct Reader<'a> {
    explainer: &'a Explainer,
    read: Read,
}

impl Reader<'_> {
    fn path(&mut self, languages: &[&str], path: &str) {
        let segments: Vec<String> = path
            .split('/')
            .map(unescape)
            .filter(|segment| !segment.is_empty() && segment != "index.html")
            .collect();
        for (index, segment) in segments.iter().enumerate() {
            let name = segment.to_ascii_lowercase();
            let language = languages.iter().find(|language| index == 0 && **language == name);
            if let Some(language) = language {
                self.read.address.language = Some((*language).to_owned());
            } else if let Some(day) = Day::from_iso(&name) {
                self.day(day, segment);
            } else {
                self.option(&name, None, segment);
            }
        }
    }

    fn query(&mut self, query: &str) {
        let mut exact = None;
        for pair in query.split('&') {
            let pair = pair.strip_prefix("amp;").unwrap_or(pair);
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (key, value) = (unescape(key).to_ascii_lowercase(), unescape(value));
            let name = value.to_ascii_lowercase();
            if (key.is_empty() && value.is_empty())
                || key.starts_with("utm_")
                || TRACKING.contains(&&*key)
                || is_dress(&key)
            {
                continue;
            }
            match &*key {
                "on" => match Day::from_iso(&name) {
                    Some(day) if exact.is_none_or(|other| other == day) => exact = Some(day),
                    _ => self.unread(pair),
                },
                "law" => match Day::from_iso(&name) {
                    Some(day) => self.read.law = Some(day),
                    None => self.unread(pair),
                },
                _ => match self.explainer.questions.iter().position(|question| question.id == key) {
                    Some(question) if !name.is_empty() => {
                        for id in name.split('.').filter(|id| !id.is_empty()) {
                            self.option(id, Some(question), pair);
                        }
                    }
                    _ => self.unread(pair),
                },
            }
        }
        // The exact day stands beside the first day of its period.
        if exact.is_some() {
            self.read.address.day = exact;
        }
    }

    fn day(&mut self, day: Day, text: &str) {
        match self.read.address.day {
            Some(other) if other != day => self.unread(text),
            _ => self.read.address.day = Some(day),
        }
    }

    /// Takes an option, in a path as whatever it is, in a query as an answer to its question.
    fn option(&mut self, id: &str, question: Option<usize>, text: &str) {
        let found = self.explainer.option(id);
        let index = found.and_then(|option| self.explainer.question_of(option));
        let (Some(option), Some(index)) = (found, index) else {
            return self.unread(text);
        };
        if question.is_some_and(|question| question != index) {
            return self.unread(text);
        }
        let address = &mut self.read.address;
        if index == 0 {
            match address.role {
                Some(role) if role != option => self.unread(text),
                _ => address.role = Some(option),
            }
            return;
        }
        let question = &self.explainer.questions[index];
        let before = address.chosen.and(question.options);
        if !question.many && !before.is_empty() && before != OptionSet::of(option) {
            return self.unread(text);
        }
        address.chosen = address.chosen.with(option);
    }

    fn unread(&mut self, text: &str) {
        let text = shown(text);
        if !self.read.unread.contains(&text) {
            self.read.unread.push(text);
        }
    }

    /// Takes out what the role is not offered, and defaults, which are never kept as chosen.
    fn finish(mut self) -> Read {
        let chosen = self.read.address.chosen;
        let mut kept = OptionSet::EMPTY;
        for option in chosen.iter() {
            let question = self.explainer.question_of(option).map(|index| &self.explainer.questions[index]);
            let offered = |question: &Question| match self.read.address.role {
                Some(role) => self.explainer.offered(question, role).contains(option),
                None => true,
            };
            match question {
                Some(question) if question.default == Some(option) => {}
                Some(question) if offered(question) => kept = kept.with(option),
                _ => {
                    let id = self.explainer.options[usize::from(option)].id.clone();
                    self.unread(&id);
                }
            }
        }
        self.read.address.chosen = kept;
        self.read
    }
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

/// The canonical address, as path and query: `/business/resell/2024-09-29/?on=2025-01-01`.
#[must_use]
pub fn write(explainer: &Explainer, address: &Address) -> String {
    let mut text = String::from("/");
    if let Some(language) = &address.language {
        text.push_str(language);
        text.push('/');
    }
    let Some(role) = address.role else {
        append_query(&mut text, &query(explainer, address.chosen, address.day));
        return text;
    };
    text.push_str(&explainer.options[usize::from(role)].id);
    text.push('/');
    let (page_option, in_query) = split_for_page(explainer, address.chosen);
    if let Some(option) = page_option {
        text.push_str(&explainer.options[usize::from(option)].id);
        text.push('/');
    }
    let mut on = address.day;
    if let Some(day) = address.day
        && let Some(from) = page_period(explainer, role, page_option, day)
    {
        text.push_str(&from.to_iso());
        text.push('/');
        on = (from != day).then_some(day);
    }
    append_query(&mut text, &query(explainer, in_query, on));
    text
}

/// The first day of the period that holds this day on the printed page of this role and option.
///
/// `None` before the record starts: no page is printed for such a day.
#[must_use]
pub fn page_period(explainer: &Explainer, role: u8, option: Option<u8>, day: Day) -> Option<Day> {
    let answers = Answers::new(explainer, role, day)?;
    let answers = option.map_or(answers, |option| answers.with(explainer, option));
    outcome(explainer, &answers).period.from
}

/// The option that stands in the path, and what is left for the query.
///
/// An option stands in the path only when it is the only answer to the questions without a default.
#[must_use]
pub fn split_for_page(explainer: &Explainer, chosen: OptionSet) -> (Option<u8>, OptionSet) {
    let narrowing = explainer.narrowing().and(chosen);
    if narrowing.len() == 1 { (narrowing.first(), chosen.without(narrowing)) } else { (None, chosen) }
}

fn query(explainer: &Explainer, chosen: OptionSet, on: Option<Day>) -> String {
    let mut query = String::new();
    if let Some(on) = on {
        query.push_str("on=");
        query.push_str(&on.to_iso());
    }
    for question in explainer.questions.iter().skip(1) {
        let ids: Vec<&str> = question
            .options
            .and(chosen)
            .iter()
            .map(|option| explainer.options[usize::from(option)].id.as_str())
            .collect();
        if !ids.is_empty() {
            let separator = if query.is_empty() { "" } else { "&" };
            query.push_str(&joined(&[separator, &question.id, "=", &joined(&ids, ".")], ""));
        }
    }
    query
}

fn append_query(text: &mut String, query: &str) {
    if !query.is_empty() {
        text.push('?');
        text.push_str(query);
    }
}

/// Whether a key of a query dresses the widget and answers nothing.
#[must_use]
pub fn is_dress(key: &str) -> bool {
    DRESS.contains(&key)
}
