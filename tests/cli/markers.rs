//! Files in which the real git left its markers, because it did not know the driver: they are recognised,
//! explained and merged by field, and git goes on.

use std::path::PathBuf;

use insta::assert_snapshot;
use po::record::Kind;
use po::sync::merge::merge;

use crate::merging::{diverge, two_clones};
use crate::support::World;

/// Two clones whose git merges by line; what the program makes of the versions of the case in both.
struct Apart {
    world: World,
    clone: PathBuf,
    path: String,
    merged: String,
}

impl Apart {
    fn new() -> Self {
        let (world, clone, path) = two_clones();
        let texts = diverge(&world, &clone, &path);
        let [base, one, other] = &texts;
        let merged = merge(Kind::Case, Some(base), Some(one), Some(other)).unwrap();
        world.git_in(&clone, &["config", "--remove-section", "merge.po"]);
        world.git_in(&clone, &["fetch", "--quiet"]);
        Self {
            world,
            clone,
            path,
            merged: merged.text.unwrap(),
        }
    }

    fn id(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap();
        name.trim_end_matches(".toml")
    }

    fn file(&self) -> String {
        std::fs::read_to_string(self.clone.join(&self.path)).unwrap()
    }

    fn write(&self, text: &str) {
        std::fs::write(self.clone.join(&self.path), text).unwrap();
    }

    fn po(&self, arguments: &[&str]) -> crate::support::Output {
        self.world.po_in(&self.clone, arguments)
    }

    fn git(&self, arguments: &[&str]) -> String {
        let quiet = ["-c", "core.editor=true"];
        self.world
            .git_in(&self.clone, &[&quiet, arguments].concat())
    }

    /// A git command that stops at a conflict.
    fn stops(&self, arguments: &[&str]) {
        let output = self.world.try_git(&self.clone, arguments);
        assert_ne!(output.code, Some(0), "{output}");
        assert!(self.file().contains("<<<<<<<"), "{output}");
    }
}

#[test]
fn a_merge_that_stopped_is_explained_and_goes_on() {
    let apart = Apart::new();
    apart.stops(&["merge", "origin/main"]);
    assert!(
        apart
            .po(&["status"])
            .stdout
            .contains("`po resolve --markers`")
    );
    assert_snapshot!(apart.po(&["check", "--working", "--rule", "toml-syntax"]), @"
    records/cases/2019/02/c201902-x11g.toml:3:1: error toml-syntax git left both sides of a conflict here; `po resolve --markers` merges them by field
      |
    3 | <<<<<<< HEAD
      | ^^^^^^^
    ---- stderr
    1 error, 0 warnings, 0 notes in 79 files
    error: the check found 1 thing to mend
    [exit 1]
    ");
    assert_snapshot!(apart.po(&["save"]), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-x11g.toml:3:1 git left both sides of a conflict here; `po resolve --markers` merges them by field
        |
      3 | <<<<<<< HEAD
        | ^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    assert_snapshot!(apart.po(&["case", "set", apart.id(), "title=丁"]), @"
    ---- stderr
    error: a git merge is under way
    hint: git merge --continue
    hint: git merge --abort
    hint: `po resolve --markers` merges the records in which git left conflict markers
    [exit 1]
    ");
    let marked = apart.file();
    assert_snapshot!(apart.po(&["resolve", "--markers", "--dry-run"]), @r#"
    change  c201902-x11g 甲案如何改善？
        commitment[0hy7].agency: – → mohw
        commitment[0hy7].k: – → 0hy7
        commitment[0hy7].label: – → C1
        commitment[0hy7].on: – → 2019-02-12
        commitment[0hy7].status: – → open
        commitment[0hy7].text: – → 修法
        commitment[rtnn].label: C1 → C2
        conflict[title].base: – → "甲案如何改善？"
        conflict[title].path: – → title
        conflict[title].values: – → "丙案如何改善？", "乙案如何改善？"
        title: 丙案如何改善？ → 甲案如何改善？
    ---- stderr
    1 record would change; nothing was written (--dry-run)
    records/cases/2019/02/c201902-x11g.toml: title was set differently on both sides; it keeps its value until one of [[conflict]] is chosen
    [exit 0]
    "#);
    assert_eq!(apart.file(), marked);
    assert_snapshot!(apart.po(&["resolve", "--markers", "--lang", "zh-TW"]), @"
    ---- stderr
    已逐欄合併：records/cases/2019/02/c201902-x11g.toml
    records/cases/2019/02/c201902-x11g.toml：雙方所載 title 不一，暫留原值，待就 [[conflict]] 所列擇定
    計合併 1 個檔案；請接著執行「git merge --continue」
    [exit 0]
    ");
    assert_eq!(apart.file(), apart.merged);
    apart.git(&["merge", "--continue"]);
    assert_eq!(apart.git(&["status", "--porcelain"]), "");
    assert_snapshot!(apart.po(&["resolve", "--markers"]), @"
    ---- stderr
    git left no markers in records
    [exit 0]
    ");
    assert!(
        apart
            .po(&["conflict", "show", apart.id()])
            .stdout
            .contains("乙案")
    );
}

#[test]
fn a_rebase_a_cherry_pick_and_a_stash_go_on() {
    let apart = Apart::new();
    let before = apart.git(&["rev-parse", "HEAD"]);
    // The last commit of the other side adds a commitment where ours did.
    apart.stops(&["cherry-pick", "origin/main"]);
    apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
    apart.git(&["cherry-pick", "--continue"]);
    let text = apart.file();
    assert!(text.contains("修法") && text.contains("公告"), "{text}");
    apart.git(&["reset", "--quiet", "--hard", before.trim()]);
    apart.stops(&["rebase", "origin/main"]);
    // Three commits are taken over, each of which may stop.
    for _ in 0..3 {
        if apart.clone.join(".git/rebase-merge").exists() {
            apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
            let go_on = ["-c", "core.editor=true", "rebase", "--continue"];
            apart.world.try_git(&apart.clone, &go_on);
        }
    }
    assert!(!apart.clone.join(".git/rebase-merge").exists());
    assert_eq!(apart.file(), apart.merged);
    apart.git(&["reset", "--quiet", "--hard", before.trim()]);
    let text = apart.file();
    apart.git(&["reset", "--quiet", "--hard", "origin/main"]);
    apart.write(&text.replace("丙案", "丁案"));
    apart.git(&["stash", "--quiet"]);
    apart.git(&["reset", "--quiet", "--hard", before.trim()]);
    apart.stops(&["stash", "pop"]);
    apart
        .world
        .done_in(&apart.clone, &["resolve", "--markers", &apart.path]);
    apart.world.done_in(&apart.clone, &["save"]);
    assert!(apart.file().contains("丁案"), "{}", apart.file());
}

#[test]
fn the_style_the_size_and_the_line_ends_do_not_matter() {
    for style in ["merge", "diff3", "zdiff3"] {
        let apart = Apart::new();
        let attributes = apart.clone.join(".git/info/attributes");
        std::fs::write(attributes, "records/** conflict-marker-size=12\n").unwrap();
        apart.git(&["config", "merge.conflictStyle", style]);
        apart.stops(&["merge", "origin/main"]);
        assert!(apart.file().contains("<<<<<<<<<<<< HEAD"));
        apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
        assert_eq!(apart.file(), apart.merged, "{style}");
    }
}

#[test]
fn what_somebody_typed_before_is_kept() {
    let apart = Apart::new();
    apart.stops(&["merge", "origin/main"]);
    apart.write(&apart.file().replace("summary = \"二\"", "summary = \"三\""));
    // Told too early that it is merged, git holds the versions no more.
    apart.git(&["add", "--all"]);
    apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
    assert_eq!(
        apart.file(),
        apart.merged.replace("summary = \"二\"", "summary = \"三\"")
    );
    apart.git(&["merge", "--continue"]);
}

#[test]
fn markers_that_were_recorded_are_mended_and_saved() {
    let apart = Apart::new();
    apart.stops(&["merge", "origin/main"]);
    apart.git(&["commit", "--quiet", "--all", "--message=with markers"]);
    assert_eq!(apart.po(&["case", "list"]).code, Some(1));
    apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
    apart.world.done_in(&apart.clone, &["save"]);
    let text = apart.file();
    assert!(text.contains("乙案") && text.contains("丙案"), "{text}");
    assert!(text.contains("修法") && text.contains("公告"), "{text}");
    assert_eq!(apart.git(&["status", "--porcelain"]), "");
}

#[test]
fn markers_inside_a_text_of_several_lines_are_found() {
    let apart = Apart::new();
    let text = |line: &str| format!("summary = \"\"\"\n{line}\n\"\"\"\n");
    let marked = text("<<<<<<< HEAD\n二\n=======\n三\n>>>>>>> other");
    apart.write(&apart.file().replace("summary = \"二\"\n", &marked));
    let saved = apart.po(&["save"]);
    assert!(saved.stderr.contains("po resolve --markers"), "{saved}");
    apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
    let text = apart.file();
    let row = r#"values = ["\"三\\n\"", "\"二\\n\""]"#;
    assert!(text.contains(row), "{text}");
}

#[test]
fn a_side_that_is_no_toml_stays_and_is_named() {
    let apart = Apart::new();
    apart.write(&apart.file().replace("title = \"", "title = "));
    apart.git(&["commit", "--quiet", "--all", "--message=broken"]);
    apart.stops(&["merge", "origin/main"]);
    let marked = apart.file();
    assert_snapshot!(apart.po(&["resolve", "--markers"]), @r#"
    ---- stderr
    error: 1 file with markers could not be merged and stay as they are
      records/cases/2019/02/c201902-x11g.toml cannot be merged by field: a version is not a readable record (missing opening quote, expected `"`)
    hint: make each side readable, or settle the marked lines by hand, then `po resolve --markers` again
    [exit 1]
    "#);
    assert_eq!(apart.file(), marked);
    // Mended by hand on that side, it goes on; what was typed counts.
    apart.write(&marked.replace("title = 丙", "title = \"丙"));
    apart.world.done_in(&apart.clone, &["resolve", "--markers"]);
    apart.git(&["merge", "--continue"]);
    assert!(apart.file().contains("[[conflict]]"), "{}", apart.file());
}

#[test]
fn what_is_not_mended_is_said() {
    let apart = Apart::new();
    apart.stops(&["merge", "origin/main"]);
    // A path of nothing, and a file of the store that holds no record.
    for path in [
        "records/cases/nothing.toml",
        "README.md",
        "../elsewhere.toml",
    ] {
        let refused = apart.po(&["resolve", "--markers", path]);
        assert_eq!(refused.code, Some(2), "{refused}");
        assert!(
            refused
                .stderr
                .contains("no record of this store lies there"),
            "{refused}"
        );
    }
    let marked = apart.file();
    apart.write(&marked.replace("=======\n", ""));
    let left = apart.po(&["resolve", "--markers"]);
    assert_eq!(left.code, Some(1), "{left}");
    assert!(left.stderr.contains("its markers do not pair up"), "{left}");
    apart.write(&marked);

    // Another file of the repository waits too.
    let blob = apart.git(&["hash-object", "-w", &apart.path]);
    let entry = |stage: &str| format!("100644 {} {stage}\tnotes.txt\n", blob.trim());
    let entries = ["1", "2", "3"].map(entry).concat();
    std::fs::write(apart.clone.join(".git/entries"), entries).unwrap();
    let clone = apart.clone.display().to_string();
    let script = format!("cd '{clone}' && git update-index --index-info < .git/entries");
    let done = std::process::Command::new("sh")
        .args(["-c", &script])
        .status();
    assert!(done.unwrap().success());
    let mended = apart.po(&["resolve", "--markers"]);
    assert_eq!(mended.code, Some(0), "{mended}");
    assert!(
        mended.stderr.contains("notes.txt; mend them first"),
        "{mended}"
    );
}
