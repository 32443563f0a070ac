//! `po history`, `po diff`, `po blame` and `--at`: what the past says, and what it cannot say.

use serde_json::Value;

use super::support::{Output, World, path_of};

/// An invented case with a commitment whose due date was moved on behalf of an agency.
fn moved(world: &World) -> (String, String) {
    let id = world.case("Should invented benches get a roof?", &[]);
    world.on("2019-03-01");
    world.done(&["case", "number", &id, "45"]);
    let row = [
        "--text",
        "Try a roof",
        "--agency",
        "mohw",
        "--due",
        "2021-06-30",
    ];
    world.done(&[&["case", "commitment", "add", &id][..], &row].concat());
    let text = world.read(&path_of(&id));
    let row = text.split("[[commitment]]").nth(1).unwrap();
    let key = row.split('"').nth(1).unwrap().to_owned();
    world.on("2019-04-01");
    let update = [
        "--text",
        "Later",
        "--due",
        "2021-09-30",
        "--reason",
        "No bidder",
    ];
    let update = [
        &[
            "case",
            "commitment",
            "update",
            &id,
            &key,
            "--on",
            "2019-04-01",
        ][..],
        &update,
    ];
    world.done(&[&update.concat()[..], &["--for", "mohw"]].concat());
    (id, key)
}

fn json(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn assert_says(output: &Output, code: i32, words: &[&str]) {
    assert_eq!(output.code, Some(code), "{output:?}");
    for words in words {
        assert!(output.stderr.contains(words), "{words}{output:?}");
    }
}

#[test]
fn a_history_says_who_when_for_whom_and_why() {
    let world = World::new();
    let (id, key) = moved(&world);
    let due = format!("{id}:commitment[{key}].due");
    let entries = json(&world.done(&["history", &due, "--format", "json"]));
    assert_eq!(entries.len(), 2);
    let newest = &entries[0];
    assert_eq!(newest["schema"], "po.history/1");
    assert_eq!(newest["author"], "測試者");
    assert_eq!(newest["for"], "mohw");
    assert_eq!(newest["operation"], "case.commitment.update");
    assert_eq!(newest["reason"], "No bidder");
    assert_eq!(newest["signature"], "unsigned");
    assert_eq!(newest["commit"], world.head());
    let change = &newest["records"][0]["changes"][0];
    let field = format!("commitment[{key}].due");
    assert_eq!(change["field"], field.as_str());
    assert_eq!(
        (&change["old"], &change["new"]),
        (&"2021-06-30".into(), &"2021-09-30".into())
    );
    // A field without a row means all rows.
    let any_row = world.done(&[
        "history",
        "45",
        "--field",
        "commitment.due",
        "--format",
        "json",
    ]);
    assert_eq!(json(&any_row), entries);
}

#[test]
fn a_history_is_filtered_by_who_what_and_when() {
    let world = World::new();
    let (id, _) = moved(&world);
    let count = |filter: &[&str]| {
        json(&world.done(&[&["history", "--format", "json"], filter].concat())).len()
    };
    assert_eq!(count(&[&id]), 4);
    assert_eq!(count(&[&id, "--limit", "3"]), 3);
    assert_eq!(count(&["--agency", "mohw"]), 1);
    assert_eq!(count(&["--agency", "moi"]), 0);
    assert_eq!(
        count(&["--person", "測試者", "--operation", "case.commitment"]),
        2
    );
    assert_eq!(count(&["--operation", "case.edit"]), 0);
    assert_eq!(count(&["--from", "2019-03-01", "--to", "2019-03-31"]), 2);
    assert_eq!(count(&["--at", "2019-03-31", &id]), 3);
    let oldest = json(&world.done(&["history", "--reverse", "--format", "json"]));
    assert_eq!(oldest[0]["operation"], "store.init");
}

#[test]
fn a_record_that_is_gone_has_a_history() {
    let world = World::new();
    let id = world.case("An invented case that goes", &[]);
    world.done(&["case", "rm", &id, "--yes"]);
    let entries = json(&world.done(&["history", &id, "--format", "json"]));
    let fates: Vec<&Value> = entries
        .iter()
        .map(|entry| &entry["records"][0]["change"])
        .collect();
    assert_eq!(fates, ["removed", "added"]);
    assert_says(
        &world.po(&["blame", &id]),
        3,
        &["was removed", "po history"],
    );
    assert_says(
        &world.po(&["history", "c201902-none"]),
        3,
        &["c201902-none"],
    );
}

#[test]
fn blame_names_the_commit_of_every_value_also_along_a_merge() {
    let world = World::new();
    let (id, key) = moved(&world);
    let moved = world.head();
    world.git(&["checkout", "--quiet", "-b", "side", "HEAD~1"]);
    world.done(&["case", "set", &id, "summary=Told on the side"]);
    let side = world.head();
    world.git(&["checkout", "--quiet", "main"]);
    world.git(&["merge", "--quiet", "--no-edit", "side"]);
    let values = json(&world.done(&["blame", "45", "--format", "json"]));
    let commit = |field: &str| {
        let value = values.iter().find(|value| value["field"] == field).unwrap();
        assert_eq!(value["schema"], "po.blame/1");
        value["commit"].as_str().unwrap().to_owned()
    };
    assert_eq!(commit("summary"), side);
    assert_eq!(commit(&format!("commitment[{key}].due")), moved);
    let log = json(&world.done(&["history", &id, "--format", "json"]));
    assert!(
        log.iter()
            .all(|entry| entry["parents"].as_array().unwrap().len() < 2)
    );
    assert!(log.iter().any(|entry| entry["commit"] == side.as_str()));
    assert_says(
        &world.po(&["blame", "45:formal_title"]),
        3,
        &["nothing stands"],
    );
    assert_says(
        &world.po(&["blame", "45:title.x"]),
        2,
        &["no record has a field"],
    );
}

#[test]
fn a_diff_tells_what_differs_between_two_points() {
    let world = World::new();
    let (id, key) = moved(&world);
    let other = world.case("Another invented case", &["--host", "moi"]);
    let all = json(&world.done(&["diff", "2019-03-31..", "--format", "json"]));
    let told: Vec<(&str, &str)> = all
        .iter()
        .map(|diff| {
            (
                diff["change"].as_str().unwrap(),
                diff["id"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told.len(), 2);
    assert!(
        told.contains(&("changed", &id)) && told.contains(&("added", &other)),
        "{told:?}"
    );
    let field = format!("commitment[{key}].due");
    let due = json(&world.done(&[
        "diff",
        "HEAD~2",
        "45",
        "--field",
        "commitment.due",
        "--format",
        "json",
    ]));
    assert_eq!(due[0]["changes"][0]["field"], field.as_str());
    let of_agency = world.done(&[
        "diff",
        "HEAD~2..HEAD",
        "--agency",
        "moi",
        "--format",
        "json",
    ]);
    assert_eq!(json(&of_agency).len(), 1);
    assert_eq!(
        world.done(&["diff", "HEAD~2..", "--stat"]).trim_end(),
        "case\t1\t0\t1\t16".to_owned().replace("16", &fields(&all))
    );
    assert_eq!(world.done(&["diff", "HEAD..HEAD"]), "");
    assert_says(&world.po(&["diff", "HEAD...HEAD~1"]), 2, &["two"]);
    assert_says(&world.po(&["diff", "nosuch.."]), 3, &["nosuch"]);
    assert_says(&world.po(&["diff", "2018-01-01.."]), 3, &["2018-01-01"]);
}

/// How many fields a diff names.
fn fields(diffs: &[Value]) -> String {
    let count = |diff: &Value| diff["changes"].as_array().unwrap().len();
    diffs.iter().map(count).sum::<usize>().to_string()
}

#[test]
fn a_shallow_clone_says_where_its_history_ends() {
    let world = World::new();
    let (id, _) = moved(&world);
    let url = format!("file://{}", world.root().display());
    world.git_in(
        world.path(),
        &["clone", "--quiet", "--depth=2", &url, "shallow"],
    );
    let clone = world.path().join("shallow");
    for command in [&["history", &id][..], &["blame", &id]] {
        let output = world.po_in(&clone, command);
        assert_says(&output, 1, &["shallow clone", "--unshallow"]);
        assert!(!output.stdout.is_empty(), "{output:?}");
    }
    // What happened within is told whole.
    world.done_in(&clone, &["history", &id, "--limit", "1"]);
    assert_says(
        &world.po_in(&clone, &["history", "--at", "2019-02-12"]),
        3,
        &["shallow"],
    );
}

#[test]
fn what_a_clone_shows_otherwise_is_told_as_it_was_recorded() {
    let world = World::new();
    let (id, _) = moved(&world);
    let newest = world.head();
    let right = world.done(&["history", &id, "--format", "json"]);
    let other = world.git(&["commit-tree", "HEAD~3^{tree}", "-m", "another"]);
    world.git(&["replace", &newest, other.trim()]);
    let replaced = world.po(&["history", &id, "--format", "json"]);
    assert_says(&replaced, 1, &["as it was recorded", "git replace"]);
    assert_eq!(replaced.stdout, right);
    let undone = world.po(&["undo", "--dry-run"]);
    assert_says(&undone, 0, &["as it was recorded", &newest[..7]]);
    world.git(&["replace", "--delete", &newest]);
    world.write(".git/info/grafts", format!("{newest}\n"));
    let grafted = world.po(&["history", &id, "--format", "json"]);
    assert_says(&grafted, 1, &["as it was recorded"]);
    assert_eq!(grafted.stdout, right);
}

#[test]
fn what_can_be_nobodys_doing_is_told() {
    let world = World::new();
    moved(&world);
    let typo = world.po(&["history", "--operation", "case.nubmer"]);
    assert_says(&typo, 2, &["no operation", "did you mean `case.number`?"]);
    assert_says(
        &world.po(&["history", "--operation", "nosuch"]),
        2,
        &["docs/commits.md"],
    );
    for known in ["case.link.add", "case.link", "import", "vote.close"] {
        let output = world.po(&["history", "--operation", known]);
        assert_eq!(
            (output.code, output.stdout.as_str()),
            (Some(0), ""),
            "{output:?}"
        );
    }
    assert_says(
        &world.po(&["history", "--person", "nobody"]),
        3,
        &["nobody"],
    );
    assert_says(
        &world.po(&["history", "--agency", "nobody"]),
        3,
        &["nobody"],
    );
    // Whoever recorded under a name is known by it, also on days without a commit of theirs.
    let author = ["history", "--person", "測試者", "--to", "2018-01-01"];
    assert_eq!(world.po(&author).code, Some(0));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let world = World::new();
    moved(&world);
    for asked in [&["history"][..], &["agency", "list"], &["show", "45"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut po = world.program(&world.root(), asked);
        let output = po.stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*said), (Some(0), ""), "{asked:?}");
    }
}

#[test]
fn a_missing_object_is_named() {
    let world = World::new();
    let (id, _) = moved(&world);
    let lose = |name: &str| {
        let object = world.git(&["rev-parse", name]).trim().to_owned();
        let path = format!(".git/objects/{}/{}", &object[..2], &object[2..]);
        std::fs::remove_file(world.root().join(path)).unwrap();
        object
    };
    let version = lose(&format!("HEAD~1:{}", path_of(&id)));
    let output = world.po(&["history", &id]);
    assert_says(&output, 1, &[&version, "git fsck"]);
    assert!(!output.stdout.is_empty(), "{output:?}");
    assert_says(&world.po(&["diff", "HEAD~1.."]), 1, &[&version]);
    assert_says(&world.po(&["undo", "HEAD"]), 1, &[&version, "git fsck"]);
    let tree = world.git(&["rev-parse", "HEAD~1^{tree}"]);
    let kept = world
        .root()
        .join(format!(".git/objects/{}/{}", &tree[..2], tree[2..].trim()));
    let bytes = std::fs::read(&kept).unwrap();
    let tree = lose("HEAD~1^{tree}");
    assert_says(&world.po(&["show", &id, "--at", "HEAD~1"]), 1, &[&tree]);
    assert_says(&world.po(&["verify"]), 1, &[&tree, "git fsck"]);
    std::fs::write(&kept, bytes).unwrap();
    let commit = lose("HEAD~2");
    for asked in [
        &["show", &id, "--at", "HEAD~3"][..],
        &["diff", "HEAD~3.."],
        &["undo", "HEAD~3"],
        &["verify", "HEAD~3.."],
        &["verify"],
    ] {
        assert_says(&world.po(asked), 1, &[&commit, "git fsck"]);
    }
    std::fs::remove_dir_all(world.root().join(".git/po/index")).unwrap();
    assert_says(&world.po(&["history", &id]), 1, &[&commit]);
    assert_says(&world.po(&["blame", &id]), 1, &[&commit]);
}

/// Every reading command with arguments that fit [`moved`].
const READING: [&[&str]; 30] = [
    &[],
    &["agency", "ledger", "mohw"],
    &["agency", "list"],
    &["agency", "load", "--month", "2019-04"],
    &["agency", "show", "mohw"],
    &["blame", "45"],
    &["calendar", "add", "2019-02-12", "10wd"],
    &["calendar", "show", "2019"],
    &["case", "list"],
    &["case", "show", "45"],
    &["case", "watch"],
    &["case", "why", "45"],
    &["commitment", "list"],
    &["due"],
    &["history"],
    &["meeting", "chief", "list", "Invented"],
    &["meeting", "list"],
    &["overview"],
    &["person", "list"],
    &["report", "quarterly", "2019Q1"],
    &["rules", "diff", "2018-07-02", "2019-07-02"],
    &["rules", "list"],
    &["rules", "show", "2019-02-12"],
    &["show", "45"],
    &["transcript", "list"],
    &["history", "45"],
    &["check"],
    &["meeting", "show", "Invented"],
    &["meeting", "sheet", "Invented"],
    &["person", "show", "invented-person"],
];

#[test]
fn every_reading_command_answers_from_the_past_and_leaves_the_present_alone() {
    let world = World::new();
    let (id, _) = moved(&world);
    let meeting = [
        "--kind",
        "working",
        "--title",
        "Invented",
        "--date",
        "2019-04-12",
        "--case",
        &id,
    ];
    world.done(&[&["meeting", "new"][..], &meeting].concat());
    world.done(&[
        "person",
        "new",
        "--id",
        "invented-person",
        "--name",
        "Invented",
    ]);
    let day = ["--as-of", "2019-04-02"];
    let ask = |more: &[&str]| -> Vec<(i32, String)> {
        let ask = |command: &&[&str]| {
            let output = world.po(&[command, &day[..], more].concat());
            assert!(
                matches!(output.code, Some(0 | 1)),
                "{command:?} {more:?}{output:?}"
            );
            (output.code.unwrap(), output.stdout)
        };
        READING.iter().map(ask).collect()
    };
    let then = ask(&[]);
    let at = world.head();
    world.on("2019-05-01");
    world.done(&[
        "case",
        "set",
        &id,
        "title=Another question",
        "summary=Other",
    ]);
    world.done(&["agency", "set", "mohw", "short_name=Invented"]);
    world.done(&["meeting", "set", "Invented", "title=Invented later"]);
    let head = world.head();
    for (command, (then, now)) in READING.iter().zip(then.iter().zip(ask(&["--at", &at]))) {
        assert_eq!(*then, now, "{command:?}");
    }
    assert_eq!(world.head(), head);
    world.assert_sound();
    for (command, words) in [
        (&["schema", "case"][..], "does not read the past"),
        (&["explain"], "does not read the past"),
        (&["save"], "cannot be changed"),
        (&["diff", "HEAD~1"], "names two"),
        (&["case", "set", "45", "title=x"], "cannot be changed"),
        (
            &[
                "case",
                "link",
                "add",
                "45",
                "--kind",
                "other",
                "--url",
                "https://example.org",
            ],
            "cannot be changed",
        ),
    ] {
        let output = world.po(&[command, &["--at", "HEAD~1"]].concat());
        assert_says(&output, 2, &[words]);
    }
}

#[test]
fn a_record_whose_file_is_lost_is_not_said_to_be_unknown() {
    let world = World::new();
    let (id, _) = moved(&world);
    let path = path_of(&id);
    let object = world.git(&["rev-parse", &format!("HEAD:{path}")]);
    let object = object.trim();
    let file = format!(".git/objects/{}/{}", &object[..2], &object[2..]);
    std::fs::remove_file(world.root().join(file)).unwrap();
    std::fs::remove_dir_all(world.root().join(".git/po/index")).unwrap();
    for asked in ["show", "history", "blame", "receipt"] {
        for name in ["45", "benches"] {
            let output = world.po(&[asked, name]);
            assert_says(&output, 1, &[&path, object, "git fsck"]);
        }
        assert_says(&world.po(&[asked, &id]), 1, &[object, "git fsck"]);
    }
}

#[test]
fn a_question_that_names_nothing_is_refused() {
    let world = World::new();
    for typed in ["", "..", " .. "] {
        assert_says(&world.po(&["diff", typed]), 2, &["po diff HEAD~3"]);
    }
    assert_says(&world.po(&["history", "--limit", "0"]), 2, &["from 1"]);
    let no_day = ["case", "list", "--at", "2026-02-30"];
    assert_says(&world.po(&no_day), 2, &["2026-02-30", "real-day"]);
    assert_says(&world.po(&["case", "list", "--at"]), 2, &["--at", "blank"]);
    // On whose behalf nothing is recorded.
    for reading in [
        &["history"][..],
        &["case", "list"],
        &["verify"],
        &["diff", "HEAD~1"],
    ] {
        let asked = [reading, &["--for", "mohw"]].concat();
        assert_says(&world.po(&asked), 2, &["--for", "--agency"]);
    }
}

#[test]
fn a_commit_of_many_records_is_listed_by_counts_unless_all_is_asked_for() {
    let world = World::new();
    let id = world.case("Should invented benches get a roof?", &[]);
    let first = world.git(&["rev-list", "--max-parents=0", "HEAD"]);
    let of_first = |arguments: &[&str]| {
        let listed = world.done(&[&["history"], arguments].concat());
        let rows = listed.lines().filter(|line| line.contains(first.trim()));
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    let counts = of_first(&[]);
    assert!(counts.len() < 10, "{counts:?}");
    let agencies = std::fs::read_dir(world.root().join("records/agencies")).unwrap();
    let counted = format!("agency ×{}\tadded", agencies.count());
    assert!(
        counts.iter().any(|row| row.contains(&counted)),
        "{counts:?}"
    );
    assert!(of_first(&["--full"]).len() > 500);
    assert!(of_first(&["--format", "csv"]).len() > 500);
    let listed = world.done(&["history"]);
    assert!(listed.contains(&format!("{id}\tadded\ttitle")));
}
