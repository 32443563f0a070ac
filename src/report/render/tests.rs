//! The renderers side by side, on the invented data set and on hostile ones.

use proptest::prelude::*;

use crate::locale::Language;
use crate::report::quarterly::figures::GapKind;
use crate::report::quarterly::testing::{
    facts, provenance, report, scope_of_meeting, scope_of_quarter,
};
use crate::report::quarterly::{Facts, Quarterly, figures};
use crate::text::width::width;

use super::document::gap_words;
use super::*;

const LANGUAGES: [Language; 2] = [Language::En, Language::ZhTw];

/// The invented data set with one text in every place where records have text.
fn report_saying(text: &str, language: Language) -> Quarterly {
    let mut facts = facts();
    for case in &mut facts.cases {
        case.title = text.to_owned();
        for step in &mut case.stages {
            step.reason = Some(text.to_owned());
        }
    }
    for meeting in &mut facts.meetings {
        meeting.cases.push(text.to_owned());
        for task in &mut meeting.tasks {
            task.key = text.to_owned();
        }
        for chief in &mut meeting.chiefs {
            chief.agency = text.to_owned();
            chief.rank = Some(text.to_owned());
            chief.person = Some(text.to_owned());
        }
    }
    for commitment in facts
        .cases
        .iter_mut()
        .flat_map(|case| &mut case.commitments)
    {
        commitment.key = text.to_owned();
        commitment.label = Some(text.to_owned());
        commitment.agency = Some(text.to_owned());
    }
    for agency in &mut facts.agencies {
        agency.short_name = text.to_owned();
        agency.abbreviation = Some(text.to_owned());
    }
    let mut scope = scope_of_meeting(&facts, "108Q1");
    if let Some(meeting) = &mut scope.meeting {
        meeting.title = text.to_owned();
    }
    let mut provenance = provenance(language);
    provenance.store_name = text.to_owned();
    provenance.command = text.to_owned();
    provenance.unreadable = vec![text.to_owned()];
    figures(&facts, &scope, &provenance)
}

fn renderings(report: &Quarterly, language: Language) -> [String; 4] {
    [
        terminal::render(report, language, 80, false),
        markdown::render(report, language),
        csv::render(report, language),
        json::render(report),
    ]
}

fn assert_fits(text: &str, columns: usize) {
    for line in text.lines() {
        assert!(
            width(line) <= columns,
            "{} > {columns}: {line}",
            width(line)
        );
    }
}

#[test]
fn json_is_the_same_in_both_languages_but_for_the_language() {
    let chinese = json::render(&report(Language::ZhTw));
    let english = json::render(&report(Language::En));
    assert_eq!(
        chinese.replace("\"language\": \"zh-TW\"", "\"language\": \"en\""),
        english
    );
}

#[test]
fn json_keeps_its_contract() {
    let value: serde_json::Value =
        serde_json::from_str(&json::render(&report(Language::En))).unwrap();
    assert_eq!(value["schema"], "po.report.quarterly/1");
    for pointer in [
        "/quarter",
        "/commit",
        "/digest",
        "/meetings/collaborative/held",
        "/meetings/collaborative/items/0/days_from_proposal",
        "/meetings/collaborative/items/0/transcript",
        "/meetings/other",
        "/agencies/0/id",
        "/agencies/0/hosted",
        "/agencies/0/cohosted",
        "/transcripts/published",
        "/transcripts/missing",
        "/gaps/0/kind",
        "/gaps/0/count",
        "/gaps/0/ids",
        "/cases/not_held/reasons/0/reason",
        "/replies/by_outcome/on-time",
        "/replies/items/0/given_on",
        "/promises/by_agency/0/by_outcome/kept-late",
        "/promises/items/0/settled_on",
        "/tasks/by_outcome/done-late",
        "/tasks/items/0/row",
        "/chiefs/0/by_compared/same",
        "/chiefs/0/items/0/compared",
        "/elements/items/0/meetings/0",
        "/worked_together/pairs/0/cases/0",
    ] {
        assert!(value.pointer(pointer).is_some(), "{pointer}");
    }
    for step in ["proposed", "selected", "met", "not_held", "released"] {
        for member in ["total", "by_source/unknown", "ids"] {
            let pointer = format!("/cases/{step}/{member}");
            assert!(value.pointer(&pointer).is_some(), "{pointer}");
        }
    }
    for member in ["median", "min", "max", "known", "unknown"] {
        let pointer = format!("/meetings/collaborative/days_from_proposal/{member}");
        assert!(value.pointer(&pointer).is_some(), "{pointer}");
    }
}

#[test]
fn a_half_day_shows_in_every_rendering() {
    let mut facts = facts();
    facts
        .meetings
        .retain(|meeting| meeting.id != "m201809-cc37");
    let scope = scope_of_meeting(&facts, "108Q1");
    facts
        .meetings
        .retain(|meeting| meeting.id != "m201811-cc41");
    facts.cases[3].proposed_on = Some("2018-10-01".parse().unwrap());
    facts.cases[3].proposed_on = facts.cases[3].proposed_on.map(crate::record::Date::after);
    let report = figures(&facts, &scope, &provenance(Language::ZhTw));
    // 74 days and 73 days.
    for text in renderings(&report, Language::ZhTw) {
        assert!(text.contains("73.5"), "{text}");
    }
}

#[test]
fn an_empty_period_says_so() {
    let report = figures(
        &Facts::default(),
        &scope_of_quarter("108Q2"),
        &provenance(Language::En),
    );
    let text = terminal::render(&report, Language::En, 80, false);
    assert!(
        text.contains("No collaborative meeting in this period"),
        "{text}"
    );
    assert!(text.contains("before the period is over"), "{text}");
    let end = "What the records do not say\nNothing on record to count here: formal replies, promises, \
        tasks of meetings,\nchiefs at a quarterly meeting, elements of meetings, agencies working together.\n";
    assert!(text.contains(end), "{text}");
    assert!(!text.contains("Promises"), "{text}");
    for language in LANGUAGES {
        for rendering in renderings(&report, language) {
            assert!(!rendering.is_empty());
        }
    }
}

#[test]
fn control_characters_and_line_breaks_reach_no_reader() {
    let hostile = "a\u{1b}[31m\u{202e}b\r\n# c\u{2028}d\u{7}";
    for language in LANGUAGES {
        for text in renderings(&report_saying(hostile, language), language) {
            assert!(
                !text.contains(['\u{1b}', '\u{202e}', '\r', '\u{2028}', '\u{7}']),
                "{text}"
            );
            assert!(!text.lines().any(|line| line.starts_with("# c")), "{text}");
        }
    }
}

#[test]
fn a_title_is_no_markup() {
    let text = markdown::render(
        &report_saying(
            "|x| <script>alert(1)</script> [a](b) `c` **d** &lt; $e$ # f",
            Language::En,
        ),
        Language::En,
    );
    assert!(text.contains(r"\|x\| &lt;script&gt;alert(1)&lt;/script&gt; \[a\](b) \`c\` \*\*d\*\*"));
    let table = text.lines().filter(|line| line.starts_with("| 37 "));
    for line in table {
        assert_eq!(line.replace(r"\|", "").matches('|').count(), 7, "{line}");
    }
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for event in Parser::new_ext(&text, Options::all()) {
        let is_markup = matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. })
        );
        assert!(!is_markup, "{event:?}");
    }
}

#[test]
fn a_title_is_no_formula() {
    for hostile in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "－1"] {
        let text = csv::render(&report_saying(hostile, Language::En), Language::En);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let mut neutralised = 0;
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '＝', '－']),
                    "{cell}"
                );
                neutralised += usize::from(cell.starts_with('\''));
            }
        }
        assert!(neutralised > 3, "{hostile}");
    }
}

#[test]
fn a_word_of_ten_thousand_letters_fits() {
    for word in ["a".repeat(10_000), "案".repeat(10_000), "（".repeat(10_000)] {
        for language in LANGUAGES {
            let report = report_saying(&word, language);
            for columns in [40, 60, 80, 120] {
                assert_fits(
                    &terminal::render(&report, language, columns, false),
                    columns,
                );
            }
        }
    }
}

#[test]
fn a_narrow_terminal_breaks_no_word() {
    let report = report(Language::En);
    let words = |columns| -> std::collections::BTreeSet<String> {
        let page = terminal::render(&report, Language::En, columns, false);
        assert_fits(&page, columns);
        let is_latin = |letter: char| letter.is_ascii_alphanumeric() || "-.".contains(letter);
        page.split(|letter| !is_latin(letter))
            .map(str::to_owned)
            .collect()
    };
    let whole = words(140);
    for columns in [40, 48, 56] {
        let broken: Vec<String> = words(columns).difference(&whole).cloned().collect();
        assert!(broken.is_empty(), "{columns}: {broken:?}");
    }
}

#[test]
fn color_only_adds_escapes_around_headings() {
    let report = report(Language::En);
    let plain = terminal::render(&report, Language::En, 80, false);
    let bold = terminal::render(&report, Language::En, 80, true);
    assert!(bold.contains("\u{1b}[1mCases\u{1b}[0m\n"));
    assert_eq!(
        bold.replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""),
        plain
    );
}

#[test]
fn every_gap_has_words_of_its_own() {
    for language in LANGUAGES {
        let words: std::collections::HashSet<&str> = GapKind::ALL
            .iter()
            .map(|kind| gap_words(*kind, language))
            .collect();
        assert_eq!(words.len(), GapKind::ALL.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_of_a_record_breaks_a_rendering(text in "\\PC{0,60}", columns in 40..140_usize) {
        for language in LANGUAGES {
            let report = report_saying(&text, language);
            assert_fits(&terminal::render(&report, language, columns, false), columns);
            let [_, _, sheet, json] = renderings(&report, language);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
            let mut reader = ::csv::Reader::from_reader(sheet.as_bytes());
            for record in reader.records() {
                prop_assert_eq!(record.unwrap().len(), 7);
            }
        }
    }
}
