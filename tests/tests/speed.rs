//! How long a reader waits, alone on the machine: a file of its own runs beside no other test.

use tests::{Browser, Server};

#[test]
fn a_change_of_answer_is_there_at_once_on_a_slow_phone() {
    let site = Server::of_dist().start();
    let page = Browser::of("a reader on a slow phone", &site).width(360).slower(4.0);
    page.open("/business/");
    page.wait_for_the_engine();
    let round = || {
        page.measure(
        "
        return (async () => {
            let changed;
            const watcher = new MutationObserver(() => changed?.());
            watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
            const took = [];
            for (const option of ['resell', 'use', 'resell', 'use', 'integrate', 'integrate', 'buy', 'buy']) {
                const answer = document.querySelector('#answer').textContent;
                const begin = performance.now();
                document.querySelector(`.chips [data-option=${option}]`).click();
                while (document.querySelector('#answer').textContent === answer) await new Promise((go) => changed = go);
                document.querySelector('#answer').getBoundingClientRect();
                took.push(performance.now() - begin);
                await new Promise(requestAnimationFrame);
            }
            took.sort((a, b) => a - b);
            return took[took.length / 2];
        })();
        ",
        )
    };
    // Other work on the machine only ever adds: the best of three rounds is nearest to the page itself.
    let milliseconds = (0..3)
        .map(|_| {
            let took = round();
            took.as_f64().unwrap_or_else(|| panic!("{took}"))
        })
        .fold(f64::MAX, f64::min);
    println!("a change of answer takes {milliseconds:.1} ms at a quarter of the speed, layout included");
    assert!(milliseconds < 150.0, "a change of answer took {milliseconds} ms");
}
