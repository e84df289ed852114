//! Any bytes are a law_file law or are refused. Past the checksum too: a body with a right checksum is read without a panic.
#![no_main]

use std::sync::LazyLock;

use ban_explainer::law_file;
use libfuzzer_sys::fuzz_target;

mod law;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| law_file::write(&law::LAW).expect("the law can be law_file"));

fn sealed(body: &[u8]) -> Vec<u8> {
    let sum = body
        .iter()
        .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let mut file = FILE[..4].to_vec();
    file.extend(sum.to_le_bytes());
    file.extend(body);
    file
}

fuzz_target!(|input: &[u8]| {
    let _ = law_file::read(input);
    let _ = law_file::read(&sealed(input));
    // A few bytes of the real body replaced, with a checksum that fits.
    if let Some((head, rest)) = input.split_first_chunk::<2>() {
        let mut body = FILE[8..].to_vec();
        let at = usize::from(u16::from_le_bytes(*head)) * body.len() / 65_536;
        for (slot, byte) in body[at..].iter_mut().zip(rest) {
            *slot = *byte;
        }
        let _ = law_file::read(&sealed(&body));
    }
});
