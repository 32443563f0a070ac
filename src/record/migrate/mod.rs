//! Formats of the past. Records grow by optional fields under `format = 1`; any other change of the
//! format is a pure step here, applied whenever an old file is read, for ever.
//!
//! A step takes the parsed table of one format to the next. It may not fail: what it does not
//! understand stays as it is, and the reader names it. `tests/fixtures/store-format-1` is a store as
//! the first release writes it; a fixture joins it for every format to come.

use toml::Spanned;
use toml::de::DeTable;

use super::id::Kind;

/// A change of format: a table of one version becomes one of the next.
type Step = fn(Kind, Spanned<DeTable<'_>>) -> Spanned<DeTable<'_>>;

/// The steps, oldest first: the first leads from format 1 to 2. There is one format so far.
const STEPS: &[Step] = &[];

/// Brings a table of any released format to the present one.
pub fn to_current(kind: Kind, table: Spanned<DeTable<'_>>) -> Spanned<DeTable<'_>> {
    STEPS.iter().fold(table, |table, step| step(kind, table))
}
