//! The tour of the README runs: its commands print what it says.

use std::fs;

#[test]
fn the_tour_prints_what_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let configuration = folder.path().join("gitconfig");
    fs::write(
        &configuration,
        "[user]\n\tname = Tour\n\temail = tour@example.org\n",
    )
    .unwrap();
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

/// The git of this machine.
fn git() -> std::path::PathBuf {
    let found = std::process::Command::new("sh")
        .args(["-c", "command -v git"])
        .output();
    let found = found.expect("a shell runs");
    String::from_utf8_lossy(&found.stdout).trim().into()
}
