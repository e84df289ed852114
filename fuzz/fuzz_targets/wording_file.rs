//! Any text is a wording file or gets faults, each with its line and a sentence; patches of the real one are tried too.
#![no_main]

use law_files::check;
use libfuzzer_sys::fuzz_target;

mod law;
mod patch;

fuzz_target!(|input: &[u8]| patch::check(law::ENGLISH, |text| check::check_texts(law::LAW_FILE, text), input));
