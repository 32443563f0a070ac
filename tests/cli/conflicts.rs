//! What merges left undecided: listed, shown with who set it, marked in every list, kept from the public.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::merging::{diverge, two_clones};
use crate::support::{Output, World, path_of};

/// A clone in which a merge left the title of a case undecided; its id.
fn undecided() -> (World, PathBuf, String) {
    let (world, clone, path) = two_clones();
    diverge(&world, &clone, &path);
    world.git_in(&clone, &["fetch", "--quiet"]);
    world.git_in(&clone, &["merge", "--quiet", "--no-edit", "origin/main"]);
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    (world, clone, id.to_owned())
}

#[test]
fn each_value_is_told_with_who_set_it_and_how_to_choose_it() {
    let (world, clone, id) = undecided();
    let po = |arguments: &[&str]| world.po_in(&clone, arguments);
    let status = po(&["status"]);
    assert!(
        status.stdout.contains("1 record waits for a decision"),
        "{status}"
    );
    assert_snapshot!(po(&["conflict", "list"]), @"
    c201902-x11g	1	title	甲案如何改善？
    ---- stderr
    1 field undecided in 1 record; `po conflict show ID` tells who set what
    [exit 0]
    ");
    assert_snapshot!(po(&["conflict", "show", &id]), @r#"
    c201902-x11g  甲案如何改善？

    title  before: "甲案如何改善？"
      1  "丙案如何改善？"
         2019-02-12  測試者  <commit>  c201902-x11g: title → 丙案如何改善？
         po resolve c201902-x11g title 1
      2  "乙案如何改善？"
         2019-02-12  測試者  <commit>  c201902-x11g: title → 乙案如何改善？
         po resolve c201902-x11g title 2
    [exit 0]
    "#);
    assert_snapshot!(po(&["conflict", "show", &id, "--lang", "zh-TW"]), @r#"
    c201902-x11g  甲案如何改善？

    議題  原值："甲案如何改善？"
      1  "丙案如何改善？"
         108.02.12  測試者  <commit>  c201902-x11g: title → 丙案如何改善？
         po resolve c201902-x11g title 1
      2  "乙案如何改善？"
         108.02.12  測試者  <commit>  c201902-x11g: title → 乙案如何改善？
         po resolve c201902-x11g title 2
    [exit 0]
    "#);
    assert_snapshot!(po(&["conflict", "show", &id, "--format", "csv"]), @r#"
    field,base,number,value,on,author,for,commit,resolve
    title,"""甲案如何改善？""",1,"""丙案如何改善？""",2019-02-12,測試者,,<commit>,po resolve c201902-x11g title 1
    title,"""甲案如何改善？""",2,"""乙案如何改善？""",2019-02-12,測試者,,<commit>,po resolve c201902-x11g title 2
    [exit 0]
    "#);
    let json = po(&[
        "conflict",
        "show",
        &format!("{id}:title"),
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let values = &json[0]["values"];
    assert_eq!(json[0]["base"], "\"甲案如何改善？\"");
    assert_eq!(values[0]["value"], "\"丙案如何改善？\"");
    let there = world.git_in(&clone, &["log", "-1", "--format=%H", "HEAD~3"]);
    assert_eq!(values[0]["set"]["commit"], there.trim());
    let here = world.git(&["log", "-1", "--format=%H", "HEAD~1"]);
    assert_eq!(values[1]["set"]["commit"], here.trim());
    // Settled, it is told of the past only.
    world.done_in(&clone, &["resolve", &id, "title", "1"]);
    assert_snapshot!(po(&["conflict", "show", &id]), @"
    ---- stderr
    error: c201902-x11g has nothing to settle
    hint: `po conflict list` shows what is undecided
    [exit 3]
    ");
    assert_snapshot!(po(&["conflict", "list", "--lang", "zh-TW"]), @"
    ---- stderr
    並無待擇定之欄位
    [exit 0]
    ");
    let past = po(&["conflict", "list", "--at", "HEAD~1"]);
    assert!(past.stdout.starts_with(&id), "{past}");
}

#[test]
fn what_is_no_choice_settles_nothing() {
    let (world, clone, id) = undecided();
    let before = world.git_in(&clone, &["rev-parse", "HEAD"]);
    let po = |arguments: &[&str]| world.po_in(&clone, arguments);
    assert_snapshot!(po(&["resolve", &id, "title", "2", "--dry-run"]), @r#"
    change  c201902-x11g 乙案如何改善？
        conflict[title].base: "甲案如何改善？" → –
        conflict[title].path: title → –
        conflict[title].values: "丙案如何改善？", "乙案如何改善？" → –
        title: 甲案如何改善？ → 乙案如何改善？
    ---- stderr
    1 record would change; nothing was written (--dry-run)
    [exit 0]
    "#);
    assert_snapshot!(po(&["resolve", &id, "title", "9"]), @r#"
    ---- stderr
    error: `9` is none of the values, which are 1 to 2
      title  before: "甲案如何改善？"
        1  "丙案如何改善？"
        2  "乙案如何改善？"
    [exit 2]
    "#);
    assert_snapshot!(po(&["resolve", &id, "title", "0", "--lang", "zh-TW"]), @r#"
    ---- stderr
    錯誤：「0」不在所列各值（1 至 2）之中
      title  原值："甲案如何改善？"
        1  "丙案如何改善？"
        2  "乙案如何改善？"
    [exit 2]
    "#);
    assert_snapshot!(po(&["case", "set", &id, "conflict[title].base=x"]), @"
    ---- stderr
    error: what a merge left undecided is settled with `po resolve`
    [exit 5]
    ");
    assert_eq!(world.git_in(&clone, &["rev-parse", "HEAD"]), before);
    world.done_in(&clone, &["resolve", &id, "title", "丁案如何改善？"]);
    assert!(po(&["case", "show", &id]).stdout.contains("丁案"));
}

#[test]
fn a_value_that_a_rebase_wrote_comes_from_the_rebased_commit() {
    let (world, clone, path) = two_clones();
    diverge(&world, &clone, &path);
    world.git_in(&clone, &["fetch", "--quiet"]);
    world.git_in(&clone, &["rebase", "--quiet", "origin/main"]);
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    let shown = world.po_in(&clone, &["conflict", "show", id, "--format", "jsonl"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    let commit = |revision: &str| {
        let found = world.git_in(&clone, &["rev-parse", revision]);
        found.trim().to_owned()
    };
    // 丙 was set by the first of the three commits that were rebased, 乙 before all of them.
    assert_eq!(shown["values"][0]["set"]["commit"], commit("HEAD~2"));
    assert_eq!(shown["values"][1]["set"]["commit"], commit("HEAD~4"));
}

#[test]
fn every_list_marks_the_record_and_says_what_the_mark_means() {
    let (world, clone, id) = undecided();
    let po = |arguments: &[&str]| world.po_in(&clone, arguments);
    let marked = |output: &Output| {
        assert!(output.stdout.contains("※ "), "{output}");
        assert!(
            output
                .stderr
                .contains(&format!("undecided: {id} (po conflict show)")),
            "{output}"
        );
    };
    marked(&po(&["case", "list", "--format", "md"]));
    marked(&po(&["overview", "--format", "md"]));
    assert_snapshot!(po(&["case", "list"]), @"
    	c201902-x11g	proposed	衛福部	2019-02-12	甲案如何改善？
    ---- stderr
    ※ a merge left fields undecided: c201902-x11g (po conflict show)
    [exit 0]
    ");
    assert_snapshot!(po(&["overview", "--lang", "zh-TW"]), @"
    	proposed	衛福部	no date	0 d	甲案如何改善？
    ---- stderr
    ※ 合併後有欄位待擇定：c201902-x11g（po conflict show）
    未結 1 案。紀錄 <commit>。
    [exit 0]
    ");
    assert!(po(&["case", "show", &id]).stderr.contains("※ "));
    assert!(
        po(&[])
            .stdout
            .contains("1 record with fields that a merge left undecided")
    );
    for list in [&["case", "list"][..], &["case", "show", &id], &["overview"]] {
        let value = po(&[list, &["--format", "json"]].concat());
        let value: serde_json::Value = serde_json::from_str(&value.stdout).unwrap();
        let first = value.get(0).unwrap_or(&value);
        assert_eq!(first["conflicts"], 1, "{list:?}");
    }
    // A case without any has no mark.
    assert!(
        !world
            .po(&["case", "list", "--format", "md"])
            .to_string()
            .contains('※')
    );
}

#[test]
fn meetings_transcripts_and_what_is_due_are_marked_too() {
    let world = World::new();
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "虛構籌備會議",
        "--date",
        "2019-03-01",
    ]);
    world.done(&[
        "meeting",
        "task",
        "add",
        &meeting,
        "--what",
        "備便簽到表",
        "--owner",
        "mohw",
        "--due",
        "2019-02-20",
    ]);
    leave_undecided(&world, &crate::support::path_of(&meeting));
    let list = world.po(&["meeting", "list", "--format", "md"]);
    assert!(list.stdout.contains("※ 虛構籌備會議"), "{list}");
    let due = world.po(&["due", "--format", "md"]);
    assert!(
        due.stdout.contains("※ ") && due.stderr.contains(&meeting),
        "{due}"
    );
    let due = world.po(&["due", "--format", "json"]);
    assert!(due.stdout.contains("\"conflicts\": 1"), "{due}");
}

/// Invents a decision to take about the title of a record.
fn leave_undecided(world: &World, path: &str) {
    let row = "\n[[conflict]]\npath = \"title\"\nvalues = ['\"甲\"', '\"乙\"']\n";
    world.write(path, world.read(path) + row);
    world.done(&["save"]);
}

#[test]
fn what_is_undecided_does_not_become_public() {
    let (world, clone, id) = undecided();
    let published = world.path().join("published");
    world.done_in(
        world.path(),
        &["init", "published", "--name", "Invented", "--lang", "en"],
    );
    let refused = world.po_in(&clone, &["publish", &id, "--to", path(&published)]);
    assert_eq!(refused.code, Some(5), "{refused}");
    assert!(refused.stderr.contains("rule open-conflict"), "{refused}");
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn reports_count_what_is_undecided_among_their_gaps() {
    let (world, clone, id) = undecided();
    for (report, shown) in [
        (
            &["report", "quarterly", "2019Q1"][..],
            "Cases with fields that a merge left undecided",
        ),
        (
            &["report", "monthly", "2019-02"],
            "Open cases with fields that a merge left undecided",
        ),
    ] {
        let page = world.po_in(&clone, report);
        assert!(page.stdout.contains(shown), "{page}");
        let json = world.po_in(&clone, &[report, &["--format", "json"]].concat());
        let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        let gaps = json["gaps"].as_array().unwrap();
        let gap = gaps.iter().find(|gap| gap["kind"] == "undecided").unwrap();
        assert_eq!(gap["ids"], serde_json::json!([id]));
    }
}

/// Two invented petitions against each other, each with a case, and a planned meeting about the second.
fn opposite_petitions() -> (World, String, String, String) {
    let world = World::new();
    let petition = |number: u32| {
        format!("https://join.gov.tw/idea/detail/0000000{number}-0000-4000-8000-000000000000")
    };
    let one = world.case(
        "虛構廣場應該鋪草嗎？",
        &["--petition", &petition(1), "--tag", "公園"],
    );
    let other = world.case(
        "虛構廣場應該鋪磚嗎？",
        &[
            "--petition",
            &petition(2),
            "--tag",
            "廣場",
            "--host",
            "moi",
            "--source",
            "join-petition",
            "--summary",
            "磚",
        ],
    );
    world.done(&["case", "number", &one, "45"]);
    world.done(&["case", "number", &other, "46"]);
    for case in [&one, &other] {
        world.done(&[
            "case", "problem", "add", case, "--text", case, "--aspect", "虛構",
        ]);
        world.done(&[
            "case",
            "reply",
            "add",
            case,
            "--agency",
            "mohw",
            "--kind",
            "interim",
            "--on",
            "2019-02-12",
        ]);
    }
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "虛構協作會議",
        "--date",
        "2019-03-20",
        "--case",
        &other,
    ]);
    (world, one, other, meeting)
}

#[test]
fn two_cases_become_one_and_the_second_says_so() {
    let (world, one, other, meeting) = opposite_petitions();
    let merge = ["case", "merge", "45", "46", "--reason", "正反連署併同討論"];
    let head = world.head();
    assert_snapshot!(world.po(&[&merge[..], &["--dry-run"]].concat()), @r#"
    change  c201902-a783 虛構廣場應該鋪磚嗎？
        stage[e33n].k: – → e33n
        stage[e33n].name: – → merged
        stage[e33n].note: – → merged into No. 45 c201902-x11g
        stage[e33n].on: – → 2019-02-12
        stage[e33n].reason: – → 正反連署併同討論
    change  c201902-x11g 虛構廣場應該鋪草嗎？
        agency[moi+host].id: – → moi
        agency[moi+host].role: – → host
        conflict[source].base: – → "ministry"
        conflict[source].path: – → source
        conflict[source].values: – → "join-petition", "ministry"
        petition[https://join.gov.tw/idea/detail/00000002-0000-4000-8000-000000000000].url: – → https://join.gov.tw/idea/detail/00000002-0000-4000-8000-000000000000
        problem[rtnn].aspect: – → 虛構
        problem[rtnn].k: – → rtnn
        problem[rtnn].label: – → P2
        problem[rtnn].text: – → c201902-a783
        reply[k5y1].petition: – → https://join.gov.tw/idea/detail/00000001-0000-4000-8000-000000000000
        reply[ss23].agency: – → mohw
        reply[ss23].k: – → ss23
        reply[ss23].kind: – → interim
        reply[ss23].on: – → 2019-02-12
        reply[ss23].petition: – → https://join.gov.tw/idea/detail/00000002-0000-4000-8000-000000000000
        summary: – → 磚
        tags: 公園 → 公園, 廣場
    change  m201903-4t4z 虛構協作會議
        cases: c201902-a783 → c201902-a783, c201902-x11g
    ---- stderr
    3 records would change; nothing was written (--dry-run)
    [exit 0]
    "#);
    assert_eq!(world.head(), head);
    assert_snapshot!(world.zh(&merge), @"
    ---- stderr
    已記錄 <commit> No. 46 c201902-a783: merged into No. 45 c201902-x11g
    兩案部分欄位所載不一，請擇定：po conflict show c201902-x11g
    [exit 0]
    ");
    let joined = world.read(&crate::support::path_of(&one));
    for held in [
        "00000001-",
        "00000002-",
        "公園",
        "廣場",
        "P1",
        "P2",
        "id = \"moi\"",
        "summary = \"磚\"",
    ] {
        assert!(joined.contains(held), "{held}: {joined}");
    }
    assert!(joined.contains("number = 45") && joined.contains("title = \"虛構廣場應該鋪草嗎？\""));
    // Each reply still answers its own petition.
    assert_eq!(
        joined
            .matches("petition = \"https://join.gov.tw/idea/detail/00000002-")
            .count(),
        1,
        "{joined}"
    );
    let message = world.git(&["log", "-1", "--format=%B"]);
    assert!(
        message.contains("Po-Op: case.merge") && message.contains("Po-Reason: 正反連署併同討論"),
        "{message}"
    );
    assert_snapshot!(world.po(&["case", "why", &other]), @"
    No. 46  虛構廣場應該鋪磚嗎？
    c201902-a783, stage: merged since 2019-02-12

    When it first came up
      2019-02-12 proposed
        meeting   not recorded
        recorded  2019-02-12 (<commit>)

    How it was chosen
      not recorded

    When it was last reported
      no report is recorded

    What was asked and decided each time
      no report is recorded

    Why it was released, not held, postponed or closed
      2019-02-12 merged
        note      merged into No. 45 c201902-x11g
        reason    正反連署併同討論
        meeting   not recorded
        recorded  2019-02-12 (<commit>)
    [exit 0]
    ");
    let about = world.read(&crate::support::path_of(&meeting));
    assert!(about.contains(&one) && about.contains(&other), "{about}");
    // The sources differ, and somebody decides.
    assert_snapshot!(world.po(&["resolve", &one]), @r#"
    ---- stderr
    error: c201902-x11g has fields to settle; name one and its value
      source  before: "ministry"
        1  "join-petition"
        2  "ministry"
    hint: po resolve c201902-x11g 'source' 1  (the first value)
    [exit 2]
    "#);
    world.done(&["resolve", &one, "source", "join-petition"]);
    // A case is merged once, and not into itself.
    assert_eq!(world.po(&merge).code, Some(5));
    assert_eq!(
        world
            .po(&["case", "merge", "45", "45", "--reason", "虛構"])
            .code,
        Some(2)
    );
}

#[test]
fn a_petition_in_two_cases_is_offered_for_merging() {
    let world = World::new();
    let petition = [
        "--petition",
        "https://join.gov.tw/idea/detail/00000001-0000-4000-8000-000000000000",
    ];
    let one = world.case("虛構廣場應該鋪草嗎？", &petition);
    let other = world.case("虛構廣場要不要鋪草？", &petition);
    let found = world.po(&["check", "--rule", "duplicate-petition", "--format", "json"]);
    let command = format!("po case merge {one} {other} --reason ");
    assert!(
        found.stdout.contains(&command)
            || found
                .stdout
                .contains(&format!("po case merge {other} {one} --reason ")),
        "{found}"
    );
    world.done(&[
        "case",
        "merge",
        &one,
        &other,
        "--reason",
        "同一連署重複建檔",
    ]);
}

#[test]
fn who_sets_a_field_settles_its_conflict() {
    let world = World::new();
    let id = world.case("An invented pier?", &["--host", "coa"]);
    leave_undecided(&world, &path_of(&id));
    world.done(&["case", "set", &id, "summary=Invented"]);
    assert!(world.read(&path_of(&id)).contains("[[conflict]]"));
    let set = world.po(&["case", "set", &id, "title=An invented quay?"]);
    assert!(
        set.stderr.contains("(settles the conflict of title)"),
        "{set}"
    );
    let text = world.read(&path_of(&id));
    assert!(
        !text.contains("[[conflict]]") && text.contains("An invented quay?"),
        "{text}"
    );
    world.assert_sound();
}

#[test]
fn a_case_keeps_its_own_values_in_rows_that_both_have_and_promises_count_once() {
    let world = World::new();
    let petition = "https://join.gov.tw/idea/detail/00000003-0000-4000-8000-000000000000";
    let case = |title: &str, number: &str, reached: &str| {
        let id = world.case(title, &["--number", number, "--petition", petition]);
        let qualify = ["case", "petition", "qualify", number, "--on", reached];
        world.done(&qualify);
        world.done(&[
            "case",
            "commitment",
            "add",
            number,
            "--text",
            title,
            "--agency",
            "mohw",
        ]);
        id
    };
    let one = case("虛構甲", "1", "2019-02-10");
    case("虛構乙", "2", "2019-02-01");
    world.done(&["case", "merge", "1", "2", "--reason", "虛構"]);
    let text = world.read(&path_of(&one));
    assert!(text.contains("qualified_on = 2019-02-10"), "{text}");
    assert!(text.contains("base = \"2019-02-10\""), "{text}");
    let promises = world.done(&["commitment", "list", "--format", "json"]);
    let promises: serde_json::Value = serde_json::from_str(&promises).unwrap();
    assert_eq!(promises.as_array().unwrap().len(), 2, "{promises}");
    let due = world.done(&["due", "--within", "9999d", "--format", "json"]);
    assert!(due.contains("虛構甲") && !due.contains("虛構乙"), "{due}");
}
