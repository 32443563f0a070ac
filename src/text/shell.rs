//! Words of a shell.

/// A foreign text as one word of a command, byte for byte: what a shell would take otherwise is quoted,
/// so that a hostile file name runs nothing when the command is pasted.
pub fn shell_word(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "/._-+:@%,".contains(character);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_file_name_is_one_quoted_word() {
        assert_eq!(shell_word("records/cases/a.toml"), "records/cases/a.toml");
        assert_eq!(shell_word("records/$(id) x"), "'records/$(id) x'");
        assert_eq!(shell_word("/opt/a b/it's\n"), "'/opt/a b/it'\\''s\n'");
        assert_eq!(shell_word("-rf"), "'-rf'");
        assert_eq!(shell_word(""), "''");
    }
}
