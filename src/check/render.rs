//! Findings for people and machines: on a terminal with the marked line, and as JSON, CSV and
//! Markdown.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::locale::{Language, check as words};
use crate::record::problem::line_of;
use crate::text::clean::{is_harmful, one_line};

use super::evidence::File;
use super::finding::{Finding, Severity};

/// The most bytes of a file that are shown around a marked place on either side.
const CONTEXT_BYTES: usize = 400;

/// The columns that a marked line is drawn for where no terminal says how many it has.
const PLAIN_WIDTH: usize = 78;

/// The narrowest terminal that a marked line is drawn for.
const NARROWEST: usize = 40;

/// The findings as a terminal shows them: message, file and place, the line with its marker, the
/// remedy; and last a line that counts them. `files` are those that were checked, `width` the
/// columns of the terminal.
pub fn terminal(
    findings: &[Finding],
    files: &[File],
    language: Language,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii)
    .term_width(width.max(NARROWEST));
    let texts: HashMap<&str, &str> = files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    let mut output = String::new();
    for finding in findings {
        let text = texts.get(finding.path.as_str()).copied().unwrap_or("");
        output.push_str(&one(finding, text, language, &renderer));
        output.push_str("\n\n");
    }
    output.push_str(&summary(findings, files.len(), language));
    output.push('\n');
    output
}

/// The line of a place with its marker, without colours and as wide as a plain terminal; `None` where
/// there is nothing to show.
pub fn marked(text: &str, span: &Range<usize>) -> Option<String> {
    let excerpt = Excerpt::around(text, span)?;
    let snippet = Snippet::source(excerpt.text)
        .line_start(line_of(text, span.start))
        .annotation(AnnotationKind::Primary.span(excerpt.span));
    let renderer = Renderer::plain()
        .decor_style(DecorStyle::Ascii)
        .term_width(PLAIN_WIDTH);
    let group = Group::with_level(Level::ERROR).element(snippet);
    Some(renderer.render(&[group]))
}

/// How many errors, warnings and notes there are in how many files, in a line.
pub fn summary(findings: &[Finding], files: usize, language: Language) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    let (errors, warnings, notes) = (
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
    );
    words::summary(language, errors, warnings, notes, files)
}

fn one(finding: &Finding, text: &str, language: Language, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .with_name(words::severity(language, finding.severity.as_str()))
        .primary_title(one_line(&finding.message(language)))
        .id(finding.code);
    let help = Level::HELP
        .with_name(words::remedy(language))
        .message(one_line(&finding.remedy.text(language)));
    let path = one_line(&finding.path);
    let label = Some(one_line(&finding.field)).filter(|field| !field.is_empty());
    let group = match finding
        .span
        .as_ref()
        .and_then(|span| Excerpt::around(text, span))
    {
        Some(excerpt) => title.element(
            Snippet::source(excerpt.text)
                .path(path)
                .line_start(finding.line)
                .annotation(AnnotationKind::Primary.span(excerpt.span).label(label)),
        ),
        None => title.element(Origin::path(path)),
    };
    renderer.render(&[group.element(help)])
}

/// The line of a marked place, harmless to a terminal.
struct Excerpt {
    text: String,
    /// What is marked in `text`.
    span: Range<usize>,
}

impl Excerpt {
    /// The first line of the place, cut where it is very long. `None` where there is nothing to
    /// mark.
    fn around(text: &str, span: &Range<usize>) -> Option<Self> {
        let before = text.get(..span.start)?;
        let rest = text.get(span.start..)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let from = nearest_boundary(
            text,
            line_start.max(span.start.saturating_sub(CONTEXT_BYTES)),
        );
        let line_end = span.start + rest.find('\n').unwrap_or(rest.len());
        let to = nearest_boundary(text, line_end.min(span.start.saturating_add(CONTEXT_BYTES)));
        let end = span.end.clamp(span.start, to.max(span.start));
        let head = harmless(text.get(from..span.start)?);
        let marked = harmless(text.get(span.start..end)?);
        let tail = harmless(text.get(end..to).unwrap_or(""));
        // Something may be lacking behind what stands in the line, as a bracket is; a place at its
        // beginning is that of the whole file.
        if marked.is_empty() && head.is_empty() {
            return None;
        }
        let span = head.len()..head.len() + marked.len();
        Some(Self {
            text: format!("{head}{marked}{tail}"),
            span,
        })
    }
}

/// The last character boundary not after `byte`.
fn nearest_boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The text with a sign in the place of whatever could steer a terminal.
fn harmless(text: &str) -> String {
    text.trim_end_matches('\r')
        .chars()
        .map(|character| match character {
            '\t' => ' ',
            harmful if is_harmful(harmful) => '\u{fffd}',
            other => other,
        })
        .collect()
}

/// A finding as JSON, in the form `po.finding/1`.
pub fn to_json(finding: &Finding, language: Language) -> Value {
    json!({
        "schema": "po.finding/1",
        "code": finding.code,
        "severity": finding.severity.as_str(),
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "field": finding.field,
        "message": finding.message(language),
        "remedy": finding.remedy.text(language),
    })
}

/// The findings as CSV with a head of stable English names.
///
/// # Errors
/// When the writer fails, which one into memory does not.
pub fn csv(findings: &[Finding], language: Language) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "code", "severity", "path", "line", "column", "field", "message", "remedy",
    ])?;
    for finding in findings {
        let (line, column) = (finding.line.to_string(), finding.column.to_string());
        let (message, remedy) = (finding.message(language), finding.remedy.text(language));
        let cells = [
            finding.code,
            finding.severity.as_str(),
            &finding.path,
            &line,
            &column,
            &finding.field,
            &message,
            &remedy,
        ];
        writer.write_record(cells.map(neutral))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that a spreadsheet takes for text, never for a formula.
fn neutral(cell: &str) -> String {
    let line = one_line(cell);
    if line.starts_with(['=', '+', '-', '@']) {
        format!("'{line}")
    } else {
        line
    }
}

/// The findings as a Markdown table.
pub fn markdown(findings: &[Finding], language: Language) -> String {
    let row = |cells: [String; 5]| format!("| {} |\n", cells.join(" | "));
    let mut output = row(words::columns(language).map(str::to_owned));
    output.push_str("| --- | --- | --- | --- | --- |\n");
    for finding in findings {
        output.push_str(&row([
            words::severity(language, finding.severity.as_str()).to_owned(),
            format!("`{}`", finding.code),
            cell(&format!(
                "{}:{}:{}",
                finding.path, finding.line, finding.column
            )),
            cell(&finding.message(language)),
            cell(&finding.remedy.text(language)),
        ]));
    }
    output
}

/// Foreign text in a cell of a Markdown table, every sign with a meaning made plain.
fn cell(text: &str) -> String {
    let mut escaped = String::new();
    for character in one_line(text).chars() {
        if "\\`*_[]<>|#&~".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::testing::{files, today};
    use crate::check::{Evidence, run};
    use crate::text::width::width;

    /// Invented.
    fn checked(text: &str, code: &str) -> (Vec<File>, Vec<Finding>) {
        let files = files(&[("case", text)]);
        let findings = run(
            &Evidence::new(&files, false, today()),
            Some(&[code.to_owned()]),
        );
        (files, findings)
    }

    const WITHDRAWN: &str = "[[stage]]\nk = \"a1b2\"\nname = \"withdrawn\" # 註記：臨時撤回\n";

    #[test]
    fn a_terminal_shows_line_marker_label_and_help() {
        let (files, findings) = checked(WITHDRAWN, "stage-without-reason");
        let english = terminal(&findings, &files, Language::En, false, 80);
        let expected = "\
warning[stage-without-reason]: `withdrawn` needs a reason
 --> records/cases/2019/02/c201902-k7f2.toml:5:8
  |
5 | name = \"withdrawn\" # 註記：臨時撤回
  |        ^^^^^^^^^^^ stage[1].name
  |
  = help: po case edit c201902-k7f2

0 errors, 1 warning, 0 notes in 1 file
";
        assert_eq!(english, expected);
        let chinese = terminal(&findings, &files, Language::ZhTw, false, 80);
        let expected = "\
警告[stage-without-reason]: 「撤案」須載明理由
 --> records/cases/2019/02/c201902-k7f2.toml:5:8
  |
5 | name = \"withdrawn\" # 註記：臨時撤回
  |        ^^^^^^^^^^^ stage[1].name
  |
  = 處理: po case edit c201902-k7f2

檢查 1 個檔案：錯誤 0、警告 1、提示 0
";
        assert_eq!(chinese, expected);
    }

    #[test]
    fn markers_stand_below_what_they_mark_in_full_width_too() {
        let text =
            "link = [{ title = \"甲，乙\", kind = \"othr\", url = \"https://example.org/\" }]\n";
        let (files, findings) = checked(text, "unknown-word");
        let shown = terminal(&findings, &files, Language::ZhTw, false, 100);
        let line = shown.lines().find(|line| line.contains("甲，乙")).unwrap();
        let marker = shown.lines().find(|line| line.contains("^^^^^^ ")).unwrap();
        let start = |line: &str, sign: &str| width(line.split(sign).next().unwrap());
        assert_eq!(start(line, "\"othr\""), start(marker, "^^"), "{shown}");
    }

    #[test]
    fn nothing_from_a_file_steers_the_terminal() {
        let path = "records/a\u{1b}[2J.txt";
        let files = [
            File::read(path, b"x"),
            File::read(
                "records/cases/2019/02/c201902-k7f2.toml",
                "= \u{1b}[31m \u{202e} \u{9b}x".as_bytes(),
            ),
        ];
        let findings = run(&Evidence::new(&files, false, today()), None);
        assert!(findings.len() >= 2);
        let shown = terminal(&findings, &files, Language::En, false, 80);
        assert!(!shown.contains(|c: char| is_harmful(c)), "{shown:?}");
    }

    #[test]
    fn a_very_long_line_is_cut_around_its_mark() {
        let text = format!(
            "summary = \"{}衛服部{}\"\n",
            "長".repeat(5000),
            "長".repeat(5000)
        );
        let start = text.find("衛服部").unwrap();
        let excerpt = Excerpt::around(&text, &(start..start + 9)).unwrap();
        assert_eq!(&excerpt.text[excerpt.span.clone()], "衛服部");
        assert!(excerpt.text.len() < 3 * CONTEXT_BYTES);
    }

    #[test]
    fn json_csv_and_markdown_say_the_same() {
        let (_, findings) = checked(WITHDRAWN, "stage-without-reason");
        let json = to_json(&findings[0], Language::En);
        assert_eq!(json["schema"], "po.finding/1");
        assert_eq!(json["line"], 5);
        assert_eq!(json["column"], 8);
        assert_eq!(json["field"], "stage[1].name");
        let message = json["message"].as_str().unwrap();
        assert!(csv(&findings, Language::En).unwrap().contains(message));
        assert!(markdown(&findings, Language::En).contains("stage-without-reason"));
    }

    #[test]
    fn a_cell_is_never_a_formula_or_markup() {
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(cell("a|b\n<c>"), "a\\|b \\<c\\>");
    }

    proptest! {
        #[test]
        fn any_file_can_be_shown(text in "(?s).{0,200}", start in 0_usize..200, length in 0_usize..200) {
            if let Some(excerpt) = Excerpt::around(&text, &(start..start + length)) {
                prop_assert!(excerpt.text.get(excerpt.span).is_some());
            }
        }

        #[test]
        fn no_file_stops_the_terminal(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let files = [File::read("records/cases/2019/02/c201902-k7f2.toml", &bytes)];
            let findings = run(&Evidence::new(&files, false, today()), None);
            let shown = terminal(&findings, &files, Language::ZhTw, true, 60);
            prop_assert!(shown.contains("檢查 1 個檔案"));
        }
    }
}
