//! Several stores read as one. All records are invented.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::support::{Output, World, files_below, path_of};

/// A store at hand with two cases, and a private one of an invented ministry in `moi` with a case of its
/// own, a copy of the first that says something else, and a case of the petition of the second.
struct Two {
    world: World,
    copied: String,
    petition: String,
    twin: String,
    own: String,
}

const PETITION: &str = "https://join.gov.tw/idea/detail/00000000-0000-4000-8000-000000000001";

impl Two {
    fn new() -> Self {
        let world = World::new();
        let copied = world.case("Invented kites", &[]);
        let petition = world.case("Invented benches", &["--petition", PETITION]);
        let other = world.path().join("moi");
        let init = ["init", "moi", "--name", "Invented ministry", "--private"];
        world.done_in(world.path(), &[&init[..], &["--lang", "en"]].concat());
        let path = path_of(&copied);
        let text = world.read(&path).replace("kites", "larger kites");
        std::fs::create_dir_all(other.join(&path).parent().unwrap()).unwrap();
        std::fs::write(other.join(&path), text).unwrap();
        world.done_in(&other, &["save"]);
        let new = |title: &str, more: &[&str]| {
            let new = ["case", "new", "--title", title, "--source", "ministry"];
            let usual = ["--host", "motc", "--proposed", "2019-02-10"];
            let id = world.done_in(&other, &[&new[..], &usual, more].concat());
            id.trim_end().to_owned()
        };
        let own = new("Invented ferries", &[]);
        let twin = new("Invented seats", &["--petition", PETITION]);
        Self {
            world,
            copied,
            petition,
            twin,
            own,
        }
    }

    /// Names the ministry, and a store that is not there, in the store at hand.
    fn name(&self) {
        let rows = "[[store]]\nname = \"moi\"\npath = \"../moi\"\n\n[[store]]\nname = \"gone\"\npath = \"../gone\"\n";
        self.world.write("records/stores.toml", rows);
        self.world.done(&["save"]);
    }

    fn both(&self, arguments: &[&str]) -> Output {
        let stores = ["--store", ".", "--store", "../moi"];
        self.world.po(&[arguments, &stores].concat())
    }
}

fn rows(output: &Output) -> Vec<Value> {
    assert_eq!(output.code, Some(0), "{output:?}");
    serde_json::from_str(&output.stdout).unwrap()
}

/// The bytes of all files of a store but its index.
fn files_of(store: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut paths = Vec::new();
    files_below(store, &mut paths);
    let kept = paths
        .into_iter()
        .filter(|path| !path.to_string_lossy().contains("/po/index/"));
    kept.map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn a_record_counts_once_as_the_first_store_has_it_and_tells_its_store() {
    let two = Two::new();
    let listed = two.both(&["case", "list", "--format", "json"]);
    let told: Vec<(String, String)> = rows(&listed)
        .iter()
        .map(|row| (row["title"].to_string(), row["store"].to_string()))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(t, s)| (t.as_str(), s.as_str())).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for row in [
        ("\"Invented kites\"", "\"Invented records\""),
        ("\"Invented benches\"", "\"Invented records\""),
        ("\"Invented ferries\"", "\"Invented ministry\""),
    ] {
        assert!(told.contains(&row), "{told:?}");
    }
    assert!(listed.stderr.contains("2 records are in several stores"));
    assert!(listed.stderr.contains(&two.copied) && listed.stderr.contains(&two.twin));
    // The order of the stores decides.
    let turned = ["--store", "../moi", "--store", "."];
    let turned = two.world.done(&[&["case", "list"][..], &turned].concat());
    assert!(turned.contains("larger kites") && turned.contains("Invented seats"));
    assert!(!turned.contains("benches"), "{turned}");
    // One store has no column, and knows nothing of the other.
    let alone = two.world.po(&["case", "list", "--format", "json"]);
    assert!(rows(&alone).iter().all(|row| row.get("store").is_none()));
}

#[test]
fn named_stores_are_read_with_the_one_at_hand_and_one_that_is_away_is_told_of() {
    let two = Two::new();
    two.name();
    for command in [&["case", "list"][..], &["overview"], &["due"]] {
        let output = two.world.po(command);
        assert_eq!(output.code, Some(0), "{output:?}");
        // Nothing of the ministry is due.
        let is_there = output.stdout.contains("moi") || command == ["due"];
        assert!(is_there, "{output:?}");
        assert!(
            output
                .stderr
                .contains("the store gone is not in this answer")
        );
        let alone = two.world.po(&[command, &["--store", "."]].concat());
        assert!(
            !alone.stdout.contains("moi") && !alone.stderr.contains("gone"),
            "{alone:?}"
        );
    }
    let shown = two.world.done(&["show", &two.own]);
    assert!(shown.contains("in the store moi"), "{shown}");
    let checked = two.world.po(&["check"]);
    assert!(checked.stderr.contains("gone"), "{checked:?}");
    // Chinese, and a day for each store.
    let listed = two
        .world
        .zh(&["case", "list", "--at", "2019-02-12", "--format", "md"]);
    assert!(listed.stdout.contains("| 紀錄庫 |"), "{listed:?}");
    assert!(
        listed.stderr.contains("本結果未含紀錄庫 gone"),
        "{listed:?}"
    );
    // What writes speaks of the store at hand.
    two.world.case("Invented swings", &[]);
}

#[test]
fn commands_about_one_store_refuse_several_and_a_typed_store_must_be_there() {
    let two = Two::new();
    for command in [
        &["case", "set", "1", "title=x"][..],
        &["status"],
        &["history"],
        &["verify"],
        &["sync"],
        &["blame", &two.own],
        &[],
    ] {
        let output = two.both(command);
        assert_eq!(output.code, Some(2), "{command:?} {output:?}");
        assert!(output.stderr.contains("is about one store"), "{output:?}");
    }
    let revision = two.both(&["case", "list", "--at", "HEAD"]);
    assert_eq!(revision.code, Some(2));
    assert!(
        revision.stderr.contains("a history of its own"),
        "{revision:?}"
    );
    let gone = ["case", "list", "--store", ".", "--store", "../gone"];
    let gone = two.world.po(&gone);
    assert_ne!(gone.code, Some(0));
    assert_eq!(gone.stdout, "");
}

#[test]
fn reading_writes_nothing_and_a_store_may_be_bare_or_named_in_a_circle() {
    let two = Two::new();
    two.name();
    let bare = two.world.path().join("bare.git");
    let moi = two.world.path().join("moi");
    two.world.git(&[
        "clone",
        "--quiet",
        "--bare",
        moi.to_str().unwrap(),
        bare.to_str().unwrap(),
    ]);
    let circle = "[[store]]\nname = \"back\"\npath = \"../store\"\n\n[[store]]\nname = \"self\"\npath = \".\"\n";
    std::fs::write(moi.join("records/stores.toml"), circle).unwrap();
    two.world.done_in(&moi, &["save"]);
    let before = [files_of(&two.world.root()), files_of(&moi), files_of(&bare)];
    let stores = ["--store", ".", "--store", "../bare.git"];
    let listed = two.world.done(&[&["case", "list"][..], &stores].concat());
    assert_eq!(listed.lines().count(), 3, "{listed}");
    let circled = two.world.done_in(&moi, &["case", "list"]);
    assert_eq!(circled.lines().count(), 3, "{circled}");
    two.world.done(&["report", "quarterly", "2019Q1"]);
    two.world.po(&["show", &two.own]);
    assert!(before == [files_of(&two.world.root()), files_of(&moi), files_of(&bare)]);
}

#[test]
fn a_report_counts_over_all_names_every_commit_and_is_verified_by_them() {
    let two = Two::new();
    two.name();
    let json = two
        .world
        .done(&["report", "quarterly", "2019Q1", "--format", "json"]);
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["cases"]["proposed"]["total"], 3, "{json}");
    let stores = report["stores"].as_array().unwrap();
    let names: Vec<&str> = stores
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Invented records", "moi", "gone"]);
    assert_eq!(stores[2]["commit"], Value::Null);
    let gaps = report["gaps"].as_array().unwrap();
    let ids = |kind: &str| {
        let gap = gaps.iter().find(|gap| gap["kind"] == kind).unwrap();
        gap["ids"].to_string()
    };
    assert!(ids("differing-copy").contains(&two.copied));
    assert!(ids("differing-copy").contains(&two.twin));
    assert_eq!(ids("store-not-read"), "[\"gone\"]");
    let forms: Vec<String> = ["json", "csv", "md", "table"]
        .iter()
        .map(|form| {
            two.world
                .done(&["report", "quarterly", "2019Q1", "--format", form])
        })
        .chain([two.world.done(&["report", "monthly", "2019-02"])])
        .collect();
    // Both stores go on.
    let moi = two.world.path().join("moi");
    two.world
        .done_in(&moi, &["case", "set", &two.own, "title=Invented boats"]);
    two.world
        .done(&["case", "set", &two.petition, "title=Invented chairs"]);
    let verify = |text: &str| {
        std::fs::write(two.world.path().join("report"), text).unwrap();
        two.world.po(&["report", "verify", "../report"])
    };
    for form in &forms {
        let output = verify(form);
        assert_eq!(output.code, Some(0), "{form}{output:?}");
    }
    let commit = stores[1]["commit"].as_str().unwrap();
    let other = json.replace(commit, &commit.replace(['0', '1', '2'], "3"));
    assert_eq!(verify(&other).code, Some(1));
    // Without the store, or without its commit, there is no verdict.
    std::fs::rename(&moi, two.world.path().join("away")).unwrap();
    let output = verify(&json);
    assert_eq!(output.code, Some(3), "{output:?}");
    assert!(output.stderr.contains("moi"), "{output:?}");
}

#[test]
fn a_store_that_was_typed_is_left_out_by_a_dash() {
    let two = Two::new();
    let output = two.both(&["case", "list", "--at", "HEAD,-"]);
    assert_eq!(output.code, Some(0), "{output:?}");
    assert!(output.stdout.contains("Invented kites"), "{output:?}");
    assert!(!output.stdout.contains("Invented ferries"), "{output:?}");
    assert!(
        output
            .stderr
            .contains("the store moi is not in this answer"),
        "{output:?}"
    );
}
