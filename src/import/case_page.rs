//! The pages of the network's former public case site: one Markdown file per case, everything
//! of interest in its YAML front matter.
//!
//! The pages were filled in by hand over five years. Words and several dates stand in the date
//! field, types and ministries are missing or misspelt, links carry tracking parameters. Each
//! field is read for itself: what cannot be understood becomes a [`Remark`] and the rest goes in.
//! The introduction is somebody's prose: only its hash is taken, so that a change can be noticed.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;
use sha2::{Digest, Sha256};

use crate::import::Remark;
use crate::import::link::{clean_or_remark, petition_url, petition_uuid};
use crate::import::yaml::{self, Node, Placed};
use crate::locale::remark::{Found, Note, Phrase, Thing};

/// Larger files are refused unread; real pages have about 3,000 bytes.
pub const LARGEST_PAGE: usize = 1024 * 1024;

/// A page that cannot be taken over at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The file is larger than [`LARGEST_PAGE`].
    #[error("{file}: {bytes} bytes, at most {LARGEST_PAGE} expected")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its size.
        bytes: usize,
    },
    /// The bytes are not UTF-8.
    #[error("{file}:{line}:{column}: the text is not UTF-8 from this byte on")]
    NotUtf8 {
        /// Name of the file.
        file: String,
        /// The line of the first wrong byte, from 1.
        line: usize,
        /// Its byte in that line, from 1.
        column: usize,
    },
    /// There is no block between two lines `---` at the head of the file.
    #[error("{file}:{line}: expected front matter between two lines `---`")]
    NoFrontMatter {
        /// Name of the file.
        file: String,
        /// Line from which the missing mark was looked for.
        line: u64,
    },
    /// The front matter is not YAML, nests too deep or unfolds too far.
    #[error("{file}:{line}: front matter cannot be read: {message}")]
    Yaml {
        /// Name of the file.
        file: String,
        /// Line in the file.
        line: u64,
        /// What the YAML reader says.
        message: String,
    },
    /// The front matter holds something other than fields.
    #[error("{file}: expected fields in the front matter")]
    NotFields {
        /// Name of the file.
        file: String,
    },
    /// Neither `id` nor the file name is a case number, or no field names the case.
    #[error("{file}: expected a number and a name of the case")]
    Incomplete {
        /// Name of the file.
        file: String,
        /// What is missing, and all else that is to be said of the page.
        remarks: Vec<Remark>,
    },
}

/// What a page says of one case, without its prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePage {
    /// The case number 序號.
    pub number: u32,
    /// The formal name, `description`.
    pub formal_title: String,
    /// The plain-language question, `title`.
    pub title: Option<String>,
    /// The day of the monthly meeting to which the case was proposed.
    pub propose_date: Option<NaiveDate>,
    /// The days of the collaborative meeting, in order, each once.
    pub meeting_dates: Vec<NaiveDate>,
    /// What the date field says of the meeting.
    pub held: MeetingState,
    /// Where the case came from, as far as the page or its formal name tells.
    pub source: Option<SourceWord>,
    /// The petitions behind the case; two where opposite petitions were joined.
    pub petitions: Vec<PagePetition>,
    /// Ministries as written, in order, each once.
    pub departments: Vec<String>,
    /// Topics as written, in order, each once.
    pub tags: Vec<String>,
    /// Material published with the case.
    pub links: Vec<PageLink>,
    /// Whether the page was shown on the site.
    pub published: bool,
    /// SHA-256 of the introduction's text in lower-case hexadecimal; `None` where there is none.
    pub introduction_sha256: Option<String>,
}

/// What the date field says of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingState {
    /// It gives at least one day. (The site also gave days that were still to come.)
    Held,
    /// 不辦理: there will be none.
    NotHeld,
    /// 尚未辦理: not yet.
    NotYet,
    /// The field is missing or was not understood.
    Unknown,
}

/// The site's own words for the source of a case, `join.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceWord {
    /// 提: a petition on the national participation platform.
    Petition,
    /// 部: a topic of a ministry's own.
    Ministry,
    /// 眾: a draft regulation open for comment.
    Notice,
}

/// A petition named by a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePetition {
    /// The petition's own page, without list positions and tracking parameters.
    pub url: String,
    /// Its UUID on the platform, in lower case.
    pub uuid: String,
    /// Its title; `None` where the page joins several petitions, whose titles the pages do not
    /// list in the order of the addresses.
    pub title: Option<String>,
}

/// A published piece of material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// What it is.
    pub kind: LinkKind,
    /// An http or https address without tracking parameters.
    pub url: String,
}

/// Kinds of material on a page, named after the field they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// The issue handbook, `embed.agenda_book`.
    AgendaBook,
    /// `embed.mind_map`.
    MindMap,
    /// `embed.proposer_slide`.
    ProposerSlides,
    /// `embed.ministry_slide`.
    MinistrySlides,
    /// `embed.host_slide`.
    HostSlides,
    /// `embed.live`.
    Livestream,
    /// `embed.transcript`.
    Transcript,
    /// `blogs`.
    Blog,
    /// `pictures`.
    Picture,
    /// `cover`: the film shown at the head of the page.
    Film,
    /// `join.link` where it names a draft open for comment instead of a petition.
    Consultation,
}

impl LinkKind {
    /// The word that stands in a record.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AgendaBook => "agenda-book",
            Self::MindMap => "mind-map",
            Self::ProposerSlides => "proposer-slides",
            Self::MinistrySlides => "ministry-slides",
            Self::HostSlides => "host-slides",
            Self::Livestream => "livestream",
            Self::Transcript => "transcript",
            Self::Blog => "blog",
            Self::Picture => "picture",
            Self::Film => "film",
            Self::Consultation => "consultation",
        }
    }
}

const EMBEDDED: [(&str, LinkKind); 7] = [
    ("agenda_book", LinkKind::AgendaBook),
    ("mind_map", LinkKind::MindMap),
    ("proposer_slide", LinkKind::ProposerSlides),
    ("ministry_slide", LinkKind::MinistrySlides),
    ("host_slide", LinkKind::HostSlides),
    ("live", LinkKind::Livestream),
    ("transcript", LinkKind::Transcript),
];

/// Fields that only served the site's layout, and those read below.
const KNOWN_FIELDS: [&str; 20] = [
    "id",
    "lang",
    "description",
    "propose_date",
    "meeting_date",
    "publish",
    "selected",
    "blog_selected",
    "thumbnail",
    "cover",
    "title",
    "introduction",
    "color",
    "join",
    "layout",
    "departments",
    "tags",
    "embed",
    "blogs",
    "pictures",
];

/// Reads one page.
///
/// `file` is its name (`45.md`): it is repeated in errors and remarks, and gives the number where
/// the page has none.
///
/// # Errors
/// When the file is too large, is not UTF-8, has no readable front matter, no number or no name.
pub fn parse(bytes: &[u8], file: &str) -> Result<(CasePage, Vec<Remark>), PageError> {
    let text = decoded(bytes, file)?;
    let front = front_matter(text, file)?;
    let root = yaml::read(front).map_err(|broken| PageError::Yaml {
        file: file.to_owned(),
        line: broken.line.saturating_add(1),
        message: broken.message,
    })?;
    if !matches!(root.node, Node::Map(_)) {
        return Err(PageError::NotFields {
            file: file.to_owned(),
        });
    }
    let mut page = Reader {
        file,
        remarks: Vec::new(),
    };
    match page.page(&root) {
        Some(read) => Ok((read, page.remarks)),
        None => Err(PageError::Incomplete {
            file: file.to_owned(),
            remarks: page.remarks,
        }),
    }
}

fn decoded<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, PageError> {
    if bytes.len() > LARGEST_PAGE {
        return Err(PageError::TooLarge {
            file: file.to_owned(),
            bytes: bytes.len(),
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = crate::import::line_and_column(bytes, error.valid_up_to());
        PageError::NotUtf8 {
            file: file.to_owned(),
            line,
            column,
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The lines between the opening and the closing `---`.
fn front_matter<'a>(text: &'a str, file: &str) -> Result<&'a str, PageError> {
    let missing = |line| PageError::NoFrontMatter {
        file: file.to_owned(),
        line,
    };
    let (first, rest) = text.split_once('\n').ok_or_else(|| missing(1))?;
    if first.trim_end() != "---" {
        return Err(missing(1));
    }
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return rest.get(..length).ok_or_else(|| missing(2));
        }
        length += line.len();
    }
    Err(missing(2))
}

/// Collects remarks while the fields of one page are read.
struct Reader<'a> {
    file: &'a str,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    /// The whole page is read even where number or name are missing, so that all remarks come at once.
    fn page(&mut self, root: &Placed) -> Option<CasePage> {
        self.look_for_strange_fields(root);
        let join = self.map(root, "join");
        let formal_title = self.formal_title(root, join);
        let number = self.number(root);
        let (meeting_dates, held) = self.meeting(root);
        let propose_date = self.propose_date(root);
        if let (Some(proposed), Some(met)) = (propose_date, meeting_dates.first())
            && *met < proposed
        {
            self.remark(
                root.get("meeting_date"),
                "meeting_date",
                Found::quote(met),
                Phrase::AfterProposal,
            );
        }
        let mut links = Vec::new();
        let petitions = self.petitions(join, &mut links);
        let formal = formal_title.as_deref().unwrap_or_default();
        let source = self.source(join, root, formal, !petitions.is_empty());
        self.material(root, &mut links);
        let title = self.line(root, "title", "title");
        let departments = self.words(root, "departments");
        let tags = self.words(root, "tags");
        let published = self.published(root);
        let introduction_sha256 = self.introduction(root);
        Some(CasePage {
            number: number?,
            title,
            propose_date,
            meeting_dates,
            held,
            source,
            petitions,
            departments,
            tags,
            links,
            published,
            introduction_sha256,
            formal_title: formal_title?,
        })
    }

    fn remark(
        &mut self,
        at: Option<&Placed>,
        field: &str,
        found: impl Into<Found>,
        note: impl Into<Note>,
    ) {
        // The front matter starts on the second line of the file.
        let line = at.map(|placed| placed.line.saturating_add(1));
        self.remarks
            .push(Remark::new(self.file, line, field, found, note));
    }

    fn look_for_strange_fields(&mut self, root: &Placed) {
        let Node::Map(pairs) = &root.node else { return };
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            if seen.contains(&name.as_str()) {
                self.remark(Some(value), name, Found::quote(name), Phrase::StandsTwice);
            } else if !KNOWN_FIELDS.contains(&name.as_str()) {
                self.remark(Some(value), name, Found::quote(name), Phrase::KnownField);
            }
            seen.push(name);
        }
    }

    /// A map under a key, if there is one.
    fn map<'p>(&mut self, root: &'p Placed, key: &'p str) -> Option<&'p Placed> {
        let value = root.get(key)?;
        match &value.node {
            Node::Map(_) => Some(value),
            Node::Null => None,
            Node::Text(text) if text.trim().is_empty() => None,
            _ => {
                self.remark(Some(value), key, Thing::Value, Phrase::SomeFields);
                None
            }
        }
    }

    /// A text as it stands; empty text is no text.
    fn text<'p>(
        &mut self,
        within: &'p Placed,
        key: &'p str,
        field: &str,
    ) -> Option<(&'p Placed, &'p str)> {
        let value = within.get(key)?;
        match &value.node {
            Node::Text(text) if text.trim().is_empty() => None,
            Node::Text(text) => Some((value, text)),
            Node::Null => None,
            Node::List(_) | Node::Map(_) => {
                self.remark(Some(value), field, Thing::ListOrFields, Phrase::SomeText);
                None
            }
        }
    }

    /// A text on one line, blanks folded.
    fn line(&mut self, within: &Placed, key: &str, field: &str) -> Option<String> {
        self.text(within, key, field)
            .map(|(_, text)| one_line(text))
            .filter(|line| !line.is_empty())
    }

    fn formal_title(&mut self, root: &Placed, join: Option<&Placed>) -> Option<String> {
        if let Some(title) = self.line(root, "description", "description") {
            return Some(title);
        }
        let instead = join.and_then(|join| self.line(join, "title", "join.title"));
        let instead = instead.or_else(|| self.line(root, "title", "title"));
        let phrase = match instead {
            Some(_) => Phrase::OtherTitleTaken,
            None => Phrase::CaseName,
        };
        self.remark(None, "description", Thing::Nothing, phrase);
        instead
    }

    fn number(&mut self, root: &Placed) -> Option<u32> {
        let base = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let by_name = base.split('.').next().and_then(case_number);
        let written = self.text(root, "id", "id");
        let by_field = written.and_then(|(_, text)| case_number(text));
        let found = Found::quote_or_nothing(written.map(|(_, text)| text));
        match (by_field, by_name) {
            (Some(number), Some(name)) if number != name => {
                self.remark(root.get("id"), "id", found, Phrase::NumberOfFileName);
                Some(number)
            }
            (Some(number), _) => Some(number),
            (None, Some(name)) => {
                self.remark(root.get("id"), "id", found, Phrase::FileNameTaken);
                Some(name)
            }
            (None, None) => {
                self.remark(root.get("id"), "id", found, Phrase::CaseNumber);
                None
            }
        }
    }

    fn propose_date(&mut self, root: &Placed) -> Option<NaiveDate> {
        let (at, text) = self.text(root, "propose_date", "propose_date")?;
        let field = DateField::read(text);
        if field.dates.len() != 1 || !field.words.is_empty() {
            self.remark(
                Some(at),
                "propose_date",
                Found::quote(text),
                Phrase::OneDate,
            );
        }
        field.dates.first().copied()
    }

    fn meeting(&mut self, root: &Placed) -> (Vec<NaiveDate>, MeetingState) {
        let at = root.get("meeting_date");
        let text = at.and_then(|at| joined_text(&at.node)).unwrap_or_default();
        let field = DateField::read(&text);
        let state = match field.words.as_str() {
            "" if field.dates.is_empty() => MeetingState::Unknown,
            "" => MeetingState::Held,
            "不辦理" => MeetingState::NotHeld,
            "尚未辦理" | "未辦理" => MeetingState::NotYet,
            _ if field.dates.is_empty() => MeetingState::Unknown,
            _ => MeetingState::Held,
        };
        let understood =
            field.words.is_empty() || (field.dates.is_empty() && state != MeetingState::Unknown);
        if !understood || state == MeetingState::Unknown {
            let found = Found::quote_or_nothing(Some(&text));
            self.remark(at, "meeting_date", found, Phrase::DatesOrWord);
        }
        (field.dates, state)
    }

    fn source(
        &mut self,
        join: Option<&Placed>,
        root: &Placed,
        formal_title: &str,
        has_petition: bool,
    ) -> Option<SourceWord> {
        let by_name = source_by_name(formal_title);
        let written = join.and_then(|join| self.text(join, "type", "join.type"));
        let stated = written.and_then(|(_, text)| source_by_word(text));
        if let Some(stated) = stated {
            if let Some(named) = by_name
                && named != stated
            {
                self.remark(
                    written.map(|(at, _)| at),
                    "join.type",
                    Found::quote_or_nothing(written.map(|(_, text)| text)),
                    Phrase::SourceDiffers,
                );
            } else if stated == SourceWord::Petition
                && !has_petition
                && join.is_some_and(|join| join.get("link").is_some())
            {
                self.remark(
                    written.map(|(at, _)| at),
                    "join.type",
                    Found::quote("提"),
                    Phrase::PetitionAddress,
                );
            }
            return Some(stated);
        }
        let phrase = match by_name {
            Some(_) => Phrase::SourceInferred,
            None => Phrase::SourceUnknown,
        };
        self.remark(
            written.map(|(at, _)| at).or(root.get("join")),
            "join.type",
            Found::quote_or_nothing(written.map(|(_, text)| text)),
            phrase,
        );
        by_name
    }

    fn petitions(&mut self, join: Option<&Placed>, links: &mut Vec<PageLink>) -> Vec<PagePetition> {
        let Some(join) = join else { return Vec::new() };
        let Some((at, addresses)) = self.text(join, "link", "join.link") else {
            return Vec::new();
        };
        let mut uuids: Vec<String> = Vec::new();
        for address in addresses.split_whitespace() {
            let Some(uuid) = petition_uuid(address) else {
                self.link(at, "join.link", LinkKind::Consultation, address, links);
                continue;
            };
            if !address.eq_ignore_ascii_case(&petition_url(&uuid)) {
                self.remark(
                    Some(at),
                    "join.link",
                    Found::quote(address),
                    Phrase::CutToPetition,
                );
            }
            if !uuids.contains(&uuid) {
                uuids.push(uuid);
            }
        }
        let title = self.line(join, "title", "join.title");
        if uuids.len() > 1 {
            let count = Found::Count(uuids.len());
            self.remark(Some(at), "join.title", count, Phrase::SeveralPetitions);
        }
        let title = title.filter(|_| uuids.len() == 1);
        let petition = |uuid: String| PagePetition {
            url: petition_url(&uuid),
            title: title.clone(),
            uuid,
        };
        uuids.into_iter().map(petition).collect()
    }

    fn material(&mut self, root: &Placed, links: &mut Vec<PageLink>) {
        if let Some(embed) = self.map(root, "embed") {
            self.embedded(embed, links);
        }
        for (key, kind) in [
            ("blogs", LinkKind::Blog),
            ("pictures", LinkKind::Picture),
            ("cover", LinkKind::Film),
        ] {
            if let Some(value) = root.get(key) {
                self.links(value, key, kind, links);
            }
        }
    }

    fn embedded(&mut self, embed: &Placed, links: &mut Vec<PageLink>) {
        let Node::Map(pairs) = &embed.node else {
            return;
        };
        for (name, value) in pairs {
            let field = format!("embed.{name}");
            let Some((_, kind)) = EMBEDDED.iter().find(|(known, _)| known == name) else {
                self.remark(
                    Some(value),
                    &field,
                    Found::quote(name),
                    Phrase::KnownMaterial,
                );
                continue;
            };
            let inner = value.get("links").unwrap_or(value);
            self.links(inner, &format!("{field}.links"), *kind, links);
        }
    }

    /// One address, several in one text, or a list of them.
    fn links(&mut self, value: &Placed, field: &str, kind: LinkKind, links: &mut Vec<PageLink>) {
        match &value.node {
            Node::Null => {}
            Node::Text(text) => {
                for address in text.split_whitespace() {
                    self.link(value, field, kind, address, links);
                }
            }
            Node::List(items) => {
                for item in items {
                    if let Node::List(_) | Node::Map(_) = &item.node {
                        self.remark(Some(item), field, Thing::ListOrFields, Phrase::AnAddress);
                    } else {
                        self.links(item, field, kind, links);
                    }
                }
            }
            Node::Map(_) => self.remark(Some(value), field, Thing::Fields, Phrase::AnAddress),
        }
    }

    fn link(
        &mut self,
        at: &Placed,
        field: &str,
        kind: LinkKind,
        address: &str,
        links: &mut Vec<PageLink>,
    ) {
        let line = Some(at.line.saturating_add(1));
        if let Some(url) = clean_or_remark(address, self.file, line, field, &mut self.remarks) {
            let link = PageLink { kind, url };
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }

    /// Short words in a list, or a single one.
    fn words(&mut self, root: &Placed, key: &str) -> Vec<String> {
        let Some(value) = root.get(key) else {
            return Vec::new();
        };
        let single = std::slice::from_ref(value);
        let items = match &value.node {
            Node::List(items) => items.as_slice(),
            _ => single,
        };
        let mut words: Vec<String> = Vec::new();
        for item in items {
            match &item.node {
                Node::Null => {}
                Node::Text(text) => {
                    let word = one_line(text);
                    if !word.is_empty() && !words.contains(&word) {
                        words.push(word);
                    }
                }
                Node::List(_) | Node::Map(_) => {
                    self.remark(Some(item), key, Thing::ListOrFields, Phrase::AWord);
                }
            }
        }
        words
    }

    fn published(&mut self, root: &Placed) -> bool {
        let written = self.text(root, "publish", "publish");
        match written
            .map(|(_, text)| text.trim().to_ascii_uppercase())
            .as_deref()
        {
            Some("TRUE") => true,
            Some("FALSE") => false,
            other => {
                let found = Found::quote_or_nothing(other);
                self.remark(root.get("publish"), "publish", found, Phrase::TrueOrFalse);
                false
            }
        }
    }

    fn introduction(&mut self, root: &Placed) -> Option<String> {
        let introduction = self.map(root, "introduction")?;
        let (_, content) = self.text(introduction, "content", "introduction.content")?;
        Some(
            Sha256::digest(content.as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }
}

/// The dates of a field and whatever else stands there, separators taken off.
struct DateField {
    dates: Vec<NaiveDate>,
    words: String,
}

/// Dates with the year first, in the Common Era or, with two or three digits before 年, in the
/// years of the Republic.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ([0-9]{4}) \s* [-/.年] \s* ([0-9]{1,2}) \s* [-/.月] \s* ([0-9]{1,2}) \s* 日? (?: T [0-9:.]+ Z? )?
        | ([0-9]{2,3}) \s* 年 \s* ([0-9]{1,2}) \s* 月 \s* ([0-9]{1,2}) \s* 日",
    )
    .expect("the pattern is written here")
});

impl DateField {
    fn read(text: &str) -> Self {
        let text = half_width(text);
        let mut dates = Vec::new();
        let mut words = String::new();
        let mut done = 0;
        for found in DATE.captures_iter(&text) {
            let Some(whole) = found.get(0) else { continue };
            let Some(date) = date_of(&found) else {
                continue;
            };
            if !dates.contains(&date) {
                dates.push(date);
            }
            words.push_str(text.get(done..whole.start()).unwrap_or_default());
            done = whole.end();
        }
        words.push_str(text.get(done..).unwrap_or_default());
        words.retain(|c| !c.is_whitespace() && !c.is_control() && !"、,;/~及和與()".contains(c));
        dates.sort_unstable();
        Self { dates, words }
    }
}

/// The text of a scalar, or of a list of scalars with a separator between.
fn joined_text(node: &Node) -> Option<String> {
    match node {
        Node::Text(text) => Some(text.clone()),
        Node::List(items) => {
            let parts: Option<Vec<String>> =
                items.iter().map(|item| joined_text(&item.node)).collect();
            parts.map(|parts| parts.join("、"))
        }
        Node::Null | Node::Map(_) => None,
    }
}

fn date_of(found: &regex::Captures<'_>) -> Option<NaiveDate> {
    let part = |at: usize| {
        found
            .get(at)
            .and_then(|part| part.as_str().parse::<u32>().ok())
    };
    let (year, month, day) = match (part(1), part(4)) {
        (Some(year), _) => (year, part(2)?, part(3)?),
        (None, Some(year)) => (year + 1911, part(5)?, part(6)?),
        (None, None) => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Full-width ASCII signs as half-width ones, one character for one.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => u32::from(c)
                .checked_sub(0xfee0)
                .and_then(char::from_u32)
                .unwrap_or(c),
            _ => c,
        })
        .collect()
}

fn case_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        text.parse().ok().filter(|number| *number > 0)
    } else {
        None
    }
}

fn one_line(text: &str) -> String {
    let printable = text.split(|c: char| c.is_whitespace() || c.is_control() || is_hidden(c));
    printable
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Marks without width that change how a line reads or compares.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn source_by_word(text: &str) -> Option<SourceWord> {
    match text.trim() {
        "提" => Some(SourceWord::Petition),
        "部" => Some(SourceWord::Ministry),
        "眾" => Some(SourceWord::Notice),
        _ => None,
    }
}

/// The formal name ends in 連署案, 部會自提案, or calls itself a draft (預告…草案, …修正草案).
fn source_by_name(formal_title: &str) -> Option<SourceWord> {
    let name = formal_title.trim_end();
    if name.ends_with("連署案") {
        Some(SourceWord::Petition)
    } else if name.ends_with("部會自提案") || name.ends_with("自提案") {
        Some(SourceWord::Ministry)
    } else if name.ends_with("草案") {
        Some(SourceWord::Notice)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::locale::Language;

    /// An invented page: nothing in it comes from a real case.
    const INVENTED: &str = "---\n\
        id: \"901\"\n\
        lang: zh-tw\n\
        description: 「 虛構湖泊設置渡輪」連署案\n\
        propose_date: 2019-07-01\n\
        meeting_date: 2021-08-19、2021-08-24\n\
        publish: \"TRUE\"\n\
        title: 虛構的渡輪要不要開？\n\
        introduction:\n  content: 虛構的說明。\n\
        join:\n  type: 提\n  title: \"虛構湖泊設置渡輪\\r\"\n  \
        link: https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444444?fbclid=abc\n\
        departments:\n  - 交通部\n  - 衛服部\n\
        tags:\n  - 交通\n  - \"\"\n\
        embed:\n  live:\n    links:\n      - https://video.example/watch?v=1&utm_source=x\n      - \"\"\n  \
        transcript:\n    links:\n      - javascript:alert(1)\n      - https://sayit.example/%E6%B8%AC\n\
        ---\n";

    fn read(text: &str) -> (CasePage, Vec<Remark>) {
        parse(text.as_bytes(), "901.md").unwrap()
    }

    fn dated(field: &str) -> (CasePage, Vec<Remark>) {
        read(&INVENTED.replace("2021-08-19、2021-08-24", field))
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn an_invented_page_is_taken_over_field_by_field() {
        let (page, remarks) = read(INVENTED);
        assert_eq!(page.number, 901);
        assert_eq!(page.formal_title, "「 虛構湖泊設置渡輪」連署案");
        assert_eq!(page.propose_date, Some(day(2019, 7, 1)));
        assert_eq!(page.meeting_dates, [day(2021, 8, 19), day(2021, 8, 24)]);
        assert_eq!(page.held, MeetingState::Held);
        assert_eq!(page.source, Some(SourceWord::Petition));
        let uuid = "00000000-1111-4222-8333-444444444444";
        let petition = PagePetition {
            url: format!("https://join.gov.tw/idea/detail/{uuid}"),
            uuid: uuid.to_owned(),
            title: Some("虛構湖泊設置渡輪".to_owned()),
        };
        assert_eq!(page.petitions, [petition]);
        assert_eq!(page.departments, ["交通部", "衛服部"]);
        assert_eq!(page.tags, ["交通"]);
        assert!(page.published);
        let links: Vec<_> = page
            .links
            .iter()
            .map(|link| (link.kind.word(), link.url.as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("livestream", "https://video.example/watch?v=1"),
                ("transcript", "https://sayit.example/%E6%B8%AC"),
            ]
        );
        let places: Vec<_> = remarks
            .iter()
            .map(|remark| (remark.field.words(Language::En), remark.line))
            .collect();
        assert_eq!(
            places,
            [
                ("join.link", Some(14)),
                ("embed.live.links", Some(24)),
                ("embed.transcript.links", Some(28)),
            ]
        );
    }

    #[test]
    fn the_introduction_leaves_only_its_hash() {
        let (page, remarks) = read(INVENTED);
        assert_eq!(page.introduction_sha256.as_ref().map(String::len), Some(64));
        assert!(!format!("{page:?}{remarks:?}").contains("虛構的說明"));
        let (without, _) = read(&INVENTED.replace("  content: 虛構的說明。", "  content: \"\""));
        assert_eq!(without.introduction_sha256, None);
    }

    #[test]
    fn words_in_the_date_field_become_a_state() {
        for (words, state) in [
            ("不辦理", MeetingState::NotHeld),
            ("\" 尚未辦理 \"", MeetingState::NotYet),
        ] {
            let (page, remarks) = dated(words);
            assert_eq!((page.held, page.meeting_dates.len()), (state, 0), "{words}");
            assert!(
                remarks
                    .iter()
                    .all(|remark| remark.field != "meeting_date".into()),
                "{words}"
            );
        }
        for words in ["改期再議", "\"\"", "2021-02-30", "{a: b}"] {
            let (page, remarks) = dated(words);
            assert_eq!(
                (page.held, page.meeting_dates.len()),
                (MeetingState::Unknown, 0),
                "{words}"
            );
            assert!(
                remarks
                    .iter()
                    .any(|remark| remark.field == "meeting_date".into()),
                "{words}"
            );
        }
    }

    #[test]
    fn two_dates_are_found_however_they_are_split() {
        let both = [day(2021, 8, 19), day(2021, 8, 24)];
        for field in [
            "|-\n  2021-08-19\n  2021-08-24",
            "\"2021-08-19\\r\\n2021-08-24\"",
            "2021-08-24，\n  2021/8/19",
            "[2021-08-19, 2021-08-24]",
            "110年8月19日及110年8月24日",
            "２０２１－０８－１９、2021.8.24",
        ] {
            let (page, remarks) = dated(field);
            assert_eq!(page.meeting_dates, both, "{field}");
            assert_eq!(page.held, MeetingState::Held);
            assert!(
                remarks
                    .iter()
                    .all(|remark| remark.field != "meeting_date".into()),
                "{field}: {remarks:?}"
            );
        }
        let (page, remarks) = dated("2021-08-19 暫定");
        assert_eq!(
            (page.held, page.meeting_dates.len()),
            (MeetingState::Held, 1)
        );
        assert!(
            remarks
                .iter()
                .any(|remark| remark.found == Found::quote("2021-08-19 暫定"))
        );
    }

    #[test]
    fn a_missing_source_is_inferred_from_the_formal_name_and_said_so() {
        for (name, source) in [
            ("「甲」連署案", Some(SourceWord::Petition)),
            ("「甲」部會自提案", Some(SourceWord::Ministry)),
            ("預告「甲」草案", Some(SourceWord::Notice)),
            ("如何改善甲", None),
        ] {
            let text = format!(
                "---\nid: 7\ndescription: {name}\nmeeting_date: 不辦理\npublish: TRUE\n---\n"
            );
            let (page, remarks) = parse(text.as_bytes(), "7.md").unwrap();
            assert_eq!(page.source, source, "{name}");
            assert_eq!(remarks.len(), 1, "{remarks:?}");
            assert_eq!(remarks[0].field, "join.type".into());
        }
    }

    #[test]
    fn two_petitions_of_one_page_keep_their_addresses() {
        let link =
            "https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444444?fbclid=abc";
        let two = "|-\n    https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444444\n    \
            https://join.gov.tw/idea/detail/00000000-1111-4222-8333-555555555555";
        let (page, remarks) = read(&INVENTED.replace(link, two));
        assert_eq!(page.petitions.len(), 2);
        assert!(
            page.petitions
                .iter()
                .all(|petition| petition.title.is_none())
        );
        assert!(
            remarks
                .iter()
                .any(|remark| remark.field == "join.title".into())
        );
    }

    #[test]
    fn a_draft_open_for_comment_is_no_petition() {
        let page = INVENTED.replace("/idea/detail/", "/policies/detail/");
        let (page, remarks) = read(&page);
        assert!(page.petitions.is_empty());
        assert!(
            page.links
                .iter()
                .any(|link| link.kind == LinkKind::Consultation)
        );
        assert!(
            remarks
                .iter()
                .any(|remark| remark.field == "join.type".into())
        );
    }

    #[test]
    fn damage_in_one_field_does_not_lose_the_others() {
        let text = "---\r\nid: x\r\ndescription: [1]\r\ntitle: 甲\r\nmeeting_date: 2020-01-02\r\n\
            propose_date: 2020-02-03\r\npublish: maybe\r\ndepartments: 內政部\r\ntags: {a: b}\r\n\
            embed: none\r\njoin: 5\r\nodd: 1\r\ntitle: 乙\r\n---\r\n";
        let (page, remarks) = parse(text.as_bytes(), "zh-tw/post/12.md").unwrap();
        assert_eq!(page.number, 12);
        assert_eq!(page.formal_title, "乙");
        assert_eq!(page.departments, ["內政部"]);
        assert_eq!(page.meeting_dates, [day(2020, 1, 2)]);
        let mut fields: Vec<_> = remarks
            .iter()
            .map(|remark| remark.field.words(Language::En))
            .collect();
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(
            fields,
            [
                "description",
                "embed",
                "id",
                "join",
                "join.type",
                "meeting_date",
                "odd",
                "publish",
                "tags",
                "title"
            ]
        );
    }

    #[test]
    fn what_is_no_page_is_an_error_with_its_place() {
        let no_front = parse(b"# heading\n", "1.md").unwrap_err();
        assert!(matches!(no_front, PageError::NoFrontMatter { line: 1, .. }));
        assert!(matches!(
            parse(b"---\nid: 1\n", "1.md"),
            Err(PageError::NoFrontMatter { line: 2, .. })
        ));
        assert!(matches!(
            parse(b"---\nid: \xff\n---\n", "1.md"),
            Err(PageError::NotUtf8 {
                line: 2,
                column: 5,
                ..
            })
        ));
        assert!(matches!(
            parse(b"---\n- 1\n---\n", "1.md"),
            Err(PageError::NotFields { .. })
        ));
        assert!(matches!(
            parse(b"---\ntitle: a\n---\n", "a.md"),
            Err(PageError::Incomplete { .. })
        ));
        assert!(matches!(
            parse(b"---\nid: 1\n---\n", "1.md"),
            Err(PageError::Incomplete { .. })
        ));
        let broken = parse(b"---\nid: 1\ntitle: \"a\nb: c\n---\n", "1.md").unwrap_err();
        assert!(
            matches!(broken, PageError::Yaml { line: 3.., .. }),
            "{broken}"
        );
        let large = vec![b'a'; LARGEST_PAGE + 1];
        assert!(matches!(
            parse(&large, "1.md"),
            Err(PageError::TooLarge { .. })
        ));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes, "1.md");
            let mut fenced = b"---\n".to_vec();
            fenced.extend(&bytes);
            fenced.extend(b"\n---\n");
            let _ = parse(&fenced, "1.md");
        }

        #[test]
        fn dates_written_in_any_order_come_back_sorted(
            days in prop::collection::btree_set(0u32..3000, 1..4),
            separator in prop::sample::select(vec!["、", "\n", ",", " 及 "]),
        ) {
            let expected: Vec<NaiveDate> =
                days.iter().map(|plus| day(2016, 1, 1) + chrono::Days::new(u64::from(*plus))).collect();
            let text: Vec<String> = expected.iter().rev().map(NaiveDate::to_string).collect();
            let field = DateField::read(&text.join(separator));
            prop_assert_eq!(field.dates, expected);
            prop_assert_eq!(field.words, "");
        }
    }

    /// The published pages beside the repository; `None` where they are not there.
    fn samples() -> Option<Vec<(String, String)>> {
        let entries = std::fs::read_dir(crate::import::samples::folder("cm")?).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let pages =
            paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
        let read = |path: std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        };
        Some(pages.map(read).collect())
    }

    /// Items of the list that follows a line `key:`, read line by line without a YAML reader.
    fn listed(text: &str, key: &str) -> Vec<String> {
        let mut lines = text
            .lines()
            .skip_while(|line| line.trim() != format!("{key}:"));
        let Some(head) = lines.next() else {
            return Vec::new();
        };
        let indent = head.len() - head.trim_start().len();
        lines
            .take_while(|line| line.len() - line.trim_start().len() > indent)
            .filter_map(|line| line.trim().strip_prefix("- "))
            .map(|item| item.trim_matches('"').to_owned())
            .filter(|item| !item.is_empty())
            .collect()
    }

    #[test]
    fn the_published_pages_are_taken_over() {
        let Some(samples) = samples() else { return };
        let pages: Vec<(&str, CasePage, Vec<Remark>)> = samples
            .iter()
            .map(|(name, text)| {
                let (page, remarks) = parse(text.as_bytes(), name).unwrap();
                (text.as_str(), page, remarks)
            })
            .collect();
        for (text, page, _) in &pages {
            assert_eq!(
                page.departments,
                listed(text, "departments"),
                "{}",
                page.number
            );
            let mut tags: Vec<String> = Vec::new();
            for tag in listed(text, "tags") {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            assert_eq!(page.tags, tags, "{}", page.number);
            for (key, kind) in EMBEDDED {
                let links = page.links.iter().filter(|link| link.kind == kind);
                let urls: Vec<&str> = links.map(|link| link.url.as_str()).collect();
                let written = listed(text, key);
                assert_eq!(urls.len(), written.len(), "{} {key}", page.number);
                for (url, written) in urls.iter().zip(&written) {
                    // A long address may be folded with a backslash at the end of its line.
                    let start = written.split('\\').next().unwrap();
                    assert!(url.starts_with(start), "{} {url}", page.number);
                }
            }
            let written = text
                .lines()
                .find_map(|line| line.strip_prefix("meeting_date: "))
                .unwrap();
            let again = match page.held {
                MeetingState::Held => page.meeting_dates[0].to_string(),
                MeetingState::NotHeld => "不辦理".to_owned(),
                MeetingState::NotYet => "尚未辦理".to_owned(),
                MeetingState::Unknown => String::new(),
            };
            assert_eq!(again, written, "{}", page.number);
        }
        let count = |wanted: &dyn Fn(&CasePage) -> bool| {
            pages.iter().filter(|(_, page, _)| wanted(page)).count()
        };
        assert_eq!(pages.len(), 54);
        assert_eq!(count(&|page| page.held == MeetingState::Held), 41);
        assert_eq!(count(&|page| page.held == MeetingState::NotHeld), 7);
        assert_eq!(count(&|page| page.held == MeetingState::NotYet), 6);
        assert_eq!(count(&|page| page.source.is_none()), 2);
        assert_eq!(count(&|page| page.introduction_sha256.is_some()), 35);
        assert_eq!(count(&|page| page.title.is_some()), 36);
        assert_eq!(
            count(&|page| page.departments.iter().any(|name| name == "衛服部")),
            1
        );
        let petitions: usize = pages.iter().map(|(_, page, _)| page.petitions.len()).sum();
        let addresses: usize = samples
            .iter()
            .map(|(_, text)| text.matches("join.gov.tw/idea/detail/").count())
            .sum();
        assert_eq!((petitions, addresses), (35, 35));
        let mut remarks: Vec<String> = pages
            .iter()
            .flat_map(|(_, _, remarks)| remarks)
            .map(|remark| format!("{}:{}", remark.file, remark.field.words(Language::En)))
            .collect();
        remarks.sort_unstable();
        println!("{}", remarks.join("\n"));
        assert_eq!(
            remarks,
            [
                "118.md:join.type",
                "120.md:join.link",
                "120.md:join.type",
                "24.md:join.title",
                "61.md:join.type",
                "74.md:join.type",
                "75.md:join.type",
                "81.md:join.link",
                "89.md:join.type",
                "98.md:join.type",
            ]
        );
    }
}
