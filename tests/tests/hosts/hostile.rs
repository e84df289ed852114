//! Pages that mean no good, and pages that do not know what they do: attributes, messages, a frame around ours.

use serde_json::Value;
use tests::{Browser, Engine, FRAMES, Server, in_every_engine};

use crate::{
    article::{publisher, with_page},
    element::{asked, path_of},
    visit::{WIDGET, choose, frames},
};

in_every_engine![
    ;
    long in webkit:
    hostile_attributes_open_our_question_and_foreign_links_stay_links,
    messages_of_strangers_move_nothing,
    messages_made_up_at_random_move_nothing_whoever_says_them,
    a_host_that_frames_the_guest_cannot_choose_where_shared_links_lead,
];

fn hostile_attributes_open_our_question_and_foreign_links_stay_links(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("hostile", &widget).start();
    let page = Browser::in_engine(engine, "a reader of a page with strange attributes", &site).width(800);
    page.open("/hostile/");
    page.wait_for("every element that is ours has its frame", |page| frames(page) == 3);
    let origin = widget.origin();
    let sources =
        page.measure(&format!("return {FRAMES}.map((frame) => new URL(frame.src).origin).join(' ')"));
    assert_eq!(sources, [origin.as_str(); 3].join(" "), "every frame is ours");
    for (nth, says) in [(1, "A script for a link"), (2, "Another origin")] {
        let link = page.reads(&format!("ban-explainer:nth-of-type({nth}) a"));
        assert_eq!(link.as_deref(), Some(says), "a link that leads elsewhere stays as it is");
    }
    assert_eq!((asked(&page, 2, "theme"), path_of(&page, 2)), ("light".to_owned(), "/business/".to_owned()));
    for (nth, says) in [(3, "nobody"), (4, "evil.example")] {
        let frame = format!("ban-explainer:nth-of-type({nth})");
        scroll_to(&page, &frame);
        page.in_frame(&frame, |frame| {
            frame.wait_for_the_engine();
            assert_eq!(frame.count("#answer"), 0, "what is no role has no answer");
            assert!(
                frame.text_of("#explainer section.notice").contains(says),
                "and the page says what it could not read"
            );
        });
    }
    let last = "ban-explainer:nth-of-type(5)";
    scroll_to(&page, last);
    page.in_frame(last, |frame| {
        frame.wait_for_the_engine();
        let style = frame.measure("return document.documentElement.getAttribute('style')");
        assert_eq!(style, Value::Null, "what is no colour colours nothing");
    });
    let own = [origin, site.origin()];
    let requests = page.requests();
    let foreign = requests.iter().find(|address| !own.iter().any(|own| address.starts_with(own.as_str())));
    assert_eq!(foreign, None, "nobody else is asked");
}

fn messages_of_strangers_move_nothing(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("element", &widget).start();
    let page = Browser::in_engine(engine, "a reader of a page full of messages", &site).width(800);
    page.open("/element/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    let height = &format!("return {FRAMES}[0].offsetHeight");
    let before = page.measure(height);
    // From the page itself, then from a frame of another kind; of wrong types, huge, negative, thousands.
    let flood = "
        const type = 'ban-explainer:height';
        const all = [
            { type, height: 5 }, { type, height: -1 }, { type, height: 1e9 }, { type, height: NaN }, { type, height: '900' },
            { type, height: { valueOf: null } }, { type: 'ban-explainer:outcome', role: 'x' }, { type: 7 }, 'x', '', null, [], 0,
        ];
        for (let n = 0; n < 5000; n += 1) TARGET.postMessage(all[n % all.length], '*');
        return 0";
    let _ = page.measure(
        "window.outcomes = 0; addEventListener('ban-explainer:outcome', () => outcomes += 1); return 0",
    );
    let _ = page.measure(&flood.replace("TARGET", "window"));
    let _ = page.measure(
        "const frame = document.createElement('iframe'); frame.srcdoc = '<p>Stranger'; document.body.append(frame);
        frame.id = 'stranger'; return new Promise((done) => frame.onload = () => done(0))",
    );
    page.in_frame("#stranger", |frame| drop(frame.measure(&flood.replace("TARGET", "parent"))));
    let _ = page.measure("document.getElementById('stranger').remove(); return 0");
    // The page floods the guest too, in every tongue that the guest understands.
    let _ = page.measure(
        &"const guest = FRAMES[0].contentWindow;
        const all = ['[iFrameSizer]x:1', '[iFrameSizer]' + 'y'.repeat(1e4) + ':', 'pymxPYMx', { message: 'ready' }, { type: 'ban-explainer:theme', theme: 'javascript:' }, null, 3];
        for (let n = 0; n < 5000; n += 1) guest.postMessage(all[n % all.length], '*');
        return 0"
            .replace("FRAMES", FRAMES),
    );
    page.in_frame(WIDGET, |frame| {
        assert_eq!(
            frame.attribute("html", "data-theme").as_deref(),
            Some("light"),
            "only two themes are worn"
        );
        choose(frame, "Government");
    });
    assert!(before.as_u64() < Some(2000), "the frame began at {before} px");
    assert_eq!(page.measure("return outcomes"), 0, "no stranger speaks for the explainer");
    let after = page.measure(height).as_u64().unwrap_or_default();
    assert!((200..2000).contains(&after), "the frame has the height of its content: {after}");
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

/// Sends 20,000 messages to TARGET: of every type that can be sent, mostly under the names that page and guest listen
/// to, and none that either may follow. The same seed makes the same messages.
const AT_RANDOM: &str = r#"
    let state = SEED;
    const below = (n) => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
    };
    const of = (all) => all[below(all.length)];
    const text = () => {
        let made = of(["", "[iFrameSizer]", "[iFrameSizer]a-b:", "pym", "javascript:", "light ", "-1", "900", "__proto__"]);
        for (let left = below(40); left > 0; left -= 1) made += String.fromCharCode(below(4) ? 32 + below(95) : below(65536));
        return made;
    };
    const value = (depth) => {
        switch (below(depth > 3 ? 4 : 7)) {
            case 0: return of([0, -0, -1, NaN, Infinity, 1e9, 12.5, 30000, 2 ** 53, 5e-324, 10n ** 30n]);
            case 1: return text();
            case 2: return of([null, undefined, true, false]);
            case 3: return of([new Date(NaN), /x/g, new Map([["height", 5]]), new Uint8Array(3), new Error("height")]);
            case 4: return Array.from({ length: below(4) }, () => value(depth + 1));
            default: {
                const made = {};
                for (let left = below(5); left > 0; left -= 1) {
                    const key = of(["type", "height", "acted", "theme", "message", "secret", "value", "role", "counts", text()]);
                    made[key] = value(depth + 1);
                }
                if (below(2)) made.type = of(["ban-explainer:height", "ban-explainer:theme"]);
                return made;
            }
        }
    };
    for (let n = 0; n < 20000; n += 1) TARGET.postMessage(value(0), "*");
    // Heard one after the other: what is said last is heard last.
    return new Promise((done) => setTimeout(() => done(0), 200));
"#;

fn messages_made_up_at_random_move_nothing_whoever_says_them(engine: Engine) {
    let widget = Server::of_dist().start();
    let site = publisher("element", &widget).start();
    let page = Browser::in_engine(engine, "a reader amid random messages", &site).width(800);
    page.open("/element/");
    page.in_frame(WIDGET, Browser::wait_for_the_engine);
    let say = |target: &str, seed: &str| AT_RANDOM.replace("TARGET", target).replace("SEED", seed);
    let height = || page.measure(&format!("return {FRAMES}[0].offsetHeight")).as_u64().unwrap_or_default();
    let before = height();

    let _ = page.measure(&say("window", "1"));
    let _ = page.measure(&say(&format!("{FRAMES}[0].contentWindow"), "2"));
    // Even the explainer itself gets no height that is none.
    page.in_frame(WIDGET, |frame| drop(frame.measure(&say("parent", "3"))));
    assert_eq!(height(), before, "no message was a height");

    page.in_frame(WIDGET, |frame| {
        assert_eq!(frame.attribute("html", "data-theme").as_deref(), Some("light"), "no message was a theme");
        choose(frame, "Government");
    });
    page.wait_for("the frame has the height of its answer", |_| height() != before);
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

fn a_host_that_frames_the_guest_cannot_choose_where_shared_links_lead(engine: Engine) {
    let widget = Server::of_dist().start();
    let frame = "<!doctype html><title>Host</title><iframe width=\"640\" height=\"900\" src=\"{origin}/business/?share=https://evil.example/%3Fx%3D&accent=ffffff&text=99\"></iframe>";
    let site = with_page("reframed", frame, &widget).start();
    let page = Browser::in_engine(engine, "a reader on a page that frames ours", &site).width(800);
    page.open("/reframed/");
    page.in_frame(WIDGET, |frame| {
        frame.wait_for_the_engine();
        let link = frame.property("#share-link", "value").unwrap_or_default();
        assert!(link.starts_with(&widget.origin()), "links lead to us: {link}");
        let text = frame.measure("return getComputedStyle(document.documentElement).fontSize");
        assert_eq!(text, "16px", "text stays within its bounds");
        let accent = frame.measure(
            "return document.documentElement.style.getPropertyValue('--accent-light') + '|' + document.documentElement.style.getPropertyValue('--accent-dark')",
        );
        assert_eq!(accent, "|#ffffff", "a white accent is taken on a dark ground only");
    });
    assert_eq!(page.complaints_and_warnings(), Vec::<String>::new());
}

/// A frame far down is not loaded before its reader comes near it.
fn scroll_to(page: &Browser, frame: &str) {
    let _ = page.measure(&format!("document.querySelector('{frame}').scrollIntoView(); return 0"));
}
