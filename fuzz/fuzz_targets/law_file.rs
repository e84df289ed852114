//! Any text is a law file or gets faults, each with its line and a sentence; patches of sound ones are tried too.
#![no_main]

use law_files::check;
use libfuzzer_sys::fuzz_target;

mod law;
mod patch;

fuzz_target!(|input: &[u8]| {
    let laws = law::both();
    patch::check(laws.map(|(law, _)| law), |which, text| check::check_texts(text, laws[which].1), input);
});
