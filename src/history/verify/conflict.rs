//! `[[conflict]]` rows: values that a merge could not decide, kept in the record with both sides until
//! a person does. They are read from the text, since the row belongs to records of every kind.

use toml::{Table, Value};

use crate::record::fields::FieldPath;

/// What stands in a record that was not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conflicts {
    /// Nothing.
    None,
    /// Rows that a person can decide.
    Open,
    /// Rows that say not which field is meant, or not between which values.
    Malformed,
}

/// The conflicts of a record's text. A row names a field by `path` and has the values to decide between
/// in `values`; `base`, the value before both, may be missing.
pub(super) fn conflicts(text: &str) -> Conflicts {
    if !text.contains("conflict") {
        return Conflicts::None;
    }
    let Some(rows) = text
        .parse::<Table>()
        .ok()
        .and_then(|mut table| table.remove("conflict"))
    else {
        return Conflicts::None;
    };
    let is_row = |row: &Value| {
        let path = row.get("path").and_then(Value::as_str);
        let values = row.get("values").and_then(Value::as_array);
        path.is_some_and(|path| path.parse::<FieldPath>().is_ok())
            && values.is_some_and(|values| !values.is_empty())
    };
    match rows {
        Value::Array(rows) if !rows.is_empty() && rows.iter().all(is_row) => Conflicts::Open,
        _ => Conflicts::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_its_field_and_values() {
        let row = |text: &str| conflicts(&format!("id = \"x\"\n[[conflict]]\n{text}"));
        assert_eq!(conflicts("id = \"x\"\n"), Conflicts::None);
        assert_eq!(conflicts("note = \"conflict\"\n"), Conflicts::None);
        assert_eq!(
            row("path = \"stage[x3qd].on\"\nvalues = [2019-02-12, 2019-02-13]\n"),
            Conflicts::Open
        );
        assert_eq!(
            row("path = \"stage[x3qd\"\nvalues = [1, 2]\n"),
            Conflicts::Malformed
        );
        assert_eq!(row("path = \"title\"\n"), Conflicts::Malformed);
        assert_eq!(row("path = \"title\"\nvalues = []\n"), Conflicts::Malformed);
        assert_eq!(conflicts("conflict = 1\n"), Conflicts::Malformed);
    }
}
