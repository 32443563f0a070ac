//! `po guard`: what is pushed into a shared store is judged before git accepts it.
//!
//! - [`push`]: one reference, from its old tip to the new one;
//! - [`hook`]: the script that git runs, and what git tells it.
//!
//! Every commit is judged as `po verify` does, and more strictly: by policy, posts and keys of the old
//! tip, so that no push changes by what it is judged; and files that a store does not have, personal
//! data and references that lead nowhere are refused, since git never forgets.

mod hook;
mod push;

pub use hook::{HookError, Update, install, parse_updates};
pub use push::{Guard, MOST_FINDINGS};
