//! What is still reached once functions were cut: what only the cut ones called or showed goes with them.
//!
//! A compiler would leave it out by itself, had it known of the cuts. After linking, a table still names the functions,
//! and nobody can tell which texts belong to them; the linker's notes can (`links.rs`).

use std::collections::BTreeSet;

use walrus::{
    DataId, ExportItem, FunctionId, FunctionKind, LocalFunction, Module,
    ir::{InstrSeq, Visitor, dfs_in_order},
};

use crate::links::{Links, Target};

/// What is reached from the functions that a page can call.
pub(crate) struct Reached {
    /// The functions, by their numbers in the file.
    functions: BTreeSet<usize>,
    /// The bytes of the data, by their places in the file.
    data: BTreeSet<(usize, usize)>,
}

impl Reached {
    /// Follows every address from what is exported.
    pub(crate) fn of(module: &Module, links: &Links) -> Self {
        let mut reached = Self { functions: BTreeSet::new(), data: BTreeSet::new() };
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        });
        let mut next: Vec<Target> =
            exported.chain(module.start).map(|id| Target::Function(id.index())).collect();
        let functions: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
        while let Some(target) = next.pop() {
            match target {
                Target::Function(number) => {
                    if reached.functions.insert(number)
                        && let Some(id) = functions.get(number)
                        && let FunctionKind::Local(function) = &module.funcs.get(*id).kind
                    {
                        next.extend(addresses(function, links));
                    }
                }
                Target::Data(bytes) => {
                    if reached.data.insert((bytes.start, bytes.end)) {
                        next.extend(links.within(bytes).cloned());
                    }
                }
            }
        }
        reached
    }

    /// Whether a function is reached.
    pub(crate) fn holds(&self, id: FunctionId) -> bool {
        self.functions.contains(&id.index())
    }

    /// Fills the bytes of the data that have a name, and that nothing reached names, with zeros, which weigh nothing.
    /// Says how many there were.
    pub(crate) fn blank_the_rest(&self, module: &mut Module, links: &Links) -> usize {
        let named: BTreeSet<usize> = links.data.iter().cloned().flatten().collect();
        let live: BTreeSet<usize> = self.data.iter().flat_map(|(start, end)| *start..*end).collect();
        let dead: Vec<usize> = named.difference(&live).copied().collect();
        let ids: Vec<DataId> = module.data.iter().map(walrus::Data::id).collect();
        for (id, start) in ids.into_iter().zip(&links.segments) {
            let bytes = &mut module.data.get_mut(id).value;
            for at in dead.iter().filter_map(|byte| byte.checked_sub(*start)) {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = 0;
                }
            }
        }
        dead.len()
    }
}

/// What a function's own code holds the address of.
fn addresses(function: &LocalFunction, links: &Links) -> Vec<Target> {
    struct Found<'a>(&'a Links, Vec<Target>);
    impl<'instr> Visitor<'instr> for Found<'_> {
        fn start_instr_seq(&mut self, sequence: &'instr InstrSeq) {
            for (_, place) in &sequence.instrs {
                if place.is_default() {
                    continue;
                }
                // An address stands right behind the name of its instruction, or one byte later, behind an alignment.
                let place = place.data() as usize;
                self.1.extend(self.0.within(place + 1..place + 3).cloned());
            }
        }
    }
    let mut found = Found(links, Vec::new());
    dfs_in_order(&mut found, function, function.entry_block());
    found.1
}

#[cfg(test)]
mod tests {
    use walrus::{ConstExpr, DataKind, FunctionBuilder, ir::Value};

    use super::*;

    #[test]
    fn what_nothing_reached_names_is_blank_and_what_a_reached_text_names_is_not() {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let kind = DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(0)) };
        module.data.add(kind, b"shown,named,lonely".to_vec());
        let mut shows = FunctionBuilder::new(&mut module.types, &[], &[]);
        shows.func_body().i32_const(1).drop();
        let shows = shows.finish(vec![], &mut module.funcs);
        let mut lonely = FunctionBuilder::new(&mut module.types, &[], &[]);
        lonely.func_body().i32_const(2).drop();
        lonely.finish(vec![], &mut module.funcs);
        module.exports.add("shows", shows);
        // What is read again knows where in the file each instruction stands.
        let mut module = crate::parse(&module.emit_wasm()).expect("walrus reads what it writes");
        let start = 10_000;
        let text = |from: usize, to: usize| Target::Data(start + from..start + to);
        let mut links = Links { segments: vec![start], ..Links::default() };
        links.data = vec![start..start + 5, start + 6..start + 11, start + 12..start + 18];
        links.addresses.insert(start + 1, text(6, 11));
        for (_, function) in module.funcs.iter_local() {
            let (instruction, place) = &function.block(function.entry_block()).instrs[0];
            let first = format!("{instruction:?}").contains("I32(1)");
            let target = if first { text(0, 5) } else { text(12, 18) };
            links.addresses.insert(place.data() as usize + 1, target);
        }
        let reached = Reached::of(&module, &links);
        assert_eq!(reached.functions.len(), 1);
        assert_eq!(reached.blank_the_rest(&mut module, &links), 6);
        let left = module.data.iter().next().map(|data| data.value.clone());
        assert_eq!(left.as_deref(), Some(&b"shown,named,\0\0\0\0\0\0"[..]));
    }
}
