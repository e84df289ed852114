//! The way back from paper: a square that a phone reads, and the same address in letters.

use core::fmt::Write;

use ban_explainer::Site;
use fast_qr::{ECL, QRBuilder};
use rules::{Law, fill};
use yew::prelude::*;

use crate::pages::Page;

/// How many modules of white a reader of squares needs on each side.
const QUIET: usize = 4;

/// The square for the address of a printed page, seen on paper only.
///
/// It stands beside the answer, not in it, so the engine does not carry it. `data-page` is the path it leads to:
/// `start.js` hides it from paper while the page shows another answer.
///
/// A page without a day leads to the answer for today, whenever that is; its caption says so.
pub(super) fn qr(law: &Law, site: &Site, page: &Page) -> Html {
    let interface = &law.wording.interface;
    // With the day on which the law last changed: the page then says what was revised since it was printed.
    let address = format!("{}?law={}", site.url(&page.path), law.explainer.changed().to_iso());
    let Some((n_modules, dark)) = strokes(&address) else { return Html::default() };
    // A stroke along a row reaches half a module above and below it.
    let ground = format!("-{QUIET} -{QUIET}.5 {0} {0}", n_modules + 2 * QUIET);
    let caption = if page.route.day.is_some() { interface.qr() } else { interface.qr_today() };
    html! {
        <figure class="qr" data-page={site.href(&page.path)}>
            <svg viewBox={ground} aria-hidden="true"><path stroke="#000" d={dark} /></svg>
            <figcaption>{fill(caption, &[("address", &address)])}</figcaption>
        </figure>
    }
}

/// The side of the square in modules, and its dark parts: a stroke along each row.
fn strokes(address: &str) -> Option<(usize, String)> {
    // Level M reads with 15 % of it spoiled, which a crease in a newspaper may do.
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        write!(path, "M0 {row}").expect("a String takes any text");
        let mut light = 0;
        for run in code[row].chunk_by(|one, other| one.value() == other.value()) {
            if !run[0].value() {
                light = run.len();
                continue;
            }
            if light > 0 {
                write!(path, "m{light} 0").expect("a String takes any text");
            }
            write!(path, "h{}", run.len()).expect("a String takes any text");
            light = 0;
        }
    }
    Some((code.size, path))
}
