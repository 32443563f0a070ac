//! What a report on a period counts: the rows of what happened in it, and of everything else no more
//! than where it stood.

use crate::record::case::Stage;
use crate::record::period::Period;
use crate::record::{Date, Kind};

use super::derive::{Derived, Row, parts_of};
use super::error::IndexError;
use super::pack::{Part, read_span};
use super::row::CaseRow;
use super::view::View;

/// The cases of a period.
#[derive(Clone, Debug, Default)]
pub struct PeriodCases {
    /// Those with a step, a qualified petition or a reply in the period or on both sides of it, or with
    /// a beginning whose day is unknown.
    pub rows: Vec<CaseRow>,
    /// Of the others, those of which everything dated lies before the period and that stood open since.
    pub open_before: Vec<OpenCase>,
}

/// A case that stood open all through a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCase {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: Option<u32>,
    /// Where it stood.
    pub stage: Stage,
}

impl View<'_> {
    /// The cases of a period. With an agency, `open_before` names only those in which it has a part.
    pub fn cases_of_period(
        &self,
        period: Period,
        agencies: &[String],
    ) -> Result<PeriodCases, IndexError> {
        let (from, to) = (period.from.number(), period.to.number());
        let cases = self.ask(|database, contents| {
            let mut rows = Vec::new();
            let mut open_before = Vec::new();
            for pack in contents.of(Kind::Case) {
                let spans = pack.part(database, Part::Spans, |text| {
                    text.split('\n').map(read_span).collect::<Vec<_>>()
                })?;
                let span = |place: &usize| spans.get(*place).copied().flatten();
                let members = pack.members(database, |(place, member)| {
                    span(place).is_none_or(|(first, last)| first <= to && from <= last)
                        || member.first_of(Stage::ALL).is_some_and(Stage::is_open)
                })?;
                let mut open = Vec::new();
                for (place, member) in members {
                    match (span(&place), member.first_of(Stage::ALL)) {
                        (Some((_, last)), Some(stage)) if last < from => {
                            open.push((place, member.number, stage));
                        }
                        (Some((first, _)), _) if to < first => {}
                        _ => rows.push(member.row),
                    }
                }
                if !agencies.is_empty() && !open.is_empty() {
                    let places = pack.holding(database, Part::Words, &parts_of(agencies, None))?;
                    open.retain(|(place, ..)| places.binary_search(place).is_ok());
                }
                if !open.is_empty() {
                    pack.part(database, Part::Ids, |ids| {
                        let ids: Vec<&str> = ids.split('\n').collect();
                        open_before.extend(open.iter().filter_map(|(place, number, stage)| {
                            Some(OpenCase {
                                id: (*ids.get(*place)?).to_owned(),
                                number: *number,
                                stage: *stage,
                            })
                        }));
                    })?;
                }
            }
            let rows = database.rows(rows.into_iter(), Derived::unpack_row)?;
            let rows = rows.into_iter().filter_map(|row| match row {
                Row::Case(row) => Some(row),
                _ => None,
            });
            Ok(PeriodCases {
                rows: rows.collect(),
                open_before,
            })
        })?;
        let together = |mut all: PeriodCases, cases: PeriodCases| {
            all.rows.extend(cases.rows);
            all.open_before.extend(cases.open_before);
            all
        };
        let mut all = cases.into_iter().reduce(together).unwrap_or_default();
        if self.is_of_several() {
            all.rows.sort_by(|one, other| one.id.cmp(&other.id));
            all.open_before.sort_by(|one, other| one.id.cmp(&other.id));
        }
        Ok(all)
    }

    /// How many cases there are that do not begin after a day (see [`CaseRow::begins_after`]); with
    /// agencies, those in which one of them has a part.
    pub fn count_cases_begun(&self, by: Date, agencies: &[String]) -> Result<usize, IndexError> {
        let counts = self.ask(|database, contents| {
            let mut count = 0;
            for pack in contents.of(Kind::Case) {
                let begun = pack.part(database, Part::Spans, |text| {
                    let spans = text.split('\n').take(pack.count).map(read_span);
                    let begun = spans.enumerate().map(|(place, span)| {
                        pack.counts(place) && span.is_none_or(|(first, _)| first <= by.number())
                    });
                    begun.collect::<Vec<_>>()
                })?;
                count += match agencies {
                    [] => begun.iter().filter(|begun| **begun).count(),
                    agencies => {
                        let parts = parts_of(agencies, None);
                        let places = pack.holding(database, Part::Words, &parts)?;
                        let begun = |place: &&usize| begun.get(**place) == Some(&true);
                        places.iter().filter(begun).count()
                    }
                };
            }
            Ok(count)
        })?;
        Ok(counts.into_iter().sum())
    }
}
