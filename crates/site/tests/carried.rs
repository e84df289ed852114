//! The law file leaves out what no page shows: a page made from it is the page that is printed.

use std::path::Path;

use ban_explainer::{Read, Site, Today, law_file};
use rules::Law;
use site::{law, pages, print};

#[test]
fn a_page_made_from_the_law_file_is_the_page_that_is_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    let site = Site::at("https://host.example").expect("it is an address");
    for language in law::languages(&folder) {
        let whole = law::load(&folder, &language).expect("the law of this workspace has no faults");
        let file = law_file::write(&whole).expect("a checked law can be baked");
        let carried = law_file::read(&file).expect("what was just written can be read");
        // Pages hold a law to the end of the process.
        let (whole, carried): (&'static Law, &'static Law) =
            (Box::leak(Box::new(whole)), Box::leak(Box::new(carried)));
        let today = Today::Live(whole.explainer.verified);
        for page in pages::all(&whole.explainer, Some(&language)) {
            let read = || Read {
                route: page.route.clone(),
                law_revision: Some(whole.explainer.record),
                ..Read::default()
            };
            let [printed, rendered] = [whole, carried].map(|law| print::body(law, read(), today, &site));
            assert!(printed == rendered, "{} in {language} differs from its printed page", page.path);
        }
    }
}
