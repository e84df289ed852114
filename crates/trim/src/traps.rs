//! Functions become a trap, and so does every run of instructions that leads to one.

use std::collections::BTreeSet;

use walrus::{
    FunctionBuilder, FunctionId, FunctionKind, InstrLocId, Module,
    ir::{Instr, InstrSeq, Unreachable, VisitorMut, dfs_pre_order_mut},
};

/// Gives a function a body that only traps.
pub(crate) fn trap(module: &mut Module, id: FunctionId) {
    let kind = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let arguments = params.iter().map(|kind| module.locals.add(*kind)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}

/// Ends every run of instructions that leads to a trap and nowhere else where it begins.
///
/// What it prepares for the call is then not reached either. Such a run calls and branches nowhere, so nothing outside
/// of the engine could have seen it.
pub(crate) fn stop_early(module: &mut Module, traps: &BTreeSet<FunctionId>) {
    struct Stop<'a>(&'a BTreeSet<FunctionId>);
    impl VisitorMut for Stop<'_> {
        fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
            let mut begin = 0;
            for at in 0..sequence.instrs.len() {
                match &sequence.instrs[at].0 {
                    Instr::Call(call) if self.0.contains(&call.func) => {
                        sequence.instrs.truncate(begin);
                        sequence.instrs.push((Unreachable {}.into(), InstrLocId::default()));
                        return;
                    }
                    instruction if !only_computes(instruction) => begin = at + 1,
                    _ => {}
                }
            }
        }
    }
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut Stop(traps), function, entry);
    }
}

/// Whether an instruction neither calls nor branches.
fn only_computes(instruction: &Instr) -> bool {
    use Instr::{
        Binop, Const, Drop, GlobalGet, GlobalSet, Load, LocalGet, LocalSet, LocalTee, Select, Store, Unop,
    };
    matches!(
        instruction,
        Const(_)
            | LocalGet(_)
            | LocalSet(_)
            | LocalTee(_)
            | GlobalGet(_)
            | GlobalSet(_)
            | Binop(_)
            | Unop(_)
            | Load(_)
            | Store(_)
            | Select(_)
            | Drop(_)
    )
}

#[cfg(test)]
mod tests {
    use walrus::ValType;

    use super::*;

    #[test]
    fn a_run_that_leads_to_a_trap_ends_where_it_begins_and_what_stands_before_it_stays() {
        let mut module = Module::default();
        let mut panic = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        panic.func_body().unreachable();
        let said = module.locals.add(ValType::I32);
        let panic = panic.finish(vec![said], &mut module.funcs);
        let mut caller = FunctionBuilder::new(&mut module.types, &[], &[]);
        caller.func_body().block(None, |inside| {
            inside.i32_const(1).drop();
        });
        caller.func_body().i32_const(2).call(panic).i32_const(3).drop();
        let caller = caller.finish(vec![], &mut module.funcs);
        stop_early(&mut module, &BTreeSet::from([panic]));
        let function = module.funcs.get(caller).kind.unwrap_local();
        let left: Vec<String> =
            function.block(function.entry_block()).instrs.iter().map(|(it, _)| format!("{it:?}")).collect();
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left[0].starts_with("Block") && left[1].starts_with("Unreachable"), "{left:?}");
    }
}
