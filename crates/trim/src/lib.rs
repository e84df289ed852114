//! Makes the linked engine smaller in two ways that change nothing a reader sees.
//!
//! [`cut`] gives the functions of [`CUTS`] a body that only traps. They write sentences about faults in the program,
//! or belong to parts of Yew that this page has no use for; the compiler cannot know that no call reaches them.
//! A trap is what a panic ends in anyhow: `static/start.js` takes it as the sign to show the printed page again.
//! So a wrong cut can never show a wrong answer. The journeys in `tests/` run on the trimmed engine.
//!
//! With them goes what only they call or show (`reach.rs`), and the places in the source that panics name.
//!
//! [`rename`] shortens what the engine and its JavaScript glue call each other by; wasm-bindgen adds sixteen digits
//! to each of a hundred names, which no compression makes smaller.
//!
//! # What this crate does not do
//!
//! It optimizes nothing: `wasm-opt` does, and removes what after a cut nobody calls.

mod cuts;
mod links;
mod names;
mod places;
mod reach;
mod traps;

pub use cuts::{CUTS, Cut};
pub use names::{Renamed, rename};

use std::collections::BTreeSet;

use rustc_demangle::demangle;
use walrus::{FunctionId, Module, ModuleConfig, passes::gc};

use links::Links;
use reach::Reached;

/// The engine after [`cut`].
pub struct Trimmed {
    /// The file.
    pub wasm: Vec<u8>,
    /// How many functions have become a trap.
    pub n_functions: usize,
    /// How many more only those called; they are a trap too.
    pub n_unreached: usize,
    /// How many bytes of the data only those named; they are blank.
    pub n_bytes: usize,
    /// How many places in the source, which only panics name, are blank.
    pub n_places: usize,
    /// Parts of names that no function has.
    pub missing: Vec<&'static str>,
}

/// Gives every function whose name holds one of these parts a body that only traps, and takes out with them what only
/// they call or name.
///
/// It is meant for what the linker leaves, before wasm-bindgen: imports that are then unused get no glue.
///
/// # Errors
///
/// What keeps the file from being read as WebAssembly, or from being read with the linker's notes on its addresses.
pub fn cut(wasm: &[u8], cuts: &[Cut]) -> Result<Trimmed, String> {
    let mut module = parse(wasm)?;
    let links = Links::read(wasm)?;
    let (found, missing) = named(&module, cuts);
    for id in &found {
        traps::trap(&mut module, *id);
    }
    traps::stop_early(&mut module, &found);
    let reached = Reached::of(&module, &links);
    let unreached: Vec<FunctionId> =
        module.funcs.iter_local().map(|(id, _)| id).filter(|id| !reached.holds(*id)).collect();
    for id in &unreached {
        traps::trap(&mut module, *id);
    }
    let n_bytes = reached.blank_the_rest(&mut module, &links);
    gc::run(&mut module);
    let n_places = places::blank(&mut module);
    drop_notes(&mut module);
    Ok(Trimmed {
        wasm: module.emit_wasm(),
        n_functions: found.len(),
        n_unreached: unreached.len(),
        n_bytes,
        n_places,
        missing,
    })
}

/// The functions that are cut, and the parts of names that none has.
fn named(module: &Module, cuts: &[Cut]) -> (BTreeSet<FunctionId>, Vec<&'static str>) {
    let parts: Vec<&'static str> = cuts.iter().flat_map(|cut| cut.names).copied().collect();
    let mut used = vec![false; parts.len()];
    let mut found = BTreeSet::new();
    for (id, _) in module.funcs.iter_local() {
        let Some(name) = &module.funcs.get(id).name else { continue };
        // The alternate form is without the hash that changes with every compiler; compilers write a method as
        // `Type::method` or as `<Type>::method`.
        let name = format!("{:#}", demangle(name)).replace(['<', '>'], "");
        if let Some(place) = parts.iter().position(|part| name.contains(part)) {
            used[place] = true;
            found.insert(id);
        }
    }
    (found, parts.iter().zip(used).filter(|(_, used)| !used).map(|(part, _)| *part).collect())
}

/// Leaves out the linker's notes, which fit no longer.
fn drop_notes(module: &mut Module) {
    let notes: Vec<_> = module
        .customs
        .iter()
        .filter(|(_, section)| section.name() == "linking" || section.name().starts_with("reloc."))
        .map(|(id, _)| id)
        .collect();
    for id in notes {
        module.customs.delete(id);
    }
}

fn parse(wasm: &[u8]) -> Result<Module, String> {
    ModuleConfig::new().generate_producers_section(false).parse(wasm).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    /// A function that gives 7, and one that calls it, which is exported.
    fn sample() -> Module {
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
        module
    }

    #[test]
    fn a_function_is_named_by_a_part_of_its_name_and_a_part_that_none_has_is_told() {
        let cuts = [Cut { why: "a test", names: &["dom_bundle::seven", "nobody"] }];
        let module = sample();
        let (found, missing) = named(&module, &cuts);
        let found: Vec<_> = found.iter().filter_map(|id| module.funcs.get(*id).name.as_deref()).collect();
        assert_eq!(found, ["_ZN3yew10dom_bundle5seven17h0123456789abcdefE"]);
        assert_eq!(missing, ["nobody"]);
    }

    #[test]
    fn what_is_no_webassembly_and_what_has_no_notes_on_its_addresses_is_refused() {
        assert!(cut(b"no", &[]).is_err());
        let fault = cut(&sample().emit_wasm(), &[]).err();
        assert_eq!(
            fault.as_deref(),
            Some("the linker left no notes on addresses, which it does with --emit-relocs")
        );
    }
}
