//! One claim of press coverage beside the answer: the central falsehood, which stands first in the law.

use rules::Law;
use yew::prelude::*;

use super::text::outside;
use crate::sentences;

/// What was said, what to think of it, and what shows it.
pub(crate) fn claim_check(law: &'static Law) -> Html {
    let (explainer, wording) = (&law.explainer, &law.wording);
    let Some((claim, answer)) = explainer.claims.first().zip(wording.claims.first()) else {
        return Html::default();
    };
    let Some(said) = &claim.said else { return Html::default() };
    let source = claim.sources.first().map(|evidence| &explainer[evidence.source]);
    html! {
        <section aria-labelledby="claim-check">
            <h3 class="lab" id="claim-check">{wording.interface.claim_check()}</h3>
            <div class="claim">
                <p class="serif" lang="en">{sentences::quoted(&wording.interface, said)}</p>
                <p>
                    <b>{law.rating(claim.rating)}</b>{" "}{answer.as_str()}
                    if let Some(source) = source {
                        {" "}{outside(&source.address, &source.publisher)}
                    }
                </p>
                <p><a href="#claims">{wording.interface.claim_check_more()}</a></p>
            </div>
        </section>
    }
}
