//! Files of every form beside the invented report that they were made from.

use crate::locale::Language;
use crate::report::any::Report;
use crate::report::quarterly::testing::report;
use crate::report::render::terminal;

use super::*;

fn invented(language: Language) -> Report {
    Report::Quarterly(Box::new(report(language)))
}

#[test]
fn a_text_is_equal_whatever_terminal_it_was_laid_out_for() {
    for language in [Language::En, Language::ZhTw] {
        let report = invented(language);
        let document = report.document(language);
        for (columns, color) in [(20, false), (57, true), (80, false), (133, false)] {
            let text = terminal::lay_out(&document, columns, color);
            let stated = Stated::of(&text).unwrap();
            assert_eq!(stated.form, Form::Text);
            assert_eq!(stated.language, language);
            assert_eq!(stated.command, document.command.1);
            let checked = check(&text, &stated, &report);
            assert_eq!(checked.verdict, Verdict::Equal, "{columns} {checked:?}");
            let windows = text.replace('\n', "\r\n");
            assert_eq!(check(&windows, &stated, &report).verdict, Verdict::Equal);
        }
    }
}

#[test]
fn a_report_of_an_older_version_lacks_what_came_later_and_is_equal() {
    let report = invented(Language::En);
    let older = |lines: &[&str]| {
        let text = report.json().replace(env!("CARGO_PKG_VERSION"), "0.0.1");
        let kept = text.lines().filter(|line| !lines.contains(&line.trim()));
        kept.collect::<Vec<_>>().join("\n")
    };
    let text = older(&["\"store\": \"範例紀錄庫\","]);
    let checked = check(&text, &Stated::of(&text).unwrap(), &report);
    assert_eq!(checked.verdict, Verdict::Equal, "{checked:?}");
    let text = text.replace("0.0.1", env!("CARGO_PKG_VERSION"));
    let checked = check(&text, &Stated::of(&text).unwrap(), &report);
    assert_eq!(checked.differences[0].at, Place::Member("store".to_owned()));
}

#[test]
fn whoever_edits_the_digest_with_the_figures_is_told_of_the_record() {
    let report = invented(Language::En);
    let edited = report.json().replacen("\"held\": 4", "\"held\": 5", 1);
    let stated = Stated::of(&edited).unwrap();
    let checked = check(&edited, &stated, &report);
    assert_eq!(checked.verdict, Verdict::Edited);
    let own = checked.own_digest.unwrap();
    let forged = edited.replace(&stated.digest, &own);
    let checked = check(&forged, &Stated::of(&forged).unwrap(), &report);
    assert_eq!(checked.verdict, Verdict::Other);
    assert_eq!(checked.own_digest, Some(own));
    assert_eq!(checked.differences.len(), 2);
}

#[test]
fn a_member_that_is_written_twice_makes_no_report() {
    let text = invented(Language::En).json();
    let twice = text.replacen("\"held\": 4", "\"held\": 99, \"held\": 4", 1);
    assert!(Stated::of(&text).is_some());
    assert_eq!(Stated::of(&twice), None);
}
