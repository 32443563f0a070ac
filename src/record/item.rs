//! The neutral tree of a record's values, and what is made of it: TOML values, JSON, a line. What the
//! values mean is known to the types; here they are text, numbers, dates and rows.

use chrono::NaiveTime;
use toml_edit::{Array, Formatted, Value};

use super::date::Date;

/// A value in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(NaiveTime),
    /// Several plain values.
    List(Vec<Item>),
    /// Fields in writing order.
    Table(Vec<(&'static str, Item)>),
    /// Rows of a repeated table.
    Rows(Vec<Item>),
}

impl Item {
    /// The value as one TOML value (rows and tables become inline ones).
    pub fn to_value(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Number(number) => Value::from(i64::from(*number)),
            Self::Boolean(value) => Value::from(*value),
            Self::Date(date) => Value::Datetime(Formatted::new(date.to_toml())),
            Self::Time(time) => Value::Datetime(Formatted::new(toml_time(*time))),
            Self::List(items) | Self::Rows(items) => {
                Value::Array(items.iter().map(Self::to_value).collect::<Array>())
            }
            Self::Table(fields) => Value::InlineTable(
                fields
                    .iter()
                    .map(|(name, item)| (*name, item.to_value()))
                    .collect(),
            ),
        }
    }

    /// The value as JSON: dates as `2019-02-12`, times as `14:30`.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
            Self::Boolean(value) => (*value).into(),
            Self::Date(date) => date.to_string().into(),
            Self::Time(time) => time.format("%H:%M").to_string().into(),
            Self::List(items) | Self::Rows(items) => {
                items.iter().map(Self::to_json).collect::<Vec<_>>().into()
            }
            Self::Table(fields) => fields
                .iter()
                .map(|(name, item)| ((*name).to_owned(), item.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// The value in a line: what a person sees in a list or a message. Lists are joined with
    /// commas, rows and tables are counted.
    pub fn to_line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(value) => value.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.format("%H:%M").to_string(),
            Self::List(items) => {
                let lines: Vec<String> = items.iter().map(Self::to_line).collect();
                lines.join(", ")
            }
            Self::Table(fields) => format!("{{{}}}", fields.len()),
            Self::Rows(rows) => format!("[{}]", rows.len()),
        }
    }
}

fn toml_time(time: NaiveTime) -> toml_edit::Datetime {
    use chrono::Timelike;
    toml_edit::Datetime {
        date: None,
        time: Some(toml_edit::Time {
            hour: u8::try_from(time.hour()).expect("an hour is below 24"),
            minute: u8::try_from(time.minute()).expect("a minute is below 60"),
            second: Some(u8::try_from(time.second()).expect("a second is below 60")),
            nanosecond: None,
        }),
        offset: None,
    }
}
