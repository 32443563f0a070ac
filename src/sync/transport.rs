//! Fetching, pushing and cloning by the installed `git`, so that people's ssh, proxies and credential
//! helpers work as they set them up. What it says is kept unchanged, but for passwords in addresses.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::store::{Environment, Fault, Oid, Store, Upstream, finish, without_password};

/// The oldest git that answers as it is read here: `git fetch --porcelain` came with it.
pub const OLDEST_GIT: (u32, u32) = (2, 41);

/// The settings of a child that brings objects: they are on the disk before any branch is at them.
const DURABLE: [&str; 2] = ["-c", "core.fsync=committed"];

/// What the verdict on a reference holds where another push came in between: found by git here, or by the
/// one that receives (builtin/receive-pack.c, refs/files-backend.c).
const RACES: [&str; 5] = [
    "[rejected]",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
    "reference already exists",
];

/// Why git did not do it.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The installed git is too old.
    #[error("git {version} is too old")]
    TooOld {
        /// Its version.
        version: String,
    },
    /// git failed.
    #[error("{words}")]
    Failed {
        /// Its own words; empty where a person has read them on the terminal already.
        words: String,
    },
    /// What is published is no longer built on what was published before.
    #[error("the published branch was rewritten")]
    Rewritten {
        /// git's own words.
        words: String,
    },
    /// The remote is a shallow clone whose history ends before one that is here.
    #[error("the remote is shallow")]
    Shallow {
        /// git's own words.
        words: String,
    },
    /// git could not be run.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What is published at a remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The tip of the branch; `None` where the remote has no such branch.
    pub tip: Option<Oid>,
    /// The branches that the remote has.
    pub branches: Vec<String>,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// It is published; with what the remote said.
    Done {
        /// The remote's words.
        words: String,
    },
    /// Somebody else published first, or is just about to.
    Overtaken {
        /// git's own words.
        words: String,
    },
    /// It was refused.
    Refused {
        /// git's own words, those of the remote among them.
        words: String,
    },
}

/// The git that speaks with other machines.
pub struct Transport<'a> {
    environment: &'a Environment,
    /// Whether a person watches: git then shows its progress and says itself what it has to say.
    watched: bool,
}

impl<'a> Transport<'a> {
    /// Looks whether the installed git will do.
    ///
    /// # Errors
    /// Where there is none, or one too old.
    pub fn new(environment: &'a Environment, watched: bool) -> Result<Self, TransportError> {
        let mut command = environment.transport();
        command.arg("version");
        let answer = finish(command)?;
        let text = String::from_utf8_lossy(&answer.stdout);
        let version = text.trim().trim_start_matches("git version ").to_owned();
        let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
        let number = (parts.next().flatten(), parts.next().flatten());
        if let (Some(major), Some(minor)) = number
            && (major, minor) >= OLDEST_GIT
        {
            return Ok(Self {
                environment,
                watched,
            });
        }
        Err(TransportError::TooOld { version })
    }

    /// Fetches all branches of a remote and says where one of them is. The references that remember
    /// what was published follow, unless a branch was rewritten.
    ///
    /// # Errors
    /// In git's own words. Nothing was changed but those references.
    pub fn fetch(&self, store: &Store, upstream: &Upstream) -> Result<Published, TransportError> {
        let remote = &upstream.remote;
        let mut command = self.command(store);
        command.args(DURABLE).args([
            "fetch",
            "--porcelain",
            "--verbose",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--no-auto-maintenance",
            "--refmap=",
        ]);
        self.show_progress(&mut command);
        command.args([
            "--",
            remote,
            &format!("refs/heads/*:refs/remotes/{remote}/*"),
        ]);
        let answer = self.run(command)?;
        let words = words(&answer);
        let prefix = format!("refs/remotes/{remote}/");
        let (mut branches, mut tip) = (Vec::new(), None);
        let listing = String::from_utf8_lossy(&answer.stdout).into_owned();
        for line in listing.lines().filter_map(FetchLine::read) {
            let Some(branch) = line.reference.strip_prefix(&prefix) else {
                continue;
            };
            branches.push(branch.to_owned());
            if branch != upstream.branch {
                continue;
            }
            match line.flag {
                '!' if line.is_rewritten(store) => {
                    return Err(TransportError::Rewritten { words });
                }
                '!' => return Err(TransportError::Failed { words }),
                _ => tip = Some(line.new),
            }
        }
        // git passes over what would make this repository shallow too, and ends well.
        if tip.is_none() && answer.status.success() && self.has_branch(store, upstream)? {
            return Err(TransportError::Shallow { words });
        }
        // Another branch may have been rewritten, which is no matter of this one.
        if answer.status.success() || tip.is_some() {
            Ok(Published { tip, branches })
        } else {
            Err(TransportError::Failed { words })
        }
    }

    /// Whether the remote says that it has the branch.
    fn has_branch(&self, store: &Store, upstream: &Upstream) -> Result<bool, Fault> {
        let mut command = self.command(store);
        let branch = format!("refs/heads/{}", upstream.branch);
        command.args(["ls-remote", "--", &upstream.remote, &branch]);
        Ok(!finish(command)?.stdout.is_empty())
    }

    /// Publishes a commit as the branch. Only what builds on the published tip passes.
    ///
    /// # Errors
    /// Where git failed before the remote could answer.
    pub fn push(
        &self,
        store: &Store,
        upstream: &Upstream,
        commit: Oid,
    ) -> Result<Pushed, TransportError> {
        let mut command = self.command(store);
        command.args(["push", "--porcelain"]);
        self.show_progress(&mut command);
        let refspec = format!("{commit}:refs/heads/{}", upstream.branch);
        command.args(["--", &upstream.remote, &refspec]);
        let answer = self.run(command)?;
        let mut words = words(&answer);
        if answer.status.success() {
            return Ok(Pushed::Done { words });
        }
        let listing = String::from_utf8_lossy(&answer.stdout).into_owned();
        let verdict = listing.lines().find_map(|line| {
            let (_, verdict) = line.strip_prefix("!\t")?.split_once('\t')?;
            Some(verdict.to_owned())
        });
        let Some(verdict) = verdict else {
            return Err(TransportError::Failed { words });
        };
        words = format!("{words}\n{verdict}").trim().to_owned();
        Ok(match RACES.iter().any(|said| verdict.contains(said)) {
            true => Pushed::Overtaken { words },
            false => Pushed::Refused { words },
        })
    }

    /// Clones what an address holds into a folder.
    ///
    /// # Errors
    /// In git's own words; git removes what it made.
    pub fn clone(
        &self,
        address: &str,
        folder: &Path,
        branch: Option<&str>,
    ) -> Result<(), TransportError> {
        let mut command = self.environment.transport();
        command.current_dir(&self.environment.directory);
        command
            .args(DURABLE)
            .args(["clone", "--no-recurse-submodules"]);
        command.arg(if self.watched {
            "--progress"
        } else {
            "--quiet"
        });
        if let Some(branch) = branch {
            command.arg(format!("--branch={branch}"));
        }
        command.args(["--", address]).arg(folder);
        let answer = self.run(command)?;
        match answer.status.success() {
            true => Ok(()),
            false => Err(TransportError::Failed {
                words: words(&answer),
            }),
        }
    }

    /// Checks out a branch of a fresh clone.
    ///
    /// # Errors
    /// In git's own words.
    pub fn check_out(&self, store: &Store, branch: &str) -> Result<(), TransportError> {
        let mut command = self.environment.transport();
        command.current_dir(store.root());
        command.args(["switch", "--quiet", branch]);
        let answer = self.run(command)?;
        match answer.status.success() {
            true => Ok(()),
            false => Err(TransportError::Failed {
                words: words(&answer),
            }),
        }
    }

    fn command(&self, store: &Store) -> Command {
        let mut command = self.environment.transport();
        let mut argument = OsString::from("--git-dir=");
        argument.push(store.repository().path());
        // A remote may be a path, which git takes as one from the working tree.
        command.arg(argument).current_dir(store.root());
        command
    }

    fn show_progress(&self, command: &mut Command) {
        if self.watched {
            command.arg("--progress");
        }
    }

    fn run(&self, mut command: Command) -> Result<Output, Fault> {
        if self.watched {
            command.stderr(Stdio::inherit());
        }
        finish(command)
    }
}

/// What git said on its standard error; nothing where that was not kept.
fn words(answer: &Output) -> String {
    let said = String::from_utf8_lossy(&answer.stderr);
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    without_password(lines.join("\n").trim())
}

/// A line of `git fetch --porcelain`: what became of a reference.
struct FetchLine<'t> {
    flag: char,
    old: Oid,
    new: Oid,
    reference: &'t str,
}

impl<'t> FetchLine<'t> {
    /// Whether the new commit no longer comes after the old one.
    fn is_rewritten(&self, store: &Store) -> bool {
        store.reopen().is_ok_and(|store| {
            let descends = store.repository().graph_descendant_of(self.new, self.old);
            descends.is_ok_and(|descends| !descends)
        })
    }

    fn read(line: &'t str) -> Option<Self> {
        let flag = line.chars().next()?;
        let mut parts = line.get(flag.len_utf8()..)?.trim_start().splitn(3, ' ');
        Some(Self {
            flag,
            old: Oid::from_str(parts.next()?).ok()?,
            new: Oid::from_str(parts.next()?).ok()?,
            reference: parts.next()?,
        })
    }
}
