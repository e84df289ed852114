//! Every transition: what the page shows after it, what is announced, and what the history owes.

use std::{path::Path, rc::Rc, sync::LazyLock};

use rules::{Day, Law, OptionId};
use yew::Reducible;

use super::{Action, Copied, History, Host, Share, SharedDay, State, Today};
use crate::{
    route::{self, Read, Route, Site},
    sentences,
    typed_day::{Field, Typed},
};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this repository has no faults")
});

const TODAY: &str = "2026-11-25";

fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a test names real days")
}

fn option(id: &str) -> OptionId {
    LAW.explainer.option(id).expect("the law has this option")
}

fn site() -> Site {
    Site::at("https://news.example/projects/kaspersky/").expect("it is an address")
}

fn read(link: &str) -> Read {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let path = site().href(path);
    route::read(&LAW.explainer, &["es"], &site(), &path, query)
}

/// The page of this link, in a window of its own.
fn page(link: &str) -> Rc<State> {
    in_host(link, Host::default())
}

fn in_host(link: &str, host: Host) -> Rc<State> {
    Rc::new(State::new(&LAW, site(), host, Today::Live(day(TODAY)), read(link)))
}

fn typed(month: &str, day: &str, year: &str) -> Action {
    Action::ShowTypedDay(Typed { month: month.to_owned(), day: day.to_owned(), year: year.to_owned() })
}

/// From this link, this action leads to that one and owes the history a new entry.
#[track_caller]
fn check(from: &str, action: Action, to: &str) {
    let next = page(from).reduce(action);
    assert_eq!(next.path(), to, "from {from}");
    assert_eq!(next.history, History::Push, "from {from}");
}

#[test]
fn a_page_is_first_shown_as_its_link_says_and_owes_nothing() {
    for link in ["/", "/consumer/", "/business/resell/2024-09-29/", "/?role=business&doing=use.resell"] {
        let page = page(link);
        assert_eq!(page.path(), link);
        assert_eq!((page.history, page.announcement.as_str()), (History::Keep, ""), "{link}");
        assert_eq!(page.outcome.is_some(), link != "/", "{link}");
    }
}

#[test]
fn a_state_equals_itself_and_no_other() {
    let state = page("/consumer/");
    let same = Rc::clone(&state);
    assert!(*state == *same, "nothing has changed");
    assert!(*state != *page("/consumer/"), "a state that was made anew is shown anew");
}

#[test]
fn a_role_answers_the_question_and_another_replaces_it() {
    check("/", Action::Choose(option("consumer")), "/consumer/");
    check("/es/", Action::Choose(option("consumer")), "/es/consumer/");
    check("/consumer/", Action::Choose(option("business")), "/business/");
    check("/consumer/", Action::Choose(option("consumer")), "/consumer/");
    check("/business/resell/", Action::Choose(option("consumer")), "/consumer/");
    check(
        "/?role=business&place=elsewhere",
        Action::Choose(option("consumer")),
        "/?role=consumer&place=elsewhere",
    );
}

#[test]
fn an_option_is_chosen_and_taken_back() {
    check("/business/", Action::Choose(option("resell")), "/business/resell/");
    check("/business/resell/", Action::Choose(option("resell")), "/business/");
    check("/business/resell/", Action::Choose(option("use")), "/?role=business&doing=use.resell");
    check("/?role=business&doing=use.resell", Action::Choose(option("use")), "/business/resell/");
    check("/government/local/", Action::Choose(option("state-other")), "/government/state-other/");
    check("/consumer/", Action::Choose(option("elsewhere")), "/?role=consumer&place=elsewhere");
    check("/?role=consumer&place=elsewhere", Action::Choose(option("us")), "/consumer/");
    check("/consumer/2024-09-29/", Action::Choose(option("use")), "/consumer/use/2024-09-29/");
}

#[test]
fn an_option_that_is_no_role_answers_nothing_without_one() {
    let next = page("/").reduce(Action::Choose(option("resell")));
    assert_eq!((next.path().as_str(), next.history), ("/", History::Keep));
}

#[test]
fn a_row_shows_its_option_alone() {
    let from = page("/?role=business&doing=use.resell&place=elsewhere");
    let route = from.route_of(Some(option("export")));
    let next = from.reduce(Action::Show(route));
    assert_eq!(next.path(), "/?role=business&place=elsewhere&doing=export");
}

#[test]
fn a_day_is_chosen_and_left_again() {
    check("/consumer/", Action::ShowDay(Some(day("2024-09-29"))), "/consumer/2024-09-29/");
    check("/consumer/2024-09-29/", Action::ShowDay(None), "/consumer/");
    check("/consumer/", Action::ShowDay(Some(day("2025-01-01"))), "/?role=consumer&on=2025-01-01");
}

#[test]
fn a_typed_day_is_shown() {
    check("/consumer/", typed("9", "29", "2024"), "/consumer/2024-09-29/");
    assert_eq!(page("/consumer/").reduce(typed("9", "29", "2024")).typed, None);
}

#[test]
fn what_is_no_day_is_told_and_the_answer_stays() {
    let next = page("/consumer/2024-09-29/").reduce(typed("9", "", "2024"));
    assert_eq!((next.path().as_str(), next.history), ("/consumer/2024-09-29/", History::Keep));
    let (typed_parts, fault) = next.typed.as_ref().expect("the fault is told");
    assert_eq!((typed_parts.month.as_str(), fault.field), ("9", Field::Day));
    assert_eq!(next.read.unread_day, None);
}

#[test]
fn a_typed_day_that_does_not_exist_is_answered_at_once_for_today() {
    let next = page("/consumer/2024-09-29/").reduce(typed("9", "31", "2024"));
    assert_eq!((next.path().as_str(), next.history), ("/consumer/", History::Push));
    assert_eq!(next.read.unread_day.as_deref(), Some("2024-09-31"));
    let interface = &LAW.wording.interface;
    let told = format!("There is no {} 31. Showing today.", interface.months_in_days[8]);
    assert_eq!(sentences::unread_day(interface, "2024-09-31"), told);
    assert!(next.outcome.is_some() && next.typed.is_some());
    assert_eq!(next.on(), day(TODAY));
    let again = next.reduce(Action::ShowDay(Some(day("2024-09-29"))));
    assert_eq!(
        (again.typed.is_none(), again.read.unread_day.is_none()),
        (true, true),
        "a new answer forgets it"
    );
}

#[test]
fn a_damaged_day_of_a_link_is_answered_at_once_and_a_damaged_answer_is_not() {
    let damaged_day = page("/business/2024-09-31/");
    assert!(damaged_day.outcome.is_some());
    assert_eq!(damaged_day.on(), day(TODAY));
    let damaged_answer = page("/business/rese");
    assert!(damaged_answer.outcome.is_none());
    let route = damaged_answer.read.route.clone();
    let asked = damaged_answer.reduce(Action::Show(route));
    assert!(asked.outcome.is_some() && asked.read.unread.is_empty());
}

#[test]
fn the_verdict_is_what_is_announced() {
    let next = page("/consumer/").reduce(Action::Choose(option("business")));
    let outcome = next.outcome.as_ref().expect("a role is an answer");
    let verdict = sentences::headline(&LAW, outcome).expect("every answer has a verdict");
    let day = sentences::day(&LAW.wording.interface, next.on());
    assert_eq!(next.announcement, format!("Answer for {day}: {verdict}"));
    let home = next.reduce(Action::Arrive(Read::default()));
    assert_eq!(home.announcement, "", "a page without an answer announces none");
}

#[test]
fn a_frame_replaces_its_entry_and_adds_none() {
    let framed = Host { framed: true, ..Host::default() };
    let next = in_host("/consumer/", framed).reduce(Action::Choose(option("business")));
    assert_eq!(next.history, History::Replace);
}

#[test]
fn going_back_shows_what_was_there_and_owes_nothing() {
    let next = page("/business/")
        .reduce(Action::Choose(option("resell")))
        .reduce(Action::Arrive(read("/business/")));
    assert_eq!((next.path().as_str(), next.history), ("/business/", History::Keep));
    assert!(!next.announcement.is_empty());
}

#[test]
fn a_new_day_is_shown_and_announced_and_a_chosen_day_left_alone() {
    let tomorrow = day(TODAY).next();
    let next = page("/consumer/").reduce(Action::Wake(tomorrow));
    assert_eq!((next.on(), next.history), (tomorrow, History::Keep));
    let told = format!("It is now {0}. Answer for {0}: ", sentences::day(&LAW.wording.interface, tomorrow));
    assert!(next.announcement.starts_with(&told), "{}", next.announcement);
    assert_eq!(next.outcome.as_ref().map(|outcome| outcome.answers.on), Some(tomorrow));

    let next = page("/consumer/2024-09-29/").reduce(Action::Wake(tomorrow));
    assert_eq!((next.on(), next.announcement.as_str()), (day("2024-09-29"), ""));
    assert_eq!(next.today, Today::Live(tomorrow));
}

#[test]
fn another_place_on_the_page_that_is_shown_changes_nothing() {
    let here = page("/consumer/").reduce(Action::Copy(Copied::Yes));
    for (what, page) in [
        ("nothing was typed", here.clone()),
        ("half a day was typed", here.clone().reduce(typed("9", "", "2024"))),
        ("a day that does not exist was typed", here.reduce(typed("2", "30", "2025"))),
    ] {
        let route = page.read.route.clone();
        let next = page.clone().reduce(Action::Arrive(Read { route, ..Read::default() }));
        assert!(Rc::ptr_eq(&next, &page), "{what}");
        let route = Route { day: Some(day("2024-09-29")), ..page.read.route.clone() };
        let next = page.clone().reduce(Action::Arrive(Read { route, ..Read::default() }));
        assert_eq!((next.on(), &next.typed), (day("2024-09-29"), &None), "{what}");
    }
}

#[test]
fn a_new_day_keeps_what_was_typed_and_copied() {
    let copied = page("/consumer/").reduce(Action::Copy(Copied::Yes));
    let next = copied.reduce(typed("9", "", "2024")).reduce(Action::Wake(day(TODAY).next()));
    assert_eq!(next.share.copied, Copied::Yes);
    assert!(next.typed.is_some());
}

#[test]
fn the_share_panel_chooses_a_day_and_says_what_became_of_copying() {
    let copied = page("/consumer/").reduce(Action::Copy(Copied::Yes));
    assert_eq!(copied.share, Share { day: SharedDay::Shown, copied: Copied::Yes });
    let always = copied.reduce(Action::ShareDay(SharedDay::Today));
    assert_eq!(always.share, Share { day: SharedDay::Today, copied: Copied::NotYet });
    let refused = always.reduce(Action::Copy(Copied::Refused));
    assert_eq!(refused.share, Share { day: SharedDay::Today, copied: Copied::Refused });
    let elsewhere = refused.reduce(Action::Choose(option("business")));
    assert_eq!(
        elsewhere.share,
        Share { day: SharedDay::Today, copied: Copied::NotYet },
        "a new answer is not copied"
    );
    assert_eq!(elsewhere.reduce(Action::Copy(Copied::Yes)).history, History::Keep);
}

#[test]
fn links_lead_below_the_folder_of_the_site() {
    let page = page("/business/resell/");
    assert_eq!(page.href(&page.read.route), "/projects/kaspersky/business/resell/");
    assert_eq!(page.href(&page.route_of(None)), "/projects/kaspersky/business/");
    let dated = page.route_on(Some(day("2024-09-29")));
    assert_eq!(page.href(&dated), "/projects/kaspersky/business/resell/2024-09-29/");
    assert_eq!(page.href(&Route::default()), "/projects/kaspersky/");
}
