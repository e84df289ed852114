// A text that an editor may have written, for the targets that check one: the input itself, and a sound file patched.

use law_files::fault::Fault;

/// Checks both; every fault has a line and a sentence. `check` is told of which of the files the text is a copy.
pub fn check(files: [&str; 2], check: impl Fn(usize, &str) -> Vec<Fault>, input: &[u8]) {
    let text = core::str::from_utf8(input).ok().map(|text| (0, text.to_owned()));
    for (which, text) in text.into_iter().chain(patched(files, input)) {
        for fault in check(which, &text) {
            assert!(fault.line > 0 && !fault.text.is_empty(), "{fault}");
        }
    }
}

/// Where a patch goes, and what it replaces: the input's first bytes choose, its rest is put there.
///
/// The first file is short and soon checked, so most patches are of it.
fn patched(files: [&str; 2], input: &[u8]) -> Option<(usize, String)> {
    let (head, rest) = input.split_first_chunk::<4>()?;
    let which = usize::from(head[3] % 16 == 15);
    let file = files[which];
    let at = usize::from(u16::from_le_bytes([head[0], head[1]])) * file.len() / 65_536;
    let end = (at + usize::from(head[2])).min(file.len());
    let (before, after) = (file.get(..at)?, file.get(end..)?);
    Some((which, format!("{before}{}{after}", core::str::from_utf8(rest).ok()?)))
}
