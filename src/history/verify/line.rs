//! What each commit of a range came after: the state of the record that it is judged by.
//!
//! Most commits come after their first parent. One that forked off before the range began, or that has
//! no parent at all, would be judged by rules of another time, or by none; it was brought in by a
//! merge, so it comes after what that merge was made onto, as the guard judges a push by the old tip.

use std::collections::{HashMap, HashSet};

use git2::Oid;

/// The range, its oldest commits first, each with its parents.
pub(super) type Range = [(Oid, Vec<Oid>)];

/// The commits that stood before those of a range that begins after `base`: one for most, several for a
/// merge of lines that all go back to the base, which has to be right after each of them; none for a
/// beginning. Without a base nothing is trusted, and every commit comes after its first parent.
pub(super) fn before(range: &Range, base: Option<Oid>) -> HashMap<Oid, Vec<Oid>> {
    let Some(base) = base else {
        let first = range.iter().map(|(id, parents)| (*id, first_of(parents)));
        return first.collect();
    };
    let line = descendants(range, base);
    let is_of_line = |id: &Oid| *id == base || line.contains(id);
    let known: HashMap<Oid, &[Oid]> = range.iter().map(|(id, all)| (*id, &all[..])).collect();
    let mut before: HashMap<Oid, Vec<Oid>> = HashMap::new();
    for (id, parents) in range.iter().filter(|(id, _)| line.contains(id)) {
        let (own, foreign): (Vec<Oid>, Vec<Oid>) = parents.iter().partition(|id| is_of_line(id));
        let mut brought = foreign;
        while let Some(one) = brought.pop() {
            // A commit that an earlier merge brought is that one's, and older ones are not in the range.
            if let Some(parents) = known.get(&one).filter(|_| !before.contains_key(&one)) {
                before.insert(one, own.first().copied().into_iter().collect());
                brought.extend(parents.iter());
            }
        }
        before.insert(*id, own);
    }
    for (id, parents) in range {
        before.entry(*id).or_insert_with(|| first_of(parents));
    }
    before
}

fn first_of(parents: &[Oid]) -> Vec<Oid> {
    parents.first().copied().into_iter().collect()
}

/// The commits of a range that descend from its base.
fn descendants(range: &Range, base: Oid) -> HashSet<Oid> {
    let mut line = HashSet::new();
    for (id, parents) in range {
        if parents.iter().any(|id| *id == base || line.contains(id)) {
            line.insert(*id);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Oid {
        Oid::from_bytes(&[number; 20]).unwrap()
    }

    fn range(commits: &[(u8, &[u8])]) -> Vec<(Oid, Vec<Oid>)> {
        let ids = |all: &[u8]| all.iter().map(|one| id(*one)).collect();
        commits
            .iter()
            .map(|(one, parents)| (id(*one), ids(parents)))
            .collect()
    }

    #[track_caller]
    fn stands(commits: &[(u8, &[u8])], base: Option<u8>, wanted: &[(u8, &[u8])]) {
        let before = before(&range(commits), base.map(id));
        let wanted: HashMap<Oid, Vec<Oid>> = range(wanted).into_iter().collect();
        assert_eq!(before, wanted);
    }

    #[test]
    fn commits_in_a_row_come_after_each_other() {
        stands(&[(2, &[1]), (3, &[2])], Some(1), &[(2, &[1]), (3, &[2])]);
    }

    #[test]
    fn what_forked_off_before_the_base_comes_after_what_it_was_merged_onto() {
        // 8 and 9 stand on an older commit, and the merge names their side first.
        stands(
            &[(8, &[0]), (9, &[8]), (2, &[1]), (3, &[9, 2])],
            Some(1),
            &[(8, &[2]), (9, &[2]), (2, &[1]), (3, &[2])],
        );
    }

    #[test]
    fn a_second_root_comes_after_what_it_was_merged_onto() {
        stands(&[(9, &[]), (3, &[9, 1])], Some(1), &[(9, &[1]), (3, &[1])]);
    }

    #[test]
    fn a_merge_of_two_lines_comes_after_both() {
        stands(
            &[(2, &[1]), (3, &[1]), (4, &[2, 3])],
            Some(1),
            &[(2, &[1]), (3, &[1]), (4, &[2, 3])],
        );
    }

    #[test]
    fn without_a_base_every_commit_comes_after_its_first_parent() {
        stands(&[(1, &[]), (2, &[1])], None, &[(1, &[]), (2, &[1])]);
    }
}
