//! The words of buttons, headings and notices.

use serde::{Deserialize, Serialize};

macro_rules! interface {
    ($($(#[$doc:meta])+ $name:ident,)*) => {
        /// The words of buttons, headings and notices of one language. `{…}` marks a place that is filled in.
        ///
        /// They are kept as one list, in the order of [`Interface::NAMES`]: a reader of a list is far smaller
        /// in the browser than a reader of a hundred fields.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Interface {
            /// The names of the months, January first; after them, twelve more that are understood where a day is
            /// typed, or none.
            pub months: Vec<String>,
            /// The twelve names as they are written in a day: “Sept. 29, 2024”, but “September 2024”.
            pub months_in_days: Vec<String>,
            /// The twelve names as they are written where space is least: “29 sept. 24”.
            pub months_short: Vec<String>,
            /// The words, in the order of [`Interface::NAMES`].
            pub words: Vec<String>,
        }

        #[allow(non_camel_case_types, reason = "each is the name of a word")]
        #[derive(Clone, Copy)]
        enum Word {
            $($name,)*
        }

        impl Interface {
            /// The names of the words, in their order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            $($(#[$doc])+
            #[must_use]
            pub fn $name(&self) -> &str {
                self.word(Word::$name)
            })*

            fn word(&self, word: Word) -> &str {
                &self.words[word as usize]
            }
        }
    };
}

interface! {
    /// A day in words: `{month} {day}, {year}`.
    date_format,
    /// The line above the title.
    kicker,
    /// The name of the switch of language.
    languages,
    /// What to do on a page without a role.
    role_prompt,
    /// The heading of the choice of a day.
    when_ask,
    /// The choice of the reader’s own day.
    today,
    /// The same choice on a printed page, which does not know today.
    last_checked_day,
    /// The choice that opens the fields for a day.
    another_day,
    /// Above the fields for a day.
    another_day_hint,
    /// Above the list of all days on which something changed.
    another_day_list,
    /// The name of a field.
    month,
    /// The name of a field.
    day,
    /// The name of a field.
    year,
    /// The button beside the fields for a day.
    show_day,
    /// The heading of the summary of errors.
    error_title,
    /// Nothing was typed.
    error_empty,
    /// A part is missing: `{part}`.
    error_missing,
    /// The month is none: `{found}`.
    error_month,
    /// The day is no number: `{found}`.
    error_day,
    /// The year is none: `{found}`.
    error_year,
    /// The day does not exist: `{month}`, `{year}`, `{days}`.
    error_no_such_day,
    /// The day lies before the record: `{day}`.
    error_before_record,
    /// Beside a question that takes any number of options.
    optional_any,
    /// Beside a question that takes one option.
    optional_one,
    /// Where a question cannot be changed without script.
    only_with_script,
    /// Opens the day and the further questions, in a frame.
    narrow,
    /// Opens what stands behind the answer, in a frame.
    rest,
    /// Opens what each option means.
    meanings,
    /// Opens a question that has a default.
    change,
    /// The line above the answer: `{role}`, `{place}`, `{day}`.
    line,
    /// The same with `{doing}`.
    line_doing,
    /// The same with `{body}`.
    line_body,
    /// The same with `{body}` and `{doing}`.
    line_body_doing,
    /// After it, when the product is not the default one: `{product}`.
    line_product,
    /// Between the items of a list.
    list_comma,
    /// Before the last item: “ and ”. A second form and the sound that takes it may follow: ` y | e |i`.
    list_and,
    /// Between alternatives, in the same form.
    list_or,
    /// A quotation: `{text}`.
    quote,
    /// The name of the region with the answer.
    answer,
    /// How many bind: one.
    count_binds_one,
    /// How many bind: `{n}`.
    count_binds,
    /// How many affect: one.
    count_affects_one,
    /// How many affect: `{n}`.
    count_affects,
    /// How many are coming: `{n}`.
    count_coming,
    /// None is coming.
    count_coming_none,
    /// How many depend: one.
    count_depends_one,
    /// How many depend: `{n}`.
    count_depends,
    /// How many are unclear: `{n}`.
    count_unclear,
    /// How many are exempt: `{n}`.
    count_exempt,
    /// Above a line per option.
    by_option,
    /// Above a line per option, where the reader’s body is open.
    by_option_body,
    /// A heading.
    schedule,
    /// A provision that stops holding on this day: `{title}`.
    schedule_pauses,
    /// A provision that holds again from this day: `{title}`.
    schedule_again,
    /// The day after something was due: `{title}`.
    schedule_due,
    /// The mark on the schedule.
    you_are_here,
    /// What comes next: `{day}`, `{n}`.
    next_change,
    /// What comes tomorrow: `{day}`.
    next_change_one,
    /// Nothing comes.
    next_change_none,
    /// A heading.
    binds_heading,
    /// A heading.
    affects_heading,
    /// A heading.
    depends_heading,
    /// Opens the provisions that depend on an open answer.
    depends_rules,
    /// A heading.
    unclear_heading,
    /// A heading.
    exempt_heading,
    /// A heading.
    coming_heading,
    /// A heading.
    ended_heading,
    /// A heading.
    background_heading,
    /// Opens what does not concern the reader: `{n}`.
    not_yours,
    /// The same for one.
    not_yours_one,
    /// When no main provision is left.
    nothing_found,
    /// A status.
    status_unclear,
    /// A status.
    status_exempt,
    /// A status.
    status_depends,
    /// A status.
    status_not_yours,
    /// A status of what is coming.
    will_bind,
    /// A status of what is coming.
    will_affect,
    /// A time: `{day}`.
    in_force_since,
    /// A time: `{from}`, `{until}`.
    in_force_until,
    /// A time from which the sources do not settle it: `{day}`.
    unclear_since,
    /// A time: `{day}`, `{n}`.
    begins,
    /// A time: `{day}`.
    begins_one,
    /// A time: `{day}`.
    ended,
    /// A day by which something is due: `{day}`.
    due,
    /// Under which answers it concerns the reader: `{conditions}`.
    applies,
    /// Which answer rules it out: `{answers}`.
    ruled_out,
    /// The best source read.
    evidence_official,
    /// The best source read.
    evidence_official_part,
    /// The best source read.
    evidence_copy,
    /// The best source read.
    evidence_copy_part,
    /// The best source read.
    evidence_report,
    /// The best source read.
    evidence_report_part,
    /// What kind of source it is.
    source_report,
    /// Opens the rule, its sources and what is not known.
    details,
    /// A heading.
    rule,
    /// A heading.
    penalty,
    /// A heading.
    deadlines,
    /// A heading.
    replaced,
    /// A heading.
    unknown,
    /// When a source last showed it in force: `{month}`, `{year}`.
    last_seen,
    /// A heading.
    sources,
    /// Under that heading.
    sources_note,
    /// When a source was last checked: `{day}`.
    checked,
    /// A heading.
    advice,
    /// Beside advice that officials gave.
    advice_official,
    /// Beside a practical step.
    advice_ours,
    /// A heading.
    reasons,
    /// A heading.
    reasons_government,
    /// A heading.
    reasons_company,
    /// A heading.
    claims,
    /// Opens the rest of the claims: `{n}`.
    claims_more,
    /// Stands for what coverage left out.
    claim_omitted,
    /// A heading.
    share,
    /// The name of the field with the link.
    link_label,
    /// A button.
    copy_link,
    /// A choice: the link keeps the day.
    share_this_day,
    /// A choice: the link always shows today.
    share_today,
    /// Opens more ways to share.
    more_ways,
    /// A way to share.
    share_email,
    /// A way to share.
    share_system,
    /// A way to share: the days of this answer as a calendar.
    share_calendar,
    /// A way to share: this answer as data.
    share_data,
    /// Under the square on paper that leads to this answer: `{address}`.
    qr,
    /// Under the square on paper that leads to the answer for today: `{address}`.
    qr_today,
    /// The heading of the ways to learn of changes.
    follow,
    /// The calendar of all days, to subscribe to.
    follow_calendar,
    /// The same calendar as a file.
    follow_file,
    /// The feed of revisions.
    follow_feed,
    /// The title of the feed of revisions: `{title}`.
    feed_title,
    /// The name of the field with the citation.
    citation_label,
    /// A citation: `{title}`, `{line}`, `{address}`, `{day}`.
    citation,
    /// After copying.
    copied,
    /// When copying is refused.
    copy_failed,
    /// Before the record starts: `{day}`.
    notice_before_record,
    /// After the sources were last checked: `{day}`.
    notice_after_verified,
    /// When the last check is long ago: `{day}`, `{n}`.
    stale,
    /// What a link asked for and could not be read: `{parts}`.
    unread,
    /// Goes on with what could be read.
    unread_go,
    /// Which provisions were revised since the link was made: `{provisions}`, `{day}`.
    revised,
    /// When the engine cannot start.
    failed,
    /// Said once after a change: `{day}`, `{answer}`.
    status_changed,
    /// The last line: `{day}`.
    footer,
    /// Leads to the page on the method.
    method_link,
    /// Under which open answers it is unclear whether a provision concerns the reader: `{conditions}`.
    applies_unclear,
    /// What a reader chose of a question that takes several: `{answers}`.
    not_chosen,
    /// The status of a row whose rule is still to come: `{day}`.
    status_starts,
    /// The status of a row whose rule is suspended.
    status_suspended,
    /// The status of a row about what officials advise and nothing orders.
    status_urged,
    /// The status of a row that an exception takes the reader out of.
    status_not_covered,
    /// The status of a row whose rule has ended.
    status_ended,
    /// The status of a row when no rule was found.
    status_no_rule_found,
    /// The tag of a row that starts on the day shown.
    starts_today,
    /// Since when a rule has held: `{day}`.
    since,
    /// A day in the least space: `{month}`, `{day}`, and two digits of the `{year}`.
    date_format_short,
    /// Leads over the questions to the answer.
    skip_to_answer,
    /// The name of the column of rows.
    row_question,
    /// The name of the column of what they say.
    row_answer,
    /// Opens the rows that a frame or a long table folds: `{n}` in all.
    rows_all,
    /// What another provision of a row says: `{status}`, `{day}`, `{title}`.
    row_note,
    /// The same of what is coming.
    row_note_upcoming,
    /// The same of what has ended.
    row_note_ended,
    /// The same of what is unclear, excepted or open: `{status}`, `{title}`.
    row_note_named,
    /// When the sources of the answer were last checked: `{day}`.
    last_checked,
    /// Above the dates.
    as_of,
    /// Before what is taken for granted.
    assumes,
    /// The last of it, on a day after the sources were last checked: `{day}`.
    assumes_unchanged,
    /// Above the claim beside the answer.
    claim_check,
    /// Leads to the other claims.
    claim_check_more,
    /// A day that does not exist: `{month}`, `{day}`.
    no_such_day,
    /// A day that cannot be read: `{found}`.
    unread_day,
    /// Told once when a new day has begun: `{day}`.
    today_changed,
    /// Under the choice of a link that keeps its day: `{day}`.
    share_this_day_why,
    /// Under the choice of a link that always shows today.
    share_today_why,
}
