//! The counter behind the crash tests: every step that changes files or references announces itself
//! here, and a test build can end the process at the k-th one. A release build holds none of it.

use super::environment::Environment;

/// Counts the state-changing steps of one write or repair.
///
/// In a build with debug assertions, `PO_ABORT_AT=k` in the environment ends the process just before
/// the k-th step, as a power cut would.
#[derive(Debug)]
pub(super) struct Operations {
    #[cfg(debug_assertions)]
    abort_at: Option<u64>,
    #[cfg(debug_assertions)]
    taken: std::cell::Cell<u64>,
}

impl Operations {
    /// Starts counting, with the step to die at taken from the environment.
    #[cfg(debug_assertions)]
    pub(super) fn new(environment: &Environment) -> Self {
        let abort_at = environment.variable("PO_ABORT_AT").and_then(|step| step.parse().ok());
        Self { abort_at, taken: std::cell::Cell::new(0) }
    }

    /// Starts counting: nothing to count in a release build.
    #[cfg(not(debug_assertions))]
    pub(super) fn new(_environment: &Environment) -> Self {
        Self {}
    }

    /// Announces that the next statement changes something outside the process.
    #[cfg(debug_assertions)]
    pub(super) fn step(&self) {
        let taken = self.taken.get().saturating_add(1);
        self.taken.set(taken);
        if self.abort_at == Some(taken) {
            std::process::abort();
        }
    }

    /// Announces that the next statement changes something outside the process.
    #[cfg(not(debug_assertions))]
    #[inline]
    pub(super) fn step(&self) {}
}
