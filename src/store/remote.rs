//! Where others publish: the remotes of the repository, the branch that ours follows, and how far both
//! are apart as of the last time they were asked.

use git2::{ErrorCode, Oid};

use super::environment::{Environment, no_input, run_git};
use super::error::Fault;
use super::open::{Store, branch, short};

/// A place that others publish at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// What git calls it.
    pub name: String,
    /// Where it is fetched from, without passwords.
    pub url: String,
    /// Where it is pushed to, without passwords.
    pub push_url: String,
}

/// The published branch that ours follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// The remote.
    pub remote: String,
    /// The branch there, short.
    pub branch: String,
}

impl std::fmt::Display for Upstream {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.remote, self.branch)
    }
}

impl Upstream {
    /// The reference that says where the published branch was when it was fetched last.
    pub fn tracking(&self) -> String {
        format!("refs/remotes/{}/{}", self.remote, self.branch)
    }
}

impl Store {
    /// The remotes, in the order of their names.
    ///
    /// # Errors
    /// Where the settings cannot be read.
    pub fn remotes(&self) -> Result<Vec<Remote>, Fault> {
        let read = Fault::git("read the remotes");
        let repository = self.repository();
        let names = repository.remotes().map_err(&read)?;
        let mut remotes = Vec::new();
        for name in names.iter().filter_map(|name| name.ok().flatten()) {
            let remote = repository.find_remote(name).map_err(&read)?;
            let url = String::from_utf8_lossy(remote.url_bytes()).into_owned();
            let push_url = remote.pushurl_bytes();
            let push_url = push_url.map(|url| String::from_utf8_lossy(url).into_owned());
            remotes.push(Remote {
                name: name.to_owned(),
                push_url: without_password(push_url.as_ref().unwrap_or(&url)),
                url: without_password(&url),
            });
        }
        remotes.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(remotes)
    }

    /// The published branches that were fetched, short, in the order of their names.
    ///
    /// # Errors
    /// Where the references cannot be read.
    pub fn fetched_branches(&self) -> Result<Vec<String>, Fault> {
        let read = Fault::git("read the published branches");
        let references = self.repository().references_glob("refs/remotes/*/*");
        let mut references = references.map_err(&read)?;
        let mut branches = Vec::new();
        for name in references.names() {
            let name = name.map_err(&read)?;
            let branch = name.splitn(4, '/').nth(3).unwrap_or_default();
            if branch != "HEAD" {
                branches.push(branch.to_owned());
            }
        }
        branches.sort();
        Ok(branches)
    }

    /// Adds a remote.
    ///
    /// # Errors
    /// In git's own words.
    pub fn add_remote(
        &self,
        environment: &Environment,
        name: &str,
        url: &str,
    ) -> Result<(), Fault> {
        let mut command = environment.git(self.repository().path());
        command.args(["remote", "add", "--", name, url]);
        run_git(command, "remote add", no_input).map(drop)
    }

    /// What the branch at HEAD follows; `None` where it follows nothing.
    ///
    /// # Errors
    /// Where HEAD or the settings cannot be read.
    pub fn upstream(&self) -> Result<Option<Upstream>, Fault> {
        let Some(branch) = branch(self.repository())? else {
            return Ok(None);
        };
        let config = self.repository().config();
        let config = config.map_err(Fault::git("read git's settings"))?;
        let branch = short(&branch);
        let value = |key: &str| config.get_string(&format!("branch.{branch}.{key}")).ok();
        let followed = value("merge").map(|merge| short(&merge).to_owned());
        Ok(value("remote")
            .filter(|remote| remote != ".")
            .zip(followed)
            .map(|(remote, branch)| Upstream { remote, branch }))
    }

    /// Has the branch at HEAD follow a published one.
    ///
    /// # Errors
    /// Where the settings cannot be written.
    pub fn follow(&self, environment: &Environment, upstream: &Upstream) -> Result<(), Fault> {
        let Some(branch) = branch(self.repository())? else {
            return Ok(());
        };
        let branch = short(&branch);
        let merge = format!("refs/heads/{}", upstream.branch);
        for (key, value) in [("remote", upstream.remote.as_str()), ("merge", &merge)] {
            self.configure(environment, &format!("branch.{branch}.{key}"), value)?;
        }
        Ok(())
    }

    /// Where a published branch was when it was fetched last; `None` where it never was.
    ///
    /// # Errors
    /// Where the reference cannot be read.
    fn published(&self, upstream: &Upstream) -> Result<Option<Oid>, Fault> {
        match self.repository().refname_to_id(&upstream.tracking()) {
            Ok(commit) => Ok(Some(commit)),
            Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
            Err(cause) => Err(Fault::git("read the published branch")(cause)),
        }
    }

    /// What the branch at HEAD follows, and how many commits it is ahead of it and behind it, as of the last
    /// time that was fetched; `None` where it follows nothing, or nothing was fetched yet.
    ///
    /// # Errors
    /// Where settings, references or the history cannot be read.
    pub fn apart_from_upstream(&self) -> Result<Option<(Upstream, usize, usize)>, Fault> {
        let Some(upstream) = self.upstream()? else {
            return Ok(None);
        };
        let (Some(own), Some(published)) = (self.head()?, self.published(&upstream)?) else {
            return Ok(None);
        };
        let (ahead, behind) = self.apart(own, published)?;
        Ok(Some((upstream, ahead, behind)))
    }

    /// How many commits each of two has that the other does not.
    ///
    /// # Errors
    /// Where the history cannot be walked.
    fn apart(&self, own: Oid, published: Oid) -> Result<(usize, usize), Fault> {
        if own == published {
            return Ok((0, 0));
        }
        let apart = self.repository().graph_ahead_behind(own, published);
        apart.map_err(Fault::git("walk the history"))
    }
}

/// A text in which no address holds a password: of `https://` all before the `@`, where a token may stand
/// as well, elsewhere what follows the name.
pub fn without_password(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("://") {
        let (before, after) = rest.split_at(start + 3);
        shown.push_str(before);
        let end = after.find(|c: char| c == '/' || c.is_whitespace() || c == '\'');
        let (authority, further) = after.split_at(end.unwrap_or(after.len()));
        let is_web = before.ends_with("https://") || before.ends_with("http://");
        match authority.rsplit_once('@') {
            Some((_, host)) if is_web => shown.push_str(host),
            Some((person, host)) => {
                let name = person.split_once(':').map_or(person, |(name, _)| name);
                shown.push_str(&format!("{name}@{host}"));
            }
            None => shown.push_str(authority),
        }
        rest = further;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (url, shown) in [
            (
                "https://po:secret@example.org/a.git",
                "https://example.org/a.git",
            ),
            (
                "https://token@example.org/a.git",
                "https://example.org/a.git",
            ),
            ("ssh://git:secret@example.org/a", "ssh://git@example.org/a"),
            ("git@example.org:a.git", "git@example.org:a.git"),
            ("../a", "../a"),
            (
                "cannot read 'https://a:b@example.org/': no",
                "cannot read 'https://example.org/': no",
            ),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
