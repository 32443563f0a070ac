//! What the records do not say: each report has kinds of gap of its own, all of one shape.

/// Declares the kinds of gap of a report, in its order, and the gap that has one of them.
macro_rules! gap_kinds {
    ($( $(#[doc = $about:literal])+ $Kind:ident = $word:literal, )+) => {
        /// A kind of gap.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum GapKind { $( $(#[doc = $about])+ $Kind, )+ }

        impl GapKind {
            /// Every kind, in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$Kind),+];

            /// The word in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$Kind => $word, )+ }
            }
        }

        $crate::report::serial::spelled_by_word!(GapKind);

        /// What several stores that are read as one do not say, or do not say alike.
        pub(super) fn gaps_of_stores(provenance: &$crate::report::head::Provenance) -> Vec<Gap> {
            let stores: Vec<String> =
                provenance.store_heads().into_iter().map(|store| store.name).collect();
            let gap = |kind, ids: Vec<String>, among: Vec<String>| Gap {
                kind,
                count: ids.len(),
                of: among.len(),
                ids,
                among,
            };
            let differing = &provenance.differing;
            let gaps = [
                gap(GapKind::DifferingCopy, differing.clone(), differing.clone()),
                gap(GapKind::StoreNotRead, provenance.stores_not_read(), stores),
            ];
            gaps.into_iter().filter(|gap| gap.count > 0).collect()
        }

        /// Something that the records do not say.
        #[derive(Clone, Debug, serde::Serialize)]
        pub struct Gap {
            /// What.
            #[serde(serialize_with = "crate::report::serial::word")]
            pub kind: GapKind,
            /// How often.
            pub count: usize,
            /// Among how many, as the kind says.
            pub of: usize,
            /// The records concerned.
            pub ids: Vec<String>,
            /// The records among which; not part of the JSON unless figures are opened.
            #[serde(skip)]
            pub among: Vec<String>,
        }
    };
}

pub(in crate::report) use gap_kinds;
