//! What became of what was owed, in closed words, and how many of each.

use std::collections::BTreeMap;

/// A closed list of words, in the order in which a report counts them.
macro_rules! outcomes {
    ($(#[doc = $about:literal])+ $Name:ident { $( $(#[doc = $each:literal])+ $Word:ident = $word:literal, )+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $Name { $( $(#[doc = $each])+ $Word, )+ }

        impl $Name {
            /// Every one, in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$Word),+];

            /// The word in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$Word => $word, )+ }
            }
        }
    };
}

outcomes! {
    /// What became of a formal reply.
    ReplyOutcome {
        /// Given by the day announced, otherwise by that of the rule.
        OnTime = "on-time",
        /// Given later, within the extension.
        Extended = "extended",
        /// Given later still.
        Late = "late",
        /// Not given, and its day is past.
        Overdue = "overdue",
        /// A day that it takes is not recorded.
        Unknown = "unknown",
    }
}

outcomes! {
    /// What became of a promise.
    PromiseOutcome {
        /// Kept by its day.
        Kept = "kept",
        /// Kept later.
        KeptLate = "kept-late",
        /// Kept; its day or the one on which it was kept is not recorded.
        KeptUnknown = "kept-unknown",
        /// To be kept; its day is not past, or not recorded.
        Open = "open",
        /// To be kept, and its day is past.
        Overdue = "overdue",
        /// Pursued in another way.
        ChangedDirection = "changed-direction",
        /// Given up.
        Dropped = "dropped",
    }
}

outcomes! {
    /// What became of a task of a meeting.
    TaskOutcome {
        /// Done by its day.
        Done = "done",
        /// Done later.
        DoneLate = "done-late",
        /// Done; by when is not recorded.
        DoneUnknown = "done-unknown",
        /// To be done; its day is not past, or not recorded.
        Open = "open",
        /// To be done, and its day is past.
        Overdue = "overdue",
    }
}

/// How many there are of each word of a list, those with none too.
pub(super) fn counted<W: Copy + Ord>(all: &[W], found: impl Iterator<Item = W>) -> Vec<(W, usize)> {
    let mut counts: BTreeMap<W, usize> = all.iter().map(|word| (*word, 0)).collect();
    for word in found {
        *counts.entry(word).or_default() += 1;
    }
    counts.into_iter().collect()
}
