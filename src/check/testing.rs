//! What the tests of the rules share. All records are invented.

use crate::record::Date;

use super::evidence::{Evidence, File};
use super::run::run;

/// The day of every test.
pub(crate) fn today() -> Date {
    Date::new(2019, 6, 30).unwrap()
}

/// Where the record of a short name lies: `case`, `other-case`, `meeting`, `transcript`, or a path.
pub(crate) fn path_of(name: &str) -> &str {
    match name {
        "case" => "records/cases/2019/02/c201902-k7f2.toml",
        "other-case" => "records/cases/2019/03/c201903-aaaa.toml",
        "meeting" => "records/meetings/2019/04/m201904-x3qd.toml",
        "transcript" => "records/transcripts/2019/04/t201904-p9wz.toml",
        path => path,
    }
}

/// The lines that a record of a short name must have, before those of a test.
fn head_of(name: &str) -> &str {
    match name {
        "case" => "id = \"c201902-k7f2\"\ntitle = \"甲案\"\n",
        "other-case" => "id = \"c201903-aaaa\"\ntitle = \"乙案\"\n",
        "meeting" => "id = \"m201904-x3qd\"\ntitle = \"甲會\"\n",
        "transcript" => "id = \"t201904-p9wz\"\ntitle = \"甲稿\"\ndate = 2019-04-12\n",
        _ => "",
    }
}

/// The files of a small store.
pub(crate) fn files(records: &[(&str, &str)]) -> Vec<File> {
    let read = |(name, text): &(&str, &str)| {
        let text = format!("{}{text}", head_of(name));
        File::read(path_of(name), text.as_bytes())
    };
    records.iter().map(read).collect()
}

/// What one rule finds in a public store: `field: marked text`, in order.
pub(crate) fn found(code: &str, records: &[(&str, &str)]) -> Vec<String> {
    found_in(code, records, false)
}

/// What one rule finds in a public or private store.
pub(crate) fn found_in(code: &str, records: &[(&str, &str)], private: bool) -> Vec<String> {
    let files = files(records);
    let evidence = Evidence::new(&files, private, today());
    run(&evidence, Some(&[code.to_owned()]))
        .into_iter()
        .map(|finding| {
            let file = files.iter().find(|file| file.path == finding.path).unwrap();
            let marked = finding.span.map_or("", |span| &file.text[span]);
            format!("{}: {marked}", finding.field)
        })
        .collect()
}
