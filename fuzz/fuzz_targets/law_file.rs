//! Any text is a law file or gets faults, each with its line and a sentence; patches of the real one are tried too.
#![no_main]

use law_files::check;
use libfuzzer_sys::fuzz_target;

mod law;
mod patch;

fuzz_target!(|input: &[u8]| patch::check(
    law::LAW_FILE,
    |text| check::check_texts(text, law::ENGLISH),
    input
));
