//! Reads a file table by table, so that every fault of its shape is found and not only the first.

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::text::Text;
use crate::fault::Fault;

/// A file whose keys are taken out one after the other.
pub(super) struct Shape<'a> {
    text: &'a Text,
    table: DeTable<'a>,
    faults: Vec<Fault>,
}

impl<'a> Shape<'a> {
    pub(super) fn read(text: &'a Text) -> Result<Self, Vec<Fault>> {
        let (table, errors) = DeTable::parse_recoverable(&text.content);
        let mut faults: Vec<Fault> = errors.iter().map(|error| text.parser_fault(error)).collect();
        // What follows on the line of a first fault is mostly its echo.
        faults.dedup_by_key(|fault| fault.line);
        if faults.is_empty() { Ok(Self { text, table: table.into_inner(), faults }) } else { Err(faults) }
    }

    /// The value of a key; one that is missing or of another shape is a fault.
    pub(super) fn one<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let Some(value) = self.table.remove(key) else {
            self.faults.push(self.text.fault(0, format!("the key “{key}” is missing; add it")));
            return None;
        };
        self.value(value)
    }

    /// The value of a key, where it is there; one of another shape is a fault.
    pub(super) fn perhaps<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let value = self.table.remove(key)?;
        self.value(value)
    }

    /// The tables of a list, each read by itself; without the key, none.
    pub(super) fn each<T: DeserializeOwned>(&mut self, key: &str) -> Vec<T> {
        let Some(value) = self.table.remove(key) else {
            return Vec::new();
        };
        let start = value.span().start;
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().filter_map(|item| self.value(item)).collect(),
            _ => {
                self.faults.push(
                    self.text.fault(start, format!("“{key}” is not a list of tables; write [[{key}]]")),
                );
                Vec::new()
            }
        }
    }

    /// The keys that nobody has taken.
    pub(super) fn table(&self) -> &DeTable<'a> {
        &self.table
    }

    /// The faults of what was taken.
    pub(super) fn faults_so_far(self) -> Vec<Fault> {
        self.faults
    }

    /// The faults, a key that no one took among them.
    pub(super) fn faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        for key in self.table.keys() {
            faults.push(
                self.text
                    .fault(key.span().start, format!("there is no key “{}” here; take it out", key.as_ref())),
            );
        }
        faults
    }

    fn value<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'a>>) -> Option<T> {
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.faults.push(self.text.parser_fault(&error));
                None
            }
        }
    }
}
