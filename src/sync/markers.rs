//! Files in which git left its markers: merged after all, by row and field.

use crate::record::{Kind, markers};

use super::merge::{MergeError, Merged, by_line, merge};

/// A file with markers, and what is known of where they come from.
pub struct Marked<'t> {
    /// The file as it is now, with what people typed into it since.
    pub text: &'t str,
    /// What git holds of the past, of one side and of the other, while it merges.
    pub staged: [Option<&'t str>; 3],
    /// The common past, where history tells it and git does not hold it any more.
    pub past: Option<&'t str>,
}

/// Why a file with markers stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmended {
    /// Its markers do not tell one side from the other.
    #[error("the markers do not pair up")]
    Unpaired,
    /// A side is not a readable record.
    #[error(transparent)]
    Unreadable(#[from] MergeError),
}

/// Merges the sides of a file with markers as a record of `kind`. Where nobody typed into the file since
/// git wrote it, these are the versions that git holds; else those that the file tells, so that nothing
/// typed is lost, with the past that git holds, the file tells or history tells.
///
/// # Errors
/// [`Unmended`] where it must stay.
pub fn mend(kind: Kind, file: &Marked<'_>) -> Result<Merged, Unmended> {
    let sides = markers::sides(file.text).ok_or(Unmended::Unpaired)?;
    let [base, one, other] = file.staged;
    if is_as_git_wrote_it(file, &sides) {
        return Ok(merge(kind, base, one, other)?);
    }
    let pasts = [base, sides.base.as_deref(), file.past];
    let is_toml = |text: &&str| toml::from_str::<toml::Table>(text).is_ok();
    let past = pasts.into_iter().flatten().find(is_toml);
    Ok(merge(kind, past, Some(&sides.one), Some(&sides.other))?)
}

/// Whether the sides that the file tells are those that git would write into it.
fn is_as_git_wrote_it(file: &Marked<'_>, sides: &markers::Sides) -> bool {
    let versions = file
        .staged
        .map(|version| version.map(|text| text.as_bytes().to_vec()));
    let written = by_line(&versions);
    let written = written.and_then(|written| String::from_utf8(written.content().to_vec()).ok());
    let written = written.and_then(|text| markers::sides(&text));
    written.is_some_and(|written| written.one == sides.one && written.other == sides.other)
}
