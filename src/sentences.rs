//! Sentences made of the law's words: days, lists, reasons.

use rules::{
    Answers, Day, Extent, Interface, Law, Leads, Notice, OptionSet, Outcome, Provision, ProvisionOutcome,
    Reading, Standing, Timing, Why, fill, joined, number, ways,
};

/// A day as people write it in this language.
#[must_use]
pub fn day(interface: &Interface, day: Day) -> String {
    let month = (day.month() as usize).checked_sub(1).and_then(|index| interface.months_in_days.get(index));
    fill(
        interface.date_format(),
        &[
            ("month", month.map_or("", String::as_str)),
            ("day", &number(day.day().cast_signed())),
            ("year", &number(day.year())),
        ],
    )
}

/// “one”, “one and two”, “one, two and three”.
///
/// `last` joins the last item. It may hold a second form and the sound before which that stands, as in ` y | e |i`:
/// Spanish says “compra e integra”. A quotation mark and an H are not heard.
#[must_use]
pub fn list(interface: &Interface, items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => {
            let heard = end.trim_start_matches(['“', 'h', 'H']).bytes().next();
            let mut forms = last.split('|');
            let mut joint = forms.next();
            if let (other, Some(sound)) = (forms.next(), forms.next())
                && heard.is_some_and(|heard| sound.bytes().next() == Some(heard | 0x20))
            {
                joint = other;
            }
            joined(&[&*joined(first, interface.list_comma()), joint.unwrap_or_default(), end], "")
        }
    }
}

/// The text in this language's quotation marks.
#[must_use]
pub fn quoted(interface: &Interface, text: &str) -> String {
    fill(interface.quote(), &[("text", text)])
}

/// The line above the answer: who asks, where, on which day.
#[must_use]
pub fn who(law: &Law, answers: &Answers) -> String {
    let (explainer, interface) = (&law.explainer, &law.wording.interface);
    let counted = answers.counted(explainer);
    let phrase = |option: u8| law.option(option).1.phrase.clone();
    let mut body = String::new();
    let mut place = String::new();
    let mut product = None;
    let mut doing: Vec<String> = Vec::new();
    for question in explainer.questions.iter().skip(1) {
        for option in question.options.and(counted).iter() {
            match (question.many, question.default) {
                (true, _) => doing.push(phrase(option)),
                (false, None) => body = phrase(option),
                (false, Some(_)) if place.is_empty() => place = phrase(option),
                (false, Some(default)) => product = (default != option).then(|| phrase(option)),
            }
        }
    }
    let template = match (body.is_empty(), doing.is_empty()) {
        (true, true) => interface.line(),
        (true, false) => interface.line_doing(),
        (false, true) => interface.line_body(),
        (false, false) => interface.line_body_doing(),
    };
    let line = fill(
        template,
        &[
            ("role", &phrase(answers.role())),
            ("body", &body),
            ("doing", &list(interface, &doing, interface.list_and())),
            ("place", &place),
            ("day", &day(interface, answers.on)),
        ],
    );
    let line = capitalized(&line);
    match product {
        Some(product) => joined(&[line, fill(interface.line_product(), &[("product", &product)])], ". "),
        None => line,
    }
}

/// The text with its first letter in upper case, where that is a plain one.
fn capitalized(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Why a provision stands as it does, in a sentence or two, to the reader.
#[must_use]
pub fn why(law: &Law, answers: &Answers, outcome: &ProvisionOutcome) -> String {
    let wording = &law.wording;
    let words = &wording.provisions[outcome.provision];
    match &outcome.why {
        Why::Rule if outcome.standing == Standing::Affects => words.affects.clone(),
        Why::Rule => words.binds.clone(),
        Why::Because(because) => {
            because.and_then(|index| wording.because.get(usize::from(index))).cloned().unwrap_or_default()
        }
        Why::Open(_) => {
            let mut sentences = Vec::new();
            for (leads, openings) in ways(&law.explainer, answers, outcome) {
                let (template, missing) = match leads {
                    Leads::ToYours => (wording.interface.applies(), None),
                    Leads::ToUnclear(missing) => (wording.interface.applies_unclear(), missing),
                };
                sentences.push(fill(template, &[("conditions", &conditions(law, &openings))]));
                sentences.extend(missing.and_then(|index| wording.because.get(usize::from(index))).cloned());
            }
            joined(&sentences, " ")
        }
        Why::RuledOut(questions) => {
            let by = ruling(law, answers, questions);
            // Who chose one of several has ruled nothing out.
            let several = questions.iter().all(|index| law.explainer.questions[usize::from(*index)].many);
            let interface = &wording.interface;
            let template = if several { interface.not_chosen() } else { interface.ruled_out() };
            joined(&[&fill(template, &[("answers", &by)]), &words.concerns], " ")
        }
    }
}

/// “if you resell it; if you are a federal agency and if you use it”.
fn conditions(law: &Law, openings: &[OptionSet]) -> String {
    let interface = &law.wording.interface;
    let clauses: Vec<String> = openings
        .iter()
        .map(|opening| {
            let questions: Vec<String> = law
                .explainer
                .questions
                .iter()
                .filter(|question| question.options.meets(*opening))
                .map(|question| {
                    let options: Vec<String> = question
                        .options
                        .and(*opening)
                        .iter()
                        .map(|option| law.option(option).1.condition.clone())
                        .collect();
                    list(interface, &options, interface.list_or())
                })
                .collect();
            list(
                interface,
                &questions,
                &joined(&[interface.list_comma().trim_end(), interface.list_and()], ""),
            )
        })
        .collect();
    joined(&clauses, "; ")
}

/// The answers to these questions, each in quotation marks.
fn ruling(law: &Law, answers: &Answers, questions: &[u8]) -> String {
    let interface = &law.wording.interface;
    let counted = answers.counted(&law.explainer);
    let labels: Vec<String> = questions
        .iter()
        .filter_map(|index| law.explainer.questions.get(usize::from(*index)))
        .flat_map(|question| question.options.and(counted).iter())
        .map(|option| quoted(interface, &law.option(option).1.label))
        .collect();
    list(interface, &labels, interface.list_and())
}

/// When a provision holds, as a reader on this day would say it.
#[must_use]
pub fn when(interface: &Interface, provision: &Provision, outcome: &ProvisionOutcome) -> String {
    let from = day(interface, outcome.from);
    let settled = provision.versions.get(outcome.version).is_none_or(|version| version.unsettled.is_none());
    if outcome.timing == Timing::InForce && !settled {
        return fill(interface.unclear_since(), &[("day", &from)]);
    }
    match (outcome.timing, outcome.until, outcome.in_days) {
        (Timing::Upcoming, _, Some(1)) => fill(interface.begins_one(), &[("day", &from)]),
        (Timing::Upcoming, _, in_days) => {
            fill(interface.begins(), &[("day", &from), ("n", &number(in_days.unwrap_or_default()))])
        }
        (Timing::InForce, None, _) => fill(interface.in_force_since(), &[("day", &from)]),
        (Timing::InForce, Some(until), _) => {
            fill(interface.in_force_until(), &[("from", &from), ("until", &day(interface, until))])
        }
        (Timing::Ended, until, _) => {
            fill(interface.ended(), &[("day", &day(interface, until.unwrap_or(outcome.from)))])
        }
    }
}

/// How sure we are of a provision: whether its official words were read, or a report of them.
#[must_use]
pub fn evidence<'a>(interface: &'a Interface, provision: &Provision) -> &'a str {
    match (provision.read, provision.extent) {
        (Reading::Report, Extent::Part) => interface.evidence_report_part(),
        (Reading::Report, Extent::Whole) => interface.evidence_report(),
        (read, extent) => reading(interface, read, extent),
    }
}

/// What kind of text a source is, and how much of it was read.
#[must_use]
pub fn reading(interface: &Interface, read: Reading, extent: Extent) -> &str {
    match (read, extent) {
        (Reading::Official, Extent::Whole) => interface.evidence_official(),
        (Reading::Official, Extent::Part) => interface.evidence_official_part(),
        (Reading::Copy, Extent::Whole) => interface.evidence_copy(),
        (Reading::Copy, Extent::Part) => interface.evidence_copy_part(),
        (Reading::Report, _) => interface.source_report(),
    }
}

/// What has to be said about the day itself.
#[must_use]
pub fn notice(law: &Law, notice: Notice) -> String {
    let interface = &law.wording.interface;
    let (template, day) = match notice {
        Notice::BeforeRecord => (interface.notice_before_record(), law.explainer.record),
        Notice::AfterVerified => (interface.notice_after_verified(), law.explainer.verified),
    };
    fill(template, &[("day", &self::day(interface, day))])
}

/// What comes next for the reader.
#[must_use]
pub fn next_change(interface: &Interface, outcome: &Outcome) -> String {
    match &outcome.next_change {
        None => interface.next_change_none().to_owned(),
        Some(change) if change.in_days == 1 => {
            fill(interface.next_change_one(), &[("day", &day(interface, change.on))])
        }
        Some(change) => fill(
            interface.next_change(),
            &[("day", &day(interface, change.on)), ("n", &number(change.in_days))],
        ),
    }
}

/// The short answers in reading order, each text once.
#[must_use]
pub fn short_answers<'a>(law: &'a Law, outcome: &Outcome) -> Vec<&'a str> {
    let mut texts: Vec<&str> = Vec::new();
    for shown in &outcome.short_answers {
        let text = short_answer(law, shown.short_answer, shown.text);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// One text of one short answer.
#[must_use]
pub fn short_answer(law: &Law, short_answer: usize, text: usize) -> &str {
    let texts = law.wording.short_answers.get(short_answer);
    texts.and_then(|texts| texts.get(text)).map_or("", String::as_str)
}

/// The form for one, or the form for many.
#[must_use]
pub fn count<'a>(one: &'a str, many: &'a str, n: usize) -> &'a str {
    if n == 1 { one } else { many }
}

/// The title of the page: the question, and who asks when.
#[must_use]
pub fn title(law: &Law, answers: Option<&Answers>) -> String {
    match answers {
        None => law.wording.title.clone(),
        Some(answers) => joined(&[&who(law, answers), &law.wording.title], " · "),
    }
}
