//! Who hosts, what hosts carry and what agencies gave. Everything here is invented.

use insta::assert_snapshot;

use crate::support::{World, path_of};

fn meeting(world: &World, kind: &str, day: &str, case: &str) -> String {
    let title = format!("Invented {kind} meeting on {case}");
    world.id(&[
        "meeting", "new", "--kind", kind, "--title", &title, "--date", day, "--case", case,
    ])
}

#[test]
fn hosts_are_settled_and_one_leads() {
    let world = World::new();
    let id = world.case(
        "May invented kites fly?",
        &[
            "--number", "45", "--host", "moe", "--host", "motc", "--cohost", "moi",
        ],
    );
    assert_snapshot!(world.po(&["case", "agency", "settle", "45", "--by", "minister", "--lead", "教育部"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: hosts settled, minister, moe leads
    [exit 0]
    ");
    let rows = |text: &str| -> Vec<String> {
        let rows = text.split("\n[[agency]]\n").skip(1);
        rows.map(|row| row.split("\n\n").next().unwrap().trim().replace('\n', "; "))
            .collect()
    };
    assert_snapshot!(rows(&world.read(&path_of(&id))).join("\n"), @r#"
    id = "moe"; role = "host"; lead = true; settled_by = "minister"
    id = "motc"; role = "host"; settled_by = "minister"
    id = "moi"; role = "cohost"
    "#);
    assert_snapshot!(world.zh(&["case", "agency", "settle", "45", "--by", "國發會協調", "--lead", "motc"]), @"
    ---- stderr
    已記錄 <commit> No. 45 c201902-x11g: hosts settled, ndc, motc leads
    [exit 0]
    ");
    assert_snapshot!(rows(&world.read(&path_of(&id))).join("\n"), @r#"
    id = "moe"; role = "host"; settled_by = "ndc"
    id = "motc"; role = "host"; lead = true; settled_by = "ndc"
    id = "moi"; role = "cohost"
    "#);
    assert_snapshot!(world.po(&["case", "agency", "settle", "45", "--by", "agreed", "--lead", "moi"]), @"
    ---- stderr
    error: moi is no host of the case; one of the hosts leads (rule lead-is-host)
    hint: po case agency add c201902-x11g --id moi --role host
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["case", "agency", "settle", "45", "--by", "coin"]), @"
    ---- stderr
    錯誤：--by：「coin」無效，可用：agreed, all-host, ndc, minister（規則 known-word）
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
    let again = world.po(&["case", "agency", "settle", "45", "--by", "ndc"]);
    assert!(again.stderr.starts_with("nothing to change"), "{again}");
    world.assert_sound();
}

#[test]
fn a_month_is_carried_by_hosts_with_clashes_told() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    world.case(
        "May invented dogs swim?",
        &["--number", "46", "--host", "mohw", "--host", "moe"],
    );
    world.case(
        "May invented bells ring?",
        &[
            "--number",
            "47",
            "--host",
            "moi",
            "--proposed",
            "2019-04-20",
        ],
    );
    let met = meeting(&world, "collaborative", "2019-03-29", "45");
    meeting(&world, "prep", "2019-04-12", "45");
    let planned = meeting(&world, "collaborative", "2019-04-12", "46");
    world.done(&["meeting", "plan", &planned, "--template", "basic"]);
    world.on("2019-04-01");
    world.done(&["meeting", "hold", &met]);
    assert_snapshot!(world.po(&["agency", "load", "--month", "2019-04"]), @"
    教育部	1	1	2
    衛福部	2	2	2
    內政部	1	0	0
    ---- stderr
    warning: 衛福部 has two meetings on 2019-04-12: Invented collaborative meeting on 46; Invented prep meeting on 45
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["agency", "load", "--month", "108-03", "--agency", "教育部", "--format", "md"]), @"
    | 主辦機關 | 未結案件 | 會議 | 到期事項 |
    | --- | ---: | ---: | ---: |
    | 教育部 | 1 | 0 | 4 |
    [exit 0]
    ");
    assert_snapshot!(world.po(&["agency", "load", "--month", "spring"]), @"
    ---- stderr
    error: --month: `spring` is not a month (2019-04, 108-04, 108年4月)
    [exit 2]
    ");
    world.done(&[
        "case",
        "stage",
        "45",
        "withdrawn",
        "--on",
        "2019-04-01",
        "--reason",
        "Invented calm",
    ]);
    let json = world.done(&[
        "agency", "load", "--month", "2019-05", "--agency", "mohw", "--format", "json",
    ]);
    assert!(json.contains("\"open_cases\": 1"), "{json}");
}

#[test]
fn a_voted_meeting_spaces_the_next_one_of_its_host() {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--selection", "voted"],
    );
    let met = meeting(&world, "collaborative", "2019-07-19", "45");
    world.on("2019-10-01");
    world.done(&["meeting", "hold", &met]);
    let warned = |month: &str| world.po(&["agency", "load", "--month", month]).stderr;
    let expected = "warning: 衛福部 had its last on 2019-07-19 and may postpone a new one until 2019-09-02 (rule host-spacing)\n";
    assert_eq!(warned("2019-06"), "");
    for month in ["2019-07", "2019-08", "2019-09"] {
        assert_eq!(warned(month), expected, "{month}");
    }
    assert_eq!(warned("2019-10"), "");
}

#[test]
fn what_an_agency_gave_is_evidence() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    world.case(
        "May invented petitions count?",
        &["--number", "46", "--source", "join-petition"],
    );
    let met = meeting(&world, "collaborative", "2019-01-18", "46");
    world.done(&[
        "meeting",
        "table",
        "add",
        &met,
        "--leader",
        "Invented officer",
        "--agency",
        "衛福部",
    ]);
    world.done(&["meeting", "hold", &met]);
    let planned = meeting(&world, "collaborative", "2019-06-14", "45");
    world.done(&["meeting", "table", "add", &planned, "--agency", "mohw"]);
    world.done(&["person", "new", "--id", "invented-lin"]);
    world.done(&[
        "person",
        "post",
        "add",
        "invented-lin",
        "--agency",
        "mohw",
        "--role",
        "po",
        "--from",
        "2019-01-01",
        "--authorisation",
        "Invented: by the deputy minister",
    ]);
    assert_snapshot!(world.po(&["person", "train", "invented-lin", "--title", "Invented camp", "--on", "2019-01-25"]), @"
    ---- stderr
    recorded <commit> invented-lin: add training e33n Invented camp 2019-01-25
    [exit 0]
    ");
    world.done(&[
        "person",
        "train",
        "invented-lin",
        "--title",
        "Before the post",
        "--on",
        "2018-01-25",
    ]);
    world.done(&[
        "agency",
        "pair",
        "add",
        "moda",
        "--agency",
        "mohw",
        "--from",
        "2022-09-01",
    ]);
    assert_snapshot!(world.po(&["agency", "ledger", "衛福部"]), @"
    table leader	2019-01-18	m201901-fw2q	Invented collaborative meeting on 46 Invented officer
    training	2019-01-25	invented-lin	Invented camp
    self-proposal	2019-02-12	c201902-x11g	May invented kites fly?
    accompanying	2022-09-01	moda	數位部
    ---- stderr
    self-proposal 1, table leader 1, training 1, accompanying 1
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["agency", "ledger", "mohw", "--year", "108", "--format", "md"]), @"
    | 貢獻 | 日期 | 紀錄 | 內容 |
    | --- | --- | --- | --- |
    | 小桌長 | 108.01.18 | m201901-fw2q | Invented collaborative meeting on 46 Invented officer |
    | 受訓 | 108.01.25 | invented-lin | Invented camp |
    | 自提案 | 108.02.12 | c201902-x11g | May invented kites fly? |
    ---- stderr
    自提案 1、小桌長 1、受訓 1、陪伴部會 0
    [exit 0]
    ");
    assert_snapshot!(world.po(&["agency", "ledger", "mohw", "--year", "soon"]), @"
    ---- stderr
    error: --year: `soon` is not a year (2019, 108, 108年)
    [exit 2]
    ");
    assert_eq!(world.po(&["agency", "ledger", "nobody"]).code, Some(3));
}

#[test]
fn an_agency_whose_officers_are_recorded_is_not_removed() {
    let world = World::new();
    world.done(&["person", "new", "--id", "invented", "--name", "Invented"]);
    let post = [
        "person", "post", "add", "invented", "--agency", "mohw", "--role", "po",
    ];
    world.done(&[&post[..], &["--from", "2019-01-01"]].concat());
    let refused = world.po(&["agency", "rm", "mohw"]);
    assert_eq!(refused.code, Some(5), "{refused}");
    assert!(refused.stderr.contains("invented Invented"), "{refused}");
}
