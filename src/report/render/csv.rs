//! The figures of the quarterly report as a [`Sheet`].

use crate::locale::Language;
use crate::locale::report::label;
use crate::record::Date;
use crate::report::quarterly::Quarterly;
use crate::report::quarterly::figures::{Tally, Waiting};

use super::document::gap_words;
use super::sheet::{Row, Sheet};

/// The report as CSV in UTF-8.
pub fn render(report: &Quarterly, language: Language) -> String {
    let mut sheet = Sheet::new(language);
    sheet.head(report);
    sheet.cases(report);
    sheet.case_items(report);
    sheet.meetings(report);
    sheet.before(report);
    sheet.rest(report);
    sheet.duties(report);
    sheet.people(report);
    sheet.gaps(report);
    sheet.opened(report.ids.as_ref());
    sheet.write()
}

impl Sheet {
    fn head(&mut self, report: &Quarterly) {
        let day = |day: Date| day.to_string();
        let commit = report.commit.clone().unwrap_or_default();
        let meeting = report.meeting.as_ref();
        for (key, value, unit) in [
            ("schema", report.schema.to_owned(), "text"),
            (
                "quarter",
                report
                    .quarter
                    .map(|quarter| quarter.to_string())
                    .unwrap_or_default(),
                "quarter",
            ),
            (
                "meeting",
                meeting
                    .map(|meeting| meeting.title.clone())
                    .unwrap_or_default(),
                "text",
            ),
            ("from", day(report.period.from), "date"),
            ("to", day(report.period.to), "date"),
            ("counted_to", day(report.counted_to), "date"),
            ("agency", report.agency.clone().unwrap_or_default(), "id"),
            ("includes", report.includes.join(" "), "ids"),
            ("store", report.store.clone(), "text"),
            ("commit", commit, "commit"),
            ("as_of", day(report.as_of), "date"),
            ("command", report.command.clone(), "text"),
            ("version", report.version.to_owned(), "text"),
            ("language", report.language.tag().to_owned(), "word"),
            ("digest", report.digest.clone(), "sha256"),
            ("unreadable", report.unreadable.count.to_string(), "records"),
            ("unhosted", report.unhosted.meetings.to_string(), "meetings"),
        ] {
            self.push(Row {
                section: "head",
                key,
                value,
                unit,
                ..Row::default()
            });
        }
        for store in &report.stores {
            self.push(Row {
                section: "head",
                id: &store.name,
                key: "store_commit",
                value: store.commit.clone().unwrap_or_default(),
                unit: "commit",
                ..Row::default()
            });
        }
        for path in &report.unreadable.paths {
            let value = path.clone();
            self.push(Row {
                section: "head",
                key: "unreadable_path",
                value,
                unit: "path",
                ..Row::default()
            });
        }
    }

    fn cases(&mut self, report: &Quarterly) {
        let language = self.language;
        let cases = &report.cases;
        self.tally("cases.proposed", label::proposed(language), &cases.proposed);
        self.tally("cases.selected", label::selected(language), &cases.selected);
        self.tally("cases.met", label::met(language), &cases.met);
        self.tally(
            "cases.not_held",
            label::not_held(language),
            &cases.not_held.tally,
        );
        self.tally("cases.released", label::released(language), &cases.released);
        for reason in &cases.not_held.reasons {
            self.push(Row {
                section: "cases.not_held",
                id: &reason.id,
                key: "reason",
                value: reason.reason.clone().unwrap_or_default(),
                unit: "text",
                ..Row::default()
            });
        }
        let base = Some(cases.open.of);
        let section = "cases.open";
        for (key, count) in [("total", cases.open.total), ("unknown", cases.open.unknown)] {
            let value = count.to_string();
            self.push(Row {
                section,
                key,
                value,
                base,
                unit: "cases",
                ..Row::default()
            });
        }
        for (stage, count) in &cases.open.by_stage {
            self.push(Row {
                section,
                key: stage.as_str(),
                label: stage.label(language),
                value: count.to_string(),
                base: Some(cases.open.total),
                unit: "cases",
                ..Row::default()
            });
        }
    }

    fn case_items(&mut self, report: &Quarterly) {
        let language = self.language;
        for case in &report.cases.items {
            let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
            for (key, label, value, unit) in [
                (
                    "number",
                    label::number(language),
                    case.number
                        .map(|number| number.to_string())
                        .unwrap_or_default(),
                    "number",
                ),
                ("title", label::topic(language), case.title.clone(), "text"),
                (
                    "source",
                    label::source(language),
                    word(case.source.map(|source| source.as_str())),
                    "word",
                ),
                (
                    "proposed_on",
                    label::proposed(language),
                    case.proposed_on
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                    "date",
                ),
                ("hosts", label::host(language), case.hosts.join(" "), "id"),
                (
                    "cohosts",
                    label::cohost(language),
                    case.cohosts.join(" "),
                    "id",
                ),
                (
                    "stage",
                    label::stage(language),
                    word(case.stage.map(|stage| stage.as_str())),
                    "word",
                ),
            ] {
                self.push(Row {
                    section: "cases.items",
                    id: &case.id,
                    key,
                    label,
                    value,
                    unit,
                    ..Row::default()
                });
            }
        }
    }

    fn tally(&mut self, section: &str, label: &str, tally: &Tally) {
        let value = tally.total.to_string();
        self.push(Row {
            section,
            key: "total",
            label,
            value,
            unit: "cases",
            ..Row::default()
        });
        for (source, count) in &tally.by_source {
            self.push(Row {
                section,
                key: source.map_or("unknown", |source| source.as_str()),
                label: source.map_or(label::unknown(self.language), |source| {
                    source.label(self.language)
                }),
                value: count.to_string(),
                base: Some(tally.total),
                unit: "cases",
                ..Row::default()
            });
        }
        for id in &tally.ids {
            self.push(Row {
                section,
                id,
                key: "case",
                value: id.clone(),
                unit: "id",
                ..Row::default()
            });
        }
    }

    fn meetings(&mut self, report: &Quarterly) {
        let language = self.language;
        let collaborative = &report.meetings.collaborative;
        let section = "meetings.collaborative";
        self.waiting(
            section,
            "",
            collaborative.held,
            &collaborative.days_from_proposal,
        );
        for meeting in &collaborative.items {
            let days: Vec<String> = meeting.days.iter().map(Date::to_string).collect();
            let elements: Vec<&str> = meeting
                .elements
                .iter()
                .map(|element| element.as_str())
                .collect();
            let days_after = meeting.days_from_proposal.map(|days| days.to_string());
            for (key, label, value, unit) in [
                (
                    "number",
                    label::number(language),
                    meeting
                        .number
                        .map(|number| number.to_string())
                        .unwrap_or_default(),
                    "number",
                ),
                (
                    "title",
                    label::name(language),
                    meeting.title.clone(),
                    "text",
                ),
                ("cases", "", meeting.cases.join(" "), "id"),
                (
                    "hosts",
                    label::host(language),
                    meeting.hosts.join(" "),
                    "id",
                ),
                ("days", label::date(language), days.join(" "), "date"),
                (
                    "elements",
                    label::elements(language),
                    elements.join(" "),
                    "word",
                ),
                (
                    "transcript",
                    label::transcript(language),
                    meeting.transcript.as_str().to_owned(),
                    "word",
                ),
                (
                    "days_from_proposal",
                    label::days(language),
                    days_after.unwrap_or_default(),
                    "days",
                ),
            ] {
                self.push(Row {
                    section,
                    id: &meeting.id,
                    key,
                    label,
                    value,
                    unit,
                    ..Row::default()
                });
            }
        }
        for later in &collaborative.later {
            self.push(Row {
                section: "meetings.collaborative.later",
                id: &later.meeting,
                key: &later.case,
                value: later.nth.to_string(),
                unit: "nth meeting of the case",
                ..Row::default()
            });
        }
        for (kind, count) in &report.meetings.other {
            self.push(Row {
                section: "meetings.other",
                key: kind.as_str(),
                label: kind.label(language),
                value: count.to_string(),
                unit: "meetings",
                ..Row::default()
            });
        }
    }

    fn waiting(&mut self, section: &str, id: &str, held: usize, days: &Waiting) {
        let language = self.language;
        let number = |value: Option<i64>| value.map(|days| days.to_string()).unwrap_or_default();
        let median = days
            .median
            .map(|median| median.to_string())
            .unwrap_or_default();
        let held_label = label::held(language);
        let value = held.to_string();
        self.push(Row {
            section,
            id,
            key: "held",
            label: held_label,
            value,
            unit: "meetings",
            ..Row::default()
        });
        for (key, label, value) in [
            ("median", label::median(language), median),
            ("min", "", number(days.min)),
            ("max", "", number(days.max)),
        ] {
            let base = Some(days.known);
            self.push(Row {
                section,
                id,
                key,
                label,
                value,
                base,
                unit: "days",
            });
        }
        for (key, label, count) in [
            ("known", label::known(language), days.known),
            ("unknown", label::unknown(language), days.unknown),
        ] {
            let value = count.to_string();
            self.push(Row {
                section,
                id,
                key,
                label,
                value,
                base: Some(held),
                unit: "meetings",
            });
        }
    }

    fn before(&mut self, report: &Quarterly) {
        for before in &report.before {
            let quarter = before.quarter.to_string();
            let section = format!("before.{quarter}");
            let id = before.meeting.as_deref().unwrap_or("");
            for (key, day) in [("from", before.period.from), ("to", before.period.to)] {
                let value = day.to_string();
                self.push(Row {
                    section: &section,
                    id,
                    key,
                    value,
                    unit: "date",
                    ..Row::default()
                });
            }
            self.waiting(&section, id, before.held, &before.days_from_proposal);
        }
    }

    fn rest(&mut self, report: &Quarterly) {
        let language = self.language;
        let touched = Some(report.cases.items.len());
        for agency in &report.agencies {
            for (key, label, count) in [
                ("hosted", label::host(language), agency.hosted),
                ("cohosted", label::cohost(language), agency.cohosted),
            ] {
                let value = count.to_string();
                self.push(Row {
                    section: "agencies",
                    id: &agency.id,
                    key,
                    label,
                    value,
                    base: touched,
                    unit: "cases",
                });
            }
        }
        let petitions = &report.petitions;
        for (key, count, base) in [
            ("qualified", petitions.qualified, None),
            (
                "qualified_and_replied",
                petitions.qualified_and_replied,
                Some(petitions.qualified),
            ),
            ("replied", petitions.replied, None),
        ] {
            let value = count.to_string();
            self.push(Row {
                section: "petitions",
                key,
                value,
                base,
                unit: "petitions",
                ..Row::default()
            });
        }
        let transcripts = &report.transcripts;
        for (key, count, base) in [
            ("published", transcripts.published, transcripts.of),
            ("in_preparation", transcripts.in_preparation, transcripts.of),
            ("missing", transcripts.missing, transcripts.of),
            (
                "other_published",
                transcripts.other_published,
                transcripts.other_of,
            ),
        ] {
            let value = count.to_string();
            self.push(Row {
                section: "transcripts",
                key,
                value,
                base: Some(base),
                unit: "meetings",
                ..Row::default()
            });
        }
    }

    fn gaps(&mut self, report: &Quarterly) {
        let language = self.language;
        for gap in &report.gaps {
            let label = gap_words(gap.kind, language);
            let key = gap.kind.as_str();
            let value = gap.count.to_string();
            self.push(Row {
                section: "gaps",
                key,
                label,
                value,
                base: Some(gap.of),
                unit: "records",
                ..Row::default()
            });
            for id in &gap.ids {
                self.push(Row {
                    section: "gaps",
                    id,
                    key,
                    label,
                    value: id.clone(),
                    unit: "id",
                    ..Row::default()
                });
            }
        }
    }
}
