//! The shapes of the law files, as an editor writes them. `law/README.md` explains every key.

use core::fmt;
use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use toml::{Spanned, value::Datetime};

type Name = Spanned<String>;
type Date = Spanned<Datetime>;

/// `law.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LawFile {
    pub(crate) explainer: String,
    pub(crate) verified: Date,
    pub(crate) record: Date,
    pub(crate) question: Vec<QuestionFile>,
    pub(crate) provision: Vec<ProvisionFile>,
    pub(crate) short_answer: Vec<ShortAnswerFile>,
    #[serde(default)]
    pub(crate) source: Vec<SourceFile>,
    #[serde(default)]
    pub(crate) reason: Vec<ReasonFile>,
    #[serde(default)]
    pub(crate) claim: Vec<ClaimFile>,
    #[serde(default)]
    pub(crate) advice: Vec<AdviceFile>,
    #[serde(default)]
    pub(crate) day: Vec<DayFile>,
    #[serde(default)]
    pub(crate) revision: Vec<RevisionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionFile {
    pub(crate) id: Name,
    pub(crate) choose: Name,
    pub(crate) default: Option<Name>,
    pub(crate) options: Vec<OptionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionFile {
    pub(crate) id: Name,
    pub(crate) roles: Option<Vec<Name>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProvisionFile {
    pub(crate) id: Name,
    pub(crate) regime: String,
    pub(crate) authority: String,
    pub(crate) effect: String,
    pub(crate) prominence: Option<String>,
    pub(crate) read: ReadFile,
    pub(crate) extent: ExtentFile,
    #[serde(default)]
    pub(crate) sources: Vec<EvidenceFile>,
    pub(crate) penalty: Option<Name>,
    #[serde(default)]
    pub(crate) unknown: Vec<Name>,
    #[serde(default)]
    pub(crate) deadlines: Vec<Name>,
    pub(crate) replaced: Option<Name>,
    pub(crate) last_seen: Option<Date>,
    #[serde(default)]
    pub(crate) binds: Vec<AlternativeFile>,
    #[serde(default)]
    pub(crate) affects: Vec<AlternativeFile>,
    #[serde(default)]
    pub(crate) unsettled: Vec<AlternativeFile>,
    #[serde(default)]
    pub(crate) except: Vec<AlternativeFile>,
    pub(crate) version: Vec<VersionFile>,
}

/// `{ because = "…", question = ["option", …], … }`.
#[derive(Default)]
pub(crate) struct AlternativeFile {
    pub(crate) because: Option<Name>,
    pub(crate) questions: BTreeMap<String, Vec<Name>>,
}

/// By hand, since a flattened table would lose the places of its values.
impl<'de> Deserialize<'de> for AlternativeFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = AlternativeFile;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table from question to a list of options")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AlternativeFile, A::Error> {
                let mut alternative = AlternativeFile::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "because" {
                        alternative.because = Some(map.next_value()?);
                    } else {
                        alternative.questions.insert(key, map.next_value()?);
                    }
                }
                Ok(alternative)
            }
        }
        deserializer.deserialize_map(Table)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VersionFile {
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) suspended: Option<SuspensionFile>,
    pub(crate) due: Option<Date>,
    pub(crate) unsettled: Option<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuspensionFile {
    pub(crate) from: Date,
    pub(crate) until: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShortAnswerFile {
    pub(crate) id: Name,
    pub(crate) options: Vec<Name>,
    #[serde(default)]
    pub(crate) when: Vec<AlternativeFile>,
    pub(crate) from: Vec<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceFile {
    pub(crate) id: Name,
    pub(crate) quote: Option<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceFile {
    pub(crate) id: Name,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) place: Option<String>,
    pub(crate) address: String,
    pub(crate) read: ReadFile,
    pub(crate) extent: ExtentFile,
    pub(crate) checked: Date,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReadFile {
    Official,
    Copy,
    Report,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ExtentFile {
    Whole,
    Part,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonFile {
    pub(crate) id: Name,
    pub(crate) by: Name,
    pub(crate) quote: Option<Name>,
    pub(crate) source: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimFile {
    pub(crate) id: Name,
    pub(crate) said: Option<String>,
    pub(crate) verdict: Name,
    #[serde(default)]
    pub(crate) provisions: Vec<Name>,
    #[serde(default)]
    pub(crate) sources: Vec<EvidenceFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdviceFile {
    pub(crate) id: Name,
    #[serde(default)]
    pub(crate) when: Vec<AlternativeFile>,
    pub(crate) by: Name,
    pub(crate) source: Option<Name>,
    pub(crate) quote: Option<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayFile {
    pub(crate) on: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevisionFile {
    pub(crate) id: Name,
    pub(crate) on: Date,
    #[serde(default)]
    pub(crate) provisions: Vec<Name>,
}

/// `en.toml` and its sisters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordingFile {
    pub(crate) language: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) subject: String,
    pub(crate) description: String,
    pub(crate) disclaimer: String,
    pub(crate) who_acted: String,
    pub(crate) claims_intro: String,
    pub(crate) question: BTreeMap<String, QuestionText>,
    pub(crate) option: BTreeMap<String, OptionText>,
    pub(crate) regime: BTreeMap<String, NameText>,
    pub(crate) effect: BTreeMap<String, LabelText>,
    pub(crate) provision: BTreeMap<String, ProvisionText>,
    #[serde(default)]
    pub(crate) because: BTreeMap<String, String>,
    pub(crate) short: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    pub(crate) day: BTreeMap<String, DayText>,
    #[serde(default)]
    pub(crate) penalty: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) unknown: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) replaced: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) deadline: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) reason: BTreeMap<String, ReasonText>,
    #[serde(default)]
    pub(crate) claim: BTreeMap<String, ClaimText>,
    #[serde(default)]
    pub(crate) verdict: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) advice: BTreeMap<String, OneText>,
    #[serde(default)]
    pub(crate) revision: BTreeMap<String, OneText>,
    pub(crate) interface: rules::Interface,
    #[serde(default)]
    pub(crate) check: CheckText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionText {
    pub(crate) ask: String,
    #[serde(default)]
    pub(crate) hint: String,
    pub(crate) why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionText {
    pub(crate) label: String,
    #[serde(default)]
    pub(crate) hint: String,
    pub(crate) phrase: String,
    #[serde(rename = "if")]
    pub(crate) condition: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameText {
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelText {
    pub(crate) label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProvisionText {
    pub(crate) title: String,
    pub(crate) rule: String,
    #[serde(default)]
    pub(crate) binds: String,
    #[serde(default)]
    pub(crate) affects: String,
    #[serde(default)]
    pub(crate) label: String,
    pub(crate) concerns: String,
    pub(crate) begins: String,
    #[serde(default)]
    pub(crate) versions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayText {
    pub(crate) chip: String,
    pub(crate) what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonText {
    pub(crate) title: String,
    pub(crate) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimText {
    pub(crate) law: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneText {
    pub(crate) text: String,
}

/// What `site check` holds the sentences of a language to; not baked.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckText {
    /// Words that no sentence about the law has outside quotations.
    #[serde(default)]
    pub(crate) never: Vec<String>,
    /// Phrases in which they may stand.
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// Phrases by which a short answer says that nothing applies.
    #[serde(default)]
    pub(crate) nothing: Vec<String>,
}
