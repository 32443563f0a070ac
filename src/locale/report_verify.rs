//! What is said of a report that is made again.

use super::Language;
use super::count::counted;

/// What is going on.
pub fn at_work(language: Language) -> &'static str {
    language.pick("making the report again", "重製報告中")
}

/// A file is no report, or damaged.
pub fn no_report(language: Language, file: &str) -> String {
    match language {
        Language::En => format!("{file} is no report of po, or it is damaged"),
        Language::ZhTw => format!("{file} 不是 po 製作之報告，或已毀損"),
    }
}

/// What can be verified.
pub fn what_is_one(language: Language) -> &'static str {
    language.pick(
        "give the whole output of `po report quarterly` or `po report monthly`, in any format",
        "請提供「po report quarterly」或「po report monthly」之完整輸出，格式不限",
    )
}

/// A file is too large.
pub fn too_large(language: Language, file: &str, megabytes: u64) -> String {
    match language {
        Language::En => format!("{file} has more than {megabytes} MiB, too many for a report"),
        Language::ZhTw => format!("{file} 超過 {megabytes} MiB，不可能為報告"),
    }
}

/// The command in a file makes no report, or has arguments of another kind.
pub fn no_command(language: Language, file: &str, command: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{file} names a command that does not just make a report, and it was not run: {command}"
            )
        }
        Language::ZhTw => format!("{file} 所載指令並非單純製作報告，未予執行：{command}"),
    }
}

/// A report was made before anything was recorded.
pub fn no_commit(language: Language, file: &str) -> String {
    match language {
        Language::En => format!("{file} states no commit to make it again from"),
        Language::ZhTw => format!("{file} 未載提交代號，無從重製"),
    }
}

/// What a file states as its commit is none.
pub fn not_a_commit(language: Language, file: &str, named: &str) -> String {
    match language {
        Language::En => format!("{file} states `{named}` as its commit, which is no commit id"),
        Language::ZhTw => format!("{file} 所載提交「{named}」不是提交代號"),
    }
}

/// The commit of a report is not in the store.
pub fn commit_missing(language: Language, commit: &str) -> String {
    match language {
        Language::En => {
            format!("commit {commit}, which the report was made from, is not in this store")
        }
        Language::ZhTw => format!("本紀錄庫沒有製作該報告之提交 {commit}"),
    }
}

/// How to get the commit.
pub fn get_the_commit(language: Language) -> &'static str {
    language.pick(
        "fetch the history (`git fetch`; `git fetch --unshallow` in a shallow clone), or name the store it was made in with --store",
        "請取得完整歷史（git fetch；淺層複本為 git fetch --unshallow），或以 --store 指定製作該報告之紀錄庫",
    )
}

/// The commit of a report is not in the history of the branch.
pub fn on_the_side(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("commit {commit} is not in the history of this branch"),
        Language::ZhTw => format!("提交 {commit} 不在目前分支之歷史內"),
    }
}

/// A report is what the record says.
pub fn equal(language: Language, commit: &str, digest: &str, then: &str, now: &str) -> String {
    match language {
        Language::En => {
            format!("equal: record {commit}, figures {digest}…, po {then} then, {now} now")
        }
        Language::ZhTw => {
            format!("相符：紀錄 {commit}，數字摘要值 {digest}…；製作 po {then}，查驗 {now}")
        }
    }
}

/// Where file and record differ.
pub fn difference(language: Language, at: &str, file: &str, record: &str) -> String {
    match language {
        Language::En => format!("{at}: file {file}, record {record}"),
        Language::ZhTw => format!("{at}：檔案 {file}，紀錄 {record}"),
    }
}

/// A cell of a CSV file.
pub fn cell(language: Language, row: usize, name: &str, column: &str) -> String {
    match language {
        Language::En => format!("row {row} ({name}) {column}"),
        Language::ZhTw => format!("第 {row} 列（{name}）{column}"),
    }
}

/// A line of a text.
pub fn line(language: Language, number: usize) -> String {
    match language {
        Language::En => format!("line {number}"),
        Language::ZhTw => format!("第 {number} 行"),
    }
}

/// Nothing stands there.
pub fn nothing(language: Language) -> &'static str {
    language.pick("nothing", "無")
}

/// How many more differences there are.
pub fn and_more(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("and {count} more (all with --format json)"),
        Language::ZhTw => format!("另有 {count} 處（--format json 列出全部）"),
    }
}

/// A report is not what the record says; `edited` where the digest that it states is not that of what
/// it says.
pub fn differs(language: Language, count: usize, edited: bool) -> String {
    let places = counted(count, "place", "places");
    match (language, edited) {
        (Language::En, true) => {
            format!("the file was edited: it differs from its own record in {places}")
        }
        (Language::En, false) => {
            format!("the record gives other figures: it differs from the file in {places}")
        }
        (Language::ZhTw, true) => format!("檔案曾遭改動：與所載紀錄有 {count} 處不符"),
        (Language::ZhTw, false) => format!("依紀錄所得數字不同：與檔案有 {count} 處不符"),
    }
}

/// Another version made the report.
pub fn other_version(language: Language, version: &str) -> String {
    match language {
        Language::En => {
            format!("it was made by po {version}; its wording may differ, its figures may not")
        }
        Language::ZhTw => format!("該檔由 po {version} 製作；用字或有不同，數字應屬相同"),
    }
}

/// Where.
pub fn at_heading(language: Language) -> &'static str {
    language.pick("Where", "位置")
}

/// What the file says.
pub fn file_heading(language: Language) -> &'static str {
    language.pick("File", "檔案")
}

/// What the record says.
pub fn record_heading(language: Language) -> &'static str {
    language.pick("Record", "紀錄")
}
