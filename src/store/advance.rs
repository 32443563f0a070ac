//! The branch goes on to a commit that is there: one that others published, or the merge of it with our
//! own. It takes the way of every write: lock, journal, git's index, the files, and never over a hand edit.

use git2::Oid;

use super::commit::Change;
use super::committer::Committer;
use super::compare::{ChangedFile, Trees};
use super::environment::Environment;
use super::error::{Fault, PathError, ReadError, WriteError};
use super::identity::Identity;
use super::lock::Lock;
use super::objects;
use super::open::{Store, head, private_directory, short};
use super::operation::Operations;
use super::path;
use super::scratch::Scratch;
use super::snapshot::{EntryKind, Snapshot};
use super::transaction::{Outcome, Proposal, Ready, SyncedRepository, WriteOptions, Writer, token};
use super::tree::Step;
use super::worktree::sync_all;

impl Store {
    /// Waits until no other process brings this store together with another one; holds off all others
    /// while the answer lives. Writes go on.
    ///
    /// # Errors
    /// Where the lock cannot be made.
    pub fn alone_at_sync(&self) -> Result<impl Sized + use<>, Fault> {
        Lock::wait(&private_directory(self.repository()).join("sync"))
    }

    /// The branch at HEAD, short, where this is a moment to write to it.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn writable_branch<E>(&self, environment: &Environment) -> Result<String, WriteError<E>> {
        self.advancing(environment, |writer| {
            let branch = writer.writable_branch()?;
            Ok(short(&branch).to_owned())
        })
    }

    /// Refuses a commit, or a tree in the scratch, that the branch could not go on to, since files that
    /// would change were edited by hand or may not be written.
    ///
    /// # Errors
    /// Names those files.
    pub fn refuse_blocked<E>(
        &self,
        environment: &Environment,
        scratch: &Scratch,
        tree: Oid,
    ) -> Result<(), WriteError<E>> {
        self.advancing(environment, |writer| {
            let own = head(writer.repository)?;
            let own = own.map(|own| scratch.tree_of(own)).transpose()?;
            let steps = steps(scratch.changed([(own, tree)]).map(|[files]| files))?;
            writer.refuse_hand_edits(&steps)
        })
    }

    /// Records the merge of two commits as a commit that no branch is at yet, durably. `tree` is what they
    /// become together, in the scratch; the first parent is what was published. `change` words the message;
    /// its files become those that neither side has so. The gate sees them.
    ///
    /// # Errors
    /// Nothing was changed but that unused objects may be there.
    pub fn join<E>(
        &self,
        environment: &Environment,
        scratch: &Scratch,
        [published, own]: [Oid; 2],
        tree: Oid,
        change: Change,
        gate: &dyn Fn(&Proposal<'_>) -> Result<(), E>,
    ) -> Result<Oid, WriteError<E>> {
        let settings = self.settings(environment)?;
        let committer = Committer::resolve(environment, settings)?;
        let sides = [scratch.tree_of(published)?, scratch.tree_of(own)?];
        let mut made = scratch.made(tree, sides)?;
        // What is no record is not for the gate, and not named.
        made.files.retain(|file| path::check(&file.path).is_ok());
        let change = Change {
            files: made.files,
            ..change
        }
        .cleaned()?;
        let message = change.message();
        gate(&Proposal {
            base: &Snapshot::new(&scratch.repository, Some(own))?,
            change: &change,
            message: &message,
        })
        .map_err(WriteError::Gate)?;
        let parents = [published, own];
        let commit = committer.commit(&scratch.repository, &parents, tree, &message)?;
        made.objects.push(commit);
        let folders = objects::write_out(
            &Operations::new(environment),
            &scratch.repository,
            self.repository(),
            &made.objects,
            &token(commit),
            None,
        )?;
        sync_all(&folders)?;
        Ok(commit)
    }

    /// Moves the branch on to a commit that comes after the one it is at. `note` is for the reflog.
    ///
    /// # Errors
    /// Nothing was changed, except after [`WriteError::Unfinished`]. [`WriteError::Contended`] where the
    /// branch is meanwhile at a commit that does not lead there.
    pub fn advance<E>(
        &self,
        environment: &Environment,
        to: Oid,
        note: &str,
    ) -> Result<Outcome, WriteError<E>> {
        self.advancing(environment, |writer| {
            let branch = writer.writable_branch()?;
            let mut ready = |base: Option<Oid>| {
                if base == Some(to) {
                    return Ok(None);
                }
                match base {
                    Some(base) if !leads(writer, base, to)? => {
                        let branch = short(&branch).to_owned();
                        Err(WriteError::Contended { branch })
                    }
                    _ => Ok(Some(Ready {
                        base,
                        commit: to,
                        note: note.to_owned(),
                        steps: steps_between(writer, base, to)?,
                        objects: Vec::new(),
                    })),
                }
            };
            let base = head(writer.repository)?;
            let early = (base, ready(base)?);
            writer.write(early, &mut ready)
        })
    }

    /// A writer that makes no commit of its own.
    fn advancing<T, E>(
        &self,
        environment: &Environment,
        work: impl FnOnce(&Writer<'_>) -> Result<T, WriteError<E>>,
    ) -> Result<T, WriteError<E>> {
        let settings = self.settings(environment)?;
        let synced = SyncedRepository::open(self.repository())?;
        synced.write_as(&Identity::resolve(environment, settings)?)?;
        let options = WriteOptions {
            adopt: true,
            ..WriteOptions::default()
        };
        let writer = Writer {
            environment,
            options: &options,
            operations: &Operations::new(environment),
            store: self.repository(),
            repository: &synced.repository,
            settings,
        };
        work(&writer)
    }
}

/// Whether a commit comes after another.
fn leads(writer: &Writer<'_>, from: Oid, to: Oid) -> Result<bool, Fault> {
    let descends = writer.repository.graph_descendant_of(to, from);
    descends.map_err(Fault::git("walk the history"))
}

fn steps_between<E>(
    writer: &Writer<'_>,
    from: Option<Oid>,
    to: Oid,
) -> Result<Vec<Step>, WriteError<E>> {
    let tree = |commit: Oid| writer.repository.find_commit(commit).map(|it| it.tree_id());
    let from = from.map(tree).transpose();
    let read = Fault::git("read a commit");
    let (from, to) = (from.map_err(&read)?, tree(to).map_err(&read)?);
    let objects = writer.repository.odb();
    let objects = objects.map_err(Fault::git("open the objects"))?;
    steps(Trees::new(&objects).changed(from, Some(to), ""))
}

/// What to write for the files that differ, in path order.
fn steps<E>(changed: Result<Vec<ChangedFile>, ReadError>) -> Result<Vec<Step>, WriteError<E>> {
    let changed = changed.map_err(|error| match error {
        ReadError::Fault(fault) => WriteError::Fault(fault),
        ReadError::Path(error) => WriteError::Path(error),
        ReadError::TooDeep { path }
        | ReadError::NotAFile { path }
        | ReadError::TooLarge { name: path, .. } => WriteError::Path(PathError::Unsafe { path }),
    })?;
    let mut steps = Vec::with_capacity(changed.len());
    for file in changed {
        path::check_anywhere(&file.path)?;
        let kinds = [file.old, file.new].map(|side| side.map(|(_, kind)| kind));
        if !kinds.into_iter().flatten().all(EntryKind::is_file) {
            return Err(PathError::Occupied { path: file.path }.into());
        }
        steps.push(Step {
            path: file.path,
            old: file.old.map(|(blob, _)| blob),
            new: file.new.map(|(blob, _)| blob),
            executable: kinds[1] == Some(EntryKind::Executable),
        });
    }
    steps.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(steps)
}
