//! Pushes that were made to break things: they are refused, quickly and by name.

use crate::desk::{CASE, Desk, TRANSCRIPT};

#[test]
fn published_commits_are_not_replaced() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("one");
    desk.passes();
    desk.world
        .git(&["commit", "-q", "--amend", "--allow-empty", "-m", "another"]);
    desk.refuses(&["+HEAD:refs/heads/main"], "not-fast-forward");
}

#[test]
fn references_are_not_deleted() {
    let Some(desk) = Desk::new() else { return };
    desk.refuses(&[":refs/heads/main"], "deleted-reference");
}

#[test]
fn tags_do_not_move() {
    let Some(desk) = Desk::new() else { return };
    desk.accepts(&["HEAD:refs/tags/v1"]);
    desk.commit("nothing changed");
    desk.refuses(&["+HEAD:refs/tags/v1"], "not-fast-forward");
}

#[test]
fn only_branches_and_tags_of_commits_are_taken() {
    let Some(desk) = Desk::new() else { return };
    let head = desk.world.head();
    let replace = format!("HEAD:refs/replace/{head}");
    for pushed in [
        replace.as_str(),
        "HEAD:refs/notes/x",
        "HEAD:refs/po/verified",
        "HEAD^{tree}:refs/tags/tree",
    ] {
        desk.refuses(&[pushed], "foreign-reference");
    }
}

#[test]
fn one_bad_reference_refuses_the_good_ones_with_it() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("nothing changed");
    desk.refuses(
        &["HEAD:refs/heads/main", "HEAD:refs/notes/x"],
        "foreign-reference",
    );
}

#[test]
fn a_history_of_its_own_is_not_joined() {
    let Some(desk) = Desk::new() else { return };
    let tree = desk.world.git(&["rev-parse", "HEAD^{tree}"]);
    let root = desk.fed(
        &["commit-tree", "-S", "-m", "another beginning", tree.trim()],
        b"",
    );
    desk.refuses(&[&format!("{root}:refs/heads/other")], "second-root");
    desk.world.git(&[
        "merge",
        "-q",
        "--allow-unrelated-histories",
        "-m",
        "joined",
        &root,
    ]);
    desk.stops("second-root");
}

#[test]
fn a_merge_of_three_is_refused() {
    let Some(desk) = Desk::new() else { return };
    let tree = desk.world.git(&["rev-parse", "HEAD^{tree}"]);
    let one = desk.fed(
        &["commit-tree", "-S", "-p", "HEAD", "-m", "one", tree.trim()],
        b"",
    );
    let two = desk.fed(
        &["commit-tree", "-S", "-p", "HEAD", "-m", "two", tree.trim()],
        b"",
    );
    let all = [
        "commit-tree",
        "-S",
        "-p",
        "HEAD",
        "-p",
        &one,
        "-p",
        &two,
        "-m",
        "all",
        tree.trim(),
    ];
    let merge = desk.fed(&all, b"");
    desk.refuses(&[&format!("{merge}:refs/heads/main")], "octopus");
}

#[test]
fn files_outside_the_layout_are_refused() {
    for path in [
        "README.md",
        "src/main.rs",
        "records/notes.txt",
        "records/cases/c201902-bbbb.toml",
        "records/cases/2019/02/deeper/c201902-bbbb.toml",
        "records/cases/2019/99/c201999-bbbb.toml",
        "schemas/other.schema.json",
        ".gitmodules",
    ] {
        let Some(desk) = Desk::new() else { return };
        desk.sit("clerk");
        desk.record(path, "x = 1\n");
        desk.stops("outside-layout");
    }
}

#[test]
fn symbolic_links_are_refused() {
    let Some(desk) = Desk::new() else { return };
    let path = desk.world.root().join(CASE);
    std::fs::remove_file(&path).unwrap();
    let blob = desk.fed(&["hash-object", "-w", "--stdin"], b"/etc/passwd");
    let entry = format!("120000,{blob},{CASE}");
    desk.world.git(&["update-index", "--cacheinfo", &entry]);
    desk.world.git(&["commit", "-q", "-m", "a link"]);
    desk.stops("symlink");
}

#[test]
fn submodules_are_refused() {
    let Some(desk) = Desk::new() else { return };
    let head = desk.world.head();
    desk.commit_beside(&[("160000", head, b"records2")]);
    desk.stops("submodule");
}

#[test]
fn oversized_files_are_refused_unread() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let mut text = desk.world.read(TRANSCRIPT);
    text.push_str(&format!("# {}\n", "x".repeat(17 << 20)));
    desk.record(TRANSCRIPT, text);
    desk.stops("too-large");
}

#[test]
fn names_that_are_not_utf_8_are_refused() {
    let Some(desk) = Desk::new() else { return };
    let blob = desk.fed(&["hash-object", "-w", "--stdin"], b"x");
    desk.commit_beside(&[("100644", blob, b"\xff\xfe.toml")]);
    desk.stops("outside-layout");
}

#[test]
fn a_tree_that_unfolds_to_millions_of_files_is_not_entered() {
    let Some(desk) = Desk::new() else { return };
    let blob = desk.fed(&["hash-object", "-w", "--stdin"], b"x");
    let mut tree = desk.raw_tree(&[("100644", blob, b"x")]);
    for _ in 0..40 {
        let twice: Vec<(&str, String, &[u8])> = [&b"a"[..], b"b", b"c", b"d"]
            .into_iter()
            .map(|name| ("040000", tree.clone(), name))
            .collect();
        tree = desk.raw_tree(&twice);
    }
    desk.commit_beside(&[("040000", tree, b"bomb")]);
    desk.stops("outside-layout");
}

#[test]
fn no_more_is_told_than_can_be_read() {
    let Some(desk) = Desk::new() else { return };
    for n in 0..50 {
        desk.world.write(&format!("notes-{n}.txt"), "x");
    }
    desk.commit("many");
    let output = desk.push(&["HEAD:refs/heads/main"]);
    assert_eq!(
        output.stderr.matches("outside-layout:").count(),
        20,
        "{output:?}"
    );
    assert!(output.stderr.contains("perhaps more"), "{output:?}");
}

#[test]
fn the_hook_says_what_it_is_for_when_a_person_runs_it() {
    let Some(desk) = Desk::new() else { return };
    let output = desk.world.po(&["guard", "receive"]);
    assert_eq!(output.code, Some(2), "{output:?}");
    assert!(output.stderr.contains("pre-receive"), "{output:?}");
}
