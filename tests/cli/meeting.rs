//! `po meeting`.

use insta::assert_snapshot;

use crate::support::{World, path_of};

#[test]
fn a_meeting_is_planned_held_and_listed() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    let made = world.po(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--number",
        "45",
        "--title",
        "Invented meeting on kites",
        "--date",
        "2019-03-02",
        "--date",
        "2019-03-01",
        "--case",
        "45",
        "--place",
        "Invented hall",
    ]);
    assert_snapshot!(made, @"
    m201903-a783
    ---- stderr
    recorded <commit> m201903-a783: new, Invented meeting on kites
    [exit 0]
    ");
    let id = made.stdout.trim();
    assert_snapshot!(world.read(&path_of(id)), @r#"
    #:schema ../../../../schemas/meeting.schema.json
    id = "m201903-a783"
    kind = "collaborative"
    number = 45
    title = "Invented meeting on kites"
    cases = ["c201902-x11g"]
    status = "planned"

    [[session]]
    k = "8cra"
    date = 2019-03-01
    place = "Invented hall"

    [[session]]
    k = "kk0m"
    date = 2019-03-02
    place = "Invented hall"
    "#);
    assert!(world.read(&path_of(id)).contains(&case));
    assert_snapshot!(world.po(&["meeting", "hold", id]), @"
    ---- stderr
    error: 2019-03-01 is yet to come (rule held-in-the-past)
    hint: name the day with --on
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["meeting", "hold", id]), @"
    ---- stderr
    錯誤：108.03.01 尚未到來（規則 held-in-the-past）
    建議：請以 --on 指定日期
    [exit 5]
    ");
    world.on("2019-03-05");
    assert_snapshot!(world.po(&["meeting", "hold", id, "--on", "2019-03-01"]), @"
    ---- stderr
    recorded <commit> m201903-a783: status → held
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "list"]), @"
    2019-03-01	m201903-a783	collaborative	45	held	Invented meeting on kites
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["meeting", "list", "--status", "已召開"]), @"
    2019-03-01	m201903-a783	collaborative	45	held	Invented meeting on kites
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "show", id]), @"
    Invented meeting on kites
    ─────────────────────────
    id      m201903-a783
    kind    collaborative
    number  45
    title   Invented meeting on kites
    cases   c201902-x11g
    status  held

    session
      2019-03-01, place Invented hall

    recorded
      2019-03-05  <commit>  測試者  m201903-a783: status → held
      2019-02-12  <commit>  測試者  m201903-a783: new, Invented meeting on kites
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn a_collaborative_meeting_takes_the_number_of_its_case() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    world.case("May invented boats dive?", &["--number", "46"]);
    let made = |kind: &str, more: &[&str]| {
        let new = ["meeting", "new", "--kind", kind, "--title", "Invented"];
        world.po(&[&new[..], &["--date", "2019-02-14", "--case", "45"], more].concat())
    };
    assert_snapshot!(made("collaborative", &[]), @"
    m201902-fw2q
    ---- stderr
    recorded <commit> m201902-fw2q: new, Invented (No. 45, that of its case)
    [exit 0]
    ");
    made("collaborative", &["--number", "47"]);
    // Of two cases neither number is that of the meeting, and a working meeting leaves it to the other.
    made("collaborative", &["--case", "46"]);
    made("working", &[]);
    assert_snapshot!(world.done(&["meeting", "list"]), @"
    2019-02-14	m201902-0hy7	collaborative	47	planned	Invented
    2019-02-14	m201902-dkhq	collaborative		planned	Invented
    2019-02-14	m201902-fw2q	collaborative	45	planned	Invented
    2019-02-14	m201902-k5y1	working		planned	Invented
    ");
}

#[test]
fn a_meeting_is_called_off_with_a_reason() {
    let world = World::new();
    let id = world.id(&[
        "meeting",
        "new",
        "--kind",
        "會前會",
        "--title",
        "x",
        "--date",
        "2019-03-02",
        "--sequence",
        "3",
    ]);
    assert_snapshot!(world.po(&["meeting", "cancel", &id]), @"
    ---- stderr
    error: missing: --reason <TEXT>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["meeting", "cancel", &id, "--reason", "Invented storm", "--as", "postponed"]), @"
    ---- stderr
    recorded <commit> m201903-x11g: status → postponed
    [exit 0]
    ");
    let text = world.read(&path_of(&id));
    assert!(
        text.contains("status = \"postponed\"") && text.contains("reason = \"Invented storm\""),
        "{text}"
    );
    world.done(&[
        "meeting",
        "cancel",
        &id,
        "--reason",
        "Invented calm",
        "--as",
        "not-held",
    ]);
    assert_snapshot!(world.zh(&["meeting", "show", &id]), @"
    x
    ─
    代號                      m201903-x11g
    會議種類                  會前會
    次別                      3
    名稱                      x
    狀態                      不辦理
    不辦理、延期或取消之理由  Invented calm

    場次
      108.03.02

    異動紀錄
      2019-02-12  <commit>  測試者  m201903-x11g: status → not-held
      2019-02-12  <commit>  測試者  m201903-x11g: status → postponed
      2019-02-12  <commit>  測試者  m201903-x11g: new, x
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "cancel", &id, "--reason", "x", "--as", "held"]), @"
    ---- stderr
    error: --as: `held` is none of: cancelled, not-held, postponed (rule known-word)
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["meeting", "rm", &id]), @"
    ---- stderr
    recorded <commit> m201903-x11g: removed, x
    [exit 0]
    ");
    assert_eq!(world.done(&["meeting", "list"]), "");
    world.assert_sound();
}

#[test]
fn a_meeting_of_no_known_case_is_not_made() {
    let world = World::new();
    let before = world.head();
    assert_snapshot!(world.po(&["meeting", "new", "--kind", "working", "--title", "x", "--date", "2019-03-02", "--case", "99"]), @"
    ---- stderr
    error: no case answers to `99`
    hint: `po case list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(world.po(&["meeting", "new", "--kind", "working", "--title", "x", "--date", "2019-02-30"]), @"
    ---- stderr
    error: --date: `2019-02-30` names a day that its month does not have (rule real-day)
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["meeting", "new", "--kind", "夢", "--title", "x", "--date", "2019-02-28"]), @"
    ---- stderr
    錯誤：--kind：「夢」無效，可用：collaborative, working, prep, monthly, quarterly, camp, workshop, training, forum, hearing, debrief, other（規則 known-word）
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn meetings_are_filtered() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    let new = |kind: &str, title: &str, day: &str, more: &[&str]| {
        let arguments = [
            "meeting", "new", "--kind", kind, "--title", title, "--date", day,
        ];
        world.id(&[&arguments, more].concat())
    };
    new("working", "A", "2019-03-01", &["--case", &case]);
    new("monthly", "B", "2019-03-02", &[]);
    let held = new("collaborative", "C", "2019-01-03", &["--number", "45"]);
    world.done(&["meeting", "hold", &held]);
    let titles = |arguments: &[&str]| {
        let listed = world.done(&[&["meeting", "list"], arguments].concat());
        let titles: Vec<&str> = listed
            .lines()
            .map(|line| line.rsplit('\t').next().unwrap())
            .collect();
        titles.concat()
    };
    assert_eq!(titles(&[]), "CAB");
    assert_eq!(titles(&["--reverse"]), "BAC");
    assert_eq!(titles(&["--limit", "1"]), "C");
    assert_eq!(titles(&["--kind", "monthly", "--kind", "working"]), "AB");
    assert_eq!(titles(&["--status", "held"]), "C");
    assert_eq!(titles(&["--case", "45"]), "A");
    assert_eq!(titles(&["--number", "45"]), "C");
    assert_eq!(titles(&["--from", "2019-03-02"]), "B");
    assert_eq!(titles(&["--to", "2019-03-01"]), "CA");
    assert_eq!(titles(&["--text", "b"]), "B");
}

#[test]
fn a_meeting_that_was_called_off_is_held_with_a_reason_only() {
    let world = World::new();
    let id = world.id(&[
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "x",
        "--date",
        "2019-02-01",
    ]);
    world.done(&["meeting", "cancel", &id, "--reason", "Invented storm"]);
    let head = world.head();
    assert_snapshot!(world.po(&["meeting", "hold", &id]), @"
    ---- stderr
    error: m201902-x11g is cancelled; that it was held needs a reason (rule called-off-stays)
    hint: say why with --reason
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["meeting", "hold", &id]), @"
    ---- stderr
    錯誤：m201902-x11g 已記為取消，改記為已召開須附理由（規則 called-off-stays）
    建議：請以 --reason 說明理由
    [exit 5]
    ");
    assert_eq!(world.head(), head);
    world.done(&[
        "meeting",
        "hold",
        &id,
        "--reason",
        "Invented: it was held after all",
    ]);
    assert_snapshot!(world.git(&["log", "-1", "--format=%B"]), @"
    m201902-x11g: status → held

    Po-Op: meeting.hold
    Po-Record: m201902-x11g
    Po-Reason: Invented: it was held after all
    Po-Version: 0.1.0
    ");
    // What was put off is held on another day; that is what was meant.
    world.done(&[
        "meeting",
        "cancel",
        &id,
        "--reason",
        "Invented storm",
        "--as",
        "postponed",
    ]);
    world.done(&["meeting", "hold", &id, "--on", "2019-02-11"]);
}
