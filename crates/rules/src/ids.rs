//! Typed ids: which thing of its kind, by its place in the list it stands in.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident,)*) => {$(
        $(#[$doc])+
        ///
        /// It is a place in a list, and good for the law it was taken from: [`crate::Law::is_consistent`] has looked at
        /// every id of a law that was read, so that looking one up cannot fail.
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(u16);

        impl $name {
            /// The id of the thing at this place; a place beyond 65,535 gives an id that no list has.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u16::try_from(index).unwrap_or(u16::MAX))
            }

            /// Its place in the list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The ids of the first `n` things, in their order.
            pub fn first(n: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
                (0..n).map(Self::at)
            }
        }
    )*};
}

ids! {
    /// An option, numbered over all questions in reading order.
    OptionId,
    /// A question.
    QuestionId,
    /// A provision.
    ProvisionId,
    /// A version of one provision.
    VersionId,
    /// A source.
    SourceId,
    /// A text that the law points at: a reason, a penalty, a deadline, what is not known.
    TextId,
    /// A verdict: the first line of an answer.
    VerdictId,
    /// A short answer.
    ShortAnswerId,
    /// A row of the table under the verdict.
    RowId,
    /// A group that provisions belong to.
    RegimeId,
    /// What a provision does: bar, require a report, require a license.
    EffectId,
    /// A piece of advice.
    AdviceId,
    /// What to think of a sentence of press coverage.
    RatingId,
    /// A penalty, whose text may change with the day.
    PenaltyId,
}

impl QuestionId {
    /// The reader's role: always the first question.
    pub const ROLE: Self = Self(0);
}
