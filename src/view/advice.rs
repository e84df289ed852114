//! What officials advise, and what the reader can do now.

use super::{
    markup::{El, el},
    provision::quotation,
};
use crate::app::Scene;

/// What officials advise and what the reader can do now.
pub(super) fn advice(scene: &Scene) -> Option<El> {
    let interface = &scene.law.wording.interface;
    scene.outcome.as_ref()?;
    let mut items = Vec::new();
    for (advice, text) in scene.law.explainer.advice.iter().zip(&scene.law.wording.advice) {
        if !scene.fits(&advice.when) || advice.from.is_some_and(|from| scene.on() < from) {
            continue;
        }
        let by = if advice.official { interface.advice_official() } else { interface.advice_ours() };
        let quote = advice.evidence.as_ref().and_then(|evidence| evidence.quote.as_ref());
        let item = el("li").with_text("b|class=by", by).text(" ").text(text);
        items.push(item.with_some(quote.map(|quote| quotation(scene.law, quote))));
    }
    if items.is_empty() {
        return None;
    }
    let section = el("section|id=advice|key=advice").with_text("h2", interface.advice());
    Some(section.with(el("ul|class=advice").with_all(items)))
}
