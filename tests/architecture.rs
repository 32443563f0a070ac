//! The house stands on its floors: no file imports from a floor above its own, floors that lie side
//! by side do not know each other, and neighbours on one floor do not import each other in a circle.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The floors from the ground up. What stands side by side on one floor may not use each other.
const FLOORS: [&[&str]; 9] = [
    &["locale"],
    &["record", "text"],
    &["store"],
    &["index"],
    &["procedure"],
    &["import", "export", "sync"],
    &["report", "check"],
    &["site", "history"],
    &["cli"],
];

/// One place that names another module of the crate.
#[derive(Debug)]
struct Import {
    file: String,
    line: usize,
    /// The path after `crate::`, as far as names go.
    target: Vec<String>,
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Files of the folder and those below it that end in `.rs`.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The program text without comments and string literals, line breaks kept.
fn code_only(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string_hashes(rest, code.chars().next_back()) {
            let open = 2 + hashes;
            let close = format!("\"{}", "#".repeat(hashes));
            rest[open..]
                .find(&close)
                .map_or(rest.len(), |end| open + end + close.len())
        } else if first == '"' {
            string_end(rest)
        } else if first == '\'' {
            char_end(rest)
        } else {
            0
        };
        let (gone, kept) = rest.split_at(skipped);
        code.extend(gone.chars().filter(|character| *character == '\n'));
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            rest = kept;
        }
    }
    code
}

/// The number of `#` of a raw string that begins here.
fn raw_string_hashes(text: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|before| before.is_alphanumeric() || before == '_') {
        return None;
    }
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (place, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal; one for the quote of a lifetime.
fn char_end(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => text[2..]
            .char_indices()
            .skip(1)
            .find(|(_, character)| *character == '\'')
            .map_or(text.len(), |(place, _)| place + 3),
        Some(_) => match characters.next() {
            Some((place, '\'')) => place + 1,
            _ => 1,
        },
        None => 1,
    }
}

/// The paths that follow a `crate::`, with the braces of a `use` spread out one level deep.
fn imports(file: &str, code: &str) -> Vec<Import> {
    let mut found = Vec::new();
    for (place, _) in code.match_indices("crate::") {
        let before = code[..place].chars().next_back();
        if before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == '$') {
            continue;
        }
        let line = 1 + code[..place].matches('\n').count();
        for target in targets(&code[place + "crate::".len()..]) {
            found.push(Import {
                file: file.to_owned(),
                line,
                target,
            });
        }
    }
    found
}

/// What a path means, where it begins: `a::b::{c, d::e}` is `a::b::c` and `a::b::d::e`.
fn targets(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start();
    if let Some(inside) = text.strip_prefix('{') {
        let mut found = Vec::new();
        let mut depth = 0;
        let mut start = 0;
        for (place, character) in inside.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.extend(targets(&inside[start..place]));
                    return found;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.extend(targets(&inside[start..place]));
                    start = place + 1;
                }
                _ => {}
            }
        }
        return found;
    }
    let end = text
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return Vec::new();
    }
    match rest.strip_prefix("::") {
        Some(rest) => {
            let deeper = targets(rest);
            if deeper.is_empty() {
                return vec![vec![name.to_owned()]];
            }
            deeper
                .into_iter()
                .map(|tail| [vec![name.to_owned()], tail].concat())
                .collect()
        }
        None => vec![vec![name.to_owned()]],
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn all_imports() -> Vec<Import> {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap();
            imports(name, &code_only(&std::fs::read_to_string(path).unwrap()))
        })
        .collect()
}

/// The room that a file stands in: the first folder, or the name of a file at the top.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// What is wrong with an import, if anything.
fn trespass(import: &Import) -> Option<String> {
    let from = room(&import.file);
    let to = import.target.first()?.as_str();
    let place = format!("src/{}:{}", import.file, import.line);
    if from == to || matches!(from, "main" | "lib") {
        return None;
    }
    match (floor(from), floor(to)) {
        (Some(own), Some(other)) if other > own => {
            Some(format!("{place}: `{from}` imports upwards from `{to}`"))
        }
        (Some(own), Some(other)) if other == own => Some(format!(
            "{place}: `{from}` and `{to}` stand side by side and may not use each other"
        )),
        (Some(_), Some(_)) => None,
        (None, _) => Some(format!("{place}: `{from}` stands on no floor")),
        // What lib.rs itself declares would be a name without a floor.
        (_, None) => Some(format!("{place}: `{to}` stands on no floor")),
    }
}

#[test]
fn no_file_imports_from_a_floor_above_its_own() {
    let imports = all_imports();
    assert!(imports.len() > 100, "the imports were not found");
    let wrong: Vec<String> = imports.iter().filter_map(trespass).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_the_library_stands_on_a_floor() {
    for entry in std::fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let room = room(&name);
        assert!(
            matches!(room, "main" | "lib") || floor(room).is_some(),
            "src/{name} stands on no floor"
        );
    }
}

/// Modules at the top of a room that import each other by `crate::` paths, as edges. A path that
/// names a re-export of the room itself says nothing about a module and is left out.
fn edges_inside(imports: &[Import]) -> BTreeMap<String, BTreeSet<String>> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for import in imports {
        let mut parts = import.file.split('/');
        let (Some(own), Some(module)) = (parts.next(), parts.next()) else {
            continue;
        };
        let [target_room, target_module, ..] = import.target.as_slice() else {
            continue;
        };
        let module = module.trim_end_matches(".rs");
        let exists = root()
            .join(own)
            .join(format!("{target_module}.rs"))
            .exists()
            || root().join(own).join(target_module).is_dir();
        if own == target_room && module != "mod" && module != target_module && exists {
            edges
                .entry(format!("{own}::{module}"))
                .or_default()
                .insert(format!("{own}::{target_module}"));
        }
    }
    edges
}

/// A circle among the edges, as the modules along it.
fn circle(edges: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk(
        module: &str,
        edges: &BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(start) = way.iter().position(|passed| passed == module) {
            return Some([&way[start..], &[module.to_owned()]].concat());
        }
        if !done.insert(module.to_owned()) {
            return None;
        }
        way.push(module.to_owned());
        let found = edges
            .get(module)
            .into_iter()
            .flatten()
            .find_map(|next| walk(next, edges, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    edges
        .keys()
        .find_map(|module| walk(module, edges, &mut Vec::new(), &mut done))
}

#[test]
fn neighbours_do_not_import_each_other_in_a_circle() {
    let found = circle(&edges_inside(&all_imports()));
    assert!(found.is_none(), "{}", found.unwrap().join(" → "));
}

#[test]
fn the_reader_of_imports_sees_what_it_must_see() {
    let text = r##"
//! crate::cli in a comment
use crate::locale::{Language, error as words, help::{about, examples}};
pub(crate) use crate::{
    record::Date, cli::exit,
};
fn one<'a>() -> &'a str { crate::store::open("crate::report") }
const RAW: &str = r#"a "crate::check" b"#; const QUOTE: char = '"'; type T = crate::index::View;
"##;
    let found: Vec<(usize, String)> = imports("record/x.rs", &code_only(text))
        .into_iter()
        .map(|import| (import.line, import.target.join("::")))
        .collect();
    let expected = [
        (3, "locale::Language"),
        (3, "locale::error"),
        (3, "locale::help::about"),
        (3, "locale::help::examples"),
        (4, "record::Date"),
        (4, "cli::exit"),
        (7, "store::open"),
        (8, "index::View"),
    ];
    assert_eq!(
        found,
        expected
            .map(|(line, path)| (line, path.to_owned()))
            .to_vec()
    );
}

#[test]
fn a_trespass_is_told() {
    let import = |file: &str, target: &str| Import {
        file: file.to_owned(),
        line: 1,
        target: vec![target.to_owned()],
    };
    assert!(trespass(&import("record/case.rs", "store")).is_some());
    assert!(trespass(&import("import/join.rs", "export")).is_some());
    assert!(trespass(&import("check/run.rs", "report")).is_some());
    assert!(trespass(&import("text/fold.rs", "record")).is_some());
    assert!(trespass(&import("attic/x.rs", "record")).is_some());
    assert!(trespass(&import("cli/case.rs", "record")).is_none());
    assert!(trespass(&import("record/case.rs", "record")).is_none());
    let edge = |from: &str, to: &str| (from.to_owned(), BTreeSet::from([to.to_owned()]));
    let ring = BTreeMap::from([edge("a", "b"), edge("b", "c"), edge("c", "a")]);
    assert_eq!(circle(&ring).unwrap(), ["a", "b", "c", "a"]);
    let line = BTreeMap::from([edge("a", "b"), edge("b", "c")]);
    assert_eq!(circle(&line), None);
}
