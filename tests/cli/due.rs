//! `po due`, the watch list and the next steps of the overview. Records and petitions are invented,
//! except where a test says that it reads published ones.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{World, path_of};

const PETITION: &str = "https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444444";

/// The days of the petition that was read about at the monthly meeting of February 2022, in an
/// invented case; beside it a next step, a condition and a commitment, and a planned meeting.
fn filled() -> World {
    let world = World::new();
    let proposed = ["--proposed", "2021-09-01", "--petition", PETITION];
    let more = [
        &proposed[..],
        &["--source", "join-petition", "--host", "mol"],
    ]
    .concat();
    world.on("2021-09-24");
    let case = world.case("An invented claim?", &more);
    world.done(&[
        "case",
        "petition",
        "set",
        &case,
        "1",
        "--qualified-on",
        "2021-09-24",
        "--reply-due",
        "2021-11-23",
        "--extended-to",
        "2022-01-23",
    ]);
    let host = [
        "--host",
        "motc",
        "--proposed",
        "2021-03-08",
        "--number",
        "93",
    ];
    let told = world.case("An invented yard?", &host);
    world.write(
        &path_of(&told),
        world.read(&path_of(&told))
            + "\n[[report]]\nk = \"aaaa\"\non = 2022-01-03\nagency = \"motc\"\nnext_step = \"虛構綜整\"\nnext_on = 2022-01-31\n"
            + "\n[[report]]\nk = \"bbbb\"\non = 2022-01-10\nagency = \"moi\"\ndecided = \"released-when\"\ncondition = \"虛構條件\"\n"
            + "\n[[commitment]]\nk = \"cccc\"\ntext = \"虛構承諾，附圖; 分三期\"\nagency = \"moi\"\ndue = 2022-03-31\nstatus = \"open\"\n",
    );
    let host = [
        "--host",
        "moj",
        "--proposed",
        "2021-12-08",
        "--number",
        "102",
    ];
    let met = world.case("Invented kites?", &host);
    world.on("2022-01-10");
    world.done(&["save", "--yes"]);
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--number",
        "102",
        "--case",
        &met,
        "--title",
        "Invented meeting",
        "--date",
        "2022-02-18",
    ]);
    world.on("2022-02-09");
    world
}

#[test]
fn what_is_due_is_listed_with_its_rule_and_event() {
    let world = filled();
    assert_snapshot!(world.zh(&["due", "--format", "md"]), @"
    | 狀態 | 期限 | 事項 | 機關 | 依據 |
    | --- | --- | --- | --- | --- |
    | 逾期127日 | 110.10.05 | 公布期程 | 勞動部 | c202109-x11g；成案110.09.24＋7個工作天＝110.10.05（建議） |
    | 逾期117日 | 110.10.15 | 聯繫提議人 | 勞動部 | c202109-x11g；成案110.09.24＋14個工作天＝110.10.15（建議） |
    | 逾期17日 | 111.01.23 | 正式回應 | 勞動部 | c202109-x11g；成案110.09.24＋60日＝110.11.23；公告展延 |
    | 逾期9日 | 111.01.31 | 提報承諾 | 交通部 93 | 虛構綜整；111.01.03提報 |
    | 逾期5日 | 111.02.04 | 會前會 | 法務部 102 | 會議111.02.18－14日＝111.02.04（慣例） |
    | 剩7日 | 111.02.16 | 會議資料公開 | 法務部 102 | 會議111.02.18－2日＝111.02.16（慣例） |
    | 剩50日 | 111.03.31 | 承諾事項 | 內政部 93 | 虛構承諾，附圖; 分三期 |
    | 剩50日 | 111.03.31 | 季會 | 國發會 | 每季111.01.01，季末最後一週＝111.03.31（建議） |
    | 未定 |  | 解管條件 | 內政部 93 | 虛構條件；111.01.10提報 |
    [exit 0]
    ");
    assert_snapshot!(world.po(&["due"]), @"
    127 d late	2021-10-05	schedule	勞動部	c202109-x11g; qualified 2021-09-24 + 7 working days = 2021-10-05 (recommendation)
    117 d late	2021-10-15	contact	勞動部	c202109-x11g; qualified 2021-09-24 + 14 working days = 2021-10-15 (recommendation)
    17 d late	2022-01-23	formal reply	勞動部	c202109-x11g; qualified 2021-09-24 + 60 days = 2021-11-23; extended as announced
    9 d late	2022-01-31	next step	交通部 93	虛構綜整; reported 2022-01-03
    5 d late	2022-02-04	prep meeting	法務部 102	meeting 2022-02-18 - 14 days = 2022-02-04 (habit)
    7 d left	2022-02-16	materials	法務部 102	meeting 2022-02-18 - 2 days = 2022-02-16 (habit)
    50 d left	2022-03-31	commitment	內政部 93	虛構承諾，附圖; 分三期
    50 d left	2022-03-31	quarterly	國發會	quarter 2022-01-01, last week of the quarter = 2022-03-31 (recommendation)
    no date		condition	內政部 93	虛構條件; reported 2022-01-10
    ---- stderr
    5 overdue, 4 to come.
    [exit 0]
    ");
    assert_snapshot!(world.po(&["due", "--agency", "交通部"]), @"
    9 d late	2022-01-31	next step	交通部 93	虛構綜整; reported 2022-01-03
    ---- stderr
    1 overdue, 0 to come.
    [exit 0]
    ");
    assert_snapshot!(world.po(&["due", "--agency", "moi", "--within", "10wd"]), @"
    ---- stderr
    Nothing of 內政部 is due by 2022-02-23.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["due", "--agency", "內政部", "--within", "30d"]), @"
    ---- stderr
    內政部：111.03.11前無待辦期限。
    [exit 0]
    ");
    assert_snapshot!(world.po(&["due", "--within", "soon"]), @"
    ---- stderr
    error: --within: `soon` is not a length (10wd working days, 30d calendar days, 2m months; -10wd backwards)
    [exit 2]
    ");
    assert_eq!(
        world.done(&["due", "--agency", "moc", "--format", "json"]),
        "[]\n"
    );
}

#[test]
fn programs_get_the_facts_behind_a_day() {
    let world = filled();
    let list: Value = serde_json::from_str(&world.done(&["due", "--format", "json"])).unwrap();
    let rows = list.as_array().unwrap();
    let reply = rows
        .iter()
        .find(|row| row["what"] == "formal-reply")
        .unwrap();
    assert_eq!(reply["schema"], "po.deadline/1");
    assert_eq!(
        json!([
            reply["due"],
            reply["days_left"],
            reply["announced"],
            reply["extended_to"]
        ]),
        json!(["2022-01-23", -17, "2021-11-23", "2022-01-23"])
    );
    assert_eq!(reply["by_rule"]["day"], "2021-11-24");
    assert_eq!(reply["in_practice"]["day"], "2021-11-23");
    assert_eq!(
        json!([reply["limit"]["rules"], reply["limit"]["strength"]]),
        json!(["2021-04-20", "rule"])
    );
    assert_eq!(reply["owners"], json!(["mol"]));
    let lines = world.done(&["due", "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), rows.len());
    let table = world.done(&["due", "--format", "csv"]);
    assert!(table.starts_with("days_left,due,what,agencies,number,id,title,"));
    assert!(table.contains("\n-17,2022-01-23,formal-reply,勞動部,,c202109-"));
    assert_eq!(table.lines().count(), rows.len() + 1);
}

#[test]
fn a_past_day_is_answered_by_what_was_owed_then() {
    let world = filled();
    let due = |day: &str| {
        let list = world.done(&["due", "--as-of", day, "--format", "json"]);
        let list: Value = serde_json::from_str(&list).unwrap();
        let what = |row: &Value| row["what"].as_str().unwrap().to_owned();
        let mut all: Vec<String> = list.as_array().unwrap().iter().map(what).collect();
        all.sort();
        all.join(" ")
    };
    // Before the petition qualified only what nobody dated is owed.
    assert_eq!(
        due("2021-09-01"),
        "commitment materials-public prep-meeting quarterly-meeting"
    );
    let qualified = "commitment contact-proposer formal-reply handling-schedule materials-public prep-meeting quarterly-meeting";
    assert_eq!(due("2021-09-24"), qualified);
    let case = world.id(&["case", "list", "--number", "102", "--format", "csv"]);
    assert!(case.contains("c202112-"));
    world.done(&[
        "case",
        "reply",
        "add",
        "An invented claim",
        "--kind",
        "formal",
        "--on",
        "2022-01-28",
    ]);
    assert!(due("2022-01-27").contains("formal-reply"));
    assert!(!due("2022-01-28").contains("formal-reply"));
    // No rule set was in force in 2014: nothing is guessed.
    assert_eq!(due("2014-06-01"), "");
}

#[test]
fn what_is_overdue_ends_with_code_1_where_that_is_asked_for() {
    let world = World::new();
    world.on("2022-02-09");
    assert_snapshot!(world.po(&["due", "--exit-code", "--within", "1d"]), @"
    ---- stderr
    Nothing is due by 2022-02-10.
    [exit 0]
    ");
    let proposed = ["--proposed", "2021-09-01", "--petition", PETITION];
    let case = world.case("An invented claim?", &proposed);
    let set = |arguments: &[&str]| {
        world.done(&[&["case", "petition", "set", &case, "1"], arguments].concat());
    };
    set(&[
        "--qualified-on",
        "2021-12-27",
        "--schedule-posted-on",
        "2021-12-28",
    ]);
    assert_snapshot!(world.po(&["due", "--exit-code", "--within", "1d"]), @"
    23 d late	2022-01-17	contact	衛福部	c202109-a783; qualified 2021-12-27 + 14 working days = 2022-01-17 (recommendation)
    ---- stderr
    1 overdue, 0 to come.
    error: 1 deadline is overdue
    [exit 1]
    ");
    let reason = ["--missed-reason", "the invented proposer is abroad"];
    let set_reason = [&["case", "petition", "set", &case, "1"], &reason[..]].concat();
    assert_snapshot!(world.po(&set_reason), @"
    ---- stderr
    error: a reason names the limits that it is for, and they need it (rule reason-names-limits)
    hint: --missed-reason WHY --missed-limit handling-schedule|contact-proposer|formal-reply
    [exit 5]
    ");
    // A reason for another limit explains nothing of this one.
    set(&[&reason[..], &["--missed-limit", "formal-reply"]].concat());
    assert_eq!(
        world.po(&["due", "--exit-code", "--within", "1d"]).code,
        Some(1)
    );
    set(&["--missed-limit", "contact-proposer"]);
    assert_snapshot!(world.po(&["due", "--exit-code", "--within", "1d"]), @"
    23 d late	2022-01-17	contact	衛福部	c202109-a783; qualified 2021-12-27 + 14 working days = 2022-01-17 (recommendation); explained: the invented proposer is abroad
    ---- stderr
    0 overdue (1 more explained), 0 to come.
    [exit 0]
    ");
}

#[test]
fn a_calendar_can_be_subscribed_to_and_its_bytes_repeat() {
    let world = filled();
    let first = world.done(&["due", "--format", "ics", "--lang", "zh-TW"]);
    world.on("2022-02-10");
    let second = world.done(&["due", "--format", "ics", "--lang", "zh-TW"]);
    assert_eq!(first, second);
    assert!(first.split_terminator("\r\n").all(|line| line.len() <= 75));
    let unfolded = first.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split_terminator("\r\n").collect();
    let events = lines.iter().filter(|line| **line == "BEGIN:VEVENT").count();
    // The condition has no day.
    assert_eq!(events, 8);
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20220123"));
    assert!(lines.contains(&"SUMMARY:正式回應 勞動部 An invented claim?"));
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("DESCRIPTION:虛構承諾，附圖\\; 分三期"))
    );
    let uids: std::collections::BTreeSet<&&str> = lines
        .iter()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    assert_eq!(uids.len(), events);
}

#[test]
fn a_missing_office_calendar_is_said_and_nothing_is_guessed() {
    let world = World::new();
    let case = world.case("An invented claim?", &["--petition", PETITION]);
    world.on("2028-01-10");
    let qualified = ["--qualified-on", "2028-01-03"];
    world.done(&[&["case", "petition", "set", &case, "1"], &qualified[..]].concat());
    assert_snapshot!(world.po(&["due"]), @"
    53 d left	2028-03-03	formal reply	衛福部	c201902-x11g; qualified 2028-01-03 + 2 months = 2028-03-03
    81 d left	2028-03-31	quarterly	國發會	quarter 2028-01-01, last week of the quarter = 2028-03-31 (recommendation)
    no date		schedule	衛福部	c201902-x11g
    no date		contact	衛福部	c201902-x11g
    ---- stderr
    warning: the office calendar of 2028 is missing: limits in working days that need it have no day
    0 overdue, 4 to come.
    [exit 0]
    ");
    // One of them may be late, and nobody knows.
    assert_snapshot!(world.po(&["due", "--within", "0d", "--exit-code"]), @"
    no date		schedule	衛福部	c201902-x11g
    no date		contact	衛福部	c201902-x11g
    ---- stderr
    warning: the office calendar of 2028 is missing: limits in working days that need it have no day
    0 overdue, 2 to come.
    error: 2 deadlines have no day for want of an office calendar
    [exit 1]
    ");
}

#[test]
fn a_task_is_owed_until_it_is_done() {
    let world = World::new();
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "x",
        "--date",
        "2019-03-01",
    ]);
    let task = |arguments: &[&str]| {
        world.done(&[&["meeting", "task"], arguments].concat());
    };
    task(&[
        "add",
        &meeting,
        "--what",
        "Invented slides",
        "--owner",
        "交通部",
        "--due",
        "2019-02-11",
    ]);
    let listed = || world.done(&["due", "--agency", "motc"]);
    assert_eq!(
        listed(),
        format!(
            "1 d late\t2019-02-11\ttask\t交通部\t{meeting}; Invented slides; meeting of 2019-03-01\n"
        )
    );
    task(&["set", &meeting, "1", "--done-on", "2019-02-12"]);
    assert_eq!(listed(), "");
    let before = [
        "due",
        "--agency",
        "motc",
        "--as-of",
        "2019-02-11",
        "--format",
        "csv",
    ];
    assert_eq!(world.done(&before).lines().count(), 2);
}

#[test]
fn the_overview_tells_the_next_step_and_what_was_asked() {
    let world = filled();
    assert_snapshot!(world.zh(&["overview", "--format", "md"]), @"
    | 序號 | 階段 | 主辦 | 下一步 | 提案後 | 議題 |
    | ---: | --- | --- | --- | ---: | --- |
    | 93 | 提案 | 交通部 | 逾期9日 虛構綜整 | 338日 | An invented yard? |
    | 102 | 提案 | 法務部 | 111.02.18 協作會議 | 63日 | Invented kites? |
    |  | 提案 | 勞動部 | 逾期17日 正式回應 | 161日 | An invented claim? |
    [exit 0]
    ");
    let case = world.id(&["case", "list", "--number", "102", "--format", "json"]);
    let case: Value = serde_json::from_str(&case).unwrap();
    let path = path_of(case[0]["id"].as_str().unwrap());
    let asked =
        "\n[[report]]\nk = \"aaaa\"\non = 2022-02-07\nagency = \"moj\"\nasked = \"release\"\n";
    world.write(&path, world.read(&path) + asked);
    world.done(&["save", "--yes"]);
    assert_snapshot!(world.po(&["overview"]), @"
    93	proposed	交通部	9 d late 虛構綜整	338 d	An invented yard?
    102	release asked (proposed)	法務部	this meeting	63 d	Invented kites?
    	proposed	勞動部	17 d late formal reply	161 d	An invented claim?
    ---- stderr
    3 cases open. Record <commit>.
    [exit 0]
    ");
    assert_snapshot!(world.po(&["overview", "--format", "csv"]), @"
    number,stage,hosts,next_on,next,days_since_proposal,days_since_selection,days_past_limit,title
    93,proposed,交通部,2022-01-31,虛構綜整,338,,,An invented yard?
    102,release asked (proposed),法務部,,this meeting,63,,,Invented kites?
    ,proposed,勞動部,2022-01-23,formal reply,161,,,An invented claim?
    [exit 0]
    ");
}

/// An invented file of petitions: UUID digit, supports, the platform's state.
fn petitions(world: &World, name: &str, rows: &[(char, u32, &str)], on_day: i64) -> String {
    let petition = |(digit, signatures, status): &(char, u32, &str)| {
        json!({
            "id": format!("00000000-1111-4222-8333-44444444444{digit}"),
            "title": format!("虛構連署{digit}"),
            "status": status,
            "endorseCount": signatures,
            "endorseGoal": 5000,
            "approvedTime": 1_546_315_200_000_i64,
            "updateDate": 1_546_315_200_000_i64 + on_day * 86_400_000,
            "approvalOrganization": {"master": [], "slave": []},
            "govResponses": [],
        })
    };
    let path = world.path().join(name);
    let text = Value::Array(rows.iter().map(petition).collect()).to_string();
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn watched_petitions_are_listed_with_own_thresholds_and_what_the_last_import_changed() {
    let world = World::new();
    assert_snapshot!(world.po(&["case", "watch"]), @"
    ---- stderr
    0 petitions watched; none was imported yet.
    [exit 0]
    ");
    let collecting = "FirstSigned";
    let rows = [
        ('1', 900, collecting),
        ('2', 2900, collecting),
        ('3', 40, collecting),
    ];
    let first = petitions(&world, "first.json", &rows, 1);
    world.done(&["import", "join", &first]);
    world.on("2019-02-20");
    let rows = [
        ('1', 1040, collecting),
        ('2', 3100, collecting),
        ('3', 40, "Revoked"),
        ('4', 7, collecting),
    ];
    let second = petitions(&world, "second.json", &rows, 2);
    world.done(&["import", "join", &second]);
    // A file of petitions that are not on the list does not change what the list says.
    let other = petitions(&world, "other.json", &[('9', 5000, "Revoked")], 2);
    world.done(&["import", "join", &other]);
    assert_snapshot!(world.po(&["case", "watch"]), @"
    c201901-mnqp	3100	≥ 3000	+200	2019-03-02	虛構連署2
    c201901-pxkc	1040	≥ 1000	+140	2019-03-02	虛構連署1
    c201901-ej66	7		new	2019-03-02	虛構連署4
    c201901-9wnz	40		withdrawn	2019-03-02	虛構連署3
    ---- stderr
    3 petitions watched; 1 left the list with the import of 2019-02-20.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["case", "watch", "--format", "md"]), @"
    | 代號 | 附議 | 門檻 | 變動 | 附議至 | 議題 |
    | --- | ---: | --- | ---: | --- | --- |
    | c201901-mnqp | 3100 | 達3000 | +200 | 108.03.02 | 虛構連署2 |
    | c201901-pxkc | 1040 | 達1000 | +140 | 108.03.02 | 虛構連署1 |
    | c201901-ej66 | 7 |  | 新增 | 108.03.02 | 虛構連署4 |
    | c201901-9wnz | 40 |  | 撤案 | 108.03.02 | 虛構連署3 |
    [exit 0]
    ");
    world.replace("records/store.toml", "watch = [1000, 3000]\n", "");
    world.done(&["save", "--yes"]);
    assert_snapshot!(world.po(&["case", "watch"]), @"
    c201901-mnqp	3100		+200	2019-03-02	虛構連署2
    c201901-pxkc	1040		+140	2019-03-02	虛構連署1
    c201901-ej66	7		new	2019-03-02	虛構連署4
    c201901-9wnz	40		withdrawn	2019-03-02	虛構連署3
    ---- stderr
    3 petitions watched; 1 left the list with the import of 2019-02-20.
    no own thresholds; write `watch = [1000, 3000]` into records/store.toml and `po save`
    [exit 0]
    ");
    let list: Value =
        serde_json::from_str(&world.done(&["case", "watch", "--format", "json"])).unwrap();
    assert_eq!(
        json!([
            list[0]["schema"],
            list[0]["signatures"],
            list[0]["change"],
            list[0]["until"]
        ]),
        json!(["po.watch/1", 3100, 200, "2019-03-02"])
    );
}

#[test]
fn a_petition_qualifies_and_its_case_stays_where_it_is() {
    let world = World::new();
    let first = petitions(&world, "first.json", &[('1', 4990, "FirstSigned")], 1);
    world.done(&["import", "join", &first]);
    world.on("2021-09-27");
    let qualify = [
        "case",
        "petition",
        "qualify",
        "虛構連署1",
        "--on",
        "2021-09-24",
    ];
    assert_snapshot!(world.po(&qualify), @"
    formal reply: qualified 2021-09-24 + 2 months = 2021-11-24; in practice qualified 2021-09-24 + 60 days = 2021-11-23
    ---- stderr
    recorded <commit> c201901-pxkc: petition qualified on 2021-09-24
    [exit 0]
    ");
    let id = world.done(&["case", "list", "--format", "jsonl"]);
    let id: Value = serde_json::from_str(&id).unwrap();
    assert_eq!(id["stage"], "watching");
    let text = world.read(&path_of(id["id"].as_str().unwrap()));
    assert!(text.contains("qualified_on = 2021-09-24\n"), "{text}");
    assert!(text.contains("status = \"qualified\"\n"), "{text}");
    assert!(!text.contains("reply_due"), "{text}");
    let announced = [&qualify[..], &["--reply-due", "110-11-23"]].concat();
    assert_snapshot!(world.zh(&announced), @"
    正式回應：公告110.11.23
    ---- stderr
    已記錄 <commit> c201901-pxkc: petition qualified on 2021-09-24
    [exit 0]
    ");
    assert_snapshot!(world.po(&announced), @"
    formal reply: announced 2021-11-23
    ---- stderr
    nothing to change
    [exit 0]
    ");
    let id = id["id"].as_str().unwrap();
    world.done(&[
        "case",
        "petition",
        "add",
        id,
        "--url",
        "https://join.gov.tw/idea/detail/2",
    ]);
    assert_snapshot!(world.po(&["case", "petition", "qualify", id]), @"
    ---- stderr
    error: the case has several petitions: say which, by its place (1, 2 …) or a part of its address
      https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444441
      https://join.gov.tw/idea/detail/2
    [exit 2]
    ");
    world.done(&["case", "petition", "qualify", id, "2"]);
    assert_snapshot!(world.git(&["log", "-1", "--format=%B"]), @"
    c201901-pxkc: petition qualified on 2021-09-27

    Po-Op: case.petition.qualify
    Po-Record: c201901-pxkc
    Po-Version: 0.1.0
    ");
}

#[test]
fn another_day_of_qualifying_needs_a_reason_and_both_days_stay() {
    let world = World::new();
    let first = petitions(&world, "first.json", &[('1', 4990, "FirstSigned")], 1);
    world.done(&["import", "join", &first]);
    world.on("2019-03-20");
    let qualify = |day: &str, more: &[&str]| {
        let command = ["case", "petition", "qualify", "虛構連署1", "--on", day];
        world.po(&[&command, more].concat())
    };
    let before = world.head();
    assert_snapshot!(qualify("2019-03-21", &[]), @"
    ---- stderr
    error: 2019-03-21 is yet to come (rule qualified-in-the-past)
    [exit 5]
    ");
    assert_snapshot!(qualify("2018-12-31", &["--lang", "zh-TW"]), @"
    ---- stderr
    錯誤：107.12.31 早於開放附議日 108.01.01（規則 qualified-after-opened）
    [exit 5]
    ");
    assert_eq!(world.head(), before);
    assert_eq!(qualify("2019-02-20", &[]).code, Some(0));
    assert_snapshot!(qualify("2019-02-22", &[]), @"
    ---- stderr
    error: qualified on 2019-02-20 as recorded; another day needs a reason (rule requalified-with-reason)
    hint: po case petition qualify c201901-pxkc --on 2019-02-22 --reason WHY
    [exit 5]
    ");
    let id = world.done(&["case", "list", "--format", "jsonl"]);
    let id: Value = serde_json::from_str(&id).unwrap();
    let id = id["id"].as_str().unwrap();
    // No other way leads around the reason.
    let around = ["case", "petition", "set", id, "1", "--qualified-on"];
    assert_eq!(
        world.po(&[&around[..], &["2019-02-22"]].concat()).code,
        Some(5)
    );
    let reason = ["--reason", "Join shows another day", "--lang", "zh-TW"];
    assert_snapshot!(qualify("2019-02-22", &reason), @"
    正式回應：成案108.02.22＋2個月＝108.04.22；實務上成案108.02.22＋60日＝108.04.23
    ---- stderr
    已記錄 <commit> c201901-pxkc: petition qualified on 2019-02-22, not on 2019-02-20
    [exit 0]
    ");
    assert_snapshot!(qualify("2019-02-22", &reason), @"
    正式回應：成案108.02.22＋2個月＝108.04.22；實務上成案108.02.22＋60日＝108.04.23
    ---- stderr
    無須變更
    [exit 0]
    ");
    let text = world.read(&path_of(id));
    let both = "qualified_on = 2019-02-22\nqualified_was = 2019-02-20\nqualified_reason = \"Join shows another day\"\n";
    assert!(text.contains(both), "{text}");
    assert!(
        world
            .git(&["log", "-1", "--format=%B"])
            .contains("Po-Reason: Join shows another day")
    );
}

/// The published petitions that may lie beside the repository.
fn published() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let shared = PathBuf::from(option_env!("PO_SHARED").unwrap_or(beside));
    Path::new(&shared)
        .join("samples/petitions")
        .canonicalize()
        .ok()
}

#[test]
fn published_petitions_are_due_as_published_but_for_errors_of_the_source() {
    let Some(folder) = published() else {
        return;
    };
    let world = World::new();
    world.on("2018-09-12");
    for name in [
        "join-completed-2017-03-19.json",
        "join-completed-2018-09-12.json",
    ] {
        world.done(&["import", "join", folder.join(name).to_str().unwrap()]);
    }
    let (mut published, mut reckoned) = (0, 0);
    for id in world.cases() {
        let case = world.done(&["case", "show", &id, "--format", "json"]);
        let case: Value = serde_json::from_str(&case).unwrap();
        for petition in case["petition"].as_array().into_iter().flatten() {
            let day = |field: &str| petition[field].as_str().map(str::to_owned);
            let (Some(due), Some(qualified)) = (day("reply_due"), day("qualified_on")) else {
                continue;
            };
            published += 1;
            let two_months = world.done(&["calendar", "add", &qualified, "2m"]);
            reckoned += usize::from(two_months.trim() == due);
        }
    }
    assert_eq!((published, reckoned), (25, 21));
    // Four of 2016 are stamped with the midnight after their last day.
    let found = world.done(&[
        "check",
        "--rule",
        "reply-due-against-rule",
        "--format",
        "json",
    ]);
    let found: Value = serde_json::from_str(&found).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), published - reckoned);
    assert!(found.iter().all(|row| {
        row["path"]
            .as_str()
            .unwrap()
            .starts_with("records/cases/2016/")
    }));
}

#[test]
fn what_falls_to_the_unit_of_a_ministry_is_told_to_the_ministry() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--case",
        "45",
        "--title",
        "An invented meeting",
        "--date",
        "2019-04-12",
    ]);
    world.done(&["meeting", "plan", &meeting, "--template", "basic"]);
    let own = world.done(&["due", "--agency", "mohw", "--format", "json"]);
    let own: Vec<Value> = serde_json::from_str(&own).unwrap();
    let tasks: Vec<_> = own.iter().filter(|due| due["what"] == "task").collect();
    assert!(!tasks.is_empty(), "{case} {own:?}");
    for task in &tasks {
        assert_eq!(task["owners"], json!(["mohw"]));
        assert!(task["role"].is_string(), "{task}");
    }
    let table = world.done(&["due", "--agency", "mohw"]);
    assert!(table.contains("衛福部 (business unit)"), "{table}");
    let others = world.done(&["due", "--agency", "moi", "--format", "json"]);
    assert!(!others.contains("\"task\""), "{others}");
}

#[test]
fn a_selected_case_waits_for_its_meeting_until_one_has_a_day() {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &["--number", "64", "--proposed", "2019-08-05"],
    );
    world.on("2020-02-10");
    world.done(&["case", "stage", "64", "selected", "--on", "2019-09-02"]);
    assert_snapshot!(world.po(&["due", "--as-of", "2019-09-20"]), @"
    10 d left	2019-09-30	quarterly	國發會	quarter 2019-07-01, last week of the quarter = 2019-09-30 (recommendation)
    43 d left	2019-11-02	meeting	衛福部 64	selected 2019-09-02 + 2 months = 2019-11-02 (recommendation)
    ---- stderr
    0 overdue, 2 to come.
    A smaller meeting needs less: basic 15 working days, full 25 working days.
    next: po meeting new --kind collaborative --case 64 --date DAY --title TEXT
          po meeting plan REF --template basic
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["due", "--as-of", "2019-12-10"]), @"
    38 d late	2019-11-02	meeting	衛福部 64	selected 2019-09-02 + 2 months = 2019-11-02 (recommendation)
    21 d left	2019-12-31	quarterly	國發會	quarter 2019-10-01, last week of the quarter = 2019-12-31 (recommendation)
    21 d left	2019-12-31	letter	國發會	December 2019-12-01, day 31 of the month = 2019-12-31 (habit)
    ---- stderr
    逾期 1 項，未到期 2 項。
    規模較小之會議籌備較快：basic 需15個工作天，full 需25個工作天。
    接著：po meeting new --kind collaborative --case 64 --date 日期 --title 名稱
    　　　po meeting plan 會議 --template basic
    [exit 0]
    ");
    assert_snapshot!(world.po(&["overview", "--as-of", "2019-09-20"]), @"
    64	selected	衛福部	2019-11-02 meeting	46 d (18 d)	May invented kites fly?
    ---- stderr
    1 case open. Record <commit>.
    1 case waits for a meeting since selection, the longest 18 d; 0 past the limit.
    [exit 0]
    ");
    assert_snapshot!(world.po(&["overview", "--as-of", "2019-12-10"]), @"
    64	selected	衛福部	no date	127 d (99 d, 38 late)	May invented kites fly?
    ---- stderr
    1 case open. Record <commit>.
    1 case waits for a meeting since selection, the longest 99 d; 1 past the limit.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["overview", "--as-of", "2019-12-10"]), @"
    64	selected	衛福部	no date	127 d (99 d, 38 late)	May invented kites fly?
    ---- stderr
    未結 1 案。紀錄 <commit>。
    選定後待召開會議 1 案，最久 99 日；逾期 1 案。
    [exit 0]
    ");
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "Invented meeting",
        "--case",
        "64",
        "--date",
        "2020-03-06",
    ]);
    let due = world.done(&["due", "--format", "jsonl"]);
    assert!(!due.contains("meeting-after-selection"), "{due}");
    // It still waits, and has a next step.
    assert_snapshot!(world.po(&["overview"]), @"
    64	selected	衛福部	2020-03-06 collaborative	189 d (161 d, 100 late)	May invented kites fly?
    ---- stderr
    1 case open. Record <commit>.
    1 case waits for a meeting since selection, the longest 161 d; 1 past the limit.
    [exit 0]
    ");
    world.done(&["case", "stage", "64", "preparing", "--on", "2020-02-03"]);
    world.done(&["case", "stage", "64", "announced", "--on", "2020-02-04"]);
    world.on("2020-03-07");
    world.done(&["case", "stage", "64", "met", "--on", "2020-03-06"]);
    assert_snapshot!(world.po(&["overview"]), @"
    64	met	衛福部	no date	215 d	May invented kites fly?
    ---- stderr
    1 case open. Record <commit>.
    [exit 0]
    ");
}

#[test]
fn what_the_records_tell_of_notices_forms_surveys_and_letters_is_due() {
    let world = World::new();
    let id = world.case(
        "May invented bells ring?",
        &[
            "--number",
            "65",
            "--source",
            "join-notice",
            "--proposed",
            "2021-06-01",
            "--notice-from",
            "2021-07-01",
            "--notice-until",
            "2021-08-31",
            "--petition",
            "https://join.gov.tw/idea/detail/1",
        ],
    );
    world.on("2021-12-06");
    let reply = [
        "case",
        "reply",
        "add",
        &id,
        "--kind",
        "formal",
        "--on",
        "2021-10-06",
    ];
    world.done(&reply);
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Invented monthly meeting",
        "--date",
        "2022-01-03",
    ]);
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "Invented meeting",
        "--case",
        "65",
        "--date",
        "2021-12-24",
    ]);
    assert_snapshot!(world.po(&["due"]), @"
    80 d late	2021-09-17	notice reply	衛福部 65	notice ended 2021-08-31 + 14 working days = 2021-09-17 (recommendation)
    today	2021-12-06	survey	衛福部 65	replied 2021-10-06 + 2 months = 2021-12-06 (recommendation)
    4 d left	2021-12-10	prep meeting	衛福部 65	meeting 2021-12-24 - 14 days = 2021-12-10 (habit)
    14 d left	2021-12-20	proposal form	國發會	m202201-fw2q; month before 2021-12-03, day 20 of the month = 2021-12-20 (habit)
    16 d left	2021-12-22	materials	衛福部 65	meeting 2021-12-24 - 2 days = 2021-12-22 (habit)
    25 d left	2021-12-31	quarterly	國發會	quarter 2021-10-01, last week of the quarter = 2021-12-31 (recommendation)
    25 d left	2021-12-31	letter	國發會	December 2021-12-01, day 31 of the month = 2021-12-31 (habit)
    ---- stderr
    1 overdue, 6 to come.
    [exit 0]
    ");
    assert_snapshot!(world.po(&["due", "--as-of", "2021-08-30", "--format", "md"]), @"
    | Left | Due | What | Who | From |
    | --- | --- | --- | --- | --- |
    | 1 d left | 2021-08-31 | comments end | 衛福部 65 | notice opened 2021-07-01 + 60 days = 2021-08-30 (habit); announced 2021-08-31 |
    | 31 d left | 2021-09-30 | quarterly | 國發會 | quarter 2021-07-01, last week of the quarter = 2021-09-30 (recommendation) |
    | 102 d left | 2021-12-10 | prep meeting | 衛福部 65 | meeting 2021-12-24 - 14 days = 2021-12-10 (habit) |
    | 112 d left | 2021-12-20 | proposal form | 國發會 | m202201-fw2q; month before 2021-12-03, day 20 of the month = 2021-12-20 (habit) |
    | 114 d left | 2021-12-22 | materials | 衛福部 65 | meeting 2021-12-24 - 2 days = 2021-12-22 (habit) |
    [exit 0]
    ");
    let due = world.done(&["due", "--as-of", "2021-09-01", "--format", "json"]);
    let due: Value = serde_json::from_str(&due).unwrap();
    let reply = due
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["what"] == "notice-reply");
    let reply = reply.unwrap();
    assert_eq!(reply["due"], "2021-09-17");
    assert_eq!(reply["extendable_to"], "2021-10-12");
    // What is done is due no more.
    world.done(&["case", "set", "65", "notice_replied_on=2021-12-01"]);
    let petition = [
        "case",
        "petition",
        "set",
        "65",
        "1",
        "--surveyed-on",
        "2021-12-02",
    ];
    world.done(&petition);
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "Invented prep meeting",
        "--case",
        "65",
        "--date",
        "2021-12-10",
    ]);
    assert_snapshot!(world.po(&["due"]), @"
    14 d left	2021-12-20	proposal form	國發會	m202201-fw2q; month before 2021-12-03, day 20 of the month = 2021-12-20 (habit)
    16 d left	2021-12-22	materials	衛福部 65	meeting 2021-12-24 - 2 days = 2021-12-22 (habit)
    25 d left	2021-12-31	quarterly	國發會	quarter 2021-10-01, last week of the quarter = 2021-12-31 (recommendation)
    25 d left	2021-12-31	letter	國發會	December 2021-12-01, day 31 of the month = 2021-12-31 (habit)
    ---- stderr
    0 overdue, 4 to come.
    [exit 0]
    ");
}

#[test]
fn what_is_planned_in_the_pause_before_an_election_is_warned_of() {
    let world = World::new();
    world.on("2019-11-01");
    let new = |kind: &str, day: &str| {
        let meeting = [
            "meeting",
            "new",
            "--kind",
            kind,
            "--title",
            "Invented meeting",
        ];
        world.po(&[&meeting[..], &["--date", day]].concat())
    };
    let warning = new("collaborative", "2019-12-20");
    assert_snapshot!(warning, @"
    m201912-x11g
    ---- stderr
    recorded <commit> m201912-x11g: new, Invented meeting
    warning: 2019-12-20 is in the pause of proposals and supports from 2019-11-12 until the polling day 2020-01-11 (rule election-pause)
    [exit 0]
    ");
    let id = warning.stdout.trim_end();
    let plan = ["meeting", "plan", id, "--template", "basic"];
    assert_snapshot!(world.zh(&plan), @"
    ---- stderr
    已記錄 <commit> m201912-x11g: plan, Basic meeting, 6 tasks, 15 working days
    6項，需15個工作天；首項期限 108.11.29
    注意：108.12.20 落於全國性選舉前暫停提議及附議期間（108.11.12 至投票日 109.01.11；規則 election-pause）
    [exit 0]
    ");
    let monthly = new("monthly", "2019-12-02");
    assert!(!monthly.stderr.contains("election-pause"), "{monthly}");
    let open = world.po(&["vote", "open", monthly.stdout.trim_end()]);
    assert!(open.stderr.contains("(rule election-pause)"), "{open}");
    let check = world.po(&["check", "--rule", "in-election-pause"]);
    assert!(check.stdout.contains("2019-12-20"), "{check}");
    assert!(
        !new("collaborative", "2020-02-07")
            .stderr
            .contains("election-pause")
    );
    // Another country-wide vote is recorded in a word.
    world.done(&["calendar", "polling", "2020-03-14"]);
    assert!(
        new("collaborative", "2020-02-07")
            .stderr
            .contains("election-pause")
    );
}

#[test]
fn a_reorganised_ministry_is_found_by_its_old_name_and_under_its_successor() {
    let world = World::new();
    world.on("2023-03-01");
    let host = ["--host", "農委會", "--proposed", "2023-03-01"];
    let case = world.case("An invented field?", &host);
    world.write(
        &path_of(&case),
        world.read(&path_of(&case))
            + "\n[[commitment]]\nk = \"cccc\"\ntext = \"虛構承諾\"\nagency = \"coa\"\ndue = 2023-12-31\nstatus = \"open\"\n",
    );
    world.done(&["save", "--message", "invented"]);
    world.on("2023-08-01");
    for command in [
        &["due"][..],
        &["overview"],
        &["case", "list"],
        &["commitment", "list"],
        &["agency", "load"],
    ] {
        let found = |agency: &str| {
            let asked = [command, &["--agency", agency, "--format", "jsonl"]].concat();
            world.done(&asked).lines().count()
        };
        for agency in ["coa", "農委會", "moa", "農業部"] {
            assert_eq!(found(agency), 1, "{command:?} {agency}");
        }
        assert_eq!(found("moi"), 0, "{command:?}");
    }
    // So do a report and a ledger, which say whom they include.
    for (agency, cases, includes) in [("農業部", 1, true), ("農委會", 1, false), ("moi", 0, false)]
    {
        let report = ["report", "quarterly", "2023Q1", "--agency", agency];
        let told = world.done(&report);
        assert_eq!(told.contains("(incl. COA)"), includes, "{told}");
        let report = world.done(&[&report[..], &["--format", "json"]].concat());
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["cases"]["proposed"]["total"], cases, "{agency}");
        let ledger = world.po(&["agency", "ledger", agency]);
        assert!(
            ledger.stderr.contains(&format!("self-proposal {cases}")),
            "{ledger}"
        );
        assert_eq!(
            ledger.stderr.contains("(incl. 農委會)"),
            includes,
            "{ledger}"
        );
    }
    // An agency that was no more on a day is not another one that was.
    let new = ["case", "new", "--title", "An invented late one?"];
    let host = [
        "--source",
        "ministry",
        "--host",
        "coa",
        "--proposed",
        "today",
    ];
    assert_snapshot!(world.po(&[&new[..], &host].concat()), @"
    ---- stderr
    error: `coa` did not exist on 2023-08-01; `moa` did (rule agency-not-in-force)
    [exit 5]
    ");
}

#[test]
fn a_released_case_still_owes_the_reply_to_its_petition() {
    let world = World::new();
    world.on("2022-01-03");
    let petition = ["--proposed", "2022-01-03", "--petition", PETITION];
    let case = world.case(
        "An invented claim?",
        &[&petition[..], &["--host", "mol"]].concat(),
    );
    let answered = [
        "--qualified-on",
        "2022-01-03",
        "--contacted-on",
        "2022-01-04",
    ];
    let posted = ["--schedule-posted-on", "2022-01-04"];
    let set = ["case", "petition", "set", &case, "1"];
    world.on("2022-01-04");
    world.done(&[&set[..], &answered, &posted].concat());
    let meeting = world.done(&[
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Invented",
        "--date",
        "2022-02-07",
    ]);
    world.on("2022-02-08");
    let on = ["--on", "2022-02-07", "--meeting", meeting.trim()];
    let why = ["--reason", "invented"];
    world.done(&[&["case", "release", &case], &on[..], &why].concat());
    assert_snapshot!(world.po(&["due", "--agency", "mol"]), @"
    23 d left	2022-03-03	formal reply	勞動部	c202201-x11g; qualified 2022-01-03 + 2 months = 2022-03-03
    ---- stderr
    0 overdue, 1 to come.
    [exit 0]
    ");
    let reply = ["--kind", "formal", "--on", "2022-02-08"];
    world.done(&[&["case", "reply", "add", &case], &reply[..]].concat());
    assert_snapshot!(world.po(&["due", "--agency", "mol", "--as-of", "2022-02-09"]), @"
    ---- stderr
    Nothing of 勞動部 is due.
    [exit 0]
    ");
}

#[test]
fn a_commitment_is_not_owed_before_it_is_made() {
    let world = World::new();
    let case = world.case("An invented quay?", &["--host", "coa"]);
    world.on("2019-06-03");
    world.done(&[
        "case",
        "commitment",
        "add",
        &case,
        "--text",
        "Invented",
        "--agency",
        "coa",
        "--on",
        "2019-06-03",
        "--due",
        "2019-09-01",
    ]);
    let due = |day: &str| world.done(&["due", "--agency", "coa", "--as-of", day]);
    assert_eq!(due("2019-06-02"), "");
    assert!(due("2019-06-03").contains("Invented"));
}

#[test]
fn a_commitment_without_a_day_counts_from_the_day_it_is_recorded() {
    let world = World::new();
    let case = world.case("An invented quay?", &["--host", "coa"]);
    world.on("2019-06-03");
    let given = [
        "--text",
        "Invented",
        "--agency",
        "coa",
        "--due",
        "2019-09-01",
    ];
    world.done(&[&["case", "commitment", "add", &case], &given[..]].concat());
    let due = |day: &str| world.done(&["due", "--agency", "coa", "--as-of", day]);
    assert_eq!(due("2019-06-02"), "");
    assert!(due("2019-06-03").contains("Invented"));
}

#[test]
fn an_interim_reply_is_told_from_its_day_on() {
    let world = filled();
    let case = world.done(&[
        "case",
        "list",
        "--source",
        "join-petition",
        "--format",
        "json",
    ]);
    let case: Value = serde_json::from_str(&case).unwrap();
    let case = case[0]["id"].as_str().unwrap();
    let reply = [
        "--petition",
        PETITION,
        "--agency",
        "mol",
        "--kind",
        "interim",
    ];
    world.done(
        &[
            &["case", "reply", "add", case],
            &reply[..],
            &["--on", "2022-01-20"],
        ]
        .concat(),
    );
    let due = |day: &str| world.done(&["due", "--agency", "mol", "--as-of", day]);
    assert!(!due("2022-01-19").contains("interim reply"));
    assert!(due("2022-01-20").contains("extended as announced; interim reply 2022-01-20\n"));
    let chinese = world
        .zh(&["due", "--agency", "mol", "--format", "md"])
        .stdout;
    assert!(chinese.contains("公告展延；111.01.20已先行回應"));
}

#[test]
fn a_day_in_a_year_without_a_calendar_names_that_year() {
    let world = World::new();
    assert_snapshot!(world.zh(&["due", "--as-of", "2028-01-10", "--format", "table"]), @"
     狀態    期限       事項  機關    依據
    ──────────────────────────────────────────────────────────────────────────────
     剩81日  117.03.31  季會  國發會  每季117.01.01，季末最後一週＝117.03.31（建
                                      議）
    ---- stderr
    注意：缺少117年政府行政機關辦公日曆表，需計算工作天之期限未列日期
    逾期 0 項，未到期 1 項。
    [exit 0]
    ");
}
