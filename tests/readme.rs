//! The tour of the README runs: its commands print what it says.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_tour_prints_what_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let configuration = folder.path().join("gitconfig");
    fs::write(
        &configuration,
        "[user]\n\tname = Tour\n\temail = tour@example.org\n",
    )
    .unwrap();
    clone_of_the_records(&folder.path().join("network"), &configuration);
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    // The commands of the tour run where the test runs.
    std::env::set_current_dir(folder.path()).unwrap();
    trycmd::TestCases::new()
        .register_bin("po", std::path::Path::new(env!("CARGO_BIN_EXE_po")))
        .register_bin("git", git())
        .env("PO_STORE", "tour")
        .env("PO_ID_SEED", "1")
        .env("SOURCE_DATE_EPOCH", "1555286400")
        .env("GIT_CONFIG_GLOBAL", configuration.to_str().unwrap())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("LANG", "C")
        .env("PO_LANG", "en")
        .case(readme);
}

/// A store with the records of this repository, as a clone of it is one.
fn clone_of_the_records(folder: &Path, configuration: &Path) {
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("records"),
        &folder.join("records"),
    );
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &["commit", "--quiet", "--message", "records"],
    ] {
        let done = Command::new(git())
            .args(arguments)
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", configuration)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .status();
        assert!(done.expect("git runs").success(), "git {arguments:?}");
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// The git of this machine.
fn git() -> std::path::PathBuf {
    let found = Command::new("sh").args(["-c", "command -v git"]).output();
    let found = found.expect("a shell runs");
    String::from_utf8_lossy(&found.stdout).trim().into()
}
