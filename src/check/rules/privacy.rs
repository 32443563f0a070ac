//! Personal data of a citizen: identity numbers, telephone numbers, e-mail addresses.

use std::collections::BTreeSet;

use crate::check::evidence::{Evidence, File};
use crate::check::finding::{Findings, Place, Remedy, Severity};
use crate::check::locate::{Leaf, Locator};
use crate::locale::check as words;
use crate::record::any::table_of;
use crate::record::case::PrivacyKind;
use crate::record::fields::FieldPath;
use crate::record::privacy::{scan, scan_field};
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Kind};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "privacy",
    about: Bilingual {
        en: "A file holds what looks like an identity number, a telephone number, an e-mail address (also inside a web address) or the postal address of a home. Git never forgets, so it must not be saved. What a published source says verbatim passes where a `[[privacy]]` row acknowledges it by field and kind and the record names the source (`[[link]]`, `[[origin]]`, `[[petition]]`, the `source` of a transcript). Postal addresses of offices and meeting places may stand in meetings, transcripts and agencies; in cases and people, and wherever the text says that somebody lives there, they may not.",
        zh: "檔案含有疑似身分證字號、電話號碼、電子郵件（含網址內者）或住址。git 不會遺忘，不得存入。公開來源原文所載者，紀錄載明來源（[[link]]、[[origin]]、[[petition]] 或逐字稿之 source）者，得以 [[privacy]] 列載明欄位與類別後保留。機關與開會地點的地址可載於會議、逐字稿及機關紀錄；案件與人員紀錄，以及文中載明為住居所者，不得有地址。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for file in evidence.files {
        for hit in hits(file) {
            let place = Place::Span(hit.span, hit.field);
            let kind = hit.kind;
            findings.add(file, place, Remedy::edit_file(file), move |language| {
                words::privacy(language, kind.label(language))
            });
        }
    }
}

/// Personal data that nobody acknowledged.
struct Hit {
    span: std::ops::Range<usize>,
    field: String,
    kind: PrivacyKind,
}

/// Looks through the whole text, comments and unknown keys included, and once more through the
/// values that are written with escapes, behind which a number could hide.
fn hits(file: &File) -> Vec<Hit> {
    let raw = scan(&file.text);
    if raw.is_empty() && !file.text.contains('\\') {
        return Vec::new();
    }
    let kind = Kind::of_path(&file.path).map(|(kind, _)| kind);
    let shape = kind.map(table_of);
    let leaves = Locator::new(&file.text).leaves(shape);
    let acknowledged = acknowledged(file.parsed.record.as_ref());
    let passes =
        |leaf: &Leaf, kind: PrivacyKind| acknowledged.contains(&(leaf.keyed.clone(), kind));
    let mut found = Vec::new();
    for one in &raw {
        let leaf = leaf_at(&leaves, one.start);
        let field = leaf.map_or_else(String::new, |leaf| leaf.field.clone());
        let acknowledged = leaf.is_some_and(|leaf| passes(leaf, one.kind));
        if one.is_personal_in(kind, &field) && !acknowledged {
            found.push(Hit {
                span: one.start..one.end,
                field,
                kind: one.kind,
            });
        }
    }
    for leaf in &leaves {
        let written = file.text.get(leaf.span.clone()).unwrap_or("");
        if !written.contains('\\') {
            continue;
        }
        for one in scan_field(&leaf.text, kind, &leaf.field) {
            let text = leaf.text.get(one.start..one.end);
            let is_written = raw.iter().any(|raw| {
                leaf.span.contains(&raw.start) && file.text.get(raw.start..raw.end) == text
            });
            if !is_written && !passes(leaf, one.kind) {
                let (span, field) = (leaf.span.clone(), leaf.field.clone());
                found.push(Hit {
                    span,
                    field,
                    kind: one.kind,
                });
            }
        }
    }
    found
}

/// The value that holds the byte; the leaves stand in the order of the file.
fn leaf_at(leaves: &[Leaf], byte: usize) -> Option<&Leaf> {
    let after = leaves.partition_point(|leaf| leaf.span.start <= byte);
    let leaf = leaves.get(after.checked_sub(1)?)?;
    leaf.span.contains(&byte).then_some(leaf)
}

/// Field and kind of what the record acknowledges, where it names a published source.
fn acknowledged(record: Option<&AnyRecord>) -> BTreeSet<(FieldPath, PrivacyKind)> {
    let record = record.filter(|record| record.names_a_source());
    let rows = record.map_or(&[][..], AnyRecord::privacy);
    rows.iter()
        .filter_map(|row| Some((row.path.parse().ok()?, row.kind)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, path_of};

    const SPEECH: &str = "status = \"published\"\n[[speech]]\nn = 12\nkind = \"quote\"\ntext = \"請寄 nobody@example.org 收\"\n";

    #[test]
    fn personal_data_is_marked_wherever_it_stands() {
        assert_eq!(
            found("privacy", &[("transcript", SPEECH)]),
            ["speech[1].text: nobody@example.org"]
        );
        assert_eq!(
            found("privacy", &[("case", "# 0912-345-678\n")]),
            [": 0912-345-678"]
        );
        assert_eq!(
            found("privacy", &[("case", "title2 = [\"0912345678\"]\n")]).len(),
            1
        );
        assert!(found("privacy", &[("case", "number = 45\n")]).is_empty());
    }

    #[test]
    fn an_unreadable_file_is_looked_through_too() {
        assert_eq!(
            found("privacy", &[("case", "= 0912-345-678\n")]),
            [": 0912-345-678"]
        );
    }

    #[test]
    fn an_escape_hides_nothing() {
        let case = "summary = \"\\u0030912-345-678\"\n";
        assert_eq!(
            found("privacy", &[("case", case)]),
            ["summary: \"\\u0030912-345-678\""]
        );
    }

    #[test]
    fn what_is_acknowledged_passes_and_nothing_else() {
        let sourced = |source: &str, path: &str, kind: &str| {
            let text = format!(
                "{SPEECH}{source}[[privacy]]\npath = \"{path}\"\nkind = \"{kind}\"\nreason = \"原文\"\nby = \"甲\"\n"
            );
            found("privacy", &[("transcript", &text)]).len()
        };
        assert_eq!(sourced("", "speech[12].text", "email"), 1);
        let source = "[source]\nurl = \"https://example.org/speech\"\n";
        let row = |path: &str, kind: &str| sourced(source, path, kind);
        assert_eq!(
            path_of("transcript"),
            "records/transcripts/2019/04/t201904-p9wz.toml"
        );
        assert_eq!(row("speech[12].text", "email"), 0);
        assert_eq!(row("speech[12].text", "mobile"), 1);
        assert_eq!(row("speech[1].text", "email"), 1);
    }
}
