//! How keys and values are written: TOML 1.0, one form for each value.

use std::fmt::Write as _;

use toml_edit::Value;

/// A value as TOML 1.0 text, the one form in which this program writes values.
///
/// `newline` is the line ending of the text that receives the value. A string with line breaks is
/// written as a `"""` string where the ending is `"\n"`, because a reader can follow it there;
/// anywhere else it is written on one line with `\n`, because a reader of TOML takes the bytes of the
/// file and `"\r\n"` would become part of the value. Everything else, and everything inside arrays
/// and inline tables, stands on one line. Formatting and comments that `value` carries are dropped.
pub fn value_text(value: &Value, newline: &str) -> String {
    match value.as_str() {
        Some(text) if newline == "\n" && text.contains('\n') => multi_line_text(text),
        _ => inline_text(value),
    }
}

/// A key as TOML text: bare where TOML allows it, quoted otherwise.
pub fn key_text(key: &str) -> String {
    let bare = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if bare {
        key.to_owned()
    } else {
        string_text(key)
    }
}

/// A dotted key, or the inside of a table header.
pub(super) fn dotted_text<'k>(keys: impl IntoIterator<Item = &'k str>) -> String {
    keys.into_iter().map(key_text).collect::<Vec<_>>().join(".")
}

/// A value on one line: its canonical text.
pub fn inline_text(value: &Value) -> String {
    match value {
        Value::String(string) => string_text(string.value()),
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => Value::from(*number.value()).to_string(),
        Value::Boolean(truth) => truth.value().to_string(),
        Value::Datetime(datetime) => datetime.value().to_string(),
        Value::Array(array) => {
            format!(
                "[{}]",
                array.iter().map(inline_text).collect::<Vec<_>>().join(", ")
            )
        }
        Value::InlineTable(table) => table_text(table.iter()),
    }
}

/// Pairs as an inline table.
pub(super) fn table_text<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p Value)>) -> String {
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(key, value)| pair_text(key, value))
        .collect();
    if pairs.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", pairs.join(", "))
    }
}

fn pair_text(key: &str, value: &Value) -> String {
    format!("{} = {}", key_text(key), inline_text(value))
}

fn string_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            other => push_escaped(&mut out, other),
        }
    }
    out.push('"');
    out
}

/// The line break behind the opening quotes is not part of the value, so the text starts on its
/// own line.
fn multi_line_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str("\"\"\"\n");
    let mut quotes = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            // Three in a row, or one before the closing three, would end the string.
            '"' if quotes == 3 || characters.peek().is_none() => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '"' | '\n' | '\t' => out.push(character),
            other => push_escaped(&mut out, other),
        }
    }
    out.push_str("\"\"\"");
    out
}

/// The escapes that every basic string needs.
fn push_escaped(out: &mut String, character: char) {
    match character {
        '\\' => out.push_str("\\\\"),
        '\r' => out.push_str("\\r"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\0'..='\u{1f}' | '\u{7f}' => {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{:04X}", u32::from(character));
        }
        other => out.push(other),
    }
}
