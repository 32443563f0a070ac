//! From a revision as git knows it to a commit.

use git2::{ErrorCode, ObjectType, Oid, Repository};

use super::error::RevisionError;

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
            _ => RevisionError::Unknown {
                text: text.to_owned(),
            },
        })
}
