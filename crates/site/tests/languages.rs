//! What a further language needs of the sentences that are made of the law's words.

use std::path::Path;

use ban_explainer::sentences;
use rules::{Answers, Law, outcome};

fn law(language: &str) -> Law {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/us-kaspersky");
    site::law::load(&folder, language).expect("the law of this workspace has no faults")
}

fn list(language: &str, items: &[&str], last: fn(&rules::Interface) -> &str) -> String {
    let law = law(language);
    let interface = &law.wording.interface;
    let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
    sentences::list(interface, &items, last(interface))
}

#[test]
fn spanish_lists_change_their_joint_before_the_same_sound() {
    let and = rules::Interface::list_and;
    assert_eq!(list("es", &["usarlo", "revenderlo"], and), "usarlo y revenderlo");
    assert_eq!(list("es", &["usarlo", "integrarlo"], and), "usarlo e integrarlo");
    assert_eq!(list("es", &["“Usarlo”", "“Integrarlo”"], and), "“Usarlo” e “Integrarlo”");
    assert_eq!(list("es", &["padres", "hijos"], and), "padres e hijos");
    assert_eq!(list("es", &["uno", "dos", "tres"], and), "uno, dos y tres");
    let or = rules::Interface::list_or;
    assert_eq!(list("es", &["siete", "ocho"], or), "siete u ocho");
    assert_eq!(list("es", &["mujer", "hombre"], or), "mujer u hombre");
    assert_eq!(list("es", &["si usa", "si compra"], or), "si usa o si compra");
}

#[test]
fn english_lists_do_not() {
    let and = rules::Interface::list_and;
    assert_eq!(list("en", &["use it", "integrate it"], and), "use it and integrate it");
    assert_eq!(list("en", &["one"], and), "one");
    assert_eq!(list("en", &[], and), "");
}

#[test]
fn what_no_line_may_break_does_not_break() {
    let law = law("es");
    let texts = law.wording.short_answers.iter().flatten().chain(&law.wording.texts);
    let broken: Vec<&String> = texts.filter(|text| text.contains("EE. UU.")).collect();
    assert_eq!(broken, [""; 0], "a no-break space holds it together");
    assert!(law.wording.disclaimer.contains("EE.\u{a0}UU."));
}

#[test]
fn every_language_reasons_alike() {
    let (en, es) = (law("en"), law("es"));
    assert_eq!(en.explainer, es.explainer, "a language changes words and nothing else");
}

#[test]
fn the_line_above_the_answer_reads_as_a_sentence_in_spanish() {
    let law = law("es");
    let explainer = &law.explainer;
    let option = |id: &str| explainer.option(id).expect("the law has the option");
    let day = rules::Day::from_iso("2024-09-29").expect("a day");
    let line = |role: &str, options: &[&str]| {
        let role = Answers::new(explainer, option(role), day).expect("it is a role");
        let answers = options.iter().fold(role, |answers, id| answers.with(explainer, option(id)));
        sentences::who(&law, &outcome(explainer, &answers).answers)
    };
    assert_eq!(line("consumer", &[]), "Un consumidor, en Estados Unidos, el 29 de septiembre de 2024");
    assert_eq!(
        line("business", &["use", "buy", "resell"]),
        "Una empresa que lo usa, lo compra o lo renueva y lo revende o lo suministra a clientes, en Estados Unidos, el 29 de septiembre de 2024"
    );
    assert_eq!(
        line("government", &["state-nj", "use", "us-person-abroad"]),
        "Una agencia ejecutiva de Nueva Jersey que lo usa, en el exterior, como persona estadounidense, el 29 de septiembre de 2024"
    );
    assert_eq!(
        line("consumer", &["other"]),
        "Un consumidor, en Estados Unidos, el 29 de septiembre de 2024. El producto: una VPN, un administrador de contraseñas u otro producto de Kaspersky"
    );
}
