//! Checking signatures of commits against public keys that are given: neither the keys of the person
//! who asks nor those of an agent decide, only what is in the records.
//!
//! ssh signatures (PROTOCOL.sshsig, namespace `git`) are checked in the process. OpenPGP signatures are
//! checked by the `gpg` of git's settings in a home of its own, which holds the given keys and no others.

use std::io::Write;
use std::sync::OnceLock;

use ssh_key::{PublicKey, SshSig};

use super::environment::{Answer, Environment, converse, run_git};
use super::error::Fault;
use super::open::Store;

/// What a signature proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// There is none.
    Unsigned,
    /// It holds, and is by the keys of these places in the list that was given: one key may stand there
    /// more than once.
    Good(Vec<usize>),
    /// It is by a key that is not in the list.
    Unknown,
    /// It does not fit the bytes, or is none.
    Bad,
}

/// The keys that signatures are checked against.
pub struct KeyRing<'e> {
    environment: &'e Environment,
    ssh: Vec<(usize, PublicKey)>,
    /// Keys as `gpg --export --armor` prints them.
    openpgp: Vec<(usize, String)>,
    gpg: OnceLock<Gpg>,
    gpg_program: String,
}

/// A home with the keys of the ring.
struct Gpg {
    home: tempfile::TempDir,
    /// The place of each key and the fingerprint of its primary key.
    fingerprints: Vec<(usize, String)>,
}

impl Store {
    /// A ring of public keys, each as `ssh-keygen` or `gpg --export --armor` prints it. What is neither
    /// proves nothing.
    ///
    /// # Errors
    /// Where git's settings cannot be read.
    pub fn key_ring<'e>(
        &self,
        environment: &'e Environment,
        keys: &[&str],
    ) -> Result<KeyRing<'e>, Fault> {
        let mut ring = KeyRing {
            environment,
            ssh: Vec::new(),
            openpgp: Vec::new(),
            gpg: OnceLock::new(),
            gpg_program: "gpg".to_owned(),
        };
        for (place, key) in keys.iter().enumerate() {
            if key.contains("BEGIN PGP PUBLIC KEY BLOCK") {
                ring.openpgp.push((place, (*key).to_owned()));
            } else if let Ok(key) = PublicKey::from_openssh(key.trim()) {
                ring.ssh.push((place, key));
            }
        }
        if !ring.openpgp.is_empty() {
            for name in ["gpg.program", "gpg.openpgp.program"] {
                if let Some(program) = self.configured(environment, name)?.pop() {
                    ring.gpg_program = program;
                }
            }
        }
        Ok(ring)
    }

    /// All values of a name in git's settings, the nearest last.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn configured(&self, environment: &Environment, name: &str) -> Result<Vec<String>, Fault> {
        let mut command = environment.git(self.repository().path());
        command.args(["config", "-z", "--get-all", name]);
        let answer = converse(command, super::environment::no_input)?;
        // git says nothing, and ends with 1, where the name is not set.
        if !answer.success && !answer.talk.is_empty() {
            return Err(Fault::Program {
                command: "git config".to_owned(),
                detail: answer.talk,
            });
        }
        let text = String::from_utf8_lossy(&answer.output);
        let values = text.split('\0').filter(|value| !value.is_empty());
        Ok(values.map(str::to_owned).collect())
    }

    /// Sets a value of this repository's own git settings.
    ///
    /// # Errors
    /// Where git cannot write them.
    pub fn configure(
        &self,
        environment: &Environment,
        name: &str,
        value: &str,
    ) -> Result<(), Fault> {
        let mut command = environment.git(self.repository().path());
        command.args(["config", "--local", name, value]);
        run_git(command, "config", super::environment::no_input).map(drop)
    }
}

impl KeyRing<'_> {
    /// What a signature proves of the bytes.
    ///
    /// # Errors
    /// Where `gpg` is needed and cannot be run.
    pub fn prove(&self, signature: Option<&str>, payload: &[u8]) -> Result<Proof, Fault> {
        let Some(signature) = signature else {
            return Ok(Proof::Unsigned);
        };
        if signature.starts_with("-----BEGIN SSH SIGNATURE-----") {
            Ok(self.prove_ssh(signature, payload))
        } else if signature.starts_with("-----BEGIN PGP ") {
            self.prove_openpgp(signature, payload)
        } else {
            // Signatures by X.509 certificates: records hold no such keys.
            Ok(Proof::Unknown)
        }
    }

    fn prove_ssh(&self, signature: &str, payload: &[u8]) -> Proof {
        let unsupported = |error: &ssh_key::Error| {
            use ssh_key::Error::{AlgorithmUnknown, AlgorithmUnsupported};
            matches!(error, AlgorithmUnknown | AlgorithmUnsupported { .. })
        };
        let proven = SshSig::from_pem(signature).and_then(|signature| {
            let key = PublicKey::from(signature.public_key().clone());
            key.verify("git", payload, &signature)?;
            Ok(key)
        });
        match proven {
            Ok(key) => known(
                self.ssh
                    .iter()
                    .filter(|(_, other)| other.key_data() == key.key_data())
                    .map(|(place, _)| *place),
            ),
            Err(error) if unsupported(&error) => Proof::Unknown,
            Err(_) => Proof::Bad,
        }
    }

    fn prove_openpgp(&self, signature: &str, payload: &[u8]) -> Result<Proof, Fault> {
        if self.openpgp.is_empty() {
            return Ok(Proof::Unknown);
        }
        let gpg = self.gpg()?;
        let mut file = tempfile::NamedTempFile::new_in(gpg.home.path())
            .map_err(Fault::file("write", gpg.home.path()))?;
        file.write_all(signature.as_bytes())
            .map_err(Fault::file("write", file.path()))?;
        let path = file.path().to_string_lossy().into_owned();
        let answer = self.ask_gpg(gpg.home.path(), &["--verify", &path, "-"], payload)?;
        let output = String::from_utf8_lossy(&answer.output);
        let said = |word: &str| {
            output
                .lines()
                .filter_map(|line| line.strip_prefix("[GNUPG:] "))
                .map(|line| line.split(' ').collect::<Vec<_>>())
                .find(|words| words.first() == Some(&word))
        };
        // git, too, takes a signature whose key has run out since; from-until in the records decides.
        let holds = said("GOODSIG").or_else(|| said("EXPKEYSIG")).is_some();
        let is_foreign = said("NO_PUBKEY").is_some();
        Ok(match said("VALIDSIG") {
            Some(words) if holds => {
                // gnupg, doc/DETAILS: the tenth argument is the primary key's fingerprint.
                let primary = words.get(10).or_else(|| words.get(1)).copied();
                let found = gpg.fingerprints.iter();
                known(
                    found
                        .filter(|(_, one)| Some(one.as_str()) == primary)
                        .map(|(place, _)| *place),
                )
            }
            _ if is_foreign => Proof::Unknown,
            _ => Proof::Bad,
        })
    }

    fn gpg(&self) -> Result<&Gpg, Fault> {
        if let Some(gpg) = self.gpg.get() {
            return Ok(gpg);
        }
        let home = tempfile::Builder::new()
            .prefix("po-gpg-")
            .tempdir()
            .map_err(Fault::file("make", std::env::temp_dir()))?;
        let mut fingerprints = Vec::new();
        for (place, key) in &self.openpgp {
            let answer = self.ask_gpg(home.path(), &["--import"], key.as_bytes())?;
            let output = String::from_utf8_lossy(&answer.output);
            let imported = output
                .lines()
                .filter_map(|line| line.strip_prefix("[GNUPG:] IMPORT_OK "))
                .filter_map(|line| line.split(' ').nth(1));
            fingerprints.extend(imported.map(|fingerprint| (*place, fingerprint.to_owned())));
        }
        Ok(self.gpg.get_or_init(|| Gpg { home, fingerprints }))
    }

    fn ask_gpg(
        &self,
        home: &std::path::Path,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Answer, Fault> {
        let mut command = self.environment.command(&self.gpg_program);
        command
            .arg("--homedir")
            .arg(home)
            .args(["--batch", "--no-tty", "--no-options", "--no-autostart"])
            .args(["--trust-model", "always", "--status-fd=1"])
            .args(arguments);
        converse(command, |write| write.write_all(input))
    }
}

fn known(places: impl Iterator<Item = usize>) -> Proof {
    let places: Vec<usize> = places.collect();
    if places.is_empty() {
        Proof::Unknown
    } else {
        Proof::Good(places)
    }
}
