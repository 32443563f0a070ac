//! Blame, log and diff against naive twins that look at every commit, on real repositories with
//! merges. All records are invented.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use git2::{Repository, Time};
use proptest::prelude::*;

use crate::index::{Index, IndexError, Trail, Versions};
use crate::record::fields::{self, FieldPath, Step};
use crate::record::{AnyRecord, Item, Kind, any};
use crate::store::{Environment, Oid, Store};

use super::*;

const IDS: [&str; 2] = ["c201902-aaa1", "c201903-bbb2"];

/// The text of each record, where there is one.
type Files = [Option<String>; 2];

/// What a record of these tests may say; every part may differ alone.
#[derive(Clone, Debug)]
struct Made {
    title: u8,
    number: Option<u8>,
    tags: Vec<u8>,
    /// Keys of commitments in their order, each with its text and the keys of its updates.
    commitments: Vec<(u8, u8, Vec<u8>)>,
    is_broken: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let keys = || prop::sample::subsequence(vec![0_u8, 1, 2], 0..=3).prop_shuffle();
    let commitments = keys().prop_flat_map(move |chosen| {
        let rows: Vec<_> = chosen
            .into_iter()
            .map(|key| (Just(key), 0..2_u8, keys()))
            .collect();
        rows
    });
    let tags = prop::collection::vec(0..2_u8, 0..2);
    (
        0..3_u8,
        prop::option::of(0..3_u8),
        tags,
        commitments,
        prop::bool::weighted(0.05),
    )
        .prop_map(|(title, number, tags, commitments, is_broken)| Made {
            title,
            number,
            tags,
            commitments,
            is_broken,
        })
}

impl Made {
    fn text(&self, id: &str) -> String {
        let mut text = format!("id = \"{id}\"\ntitle = \"題{}\"\n", self.title);
        if self.is_broken {
            text.push_str("number = \"\n");
        }
        if let Some(number) = self.number {
            text.push_str(&format!("number = {number}\n"));
        }
        if !self.tags.is_empty() {
            text.push_str(&format!(
                "tags = {:?}\n",
                self.tags.iter().map(u8::to_string).collect::<Vec<_>>()
            ));
        }
        for (key, words, updates) in &self.commitments {
            text.push_str(&format!(
                "\n[[commitment]]\nk = \"k00{key}\"\ntext = \"{words}\"\nagency = \"mohw\"\nstatus = \"open\"\n"
            ));
            for update in updates {
                text.push_str(&format!(
                    "[[commitment.update]]\nk = \"u00{update}\"\non = 2019-03-01\ntext = \"{words}\"\n"
                ));
            }
        }
        text
    }
}

/// A step of an invented history.
#[derive(Clone, Debug)]
enum Move {
    /// On a branch, a record says something else or is removed.
    Edit(usize, usize, Option<Made>),
    /// A branch takes in another: of each record the version of the one, of the other, or a new one.
    Merge(usize, usize, [Option<Made>; 2], [u8; 2]),
    /// A branch begins where another stands.
    Fork(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let edit = (0..3_usize, 0..2_usize, prop::option::weighted(0.85, made()));
    let merge = (
        0..3_usize,
        0..3_usize,
        [prop::option::of(made()), prop::option::of(made())],
        [0..4_u8, 0..4_u8],
    );
    let one = prop_oneof![
        6 => edit.prop_map(|(branch, record, made)| Move::Edit(branch, record, made)),
        2 => merge.prop_map(|(to, from, made, picks)| Move::Merge(to, from, made, picks)),
        2 => (0..3_usize).prop_map(Move::Fork),
    ];
    prop::collection::vec(one, 1..25)
}

struct Commit {
    id: Oid,
    parents: Vec<usize>,
    files: Files,
}

struct Bench {
    directory: tempfile::TempDir,
    repository: Repository,
    commits: Vec<Commit>,
}

impl Bench {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut options = git2::RepositoryInitOptions::new();
        options
            .bare(true)
            .initial_head("main")
            .external_template(false);
        let repository = Repository::init_opts(directory.path(), &options).unwrap();
        let mut bench = Self {
            directory,
            repository,
            commits: Vec::new(),
        };
        bench.commit(&[None, None], Vec::new(), 0);
        bench
    }

    /// A history of these moves; clocks go wrong by minutes.
    fn of(moves: &[Move], skew: &[i64]) -> Self {
        let mut bench = Self::new();
        let mut branches = vec![0];
        for (number, step) in moves.iter().enumerate() {
            let skew = skew.get(number).copied().unwrap_or_default();
            let there = |branch: &usize| branch % branches.len();
            match step {
                Move::Edit(branch, record, made) => {
                    let at = branches[there(branch)];
                    let mut files = bench.commits[at].files.clone();
                    files[*record] = made.as_ref().map(|made| made.text(IDS[*record]));
                    let place = there(branch);
                    branches[place] = bench.commit(&files, vec![at], skew);
                }
                Move::Merge(to, from, made, picks) => {
                    let (to, from) = (there(to), there(from));
                    let parents = vec![branches[to], branches[from]];
                    let side = |parent: usize, record: usize| {
                        bench.commits[parents[parent]].files[record].clone()
                    };
                    let files = [0, 1].map(|record: usize| match picks[record] {
                        0 => side(0, record),
                        1 => side(1, record),
                        _ => made[record].as_ref().map(|made| made.text(IDS[record])),
                    });
                    if to != from {
                        branches[to] = bench.commit(&files, parents, skew);
                    }
                }
                Move::Fork(from) => {
                    if branches.len() < 3 {
                        branches.push(branches[there(from)]);
                    }
                }
            }
        }
        // All ends in one commit, so that everything is before it.
        let files = bench.commits[branches[0]].files.clone();
        bench.commit(&files, branches, 0);
        bench
    }

    fn commit(&mut self, files: &Files, parents: Vec<usize>, skew: i64) -> usize {
        let mut tree = git2::build::TreeUpdateBuilder::new();
        let mut put = |path: &str, text: &str| {
            let blob = self.repository.blob(text.as_bytes()).unwrap();
            tree.upsert(path, blob, git2::FileMode::Blob);
        };
        put(
            "records/store.toml",
            "format = 1\nname = \"測試庫\"\nlanguage = \"zh-TW\"\n",
        );
        for (id, text) in IDS.iter().zip(files) {
            if let Some(text) = text {
                put(&path(id), text);
            }
        }
        let empty = self.repository.treebuilder(None).unwrap().write().unwrap();
        let base = self.repository.find_tree(empty).unwrap();
        let tree = tree.create_updated(&self.repository, &base).unwrap();
        let number = self.commits.len();
        let seconds = 1_550_000_000 + 60 * (i64::try_from(number).unwrap() + skew);
        let who =
            git2::Signature::new("測試員", "nobody@example.org", &Time::new(seconds, 480)).unwrap();
        let before: Vec<_> = parents
            .iter()
            .map(|parent| {
                self.repository
                    .find_commit(self.commits[*parent].id)
                    .unwrap()
            })
            .collect();
        let tree = self.repository.find_tree(tree).unwrap();
        let message = format!("commit {number}\n\nPo-Op: test.{number}\n");
        let id = self
            .repository
            .commit(
                None,
                &who,
                &who,
                &message,
                &tree,
                &before.iter().collect::<Vec<_>>(),
            )
            .unwrap();
        drop((before, tree));
        self.commits.push(Commit {
            id,
            parents,
            files: files.clone(),
        });
        number
    }

    fn store(&self) -> Store {
        let head = self.commits.last().unwrap().id;
        self.repository
            .reference("refs/heads/main", head, true, "test")
            .unwrap();
        let environment = Environment {
            variables: BTreeMap::new(),
            directory: self.directory.path().to_path_buf(),
            now: DateTime::parse_from_rfc3339("2026-01-02T03:04:05+08:00").unwrap(),
        };
        Store::open(&environment, Some(self.directory.path())).unwrap()
    }

    fn item(&self, commit: usize, record: usize) -> Option<Item> {
        item(self.commits[commit].files[record].as_deref())
    }

    fn values(&self, commit: usize, record: usize) -> BTreeMap<FieldPath, Item> {
        let item = self.item(commit, record);
        item.map(|item| fields::fields(&item, any::table_of(Kind::Case)))
            .unwrap_or_default()
    }

    /// The commit that a walk over every commit names for a value.
    fn naive_origin(&self, head: usize, record: usize, field: &FieldPath, value: &Item) -> Oid {
        let mut at = head;
        let carries = |commit: &usize| self.values(*commit, record).get(field) == Some(value);
        while let Some(parent) = self.commits[at]
            .parents
            .iter()
            .copied()
            .find(|parent| carries(parent))
        {
            at = parent;
        }
        self.commits[at].id
    }

    /// The commits that changed a record, as a walk over every commit finds them: a commit that left
    /// the record as its first parent has it leads to that one only.
    fn naive_log(&self, head: usize, record: usize) -> BTreeSet<Oid> {
        let text = |commit: usize| self.commits[commit].files[record].as_ref();
        let mut found = BTreeSet::new();
        let (mut open, mut seen) = (vec![head], BTreeSet::new());
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let parents = &self.commits[at].parents;
            if parents
                .first()
                .is_some_and(|parent| text(*parent) == text(at))
            {
                open.push(parents[0]);
                continue;
            }
            open.extend(parents);
            let differs = parents.iter().all(|parent| text(*parent) != text(at));
            let new = self.item(at, record);
            let olds: Vec<_> = parents
                .iter()
                .map(|parent| self.item(*parent, record))
                .collect();
            let olds: Vec<_> = olds.iter().map(Option::as_ref).collect();
            let says = fields::changes_from_all(&olds, new.as_ref(), any::table_of(Kind::Case));
            let is_broken = text(at).is_some() && new.is_none();
            if differs
                && text(at).is_some() | !parents.is_empty()
                && (parents.len() < 2 || !says.is_empty() || is_broken)
            {
                found.insert(self.commits[at].id);
            }
        }
        found
    }
}

fn path(id: &str) -> String {
    Kind::Case.path(id).unwrap()
}

fn item(text: Option<&str>) -> Option<Item> {
    any::parse_as(Kind::Case, text?.as_bytes())
        .record
        .as_ref()
        .map(AnyRecord::item)
}

fn trail(bench: &Bench, index: &Index, head: usize, record: usize) -> Trail {
    let commit = bench.commits[head].id;
    index
        .trail(&bench.store(), commit, Kind::Case, IDS[record])
        .unwrap()
}

fn assert_same(bench: &Bench, index: &Index, head: usize) {
    let store = bench.store();
    for (record, id) in IDS.iter().enumerate() {
        let trail = trail(bench, index, head, record);
        for (number, node) in trail.nodes.iter().enumerate() {
            assert!(
                node.before.iter().flatten().all(|before| *before > number),
                "{trail:?}"
            );
        }
        let mut versions = Versions::new(&store, &trail);
        let blamed = blame(&trail, &mut versions, &[]).unwrap();
        let told: BTreeMap<_, _> = blamed
            .iter()
            .map(|blamed| {
                (
                    blamed.path.clone(),
                    trail.nodes[blamed.node].recorded.commit,
                )
            })
            .collect();
        let naive = |(field, value): (FieldPath, Item)| {
            let origin = bench.naive_origin(head, record, &field, &value);
            (field, origin)
        };
        let naive: BTreeMap<_, _> = bench.values(head, record).into_iter().map(naive).collect();
        assert_eq!(told, naive);
        let asked = AskedRecord {
            trail,
            id: (*id).to_owned(),
            fields: Vec::new(),
        };
        let (entries, missing) = of_records(&store, &[asked], &LogFilter::default()).unwrap();
        let told: BTreeSet<Oid> = entries.iter().map(|entry| entry.recorded.commit).collect();
        assert_eq!((told, missing), (bench.naive_log(head, record), Vec::new()));
    }
    let all = of_store(index, &store, bench.commits[head].id, &LogFilter::default()).unwrap();
    let mut before = BTreeSet::new();
    let mut open = vec![head];
    while let Some(at) = open.pop() {
        if before.insert(at) {
            open.extend(&bench.commits[at].parents);
        }
    }
    let told: BTreeSet<Oid> = all.iter().map(|entry| entry.recorded.commit).collect();
    assert_eq!(all.len(), told.len());
    assert_eq!(
        told,
        before.into_iter().map(|at| bench.commits[at].id).collect()
    );
}

/// The keys of the rows of every repeated table, in their order.
fn rows_of(item: &Item) -> BTreeMap<FieldPath, Vec<String>> {
    let (mut rows, mut open) = (
        BTreeMap::new(),
        vec![(
            item.clone(),
            any::table_of(Kind::Case),
            FieldPath::default(),
        )],
    );
    while let Some((item, shape, at)) = open.pop() {
        let Item::Table(values) = item else { continue };
        for (name, value) in values {
            let Some(crate::record::shape::Shape::Rows(inner)) =
                shape.field(name).map(|field| field.shape)
            else {
                continue;
            };
            let Item::Rows(inside) = value else { continue };
            let mut here = at.clone();
            here.0.push(Step::Field(name.to_owned()));
            let mut keys = Vec::new();
            for row in inside {
                let key = fields::row_key(&row, inner).unwrap();
                keys.push(key.clone());
                let mut below = here.clone();
                below.0.push(Step::Row(key));
                open.push((row, inner, below));
            }
            rows.insert(here, keys);
        }
    }
    rows
}

/// A record as its values and the order of its rows, made out of another by what a diff says.
fn applied(
    old: &Item,
    diff: &RecordDiff,
) -> (BTreeMap<FieldPath, Item>, BTreeMap<FieldPath, Vec<String>>) {
    let mut values = fields::fields(old, any::table_of(Kind::Case));
    for change in &diff.changes {
        match &change.new {
            Some(new) => values.insert(change.path.clone(), new.clone()),
            None => values.remove(&change.path),
        };
    }
    // Rows that have values are there: in the order that is told, else in that of before.
    let mut rows: BTreeMap<FieldPath, Vec<String>> = BTreeMap::new();
    let before = rows_of(old);
    for path in values.keys() {
        for (place, step) in path.0.iter().enumerate() {
            if let Step::Row(key) = step {
                let keys = rows.entry(FieldPath(path.0[..place].to_vec())).or_default();
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
    }
    for (table, keys) in &mut rows {
        let told = diff.orders.iter().find(|order| order.path == *table);
        let order = told.map(|order| &order.keys).or(before.get(table));
        if let Some(order) = order {
            keys.sort_by_key(|key| order.iter().position(|other| other == key));
        }
    }
    (values, rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn blame_and_log_say_what_a_walk_over_every_commit_says(
        moves in moves(),
        skew in prop::collection::vec(-5..5_i64, 0..25),
        early in any::<prop::sample::Index>(),
    ) {
        let bench = Bench::of(&moves, &skew);
        let index = Index::open(&bench.store());
        // What an earlier question left in the index changes no later answer.
        assert_same(&bench, &index, early.index(bench.commits.len()));
        assert_same(&bench, &index, bench.commits.len() - 1);
    }

    #[test]
    fn a_diff_makes_the_one_out_of_the_other(
        moves in moves(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let bench = Bench::of(&moves, &[]);
        let (from, to) = (from.index(bench.commits.len()), to.index(bench.commits.len()));
        let mut diffs = BTreeMap::new();
        let commit = |number: usize| Some(bench.commits[number].id);
        between(&bench.store(), commit(from), commit(to), &Asked::default(), |diff| {
            diffs.insert(diff.id.clone(), diff);
            Ok::<_, IndexError>(())
        }).unwrap();
        for (record, id) in IDS.iter().enumerate() {
            let (old, new) = (bench.item(from, record), bench.item(to, record));
            let nothing = Item::Table(Vec::new());
            let Some(diff) = diffs.get(*id) else {
                prop_assert_eq!(&bench.commits[from].files[record], &bench.commits[to].files[record]);
                continue;
            };
            prop_assert_eq!(diff.new.is_some(), bench.commits[to].files[record].is_some());
            let (values, rows) = applied(old.as_ref().unwrap_or(&nothing), diff);
            prop_assert_eq!(values, bench.values(to, record));
            prop_assert_eq!(rows, rows_of(new.as_ref().unwrap_or(&nothing)));
        }
    }
}
