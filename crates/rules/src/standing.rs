//! How one provision stands for one reader, over every way of completing the answers.

use crate::{
    Alternative, Answers, Explainer, OptionId, OptionSet, Provision, ProvisionOutcome, QuestionId,
    ReasonedAlternative, Standing, TextId, VersionId, Why,
};

/// How a provision stands for these answers when this version of it is looked at, and why.
///
/// A closed question is one with an answer or a default, or one that the role is not offered.
/// With questions open, every completion is considered: any one option of a question that takes one,
/// any non-empty set of one that takes many, what is assumed always among them.
pub(crate) fn standing(reader: &Reader, provision: &Provision, version: VersionId) -> (Standing, Why) {
    match decide(reader, provision, version) {
        Some(Decision::Binds) => (Standing::Binds, Why::Rule),
        Some(Decision::Affects) => (Standing::Affects, Why::Rule),
        Some(Decision::Exempt(because)) => (Standing::Exempt, Why::Because(because)),
        Some(Decision::Unclear(because)) => (Standing::Unclear, Why::Because(because)),
        Some(Decision::NotYours) => {
            (Standing::NotYours, Why::RuledOut(reader.ruled_out_by(provision.reaching())))
        }
        None => (Standing::Depends, Why::Open(reader.openings(provision))),
    }
}

/// The same without the reason.
pub(crate) fn bare_standing(reader: &Reader, provision: &Provision, version: VersionId) -> Standing {
    match decide(reader, provision, version) {
        Some(Decision::Binds) => Standing::Binds,
        Some(Decision::Affects) => Standing::Affects,
        Some(Decision::Exempt(_)) => Standing::Exempt,
        Some(Decision::Unclear(_)) => Standing::Unclear,
        Some(Decision::NotYours) => Standing::NotYours,
        None => Standing::Depends,
    }
}

/// The one decision on which all completions agree; `None`: they differ.
fn decide(reader: &Reader, provision: &Provision, version: VersionId) -> Option<Decision> {
    if !provision.reaching().any(|options| reader.can_fit(options)) {
        return Some(Decision::NotYours);
    }
    let missing = provision[version].unsettled;
    if reader.open.is_empty() {
        return Some(settled(reader.explainer, provision, missing, reader.counted));
    }
    let named = (provision.reaching())
        .chain(provision.except.iter().map(|exception| exception.options))
        .filter(|options| reader.can_fit(*options))
        .fold(OptionSet::EMPTY, OptionSet::union);
    let mut found = Found::default();
    reader.complete(named, &mut |counted| {
        found.add(settled(reader.explainer, provision, missing, counted));
    });
    found.only()
}

/// Whether the answers fit this alternative, or some way of completing them does.
#[must_use]
pub fn can_fit(explainer: &Explainer, answers: &Answers, alternative: OptionSet) -> bool {
    Reader::new(explainer, answers).can_fit(alternative)
}

/// How a provision that depends on an open answer is resolved by one way of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// It binds or affects the reader then.
    Applies,
    /// The sources do not settle it then, and this text says what is missing.
    Unclear(TextId),
}

/// The ways to resolve a provision that stands open for these answers, by their result: what applies comes first.
///
/// Each way is an opening as in [`Why::Open`], or the part of one with the same result. There are none where the
/// provision stands otherwise.
#[must_use]
pub fn resolutions(
    explainer: &Explainer,
    answers: &Answers,
    found: &ProvisionOutcome,
) -> Vec<(Resolution, Vec<OptionSet>)> {
    let Why::Open(openings) = &found.why else { return Vec::new() };
    let provision = &explainer[found.provision];
    let assumed = answers.with_assumed(explainer);
    let resolve = |chosen: OptionSet| {
        let settled = chosen.iter().fold(assumed, |answers, option| answers.with(explainer, option));
        match decide(&Reader::new(explainer, &settled), provision, found.version) {
            Some(Decision::Unclear(because)) => Resolution::Unclear(because),
            _ => Resolution::Applies,
        }
    };
    let mut ways = vec![(Resolution::Applies, Vec::new())];
    for opening in openings {
        for (resolution, part) in parts(explainer, *opening, &resolve) {
            match ways.iter_mut().find(|(known, _)| *known == resolution) {
                Some((_, openings)) if openings.contains(&part) => {}
                Some((_, openings)) => openings.push(part),
                None => ways.push((resolution, vec![part])),
            }
        }
    }
    ways.retain(|(_, openings)| !openings.is_empty());
    ways
}

/// The parts of an opening, by their result. One option of every question in it settles the provision, so that only
/// the options of a single question can have different results.
fn parts(
    explainer: &Explainer,
    opening: OptionSet,
    resolve: &dyn Fn(OptionSet) -> Resolution,
) -> Vec<(Resolution, OptionSet)> {
    let first = explainer
        .questions
        .iter()
        .filter_map(|question| opening.and(question.options).first())
        .fold(OptionSet::EMPTY, OptionSet::with);
    if first.len() > 1 {
        return vec![(resolve(first), opening)];
    }
    let mut parts: Vec<(Resolution, OptionSet)> = Vec::new();
    for option in opening.iter().map(OptionSet::of) {
        let resolution = resolve(option);
        match parts.iter_mut().find(|(known, _)| *known == resolution) {
            Some((_, part)) => *part = part.union(option),
            None => parts.push((resolution, option)),
        }
    }
    parts
}

/// Where every question is answered: exactly one decision.
fn settled(
    explainer: &Explainer,
    provision: &Provision,
    missing: Option<TextId>,
    counted: OptionSet,
) -> Decision {
    let fits_any = |alternatives: &[Alternative]| {
        alternatives.iter().any(|alternative| fits(explainer, alternative.options, counted))
    };
    let reason = |alternatives: &[ReasonedAlternative]| {
        let fitting = alternatives.iter().find(|alternative| fits(explainer, alternative.options, counted));
        fitting.map(|alternative| alternative.because)
    };
    let (binds, affects) = (fits_any(&provision.binds), fits_any(&provision.affects));
    let unsettled = if binds || affects { None } else { reason(&provision.unsettled) };
    if !binds && !affects && unsettled.is_none() {
        return Decision::NotYours;
    }
    if let Some(because) = reason(&provision.except) {
        return Decision::Exempt(because);
    }
    match missing.or(unsettled) {
        Some(because) => Decision::Unclear(because),
        None if binds => Decision::Binds,
        None => Decision::Affects,
    }
}

/// Whether every question that the alternative names has a counted option among its own.
pub(crate) fn fits(explainer: &Explainer, alternative: OptionSet, counted: OptionSet) -> bool {
    explainer.questions.iter().all(|question| {
        let wanted = alternative.and(question.options);
        wanted.is_empty() || wanted.meets(counted)
    })
}

/// What a provision is to a reader who has answered everything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Binds,
    Affects,
    Exempt(TextId),
    Unclear(TextId),
    NotYours,
}

/// The first decision of each kind that the completions lead to.
#[derive(Default)]
struct Found {
    binds: Option<Decision>,
    affects: Option<Decision>,
    exempt: Option<Decision>,
    unclear: Option<Decision>,
    not_yours: Option<Decision>,
}

impl Found {
    fn add(&mut self, decision: Decision) {
        let slot = match decision {
            Decision::Binds => &mut self.binds,
            Decision::Affects => &mut self.affects,
            Decision::Exempt(_) => &mut self.exempt,
            Decision::Unclear(_) => &mut self.unclear,
            Decision::NotYours => &mut self.not_yours,
        };
        slot.get_or_insert(decision);
    }

    /// The one decision that all completions agree on; between exempt and not yours, exempt.
    fn only(&self) -> Option<Decision> {
        let kinds = [self.binds, self.affects, self.unclear, self.exempt.or(self.not_yours)];
        let mut decisions = kinds.into_iter().flatten();
        let only = decisions.next();
        if decisions.next().is_some() { None } else { only }
    }
}

/// A question that some completions answer in one way and some in another.
struct Open {
    /// Whether any number of options may be chosen.
    many: bool,
    /// Whether the completions hold an option of it already, by an assumption.
    assumed: bool,
    /// All its options.
    options: OptionSet,
    /// The options that this role is offered and that nothing assumes.
    offered: OptionSet,
}

/// What is known of the reader, per question: the same for every provision.
pub(crate) struct Reader<'a> {
    explainer: &'a Explainer,
    role: OptionId,
    /// What was said, the defaults, and what is assumed.
    pub(crate) counted: OptionSet,
    open: Vec<Open>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(explainer: &'a Explainer, answers: &Answers) -> Self {
        let assumed = answers.assumed(explainer);
        let open = (explainer.questions.iter())
            .filter(|question| answers.leaves_open(explainer, question))
            .map(|question| Open {
                many: question.many,
                assumed: assumed.meets(question.options),
                options: question.options,
                offered: explainer.offered(question, answers.role()).without(assumed),
            })
            // An assumption answers a question that takes one option, and one that is offered nothing else.
            .filter(|open| !open.assumed || (open.many && !open.offered.is_empty()))
            .collect();
        Self { explainer, role: answers.role(), counted: answers.counted(explainer).union(assumed), open }
    }

    /// Whether some completion fits this alternative.
    fn can_fit(&self, alternative: OptionSet) -> bool {
        fits(self.explainer, alternative, self.possible())
    }

    /// Everything counted or still to be chosen.
    fn possible(&self) -> OptionSet {
        self.open.iter().fold(self.counted, |possible, open| possible.union(open.offered))
    }

    /// Calls `each` with every completion that can differ where only the options in `named` are looked at.
    ///
    /// Options that `named` does not hold are all alike, so that one of them stands for the others.
    fn complete(&self, named: OptionSet, each: &mut impl FnMut(OptionSet)) {
        let mut choices: Vec<Choices> = Vec::with_capacity(self.open.len());
        for open in &self.open {
            let seen = open.offered.and(named);
            if seen.is_empty() {
                continue;
            }
            // Where something is assumed, choosing nothing more stands for the others.
            let other = open.offered.without(named).first().filter(|_| !open.assumed);
            choices.push(Choices {
                many: open.many,
                may_be_none: open.assumed,
                options: seen.iter().chain(other).collect(),
            });
        }
        complete_from(&choices, self.counted, each);
    }

    /// Under which open options the provision would bind, affect or be unclear.
    ///
    /// Alternatives to bind come first, then those to affect, then the unsettled ones.
    fn openings(&self, provision: &Provision) -> Vec<OptionSet> {
        let mut openings: Vec<OptionSet> = Vec::new();
        let options = |alternatives: &[Alternative]| -> Vec<OptionSet> {
            alternatives.iter().map(|alternative| alternative.options).collect()
        };
        let unsettled = provision.unsettled.iter().map(|alternative| alternative.options).collect();
        for alternatives in [options(&provision.binds), options(&provision.affects), unsettled] {
            let mut group: Vec<OptionSet> = Vec::new();
            for alternative in alternatives {
                let Some(opening) = self.opening(alternative) else {
                    continue;
                };
                let mut left = vec![opening];
                for exception in &provision.except {
                    left = left
                        .into_iter()
                        .flat_map(|opening| self.outside(opening, exception.options))
                        .collect();
                }
                for opening in left {
                    // It fits whatever is answered, and only how it stands depends: any answer settles it.
                    let opening = if opening.is_empty() { self.any_answer(provision) } else { opening };
                    if !opening.is_empty()
                        && !openings.iter().chain(&group).any(|wider| self.covers(*wider, opening))
                    {
                        self.merge(&mut group, opening);
                    }
                }
            }
            openings.extend(group);
        }
        openings
    }

    /// Every option of the first open question that the provision names.
    fn any_answer(&self, provision: &Provision) -> OptionSet {
        let excepted = provision.except.iter().map(|exception| exception.options);
        let named = provision.reaching().chain(excepted).fold(OptionSet::EMPTY, OptionSet::union);
        let mut offered = self.open.iter().map(|open| open.offered);
        offered.find(|offered| offered.meets(named)).unwrap_or_default()
    }

    /// The open options of an alternative, where the closed questions fit it.
    fn opening(&self, alternative: OptionSet) -> Option<OptionSet> {
        if !self.can_fit(alternative) {
            return None;
        }
        // A question that the assumption answers in its favor is no part of it.
        let undecided = self.open.iter().filter(|open| !alternative.and(open.options).meets(self.counted));
        Some(undecided.fold(OptionSet::EMPTY, |opening, open| opening.union(alternative.and(open.offered))))
    }

    /// What of an opening lies outside an exception: a list, one for each open question that can lead outside.
    fn outside(&self, opening: OptionSet, exception: OptionSet) -> Vec<OptionSet> {
        let Some(excepted) = self.opening(exception) else {
            return vec![opening];
        };
        let mut outside = Vec::new();
        for Open { offered, .. } in &self.open {
            let cut = excepted.and(*offered);
            if cut.is_empty() {
                continue;
            }
            let here = opening.and(*offered);
            let kept = if here.is_empty() { offered.without(cut) } else { here.without(cut) };
            if !kept.is_empty() {
                outside.push(opening.without(*offered).union(kept));
            }
        }
        outside
    }

    /// Whether whoever settles `narrow` settles `wide` as well.
    fn covers(&self, wide: OptionSet, narrow: OptionSet) -> bool {
        self.open.iter().all(|Open { offered, .. }| {
            let (wide, narrow) = (wide.and(*offered), narrow.and(*offered));
            wide.is_empty() || (!narrow.is_empty() && narrow.without(wide).is_empty())
        })
    }

    /// Adds an opening to a group, as one with another where they differ in a single question.
    fn merge(&self, group: &mut Vec<OptionSet>, opening: OptionSet) {
        let twin = group.iter_mut().find(|other| {
            let named_alike =
                self.open.iter().all(|Open { offered, .. }| offered.meets(**other) == offered.meets(opening));
            let n_different = self
                .open
                .iter()
                .filter(|Open { offered, .. }| offered.and(**other) != offered.and(opening))
                .count();
            named_alike && n_different <= 1
        });
        match twin {
            Some(twin) => *twin = twin.union(opening),
            None => group.push(opening),
        }
    }

    /// The questions whose answers rule the provision out, taken from the alternative that comes nearest.
    fn ruled_out_by(&self, alternatives: impl Iterator<Item = OptionSet>) -> Vec<QuestionId> {
        let possible = self.possible();
        // An alternative that the role can never meet says less than one that another answer would meet.
        let rank = |alternative: &OptionSet| {
            let failing = self.failing(*alternative, possible);
            let (n_failing, by_role) =
                failing.fold((0, false), |(n, by_role), id| (n + 1, by_role || id == QuestionId::ROLE));
            (by_role, n_failing)
        };
        let Some(nearest) = alternatives.min_by_key(rank) else { return Vec::new() };
        if rank(&nearest).0 { vec![QuestionId::ROLE] } else { self.failing(nearest, possible).collect() }
    }

    /// The questions that an alternative names and that fail it; the role's for an option that it is not offered.
    fn failing(&self, alternative: OptionSet, possible: OptionSet) -> impl Iterator<Item = QuestionId> {
        self.explainer.questions.iter().enumerate().filter_map(move |(index, question)| {
            let wanted = alternative.and(question.options);
            if wanted.is_empty() || wanted.meets(possible) {
                return None;
            }
            let is_offered = wanted.iter().any(|option| self.explainer.offers(self.role, option));
            Some(if is_offered { QuestionId::at(index) } else { QuestionId::ROLE })
        })
    }
}

/// The ways to answer an open question that can make a difference.
struct Choices {
    many: bool,
    /// Whether choosing none of them is a way, too.
    may_be_none: bool,
    options: Vec<OptionId>,
}

fn complete_from(choices: &[Choices], counted: OptionSet, each: &mut impl FnMut(OptionSet)) {
    let Some((first, rest)) = choices.split_first() else {
        each(counted);
        return;
    };
    if first.many {
        complete_subsets(&first.options, rest, counted, first.may_be_none, each);
    } else {
        for option in &first.options {
            complete_from(rest, counted.with(*option), each);
        }
    }
}

fn complete_subsets(
    options: &[OptionId],
    rest: &[Choices],
    counted: OptionSet,
    enough: bool,
    each: &mut impl FnMut(OptionSet),
) {
    match options.split_first() {
        Some((option, others)) => {
            complete_subsets(others, rest, counted.with(*option), true, each);
            complete_subsets(others, rest, counted, enough, each);
        }
        None if enough => complete_from(rest, counted, each),
        None => {}
    }
}
