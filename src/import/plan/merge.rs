//! Two records that prove to be one: a page names two transcripts as one meeting, or two petitions
//! as one case, after each of them made a record of its own. The first takes over what the second
//! holds, and whatever names the second names the first.

use crate::record::RecordId;
use crate::record::case::{Case, Stage};
use crate::record::meeting::Meeting;

use super::book::{Book, add_link, add_session};
use super::known::Clue;

/// Whether a case is only watched: it stands before the procedure or left it by an exit that a
/// petition takes, and nobody gave it a number.
pub(super) fn is_only_watched(case: &Case) -> bool {
    let watched = |stage| {
        matches!(
            stage,
            Stage::Watching | Stage::Lapsed | Stage::Replied | Stage::Withdrawn
        )
    };
    case.number.is_none() && case.stages.iter().all(|row| watched(row.name))
}

/// Adds the rows of `$from` whose keys `$into` does not have.
macro_rules! take_rows {
    ($into:ident, $from:ident; $key:ident: $($rows:ident),+) => { $(
        for row in $from.$rows {
            if $into.$rows.iter().all(|known| known.$key != row.$key) {
                $into.$rows.push(row);
            }
        }
    )+ };
}

/// Gives `$into` what only `$from` states.
macro_rules! take_fields {
    ($into:ident, $from:ident; $($field:ident),+) => { $(
        if $into.$field.is_none() {
            $into.$field = $from.$field;
        }
    )+ };
}

/// Merges the watched case `other` into `case`. Its stages are left behind: they tell how its own
/// petition stood, and the petition's row goes on telling that.
pub(super) fn merge_case(book: &mut Book<'_>, case: &mut Case, other: &RecordId) {
    let Some(from) = book.case(other).cloned() else {
        return;
    };
    take_fields!(case, from; formal_title, summary, source, requested_by, selection, expected_change, core_question, visibility);
    take_rows!(case, from; k: reports, replies, problems, ideas, solutions, evidence, terms,
        stakeholders, commitments, signals, efforts);
    take_rows!(case, from; url: petitions, links);
    take_rows!(case, from; key: origins);
    take_rows!(case, from; path: privacy);
    take_rows!(case, from; value: assessments);
    take_rows!(case, from; id: agencies);
    for tag in from.tags {
        if !case.tags.contains(&tag) {
            case.tags.push(tag);
        }
    }
    let naming: Vec<Meeting> = book
        .meetings_by(&Clue::Names(other.clone()))
        .into_iter()
        .cloned()
        .collect();
    for mut meeting in naming {
        rename(&mut meeting.cases, other, &case.id);
        for candidate in &mut meeting.candidates {
            rename(&mut candidate.cases, other, &case.id);
        }
        book.put_meeting(meeting);
    }
    book.remove(other);
}

fn rename(ids: &mut Vec<RecordId>, from: &RecordId, to: &RecordId) {
    if let Some(place) = ids.iter().position(|id| id == from) {
        if ids.contains(to) {
            ids.remove(place);
        } else if let Some(id) = ids.get_mut(place) {
            *id = to.clone();
        }
    }
}

/// Merges `other` into `meeting`: its sittings, links and everything else that it holds.
pub(super) fn merge_meeting(book: &mut Book<'_>, meeting: &mut Meeting, other: &RecordId) {
    let Some(from) = book.meeting(other).cloned() else {
        return;
    };
    take_fields!(meeting, from; number, sequence, reason, chair, facilitator, run_by, visibility, covers, vote);
    for session in from.sessions {
        let own = meeting
            .sessions
            .iter_mut()
            .find(|own| own.date == session.date);
        match own {
            Some(own) => {
                take_fields!(own, session; start, end, place, online);
            }
            None => {
                add_session(&mut meeting.sessions, session.date);
                if let Some(own) = meeting.sessions.last_mut() {
                    take_fields!(own, session; start, end, place, online);
                }
            }
        }
    }
    take_rows!(meeting, from; k: tables, tasks, invitations, attendance, candidates, surveys);
    take_rows!(meeting, from; key: origins);
    take_rows!(meeting, from; path: privacy);
    take_rows!(meeting, from; agency: chiefs);
    for mut conclusion in from.conclusions {
        let taken = |n| meeting.conclusions.iter().any(|known| known.n == n);
        if taken(conclusion.n) {
            conclusion.n = 1 + meeting
                .conclusions
                .iter()
                .map(|row| row.n)
                .max()
                .unwrap_or(0);
        }
        meeting.conclusions.push(conclusion);
    }
    for link in from.links {
        add_link(&mut meeting.links, link.kind, &link.url);
    }
    for case in from.cases {
        if !meeting.cases.contains(&case) {
            meeting.cases.push(case);
        }
    }
    for element in from.elements {
        if !meeting.elements.contains(&element) {
            meeting.elements.push(element);
        }
    }
    name_anew(book, other, &meeting.id);
    book.remove(other);
}

/// Lets cases and transcripts that name a meeting name another.
fn name_anew(book: &mut Book<'_>, from: &RecordId, to: &RecordId) {
    let clue = Clue::Names(from.clone());
    let cases: Vec<Case> = book.cases_by(&clue).into_iter().cloned().collect();
    for mut case in cases {
        let stages = case.stages.iter_mut().map(|row| &mut row.meeting);
        let reports = case.reports.iter_mut().map(|row| &mut row.meeting);
        for meeting in stages.chain(reports) {
            if meeting.as_ref() == Some(from) {
                *meeting = Some(to.clone());
            }
        }
        book.put_case(case);
    }
    for known in book.transcripts_by(&clue) {
        if known.meeting.as_ref() != Some(from) {
            continue;
        }
        if let Some(mut transcript) = book.whole_transcript(&known.id) {
            transcript.meeting = Some(to.clone());
            book.put_transcript(transcript);
        }
    }
}
