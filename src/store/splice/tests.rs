//! One test for each promise of the module, on small invented records.

use toml_edit::{Array, Datetime, InlineTable, Value};

use super::{Edit, Path, SpliceError, Step, apply, key_text, value_text};

/// An invented order: what the tests need of a case, with one kind of row.
fn order(table: &[&str]) -> Vec<&'static str> {
    match table {
        [] => vec![
            "number", "title", "source", "stage", "agency", "petition", "note",
        ],
        ["agency"] => vec!["id", "role", "lead", "unit"],
        _ => Vec::new(),
    }
}

/// A path in the form in which errors print it, for keys without quotes.
fn path(text: &str) -> Vec<Step> {
    text.split(['.', '['])
        .filter(|step| !step.is_empty())
        .map(|step| match step.strip_suffix(']') {
            Some(number) => Step::Index(number.parse().unwrap()),
            None => Step::Key(step.to_owned()),
        })
        .collect()
}

fn set(text: &str, at: &str, value: impl Into<Value>) -> Result<String, SpliceError> {
    set_at(text, &path(at), value)
}

fn set_at(text: &str, at: &Path, value: impl Into<Value>) -> Result<String, SpliceError> {
    let value = value.into();
    apply(
        text,
        &[Edit::Set {
            path: at,
            value: &value,
        }],
        &order,
    )
}

fn remove(text: &str, at: &str) -> Result<String, SpliceError> {
    apply(text, &[Edit::Remove { path: &path(at) }], &order)
}

fn add_row(text: &str, at: &str, row: &[(&str, Value)]) -> Result<String, SpliceError> {
    let row: Vec<(String, Value)> = row
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    apply(
        text,
        &[Edit::AddRow {
            path: &path(at),
            row: &row,
        }],
        &order,
    )
}

/// Asserts a removal and that it gives back the text from before an insertion.
#[track_caller]
fn there_and_back(before: &str, inserted: Result<String, SpliceError>, after: &str, at: &str) {
    assert_eq!(inserted.unwrap(), after);
    assert_eq!(remove(after, at).as_deref(), Ok(before));
}

#[test]
fn a_replaced_value_leaves_every_other_byte() {
    assert_eq!(
        set(
            "# a\n\n  number   =\t45 \t # of the list\ntitle = 'x'",
            "number",
            46
        )
        .as_deref(),
        Ok("# a\n\n  number   =\t46 \t # of the list\ntitle = 'x'"),
    );
    assert_eq!(
        set(
            "title = \"\"\"\nold\n\"\"\" # kept\r\nnumber = 1\r\n",
            "title",
            "新"
        )
        .as_deref(),
        Ok("title = \"新\" # kept\r\nnumber = 1\r\n"),
    );
    let date: Datetime = "2019-02-01".parse().unwrap();
    assert_eq!(
        set("\u{feff}note = 2018-01-01#x\n", "note", date).as_deref(),
        Ok("\u{feff}note = 2019-02-01#x\n")
    );
}

#[test]
fn an_equal_value_stays_as_it_is_written() {
    for (text, value) in [
        ("note = 'x'\n", Value::from("x")),
        ("note = 0x2D\n", Value::from(45)),
        ("note = +nan\n", Value::from(f64::NAN)),
        ("note = [ 1,\n 2 ]\n", Value::from(Array::from_iter([1, 2]))),
    ] {
        assert_eq!(set(text, "note", value).as_deref(), Ok(text));
    }
    assert_eq!(
        set("note = 1\n", "note", 1.0).as_deref(),
        Ok("note = 1.0\n")
    );
}

#[test]
fn values_are_replaced_wherever_they_stand() {
    let quoted = [Step::Key("a b.c".to_owned()), Step::Key("".to_owned())];
    assert_eq!(
        set_at("'a b.c' . \"\" = 1\n", &quoted, 2).as_deref(),
        Ok("'a b.c' . \"\" = 2\n")
    );
    for (text, at, expected) in [
        ("a.b = 1 # c\n", "a.b", "a.b = 9 # c\n"),
        ("[a.b]\nc = 1\n", "a.b.c", "[a.b]\nc = 9\n"),
        (
            "[[a]]\nb = 1\n[[a]]\nb = 1\n",
            "a[1].b",
            "[[a]]\nb = 1\n[[a]]\nb = 9\n",
        ),
        (
            "[[a]]\n[[a.b]]\nc = 1\n[[a]]\n[[a.b]]\nc = 1\n",
            "a[1].b[0].c",
            "[[a]]\n[[a.b]]\nc = 1\n[[a]]\n[[a.b]]\nc = 9\n",
        ),
        (
            "[[a]]\n[c]\n[a.b]\nd = 1\n",
            "a[0].b.d",
            "[[a]]\n[c]\n[a.b]\nd = 9\n",
        ),
        (
            "a = { b = {c=1}, d.e = 2 }\n",
            "a.b.c",
            "a = { b = {c=9}, d.e = 2 }\n",
        ),
        (
            "a = { b = {c=1}, d.e = 2 }\n",
            "a.d.e",
            "a = { b = {c=1}, d.e = 9 }\n",
        ),
        ("a = [ 1, [2, 3], ]\n", "a[1][0]", "a = [ 1, [9, 3], ]\n"),
        (
            "a = [\n {b = 1}, # one\n]\n",
            "a[0].b",
            "a = [\n {b = 9}, # one\n]\n",
        ),
    ] {
        assert_eq!(set(text, at, 9).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn a_missing_key_goes_behind_the_nearest_key_before_it_in_the_order() {
    there_and_back(
        "number = 1 # n\n# of the note\nnote = 2\n",
        set("number = 1 # n\n# of the note\nnote = 2\n", "title", "題"),
        "number = 1 # n\ntitle = \"題\"\n# of the note\nnote = 2\n",
        "title",
    );
    there_and_back(
        "\ttitle = 1\n",
        set("\ttitle = 1\n", "other", true),
        "\ttitle = 1\n\tother = true\n",
        "other",
    );
    there_and_back(
        "[[agency]]\nrole = 1\n\n[note]\n",
        set("[[agency]]\nrole = 1\n\n[note]\n", "agency[0].unit", 2),
        "[[agency]]\nrole = 1\nunit = 2\n\n[note]\n",
        "agency[0].unit",
    );
}

#[test]
fn a_first_key_goes_below_the_schema_line_and_the_comments_of_the_header() {
    for (before, at, after) in [
        (
            "#:schema s\n# all\ntitle = 1\n",
            "number",
            "#:schema s\n# all\nnumber = 7\ntitle = 1\n",
        ),
        (
            "#:schema s\n\n# t\ntitle = 1\n",
            "number",
            "#:schema s\n\nnumber = 7\n# t\ntitle = 1\n",
        ),
        (
            "#:schema s\n\n[[agency]]\n",
            "number",
            "#:schema s\nnumber = 7\n\n[[agency]]\n",
        ),
        (
            "[[agency]]\n# a\nrole = 1\n",
            "agency[0].id",
            "[[agency]]\n# a\nid = 7\nrole = 1\n",
        ),
        (
            "[[agency]]\n# n\n[note]\n",
            "agency[0].id",
            "[[agency]]\nid = 7\n# n\n[note]\n",
        ),
        ("[note]", "note.x", "[note]\nx = 7"),
    ] {
        there_and_back(before, set(before, at, 7), after, at);
    }
}

#[test]
fn texts_with_little_in_them_take_a_key_and_a_row() {
    for (before, key, row) in [
        ("", "note = 7\n", "[[agency]]\nid = 7\n"),
        (
            "\u{feff}",
            "\u{feff}note = 7\n",
            "\u{feff}[[agency]]\nid = 7\n",
        ),
        ("  \n\n", "note = 7\n  \n\n", "[[agency]]\nid = 7\n\n  \n\n"),
        ("\t", "note = 7\n\t", "[[agency]]\nid = 7\n\n\t"),
        ("# c", "# c\nnote = 7", "# c\n\n[[agency]]\nid = 7"),
        (
            "title = 1",
            "title = 1\nnote = 7",
            "title = 1\n\n[[agency]]\nid = 7",
        ),
        (
            "title = 1\r\n",
            "title = 1\r\nnote = 7\r\n",
            "title = 1\r\n\r\n[[agency]]\r\nid = 7\r\n",
        ),
        (
            "\u{feff}title = 1\r\nx = 2",
            "\u{feff}title = 1\r\nnote = 7\r\nx = 2",
            "\u{feff}title = 1\r\nx = 2\r\n\r\n[[agency]]\r\nid = 7",
        ),
        (
            "title = 1\r\nx = 2\nc = 3\n",
            "title = 1\r\nnote = 7\nx = 2\nc = 3\n",
            "title = 1\r\nx = 2\nc = 3\n\n[[agency]]\nid = 7\n",
        ),
    ] {
        there_and_back(before, set(before, "note", 7), key, "note");
        there_and_back(
            before,
            add_row(before, "agency", &[("id", 7.into())]),
            row,
            "agency[0]",
        );
    }
}

#[test]
fn a_row_goes_behind_the_last_row_and_its_tables() {
    let before =
        "[[agency]]\nid = 1\n[agency.lead]\nx = 1\n# said of x\n\n# said of note\n[note]\n";
    there_and_back(
        before,
        add_row(before, "agency", &[("id", "衛".into()), ("a b", 2.into())]),
        "[[agency]]\nid = 1\n[agency.lead]\nx = 1\n# said of x\n\n[[agency]]\nid = \"衛\"\n\"a b\" = 2\n\n# said of note\n[note]\n",
        "agency[1]",
    );
    let apart = "[[agency]]\n[note]\n[agency.lead]\n[petition]\n";
    there_and_back(
        apart,
        add_row(apart, "agency", &[]),
        "[[agency]]\n[note]\n[agency.lead]\n\n[[agency]]\n[petition]\n",
        "agency[1]",
    );
    let nested = "[[agency]]\n[[agency.task]]\n[[agency]]\n";
    there_and_back(
        nested,
        add_row(nested, "agency[0].task", &[("n", 1.into())]),
        "[[agency]]\n[[agency.task]]\n\n[[agency.task]]\nn = 1\n[[agency]]\n",
        "agency[0].task[1]",
    );
}

#[test]
fn a_first_row_goes_behind_the_nearest_table_before_it_in_the_order() {
    let before = "title = 1\n\n[[stage]]\non = 1\n\n# the note\n[note]\n";
    for (at, after) in [
        (
            "agency",
            "title = 1\n\n[[stage]]\non = 1\n\n[[agency]]\nid = 1\n\n# the note\n[note]\n",
        ),
        (
            "source",
            "title = 1\n\n[[source]]\nid = 1\n\n[[stage]]\non = 1\n\n# the note\n[note]\n",
        ),
        (
            "other",
            "title = 1\n\n[[stage]]\non = 1\n\n# the note\n[note]\n\n[[other]]\nid = 1\n",
        ),
        (
            "stage[0].step",
            "title = 1\n\n[[stage]]\non = 1\n\n[[stage.step]]\nid = 1\n\n# the note\n[note]\n",
        ),
        (
            "note.deep.row",
            "title = 1\n\n[[stage]]\non = 1\n\n# the note\n[note]\n\n[[note.deep.row]]\nid = 1\n",
        ),
    ] {
        there_and_back(
            before,
            add_row(before, at, &[("id", 1.into())]),
            after,
            &format!("{at}[0]"),
        );
    }
}

#[test]
fn missing_tables_on_the_way_are_made() {
    there_and_back(
        "title = 1\n",
        set("title = 1\n", "source.url", "u"),
        "title = 1\n\n[source]\nurl = \"u\"\n",
        "source",
    );
    there_and_back(
        "[[agency]]\n[[agency]]\n",
        set("[[agency]]\n[[agency]]\n", "agency[0].lead.name.first", 1),
        "[[agency]]\n\n[agency.lead.name]\nfirst = 1\n[[agency]]\n",
        "agency[0].lead",
    );
    assert_eq!(
        set("title = 1\n\n# inner\n[a.b]\nx = 1\n", "a.y", 2).as_deref(),
        Ok("title = 1\n\n[a]\ny = 2\n\n# inner\n[a.b]\nx = 1\n"),
    );
    there_and_back(
        "a.b = 1\nc = 2\n",
        set("a.b = 1\nc = 2\n", "a.d.e", 3),
        "a.b = 1\na.d.e = 3\nc = 2\n",
        "a.d",
    );
    there_and_back(
        "[x]\na.b = 1\n",
        add_row("[x]\na.b = 1\n", "x.a.row", &[("id", 1.into())]),
        "[x]\na.b = 1\na.row = [{ id = 1 }]\n",
        "x.a.row",
    );
}

#[test]
fn inline_rows_and_tables_grow_inline() {
    for (before, after) in [
        ("agency = []\n", "agency = [{ id = 7 }]\n"),
        ("agency = [ ]\n", "agency = [ { id = 7 }]\n"),
        (
            "agency = [{id = 1}] # c\n",
            "agency = [{id = 1}, { id = 7 }] # c\n",
        ),
        (
            "agency = [{id = 1},]\n",
            "agency = [{id = 1}, { id = 7 },]\n",
        ),
        (
            "agency = [\n  {id = 1} # c\n]\n",
            "agency = [\n  {id = 1}, # c\n  { id = 7 }\n]\n",
        ),
        (
            "agency = [\r\n\t{id = 1}, # c\r\n  # end\r\n]\r\n",
            "agency = [\r\n\t{id = 1}, # c\r\n\t{ id = 7 },\r\n  # end\r\n]\r\n",
        ),
        (
            "agency = [\n  {id = 1}]\n",
            "agency = [\n  {id = 1},\n  { id = 7 }]\n",
        ),
    ] {
        let rows = before.matches("id").count();
        there_and_back(
            before,
            add_row(before, "agency", &[("id", 7.into())]),
            after,
            &format!("agency[{rows}]"),
        );
    }
    for (before, at, after) in [
        ("agency = {}\n", "agency.role", "agency = { role = 7 }\n"),
        ("agency = { }\n", "agency.role", "agency = { role = 7}\n"),
        (
            "agency = { id = 1, unit = 3 }\n",
            "agency.role",
            "agency = { id = 1, role = 7, unit = 3 }\n",
        ),
        (
            "agency = { unit = 3 }\n",
            "agency.role",
            "agency = { role = 7, unit = 3 }\n",
        ),
        (
            "agency = [{ id = 1 }]\n",
            "agency[0].x.y",
            "agency = [{ id = 1, x.y = 7 }]\n",
        ),
        (
            "agency = {\n  id = 1, # c\n  unit = 3,\n}\n",
            "agency.role",
            "agency = {\n  id = 1, # c\n  role = 7,\n  unit = 3,\n}\n",
        ),
    ] {
        there_and_back(before, set(before, at, 7), after, at);
    }
    assert_eq!(
        add_row("a = { b = 1 }\n", "a.c", &[("id", 7.into())]).as_deref(),
        Ok("a = { b = 1, c = [{ id = 7 }] }\n"),
    );
}

#[test]
fn a_removed_key_takes_its_own_comments_and_no_others() {
    for (before, at, after) in [
        (
            "# file\ntitle = 1 # t\nnote = 2\n",
            "title",
            "# file\nnote = 2\n",
        ),
        (
            "number = 1\n# of t\n# more\ntitle = 1 # t\nnote = 2\n",
            "title",
            "number = 1\nnote = 2\n",
        ),
        (
            "number = 1\n# loose\n\ntitle = 1\n",
            "title",
            "number = 1\n# loose\n\n",
        ),
        (
            "number = \"\"\"\n# text\"\"\"\ntitle = 1\n",
            "title",
            "number = \"\"\"\n# text\"\"\"\n",
        ),
        ("[a]\n# of a\nb = 1\n", "a.b", "[a]\n# of a\n"),
        ("a.b = 1\nc = 1\n# d\na.d = 2\n", "a", "c = 1\n"),
        ("a = 1\r\nb = 2", "b", "a = 1"),
        ("a = [1, 2, 3]\n", "a[0]", "a = [2, 3]\n"),
        (
            "a = [\n  1, # one\n  2, # two\n  3 # three\n]\n",
            "a[1]",
            "a = [\n  1, # one\n  3 # three\n]\n",
        ),
        (
            "a = [\n  1, # one\n  2 # two\n]\n",
            "a[1]",
            "a = [\n  1 # one\n]\n",
        ),
        ("a = [ 1, # one\n 2 ]\n", "a[1]", "a = [ 1 # one\n  ]\n"),
        (
            "a = { b.c = 1, d = 2, b.e = 3 }\n",
            "a.b",
            "a = { d = 2 }\n",
        ),
    ] {
        assert_eq!(remove(before, at).as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn a_removed_row_takes_its_tables_and_its_comments() {
    let text = "#:schema s\n[[agency]]\nid = 1\n\n# of two\n[[agency]]\nid = 2\n# under two\n\n[agency.lead]\nx = 1\n\n# loose\n\n# of three\n[[agency]]\nid = 3\n";
    assert_eq!(
        remove(text, "agency[1]").as_deref(),
        Ok("#:schema s\n[[agency]]\nid = 1\n\n# loose\n\n# of three\n[[agency]]\nid = 3\n"),
    );
    assert_eq!(
        remove(text, "agency[0]")
            .unwrap()
            .lines()
            .take(4)
            .collect::<Vec<_>>(),
        ["#:schema s", "", "# of two", "[[agency]]"],
    );
    assert_eq!(
        remove(text, "agency").as_deref(),
        Ok("#:schema s\n\n# loose\n")
    );
    assert_eq!(
        remove("[[agency]]\n[note]\n[agency.lead]\nx = 1\n", "agency[0]").as_deref(),
        Ok("[note]\n")
    );
}

#[test]
fn edits_refer_to_what_the_edits_before_them_left() {
    let row = [("id".to_owned(), Value::from(1))];
    let value = Value::from("host");
    let edits = [
        Edit::AddRow {
            path: &path("agency"),
            row: &row,
        },
        Edit::AddRow {
            path: &path("agency"),
            row: &row,
        },
        Edit::Set {
            path: &path("agency[1].role"),
            value: &value,
        },
        Edit::Remove {
            path: &path("agency[0]"),
        },
    ];
    assert_eq!(
        apply("title = 1\n", &edits, &order).as_deref(),
        Ok("title = 1\n\n[[agency]]\nid = 1\nrole = \"host\"\n")
    );
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let text = "title = 1\n[[agency]]\nid = 1\n[note]\nlist = [1]\n";
    let no_such_path = |at: &str| SpliceError::NoSuchPath { path: path(at) };
    assert_eq!(
        set(text, "agency[1].id", 1),
        Err(no_such_path("agency[1].id"))
    );
    assert_eq!(
        set(text, "note.list[1]", 1),
        Err(no_such_path("note.list[1]"))
    );
    assert_eq!(remove(text, "number"), Err(no_such_path("number")));
    assert_eq!(remove(text, "agency[7]"), Err(no_such_path("agency[7]")));
    assert_eq!(
        set(text, "agency", 1),
        Err(SpliceError::NotAValue {
            path: path("agency")
        })
    );
    assert_eq!(
        set(text, "note", 1),
        Err(SpliceError::NotAValue { path: path("note") })
    );
    assert_eq!(
        remove(text, ""),
        Err(SpliceError::NotAValue { path: vec![] })
    );
    assert_eq!(
        set(text, "agency.id", 1),
        Err(SpliceError::NotATable {
            path: path("agency")
        })
    );
    assert_eq!(
        set(text, "title.id", 1),
        Err(SpliceError::NotATable {
            path: path("title")
        })
    );
    for at in ["title", "note", "note.list"] {
        assert_eq!(
            add_row(text, at, &[]),
            Err(SpliceError::NotRows { path: path(at) })
        );
    }
    let twice = add_row(text, "agency", &[("id", 1.into()), ("id", 2.into())]);
    assert!(
        matches!(twice, Err(SpliceError::WouldBreak { .. })),
        "{twice:?}"
    );
    let error = set(text, "agency[1].id", 1).unwrap_err();
    assert_eq!(error.to_string(), "there is no agency[1].id");
}

#[test]
fn invalid_text_is_named_with_its_place() {
    let span = |text: &str| match set(text, "x", 1) {
        Err(SpliceError::Parse { span, .. }) => span,
        other => panic!("{other:?}"),
    };
    assert_eq!(span("\u{feff}a = 1\nb = \n").start, 13);
    assert_eq!(span("a = 1\na = 2\n"), 6..7);
    span(&format!(
        "a = {}1{}\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    ));
    span(&format!("a{} = 1\n", ".a".repeat(10_000)));
    span(&format!("[a{}]\n", ".a".repeat(10_000)));
    let dotted = format!("{{a{} = ", ".a".repeat(40));
    span(&format!("a = {}1{}\n", dotted.repeat(40), "}".repeat(40)));
}

#[test]
fn values_are_written_as_toml_1_0() {
    for (value, text) in [
        (
            Value::from("協作會議 \"q\" \\ \t\u{1}\u{7f}\r"),
            r#""協作會議 \"q\" \\ \t\u0001\u007F\r""#,
        ),
        (Value::from(-3), "-3"),
        (Value::from(1.0), "1.0"),
        (Value::from(f64::INFINITY), "inf"),
        (Value::from(true), "true"),
        (
            Value::from("2019-02-01".parse::<Datetime>().unwrap()),
            "2019-02-01",
        ),
        (
            Value::from(Array::from_iter(["a", "b\nc"])),
            r#"["a", "b\nc"]"#,
        ),
        (
            Value::from(InlineTable::from_iter([("k k", 1), ("l", 2)])),
            r#"{ "k k" = 1, l = 2 }"#,
        ),
        (Value::from(InlineTable::new()), "{}"),
    ] {
        assert_eq!(value_text(&value, "\n"), text);
    }
    assert_eq!(key_text("a-b_C9"), "a-b_C9");
    assert_eq!(key_text(""), "\"\"");
    assert_eq!(key_text("機關"), "\"機關\"");
}

#[test]
fn line_breaks_are_written_as_such_only_where_they_stay_what_they_are() {
    let value = Value::from("\nfirst\"\"\"\"\n\ttab \\ \r\nlast\"\"");
    assert_eq!(
        value_text(&value, "\n"),
        "\"\"\"\n\nfirst\"\"\\\"\"\n\ttab \\\\ \\r\nlast\"\\\"\"\"\""
    );
    assert_eq!(
        value_text(&value, "\r\n"),
        r#""\nfirst\"\"\"\"\n\ttab \\ \r\nlast\"\"""#
    );
    for text in ["note = 1\n", "note = 1\r\nx = 1\r\n", "note = 1"] {
        let edited = set(text, "note", value.clone()).unwrap();
        let parsed: toml::Table = toml::from_str(&edited).unwrap();
        assert_eq!(parsed["note"].as_str(), value.as_str());
    }
    assert_eq!(
        set("a = [1]\n", "a[0]", "x\ny").as_deref(),
        Ok("a = [\"x\\ny\"]\n")
    );
}
