//! Which powers of the policy a change takes.

use crate::record::case::{Stage, Visibility};
use crate::record::policy::Power;
use crate::record::transcript::TranscriptStatus;
use crate::record::{AnyRecord, Kind};

/// Which powers a change of a file takes.
pub(super) fn needed(path: &str, old: Option<&AnyRecord>, new: Option<&AnyRecord>) -> Vec<Power> {
    let own = match Kind::of_path(path).map(|(kind, _)| kind) {
        Some(Kind::Case | Kind::Meeting | Kind::Transcript) => Power::Change,
        Some(Kind::Agency) => Power::Agencies,
        Some(Kind::Person) => Power::People,
        Some(Kind::Policy) => Power::Policy,
        Some(Kind::Rules | Kind::Calendar | Kind::Template | Kind::Settings | Kind::Stores)
        | None => Power::Settings,
    };
    let mut powers = vec![own];
    if is_release(old, new) {
        powers.push(Power::Release);
    }
    if is_publication(old, new) {
        powers.push(Power::Publish);
    }
    powers
}

/// Whether a case enters the stage `released`, once more or for the first time.
fn is_release(old: Option<&AnyRecord>, new: Option<&AnyRecord>) -> bool {
    let releases = |record: Option<&AnyRecord>| match record {
        Some(AnyRecord::Case(case)) => case
            .stages
            .iter()
            .filter(|row| row.name == Stage::Released)
            .count(),
        _ => 0,
    };
    releases(new) > releases(old)
}

/// Whether what was not public is public.
pub(super) fn is_publication(old: Option<&AnyRecord>, new: Option<&AnyRecord>) -> bool {
    let visibility = |record: Option<&AnyRecord>| match record {
        Some(AnyRecord::Case(case)) => case.visibility,
        Some(AnyRecord::Meeting(meeting)) => meeting.visibility,
        _ => None,
    };
    let is_published = |record: Option<&AnyRecord>| {
        matches!(record, Some(AnyRecord::Transcript(transcript))
            if transcript.status == TranscriptStatus::Published)
    };
    let opened = visibility(old) == Some(Visibility::Internal)
        && new.is_some()
        && visibility(new) != Some(Visibility::Internal);
    opened || (is_published(new) && !is_published(old))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::any;

    #[test]
    fn release_and_publication_take_powers_of_their_own() {
        let read = |path: &str, text: &str| any::parse(path, text.as_bytes()).record.unwrap();
        let path = "records/cases/2019/02/c201902-k7f2.toml";
        let case = |more: &str| {
            read(
                path,
                &format!("id = \"c201902-k7f2\"\ntitle = \"甲\"\n{more}"),
            )
        };
        let stage = |key: &str| format!("[[stage]]\nk = \"{key}\"\nname = \"released\"\n");
        let (open, released) = (case(""), case(&stage("aaaa")));
        let again = case(&(stage("aaaa") + &stage("bbbb")));
        let internal = case("visibility = \"internal\"\n");
        assert_eq!(needed(path, None, Some(&open)), [Power::Change]);
        let releasing = [Power::Change, Power::Release];
        assert_eq!(needed(path, Some(&open), Some(&released)), releasing);
        assert_eq!(needed(path, Some(&released), Some(&again)), releasing);
        assert_eq!(needed(path, Some(&released), Some(&open)), [Power::Change]);
        let opening = [Power::Change, Power::Publish];
        assert_eq!(needed(path, Some(&internal), Some(&open)), opening);
        assert_eq!(needed(path, Some(&internal), None), [Power::Change]);
    }
}
