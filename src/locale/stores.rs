//! What is said where several stores are read as one.

use super::Language;

/// The heading of the column with the store.
pub fn heading(language: Language) -> &'static str {
    language.pick("Store", "紀錄庫")
}

/// A command that is about one store, given several.
pub fn one_store(language: Language, command: &str) -> String {
    let command = format!("po {command}");
    let command = command.trim_end();
    match language {
        Language::En => format!(
            "`{command}` is about one store: give --store once (several are for lists, `po due`, `po overview`, \
             `po report` and `po show`, which only read)"
        ),
        Language::ZhTw => format!(
            "「{command}」以一個紀錄庫為限，--store 請只給一次（清單、「po due」、「po overview」、「po report」\
             及「po show」僅供查閱，方得給多個）"
        ),
    }
}

/// A revision that cannot be one of each of several stores.
pub fn revision_of_one(language: Language, at: &str, stores: usize) -> String {
    match language {
        Language::En => format!(
            "`{at}` is a revision of one store, and {stores} are read together, each with a history of its own"
        ),
        Language::ZhTw => {
            format!("「{at}」為單一紀錄庫之版本，現併同查閱 {stores} 個紀錄庫，各有其歷史")
        }
    }
}

/// How to ask for the past of several stores.
pub fn day_or_one_store(language: Language) -> &'static str {
    language.pick(
        "give a day, which holds for each; or --store . for this store alone; or a revision for each, A,B,…",
        "請改給日期（各紀錄庫一體適用），或以 --store . 僅查閱本紀錄庫，或各給一個版本，如 A,B,…",
    )
}

/// A store that is left out on purpose.
pub fn left_out_here(language: Language) -> &'static str {
    language.pick("it is left out with `-`", "已以「-」略過")
}

/// A store that could not be read.
pub fn not_read(language: Language, name: &str, why: &str) -> String {
    match language {
        Language::En => format!("the store {name} is not in this answer: {why}"),
        Language::ZhTw => format!("本結果未含紀錄庫 {name}：{why}"),
    }
}

/// A record of another store that says something else.
pub fn differs(language: Language, id: &str, store: &str) -> String {
    match language {
        Language::En => format!("{id} in {store}"),
        Language::ZhTw => format!("{store} 之 {id}"),
    }
}

/// A case of another store with the petition of one that counts.
pub fn same_petition(language: Language, id: &str, store: &str, counted: &str) -> String {
    match language {
        Language::En => format!("{id} in {store} (the petition of {counted})"),
        Language::ZhTw => format!("{store} 之 {id}（與 {counted} 同一連署）"),
    }
}

/// Records that stores tell differently; each counts once.
pub fn differing(language: Language, count: usize, counted: &str, named: &[String]) -> String {
    let more = count > named.len();
    match language {
        Language::En => {
            let records = match count {
                1 => "1 record is".to_owned(),
                _ => format!("{count} records are"),
            };
            let dots = if more { ", …" } else { "" };
            format!(
                "{records} in several stores and not the same; each counts once, as the store named first has it \
                 ({counted} before others): {}{dots}",
                named.join(", ")
            )
        }
        Language::ZhTw => {
            let dots = if more { "等" } else { "" };
            format!(
                "{count} 筆紀錄見於數個紀錄庫而內容不一，各計一次，以列名在前者為準（{counted} 優先）：{}{dots}",
                named.join("、")
            )
        }
    }
}

/// The store that a record on the page comes from.
pub fn from_store(language: Language, store: &str) -> String {
    match language {
        Language::En => format!("in the store {store}"),
        Language::ZhTw => format!("紀錄庫：{store}"),
    }
}

/// A report of more or fewer stores than are here.
pub fn other_stores(language: Language, file: &str, stated: usize, here: usize) -> String {
    match language {
        Language::En => format!(
            "{file} reports on {stated} stores, and {here} are read here; name the same stores with --store or \
             records/stores.toml"
        ),
        Language::ZhTw => format!(
            "{file} 併計 {stated} 個紀錄庫，此處所讀為 {here} 個；請以 --store 或 records/stores.toml 指定相同之紀錄庫"
        ),
    }
}

/// Records that several stores tell differently, as a gap of a report.
pub fn differing_copies(language: Language) -> &'static str {
    language.pick(
        "Records that several stores have and tell differently, counted once",
        "數個紀錄庫均有而內容不一之紀錄（計一次）",
    )
}

/// Stores that could not be read, as a gap of a report.
pub fn stores_not_read(language: Language) -> &'static str {
    language.pick("Stores that could not be read", "未能讀取之紀錄庫")
}

/// A store at a commit.
pub fn of_commit(language: Language, store: &str, commit: Option<&str>) -> String {
    match (language, commit) {
        (_, Some(commit)) => format!("{store} {commit}"),
        (Language::En, None) => format!("{store} (not read)"),
        (Language::ZhTw, None) => format!("{store}（未能讀取）"),
    }
}

/// The stores of a report.
pub fn read_together(language: Language, stores: &[String]) -> String {
    let count = stores.len();
    match language {
        Language::En => format!("{count} stores read as one: {}", stores.join(", ")),
        Language::ZhTw => format!("併計 {count} 個紀錄庫：{}", stores.join("、")),
    }
}
