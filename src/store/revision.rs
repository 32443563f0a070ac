//! From what people type — a revision as git knows it, or a day — to a commit.

use chrono::{DateTime, FixedOffset, NaiveDate};
use git2::{Commit, ErrorCode, ObjectType, Oid, Repository};

use super::error::{Fault, RevisionError};

/// Taiwan's offset in seconds; it has had no summer time since 1979.
pub(super) const TAIPEI: i32 = 8 * 3600;

/// Finds the commit that a revision or a date (`2019-02-12`) means.
///
/// A date means the newest commit on HEAD's first-parent chain whose committer day in Taipei is not
/// later: that chain is what was published, in the order in which it was.
pub(super) fn resolve(repository: &Repository, text: &str) -> Result<Oid, RevisionError> {
    match day(text) {
        Some(date) => newest_by(repository, date),
        None => by_name(repository, text),
    }
}

/// Reads exactly `YYYY-MM-DD`; anything else is left to git.
fn day(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shape {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
    } else {
        None
    }
}

fn by_name(repository: &Repository, text: &str) -> Result<Oid, RevisionError> {
    repository
        .revparse_single(text)
        .and_then(|object| object.peel(ObjectType::Commit))
        .map(|commit| commit.id())
        .map_err(|cause| match cause.code() {
            ErrorCode::Ambiguous => RevisionError::Ambiguous {
                text: text.to_owned(),
            },
            _ => RevisionError::Unknown {
                text: text.to_owned(),
            },
        })
}

fn newest_by(repository: &Repository, date: NaiveDate) -> Result<Oid, RevisionError> {
    let read = Fault::git("walk the history");
    let head = match repository.head() {
        Err(cause) if cause.code() == ErrorCode::UnbornBranch => return Err(RevisionError::Unborn),
        head => head.map_err(&read)?,
    };
    let mut commit = head.peel_to_commit().map_err(&read)?;
    loop {
        let recorded = taipei_day(&commit);
        if recorded <= date {
            return Ok(commit.id());
        }
        let parent = match commit.parent(0) {
            // Below a shallow clone's boundary the parent is named but not there.
            Err(cause) if cause.code() == ErrorCode::NotFound => {
                let shallow = repository.is_shallow();
                return Err(RevisionError::BeforeFirst {
                    date,
                    first: recorded,
                    shallow,
                });
            }
            parent => parent.map_err(&read)?,
        };
        commit = parent;
    }
}

/// When a commit was recorded, by the clock of whoever did it.
pub fn recorded_at(commit: &Commit<'_>) -> DateTime<FixedOffset> {
    let time = commit.time();
    let offset = time
        .offset_minutes()
        .checked_mul(60)
        .and_then(FixedOffset::east_opt);
    let moment = DateTime::from_timestamp(time.seconds(), 0).unwrap_or_default();
    match offset {
        Some(offset) => moment.with_timezone(&offset),
        None => moment.fixed_offset(),
    }
}

/// The day in Taipei on which a commit was recorded.
pub fn taipei_day(commit: &Commit<'_>) -> NaiveDate {
    let moment = DateTime::from_timestamp(commit.time().seconds(), 0).unwrap_or_default();
    match FixedOffset::east_opt(TAIPEI) {
        Some(taipei) => moment.with_timezone(&taipei).date_naive(),
        None => moment.date_naive(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_day_is_a_date() {
        assert_eq!(day("2019-02-12"), NaiveDate::from_ymd_opt(2019, 2, 12));
        for text in [
            "2019-02-30",
            "2019-2-12",
            "2019-02-12T",
            "main",
            "20190212",
            "+019-02-12",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
