//! Histories that were tampered with, each with what `po verify` must find in it; and histories that
//! cannot be verified at all. Every record and person here is invented.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod catalogue;
#[path = "../guard/desk.rs"]
#[expect(
    dead_code,
    reason = "shared with the tests of the guard, which use the rest"
)]
mod desk;
mod openpgp;
#[path = "../cli/support.rs"]
#[expect(dead_code, reason = "shared with other tests, which use the rest")]
mod support;
mod unreadable;
