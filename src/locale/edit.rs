//! What is said when records are set, edited or removed.

use super::Language;

/// Something that is no `field=value`.
pub fn no_assignment(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("`{typed}` is not FIELD=VALUE"),
        Language::ZhTw => format!("「{typed}」不是「欄位=值」"),
    }
}

/// How to set a field.
pub fn set_example(language: Language) -> &'static str {
    language.pick(
        "for example: po case set 45 core_question=\"How can anglers and harbours share the quay?\"",
        "例如：po case set 45 core_question=\"釣客與漁港如何共用碼頭？\"",
    )
}

/// A field that the record does not have.
pub fn unknown_field(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("`{name}` is no field of this record"),
        Language::ZhTw => format!("此紀錄沒有「{name}」欄位"),
    }
}

/// A path to more than one value.
pub fn not_one_value(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("`{path}` is not one value; rows have commands of their own"),
        Language::ZhTw => format!("「{path}」不是單一值；各列請用其專屬指令"),
    }
}

/// The editor ended badly.
pub fn editor_failed(language: Language, editor: &str) -> String {
    match language {
        Language::En => format!("the editor `{editor}` failed; nothing was recorded"),
        Language::ZhTw => format!("編輯器「{editor}」執行失敗；未記錄任何內容"),
    }
}

/// No editor is named, and nobody is at a terminal.
pub fn no_editor(language: Language) -> &'static str {
    language.pick(
        "there is no terminal to edit in, and neither VISUAL nor EDITOR names an editor",
        "沒有可供編輯的終端機，VISUAL 與 EDITOR 亦未指定編輯器",
    )
}

/// How to change a record without an editor.
pub fn other_than_editing(language: Language) -> &'static str {
    language.pick(
        "change fields with `po KIND set REF FIELD=VALUE`, or edit the file and `po save`",
        "請以「po 類別 set 紀錄 欄位=值」修改，或直接編輯檔案再「po save」",
    )
}

/// Where the edited text was kept.
pub fn kept(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("what you wrote is kept in {path}"),
        Language::ZhTw => format!("您編修的內容保留於 {path}"),
    }
}

/// The edited file is no text.
pub fn not_text(language: Language) -> &'static str {
    language.pick("the file is not UTF-8 text", "檔案不是 UTF-8 文字")
}

/// The record changed while it was edited.
pub fn changed_meanwhile(language: Language) -> &'static str {
    language.pick(
        "the record was changed by somebody else while you were editing",
        "編修期間此紀錄已由他人修改",
    )
}

/// Others name the record.
pub fn still_named(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} is named by other records (rule no-dangling-reference):"),
        Language::ZhTw => format!("{id} 仍被其他紀錄引用（規則 no-dangling-reference）："),
    }
}

/// A field that is to be set to nothing.
pub fn nothing_to_set(language: Language, field: &str) -> String {
    match language {
        Language::En => format!("{field}: nothing stands behind the equals sign"),
        Language::ZhTw => format!("{field}：等號後沒有內容"),
    }
}

/// How a field is taken away.
pub fn unset_it(language: Language, field: &str) -> String {
    match language {
        Language::En => format!("take a field away with `--unset {field}`"),
        Language::ZhTw => format!("移除欄位請用「--unset {field}」"),
    }
}

/// A field stands twice in one command.
pub fn given_twice(language: Language, field: &str) -> String {
    match language {
        Language::En => format!("{field} is given twice; once was expected"),
        Language::ZhTw => format!("{field} 重複指定，僅得指定一次"),
    }
}

/// Asks before removing.
pub fn really_remove(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("Remove {id}? Git history keeps it."),
        Language::ZhTw => format!("確定移除 {id}？git 歷史仍會保留。"),
    }
}
