//! How one provision stands for one reader, over every way of completing the answers.

use crate::{Alternative, Answers, Explainer, OptionSet, Provision, ProvisionOutcome, Standing, Why};

/// How a provision stands for these answers when this version of it is looked at, and why.
///
/// A closed question is one with an answer or a default, or one that the role is not offered.
/// With questions open, every completion is considered: any one option of a question that takes one,
/// any non-empty set of one that takes many.
pub(crate) fn standing(reader: &Reader, provision: &Provision, version: usize) -> (Standing, Why) {
    let missing = provision.versions.get(version).and_then(|version| version.unsettled);
    let alternatives = || provision.binds.iter().chain(&provision.affects).chain(&provision.unsettled);
    if !alternatives().any(|alternative| reader.can_fit(alternative.options)) {
        return (Standing::NotYours, Why::RuledOut(reader.ruled_out_by(alternatives())));
    }

    let named = alternatives()
        .chain(&provision.except)
        .filter(|alternative| reader.can_fit(alternative.options))
        .fold(OptionSet::EMPTY, |named, alternative| named.union(alternative.options));
    let mut found = Found::default();
    reader.complete(named, &mut |counted| {
        found.add(settled(reader.explainer, provision, missing, counted));
    });
    match found.only() {
        Some(verdict) => verdict.told(reader, alternatives()),
        None => (Standing::Depends, Why::Open(reader.openings(provision))),
    }
}

/// Whether the answers fit this alternative, or some way of completing them does.
#[must_use]
pub fn can_fit(explainer: &Explainer, answers: &Answers, alternative: OptionSet) -> bool {
    Reader::new(explainer, answers).can_fit(alternative)
}

/// Where a way to settle an open provision leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// It binds or affects the reader then.
    ToYours,
    /// The sources do not settle it then: the place in the wording’s list of reasons, where there is one.
    ToUnclear(Option<u16>),
}

/// The ways to settle a provision that stands open for these answers, by where they lead: what concerns comes first.
///
/// Each way is an opening as in [`Why::Open`], or the part of one that leads to the same. There are none where the
/// provision stands otherwise.
#[must_use]
pub fn ways(
    explainer: &Explainer,
    answers: &Answers,
    found: &ProvisionOutcome,
) -> Vec<(Leads, Vec<OptionSet>)> {
    let Why::Open(openings) = &found.why else { return Vec::new() };
    let Some(provision) = explainer.provisions.get(found.provision) else { return Vec::new() };
    let leads = |chosen: OptionSet| {
        let settled = chosen.iter().fold(*answers, |answers, option| answers.with(explainer, option));
        match standing(&Reader::new(explainer, &settled), provision, found.version) {
            (Standing::Unclear, Why::Because(because)) => Leads::ToUnclear(because),
            _ => Leads::ToYours,
        }
    };
    let mut ways = vec![(Leads::ToYours, Vec::new())];
    for opening in openings {
        for (leads, part) in parts(explainer, *opening, &leads) {
            match ways.iter_mut().find(|(known, _)| *known == leads) {
                Some((_, openings)) if openings.contains(&part) => {}
                Some((_, openings)) => openings.push(part),
                None => ways.push((leads, vec![part])),
            }
        }
    }
    ways.retain(|(_, openings)| !openings.is_empty());
    ways
}

/// The parts of an opening, by where they lead. One option of every question in it settles the provision, so that only
/// the options of a single question can lead apart.
fn parts(
    explainer: &Explainer,
    opening: OptionSet,
    leads: &dyn Fn(OptionSet) -> Leads,
) -> Vec<(Leads, OptionSet)> {
    let first = explainer
        .questions
        .iter()
        .filter_map(|question| opening.and(question.options).first())
        .fold(OptionSet::EMPTY, OptionSet::with);
    if first.len() > 1 {
        return vec![(leads(first), opening)];
    }
    let mut parts: Vec<(Leads, OptionSet)> = Vec::new();
    for option in opening.iter().map(OptionSet::of) {
        let leads = leads(option);
        match parts.iter_mut().find(|(known, _)| *known == leads) {
            Some((_, part)) => *part = part.union(option),
            None => parts.push((leads, option)),
        }
    }
    parts
}

/// Where every question is answered: exactly one verdict.
fn settled(
    explainer: &Explainer,
    provision: &Provision,
    missing: Option<u16>,
    counted: OptionSet,
) -> Verdict {
    let fitting = |alternatives: &[Alternative]| {
        alternatives.iter().find(|alternative| fits(explainer, alternative.options, counted)).copied()
    };
    let binds = fitting(&provision.binds);
    let affects = fitting(&provision.affects);
    let unsettled = fitting(&provision.unsettled);
    if binds.is_none() && affects.is_none() && unsettled.is_none() {
        return Verdict::NotYours;
    }
    if let Some(exception) = fitting(&provision.except) {
        return Verdict::Exempt(exception.because);
    }
    if missing.is_some() {
        return Verdict::Unclear(missing);
    }
    match (binds, affects, unsettled) {
        (Some(_), _, _) => Verdict::Binds,
        (None, Some(_), _) => Verdict::Affects,
        (None, None, open) => Verdict::Unclear(open.and_then(|alternative| alternative.because)),
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
enum Verdict {
    Binds,
    Affects,
    Exempt(Option<u16>),
    Unclear(Option<u16>),
    NotYours,
}

impl Verdict {
    fn told<'a>(
        self,
        reader: &Reader,
        alternatives: impl Iterator<Item = &'a Alternative>,
    ) -> (Standing, Why) {
        match self {
            Self::Binds => (Standing::Binds, Why::Rule),
            Self::Affects => (Standing::Affects, Why::Rule),
            Self::Exempt(because) => (Standing::Exempt, Why::Because(because)),
            Self::Unclear(because) => (Standing::Unclear, Why::Because(because)),
            Self::NotYours => (Standing::NotYours, Why::RuledOut(reader.ruled_out_by(alternatives))),
        }
    }
}

/// The first verdict of each kind that the completions lead to.
#[derive(Default)]
struct Found {
    binds: Option<Verdict>,
    affects: Option<Verdict>,
    exempt: Option<Verdict>,
    unclear: Option<Verdict>,
    not_yours: Option<Verdict>,
}

impl Found {
    fn add(&mut self, verdict: Verdict) {
        let slot = match verdict {
            Verdict::Binds => &mut self.binds,
            Verdict::Affects => &mut self.affects,
            Verdict::Exempt(_) => &mut self.exempt,
            Verdict::Unclear(_) => &mut self.unclear,
            Verdict::NotYours => &mut self.not_yours,
        };
        slot.get_or_insert(verdict);
    }

    /// The one verdict that all completions agree on; between exempt and not yours, exempt.
    fn only(&self) -> Option<Verdict> {
        let kinds = [self.binds, self.affects, self.unclear, self.exempt.or(self.not_yours)];
        let mut verdicts = kinds.into_iter().flatten();
        let only = verdicts.next();
        if verdicts.next().is_some() { None } else { only }
    }
}

/// What is known of the reader, per question: the same for every provision.
pub(crate) struct Reader<'a> {
    explainer: &'a Explainer,
    role: u8,
    counted: OptionSet,
    /// The open questions, each with the options it offers to this role.
    open: Vec<(bool, OptionSet)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(explainer: &'a Explainer, answers: &Answers) -> Self {
        let open = explainer
            .questions
            .iter()
            .filter(|question| answers.leaves_open(explainer, question))
            .map(|question| (question.many, explainer.offered(question, answers.role())))
            .collect();
        Self { explainer, role: answers.role(), counted: answers.counted(explainer), open }
    }

    /// Whether some completion fits this alternative.
    fn can_fit(&self, alternative: OptionSet) -> bool {
        fits(self.explainer, alternative, self.possible())
    }

    /// Everything counted or still to be chosen.
    fn possible(&self) -> OptionSet {
        self.open.iter().fold(self.counted, |possible, (_, offered)| possible.union(*offered))
    }

    /// Calls `each` with every completion that can differ where only the options in `named` are looked at.
    ///
    /// Options that `named` does not hold are all alike, so that one of them stands for the others.
    fn complete(&self, named: OptionSet, each: &mut impl FnMut(OptionSet)) {
        let mut choices: Vec<(bool, Vec<u8>)> = Vec::with_capacity(self.open.len());
        for (many, offered) in &self.open {
            let seen = offered.and(named);
            if seen.is_empty() {
                continue;
            }
            choices.push((*many, seen.iter().chain(offered.without(named).first()).collect()));
        }
        complete_from(&choices, self.counted, each);
    }

    /// Under which open options the provision would bind, affect or be unclear.
    ///
    /// Alternatives to bind come first, then those to affect, then the unsettled ones.
    fn openings(&self, provision: &Provision) -> Vec<OptionSet> {
        let mut openings: Vec<OptionSet> = Vec::new();
        for alternatives in [&provision.binds, &provision.affects, &provision.unsettled] {
            let mut group: Vec<OptionSet> = Vec::new();
            for alternative in alternatives {
                let Some(opening) = self.opening(alternative.options) else {
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
        let lists = [&provision.binds, &provision.affects, &provision.unsettled, &provision.except];
        let named = lists
            .into_iter()
            .flatten()
            .fold(OptionSet::EMPTY, |named, alternative| named.union(alternative.options));
        let open = self.open.iter().map(|(_, offered)| *offered);
        open.into_iter().find(|offered| offered.meets(named)).unwrap_or_default()
    }

    /// The open options of an alternative, where the closed questions fit it.
    fn opening(&self, alternative: OptionSet) -> Option<OptionSet> {
        if !self.can_fit(alternative) {
            return None;
        }
        Some(
            self.open
                .iter()
                .fold(OptionSet::EMPTY, |opening, (_, offered)| opening.union(alternative.and(*offered))),
        )
    }

    /// What of an opening lies outside an exception: a list, one for each open question that can lead outside.
    fn outside(&self, opening: OptionSet, exception: OptionSet) -> Vec<OptionSet> {
        let Some(excepted) = self.opening(exception) else {
            return vec![opening];
        };
        let mut outside = Vec::new();
        for (_, offered) in &self.open {
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
        self.open.iter().all(|(_, offered)| {
            let (wide, narrow) = (wide.and(*offered), narrow.and(*offered));
            wide.is_empty() || (!narrow.is_empty() && narrow.without(wide).is_empty())
        })
    }

    /// Adds an opening to a group, as one with another where they differ in a single question.
    fn merge(&self, group: &mut Vec<OptionSet>, opening: OptionSet) {
        let twin = group.iter_mut().find(|other| {
            let named_alike =
                self.open.iter().all(|(_, offered)| offered.meets(**other) == offered.meets(opening));
            let n_different =
                self.open.iter().filter(|(_, offered)| offered.and(**other) != offered.and(opening)).count();
            named_alike && n_different <= 1
        });
        match twin {
            Some(twin) => *twin = twin.union(opening),
            None => group.push(opening),
        }
    }

    /// The questions whose answers rule the provision out, taken from the alternative that comes nearest.
    fn ruled_out_by<'b>(&self, alternatives: impl Iterator<Item = &'b Alternative>) -> Vec<u8> {
        let possible = self.possible();
        let mut nearest: Option<Vec<u8>> = None;
        for alternative in alternatives {
            let failing = self.failing(alternative.options, possible);
            // An alternative that the role can never meet says less than one that another answer would meet.
            let rank = |failing: &[u8]| (failing.contains(&0), failing.len());
            if nearest.as_ref().is_none_or(|nearest| rank(&failing) < rank(nearest)) {
                nearest = Some(failing);
            }
        }
        nearest.unwrap_or_default()
    }

    fn failing(&self, alternative: OptionSet, possible: OptionSet) -> Vec<u8> {
        let mut failing: Vec<u8> = Vec::new();
        for (index, question) in self.explainer.questions.iter().enumerate() {
            let wanted = alternative.and(question.options);
            if wanted.is_empty() || wanted.meets(possible) {
                continue;
            }
            // An option that this role is not offered is ruled out by the role.
            let offered = self.explainer.offered(question, self.role);
            let by = if wanted.meets(offered) { index } else { 0 };
            let by = u8::try_from(by).unwrap_or(0);
            if by == 0 {
                return vec![0];
            }
            failing.push(by);
        }
        failing
    }
}

fn complete_from(choices: &[(bool, Vec<u8>)], counted: OptionSet, each: &mut impl FnMut(OptionSet)) {
    let Some(((many, options), rest)) = choices.split_first() else {
        each(counted);
        return;
    };
    if *many {
        complete_subsets(options, rest, counted, false, each);
    } else {
        for option in options {
            complete_from(rest, counted.with(*option), each);
        }
    }
}

fn complete_subsets(
    options: &[u8],
    rest: &[(bool, Vec<u8>)],
    counted: OptionSet,
    any: bool,
    each: &mut impl FnMut(OptionSet),
) {
    match options.split_first() {
        Some((option, others)) => {
            complete_subsets(others, rest, counted.with(*option), true, each);
            complete_subsets(others, rest, counted, any, each);
        }
        None if any => complete_from(rest, counted, each),
        None => {}
    }
}
