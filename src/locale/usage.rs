//! The words around help and wrong command lines.

use super::Language;

/// The layout of help.
pub fn template(language: Language) -> &'static str {
    language.pick(
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n",
        "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n",
    )
}

/// Help as it is laid out by clap, which has some words and brackets in English only.
pub fn in_words(language: Language, help: &str) -> String {
    match language {
        Language::En => help.to_owned(),
        Language::ZhTw => headings()
            .fold(help.to_owned(), |help, heading| {
                help.replace(&format!("{heading}:\n"), &format!("{heading}：\n"))
            })
            .replace("[OPTIONS]", "［選項］")
            .replace("[指令]", "［指令］")
            .replace("[alias: ", "[亦作 "),
    }
}

/// The headings of help in Chinese.
fn headings() -> impl Iterator<Item = &'static str> {
    [commands, arguments, options, everywhere]
        .into_iter()
        .map(|heading| heading(Language::ZhTw))
}

/// The heading over commands.
pub fn commands(language: Language) -> &'static str {
    language.pick("Commands", "指令")
}

/// What stands for a command in a usage line.
pub fn command_word(language: Language) -> &'static str {
    language.pick("COMMAND", "指令")
}

/// The heading over arguments.
pub fn arguments(language: Language) -> &'static str {
    language.pick("Arguments", "引數")
}

/// The heading over options.
pub fn options(language: Language) -> &'static str {
    language.pick("Options", "選項")
}

/// The heading over the options that every command takes.
pub fn everywhere(language: Language) -> &'static str {
    language.pick("Options of every command", "各指令共用選項")
}

/// A command that is none.
pub fn unknown_command(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("`{name}` is no command"),
        Language::ZhTw => format!("沒有「{name}」這個指令"),
    }
}

/// An argument that the command does not take.
pub fn unknown_argument(language: Language, argument: &str) -> String {
    match language {
        Language::En => format!("`{argument}` is not known here"),
        Language::ZhTw => format!("此處不接受「{argument}」"),
    }
}

/// A value that the argument does not take: none of the words that are known, or no number.
pub fn bad_value(language: Language, argument: &str, value: &str, known: Option<&str>) -> String {
    // `--sort <KEY>` is called `--sort`.
    let argument = argument.split(" <").next().unwrap_or(argument);
    // Where nought is refused, one is the least.
    let least = u8::from(value.trim() == "0");
    match (language, known) {
        (Language::En, Some(known)) => {
            format!("{argument}: `{value}` is none of: {known} (rule known-word)")
        }
        (Language::En, None) => format!("{argument}: `{value}` is not a whole number from {least}"),
        (Language::ZhTw, Some(known)) => {
            format!("{argument}：「{value}」無效，可用：{known}（規則 known-word）")
        }
        (Language::ZhTw, None) => format!("{argument}：「{value}」不是 {least} 以上之整數"),
    }
}

/// An argument without its words.
pub fn blank(language: Language, argument: &str) -> String {
    match language {
        Language::En => format!("{argument} is blank; some words were expected"),
        Language::ZhTw => format!("{argument} 不得空白"),
    }
}

/// Two arguments that exclude each other.
pub fn conflict(language: Language, one: &str, other: &str) -> String {
    match language {
        Language::En => format!("{one} cannot stand beside {other}"),
        Language::ZhTw => format!("{one} 不能與 {other} 並用"),
    }
}

/// The nearest known word.
pub fn did_you_mean(language: Language, word: &str) -> String {
    match language {
        Language::En => format!("did you mean `{word}`?"),
        Language::ZhTw => format!("是否為「{word}」？"),
    }
}

/// Where help is.
pub fn see_help(language: Language) -> &'static str {
    language.pick(
        "--help shows what there is, with examples",
        "加上 --help 可看說明與範例",
    )
}

/// What an argument is for, with the words it takes.
pub fn with_choices(language: Language, about: &str, choices: &str) -> String {
    match language {
        Language::En => format!("{about} [{choices}]"),
        Language::ZhTw => format!("{about}【{choices}】"),
    }
}

/// What an argument is for, with the value that it has where none is given.
pub fn with_default(language: Language, about: &str, default: &str) -> String {
    match language {
        Language::En => format!("{about} [default: {default}]"),
        Language::ZhTw => format!("{about}［預設：{default}］"),
    }
}

/// An argument that is no text.
pub fn not_utf8(language: Language) -> &'static str {
    language.pick("an argument is not UTF-8", "有參數不是 UTF-8 文字")
}
