// A text that an editor may have written, for the targets that check one: the input itself, and the real file patched.

use law_files::fault::Fault;

/// Checks both; every fault has a line and a sentence.
pub fn check(file: &str, check: impl Fn(&str) -> Vec<Fault>, input: &[u8]) {
    let text = core::str::from_utf8(input).ok().map(str::to_owned);
    for text in text.into_iter().chain(patched(file, input)) {
        for fault in check(&text) {
            assert!(fault.line > 0 && !fault.text.is_empty(), "{fault}");
        }
    }
}

/// Where a patch goes, and what it replaces: the input's first bytes choose, its rest is put there.
fn patched(file: &str, input: &[u8]) -> Option<String> {
    let (head, rest) = input.split_first_chunk::<4>()?;
    let at = usize::from(u16::from_le_bytes([head[0], head[1]])) * file.len() / 65_536;
    let end = (at + usize::from(head[2])).min(file.len());
    let (before, after) = (file.get(..at)?, file.get(end..)?);
    Some(format!("{before}{}{after}", core::str::from_utf8(rest).ok()?))
}
