//! Which paths a store writes: relative ones below `records/` and `schemas/`, and git's two own
//! files at the root.

use super::error::PathError;

/// Longer paths than this are refused; the longest a store makes has some fifty bytes.
const LONGEST_PATH: usize = 512;

/// Refuses every path that is not safe on all systems or lies outside what a store holds.
///
/// Hidden parts are refused altogether: that covers `.`, `..`, `.git` in every spelling, and an
/// attributes file that would take the `-text` attribute from records.
///
/// # Errors
/// What is wrong with the path.
pub fn check(path: &str) -> Result<(), PathError> {
    if path == ".gitattributes" || path == ".gitignore" {
        return Ok(());
    }
    check_anywhere(path)?;
    if path.split('/').any(|part| part.starts_with('.')) {
        return Err(PathError::Unsafe {
            path: path.to_owned(),
        });
    }
    match path.split_once('/') {
        Some(("records" | "schemas", _)) => Ok(()),
        _ => Err(PathError::Outside {
            path: path.to_owned(),
        }),
    }
}

/// Refuses every path that leads out of the repository or into git's own folder on any system; it need
/// not be one of the store's. What others published comes in at such paths.
pub(super) fn check_anywhere(path: &str) -> Result<(), PathError> {
    let is_sound = |part: &str| {
        let lower = part.to_ascii_lowercase();
        !part.is_empty()
            && !part.ends_with(['.', ' '])
            && lower != ".git"
            && !lower.starts_with("git~")
            && !part.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}'))
    };
    if path.len() <= LONGEST_PATH && path.split('/').all(is_sound) {
        Ok(())
    } else {
        Err(PathError::Unsafe {
            path: path.to_owned(),
        })
    }
}

/// The folder and the name of a checked path; the folder of a file at the root is empty.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_relative_paths_of_a_store_pass() {
        for path in [
            "records/store.toml",
            "records/cases/2019/02/c201902-k7f2.toml",
            "schemas/case.schema.json",
            ".gitattributes",
        ] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
        for path in [
            "",
            "/records/a",
            "records/../x",
            "records//a",
            "records/./a",
            "records/.git/config",
            "records/.GIT/x",
            "records\\a",
            "records/a\\b",
            "records/a:b",
            "records/a\nb",
            "records/git~1/x",
            "records/",
            "records/a.",
            "records/.\u{200c}git/x",
        ] {
            assert!(
                matches!(check(path), Err(PathError::Unsafe { .. })),
                "{path:?}"
            );
        }
        for path in ["README.md", "src/main.rs", "records", "recordsx/a"] {
            assert!(
                matches!(check(path), Err(PathError::Outside { .. })),
                "{path:?}"
            );
        }
    }
}
