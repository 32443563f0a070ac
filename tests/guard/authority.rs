//! Who may do what: nobody grants themselves anything.

use crate::desk::{CASE, Desk, OTHER_CASE, POLICY, TRANSCRIPT, person_path, stage};

/// A harmless change of a case.
fn reworded(desk: &Desk, path: &str) -> String {
    desk.world.read(path).replace("虛構議題", "虛構主題")
}

#[test]
fn a_case_of_another_agency_is_not_ones_own() {
    let Some(desk) = Desk::new() else { return };
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    let output = desk.stops("no-authority");
    assert!(output.stderr.contains("health"), "{output:?}");
    assert!(output.stderr.contains(OTHER_CASE), "{output:?}");
}

#[test]
fn taking_over_a_case_makes_it_not_ones_own() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.world.read(OTHER_CASE).replace("\"motc\"", "\"mohw\"");
    desk.record(OTHER_CASE, text);
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    desk.stops("no-authority");
}

#[test]
fn removing_the_case_of_another_takes_the_same_power() {
    let Some(desk) = Desk::new() else { return };
    std::fs::remove_file(desk.world.root().join(OTHER_CASE)).unwrap();
    desk.commit("gone");
    desk.stops("no-authority");
}

#[test]
fn releasing_takes_a_power_of_its_own() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.world.read(CASE) + &stage("ffff", "tracked") + &stage("gggg", "released");
    desk.record(CASE, text);
    let output = desk.stops("no-authority");
    assert!(output.stderr.contains("`release`"), "{output:?}");
}

#[test]
fn publishing_takes_a_power_of_its_own() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    let grant = POLICY.replace("\"publish\", ", "");
    desk.record("records/policy.toml", grant);
    desk.passes();
    let text = desk.world.read(TRANSCRIPT);
    let path = "records/transcripts/2019/01/t201901-bbbb.toml";
    desk.record(path, text.replace("t201901-aaaa", "t201901-bbbb"));
    let output = desk.stops("no-authority");
    assert!(output.stderr.contains("`publish`"), "{output:?}");
}

#[test]
fn every_commit_is_signed_where_the_policy_says_so() {
    let Some(desk) = Desk::new() else { return };
    desk.world.git(&["config", "commit.gpgSign", "false"]);
    desk.record(CASE, reworded(&desk, CASE));
    desk.stops("unsigned");
}

#[test]
fn a_signature_on_the_last_commit_does_not_cover_the_one_before() {
    let Some(desk) = Desk::new() else { return };
    desk.world.git(&["config", "commit.gpgSign", "false"]);
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    desk.world.git(&["config", "commit.gpgSign", "true"]);
    desk.commit("signed");
    desk.stops("unsigned");
}

#[test]
fn the_key_of_a_stranger_opens_nothing() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("stranger");
    desk.record(CASE, reworded(&desk, CASE));
    desk.stops("unknown-signer");
}

#[test]
fn who_adds_the_own_key_is_still_a_stranger() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("stranger");
    let text = desk.person("stranger", "mohw", "po", "");
    desk.record(&person_path("stranger"), text);
    desk.record(CASE, reworded(&desk, CASE));
    desk.stops("unknown-signer");
}

#[test]
fn an_officer_who_adds_a_key_for_somebody_has_not_the_power_to() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.person("stranger", "mohw", "po", "");
    desk.record(&person_path("stranger"), text);
    desk.stops("no-authority");
}

#[test]
fn a_post_that_one_gives_oneself_grants_nothing() {
    let Some(desk) = Desk::new() else { return };
    let text = desk.person("health", "ndc", "secretariat", "");
    desk.record(&person_path("health"), text);
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    desk.stops("no-authority");
}

#[test]
fn a_policy_that_one_writes_oneself_grants_nothing() {
    let Some(desk) = Desk::new() else { return };
    desk.record("records/policy.toml", POLICY.replace("own = true\n", ""));
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    desk.stops("no-authority");
}

#[test]
fn a_policy_of_grants_without_signatures_is_none() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("clerk");
    desk.record(
        "records/policy.toml",
        POLICY.replace("\"required\"", "\"wanted\""),
    );
    desk.stops("policy-without-signatures");
}

#[test]
fn a_key_whose_time_is_over_signs_nothing_new_whatever_the_date() {
    let Some(desk) = Desk::new() else { return };
    desk.sit("former");
    desk.record(CASE, reworded(&desk, CASE));
    desk.stops("key-not-valid");
}

#[test]
fn a_commit_of_yesterday_is_not_put_on_one_of_today() {
    let Some(desk) = Desk::new() else { return };
    desk.world.on("2019-02-11");
    desk.record(CASE, reworded(&desk, CASE));
    desk.stops("date-before-parent");
}

#[test]
fn a_commit_of_next_week_is_not_accepted_today() {
    let Some(desk) = Desk::new() else { return };
    desk.world.on("2019-02-19");
    desk.record(CASE, reworded(&desk, CASE));
    desk.stops("date-in-future");
}

#[test]
fn a_merge_may_not_do_by_itself_what_its_signer_may_not() {
    let Some(desk) = Desk::new() else { return };
    desk.world.git(&["checkout", "-q", "-b", "side"]);
    desk.record(CASE, reworded(&desk, CASE));
    desk.world.git(&["checkout", "-q", "main"]);
    desk.world
        .git(&["merge", "-q", "--no-ff", "--no-commit", "side"]);
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    desk.stops("no-authority");
}

#[test]
fn a_merge_may_not_drop_what_others_did() {
    let Some(desk) = Desk::new() else { return };
    let start = desk.world.head();
    desk.sit("traffic");
    desk.record(OTHER_CASE, reworded(&desk, OTHER_CASE));
    desk.passes();
    let published = desk.world.head();
    // The health officer takes only the own side of a merge with what was published.
    desk.sit("health");
    desk.world.git(&["checkout", "-q", "-B", "main", &start]);
    desk.record(CASE, reworded(&desk, CASE));
    desk.world
        .git(&["merge", "-q", "-s", "ours", "-m", "merged", &published]);
    desk.stops("no-authority");
}

#[test]
fn the_first_push_needs_a_key_that_the_server_trusts() {
    if !crate::desk::can_sign() {
        return;
    }
    let desk = Desk::bare();
    desk.sit("stranger");
    desk.commit("a first word");
    let output = desk.stops("no-anchor");
    assert!(output.stderr.contains("po.trustedKey"), "{output:?}");
    let key = desk.public_key("clerk");
    desk.world
        .git_in(&desk.shared(), &["config", "po.trustedKey", &key]);
    desk.stops("not-trusted");
    desk.sit("clerk");
    desk.commit("a second word");
    desk.passes();
    // Nor does anybody else bring the first policy.
    desk.sit("stranger");
    desk.record("records/policy.toml", "signatures = \"required\"\n");
    desk.stops("not-trusted");
}

#[test]
fn a_branch_of_before_the_policy_is_no_way_around_it() {
    let Some(desk) = Desk::new() else { return };
    // The shared repository began without a policy; the guard came with it.
    desk.world.git(&["checkout", "-q", "--orphan", "early"]);
    desk.world
        .git(&["rm", "-q", "--cached", "records/policy.toml"]);
    std::fs::remove_file(desk.world.root().join("records/policy.toml")).unwrap();
    desk.commit("before the policy");
    let early = desk.world.head();
    desk.record("records/policy.toml", POLICY);
    let (store, shared) = (desk.world.root(), desk.shared());
    let fetch = ["fetch", "-q", store.to_str().unwrap(), "+early:main"];
    desk.world.git_in(&shared, &fetch);
    // Nothing of it is new, so the branch may be there; what is put onto it is judged by what holds.
    desk.accepts(&[&format!("{early}:refs/heads/side")]);
    desk.world.git(&["checkout", "-q", &early]);
    desk.sit("traffic");
    let all = POLICY.replace("roles = [\"po\"]\nown = true", "roles = [\"po\"]");
    desk.record("records/policy.toml", all);
    desk.refuses(&["HEAD:refs/heads/side"], "no-authority");
}

#[test]
fn while_head_has_no_commit_only_its_branch_is_taken() {
    let Some(desk) = Desk::new() else { return };
    let shared = desk.shared();
    desk.world
        .git_in(&shared, &["symbolic-ref", "HEAD", "refs/heads/master"]);
    let output = desk.refuses(&["HEAD:refs/heads/side"], "head-unborn");
    assert!(
        output.stderr.contains("git symbolic-ref HEAD"),
        "{output:?}"
    );
    desk.sit("clerk");
    desk.commit("by whom the server trusts");
    desk.accepts(&["HEAD:refs/heads/master"]);
}
