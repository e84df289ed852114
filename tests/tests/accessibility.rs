//! Accessibility: readers without a mouse, without eyes, with large text, on paper, on the smallest screen.

use std::{collections::BTreeMap, env, fs, path::Path};

use ban_explainer::typed_day::{self, Typed};
use fantoccini::key::Key;
use serde_json::{Value, json};
use tests::{
    Browser, Engine, Server,
    expected::{LAW, shown_verdict, verdict},
    figure, in_every_engine,
};

in_every_engine![
    the_keyboard_alone_reaches_every_answer_and_every_control_in_the_order_of_reading,
    nothing_is_lost_on_a_narrow_page_with_large_text_or_wide_spacing,
    a_frame_two_inches_high_can_be_read_to_its_end,
    a_change_of_answer_is_announced_once_in_one_sentence,
    a_wrong_day_is_told_on_top_and_at_its_field,
    the_focus_stays_on_the_chosen_role_and_one_step_leads_to_the_answer,
    the_space_bar_chooses_and_takes_back_what_may_be_chosen_together,
];

/// The controls that a reader can reach now, in the order of the page; each is known by its place in the list.
const CONTROLS: &str = "
    const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter((it) =>
        it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && it.getClientRects().length);";

fn the_keyboard_alone_reaches_every_answer_and_every_control_in_the_order_of_reading(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader without a mouse", &site).width(640);
    for role in ["consumer", "business", "government"] {
        page.open("/");
        page.wait_for_the_engine();
        tab_to(&page, &format!("[data-option={role}]"));
        page.press(Key::Enter);
        page.wait_for("the answer is shown", |page| page.path() == format!("/{role}/"));
        tab_to(&page, ".rail [data-day='2024-09-29']");
        page.press(Key::Enter);
        page.wait_for("the day is answered", |page| page.path() == format!("/{role}/2024-09-29/"));
        assert_eq!(
            page.measure("return document.activeElement.dataset.day"),
            "2024-09-29",
            "{role}: the focus stays where the reader left it"
        );
    }
    // Once through the whole page of one role, from its first control to its last.
    page.open("/consumer/use/2024-09-29/");
    page.wait_for_the_engine();
    let n_controls = page.measure(&format!("{CONTROLS} return controls.length")).as_u64().unwrap_or_default();
    assert!(n_controls > 20, "the page has {n_controls} controls");
    for place in 0..n_controls {
        page.press(Key::Tab);
        let told = page.measure(&format!(
            "{CONTROLS}
            const it = document.activeElement;
            const box = it.getBoundingClientRect();
            const style = getComputedStyle(it);
            // A window that is not the active one draws no focus; MiniBrowser’s is none without a window manager.
            const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            const shown = ring || !document.hasFocus();
            const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            return [controls.indexOf(it), shown, inside, it.outerHTML.slice(0, 120)]"
        ));
        assert_eq!(told[0], place, "the focus goes in the order of the page: {told}");
        assert_eq!(told[1], true, "the focus is shown: {told}");
        assert_eq!(told[2], true, "the focus is on the screen: {told}");
    }
    page.press(Key::Tab);
    let left = page.measure(&format!("{CONTROLS} return controls.indexOf(document.activeElement)"));
    assert!(left == -1 || left == 0, "after the last control the focus leaves the page: {left}");
    figure(
        &format!("keyboard-{engine}"),
        &format!("keyboard: 3 roles answered, {n_controls} controls in order in {engine}"),
    );
}

/// Presses Tab until the focus is where a selector says.
#[track_caller]
fn tab_to(page: &Browser, selector: &str) {
    let there = format!("return document.activeElement?.matches(\"{selector}\") ?? false");
    for _ in 0..60 {
        if page.measure(&there) == true {
            return;
        }
        page.press(Key::Tab);
    }
    panic!("60 times Tab did not reach {selector}");
}

fn nothing_is_lost_on_a_narrow_page_with_large_text_or_wide_spacing(engine: Engine) {
    let site = Server::of_dist().start();
    // 320 px are 1280 px at 400 %; MiniBrowser is never narrower than 290 px.
    let narrowest = if engine == Engine::Webkit { 300 } else { 280 };
    for width in [narrowest, 320, 640] {
        let page = Browser::in_engine(engine, "a reader with large text", &site).width(width);
        for path in ["/", "/business/", "/government/state-nh/", "/consumer/use/2024-09-29/"] {
            page.open(path);
            page.wait_for_the_engine();
            let _ = page.measure("for (const fold of document.querySelectorAll('details')) fold.open = true");
            for (what, how) in [
                ("as it is", ""),
                ("text of 200 %", "html { font-size: 200% !important }"),
                (
                    "the text spacing of WCAG 1.4.12",
                    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } \
                     p { margin-bottom: 2em !important }",
                ),
            ] {
                // WCAG asks for 320 px, and for larger text or wider spacing on a page of that width, not on a narrower one.
                if width < 320 && !how.is_empty() {
                    continue;
                }
                let lost = page.measure(&format!(
                    "const sheet = new CSSStyleSheet();
                    sheet.replaceSync({});
                    document.adoptedStyleSheets = [sheet];
                    const lost = [];
                    const wide = document.documentElement.scrollWidth - innerWidth;
                    if (wide > 0) lost.push(`the page is ${{wide}} px wider than the screen`);
                    for (const it of document.querySelectorAll('body *')) {{
                        if (it.closest('.unseen, thead') || it.closest('.framed .head')) continue;
                        const box = it.getBoundingClientRect();
                        if (wide > 0 && box.right > innerWidth + 1) lost.push(it.outerHTML.slice(0, 90));
                        if (wide > 0 && it.scrollWidth > it.clientWidth + 1 && it.clientWidth) lost.push('spills: ' + it.outerHTML.slice(0, 90));
                        const cuts = getComputedStyle(it).overflowX !== 'visible' && !it.matches('input, textarea');
                        if (cuts && it.scrollWidth > it.clientWidth + 1) lost.push('cut: ' + it.outerHTML.slice(0, 90));
                    }}
                    return lost.slice(-5)",
                    json!(how)
                ));
                assert_eq!(lost, json!([]), "{path} at {width} px, {what}, in {engine}");
            }
        }
    }
}

fn a_frame_two_inches_high_can_be_read_to_its_end(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader of a very small frame", &site).sized(320, 192);
    page.open("/consumer/");
    page.wait_for_the_engine();
    let told = page.measure(
        "scrollTo(0, document.documentElement.scrollHeight);
        const foot = document.querySelector('.foot').getBoundingClientRect();
        const stuck = [...document.querySelectorAll('body *')].filter((it) => ['fixed', 'sticky'].includes(getComputedStyle(it).position));
        return [foot.bottom <= innerHeight + 40, stuck.length]",
    );
    assert_eq!(
        told,
        json!([true, 0]),
        "the last line can be scrolled to, and nothing stands before the text"
    );
}

fn a_change_of_answer_is_announced_once_in_one_sentence(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who listens", &site);
    page.open("/business/");
    page.wait_for_the_engine();
    let _ = page.measure(
        "window.heard = [];
        new MutationObserver(() => {
            const said = [...document.querySelectorAll('[role=status], [role=alert]')].map((it) => it.textContent).filter(Boolean).join(' ');
            if (said !== heard.at(-1)) heard.push(said);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });",
    );
    for (n, control, path) in [
        (1, ".chips [data-option=resell]", "/business/resell/"),
        (2, ".rail [data-day='2024-09-29']", "/business/resell/2024-09-29/"),
        (3, ".seg [data-option=consumer]", "/consumer/2024-09-29/"),
    ] {
        page.click_on(control);
        page.wait_for("it is announced", |page| page.measure("return heard.length") == n);
        assert_eq!(page.path(), path);
        let said = page.measure("return heard.at(-1)").as_str().map(str::to_owned).unwrap_or_default();
        let verdict = verdict(path);
        assert!(
            said.starts_with("Answer for ") && said.ends_with(&verdict) && !verdict.contains(". "),
            "{path}: the day and the verdict in one sentence, and it was {said}"
        );
    }
    page.wait_for("nothing more is said", |page| page.measure("return heard.length") == 3);
}

fn the_focus_stays_on_the_chosen_role_and_one_step_leads_to_the_answer(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who chooses by keyboard", &site).width(390);
    page.open("/");
    page.wait_for_the_engine();
    for role in ["consumer", "business", "government"] {
        tab_to(&page, &format!(".seg [data-option={role}]"));
        page.press(Key::Enter);
        page.wait_for("the role is answered", |page| page.path() == format!("/{role}/"));
        page.wait_for("the focus is still on it", |page| {
            page.measure("return document.activeElement.dataset.option") == role
        });
    }
    // The first link of the explainer leads over the questions to the answer.
    page.open("/business/");
    page.wait_for_the_engine();
    tab_to(&page, "a.skip");
    page.press(Key::Enter);
    page.wait_for("the answer has the focus", |page| {
        page.measure("return document.activeElement.id") == "answer"
    });
    let told = page.measure(
        "return document.getElementById(document.activeElement.getAttribute('aria-labelledby')).textContent",
    );
    assert_eq!(told, shown_verdict(&page), "and it is named by its verdict");
    let headings = page.measure(
        "return [...document.querySelectorAll('h1, h2, h3, h4')].filter((it) => it.checkVisibility()).map((it) => Number(it.localName[1]))",
    );
    let levels: Vec<u64> = headings.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    assert_eq!(levels[..2], [1, 2], "the title, then the verdict");
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "no level is left out: {levels:?}");
}

fn the_space_bar_chooses_and_takes_back_what_may_be_chosen_together(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who presses the space bar", &site).width(640);
    page.open("/business/");
    page.wait_for_the_engine();
    let chip = ".chips [data-option=resell]";
    assert_eq!(page.attribute(chip, "role").as_deref(), Some("button"));
    for (pressed, path) in [("true", "/business/resell/"), ("false", "/business/")] {
        let _ = page.measure(&format!("document.querySelector('{chip}').focus()"));
        // What is chosen changes what stands above. A browser that anchors its scrolling keeps the control where the
        // reader's eyes are; in WebKit, which does not, at least the key does not scroll.
        let place = format!(
            "return CSS.supports('overflow-anchor', 'auto')
                ? Math.round(document.querySelector('{chip}').getBoundingClientRect().top) : scrollY"
        );
        let before = page.measure(&place);
        page.press(' ');
        page.wait_for("it is chosen, or taken back", |page| {
            page.attribute(chip, "aria-pressed").as_deref() == Some(pressed) && page.path() == path
        });
        assert_eq!(page.measure("return document.activeElement.dataset.option"), "resell", "the focus stays");
        assert_eq!(page.measure(&place), before, "the page does not scroll");
    }
}

fn a_wrong_day_is_told_on_top_and_at_its_field(engine: Engine) {
    let site = Server::of_dist().start();
    let page = Browser::in_engine(engine, "a reader who mistypes", &site);
    page.open("/consumer/");
    page.wait_for_the_engine();
    page.click_on("#another-day > summary");
    let interface = &LAW.wording.interface;
    for (typed, field) in [
        (["", "", ""], "day-month"),
        (["9", "", "2024"], "day-day"),
        (["2", "30", "2025"], "day-day"),
        (["9", "29", "24"], "day-year"),
        (["1", "1", "2001"], "day-year"),
    ] {
        // What a reader would be told of it: the same sentence as natively.
        let native =
            Typed { month: typed[0].to_owned(), day: typed[1].to_owned(), year: typed[2].to_owned() };
        let told = typed_day::read(interface, LAW.explainer.record, &native);
        let said = told.expect_err("none of these is a day of the record").text;
        page.click_on(&format!("#day-month option[value='{}']", typed[0]));
        for (id, text) in [("day-day", typed[1]), ("day-year", typed[2])] {
            let _ = page.measure(&format!("document.getElementById('{id}').value = ''"));
            if !text.is_empty() {
                page.type_into(&format!("#{id}"), text);
            }
        }
        page.click_on("#another-day .fields button");
        page.wait_for(&format!("“{said}” is told at the field"), |page| {
            page.reads("#day-fault").as_deref() == Some(&*said)
        });
        let leads =
            page.measure("return document.querySelector('.fault[role=alert] a').getAttribute('href')");
        assert_eq!(leads, json!(format!("#{field}")), "{said}");
        assert_eq!(page.reads(".fault a").as_deref(), Some(&*said), "the summary says the same");
        assert_eq!(page.reads(".fault b").as_deref(), Some(interface.error_title()));
        assert_eq!(page.attribute(&format!("#{field}"), "aria-invalid").as_deref(), Some("true"), "{said}");
        assert_eq!(page.attribute(&format!("#{field}"), "aria-describedby").as_deref(), Some("day-fault"));
        assert_eq!(page.count("[aria-invalid]"), 1, "{said}");
        assert_eq!(page.count("#answer"), 1, "the answer stays: {said}");
        page.click_on(".fault a");
        page.wait_for(&format!("the summary leads to the field: {said}"), |page| {
            page.measure("return document.activeElement.id") == field
        });
        assert_eq!(page.reads("#day-fault").as_deref(), Some(&*said), "what is wrong stays there");
    }
}

#[test]
fn what_a_finger_has_to_hit_is_44_pixels_high_unless_it_stands_in_a_line_of_text() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader with large fingers", &site).width(360);
    let mut small = BTreeMap::new();
    let mut n = 0;
    for path in
        ["/", "/business/", "/government/", "/consumer/use/2024-09-29/", "/?role=business&doing=use.oops"]
    {
        page.open(path);
        page.wait_for_the_engine();
        let _ = page.measure("for (const fold of document.querySelectorAll('details')) fold.open = true");
        let told = page.measure(&format!(
            "{CONTROLS}
            return controls.map((it) => {{
                const box = it.getBoundingClientRect();
                const inline = getComputedStyle(it).display === 'inline';
                return [inline, Math.round(box.width), Math.round(box.height), it.outerHTML.slice(0, 100)];
            }})"
        ));
        for control in told.as_array().into_iter().flatten() {
            n += 1;
            // WCAG 2.5.5 excepts a link in a sentence or a block of text.
            let skips = control[3].as_str().is_some_and(|html| html.contains("class=\"skip unseen\""));
            // The way to the answer is for the keyboard alone, and out of sight until it has the focus.
            if !skips
                && control[0] == false
                && (control[1].as_u64() < Some(44) || control[2].as_u64() < Some(44))
            {
                small.insert(control[3].to_string(), format!("{} × {} px, {path}", control[1], control[2]));
            }
        }
    }
    assert!(small.is_empty(), "{} of {n} controls are smaller: {small:#?}", small.len());
    figure(
        "targets",
        &format!("targets: {n} controls on 5 pages, none smaller than 44 × 44 px but links in text"),
    );
}

#[test]
fn a_status_is_known_by_its_shape_alone() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who sees no colours", &site);
    page.open("/business/");
    let shapes = page.measure(
        "const found = {};
        for (const status of ['binds', 'affects', 'coming', 'depends', 'unclear', 'exempt', 'not']) {
            const it = document.createElement('span');
            it.className = `s ${status}`;
            it.style.color = 'rgb(0, 0, 0)';
            document.body.append(it);
            const mark = getComputedStyle(it, '::before');
            found[[mark.borderTopStyle, mark.borderTopLeftRadius, mark.backgroundImage, mark.backgroundColor, mark.transform].join(' | ')] = status;
        }
        return Object.values(found).length",
    );
    assert_eq!(shapes, 7, "seven statuses have seven shapes");
}

#[test]
fn on_paper_every_fold_is_open_and_every_address_is_printed() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader on paper", &site);
    page.open("/business/resell/2024-09-29/");
    page.wait_for_the_engine();
    page.emulate_paper();
    let told = page.measure(
        "const closed = [...document.querySelectorAll('details:not([open])')].filter((fold) =>
            fold.getBoundingClientRect().height > 0 && fold.lastElementChild.getBoundingClientRect().height === 0);
        const silent = [...document.querySelectorAll('article a[target], .background a[target]')].filter((link) =>
            !getComputedStyle(link, '::after').content.includes(link.getAttribute('href')));
        const addresses = [...document.querySelectorAll('.sources a[target]')].filter((it) => it.getBoundingClientRect().height > 0);
        const controls = [...document.querySelectorAll('button, input')].filter((it) => it.getBoundingClientRect().height > 0);
        return [closed.length, silent.length, addresses.length > 20, controls.length]",
    );
    assert_eq!(told, json!([0, 0, true, 0]), "no closed fold, no silent link, all addresses, no control");
}

mod between_engines {
    use super::*;

    #[test]
    fn a_page_is_printed() {
        let site = Server::of_dist().start();
        for engine in [Engine::Chromium, Engine::Firefox] {
            let page = Browser::in_engine(engine, "a reader on paper", &site);
            page.open("/business/resell/2024-09-29/");
            page.wait_for_the_engine();
            let pdf = page.print();
            assert!(pdf.starts_with(b"%PDF"), "{engine} prints");
            if let Some(folder) = env::var_os("PAPERS") {
                let file = Path::new(&folder).join(format!("{engine}.pdf"));
                fs::write(file, &pdf).expect("the folder is there");
            }
        }
    }
}

#[test]
fn nothing_moves_by_itself() {
    let mut n = 0;
    for entry in fs::read_dir(Server::dist()).expect("the built site can be read").filter_map(Result::ok) {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            let style = fs::read_to_string(&path).expect("a style sheet is text");
            for word in ["animation", "transition", "scroll-behavior", "@keyframes"] {
                assert!(!style.contains(word), "{} has {word}; heed prefers-reduced-motion", path.display());
            }
            n += 1;
        }
    }
    assert!(n > 0, "the built site has a style sheet");
}

#[test]
fn a_screen_reader_is_told_the_same_as_last_time() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader who listens", &site).at("2026-11-25T17:00:00Z");
    let mut told = String::new();
    for (name, path, act) in [
        ("The question", "/", None),
        ("A consumer", "/consumer/", None),
        ("A reseller on the day resale ended", "/business/resell/2024-09-29/", None),
        ("A day that does not exist", "/consumer/2024-09-29/", Some("2")),
        ("A damaged link", "/?role=business&doing=resell.integ", None),
    ] {
        page.open(path);
        page.wait_for_the_engine();
        if let Some(month) = act {
            page.click_on("#another-day > summary");
            page.click_on(&format!("#day-month option[value='{month}']"));
            page.click_on("#another-day .fields button");
            page.wait_for("the fault is told", |page| page.count("#day-fault") == 1);
        }
        told.push_str(&["# ", name, ": ", path, "\n\n", &outline(&page.accessibility_tree()), "\n"].concat());
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/screen-reader.txt");
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(golden.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(&golden, &told).expect("the golden text can be written");
    }
    let kept = fs::read_to_string(&golden).unwrap_or_default();
    let differs = kept.lines().zip(told.lines()).find(|(kept, told)| kept != told);
    assert!(
        kept == told,
        "A screen reader is told something else: {differs:?}. If that is meant, UPDATE=1 writes {} again; \
         read the difference.",
        golden.display()
    );
}

/// The tree as text: what has a role of its own, with its name and its state, each level two spaces further in.
/// Texts stand in the names of what holds them; what only groups is left out.
fn outline(tree: &Value) -> String {
    let nodes = tree["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut text = String::new();
    if let Some(root) = nodes.first() {
        lines(root, &by_id, 0, &mut text);
    }
    text
}

const ONLY_GROUPS: [&str; 8] = [
    "none",
    "generic",
    "StaticText",
    "InlineTextBox",
    "ListMarker",
    "LineBreak",
    "paragraph",
    "LayoutTableCell",
];

fn lines(node: &Value, by_id: &BTreeMap<&str, &Value>, level: usize, text: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let shown = node["ignored"] != true && !ONLY_GROUPS.contains(&role);
    if shown {
        let name = node["name"]["value"].as_str().unwrap_or_default();
        let properties = node["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
        let states =
            ["level", "expanded", "pressed", "invalid", "readonly", "live"].into_iter().filter_map(|state| {
                let value = &properties.iter().find(|it| it["name"] == state)?["value"]["value"];
                (value != &json!("false") && value != &json!(false) || state == "expanded")
                    .then(|| format!(" {state}={}", value.to_string().trim_matches('"')))
            });
        let states: String = states.collect();
        text.push_str(&"  ".repeat(level));
        text.push_str(role);
        text.push_str(&states);
        if !name.is_empty() {
            text.push_str(": ");
            text.push_str(name);
        }
        text.push('\n');
    }
    // The text of a link or a heading is its name; what stands inside it would say it twice.
    if shown && ["link", "heading", "button", "DisclosureTriangle", "textbox", "time"].contains(&role) {
        return;
    }
    for id in node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if let Some(child) = by_id.get(id) {
            lines(child, by_id, level + usize::from(shown), text);
        }
    }
}
