//! What can go wrong while the index answers. A damaged, locked or unwritable file is not among it:
//! such a file is replaced or passed by.

use thiserror::Error;

use crate::store::{Fault, ReadError};

/// Why the index has no answer.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The store itself could not be read.
    #[error(transparent)]
    Store(#[from] ReadError),
    /// Not even an index in memory could be built, for want of memory.
    #[error("no index can be built, not even in memory")]
    NoMemory,
}

impl From<Fault> for IndexError {
    fn from(fault: Fault) -> Self {
        Self::Store(fault.into())
    }
}

/// Why an attempt to answer did not succeed, and so what is tried next.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The store could not be read: no other index would help.
    Store(ReadError),
    /// The file holds what this program never wrote: it is thrown away.
    Damaged,
    /// The file cannot be opened, locked, read or written: it is left alone and passed by.
    Refused,
    /// Something that was there when the view was made has been cleared away since.
    Gone,
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        Self::Store(error)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Store(fault.into())
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::DiskFull
                | ErrorCode::OutOfMemory
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport,
            ) => Self::Refused,
            _ => Self::Damaged,
        }
    }
}
