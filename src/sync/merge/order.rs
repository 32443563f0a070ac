//! The order of things that have keys, such as rows, after a merge.
//!
//! What was there before keeps its order, or takes that of the one side that changed it. What was added
//! follows what it follows on its side; where both added at one place, the addition with the smaller
//! first key stands first, each in its own order, since rows may be read one after the other.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

/// A key with an order of its own.
pub(super) trait Key: Clone + Eq + Hash {
    /// The order of keys.
    fn order(&self, other: &Self) -> Ordering;
}

impl Key for String {
    /// Numbers by their value.
    fn order(&self, other: &Self) -> Ordering {
        let number = |text: &Self| text.parse::<u64>().map_err(|_| text.clone());
        match (number(self), number(other)) {
            (Ok(one), Ok(two)) => one.cmp(&two),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(one), Err(two)) => one.cmp(&two),
        }
    }
}

impl Key for crate::record::fields::FieldPath {
    fn order(&self, other: &Self) -> Ordering {
        use crate::record::fields::Step;
        let step = |one: &Step, two: &Step| match (one, two) {
            (Step::Row(one), Step::Row(two)) => one.order(two),
            _ => one.cmp(two),
        };
        let steps = self.0.iter().zip(&other.0);
        let differing = steps.map(|(one, two)| step(one, two));
        let first = differing.into_iter().find(|order| order.is_ne());
        first.unwrap_or_else(|| self.0.len().cmp(&other.0.len()))
    }
}

/// The keys that are in `kept`, in their order: those of the past, of one version and of the other.
pub(super) fn merged<K: Key>(base: &[K], one: &[K], other: &[K], kept: &HashSet<K>) -> Vec<K> {
    if one == other && base == one {
        return base
            .iter()
            .filter(|key| kept.contains(key))
            .cloned()
            .collect();
    }
    let old: Vec<K> = backbone(base, one, other)
        .iter()
        .filter(|key| kept.contains(key))
        .cloned()
        .collect();
    let places: HashMap<&K, usize> = old.iter().zip(1..).collect();
    // What is new, by the old thing that it follows; what both have follows the earlier one.
    let mut anchors: HashMap<&K, usize> = HashMap::new();
    for side in [one, other] {
        let mut after = 0;
        for key in side.iter().filter(|key| kept.contains(key)) {
            match places.get(key) {
                Some(place) => after = *place,
                None => {
                    let anchor = anchors.entry(key).or_insert(after);
                    *anchor = after.min(*anchor);
                }
            }
        }
    }
    let runs = |side: &[K]| {
        let mut runs: BTreeMap<usize, Vec<K>> = BTreeMap::new();
        for key in side {
            if let Some(anchor) = anchors.get(key) {
                runs.entry(*anchor).or_default().push(key.clone());
            }
        }
        runs
    };
    let (mut of_one, mut of_other) = (runs(one), runs(other));
    let mut order = Vec::with_capacity(kept.len());
    for place in 0..=old.len() {
        if let Some(key) = place.checked_sub(1).and_then(|place| old.get(place)) {
            order.push(key.clone());
        }
        let run = |runs: &mut BTreeMap<usize, Vec<K>>| runs.remove(&place).unwrap_or_default();
        order.extend(interlaced(&run(&mut of_one), &run(&mut of_other)));
    }
    order
}

/// What all have, in the order that stands.
fn backbone<K: Key>(base: &[K], one: &[K], other: &[K]) -> Vec<K> {
    let sets = [one, other].map(|side| side.iter().collect::<HashSet<_>>());
    let common = |side: &[K], past: &HashSet<&K>| -> Vec<K> {
        let is_common = |key: &&K| past.contains(key) && sets.iter().all(|set| set.contains(key));
        side.iter().filter(is_common).cloned().collect()
    };
    let past: HashSet<&K> = base.iter().collect();
    let [before, one, other] = [base, one, other].map(|side| common(side, &past));
    if one == before {
        other
    } else if other == before || before_in_order(&one, &other) {
        one
    } else {
        other
    }
}

/// Whether the first list comes before the second, key by key.
fn before_in_order<K: Key>(one: &[K], other: &[K]) -> bool {
    let mut orders = one.iter().zip(other).map(|(one, other)| one.order(other));
    orders.find(|order| order.is_ne()) != Some(Ordering::Greater)
}

/// Two runs as one: what both have as they have it, and between it the stretches of either, that with
/// the smaller first key first.
fn interlaced<K: Key>(one: &[K], other: &[K]) -> Vec<K> {
    let sets = [one, other].map(|run| run.iter().collect::<HashSet<_>>());
    let [in_one, in_other] = &sets;
    let shared: Vec<&K> = one.iter().filter(|key| in_other.contains(key)).collect();
    if !other
        .iter()
        .filter(|key| in_one.contains(key))
        .eq(shared.iter().copied())
    {
        let mut all: Vec<K> = in_one.union(in_other).map(|key| (*key).clone()).collect();
        all.sort_by(Key::order);
        return all;
    }
    let mut order = Vec::new();
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    for end in shared.into_iter().map(Some).chain([None]) {
        let stretch = |run: &mut std::iter::Peekable<std::slice::Iter<'_, K>>| {
            let mut keys = Vec::new();
            while let Some(key) = run.next_if(|key| Some(*key) != end) {
                keys.push(key.clone());
            }
            run.next();
            keys
        };
        let mut stretches = [stretch(&mut one), stretch(&mut other)];
        stretches.sort_by(|one, other| match (one.first(), other.first()) {
            (Some(one), Some(other)) => one.order(other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        });
        order.extend(stretches.concat());
        order.extend(end.cloned());
    }
    order
}
