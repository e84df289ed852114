//! Makes the linked engine smaller in two ways that change nothing a reader sees.
//!
//! [`cut`] gives the functions of [`CUTS`] a body that only traps. They write sentences about faults in the program,
//! or belong to parts of Yew that this page has no use for; the compiler cannot know that no call reaches them.
//! A trap is what a panic ends in anyhow: `static/start.js` takes it as the sign to show the printed page again.
//! So a wrong cut can never show a wrong answer. The journeys in `tests/` run on the trimmed engine.
//!
//! With the sentences of panics go the places in the source that they name.
//!
//! [`rename`] shortens what the engine and its JavaScript glue call each other by; wasm-bindgen adds sixteen digits
//! to each of a hundred names, which no compression makes smaller.
//!
//! # What this crate does not do
//!
//! It optimizes nothing: `wasm-opt` does, and removes what after a cut nobody calls.

mod cuts;
mod names;
mod places;

pub use cuts::{CUTS, Cut};
pub use names::{Renamed, rename};

use rustc_demangle::demangle;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig, passes::gc};

/// The engine after [`cut`].
pub struct Trimmed {
    /// The file.
    pub wasm: Vec<u8>,
    /// How many functions have become a trap.
    pub n_functions: usize,
    /// How many places in the source, which only panics name, are blank.
    pub n_places: usize,
    /// Parts of names that no function has.
    pub missing: Vec<&'static str>,
}

/// Gives every function whose name holds one of these parts a body that only traps.
///
/// It is meant for what the linker leaves, before wasm-bindgen: imports that are then unused get no glue.
///
/// # Errors
///
/// What keeps the file from being read as WebAssembly.
pub fn cut(wasm: &[u8], cuts: &[Cut]) -> Result<Trimmed, String> {
    let mut module = parse(wasm)?;
    let parts: Vec<&'static str> = cuts.iter().flat_map(|cut| cut.names).copied().collect();
    let mut used = vec![false; parts.len()];
    let mut found: Vec<FunctionId> = Vec::new();
    for (id, _) in module.funcs.iter_local() {
        let Some(name) = &module.funcs.get(id).name else { continue };
        // The alternate form is without the hash that changes with every compiler; compilers write a method as
        // `Type::method` or as `<Type>::method`.
        let name = format!("{:#}", demangle(name)).replace(['<', '>'], "");
        if let Some(place) = parts.iter().position(|part| name.contains(part)) {
            used[place] = true;
            found.push(id);
        }
    }
    for id in &found {
        trap(&mut module, *id);
    }
    gc::run(&mut module);
    let n_places = places::blank(&mut module);
    let missing = parts.iter().zip(used).filter(|(_, used)| !used).map(|(part, _)| *part).collect();
    Ok(Trimmed { wasm: module.emit_wasm(), n_functions: found.len(), n_places, missing })
}

fn parse(wasm: &[u8]) -> Result<Module, String> {
    ModuleConfig::new().generate_producers_section(false).parse(wasm).map_err(|why| why.to_string())
}

fn trap(module: &mut Module, id: FunctionId) {
    let kind = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let arguments = params.iter().map(|kind| module.locals.add(*kind)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function that gives 7, and one that calls it; both exported.
    fn sample() -> Vec<u8> {
        let mut module = Module::default();
        let mut seven = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
        seven.name("_ZN3yew10dom_bundle5seven17h0123456789abcdefE".to_owned());
        seven.func_body().i32_const(7);
        let seven = seven.finish(vec![], &mut module.funcs);
        let mut caller = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
        caller.name("caller".to_owned());
        caller.func_body().call(seven);
        let caller = caller.finish(vec![], &mut module.funcs);
        module.exports.add("caller", caller);
        module.emit_wasm()
    }

    #[test]
    fn a_function_that_is_named_becomes_a_trap_and_its_caller_stays() {
        let cuts = [Cut { why: "a test", names: &["dom_bundle::seven", "nobody"] }];
        let cut = cut(&sample(), &cuts).expect("the sample is WebAssembly");
        assert_eq!(cut.n_functions, 1);
        assert_eq!(cut.missing, ["nobody"]);
        let module = parse(&cut.wasm).expect("what is written can be read");
        let bodies: Vec<String> = module
            .funcs
            .iter_local()
            .map(|(_, function)| format!("{:?}", function.block(function.entry_block()).instrs[0].0))
            .collect();
        assert_eq!(bodies.iter().filter(|body| body.starts_with("Unreachable")).count(), 1, "{bodies:?}");
        assert_eq!(bodies.iter().filter(|body| body.starts_with("Call")).count(), 1, "{bodies:?}");
    }

    #[test]
    fn what_is_no_webassembly_is_refused() {
        assert!(cut(b"no", &[]).is_err());
    }
}
