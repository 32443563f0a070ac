//! The store: bytes, repository paths and git; neither what records mean nor how commands look.
//!
//! `environment` is all that comes from outside. `open` finds, opens and makes stores; `snapshot`
//! reads one commit and `revision` finds it, `recorded` reads what a commit says of itself, `raw_commit`
//! what was signed of it and `signature` checks that; `compare` tells which files two of them do not
//! share, `scratch` makes objects in memory, `receiving` opens a repository in the middle of a push. Everything that is written goes through `transaction`:
//! `commit` words the message, `committer`, `identity` and `signing` say who, `tree` makes the objects, `objects`
//! writes them out, `journal` notes what is under way, `git_index` and `worktree` bring the checked-out
//! files along under the `lock`, and `recovery` finishes what was interrupted; `unmerged` is what git could not
//! merge. `advance` takes the same way to
//! a commit that is there: a published one, or a merge; `remote` says where others publish. `operation` counts the
//! steps for the crash tests; `path` says which paths may be written; `error` what can go wrong.

mod advance;
mod commit;
mod committer;
mod compare;
mod draft;
mod environment;
mod error;
mod gate;
mod git_index;
mod identity;
mod index_file;
mod journal;
mod lock;
mod objects;
mod open;
mod operation;
mod path;
mod raw_commit;
mod receiving;
mod recorded;
mod recovery;
mod remote;
mod render;
mod revision;
mod rewrite;
mod scratch;
mod signature;
mod signing;
mod snapshot;
pub mod splice;
mod transaction;
mod tree;
mod unmerged;
mod worktree;

pub use commit::{Change, FileChange};
pub use compare::{ChangedFile, Content, Trees};
pub use draft::{Draft, DraftError, PlannedRecord};
pub use environment::{Environment, finish};
pub use error::{
    Fault, OpenError, PathError, ReadError, RevisionError, Underway, Unsupported, WriteError,
};
pub use gate::{Barred, BarredPlace, Refusal, barred, check_change};
pub use git2::Oid;
pub use open::{STORE_FILE, Store};
pub use path::check as check_path;
pub use raw_commit::RawCommit;
pub use recorded::{RecordedCommit, Signature, moment_of, taipei_day};
pub use recovery::Notice;
pub use remote::{Remote, Upstream, without_password};
pub use render::render;
pub use rewrite::{RecordEdit, rewrite};
pub use scratch::Scratch;
pub use signature::{KeyRing, Proof};
pub use snapshot::{Entry, EntryKind, Folder, LARGEST_FILE, Snapshot};
pub use transaction::{Outcome, Proposal, WriteOptions};
pub use unmerged::Unmerged;
pub use worktree::{Departure, Unrecorded};
