//! What a record is: the plain types of cases, meetings, transcripts, agencies, people, rule sets,
//! calendars, templates, store settings and policy, their ids, dates and rows. Nothing here touches a file or git.
//!
//! - [`shape`]: how a type says what its TOML looks like; reading, writing and JSON Schema follow;
//! - [`reader`], [`problem`]: a file becomes a typed record, or all its problems with their spans;
//! - [`item`]: the neutral tree of a record's values;
//! - [`fields`]: the keyed view, `commitment[x7f2].due`;
//! - [`conflict`]: a field that a merge could not decide; [`markers`]: what git writes where it could not;
//! - [`correction`]: what may change in a transcript that is public;
//! - [`reference`]: which fields of which record name another record, an agency or an address;
//! - [`id`], [`date`], [`period`]: identity and time;
//! - [`schema`]: the JSON Schemas of `schemas/`; [`migrate`]: formats of the past.

#[macro_use]
pub mod shape;
pub mod agency;
pub mod any;
pub mod calendar;
pub mod case;
pub mod conflict;
pub mod correction;
pub mod date;
pub mod fields;
pub mod id;
pub mod item;
pub mod markers;
pub mod meeting;
pub mod migrate;
pub mod numeral;
pub mod period;
pub mod person;
pub mod policy;
pub mod privacy;
pub mod problem;
pub mod reader;
pub mod reference;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod stores;
pub mod template;
pub mod transcript;
pub mod value;

pub use any::{AnyRecord, Parsed, parse};
pub use date::Date;
pub use id::{Kind, RecordId};
pub use item::Item;
