//! `po receipt`: a stranger checks a record with a file, a key and the programs of any machine.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::support::{Output, World};
use crate::transcript::MARKDOWN;

/// The programs that the recipe may use: those of coreutils, and `ssh-keygen`.
const TOOLS: [&str; 12] = [
    "base64",
    "cat",
    "csplit",
    "cut",
    "head",
    "mkdir",
    "od",
    "sha1sum",
    "sha256sum",
    "tail",
    "tr",
    "wc",
];

/// Says that a test was left out.
#[expect(
    clippy::print_stdout,
    reason = "who reads the results sees what was not tested"
)]
fn left_out(why: &str) {
    println!("left out: {why}");
}

/// Makes a key pair; `None` where there is no `ssh-keygen`.
fn key(world: &World, name: &str) -> Option<PathBuf> {
    let path = world.path().join(name);
    let made = world
        .command("ssh-keygen", world.path())
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "invented", "-f"])
        .arg(&path)
        .status();
    if made.is_ok_and(|status| status.success()) {
        return Some(path);
    }
    left_out("ssh-keygen is not installed");
    None
}

/// Has commits signed from now on.
fn sign_with(world: &World, key: &Path) {
    world.git(&["config", "commit.gpgSign", "true"]);
    world.git(&["config", "gpg.format", "ssh"]);
    world.git(&["config", "user.signingKey", key.to_str().unwrap()]);
}

/// Imports an invented transcript and returns its id.
fn transcript(world: &World) -> String {
    let file = world.path().join("2019-02-12-虛構會議.md");
    std::fs::write(&file, MARKDOWN).unwrap();
    world.done(&["transcript", "import", file.to_str().unwrap()]);
    let list = world.done(&["transcript", "list"]);
    list.split('\t').nth(1).unwrap().to_owned()
}

/// The recipe of a receipt: its indented lines.
fn recipe(receipt: &str) -> String {
    let head = receipt.split("\n== ").next().unwrap();
    let lines = head.lines().filter_map(|line| line.strip_prefix("    "));
    lines.map(|line| format!("{line}\n")).collect()
}

/// A folder with these programs and no other.
fn tools(world: &World, more: &[&str]) -> PathBuf {
    let bin = world.path().join("bin");
    if bin.exists() {
        return bin;
    }
    std::fs::create_dir(&bin).unwrap();
    for tool in TOOLS.iter().chain(more) {
        let mut find = world.command("sh", world.path());
        let found = world.run(find.args(["-c", "command -v \"$0\"", tool]));
        std::os::unix::fs::symlink(found.stdout.trim_end(), bin.join(tool)).unwrap();
    }
    bin
}

/// Follows the recipe in an empty folder, with nothing but its tools in reach.
fn follow(world: &World, receipt: &Path, key: Option<&Path>, more: &[&str]) -> Output {
    let work = tempfile::tempdir_in(world.path()).unwrap();
    let text = std::fs::read_to_string(receipt).unwrap();
    std::fs::write(work.path().join("check.sh"), recipe(&text)).unwrap();
    let mut shell = world.command("/bin/sh", work.path());
    shell
        .env("PATH", tools(world, more))
        .arg("check.sh")
        .arg(receipt);
    if let Some(key) = key {
        shell.arg(key);
    }
    world.run(&mut shell)
}

/// The value of a line at the top of a receipt.
fn fact<'r>(receipt: &'r str, word: &str) -> &'r str {
    let start = format!("{word}: ");
    let mut lines = receipt.lines();
    lines
        .find_map(|line| line.strip_prefix(start.as_str()))
        .unwrap()
}

#[test]
fn a_stranger_checks_a_signed_paragraph_with_coreutils_and_ssh_keygen() {
    let world = World::new();
    let Some(pair) = key(&world, "key") else {
        return;
    };
    let public = pair.with_extension("pub");
    sign_with(&world, &pair);
    let id = transcript(&world);
    let signed = world.head();
    // Later commits, signed or not, need not be in it: the newest signed one vouches.
    world.git(&["config", "commit.gpgSign", "false"]);
    world.case("虛構案件", &[]);
    let file = world.path().join("receipt.txt");
    let made = world.po(&[
        "receipt",
        &format!("{id}#2"),
        "--out",
        file.to_str().unwrap(),
    ]);
    assert_snapshot!(made, @"
    ---- stderr
    signed commit <commit> has the record as it is
    [exit 0]
    ");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(fact(&text, "commit"), signed);
    assert_eq!(
        (
            fact(&text, "speech"),
            fact(&text, "by"),
            fact(&text, "text")
        ),
        ("2", "甲", "虛構的第一段")
    );
    let followed = follow(&world, &file, Some(&public), &["ssh-keygen"]);
    assert_eq!(followed.code, Some(0), "{followed}");
    let printed = &followed.stdout;
    assert!(
        printed.contains("Good \"git\" signature for signer"),
        "{followed}"
    );
    assert!(
        printed.contains(&format!("commit {signed}\n")),
        "{followed}"
    );
    assert!(
        printed.contains(&format!("path {}\n", fact(&text, "path"))),
        "{followed}"
    );
    assert!(
        printed.contains(&format!("{}  record\n", fact(&text, "sha256"))),
        "{followed}"
    );

    // The same with po, far from any store.
    let elsewhere = world.path().join("home");
    let verify = |more: &[&str]| {
        let file = file.to_str().unwrap();
        world.po_in(
            &elsewhere,
            &[&["receipt", "verify", file][..], more].concat(),
        )
    };
    let known = verify(&["--key", public.to_str().unwrap(), "--commit", &signed]);
    assert_eq!(known.code, Some(0), "{known}");
    assert!(
        known
            .stdout
            .contains("signature\tholds\tgood, by the given key SHA256:"),
        "{known}"
    );
    let open = verify(&[]);
    assert_eq!(open.code, Some(0), "{open}");
    assert!(
        open.stdout
            .contains("signature\topen\tgood, by key SHA256:"),
        "{open}"
    );
    let other = key(&world, "other").unwrap().with_extension("pub");
    let refused = verify(&["--key", other.to_str().unwrap()]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(
        refused
            .stdout
            .contains("signature\tDIFFERS\tby key SHA256:"),
        "{refused}"
    );
    let stranger = follow(&world, &file, Some(&other), &["ssh-keygen"]);
    assert_ne!(stranger.code, Some(0), "{stranger}");
    let commit = verify(&["--commit", "0123456789"]);
    assert_eq!(commit.code, Some(1), "{commit}");
    let rows = verify(&["--format", "json"]).stdout;
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows[0]["schema"], "po.receipt-check/1");
    assert!(
        rows.as_array()
            .unwrap()
            .iter()
            .all(|row| row["result"] != "differs"),
        "{rows}"
    );
    world.assert_sound();
}

#[test]
fn whatever_is_changed_in_a_receipt_is_found() {
    let world = World::new();
    let Some(pair) = key(&world, "key") else {
        return;
    };
    sign_with(&world, &pair);
    let id = transcript(&world);
    let text = world.done(&["receipt", &format!("{id}#2")]);
    let file = world.path().join("receipt.txt");
    let public = pair.with_extension("pub");
    let judge = |forged: &str| {
        std::fs::write(&file, forged).unwrap();
        let arguments = [
            "receipt",
            "verify",
            file.to_str().unwrap(),
            "--key",
            public.to_str().unwrap(),
        ];
        let by_po = world.po(&arguments);
        let by_hand = follow(&world, &file, Some(&public), &["ssh-keygen"]);
        (by_po, by_hand)
    };
    let (by_po, by_hand) = judge(&text);
    assert_eq!(
        (by_po.code, by_hand.code),
        (Some(0), Some(0)),
        "{by_po}{by_hand}"
    );
    // Each word at the top.
    for word in [
        "record",
        "title",
        "path",
        "speech",
        "by",
        "text",
        "commit",
        "committed",
        "sha256",
    ] {
        let line = format!("{word}: {}", fact(&text, word));
        let (by_po, _) = judge(&text.replacen(&line, &format!("{word}: 9"), 1));
        assert_eq!(by_po.code, Some(1), "{word}{by_po}");
        assert!(by_po.stdout.contains("DIFFERS"), "{word}{by_po}");
    }
    let (by_po, _) = judge(&text.replacen("title: ", "vouched: the minister\ntitle: ", 1));
    assert_eq!(by_po.code, Some(1), "{by_po}");
    // Each object: the record itself, every folder, the commit before and behind its signature.
    let mut objects = 0;
    for (start, mark) in text.match_indices("\n== ") {
        let title = text[start + mark.len()..].lines().next().unwrap();
        let body = start + mark.len() + title.len() + 1;
        if title == "signature" {
            continue;
        }
        let other = if text[body..].starts_with('A') {
            "B"
        } else {
            "A"
        };
        let forged = format!("{}{other}{}", &text[..body], &text[body + 1..]);
        let (by_po, by_hand) = judge(&forged);
        assert_eq!(by_po.code, Some(1), "{title}{by_po}");
        assert_ne!(by_hand.code, Some(0), "{title}{by_hand}");
        objects += 1;
    }
    assert_eq!(objects, 8);
    // Another's words under the same signature.
    let (by_po, _) = judge(&text.replacen("== rest\n", "== rest\n== rest\n", 1));
    assert_eq!(by_po.code, Some(1), "{by_po}");
    // Parts behind those that were attested, and one that would be written somewhere else.
    let record = text
        .lines()
        .find(|line| line.starts_with("== record"))
        .unwrap();
    for title in [record, "== tree 40000 x", "== commit", "== ../trap"] {
        let (by_po, by_hand) = judge(&format!("{text}{title}\nQQ==\n"));
        assert_eq!(by_po.code, Some(1), "{title}{by_po}");
        assert_ne!(by_hand.code, Some(0), "{title}{by_hand}");
        assert!(by_hand.stdout.contains("WRONG"), "{title}{by_hand}");
    }
    let (by_po, _) = judge(&text[..text.len() / 2]);
    assert_eq!(by_po.code, Some(1), "{by_po}");
}

#[test]
fn an_unsigned_receipt_says_so_and_ends_at_the_commit() {
    let world = World::new();
    let case = world.case("夜間開放碼頭？", &["--number", "45"]);
    let first = world.head();
    world.done(&["case", "set", "45", "summary=虛構"]);
    let file = world.path().join("receipt.txt");
    let path = file.to_str().unwrap();
    assert_snapshot!(world.po(&["receipt", "45", "--at", &first, "--out", path]), @"
    ---- stderr
    unsigned: the receipt ends at commit <commit>, whose id must be published elsewhere to prove anything
    [exit 0]
    ");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        (fact(&text, "record"), fact(&text, "signature")),
        (case.as_str(), "none")
    );
    let followed = follow(&world, &file, None, &[]);
    assert_eq!(followed.code, Some(0), "{followed}");
    assert!(
        followed.stdout.contains(&format!("commit {first}\n")),
        "{followed}"
    );
    assert_snapshot!(world.po(&["receipt", "verify", path]), @"
    c201902-x11g.toml in its folder	holds	<commit>
    02 in its folder	holds	<commit>
    2019 in its folder	holds	<commit>
    cases in its folder	holds	<commit>
    records in its folder	holds	<commit>
    root folder in the commit	holds	<commit>
    line record	holds	c201902-x11g
    line title	holds	夜間開放碼頭？
    line path	holds	records/cases/2019/02/c201902-x11g.toml
    line commit	holds	<commit>
    line committed	holds	2019-02-12T10:00:00+08:00
    line signature	holds	none
    line sha256	holds	f3f97779276d944560d3065313b775ec4adef03d735f46dae798764a8188fd70
    signature	open	unsigned; compare the commit with one published elsewhere (--commit)
    [exit 0]
    ");
    let zh = world.zh(&[
        "receipt",
        "verify",
        path,
        "--commit",
        &first[..9],
        "--format",
        "md",
    ]);
    assert_snapshot!(zh, @"
    | 項目 | 結果 | 查得內容 |
    | --- | --- | --- |
    | c201902-x11g.toml 在所屬資料夾 | 相符 | <commit> |
    | 02 在所屬資料夾 | 相符 | <commit> |
    | 2019 在所屬資料夾 | 相符 | <commit> |
    | cases 在所屬資料夾 | 相符 | <commit> |
    | records 在所屬資料夾 | 相符 | <commit> |
    | 根資料夾在提交內 | 相符 | <commit> |
    | 「record」欄 | 相符 | c201902-x11g |
    | 「title」欄 | 相符 | 夜間開放碼頭？ |
    | 「path」欄 | 相符 | records/cases/2019/02/c201902-x11g.toml |
    | 「commit」欄 | 相符 | <commit> |
    | 「committed」欄 | 相符 | 2019-02-12T10:00:00+08:00 |
    | 「signature」欄 | 相符 | none |
    | 「sha256」欄 | 相符 | f3f97779276d944560d3065313b775ec4adef03d735f46dae798764a8188fd70 |
    | 與他處公布之提交 | 相符 | <commit> |
    | 簽章 | 相符 | 未簽章；提交代號與所給者相同 |
    [exit 0]
    ");
    // A key, where nobody signed.
    std::fs::write(world.path().join("key.pub"), "ssh-ed25519 AAAA invented\n").unwrap();
    let key = world.path().join("key.pub");
    let refused = world.po(&["receipt", "verify", path, "--key", key.to_str().unwrap()]);
    assert_eq!(refused.code, Some(1), "{refused}");
    // A file that is there is not overwritten.
    assert_eq!(world.po(&["receipt", "45", "--out", path]).code, Some(1));
}

#[test]
fn what_cannot_be_attested_or_read_is_said_plainly() {
    let world = World::new();
    let id = transcript(&world);
    world.case("虛構", &["--number", "45"]);
    assert_snapshot!(world.po(&["receipt", &format!("{id}#99")]), @"
    ---- stderr
    error: t201902-s46d has no speech 99
    hint: the numbers: po transcript show t201902-s46d
    [exit 3]
    ");
    assert_snapshot!(world.po(&["receipt", "45#1"]), @"
    ---- stderr
    error: c201902-fw2q is no transcript; only those have paragraphs to name with #
    [exit 2]
    ");
    assert_snapshot!(world.po(&["receipt", "no-such"]), @"
    ---- stderr
    error: no record of any kind answers to `no-such`
    hint: `po case|meeting|transcript|agency|person list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(world.po(&["receipt"]), @"
    ---- stderr
    error: missing: <REF>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["receipt", "verify", "nowhere.txt"]), @"
    ---- stderr
    error: cannot read $W/store/nowhere.txt: there is no such file or folder
    [exit 1]
    ");
    std::fs::write(world.root().join("other.txt"), "虛構\n").unwrap();
    assert_snapshot!(world.po(&["receipt", "verify", "other.txt"]), @"
    ---- stderr
    error: other.txt is no receipt: it does not begin with `po receipt 1`
    hint: ask for the file anew: po receipt REF --out FILE
    [exit 1]
    ");
    std::fs::write(world.root().join("other.txt"), "po receipt 7\n").unwrap();
    assert_snapshot!(world.zh(&["receipt", "verify", "other.txt"]), @"
    ---- stderr
    錯誤：other.txt 為第 7 版憑證；本程式僅支援第 1 版
    建議：請重新索取：po receipt 紀錄 --out 檔案
    [exit 1]
    ");
}

#[test]
fn a_commit_signed_with_gpg_is_checked_with_the_key_alone() {
    let world = World::new();
    let home = world.path().join("home");
    // A socket's path must be short, so the agent gets a folder of its own.
    let gnupg = tempfile::Builder::new()
        .prefix("po-gpg-")
        .tempdir_in("/tmp")
        .unwrap();
    let gpg = |arguments: &[&str]| {
        let mut command = world.command("gpg", &home);
        command
            .env("GNUPGHOME", gnupg.path())
            .args(["--batch", "--quiet"])
            .args(arguments);
        command
            .output()
            .ok()
            .filter(|output| output.status.success())
    };
    let name = "Invented <invented@example.org>";
    let make = [
        "--passphrase",
        "",
        "--quick-gen-key",
        name,
        "ed25519",
        "sign",
        "never",
    ];
    if gpg(&make).is_none() {
        left_out("gpg is not installed, or makes no keys here");
        return;
    }
    let public = gpg(&["--armor", "--export", "Invented"]).unwrap().stdout;
    let key = world.path().join("key.asc");
    std::fs::write(&key, public).unwrap();
    world.git(&["config", "commit.gpgSign", "true"]);
    world.git(&["config", "user.signingKey", "invented@example.org"]);
    world.set("GNUPGHOME", gnupg.path().to_str().unwrap());
    world.case("虛構", &["--number", "45"]);
    let file = world.path().join("receipt.txt");
    let path = file.to_str().unwrap();
    world.done(&["receipt", "45", "--out", path]);
    let known = world.po(&["receipt", "verify", path, "--key", key.to_str().unwrap()]);
    assert_eq!(known.code, Some(0), "{known}");
    assert!(known.stdout.contains("signature\tholds"), "{known}");
    let open = world.po(&["receipt", "verify", path]);
    assert!(open.stdout.contains("signature\topen"), "{open}");
    let followed = follow(&world, &file, Some(&key), &["gpg"]);
    assert_eq!(followed.code, Some(0), "{followed}");
    let _ = world
        .command("gpgconf", &home)
        .env("GNUPGHOME", gnupg.path())
        .args(["--kill", "all"])
        .status();
}
