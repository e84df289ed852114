//! The journeys in a folder two levels deep of a newsroom's own origin, where nothing but that folder is ours.

use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

use tests::{Browser, Engine, Server, in_every_engine, reprint};

#[path = "journeys/anywhere.rs"]
mod anywhere;
#[path = "../../crates/site/tests/lanterns/mod.rs"]
mod fictional_law;

use anywhere::{
    a_copied_link_opens_the_same_answer, a_damaged_link_never_answers_another_question,
    a_widget_in_an_article_is_answered_and_copied, answers_add_up_and_stay_in_the_address,
    the_switch_of_language_keeps_the_answer, three_roles_on_three_days_read_what_explain_prints,
    without_script_links_lead_to_a_resellers_answer,
};

in_every_engine![
    a_copied_link_opens_the_same_answer,
    a_damaged_link_never_answers_another_question,
    a_widget_in_an_article_is_answered_and_copied,
    answers_add_up_and_stay_in_the_address,
    the_switch_of_language_keeps_the_answer,
    three_roles_on_three_days_read_what_explain_prints,
    without_script_links_lead_to_a_resellers_answer,
    two_explainers_stand_in_two_folders_of_one_origin_and_in_one_article,
];

/// The site printed for a folder of another origin; the engine is the one that was built.
static KASPERSKY: LazyLock<PathBuf> = LazyLock::new(|| {
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/us-kaspersky");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("in-a-folder");
    reprint(&law, "https://news.example/projects/kaspersky/", &folder)
});

/// The fictional explainer, in another folder of the same origin.
static FICTIONAL: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let law = target.join("fictional-in-a-folder-law");
    fictional_law::write(&law);
    reprint(&law, "https://news.example/projects/lanterns/", &target.join("fictional-in-a-folder"))
});

/// The newsroom's server: outside of the folder it knows nothing of ours.
fn server() -> Server {
    Server::of(&*KASPERSKY)
}

fn two_explainers_stand_in_two_folders_of_one_origin_and_in_one_article(engine: Engine) {
    let site = server().beside(&*FICTIONAL).start();
    let origin = site.origin();
    let element = |folder: &str, path: &str| {
        format!(
            "<ban-explainer><a href=\"{origin}/projects/{folder}{path}\">Does it apply to you?</a></ban-explainer>\
             <script async src=\"{origin}/projects/{folder}/embed.js\"></script>"
        )
    };
    let article = format!(
        "<!doctype html><link rel=\"icon\" href=\"data:,\"><title>Article</title><body>\
         <div id=\"one\">{}</div><div id=\"two\">{}</div>",
        element("kaspersky", "/business/"),
        element("lanterns", "/keeper/")
    );
    let host = Server::of(&*KASPERSKY)
        .of_a_publisher()
        .without_header("Content-Security-Policy")
        .page("/article/", &article)
        .start();
    let page =
        Browser::in_engine(engine, "a reader of an article with two explainers", &host).sized(700, 1600);
    page.open(&format!("{}/article/", host.origin()));
    page.in_frame("#one ban-explainer", |frame| {
        frame.wait_for_the_engine();
        assert!(frame.text_of("h1").contains("Kaspersky"));
        frame.click("Government");
        frame.wait_for("the first one is answered", |frame| {
            frame.attribute(".seg [aria-current]", "data-option").as_deref() == Some("government")
        });
    });
    page.in_frame("#two ban-explainer", |frame| {
        frame.wait_for_the_engine();
        assert!(frame.text_of("h1").contains("Lantern"), "each loader opens the links of its own folder");
        assert!(!frame.text_of("body").contains("Kaspersky"));
    });
    let asked = site.asked();
    let strayed: Vec<&String> = asked.iter().filter(|path| !path.starts_with("/projects/")).collect();
    assert!(strayed.is_empty(), "nothing is asked for outside of the two folders: {strayed:?}");
    assert_eq!(page.complaints(), Vec::<String>::new());
}
