//! Problems, ideas, solutions, promises: labels, references, days and reasons.

use insta::assert_snapshot;

use crate::support::{World, path_of};

fn world() -> (World, String) {
    let world = World::new();
    let id = world.case(
        "May invented kites fly?",
        &["--number", "45", "--host", "coa"],
    );
    world.on("2019-06-30");
    (world, id)
}

#[test]
fn points_get_labels_and_answer_to_them() {
    let (world, id) = world();
    assert_snapshot!(world.po(&["case", "problem", "add", "45", "--text", "invented lines tangle"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add problem a783 P1 invented lines tangle
    [exit 0]
    ");
    world.done(&[
        "case",
        "problem",
        "add",
        "45",
        "--text",
        "no invented wind",
        "--aspect",
        "safety",
    ]);
    world.done(&[
        "case",
        "idea",
        "add",
        "45",
        "--text",
        "rails",
        "--problem",
        "p1",
    ]);
    let solution = [
        "case", "solution", "add", "45", "--text", "zones", "--agency", "coa",
    ];
    let answers = |more: &[&str]| world.po(&[&solution, more].concat());
    assert_snapshot!(answers(&["--answer", "P9"]), @"
    ---- stderr
    error: no problem of the case is called `P9`; there are:
      P1 invented lines tangle
      P2 no invented wind
    [exit 3]
    ");
    assert_snapshot!(answers(&["--answer", "Ｐ１", "--answer", "P2", "--adoption", "partly"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add solution k5y1 S1 zones a783, fw2q
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "evidence", "add", "45", "--text", "list", "--supports", "S1"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add evidence rtnn list k5y1
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["case", "evidence", "add", "45", "--text", "list", "--supports", "C1"]), @"
    ---- stderr
    錯誤：本案的 problem, idea, solution 沒有「C1」；現有：
      P1 invented lines tangle
      P2 no invented wind
      I1 rails
      S1 zones
    [exit 3]
    ");
    world.done(&[
        "case", "term", "add", "45", "--name", "kite", "--text", "flies",
    ]);
    world.done(&[
        "case",
        "stakeholder",
        "add",
        "45",
        "--group",
        "fliers",
        "--reason",
        "they fly",
    ]);
    // Another day of adoption comes with another adoption only.
    world.on("2019-07-15");
    world.done(&[
        "case",
        "solution",
        "set",
        "45",
        "S1",
        "--adoption",
        "partly",
        "--difficulty",
        "money",
    ]);
    assert!(
        world
            .read(&path_of(&id))
            .contains("adopted_on = 2019-06-30")
    );
    world.done(&[
        "case",
        "solution",
        "set",
        "45",
        "s1",
        "--adoption",
        "adopted",
    ]);
    assert!(
        world
            .read(&path_of(&id))
            .contains("adopted_on = 2019-07-15")
    );
    assert_snapshot!(world.po(&["case", "problem", "rm", "45", "P1"]), @"
    ---- stderr
    error: the change names what is not there (rule no-dangling-reference); nothing was written
      records/cases/2019/02/c201902-x11g.toml idea[1].problem: the case has no row `a783`
      records/cases/2019/02/c201902-x11g.toml solution[1].answers[1]: the case has no row `a783`
    [exit 5]
    ");
    // The label of a row that is gone is not given again while a higher one stands.
    world.done(&["case", "solution", "set", "45", "S1", "--answer", "P2"]);
    world.done(&["case", "idea", "rm", "45", "I1"]);
    world.done(&["case", "problem", "rm", "45", "P1"]);
    world.done(&["case", "problem", "add", "45", "--text", "invented storms"]);
    assert_snapshot!(world.po(&["case", "show", "45", "--format", "md"]), @"
    # May invented kites fly?

    - id: c201902-x11g
    - number: 45
    - title: May invented kites fly?
    - source: ministry

    ## stage

    - proposed, 2019-02-12

    ## agency

    - 農委會, host

    ## problem

    - label P2, aspect safety, no invented wind
    - label P3, invented storms

    ## solution

    - label S1, zones, answers P2, agency 農委會, difficulty money, adoption adopted, adopted on 2019-07-15

    ## evidence

    - list, supports S1

    ## term

    - kite, flies

    ## stakeholder

    - fliers, they fly
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn a_promise_keeps_its_dates_and_reasons() {
    let (world, id) = world();
    let add = [
        "case",
        "commitment",
        "add",
        "45",
        "--text",
        "mark zones",
        "--due",
        "2019-09-01",
    ];
    let with = |more: &[&str]| world.po(&[&add, more].concat());
    assert_snapshot!(with(&["--agency", "moda", "--on", "2019-05-06"]), @"
    ---- stderr
    error: `moda` did not exist on 2019-05-06 (rule agency-not-in-force)
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "commitment", "add", "45", "--text", "x", "--due", "2019-02-31"]), @"
    ---- stderr
    error: due: `2019-02-31` names a day that its month does not have (rule real-day)
    [exit 2]
    ");
    assert_snapshot!(with(&["--agency", "農委會", "--on", "2019-05-06"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add commitment 0hy7 C1 mark zones coa
    [exit 0]
    ");
    world.on("2026-01-05");
    assert_snapshot!(with(&["--agency", "coa"]), @"
    ---- stderr
    error: `coa` did not exist on 2026-01-05; `moa` did (rule agency-not-in-force)
    hint: if the promise was made earlier, say when with --on
    [exit 5]
    ");
    world.on("2019-08-01");
    assert_snapshot!(world.po(&["case", "commitment", "set", "45", "C1", "--agency", "moda"]), @"
    ---- stderr
    error: `moda` did not exist on 2019-05-06 (rule agency-not-in-force)
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "commitment", "set", "45", "C1", "--due", "2019-12-01"]), @"
    ---- stderr
    error: C1 is due on 2019-09-01; a due date moves with a reason and the old one stays (rule due-changed-without-reason)
    hint: po case commitment update c201902-x11g C1 --due DAY --reason TEXT
    [exit 5]
    ");
    let key = world.done(&["commitment", "list", "--format", "json"]);
    let key: serde_json::Value = serde_json::from_str(&key).unwrap();
    let path = format!(
        "commitment[{}].due=2019-12-01",
        key[0]["k"].as_str().unwrap()
    );
    assert_snapshot!(world.zh(&["case", "set", "45", &path]), @"
    ---- stderr
    錯誤：C1 的期限為 108.09.01；變更期限須載明理由並保留原期限（規則 due-changed-without-reason）
    建議：po case commitment update c201902-x11g C1 --due 日期 --reason 理由
    [exit 5]
    ");
    let status = path.replace("due=2019-12-01", "status=done");
    assert_snapshot!(world.po(&["case", "set", "45", &status]), @"
    ---- stderr
    error: a promise changes its status with `po case commitment update` (rule promise-dated)
    [exit 5]
    ");
    let update =
        |more: &[&str]| world.po(&[&["case", "commitment", "update", "45", "c1"], more].concat());
    assert_snapshot!(update(&[]), @"
    ---- stderr
    error: nothing to set; name at least one field
    [exit 2]
    ");
    assert_snapshot!(update(&["--due", "2019-12-01"]), @"
    ---- stderr
    error: C1 is due on 2019-09-01; a due date moves with a reason and the old one stays (rule due-changed-without-reason)
    hint: po case commitment update c201902-x11g C1 --due DAY --reason TEXT
    [exit 5]
    ");
    assert_snapshot!(update(&["--due", "2019-12-01", "--reason", "an invented typhoon"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: C1 due 2019-12-01
    [exit 0]
    ");
    assert_snapshot!(update(&["--due", "2019-12-01"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    let evidence = "https://example.org/zones";
    world.on("2019-11-20");
    assert_snapshot!(update(&["--on", "2019-11-20", "--text", "marked", "--status", "done", "--evidence", evidence]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: C1 done, marked
    [exit 0]
    ");
    // What is entered late does not undo what happened since.
    let late = ["--on", "2019-09-20", "--status", "changed-direction"];
    assert_snapshot!(update(&late), @"
    ---- stderr
    error: a promise that is dropped or kept in another way needs a reason (rule promise-reason)
    hint: say why with --reason
    [exit 5]
    ");
    assert_snapshot!(update(&[&late[..], &["--reason", "invented zones by colour"]].concat()), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: C1 changed-direction
    [exit 0]
    ");
    let text = world.read(&path_of(&id));
    let rows = text.split_once("[[commitment]]").unwrap().1;
    assert_snapshot!(rows, @r#"

    k = "0hy7"
    label = "C1"
    text = "mark zones"
    agency = "coa"
    on = 2019-05-06
    due = 2019-12-01
    status = "done"

    [[commitment.update]]
    k = "65mz"
    on = 2019-08-01
    due_was = 2019-09-01
    due_now = 2019-12-01
    reason = "an invented typhoon"

    [[commitment.update]]
    k = "hsqm"
    on = 2019-11-20
    text = "marked"
    status = "done"
    evidence = "https://example.org/zones"

    [[commitment.update]]
    k = "24f8"
    on = 2019-09-20
    status = "changed-direction"
    reason = "invented zones by colour"
    "#);
    world.assert_sound();
}

#[test]
fn promises_of_all_cases_as_of_any_day() {
    let (world, _) = world();
    world.case("May invented boats land?", &["--number", "46"]);
    let add = |case: &str, text: &str, more: &[&str]| {
        world.done(&[&["case", "commitment", "add", case, "--text", text], more].concat());
    };
    add(
        "45",
        "mark zones",
        &[
            "--agency",
            "coa",
            "--on",
            "2019-05-06",
            "--due",
            "2019-06-01",
        ],
    );
    add(
        "45",
        "train fliers",
        &["--agency", "coa", "--due", "2019-09-01"],
    );
    add(
        "46",
        "build a jetty",
        &["--agency", "mohw", "--due", "2019-05-20"],
    );
    add("46", "think again", &[]);
    world.done(&[
        "case",
        "commitment",
        "update",
        "46",
        "C1",
        "--on",
        "2019-06-20",
        "--status",
        "done",
    ]);
    assert_snapshot!(world.po(&["commitment", "list"]), @"
    29 d late	2019-06-01	農委會	45	C1	mark zones
    open	2019-09-01	農委會	45	C2	train fliers
    open	?	?	46	C2	think again
    done	2019-05-20	衛福部	46	C1	build a jetty
    [exit 0]
    ");
    assert_snapshot!(world.po(&["commitment", "list", "--overdue"]), @"
    29 d late	2019-06-01	農委會	45	C1	mark zones
    [exit 0]
    ");
    assert_snapshot!(world.po(&["commitment", "list", "--overdue", "--as-of", "2019-06-10"]), @"
    21 d late	2019-05-20	衛福部	46	C1	build a jetty
    9 d late	2019-06-01	農委會	45	C1	mark zones
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["commitment", "list", "--agency", "農委會", "--format", "md", "--as-of", "108-10-01"]), @"
    | 狀態 | 期限 | 機關 | 序號 | 編號 | 承諾事項 |
    | --- | --- | --- | ---: | --- | --- |
    | 逾期122日 | 108.06.01 | 農委會 | 45 | C1 | mark zones |
    | 逾期30日 | 108.09.01 | 農委會 | 45 | C2 | train fliers |
    [exit 0]
    ");
    assert_snapshot!(world.po(&["commitment", "list", "--agency", "mohw", "--format", "json"]), @r#"
    [
      {
        "schema": "po.commitment/1",
        "case": "c201902-a783",
        "number": 46,
        "k": "dkhq",
        "label": "C1",
        "text": "build a jetty",
        "agency": "mohw",
        "on": null,
        "due": "2019-05-20",
        "status": "done",
        "days_overdue": null
      }
    ]
    [exit 0]
    "#);
}

#[test]
fn words_of_the_network_are_explained() {
    let world = World::empty();
    let explain = |word: &str, language: &str| {
        world.po_in(world.path(), &["explain", word, "--lang", language])
    };
    assert_snapshot!(explain("qualified_on", "en"), @"
    qualified　成案
      A petition has collected enough supports in time; from that day the limit of the reply runs.
      also: qualified_on, reached the threshold, 成案日
    [exit 0]
    ");
    assert_snapshot!(explain("成案", "zh-TW"), @"
    成案　qualified
      附議於期限內達門檻；回應期限自該日起算。
      又稱或紀錄用語：qualified_on、reached the threshold、成案日
    [exit 0]
    ");
    assert_snapshot!(explain("colaborative", "en"), @"
    ---- stderr
    error: the glossary has no `colaborative`
    hint: did you mean `collaborative`?
    [exit 3]
    ");
    assert_snapshot!(explain("風箏", "zh-TW"), @"
    ---- stderr
    錯誤：詞彙表中沒有「風箏」
    建議：「po explain」列出全部詞彙
    [exit 3]
    ");
    let all = world.done_in(world.path(), &["explain", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert_eq!(all[0]["schema"], "po.term/1");
    assert!(all.as_array().unwrap().len() > 80);
}

#[test]
fn nothing_becomes_of_a_promise_before_it_is_made() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let promise = [
        "case",
        "commitment",
        "add",
        "45",
        "--text",
        "Invented",
        "--agency",
        "mohw",
    ];
    let days = |due| [&promise[..], &["--on", "2019-02-01", "--due", due]].concat();
    let refused = world.po(&days("2019-01-31"));
    assert_eq!(refused.code, Some(5), "{refused}");
    assert!(refused.stderr.contains("promise-before-made"), "{refused}");
    world.done(&days("2019-03-01"));
    let update = [
        "case",
        "commitment",
        "update",
        "45",
        "C1",
        "--status",
        "done",
        "--on",
    ];
    let refused = world.po(&[&update[..], &["2019-01-15"]].concat());
    assert_eq!(refused.code, Some(5), "{refused}");
    world.done(&[&update[..], &["2019-02-01"]].concat());
}
