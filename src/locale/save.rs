//! What is said when hand edits are recorded.

use super::Language;
use super::count::counted;

/// The subject of a commit of several records.
pub fn subject(language: Language, records: usize) -> String {
    match language {
        Language::En => format!("hand edits of {}", counted(records, "record", "records")),
        Language::ZhTw => format!("手動編修 {records} 筆"),
    }
}

/// The first names of a list.
pub fn some_of(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(4).map(String::as_str).collect();
    let more = if names.len() > shown.len() {
        " …"
    } else {
        ""
    };
    format!("{}{more}", shown.join(", "))
}

/// Files that were not recorded.
pub fn not_saved(language: Language, files: usize) -> String {
    match language {
        Language::En => format!(
            "{} not recorded, because of what is wrong there:",
            counted(files, "file was", "files were")
        ),
        Language::ZhTw => format!("{files} 個檔案因內容有誤未記錄："),
    }
}

/// What to do with them.
pub fn mend_and_save(language: Language) -> &'static str {
    language.pick(
        "mend the lines named and `po save` again",
        "修正所列各行後再執行「po save」",
    )
}

/// How a file that was taken away comes back.
pub fn bring_back(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("bring it back with `git restore --staged --worktree {path}`"),
        Language::ZhTw => format!("以「git restore --staged --worktree {path}」復原"),
    }
}

/// A record of that name is there.
pub fn already_there(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("`{id}` is there already (rule unique-id)"),
        Language::ZhTw => format!("已有「{id}」（規則 unique-id）"),
    }
}

/// The form of a name.
pub fn name_form(language: Language) -> &'static str {
    language.pick("lower-case letters, digits and hyphens", "小寫英數與連字號")
}

/// A path that names no file of the store.
pub fn no_such_file(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("the store has no file `{path}`"),
        Language::ZhTw => format!("紀錄庫中沒有檔案「{path}」"),
    }
}
