//! The sittings of a meeting, as sources know them: by day, also where a person corrected the day
//! that an import wrote.

use crate::record::Date;
use crate::record::case::{Origin, OriginKind};
use crate::record::meeting::{Meeting, Session};

use super::book::{Book, add_session, read_before, session_key};
use super::handwork::Handwork;
use super::known::Clue;

/// The place of the sitting that sources have on a day: the one on that day, else the one that an
/// import put on it before a person gave it another.
pub(super) fn sitting_on(book: &Book<'_>, meeting: &Meeting, day: Date) -> Option<usize> {
    let mut sessions = meeting.sessions.iter();
    let on_day = sessions.position(|session| session.date == day);
    on_day.or_else(|| {
        let handwork = book.handwork(&meeting.id);
        let mut sessions = meeting.sessions.iter();
        sessions.position(|session| imported_day(session, &handwork) == Some(day))
    })
}

/// Adds a sitting unless sources have one on that day.
pub(super) fn sit_on(book: &Book<'_>, meeting: &mut Meeting, day: Date) {
    if sitting_on(book, meeting, day).is_none() {
        add_session(&mut meeting.sessions, day);
    }
}

/// Gives sessions that an older state of a page brought the days of the newer one, in order. A
/// session made by hand stays, and so does one of which there is a transcript: it was held.
pub(super) fn move_sessions(
    book: &Book<'_>,
    meeting: &mut Meeting,
    days: &[Date],
    origin: &Origin,
) {
    if read_before(&meeting.origins, origin.kind, &origin.key).is_none() {
        return;
    }
    let handwork = book.handwork(&meeting.id);
    let held = transcript_days(book, meeting);
    let is_new = |day: &&Date| sitting_on(book, meeting, **day).is_none();
    let new_days: Vec<Date> = days.iter().filter(is_new).copied().collect();
    let moving = meeting.sessions.iter_mut().filter(|session| {
        let stays = |day: &Date| days.contains(day) || held.contains(day);
        is_imported(session, &handwork)
            && !stays(&session.date)
            && !imported_day(session, &handwork).is_some_and(|day| stays(&day))
    });
    for (session, day) in moving.zip(new_days) {
        session.date = day;
    }
}

/// The day that an import wrote last where a person wrote another since.
fn imported_day(session: &Session, handwork: &Handwork) -> Option<Date> {
    let field = format!("session[{}].date", session.k);
    handwork.imported(&field)?.parse().ok()
}

/// Whether an import made a sitting. Where the history is cut off, its key tells.
fn is_imported(session: &Session, handwork: &Handwork) -> bool {
    let field = format!("session[{}].k", session.k);
    !handwork.is_by_hand(&field) || session.k == session_key(session.date, |_| false)
}

/// The days of the transcripts that were read into a meeting.
fn transcript_days(book: &Book<'_>, meeting: &Meeting) -> Vec<Date> {
    let origins = meeting.origins.iter();
    let slugs = origins.filter(|origin| origin.kind == OriginKind::Transcript);
    let known = slugs.flat_map(|origin| book.transcripts_by(&Clue::Slug(origin.key.clone())));
    known
        .filter_map(|known| Some(book.whole_transcript(&known.id)?.date))
        .collect()
}
