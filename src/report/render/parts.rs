//! What a report is made of before it is laid out: headings, lines, tables and paragraphs, each already
//! a text in one language. Every layout takes any report in this form.

/// A report before it is laid out.
pub struct Document {
    /// The title.
    pub title: String,
    /// What it covers and where it comes from, a piece each.
    pub head: Vec<String>,
    /// The label before the command, and the command that makes the report again.
    pub command: (String, String),
    /// What stands between a label and its text, and between pieces of a line: two columns.
    pub gap: &'static str,
    /// The report in a sentence.
    pub summary: String,
    /// The sections.
    pub sections: Vec<Section>,
    /// The digest of the figures.
    pub foot: String,
}

/// A section.
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
pub enum Block {
    /// A line of text.
    Line(String),
    /// Lines of a list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A paragraph on a case.
    Case(CaseParagraph),
    /// The records under a figure, of which nothing is cut.
    Records {
        /// The figure.
        label: String,
        /// The records.
        ids: String,
    },
}

/// A table.
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A paragraph on a case.
pub struct CaseParagraph {
    /// Number and topic.
    pub heading: String,
    /// The hosts.
    pub hosts: String,
    /// Headings and what is said under each.
    pub fields: Vec<(String, String)>,
}

/// A column of text.
pub(super) fn text_column(heading: &str) -> Column {
    Column {
        heading: heading.to_owned(),
        number: false,
    }
}

/// A column of numbers.
pub(super) fn number_column(heading: &str) -> Column {
    Column {
        heading: heading.to_owned(),
        number: true,
    }
}

/// The beginning of a hash.
pub(in crate::report) fn short(hash: &str, letters: usize) -> &str {
    hash.get(..letters).unwrap_or(hash)
}
