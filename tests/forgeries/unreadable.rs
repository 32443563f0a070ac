//! What cannot be verified is said plainly, and nothing panics.

use crate::desk::{CASE, Desk};

#[test]
fn revisions_and_days_that_are_not_there() {
    let Some(desk) = Desk::new() else { return };
    for arguments in [
        &["verify", "nowhere"][..],
        &["verify", "HEAD..nowhere"],
        &["verify", "--anchor", "0123456"],
        &["verify", "1999-01-01..HEAD"],
    ] {
        let output = desk.world.po(arguments);
        assert_eq!(output.code, Some(3), "{arguments:?}{output:?}");
        assert_eq!(output.stdout, "");
    }
}

#[test]
fn a_shallow_clone() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("one");
    let store = format!("file://{}", desk.world.root().display());
    desk.world.git_in(
        desk.world.path(),
        &["clone", "-q", "--depth", "1", &store, "shallow"],
    );
    let shallow = desk.world.path().join("shallow");
    let output = desk.world.po_in(&shallow, &["verify"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(
        output.stderr.contains("git fetch --unshallow"),
        "{output:?}"
    );
}

#[test]
fn commits_that_stand_in_for_others() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("one");
    let head = desk.world.head();
    desk.world.git(&["replace", &head, "HEAD~1"]);
    let output = desk.world.po(&["verify"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(output.stderr.contains("refs/replace/"), "{output:?}");
    desk.world.git(&["replace", "-d", &head]);
    desk.world.write(".git/info/grafts", format!("{head}\n"));
    let output = desk.world.po(&["verify"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(output.stderr.contains("grafts"), "{output:?}");
}

#[test]
fn objects_that_are_gone() {
    let Some(desk) = Desk::new() else { return };
    desk.commit("one");
    desk.record(CASE, desk.world.read(CASE).replace("虛構議題", "虛構主題"));
    for revision in ["HEAD~1", "HEAD:records"] {
        let object = desk.world.git(&["rev-parse", revision]);
        let (folder, rest) = object.trim().split_at(2);
        let path = desk
            .world
            .root()
            .join(".git/objects")
            .join(folder)
            .join(rest);
        let away = desk.world.path().join("away");
        std::fs::rename(&path, &away).unwrap();
        let output = desk.world.po(&["verify", "HEAD"]);
        assert_eq!(output.code, Some(1), "{revision}{output:?}");
        assert_eq!(output.stdout, "", "{revision}");
        std::fs::rename(&away, &path).unwrap();
    }
}

#[test]
fn a_policy_that_cannot_be_read_lets_nobody_pass() {
    let Some(desk) = Desk::new() else { return };
    desk.record("records/policy.toml", "signatures = 1\n");
    desk.commit("one");
    let output = desk.world.po(&["verify", "HEAD~1..HEAD"]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(output.stderr.contains("records/policy.toml"), "{output:?}");
}
