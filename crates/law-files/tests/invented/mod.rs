//! A small law that was invented for tests of rows and verdicts.

use std::fs;

use rules::Law;

/// Readers are owners or towns; owners keep or sell, towns keep in the east or the west.
pub(crate) const LAW: &str = r#"
explainer = "xx-rows"
verified = 2026-01-01
record = 2020-01-01

[[question]]
id = "role"
choose = "one"
options = [{ id = "owner" }, { id = "town" }]

[[question]]
id = "doing"
choose = "any"
options = [{ id = "keep" }, { id = "sell" }]

[[question]]
id = "side"
choose = "one"
options = [{ id = "east", roles = ["town"] }, { id = "west", roles = ["town"] }]

[[question]]
id = "kind"
choose = "one"
default = "plain"
options = [{ id = "plain" }, { id = "fine" }, { id = "odd" }]

[[assumption]]
role = ["town"]
question = "doing"
options = ["keep"]
answered = ["side"]

[[effect]]
id = "ban"
status = "barred"

[[effect]]
id = "promise"
status = "not-penalized"
relieves = true

[[effect]]
id = "duty"
status = "must-report"

[[provision]]
id = "BAN"
regime = "order"
authority = "Article 1"
effect = "ban"
read = "official"
extent = "whole"
sources = [{ id = "order" }]
binds = [{ doing = ["sell"] }]
except = [{ because = "fine", kind = ["fine"] }]
[[provision.version]]
from = 2021-01-01
until = 2023-12-31

[[provision]]
id = "STOP"
regime = "order"
authority = "Article 2"
effect = "ban"
read = "official"
extent = "whole"
sources = [{ id = "order" }]
affects = [{ doing = ["keep", "sell"], kind = ["plain"] }]
unsettled = [{ because = "odd", doing = ["keep", "sell"], kind = ["odd"] }]
[[provision.version]]
from = 2022-01-01
suspended = { from = 2024-01-01, until = 2024-12-31 }

[[provision]]
id = "SAFE"
regime = "order"
authority = "A promise"
effect = "promise"
read = "report"
extent = "part"
sources = [{ id = "promise" }]
affects = [{ role = ["owner"], doing = ["keep"] }]
[[provision.version]]
from = 2021-06-01

[[provision]]
id = "EAST"
regime = "order"
authority = "An act of the east"
effect = "duty"
read = "report"
extent = "part"
sources = [{ id = "act" }]
penalty = "fine"
binds = [{ side = ["east"], doing = ["keep"] }]
[[provision.version]]
from = 2023-01-01

[[penalty]]
id = "fine"
from = [2023-01-01, 2025-01-01]

[[row]]
id = "keep"
roles = ["owner"]
option = "keep"
provisions = ["SAFE"]

[[row]]
id = "remove"
roles = ["owner"]
option = "keep"
provisions = ["SAFE", "EAST"]
advice = "move"

[[row]]
id = "sell"
roles = ["owner", "town"]
option = "sell"
provisions = ["STOP", "BAN"]

[[row]]
id = "any"
roles = ["owner"]
provisions = ["STOP"]

[[row]]
id = "east"
roles = ["town"]
option = "east"
provisions = ["EAST", "STOP"]

[[row]]
id = "west"
roles = ["town"]
option = "west"
provisions = ["EAST"]

[[verdict]]
id = "seller"
options = ["sell"]
when = [{ kind = ["plain"] }]
[[verdict.version]]
from = 2020-01-01
[[verdict.version]]
from = 2021-01-01
asserts = { sell = ["barred", "suspended"] }

[[verdict]]
id = "all"
options = ["owner", "town", "keep", "sell", "east", "west"]
[[verdict.version]]
from = 2020-01-01

[[short_answer]]
id = "all"
options = ["owner", "town", "keep", "sell", "east", "west"]
from = [2020-01-01]

[[source]]
id = "order"
title = "The order"
publisher = "Nobody"
address = "https://example.com/order"
read = "official"
extent = "whole"
checked = 2026-01-03

[[source]]
id = "promise"
title = "The promise"
publisher = "Nobody"
address = "https://example.com/promise"
read = "report"
extent = "part"
checked = 2026-01-02

[[source]]
id = "act"
title = "The act"
publisher = "Nobody"
address = "https://example.com/act"
read = "report"
extent = "part"
checked = 2026-01-01

[[advice]]
id = "move"
from = 2021-03-01
when = [{ kind = ["plain", "fine"] }]
by = "us"
"#;

const WORDS: &str = r#"
language = "en"
name = "English"
title = "Rows?"
subject = "rows"
description = "Invented for a test."
disclaimer = "Invented."
who_acted = "Nobody acted."
claims_intro = "No press."

[regime.order]
name = "The order"

[effect.ban]
label = "Ban"
row = "You are barred"

[effect.promise]
label = "Promise"

[effect.duty]
label = "Duty"
row = "You must report"

[provision.BAN]
title = "No sale"
rule = "Nobody sells."
binds = "You do not sell."
concerns = "Sellers."
begins = "Sale is barred."

[provision.STOP]
title = "No supply"
rule = "The maker does not supply."
affects = "The maker does not supply you."
label = "Barred for the maker"
concerns = "All."
begins = "Supply is barred."

[provision.SAFE]
title = "No penalty"
rule = "Keepers are not penalized."
affects = "You are not penalized."
label = "Not penalized"
concerns = "Owners."
begins = "A promise is made."

[provision.EAST]
title = "Report"
rule = "Towns of the east report."
binds = "You report."
concerns = "The east."
begins = "Towns of the east have to report."
condition = "If your town has a mayor"

[because]
fine = "Fine things are outside."
odd = "Nobody knows about odd things."

[penalty.fine]
"2023-01-01" = "Ten."
"2025-01-01" = "Twelve."

[row.keep]
label = "Keep it?"

[row.keep.why]
not-penalized = "You have their word."

[row.remove]
label = "Remove it?"

[row.sell]
label = "Sell it?"

[row.any]
label = "Anything?"

[row.east]
label = "The east"

[row.west]
label = "The west"

[verdict.seller]
"2020-01-01" = "Sale will be barred"
"2021-01-01" = "You are barred from selling"

[verdict.all]
"2020-01-01" = "See below"

[short.all]
"2020-01-01" = "See below."

[advice]
move.text = "Move."
"#;

/// Its words, with those of buttons, of the method and for publishers of the first explainer.
pub(crate) fn words() -> String {
    // Read when a test runs, so that an edit of the law compiles nothing.
    let first = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law/us-kaspersky/en.toml"))
        .expect("the law can be read");
    let table = |name: &str| {
        let from = first.find(&format!("\n[{name}]\n")).unwrap_or_else(|| panic!("en.toml has [{name}]"));
        let rest = &first[from + 1..];
        &rest[..rest.find("\n[").unwrap_or(rest.len())]
    };
    let questions = ["role", "doing", "side", "kind"];
    let options = ["owner", "town", "keep", "sell", "east", "west", "plain", "fine", "odd"];
    let question = |id: &&str| format!("[question.{id}]\nask = \"{id}?\"\nhint = \"\"\nwhy = \"So.\"\n");
    let option = |id: &&str| {
        format!("[option.{id}]\nlabel = \"{id}\"\nhint = \"\"\nphrase = \"{id}\"\nif = \"if {id}\"\n")
    };
    let words: Vec<String> = [WORDS.to_owned()]
        .into_iter()
        .chain(questions.iter().map(question))
        .chain(options.iter().map(option))
        .chain(["interface", "method", "publisher", "check"].iter().map(|name| table(name).to_owned()))
        .collect();
    words.join("\n")
}

#[allow(dead_code, reason = "not every target reads it whole")]
pub(crate) fn law() -> Law {
    law_files::law::load_texts(LAW, &words()).unwrap_or_else(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", faults.join("\n"))
    })
}
