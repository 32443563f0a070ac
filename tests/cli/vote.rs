//! `po vote`. Everything here is invented.

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// Three cases and a monthly meeting of a day, its vote open.
fn monthly(world: &World, day: &str, open: &[&str]) -> String {
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--source", "join-petition"],
    );
    world.case("May invented dogs swim?", &["--number", "46"]);
    world.case(
        "May invented bells ring?",
        &[
            "--number",
            "47",
            "--source",
            "join-petition",
            "--host",
            "moe",
        ],
    );
    let id = world.id(&[
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Invented monthly meeting",
        "--date",
        day,
    ]);
    world.done(&[&["vote", "open", &id], open].concat());
    world.on(day);
    id
}

#[test]
fn exactly_half_is_selected_and_below_the_ministry_decides() {
    let world = World::new();
    let id = monthly(
        &world,
        "2019-08-05",
        &["--officers", "30", "--secretariat", "4"],
    );
    assert_snapshot!(world.po(&["vote", "candidate", &id, "--case", "45"]), @"
    ---- stderr
    recorded <commit> m201908-0hy7: candidate 1, c201902-x11g
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["vote", "candidate", &id, "--case", "46,47"]), @"
    ---- stderr
    已記錄 <commit> m201908-0hy7: candidate 2, c201902-a783, c201902-fw2q
    [exit 0]
    ");
    assert_snapshot!(world.po(&["vote", "show", &id]), @"
    1				unknown	45 May invented kites fly?
    2				unknown	46 May invented dogs swim?；47 May invented bells ring?
    [exit 0]
    ");
    assert_snapshot!(world.po(&["vote", "tally", &id, "45", "--ticks", "17"]), @"
    ---- stderr
    recorded <commit> m201908-0hy7: c201902-x11g: 17 ticks
    [exit 0]
    ");
    assert_snapshot!(world.po(&["vote", "tally", &id, "47", "--ticks", "16"]), @"
    ---- stderr
    recorded <commit> m201908-0hy7: c201902-fw2q: 16 ticks
    [exit 0]
    ");
    assert_snapshot!(world.po(&["vote", "close", &id, "--ballots", "34"]), @"
    1		17	50.0%	selected	45 May invented kites fly?
    2		16	47.1%	below the threshold	46 May invented dogs swim?；47 May invented bells ring?
    ---- stderr
    recorded <commit> m201908-0hy7: vote closed, base 34
    warning: 33 ticks in all, fewer than the 34 that the ballots must have (rule minimum-ticks)
    [exit 0]
    ");
    world.on("2019-08-06");
    assert_snapshot!(world.po(&["case", "stage", "46", "selected"]), @"
    ---- stderr
    error: the vote of m201908-0hy7 did not select it; the host's decision or a --reason is due (rule selected-by-vote)
    hint: po vote tally m201908-0hy7 c201902-a783 --decided hold
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["vote", "tally", &id, "47", "--decided", "hold"]), @"
    ---- stderr
    已記錄 <commit> m201908-0hy7: c201902-fw2q: 16 ticks, hold
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["vote", "show", &id, "--format", "md"]), @"
    # Invented monthly meeting

    基數 34。每票至少勾選1案。適用規則：協作議題處理原則。

    | 順位 | 分組 | 票數 | 得票率 | 結果 | 議題 |
    | ---: | --- | ---: | ---: | --- | --- |
    | 1 |  | 17 | 50.0% | 選定 | 45 May invented kites fly? |
    | 2 |  | 16 | 47.1% | 未達門檻，部會決定自行辦理 | 46 May invented dogs swim?；47 May invented bells ring? |
    ---- stderr
    注意：共33票，少於各票最少勾選數合計34（規則 minimum-ticks）
    [exit 0]
    ");
    world.done(&["case", "stage", "45", "selected"]);
    world.done(&["case", "stage", "46", "selected"]);
    let case = |number: &str| {
        let json = world.done(&["case", "show", number, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        (
            json["selection"].clone(),
            json["stage"][1]["meeting"].clone(),
        )
    };
    assert_eq!(case("45"), ("voted".into(), id.as_str().into()));
    assert_eq!(case("46"), ("ministry-decided".into(), id.as_str().into()));
    assert!(
        world
            .git(&["log", "-1", "--format=%B"])
            .contains(&format!("Po-Meeting: {id}"))
    );
    world.assert_sound();
}

#[test]
fn what_cannot_be_is_refused_by_its_rule() {
    let world = World::new();
    let id = monthly(
        &world,
        "2021-05-03",
        &["--officers", "20", "--secretariat", "4"],
    );
    let prep = world.id(&[
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "x",
        "--date",
        "2021-05-04",
    ]);
    assert_snapshot!(world.po(&["vote", "open", &prep]), @"
    ---- stderr
    error: m202105-k5y1 is a prep meeting; topics are voted on in a monthly one (rule vote-in-monthly)
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["vote", "candidate", &prep, "--case", "45"]), @"
    ---- stderr
    錯誤：m202105-k5y1 尚未開始票選（規則 vote-open）
    建議：po vote open m202105-k5y1
    [exit 5]
    ");
    assert_snapshot!(world.po(&["vote", "candidate", &id, "--case", "45", "--pool", "lottery"]), @"
    ---- stderr
    error: --pool: `lottery` is none of ministry, petition (rule pool-of-rules)
    [exit 2]
    ");
    world.done(&["vote", "candidate", &id, "--case", "45"]);
    assert!(world.read(&path_of(&id)).contains("pool = \"petition\""));
    assert_snapshot!(world.po(&["vote", "candidate", &id, "--case", "46,45"]), @"
    ---- stderr
    error: No. 45 c201902-x11g is a candidate already (rule candidate-once)
    [exit 5]
    ");
    world.on("2021-04-01");
    world.done(&[
        "case",
        "stage",
        "47",
        "withdrawn",
        "--on",
        "2021-04-01",
        "--reason",
        "Invented silence",
    ]);
    assert_snapshot!(world.zh(&["vote", "candidate", &id, "--case", "47"]), @"
    ---- stderr
    錯誤：序號47 c201902-fw2q 當日階段為撤案，僅未結案件得票選（規則 candidate-open）
    [exit 5]
    ");
    assert_snapshot!(world.po(&["vote", "tally", &id, "46", "--ticks", "3"]), @"
    ---- stderr
    error: c201902-a783 is no candidate in m202105-0hy7
    hint: po vote candidate m202105-0hy7 --case c201902-a783
    [exit 3]
    ");
    world.on("2021-05-03");
    assert_snapshot!(world.po(&["vote", "tally", &id, "45", "--ticks", "25"]), @"
    ---- stderr
    error: 25 ticks are more than the 24 who could vote (rule ticks-within-base)
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["vote", "tally", &id, "45", "--share", "100.1%"]), @"
    ---- stderr
    錯誤：--share：「100.1%」不在 0% 至 100% 之間，或超過兩位小數（規則 share-within-whole）
    [exit 5]
    ");
    assert_snapshot!(world.po(&["vote", "tally", &id, "45"]), @"
    ---- stderr
    error: missing: --ticks | --share | --decided
    [exit 2]
    ");
    world.done(&["vote", "tally", &id, "45", "--share", "58.3%"]);
    world.done(&["vote", "close", &id]);
    assert_snapshot!(world.zh(&["vote", "tally", &id, "45", "--ticks", "3"]), @"
    ---- stderr
    錯誤：m202105-0hy7 票選已結束，不得再更動（規則 vote-closed）
    建議：po meeting set m202105-0hy7 --unset vote.closed_on
    [exit 5]
    ");
    assert_snapshot!(world.po(&["vote", "candidate", &id, "--case", "46"]), @"
    ---- stderr
    error: the vote of m202105-0hy7 is closed; its counts stay (rule vote-closed)
    hint: po meeting set m202105-0hy7 --unset vote.closed_on
    [exit 5]
    ");
    let reopened = ["meeting", "set", &id, "--unset", "vote.closed_on"];
    world.done(&reopened);
    assert_snapshot!(world.zh(&["vote", "close", &id, "--base", "0"]), @"
    ---- stderr
    錯誤：--base：0 不得為票選基數；基數不詳者請勿填寫（規則 vote-base）
    [exit 5]
    ");
    world.done(&["vote", "tally", &id, "45", "--ticks", "20"]);
    assert_snapshot!(world.po(&["vote", "close", &id, "--base", "19"]), @"
    ---- stderr
    error: 20 ticks are more than the 19 who could vote (rule ticks-within-base)
    [exit 5]
    ");
    world.assert_sound();
}

#[test]
fn self_proposals_are_to_be_reported_and_hosts_are_spaced() {
    let world = World::new();
    let met = world.case(
        "May invented lamps glow?",
        &["--number", "44", "--source", "join-petition"],
    );
    let held = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--case",
        "44",
        "--title",
        "x",
        "--date",
        "2019-07-19",
    ]);
    assert!(met.starts_with('c'));
    world.case(
        "May invented snails race?",
        &["--number", "50", "--selection", "no-vote"],
    );
    world.on("2019-08-05");
    world.done(&["meeting", "hold", &held]);
    let id = monthly(&world, "2019-08-05", &[]);
    world.done(&["vote", "candidate", &id, "--case", "45"]);
    assert_snapshot!(world.po(&["vote", "show", &id]), @"
    1				unknown	45 May invented kites fly?
    				no vote, to be reported	50 May invented snails race?
    ---- stderr
    warning: 衛福部 had its last on 2019-07-19 and may postpone a new one until 2019-09-02 (rule host-spacing)
    [exit 0]
    ");
    world.done(&[
        "case",
        "stage",
        "50",
        "selected",
        "--on",
        "2019-08-05",
        "--meeting",
        &id,
    ]);
    assert_snapshot!(world.zh(&["vote", "show", &id, "--format", "json"]), @r#"
    [
      {
        "schema": "po.candidate/1",
        "meeting": "m201908-ss23",
        "place": 1,
        "cases": [
          "c201902-dkhq"
        ],
        "outcome": "unknown",
        "below_threshold": null,
        "decided": null,
        "pool": null,
        "ticks": null,
        "share": null,
        "base": null,
        "rules": "2019-07-02"
      },
      {
        "schema": "po.candidate/1",
        "meeting": "m201908-ss23",
        "place": null,
        "cases": [
          "c201902-fw2q"
        ],
        "outcome": "reported"
      }
    ]
    ---- stderr
    注意：衛福部前次為 108.07.19，108.09.02 前得順延（規則 host-spacing）
    [exit 0]
    "#);
}

#[test]
fn a_share_or_count_that_is_none_is_told_what_one_looks_like() {
    let world = World::new();
    let id = monthly(&world, "2019-08-05", &[]);
    world.done(&["vote", "candidate", &id, "--case", "45"]);
    let tally = |count: &[&str]| world.po(&[&["vote", "tally", &id, "45"], count].concat());
    for share in ["-5%", "100.5%", "33.333%"] {
        let refused = tally(&["--share", share]);
        assert_eq!(refused.code, Some(5), "{refused}");
        assert!(
            refused.stderr.contains("(rule share-within-whole)"),
            "{refused}"
        );
    }
    assert_snapshot!(tally(&["--share", "half"]), @"
    ---- stderr
    error: --share: `half` is no share; it is written like 58.3% (rule share-in-per-cent)
    [exit 2]
    ");
    assert_snapshot!(tally(&["--share", "-5%"]), @"
    ---- stderr
    error: --share: `-5%` lies outside 0% to 100%, or has more than two decimals (rule share-within-whole)
    [exit 5]
    ");
    assert_snapshot!(tally(&["--ticks", "-3"]), @"
    ---- stderr
    error: --ticks: `-3` is no count; a whole number from 0 was expected (rule whole-count)
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["vote", "close", &id, "--base", "1.5"]), @"
    ---- stderr
    錯誤：--base：「1.5」不是數量，應為 0 以上的整數（規則 whole-count）
    [exit 2]
    ");
}
