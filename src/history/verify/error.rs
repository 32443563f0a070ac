//! Why a history cannot be judged at all.

use git2::Oid;

use crate::index::IndexError;
use crate::store::{Fault, ReadError};

/// Why a history cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// Grafts or replacements show other commits than those that were made.
    #[error("{what} show other commits than those that were made")]
    Rewritten {
        /// Where they stand: `refs/replace/` or `info/grafts`.
        what: &'static str,
    },
    /// The history ends where a shallow clone was cut off.
    #[error("the clone is shallow and ends at {commit}")]
    Shallow {
        /// The oldest commit that is there.
        commit: Oid,
    },
    /// An object that the history names is not there.
    #[error("the object {object} is missing")]
    Missing {
        /// The object.
        object: Oid,
    },
    /// The policy by which commits are judged cannot be used.
    #[error("the policy at {commit} cannot be read")]
    Policy {
        /// The commit it was read at.
        commit: Oid,
    },
    /// A file or an object cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The index has no answer.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The machine below.
    #[error(transparent)]
    Fault(#[from] Fault),
}
