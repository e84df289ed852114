//! A set of options.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::OptionId;

const WORDS: usize = 4;
const BITS: usize = u64::BITS as usize;

/// A set of options: small, and copied like a number. It holds the options 0 to 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionSet([u64; WORDS]);

impl OptionSet {
    /// No option.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// How many options there may be.
    pub const CAPACITY: usize = WORDS * BITS;

    /// The set of this one option; an option beyond the capacity gives the empty set.
    #[must_use]
    pub const fn of(option: OptionId) -> Self {
        Self::EMPTY.with(option)
    }

    /// This set and one more option; one beyond the capacity changes nothing.
    #[must_use]
    pub const fn with(self, option: OptionId) -> Self {
        let index = option.index();
        let [a, b, c, d] = self.0;
        let bit = 1_u64 << (index % BITS);
        match index / BITS {
            0 => Self([a | bit, b, c, d]),
            1 => Self([a, b | bit, c, d]),
            2 => Self([a, b, c | bit, d]),
            3 => Self([a, b, c, d | bit]),
            _ => self,
        }
    }

    /// What stands in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        let ([a, b, c, d], other) = (self.0, other.0);
        Self([a | other[0], b | other[1], c | other[2], d | other[3]])
    }

    /// What stands in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        let ([a, b, c, d], other) = (self.0, other.0);
        Self([a & other[0], b & other[1], c & other[2], d & other[3]])
    }

    /// What stands here and not there.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        let ([a, b, c, d], other) = (self.0, other.0);
        Self([a & !other[0], b & !other[1], c & !other[2], d & !other[3]])
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        let [a, b, c, d] = self.0;
        a | b | c | d == 0
    }

    /// How many options it holds.
    #[must_use]
    pub const fn len(self) -> usize {
        let [a, b, c, d] = self.0;
        (a.count_ones() + b.count_ones() + c.count_ones() + d.count_ones()) as usize
    }

    /// Whether this option stands in it.
    #[must_use]
    pub const fn contains(self, option: OptionId) -> bool {
        let index = option.index();
        index < Self::CAPACITY && self.0[index / BITS] >> (index % BITS) & 1 == 1
    }

    /// Whether the two sets share an option.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Whether every option of the other set stands here too.
    #[must_use]
    pub const fn includes(self, other: Self) -> bool {
        other.without(self).is_empty()
    }

    /// The lowest option of the set.
    #[must_use]
    pub fn first(self) -> Option<OptionId> {
        self.iter().next()
    }

    /// The options, lowest first.
    #[must_use]
    pub const fn iter(self) -> Options {
        Options { left: self }
    }
}

/// The options of a set, lowest first.
#[derive(Clone, Debug)]
pub struct Options {
    left: OptionSet,
}

impl Iterator for Options {
    type Item = OptionId;

    fn next(&mut self) -> Option<OptionId> {
        let word = self.left.0.iter().position(|word| *word != 0)?;
        let rest = &mut self.left.0[word];
        let bit = rest.trailing_zeros() as usize;
        *rest &= *rest - 1;
        Some(OptionId::at(word * BITS + bit))
    }
}

impl FromIterator<OptionId> for OptionSet {
    fn from_iter<I: IntoIterator<Item = OptionId>>(options: I) -> Self {
        options.into_iter().fold(Self::EMPTY, Self::with)
    }
}

/// Written as the list of its options: most sets hold a few of many.
impl Serialize for OptionSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<Vec<_>>())
    }
}

impl<'de> Deserialize<'de> for OptionSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<OptionId>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_options_up_to_255_and_one_beyond_is_no_option() {
        let all: OptionSet = OptionId::first(256).collect();
        assert_eq!((all.len(), all.first()), (256, Some(OptionId::at(0))));
        assert!(all.iter().eq(OptionId::first(256)));
        for edge in [0, 63, 64, 127, 128, 191, 192, 255] {
            let one = OptionSet::of(OptionId::at(edge));
            assert_eq!(one.iter().collect::<Vec<_>>(), [OptionId::at(edge)]);
            assert!(all.includes(one) && !one.includes(all) && all.without(one).len() == 255);
        }
        for beyond in [256, 65_535, usize::MAX] {
            assert_eq!(OptionSet::of(OptionId::at(beyond)), OptionSet::EMPTY);
            assert!(!all.contains(OptionId::at(beyond)));
        }
    }

    #[test]
    fn sets_meet_where_they_share_an_option() {
        let set = |options: &[usize]| -> OptionSet { options.iter().copied().map(OptionId::at).collect() };
        assert!(set(&[1, 200]).meets(set(&[200])));
        assert!(!set(&[1, 200]).meets(set(&[2, 199])));
        assert_eq!(set(&[1, 70]).union(set(&[130])), set(&[1, 70, 130]));
        assert_eq!(set(&[1, 70, 130]).and(set(&[70, 131])), set(&[70]));
        assert_eq!(set(&[1, 70, 130]).without(set(&[70, 131])), set(&[1, 130]));
    }
}
