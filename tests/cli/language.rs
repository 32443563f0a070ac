//! Everything a person reads is in the language of the conversation, bad input included. All input is
//! invented.

use std::sync::LazyLock;

use regex::Regex;

use crate::support::{Output, World, path_of};

/// A part of a page that is good enough to be read on.
const PAGE: &str = "---\nid: \"45\"\ndescription: 虛構的案名\n";

/// Three Latin words in a row that stand in no quotes and are no command to type.
#[track_caller]
fn assert_chinese(output: &Output) {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new("「[^」]*」").unwrap());
    static SENTENCE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("[A-Za-z]{2,}[ ,;:]+[A-Za-z]{2,}[ ,;:]+[A-Za-z]{2,}").unwrap());
    let talk = output.to_string();
    for line in talk.lines().filter(|line| !line.starts_with("建議：")) {
        let bare = QUOTED.replace_all(line, "");
        assert!(!SENTENCE.is_match(&bare), "{line}\n{output}");
    }
}

/// Imports files by themselves, each of which gives somebody something to look at.
fn import_each(command: &[&str], files: &[(&str, Vec<u8>)]) {
    // The store speaks Chinese too, since subjects of commits are in its language.
    let world = World::empty();
    world.done_in(world.path(), &["init", "store", "--lang", "zh-TW"]);
    for (name, bytes) in files {
        world.write(&format!("../{name}"), bytes);
        let output = world.zh(&[command, &[&format!("../{name}")]].concat());
        assert!(
            output.stderr.contains(&format!("注意：{name}")),
            "{name}{output}"
        );
        assert_chinese(&output);
    }
}

#[test]
fn what_is_wrong_with_case_pages() {
    let page = |fields: &str| format!("{PAGE}{fields}---\n").into_bytes();
    import_each(
        &["import", "case-pages"],
        &[
            ("prose.md", b"no fields\n".to_vec()),
            ("latin.md", b"---\ntitle: \xff\n---\n".to_vec()),
            ("yaml.md", b"---\ntitle: [\n---\n".to_vec()),
            ("list.md", b"---\n- a\n---\n".to_vec()),
            ("number.md", "---\ndescription: 虛構\n---\n".into()),
            ("name.md", b"---\nid: \"45\"\n---\n".to_vec()),
            ("twice.md", page("title: 甲\ntitle: 乙\nstrange: 1\n")),
            ("46.md", page("propose_date: 某日\nmeeting_date: 擇期\n")),
            (
                "days.md",
                page("propose_date: 2020-02-02\nmeeting_date: 1850-01-01\n"),
            ),
            (
                "none.md",
                page("propose_date: 2020-02-02\nmeeting_date: 不辦理\n"),
            ),
            (
                "join.md",
                page(
                    "join:\n  type: 他\n  title: 請打 0912345678\n  link: https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444444/endorse\n",
                ),
            ),
            ("shape.md", page("join: 甲\ntitle: [甲]\ntags: [[甲]]\n")),
            (
                "links.md",
                page(
                    "embed:\n  odd: x\n  live: [ftp://a.example, \"https://me@a.example/\", \"https://a.example/?fbclid=1\", {a: b}]\n",
                ),
            ),
            ("hosts.md", page("departments: [衛福部, 不明部, 內政部]\n")),
        ],
    );
}

#[test]
fn what_is_wrong_with_files_of_petitions() {
    let uuid = "00000000-1111-4222-8333-444444444444";
    let petitions = |fields: &str| {
        format!(r#"[3, {{"id": 4}}, {{"id": "{uuid}", "title": "虛構的提議", {fields}}}]"#)
            .into_bytes()
    };
    import_each(
        &["import", "join"],
        &[
            ("cut.json", b"[{".to_vec()),
            ("object.json", b"{}".to_vec()),
            ("latin.json", b"[\"\xff\"]".to_vec()),
            ("agencies.json", br#"[{"name": "x"}]"#.to_vec()),
            (
                "title.json",
                format!(r#"[{{"id": "{uuid}"}}]"#).into_bytes(),
            ),
            (
                "states.json",
                petitions(r#""status": "Dreamt", "caseNumber": "abc", "endorseCount": -1"#),
            ),
            (
                "days.json",
                petitions(
                    r#""approvedTime": "soon", "secondSignedTime": 1, "advisedTime": 1900000000000"#,
                ),
            ),
            (
                "agency.json",
                petitions(
                    r#""approvalOrganization": {"master": 1, "slave": [{}, {"organizationName": "不明部"}]}"#,
                ),
            ),
            (
                "replies.json",
                petitions(
                    r#""govResponses": [1, {"reference": "說明如上"}, {"responseTime": true}]"#,
                ),
            ),
            ("list.json", petitions(r#""govResponses": "x""#)),
        ],
    );
}

#[test]
fn what_is_wrong_with_transcripts() {
    import_each(
        &["transcript", "import"],
        &[
            ("empty.md", b"\n".to_vec()),
            ("latin.md", b"# 2031-01-02 \xff\n".to_vec()),
            ("prose.md", b"some words of nobody\n".to_vec()),
            ("debate.md", b"<akomaNtoso><debate/></akomaNtoso>".to_vec()),
            ("page.md", b"<!DOCTYPE html><html></html>".to_vec()),
            ("table.md", b"<?xml version=\"1.0\"?><a/>".to_vec()),
            ("utf16.md", b"\xff\xfe#\0 \0".to_vec()),
            ("day.md", "# 虛構會議\n\n### 甲：\n一\n".into()),
            ("2031-01-02-days.md", "# 2031-01-03 虛構會議\n\n### 甲：\n一\n".into()),
            ("2031-01-04-name.md", "### 甲：\n一\n\n### 乙\n二\n\n### 丙：\n".into()),
            ("title.md", "# 2031-01-05 虛構會議\n".into()),
            (
                "minutes.md",
                "# 2031-01-06 虛構會議\n\n### 時間：\n2031年1月7日\n\n### 主席：\n甲\n\n### 出席：\n不明部 3 人\n\n### 乙：\n一\n".into(),
            ),
        ],
    );
}

#[test]
fn what_cannot_be_read_at_all() {
    let world = World::new();
    world.write("../empty/x.txt", "x");
    for name in ["../missing.md", "../empty", "../empty/../x.md"] {
        for command in [
            ["import", "join"],
            ["import", "case-pages"],
            ["transcript", "import"],
        ] {
            let output = world.zh(&[&command[..], &[name]].concat());
            assert_eq!(output.code, Some(1), "{output}");
            assert_chinese(&output);
        }
    }
}

#[test]
fn what_is_wrong_with_toml() {
    let world = World::new();
    let path = path_of("c201902-bad1");
    for (line, said) in [
        ("title = \"虛構", "結尾的引號"),
        ("title = “虛構”", "半形引號"),
        ("title =", "沒有值"),
        ("title \"虛構\"", "缺少「=」"),
        ("id = \"c201902-bad1\"", "已經出現過"),
        ("tags = [\"虛構\"", "括號沒有結尾"),
        ("tags = [\"虛\" \"構\"]", "缺少逗號"),
        ("day = 2019-02-30", "2019-02-12"),
        ("time = 25:00:00", "14:30:00"),
        ("title = \"C:\\Users\"", "反斜線"),
        ("標題 = \"虛構\"", "請加引號"),
        ("title = \"虛構\" number = 3", "一行只寫一個"),
        ("number = 007", "請檢查此處"),
    ] {
        world.write(&path, format!("id = \"c201902-bad1\"\n{line}\n"));
        let output = world.zh(&["save"]);
        assert_eq!(output.code, Some(1), "{output}");
        assert!(
            output.stderr.contains(&format!("{path}:2:")),
            "{line}{output}"
        );
        assert!(output.stderr.contains(said), "{line}{output}");
        assert_chinese(&output);
    }
}

#[test]
fn what_the_system_refuses() {
    let world = World::new();
    let title = "# 2019-02-12 虛構會議\n\n### 甲：\n一\n";
    world.write("../2019-02-12-kites.md", title);
    world.done(&["transcript", "import", "../2019-02-12-kites.md"]);
    let list = world.done(&["transcript", "list", "--format", "csv"]);
    let id = list
        .split([',', '\n'])
        .find(|cell| cell.starts_with("t2019"))
        .unwrap();
    for (place, said) in [
        ("../2019-02-12-kites.md", "已經存在"),
        ("../nowhere/x.md", "沒有這個檔案或資料夾"),
        ("../2019-02-12-kites.md/x.md", "不是資料夾"),
    ] {
        let output = world.zh(&["transcript", "export", id, "--out", place]);
        assert_eq!(output.code, Some(1), "{output}");
        assert!(output.stderr.contains(said), "{output}");
        assert_chinese(&output);
    }
}

#[test]
fn what_stands_for_a_value_is_named_in_chinese() {
    let world = World::new();
    for (arguments, said) in [
        (
            &["report", "quarterly", "2019Q9"][..],
            "錯誤：季別：「2019Q9」無法辨識，應為季別（",
        ),
        (
            &["calendar", "add", "x", "3d"],
            "錯誤：日期：「x」無法辨識，應為日期（",
        ),
        (&["calendar", "add", "today", "x"], "錯誤：時間長度：「x」"),
        (&["case", "list", "--sort", "x"], "錯誤：--sort：「x」無效"),
        (
            &["calendar", "show", "1900"],
            "錯誤：紀錄庫無西元1900年辦公日曆",
        ),
        (
            &["calendar", "show", "1900"],
            "執行「po calendar import 檔案.csv」",
        ),
    ] {
        let output = world.zh(arguments);
        assert!(output.stderr.contains(said), "{said}{output:?}");
    }
    assert!(world.zh(&["--help"]).stdout.contains("\n指令：\n"));
    world.case("May invented kites fly?", &["--proposed", "2019-03-01"]);
    assert!(
        world
            .zh(&["check"])
            .stdout
            .contains(" 提示 stage-in-future ")
    );
}

#[test]
fn a_wrong_command_line_is_told_in_the_language_of_the_store() {
    let world = World::new();
    world.replace("records/store.toml", "\"en\"", "\"zh-TW\"");
    world.done(&["save"]);
    let output = world.po(&["case", "set"]);
    assert!(output.stderr.starts_with("錯誤：尚缺：<REF>"), "{output}");
    let store = world.root();
    let elsewhere = ["case", "set", "--store", store.to_str().unwrap()];
    let output = world.po_in(world.path(), &elsewhere);
    assert!(output.stderr.starts_with("錯誤：尚缺：<REF>"), "{output}");
}
