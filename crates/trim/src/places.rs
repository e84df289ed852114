//! Blanks the places in the source that panics would have named.
//!
//! The compiler keeps one for each panic: the address and the length of a file name, a line, a column. After the cut
//! nobody reads them; the names tell the folders of whoever built the engine, and zeros weigh nothing.

use walrus::{ConstExpr, DataKind, Module, ir::Value};

/// How many bytes a place takes: four words.
const PLACE: usize = 16;

/// Blanks every place and the file name it points to; says how many there were.
pub(crate) fn blank(module: &mut Module) -> usize {
    let mut segments: Vec<Segment> = Vec::new();
    for data in module.data.iter() {
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind {
            segments.push(Segment {
                id: data.id(),
                start: start.cast_unsigned() as usize,
                bytes: data.value.clone(),
            });
        }
    }
    let mut blanks: Vec<(usize, usize)> = Vec::new();
    let mut n_places = 0;
    for segment in &segments {
        let aligned = segment.start.next_multiple_of(4) - segment.start;
        for at in (aligned..segment.bytes.len().saturating_sub(PLACE - 1)).step_by(4) {
            if let Some(name) = file_name(&segments, &segment.bytes[at..at + PLACE]) {
                blanks.push(name);
                blanks.push((segment.start + at, PLACE));
                n_places += 1;
            }
        }
    }
    for segment in &mut segments {
        for (start, length) in &blanks {
            if let Some(at) = start.checked_sub(segment.start)
                && let Some(bytes) = segment.bytes.get_mut(at..at + length)
            {
                bytes.fill(0);
            }
        }
        module.data.get_mut(segment.id).value = std::mem::take(&mut segment.bytes);
    }
    n_places
}

/// A run of bytes in the engine's memory.
struct Segment {
    id: walrus::DataId,
    start: usize,
    bytes: Vec<u8>,
}

/// Where the file name of a place stands and how long it is; `None` when these four words are no place.
///
/// A place points to a text that is a path ending in `.rs`, and has a line and a column a file can have.
fn file_name(segments: &[Segment], place: &[u8]) -> Option<(usize, usize)> {
    let mut words = place.chunks_exact(4).filter_map(|word| word.try_into().ok()).map(u32::from_le_bytes);
    let [address, length, line, column] = [words.next()?, words.next()?, words.next()?, words.next()?];
    let (address, length) = (address as usize, length as usize);
    if !(8..300).contains(&length) || !(1..100_000).contains(&line) || !(1..2_000).contains(&column) {
        return None;
    }
    let text = segments.iter().find_map(|segment| {
        let at = address.checked_sub(segment.start)?;
        segment.bytes.get(at..at + length)
    })?;
    let is_path = text.ends_with(b".rs") && text.contains(&b'/') && text.iter().all(u8::is_ascii_graphic);
    is_path.then_some((address, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_blanked_with_its_file_name_and_nothing_else_is() {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let mut bytes = b"src/one.rsanswer".to_vec();
        for word in [1024_u32, 10, 7, 9, 1034, 6, 7, 9] {
            bytes.extend(word.to_le_bytes());
        }
        let offset = ConstExpr::Value(Value::I32(1024));
        let id = module.data.add(DataKind::Active { memory, offset }, bytes);
        assert_eq!(blank(&mut module), 1);
        let left = &module.data.get(id).value;
        assert_eq!(&left[..16], b"\0\0\0\0\0\0\0\0\0\0answer");
        assert_eq!(&left[16..32], [0; 16]);
        assert_eq!(&left[32..36], 1034_u32.to_le_bytes());
    }
}
