//! `[[conflict]]` rows: values that a merge could not decide, kept in the record with both sides until
//! a person does.

use crate::record::AnyRecord;

/// What stands in a record that was not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conflicts {
    /// Nothing.
    None,
    /// Rows that a person can decide.
    Open,
    /// Rows that say not between which values.
    Malformed,
}

/// The conflicts of a record.
pub(super) fn conflicts(record: &AnyRecord) -> Conflicts {
    let rows = record.conflicts();
    if rows.is_empty() {
        Conflicts::None
    } else if rows.iter().all(|row| row.is_sound()) {
        Conflicts::Open
    } else {
        Conflicts::Malformed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Kind, any::parse_as};

    #[test]
    fn a_row_has_the_values_to_decide_between() {
        // Invented.
        let row = |text: &str| {
            let head = "id = \"c201902-k7f2\"\ntitle = \"測試\"\n";
            let parsed = parse_as(Kind::Case, format!("{head}{text}").as_bytes());
            parsed.record.map(|record| conflicts(&record))
        };
        let of = |rest: &str| row(&format!("[[conflict]]\npath = \"title\"\n{rest}"));
        assert_eq!(row(""), Some(Conflicts::None));
        assert_eq!(of("values = ['\"a\"', '\"b\"']\n"), Some(Conflicts::Open));
        assert_eq!(of("base = '\"a\"'\n"), Some(Conflicts::Malformed));
        assert_eq!(of("values = ['a b']\n"), Some(Conflicts::Malformed));
        assert_eq!(
            row("[[conflict]]\npath = \"stage[x\"\nvalues = ['1']\n"),
            None
        );
    }
}
