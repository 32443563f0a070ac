//! The files that an import was given: named ones, and those of a folder.
//!
//! A folder gives its own files with the right ending, in the order of their names; hidden files,
//! other endings and folders inside it are no part of it. Symbolic links are refused everywhere: what
//! is read is what was named. `..` may lead up to where the named files are, as people type it, and is
//! refused behind a folder's name.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::import::Remark;
use crate::locale::remark::{Found, Note, Part, Phrase, Thing};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name without folders, in Unicode's composed form.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of collecting files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// What could be read, folders in order of names.
    pub sources: Vec<Source>,
    /// What could not, and why.
    pub refused: Vec<Remark>,
}

/// Reads the files named by `arguments` and the files of folders among them whose names end with
/// `ending` (without a dot). No file of more than `largest` bytes is read.
pub fn collect(arguments: &[PathBuf], ending: &str, largest: usize) -> Collected {
    let mut collected = Collected::default();
    for argument in arguments {
        collected.argument(argument, ending, largest);
    }
    collected
}

impl Collected {
    fn refuse(&mut self, path: &Path, found: impl Into<Found>, note: impl Into<Note>) {
        let shown = path.to_string_lossy();
        self.refused
            .push(Remark::new(&shown, None, Part::File, found, note));
    }

    fn argument(&mut self, path: &Path, ending: &str, largest: usize) {
        if climbs(path) {
            self.refuse(path, Found::quote(".."), Phrase::StraightPath);
            return;
        }
        match fs::symlink_metadata(path) {
            Err(error) => self.refuse(path, error, Phrase::FileOrFolder),
            Ok(about) if about.is_dir() => self.folder(path, ending, largest),
            Ok(_) => self.file(path, largest),
        }
    }

    fn folder(&mut self, path: &Path, ending: &str, largest: usize) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.refuse(path, error, Phrase::ReadableFolder);
                return;
            }
        };
        let mut files = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => files.push(entry.path()),
                Err(error) => self.refuse(path, error, Phrase::ReadableFolder),
            }
        }
        files.sort();
        let wanted = |file: &PathBuf| {
            let hidden = file
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let fits = file
                .extension()
                .is_some_and(|found| found.eq_ignore_ascii_case(ending));
            fits && !hidden
        };
        files.retain(wanted);
        if files.is_empty() {
            let note = Note::NamesEndWith(ending.to_owned());
            self.refuse(path, Thing::NoSuchFiles, note);
        }
        for file in files {
            self.file(&file, largest);
        }
    }

    fn file(&mut self, path: &Path, largest: usize) {
        match read(path, largest) {
            Ok(source) => self.sources.push(source),
            Err((found, note)) => self.refuse(path, found, note),
        }
    }
}

/// Whether `..` follows a folder's name.
fn climbs(path: &Path) -> bool {
    let mut parts = path
        .components()
        .skip_while(|part| !matches!(part, Component::Normal(_)));
    parts.any(|part| part == Component::ParentDir)
}

fn read(path: &Path, largest: usize) -> Result<Source, (Found, Note)> {
    let refusal = |thing: Thing, phrase: Phrase| (thing.into(), phrase.into());
    let failed = |error: std::io::Error| (error.into(), Phrase::ReadableFile.into());
    let about = fs::symlink_metadata(path).map_err(failed)?;
    if about.is_symlink() {
        return Err(refusal(Thing::SymbolicLink, Phrase::FileItself));
    }
    if about.is_dir() {
        return Err(refusal(Thing::Folder, Phrase::AFile));
    }
    if !about.is_file() {
        return Err(refusal(Thing::Device, Phrase::AFile));
    }
    let most = u64::try_from(largest).unwrap_or(u64::MAX);
    let too_large = |bytes: u64| (Found::Bytes(bytes), Note::SplitAbove(largest));
    if about.len() > most {
        return Err(too_large(about.len()));
    }
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| refusal(Thing::OddName, Phrase::Utf8Name))?;
    let mut bytes = Vec::new();
    // The file may grow while it is read, so the limit is held here again.
    let file = fs::File::open(path).map_err(failed)?;
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() > largest {
        return Err(too_large(u64::try_from(bytes.len()).unwrap_or(u64::MAX)));
    }
    Ok(Source {
        name: name.nfc().collect(),
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(collected: &Collected) -> Vec<&str> {
        let names = collected.sources.iter().map(|source| source.name.as_str());
        names.collect()
    }

    #[test]
    fn a_folder_gives_its_files_with_the_right_ending() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["10.md", "9.MD", ".hidden.md", "table.yml"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("deeper.md")).unwrap();
        let collected = collect(&[folder.path().to_owned()], "md", 10);
        assert_eq!(found(&collected), ["10.md", "9.MD"]);
        assert_eq!(collected.refused.len(), 1, "{:?}", collected.refused);
        assert_eq!(collected.refused[0].found, Thing::Folder.into());
    }

    #[test]
    fn one_bad_argument_does_not_keep_the_others_out() {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("name.txt");
        let large = folder.path().join("large.md");
        fs::write(&good, "x").unwrap();
        fs::write(&large, "0123456789a").unwrap();
        fs::create_dir(folder.path().join("empty")).unwrap();
        let arguments = [
            folder.path().join("missing.md"),
            large,
            folder.path().join("empty"),
            folder.path().join("empty/../name.txt"),
            good,
        ];
        let collected = collect(&arguments, "md", 10);
        assert_eq!(found(&collected), ["name.txt"]);
        assert_eq!(collected.refused.len(), 4);
        assert_eq!(collected.refused[1].found, Found::Bytes(11));
        assert_eq!(collected.refused[3].found, Found::quote(".."));
    }

    #[test]
    fn up_to_where_the_files_are_is_no_climbing() {
        assert!(!climbs(Path::new("../../shared/pages")));
        assert!(climbs(Path::new("pages/../../secrets")));
        assert!(climbs(Path::new("/srv/../etc")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_in_folders_and_as_arguments() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        fs::write(&secret, "x").unwrap();
        let inside = folder.path().join("pages");
        fs::create_dir(&inside).unwrap();
        std::os::unix::fs::symlink(&secret, inside.join("1.md")).unwrap();
        std::os::unix::fs::symlink(&inside, folder.path().join("other")).unwrap();
        let collected = collect(&[inside, folder.path().join("other")], "md", 10);
        assert_eq!(found(&collected), [""; 0]);
        assert!(
            collected
                .refused
                .iter()
                .all(|remark| remark.found == Thing::SymbolicLink.into())
        );
        assert_eq!(collected.refused.len(), 2);
    }
}
