//! The words of the monthly case-status form.

use super::Language;

/// Declares the columns of the form with their headings in both languages.
macro_rules! columns {
    ($($column:ident: $english:literal, $chinese:literal;)*) => {
        /// A column of the form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Column {
            $(#[doc = $english] $column,)*
        }

        impl Column {
            /// All columns, in their order on the form.
            pub const ALL: &'static [Self] = &[$(Self::$column),*];

            /// Its heading.
            pub fn heading(self, language: Language) -> &'static str {
                match self {
                    $(Self::$column => language.pick($english, $chinese),)*
                }
            }
        }
    };
}

columns! {
    Id: "Case id", "案件代號";
    Number: "No.", "序號";
    Title: "Topic", "議題";
    Stage: "Stage", "階段";
    LastOn: "Last reported on", "上次提報日";
    LastText: "Last report", "上次辦理情形";
    LastNext: "Next step then", "上次下一步";
    Text: "Report", "本次辦理情形";
    NextStep: "Next step", "下一步";
    NextOn: "By", "下一步期限";
    Asked: "Tracking", "列管";
}

impl Column {
    /// The column of a heading in either language.
    pub fn from_heading(heading: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| {
            [Language::En, Language::ZhTw]
                .iter()
                .any(|language| column.heading(*language) == heading)
        })
    }

    /// Whether the agency fills it in.
    pub fn is_filled(self) -> bool {
        matches!(
            self,
            Self::Text | Self::NextStep | Self::NextOn | Self::Asked
        )
    }
}

/// What stands over a form.
pub fn title(language: Language, agency: &str, month: &str) -> String {
    match language {
        Language::En => format!("Case-status form, {agency}, {month}"),
        Language::ZhTw => format!("辦理情形表　{agency}　{month}"),
    }
}

/// What to do with it.
pub fn how_to(language: Language, asked: &str) -> String {
    match language {
        Language::En => format!(
            "Fill in the shaded cells (an empty cell changes nothing, `{}` takes back what was reported; Tracking is one of: {asked}), leave the others, save and send it back.",
            take_back(language)
        ),
        Language::ZhTw => format!(
            "請填寫底色欄位（空白表示不更動，填「{}」表示撤回先前提報之內容；列管請填：{asked}），其他欄位請勿更動，存檔後寄回。",
            take_back(language)
        ),
    }
}

/// The word that takes back what a cell said before.
pub fn take_back(language: Language) -> &'static str {
    language.pick("delete", "刪除")
}

/// The name of the sheet.
pub fn sheet(language: Language) -> &'static str {
    language.pick("Status", "辦理情形")
}

/// A form was written.
pub fn written(language: Language, file: &str, rows: usize) -> String {
    match language {
        Language::En => format!(
            "{file}: {}",
            super::count::counted(rows, "open case", "open cases")
        ),
        Language::ZhTw => format!("{file}：未結案件 {rows} 案"),
    }
}

/// The forms there are.
pub fn kinds_of_file(language: Language) -> &'static str {
    language.pick(
        "a name that ends with .ods or .csv",
        "以 .ods 或 .csv 結尾的檔名",
    )
}

/// The subject of the commit.
pub fn imported(language: Language, agency: &str, month: &str, cases: usize) -> String {
    match language {
        Language::En => format!(
            "Case-status form of {agency}, {month}: {}",
            super::count::counted(cases, "case", "cases")
        ),
        Language::ZhTw => format!("辦理情形表：{agency} {month}，{cases} 案"),
    }
}

/// The file is no form.
pub fn no_form(language: Language, file: &str) -> String {
    match language {
        Language::En => {
            format!("{file} is no case-status form: its first row says none (po.form/1)")
        }
        Language::ZhTw => format!("{file} 不是辦理情形表：第一列沒有「po.form/1」"),
    }
}

/// The file cannot be read as a spreadsheet.
pub fn no_sheet(language: Language, file: &str) -> String {
    match language {
        Language::En => format!("{file} can be read neither as ODS nor as CSV"),
        Language::ZhTw => format!("{file} 無法以 ODS 或 CSV 讀取"),
    }
}

/// What makes a form.
pub fn export_it(language: Language) -> &'static str {
    language.pick(
        "`po form export --agency A --out F.ods` makes one",
        "以「po form export --agency 機關 --out 檔案.ods」產生表格",
    )
}

/// A column is missing.
pub fn no_column(language: Language, file: &str, column: Column) -> String {
    let heading = column.heading(language);
    match language {
        Language::En => format!("{file}: the column `{heading}` is missing"),
        Language::ZhTw => format!("{file}：缺少「{heading}」欄"),
    }
}

/// A cell cannot be read.
pub fn bad_cell(
    language: Language,
    row: usize,
    column: Column,
    found: &str,
    wanted: &str,
) -> String {
    let heading = column.heading(language);
    match language {
        Language::En => format!("row {row}, {heading}: `{found}` is not {wanted} (rule form-cell)"),
        Language::ZhTw => {
            format!("第{row}列「{heading}」：「{found}」應為{wanted}（規則 form-cell）")
        }
    }
}

/// The case of a row is on no record.
pub fn no_case(language: Language, row: usize, id: &str) -> String {
    match language {
        Language::En => format!("row {row}: no case `{id}` is on record (rule form-agrees)"),
        Language::ZhTw => format!("第{row}列：查無案件「{id}」（規則 form-agrees）"),
    }
}

/// A case stands twice on a form.
pub fn twice(language: Language, row: usize, id: &str) -> String {
    match language {
        Language::En => format!("row {row}: `{id}` stands there twice (rule form-row-once)"),
        Language::ZhTw => format!("第{row}列：「{id}」重複（規則 form-row-once）"),
    }
}

/// The agency has no part in the case.
pub fn no_part(language: Language, row: usize, id: &str, agency: &str) -> String {
    match language {
        Language::En => format!("row {row}: {agency} has no part in `{id}` (rule form-agrees)"),
        Language::ZhTw => {
            format!("第{row}列：{agency} 不是「{id}」的主協辦或相關機關（規則 form-agrees）")
        }
    }
}

/// The case is not open any more.
pub fn not_open(language: Language, row: usize, id: &str) -> String {
    match language {
        Language::En => format!("row {row}: `{id}` is not open (rule form-agrees)"),
        Language::ZhTw => format!("第{row}列：「{id}」已非辦理中案件（規則 form-agrees）"),
    }
}

/// What a row says of the record is not so.
pub fn differs(language: Language, row: usize, column: Column, form: &str, record: &str) -> String {
    let heading = column.heading(language);
    match language {
        Language::En => {
            format!(
                "row {row}, {heading}: the form says `{form}`, the record `{record}` (rule form-agrees)"
            )
        }
        Language::ZhTw => format!(
            "第{row}列「{heading}」：表格為「{form}」，紀錄為「{record}」（規則 form-agrees）"
        ),
    }
}

/// Nothing is filled in a row, and yet it is not as the record has it.
pub fn ignored_row(language: Language, differs: &str) -> String {
    match language {
        Language::En => format!("{differs}; nothing is filled in there, so the row is ignored"),
        Language::ZhTw => format!("{differs}；該列未填報，不予匯入"),
    }
}

/// A column is none of the form's.
pub fn other_column(language: Language, heading: &str) -> String {
    match language {
        Language::En => format!("the column `{heading}` is none of the form's and is ignored"),
        Language::ZhTw => format!("表格無「{heading}」欄，該欄內容不予匯入"),
    }
}

/// What keeps a cell from being recorded, in the words of the command that records it too.
pub fn refused_cell(language: Language, row: usize, column: Column, why: &str) -> String {
    let heading = column.heading(language);
    match language {
        Language::En => format!("row {row}, {heading}: {why}"),
        Language::ZhTw => format!("第{row}列「{heading}」：{why}"),
    }
}

/// Rows were refused.
pub fn refused(language: Language, rows: usize) -> String {
    match language {
        Language::En => format!(
            "nothing was written: {} of the form cannot be recorded",
            super::count::counted(rows, "row", "rows")
        ),
        Language::ZhTw => format!("{rows} 列與紀錄不符或無法讀取，未寫入任何資料"),
    }
}

/// A form of another month.
pub fn other_month(language: Language, form: &str, asked: &str) -> String {
    match language {
        Language::En => format!("this is the form of {form}, not of {asked} (rule form-of-month)"),
        Language::ZhTw => format!("這是 {form} 的表格，不是 {asked}（規則 form-of-month）"),
    }
}

/// What to do with a form of another month.
pub fn say_month(language: Language, month: &str) -> String {
    match language {
        Language::En => format!("`--month {month}` records it as that month's"),
        Language::ZhTw => format!("如確為該月表格，請加 --month {month}"),
    }
}
