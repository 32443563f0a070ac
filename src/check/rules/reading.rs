//! What reading a file by itself already showed: the problems of `record`, passed on with their own
//! codes, so that one list holds everything.

use crate::check::evidence::{Evidence, File};
use crate::check::finding::{Findings, Place, Remedy, Severity};
use crate::record::problem::{Problem, ProblemKind};
use crate::record::shape::Bilingual;

use super::Rule;
use super::agency_name::agency_meant;

macro_rules! reading_rule {
    ($Name:ident, $code:literal, $severity:ident, $en:literal, $zh:literal) => {
        pub(super) const $Name: Rule = Rule {
            code: $code,
            about: Bilingual { en: $en, zh: $zh },
            severity: Severity::$severity,
            run: pass_on,
        };
    };
}

reading_rule!(
    TOML_SYNTAX,
    "toml-syntax",
    Error,
    "The file is not TOML. Nothing in it can be read, and no list or report counts it.",
    "檔案不是有效的 TOML，內容無法讀取，任何清單與報表都不會計入。"
);
reading_rule!(
    NOT_UTF8,
    "not-utf8",
    Error,
    "The file holds bytes that are not UTF-8 text, usually because another encoding was saved.",
    "檔案含有非 UTF-8 的位元組，通常是以其他編碼存檔所致。"
);
reading_rule!(
    TOO_LARGE,
    "too-large",
    Error,
    "The file is larger than any record may be, and is not read.",
    "檔案超過單筆紀錄的大小上限，不予讀取。"
);
reading_rule!(
    WRONG_TYPE,
    "wrong-type",
    Error,
    "A field holds a value of another type, such as a date in quotes.",
    "欄位的值型別不符，例如日期加了引號。"
);
reading_rule!(
    BAD_VALUE,
    "bad-value",
    Error,
    "A value has the right type but is none that the field takes, such as a day that does not exist.",
    "值的型別正確但不是該欄位可用的值，例如不存在的日期。"
);
reading_rule!(
    UNKNOWN_WORD,
    "unknown-word",
    Error,
    "The field takes one of a fixed list of words. Another word would fall out of every count.",
    "該欄位只能填固定用詞，其他字詞會在所有統計中遺漏。"
);
reading_rule!(
    MISSING_FIELD,
    "missing-field",
    Error,
    "A field without which the record cannot be used is not there.",
    "缺少必要欄位，紀錄無法使用。"
);
reading_rule!(
    UNKNOWN_KEY,
    "unknown-key",
    Warning,
    "Nobody knows this key: a slip of the pen, or a newer format. It is kept, but nothing reads it.",
    "不認得的鍵：可能是筆誤或較新的格式。內容會保留，但不會被讀取。"
);
reading_rule!(
    DUPLICATE_ROW,
    "duplicate-row",
    Error,
    "Two rows of a table have one key, so that an edit could mean either.",
    "同一表格有兩列使用相同的鍵，修改時無法分辨。"
);
reading_rule!(
    MISPLACED_RECORD,
    "misplaced-record",
    Error,
    "The id says where the file lies. A record elsewhere is not found by its id.",
    "代號決定檔案位置，放在別處的紀錄無法以代號找到。"
);
reading_rule!(
    UNKNOWN_PLACE,
    "unknown-place",
    Error,
    "No kind of record lives where this file lies, so that nothing reads it.",
    "此處不放任何種類的紀錄，檔案不會被讀取。"
);

fn pass_on<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for file in evidence.files {
        for problem in &file.parsed.problems {
            // A name where an id is due has a rule of its own, which knows the id.
            if problem.code() == findings.code() && agency_meant(evidence, problem).is_none() {
                let field = problem.field.clone();
                let place = if problem.span.is_empty() && !field.is_empty() {
                    Place::Field(field)
                } else {
                    Place::Span(problem.span.clone(), field)
                };
                let words = problem.clone();
                findings.add(file, place, remedy(file, problem), move |language| {
                    words.message(language)
                });
            }
        }
    }
}

fn remedy(file: &File, problem: &Problem) -> Remedy {
    match &problem.kind {
        ProblemKind::Misplaced { path, .. } => Remedy::move_file(&file.path, path),
        _ => Remedy::edit_file(file),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn problems_keep_their_code_and_place() {
        let text = "number = -3\nsorce = \"ministry\"\n";
        assert_eq!(found("bad-value", &[("case", text)]), ["number: -3"]);
        assert_eq!(found("unknown-key", &[("case", text)]), [": sorce"]);
        assert_eq!(found("toml-syntax", &[("case", "= 1\n")]).len(), 1);
        assert_eq!(
            found("unknown-place", &[("records/notes.txt", "x")]),
            [": "]
        );
        assert_eq!(
            found("unknown-place", &[("records/store.toml", "")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_misplaced_record_is_marked_at_its_id() {
        let text = "id = \"c201902-k7f2\"\ntitle = \"甲案\"\n";
        assert_eq!(
            found(
                "misplaced-record",
                &[("records/cases/2019/01/copy.toml", text)]
            ),
            ["id: \"c201902-k7f2\""]
        );
    }

    #[test]
    fn severities_agree_with_the_reader() {
        use crate::check::{Severity, rule};
        use crate::record::problem::{Problem, ProblemKind, SyntaxCause};
        let kinds = [
            ProblemKind::Syntax {
                cause: SyntaxCause::Other,
                detail: String::new(),
            },
            ProblemKind::NotUtf8 { line: 1 },
            ProblemKind::TooLarge { bytes: 1, most: 1 },
            ProblemKind::Missing(Vec::new()),
            ProblemKind::UnknownKey {
                key: String::new(),
                suggestion: None,
            },
            ProblemKind::DuplicateRow(String::new()),
            ProblemKind::UnknownPlace,
        ];
        for kind in kinds {
            let problem = Problem {
                kind,
                span: 0..0,
                field: String::new(),
            };
            assert_eq!(
                rule(problem.code()).unwrap().severity,
                Severity::from(problem.severity())
            );
        }
    }
}
