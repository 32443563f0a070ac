//! What the quarterly report says of duties and of who took part, on a small invented store.

use insta::assert_snapshot;
use serde_json::Value;

use super::support::World;

/// A store in which a case of two ministries has all that the figures count, and one of another
/// ministry a reply that nobody gave.
pub(crate) fn store() -> World {
    let world = World::new();
    let petition = "https://join.example.org/idea/1";
    world.write(
        "records/cases/2019/01/c201901-aaaa.toml",
        format!(
            r#"id = "c201901-aaaa"
number = 45
title = "夜間可以在碼頭釣魚嗎？"
[[stage]]
k = "aaaa"
name = "proposed"
on = 2019-01-07
[[agency]]
id = "motc"
role = "host"
[[agency]]
id = "coa"
role = "cohost"
[[petition]]
url = "{petition}"
qualified_on = 2018-12-20
reply_due = 2019-02-18
extended_to = 2019-03-18
[[reply]]
k = "aaaa"
petition = "{petition}"
agency = "motc"
on = 2019-03-18
kind = "formal"
[[commitment]]
k = "cccc"
label = "C1"
text = "開放一處碼頭"
agency = "motc"
on = 2019-02-01
due = 2019-03-01
status = "done"
[[commitment.update]]
k = "dddd"
on = 2019-03-11
status = "done"
[[commitment]]
k = "eeee"
label = "C2"
text = "公布巡查頻率"
agency = "coa"
on = 2019-02-01
due = 2019-03-20
status = "open"
"#
        ),
    );
    world.write(
        "records/cases/2019/01/c201901-bbbb.toml",
        r#"id = "c201901-bbbb"
number = 46
title = "圖書館可以開到幾點？"
[[stage]]
k = "aaaa"
name = "watching"
on = 2019-01-07
[[agency]]
id = "moe"
role = "host"
[[petition]]
url = "https://join.example.org/idea/2"
qualified_on = 2019-01-10
"#,
    );
    world.write(
        "records/meetings/2019/02/m201902-aaaa.toml",
        r#"id = "m201902-aaaa"
kind = "collaborative"
title = "第四十五次協作會議"
status = "held"
cases = ["c201901-aaaa"]
elements = ["transcript", "livestream"]
[[session]]
k = "aaaa"
date = 2019-02-01
[[task]]
k = "aaaa"
what = "議題手冊"
due = 2019-01-28
done_on = 2019-01-30
[[task]]
k = "bbbb"
what = "會後紀錄"
due = 2019-02-15
"#,
    );
    for (id, on, person) in [
        ("m201812-qqqq", "2018-12-20", "invented-lin"),
        ("m201903-qqqq", "2019-03-28", "invented-wu"),
    ] {
        world.done(&["person", "new", "--id", person]);
        let folder = format!("records/meetings/{}/{}", &on[..4], &on[5..7]);
        world.write(
            &format!("{folder}/{id}.toml"),
            format!(
                "id = \"{id}\"\nkind = \"quarterly\"\ntitle = \"季會\"\nstatus = \"held\"\n[[session]]\n\
                 k = \"aaaa\"\ndate = {on}\n[[chief]]\nagency = \"motc\"\nrank = \"常務次長\"\n\
                 person = \"{person}\"\n"
            ),
        );
    }
    world.on("2019-04-02");
    world.done(&["save"]);
    world
}

/// The sections of a page from one heading on.
fn from<'p>(page: &'p str, heading: &str) -> &'p str {
    &page[page.find(heading).unwrap()..]
}

#[test]
fn the_report_tells_what_was_owed_and_who_took_part() {
    let world = store();
    let report = |more: &[&str]| world.done(&[&["report", "quarterly", "2019Q1"], more].concat());
    let page = report(&[]);
    assert_snapshot!(from(&page, "Elements used"), @"
    Elements used
    Recorded for 1 of 1 collaborative meeting.
    Element     Meetings
    ────────────────────
    transcript         1
    livestream         1

    Agencies
    Among the 2 cases of this period.
    Agency  Host  Co-host
    ─────────────────────
    MOE        1        0
    MOTC       1        0
    COA        0        1

    Who worked with whom
    Hosts and co-hosts of 1 case with a meeting in this period, recorded for 1.
    Agencies   Cases  Which
    ─────────────────────────
    COA, MOTC      1  case 45

    Petitions and transcripts
    • Petitions: 1 qualified (0 of 1 answered by the end of the period); 1 answered
      in the period.
    • Transcripts of the 1 collaborative meeting: 0 published, 0 in preparation, 1
      missing.
    • Other meetings with a published transcript: 0 of 1.

    Formal replies
    Given in this period, or due in it and not given by its end: 2.
    • within the extension (1 of 2): case 45
    • overdue (1 of 2): case 46 (due 2019-03-10)

    Promises
    2 promises made by 2019-03-31, as they stood on that day.
    Agency  made  kept  kept late  open  overdue
    ────────────────────────────────────────────
    COA        1     0          0     0        1
    MOTC       1     0          1     0        0

    • overdue (1 of 2): case 45 C2 (due 2019-03-20)

    Tasks of meetings
    2 tasks of 1 meeting: done late 1, overdue 1.
    • overdue (1 of 2): m201902-aaaa bbbb (due 2019-02-15)

    Chiefs at the quarterly meeting
    2019-03-28, chiefs of 1 agency: other person 1.
    Agency  Rank      Person       Last meeting
    ───────────────────────────────────────────
    MOTC    常務次長  invented-wu  other person

    What the records do not say
    • Cases without a source: 2 of 2 (case 45, case 46)
    • Cases without the day of the proposal: 1 of 2 (case 46)
    • Cases met without an adoption decision: 1 of 1 (case 45)
    • Meetings held without a published transcript: 1 of 1 (m201902-aaaa)

    Figures sha256 c8390dcba564e03d…, po 0.1.0
    ");
    let page = report(&["--lang", "zh-TW"]);
    assert_snapshot!(from(&page, "採用元素"), @"
    採用元素
    協作會議 1 場，已載元素 1 場。
    元素    場次
    ────────────
    逐字稿     1
    直播       1

    各機關主協辦案件
    本期所涉案件共 2 案。
    機關    主辦  協辦
    ──────────────────
    教育部     1     0
    交通部     1     0
    農委會     0     1

    機關協作
    本期開會案件 1 案，已載主協辦 1 案。
    機關            案數  案件
    ───────────────────────────
    農委會、交通部     1  45 案

    連署與逐字稿
    • 連署：成案 1 件（其中期末前已正式回應 0／1）；本期正式回應 1 件。
    • 逐字稿：協作會議 1 場，已公開 0、草稿或校對中 0、未載 1。
    • 其他會議之逐字稿已公開 0／1。

    正式回應期限
    本期已回應，或本期到期而期末尚未回應者，共 2 件。
    • 展延期限內回應 1／2：45 案
    • 逾期未回應 1／2：46 案（期限 108.03.10）

    承諾事項
    截至 108.03.31 共承諾 2 項，依當日情形分列。
    機關    承諾  如期完成  逾期完成  進行中  逾期
    ──────────────────────────────────────────────
    農委會     1         0         0       0     1
    交通部     1         0         1       0     0

    • 逾期 1／2：45 案 C2（期限 108.03.20）

    會議工作
    會議 1 場，工作 2 項：逾期完成 1、逾期未完成 1。
    • 逾期未完成 1／2：m201902-aaaa bbbb（期限 108.02.15）

    季會與會首長
    108.03.28，1 個機關首長與會：換人 1。
    機關    職級      人員         與上次相較
    ─────────────────────────────────────────
    交通部  常務次長  invented-wu  換人

    紀錄未載事項
    • 案件未載來源 2／2：45 案、46 案
    • 案件未載提案日 1／2：46 案
    • 已召開而未載參採情形 1／1：45 案
    • 已召開而逐字稿未公開 1／1：m201902-aaaa

    數字摘要值 sha256 c8390dcba564e03d…　po 0.1.0
    ");
}

#[test]
fn an_agency_has_its_own_replies_promises_and_chiefs() {
    let world = store();
    let report = |agency: &str| -> Value {
        let format = ["--format", "json", "--agency", agency];
        let page = world.done(&[&["report", "quarterly", "2019Q1"][..], &format].concat());
        serde_json::from_str(&page).unwrap()
    };
    let moe = report("moe");
    assert_eq!(moe["replies"]["by_outcome"]["overdue"], 1);
    assert_eq!(moe["replies"]["items"][0]["cases"][0], "c201901-bbbb");
    assert_eq!(moe["replies"]["items"][0]["due"], "2019-03-10");
    assert_eq!(moe["promises"]["of"], 0);
    assert_eq!(moe["chiefs"], Value::Array(Vec::new()));
    let motc = report("motc");
    assert_eq!(motc["replies"]["by_outcome"]["extended"], 1);
    assert_eq!(motc["promises"]["by_outcome"]["kept-late"], 1);
    assert_eq!(motc["tasks"]["by_outcome"]["done-late"], 1);
    assert_eq!(motc["chiefs"][0]["items"][0]["compared"], "other");
    assert_eq!(motc["worked_together"]["pairs"][0]["agencies"][0], "coa");
}

#[test]
fn what_was_owed_is_told_of_a_past_day_as_it_was_then() {
    let world = store();
    let report = |more: &[&str]| -> Value {
        let page =
            world.done(&[&["report", "quarterly", "2019Q1", "--format", "json"], more].concat());
        serde_json::from_str(&page).unwrap()
    };
    let then = report(&["--as-of", "2019-03-05"]);
    assert_eq!(
        then["replies"]["of"], 0,
        "nothing is due yet: {}",
        then["replies"]
    );
    assert_eq!(then["promises"]["by_outcome"]["overdue"], 1);
    assert_eq!(then["promises"]["by_outcome"]["open"], 1);
    let outcome =
        |report: &Value, place: usize| report["promises"]["items"][place]["outcome"].clone();
    assert_eq!(outcome(&then, 0), "overdue");
    assert_eq!(outcome(&report(&[]), 0), "kept-late");
    let csv = world.done(&["report", "quarterly", "2019Q1", "--format", "csv"]);
    assert!(
        csv.contains("replies,,extended,within the extension,1,2,petitions\n"),
        "{csv}"
    );
    let settled = "promises.items,c201901-aaaa:commitment[cccc],settled_on,,2019-03-11,,date\n";
    assert!(csv.contains(settled), "{csv}");
}

#[test]
fn the_report_of_a_meeting_is_compared_with_the_meetings_before_and_no_calendar_quarter() {
    let world = store();
    world.write(
        "records/meetings/2018/09/m201809-qqqq.toml",
        "id = \"m201809-qqqq\"\nkind = \"quarterly\"\ntitle = \"季會\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2018-09-27\n",
    );
    world.done(&["save"]);
    let before = |asked: &[&str]| {
        let report = [&["report", "quarterly"][..], asked, &["--format", "json"]].concat();
        let report: Value = serde_json::from_str(&world.done(&report)).unwrap();
        let before = report["before"].as_array().unwrap().iter();
        let line = |row: &Value| {
            let period = &row["period"];
            format!("{} {}..{}", row["meeting"], period["from"], period["to"]).replace('"', "")
        };
        before.map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        before(&["--meeting", "2019Q1"]),
        [
            "m201809-qqqq 2018-09-27..2018-09-27",
            "m201812-qqqq 2018-09-28..2018-12-20"
        ]
    );
    assert_eq!(
        before(&["2019Q1"]).last().unwrap(),
        "null 2018-10-01..2018-12-31"
    );
}
