//! Who writes and when, and how commits are signed: read from git's own configuration and the
//! environment in git's order.

use std::collections::BTreeMap;
use std::process::Stdio;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use git2::{Repository, Signature, Time};

use super::environment::{Environment, RunningGit};
use super::error::{Fault, WriteError};

/// git's configuration as its own program sees it, with every include and scope.
#[derive(Debug)]
pub(super) struct Settings(BTreeMap<String, String>);

impl Settings {
    /// Asks `git`; the answer is for [`Settings::read`].
    pub(super) fn ask(
        environment: &Environment,
        repository: &Repository,
    ) -> Result<RunningGit, Fault> {
        let mut command = environment.git(repository.path());
        command.args(["config", "--list", "-z"]);
        RunningGit::start(command, "config", Stdio::null())
    }

    /// Reads what `git` answered.
    pub(super) fn read(asked: RunningGit) -> Result<Self, Fault> {
        Ok(Self::parse(&asked.end()?))
    }

    /// Reads `key LF value NUL …`; the last value of a key holds, a key without value means true.
    fn parse(listing: &[u8]) -> Self {
        let entries = listing
            .split(|byte| *byte == 0)
            .filter(|entry| !entry.is_empty());
        Self(
            entries
                .map(|entry| {
                    let entry = String::from_utf8_lossy(entry);
                    match entry.split_once('\n') {
                        Some((key, value)) => (key.to_owned(), value.to_owned()),
                        None => (entry.into_owned(), "true".to_owned()),
                    }
                })
                .collect(),
        )
    }

    /// A value; an empty one counts as not set.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A truth value as git reads it.
    pub(super) fn is_true(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| {
            matches!(
                value.to_ascii_lowercase().as_str(),
                "true" | "yes" | "on" | "1"
            )
        })
    }
}

/// Author and committer of a commit.
pub(super) struct Identity {
    pub(super) author: Signature<'static>,
    pub(super) committer: Signature<'static>,
}

impl Identity {
    /// Resolves both as git does, with the start of the program as the default time.
    pub(super) fn resolve<E>(
        environment: &Environment,
        settings: &Settings,
    ) -> Result<Self, WriteError<E>> {
        let author = Role {
            name: "GIT_AUTHOR_NAME",
            email: "GIT_AUTHOR_EMAIL",
            date: "GIT_AUTHOR_DATE",
            section: "author",
        };
        let committer = Role {
            name: "GIT_COMMITTER_NAME",
            email: "GIT_COMMITTER_EMAIL",
            date: "GIT_COMMITTER_DATE",
            section: "committer",
        };
        Ok(Self {
            author: author.signature(environment, settings)?,
            committer: committer.signature(environment, settings)?,
        })
    }
}

/// The variables and the configuration section of one of the two roles.
struct Role {
    name: &'static str,
    email: &'static str,
    date: &'static str,
    section: &'static str,
}

impl Role {
    fn signature<E>(
        &self,
        environment: &Environment,
        settings: &Settings,
    ) -> Result<Signature<'static>, WriteError<E>> {
        let configured = |key: &str| {
            settings
                .get(&format!("{}.{key}", self.section))
                .or_else(|| settings.get(&format!("user.{key}")))
        };
        let name = environment
            .variable(self.name)
            .or_else(|| configured("name"));
        let email = environment
            .variable(self.email)
            .or_else(|| configured("email"))
            .or_else(|| environment.variable("EMAIL"));
        let (Some(name), Some(email)) = (name.map(without_crud), email.map(without_crud)) else {
            return Err(WriteError::NoIdentity);
        };
        if name.is_empty() || email.is_empty() {
            return Err(WriteError::NoIdentity);
        }
        let time = match environment.variable(self.date) {
            None => moment(environment.now),
            Some(value) => parse_date(value, *environment.now.offset())
                .map(moment)
                .ok_or_else(|| WriteError::BadDate {
                    variable: self.date,
                    value: value.to_owned(),
                })?,
        };
        let made = Signature::new(&name, &email, &time).map_err(Fault::git("name the author"))?;
        Ok(made)
    }
}

/// Drops what cannot stand in a commit's author line, as git does.
fn without_crud(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '<' | '>'))
        .collect();
    kept.trim_matches(|c: char| c.is_whitespace() || ".,:;\"\\'".contains(c))
        .to_owned()
}

fn moment(date: DateTime<FixedOffset>) -> Time {
    Time::new(date.timestamp(), date.offset().local_minus_utc() / 60)
}

/// Reads the date forms that programs put into `GIT_*_DATE`: `@seconds +zone` (also without the
/// sign), ISO 8601 and RFC 2822. A date without zone is in `zone`.
fn parse_date(text: &str, zone: FixedOffset) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    raw_date(text, zone)
        .or_else(|| DateTime::parse_from_rfc3339(text).ok())
        .or_else(|| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z").ok())
        .or_else(|| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%z").ok())
        .or_else(|| DateTime::parse_from_rfc2822(text).ok())
        .or_else(|| {
            let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
                .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"));
            local.ok()?.and_local_timezone(zone).single()
        })
}

fn raw_date(text: &str, zone: FixedOffset) -> Option<DateTime<FixedOffset>> {
    let (seconds, offset) = match text.split_once(' ') {
        Some((seconds, offset)) => {
            let probe = DateTime::parse_from_str(
                &format!("2000-01-01 00:00:00 {offset}"),
                "%Y-%m-%d %H:%M:%S %z",
            );
            (seconds, *probe.ok()?.offset())
        }
        None => (text, zone),
    };
    let seconds: i64 = seconds.strip_prefix('@').unwrap_or(seconds).parse().ok()?;
    // git, too, refuses short bare numbers, which are more likely a year or a typing error.
    if !text.starts_with('@') && seconds < 100_000_000 {
        return None;
    }
    Some(DateTime::from_timestamp(seconds, 0)?.with_timezone(&offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_programs_write() {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let expected = DateTime::parse_from_rfc3339("2019-02-12T10:00:00+08:00").unwrap();
        for text in [
            "@1549936800 +0800",
            "1549936800 +0800",
            "@1549936800",
            "2019-02-12T10:00:00+08:00",
            "2019-02-12T10:00:00+0800",
            "2019-02-12 10:00:00 +0800",
            "2019-02-12 10:00:00",
            "2019-02-12T02:00:00Z",
            "Tue, 12 Feb 2019 10:00:00 +0800",
        ] {
            assert_eq!(parse_date(text, zone), Some(expected), "{text}");
        }
        for text in ["", "yesterday", "2019", "@", "2019-02-30 10:00:00"] {
            assert_eq!(parse_date(text, zone), None, "{text}");
        }
    }

    #[test]
    fn settings_keep_the_last_value_and_take_a_bare_key_as_true() {
        let settings = Settings::parse(b"user.name\nA\0user.name\nB\nC\0commit.gpgsign\0x.y\n\0");
        assert_eq!(settings.get("user.name"), Some("B\nC"));
        assert!(settings.is_true("commit.gpgsign"));
        assert_eq!(settings.get("x.y"), None);
    }
}
