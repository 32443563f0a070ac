//! Files that git could not merge and holds in all their versions, and the way back: a file that is
//! written to the working tree and told to git as settled. No commit is made here; git makes it when the
//! merge goes on.

use std::io::Write;

use git2::Oid;

use super::environment::{Environment, no_input, run_git};
use super::error::{Fault, ReadError};
use super::open::Store;
use super::path;
use super::snapshot::LARGEST_FILE;

/// A file that git holds in several versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmerged {
    /// Its path in the repository.
    pub path: String,
    /// Its bytes in the past, on one side and on the other.
    pub versions: [Option<Oid>; 3],
}

impl Store {
    /// The files outside `records` that git could not merge, by their paths.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn unmerged_elsewhere(&self, environment: &Environment) -> Result<Vec<String>, ReadError> {
        let Some(root) = self.repository().workdir() else {
            return Ok(Vec::new());
        };
        let mut command = environment.git(self.repository().path());
        command
            .args(["diff", "--name-only", "--diff-filter=U", "-z", "--"])
            .args([".", ":(exclude)records"])
            .current_dir(root);
        let listing = run_git(command, "diff", no_input)?;
        let paths = listing
            .split(|byte| *byte == 0)
            .filter(|path| !path.is_empty());
        Ok(paths
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect())
    }

    /// The records that git holds in several versions, in path order.
    ///
    /// # Errors
    /// Where git fails.
    pub fn unmerged(&self, environment: &Environment) -> Result<Vec<Unmerged>, ReadError> {
        let Some(root) = self.repository().workdir() else {
            return Ok(Vec::new());
        };
        let mut command = environment.git(self.repository().path());
        command
            .args([
                "ls-files",
                "--unmerged",
                "--full-name",
                "-z",
                "--",
                "records",
            ])
            .current_dir(root);
        let listing = run_git(command, "ls-files", no_input)?;
        let mut files: Vec<Unmerged> = Vec::new();
        for entry in listing.split(|byte| *byte == 0) {
            let Some((blob, stage, path)) = entry_of(&String::from_utf8_lossy(entry)) else {
                continue;
            };
            if files.last().is_none_or(|last| last.path != path) {
                files.push(Unmerged {
                    path,
                    versions: [None; 3],
                });
            }
            let last = files.last_mut();
            if let Some(version) = last.and_then(|last| last.versions.get_mut(stage)) {
                *version = Some(blob);
            }
        }
        Ok(files)
    }

    /// Writes a file of the working tree in the place of `old`, whole or not at all; `false` where it is
    /// another than that by now. `settled` tells git that the file is merged.
    ///
    /// # Errors
    /// Where it cannot be read or written, or git fails.
    pub fn put_working(
        &self,
        environment: &Environment,
        path: &str,
        old: &[u8],
        new: &[u8],
        settled: bool,
    ) -> Result<bool, ReadError> {
        let Some(root) = self.repository().workdir() else {
            return Ok(false);
        };
        if self.read_working(path, LARGEST_FILE)?.as_deref() != Some(old) {
            return Ok(false);
        }
        let target = root.join(path);
        let failed = || Fault::file("write", &target);
        let folder = root.join(path::split(path).0);
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed())?;
        file.write_all(new).map_err(failed())?;
        let mode = std::fs::metadata(&target).map_err(failed())?.permissions();
        std::fs::set_permissions(file.path(), mode).map_err(failed())?;
        file.as_file().sync_all().map_err(failed())?;
        let kept = file.persist(&target);
        kept.map_err(|error| Fault::file("write", &target)(error.error))?;
        if settled {
            let mut command = environment.git(self.repository().path());
            let mut argument = std::ffi::OsString::from("--work-tree=");
            argument.push(root);
            command
                .arg(argument)
                .args(["--literal-pathspecs", "add", "--", path])
                .current_dir(root);
            run_git(command, "add", no_input)?;
        }
        Ok(true)
    }
}

/// The object, the place of the version (0 to 2) and the path of a line of `git ls-files --unmerged`.
fn entry_of(line: &str) -> Option<(Oid, usize, String)> {
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split(' ').skip(1);
    let blob = facts.next()?.parse().ok()?;
    let stage: usize = facts.next()?.parse().ok()?;
    Some((blob, stage.checked_sub(1)?, path.to_owned()))
}
