//! OpenPGP signatures: the keys of the records decide, not those of the person's keyring.

use crate::desk::{CASE, Desk, person_path};

/// A `gpg` with a home of its own in the world of the test.
fn gpg(desk: &Desk, arguments: &[&str]) -> crate::support::Output {
    let home = desk.world.path().join("g");
    let mut command = desk.world.command("gpg", desk.world.path());
    command
        .env("GNUPGHOME", home)
        .args(["--batch", "--no-tty"])
        .args(arguments);
    desk.world.run(&mut command)
}

#[test]
fn a_signature_by_gpg_counts_by_the_key_in_the_record() {
    if std::process::Command::new("gpg")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("left out: there is no gpg here");
        return;
    }
    let Some(desk) = Desk::new() else { return };
    let home = desk.world.path().join("g");
    std::fs::create_dir(&home).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    let made = gpg(
        &desk,
        &[
            "--passphrase",
            "",
            "--quick-gen-key",
            "Invented",
            "ed25519",
            "sign",
            "never",
        ],
    );
    assert_eq!(made.code, Some(0), "{made:?}");
    let key = gpg(&desk, &["--export", "--armor"]).stdout;
    let anchor = desk.world.head();
    // The clerk gives the new key to the officer.
    desk.sit("clerk");
    let person = desk.person("health", "mohw", "po", "");
    let row = format!(
        "\n[[signing_key]]\nk = \"gpg0\"\npublic = \"\"\"\n{key}\"\"\"\nfrom = 2018-01-01\n"
    );
    desk.record(&person_path("health"), person + &row);
    let wrapper = desk.world.path().join("gpg.sh");
    let script = format!(
        "#!/bin/sh\nGNUPGHOME='{}' exec gpg \"$@\"\n",
        home.display()
    );
    std::fs::write(&wrapper, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&wrapper, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let configure = |name: &str, value: &str| desk.world.git(&["config", name, value]);
    configure("gpg.format", "openpgp");
    configure("gpg.program", wrapper.to_str().unwrap());
    configure("user.signingkey", "Invented");
    let text = desk.world.read(CASE);
    desk.record(CASE, text.replace("虛構議題", "虛構主題"));
    // Whoever verifies has no such key at hand.
    desk.world.git(&["config", "--unset", "gpg.program"]);
    let verify = || {
        desk.world
            .po(&["verify", "--anchor", &anchor, "--format", "jsonl"])
    };
    let output = verify();
    assert_eq!(output.code, Some(0), "{output:?}");
    let rows: Vec<serde_json::Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows[1]["signature"], "good", "{output:?}");
    assert_eq!(rows[1]["signer"], "health", "{output:?}");
    let commit = desk.world.git(&["cat-file", "commit", "HEAD"]);
    let forged = commit.replace("1549936800 +0800", "1549936860 +0800");
    let id = desk.fed(
        &["hash-object", "-t", "commit", "-w", "--stdin"],
        forged.as_bytes(),
    );
    desk.world.git(&["reset", "-q", "--hard", &id]);
    let output = verify();
    assert!(output.stdout.contains("bad-signature"), "{output:?}");
    let mut stop = desk.world.command("gpgconf", desk.world.path());
    desk.world
        .run(stop.env("GNUPGHOME", &home).args(["--kill", "all"]));
}
