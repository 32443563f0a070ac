//! Signing a commit the way git is configured to, with the programs git would use.

use std::path::PathBuf;
use std::process::Command;

use super::environment::{Answer, Environment, converse};
use super::error::Fault;
use super::identity::{Identity, Settings};

/// How commits are signed, as `commit.gpgSign` and `gpg.format` ask.
#[derive(Debug)]
pub(super) struct Signer {
    program: String,
    method: Method,
}

#[derive(Debug)]
enum Method {
    /// `gpg` and `gpgsm` take the same arguments.
    Gpg { key: String },
    SshFile { key: PathBuf },
    /// A public key in the configuration itself; the private one is in an agent.
    SshLiteral { key: String },
}

impl Signer {
    /// `None` where commits are not signed.
    ///
    /// # Errors
    /// A sentence for people, when signing is asked for but not set up.
    pub(super) fn configured(
        environment: &Environment,
        settings: &Settings,
        identity: &Identity,
    ) -> Result<Option<Self>, String> {
        if !settings.is_true("commit.gpgsign") {
            return Ok(None);
        }
        let key = settings.get("user.signingkey");
        let program = |keys: &[&str], default: &str| {
            keys.iter().find_map(|key| settings.get(key)).unwrap_or(default).to_owned()
        };
        let gpg_key = || key.map_or_else(|| identity.committer.to_string(), str::to_owned);
        let signer = match settings.get("gpg.format").unwrap_or("openpgp") {
            "openpgp" => Self {
                program: program(&["gpg.openpgp.program", "gpg.program"], "gpg"),
                method: Method::Gpg { key: gpg_key() },
            },
            "x509" => Self {
                program: program(&["gpg.x509.program"], "gpgsm"),
                method: Method::Gpg { key: gpg_key() },
            },
            "ssh" => Self {
                program: program(&["gpg.ssh.program"], "ssh-keygen"),
                method: ssh_method(environment, key.ok_or("user.signingkey is not set")?),
            },
            other => return Err(format!("gpg.format is {other:?}; openpgp, ssh and x509 are known")),
        };
        Ok(Some(signer))
    }

    /// The armoured signature of a commit's bytes.
    ///
    /// # Errors
    /// What the program said, for people.
    pub(super) fn sign(&self, environment: &Environment, commit: &[u8]) -> Result<String, String> {
        let mut command = environment.command(&self.program);
        match &self.method {
            Method::Gpg { key } => {
                command.args(["--status-fd=2", "-bsau", key]);
                let answer = answer(command, commit)?;
                // gpg may end well without having signed; only its status line proves it.
                let created = answer.talk.lines().any(|line| line.starts_with("[GNUPG:] SIG_CREATED "));
                if created { text(answer) } else { Err(answer.talk) }
            }
            Method::SshFile { key } => {
                command.args(["-Y", "sign", "-n", "git", "-f"]).arg(key);
                text(answer(command, commit)?)
            }
            Method::SshLiteral { key } => {
                let file = tempfile::NamedTempFile::new().map_err(|cause| cause.to_string())?;
                std::fs::write(file.path(), format!("{key}\n")).map_err(|cause| cause.to_string())?;
                command.args(["-Y", "sign", "-n", "git", "-U", "-f"]).arg(file.path());
                text(answer(command, commit)?)
            }
        }
    }
}

fn ssh_method(environment: &Environment, key: &str) -> Method {
    if let Some(literal) = key.strip_prefix("key::") {
        return Method::SshLiteral { key: literal.to_owned() };
    }
    if key.starts_with("ssh-") {
        return Method::SshLiteral { key: key.to_owned() };
    }
    let key = match (key.strip_prefix("~/"), environment.variable("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => environment.directory.join(key),
    };
    Method::SshFile { key }
}

fn answer(command: Command, commit: &[u8]) -> Result<Answer, String> {
    let answer = converse(command, |input| input.write_all(commit)).map_err(|fault: Fault| fault.to_string())?;
    if answer.success { Ok(answer) } else { Err(answer.talk) }
}

fn text(answer: Answer) -> Result<String, String> {
    let signature = String::from_utf8(answer.output).map_err(|_| "the signature is not text".to_owned())?;
    if signature.trim().is_empty() { Err(answer.talk) } else { Ok(signature.trim_end().to_owned()) }
}
