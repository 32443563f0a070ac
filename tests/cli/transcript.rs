//! `po transcript`: from facts in a draft to a published text.

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// An invented draft: in a public store it holds facts only.
const DRAFT: &str =
    "id = \"t201902-k7f2\"\ntitle = \"Invented meeting\"\ndate = 2019-02-12\nstatus = \"draft\"\n";

/// An invented published text.
pub(crate) const MARKDOWN: &str = "# 2019-02-12 虛構會議\n\n> （開始）\n\n### 甲：\n\n虛構的第一段\n\n虛構的第二段\n\n### 乙：\n\n虛構的答覆\n";

fn path() -> String {
    path_of("t201902-k7f2")
}

#[test]
fn a_draft_is_sent_and_published_in_time() {
    let world = World::new();
    world.write(&path(), DRAFT);
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> t201902-k7f2: new, Invented meeting
    [exit 0]
    ");
    assert_snapshot!(world.po(&["transcript", "send", "t201902"]), @"
    ---- stderr
    error: missing: --until <DAY>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["transcript", "send", "t201902", "--until", "2019-02-01"]), @"
    ---- stderr
    error: the editing period would end before it begins (rule editing-period)
    [exit 5]
    ");
    assert_snapshot!(world.po(&["transcript", "send", "k7f2", "--until", "108-02-26"]), @"
    ---- stderr
    recorded <commit> t201902-k7f2: status → editing
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["transcript", "publish", "k7f2", "--on", "2019-02-20"]), @"
    ---- stderr
    錯誤：發言者可校對至 108.02.26（規則 editing-period）
    建議：請以 --reason 說明理由
    [exit 5]
    ");
    assert_snapshot!(world.po(&["transcript", "publish", "k7f2", "--on", "2019-02-20", "--url", "ftp://x"]), @"
    ---- stderr
    error: --url: `ftp://x` is not a web address (http or https)
    [exit 2]
    ");
    assert_snapshot!(world.po(&["transcript", "publish", "k7f2", "--on", "2019-02-27", "--url", "https://example.org/t", "--licence", "CC0"]), @"
    ---- stderr
    recorded <commit> t201902-k7f2: status → published
    [exit 0]
    ");
    assert_snapshot!(world.read(&path()), @r#"
    id = "t201902-k7f2"
    title = "Invented meeting"
    date = 2019-02-12
    status = "published"
    sent_on = 2019-02-12
    edit_until = 2019-02-26
    published_on = 2019-02-27
    licence = "CC0"

    [source]
    url = "https://example.org/t"
    "#);
    assert_snapshot!(world.po(&["transcript", "send", "k7f2", "--until", "2019-03-01"]), @"
    ---- stderr
    error: t201902-k7f2 is published already (rule published-stays)
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["transcript", "list"]), @"
    2019-02-12	t201902-k7f2	published	0	0	Invented meeting
    [exit 0]
    ");
    world.done(&["transcript", "set", "k7f2", "title=Invented meeting, again"]);
    assert_snapshot!(world.git(&["log", "--format=%s", "-4"]), @"
    t201902-k7f2: title → Invented meeting, again
    t201902-k7f2: status → published
    t201902-k7f2: status → editing
    t201902-k7f2: new, Invented meeting
    ");
    world.assert_sound();
}

#[test]
fn publishing_early_needs_a_reason() {
    let world = World::new();
    world.write(&path(), DRAFT);
    world.done(&["save"]);
    world.done(&["transcript", "send", "k7f2", "--until", "2019-02-26"]);
    let early = [
        "transcript",
        "publish",
        "k7f2",
        "--reason",
        "All invented speakers agreed",
    ];
    assert_snapshot!(world.po(&early), @"
    ---- stderr
    recorded <commit> t201902-k7f2: status → published
    [exit 0]
    ");
    assert_snapshot!(world.git(&["log", "-1", "--format=%B"]), @"
    t201902-k7f2: status → published

    Po-Op: transcript.publish
    Po-Record: t201902-k7f2
    Po-Reason: All invented speakers agreed
    Po-Version: 0.1.0
    ");
}

#[test]
fn text_of_a_draft_stays_out_of_a_public_store() {
    let world = World::new();
    let text = format!(
        "{DRAFT}\n[[speaker]]\nkey = \"甲\"\n\n[[speech]]\nn = 1\nby = \"甲\"\ntext = \"虛構\"\n"
    );
    world.write(&path(), text.as_bytes());
    let before = world.head();
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/transcripts/2019/02/t201902-k7f2.toml:1 speech[1].text  text of a transcript that is not published, and the store is public
    hint: text still being edited lives in a private store: po init DIR --private
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    world.write(
        &path(),
        text.replace("text = \"虛構\"", "kind = \"off-record\"\ntext = \"虛構\"")
            .replace("draft", "published"),
    );
    assert_snapshot!(world.zh(&["save"]), @"
    ---- stderr
    錯誤：1 個檔案因內容有誤未記錄：
      records/transcripts/2019/02/t201902-k7f2.toml:1 speech[1].text  不列入紀錄之發言，而此為公開紀錄庫
    建議：校對中的文字請存於非公開紀錄庫：po init 目錄 --private
    建議：修正所列各行後再執行「po save」
    [exit 1]
    ");
    assert_eq!(world.head(), before);
    world.assert_sound_but("?? records/transcripts/\n");
    world.write(&path(), text.replace("draft", "published"));
    world.done(&["save"]);
    assert_snapshot!(world.po(&["transcript", "list"]), @"
    2019-02-12	t201902-k7f2	published	1	1	Invented meeting
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn a_published_text_is_imported_shown_and_exported_again() {
    let world = World::new();
    let file = world.path().join("2019-02-12-虛構會議.md");
    std::fs::write(&file, MARKDOWN).unwrap();
    let file = file.to_str().unwrap();
    let before = world.head();
    world.done(&["transcript", "import", file, "--dry-run"]);
    assert_eq!(world.head(), before);
    let first = world.po(&["transcript", "import", file]);
    assert_eq!(first.code, Some(0), "{first}");
    assert_eq!(
        world.git(&["rev-list", "--count", &format!("{before}..")]),
        "1\n"
    );
    let after = world.head();
    let again = world.po(&["transcript", "import", file]);
    assert_eq!((again.code, world.head()), (Some(0), after), "{again}");
    let list = world.done(&["transcript", "list", "--format", "jsonl"]);
    let row: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(
        (&row["speeches"], &row["speakers"]),
        (&3.into(), &2.into()),
        "{list}"
    );
    let id = row["id"].as_str().unwrap();
    let exported = world.done(&["transcript", "export", id]);
    assert_eq!(exported, MARKDOWN);
    let out = world.path().join("out.md");
    let out = out.to_str().unwrap();
    world.done(&["transcript", "export", id, "--out", out]);
    assert_eq!(std::fs::read_to_string(out).unwrap(), MARKDOWN);
    // A file that is there is not overwritten.
    let refused = world.po(&["transcript", "export", id, "--out", out]);
    assert_eq!(
        (refused.code, refused.stdout.as_str()),
        (Some(1), ""),
        "{refused}"
    );
    assert!(refused.stderr.contains("out.md"), "{refused}");
    let meeting = row["meeting"].as_str().unwrap();
    let refused = world.po(&["meeting", "rm", meeting]);
    assert_eq!(refused.code, Some(5), "{refused}");
    let refused = world.po(&["transcript", "rm", id]);
    assert_eq!(refused.code, Some(5), "{refused}");
    world.done(&["transcript", "rm", id, "--reason", "Invented twice"]);
    world.done(&["meeting", "rm", meeting]);
    world.assert_sound();
}

#[test]
fn what_is_public_already_is_not_published_again() {
    let world = World::new();
    world.write(&path(), DRAFT);
    world.done(&["save"]);
    world.done(&["transcript", "publish", "k7f2"]);
    let head = world.head();
    world.on("2019-03-01");
    assert_snapshot!(world.po(&["transcript", "publish", "k7f2"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    assert_snapshot!(world.po(&["transcript", "publish", "k7f2", "--on", "2019-02-27"]), @"
    ---- stderr
    error: t201902-k7f2 is published already (rule published-stays)
    [exit 5]
    ");
    assert_eq!(world.head(), head);
    // What is given is still recorded.
    world.done(&[
        "transcript",
        "publish",
        "k7f2",
        "--url",
        "https://example.org/t",
    ]);
    let text = world.read(&path());
    assert!(
        text.contains("published_on = 2019-02-12") && text.contains("example.org"),
        "{text}"
    );
}
