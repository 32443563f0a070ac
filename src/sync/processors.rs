//! Work that is done for many things, each for itself: on all processors.

use std::num::NonZero;
use std::thread;

/// The fewest things for which another thread is worth while.
const FEWEST: usize = 16;

/// So many files should be held at once, at most.
pub(super) const AT_ONCE: usize = 512;

/// What becomes of each, in their order.
pub(super) fn each<T: Send, R: Send>(mut all: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    let share = all.len().div_ceil(hands).max(FEWEST);
    let mut shares = Vec::new();
    while all.len() > share {
        shares.push(all.split_off(all.len() - share));
    }
    let work = &work;
    thread::scope(|scope| {
        let begun: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || share.into_iter().map(work).collect::<Vec<_>>()))
            .collect();
        let mut done: Vec<R> = all.into_iter().map(work).collect();
        for share in begun.into_iter().rev() {
            done.extend(share.join().expect("work on texts does not panic"));
        }
        done
    })
}
