//! The JSON Schema of `outcome.json`, made from the types that are written.

use ban_explainer::Site;
use rules::{Standing, Timing};
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Value, json};

use super::OutcomeJson;

/// Where the schema stands, seen from the folder of the site. Every outcome names it.
pub const SCHEMA_FILE: &str = "outcome.schema.json";

/// The schema (JSON Schema 2020-12) of every `outcome.json` of a site.
#[must_use]
pub fn schema(site: &Site) -> Value {
    // What is written, not what would be read: a field that may be null is there all the same.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<OutcomeJson>();
    let mut schema = schema.to_value();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$id".to_owned(), json!(site.url(SCHEMA_FILE)));
    }
    schema
}

pub(super) fn standings() -> Vec<&'static str> {
    Standing::ALL.map(Standing::id).to_vec()
}

pub(super) fn timings() -> Vec<&'static str> {
    [Timing::Upcoming, Timing::InForce, Timing::Ended].map(Timing::id).to_vec()
}

/// From question to option or options; questions and options are those of the law, and more may come.
pub(super) fn answers(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "properties": { "on": { "type": "string", "format": "date" } },
        "required": ["on"],
        "additionalProperties": {
            "oneOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true },
            ],
        },
    })
}

/// A list of days.
pub(super) fn days(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "type": "string", "format": "date" } })
}

/// A table from question to options.
pub(super) fn openings_of_one(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "additionalProperties": { "type": "array", "items": { "type": "string" }, "minItems": 1 },
    })
}

/// A list of tables from question to options.
pub(super) fn openings(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": { "type": "array", "items": { "type": "string" }, "minItems": 1 },
        },
    })
}
