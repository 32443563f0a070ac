//! The file of git's index (gitformat-index), changed without reading it into git's program and writing
//! all of it anew: at ten thousand records that takes longer than everything else a write does. What is
//! done here is what `git update-index` does to the plain index that git makes by itself, byte for byte;
//! whatever else an index may be (split, sparse, compressed, in the middle of a merge, watched) is left to
//! git's program.

use sha1::{Digest, Sha1};

use super::tree::Step;

/// What an index begins with: the signature and the version without extended flags.
const BEGINNING: &[u8] = b"DIRC\0\0\0\x02";

/// The length of that with the number of entries.
const HEADER: usize = 12;

/// What precedes the name of an entry: ten numbers of what the file system says of the file, the object,
/// the flags.
const ENTRY: usize = 62;

/// Where the second of the file's last change stands in an entry.
const MODIFIED: usize = 8;

/// Where the mode stands in an entry.
const MODE: usize = 24;

/// Where the size of the file stands in an entry.
const SIZE: usize = 36;

/// Where the object stands in an entry.
const OBJECT: usize = 40;

/// Where the flags stand in an entry: whether it is assumed unchanged, whether more flags follow, the stage
/// of a merge, the length of the name.
const FLAGS: usize = 60;

/// More flags, and the stage.
const FLAGS_NOT_PLAIN: u16 = 0x7000;

/// The greatest length of a name that the flags can say; longer ones end at their NUL alike.
const LONGEST_NAME: usize = 0xfff;

/// The length of an object's name.
const OID: usize = 20;

/// The length of the checksum at the end: the SHA-1 of all before it, or zeros where it was left out.
const CHECKSUM: usize = 20;

/// What a folder of the cached trees says whose tree is not known.
const INVALID: &str = "-1";

/// How deep cached trees may lie in each other.
const DEEPEST_TREE: usize = 64;

/// One entry of the index.
struct Entry<'a> {
    /// Where it begins in the file.
    start: usize,
    name: &'a [u8],
}

/// The plain parts of an index.
struct Parts<'a> {
    entries: Vec<Entry<'a>>,
    /// Where the entries end.
    end: usize,
    /// The trees of the folders, as far as git knew them: the extension `TREE`.
    trees: Option<&'a [u8]>,
}

/// The index with these steps made, without its checksum; `None` where it takes git's program. `written` is
/// the second in which the file was written.
pub(super) fn changed(mut index: Vec<u8>, written: u32, steps: &[Step]) -> Option<Vec<u8>> {
    smudge(&mut index, written)?;
    let parts = Parts::of(&index)?;
    let mut steps: Vec<&Step> = steps.iter().collect();
    steps.sort_by(|a, b| a.path.cmp(&b.path));
    let grown = steps.iter().map(|step| ENTRY + step.path.len() + 8);
    let mut next = Vec::with_capacity(index.len() + grown.sum::<usize>());
    next.extend_from_slice(index.get(..HEADER)?);
    let mut count = parts.entries.len();
    let mut copied = HEADER;
    for step in &steps {
        let (found, end) = match parts.find(step.path.as_bytes()) {
            Ok(place) => {
                count -= 1;
                (parts.start(place), parts.start(place + 1))
            }
            Err(place) => (parts.start(place), parts.start(place)),
        };
        next.extend_from_slice(index.get(copied..found)?);
        copied = end;
        if let Some(blob) = step.new {
            if parts.is_in_the_way(&step.path) {
                return None;
            }
            count += 1;
            push_entry(&mut next, &step.path, step.mode(), blob.as_bytes());
        }
    }
    next.extend_from_slice(index.get(copied..parts.end)?);
    let count = u32::try_from(count).ok()?;
    next.get_mut(BEGINNING.len()..HEADER)?
        .copy_from_slice(&count.to_be_bytes());
    if let Some(mut trees) = parts.trees {
        let paths: Vec<&[u8]> = steps.iter().map(|step| step.path.as_bytes()).collect();
        let mut kept = Vec::with_capacity(trees.len());
        copy_tree(&mut trees, &paths, &mut kept, 0)?;
        if !trees.is_empty() {
            return None;
        }
        next.extend_from_slice(b"TREE");
        next.extend_from_slice(&u32::try_from(kept.len()).ok()?.to_be_bytes());
        next.extend_from_slice(&kept);
    }
    Some(next)
}

/// The checksum of an index.
pub(super) fn checksum(index: &[u8]) -> [u8; CHECKSUM] {
    Sha1::digest(index).into()
}

/// Has git look into the files that changed in the second in which the index was written, or later: once the
/// index has a later second nothing else tells that they may have changed again. git calls that racy, and
/// looks by itself at a size of zero.
fn smudge(index: &mut [u8], written: u32) -> Option<()> {
    let mut start = HEADER;
    for _ in 0..number(index, BEGINNING.len())? {
        let next = start + padded(entry_at(index, start)?.name.len());
        if number(index, start + MODIFIED)? >= written {
            index.get_mut(start + SIZE..start + SIZE + 4)?.fill(0);
        }
        start = next;
    }
    Some(())
}

impl<'a> Parts<'a> {
    fn of(index: &'a [u8]) -> Option<Self> {
        let (content, checksum) = index.split_last_chunk::<CHECKSUM>()?;
        if !content.starts_with(BEGINNING) || *checksum == [0; CHECKSUM] {
            return None;
        }
        let count = usize::try_from(number(content, BEGINNING.len())?).ok()?;
        let mut entries: Vec<Entry<'a>> = Vec::with_capacity(count.min(content.len() / ENTRY));
        let mut end = HEADER;
        for _ in 0..count {
            let entry = entry_at(content, end)?;
            if entries.last().is_some_and(|last| last.name >= entry.name) {
                return None;
            }
            end += padded(entry.name.len());
            entries.push(entry);
        }
        let trees = only_trees(content.get(end..)?)?;
        Some(Self {
            entries,
            end,
            trees,
        })
    }

    fn find(&self, name: &[u8]) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| entry.name.cmp(name))
    }

    fn start(&self, place: usize) -> usize {
        self.entries
            .get(place)
            .map_or(self.end, |entry| entry.start)
    }

    /// Whether a file stands where this path has a folder, or the other way round.
    fn is_in_the_way(&self, path: &str) -> bool {
        let mut folders = path.match_indices('/').map(|(slash, _)| &path[..slash]);
        if folders.any(|folder| self.find(folder.as_bytes()).is_ok()) {
            return true;
        }
        let folder = format!("{path}/");
        let (Ok(place) | Err(place)) = self.find(folder.as_bytes());
        let next = self.entries.get(place);
        next.is_some_and(|entry| entry.name.starts_with(folder.as_bytes()))
    }
}

/// The entry that begins there, if it is of the plain kind.
fn entry_at(content: &[u8], start: usize) -> Option<Entry<'_>> {
    let flags = content.get(start + FLAGS..)?.first_chunk::<2>()?;
    let flags = u16::from_be_bytes(*flags);
    let name = content.get(start + ENTRY..)?;
    let length = match usize::from(flags & 0xfff) {
        LONGEST_NAME => memchr::memchr(0, name)?,
        length => length,
    };
    let name = name.get(..length)?;
    let is_plain = flags & FLAGS_NOT_PLAIN == 0;
    let is_whole = start + padded(length) <= content.len();
    (is_plain && is_whole).then_some(Entry { start, name })
}

/// The length of an entry: a name ends with one to eight NULs, so that the next entry begins at a multiple
/// of eight.
fn padded(name: usize) -> usize {
    (ENTRY + name + 8) & !7
}

/// The cached trees among the extensions; `None` where there is one that is not understood here. Those that
/// say where to find what in the file serve only a faster reading.
fn only_trees(mut extensions: &[u8]) -> Option<Option<&[u8]>> {
    let mut trees = None;
    while !extensions.is_empty() {
        let length = usize::try_from(number(extensions, 4)?).ok()?;
        let (signature, rest) = extensions.split_at_checked(4)?;
        let (content, rest) = rest.get(4..)?.split_at_checked(length)?;
        match signature {
            b"TREE" => trees = Some(content),
            b"EOIE" | b"IEOT" => {}
            _ => return None,
        }
        extensions = rest;
    }
    Some(trees)
}

/// Copies the cached tree of a folder, and forgets it where one of these paths (from that folder on)
/// changes.
fn copy_tree(from: &mut &[u8], paths: &[&[u8]], to: &mut Vec<u8>, depth: usize) -> Option<()> {
    if depth > DEEPEST_TREE {
        return None;
    }
    let name = until(from, 0)?;
    let entries = until(from, b' ')?;
    let folders = until(from, b'\n')?;
    let object = match entries == INVALID.as_bytes() {
        true => &[],
        false => from.split_off(..OID)?,
    };
    to.extend_from_slice(name);
    to.push(0);
    let is_kept = paths.is_empty();
    to.extend_from_slice(if is_kept { entries } else { INVALID.as_bytes() });
    to.push(b' ');
    to.extend_from_slice(folders);
    to.push(b'\n');
    to.extend_from_slice(if is_kept { object } else { &[] });
    let folders: usize = std::str::from_utf8(folders).ok()?.parse().ok()?;
    for _ in 0..folders {
        let folder = from.split(|byte| *byte == 0).next()?;
        if paths.contains(&folder) {
            return None;
        }
        let inner = paths
            .iter()
            .filter_map(|path| path.strip_prefix(folder)?.strip_prefix(b"/"));
        let inner: Vec<&[u8]> = inner.collect();
        copy_tree(from, &inner, to, depth + 1)?;
    }
    Some(())
}

/// What comes before that byte, which goes too.
fn until<'a>(from: &mut &'a [u8], end: u8) -> Option<&'a [u8]> {
    let length = memchr::memchr(end, from)?;
    let taken = from.split_off(..length)?;
    from.split_off_first()?;
    Some(taken)
}

fn push_entry(to: &mut Vec<u8>, path: &str, mode: i32, object: &[u8]) {
    let start = to.len();
    to.resize(start + ENTRY, 0);
    let length = path.len().min(LONGEST_NAME);
    let flags = u16::try_from(length).unwrap_or_default();
    for (place, bytes) in [
        (MODE, mode.to_be_bytes().as_slice()),
        (OBJECT, object),
        (FLAGS, flags.to_be_bytes().as_slice()),
    ] {
        if let Some(room) = to.get_mut(start + place..start + place + bytes.len()) {
            room.copy_from_slice(bytes);
        }
    }
    to.extend_from_slice(path.as_bytes());
    to.resize(start + padded(path.len()), 0);
}

fn number(bytes: &[u8], place: usize) -> Option<u32> {
    let bytes = bytes.get(place..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Write as _;
    use std::process::Stdio;

    use git2::Oid;
    use proptest::prelude::*;

    use super::*;

    /// A repository with git's own index, and git at work on it.
    struct World(tempfile::TempDir);

    impl World {
        fn new() -> Self {
            let world = Self(tempfile::tempdir().unwrap());
            world.git(&["init", "--quiet"], &[]);
            world
        }

        fn git(&self, arguments: &[&str], input: &[u8]) {
            let mut child = std::process::Command::new("git")
                .args(arguments)
                .current_dir(self.0.path())
                .env("GIT_CONFIG_NOSYSTEM", "1")
                .env("HOME", self.0.path())
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            child.stdin.take().unwrap().write_all(input).unwrap();
            assert!(child.wait().unwrap().success(), "{arguments:?}");
        }

        fn index(&self) -> Vec<u8> {
            std::fs::read(self.0.path().join(".git/index")).unwrap()
        }

        /// What git makes of its index by these steps.
        fn by_git(&self, steps: &[Step]) -> Vec<u8> {
            self.git(
                &["update-index", "-z", "--index-info"],
                &crate::store::git_index::index_info(steps),
            );
            self.index()
        }
    }

    fn step(path: &str, content: Option<u8>, executable: bool) -> Step {
        Step {
            path: path.to_owned(),
            old: None,
            new: content.map(|byte| Oid::from_bytes(&[byte.max(1); OID]).unwrap()),
            executable,
        }
    }

    fn with_checksum(mut index: Vec<u8>) -> Vec<u8> {
        index.extend_from_slice(&checksum(&index));
        index
    }

    /// Paths in few folders, of every length that the padding tells apart.
    fn paths() -> impl Strategy<Value = String> {
        let folder = proptest::sample::select(vec!["", "a/", "a/b/", "a/b/c/", "ab/", "z/y/"]);
        (folder, "[f-h]{1,9}(\\.toml|議)?").prop_map(|(folder, name)| format!("{folder}{name}"))
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let content = proptest::option::weighted(0.7, 1..9_u8);
        proptest::collection::btree_map(paths(), (content, any::<bool>()), 1..9).prop_map(|steps| {
            let steps: BTreeMap<String, (Option<u8>, bool)> = steps;
            steps
                .iter()
                .map(|(path, (content, executable))| step(path, *content, *executable))
                .collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn an_index_is_changed_as_git_changes_it(first in steps(), second in steps(), third in steps()) {
            let world = World::new();
            let first: Vec<Step> = first.into_iter().filter(|step| step.new.is_some()).collect();
            prop_assume!(!first.is_empty());
            world.by_git(&first);
            for (steps, are_trees_known) in [(second, true), (third, false)] {
                if are_trees_known {
                    world.git(&["write-tree", "--missing-ok"], &[]);
                }
                let ours = changed(world.index(), u32::MAX, &steps).map(with_checksum);
                prop_assert_eq!(ours, Some(world.by_git(&steps)));
            }
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_git() {
        let world = World::new();
        world.by_git(&[step("a/f", Some(1), false), step("g", Some(2), false)]);
        let plain = world.index();
        let added = [step("a/h", Some(3), false)];
        assert!(changed(plain.clone(), u32::MAX, &added).is_some());

        // A folder in the place of a file, and a file in that of a folder.
        assert!(changed(plain.clone(), u32::MAX, &[step("g/f", Some(3), false)]).is_none());
        assert!(changed(plain.clone(), u32::MAX, &[step("a", Some(3), false)]).is_none());
        // Damage.
        for length in 0..plain.len() {
            let cut = changed(plain[..length].to_vec(), u32::MAX, &added);
            assert!(cut.is_none_or(|index| index.len() < plain.len() + ENTRY));
        }

        let unusual: [&dyn Fn(); 4] = [
            &|| world.git(&["update-index", "--index-version", "4"], &[]),
            &|| world.git(&["update-index", "--untracked-cache"], &[]),
            &|| world.git(&["update-index", "--skip-worktree", "g"], &[]),
            &|| world.git(&["update-index", "--split-index"], &[]),
        ];
        for make in unusual {
            std::fs::write(world.0.path().join(".git/index"), &plain).unwrap();
            make();
            assert!(changed(world.index(), u32::MAX, &added).is_none());
        }
    }

    #[test]
    fn a_file_that_changed_in_the_second_of_the_index_is_looked_into() {
        let world = World::new();
        let second = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_550_000_000);
        let of_that_second = |path: &str, content: Option<&[u8]>| {
            let path = world.0.path().join(path);
            if let Some(content) = content {
                std::fs::write(&path, content).unwrap();
            }
            let file = std::fs::File::options().write(true).open(path).unwrap();
            file.set_modified(second).unwrap();
        };
        world.git(&["config", "core.trustctime", "false"], &[]);
        of_that_second("f", Some(b"ab"));
        world.git(&["add", "f"], &[]);
        of_that_second(".git/index", None);
        of_that_second("f", Some(b"cd"));
        let next = changed(world.index(), 1_550_000_000, &[step("g", Some(1), false)]);
        std::fs::write(
            world.0.path().join(".git/index"),
            with_checksum(next.unwrap()),
        )
        .unwrap();
        let status = std::process::Command::new("git")
            .args(["status", "--porcelain", "f"])
            .current_dir(world.0.path())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&status.stdout), "AM f\n");
    }
}
