//! The catalogue: one forged history a test, and honest ones beside them.

use serde_json::Value;

use crate::desk::{CASE, Desk, OTHER_CASE, POLICY, TRANSCRIPT, person_path, stage};
use crate::support::Output;

/// The desk, and the commit that everybody trusts.
fn desk() -> Option<(Desk, String)> {
    let desk = Desk::new()?;
    let anchor = desk.world.head();
    Some((desk, anchor))
}

/// What `po verify` says from an anchor on, as rows.
fn rows(output: &Output) -> Vec<Value> {
    output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The codes of all findings, in order.
fn codes(output: &Output) -> Vec<String> {
    let rows = rows(output);
    let findings = rows
        .iter()
        .flat_map(|row| row["findings"].as_array().unwrap());
    findings
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Verifying from the anchor on finds exactly this.
#[track_caller]
fn finds(desk: &Desk, anchor: &str, wanted: &[&str]) -> Output {
    let output = desk
        .world
        .po(&["verify", "--anchor", anchor, "--format", "jsonl"]);
    assert_eq!(codes(&output), wanted, "{output:?}");
    let code = if wanted.is_empty() { 0 } else { 1 };
    assert_eq!(output.code, Some(code), "{output:?}");
    output
}

fn reworded(desk: &Desk, path: &str) -> String {
    desk.world.read(path).replace("虛構議題", "虛構主題")
}

/// Writes a commit of these bytes and stands on it.
fn stand_on(desk: &Desk, commit: &str) {
    let id = desk.fed(
        &["hash-object", "-t", "commit", "-w", "--stdin"],
        commit.as_bytes(),
    );
    desk.world.git(&["reset", "-q", "--hard", &id]);
}

#[test]
fn an_honest_history_passes_and_git_agrees() {
    let Some((desk, anchor)) = desk() else { return };
    desk.record(CASE, reworded(&desk, CASE));
    desk.sit("clerk");
    let text = desk.world.read(CASE);
    desk.record(
        CASE,
        text + &stage("ffff", "tracked") + &stage("gggg", "released"),
    );
    desk.world
        .done(&["case", "set", "c201902-aaaa", "summary=虛構摘要"]);
    let output = finds(&desk, &anchor, &[]);
    let rows = rows(&output);
    let signers: Vec<&str> = rows
        .iter()
        .map(|row| row["signer"].as_str().unwrap())
        .collect();
    assert_eq!(signers, ["health", "clerk", "clerk"]);
    assert_eq!(rows[1]["posts"][0]["agency"], "ndc");
    assert_eq!(rows[0]["schema"], "po.verification/1");
    // git, given the same keys, says the same of each commit.
    let allowed: String = ["health", "clerk"]
        .iter()
        .map(|name| format!("{name} namespaces=\"git\" {}\n", desk.public_key(name)))
        .collect();
    let file = desk.world.path().join("allowed");
    std::fs::write(&file, allowed).unwrap();
    desk.world.git(&[
        "config",
        "gpg.ssh.allowedSignersFile",
        file.to_str().unwrap(),
    ]);
    for row in rows {
        assert_eq!(row["signature"], "good");
        desk.world
            .git(&["verify-commit", row["commit"].as_str().unwrap()]);
    }
}

#[test]
fn what_was_verified_is_not_verified_again() {
    let Some((desk, anchor)) = desk() else { return };
    desk.commit("one");
    finds(&desk, &anchor, &[]);
    desk.commit("two");
    let output = desk.world.po(&["verify", "--format", "jsonl"]);
    assert_eq!(
        (output.code, rows(&output).len()),
        (Some(0), 1),
        "{output:?}"
    );
    let verified = desk.world.git(&["rev-parse", "refs/po/verified"]);
    assert_eq!(verified.trim(), desk.world.head());
}

#[test]
fn without_an_anchor_it_says_so_and_remembers_nothing() {
    let Some((desk, anchor)) = desk() else { return };
    let output = desk.world.po(&["verify"]);
    assert_eq!(output.code, Some(0), "{output:?}");
    assert!(output.stderr.contains("unanchored"), "{output:?}");
    let verified = desk.world.try_git(
        &desk.world.root(),
        &["rev-parse", "--verify", "-q", "refs/po/verified"],
    );
    assert_ne!(verified.code, Some(0));
    desk.world.git(&["config", "po.anchor", &anchor]);
    let output = desk.world.po(&["verify"]);
    assert!(!output.stderr.contains("unanchored"), "{output:?}");
}

#[test]
fn a_date_that_was_amended_breaks_the_signature() {
    let Some((desk, anchor)) = desk() else { return };
    desk.record(CASE, reworded(&desk, CASE));
    let commit = desk.world.git(&["cat-file", "commit", "HEAD"]);
    let forged = commit.replace("1549936800 +0800", "1549936860 +0800");
    assert_ne!(commit, forged);
    stand_on(&desk, &forged);
    finds(&desk, &anchor, &["bad-signature"]);
}

#[test]
fn a_date_that_was_amended_and_signed_anew_is_before_its_parent() {
    let Some((desk, anchor)) = desk() else { return };
    desk.record(CASE, reworded(&desk, CASE));
    desk.world.on("2019-02-01");
    desk.world
        .git(&["commit", "-q", "--amend", "--no-edit", "--reset-author"]);
    finds(&desk, &anchor, &["date-before-parent"]);
}

#[test]
fn clocks_that_differ_by_seconds_are_no_forgery() {
    let Some((desk, anchor)) = desk() else { return };
    desk.record(CASE, reworded(&desk, CASE));
    let dated = |seconds: &str| {
        let mut git = desk.world.command("git", &desk.world.root());
        git.env("GIT_COMMITTER_DATE", format!("{seconds} +0800"))
            .args(["commit", "-q", "--amend", "--no-edit"]);
        assert_eq!(desk.world.run(&mut git).code, Some(0));
    };
    let parent = desk.world.git(&["log", "-1", "--format=%ct", "HEAD^"]);
    assert_eq!(parent, "1549936800\n");
    dated("1549936740");
    finds(&desk, &anchor, &["date-before-parent"]);
    dated("1549936741");
    finds(&desk, &anchor, &[]);
}

#[test]
fn an_author_who_was_exchanged_breaks_the_signature() {
    let Some((desk, anchor)) = desk() else { return };
    desk.commit("one");
    let commit = desk.world.git(&["cat-file", "commit", "HEAD"]);
    stand_on(&desk, &commit.replace("author 測試者", "author 別人"));
    finds(&desk, &anchor, &["bad-signature"]);
}

#[test]
fn a_second_signature_proves_nothing() {
    let Some((desk, anchor)) = desk() else { return };
    desk.commit("one");
    let commit = desk.world.git(&["cat-file", "commit", "HEAD"]);
    let start = commit.find("gpgsig ").unwrap();
    let end = commit.find(" -----END SSH SIGNATURE-----\n").unwrap()
        + " -----END SSH SIGNATURE-----\n".len();
    let twice = format!("{}{}", &commit[..end], &commit[start..]);
    stand_on(&desk, &twice);
    finds(&desk, &anchor, &["bad-signature"]);
}

#[test]
fn the_key_of_a_stranger() {
    let Some((desk, anchor)) = desk() else { return };
    desk.sit("stranger");
    desk.record(CASE, reworded(&desk, CASE));
    finds(&desk, &anchor, &["unknown-signer"]);
}

#[test]
fn a_key_that_has_ended() {
    let Some((desk, anchor)) = desk() else { return };
    desk.sit("former");
    desk.record(CASE, reworded(&desk, CASE));
    finds(&desk, &anchor, &["key-not-valid"]);
}

#[test]
fn no_signature_where_the_policy_requires_one() {
    let Some((desk, anchor)) = desk() else { return };
    desk.world.git(&["config", "commit.gpgSign", "false"]);
    desk.record(CASE, reworded(&desk, CASE));
    finds(&desk, &anchor, &["unsigned"]);
}

#[test]
fn a_post_that_somebody_gave_themselves() {
    let Some((desk, anchor)) = desk() else { return };
    let text = desk.person("health", "ndc", "secretariat", "");
    desk.record(&person_path("health"), text);
    let output = finds(&desk, &anchor, &["no-authority"]);
    assert!(output.stdout.contains("`people`"), "{output:?}");
}

#[test]
fn a_policy_of_ones_own() {
    let Some((desk, anchor)) = desk() else { return };
    desk.record("records/policy.toml", POLICY.replace("own = true\n", ""));
    finds(&desk, &anchor, &["no-authority"]);
}

#[test]
fn a_case_of_others() {
    let Some((desk, anchor)) = desk() else { return };
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    finds(&desk, &anchor, &["no-authority"]);
}

#[test]
fn words_that_were_published() {
    let Some((desk, anchor)) = desk() else { return };
    desk.sit("clerk");
    let text = desk.world.read(TRANSCRIPT);
    desk.record(TRANSCRIPT, text.replace("甲的話", "別的話"));
    let output = finds(&desk, &anchor, &["published-speech-changed"]);
    let finding = &rows(&output)[0]["findings"][0];
    assert_eq!(finding["path"], TRANSCRIPT);
    assert_eq!(finding["line"], 11);
}

#[test]
fn published_words_under_another_name() {
    let Some((desk, anchor)) = desk() else { return };
    desk.sit("clerk");
    let text = desk.world.read(TRANSCRIPT);
    let named = text.replacen("key = \"甲\"\n", "key = \"甲\"\nname = \"丙\"\n", 1);
    assert_ne!(named, text);
    desk.record(TRANSCRIPT, named);
    finds(&desk, &anchor, &["published-speaker-changed"]);
    let output = desk
        .world
        .po(&["transcript", "set", "t201901-aaaa", "speaker[甲].name=丁"]);
    assert_eq!(output.code, Some(5), "{output:?}");
}

#[test]
fn a_merge_that_changes_what_neither_side_did() {
    let Some((desk, anchor)) = desk() else { return };
    desk.world.git(&["checkout", "-q", "-b", "side"]);
    desk.record(CASE, reworded(&desk, CASE));
    desk.world.git(&["checkout", "-q", "main"]);
    desk.world
        .git(&["merge", "-q", "--no-ff", "--no-commit", "side"]);
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    finds(&desk, &anchor, &["no-authority"]);
}

/// Goes on from an older commit, changes a record there, and brings the branch in from that side.
fn slip_in(desk: &Desk, start: &[&str], path: &str, text: String) {
    desk.world.git(start);
    desk.record(path, text);
    let merge = [
        "merge",
        "-q",
        "--no-edit",
        "--allow-unrelated-histories",
        "main",
    ];
    desk.world.git(&merge);
    desk.world.git(&["branch", "-q", "-M", "side", "main"]);
}

#[test]
fn a_post_given_on_a_side_that_is_older_than_the_policy() {
    for (key, start, wanted) in [
        (
            "stranger",
            &["checkout", "-q", "-b", "side", "HEAD~1"][..],
            &["unknown-signer"; 2][..],
        ),
        (
            "health",
            &["checkout", "-q", "-b", "side", "HEAD~1"],
            &["no-authority"],
        ),
        (
            "stranger",
            &["checkout", "-q", "--orphan", "side"],
            &["second-root", "unknown-signer", "unknown-signer"],
        ),
    ] {
        let Some((desk, anchor)) = desk() else { return };
        desk.sit(key);
        let text = desk.person(key, "ndc", "secretariat", "");
        let text = text.replace(&format!("id = \"{key}\""), "id = \"again\"");
        slip_in(&desk, start, &person_path("again"), text);
        finds(&desk, &anchor, wanted);
    }
}

#[test]
fn a_side_on_which_a_post_has_not_ended_yet() {
    let Some((desk, anchor)) = desk() else { return };
    desk.sit("clerk");
    let ended = desk.person("health", "mohw", "po", "until = 2019-01-31\n");
    desk.record(&person_path("health"), ended);
    desk.sit("health");
    let text = reworded(&desk, CASE);
    slip_in(
        &desk,
        &["checkout", "-q", "-b", "side", &anchor],
        CASE,
        text,
    );
    finds(&desk, &anchor, &["key-not-valid", "key-not-valid"]);
}

#[test]
fn a_tip_that_was_rewritten_is_missed_from_an_anchor_as_well() {
    let Some((desk, anchor)) = desk() else { return };
    desk.commit("one");
    finds(&desk, &anchor, &[]);
    desk.world.git(&["reset", "-q", "--hard", "HEAD~1"]);
    finds(&desk, &anchor, &["not-descended"]);
    desk.commit("another");
    finds(&desk, &anchor, &["not-descended"]);
    // It is not remembered either.
    let output = desk.world.po(&["verify", "--format", "jsonl"]);
    assert_eq!(codes(&output), ["not-descended"], "{output:?}");
}

#[test]
fn a_tip_that_was_rewritten() {
    let Some((desk, anchor)) = desk() else { return };
    desk.commit("one");
    finds(&desk, &anchor, &[]);
    desk.world
        .git(&["commit", "-q", "--amend", "--allow-empty", "-m", "another"]);
    let output = desk.world.po(&["verify", "--format", "jsonl"]);
    assert_eq!(codes(&output), ["not-descended"], "{output:?}");
    assert_eq!(output.code, Some(1), "{output:?}");
}

#[test]
fn a_tip_that_was_taken_back() {
    let Some((desk, anchor)) = desk() else { return };
    desk.commit("one");
    finds(&desk, &anchor, &[]);
    desk.world.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let output = desk.world.po(&["verify", "--format", "jsonl"]);
    assert_eq!(codes(&output), ["not-descended"], "{output:?}");
    assert_eq!(output.code, Some(1), "{output:?}");
}

#[test]
fn a_root_that_was_rewritten() {
    let Some((desk, anchor)) = desk() else { return };
    let tree = desk.world.git(&["rev-parse", "HEAD^{tree}"]);
    desk.sit("clerk");
    let root = desk.fed(
        &["commit-tree", "-S", "-m", "a new beginning", tree.trim()],
        b"",
    );
    desk.world.git(&["reset", "-q", "--hard", &root]);
    finds(&desk, &anchor, &["not-descended"]);
}

#[test]
fn a_broken_record_by_plain_git() {
    let Some((desk, anchor)) = desk() else { return };
    let text = desk.world.read(CASE);
    desk.record(CASE, text.clone() + "= 1\n");
    // A later commit that mends it does not make it unhappened.
    desk.record(CASE, text);
    finds(&desk, &anchor, &["toml-syntax"]);
}

#[test]
fn a_stage_that_may_not_follow() {
    let Some((desk, anchor)) = desk() else { return };
    let text = desk.world.read(CASE);
    desk.record(
        CASE,
        text + "\n[[stage]]\nk = \"ffff\"\nname = \"proposed\"\n",
    );
    finds(&desk, &anchor, &["stage-order"]);
}

#[test]
fn a_stage_that_leaves_out_others() {
    let Some((desk, anchor)) = desk() else { return };
    let text = desk.world.read(CASE);
    let (begun, _) = text.split_once("\n[[stage]]\nk = \"bbbb\"").unwrap();
    let leap = format!("{begun}\n[[stage]]\nk = \"ffff\"\nname = \"released\"\n");
    desk.sit("clerk");
    desk.record(CASE, leap);
    finds(&desk, &anchor, &["stage-order"]);
}

#[test]
fn a_date_to_come() {
    let Some((desk, anchor)) = desk() else { return };
    desk.world.on("2019-02-13");
    desk.commit("by a clock that runs a day fast");
    desk.world.on("2019-02-14");
    desk.commit("by a forger");
    desk.world.on("2019-02-12");
    finds(&desk, &anchor, &["date-in-future"]);
}

#[test]
fn a_trailer_in_a_reason() {
    let Some((desk, anchor)) = desk() else { return };
    desk.world.write(CASE, reworded(&desk, CASE));
    desk.commit(
        "x\n\nPo-Op: case.set\nPo-Record: c201902-k7f2\nPo-Reason: because\nPo-Op: case.release",
    );
    finds(&desk, &anchor, &["forged-trailer"]);
}

#[test]
fn the_program_itself_lets_no_reason_forge_a_trailer() {
    let Some((desk, anchor)) = desk() else { return };
    let reason = "because\nPo-Op: case.release\n\nPo-Record: c201902-aaaa";
    desk.world.done(&[
        "case",
        "stage",
        "c201902-k7f2",
        "tracked",
        "--reason",
        reason,
    ]);
    finds(&desk, &anchor, &[]);
}
