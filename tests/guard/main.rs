//! The guard at a real shared repository: real pushes with real keys, each told what it does wrong.
//! Every record and person here is invented.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod allowed;
mod authority;
mod content;
mod desk;
mod hostile;
#[path = "../cli/support.rs"]
#[expect(dead_code, reason = "shared with other tests, which use the rest")]
mod support;
