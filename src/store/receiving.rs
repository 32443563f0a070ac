//! A repository while git receives a push into it, and the tip whose history was found in order.
//!
//! git keeps pushed objects in quarantine until the hook has agreed (git-receive-pack,
//! "QUARANTINE ENVIRONMENT"): they lie in `GIT_OBJECT_DIRECTORY`, the repository's own are its alternates.

use std::path::PathBuf;

use git2::{ErrorCode, Oid};

use super::environment::{Environment, no_input, run_git};
use super::error::{Fault, OpenError};
use super::open::Store;

/// The reference that keeps the last verified tip.
const VERIFIED: &str = "refs/po/verified";

impl Store {
    /// Opens the repository of a running pre-receive hook, with the objects in quarantine.
    ///
    /// # Errors
    /// As [`Store::of_any_content`].
    pub fn receiving(environment: &Environment) -> Result<Self, OpenError> {
        let path = environment.variable("GIT_DIR").map(PathBuf::from);
        let store = Self::of_any_content(environment, path.as_deref())?;
        if let Some(objects) = environment.variable("GIT_OBJECT_DIRECTORY") {
            let objects = environment.directory.join(objects);
            let open = Fault::git("open the objects in quarantine");
            let database = store.repository().odb().map_err(&open)?;
            database
                .add_disk_alternate(&objects.to_string_lossy())
                .map_err(&open)?;
        }
        Ok(store)
    }

    /// The folder where git looks for the hooks of this repository.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn hooks(&self, environment: &Environment) -> Result<PathBuf, Fault> {
        let mut command = environment.git(self.repository().path());
        command.args(["rev-parse", "--git-path", "hooks"]);
        let answer = run_git(command, "rev-parse", no_input)?;
        let path = String::from_utf8_lossy(&answer);
        Ok(environment.directory.join(path.trim_end_matches('\n')))
    }

    /// The tip whose history was verified last; `None` where none was.
    ///
    /// # Errors
    /// Where the reference cannot be read.
    pub fn verified(&self) -> Result<Option<Oid>, Fault> {
        match self.repository().refname_to_id(VERIFIED) {
            Ok(commit) => Ok(Some(commit)),
            Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
            Err(cause) => Err(Fault::git("read refs/po/verified")(cause)),
        }
    }

    /// Remembers a tip whose history was verified. Only this clone knows; nothing sends it anywhere.
    ///
    /// # Errors
    /// Where the reference cannot be written.
    pub fn set_verified(&self, tip: Oid) -> Result<(), Fault> {
        self.repository()
            .reference(VERIFIED, tip, true, "po verify")
            .map(drop)
            .map_err(Fault::git("write refs/po/verified"))
    }
}
