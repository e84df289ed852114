//! A day as people type it, in every language: what is understood, and precisely what is said about the rest.

use std::path::Path;

use rules::{Day, Law};

use crate::typed_day::{Typed, read};

fn law(language: &str) -> Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("law/us-kaspersky");
    law_files::law::load(&folder, language).expect("the law of this workspace has no faults")
}

fn typed(parts: [&str; 3]) -> Typed {
    let [month, day, year] = parts.map(str::to_owned);
    Typed { month, day, year }
}

/// What is typed into the fields for month, day and year is this day, or this sentence is said.
#[track_caller]
fn check(law: &Law, parts: [&str; 3], expected: Result<&str, &str>) {
    let found = read(&law.wording.interface, law.explainer.record, &typed(parts)).map_err(|fault| fault.text);
    let expected =
        expected.map(|day| Day::from_iso(day).expect("a test names real days")).map_err(str::to_owned);
    assert_eq!(found, expected, "{parts:?} in {}", law.wording.language);
}

const DAY: Result<&str, &str> = Ok("2024-09-29");

#[test]
fn a_day_in_english_is_understood_in_the_forms_people_write() {
    let law = law("en");
    for whole in [
        "September 29, 2024",
        "Sept. 29 2024",
        "sep 29 2024",
        "29 September 2024",
        "the 29th of September 2024",
        "9/29/2024",
        "29/9/2024",
        "2024-09-29",
        "9 29 2024",
    ] {
        check(&law, [whole, "", ""], DAY);
        check(&law, ["", whole, ""], DAY);
    }
    check(&law, ["September", "29th", "2024"], DAY);
    check(&law, ["10/9/2024", "", ""], Ok("2024-10-09"));
}

#[test]
fn a_day_in_spanish_is_understood_in_the_forms_people_write() {
    let law = law("es");
    for whole in [
        "29 de septiembre de 2024",
        "29 septiembre 2024",
        "el 29 de septiembre del 2024",
        "29 sep 2024",
        "29 de sept. de 2024",
        "SEPTIEMBRE 29, 2024",
        "29/9/2024",
        "9/29/2024",
        "2024-09-29",
        "29 9 2024",
        "September 29, 2024",
    ] {
        check(&law, [whole, "", ""], DAY);
        check(&law, ["", whole, ""], DAY);
    }
    check(&law, ["septiembre", "29", "2024"], DAY);
    check(&law, ["10/9/2024", "", ""], Ok("2024-10-09"));
}

#[test]
fn every_month_is_known_by_its_name_and_its_first_three_letters_in_both_languages() {
    for (language, others) in [("en", vec!["en"]), ("es", vec!["es", "en"])] {
        let law_here = law(language);
        for other in others {
            let names = law(other).wording.interface.months;
            for (name, number) in names[..12].iter().zip(1..) {
                let day = format!("2024-{number:02}-05");
                check(&law_here, [name, "5", "2024"], Ok(&day));
                check(&law_here, [&name[..3], "5", "2024"], Ok(&day));
                check(&law_here, [&name.to_uppercase(), "5", "2024"], Ok(&day));
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_day_is_said_in_the_language_of_the_page() {
    let (en, es) = (law("en"), law("es"));
    check(&en, ["", "", ""], Err("Enter a month, a day and a year"));
    check(&es, ["", "", ""], Err("Escriba un mes, un día y un año"));
    check(&en, ["", "29", ""], Err("The date must include a month"));
    check(&es, ["9", "", ""], Err("A la fecha le falta el día"));
    check(&es, ["9", "29", ""], Err("A la fecha le falta el año"));
    check(
        &en,
        ["fructidor", "29", "2024"],
        Err("“fructidor” is not a month; type a number from 1 to 12 or a name"),
    );
    check(
        &es,
        ["setembro", "29", "2024"],
        Err("“setembro” no es un mes; escriba un número del 1 al 12 o un nombre"),
    );
    check(&es, ["2", "30", "2024"], Err("Esa fecha no existe: febrero de 2024 tiene 29 días"));
    check(
        &es,
        ["9", "12", "2017"],
        Err(
            "La fecha debe ser el 13 de septiembre de 2017, cuando empieza nuestro registro, o una posterior",
        ),
    );
}

#[test]
fn the_first_field_to_mend_is_the_first_on_the_page() {
    let first = |language: &str| {
        let law = law(language);
        let fault = read(&law.wording.interface, law.explainer.record, &Typed::default())
            .expect_err("nothing was typed");
        fault.field.id()
    };
    assert_eq!([first("en"), first("es")], ["day-month", "day-month"]);
}
