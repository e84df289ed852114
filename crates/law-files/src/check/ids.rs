//! Ids stand once, questions can be answered, alternatives name options and say why.

use std::collections::BTreeSet;

use rules::OptionSet;
use toml::Spanned;

use crate::{
    fault::Fault,
    law::file::{AlternativeFile, ChooseFile, LawFile, Name, OptionFile, ProvisionFile},
};

const MOST_OPTIONS: usize = OptionSet::CAPACITY;

pub(super) fn faults(file: &LawFile) -> Vec<Fault> {
    let mut ids = Ids { file, faults: Vec::new() };
    ids.all_once();
    ids.questions();
    for provision in &file.provision {
        ids.provision(provision);
    }
    for name in file.recheck.iter().flat_map(|recheck| &recheck.provisions) {
        let id = name.as_ref();
        if !file.provision.iter().any(|provision| provision.id.as_ref() == id) {
            ids.fault(name, format!("there is no provision “{id}”; add it, or name one that exists"));
        }
    }
    for short_answer in &file.short_answer {
        let id = short_answer.id.as_ref();
        ids.named_options(&short_answer.when);
        ids.no_reason(&short_answer.when, &format!("the short answer “{id}”"));
        if short_answer.options.is_empty() {
            ids.fault(&short_answer.id, format!("the short answer “{id}” answers for no option; name one"));
        }
    }
    for verdict in &file.verdict {
        let id = verdict.id.as_ref();
        ids.named_options(&verdict.when);
        ids.no_reason(&verdict.when, &format!("the verdict “{id}”"));
        if verdict.options.is_empty() {
            ids.fault(&verdict.id, format!("the verdict “{id}” answers for no option; name one"));
        }
    }
    ids.rows();
    ids.retired();
    ids.rest();
    for advice in &file.advice {
        ids.named_options(&advice.when);
        ids.no_reason(&advice.when, &format!("the advice “{}”", advice.id.as_ref()));
    }
    ids.faults
}

/// A list of options, and whether it only chooses a text.
struct OptionList<'a> {
    names: Vec<&'a Name>,
    is_text: bool,
}

fn lists_of(
    alternatives: &[Spanned<AlternativeFile>],
    is_text: bool,
) -> impl Iterator<Item = OptionList<'_>> {
    (alternatives.iter().flat_map(|alternative| &alternative.as_ref().questions))
        .map(move |(_, names)| OptionList { names: names.iter().collect(), is_text })
}

struct Ids<'a> {
    file: &'a LawFile,
    faults: Vec<Fault>,
}

impl<'a> Ids<'a> {
    fn all_once(&mut self) {
        let file = self.file;
        let options = file.question.iter().flat_map(|question| &question.options);
        self.once("question", file.question.iter().map(|question| &question.id));
        self.once("option", options.map(|option| &option.id));
        self.once("provision", file.provision.iter().map(|provision| &provision.id));
        self.once("effect", file.effect.iter().map(|effect| &effect.id));
        self.once("penalty", file.penalty.iter().map(|penalty| &penalty.id));
        self.once("row", file.row.iter().map(|row| &row.id));
        self.once("verdict", file.verdict.iter().map(|verdict| &verdict.id));
        self.once("short answer", file.short_answer.iter().map(|short| &short.id));
        self.once("source", file.source.iter().map(|source| &source.id));
        self.once("reason", file.reason.iter().map(|reason| &reason.id));
        self.once("claim", file.claim.iter().map(|claim| &claim.id));
        self.once("advice", file.advice.iter().map(|advice| &advice.id));
        self.once("revision", file.revision.iter().map(|revision| &revision.id));
    }

    fn once<'b>(&mut self, kind: &str, ids: impl Iterator<Item = &'b Name>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.as_ref()) {
                let name = id.as_ref();
                self.fault(id, format!("the {kind} “{name}” exists already; give this one an id of its own"));
            }
        }
    }

    fn questions(&mut self) {
        let file = self.file;
        let options = || file.question.iter().flat_map(|question| &question.options);
        if let Some(beyond) = options().nth(MOST_OPTIONS) {
            let n_options = options().count();
            self.fault(
                &beyond.id,
                format!("there are {n_options} options; {MOST_OPTIONS} are the most, take some out"),
            );
        }
        match file.question.first() {
            Some(role) => {
                let whole = role.default.is_none()
                    && role.choose == ChooseFile::One
                    && role.options.iter().all(|option| option.roles.is_none());
                if !whole {
                    self.fault(
                        &role.id,
                        "the first question is the reader’s role; let everyone choose one option, without a default"
                            .to_owned(),
                    );
                }
            }
            None => self
                .faults
                .push(file.text.fault(0, "there is no question; write the reader’s role first".to_owned())),
        }
        for question in &file.question {
            let id = question.id.as_ref();
            if question.options.is_empty() {
                self.fault(
                    &question.id,
                    format!("no role is offered an option of “{id}”; give it options, or take it out"),
                );
            }
            for option in &question.options {
                let name = option.id.as_ref();
                if option.roles.as_ref().is_some_and(Vec::is_empty) {
                    self.fault(
                        &option.id,
                        format!("no role is offered “{name}”; name its roles, or take out “roles” to offer it to all"),
                    );
                }
                if option.roles.is_some()
                    && let Some(default) =
                        question.default.as_ref().filter(|default| default.as_ref() == name)
                {
                    self.fault(
                        default,
                        format!("the default “{name}” is not offered to every role; take out its “roles”"),
                    );
                }
            }
        }
    }

    fn provision(&mut self, provision: &ProvisionFile) {
        let id = provision.id.as_ref();
        for alternatives in [&provision.binds, &provision.affects, &provision.unsettled, &provision.except] {
            self.named_options(alternatives);
        }
        self.no_reason(&provision.binds, &format!("“binds” of {id}"));
        self.no_reason(&provision.affects, &format!("“affects” of {id}"));
        let reaches = |alternatives: &[Spanned<AlternativeFile>]| {
            alternatives.iter().any(|alternative| self.can_be_answered(alternative.as_ref()))
        };
        if !reaches(&provision.binds) && !reaches(&provision.affects) && !reaches(&provision.unsettled) {
            self.fault(
                &provision.id,
                format!(
                    "{id} is not-yours for every reader; correct whom it binds, affects or leaves unsettled"
                ),
            );
            return;
        }
        for alternative in [&provision.binds, &provision.affects, &provision.unsettled, &provision.except]
            .into_iter()
            .flatten()
        {
            self.answerable(alternative);
        }
    }

    /// A row speaks for provisions, and its option is offered to everyone whom it is shown to.
    fn rows(&mut self) {
        let file = self.file;
        for row in &file.row {
            let id = row.id.as_ref();
            if row.provisions.is_empty() {
                self.fault(
                    &row.id,
                    format!(
                        "the row “{id}” names no provision; name those it speaks for, the leading one first"
                    ),
                );
            }
            if row.roles.is_empty() {
                self.fault(&row.id, format!("the row “{id}” is shown to no role; name one in “roles”"));
            }
            let Some(name) = &row.option else { continue };
            let option = self.options().find(|option| option.id.as_ref() == name.as_ref());
            let roles = option.and_then(|option| option.roles.as_ref());
            // A role that does not exist is another fault's matter.
            let known = |role: &Name| {
                let all = file.question.first().map_or(&[][..], |lead| &lead.options);
                all.iter().any(|known| known.id.as_ref() == role.as_ref())
            };
            let roles = roles.filter(|roles| !roles.is_empty() && roles.iter().all(known));
            for role in row.roles.iter().filter(|_| roles.is_some()) {
                if !roles.is_some_and(|roles| roles.iter().any(|known| known.as_ref() == role.as_ref())) {
                    let (name, role_id) = (name.as_ref(), role.as_ref());
                    self.fault(
                        role,
                        format!("the row “{id}” takes “{name}”, which “{role_id}” is not offered; take the role out, or offer it the option"),
                    );
                }
            }
        }
        for effect in &file.effect {
            let id = effect.id.as_ref();
            if !file.provision.iter().any(|provision| provision.effect.as_ref() == id) {
                self.fault(
                    &effect.id,
                    format!("no provision has the effect “{id}”; name it there, or take it out"),
                );
            }
        }
    }

    /// What is offered to nobody any more stands in no rule.
    fn retired(&mut self) {
        let retired: Vec<&str> = self
            .options()
            .filter(|option| option.retired)
            .map(|option| option.id.as_ref().as_str())
            .collect();
        let named: Vec<&Name> = self.lists().into_iter().flat_map(|list| list.names).collect();
        for name in named.into_iter().filter(|name| retired.contains(&name.as_ref().as_str())) {
            let id = name.as_ref();
            self.fault(name, format!("the option “{id}” is retired and offered to nobody; take it out here"));
        }
    }

    /// Whoever names everyone else names those too whom an option of their own reaches.
    fn rest(&mut self) {
        let file = self.file;
        for rest in file.question.iter().flat_map(|question| &question.options) {
            let Some(beginning) = &rest.rest_of else { continue };
            let id = rest.id.as_ref();
            let own: Vec<&str> = (self.options())
                .filter(|option| !option.retired && option.id.as_ref() != id)
                .map(|option| option.id.as_ref().as_str())
                .filter(|known| known.starts_with(beginning.as_ref().as_str()))
                .collect();
            if own.is_empty() {
                let beginning_id = beginning.as_ref();
                self.fault(
                    beginning,
                    format!("“{id}” is the rest of “{beginning_id}”, and no option begins so; correct it"),
                );
            }
            for list in self.lists() {
                let names: Vec<&str> = list.names.iter().map(|name| name.as_ref().as_str()).collect();
                let Some(place) = list.names.iter().find(|name| name.as_ref() == id) else { continue };
                // A text may be for the rest alone; a rule for the rest alone would be a slip.
                if list.is_text && !own.iter().any(|option| names.contains(option)) {
                    continue;
                }
                let forgotten: Vec<&str> =
                    own.iter().copied().filter(|option| !names.contains(option)).collect();
                if !forgotten.is_empty() {
                    self.fault(
                        place,
                        format!("this list names “{id}” and forgets {}; name them too", forgotten.join(", ")),
                    );
                }
            }
        }
    }

    fn options(&self) -> impl Iterator<Item = &'a OptionFile> + use<'a> {
        let file = self.file;
        file.question.iter().flat_map(|question| &question.options)
    }

    /// Every list of options that stands in a rule or chooses a text.
    fn lists(&self) -> Vec<OptionList<'a>> {
        let file = self.file;
        let mut lists: Vec<OptionList> = Vec::new();
        for provision in &file.provision {
            for alternatives in
                [&provision.binds, &provision.affects, &provision.unsettled, &provision.except]
            {
                lists.extend(lists_of(alternatives, false));
            }
        }
        for short_answer in &file.short_answer {
            lists.push(OptionList { names: short_answer.options.iter().collect(), is_text: true });
            lists.extend(lists_of(&short_answer.when, true));
        }
        for verdict in &file.verdict {
            lists.push(OptionList { names: verdict.options.iter().collect(), is_text: true });
            lists.extend(lists_of(&verdict.when, true));
        }
        for advice in &file.advice {
            lists.extend(lists_of(&advice.when, true));
        }
        for assumption in &file.assumption {
            lists.push(OptionList { names: assumption.options.iter().collect(), is_text: false });
        }
        for row in &file.row {
            lists.push(OptionList { names: row.option.iter().collect(), is_text: true });
        }
        lists
    }

    /// A question named without an option would be read as if it were not named.
    fn named_options(&mut self, alternatives: &[Spanned<AlternativeFile>]) {
        for (question, options) in alternatives.iter().flat_map(|alternative| &alternative.as_ref().questions)
        {
            if options.is_empty() {
                let name = question.as_ref();
                self.fault(
                    question,
                    format!("“{name}” names no option here; name one, or take the question out"),
                );
            }
        }
    }

    fn no_reason(&mut self, alternatives: &[Spanned<AlternativeFile>], of: &str) {
        for because in alternatives.iter().filter_map(|alternative| alternative.as_ref().because.as_ref()) {
            let key = because.as_ref();
            self.fault(because, format!("the reason “{key}” is never shown in {of}; take it out"));
        }
    }

    fn answerable(&mut self, alternative: &Spanned<AlternativeFile>) {
        let questions = &alternative.as_ref().questions;
        if !self.can_be_answered(alternative.as_ref()) {
            self.fault(
                alternative,
                "no role can give these answers together; correct the options".to_owned(),
            );
            return;
        }
        // An option that can stand with none of the others would be a mistake that nobody sees.
        for (index, (question, names)) in questions.iter().enumerate() {
            for name in names {
                let this = (question.clone(), vec![name.clone()]);
                // One that nobody is offered at all is another fault.
                if !self.can_be_answered(&AlternativeFile { because: None, questions: vec![this.clone()] }) {
                    continue;
                }
                let mut alone = questions.clone();
                alone[index] = this;
                if !self.can_be_answered(&AlternativeFile { because: None, questions: alone }) {
                    let id = name.as_ref();
                    self.fault(
                        name,
                        format!("no role that is offered “{id}” can give the other answers; take it out"),
                    );
                }
            }
        }
    }

    /// Whether some role is offered an option of every question that the alternative names.
    ///
    /// That is all it takes: what a role is offered of one question does not depend on another,
    /// and one option of each question fits the alternative. Unknown ids are another fault's matter.
    fn can_be_answered(&self, alternative: &AlternativeFile) -> bool {
        let roles = self.file.question.first().map_or(&[][..], |role| &role.options);
        roles.iter().any(|role| {
            alternative.questions.iter().all(|(question, names)| {
                let lead =
                    self.file.question.first().is_some_and(|lead| lead.id.as_ref() == question.as_ref());
                names.is_empty()
                    || names.iter().any(|name| {
                        if lead {
                            return name.as_ref() == role.id.as_ref();
                        }
                        let option = (self.file.question.iter())
                            .flat_map(|question| &question.options)
                            .find(|option| option.id.as_ref() == name.as_ref());
                        option.is_none_or(|option| {
                            option.roles.as_ref().is_none_or(|roles| {
                                roles.iter().any(|offered| offered.as_ref() == role.id.as_ref())
                            })
                        })
                    })
            })
        })
    }

    fn fault<T>(&mut self, at: &Spanned<T>, text: String) {
        self.faults.push(self.file.text.fault(at.span().start, text));
    }
}
