//! JSON Schemas (draft-07) of the records, for editors: generated from the same declarations that
//! the reader uses. Descriptions stand in both languages. `po schema` prints them; the copies in
//! `schemas/` are compared by a test.
//!
//! Editors take a TOML date or time for a string with that format.

use serde_json::{Value, json};

use super::any::table_of;
use super::id::Kind;
use super::shape::{Bilingual, Shape, TableShape};

/// The schema of a kind of record.
pub fn schema(kind: Kind) -> Value {
    let table = table_of(kind);
    let mut schema = table_schema(table);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(format!("po {}", kind.as_str()));
    schema
}

/// The text of the schema's file, with a final line break.
pub fn schema_text(kind: Kind) -> String {
    let mut text = serde_json::to_string_pretty(&schema(kind)).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// The path of the schema's file in a store.
pub fn schema_path(kind: Kind) -> String {
    format!("schemas/{}.schema.json", kind.as_str())
}

fn table_schema(table: &TableShape) -> Value {
    let properties: serde_json::Map<String, Value> = table
        .fields
        .iter()
        .map(|field| {
            let mut schema = value_schema(&field.shape);
            schema["description"] = json!(described(&field.about));
            (field.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = table
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    json!({
        "type": "object",
        "description": described(&table.about),
        "properties": properties,
        "required": required,
    })
}

fn value_schema(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Number => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Time => json!({ "type": "string", "format": "time" }),
        Shape::Word(words) => {
            let words: Vec<&str> = words.iter().map(|word| word.toml).collect();
            json!({ "type": "string", "enum": words })
        }
        Shape::Pattern { pattern, .. } => json!({ "type": "string", "pattern": pattern }),
        Shape::List(inner) => json!({ "type": "array", "items": value_schema(inner) }),
        Shape::Table(table) => table_schema(table),
        Shape::Rows(table) => json!({ "type": "array", "items": table_schema(table) }),
    }
}

/// Both texts in one description; a doc comment begins with a blank.
fn described(about: &Bilingual) -> String {
    format!("{} {}", about.zh.trim(), about.en.trim())
}
