//! The store: bytes, repository paths and git; neither what records mean nor how commands look.
//!
//! `environment` is all that comes from outside. `open` finds, opens and makes stores; `snapshot`
//! reads one commit and `revision` finds it. Everything that is written goes through `transaction`:
//! `commit` words the message, `identity` and `signing` say who, `tree` makes the objects, `journal`
//! notes what is under way, `git_index` and `worktree` bring the checked-out files along under the
//! `lock`, and `recovery` finishes what was interrupted. `operation` counts the steps for the crash
//! tests; `path` says which paths may be written; `error` what can go wrong.

mod commit;
mod environment;
mod error;
mod git_index;
mod identity;
mod journal;
mod lock;
mod open;
mod operation;
mod path;
mod recovery;
mod revision;
mod signing;
mod snapshot;
mod transaction;
mod tree;
mod worktree;

pub use commit::{Change, FileChange};
pub use environment::Environment;
pub use error::{Fault, OpenError, PathError, ReadError, RevisionError, Underway, Unsupported, WriteError};
pub use git2::Oid;
pub use open::{STORE_FILE, Store};
pub use recovery::Notice;
pub use revision::taipei_day;
pub use snapshot::{Entry, EntryKind, Folder, LARGEST_FILE, Snapshot};
pub use transaction::{Outcome, Proposal, WriteOptions};
pub use worktree::{Departure, Unrecorded};
