//! Days lie in the record and in order; versions follow each other without a gap.

use std::cmp::Ordering;

use rules::Day;
use toml::Spanned;

use crate::{
    fault::Fault,
    law::{
        day,
        file::{Date, LawFile, Name, ProvisionFile, VersionFile},
    },
};

pub(super) fn faults(file: &LawFile) -> Vec<Fault> {
    let mut days = Days { file, faults: Vec::new() };
    days.record();
    for provision in &file.provision {
        days.provision(provision);
    }
    for short_answer in &file.short_answer {
        let id = short_answer.id.as_ref();
        if short_answer.from.is_empty() {
            days.fault(
                &short_answer.id,
                format!("the short answer “{id}” never begins; give it a day in “from”"),
            );
        }
        days.in_order(&short_answer.from, &format!("the short answer “{id}”"));
    }
    for verdict in &file.verdict {
        let id = verdict.id.as_ref();
        if verdict.version.is_empty() {
            days.fault(
                &verdict.id,
                format!("the verdict “{id}” never begins; give it a [[verdict.version]] with a day"),
            );
        }
        days.in_order(verdict.version.iter().map(|version| &version.from), &format!("the verdict “{id}”"));
    }
    for penalty in &file.penalty {
        days.in_order(&penalty.from, &format!("the penalty “{}”", penalty.id.as_ref()));
    }
    days.in_order(file.day.iter().map(|day| &day.on), "the list of [[day]]");
    days.faults
}

struct Days<'a> {
    file: &'a LawFile,
    faults: Vec<Fault>,
}

impl Days<'_> {
    /// No day of the law lies before the record; every source was checked by `verified`, and nothing seen later.
    fn record(&mut self) {
        let file = self.file;
        let (Some(record), Some(verified)) = (day(&file.record), day(&file.verified)) else {
            return;
        };
        let versions = file.provision.iter().flat_map(|provision| &provision.version);
        let mut dates: Vec<&Date> = vec![&file.verified];
        for version in versions {
            dates.push(&version.from);
            dates.extend(&version.until);
            dates.extend(&version.due);
            if let Some(suspension) = &version.suspended {
                dates.extend([&suspension.from, &suspension.until]);
            }
        }
        dates.extend(file.provision.iter().filter_map(|provision| provision.last_seen.as_ref()));
        dates.extend(file.short_answer.iter().flat_map(|short_answer| &short_answer.from));
        dates.extend(file.verdict.iter().flat_map(|verdict| &verdict.version).map(|version| &version.from));
        dates.extend(file.source.iter().map(|source| &source.checked));
        dates.extend(file.day.iter().map(|day| &day.on));
        dates.extend(file.revision.iter().map(|revision| &revision.on));
        for date in dates {
            if let Some(on) = day(date).filter(|on| *on < record) {
                let (on, record) = (on.to_iso(), record.to_iso());
                self.fault(
                    date,
                    format!(
                        "{on} lies before the record, which starts on {record}; move the day or the record"
                    ),
                );
            }
        }
        let seen = file.provision.iter().filter_map(|provision| {
            let last_seen = provision.last_seen.as_ref()?;
            Some((last_seen, format!("{} was seen in force", provision.id.as_ref())))
        });
        for source in &file.source {
            if let Some(on) = day(&source.checked).filter(|on| *on < verified) {
                let (on, verified, id) = (on.to_iso(), verified.to_iso(), source.id.as_ref());
                self.fault(
                    &source.checked,
                    format!("`verified` says that every source was checked by {verified}, but “{id}” was last checked on {on}; check it again, or set `verified` to {on} or earlier"),
                );
            }
        }
        for (date, what) in seen {
            if let Some(on) = day(date).filter(|on| verified < *on) {
                let (on, verified) = (on.to_iso(), verified.to_iso());
                self.fault(
                    date,
                    format!("{what} on {on}, after `verified`, which is {verified}; set `verified` to {on} or later"),
                );
            }
        }
    }

    fn provision(&mut self, provision: &ProvisionFile) {
        for (index, version) in provision.version.iter().enumerate() {
            let next = provision.version.get(index + 1);
            self.version(&provision.id, version, next);
            if let Some(next) = next {
                self.follows(&provision.id, version, next);
            }
        }
    }

    /// A later version begins later, and on the day after the one before has ended.
    fn follows(&mut self, id: &Name, version: &VersionFile, next: &VersionFile) {
        let id = id.as_ref();
        let (Some(from), Some(next_from)) = (day(&version.from), day(&next.from)) else {
            return;
        };
        match next_from.cmp(&from) {
            Ordering::Greater => {}
            Ordering::Equal => {
                let from = from.to_iso();
                return self.fault(&next.from, format!("{id} has two versions from {from}; end the first"));
            }
            Ordering::Less => {
                let (from, next_from) = (from.to_iso(), next_from.to_iso());
                return self.fault(
                    &next.from,
                    format!(
                        "{id} has a version from {next_from} below one from {from}; put the earlier one first"
                    ),
                );
            }
        }
        let Some(until) = version.until.as_ref().and_then(day) else {
            return;
        };
        let after = until.next();
        match next_from.cmp(&after) {
            Ordering::Equal => {}
            Ordering::Greater => {
                let (first, last) = (after.to_iso(), next_from.previous().to_iso());
                self.fault(
                    &next.from,
                    format!("{id} has no version from {first} to {last}; begin this one on {first}, or suspend the one before"),
                );
            }
            Ordering::Less => {
                let (until, next_from, before) =
                    (until.to_iso(), next_from.to_iso(), next_from.previous().to_iso());
                self.fault(
                    &next.from,
                    format!("{id} has a version until {until} and the next from {next_from}; end the first on {before}"),
                );
            }
        }
    }

    /// What a version dates lies inside it.
    fn version(&mut self, id: &Name, version: &VersionFile, next: Option<&VersionFile>) {
        let id = id.as_ref();
        let Some(from) = day(&version.from) else { return };
        let until = (version.until.as_ref().and_then(day))
            .or_else(|| next.and_then(|next| day(&next.from)).map(Day::previous));
        if let Some(date) = &version.until
            && let Some(until) = day(date).filter(|until| *until < from)
        {
            let (until, from) = (until.to_iso(), from.to_iso());
            self.fault(
                date,
                format!("the version of {id} from {from} ends on {until}, before it begins; correct one of the days"),
            );
            return;
        }
        let inside = |on: Day| from <= on && until.is_none_or(|until| on <= until);
        let span = match until {
            Some(until) => format!("from {} to {}", from.to_iso(), until.to_iso()),
            None => format!("from {}", from.to_iso()),
        };
        for date in &version.due {
            if let Some(due) = day(date).filter(|due| !inside(*due)) {
                let due = due.to_iso();
                self.fault(
                    date,
                    format!("the due day {due} of {id} lies outside its version {span}; correct it"),
                );
            }
        }
        self.in_order(&version.due, &format!("“due” of {id}"));
        let Some(suspension) = &version.suspended else {
            return;
        };
        let (Some(first), Some(last)) = (day(&suspension.from), day(&suspension.until)) else {
            return;
        };
        let (starts, ends) = (first.to_iso(), last.to_iso());
        if last < first {
            self.fault(
                &suspension.until,
                format!("the suspension of {id} ends on {ends}, before it begins on {starts}; correct one of the days"),
            );
        } else if !inside(first) || !inside(last) {
            self.fault(
                &suspension.from,
                format!("the suspension of {id} from {starts} to {ends} lies outside its version {span}; correct it"),
            );
        }
    }

    fn in_order<'b>(&mut self, dates: impl IntoIterator<Item = &'b Date>, of: &str) {
        let mut last: Option<Day> = None;
        for date in dates {
            let Some(on) = day(date) else { continue };
            if let Some(before) = last.filter(|before| on <= *before) {
                let (on, before) = (on.to_iso(), before.to_iso());
                self.fault(
                    date,
                    format!("{on} stands after {before} in {of}; name each day once, the earliest first"),
                );
            }
            last = Some(on);
        }
    }

    fn fault<T>(&mut self, at: &Spanned<T>, text: String) {
        self.faults.push(self.file.text.fault(at.span().start, text));
    }
}
