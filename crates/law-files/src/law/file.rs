//! The shape of `law.toml`, as an editor writes it. `law/README.md` explains every key.

use core::fmt;
use std::{collections::BTreeMap, path::Path};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use toml::{Spanned, value::Datetime};

use super::{shape::Shape, text::Text};
use crate::fault::Fault;

/// A text with its place.
pub(crate) type Name = Spanned<String>;
/// A day with its place.
pub(crate) type Date = Spanned<Datetime>;

/// `law.toml`, which is the same for every language.
pub(crate) struct LawFile {
    pub(crate) text: Text,
    pub(crate) explainer: String,
    pub(crate) verified: Date,
    pub(crate) record: Date,
    pub(crate) question: Vec<QuestionFile>,
    pub(crate) assumption: Vec<AssumptionFile>,
    pub(crate) effect: Vec<EffectFile>,
    pub(crate) penalty: Vec<PenaltyFile>,
    pub(crate) provision: Vec<ProvisionFile>,
    pub(crate) row: Vec<RowFile>,
    pub(crate) verdict: Vec<VerdictFile>,
    pub(crate) short_answer: Vec<ShortAnswerFile>,
    pub(crate) source: Vec<SourceFile>,
    pub(crate) reason: Vec<ReasonFile>,
    pub(crate) claim: Vec<ClaimFile>,
    pub(crate) advice: Vec<AdviceFile>,
    pub(crate) day: Vec<DayFile>,
    pub(crate) revision: Vec<RevisionFile>,
    pub(crate) recheck: Vec<RecheckFile>,
}

impl LawFile {
    /// Reads the file of this folder; every fault of its shape, or the file.
    pub(crate) fn read(folder: &Path) -> Result<Self, Vec<Fault>> {
        Self::parse(Text::read(folder, "law.toml")?)
    }

    /// Reads a text; every fault of its shape, or the file.
    pub(crate) fn parse(text: Text) -> Result<Self, Vec<Fault>> {
        let mut shape = Shape::read(&text)?;
        let explainer: Option<String> = shape.one("explainer");
        let verified: Option<Date> = shape.one("verified");
        let record: Option<Date> = shape.one("record");
        let question = shape.each("question");
        let assumption = shape.each("assumption");
        let effect = shape.each("effect");
        let penalty = shape.each("penalty");
        let provision = shape.each("provision");
        let row = shape.each("row");
        let verdict = shape.each("verdict");
        let short_answer = shape.each("short_answer");
        let source = shape.each("source");
        let reason = shape.each("reason");
        let claim = shape.each("claim");
        let advice = shape.each("advice");
        let day = shape.each("day");
        let revision = shape.each("revision");
        let recheck = shape.each("recheck");
        let faults = shape.faults();
        match (explainer, verified, record) {
            (Some(explainer), Some(verified), Some(record)) if faults.is_empty() => Ok(Self {
                text,
                explainer,
                verified,
                record,
                question,
                assumption,
                effect,
                penalty,
                provision,
                row,
                verdict,
                short_answer,
                source,
                reason,
                claim,
                advice,
                day,
                revision,
                recheck,
            }),
            _ => Err(faults),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionFile {
    pub(crate) id: Name,
    pub(crate) choose: ChooseFile,
    pub(crate) default: Option<Name>,
    pub(crate) options: Vec<OptionFile>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChooseFile {
    One,
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionFile {
    pub(crate) id: Name,
    pub(crate) roles: Option<Vec<Name>>,
    /// Offered to nobody any more.
    #[serde(default)]
    pub(crate) retired: bool,
    /// It stands for everyone whom none of the options with this beginning reaches.
    pub(crate) rest_of: Option<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssumptionFile {
    pub(crate) role: Vec<Name>,
    pub(crate) question: Name,
    pub(crate) options: Vec<Name>,
    #[serde(default)]
    pub(crate) answered: Vec<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EffectFile {
    pub(crate) id: Name,
    pub(crate) status: Name,
    #[serde(default)]
    pub(crate) relieves: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PenaltyFile {
    pub(crate) id: Name,
    pub(crate) from: Vec<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowFile {
    pub(crate) id: Name,
    pub(crate) roles: Vec<Name>,
    pub(crate) option: Option<Name>,
    #[serde(default)]
    pub(crate) provisions: Vec<Name>,
    pub(crate) advice: Option<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerdictFile {
    pub(crate) id: Name,
    pub(crate) options: Vec<Name>,
    #[serde(default)]
    pub(crate) when: Vec<Spanned<AlternativeFile>>,
    #[serde(default)]
    pub(crate) version: Vec<VerdictVersionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerdictVersionFile {
    pub(crate) from: Date,
    #[serde(default)]
    pub(crate) asserts: BTreeMap<Name, OneOrMore>,
}

/// `"barred"`, or `["barred", "starts"]`: any one of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProvisionFile {
    pub(crate) id: Name,
    pub(crate) regime: String,
    pub(crate) authority: String,
    pub(crate) effect: Name,
    #[serde(default)]
    pub(crate) prominence: ProminenceFile,
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
    pub(crate) binds: Vec<Spanned<AlternativeFile>>,
    #[serde(default)]
    pub(crate) affects: Vec<Spanned<AlternativeFile>>,
    #[serde(default)]
    pub(crate) unsettled: Vec<Spanned<AlternativeFile>>,
    #[serde(default)]
    pub(crate) except: Vec<Spanned<AlternativeFile>>,
    pub(crate) version: Vec<VersionFile>,
}

/// `{ because = "…", question = ["option", …], … }`.
#[derive(Default)]
pub(crate) struct AlternativeFile {
    pub(crate) because: Option<Name>,
    pub(crate) questions: Vec<(Name, Vec<Name>)>,
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
                while let Some(key) = map.next_key::<Name>()? {
                    if key.as_ref() == "because" {
                        alternative.because = Some(map.next_value()?);
                    } else {
                        alternative.questions.push((key, map.next_value()?));
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
    #[serde(default)]
    pub(crate) due: Vec<Date>,
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
    pub(crate) when: Vec<Spanned<AlternativeFile>>,
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
    /// The file in the folder `sources` that holds its text.
    pub(crate) text: Option<Name>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ProminenceFile {
    #[default]
    Main,
    Background,
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
    pub(crate) by: SpeakerFile,
    pub(crate) quote: Name,
    pub(crate) source: Name,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SpeakerFile {
    Government,
    Company,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimFile {
    pub(crate) id: Name,
    pub(crate) said: Option<Name>,
    pub(crate) rating: String,
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
    pub(crate) when: Vec<Spanned<AlternativeFile>>,
    pub(crate) from: Option<Date>,
    pub(crate) by: AdviserFile,
    pub(crate) source: Option<Name>,
    pub(crate) quote: Option<Name>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AdviserFile {
    Official,
    Us,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecheckFile {
    pub(crate) on: Date,
    pub(crate) provisions: Vec<Name>,
    pub(crate) what: String,
}
