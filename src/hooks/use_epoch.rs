//! Others change the page too: translators, highlighters, extensions.

use std::{cell::RefCell, rc::Rc};

use web_sys::{
    MutationObserver, MutationObserverInit,
    wasm_bindgen::{JsCast, closure::Closure},
};
use yew::prelude::*;

use super::{carry_over::Kept, root};

/// Counts the times that somebody else has changed what we rendered, each once we render again.
///
/// Whoever replaces a text leaves us with one that is no longer in the page: what we would write into it, nobody would
/// see, and an old answer would stand under a new question. The number is the key of the whole tree, so that a page that
/// somebody has touched is never mended but made anew; the reader's folds and the focus are carried over. Watching begins
/// when the page is whole and in its place.
#[hook]
pub(crate) fn use_epoch(whole: bool) -> u32 {
    let watch = use_mut_ref(Watch::default);
    // The old page is still there while the new one is worked out.
    let epoch = {
        let mut watch = watch.borrow_mut();
        watch.look();
        if watch.touched {
            watch.kept = root().as_ref().map(Kept::of);
            watch.touched = false;
            watch.epoch += 1;
        }
        watch.epoch
    };
    {
        let watch = watch.clone();
        use_effect_with(whole, move |whole| {
            let changed = whole.then(|| observe(&watch));
            move || {
                if let Some(observer) = watch.borrow_mut().observer.take() {
                    observer.disconnect();
                }
                drop(changed);
            }
        });
    }
    use_effect(move || {
        let mut watch = watch.borrow_mut();
        // What has changed since rendering began is our own doing.
        if let Some(observer) = &watch.observer {
            observer.take_records();
        }
        if let (Some(kept), Some(root)) = (watch.kept.take(), root()) {
            kept.restore(&root);
        }
    });
    epoch
}

/// Begins to watch the root; gives back what the browser calls, which lives as long as the observer.
fn observe(watch: &Rc<RefCell<Watch>>) -> Closure<dyn Fn()> {
    let changed = {
        let watch = watch.clone();
        Closure::<dyn Fn()>::new(move || watch.borrow_mut().touched = true)
    };
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok();
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_character_data(true);
    what.set_subtree(true);
    if let (Some(observer), Some(root)) = (&observer, root()) {
        let _ = observer.observe_with_options(&root, &what);
    }
    watch.borrow_mut().observer = observer;
    changed
}

/// Watches the root for changes that are not ours.
#[derive(Default)]
struct Watch {
    observer: Option<MutationObserver>,
    /// Whether somebody else has changed the page since it was last made.
    touched: bool,
    /// How often it was made anew.
    epoch: u32,
    /// What the reader has done to the page that is being replaced.
    kept: Option<Kept>,
}

impl Watch {
    /// Takes note of changes that the browser has not yet told of.
    fn look(&mut self) {
        let untold = self.observer.as_ref().map_or(0, |observer| observer.take_records().length());
        self.touched |= untold > 0;
    }
}
