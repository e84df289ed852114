//! WordPress as Debian has it, with PHP and MariaDB: what an author who may not use unfiltered HTML pastes, with our
//! plugin and without it, in the default themes.
//!
//! `integrations/wordpress/serve.sh` starts it; `PICTURES=folder` keeps a picture of each post in each theme.

use std::{
    env,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};
use tests::{Browser, Engine, FRAMES, Server};

use crate::{repository, workplace};

/// The themes that came with WordPress in 2021 to 2023; the first is not made of blocks.
const THEMES: [&str; 3] = ["twentytwentyone", "twentytwentytwo", "twentytwentythree"];

/// A running WordPress; dropping it ends it.
struct WordPress {
    process: Child,
    origin: String,
}

impl WordPress {
    fn start() -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("this computer has a free port").port();
        let mut process = Command::new(repository("integrations/wordpress/serve.sh"))
            .arg(workplace("wordpress"))
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("integrations/wordpress/serve.sh can be run");
        let out = BufReader::new(process.stdout.take().expect("its output is piped"));
        let ready = out.lines().map_while(Result::ok).find(|line| line.starts_with("ready "));
        assert!(ready.is_some(), "WordPress could not be started; what is missing stands above");
        Self { process, origin: format!("http://127.0.0.1:{port}") }
    }

    fn sign_in(&self, page: &Browser, user: &str) {
        page.open(&format!("{}/wp-login.php?loggedout=true", self.origin));
        page.wait_for("the form is there", |page| page.count("#user_login") == 1);
        let _ = page.measure(&format!(
            "for (const name of ['user_login', 'user_pass']) document.getElementById(name).value = '{user}';
            document.getElementById('loginform').submit(); return 0"
        ));
        page.wait_for("the desk is there", |page| page.path().starts_with("/wp-admin/"));
    }

    /// What the writer's desk answers to a call of its own interface.
    fn call(page: &Browser, path: &str, body: &Value) -> Value {
        page.measure(&format!(
            "return (async () => {{
                const nonce = await (await fetch('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
                const headers = {{ 'X-WP-Nonce': nonce, 'Content-Type': 'application/json' }};
                const answer = await fetch('/wp-json/wp/v2/{path}', {{ method: 'POST', headers, body: JSON.stringify({body}) }});
                return answer.json();
            }})()"
        ))
    }

    /// Writes a post in the editor, as pasted there, and tells where it is.
    fn publish(&self, page: &Browser, title: &str, blocks: &str) -> String {
        page.open(&format!("{}/wp-admin/post-new.php", self.origin));
        page.wait_for("the editor is there", |page| {
            page.measure("return !!window.wp?.data?.select('core/editor')?.getCurrentPostId()") == true
        });
        let link = page.measure(&format!(
            "return (async () => {{
                const {{ blocks, data }} = wp;
                const paragraph = (content) => blocks.createBlock('core/paragraph', {{ content }});
                const pasted = (plainText) => blocks.pasteHandler({{ HTML: '', plainText, mode: 'BLOCKS' }});
                const written = [paragraph('Before.'), ...{blocks}, paragraph('After.')];
                await data.dispatch('core/block-editor').insertBlocks(written);
                await data.dispatch('core/editor').editPost({{ title: {}, status: 'publish' }});
                await data.dispatch('core/editor').savePost();
                return data.select('core/editor').getPermalink();
            }})()",
            json!(title)
        ));
        link.as_str().unwrap_or_else(|| panic!("“{title}” was not published: {link}")).to_owned()
    }
}

impl Drop for WordPress {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        drop(self.process.wait());
    }
}

/// Uses the explainer in a post a little, in every theme, and looks at its frame.
#[track_caller]
fn used_in_every_theme(page: &Browser, name: &str, link: &str, follows: bool) {
    for theme in THEMES {
        page.open(&format!("{link}?with_theme={theme}"));
        page.in_frame("ban-explainer, iframe.wp-embedded-content", |frame| {
            frame.wait_for_the_engine();
            frame.click("Government");
            frame.wait_for("the answer is that of the role", |frame| {
                frame.count("[data-option=government][aria-current]") == 1
            });
        });
        if follows {
            page.wait_for("the frame has the height of its content", |page| {
                let height = page.measure(&format!("return {FRAMES}[0].offsetHeight"));
                let content = page.in_frame("ban-explainer", |frame| {
                    frame.measure("return Math.ceil(document.body.getBoundingClientRect().height)")
                });
                height == content
            });
        }
        let looks = page.measure(&format!(
            "const [frame] = {FRAMES};
            const style = getComputedStyle(frame);
            const column = frame.getRootNode().host ?? frame;
            return [style.borderTopWidth, style.borderLeftWidth, frame.offsetHeight, frame.offsetWidth, column.parentElement.clientWidth]"
        ));
        assert_eq!((&looks[0], &looks[1]), (&"0px".into(), &"0px".into()), "{name} in {theme}: no border");
        let [height, width, column] = [2, 3, 4].map(|nth| looks[nth].as_u64().unwrap_or_default());
        assert!((200..2000).contains(&height), "{name} in {theme}: {height} px high");
        assert!(
            width + 20 >= column.min(640),
            "{name} in {theme}: {width} px wide in a column of {column} px"
        );
        if let Some(folder) = env::var_os("PICTURES") {
            page.screenshot(PathBuf::from(folder).join(format!("wordpress-{name}-{theme}.png")));
        }
    }
}

#[test]
#[ignore = "long"]
fn an_author_of_wordpress_pastes_an_address_a_block_and_a_frame() {
    let wordpress = WordPress::start();
    // The server puts its own address in place of the one that the site was built for.
    let explainer = Server::of_dist().start();
    let address = format!("{}/", explainer.base());
    let page = Browser::in_engine(Engine::Chromium, "a newsroom with WordPress", &explainer).sized(1000, 900);
    let pasted = format!("pasted({})", json!(format!("{address}business/")));
    let frame = format!(
        "<iframe src=\"{address}business/\" title=\"Does the Kaspersky ban apply to you?\" width=\"100%\" height=\"800\" \
         style=\"border:0\" loading=\"lazy\"></iframe>\n<p><a href=\"{address}business/\">Does the Kaspersky ban apply to you?</a></p>"
    );

    // Before the address is set, the block says so, and shows readers nothing.
    wordpress.sign_in(&page, "admin");
    page.open(&format!("{}/wp-admin/options-general.php?page=ban-explainer", wordpress.origin));
    for (typed, says) in [
        ("news.example/kaspersky", "The address must begin with https://."),
        ("https://news.example/?a=b", "no “?”"),
        (&*format!("{}/nothing/", explainer.origin()), "There is no explainer at"),
        (address.trim_end_matches('/'), "Settings saved."),
    ] {
        // The field is of a kind that the browser checks first; what it lets pass is checked again.
        let _ = page.measure(&format!(
            "const field = document.getElementById('ban-explainer-address');
            field.type = 'text'; field.value = {}; document.querySelector('.notice, .error')?.remove(); return 0",
            json!(typed)
        ));
        page.click_on("#submit");
        page.wait_for("the page says what became of it", |page| {
            page.reads("#wpbody .notice, #wpbody .error").is_some_and(|text| text.contains(says))
        });
    }
    assert_eq!(
        page.property("#ban-explainer-address", "value"),
        Some(address.clone()),
        "with its slash at the end"
    );

    wordpress.sign_in(&page, "author");
    let posts = [
        ("address", pasted.clone()),
        (
            "block",
            "[blocks.createBlock('ban-explainer/explainer', { role: 'consumer', language: 'es', theme: 'dark', accent: '#8fc1ff', share: 'page', title: 'none' })]"
                .to_owned(),
        ),
        // The editor makes an address of a frame that is pasted; in a block of HTML it is filtered as it is saved.
        ("frame", format!("pasted({})", json!(frame))),
        ("html", format!("[blocks.createBlock('core/html', {{ content: {} }})]", json!(frame))),
    ];
    let links = posts.map(|(name, blocks)| (name, wordpress.publish(&page, name, &blocks)));
    for (name, link) in &links {
        if *name == "html" {
            page.open(link);
            let left = page
                .measure("return document.querySelector('.entry-content, .wp-block-post-content').innerHTML");
            assert_eq!(page.measure(&format!("return {FRAMES}.length")), 0, "no frame passes: {left}");
            let kept = page.attribute(".entry-content a, .wp-block-post-content a", "href");
            assert_eq!(kept, Some(format!("{address}business/")), "and the link is left");
        } else {
            let is_spanish = *name == "block";
            page.open(link);
            let inside = page.attribute("ban-explainer a", "href");
            let expected = if is_spanish { "es/consumer/" } else { "business/" };
            assert_eq!(
                inside,
                Some(format!("{address}{expected}")),
                "{name}: a working link lies in the element"
            );
            if is_spanish {
                let chosen = page.measure("return { ...document.querySelector('ban-explainer').dataset }");
                assert_eq!(
                    chosen,
                    json!({ "theme": "dark", "accent": "#8fc1ff", "share": "page", "title": "none" })
                );
                page.in_frame("ban-explainer", Browser::wait_for_the_engine);
            } else if *name == "address" {
                used_in_every_theme(&page, name, link, true);
            } else {
                page.in_frame("ban-explainer", Browser::wait_for_the_engine);
            }
        }
    }
    page.open(&format!("{}/", wordpress.origin));
    let feed = page.measure("return fetch('/feed/').then((feed) => feed.text())");
    let feed = feed.as_str().unwrap_or_default();
    for path in ["business/", "es/consumer/"] {
        assert!(feed.contains(&format!("<a href=\"{address}{path}\">")), "the feed has a link to {path}");
    }
    assert!(!feed.contains("padding-bottom"), "and keeps no room free for a frame that does not come");

    // Without our plugin WordPress asks the address itself, and puts the frame into a sandbox.
    wordpress.sign_in(&page, "admin");
    let state =
        WordPress::call(&page, "plugins/ban-explainer/ban-explainer", &json!({ "status": "inactive" }));
    assert_eq!(state["status"], "inactive", "{state}");
    wordpress.sign_in(&page, "author");
    let link = wordpress.publish(&page, "without the plugin", &pasted);
    used_in_every_theme(&page, "without-plugin", &link, false);
}
