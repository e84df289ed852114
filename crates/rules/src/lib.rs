//! The pure core: law as data, and the one function that turns answers into an outcome.
//!
//! [`outcome`] takes an [`Explainer`] and [`Answers`] and returns an [`Outcome`]:
//! every provision exactly once, with how it stands for this reader on this day, and why.
//!
//! # What this crate does not do
//!
//! It reads no clock: today is an argument.
//! It reads no file and no network, knows no browser and types no law:
//! every sentence comes from the [`Wording`] that travels beside the law.
//! It cannot fail: every value in gives a value out.

pub use crate::{
    answers::Answers,
    day::Day,
    interface::Interface,
    law::{
        Advice, Alternative, Choice, Claim, DAYS_UNTIL_STALE, Evidence, Explainer, Extent, Named, OptionSet,
        Prominence, Provision, Question, Reading, Reason, Revision, Run, ShortAnswer, Source, Speaker,
        Suspension, Version,
    },
    outcome::{
        Change, Notice, Outcome, Period, ProvisionOutcome, ShortAnswerShown, Standing, Timing, Why,
        boundaries, changes, every_change, outcome, period_starts, questions_that_matter, short_answer_for,
    },
    standing::{Leads, can_fit, ways},
    wording::{
        DayWords, Law, OptionWords, PUBLISHER, ProvisionWords, QuestionWords, ReasonWords, Wording, fill,
        joined, number,
    },
};

mod answers;
mod day;
mod interface;
mod law;
mod outcome;
mod standing;
mod wording;
