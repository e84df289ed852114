//! Any text is a law file or gets faults, each with its line and a sentence; patches of the real one are tried too.
#![no_main]

use law_files::{check, fault::Fault};
use libfuzzer_sys::fuzz_target;

mod law;

/// Where a patch goes, and what it replaces: the input's first bytes choose, its rest is put there.
fn patched(file: &str, input: &[u8]) -> Option<String> {
    let (head, rest) = input.split_first_chunk::<4>()?;
    let at = usize::from(u16::from_le_bytes([head[0], head[1]])) * file.len() / 65_536;
    let end = (at + usize::from(head[2])).min(file.len());
    let (before, after) = (file.get(..at)?, file.get(end..)?);
    Some(format!("{before}{}{after}", core::str::from_utf8(rest).ok()?))
}

fn look(faults: &[Fault]) {
    for fault in faults {
        assert!(fault.line > 0 && !fault.text.is_empty(), "{fault}");
    }
}

fuzz_target!(|input: &[u8]| {
    if let Ok(text) = core::str::from_utf8(input) {
        look(&CHECK(text));
    }
    if let Some(text) = patched(FILE, input) {
        look(&CHECK(&text));
    }
});

const FILE: &str = law::LAW_FILE;
const CHECK: fn(&str) -> Vec<Fault> = |text| check::check_texts(text, law::ENGLISH);
