//! Every kind of value at its edges: read as postcard wrote it, or remembered as wrong.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use super::Reader;

/// Reads one value, and says whether something was wrong with it.
fn read<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> (T, bool) {
    let mut reader = Reader { rest: bytes, wrong: false };
    let value = T::deserialize(&mut reader).unwrap_or_else(|never| match never {});
    assert!(reader.rest.is_empty(), "{} bytes are left", reader.rest.len());
    (value, reader.wrong)
}

#[track_caller]
fn check<T: Serialize + for<'de> Deserialize<'de> + PartialEq + Debug>(values: &[T]) {
    for value in values {
        let bytes = postcard::to_allocvec(value).expect("postcard writes numbers and texts");
        let (found, wrong) = read::<T>(&bytes);
        assert_eq!((&found, wrong), (value, false), "{bytes:?}");
    }
}

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Debug)]
enum Three {
    First,
    Second,
    Third,
}

#[test]
fn values_are_read_as_they_were_written() {
    check(&[false, true]);
    check(&[0, 1, 127, 128, u8::MAX]);
    check(&[0, 1, 127, 128, 16_383, 16_384, u16::MAX]);
    check(&[0, 1, -1, 2, -2, 63, 64, -64, -65, i32::MAX, i32::MIN]);
    check(&[0, 1, 127, 128, u64::from(u32::MAX), u64::MAX]);
    check(&["", "a", "漢 🙂"].map(str::to_owned));
    check(&[None, Some(7_u8)]);
    check(&[Vec::new(), vec![1_u16], vec![1, 300, 3]]);
    check(&[Three::First, Three::Second, Three::Third]);
}

#[test]
fn a_list_takes_the_room_that_it_says_it_needs() {
    let bytes = postcard::to_allocvec(&[1_u64, 2, 3, 4, 5][..]).expect("postcard writes numbers");
    let (list, wrong) = read::<Vec<u64>>(&bytes);
    // Grown item by item, it would have room for eight.
    assert_eq!((list.len(), list.capacity(), wrong), (5, 5, false));
}

#[test]
fn a_number_that_is_too_large_is_remembered_as_wrong() {
    let too_large = |number: u64| postcard::to_allocvec(&number).expect("postcard writes numbers");
    assert_eq!(read::<u16>(&too_large(u64::from(u16::MAX) + 1)), (0, true));
    assert_eq!(read::<i32>(&too_large(u64::from(u32::MAX) + 1)), (0, true));
    assert_eq!(read::<u64>(&[0xff; 10]), (0, true));
}

#[test]
fn a_choice_that_there_is_not_is_remembered_as_wrong_and_read_as_the_first() {
    assert_eq!(read::<Three>(&[2]), (Three::Third, false));
    assert_eq!(read::<Three>(&[3]), (Three::First, true));
    assert_eq!(read::<Three>(&[0xff, 0xff, 0xff, 0xff, 0x7f]), (Three::First, true));
}

#[test]
fn once_wrong_stays_wrong() {
    let large = postcard::to_allocvec(&(u64::from(u16::MAX) + 1)).expect("postcard writes numbers");
    let numbers = [large.as_slice(), &[1]].concat();
    assert_eq!(read::<(u16, u16)>(&numbers), ((0, 1), true));
    assert_eq!(read::<(i32, i32)>(&[&[0xff; 9][..], &[1, 2]].concat()), ((0, 1), true));
    assert_eq!(read::<(Three, Three)>(&[3, 1]), ((Three::First, Three::Second), true));
}

#[test]
fn what_ends_too_early_is_nothing_and_remembered_as_wrong() {
    assert_eq!(read::<u8>(&[]), (0, true));
    assert_eq!(read::<u16>(&[0x80]), (0, true));
    assert_eq!(read::<Option<u8>>(&[]), (None, true));
}
