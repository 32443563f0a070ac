//! What is written as a spreadsheet is read back, and no bytes stop the reader. All text is invented.

use po::export::ods::{Cell, Sheet, Style, Value, write};
use po::import::sheet::read;
use proptest::prelude::*;

/// Rows as they are compared: blanks folded, nothing empty at the ends.
fn shown(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let folded = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut row: Vec<String> = row.iter().map(folded).collect();
            row.truncate(
                row.iter()
                    .rposition(|cell| !cell.is_empty())
                    .map_or(0, |last| last + 1),
            );
            row
        })
        .collect();
    rows.truncate(
        rows.iter()
            .rposition(|row| !row.is_empty())
            .map_or(0, |last| last + 1),
    );
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(
        rows in prop::collection::vec(prop::collection::vec("[ a<&\"'>=甲\n]{0,6}", 0..4), 0..5),
    ) {
        let text = |text: &String| Cell { value: Value::Text(text.clone()), style: Style::Plain };
        let sheet = Sheet {
            name: "虛構".to_owned(),
            widths: vec![10; 4],
            rows: rows.iter().map(|row| row.iter().map(text).collect()).collect(),
        };
        prop_assert_eq!(shown(&read(&write(&sheet).unwrap()).unwrap()), shown(&rows));
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes: Vec<u8>, place: prop::sample::Index) {
        let _ = read(&bytes);
        let mut package = write(&Sheet::default()).unwrap();
        let place = place.index(package.len());
        package.splice(place..place, bytes);
        let _ = read(&package);
    }
}
