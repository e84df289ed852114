//! One test for each page of a publisher that gives the explainer its width, in every engine.
//!
//! In Chromium a reader makes the whole journey on each page; in Firefox they use a little of each page, in WebKit of
//! some. The whole journey on every page in Firefox, and the other pages in WebKit, are left to `cargo xtask test --all`.
//! WebKit's driver scrolls no page that holds a frame of another site: there nobody makes the whole journey.

use crate::visit::{Height, Situation, Use, visit};

/// Makes a test of each situation in each engine; WebKit is given those that are named for it each time, and the others
/// in the long run.
macro_rules! situations {
    ({ $($sentence:ident: $situation:expr;)* } each time in webkit: $($short:ident),*; now and then: $($long:ident),*;) => {
        $(fn $sentence() -> Situation { $situation })*

        mod chromium {
            $(#[test] fn $sentence() { super::visit(tests::Engine::Chromium, super::$sentence(), super::Use::All); })*
        }
        mod firefox {
            $(#[test] fn $sentence() { super::visit(tests::Engine::Firefox, super::$sentence(), super::Use::ALittle); })*

            mod whole {
                use super::super as all;
                $(#[test] #[ignore = "long"] fn $sentence() { all::visit(tests::Engine::Firefox, all::$sentence(), all::Use::All); })*
            }
        }
        mod webkit {
            $(#[test] fn $short() { super::visit(tests::Engine::Webkit, super::$short(), super::Use::ALittle); })*
            $(#[test] #[ignore = "long"] fn $long() { super::visit(tests::Engine::Webkit, super::$long(), super::Use::ALittle); })*
        }
    };
}

situations! {
    {
    a_frame_written_by_hand_works: Situation::of("bare").height(Height::Stays);
    our_element_works: Situation::of("element");
    our_element_works_in_a_narrow_column: Situation::of("narrow").wide(320);
    our_element_works_in_large_text: Situation::of("large-text");
    our_element_works_where_people_read_from_right_to_left: Situation::of("rtl");
    our_element_works_under_a_strict_policy: Situation::of("strict-csp");
    our_element_works_on_a_dark_page: Situation::of("dark");
    two_elements_and_a_script_that_came_twice_work: Situation::of("two");
    the_browser_itself_sizes_a_frame_that_asks_for_it: Situation::of("frame-sizing").height(Height::Native);
    a_parent_with_pym_sizes_the_frame: Situation::of("pym");
    a_parent_with_iframe_resizer_sizes_the_frame: Situation::of("iframe-resizer");
    wordpress_shows_what_it_discovered_in_its_sandbox: Situation::of("wordpress-oembed").height(Height::Bounded);
    a_html_block_of_wordpress_takes_the_snippet_whatever_the_theme_does_to_frames: Situation::of("wordpress-html");
    amp_is_asked_for_the_size_in_its_own_words: Situation::of("amp");
    a_sandbox_of_a_cms_changes_nothing: Situation::of("sandbox").height(Height::Stays);
    the_sample_article_works: Situation::of("newspaper").wide(1280);
    }

    each time in webkit:
        our_element_works,
        our_element_works_under_a_strict_policy,
        wordpress_shows_what_it_discovered_in_its_sandbox,
        a_sandbox_of_a_cms_changes_nothing;
    now and then:
        a_frame_written_by_hand_works,
        our_element_works_in_a_narrow_column,
        our_element_works_in_large_text,
        our_element_works_where_people_read_from_right_to_left,
        our_element_works_on_a_dark_page,
        two_elements_and_a_script_that_came_twice_work,
        the_browser_itself_sizes_a_frame_that_asks_for_it,
        a_parent_with_pym_sizes_the_frame,
        a_parent_with_iframe_resizer_sizes_the_frame,
        a_html_block_of_wordpress_takes_the_snippet_whatever_the_theme_does_to_frames,
        amp_is_asked_for_the_size_in_its_own_words,
        the_sample_article_works;
}
