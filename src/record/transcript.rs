//! A transcript: what was said, paragraph by paragraph, and its way to publication.
//!
//! One `[[speech]]` is one paragraph, the unit of the public archive; the order of the rows is the
//! order of reading. Stage directions, quoted notes and section headings stand in the same list with
//! a `kind`, so that the order survives every TOML tool; turns are derived. Minutes (`### 會議結論：`
//! and its like) are a section whose heading keeps its colon, with text without a speaker below it:
//! they count as nobody's speech.

use super::case::Privacy;
use super::conflict::Conflict;
use super::date::Date;
use super::id::RecordId;
use super::value::{Name, RowKey, Sha256Hex, Url};

words! {
    /// Where a transcript stands on its way to publication.
    pub enum TranscriptStatus {
        /// As the stenographer left it.
        Draft = "draft" "草稿",
        /// Sent to the speakers, who may smooth their own words.
        Editing = "editing" "校對中",
        /// Public.
        Published = "published" "已公開",
    }
}

words! {
    /// What a row of a transcript is.
    pub enum SpeechKind {
        /// Words of a speaker; what a row is where nothing is said.
        Speech = "speech" "發言",
        /// A stage direction.
        Narrative = "narrative" "現場記述",
        /// A quoted note or link.
        Quote = "quote" "引註",
        /// A section heading.
        Section = "section" "段落標題",
        /// Text without a speaker.
        Unattributed = "unattributed" "未標明發言者",
        /// Something said off the record; the row has no text in a public store.
        OffRecord = "off-record" "不列入紀錄",
    }
}

words! {
    /// What a correction does.
    pub enum CorrectionKind {
        /// Puts right what was written down wrongly; both texts stay.
        Correct = "correct" "更正",
        /// Takes personal data away; the earlier text does not stay.
        Withhold = "withhold" "隱去",
    }
}

words! {
    /// The language spoken.
    pub enum Tongue {
        /// Chinese.
        Chinese = "zh" "中文",
        /// English.
        English = "en" "英文",
        /// Japanese.
        Japanese = "ja" "日文",
        /// French.
        French = "fr" "法文",
        /// Several.
        Mixed = "mixed" "多語",
    }
}

table! {
    /// A transcript of a meeting.
    zh "逐字稿" key []
    pub struct Transcript {
        /// The id, which says where the file lies.
        zh "代號，決定檔案位置"
        "id" id: RecordId,
        /// The meeting.
        zh "會議"
        "meeting" meeting: Option<RecordId>,
        /// Its title.
        zh "標題"
        "title" title: String,
        /// The day of the meeting.
        zh "會議日期"
        "date" date: Date,
        /// The language spoken.
        zh "語言"
        "language" language: Option<Tongue>,
        /// Where it stands.
        zh "狀態"
        "status" status: TranscriptStatus,
        /// When it was sent to the speakers.
        zh "寄送校對日"
        "sent_on" sent_on: Option<Date>,
        /// Until when they may edit.
        zh "校對截止日"
        "edit_until" edit_until: Option<Date>,
        /// When it became public.
        zh "公開日"
        "published_on" published_on: Option<Date>,
        /// The licence of the text.
        zh "授權"
        "licence" licence: Option<String>,
        /// Where the text came from.
        zh "來源"
        "source" source: Option<TranscriptSource>,
        /// The speakers.
        zh "發言者"
        "speaker" speakers: Vec<Speaker>,
        /// The paragraphs, in the order of reading.
        zh "段落，依閱讀順序"
        "speech" speeches: Vec<Speech>,
        /// Corrections since it became public.
        zh "公開後之更正"
        "correction" corrections: Vec<Correction>,
        /// Personal data of a published source that stays, with the reason.
        zh "公開來源中保留之個資及理由"
        "privacy" privacy: Vec<Privacy>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// Where a transcript came from.
    zh "來源" key []
    pub struct TranscriptSource {
        /// Its public address.
        zh "公開網址"
        "url" url: Option<Url>,
        /// The name of the file it was read from.
        zh "檔名"
        "file" file: Option<String>,
        /// The digest of that file.
        zh "檔案摘要值"
        "sha256" sha256: Option<Sha256Hex>,
    }
}

table! {
    /// A speaker.
    zh "發言者" key ["key"]
    pub struct Speaker {
        /// What rows name the speaker by: the name as the source writes it.
        zh "發言列所用之識別（來源所載名稱）"
        "key" key: String,
        /// The name, where it differs from the key.
        zh "姓名（與識別不同時）"
        "name" name: Option<String>,
        /// The role.
        zh "身分"
        "role" role: Option<String>,
        /// The agency.
        zh "機關"
        "agency" agency: Option<Name>,
        /// Whether the person agreed to be named.
        zh "是否同意具名"
        "consent" consent: Option<bool>,
    }
}

table! {
    /// One paragraph.
    zh "段落" key ["n"]
    pub struct Speech {
        /// Its number, given once and never used again.
        zh "編號，一經給定不再重用"
        "n" n: u32,
        /// What it is, where it is no speech.
        zh "類別（非發言者）"
        "kind" kind: Option<SpeechKind>,
        /// The key of the speaker.
        zh "發言者識別"
        "by" by: Option<String>,
        /// The text.
        zh "內容"
        "text" text: Option<String>,
    }
}

table! {
    /// A correction of what was published.
    zh "更正紀錄" key ["k"]
    pub struct Correction {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The number of the paragraph.
        zh "段落編號"
        "speech" speech: u32,
        /// The day.
        zh "日期"
        "on" on: Date,
        /// What it does.
        zh "類別"
        "kind" kind: CorrectionKind,
        /// The text before; never of a withheld one.
        zh "更正前內容（隱去者不載）"
        "before" before: Option<String>,
        /// The text since; none where the whole paragraph is withheld.
        zh "更正後內容（整段隱去者不載）"
        "after" after: Option<String>,
        /// The speaker before, where the words were given to somebody else.
        zh "更正前發言者"
        "before_by" before_by: Option<String>,
        /// The speaker since.
        zh "更正後發言者"
        "after_by" after_by: Option<String>,
        /// Who asked for it: a speaker, an agency, an office.
        zh "請求者（發言者、機關或職稱）"
        "asked_by" asked_by: String,
        /// Why.
        zh "理由"
        "reason" reason: String,
    }
}

impl Speech {
    /// What the row is.
    pub fn kind(&self) -> SpeechKind {
        self.kind.unwrap_or(SpeechKind::Speech)
    }
}

impl Correction {
    /// Whether it gives the words to another speaker and leaves them as they are.
    pub fn is_of_speaker_only(&self) -> bool {
        self.kind == CorrectionKind::Correct && self.after_by.is_some() && !self.keeps_words()
    }

    /// Whether it keeps words or a speaker of before or since.
    pub fn keeps_words(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }
}
