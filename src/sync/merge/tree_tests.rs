//! Merges of commits in a repository of invented records.

use std::collections::BTreeMap;

use chrono::DateTime;
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Repository, Signature, Time};

use crate::store::{Environment, Oid, Store};

use super::{MergedTree, Refused, commits};

const CASE: &str = "records/cases/2019/02/c201902-k7f2.toml";
const OTHER: &str = "records/cases/2019/03/c201903-m3m3.toml";

struct Bench {
    directory: tempfile::TempDir,
    repository: Repository,
}

fn case(title: &str, summary: &str) -> String {
    format!("id = \"c201902-k7f2\"\ntitle = \"{title}\"\nsummary = \"{summary}\"\n")
}

impl Bench {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let repository = Repository::init_bare(directory.path()).unwrap();
        Self {
            directory,
            repository,
        }
    }

    /// A commit on top of others: the files of the first of them, some of them put or removed.
    fn commit(&self, parents: &[Oid], files: &[(&str, Option<&str>)]) -> Oid {
        let repository = &self.repository;
        let commits: Vec<_> = parents
            .iter()
            .map(|parent| repository.find_commit(*parent).unwrap())
            .collect();
        let empty = repository.treebuilder(None).unwrap().write().unwrap();
        let base = commits.first().map_or(empty, git2::Commit::tree_id);
        let mut update = TreeUpdateBuilder::new();
        for (path, text) in files {
            match text {
                Some(text) => {
                    let blob = repository.blob(text.as_bytes()).unwrap();
                    update.upsert(*path, blob, FileMode::Blob)
                }
                None => update.remove(*path),
            };
        }
        let base = repository.find_tree(base).unwrap();
        let tree = update.create_updated(repository, &base).unwrap();
        let tree = repository.find_tree(tree).unwrap();
        let who = Signature::new("測試", "test@example.invalid", &Time::new(1, 0)).unwrap();
        let parents: Vec<_> = commits.iter().collect();
        let id = repository.commit(None, &who, &who, "t", &tree, &parents);
        id.unwrap()
    }

    fn start(&self) -> Oid {
        let settings = "format = 1\nname = \"測試\"\nlanguage = \"en\"\n";
        let files = [
            ("records/store.toml", settings),
            (".gitattributes", "records/** -text\n\n# end\n"),
            (CASE, &case("甲", "一")),
        ];
        let commit = self.commit(&[], &files.map(|(path, text)| (path, Some(text))));
        self.repository
            .reference("refs/heads/main", commit, true, "t")
            .unwrap();
        self.repository.set_head("refs/heads/main").unwrap();
        commit
    }

    /// The merge of two commits and the files that it has.
    fn merge(&self, one: Oid, other: Oid) -> (MergedTree, BTreeMap<String, String>) {
        let environment = Environment {
            variables: BTreeMap::new(),
            directory: self.directory.path().to_path_buf(),
            now: DateTime::parse_from_rfc3339("2026-01-02T03:04:05+08:00").unwrap(),
        };
        let store = Store::open(&environment, Some(self.directory.path())).unwrap();
        let scratch = store.scratch().unwrap();
        let merged = commits(&scratch, one, other).unwrap();
        let back = commits(&scratch, other, one).unwrap();
        assert_eq!(merged, back, "a merge looks at sides");
        let [files] = scratch.changed([(None, merged.tree)]).unwrap();
        let text = |file: crate::store::ChangedFile| {
            let bytes = scratch.read(file.new.unwrap().0).unwrap().unwrap();
            (file.path, String::from_utf8(bytes).unwrap())
        };
        let files = files.into_iter().map(text).collect();
        (merged, files)
    }
}

#[test]
fn records_are_merged_by_field_and_other_files_by_line() {
    let bench = Bench::new();
    let start = bench.start();
    let one = bench.commit(
        &[start],
        &[
            (CASE, Some(&case("乙", "一"))),
            (OTHER, Some("id = \"c201903-m3m3\"\ntitle = \"新\"\n")),
            (".gitattributes", Some("# one\nrecords/** -text\n\n# end\n")),
        ],
    );
    let other = bench.commit(
        &[start],
        &[
            (CASE, Some(&case("甲", "二"))),
            (".gitattributes", Some("records/** -text\n\n# end\n# two\n")),
        ],
    );
    let (merged, files) = bench.merge(one, other);
    assert_eq!(merged.refused, []);
    assert!(
        bench.repository.find_tree(merged.tree).is_err(),
        "the store got it"
    );
    assert_eq!(files[CASE], case("乙", "二"));
    assert!(files.contains_key(OTHER));
    assert_eq!(
        files[".gitattributes"],
        "# one\nrecords/** -text\n\n# end\n# two\n"
    );
}

#[test]
fn a_record_removed_on_one_side_and_changed_on_the_other_stays() {
    let bench = Bench::new();
    let start = bench.start();
    let gone = bench.commit(&[start], &[(CASE, None)]);
    let changed = bench.commit(&[start], &[(CASE, Some(&case("乙", "一")))]);
    let elsewhere = bench.commit(
        &[start],
        &[(OTHER, Some("id = \"c201903-m3m3\"\ntitle = \"新\"\n"))],
    );
    let (merged, files) = bench.merge(gone, changed);
    assert_eq!(merged.kept_edits.len(), 1);
    assert_eq!(files[CASE], case("乙", "一"));
    let (_, files) = bench.merge(gone, elsewhere);
    assert!(!files.contains_key(CASE));
}

#[test]
fn what_cannot_be_merged_is_named() {
    let bench = Bench::new();
    let start = bench.start();
    let one = bench.commit(
        &[start],
        &[
            (CASE, Some("<<<<<<<\n")),
            (".gitattributes", Some("* a\n")),
            ("docs", Some("a\n")),
        ],
    );
    let other = bench.commit(
        &[start],
        &[
            (CASE, Some(&case("乙", "一"))),
            (".gitattributes", Some("* b\n")),
            ("docs/b", Some("b\n")),
        ],
    );
    let (merged, files) = bench.merge(one, other);
    let refused: Vec<&str> = merged
        .refused
        .iter()
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(refused, [".gitattributes", "docs", "docs/b", CASE]);
    assert_eq!(merged.refused[0].1, Refused::Contested);
    assert_eq!(merged.refused[1].1, Refused::Occupied);
    assert_eq!(files[CASE], case("甲", "一"));
}

#[test]
fn histories_that_crossed_add_no_conflict() {
    let bench = Bench::new();
    let start = bench.start();
    let one = bench.commit(&[start], &[(CASE, Some(&case("乙", "一")))]);
    let other = bench.commit(&[start], &[(CASE, Some(&case("丙", "一")))]);
    let (first, files) = bench.merge(one, other);
    assert_eq!(first.conflicts.len(), 1);
    let open = files[CASE].as_str();
    let mine = bench.commit(&[one, other], &[(CASE, Some(open))]);
    let settled = case("丙", "一");
    let theirs = bench.commit(&[other, one], &[(CASE, Some(&settled))]);
    let mine = bench.commit(&[mine], &[(CASE, Some(&open.replace("\"一\"", "\"二\"")))]);
    let (merged, files) = bench.merge(mine, theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(files[CASE], case("丙", "二"));
}

#[test]
fn unrelated_histories_have_no_past() {
    let bench = Bench::new();
    let start = bench.start();
    let alone = bench.commit(&[], &[(CASE, Some(&case("甲", "二")))]);
    let (merged, files) = bench.merge(start, alone);
    assert_eq!(merged.conflicts.len(), 1);
    assert!(files[CASE].starts_with(&case("甲", "一")));
}
