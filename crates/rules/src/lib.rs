//! The pure core: law as data, and the one function that turns answers into an outcome.
//!
//! [`outcome`] takes an [`Explainer`] and [`Answers`] and returns an [`Outcome`]:
//! every provision exactly once, with how it stands for this reader on this day, and why;
//! the verdicts and short answers that fit; the rows of the table under them; the period and the next change.
//!
//! # What this crate does not do
//!
//! It reads no clock: today is an argument.
//! It reads no file and no network, knows no browser and types no law:
//! every sentence comes from the [`Wording`] that travels beside the law.
//! It cannot fail on a law that [`Law::is_consistent`]: every value in gives a value out.

pub use crate::{
    answers::Answers,
    day::Day,
    ids::{
        AdviceId, EffectId, OptionId, PenaltyId, ProvisionId, QuestionId, RatingId, RegimeId, RowId,
        ShortAnswerId, SourceId, TextId, VerdictId, VersionId,
    },
    interface::Interface,
    law::{
        Advice, Alternative, Assertion, Assumption, Choice, Claim, DAYS_UNTIL_STALE, DatedText, Effect,
        Evidence, Explainer, Extent, Named, Penalty, Prominence, Provision, Question, Reading, Reason,
        ReasonedAlternative, Revision, Row, Run, ShortAnswer, Source, Speaker, Suspension, Verdict,
        VerdictVersion, Version,
    },
    option_set::{OptionSet, Options},
    outcome::{
        Case, Change, Notice, Outcome, Period, ProvisionOutcome, Standing, Timing, Why, boundaries, changes,
        every_change, last_checked, outcome, period_start, period_starts, questions_that_matter,
        row_outcomes,
    },
    rows::{Grade, RowOutcome, RowRule, RowStatus, row_answers},
    standing::{Resolution, can_fit, resolutions},
    told::{ShortAnswerShown, TextCase, VerdictShown, asked, short_answer_for, verdict_for},
    wording::{
        DayWords, EffectWords, Law, OptionWords, PUBLISHER, ProvisionWords, QuestionWords, ReasonWords,
        RowWords, Wording, fill,
    },
};

mod answers;
mod consistent;
mod day;
mod ids;
mod interface;
mod law;
mod option_set;
mod outcome;
mod rows;
mod standing;
mod told;
mod wording;
