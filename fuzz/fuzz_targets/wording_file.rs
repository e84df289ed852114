//! Any text is a wording file or gets faults, each with its line and a sentence; patches of sound ones are tried too.
#![no_main]

use law_files::check;
use libfuzzer_sys::fuzz_target;

mod law;
mod patch;

fuzz_target!(|input: &[u8]| {
    let laws = law::both();
    patch::check(laws.map(|(_, words)| words), |which, text| check::check_texts(laws[which].0, text), input);
});
