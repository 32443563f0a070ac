//! From a revision as git knows it to a commit.

use git2::{ErrorCode, ObjectType, Oid, Repository};

use super::error::{Fault, RevisionError, missing_object};

/// Finds the commit that a revision means.
pub(super) fn resolve(repository: &Repository, text: &str) -> Result<Oid, RevisionError> {
    repository
        .revparse_single(text)
        .and_then(|object| object.peel(ObjectType::Commit))
        .map(|commit| commit.id())
        .map_err(|cause| match cause.code() {
            ErrorCode::Ambiguous => RevisionError::Ambiguous {
                text: text.to_owned(),
            },
            _ => match missing_object(&cause) {
                // A name that nothing has is no object that got lost.
                Some(id) if !id.to_string().eq_ignore_ascii_case(text) => {
                    Fault::MissingObject { id }.into()
                }
                _ => RevisionError::Unknown {
                    text: text.to_owned(),
                },
            },
        })
}
