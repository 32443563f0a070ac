//! The figures as JSON, members in the order of the report: `po.report.quarterly/1` and
//! `po.report.monthly/1`.

use serde::Serialize;

/// The report as indented JSON, with a final line break.
pub fn render(report: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("figures are plain JSON");
    text.push('\n');
    text
}
