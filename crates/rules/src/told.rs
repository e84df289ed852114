//! Which verdict and which short answer a reader is told, for each option they chose.

use crate::{
    Alternative, Answers, Day, Explainer, OptionId, OptionSet, ShortAnswerId, VerdictId, standing::fits,
};

/// A verdict that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerdictShown {
    /// The option it answers for.
    pub option: OptionId,
    /// The verdict.
    pub verdict: VerdictId,
    /// Which of its versions has begun last: a place in [`crate::Verdict::versions`].
    pub text: usize,
}

/// A short answer that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortAnswerShown {
    /// The option it answers for.
    pub option: OptionId,
    /// The short answer.
    pub short_answer: ShortAnswerId,
    /// Which of its texts has begun last: a place in [`crate::ShortAnswer::from`].
    pub text: usize,
}

/// The options that are answered one by one: those chosen that narrow the role; with none chosen, the role.
#[must_use]
pub fn asked(explainer: &Explainer, answers: &Answers) -> OptionSet {
    let narrowing = explainer.narrowing().and(answers.chosen());
    if narrowing.is_empty() { OptionSet::of(answers.role()) } else { narrowing }
}

/// The first verdict for this option whose condition fits these answers and which has begun on their day.
#[must_use]
pub fn verdict_for(explainer: &Explainer, answers: &Answers, option: OptionId) -> Option<VerdictShown> {
    TextCase::of(explainer, answers, option).verdict(explainer, answers.on)
}

/// The first short answer for this option whose condition fits these answers and which has begun on their day.
#[must_use]
pub fn short_answer_for(
    explainer: &Explainer,
    answers: &Answers,
    option: OptionId,
) -> Option<ShortAnswerShown> {
    TextCase::of(explainer, answers, option).short_answer(explainer, answers.on)
}

/// What can be told a reader for one option, whatever the day.
pub struct TextCase {
    pub(crate) option: OptionId,
    verdicts: Vec<VerdictId>,
    short_answers: Vec<ShortAnswerId>,
}

impl TextCase {
    /// The verdicts and short answers that fit these answers; their day does not matter.
    #[must_use]
    pub fn of(explainer: &Explainer, answers: &Answers, option: OptionId) -> Self {
        Self::new(explainer, answers.counted(explainer).union(answers.assumed(explainer)), option)
    }

    /// The verdicts and short answers that fit a reader of whom these options count, in their order.
    pub(crate) fn new(explainer: &Explainer, counted: OptionSet, option: OptionId) -> Self {
        let fits =
            |options: OptionSet, when: &[Alternative]| fits_option(explainer, options, when, option, counted);
        let verdicts = explainer.verdicts.iter().enumerate();
        let verdicts = verdicts.filter(|(_, verdict)| fits(verdict.options, &verdict.when));
        let short_answers = explainer.short_answers.iter().enumerate();
        let short_answers =
            short_answers.filter(|(_, short_answer)| fits(short_answer.options, &short_answer.when));
        Self {
            option,
            verdicts: verdicts.map(|(index, _)| VerdictId::at(index)).collect(),
            short_answers: short_answers.map(|(index, _)| ShortAnswerId::at(index)).collect(),
        }
    }

    /// The first verdict that has begun.
    #[must_use]
    pub fn verdict(&self, explainer: &Explainer, on: Day) -> Option<VerdictShown> {
        self.verdicts.iter().find_map(|id| {
            let text = begun(explainer[*id].versions.iter().map(|version| version.from), on)?;
            Some(VerdictShown { option: self.option, verdict: *id, text })
        })
    }

    /// The first short answer that has begun.
    #[must_use]
    pub fn short_answer(&self, explainer: &Explainer, on: Day) -> Option<ShortAnswerShown> {
        self.short_answers.iter().find_map(|id| {
            let text = begun(explainer[*id].from.iter().copied(), on)?;
            Some(ShortAnswerShown { option: self.option, short_answer: *id, text })
        })
    }
}

fn fits_option(
    explainer: &Explainer,
    options: OptionSet,
    when: &[Alternative],
    option: OptionId,
    counted: OptionSet,
) -> bool {
    options.contains(option)
        && (when.is_empty() || when.iter().any(|when| fits(explainer, when.options, counted)))
}

/// The place of the last text that has begun.
fn begun(days: impl DoubleEndedIterator<Item = Day> + ExactSizeIterator, on: Day) -> Option<usize> {
    days.enumerate().rev().find(|(_, from)| *from <= on).map(|(place, _)| place)
}
