//! What is said of imports.

use super::Language;
use super::count::counted;

/// While files are read.
pub fn reading(language: Language) -> &'static str {
    language.pick("reading", "讀取中")
}

/// What a kind of source is called.
fn source(language: Language, what: &str) -> &'static str {
    match what {
        "case-pages" => language.pick("case pages", "協作會議網站案件頁"),
        "join" => language.pick("petitions of Join", "Join 平臺連署"),
        _ => language.pick("transcripts", "逐字稿"),
    }
}

/// The subject of an import's commit.
pub fn subject(language: Language, what: &str, new: usize, changed: usize) -> String {
    let source = source(language, what);
    match language {
        Language::En => format!("import {source}: {new} new, {changed} changed"),
        Language::ZhTw => format!("匯入{source}：新增 {new} 筆、更新 {changed} 筆"),
    }
}

/// Personal data of published sources.
pub fn privacy(language: Language, count: usize) -> String {
    match language {
        Language::En => format!(
            "published sources hold personal data in {}; it went in with a [[privacy]] row:",
            counted(count, "place", "places")
        ),
        Language::ZhTw => format!("公開來源有 {count} 處個人資料，已加 [[privacy]] 列後收錄："),
    }
}

/// The reason of an extension: the posting that announced it, whose text is not kept.
pub fn extension_reason(language: Language, agency: &str, on: Option<String>) -> String {
    match (language, on) {
        (Language::En, Some(on)) => format!("announced by {agency} on {on}"),
        (Language::En, None) => format!("announced by {agency}"),
        (Language::ZhTw, Some(on)) => format!("{agency} {on} 公告"),
        (Language::ZhTw, None) => format!("{agency}公告"),
    }
}

/// What came of the files.
pub fn summary(
    language: Language,
    new: usize,
    updated: usize,
    unchanged: usize,
    failed: usize,
) -> String {
    match language {
        Language::En => {
            format!("files: {new} new, {updated} updated, {unchanged} unchanged, {failed} failed")
        }
        Language::ZhTw => {
            format!("檔案：新增 {new}、更新 {updated}、未變 {unchanged}、失敗 {failed}")
        }
    }
}

/// Files that could not be read.
pub fn failed(language: Language, files: usize) -> String {
    match language {
        Language::En => format!(
            "{} could not be imported",
            counted(files, "source", "sources")
        ),
        Language::ZhTw => format!("{files} 個來源無法匯入"),
    }
}
