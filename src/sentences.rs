//! Sentences made of the law's words: days, lists, reasons.

use rules::{
    Answers, Day, Extent, Interface, Law, Notice, OptionId, OptionSet, Outcome, Provision, ProvisionId,
    ProvisionOutcome, QuestionId, Reading, Resolution, RowOutcome, RowRule, RowStatus, Standing, Timing, Why,
    fill, last_checked, resolutions,
};

#[cfg(test)]
mod tests;

/// A day as people write it in this language.
#[must_use]
pub fn day(interface: &Interface, day: Day) -> String {
    let month = &interface.months_in_days[day.month() as usize - 1];
    fill(
        interface.date_format(),
        &[("month", month), ("day", &day.day().to_string()), ("year", &day.year().to_string())],
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
            format!("{}{}{end}", first.join(interface.list_comma()), joint.unwrap_or_default())
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
    let phrase = |option: OptionId| law.option(option).1.phrase.clone();
    let mut body = String::new();
    let mut place = String::new();
    let mut product = None;
    let mut doing: Vec<String> = Vec::new();
    for (_, question) in explainer.further_questions() {
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
    // An explainer that asks for no place has none in its line.
    let template = if place.is_empty() { &without(template, "{place}") } else { template };
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
        Some(product) => format!("{line}. {}", fill(interface.line_product(), &[("product", &product)])),
        None => line,
    }
}

/// A template without one of its places, and without what joins that place to what stands before it.
fn without(template: &str, place: &str) -> String {
    let Some((before, after)) = template.split_once(place) else {
        return template.to_owned();
    };
    let joint = |letter: char| matches!(letter, ' ' | ',' | ';' | '·' | '–' | '—' | '،' | '、' | '，');
    [before.trim_end_matches(joint), after].concat()
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
    let interface = &law.wording.interface;
    let (_, words) = law.provision(outcome.provision);
    match &outcome.why {
        Why::Rule if outcome.standing == Standing::Affects => words.affects.clone(),
        Why::Rule => words.binds.clone(),
        Why::Because(because) => law.text(*because).to_owned(),
        Why::Open(_) => {
            let mut sentences = Vec::new();
            for (resolution, openings) in resolutions(&law.explainer, answers, outcome) {
                let conditions = conditions(law, &openings);
                let values = [("conditions", &*conditions)];
                match resolution {
                    Resolution::Applies => sentences.push(fill(interface.applies(), &values)),
                    Resolution::Unclear(missing) => {
                        sentences.push(fill(interface.applies_unclear(), &values));
                        sentences.push(law.text(missing).to_owned());
                    }
                }
            }
            sentences.join(" ")
        }
        Why::RuledOut(questions) => {
            let by = ruling(law, answers, questions);
            // Who chose one of several has ruled nothing out.
            let several = questions.iter().all(|question| law.explainer[*question].many);
            let template = if several { interface.not_chosen() } else { interface.ruled_out() };
            format!("{} {}", fill(template, &[("answers", &by)]), words.concerns)
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
            let last = format!("{}{}", interface.list_comma().trim_end(), interface.list_and());
            list(interface, &questions, &last)
        })
        .collect();
    clauses.join("; ")
}

/// The answers to these questions, each in quotation marks.
fn ruling(law: &Law, answers: &Answers, questions: &[QuestionId]) -> String {
    let interface = &law.wording.interface;
    let counted = answers.counted(&law.explainer);
    let labels: Vec<String> = questions
        .iter()
        .flat_map(|question| law.explainer[*question].options.and(counted).iter())
        .map(|option| quoted(interface, &law.option(option).1.label))
        .collect();
    list(interface, &labels, interface.list_and())
}

/// When a provision holds, as a reader on this day would say it.
#[must_use]
pub fn when(interface: &Interface, provision: &Provision, outcome: &ProvisionOutcome) -> String {
    let from = day(interface, outcome.from);
    let settled = provision[outcome.version].unsettled.is_none();
    if outcome.timing == Timing::InForce && !settled {
        return fill(interface.unclear_since(), &[("day", &from)]);
    }
    match (outcome.timing, outcome.until, outcome.in_days) {
        (Timing::Upcoming, _, Some(1)) => fill(interface.begins_one(), &[("day", &from)]),
        (Timing::Upcoming, _, in_days) => {
            fill(interface.begins(), &[("day", &from), ("n", &in_days.unwrap_or_default().to_string())])
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

/// What is said of a day that a link or a reader named and that cannot be shown: today is shown instead.
#[must_use]
pub fn unread_day(interface: &Interface, text: &str) -> String {
    let mut parts = text.splitn(3, '-').skip(1).map(|part| part.parse::<usize>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(month @ 1..=12), Some(day @ 1..=99)) => {
            let values = [("month", interface.months_in_days[month - 1].as_str()), ("day", &day.to_string())];
            fill(interface.no_such_day(), &values)
        }
        _ => fill(interface.unread_day(), &[("found", text)]),
    }
}

/// A day in the least space: “Sept. 29, ’24”.
#[must_use]
pub fn short_day(interface: &Interface, day: Day) -> String {
    let month = &interface.months_short[day.month() as usize - 1];
    let year = format!("{:02}", day.year() % 100);
    fill(interface.date_format_short(), &[("month", month), ("day", &day.day().to_string()), ("year", &year)])
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
            &[("day", &day(interface, change.on)), ("n", &change.in_days.to_string())],
        ),
    }
}

/// The verdict that heads the answer: the one with the gravest row.
#[must_use]
pub fn headline<'a>(law: &'a Law, outcome: &Outcome) -> Option<&'a str> {
    outcome.verdicts.first().map(|shown| law.verdict(shown))
}

/// The short answers in reading order, each text once.
#[must_use]
pub fn short_answers<'a>(law: &'a Law, outcome: &Outcome) -> Vec<&'a str> {
    let mut texts: Vec<&str> = Vec::new();
    for shown in &outcome.short_answers {
        let text = law.short_answer(shown);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// When the sources of an answer were last checked; on a day before the record, that there is none.
#[must_use]
pub fn checked(law: &Law, outcome: &Outcome) -> String {
    if outcome.notice == Some(Notice::BeforeRecord) {
        return notice(law, Notice::BeforeRecord);
    }
    let interface = &law.wording.interface;
    fill(interface.last_checked(), &[("day", &day(interface, last_checked(&law.explainer, outcome)))])
}

/// What an answer takes for granted: what is assumed of an open question, the defaults, and that nothing has changed
/// since its sources were last checked.
#[must_use]
pub fn assumptions(law: &Law, outcome: &Outcome) -> Vec<String> {
    let interface = &law.wording.interface;
    let phrase = |option: OptionId| law.option(option).1.phrase.clone();
    let mut said = Vec::new();
    for (_, question) in law.explainer.further_questions() {
        let assumed: Vec<String> = question.options.and(outcome.assumed).iter().map(phrase).collect();
        if !assumed.is_empty() {
            said.push(list(interface, &assumed, interface.list_and()));
        }
        if let Some(default) = question.default
            && !outcome.answers.chosen().meets(question.options)
        {
            said.push(phrase(default));
        }
    }
    if outcome.notice == Some(Notice::AfterVerified) {
        let checked = day(interface, last_checked(&law.explainer, outcome));
        said.push(fill(interface.assumes_unchanged(), &[("day", &checked)]));
    }
    said
}

/// What a row says.
#[must_use]
pub fn row_status(law: &Law, row: &RowOutcome) -> String {
    let interface = &law.wording.interface;
    match row.status {
        // The row of an agency or a state speaks of it: its reader may be another one.
        RowStatus::Binds(effect) if is_of_one_kind(law, row) => law.effect(effect).label.clone(),
        RowStatus::Binds(effect) => law.effect(effect).row.clone(),
        RowStatus::Affects(provision) => law.provision(provision).1.label.clone(),
        RowStatus::Unclear => interface.status_unclear().to_owned(),
        RowStatus::Depends => interface.status_depends().to_owned(),
        RowStatus::Starts(_) => {
            let from = row.rule.map(|rule| day(interface, rule.from)).unwrap_or_default();
            fill(interface.status_starts(), &[("day", &from)])
        }
        RowStatus::Suspended => interface.status_suspended().to_owned(),
        RowStatus::Urged => interface.status_urged().to_owned(),
        RowStatus::NotCovered => interface.status_not_covered().to_owned(),
        RowStatus::Ended => interface.status_ended().to_owned(),
        RowStatus::NoRuleFound => interface.status_no_rule_found().to_owned(),
    }
}

/// Whether a row is about one kind of reader, such as an agency, and not about what any of them may do.
fn is_of_one_kind(law: &Law, row: &RowOutcome) -> bool {
    row.option.is_some_and(|option| !law.explainer[law.explainer.question_of(option)].many)
}

/// Since when the rule of a row has held; `None` where its status says a day itself, or no rule holds.
#[must_use]
pub fn row_since(law: &Law, row: &RowOutcome) -> Option<String> {
    let interface = &law.wording.interface;
    let rule = row.rule.filter(|rule| rule.timing == Timing::InForce)?;
    Some(fill(interface.since(), &[("day", &day(interface, rule.from))]))
}

/// The condition under which the rule that leads a row holds: “Only if your contract has the clause.”
#[must_use]
pub fn row_condition<'a>(law: &'a Law, row: &RowOutcome) -> Option<&'a str> {
    let condition = &law.provision(row.rule?.provision).1.condition;
    Some(condition.as_str()).filter(|condition| !condition.is_empty())
}

/// The sentences beside a row: the condition of its rule, the row's own words for its status, and what its other
/// provisions have to say.
#[must_use]
pub fn row_why(law: &Law, row: &RowOutcome) -> String {
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(row_condition(law, row).map(str::to_owned));
    sentences.extend(law.row(row.row).1.why(row.status.id(&law.explainer)).map(str::to_owned));
    sentences.extend(row_notes(law, row).into_iter().map(|note| format!("{note}.")));
    sentences.join(" ")
}

/// The provisions that do not lead their row, by day: those that bind or affect with their word and their days, the
/// others by name. Those with the same word share it: “Exempt: Identify Kaspersky products; Plan the removal.”
fn row_notes(law: &Law, row: &RowOutcome) -> Vec<String> {
    let interface = &law.wording.interface;
    let word = |rule: &RowRule| (rule.timing, provision_status(law, rule.provision, rule.standing));
    let by_word = |rule: &RowRule| {
        matches!(rule.standing, Standing::Binds | Standing::Affects) && rule.timing != Timing::Ended
    };
    let last = |rule: &RowRule| match rule.timing {
        Timing::Ended => rule.until.unwrap_or(rule.from),
        _ => rule.from,
    };
    // They are few: the sort of the standard library would be two thousand bytes of the engine.
    let mut rules: Vec<&RowRule> = Vec::new();
    for rule in &row.notes {
        rules.insert(rules.partition_point(|earlier| last(earlier) <= last(rule)), rule);
    }
    let mut notes: Vec<(&RowRule, Vec<String>)> = Vec::new();
    for rule in rules {
        let part = if by_word(rule) {
            day(interface, last(rule))
        } else {
            law.provision(rule.provision).1.title.clone()
        };
        let same = |known: &RowRule| rule.timing != Timing::Ended && word(known) == word(rule);
        match notes.iter_mut().find(|(known, _)| same(known)) {
            Some((_, parts)) if parts.contains(&part) => {}
            Some((_, parts)) => parts.push(part),
            None if row.rule.is_some_and(|lead| by_word(rule) && same(&lead) && lead.from == rule.from) => {}
            None => notes.push((rule, vec![part])),
        }
    }
    let told = |(rule, parts): (&RowRule, Vec<String>)| {
        let template = match rule.timing {
            Timing::Ended => interface.row_note_ended(),
            _ if !by_word(rule) => interface.row_note_named(),
            Timing::Upcoming => interface.row_note_upcoming(),
            Timing::InForce => interface.row_note(),
        };
        let days = match rule.timing {
            Timing::Ended => day(interface, last(rule)),
            _ => list(interface, &parts, interface.list_and()),
        };
        fill(template, &[("status", word(rule).1), ("title", &parts.join("; ")), ("day", &days)])
    };
    notes.into_iter().map(told).collect()
}

/// The word for how a provision stands, whatever the day.
#[must_use]
pub fn provision_status(law: &Law, provision: ProvisionId, standing: Standing) -> &str {
    let interface = &law.wording.interface;
    let (provision, words) = law.provision(provision);
    match standing {
        Standing::Binds => &law.effect(provision.effect).label,
        Standing::Affects => &words.label,
        Standing::Exempt => interface.status_exempt(),
        Standing::Unclear => interface.status_unclear(),
        Standing::Depends => interface.status_depends(),
        Standing::NotYours => interface.status_not_yours(),
    }
}

/// The form for one, or the form for many: `{n}` is filled in.
#[must_use]
pub fn count(one: &str, many: &str, n: usize) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &n.to_string())])
}
