//! Records and fields as the commands of history take them: `45`, `c201902-k7f2`,
//! `c201902-k7f2:commitment[x7f2].due`, also of records that are gone.

use crate::index::{Found, Trail};
use crate::locale::{error as errors, history as words, status};
use crate::record::Kind;
use crate::record::any::table_of;
use crate::record::fields::FieldPath;
use crate::store::Oid;

use super::context::{Context, Reading, ambiguous};
use super::error::{CliError, InWords, exit};

/// A record, or a field of it.
pub(super) struct Address {
    /// The kind of the record.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The field, where one is meant.
    pub field: Option<FieldPath>,
    /// As it was typed.
    pub typed: String,
}

impl Address {
    /// The fields that are meant; none means all.
    pub(super) fn fields(&self) -> Vec<FieldPath> {
        self.field.iter().cloned().collect()
    }
}

/// Reads what people type for a record or a field of it. A record that is gone answers to its id.
pub(super) fn read(
    context: &Context<'_>,
    reading: &Reading<'_>,
    typed: &str,
) -> Result<Address, CliError> {
    let language = context.language();
    let (reference, field) = split(typed);
    let (kind, id) = record(context, reading, reference)?;
    if let Some(field) = field.as_ref().filter(|field| !field.is_of(table_of(kind))) {
        let message = words::no_field(language, &field.to_string());
        return Err(CliError::new(exit::USAGE, message).hint(words::field_form(language)));
    }
    Ok(Address {
        kind,
        id,
        field,
        typed: typed.to_owned(),
    })
}

/// Reads a field of any kind of record.
pub(super) fn field(context: &Context<'_>, typed: &str) -> Result<FieldPath, CliError> {
    let language = context.language();
    let known = |path: &FieldPath| Kind::ALL.iter().any(|kind| path.is_of(table_of(*kind)));
    typed.parse().ok().filter(known).ok_or_else(|| {
        let message = words::no_field(language, typed);
        CliError::new(exit::USAGE, message).hint(words::field_form(language))
    })
}

/// What stands before the colon that a field follows, and the field. An address has colons too.
fn split(typed: &str) -> (&str, Option<FieldPath>) {
    let is_field = |path: &FieldPath| Kind::ALL.iter().any(|kind| path.begins_in(table_of(*kind)));
    let found = typed.match_indices([':', '：']).find_map(|(place, colon)| {
        let (before, after) = typed.split_at(place);
        let path: FieldPath = after.get(colon.len()..)?.parse().ok()?;
        (!before.is_empty() && is_field(&path)).then_some((before, path))
    });
    match found {
        Some((reference, path)) => (reference, Some(path)),
        None => (typed, None),
    }
}

fn record(
    context: &Context<'_>,
    reading: &Reading<'_>,
    typed: &str,
) -> Result<(Kind, String), CliError> {
    let language = context.language();
    if Kind::Settings.path(typed).is_some() {
        return Ok((Kind::Settings, typed.to_owned()));
    }
    let found = reading.view.find(typed, None);
    match found.map_err(|error| error.in_words(language))? {
        Found::One(located) => Ok((located.kind, located.id)),
        Found::Several(candidates) => Err(ambiguous(typed, candidates, language)),
        Found::Nothing => {
            if let Some(head) = reading.snapshot.commit() {
                for kind in Kind::ALL {
                    if !trail(reading, head, kind, typed, context)?.nodes.is_empty() {
                        return Ok((kind, typed.to_owned()));
                    }
                }
            }
            let noun = status::noun(language, "record");
            let message = errors::not_found(language, noun, typed);
            Err(
                CliError::new(exit::NOT_FOUND, message).hint(errors::list_them(
                    language,
                    "case|meeting|transcript|agency|person",
                )),
            )
        }
    }
}

/// The commits that touched a record.
pub(super) fn trail(
    reading: &Reading<'_>,
    head: Oid,
    kind: Kind,
    id: &str,
    context: &Context<'_>,
) -> Result<Trail, CliError> {
    let trail = reading.index.trail(reading.store, head, kind, id);
    trail.map_err(|error| error.in_words(context.language()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_follows_the_colon_that_it_can_follow() {
        let of = |typed| {
            let (reference, field) = split(typed);
            (reference, field.map(|field| field.to_string()))
        };
        assert_eq!(of("45"), ("45", None));
        assert_eq!(of("序號：45"), ("序號：45", None));
        assert_eq!(of("case:45"), ("case:45", None));
        assert_eq!(of("45:title"), ("45", Some("title".to_owned())));
        assert_eq!(of("45：title"), ("45", Some("title".to_owned())));
        assert_eq!(
            of("https://example.org/a:commitment[x7f2].due"),
            (
                "https://example.org/a",
                Some("commitment[x7f2].due".to_owned())
            )
        );
        assert_eq!(
            of("c201902-k7f2:link[https://example.org/a:title].kind"),
            (
                "c201902-k7f2",
                Some("link[https://example.org/a:title].kind".to_owned())
            )
        );
        assert_eq!(of(":title"), (":title", None));
    }
}
