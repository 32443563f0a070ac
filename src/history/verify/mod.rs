//! `po verify`: every commit of a history judged by what the store itself says: who signed it, whether
//! the key and the post stood on that day, whether the policy grants what was done, whether the changed
//! records are sound, stages follow one another and published words stand.
//!
//! - [`run`]: which commits are judged, from which anchor on; [`line`]: what each of them came after;
//! - [`judge`]: one commit; [`changes`]: the files that it changed itself; [`examination`]: those files;
//! - [`ground`]: policy, posts and keys that it is judged by, and what they grant;
//!   [`powers`]: what a change takes;
//! - [`trailers`]: what a message says of its own commit; [`conflict`]: values that a merge could not
//!   decide;
//! - [`breach`]: what is found; [`error`]: why a history cannot be judged at all.
//!
//! A commit is judged by the policy, the posts and the keys of what it came after, so that nobody grants
//! themselves anything. Each is judged once, and of its tree only what differs from its parents is read.

mod breach;
mod changes;
mod conflict;
mod error;
mod examination;
mod ground;
mod judge;
mod line;
mod powers;
mod run;
mod trailers;

pub use breach::{Breach, Finding, Findings};
pub use changes::{Change, Layout, changed};
pub use error::HistoryError;
pub use ground::{Ground, Post, Signer};
pub use judge::{Judge, Judgement, Manner, SignatureState};
pub use run::{Anchor, Verification, commits_between, descends, refuse_rewritten_views, verify};
