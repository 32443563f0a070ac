//! `po meeting plan`, `sheet`, `task done` and `task move`, `po effort`. Everything here is invented.

use insta::assert_snapshot;

use crate::support::{World, path_of};

fn meeting(world: &World, day: &str) -> String {
    world.case("May invented kites fly?", &["--number", "45"]);
    world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--number",
        "45",
        "--case",
        "45",
        "--title",
        "Invented meeting on kites",
        "--date",
        day,
    ])
}

#[test]
fn a_plan_is_counted_back_in_working_days_and_repeats_without_a_change() {
    let world = World::new();
    let id = meeting(&world, "2019-04-12");
    assert_snapshot!(world.po(&["meeting", "plan", &id, "--dry-run"]), @"
    basic	6	15	2019-03-20	0	agenda-ahead, transcript
    full	23	25	2019-03-06	0	diverse-invitees, open-signup, third-party-chair, agenda-ahead, materials-ahead, transcript, online, livestream
    hearing	19	20	2019-03-13	0	diverse-invitees, open-signup, agenda-ahead, materials-ahead, transcript
    [exit 0]
    ");
    let before = world.head();
    assert_snapshot!(world.zh(&["meeting", "plan", &id]), @"
    ---- stderr
    已記錄 <commit> m201904-a783: plan, Full collaborative meeting, 23 tasks, 25 working days
    23項，需25個工作天；首項期限 108.03.06
    [exit 0]
    ");
    assert_ne!(world.head(), before);
    let planned = world.head();
    let again = world.po(&["meeting", "plan", &id]);
    assert!(again.stderr.starts_with("nothing to change\n"), "{again}");
    assert_eq!(world.head(), planned);
    assert_snapshot!(world.po(&["meeting", "plan", &id, "--template", "basic"]), @"
    ---- stderr
    recorded <commit> m201904-a783: plan, Basic meeting, 6 tasks, 15 working days
    6 tasks, 15 working days; the first is due on 2019-03-20
    in place of the earlier plan: 17 untouched tasks taken out, 0 added
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "sheet", &id]), @"
    po	2019-03-20		0hy7	Contact the proposer again: what is asked for, and which days suit
    po	2019-04-09		hcf2	Announce the meeting
    business unit	2019-03-25		nb3x	Fill in the issue analysis sheet: claims, positions of the agencies, evidence
    secretariat	2019-03-27		r1tv	Hold the prep meeting: core question and who does what
    secretariat	2019-03-29		y70p	Set the agenda
    secretariat	2019-04-03		2pdk	Book the stenographer
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["meeting", "sheet", &id, "--by", "day", "--format", "md"]), @"
    # Invented meeting on kites

    會議日期 108.04.12；6項中完成0項。

    | 期限 | 負責 | 完成 | 列 | 事項 |
    | --- | --- | --- | --- | --- |
    | 108.03.20 | 聯絡人 |  | 0hy7 | Contact the proposer again: what is asked for, and which days suit |
    | 108.03.25 | 業務單位 |  | nb3x | Fill in the issue analysis sheet: claims, positions of the agencies, evidence |
    | 108.03.27 | 秘書單位 |  | r1tv | Hold the prep meeting: core question and who does what |
    | 108.03.29 | 秘書單位 |  | y70p | Set the agenda |
    | 108.04.03 | 秘書單位 |  | 2pdk | Book the stenographer |
    | 108.04.09 | 聯絡人 |  | hcf2 | Announce the meeting |
    [exit 0]
    ");
    let json = world.done(&["meeting", "plan", &id, "--dry-run", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["schema"], "po.plan/1");
    assert_eq!(json[0]["tasks"].as_array().unwrap().len(), 6);
    world.assert_sound();
}

#[test]
fn tasks_are_done_and_moved_with_a_reason_and_stay_so() {
    let world = World::new();
    let id = meeting(&world, "2019-04-12");
    world.done(&["meeting", "plan", &id, "--template", "basic"]);
    assert_snapshot!(world.po(&["meeting", "task", "done", &id, "1"]), @"
    ---- stderr
    recorded <commit> m201904-a783: done on 2019-02-12, Contact the proposer again: what is asked for, and which days suit
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "task", "done", &id, "1", "--on", "2019-02-13"]), @"
    ---- stderr
    error: 2019-02-13 is yet to come (rule held-in-the-past)
    [exit 5]
    ");
    assert_snapshot!(world.po(&["meeting", "task", "move", &id, "2", "--to", "2019-03-29"]), @"
    ---- stderr
    error: missing: --reason <TEXT>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    let reason = ["--reason", "Invented illness"];
    let moved = ["meeting", "task", "move", &id, "2", "--to", "2019-03-29"];
    assert_snapshot!(world.po(&[&moved[..], &reason].concat()), @"
    ---- stderr
    recorded <commit> m201904-a783: moved to 2019-03-29, Fill in the issue analysis sheet: claims, positions of the agencies, evidence
    [exit 0]
    ");
    // Working days are counted from the day that the task has, not from today.
    let later = ["meeting", "task", "move", &id, "4", "--to", "+2wd"];
    assert_snapshot!(world.po(&[&later[..], &reason].concat()), @"
    ---- stderr
    recorded <commit> m201904-a783: moved to 2019-04-02, Set the agenda
    [exit 0]
    ");
    let refused = world.po(&["meeting", "task", "set", &id, "3", "--due", "2019-04-01"]);
    assert_eq!(refused.code, Some(5));
    assert!(
        refused.stderr.contains("(rule moved-with-reason)"),
        "{refused}"
    );
    let path = path_of(&id);
    let key = world.read(&path);
    let key = key.split("\n[[task]]\nk = \"").nth(3).unwrap()[..4].to_owned();
    let field = format!("task[{key}].due=2019-04-01");
    assert_eq!(world.po(&["meeting", "set", &id, &field]).code, Some(5));
    world.done(&[
        "meeting",
        "task",
        "add",
        &id,
        "--what",
        "Invented cake",
        "--owner",
        "po",
    ]);
    // The meeting moves, and with it what nobody has touched.
    world.done(&[
        "meeting",
        "session",
        "set",
        &id,
        "1",
        "--date",
        "2019-04-19",
    ]);
    world.done(&["meeting", "plan", &id]);
    let text = world.read(&path);
    let rows: Vec<&str> = text.split("\n[[task]]\n").skip(1).collect();
    assert_eq!(rows.len(), 7);
    assert!(
        rows[0].contains("due = 2019-03-20\ndone_on = 2019-02-12"),
        "{text}"
    );
    assert!(
        rows[1].contains("due = 2019-03-29")
            && rows[1].contains("first_due = 2019-03-25")
            && rows[1].contains("reason = \"Invented illness\""),
        "{text}"
    );
    assert!(rows[2].contains("due = 2019-04-03"), "{text}");
    assert!(rows[6].contains("Invented cake"), "{text}");
    world.assert_sound();
}

#[test]
fn planning_again_says_what_it_takes_out_and_what_it_keeps() {
    let world = World::new();
    let id = meeting(&world, "2019-04-12");
    world.done(&["meeting", "plan", &id]);
    let row = |what: &str| {
        let sheet = world.done(&["meeting", "sheet", &id]);
        let line = sheet.lines().find(|line| line.contains(what)).unwrap();
        line.split('\t').nth(3).unwrap().to_owned()
    };
    world.done(&["meeting", "task", "done", &id, &row("Contact the proposer")]);
    let agenda = row("Set the agenda");
    let moved = [
        "meeting",
        "task",
        "move",
        &id,
        &agenda,
        "--to",
        "2019-04-01",
    ];
    world.done(&[&moved[..], &["--reason", "Invented illness"]].concat());
    world.done(&["meeting", "task", "add", &id, "--what", "Invented cake"]);
    assert_snapshot!(world.po(&["meeting", "plan", &id, "--template", "hearing"]), @"
    ---- stderr
    recorded <commit> m201904-a783: plan, Collaborative public hearing, 19 tasks, 20 working days
    19 tasks, 20 working days; the first is due on 2019-03-13
    in place of the earlier plan: 5 untouched tasks taken out, 1 added
    kept as it is (done): Contact the proposer again: what is asked for, and which days suit
    kept as it is (moved): Set the agenda
    kept as it is (added by hand): Invented cake
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["meeting", "plan", &id, "--template", "basic"]), @"
    ---- stderr
    已記錄 <commit> m201904-a783: plan, Basic meeting, 6 tasks, 15 working days
    6項，需15個工作天；首項期限 108.03.20
    取代原籌備事項：未更動之13項移除，新增0項
    保留（已完成）：Contact the proposer again: what is asked for, and which days suit
    保留（已改期）：Set the agenda
    保留（自行新增）：Invented cake
    [exit 0]
    ");
    let sheet = world.done(&["meeting", "sheet", &id]);
    assert_eq!(sheet.lines().count(), 7, "{sheet}");
    world.assert_sound();
}

#[test]
fn elements_that_were_chosen_outlive_another_template() {
    let world = World::new();
    let new = [
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--date",
        "2019-04-12",
    ];
    let chosen = [
        "--title",
        "Invented",
        "--element",
        "livestream",
        "--element",
        "transcript",
    ];
    let id = world.id(&[&new[..], &chosen].concat());
    let elements = || {
        let json = world.done(&["meeting", "show", &id, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        json["elements"].clone()
    };
    for template in ["full", "basic"] {
        world.done(&["meeting", "plan", &id, "--template", template]);
        assert_eq!(elements(), serde_json::json!(["transcript", "livestream"]));
    }
    world.done(&["meeting", "plan", &id, "--elements", "online"]);
    assert_eq!(elements(), serde_json::json!(["online"]));
    world.done(&["meeting", "plan", &id, "--template", "hearing"]);
    assert_eq!(elements(), serde_json::json!(["online"]));
}

#[test]
fn what_cannot_be_planned_is_refused_with_the_reason() {
    let world = World::new();
    let id = meeting(&world, "2019-04-12");
    assert_snapshot!(world.po(&["meeting", "plan", &id, "--elements", "fireworks"]), @"
    ---- stderr
    error: --elements: `fireworks` is none of: diverse-invitees, open-signup, third-party-chair, agenda-ahead, materials-ahead, transcript, online, livestream (rule known-word)
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["meeting", "plan", &id, "--template", "large"]), @"
    ---- stderr
    error: there is no template `large`
    hint: there are: basic, full, hearing (records/templates)
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["meeting", "plan", &id, "--as-of", "2019-04-13"]), @"
    ---- stderr
    錯誤：m201904-a783 日期為 108.04.12，已過；僅能籌備未來的會議（規則 plan-ahead）
    [exit 5]
    ");
    world.done(&["meeting", "cancel", &id, "--reason", "Invented storm"]);
    assert_snapshot!(world.po(&["meeting", "plan", &id]), @"
    ---- stderr
    error: m201904-a783 is cancelled; what is to come can be prepared (rule plan-ahead)
    [exit 5]
    ");
    let far = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "Far",
        "--date",
        "2031-04-12",
    ]);
    assert_snapshot!(world.po(&["meeting", "plan", &far]), @"
    ---- stderr
    error: the store has no office calendar of 2031, only of 2015 to 2027
    hint: `po calendar import FILE.csv` takes the government's file of the year (https://data.gov.tw/dataset/14718)
    [exit 5]
    ");
    let monthly = world.id(&[
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Monthly",
        "--date",
        "2019-04-02",
    ]);
    assert_snapshot!(world.zh(&["meeting", "plan", &monthly]), @"
    ---- stderr
    錯誤：沒有適用於月會的籌備範本，請以 --template 指定
    建議：現有：basic, full, hearing（records/templates）
    [exit 3]
    ");
    assert_snapshot!(world.po(&["meeting", "plan", &far, "--elements", "直播,transcript", "--dry-run", "--as-of", "2031-04-13"]), @"
    ---- stderr
    error: m203104-ss23 was on 2031-04-12; only what is to come can be prepared (rule plan-ahead)
    [exit 5]
    ");
}

#[test]
fn a_store_has_templates_of_its_own() {
    let world = World::new();
    let id = meeting(&world, "2019-04-12");
    world.write(
        "records/templates/small.toml",
        "id = \"small\"\ntitle = \"虛構小型會議\"\n\n[[task]]\nname = \"tea\"\nwhat = \"備茶\"\nowner = \"po\"\nworking_days_before = 2\n",
    );
    world.done(&["save", "--message", "Invented template"]);
    assert_snapshot!(world.zh(&["meeting", "plan", &id, "--template", "small"]), @"
    ---- stderr
    已記錄 <commit> m201904-a783: plan, 虛構小型會議, 1 task, 2 working days
    1項，需2個工作天；首項期限 108.04.10
    [exit 0]
    ");
    assert!(
        world
            .read(&path_of(&id))
            .contains("what = \"備茶\"\nowner = \"po\"\ndue = 2019-04-10\n")
    );
}

#[test]
fn hours_are_recorded_where_somebody_has_them() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    assert_snapshot!(world.po(&["effort", "add", "45", "--agency", "衛福部", "--role", "po", "--hours", "12", "--task", "Issue analysis"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add effort a783 mohw po 12
    [exit 0]
    ");
    assert_eq!(
        world.po(&["effort", "add", "45", "--role", "po"]).code,
        Some(2)
    );
    assert!(
        world
            .done(&["case", "show", "45", "--format", "json"])
            .contains("\"hours\": 12")
    );
}

#[test]
fn what_prepares_a_meeting_is_not_moved_behind_it() {
    let world = World::new();
    let id = meeting(&world, "2019-04-12");
    world.done(&["meeting", "plan", &id, "--template", "basic"]);
    let reason = ["--reason", "Invented illness"];
    let planned = ["meeting", "task", "move", &id, "1", "--to", "2019-04-13"];
    assert_snapshot!(world.po(&[&planned[..], &reason].concat()), @"
    ---- stderr
    error: `Contact the proposer again: what is asked for, and which days suit` prepares the meeting of 2019-04-12 and cannot be due after it (rule task-before-meeting)
    [exit 5]
    ");
    assert_snapshot!(world.zh(&[&planned[..], &reason].concat()), @"
    ---- stderr
    錯誤：「Contact the proposer again: what is asked for, and which days suit」為 108.04.12 會議之籌備事項，期限不得晚於會議（規則 task-before-meeting）
    [exit 5]
    ");
    let on_the_day = ["meeting", "task", "move", &id, "1", "--to", "2019-04-12"];
    world.done(&[&on_the_day[..], &reason].concat());
    let thanks = [
        "meeting",
        "task",
        "add",
        &id,
        "--what",
        "Thank the invented guests",
    ];
    world.done(&[&thanks[..], &["--due", "2019-04-12"]].concat());
    let own = ["meeting", "task", "move", &id, "7", "--to", "2019-04-15"];
    assert_snapshot!(world.po(&[&own[..], &reason].concat()), @"
    ---- stderr
    recorded <commit> m201904-a783: moved to 2019-04-15, Thank the invented guests
    warning: the new day is after the meeting of 2019-04-12
    [exit 0]
    ");
}
