//! A record whose first line does not lead editors to its schema.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Place, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "schema-line",
    about: Bilingual {
        en: "The first line of a record names its schema, by which editors complete fields and show mistakes while typing. Without it everything else still works.",
        zh: "紀錄首行載明結構描述檔，編輯器據以補全欄位並即時提示錯誤；沒有這行不影響其他功能。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let due = format!("#:schema {}", record.kind().schema_line());
        let first = file.text.lines().next().unwrap_or("");
        if first.trim_start_matches('\u{feff}').trim_end() != due {
            let marked = if first.starts_with("#:schema") {
                first.len()
            } else {
                0
            };
            let place = Place::Span(0..marked, String::new());
            findings.add(file, place, Remedy::edit(record), move |language| {
                words::schema_line(language, &due)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_first_line_names_the_schema_of_the_kind() {
        let found = |first: &str| {
            let text = format!("{first}\nid = \"2019\"\n");
            found("schema-line", &[("records/calendars/2019.toml", &text)])
        };
        assert!(found("#:schema ../../schemas/calendar.schema.json").is_empty());
        assert!(found("\u{feff}#:schema ../../schemas/calendar.schema.json\r").is_empty());
        assert_eq!(
            found("#:schema ../schemas/case.schema.json"),
            [": #:schema ../schemas/case.schema.json"]
        );
        assert_eq!(found("# a note"), [": "]);
    }
}
