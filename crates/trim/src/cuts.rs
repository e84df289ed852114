//! The functions that become a trap: parts of their names, and why nothing is lost.

/// Functions that no reader needs, named by parts of their names.
pub struct Cut {
    /// Why a trap does as well.
    pub why: &'static str,
    /// A function whose demangled name holds one of these is cut.
    pub names: &'static [&'static str],
}

/// What is cut from the engine.
pub const CUTS: &[Cut] = &[
    Cut {
        why: "They write the sentence of a panic, which then ends in a trap; readers get the printed page back.",
        names: &[
            "core::panicking::",
            "std::panicking::",
            "console_error_panic_hook::",
            "rust_begin_unwind",
            "rust_panic",
            "core::option::expect_failed",
            "core::option::unwrap_failed",
            "core::result::unwrap_failed",
            "core::str::slice_error_fail",
            "core::slice::index::slice_",
            "core::cell::panic_already",
            "core::cell::lazy::panic_poisoned",
            "alloc::raw_vec::handle_error",
            "alloc::raw_vec::capacity_overflow",
            "alloc::alloc::handle_alloc_error",
            "Fallibility::capacity_overflow",
            "assert_failed",
            "wasm_bindgen::throw_str",
        ],
    },
    Cut {
        why: "Debug writes for engineers; in the engine only panics ever call it.",
        names: &["core::fmt::Debug::fmt", "core::fmt::builders::"],
    },
    Cut {
        why: "The engine joins its texts and writes its numbers itself; nothing but a panic formats.",
        names: &["core::fmt::"],
    },
    Cut {
        why: "Yew’s queue of components to render never holds two: the page is one component.",
        names: &["alloc::collections::btree::node::BalancingContext"],
    },
    Cut {
        why: "All elements share one list of attributes, which Yew compares place by place and not by name.",
        names: &["apply_diff_as_maps"],
    },
    Cut {
        why: "The widget lives as long as its page: nothing ever takes it apart.",
        names: &["Stateful::destroy"],
    },
    Cut {
        why: "Yew’s own listeners: the page has one, on its root, and asks Yew for none.",
        names: &[
            "subtree_root::SubtreeData::add_listener",
            "subtree_root::EventDescriptor",
            "btag::listeners::ListenerRegistration::register",
            "btag::listeners::Registry::unregister",
            "subtree_root::shadow_aware_parent",
        ],
    },
    Cut {
        why: "The page has no raw HTML, no portal and nothing that suspends.",
        names: &[
            "vraw::VRaw::attach",
            "vraw::VRaw as yew::dom_bundle::traits::Reconcilable::",
            "braw::BRaw",
            "vsuspense::VSuspense::attach",
            "vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable::",
            "vportal::VPortal::attach",
            "vportal::VPortal as yew::dom_bundle::traits::Reconcilable::",
            "scope::AnyScope::find_parent_scope",
            "yew::suspense::",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cut_gives_its_reason_in_a_sentence() {
        for cut in CUTS {
            assert!(cut.why.ends_with('.') && !cut.names.is_empty(), "{:?}", cut.names);
        }
    }
}
