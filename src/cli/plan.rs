//! A plan, as `--dry-run` prints it.

use crate::locale::status;
use crate::record::Item;
use crate::store::PlannedRecord;
use crate::text::clean::{clean, one_line};

use super::context::Context;
use super::error::CliError;

/// Prints a plan: what would happen, by record and field. Of a new record the values are shown
/// where `with_new` says so.
pub(super) fn print(
    context: &mut Context<'_>,
    plan: &[PlannedRecord],
    with_new: bool,
) -> Result<(), CliError> {
    records(context, plan, with_new)?;
    let summary = status::plan_summary(context.language(), plan.len());
    Ok(context.ui.status(&summary)?)
}

/// Prints the records of a plan alone.
pub(super) fn records(
    context: &mut Context<'_>,
    plan: &[PlannedRecord],
    with_new: bool,
) -> Result<(), CliError> {
    let language = context.language();
    let line_of = |item: &Option<Item>| item.as_ref().map_or_else(|| "–".to_owned(), Item::to_line);
    for record in plan {
        let what = status::planned(language, record.is_new, record.is_removed);
        let title = one_line(&record.title);
        context
            .ui
            .data(&format!("{what} {} {title}\n", record.id))?;
        for change in &record.changes {
            let values = match (record.is_new, record.is_removed) {
                (true, _) if with_new => line_of(&change.new),
                (true, _) | (_, true) => continue,
                _ => format!("{} → {}", line_of(&change.old), line_of(&change.new)),
            };
            let line = format!("    {}: {values}", change.path);
            context.ui.data(&format!("{}\n", clean(&line)))?;
        }
    }
    Ok(())
}
