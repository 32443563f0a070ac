//! JSON: read strictly, and compared member by member.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::compare::{Difference, Place};

/// Reads JSON in which no object names a member twice; `None` of anything else. Of two members of one
/// name a reader may see the one and a program the other.
pub(super) fn read(text: &str) -> Option<Value> {
    let Strict(value) = serde_json::from_str(text).ok()?;
    Some(value)
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Once).map(Self)
    }
}

struct Once;

impl<'de> Visitor<'de> for Once {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((name, Strict(value))) = members.next_entry::<String, Strict>()? {
            if map.insert(name, value).is_some() {
                return Err(A::Error::custom("a member twice"));
            }
        }
        Ok(Value::Object(map))
    }
}

/// Where two reports differ. The version is told apart; where it differs, members that only the record
/// gives are of a later version and no difference.
pub(super) fn compare(file: &Value, record: &Value) -> Vec<Difference> {
    let mut comparison = Comparison {
        may_grow: file.get("version") != record.get("version"),
        found: Vec::new(),
    };
    comparison.value("", file, record);
    comparison.found
}

struct Comparison {
    may_grow: bool,
    found: Vec<Difference>,
}

impl Comparison {
    fn value(&mut self, path: &str, file: &Value, record: &Value) {
        match (file, record) {
            (Value::Object(file), Value::Object(record)) => self.object(path, file, record),
            (Value::Array(file), Value::Array(record)) => {
                for place in 0..file.len().max(record.len()) {
                    let path = format!("{path}[{place}]");
                    self.pair(&path, file.get(place), record.get(place));
                }
            }
            (file, record) if file == record => {}
            (file, record) => self.differ(path, Some(file), Some(record)),
        }
    }

    fn object(&mut self, path: &str, file: &Map<String, Value>, record: &Map<String, Value>) {
        let below = |name: &str| match path {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        for (name, value) in file {
            if path.is_empty() && name == "version" {
                continue;
            }
            self.pair(&below(name), Some(value), record.get(name));
        }
        for (name, value) in record {
            if !self.may_grow && !file.contains_key(name) {
                self.differ(&below(name), None, Some(value));
            }
        }
    }

    fn pair(&mut self, path: &str, file: Option<&Value>, record: Option<&Value>) {
        match (file, record) {
            (Some(file), Some(record)) => self.value(path, file, record),
            (file, record) => self.differ(path, file, record),
        }
    }

    fn differ(&mut self, path: &str, file: Option<&Value>, record: Option<&Value>) {
        self.found.push(Difference {
            at: Place::Member(path.to_owned()),
            file: file.map(shown),
            record: record.map(shown),
        });
    }
}

/// A value as it is shown: a text without quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
