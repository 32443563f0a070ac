//! `po report monthly`, on the invented records of `tests/fixtures/monthly`.

use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{World, files_below};

/// A world on the last day of January 2022 with the invented records.
pub(crate) fn world() -> World {
    let world = World::new();
    world.on("2022-01-31");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/monthly");
    let mut files = Vec::new();
    files_below(&root, &mut files);
    for file in files {
        let place = file.strip_prefix(&root).unwrap().to_str().unwrap();
        world.write(place, std::fs::read(&file).unwrap());
    }
    world.done(&["save"]);
    world
}

fn json(world: &World, more: &[&str]) -> Value {
    let arguments = [&["report", "monthly", "--format", "json"], more].concat();
    serde_json::from_str(&world.done(&arguments)).unwrap()
}

#[test]
fn the_paper_is_made_in_every_format_and_for_the_month_of_today() {
    let world = world();
    let paper = json(&world, &[]);
    assert_eq!(paper["schema"], "po.report.monthly/1");
    for pointer in [
        "/month",
        "/period/from",
        "/counted_to",
        "/store",
        "/commit",
        "/as_of",
        "/command",
        "/version",
        "/language",
        "/unreadable/count",
        "/digest",
        "/meeting/sessions/0/place",
        "/meeting/status",
        "/previous/id",
        "/vote/base",
        "/vote/rules/id",
        "/vote/pools/0/candidates/0/share_per_mille",
        "/vote/pools/0/candidates/0/outcome",
        "/self_proposals/period/from",
        "/self_proposals/items/0/reported",
        "/open/of",
        "/open/unknown",
        "/open/not_heard",
        "/open/items/0/last_report/meeting/id",
        "/open/items/0/last_report/said/0/text",
        "/open/items/0/meetings_without_report",
        "/open/items/0/next/0/on",
        "/open/items/0/conditions/0/text",
        "/open/items/0/days_since_proposal",
        "/releases/asked/0/on",
        "/releases/decided/0/reason",
        "/due/items/0/days_left",
        "/table_leaders/turns/0/agency",
        "/table_leaders/agencies/0/in_year",
        "/gaps/0/of",
    ] {
        let value = paper.pointer(pointer);
        assert!(value.is_some_and(|value| !value.is_null()), "{pointer}");
    }
    for typed in ["2022-01", "111-01", "111年1月", "2022/1"] {
        let same = json(&world, &[typed]);
        assert_eq!(same, paper, "{typed}");
    }
    let page = world.done(&["report", "monthly", "--format", "md"]);
    assert!(page.starts_with("# Participation Officers' monthly meeting, 2022-01\n"));
    assert!(page.contains("| 80 | 虛構公車的末班時間 |"), "{page}");
    let table = world.done(&["report", "monthly", "--format", "csv"]);
    assert!(table.starts_with("section,id,key,label,value,base,unit\n"));
    assert!(table.contains("open,,not_heard,,7,9,cases\n"), "{table}");
    let line = world.done(&["report", "monthly", "--format", "jsonl"]);
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), paper);
}

#[test]
fn the_command_in_the_paper_makes_it_again_later() {
    let world = world();
    let first = json(&world, &["2022-01", "--as-of", "2022-01-09"]);
    world.on("2023-05-01");
    world.done(&["case", "set", "88", "title=Anew"]);
    let command = first["command"].as_str().unwrap().to_owned() + " --format json";
    let arguments: Vec<&str> = command.split(' ').skip(1).collect();
    let again: Value = serde_json::from_str(&world.done(&arguments)).unwrap();
    assert_eq!(again, first);
    let now = json(&world, &["2022-01", "--as-of", "2022-01-09"]);
    assert_ne!(now["digest"], first["digest"]);
}

#[test]
fn a_past_commit_answers_for_the_records_as_they_were() {
    let world = world();
    world.on("2022-02-20");
    let commit = world.head();
    world.done(&[
        "case", "agency", "add", "92", "--id", "coa", "--role", "host",
    ]);
    let hosts = |more: &[&str]| {
        let paper = json(&world, &[&["2022-01"], more].concat());
        let items = paper["open"]["items"].as_array().unwrap().clone();
        let case = items.iter().find(|case| case["number"] == 92).unwrap();
        case["hosts"].clone()
    };
    assert_eq!(hosts(&[]), serde_json::json!(["coa"]));
    for at in [commit.as_str(), "2022-02-01"] {
        assert_eq!(hosts(&["--at", at]), serde_json::json!([]), "{at}");
    }
}

#[test]
fn a_month_without_a_meeting_and_a_store_without_records_say_so() {
    let world = world();
    let page = world.done(&["report", "monthly", "2021-11"]);
    assert!(
        page.contains("No monthly meeting of this month is recorded."),
        "{page}"
    );
    assert_eq!(json(&world, &["2021-11"])["meeting"], Value::Null);
    let empty = World::new();
    assert_snapshot!(empty.zh(&["report", "monthly", "2019-02"]), @"
    開放政府聯絡人月會資料　108年2月
    紀錄庫 Invented records　紀錄 <commit>
    基準日 108.02.12（期間尚未屆滿，計至當日）
    重製：po report monthly 2019-02 --as-of 2019-02-12 --at <commit>
    本月無月會紀錄；票選候選 0 案、自提免票選 0 案；未結 0 案、請求解管 0 案；逾期 0
    項

    一、本次月會
    本月無月會紀錄。
    無前次月會紀錄。

    二、票選候選案
    無票選候選案紀錄。

    三、自提免票選案（提會報告）
    108.02.01–108.02.12 提案。
    無。

    四、未結案件（依序號）
    108.02.12 未結 0／0 案；階段或日期不明 0 案。
    最近提報（未提報者自提案）後已開過月會 0／0 案；從未提報 0／0 案。
    無。

    五、解除列管
    請求解管待裁示：無。
    本月裁示：無。

    六、本月底前到期及逾期事項
    108.02.28 前無到期事項。連署回應等期限另見「po due」。

    七、小桌長輪值
    108.02.01–108.02.12 召開協作會議及協作公聽會 0 場，載明分組 0 桌。

    八、紀錄未載事項
    本報告所查項目均有紀錄。

    數字摘要值 sha256 501fb999f67ea19f…　po 0.1.0
    [exit 0]
    ");
}

#[test]
fn a_meeting_may_be_named_where_a_month_has_two() {
    let world = world();
    let second = world.id(&[
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Invented second meeting",
        "--date",
        "2022-01-24",
    ]);
    let first = json(&world, &["2022-01"]);
    assert_eq!(first["meeting"]["id"], "m202201-aaa2");
    assert_eq!(first["meeting"]["others"][0], second.as_str());
    let paper = json(&world, &["--meeting", &second]);
    assert_eq!(paper["meeting"]["id"], second.as_str());
    assert_eq!(paper["previous"]["id"], "m202201-aaa2");
    assert_eq!(paper["month"], "2022-01");
}

#[test]
fn what_is_no_month_and_no_monthly_meeting_is_refused() {
    let world = world();
    let refused = |arguments: &[&str]| {
        let output = world.po(&[&["report", "monthly"], arguments].concat());
        assert_eq!(output.stdout, "");
        output.to_string()
    };
    assert_snapshot!(refused(&["2022-13"]), @"
    ---- stderr
    error: MONTH: `2022-13` names a month that no year has (rule real-month)
    [exit 2]
    ");
    assert_snapshot!(refused(&["--meeting", "m202201-bbb1"]), @"
    ---- stderr
    error: m202201-bbb1 is no monthly meeting
    hint: `po meeting list --kind monthly` shows those that are
    [exit 2]
    ");
    assert_snapshot!(refused(&["--meeting", "m209901-zzzz"]), @"
    ---- stderr
    error: no meeting answers to `m209901-zzzz`
    hint: `po meeting list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["report", "monthly", "一月"]), @"
    ---- stderr
    錯誤：年月：「一月」無法辨識，應為年月（2019-04、108-04、108年4月）
    [exit 2]
    ");
    let both = world.po(&["report", "monthly", "2022-01", "--meeting", "m202201-aaa2"]);
    assert_eq!(both.code, Some(2));
}

#[test]
fn what_is_due_is_what_po_due_says() {
    let world = world();
    let paper = json(&world, &["2022-01"]);
    let list: Value = serde_json::from_str(&world.done(&["due", "--format", "json"])).unwrap();
    let promised = ["promise", "commitment", "task", "conclusion"];
    let expected: Vec<(&Value, &Value, &Value)> = list
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| promised.contains(&one["what"].as_str().unwrap()))
        .filter(|one| one["due"].as_str().is_some_and(|due| due <= "2022-01-31"))
        .map(|one| (&one["id"], &one["due"], &one["owners"]))
        .collect();
    let items = paper["due"]["items"].as_array().unwrap();
    let items: Vec<(&Value, &Value, &Value)> = items
        .iter()
        .map(|one| (&one["id"], &one["due"], &one["owners"]))
        .collect();
    assert_eq!(items.len(), 3);
    assert_eq!(items, expected);
}

#[test]
fn a_record_that_cannot_be_read_is_named_in_the_paper_and_the_exit_code() {
    let world = world();
    let path = "records/cases/2021/03/c202103-k102.toml";
    world.replace(path, "title = ", "title ? ");
    world.git(&["commit", "-q", "-a", "-m", "damage"]);
    let output = world.po(&["report", "monthly", "2022-01", "--format", "json"]);
    assert_eq!(output.code, Some(1), "{output}");
    let paper: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(paper["unreadable"]["paths"][0], path);
    assert_eq!(paper["open"]["total"], 8);
}
