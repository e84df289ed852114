//! Every way in which a law file can be broken on its way, whole: each is told, none is read as other law.

use std::{collections::BTreeSet, env, path::Path, sync::LazyLock, thread};

use rules::Law;

use super::{MAGIC, Unreadable, read, write};

/// Without `EVERY=1`, one place in this many is damaged; the long tier damages them all.
const ONE_IN: usize = 61;

/// The places of the file that are damaged: all those of its beginning, and some or all of the others.
fn places() -> Vec<usize> {
    let one_in = if env::var_os("EVERY").is_some() { 1 } else { ONE_IN };
    (0..FILE.len()).filter(|place| *place < 64 || place % one_in == 0).collect()
}

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this repository has no faults")
});

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| write(&LAW).expect("the law can be baked"));

#[test]
fn a_law_is_read_as_it_was_written() {
    let law = read(&FILE).expect("it was written just now");
    assert_eq!(
        write(&law).as_ref(),
        Ok(&*FILE),
        "what the engine carries is written again as the same bytes"
    );
    assert_eq!(law.wording.language, "en");
    assert_eq!(law.explainer.claims.len(), 1, "the engine carries the claim beside the answer, and no other");
}

#[test]
fn a_source_is_carried_where_the_engine_shows_it_and_its_place_is_kept_where_not() {
    let carried = read(&FILE).expect("it was written just now").explainer.sources;
    let of_rules = LAW.explainer.provisions.iter().flat_map(|provision| &provision.sources);
    let of_advice = LAW.explainer.advice.iter().filter_map(|advice| advice.evidence.as_ref());
    let of_claim = LAW.explainer.claims.iter().take(1).flat_map(|claim| &claim.sources);
    let shown = of_rules.chain(of_advice).chain(of_claim);
    let shown: BTreeSet<usize> = shown.map(|evidence| evidence.source.index()).collect();
    assert_eq!(carried.len(), LAW.explainer.sources.len(), "evidence points at a source by its place");
    assert!(!shown.is_empty() && shown.len() < carried.len(), "some are shown and some are not");
    for (index, (carried, whole)) in carried.iter().zip(&LAW.explainer.sources).enumerate() {
        let parts = (&carried.title, &carried.publisher, &carried.address, &carried.place);
        if shown.contains(&index) {
            assert_eq!(parts, (&whole.title, &whole.publisher, &whole.address, &whole.place), "{}", whole.id);
        } else {
            let nothing = String::new();
            assert_eq!(parts, (&nothing, &nothing, &nothing, &None), "{}", whole.id);
        }
    }
}

#[test]
fn every_flipped_bit_is_told() {
    let places = places();
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for places in places.chunks(places.len().div_ceil(n_threads)) {
            scope.spawn(move || {
                let mut file = FILE.clone();
                for place in places {
                    for bit in 0..8 {
                        file[*place] ^= 1 << bit;
                        let expected = match place {
                            0..3 => Unreadable::NotLaw,
                            3 => Unreadable::OtherShape,
                            _ => Unreadable::Damaged,
                        };
                        assert_eq!(read(&file), Err(expected), "bit {bit} of byte {place}");
                        file[*place] ^= 1 << bit;
                    }
                }
            });
        }
    });
    println!("{} flipped bits, each told", places.len() * 8);
}

#[test]
fn every_file_cut_off_is_told() {
    let lengths = places();
    for length in lengths.iter().copied() {
        let expected = if length < 4 { Unreadable::NotLaw } else { Unreadable::Damaged };
        assert_eq!(read(&FILE[..length]), Err(expected), "cut off after {length} bytes");
    }
    println!("{} lengths, each told", lengths.len());
}

#[test]
fn a_file_of_any_other_release_is_told() {
    for shape in (0..=u8::MAX).filter(|shape| *shape != MAGIC[3]) {
        let mut file = FILE.clone();
        file[3] = shape;
        assert_eq!(read(&file), Err(Unreadable::OtherShape), "shape {shape}");
    }
}

#[test]
fn another_file_is_told() {
    for file in
        [&b""[..], b"<!doctype html><title>404</title>", b"{}", b"\0asm\x01\0\0\0", b"\0\0\0\0\0\0\0\0\0"]
    {
        assert_eq!(read(file), Err(Unreadable::NotLaw), "{file:?}");
    }
}

#[test]
fn a_body_with_a_right_checksum_that_holds_too_much_is_told() {
    let sealed = |body: &[u8]| [&MAGIC[..], &super::checksum(body).to_le_bytes(), body].concat();
    assert_eq!(read(&sealed(&FILE[8..])), read(&FILE));
    assert_eq!(read(&sealed(&[&FILE[8..], b"\0"].concat())), Err(Unreadable::OtherShape), "a byte too much");
    assert_eq!(read(&sealed(&FILE[8..FILE.len() - 1])), Err(Unreadable::OtherShape), "a byte too few");
    assert_eq!(read(&sealed(&[0xff; 32])), Err(Unreadable::OtherShape), "numbers without an end");
}

#[test]
fn each_fault_has_its_sentence() {
    for (fault, sentence) in [
        (Unreadable::NotLaw, "the file is not a law file; bake it with `site bake`"),
        (
            Unreadable::OtherShape,
            "the law file belongs to another release; bake it again with this release’s `site bake`",
        ),
        (Unreadable::Damaged, "the law file was cut off or changed on the way; fetch it again"),
    ] {
        assert_eq!(fault.to_string(), sentence);
    }
}
