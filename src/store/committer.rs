//! Making commit objects: who, and signed where git is set up so.

use git2::{ObjectType, Oid, Repository};

use super::environment::Environment;
use super::error::{Fault, WriteError};
use super::identity::{Identity, Settings};
use super::signing::Signer;

/// Who makes the commits of one command, and how they are signed.
pub(super) struct Committer<'a> {
    environment: &'a Environment,
    pub(super) identity: Identity,
    signer: Option<Signer>,
}

impl<'a> Committer<'a> {
    /// As the environment and git's settings say.
    pub(super) fn resolve<E>(
        environment: &'a Environment,
        settings: &Settings,
    ) -> Result<Self, WriteError<E>> {
        let identity = Identity::resolve(environment, settings)?;
        let signer = Signer::configured(environment, settings, &identity)
            .map_err(|detail| WriteError::Signing { detail })?;
        Ok(Self {
            environment,
            identity,
            signer,
        })
    }

    /// Makes a commit object in the repository.
    pub(super) fn commit<E>(
        &self,
        repository: &Repository,
        parents: &[Oid],
        tree: Oid,
        message: &str,
    ) -> Result<Oid, WriteError<E>> {
        let compose = || -> Result<Vec<u8>, git2::Error> {
            let tree = repository.find_tree(tree)?;
            let parents = parents.iter().map(|parent| repository.find_commit(*parent));
            let parents = parents.collect::<Result<Vec<_>, _>>()?;
            let parents: Vec<_> = parents.iter().collect();
            let Identity { author, committer } = &self.identity;
            Ok(repository
                .commit_create_buffer(author, committer, message, &tree, &parents)?
                .to_vec())
        };
        let write = Fault::git("write the commit");
        let unsigned = compose().map_err(&write)?;
        let Some(signer) = &self.signer else {
            let objects = repository.odb().map_err(&write)?;
            return Ok(objects
                .write(ObjectType::Commit, &unsigned)
                .map_err(write)?);
        };
        let signature = signer
            .sign(self.environment, &unsigned)
            .map_err(|detail| WriteError::Signing { detail })?;
        let content = String::from_utf8_lossy(&unsigned);
        Ok(repository
            .commit_signed(&content, &signature, None)
            .map_err(write)?)
    }
}
