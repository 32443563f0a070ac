//! The figures as JSON: `po.report.quarterly/1`, members in the order of the report.

use crate::report::quarterly::Quarterly;

/// The report as indented JSON, with a final line break.
pub fn render(report: &Quarterly) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("figures are plain JSON");
    text.push('\n');
    text
}
