//! How provisions stand for readers, case by case, written from the contract and the measures, not from the engine.

use std::{path::Path, sync::LazyLock};

use rules::{Answers, Day, Explainer, Law, OptionSet, Why, outcome};

static LAW: LazyLock<Law> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    law_files::law::load(&folder, "en").expect("the law of this workspace has no faults")
});

const FD: [&str; 6] = ["FD-1", "FD-2", "FD-3", "FD-4", "FD-5", "FD-6"];
const BOD: [&str; 3] = ["BOD-1", "BOD-2", "BOD-3"];
const FAR: [&str; 3] = ["FAR-1", "FAR-2", "FAR-3"];
/// The states whose rule is settled today; California’s is not.
const STATES: [(&str, &str); 9] = [
    ("state-nh", "ST-NH"),
    ("state-vt", "ST-VT"),
    ("state-md", "ST-MD"),
    ("state-nj", "ST-NJ"),
    ("state-or", "ST-OR"),
    ("state-tx", "ST-TX"),
    ("state-fl", "ST-FL"),
    ("state-wi", "ST-WI"),
    ("state-nv", "ST-NV"),
];
/// Every agency that is not federal, in the order of the law.
const NOT_FEDERAL: &str = "state-ca,state-fl,state-md,state-nv,state-nh,state-nj,state-or,state-tx,state-vt,state-wi,\
                           state-other,local";
const NOW: &str = "2026-11-23";

/// Checks one provision for one reader: a standing, a timing, and for `depends` its alternatives,
/// as in `depends in-force body=[federal-executive] doing=[use]`, with ` | ` between two of them.
#[track_caller]
fn check(answers: &str, provision: &str, expected: &str) {
    let explainer = &LAW.explainer;
    let reader = read(answers);
    let outcome = outcome(explainer, &reader);
    let index = explainer
        .provisions
        .iter()
        .position(|known| known.id == provision)
        .unwrap_or_else(|| panic!("there is no provision {provision}"));
    let found = &outcome.provisions[index];
    let mut told = format!("{} {}", found.standing.id(), found.timing.id());
    if let Why::Open(when) = &found.why {
        let when: Vec<String> = when.iter().map(|opening| written(explainer, *opening)).collect();
        told = format!("{told} {}", when.join(" | "));
    }
    assert_eq!(told, expected, "{provision} would mislead this reader: {answers}");
}

/// Checks several provisions that stand alike.
#[track_caller]
fn check_all(answers: &str, provisions: &[&str], expected: &str) {
    for provision in provisions {
        check(answers, provision, expected);
    }
}

/// Reads `role=business doing=resell,use product=software on=2024-09-29`.
fn read(answers: &str) -> Answers {
    let explainer = &LAW.explainer;
    let pairs = || {
        answers.split_whitespace().map(|pair| {
            pair.split_once('=')
                .unwrap_or_else(|| panic!("“{pair}” is no answer; write one like role=business"))
        })
    };
    let value = |name: &str| {
        pairs()
            .find(|(key, _)| *key == name)
            .map_or_else(|| panic!("“{answers}” names no {name}"), |(_, value)| value)
    };
    let option = |id: &str| explainer.option(id).unwrap_or_else(|| panic!("there is no option {id}"));
    let on = Day::from_iso(value("on")).unwrap_or_else(|| panic!("“{answers}” has no real day"));
    let mut reader = Answers::new(explainer, option(value("role")), on)
        .unwrap_or_else(|| panic!("“{answers}” has no role"));
    for (question, ids) in pairs().filter(|(question, _)| !matches!(*question, "role" | "on")) {
        for id in ids.split(',') {
            let number = option(id);
            let asked = &explainer[explainer.question_of(number)].id;
            assert_eq!(asked, question, "{id} in “{answers}”");
            reader = reader.with(explainer, number);
            assert!(
                reader.counted(explainer).contains(number),
                "{id} is not offered to this role in “{answers}”"
            );
        }
    }
    reader
}

/// Writes `body=[federal-executive] doing=[use]`, questions by name and options in their order.
fn written(explainer: &Explainer, opening: OptionSet) -> String {
    let mut tables: Vec<String> = explainer
        .questions
        .iter()
        .filter(|question| question.options.meets(opening))
        .map(|question| {
            let ids: Vec<&str> =
                question.options.and(opening).iter().map(|option| explainer[option].id.as_str()).collect();
            format!("{}=[{}]", question.id, ids.join(","))
        })
        .collect();
    tables.sort();
    tables.join(" ")
}

// The Final Determination by product ------------------------------------------

#[test]
fn software_is_covered_by_the_final_determination() {
    let all = "role=business doing=use,buy,resell,integrate,license product=software on=2024-09-29";
    check_all(all, &["FD-1", "FD-2", "FD-3", "FD-7"], "affects in-force");
    check_all(all, &["FD-4", "FD-5", "FD-6"], "binds in-force");
}

#[test]
fn fd_1_affects_whoever_uses_buys_resells_integrates_or_licenses() {
    for doing in ["use", "buy", "resell", "integrate", "license"] {
        let reader = format!("role=business doing={doing} on={NOW}");
        check(&reader, "FD-1", "affects in-force");
    }
    for doing in ["federal-contract", "fcc-subsidy", "fcc-equipment", "export"] {
        let reader = format!("role=business doing={doing} on={NOW}");
        check_all(&reader, &FD, "not-yours in-force");
        check(&reader, "FD-7", "not-yours in-force");
    }
}

#[test]
fn fd_2_and_fd_3_affect_those_who_use_or_integrate_and_no_others() {
    for doing in ["use", "integrate"] {
        let reader = format!("role=business doing={doing} on={NOW}");
        check_all(&reader, &["FD-2", "FD-3"], "affects in-force");
    }
    for doing in ["buy", "resell", "license"] {
        let reader = format!("role=business doing={doing} on={NOW}");
        check_all(&reader, &["FD-2", "FD-3"], "not-yours in-force");
    }
}

#[test]
fn each_trade_is_bound_by_its_own_rule() {
    for (doing, bound) in [("resell", "FD-4"), ("integrate", "FD-5"), ("license", "FD-6")] {
        let reader = format!("role=business doing={doing} on={NOW}");
        for provision in ["FD-4", "FD-5", "FD-6"] {
            let standing = if provision == bound { "binds" } else { "not-yours" };
            check(&reader, provision, &format!("{standing} in-force"));
        }
    }
}

#[test]
fn fd_4_affects_a_buyer_and_binds_one_who_also_resells() {
    check("role=consumer doing=buy on=2024-09-29", "FD-4", "affects in-force");
    check("role=business doing=buy on=2024-09-29", "FD-4", "affects in-force");
    check("role=business doing=buy,resell on=2024-09-29", "FD-4", "binds in-force");
    check("role=consumer doing=use on=2024-09-29", "FD-4", "not-yours in-force");
}

#[test]
fn no_final_determination_rule_binds_a_consumer() {
    let reader = "role=consumer doing=use,buy on=2026-11-23";
    check_all(reader, &["FD-1", "FD-2", "FD-3", "FD-4", "FD-7"], "affects in-force");
    check_all(reader, &["FD-5", "FD-6"], "not-yours in-force");
}

#[test]
fn a_product_with_kaspersky_code_built_in_is_covered_by_fd_5_and_fd_6() {
    let reader = format!("role=business doing=integrate,license product=embedded on={NOW}");
    check_all(&reader, &["FD-5", "FD-6"], "binds in-force");
}

#[test]
fn what_embedded_code_means_for_use_purchase_and_resale_is_unclear() {
    let unclear = "unclear in-force";
    for role in ["consumer", "business"] {
        let user = format!("role={role} doing=use product=embedded on={NOW}");
        check_all(&user, &["FD-1", "FD-2", "FD-3"], unclear);
        let buyer = format!("role={role} doing=buy product=embedded on={NOW}");
        check_all(&buyer, &["FD-1", "FD-4"], unclear);
    }
    let reseller = format!("role=business doing=resell product=embedded on={NOW}");
    check_all(&reseller, &["FD-1", "FD-4"], unclear);
    check_all(&reseller, &["FD-5", "FD-6"], "not-yours in-force");
}

#[test]
fn informational_products_and_advice_are_exempt_from_fd_1_to_fd_6() {
    for product in ["informational", "advice"] {
        let all = format!("role=business doing=use,buy,resell,integrate,license product={product} on={NOW}");
        check_all(&all, &FD, "exempt in-force");
        let reseller = format!("role=business doing=resell product={product} on=2024-09-29");
        check("role=consumer doing=use product=advice on=2024-09-29", "FD-2", "exempt in-force");
        check(&reseller, "FD-4", "exempt in-force");
        check(&reseller, "FD-5", "not-yours in-force");
    }
}

#[test]
fn other_products_are_unclear_under_the_final_determination() {
    let all = format!("role=business doing=use,buy,resell,integrate,license product=other on={NOW}");
    check_all(&all, &FD, "unclear in-force");
    check(&format!("role=consumer doing=use product=other on={NOW}"), "FD-4", "not-yours in-force");
}

#[test]
fn fd_7_looks_at_no_product_and_has_no_exception() {
    for product in ["software", "embedded", "informational", "advice", "other"] {
        for role in ["consumer", "business"] {
            let user = format!("role={role} doing=use product={product} on={NOW}");
            check(&user, "FD-7", "affects in-force");
            let buyer = format!("role={role} doing=buy product={product} on={NOW}");
            check(&buyer, "FD-7", "not-yours in-force");
        }
    }
}

#[test]
fn fd_7_is_unclear_for_states_and_not_for_federal_bodies() {
    for body in ["state-nh", "state-vt", "state-md", "state-nj", "state-other", "local"] {
        let reader = format!("role=government body={body} doing=use on={NOW}");
        check(&reader, "FD-7", "unclear in-force");
    }
    for body in ["federal-executive", "federal-other", "national-security-system"] {
        let reader = format!("role=government body={body} doing=use on={NOW}");
        check(&reader, "FD-7", "not-yours in-force");
    }
}

#[test]
fn fd_7_stands_beside_the_contract_clause() {
    let reader = format!("role=business doing=use,federal-contract on={NOW}");
    check(&reader, "FD-7", "affects in-force");
    check_all(&reader, &FAR, "binds in-force");
}

// Federal bodies ---------------------------------------------------------------

#[test]
fn the_directive_binds_executive_agencies_that_use_the_software() {
    let reader = "role=government body=federal-executive doing=use on=2026-11-23";
    check_all(reader, &BOD, "binds in-force");
    check(reader, "NDAA-1", "binds in-force");
}

#[test]
fn the_directive_by_product() {
    for (product, standing) in [
        ("software", "binds"),
        ("embedded", "exempt"),
        ("informational", "exempt"),
        ("advice", "unclear"),
        ("other", "unclear"),
    ] {
        let reader = format!("role=government body=federal-executive doing=use product={product} on={NOW}");
        check_all(&reader, &BOD, &format!("{standing} in-force"));
    }
}

#[test]
fn section_1634_covers_every_product_and_all_three_kinds_of_federal_body() {
    for body in ["federal-executive", "federal-other", "national-security-system"] {
        for product in ["software", "embedded", "informational", "advice", "other"] {
            let reader = format!("role=government body={body} doing=use product={product} on={NOW}");
            check(&reader, "NDAA-1", "binds in-force");
        }
    }
}

#[test]
fn national_security_systems_are_an_exception_of_the_directive_only() {
    for product in ["software", "embedded", "informational", "advice", "other"] {
        let reader =
            format!("role=government body=national-security-system doing=use product={product} on={NOW}");
        check_all(&reader, &BOD, "exempt in-force");
        check(&reader, "NDAA-1", "binds in-force");
    }
}

#[test]
fn congress_and_the_courts_are_outside_the_directive_and_inside_section_1634() {
    for product in ["software", "embedded", "informational", "advice", "other"] {
        let reader = format!("role=government body=federal-other doing=use product={product} on={NOW}");
        check_all(&reader, &BOD, "not-yours in-force");
        check(&reader, "NDAA-1", "binds in-force");
    }
}

#[test]
fn section_1634_and_the_directive_reach_no_state_no_business_and_no_consumer() {
    for body in ["state-nh", "state-vt", "state-md", "state-nj", "state-other", "local"] {
        let reader = format!("role=government body={body} doing=use on={NOW}");
        check_all(&reader, &BOD, "not-yours in-force");
        check(&reader, "NDAA-1", "not-yours in-force");
    }
    let contractor = format!("role=business doing=federal-contract on={NOW}");
    check(&contractor, "NDAA-1", "not-yours in-force");
    check_all(&contractor, &BOD, "not-yours in-force");
    check(&format!("role=consumer doing=use on={NOW}"), "NDAA-1", "not-yours in-force");
}

#[test]
fn a_federal_agency_that_only_buys_is_not_in_the_use_rules() {
    let reader = format!("role=government body=federal-executive doing=buy on={NOW}");
    check_all(&reader, &["BOD-1", "BOD-2", "BOD-3", "NDAA-1"], "not-yours in-force");
    check_all(&reader, &["FD-1", "FD-4"], "affects in-force");
}

#[test]
fn government_bodies_feel_the_final_determination_too() {
    for body in ["federal-executive", "federal-other", "national-security-system", "state-nh", "local"] {
        let user = format!("role=government body={body} doing=use on={NOW}");
        check_all(&user, &["FD-1", "FD-2", "FD-3"], "affects in-force");
        check(&user, "FD-4", "not-yours in-force");
        let buyer = format!("role=government body={body} doing=buy on={NOW}");
        check_all(&buyer, &["FD-1", "FD-4"], "affects in-force");
    }
}

// Contractors and the FCC --------------------------------------------------------

#[test]
fn the_contract_clause_binds_contractors_whatever_the_product() {
    for product in ["software", "embedded", "informational", "advice", "other"] {
        let reader = format!("role=business doing=federal-contract product={product} on={NOW}");
        check_all(&reader, &FAR, "binds in-force");
    }
    check_all(&format!("role=business doing=use on={NOW}"), &FAR, "not-yours in-force");
}

#[test]
fn the_fcc_entries_by_product() {
    for (product, first, second) in [
        ("software", "binds", "binds"),
        ("embedded", "binds", "binds"),
        ("informational", "binds", "unclear"),
        ("advice", "unclear", "unclear"),
        ("other", "unclear", "unclear"),
    ] {
        for reader in [
            format!("role=business doing=fcc-subsidy product={product} on={NOW}"),
            format!("role=government body=local doing=fcc-subsidy product={product} on={NOW}"),
        ] {
            check(&reader, "FCC-1", &format!("{first} in-force"));
            check(&reader, "FCC-2", &format!("{second} in-force"));
            check(&reader, "FCC-3", "not-yours in-force");
        }
        let maker = format!("role=business doing=fcc-equipment product={product} on={NOW}");
        check(&maker, "FCC-3", &format!("{second} in-force"));
        check_all(&maker, &["FCC-1", "FCC-2"], "not-yours in-force");
    }
}

// States -------------------------------------------------------------------------

#[test]
fn each_state_rule_binds_its_own_state_and_no_other() {
    let federal = ["federal-executive", "federal-other", "national-security-system"];
    for body in federal.into_iter().chain(NOT_FEDERAL.split(',')) {
        for (state, provision) in STATES {
            let reader = format!("role=government body={body} doing=use on={NOW}");
            let standing = if body == state { "binds" } else { "not-yours" };
            check(&reader, provision, &format!("{standing} in-force"));
        }
    }
}

#[test]
fn the_states_by_product() {
    for (product, new_hampshire, oregon, others) in [
        ("software", "binds", "binds", "binds"),
        ("embedded", "binds", "unclear", "unclear"),
        ("informational", "unclear", "binds", "unclear"),
        ("advice", "unclear", "binds", "unclear"),
        ("other", "binds", "binds", "unclear"),
    ] {
        for (state, provision) in STATES {
            let standing = match state {
                "state-nh" => new_hampshire,
                "state-or" => oregon,
                _ => others,
            };
            let reader = format!("role=government body={state} doing=use product={product} on={NOW}");
            check(&reader, provision, &format!("{standing} in-force"));
        }
    }
}

#[test]
fn a_state_that_only_buys_is_outside_the_rules_on_use() {
    for (state, provision) in STATES {
        let reader = format!("role=government body={state} doing=buy on={NOW}");
        check(&reader, provision, "not-yours in-force");
    }
}

#[test]
fn vermont_binds_from_the_day_of_its_directive() {
    for (on, expected) in [
        ("2019-02-18", "binds upcoming"),
        ("2019-02-19", "binds in-force"),
        ("2019-03-22", "binds in-force"),
        ("2019-05-21", "binds in-force"),
    ] {
        check(&format!("role=government body=state-vt doing=use on={on}"), "ST-VT", expected);
    }
    check("role=government on=2019-06-01", "ST-VT", "depends in-force body=[state-vt] doing=[use]");
    assert_eq!(due_days("ST-VT"), ["2019-03-21", "2019-05-20"]);
    assert_eq!(due_days("ST-MD"), ["2022-12-20"]);
}

#[test]
fn florida_is_unclear_until_its_list_names_kaspersky() {
    for (on, expected) in [
        ("2023-03-28", "unclear upcoming"),
        ("2023-03-29", "unclear in-force"),
        ("2023-04-03", "unclear in-force"),
        ("2023-04-04", "binds in-force"),
    ] {
        check(&format!("role=government body=state-fl doing=use on={on}"), "ST-FL", expected);
    }
}

#[test]
fn california_is_unclear_from_the_first_day_of_the_record() {
    for on in ["2017-09-13", "2024-09-29", NOW] {
        for product in ["software", "embedded", "informational", "advice", "other"] {
            let reader = format!("role=government body=state-ca doing=use product={product} on={on}");
            check(&reader, "ST-CA", "unclear in-force");
        }
    }
}

#[test]
fn the_days_of_the_other_states() {
    for (state, provision, before, from) in [
        ("state-or", "ST-OR", "2023-09-23", "2023-09-24"),
        ("state-tx", "ST-TX", "2023-01-25", "2023-01-26"),
        ("state-wi", "ST-WI", "2023-01-11", "2023-01-12"),
        ("state-nv", "ST-NV", "2023-03-05", "2023-03-06"),
        ("state-md", "ST-MD", "2022-12-05", "2022-12-06"),
        ("state-nj", "ST-NJ", "2023-01-08", "2023-01-09"),
        ("state-nh", "ST-NH", "2018-07-23", "2018-07-24"),
    ] {
        check(&format!("role=government body={state} doing=use on={before}"), provision, "binds upcoming");
        check(&format!("role=government body={state} doing=use on={from}"), provision, "binds in-force");
    }
}

#[test]
fn a_carrier_with_universal_service_support_must_certify_a_year_after_the_window_opened() {
    for (on, expected) in [
        ("2022-09-20", "unclear upcoming"),
        ("2022-09-21", "unclear in-force"),
        ("2022-10-28", "unclear in-force"),
        ("2022-10-29", "binds in-force"),
    ] {
        check(&format!("role=business doing=usf-support on={on}"), "FCC-4", expected);
    }
    for (product, expected) in [
        ("software", "binds"),
        ("informational", "binds"),
        ("embedded", "unclear"),
        ("advice", "unclear"),
        ("other", "unclear"),
    ] {
        let reader = format!("role=business doing=usf-support product={product} on={NOW}");
        check(&reader, "FCC-4", &format!("{expected} in-force"));
    }
    check(&format!("role=business doing=fcc-subsidy on={NOW}"), "FCC-4", "not-yours in-force");
}

/// The days by which a provision wants something done.
fn due_days(provision: &str) -> Vec<String> {
    let found = LAW.explainer.provisions.iter().find(|found| found.id == provision);
    let versions = &found.expect("the provision exists").versions;
    versions.iter().flat_map(|version| &version.due).map(|day| day.to_iso()).collect()
}

// Exports and sanctions ------------------------------------------------------------

#[test]
fn exporters_are_bound_wherever_they_are_and_whatever_the_product() {
    for place in ["us", "us-person-abroad", "elsewhere"] {
        for product in ["software", "embedded", "informational", "advice", "other"] {
            let reader = format!("role=business doing=export place={place} product={product} on=2025-09-29");
            check_all(&reader, &["EL-1", "EL-2"], "binds in-force");
        }
    }
    check_all("role=business doing=use on=2025-09-29", &["EL-1", "EL-2"], "not-yours in-force");
    check_all("role=government on=2025-09-29", &["EL-1", "EL-2"], "not-yours in-force");
}

#[test]
fn the_affiliates_rule_pauses_for_a_year_and_its_return_is_unclear() {
    for (on, expected) in [
        ("2025-09-28", "binds upcoming"),
        ("2025-09-29", "binds in-force"),
        ("2025-11-09", "binds in-force"),
        ("2025-11-10", "unclear upcoming"),
        ("2026-11-09", "unclear upcoming"),
        ("2026-11-10", "unclear in-force"),
    ] {
        check(&format!("role=business doing=export on={on}"), "EL-2", expected);
        check(&format!("role=business doing=export on={on}"), "EL-1", "binds in-force");
    }
}

#[test]
fn the_sanctions_bind_everyone_in_the_united_states_and_every_us_person() {
    for role in ["consumer", "business"] {
        for place in ["us", "us-person-abroad"] {
            for product in ["software", "advice", "other"] {
                let reader = format!("role={role} place={place} product={product} on={NOW}");
                check(&reader, "OFAC-1", "binds in-force");
            }
        }
        check(&format!("role={role} place=elsewhere on={NOW}"), "OFAC-1", "not-yours in-force");
    }
    check(&format!("role=business doing=export on={NOW}"), "OFAC-1", "binds in-force");
}

#[test]
fn the_sanctions_bind_states_and_are_unclear_for_federal_bodies() {
    for body in NOT_FEDERAL.split(',') {
        check(&format!("role=government body={body} on={NOW}"), "OFAC-1", "binds in-force");
    }
    for body in ["federal-executive", "federal-other", "national-security-system"] {
        check(&format!("role=government body={body} on={NOW}"), "OFAC-1", "unclear in-force");
        check(
            &format!("role=government body={body} place=elsewhere on={NOW}"),
            "OFAC-1",
            "not-yours in-force",
        );
    }
    check(
        &format!("role=government on={NOW}"),
        "OFAC-1",
        &format!(
            "depends in-force body=[{NOT_FEDERAL}] \
             | body=[federal-executive,federal-other,national-security-system]"
        ),
    );
}

// Places ---------------------------------------------------------------------------

#[test]
fn the_final_determination_does_not_reach_elsewhere() {
    for product in ["software", "embedded", "informational", "advice", "other"] {
        let reader = format!(
            "role=business place=elsewhere doing=use,buy,resell,integrate,license product={product} on={NOW}"
        );
        check_all(&reader, &FD, "not-yours in-force");
        check(&reader, "FD-7", "not-yours in-force");
    }
    let open = format!("role=consumer place=elsewhere on={NOW}");
    check_all(&open, &FD, "not-yours in-force");
    check_all(&open, &["FD-7", "OFAC-1"], "not-yours in-force");
}

#[test]
fn a_us_person_abroad_is_reached_like_a_reader_at_home() {
    let reader =
        format!("role=business place=us-person-abroad doing=use,buy,resell,integrate,license on={NOW}");
    check_all(&reader, &["FD-1", "FD-2", "FD-3", "FD-7"], "affects in-force");
    check_all(&reader, &["FD-4", "FD-5", "FD-6"], "binds in-force");
    let embedded = format!("role=consumer place=us-person-abroad doing=use product=embedded on={NOW}");
    check(&embedded, "FD-2", "unclear in-force");
    let informational =
        format!("role=business place=us-person-abroad doing=resell product=informational on={NOW}");
    check(&informational, "FD-4", "exempt in-force");
}

// Open questions -------------------------------------------------------------------

#[test]
fn a_body_with_nothing_chosen_learns_what_it_depends_on() {
    for provision in BOD {
        check(
            "role=government on=2018-01-01",
            provision,
            "depends in-force body=[federal-executive] doing=[use]",
        );
    }
    check(
        "role=government on=2026-11-23",
        "NDAA-1",
        "depends in-force body=[federal-executive,federal-other,national-security-system] doing=[use]",
    );
    for (state, provision) in STATES {
        check(
            "role=government on=2026-11-23",
            provision,
            &format!("depends in-force body=[{state}] doing=[use]"),
        );
    }
    check(
        "role=government on=2026-11-23",
        "FD-7",
        &format!("depends in-force body=[{NOT_FEDERAL}] doing=[use]"),
    );
    check_all("role=government on=2026-11-23", &["FCC-1", "FCC-2"], "depends in-force doing=[fcc-subsidy]");
    check("role=government on=2026-11-23", "FCC-3", "not-yours in-force");
    check_all("role=government on=2026-11-23", &FAR, "not-yours in-force");
    check("role=government on=2026-11-23", "FD-1", "depends in-force doing=[use,buy]");
}

#[test]
fn one_answer_leaves_only_the_other_question_open() {
    // An agency that is named uses, until it says what it does.
    check("role=government body=federal-executive on=2018-01-01", "BOD-1", "binds in-force");
    check("role=government body=federal-executive on=2024-09-29", "FD-4", "depends in-force doing=[buy]");
    check(
        "role=government body=federal-executive on=2024-09-29",
        "FCC-2",
        "depends in-force doing=[fcc-subsidy]",
    );
    check("role=government doing=use on=2018-01-01", "BOD-1", "depends in-force body=[federal-executive]");
    check("role=government doing=buy on=2018-01-01", "BOD-1", "not-yours in-force");
    check("role=government body=federal-other on=2018-01-01", "BOD-1", "not-yours in-force");
    check("role=government body=national-security-system on=2018-01-01", "BOD-1", "exempt in-force");
}

#[test]
fn completions_that_are_exempt_or_not_concerned_make_an_exemption() {
    let consumer = format!("role=consumer product=informational on={NOW}");
    check_all(&consumer, &["FD-1", "FD-2", "FD-3", "FD-4"], "exempt in-force");
    check_all(&consumer, &["FD-5", "FD-6"], "not-yours in-force");
    let business = format!("role=business product=advice on={NOW}");
    check_all(&business, &FD, "exempt in-force");
    check_all("role=government product=embedded on=2018-01-01", &BOD, "exempt in-force");
}

#[test]
fn a_consumer_with_nothing_chosen_already_has_an_answer() {
    check("role=consumer on=2026-11-23", "FD-1", "affects in-force");
    // A consumer uses and buys, until they say what they do.
    check_all("role=consumer on=2026-11-23", &["FD-2", "FD-3", "FD-4", "FD-7"], "affects in-force");
    check("role=consumer product=embedded on=2026-11-23", "FD-1", "unclear in-force");
    check("role=consumer product=other on=2026-11-23", "FD-4", "unclear in-force");
    check("role=consumer doing=use on=2026-11-23", "FD-4", "not-yours in-force");
}

#[test]
fn a_business_with_nothing_chosen_learns_what_it_depends_on() {
    for (provision, when) in [
        ("FD-1", "doing=[use,buy,resell,integrate,license]"),
        ("FD-2", "doing=[use,integrate]"),
        ("FD-3", "doing=[use,integrate]"),
        ("FD-4", "doing=[resell] | doing=[buy]"),
        ("FD-5", "doing=[integrate]"),
        ("FD-6", "doing=[license]"),
        ("FD-7", "doing=[use]"),
        ("FAR-1", "doing=[federal-contract]"),
        ("FAR-2", "doing=[federal-contract]"),
        ("FAR-3", "doing=[federal-contract]"),
        ("FCC-1", "doing=[fcc-subsidy]"),
        ("FCC-2", "doing=[fcc-subsidy]"),
        ("FCC-3", "doing=[fcc-equipment]"),
        ("EL-1", "doing=[export]"),
        ("EL-2", "doing=[export]"),
    ] {
        check("role=business on=2026-11-23", provision, &format!("depends in-force {when}"));
    }
    check_all(
        "role=business on=2026-11-23",
        &["NDAA-1", "BOD-1", "BOD-2", "BOD-3", "ST-NH", "ST-VT", "ST-MD", "ST-NJ"],
        "not-yours in-force",
    );
    check(
        "role=business product=embedded on=2026-11-23",
        "FD-1",
        "depends in-force doing=[integrate,license] | doing=[use,buy,resell]",
    );
}

#[test]
fn an_unclear_product_leaves_what_it_depends_on() {
    check(
        "role=government doing=use product=advice on=2018-01-01",
        "BOD-1",
        "depends in-force body=[federal-executive]",
    );
    check(
        "role=government product=other on=2018-01-01",
        "BOD-3",
        "depends in-force body=[federal-executive] doing=[use]",
    );
}

// Days -----------------------------------------------------------------------------

#[test]
fn every_rule_begins_on_its_day() {
    let agency = "role=government body=federal-executive doing=use";
    let consumer = "role=consumer doing=use,buy";
    for (reader, provision, standing, before, day, after) in [
        (agency, "BOD-1", "binds", "2017-09-12", "2017-09-13", "2017-09-14"),
        (agency, "BOD-2", "binds", "2017-09-12", "2017-09-13", "2017-09-14"),
        (agency, "BOD-3", "binds", "2017-12-11", "2017-12-12", "2017-12-13"),
        (agency, "NDAA-1", "binds", "2018-09-30", "2018-10-01", "2018-10-02"),
        ("role=business doing=federal-contract", "FAR-1", "binds", "2018-07-15", "2018-07-16", "2018-07-17"),
        ("role=business doing=federal-contract", "FAR-2", "binds", "2018-09-30", "2018-10-01", "2018-10-02"),
        ("role=business doing=federal-contract", "FAR-3", "binds", "2018-07-15", "2018-07-16", "2018-07-17"),
        (
            "role=government body=state-nh doing=use",
            "ST-NH",
            "binds",
            "2018-07-23",
            "2018-07-24",
            "2018-07-25",
        ),
        (
            "role=government body=state-md doing=use",
            "ST-MD",
            "binds",
            "2022-12-05",
            "2022-12-06",
            "2022-12-07",
        ),
        (
            "role=government body=state-nj doing=use",
            "ST-NJ",
            "binds",
            "2023-01-08",
            "2023-01-09",
            "2023-01-10",
        ),
        ("role=business doing=fcc-subsidy", "FCC-1", "binds", "2022-05-23", "2022-05-24", "2022-05-25"),
        ("role=business doing=fcc-subsidy", "FCC-2", "binds", "2024-09-20", "2024-09-21", "2024-09-22"),
        ("role=business doing=fcc-equipment", "FCC-3", "binds", "2024-07-22", "2024-07-23", "2024-07-24"),
        (consumer, "FD-7", "affects", "2024-06-19", "2024-06-20", "2024-06-21"),
        (consumer, "OFAC-1", "binds", "2024-06-20", "2024-06-21", "2024-06-22"),
        ("role=business doing=export", "EL-1", "binds", "2024-06-23", "2024-06-24", "2024-06-25"),
        ("role=business doing=export", "EL-2", "binds", "2025-09-28", "2025-09-29", "2025-09-30"),
        (consumer, "FD-1", "affects", "2024-07-19", "2024-07-20", "2024-07-21"),
        (consumer, "FD-2", "affects", "2024-09-28", "2024-09-29", "2024-09-30"),
        (consumer, "FD-3", "affects", "2024-09-28", "2024-09-29", "2024-09-30"),
        (consumer, "FD-4", "affects", "2024-09-28", "2024-09-29", "2024-09-30"),
        ("role=business doing=resell", "FD-4", "binds", "2024-09-28", "2024-09-29", "2024-09-30"),
        ("role=business doing=integrate", "FD-5", "binds", "2024-09-28", "2024-09-29", "2024-09-30"),
        ("role=business doing=license", "FD-6", "binds", "2024-09-28", "2024-09-29", "2024-09-30"),
    ] {
        check(&format!("{reader} on={before}"), provision, &format!("{standing} upcoming"));
        check(&format!("{reader} on={day}"), provision, &format!("{standing} in-force"));
        check(&format!("{reader} on={after}"), provision, &format!("{standing} in-force"));
    }
}

#[test]
fn a_due_day_ends_no_duty() {
    let agency = "role=government body=federal-executive doing=use";
    for (provision, days) in [
        ("BOD-1", ["2017-10-12", "2017-10-13", "2017-10-14"]),
        ("BOD-2", ["2017-11-11", "2017-11-12", "2017-11-13"]),
    ] {
        for day in days {
            check(&format!("{agency} on={day}"), provision, "binds in-force");
        }
    }
}

#[test]
fn timing_looks_at_days_alone_even_where_a_rule_does_not_concern_the_reader() {
    check("role=consumer doing=use on=2018-09-30", "NDAA-1", "not-yours upcoming");
    check("role=consumer doing=use on=2018-10-01", "NDAA-1", "not-yours in-force");
    check("role=consumer doing=use on=2026-01-01", "EL-2", "not-yours upcoming");
    check("role=business doing=resell product=advice on=2024-09-28", "FD-4", "exempt upcoming");
    check("role=consumer doing=buy product=other on=2024-09-28", "FD-4", "unclear upcoming");
}
