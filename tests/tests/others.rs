//! Others change the page under the engine: translators, highlighters, link detectors, extensions. The answer that is
//! shown is the right one all the same, or the printed page of the new address comes.

use tests::{
    Browser, Engine, Server,
    expected::{LAW, answer, answers, shown, today},
    in_every_engine,
};

in_every_engine![
    a_page_that_nobody_touches_is_changed_in_place,
    under_a_translator_no_old_answer_stands_under_a_new_question,
    under_a_translator_that_goes_on_every_answer_is_the_right_one,
    highlighters_and_link_detectors_leave_the_answer_right,
    extensions_that_add_and_remove_elements_leave_the_answer_right,
];

/// What marks a text that was translated: taken out again, the text is the one that was there.
const MARK: char = '¤';

/// As the translators of browsers do: each text becomes two `<font>` elements with the text in another language.
const TRANSLATE: &str = "
    const translate = (root) => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walk.nextNode()) texts.push(walk.currentNode);
        for (const text of texts) {
            if (!text.data.trim() || text.data.includes('¤') || text.parentElement.closest('script, style, textarea')) continue;
            const outer = document.createElement('font');
            const inner = document.createElement('font');
            inner.textContent = `¤${text.data}`;
            outer.append(inner);
            text.replaceWith(outer);
        }
    };
    translate(document.body);";

/// The same for whatever is put into the page later.
const GO_ON: &str = "
    new MutationObserver((changes) => {
        for (const { target } of changes) if (target.isConnected) translate(target.nodeType === 3 ? target.parentNode : target);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });";

/// As a highlighter does: marks inside of texts, which are cut into pieces.
const HIGHLIGHT: &str = "
    const wrap = (pattern, make) => {
        const walk = document.createTreeWalker(document.getElementById('explainer'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walk.nextNode()) texts.push(walk.currentNode);
        let n = 0;
        for (const text of texts) {
            const found = pattern.exec(text.data);
            if (!found || text.parentElement.closest('a, textarea')) continue;
            const rest = text.splitText(found.index);
            rest.splitText(found[0].length);
            const mark = make(found[0]);
            rest.replaceWith(mark);
            mark.append(rest);
            n += 1;
        }
        return n;
    };";

/// What the page shows, without the marks of the translator.
fn unmarked(page: &Browser) -> String {
    shown(page).replace(MARK, "")
}

/// A reader goes from a reseller’s answer to a consumer’s, to a day, back, and to what a row leads to.
#[track_caller]
fn check_a_walk(page: &Browser, who: &str, disturb: &dyn Fn(&Browser)) {
    for (control, path) in [
        (".chips [data-option=resell]", "/business/resell/"),
        (".seg [data-option=consumer]", "/consumer/"),
        (".rail [data-day='2024-07-20']", "/consumer/2024-07-20/"),
        (".seg [data-option=government]", "/government/2024-07-20/"),
    ] {
        disturb(page);
        page.click_on(control);
        page.wait_for(&format!("{path} is the address, under {who}"), |page| page.path() == path);
        let told = answer(&LAW, &answers(path, today(page)));
        page.wait_for(&format!("{path} is answered, and nothing else is, under {who}"), |page| {
            unmarked(page) == told
        });
        assert_eq!(page.count("#verdict"), 1, "one answer stands there");
        assert_eq!(page.count(".seg [aria-current]"), 1, "under one role");
    }
    disturb(page);
    page.back();
    let told = answer(&LAW, &answers("/consumer/2024-07-20/", today(page)));
    page.wait_for(&format!("the answer before is back, under {who}"), |page| unmarked(page) == told);
}

fn open(engine: Engine, reader: &str, site: &tests::Site) -> Browser {
    let page = Browser::in_engine(engine, reader, site);
    page.open("/business/");
    page.wait_for_the_engine();
    page
}

/// The engine never takes its own changes for somebody else’s: then it would make the whole page anew each time.
fn a_page_that_nobody_touches_is_changed_in_place(engine: Engine) {
    let site = Server::of_dist().start();
    let page = open(engine, "a reader who is left alone", &site);
    let _ = page.measure("document.querySelector('.explainer').dataset.kept = 'yes'; return 0");
    check_a_walk(&page, "nobody", &|page| {
        assert_eq!(
            page.count(".explainer[data-kept]"),
            1,
            "the page is the same, and only parts of it have changed"
        );
    });
    assert_eq!(page.count(".explainer[data-kept]"), 1);
}

fn under_a_translator_no_old_answer_stands_under_a_new_question(engine: Engine) {
    let site = Server::of_dist().start();
    let page = open(engine, "a reader who had the page translated once", &site);
    let _ = page.measure(&format!("{TRANSLATE} return 0"));
    check_a_walk(&page, "a translator that translates once", &|_| ());
    // And once more before each step.
    page.open("/business/");
    page.wait_for_the_engine();
    check_a_walk(&page, "a translator that is asked again and again", &|page| {
        let _ = page.measure(&format!("{TRANSLATE} return 0"));
    });
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn under_a_translator_that_goes_on_every_answer_is_the_right_one(engine: Engine) {
    let site = Server::of_dist().start();
    let page = open(engine, "a reader whose browser translates as it goes", &site);
    let _ = page.measure(&format!("{TRANSLATE} {GO_ON} return 0"));
    check_a_walk(&page, "a translator that goes on", &|_| ());
    page.wait_for("what is shown is translated", |page| shown(page).contains(MARK));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn highlighters_and_link_detectors_leave_the_answer_right(engine: Engine) {
    let site = Server::of_dist().start();
    let page = open(engine, "a reader with a highlighter", &site);
    let disturb = |page: &Browser| {
        let marked = page.measure(&format!(
            "{HIGHLIGHT}
            const mark = () => Object.assign(document.createElement('mark'), {{ className: 'highlighter' }});
            // As Safari finds telephone numbers, dates and addresses.
            const link = (text) => Object.assign(document.createElement('a'), {{ href: `tel:${{text}}` }});
            return wrap(/barred|Kaspersky/, mark) + wrap(/20\\d\\d/, link)"
        ));
        assert!(marked.as_u64() > Some(5), "something was marked: {marked}");
    };
    check_a_walk(&page, "a highlighter and a link detector", &disturb);
    assert_eq!(page.complaints(), Vec::<String>::new());
}

fn extensions_that_add_and_remove_elements_leave_the_answer_right(engine: Engine) {
    let site = Server::of_dist().start();
    let page = open(engine, "a reader with extensions", &site);
    let disturb = |page: &Browser| {
        let _ = page.measure(
            "const root = document.getElementById('explainer');
            // A password manager beside each field, a grammar checker around the answer, a blocker that takes a part out,
            // a reader’s own elements anywhere.
            for (const field of root.querySelectorAll('input')) field.after(document.createElement('com-password-button'));
            document.getElementById('answer')?.prepend(document.createElement('grammar-checker'));
            document.querySelector('#share .pin')?.remove();
            document.querySelector('#answer .rows tbody tr')?.remove();
            document.querySelector('.explainer')?.append(Object.assign(document.createElement('div'), { textContent: '' }));
            return 0",
        );
    };
    check_a_walk(&page, "extensions", &disturb);
    assert_eq!(page.complaints(), Vec::<String>::new());
}
