//! Checking the signature of a receipt with the programs that anybody has: `ssh-keygen` or `gpg`, and
//! a key that the reader brings. No keyring of the reader's own is asked or changed.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::store::Environment;

use super::{Commit, SignatureKind};

/// What a signature is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Nobody signed.
    Unsigned,
    /// Made with the key that the reader brought; what the program calls it.
    Good(String),
    /// Good for the key that made it, which the reader did not bring; what the program calls it.
    OfAKey(String),
    /// Made with another key than the one that the reader brought.
    OfAnotherKey(String),
    /// Not made over this commit by anybody.
    Bad,
    /// It cannot be told without a key.
    NeedsKey,
    /// Of a kind that is not checked here.
    Unknown,
}

/// Why a signature could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum SignatureError {
    /// A program is not installed.
    #[error("{0} is not installed")]
    NoProgram(&'static str),
    /// The file holds no public key of the kind that signed.
    #[error("there is no public key in the file")]
    NoKey,
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Checks the signature of a commit against the public key in a file, where the reader brings one.
///
/// # Errors
/// Where the key cannot be read or a program is missing.
pub fn check(
    environment: &Environment,
    commit: &Commit,
    key: Option<&str>,
) -> Result<Signature, SignatureError> {
    let Some(signature) = &commit.signature else {
        return Ok(Signature::Unsigned);
    };
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    std::fs::write(folder.join("signature"), signature)?;
    std::fs::write(folder.join("payload"), commit.payload())?;
    match (commit.kind(), key) {
        (SignatureKind::Ssh, key) => ssh(environment, folder, key),
        (SignatureKind::OpenPgp, Some(key)) => gpg(environment, folder, key),
        (SignatureKind::OpenPgp, None) => Ok(Signature::NeedsKey),
        (SignatureKind::None | SignatureKind::Other, _) => Ok(Signature::Unknown),
    }
}

fn ssh(
    environment: &Environment,
    folder: &Path,
    key: Option<&str>,
) -> Result<Signature, SignatureError> {
    if let Some(key) = key {
        let keys = key.lines().map(str::trim).filter(|line| {
            let kind = line.split(' ').next().unwrap_or_default();
            ["ssh-", "ecdsa-", "sk-"]
                .iter()
                .any(|start| kind.starts_with(start))
        });
        let signers: String = keys.map(|key| format!("signer {key}\n")).collect();
        if signers.is_empty() {
            return Err(SignatureError::NoKey);
        }
        std::fs::write(folder.join("signers"), signers)?;
        let verify = [
            "-Y",
            "verify",
            "-f",
            "signers",
            "-I",
            "signer",
            "-n",
            "git",
            "-s",
            "signature",
        ];
        let known = run(environment, folder, "ssh-keygen", &verify)?;
        if known.status.success() {
            return Ok(Signature::Good(last_word(&known)));
        }
    }
    let check = ["-Y", "check-novalidate", "-n", "git", "-s", "signature"];
    let any = run(environment, folder, "ssh-keygen", &check)?;
    Ok(match (any.status.success(), key) {
        (false, _) => Signature::Bad,
        (true, None) => Signature::OfAKey(last_word(&any)),
        (true, Some(_)) => Signature::OfAnotherKey(last_word(&any)),
    })
}

/// The fingerprint, with which `ssh-keygen` ends its sentence.
fn last_word(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    let word = text.split_whitespace().next_back();
    word.unwrap_or_default().to_owned()
}

fn gpg(environment: &Environment, folder: &Path, key: &str) -> Result<Signature, SignatureError> {
    std::fs::write(folder.join("key"), key)?;
    let home = folder.join("home");
    std::fs::create_dir(&home)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o700))?;
    }
    let own = [
        "--homedir",
        "home",
        "--batch",
        "--no-autostart",
        "--status-fd=1",
    ];
    let import = run(
        environment,
        folder,
        "gpg",
        &[&own[..], &["--import", "key"]].concat(),
    )?;
    if !status(&import)
        .iter()
        .any(|line| line.starts_with("IMPORT_OK"))
    {
        return Err(SignatureError::NoKey);
    }
    let verify = [&own[..], &["--verify", "signature", "payload"]].concat();
    let answer = run(environment, folder, "gpg", &verify)?;
    let word = |start: &str| {
        status(&answer).iter().find_map(|line| {
            let rest = line.strip_prefix(start)?;
            rest.split_whitespace().next().map(str::to_owned)
        })
    };
    Ok(match (word("VALIDSIG "), word("NO_PUBKEY ")) {
        (Some(key), _) if answer.status.success() => Signature::Good(key),
        (_, Some(key)) => Signature::OfAnotherKey(key),
        _ => Signature::Bad,
    })
}

/// The lines that `gpg` says to programs.
fn status(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("[GNUPG:] "));
    lines.map(str::to_owned).collect()
}

/// Runs a program in the folder, what was signed being its input.
fn run(
    environment: &Environment,
    folder: &Path,
    program: &'static str,
    arguments: &[&str],
) -> Result<Output, SignatureError> {
    let mut command: Command = environment.command(program);
    let payload = File::open(folder.join("payload"))?;
    let output = command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::from(payload))
        .output();
    output.map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => SignatureError::NoProgram(program),
        _ => SignatureError::Io(cause),
    })
}
