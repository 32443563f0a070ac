//! The script that git runs before it accepts a push, and what git tells it (githooks, pre-receive).

use std::path::{Path, PathBuf};

use git2::Oid;

use crate::store::{Environment, Fault, Store};
use crate::text::shell::shell_word;

/// The second line of the script, by which it is known as ours.
const MARK: &str = "# po guard: judges what is pushed before it is accepted";

/// One reference of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Where it stood; `None` where it is new.
    pub old: Option<Oid>,
    /// Where it shall stand; `None` where it shall be deleted.
    pub new: Option<Oid>,
    /// Its full name.
    pub name: String,
}

/// Why the guard does not stand.
#[derive(Debug, thiserror::Error)]
pub enum HookError {
    /// Somebody else's hook stands there.
    #[error("{} is another hook", .path.display())]
    Foreign {
        /// The hook.
        path: PathBuf,
        /// What it has to run.
        line: String,
    },
    /// The machine below.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Puts the hook into a repository and has git check the form of what it receives. `program` is the
/// absolute path of this program. Run again it only writes what is not so already.
///
/// # Errors
/// Where another hook stands there, or nothing can be written.
pub fn install(
    store: &Store,
    environment: &Environment,
    program: &Path,
) -> Result<PathBuf, HookError> {
    let hooks = store.hooks(environment)?;
    let path = hooks.join("pre-receive");
    let line = format!(
        "exec {} guard receive",
        shell_word(&program.to_string_lossy())
    );
    let script = format!("#!/bin/sh\n{MARK}\n{line}\n");
    match std::fs::read_to_string(&path) {
        Ok(there) if there == script => {}
        Ok(there) if !there.lines().any(|line| line == MARK) => {
            return Err(HookError::Foreign { path, line });
        }
        _ => {
            std::fs::create_dir_all(&hooks).map_err(Fault::file("make", &hooks))?;
            write_executable(&path, &script)?;
        }
    }
    // Objects of a wrong form are refused by git before the hook reads them.
    store.configure(environment, "receive.fsckObjects", "true")?;
    Ok(path)
}

/// Writes beside and renames, so that a push meanwhile finds one script or the other, whole.
fn write_executable(path: &Path, text: &str) -> Result<(), Fault> {
    use std::io::Write;
    let folder = path.parent().unwrap_or(Path::new("."));
    let failed = || Fault::file("write", path);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed())?;
    file.write_all(text.as_bytes()).map_err(failed())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let executable = std::fs::Permissions::from_mode(0o755);
        file.as_file()
            .set_permissions(executable)
            .map_err(failed())?;
    }
    file.persist(path)
        .map(drop)
        .map_err(|error| failed()(error.error))
}

/// Reads the lines `OLD NEW REFERENCE`; `None` where one is none.
pub fn parse_updates(text: &str) -> Option<Vec<Update>> {
    let commit = |word: &str| {
        let id = Oid::from_str(word).ok()?;
        (word.len() == 40).then_some(Some(id).filter(|id| *id != Oid::ZERO_SHA1))
    };
    let updates = text.lines().map(|line| {
        let (old, rest) = line.split_once(' ')?;
        let (new, name) = rest.split_once(' ')?;
        Some(Update {
            old: commit(old)?,
            new: commit(new)?,
            name: name.to_owned(),
        })
    });
    updates.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_of_git_are_read() {
        let zero = "0".repeat(40);
        let one = "1".repeat(40);
        let found = parse_updates(&format!("{zero} {one} refs/heads/main\n")).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].old, None);
        assert_eq!(found[0].new.unwrap().to_string(), one);
        assert_eq!(found[0].name, "refs/heads/main");
        assert_eq!(parse_updates("1 2 refs/heads/main\n"), None);
        assert_eq!(parse_updates("x\n"), None);
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "(\\PC|\n){0,80}") {
            let _ = parse_updates(&text);
        }
    }
}
