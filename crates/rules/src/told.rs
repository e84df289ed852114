//! Which verdict and which short answer a reader is told, for each option they chose.

use crate::{
    Alternative, Answers, Day, Explainer, OptionId, OptionSet, RowOutcome, ShortAnswerId, VerdictId,
    rows::row_answers, standing::fits,
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

/// The options that are answered, the one with the gravest row first, equals in the order of the law.
pub(crate) fn gravest_first(explainer: &Explainer, answers: &Answers, rows: &[RowOutcome]) -> Vec<OptionId> {
    let counted = answers.with_assumed(explainer).chosen();
    let gravity = |option: &OptionId| {
        // A row that takes another answer than the reader's, as an agency's use for one that buys, says nothing here.
        let own = rows.iter().filter(|row| {
            row.option == Some(*option)
                && counted.includes(row_answers(explainer, answers, &explainer[row.row]).chosen())
        });
        own.map(|row| row.status.gravity(explainer)).min().unwrap_or(u8::MAX)
    };
    let mut options: Vec<OptionId> = Vec::new();
    // Kept in order while it grows: there are few, and a sort would be larger than all of this.
    for option in asked(explainer, answers).iter() {
        let place = options.partition_point(|before| gravity(before) <= gravity(&option));
        options.insert(place, option);
    }
    options
}

/// The first verdict for this option whose condition fits these answers and which has begun on their day.
#[must_use]
pub fn verdict_for(explainer: &Explainer, answers: &Answers, option: OptionId) -> Option<VerdictShown> {
    let counted = counted(explainer, answers);
    explainer.verdicts.iter().enumerate().find_map(|(index, verdict)| {
        let fits = fits_option(explainer, verdict.options, &verdict.when, option, counted);
        let text = begun(verdict.versions.iter().map(|version| version.from), answers.on);
        let text = text.filter(|_| fits)?;
        Some(VerdictShown { option, verdict: VerdictId::at(index), text })
    })
}

/// The first short answer for this option whose condition fits these answers and which has begun on their day.
#[must_use]
pub fn short_answer_for(
    explainer: &Explainer,
    answers: &Answers,
    option: OptionId,
) -> Option<ShortAnswerShown> {
    let counted = counted(explainer, answers);
    explainer.short_answers.iter().enumerate().find_map(|(index, short_answer)| {
        let fits = fits_option(explainer, short_answer.options, &short_answer.when, option, counted);
        let text = begun(short_answer.from.iter().copied(), answers.on).filter(|_| fits)?;
        Some(ShortAnswerShown { option, short_answer: ShortAnswerId::at(index), text })
    })
}

fn counted(explainer: &Explainer, answers: &Answers) -> OptionSet {
    answers.counted(explainer).union(answers.assumed(explainer))
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
