//! What passes.

use crate::desk::{CASE, Desk, OTHER_CASE, POLICY, TRANSCRIPT, person_path, stage};

#[test]
fn an_officer_changes_the_case_of_the_own_agency() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.world.read(CASE);
    desk.record(CASE, text + &stage("ffff", "tracked"));
    desk.passes();
}

#[test]
fn a_commit_of_the_program_passes() {
    let Some(desk) = Desk::new() else { return };
    desk.world
        .done(&["case", "set", "c201902-k7f2", "summary=虛構摘要"]);
    desk.world.case("An invented topic?", &[]);
    desk.passes();
}

#[test]
fn the_secretariat_releases_publishes_and_changes_the_policy() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let text = desk.world.read(OTHER_CASE);
    desk.record(
        OTHER_CASE,
        text + &stage("ffff", "tracked") + &stage("gggg", "released"),
    );
    let text = desk.world.read(TRANSCRIPT);
    let path = "records/transcripts/2019/01/t201901-bbbb.toml";
    desk.record(path, text.replace("t201901-aaaa", "t201901-bbbb"));
    desk.record("records/policy.toml", POLICY.replace("own = true\n", ""));
    desk.passes();
    // From now on officers change the cases of others, too.
    desk.sit("health");
    let text = desk.world.read(OTHER_CASE);
    desk.record(OTHER_CASE, text.replace("虛構議題", "虛構主題"));
    desk.passes();
}

#[test]
fn a_new_officer_begins_with_the_push_after_the_one_that_made_the_record() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let text = desk.person("stranger", "mohw", "po", "");
    desk.record(&person_path("stranger"), text);
    desk.passes();
    desk.sit("stranger");
    let text = desk.world.read(CASE);
    desk.record(CASE, text.replace("虛構議題", "虛構主題"));
    desk.passes();
}

#[test]
fn a_merge_of_what_both_sides_might_do_passes() {
    let Some(desk) = Desk::new() else { return };
    desk.world.git(&["checkout", "-q", "-b", "side"]);
    desk.sit("traffic");
    let text = desk.world.read(OTHER_CASE);
    desk.record(OTHER_CASE, text.replace("虛構議題", "虛構主題"));
    desk.world.git(&["checkout", "-q", "main"]);
    desk.sit("health");
    let text = desk.world.read(CASE);
    desk.record(CASE, text.replace("虛構議題", "虛構主題"));
    desk.world
        .git(&["merge", "-q", "--no-ff", "-m", "both sides", "side"]);
    desk.passes();
}

#[test]
fn acknowledged_personal_data_of_a_published_source_passes() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.world.read(CASE).replace(
        "source =",
        "summary = \"請洽 nobody@example.org\"\nsource =",
    );
    let row =
        "\n[[privacy]]\npath = \"summary\"\nkind = \"email\"\nreason = \"虛構\"\nby = \"虛構\"\n";
    desk.record(CASE, text.clone() + row);
    desk.stops("privacy");
    desk.world.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let source = "\n[[link]]\nkind = \"other\"\nurl = \"https://example.org/published\"\n";
    desk.record(CASE, text + source + row);
    desk.passes();
}

#[test]
fn well_formed_conflicts_pass() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.world.read(CASE);
    let row = "\n[[conflict]]\npath = \"title\"\nvalues = ['\"甲\"', '\"乙\"']\n";
    desk.record(CASE, text + row);
    desk.passes();
}

#[test]
fn branches_and_tags_pass() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("nothing changed");
    desk.world
        .git(&["tag", "-a", "-m", "an invented milestone", "v1"]);
    desk.accepts(&[
        "HEAD:refs/heads/topic",
        "refs/tags/v1",
        "HEAD:refs/tags/plain",
    ]);
}

#[test]
fn a_correction_changes_a_published_speech() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let text = desk.world.read(TRANSCRIPT).replace("甲的話", "甲的更正");
    let row = "\n[[correction]]\nk = \"aaaa\"\nspeech = 1\non = 2019-02-12\nkind = \"correct\"\nbefore = \"甲的話\"\nafter = \"甲的更正\"\nasked_by = \"虛構\"\nreason = \"虛構\"\n";
    desk.record(TRANSCRIPT, text + row);
    desk.passes();
}

#[test]
fn a_store_without_a_policy_asks_for_no_signature() {
    if !crate::desk::can_sign() {
        return;
    }
    let desk = Desk::bare();
    desk.world.git(&["config", "commit.gpgSign", "false"]);
    // What lies in a shared repository when the guard comes is taken as it is.
    let store = desk.world.root();
    desk.world.git_in(
        &desk.shared(),
        &["fetch", "-q", store.to_str().unwrap(), "main:main"],
    );
    desk.world.case("An invented topic?", &[]);
    desk.passes();
}

#[test]
fn the_guard_is_put_up_twice_and_not_over_another_hook() {
    let Some(desk) = Desk::new() else { return };
    let shared = desk.shared();
    let shared = shared.to_str().unwrap();
    let install = ["guard", "install", "--bare", shared];
    let hook = desk.shared().join("hooks/pre-receive");
    let script = std::fs::read_to_string(&hook).unwrap();
    assert!(
        script.contains(crate::desk::program().to_str().unwrap()),
        "{script}"
    );
    desk.world.done(&install);
    assert_eq!(std::fs::read_to_string(&hook).unwrap(), script);
    std::fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    let output = desk.world.po(&install);
    assert_eq!(output.code, Some(4), "{output:?}");
    assert!(output.stderr.contains("guard receive"), "{output:?}");
    assert_eq!(
        std::fs::read_to_string(&hook).unwrap(),
        "#!/bin/sh\nexit 0\n"
    );
}

#[test]
fn a_range_is_checked_before_it_is_pushed() {
    let Some(desk) = Desk::new() else { return };
    let check = |more: &[&str]| {
        let all = [&["guard", "check", "--range", "origin/main..HEAD"], more].concat();
        desk.world.po(&all)
    };
    desk.world.git(&["fetch", "-q", "origin"]);
    desk.commit("nothing changed");
    let output = check(&[]);
    assert_eq!(
        (output.code, output.stdout.as_str()),
        (Some(0), ""),
        "{output:?}"
    );
    desk.record("records/policy.toml", POLICY.replace("own = true\n", ""));
    let output = check(&["--format", "json"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    let found: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found[0]["schema"], "po.guard-finding/1");
    assert_eq!(found[0]["code"], "no-authority");
    assert_eq!(found[0]["path"], "records/policy.toml");
    let output = desk
        .world
        .po(&["guard", "check", "--range", "HEAD..HEAD~1"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(output.stdout.contains("not-fast-forward"), "{output:?}");
    let output = desk.world.po(&["guard", "check", "--range", "HEAD"]);
    assert_eq!(output.code, Some(2), "{output:?}");
    let output = desk
        .world
        .po(&["guard", "check", "--range", "nowhere..HEAD"]);
    assert_eq!(output.code, Some(3), "{output:?}");
}
