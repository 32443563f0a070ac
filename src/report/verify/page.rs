//! Markdown and texts for a terminal: compared line by line.

use super::compare::{Difference, Place};

/// The narrowest and the widest terminal that a text is compared as.
pub(super) const WIDTHS: std::ops::RangeInclusive<usize> = 40..=320;

/// The width of a report that is written to a pipe or file.
pub(super) const PIPE: usize = 80;

/// The lines of a text as they are compared: without colours, and without blanks at their ends, which
/// mail programs eat.
pub(super) fn lines(text: &str) -> Vec<String> {
    let plain = text.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    let plain = plain.trim_start_matches('\u{feff}').trim_end();
    plain
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// Where two texts differ: what stands between the lines that both begin and both end with, line by
/// line.
pub(super) fn compare(file: &[String], record: &[String]) -> Vec<Difference> {
    let alike = file
        .iter()
        .zip(record)
        .take_while(|(one, other)| one == other);
    let before = alike.count();
    let (file, record) = (rest(file, before), rest(record, before));
    let alike = file.iter().rev().zip(record.iter().rev());
    let after = alike.take_while(|(one, other)| one == other).count();
    let (in_file, in_record) = (file.len() - after, record.len() - after);
    let line = |lines: &[String], place: usize, most: usize| {
        lines.get(place).filter(|_| place < most).cloned()
    };
    (0..in_file.max(in_record))
        .map(|place| Difference {
            at: Place::Line(before + place + 1),
            file: line(file, place, in_file),
            record: line(record, place, in_record),
        })
        .filter(|difference| difference.file != difference.record)
        .collect()
}

fn rest(lines: &[String], from: usize) -> &[String] {
    lines.get(from..).unwrap_or_default()
}
