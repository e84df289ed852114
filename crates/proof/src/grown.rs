//! A law as large as another explainer may have, to see how what is made of it grows.

use rules::Law;

/// The law with every provision and its words so many times over, each copy under an id of its own.
#[must_use]
pub fn grown(law: &Law, times: usize) -> Law {
    let mut grown = law.clone();
    for copy in 1..times {
        for (provision, words) in law.explainer.provisions.iter().zip(&law.wording.provisions) {
            let mut provision = provision.clone();
            provision.id = format!("{}-{copy}", provision.id);
            grown.explainer.provisions.push(provision);
            grown.wording.provisions.push(words.clone());
        }
    }
    grown
}
