//! The text of a new record file.

use crate::record::{AnyRecord, Item};

use super::splice::value_text;

/// A whole record as TOML 1.0: the `#:schema` line, the plain fields, then the rows with a blank
/// line before each, in the order of their declaration.
pub fn render(record: &AnyRecord) -> String {
    let mut text = format!("#:schema {}\n", record.kind().schema_line());
    if let Item::Table(fields) = record.item() {
        write_table(&mut text, "", &fields);
    }
    text
}

fn write_table(text: &mut String, prefix: &str, fields: &[(&'static str, Item)]) {
    for (name, item) in fields {
        if !matches!(item, Item::Table(_) | Item::Rows(_)) {
            text.push_str(&format!(
                "{name} = {}\n",
                value_text(&item.to_value(), "\n")
            ));
        }
    }
    for (name, item) in fields {
        let heading = if prefix.is_empty() {
            (*name).to_owned()
        } else {
            format!("{prefix}.{name}")
        };
        match item {
            Item::Table(inner) => {
                text.push_str(&format!("\n[{heading}]\n"));
                write_table(text, &heading, inner);
            }
            Item::Rows(rows) => {
                for row in rows {
                    text.push_str(&format!("\n[[{heading}]]\n"));
                    if let Item::Table(inner) = row {
                        write_table(text, &heading, inner);
                    }
                }
            }
            _ => {}
        }
    }
}
