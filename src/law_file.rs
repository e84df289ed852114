//! The law as the browser reads it: one compact file per language.
//!
//! The file is a header of eight bytes and the [`Law`] in postcard form:
//! four bytes of a magic word, the last of them the number of the shape, then four bytes of a checksum
//! (FNV-1a over the rest, little-endian). One flipped bit would otherwise decode in silence into different law.

use core::fmt;

use rules::Law;

mod reader;
#[cfg(test)]
mod tests;

/// The magic word; its last byte is the number of the shape and grows with every change of the types of `rules`.
const MAGIC: [u8; 4] = *b"LAW\x02";

/// Why a file is not this release's law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not begin with the magic word: another file, or none.
    NotLaw,
    /// It is the law in another shape, for another release.
    OtherShape,
    /// Its checksum does not fit: it was cut off or changed on the way.
    Damaged,
}

impl Unreadable {
    /// What was found, and what would do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NotLaw => "the file is not a law file; bake it with `site bake`",
            Self::OtherShape => {
                "the law file belongs to another release; bake it again with this release’s `site bake`"
            }
            Self::Damaged => "the law file was cut off or changed on the way; fetch it again",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.sentence())
    }
}

/// The law as one file.
///
/// # Errors
///
/// None in practice: postcard refuses only lengths unknown ahead, and the types of `rules` have none.
pub fn write(law: &Law) -> Result<Vec<u8>, postcard::Error> {
    let body = postcard::to_allocvec(&carried(law))?;
    let mut file = Vec::with_capacity(body.len() + 8);
    file.extend(MAGIC);
    file.extend(checksum(&body).to_le_bytes());
    file.extend(body);
    Ok(file)
}

/// What the engine needs of a law: without what is prerendered behind every answer, and without what only editors read.
///
/// Lists keep their lengths, since everything is pointed at by place.
fn carried(law: &Law) -> Law {
    let mut carried = law.clone();
    let Law { explainer, wording } = &mut carried;
    explainer.reasons.clear();
    wording.reasons.clear();
    // The claim that stands beside every answer is the first one.
    explainer.claims.truncate(1);
    wording.claims.truncate(1);
    let evidence = explainer.provisions.iter().flat_map(|provision| &provision.sources);
    let evidence = evidence.chain(explainer.advice.iter().filter_map(|advice| advice.evidence.as_ref()));
    let evidence = evidence.chain(explainer.claims.iter().flat_map(|claim| &claim.sources));
    let shown: Vec<usize> = evidence.map(|evidence| evidence.source.index()).collect();
    for (index, source) in explainer.sources.iter_mut().enumerate() {
        source.id.clear();
        if !shown.contains(&index) {
            source.title.clear();
            source.publisher.clear();
            source.address.clear();
            source.place = None;
        }
    }
    explainer.id.clear();
    explainer.short_answers.iter_mut().for_each(|short_answer| short_answer.id.clear());
    explainer.verdicts.iter_mut().for_each(|verdict| verdict.id.clear());
    wording.questions.iter_mut().for_each(|question| question.hint.clear());
    for list in [&mut explainer.regimes, &mut explainer.ratings, &mut wording.regimes, &mut wording.revisions]
    {
        list.iter_mut().for_each(String::clear);
    }
    for text in [&mut wording.name, &mut wording.subject, &mut wording.claims_intro, &mut wording.who_acted] {
        text.clear();
    }
    carried
}

/// The law that a file holds: without what only editors and printing read, and without reasons and claims, which
/// stand in the printed page.
///
/// # Errors
///
/// See [`Unreadable`]: another file, another shape, damaged on the way.
pub fn read(file: &[u8]) -> Result<Law, Unreadable> {
    let (magic, rest) = file.split_first_chunk::<4>().ok_or(Unreadable::NotLaw)?;
    if magic[..3] != MAGIC[..3] {
        return Err(Unreadable::NotLaw);
    }
    if magic[3] != MAGIC[3] {
        return Err(Unreadable::OtherShape);
    }
    let (sum, body) = rest.split_first_chunk::<4>().ok_or(Unreadable::Damaged)?;
    if u32::from_le_bytes(*sum) != checksum(body) {
        return Err(Unreadable::Damaged);
    }
    reader::law(body).filter(Law::is_consistent).ok_or(Unreadable::OtherShape)
}

/// FNV-1a with 32 bits: every single changed bit changes it.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
