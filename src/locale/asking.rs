//! What is said where a person is asked for values.

use super::Language;

/// A question, from what the help says of a value: without what is said of its repetition and the
/// words it takes.
pub fn question(about: &str) -> String {
    let about = about.split([';', '；', '[', '【']).next().unwrap_or(about);
    about.trim().trim_end_matches(['.', '。']).to_owned()
}

/// The answers ended before the questions; `needed` are the arguments that the command line lacks.
pub fn answers_ended(language: Language, needed: &str) -> String {
    match language {
        Language::En => {
            format!("nothing was asked further, nothing was written; missing: {needed}")
        }
        Language::ZhTw => format!("不再詢問，未寫入任何內容；尚缺：{needed}"),
    }
}

/// The choices of a question, one a line: the word, and what it is called in Chinese.
pub fn choices<'a>(
    language: Language,
    words: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> String {
    words
        .map(|(word, label)| match (language, label) {
            (Language::ZhTw, Some(label)) => format!("  {label}（{word}）"),
            _ => format!("  {word}"),
        })
        .collect::<Vec<_>>()
        .join("\n")
}
