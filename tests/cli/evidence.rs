//! What was published stays: corrections, what is withheld, and what may leave a private store.

use std::path::PathBuf;

use insta::assert_snapshot;

use crate::support::{Output, World, path_of};

const ID: &str = "t201902-k7f2";

/// An invented transcript with two speakers; `head` is its status and days.
fn transcript(head: &str) -> String {
    format!(
        "id = \"{ID}\"\ntitle = \"虛構會議\"\ndate = 2019-02-12\n{head}\n\n[[speaker]]\nkey = \"甲委員\"\nname = \"甲\"\nconsent = true\n\n[[speaker]]\nkey = \"乙\"\nconsent = true\n\n[[speech]]\nn = 1\nby = \"甲委員\"\ntext = \"虛構的第一段\"\n\n[[speech]]\nn = 2\nby = \"乙\"\ntext = \"虛構的答覆\"\n\n[[speech]]\nn = 3\nkind = \"narrative\"\ntext = \"（散會）\"\n"
    )
}

/// A world whose store holds the invented transcript, published.
fn published() -> World {
    let world = World::new();
    world.write(
        &path_of(ID),
        transcript("status = \"published\"\npublished_on = 2019-02-12"),
    );
    world.done(&["save"]);
    world
}

/// Corrects the first paragraph.
fn correct(world: &World, more: &[&str]) -> Output {
    let basic = ["transcript", "correct", ID, "--speech", "1"];
    world.po(&[&basic[..], more].concat())
}

#[test]
fn a_correction_keeps_both_texts_who_asked_and_why() {
    let world = published();
    world.on("2019-03-01");
    assert_snapshot!(correct(&world, &["--text", "更正的第一段"]), @"
    ---- stderr
    error: missing: --asked-by
    [exit 2]
    ");
    assert_snapshot!(correct(&world, &["--text", "更正的第一段", "--asked-by", "甲"]), @"
    ---- stderr
    error: missing: --reason
    [exit 2]
    ");
    let why = ["--asked-by", "甲", "--reason", "聽誤"];
    let first = correct(&world, &[&["--text", "更正的第一段"][..], &why].concat());
    assert_snapshot!(first, @"
    ---- stderr
    recorded <commit> t201902-k7f2: speech 1: corrected, asked by 甲
    [exit 0]
    ");
    let again = correct(&world, &[&["--text", "更正的第一段"][..], &why].concat());
    assert_snapshot!(again, @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    // The words were another's.
    let moved = correct(&world, &[&["--by", "乙"][..], &why].concat());
    assert_eq!(moved.code, Some(0), "{moved}");
    let nobody = correct(&world, &[&["--by", "丙"][..], &why].concat());
    assert_snapshot!(nobody, @"
    ---- stderr
    error: t201902-k7f2 has no speaker 丙
      甲委員
      乙
    [exit 3]
    ");
    let text = world.read(&path_of(ID));
    let rows = text.split_once("[[correction]]").unwrap().1;
    assert_snapshot!(rows, @r#"

    k = "0hy7"
    speech = 1
    on = 2019-03-01
    kind = "correct"
    before = "虛構的第一段"
    after = "更正的第一段"
    asked_by = "甲"
    reason = "聽誤"

    [[correction]]
    k = "k5y1"
    speech = 1
    on = 2019-03-01
    kind = "correct"
    before_by = "甲委員"
    after_by = "乙"
    asked_by = "甲"
    reason = "聽誤"
    "#);
    assert_snapshot!(world.done(&["transcript", "export", ID]), @"
    # 2019-02-12 虛構會議

    ### 乙：

    更正的第一段

    > (corrected on 2019-03-01, asked by 甲: 聽誤)

    > (corrected on 2019-03-01, asked by 甲: 聽誤)

    虛構的答覆

    > （散會）
    ");
    let shown = world.zh(&["transcript", "show", ID]).stdout;
    let shown = shown.split_once("公開後之更正\n").unwrap().1;
    assert_snapshot!(shown.split_once("\n\n").unwrap().0, @"
    1　108.03.01　更正　更正前內容 虛構的第一段　更正後內容 更正的第一段　甲　聽誤
    1　108.03.01　更正　更正前發言者 甲委員　更正後發言者 乙　甲　聽誤
    ");
    assert_snapshot!(world.git(&["log", "-1", "--format=%B"]), @"
    t201902-k7f2: speech 1: corrected, asked by 甲

    Po-Op: transcript.correct
    Po-Record: t201902-k7f2
    Po-Reason: 聽誤
    Po-Version: 0.1.0
    ");
    world.assert_sound();
}

#[test]
fn every_other_road_to_what_was_said_is_closed() {
    let world = published();
    let head = world.head();
    let set = [
        "transcript",
        "set",
        ID,
        "speech[1].text=改了",
        "--reason",
        "Invented slip",
    ];
    assert_snapshot!(world.po(&set), @"
    ---- stderr
    error: t201902-k7f2 is published; what was said in it changes only by a correction (rule published-stays)
      speech[1]: no correction leads from what it was to what it would be
    hint: po transcript correct t201902-k7f2 --speech 1 --text … --asked-by WHO --reason … (or --withhold)
    [exit 5]
    ");
    assert_snapshot!(world.zh(&set), @"
    ---- stderr
    錯誤：t201902-k7f2 已公開，發言內容僅得以更正方式變更（規則 published-stays）
      speech[1]：沒有更正紀錄說明此變更
    建議：po transcript correct t201902-k7f2 --speech 1 --text … --asked-by 請求者 --reason …（隱去個資：--withhold）
    [exit 5]
    ");
    assert_snapshot!(world.po(&["transcript", "set", ID, "status=draft"]), @"
    ---- stderr
    error: t201902-k7f2 is published; what was said in it changes only by a correction (rule published-stays)
      status: what is published stays published
    [exit 5]
    ");
    let attempts = [
        "s/虛構的第一段/改了/",
        "s/by = \"乙\"/by = \"甲委員\"/",
        "s/^n = 2/n = 4/",
        "s/^kind = \"narrative\"/kind = \"quote\"/",
        "s/（散會）/（改了）/",
    ];
    for attempt in attempts {
        world.editor(&format!("sed -i '{attempt}' \"$1\""));
        let edited = world.po(&["transcript", "edit", ID, "--reason", "Invented slip"]);
        assert_eq!(edited.code, Some(5), "{attempt}{edited}");
        assert!(
            edited.stderr.contains("published-stays"),
            "{attempt}{edited}"
        );
        let text = world.read(&path_of(ID));
        world.editor(&format!("sed -i '{attempt}' \"$1\""));
        let by_hand =
            world.run(
                world
                    .command("sed", &world.root())
                    .args(["-i", attempt, &path_of(ID)]),
            );
        assert_eq!(by_hand.code, Some(0));
        let saved = world.po(&["save", "--reason", "Invented slip"]);
        assert_eq!(saved.code, Some(1), "{attempt}{saved}");
        assert!(saved.stderr.contains("rule published-stays"), "{saved}");
        world.write(&path_of(ID), text);
    }
    assert_snapshot!(world.po(&["transcript", "rm", ID]), @"
    ---- stderr
    error: t201902-k7f2 is published; it is removed only with a reason (rule published-stays)
    hint: say why with --reason
    [exit 5]
    ");
    std::fs::remove_file(world.root().join(path_of(ID))).unwrap();
    assert_eq!(world.po(&["save"]).code, Some(1));
    world.git(&["checkout", "--", "."]);
    assert_eq!(world.head(), head);
    // What is no word of anybody may change, and a correction that an editor wrote in full is one.
    world.done(&["transcript", "set", ID, "title=另一個虛構會議"]);
    world.editor(
        "sed -i 's/虛構的第一段/改了/' \"$1\"; printf '\\n[[correction]]\\nk = \"a1b2\"\\nspeech = 1\\non = 2019-02-12\\nkind = \"correct\"\\nbefore = \"虛構的第一段\"\\nafter = \"改了\"\\nasked_by = \"甲\"\\nreason = \"聽誤\"\\n' >> \"$1\"",
    );
    world.done(&["transcript", "edit", ID]);
    // A correction stays as it is.
    let rewritten = ["transcript", "set", ID, "correction[a1b2].reason=無"];
    assert_snapshot!(world.po(&rewritten), @"
    ---- stderr
    error: t201902-k7f2 is published; what was said in it changes only by a correction (rule published-stays)
      correction[a1b2]: a correction stays as it was recorded
    hint: po transcript correct t201902-k7f2 --speech 1 --text … --asked-by WHO --reason … (or --withhold)
    [exit 5]
    ");
    world.assert_sound();
}

#[test]
fn what_is_withheld_leaves_a_mark_and_a_reason() {
    let world = published();
    let why = ["--asked-by", "乙", "--reason", "提及第三人"];
    let done = correct(&world, &[&["--text", "提到丙的一段"][..], &why].concat());
    assert_eq!(done.code, Some(0), "{done}");
    let before = world.head();
    let withheld = correct(&world, &[&["--withhold"][..], &why].concat());
    assert_snapshot!(withheld, @"
    ---- stderr
    recorded <commit> t201902-k7f2: speech 1: withheld, asked by 乙
    warning: the current record holds it no longer, but git does: commit <commit>, those before it, and every copy of this repository
    warning: to take it out of history too: `git filter-repo --replace-text FILE`, push by force, have every copy cloned anew; all later commits get new ids, so signatures and receipts of before fit no longer
    [exit 0]
    ");
    let text = world.read(&path_of(ID));
    assert!(
        !text.contains('丙') && !text.contains("虛構的第一段"),
        "{text}"
    );
    assert_snapshot!(text.split_once("[[correction]]").unwrap().1, @r#"

    k = "a783"
    speech = 1
    on = 2019-02-12
    kind = "correct"
    asked_by = "乙"
    reason = "提及第三人"

    [[correction]]
    k = "fw2q"
    speech = 1
    on = 2019-02-12
    kind = "withhold"
    asked_by = "乙"
    reason = "提及第三人"
    "#);
    assert_snapshot!(world.zh(&["transcript", "export", ID]), @"
    # 2019-02-12 虛構會議

    ### 甲委員：

    > （本段於 108.02.12 應乙請求更正：提及第三人）

    > （本段個人資料於 108.02.12 應乙請求隱去：提及第三人）

    ### 乙：

    虛構的答覆

    > （散會）
    [exit 0]
    ");
    // Older commits hold it still, as was said.
    let old = world.git(&["show", &format!("{before}:{}", path_of(ID))]);
    assert!(old.contains("提到丙的一段"));
    // A part may stay; and what is withheld does not come back by a row that keeps it.
    let second = [
        &[
            "transcript",
            "correct",
            ID,
            "--speech",
            "2",
            "--withhold",
            "--text",
            "（略）的答覆",
        ][..],
        &why,
    ]
    .concat();
    world.done(&second);
    assert!(
        world
            .read(&path_of(ID))
            .contains("after = \"（略）的答覆\"")
    );
    world.editor("sed -i 's/^kind = \"withhold\"/&\\nbefore = \"虛構的答覆\"/' \"$1\"");
    let kept = world.po(&["transcript", "edit", ID]);
    assert_eq!(kept.code, Some(5), "{kept}");
    // A paragraph that is not there, and a draft.
    let lost = ["transcript", "correct", ID, "--speech", "9", "--text", "x"];
    assert_snapshot!(world.po(&[&lost[..], &why].concat()), @"
    ---- stderr
    error: t201902-k7f2 has no speech 9
    hint: the numbers: po transcript show t201902-k7f2
    [exit 3]
    ");
    world.assert_sound();
}

#[test]
fn what_is_acknowledged_of_a_paragraph_is_so_of_its_correction() {
    let world = World::new();
    let text = transcript(
        "status = \"published\"\npublished_on = 2019-02-12\n\n[source]\nurl = \"https://example.org/t\"",
    );
    let row = "\n[[privacy]]\npath = \"speech[1].text\"\nkind = \"email\"\nreason = \"公開來源所載\"\nby = \"甲\"\n";
    let text = text.replace("虛構的第一段", "請寄 nobody@example.org 收");
    let unsourced = text.replace("url = \"https://example.org/t\"", "file = \"t.md\"");
    world.write(&path_of(ID), unsourced + row);
    let refused = world.po(&["save"]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(
        refused.stderr.contains("names the published source"),
        "{refused}"
    );
    world.write(&path_of(ID), text + row);
    world.done(&["save"]);
    let why = ["--asked-by", "甲", "--reason", "錯字"];
    let text = ["--text", "請寄至 nobody@example.org 收"];
    let done = correct(&world, &[&text[..], &why].concat());
    assert_eq!(done.code, Some(0), "{done}");
    // An address that the published source did not have is none of it.
    let other = ["--text", "請寄至 nobody@example.org 或 0912-345-678"];
    let refused = correct(&world, &[&other[..], &why].concat());
    assert_eq!(refused.code, Some(5), "{refused}");
    let withheld = correct(&world, &[&["--withhold"][..], &why].concat());
    assert_eq!(withheld.code, Some(0), "{withheld}");
    let record = world.read(&path_of(ID));
    assert!(
        !record.contains("example.org 收") && !record.contains("[[privacy]]"),
        "{record}"
    );
    world.assert_sound();
}

/// A world with a private store beside the public one, and an invented officer of each speaker's name.
fn with_private(text: &str) -> (World, PathBuf) {
    let world = World::new();
    let private = world.path().join("private");
    world.done_in(
        world.path(),
        &[
            "init",
            "private",
            "--name",
            "Invented drafts",
            "--private",
            "--lang",
            "en",
        ],
    );
    for (id, name) in [("jia", "甲"), ("yi", "乙")] {
        world.done_in(&private, &["person", "new", "--id", id, "--name", name]);
    }
    put(&world, &path_of(ID), text);
    (world, private)
}

/// Puts a file into the private store past every gate, as plain git does.
fn put(world: &World, path: &str, text: &str) {
    let private = world.path().join("private");
    let file = private.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
    world.git_in(&private, &["add", "-A"]);
    world.git_in(
        &private,
        &["commit", "-q", "--allow-empty", "-m", "invented"],
    );
}

#[test]
fn in_the_editing_period_each_speaker_smooths_their_own_words() {
    let editing = "status = \"editing\"\nsent_on = 2019-02-12\nedit_until = 2019-02-26";
    let (world, private) = with_private(&transcript(editing));
    let po = |arguments: &[&str]| world.po_in(&private, arguments);
    let own = ["transcript", "set", ID, "speech[1].text=順過的第一段"];
    assert_snapshot!(po(&own), @"
    ---- stderr
    error: t201902-k7f2 is being edited by its speakers, each their own words only: speech 1 (rule own-words)
    hint: say on whose behalf: --for PERSON (a record of the store whose name is that of the speaker)
    [exit 5]
    ");
    let other = po(&[&own[..], &["--for", "yi"]].concat());
    assert_eq!(other.code, Some(5), "{other}");
    assert_snapshot!(po(&[&own[..], &["--for", "jia"]].concat()), @"
    ---- stderr
    recorded <commit> t201902-k7f2: speech[1].text → 順過的第一段
    [exit 0]
    ");
    // Stage directions are nobody's.
    world.done_in(
        &private,
        &["transcript", "set", ID, "speech[3].text=（休息）"],
    );
    let smooth = [
        "transcript",
        "correct",
        ID,
        "--speech",
        "2",
        "--text",
        "順過的答覆",
    ];
    let refused = po(&[&smooth[..], &["--asked-by", "甲"]].concat());
    assert_snapshot!(refused, @"
    ---- stderr
    error: t201902-k7f2 is being edited by its speakers, each their own words only: speech 2 (rule own-words)
    hint: say on whose behalf: --for PERSON (a record of the store whose name is that of the speaker)
    [exit 5]
    ");
    assert_snapshot!(po(&[&smooth[..], &["--asked-by", "乙"]].concat()), @"
    ---- stderr
    recorded <commit> t201902-k7f2: speech 2: smoothed, asked by 乙
    [exit 0]
    ");
    let text = std::fs::read_to_string(private.join(path_of(ID))).unwrap();
    assert!(
        !text.contains("correction") && text.contains("順過的答覆"),
        "{text}"
    );
    let moved = po(&[
        "transcript",
        "correct",
        ID,
        "--speech",
        "2",
        "--by",
        "甲委員",
        "--asked-by",
        "乙",
    ]);
    assert_eq!(moved.code, Some(5), "{moved}");
    world.on("2019-02-27");
    let late = [
        "transcript",
        "set",
        ID,
        "speech[1].text=再改",
        "--for",
        "jia",
    ];
    assert_snapshot!(po(&late), @"
    ---- stderr
    error: the speakers of t201902-k7f2 could edit until 2019-02-26 (rule editing-period)
    hint: po transcript publish t201902-k7f2, then po transcript correct
    [exit 5]
    ");
    // A draft is changed as every record is.
    put(&world, &path_of(ID), &transcript("status = \"draft\""));
    world.done_in(&private, &["transcript", "set", ID, "speech[1].text=草稿"]);
    let draft = po(&[&smooth[..], &["--asked-by", "乙"]].concat());
    assert_snapshot!(draft, @"
    ---- stderr
    error: t201902-k7f2 is a draft, of which nothing has to be corrected (rule published-stays)
    hint: po transcript set t201902-k7f2 speech[2].text=…
    [exit 5]
    ");
}

const READY: &str = "status = \"published\"\nsent_on = 2019-02-12\nedit_until = 2019-02-26\npublished_on = 2019-02-27";

/// An invented meeting in the private store.
fn meeting(more: &str) -> String {
    format!(
        "id = \"m201902-x3qd\"\nkind = \"monthly\"\ntitle = \"虛構月會\"\nstatus = \"held\"\nrun_by = \"ndc\"\n{more}\n[[session]]\nk = \"a1b2\"\ndate = 2019-02-12\n"
    )
}

fn ready() -> (World, PathBuf) {
    let head = format!("meeting = \"m201902-x3qd\"\n{READY}");
    let (world, private) = with_private(&transcript(&head));
    put(
        &world,
        &path_of("m201902-x3qd"),
        &meeting("cases = [\"c201902-a1b2\"]\n"),
    );
    let case = "id = \"c201902-a1b2\"\ntitle = \"虛構案件\"\n\n[[stage]]\nk = \"a1b2\"\nname = \"proposed\"\non = 2019-02-12\nmeeting = \"m201902-x3qd\"\n";
    put(&world, &path_of("c201902-a1b2"), case);
    world.on("2019-03-01");
    (world, private)
}

fn publish(world: &World, more: &[&str]) -> Output {
    let basic = ["publish", "--to", "../store"];
    world.po_in(&world.path().join("private"), &[&basic[..], more].concat())
}

#[test]
fn publishing_twice_makes_one_commit_and_a_change_brings_up_to_date() {
    let (world, private) = ready();
    let before = world.head();
    assert_snapshot!(publish(&world, &[ID, "--dry-run"]), @"
    new     m201902-x3qd 虛構月會
        id: m201902-x3qd
        kind: monthly
        run_by: ndc
        session[a1b2].date: 2019-02-12
        session[a1b2].k: a1b2
        status: held
        title: 虛構月會
    new     t201902-k7f2 虛構會議
        date: 2019-02-12
        edit_until: 2019-02-26
        id: t201902-k7f2
        meeting: m201902-x3qd
        published_on: 2019-02-27
        sent_on: 2019-02-12
        speaker[乙].consent: true
        speaker[乙].key: 乙
        speaker[甲委員].consent: true
        speaker[甲委員].key: 甲委員
        speaker[甲委員].name: 甲
        speech[1].by: 甲委員
        speech[1].n: 1
        speech[1].text: 虛構的第一段
        speech[2].by: 乙
        speech[2].n: 2
        speech[2].text: 虛構的答覆
        speech[3].kind: narrative
        speech[3].n: 3
        speech[3].text: （散會）
        status: published
        title: 虛構會議
    ---- stderr
    2 records would change; nothing was written (--dry-run)
    warning: m201902-x3qd cases[1]: left out, c201902-a1b2 is not public; publish it too
    [exit 0]
    ");
    let plan = publish(&world, &[ID, "--dry-run", "--format", "jsonl"]);
    let last = plan.stdout.lines().last().unwrap();
    assert_snapshot!(last, @r#"{"schema":"po.plan/1","record":"m201902-x3qd","what":"left-out","field":"cases[1]","old":"c201902-a1b2","new":null}"#);
    assert_eq!(world.head(), before);
    assert_snapshot!(publish(&world, &[ID]), @"
    ---- stderr
    warning: m201902-x3qd cases[1]: left out, c201902-a1b2 is not public; publish it too
    recorded <commit> 2 records published, 2 of them new
    [exit 0]
    ");
    let source = world.git_in(&private, &["rev-parse", "HEAD"]);
    let message = world.git(&["log", "-1", "--format=%B"]);
    assert_snapshot!(message.replace(source.trim_end(), "<source>"), @"
    2 records published, 2 of them new

    Po-Op: store.publish
    Po-Record: m201902-x3qd
    Po-Record: t201902-k7f2
    Po-Source: <source>
    Po-Version: 0.1.0
    ");
    let once = world.head();
    assert_snapshot!(publish(&world, &[ID]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    assert_eq!(world.head(), once);
    let count = world.git(&["rev-list", "--count", &format!("{before}..")]);
    assert_eq!(count, "1\n");
    // The case comes later: the link to it comes in with the meeting, and nothing dangles.
    let both = publish(&world, &["c201902-a1b2", "m201902-x3qd"]);
    assert_eq!(
        (both.code, both.stderr.contains("left out")),
        (Some(0), false),
        "{both}"
    );
    assert!(
        world
            .read(&path_of("m201902-x3qd"))
            .contains("c201902-a1b2")
    );
    // A correction in the private store goes over with its row.
    world.done_in(
        &private,
        &[
            "transcript",
            "correct",
            ID,
            "--speech",
            "1",
            "--text",
            "更正",
            "--asked-by",
            "甲",
            "--reason",
            "聽誤",
        ],
    );
    assert_snapshot!(publish(&world, &[ID]), @"
    ---- stderr
    recorded <commit> t201902-k7f2: brought up to date, 虛構會議
    [exit 0]
    ");
    let text = world.read(&path_of(ID));
    assert!(
        text.contains("before = \"虛構的第一段\"") && text.contains("text = \"更正\""),
        "{text}"
    );
    // What is withheld here is withheld there, where git does not forget either.
    world.done_in(
        &private,
        &[
            "transcript",
            "correct",
            ID,
            "--speech",
            "2",
            "--withhold",
            "--asked-by",
            "乙",
            "--reason",
            "提及第三人",
        ],
    );
    let withheld = publish(&world, &[ID]);
    assert!(withheld.stderr.contains("git does: commit"), "{withheld}");
    let text = world.read(&path_of(ID));
    assert!(!text.contains("虛構的答覆"), "{text}");
    // Words changed behind the back of po do not go over.
    put(
        &world,
        &path_of(ID),
        &text.replace("text = \"更正\"", "text = \"竄改\""),
    );
    let forged = publish(&world, &[ID]);
    assert_eq!(forged.code, Some(5), "{forged}");
    assert!(forged.stderr.contains("published-stays"), "{forged}");
    let check = world.po(&["check"]);
    assert!(check.stderr.contains("0 errors"), "{check}");
    world.assert_sound();
}

#[test]
fn nothing_is_smuggled_into_the_public_store() {
    let (world, _) = ready();
    let path = path_of(ID);
    let good = transcript(READY);
    let text = |old: &str, new: &str| {
        assert!(good.contains(old), "{old}");
        good.replacen(old, new, 1)
    };
    let off_record = "kind = \"off-record\"\ntext = \"秘密\"";
    let narrative = "kind = \"narrative\"\ntext = \"（散會）\"";
    let row = "\n[[correction]]\nk = \"a1b2\"\nspeech = 3\non = 2019-02-28\nkind = \"correct\"\nbefore = \"秘密\"\nafter = \"秘密二\"\nasked_by = \"甲\"\nreason = \"誤\"\n";
    let acknowledged = "\n[[privacy]]\npath = \"speech[1].text\"\nkind = \"email\"\nreason = \"無\"\nby = \"甲\"\n";
    let email = text("虛構的第一段", "請寄 nobody@example.org");
    let attempts = [
        (
            "published-only",
            "status",
            text("\"published\"", "\"draft\""),
        ),
        (
            "editing-period",
            "edit_until",
            text("\"published\"", "\"editing\"").replace("02-26", "03-01"),
        ),
        (
            "editing-period",
            "status",
            text("\"published\"", "\"editing\""),
        ),
        // The status says so, the announced day does not.
        (
            "editing-period",
            "edit_until",
            text("edit_until = 2019-02-26", "edit_until = 2019-03-01"),
        ),
        (
            "published-only",
            "published_on",
            text("published_on = 2019-02-27", "published_on = 2019-03-02"),
        ),
        ("off-record", "speech[3].text", text(narrative, off_record)),
        (
            "off-record",
            "speech[3].text",
            text(narrative, "kind = \"off-record\"") + row,
        ),
        (
            "named-by-consent",
            "speaker[甲委員].consent",
            text("consent = true", "consent = false"),
        ),
        (
            "named-by-consent",
            "speaker[甲委員].consent",
            text("consent = true\n", ""),
        ),
        (
            "named-by-consent",
            "speech[2].by",
            text("by = \"乙\"", "by = \"丙\""),
        ),
        ("no-personal-data", "speech[1].text", email.clone()),
        ("no-personal-data", "speech[1].text", email + acknowledged),
        (
            "no-personal-data",
            "title",
            text("虛構會議", "0912-345-678"),
        ),
    ];
    let head = world.head();
    for (rule, field, attempt) in attempts {
        put(&world, &path, &attempt);
        for dry_run in [&[][..], &["--dry-run"]] {
            let refused = publish(&world, &[&[ID][..], dry_run].concat());
            assert_eq!(refused.code, Some(5), "{rule}{refused}");
            let line = format!("{ID} {field}  ");
            assert!(refused.stderr.contains(&line), "{rule}{refused}");
            assert!(
                refused.stderr.contains(&format!("(rule {rule})")),
                "{rule}{refused}"
            );
            assert_eq!(refused.stdout, "", "{rule}");
        }
        let all = publish(&world, &[ID, "--overwrite", "--yes", "--quiet"]);
        assert_eq!(all.code, Some(5), "{rule}{all}");
    }
    // What comes along is judged as well.
    put(
        &world,
        &path,
        &transcript(&format!("meeting = \"m201902-x3qd\"\n{READY}")),
    );
    let meetings = [
        ("internal-stays", meeting("visibility = \"internal\"\n")),
        (
            "no-personal-data",
            meeting("[[conclusion]]\nn = 1\ntext = \"資料寄 nobody@example.org\"\n"),
        ),
    ];
    for (rule, text) in meetings {
        put(&world, &path_of("m201902-x3qd"), &text);
        let refused = publish(&world, &[ID]);
        assert_eq!(refused.code, Some(5), "{refused}");
        assert!(refused.stderr.contains(rule), "{rule}{refused}");
    }
    put(
        &world,
        &path_of("c201902-a1b2"),
        "id = \"c201902-a1b2\"\ntitle = \"虛構\"\nvisibility = \"internal\"\n",
    );
    assert_snapshot!(publish(&world, &["c201902-a1b2"]), @"
    ---- stderr
    error: not everything may become public yet; nothing was written
      c201902-a1b2 visibility  is for this store only (rule internal-stays)
    [exit 5]
    ");
    assert_eq!(world.head(), head);
    // What became internal since it was published keeps back what goes with it.
    put(&world, &path_of("m201902-x3qd"), &meeting(""));
    assert_eq!(publish(&world, &["m201902-x3qd"]).code, Some(0));
    let head = world.head();
    put(
        &world,
        &path_of("m201902-x3qd"),
        &meeting("visibility = \"internal\"\n"),
    );
    let refused = publish(&world, &[ID]);
    assert_eq!(refused.code, Some(5), "{refused}");
    assert!(
        refused.stderr.contains("m201902-x3qd visibility  "),
        "{refused}"
    );
    // A comment is no part of the record, and what was off the record becomes a mark.
    put(&world, &path_of("m201902-x3qd"), &meeting(""));
    let whole = good.replacen(narrative, off_record, 1) + "\n# 內部備註\n";
    put(&world, &path, &(whole + row));
    let marked = publish(&world, &[ID, "--mark-off-record"]);
    assert_eq!(marked.code, Some(0), "{marked}");
    let public = world.read(&path);
    assert!(public.contains("kind = \"off-record\""), "{public}");
    assert!(
        !public.contains("秘密") && !public.contains("內部備註"),
        "{public}"
    );
    assert_eq!(publish(&world, &[ID, "--mark-off-record"]).code, Some(0));
    assert_eq!(
        world.git(&["rev-list", "--count", &format!("{head}..")]),
        "1\n"
    );
    world.assert_sound();
}

#[test]
fn what_was_written_in_the_public_store_is_not_lost() {
    let (world, private) = ready();
    assert_eq!(
        publish(&world, &["c201902-a1b2", "m201902-x3qd"]).code,
        Some(0)
    );
    world.done(&["case", "set", "c201902-a1b2", "summary=公開庫寫的"]);
    let head = world.head();
    world.done_in(
        &private,
        &["case", "set", "c201902-a1b2", "core_question=如何？"],
    );
    assert_snapshot!(publish(&world, &["c201902-a1b2"]), @"
    ---- stderr
    error: the public store holds what was written there, not here; nothing was written
      c201902-a1b2 summary: there 公開庫寫的, here –
    hint: record it here too, or let this store win with --overwrite
    [exit 4]
    ");
    assert_snapshot!(publish(&world, &["c201902-a1b2", "--lang", "zh-TW"]), @"
    ---- stderr
    錯誤：公開紀錄庫另有他人所為之修改；未作任何變更
      c201902-a1b2 summary：公開庫為 公開庫寫的，此處為 –
    建議：請於本紀錄庫一併修改，或以 --overwrite 覆蓋
    [exit 4]
    ");
    assert_eq!(world.head(), head);
    // Said here as well, it is no contest.
    world.done_in(
        &private,
        &["case", "set", "c201902-a1b2", "summary=公開庫寫的"],
    );
    assert_eq!(publish(&world, &["c201902-a1b2"]).code, Some(0));
    // What is edited there and not recorded stops it, as it stops every write.
    world.done_in(
        &private,
        &["case", "set", "c201902-a1b2", "summary=私庫寫的"],
    );
    world.replace(&path_of("c201902-a1b2"), "公開庫寫的", "手改的");
    let stopped = publish(&world, &["c201902-a1b2"]);
    assert_eq!(stopped.code, Some(4), "{stopped}");
    world.done(&["save"]);
    assert_eq!(publish(&world, &["c201902-a1b2"]).code, Some(4));
    assert_eq!(
        publish(&world, &["c201902-a1b2", "--overwrite"]).code,
        Some(0)
    );
    assert!(world.read(&path_of("c201902-a1b2")).contains("私庫寫的"));
    world.assert_sound();
}

#[test]
fn people_come_along_and_stores_are_not_confused() {
    let (world, private) = ready();
    put(
        &world,
        &path_of("m201902-x3qd"),
        &meeting("[[chief]]\nagency = \"ndc\"\nperson = \"jia\"\n"),
    );
    world.done_in(
        &private,
        &[
            "agency",
            "new",
            "--id",
            "newa",
            "--kind",
            "subordinate",
            "--short-name",
            "新署",
            "--full-name",
            "虛構新署",
        ],
    );
    world.done_in(&private, &["meeting", "set", "m201902-x3qd", "run_by=newa"]);
    assert_snapshot!(publish(&world, &["m201902-x3qd"]), @"
    ---- stderr
    recorded <commit> 3 records published, 3 of them new
    [exit 0]
    ");
    world.done(&["person", "show", "jia"]);
    let po = |arguments: &[&str]| world.po_in(&private, arguments);
    assert_snapshot!(po(&["publish", ID, "--to", "."]), @"
    ---- stderr
    error: --to names the store that the records are in already
    [exit 2]
    ");
    assert_snapshot!(po(&["publish", ID, "--to", "../home"]), @"
    ---- stderr
    error: $W/home is not in a git repository
    hint: make a store with `po init DIR`, or name one with --store DIR
    [exit 1]
    ");
    assert_snapshot!(po(&["publish", ID, "--to", "../store", "--at", "HEAD~1"]), @"
    ---- stderr
    error: --at answers from the past; it cannot be changed
    [exit 2]
    ");
    assert_snapshot!(po(&["publish", "2019-07-02", "--to", "../store"]), @"
    ---- stderr
    error: records/rules/2019-07-02.toml: only cases, meetings, transcripts, agencies and people are published
    [exit 5]
    ");
    assert_snapshot!(po(&["publish", "no-such", "--to", "../store"]), @"
    ---- stderr
    error: no record of any kind answers to `no-such`
    hint: `po case|meeting|transcript|agency|person list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(po(&["publish", ID]), @"
    ---- stderr
    error: missing: --to <DIR>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    world.done_in(
        world.path(),
        &["init", "second", "--private", "--lang", "en"],
    );
    assert_snapshot!(po(&["publish", ID, "--to", "../second"]), @"
    ---- stderr
    error: ../second is a private store; what is published goes into a public one
    [exit 5]
    ");
}
