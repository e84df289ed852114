//! What the linker notes for whoever links again: where in the file an address stands, and of what.
//!
//! It leaves these notes because `build.rs` asks for them (`--emit-relocs`). Without them nobody can tell an
//! address from a number.

use std::{collections::BTreeMap, ops::Range};

use wasmparser::{
    BinaryReader, KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo,
};

/// What an address is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A function, by its number in the file.
    Function(usize),
    /// Bytes of the data, by where they stand in the file.
    Data(Range<usize>),
}

/// The notes of a linked file. Every place is a place in the file.
#[derive(Default)]
pub(crate) struct Links {
    /// Where addresses stand, and of what they are.
    pub(crate) addresses: BTreeMap<usize, Target>,
    /// Every run of bytes that has a name of its own.
    pub(crate) data: Vec<Range<usize>>,
    /// Where the bytes of each segment of the data begin.
    pub(crate) segments: Vec<usize>,
}

impl Links {
    /// What the addresses in these bytes are of.
    pub(crate) fn within(&self, bytes: Range<usize>) -> impl Iterator<Item = &Target> {
        self.addresses.range(bytes).map(|(_, target)| target)
    }

    /// Reads the notes.
    ///
    /// # Errors
    ///
    /// What is missing, or does not fit the file: then the notes cannot be trusted.
    pub(crate) fn read(wasm: &[u8]) -> Result<Self, String> {
        let mut links = Self::default();
        let mut sections: Vec<usize> = Vec::new();
        let mut memory: Vec<u64> = Vec::new();
        let mut symbols: Vec<Option<(Target, u64)>> = Vec::new();
        let mut entries: Vec<(u32, RelocationEntry)> = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload.map_err(|why| why.to_string())?;
            if let Some((_, range)) = payload.as_section() {
                sections.push(range.start);
            }
            match payload {
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment.map_err(|why| why.to_string())?;
                        links.segments.push(segment.range.end - segment.data.len());
                        memory.push(start_in_memory(&segment.kind).unwrap_or_default());
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            let Linking::SymbolTable(table) = part.map_err(|why| why.to_string())? else {
                                continue;
                            };
                            for symbol in table {
                                let symbol = symbol.map_err(|why| why.to_string())?;
                                symbols.push(target(&symbol, &links.segments, &memory));
                            }
                        }
                    }
                    KnownCustom::Reloc(notes) => {
                        for entry in notes.entries() {
                            entries.push((notes.section_index(), entry.map_err(|why| why.to_string())?));
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if entries.is_empty() {
            return Err("the linker left no notes on addresses, which it does with --emit-relocs".to_owned());
        }
        let named = symbols.iter().flatten().filter_map(|(target, _)| match target {
            Target::Data(bytes) => Some(bytes.clone()),
            Target::Function(_) => None,
        });
        links.data = named.collect();
        for (section, entry) in entries {
            let start = sections.get(section as usize).ok_or("a note is about no section")?;
            let at = start + entry.offset as usize;
            if !is_address(entry.ty) {
                continue;
            }
            let symbol = symbols.get(entry.index as usize).cloned().flatten();
            let Some((target, address)) = symbol else { continue };
            if let Target::Data(_) = target {
                let expected = address.wrapping_add_signed(entry.addend);
                if read_address(wasm, at, entry.ty) != Some(expected) {
                    return Err(format!("the linker’s note on byte {at} does not fit what stands there"));
                }
            }
            links.addresses.insert(at, target);
        }
        Ok(links)
    }
}

/// Where a segment begins in memory.
fn start_in_memory(kind: &wasmparser::DataKind) -> Option<u64> {
    let wasmparser::DataKind::Active { offset_expr, .. } = kind else { return None };
    match offset_expr.get_operators_reader().read().ok()? {
        wasmparser::Operator::I32Const { value } => Some(u64::from(value.cast_unsigned())),
        _ => None,
    }
}

/// What a name stands for, and its address in memory where it has one.
fn target(symbol: &SymbolInfo, segments: &[usize], memory: &[u64]) -> Option<(Target, u64)> {
    match symbol {
        SymbolInfo::Func { index, .. } => Some((Target::Function(*index as usize), 0)),
        SymbolInfo::Data { symbol: Some(place), .. } => {
            let (segment, offset) = (place.index as usize, place.offset as usize);
            let start = segments.get(segment)? + offset;
            Some((Target::Data(start..start + place.size as usize), memory.get(segment)? + offset as u64))
        }
        _ => None,
    }
}

/// Whether such a note is about the address of a function or of data.
fn is_address(kind: RelocationType) -> bool {
    use RelocationType::{
        FunctionIndexLeb, MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32, TableIndexSleb,
    };
    matches!(
        kind,
        FunctionIndexLeb | TableIndexSleb | TableIndexI32 | MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32
    )
}

/// The address that stands there.
fn read_address(wasm: &[u8], at: usize, kind: RelocationType) -> Option<u64> {
    let bytes = wasm.get(at..at + kind.extent())?;
    let address = match kind {
        RelocationType::MemoryAddrI32 => u32::from_le_bytes(bytes.try_into().ok()?),
        RelocationType::MemoryAddrLeb => BinaryReader::new(bytes, at).read_var_u32().ok()?,
        _ => BinaryReader::new(bytes, at).read_var_i32().ok()?.cast_unsigned(),
    };
    Some(u64::from(address))
}
