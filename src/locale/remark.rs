//! What importers remark on: what was found where in a source, and what was expected or done about
//! it. An importer keeps remarks as values, so that they can be compared and told apart; here they
//! get their words.

use super::Language;
use super::count::counted;
use super::system::SystemError;

/// How much of a foreign value a remark repeats, in characters.
const LONGEST_QUOTE: usize = 80;

/// Declares a list of phrases without facts of their own, with the words of both languages.
macro_rules! phrases {
    ($(#[$about:meta])* $name:ident { $($phrase:ident: $english:literal, $chinese:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $english] $phrase,)*
        }

        impl $name {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$phrase),*];

            /// The phrase.
            pub fn words(self, language: Language) -> &'static str {
                match self {
                    $(Self::$phrase => language.pick($english, $chinese),)*
                }
            }
        }
    };
}

/// The field that a remark is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A field in the source's own words, or a flag as it is typed.
    Named(String),
    /// A part of the file that has no name in it.
    Part(Part),
}

phrases! {
    /// A part of a source that has no name in it.
    Part {
        File: "file", "檔案";
        FrontMatter: "front matter", "檔首欄位";
        Title: "title", "標題";
        Date: "date", "日期";
        Heading: "heading", "段落標題";
        Text: "text", "內文";
    }
}

impl Field {
    /// The name.
    pub fn words(&self, language: Language) -> &str {
        match self {
            Self::Named(name) => name,
            Self::Part(part) => part.words(language),
        }
    }
}

impl From<&str> for Field {
    fn from(name: &str) -> Self {
        Self::Named(name.to_owned())
    }
}

impl From<Part> for Field {
    fn from(part: Part) -> Self {
        Self::Part(part)
    }
}

/// What stands in a source; never free text that may name a citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A value of the source, cut to one short line.
    Quote(String),
    /// What the reader of a format says of it, in its own English words.
    Parser(String),
    /// Something that is not repeated but described.
    Thing(Thing),
    /// A size.
    Bytes(u64),
    /// A byte of the file, from 0.
    Byte(usize),
    /// A byte of the line, from 1.
    Column(usize),
    /// How many there are.
    Count(usize),
    /// How many people.
    People(u32),
    /// How many elements without the id of a petition.
    Elements(usize),
    /// The operating system refused.
    System(SystemError),
}

phrases! {
    /// What stands in a source, described.
    Thing {
        Nothing: "nothing", "沒有內容";
        Value: "a single value", "單一值";
        Fields: "fields", "欄位";
        ListOrFields: "a list or fields", "清單或欄位";
        Boolean: "true or false", "true／false";
        Number: "a number", "數字";
        Text: "text", "文字";
        List: "a list", "清單";
        Object: "an object", "物件";
        OtherForm: "another form", "其他寫法";
        OtherContent: "something else", "其他內容";
        PersonalData: "personal data", "個人資料";
        SymbolicLink: "a symbolic link", "符號連結";
        Folder: "a folder", "資料夾";
        Device: "a device", "裝置";
        OddName: "a name that is not UTF-8", "非 UTF-8 的檔名";
        NoSuchFiles: "no such file in the folder", "資料夾內沒有這類檔案";
        NoTitleNoSpeaker: "neither title nor speaker", "沒有標題，也沒有發言者";
        AkomaNtoso: "Akoma Ntoso", "Akoma Ntoso 格式";
        Xml: "XML", "XML 格式";
        Html: "HTML", "HTML 網頁";
        Utf16: "UTF-16 text", "UTF-16 文字";
    }
}

impl Found {
    /// A value of the source, cut to one short line.
    pub fn quote(value: &(impl ToString + ?Sized)) -> Self {
        Self::Quote(short(&value.to_string()))
    }

    /// A value of the source, or that there is none.
    pub fn quote_or_nothing(value: Option<&str>) -> Self {
        match value.filter(|value| !value.trim().is_empty()) {
            Some(value) => Self::quote(value),
            None => Self::Thing(Thing::Nothing),
        }
    }

    /// The words, those of the source as they stand.
    pub fn words(&self, language: Language) -> String {
        match (self, language) {
            (Self::Quote(value), _) => value.clone(),
            (Self::Parser(detail), Language::En) => format!("the parser says `{detail}`"),
            (Self::Parser(detail), Language::ZhTw) => format!("剖析器訊息「{detail}」"),
            (Self::Thing(thing), _) => thing.words(language).to_owned(),
            (Self::Bytes(bytes), Language::En) => format!("{bytes} bytes"),
            (Self::Bytes(bytes), Language::ZhTw) => format!("{bytes} 位元組"),
            (Self::Byte(offset), Language::En) => format!("byte {offset}"),
            (Self::Byte(offset), Language::ZhTw) => format!("第 {offset} 位元組"),
            (Self::Column(column), Language::En) => format!("column {column}"),
            (Self::Column(column), Language::ZhTw) => format!("第 {column} 欄"),
            (Self::Count(count), _) => count.to_string(),
            (Self::People(count), Language::En) => counted(
                usize::try_from(*count).unwrap_or(usize::MAX),
                "person",
                "people",
            ),
            (Self::People(count), Language::ZhTw) => format!("{count} 人"),
            (Self::Elements(count), Language::En) => {
                let elements = counted(*count, "element", "elements");
                format!("{elements} without the id of a petition")
            }
            (Self::Elements(count), Language::ZhTw) => {
                format!("{count} 個項目都沒有連署代號")
            }
            (Self::System(error), _) => error.words(language),
        }
    }
}

impl From<Thing> for Found {
    fn from(thing: Thing) -> Self {
        Self::Thing(thing)
    }
}

impl From<std::io::Error> for Found {
    fn from(error: std::io::Error) -> Self {
        Self::System(SystemError::from(&error))
    }
}

/// What was expected, or what was done about what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A phrase without facts of its own.
    Phrase(Phrase),
    /// The most bytes that are read.
    AtMostBytes(usize),
    /// The most bytes that are read of a file that can be split.
    SplitAbove(usize),
    /// How the names of files end, without the dot.
    NamesEndWith(String),
    /// A misspelt name was understood.
    ReadAs(String),
    /// A name that several agencies have.
    AnyOf(Vec<String>),
    /// A name that no agency has, and those like it, if any.
    NoAgency(Vec<String>),
    /// A day other than that of the meeting.
    OtherDayThan(String),
    /// A reply due long after the day on which the goal was reached.
    LongAfterGoal(String),
    /// A person set the field to something else, which stays.
    SetByHand {
        /// What stays.
        kept: String,
        /// The command that takes the source's value.
        command: String,
    },
    /// A person removed what the source has; this command is for putting it in.
    RemovedByHand(String),
    /// The source joins a case that a person made.
    JoinedByHand {
        /// The id of the case.
        case: String,
        /// The day on which it was recorded, where that is known.
        made_on: Option<String>,
    },
    /// Another file, read before, has the same number.
    NumberOf(String),
    /// A file of another name with the same content was read before, as this transcript.
    SameTranscript(String),
    /// A person changed a paragraph that the source changed too; this command shows what stood there.
    ChangedByBoth(String),
}

phrases! {
    /// A note without facts of its own.
    Phrase {
        // Files.
        FileOrFolder: "expected a file or a folder", "應為檔案或資料夾";
        ReadableFolder: "expected a folder to read", "應為可讀取的資料夾";
        ReadableFile: "expected a file to read", "應為可讀取的檔案";
        AFile: "expected a file", "應為檔案";
        FileItself: "expected the file itself: name what the link leads to", "應為檔案本身：請改指定連結所指的檔案";
        StraightPath: "expected a path without `..` in its middle", "路徑中間不得有「..」";
        Utf8Name: "expected a file name in UTF-8", "檔名應為 UTF-8";
        Utf8: "expected UTF-8: save the file as UTF-8", "應為 UTF-8：請以 UTF-8 存檔";
        Utf8Fetched: "expected UTF-8: fetch the file again", "應為 UTF-8：請重新下載檔案";

        // Addresses.
        ShortAddress: "expected an address of at most 2048 bytes", "網址最長 2048 位元組";
        PlainAddress: "expected an address without blanks, quotes or angle brackets", "網址不得有空白、引號或角括號";
        WebAddress: "expected an http or https address", "應為 http 或 https 網址";
        AddressOfHost: "expected an address with a host and without a user name", "網址應有主機名稱，且不含使用者名稱";
        TrackingRemoved: "tracking parameters were taken off the address", "已去除網址的追蹤參數";
        AnAddress: "expected an address", "應為網址";

        // Case pages.
        FrontMatter: "expected a case page: fields between two lines `---` at its head", "應為案件頁：檔首兩行「---」之間列出欄位";
        Yaml: "expected YAML between the lines `---`", "兩行「---」之間應為 YAML";
        YamlFields: "expected fields such as `id: \"45\"`", "應為欄位，如「id: \"45\"」";
        CaseNumber: "expected a case number here or in the name of the file", "此處或檔名應有案件序號";
        CaseName: "expected the name of the case", "應有案件名稱";
        SomeFields: "expected fields", "應為欄位";
        SomeText: "expected text", "應為文字";
        AWord: "expected a word", "應為詞語";
        StandsTwice: "stands twice; the last one was taken", "重複出現，採用最後一個";
        KnownField: "expected a known field; it was left out", "不認得的欄位，未收錄";
        KnownMaterial: "expected a known kind of material; it was left out", "不認得的素材種類，未收錄";
        OtherTitleTaken: "another title was taken for the formal name", "正式名稱改用其他標題";
        NumberOfFileName: "expected the number in the file name; `id` was taken", "與檔名的序號不同，採用「id」";
        FileNameTaken: "expected a case number; the file name was taken", "應為案件序號，改用檔名";
        OneDate: "expected one date like 2019-07-02", "應為單一日期，如 2019-07-02";
        DatesOrWord: "expected dates, or one of the words 不辦理 and 尚未辦理", "應為日期，或「不辦理」「尚未辦理」";
        AfterProposal: "expected a day after `propose_date`", "應晚於「propose_date」";
        DayWithin: "expected a day between 1900 and 2199; left out", "應為 1900 至 2199 年間的日期，未收錄";
        SourceDiffers: "differs from what the formal name says; the word was taken", "與正式名稱所示不同，以此欄為準";
        PetitionAddress: "expected a petition's address in `join.link`", "「join.link」應有連署網址";
        SourceInferred: "expected 提, 部 or 眾; inferred from the formal name", "應為「提」「部」或「眾」；依正式名稱推定";
        SourceUnknown: "expected 提, 部 or 眾; the formal name does not tell either", "應為「提」「部」或「眾」；正式名稱亦未載明";
        CutToPetition: "was cut to the petition's own page", "已縮短為連署頁網址";
        SeveralPetitions: "several petitions on one page; the titles were left out", "一頁載有多件連署，未收錄標題";
        TrueOrFalse: "expected TRUE or FALSE; taken as FALSE", "應為 TRUE 或 FALSE；視為 FALSE";
        TitleLeftOut: "expected no telephone number, address or id; the title was left out", "不得有電話、地址或證號；未收錄標題";
        HostUnknown: "the page does not say who hosts; they went in as concerned", "頁面未載明主辦機關，皆列為相關機關";
        WasHeld: "the record says that the meeting was held; that stays", "紀錄載明會議已召開，維持不變";
        NoReason: "no reason is given; record one with the stage not-held", "未載明原因；請於階段「not-held」補記原因";

        // Petitions.
        Json: "expected JSON: the file is cut short or damaged, fetch it again", "應為 JSON：檔案不完整或已損壞，請重新下載";
        Petitions: "expected an array of petitions, as the platform's pages hold them", "應為連署清單（JSON 陣列），如平臺頁面所載";
        OtherList: "expected an array of petitions; this file is about something else", "應為連署清單（JSON 陣列）；此檔是其他資料";
        PetitionOnce: "expected each petition once; the first was taken", "同一連署應只出現一次，採用第一筆";
        NumberTwice: "another petition in this file has the same number", "檔案內另有連署使用同一編號";
        PetitionObject: "expected an object; the petition was left out", "應為物件；未收錄此連署";
        PetitionUuid: "expected a UUID; the petition was left out", "應為 UUID；未收錄此連署";
        PetitionTitle: "expected a title; the petition was left out", "應有標題；未收錄此連署";
        PetitionLeftOut: "expected no telephone number, address or id; the petition was left out", "不得有電話、地址或證號；未收錄此連署";
        JoinNumber: "expected a number like 20180629-6534", "應為編號，如 20180629-6534";
        KnownState: "expected a known state, such as FirstSigned or Completed", "應為已知狀態，如 FirstSigned 或 Completed";
        WholeNumber: "expected a whole number", "應為整數";
        Milliseconds: "expected a time in milliseconds", "應為以毫秒計的時間";
        SincePlatform: "expected a day since the platform opened in 2015", "應為 2015 年平臺啟用以後的日期";
        AfterOpening: "expected a day after the petition opened", "應晚於連署開始日";
        AfterGoal: "expected a day after the petition reached its goal", "應晚於連署達標日";
        Agencies: "expected an agency or a list of agencies", "應為機關或機關清單";
        NameAndCode: "expected an agency's name and code", "應有機關名稱與代碼";
        AgencyName: "expected the name of the agency", "應有機關名稱";
        Replies: "expected a list of replies", "應為回應清單";
        ReplyObject: "expected an object; the reply was left out", "應為物件；未收錄此回應";
        PostingTime: "expected the time of the posting", "應有張貼時間";
        NoDecision: "this agency answered without saying what is adopted; taken as interim", "機關回應未說明參採情形，視為階段性回應";
        ExtensionDay: "expected one full day by which the reply will come; no extension was recorded", "應載明回應日期（含年份）；未登載展延期限";
        OlderThanRecorded: "older than what is recorded, which stays", "較現有紀錄舊，維持現有紀錄";

        // Transcripts.
        Transcript: "expected a transcript", "應為逐字稿";
        MarkdownTranscript: "expected a transcript in Markdown", "應為 Markdown 逐字稿";
        MarkdownOfSameName: "expected a transcript in Markdown: import the Markdown of the same name", "應為 Markdown 逐字稿：請匯入同名的 Markdown 檔";
        TitleOrSpeaker: "expected a line `# TITLE` or a heading `### NAME：`", "應有「# 標題」或「### 姓名：」";
        OneFileForAddress: "expected one file with an address; the address was left out", "指定網址時應只匯入一個檔案；未收錄網址";
        MeetingOfStore: "expected the id of a meeting of the store", "應為紀錄庫內會議的代號";
        DayOrMeeting: "expected a day before the title or in the name of the file: give --meeting", "標題前或檔名應有日期：請以 --meeting 指定會議";
        DayOfTranscript: "expected a day before the title or in the name of the file", "標題前或檔名應有日期";
        MendTranscript: "the transcript cannot be read: mend it first", "逐字稿紀錄無法讀取：請先修正";
        NameOfFileTaken: "expected a line `# TITLE`; the name of the file was taken", "應有「# 標題」；改用檔名";
        DayOfFileName: "the title has no date; taken from the name of the file", "標題沒有日期，採用檔名的日期";
        TitleDayTaken: "title and name of the file differ; the title's was taken", "標題與檔名的日期不同，採用標題的日期";
        ColonAfterName: "expected a colon at the end of a speaker's name; kept as text", "發言者姓名後應有冒號；保留為文字";
        NothingSaid: "nothing was said under this name", "此發言者名下沒有發言";
        TitleOnly: "the file has a title and nothing else", "檔案只有標題";
        NotCounted: "expected the agency or group that they came from; not counted", "應載明所屬機關或團體；未計入";
        NoAgencyOfStore: "no agency of the store; counted among officials without an agency", "紀錄庫沒有此機關；計入未列機關的公務人員";
    }
}

impl Note {
    /// The sentence.
    pub fn words(&self, language: Language) -> String {
        match (self, language) {
            (Self::Phrase(phrase), _) => phrase.words(language).to_owned(),
            (Self::AtMostBytes(most), Language::En) => {
                format!("expected a file of at most {most} bytes")
            }
            (Self::AtMostBytes(most), Language::ZhTw) => format!("檔案最大 {most} 位元組"),
            (Self::SplitAbove(most), Language::En) => {
                format!("expected a file of at most {most} bytes: split it")
            }
            (Self::SplitAbove(most), Language::ZhTw) => {
                format!("檔案最大 {most} 位元組：請分割檔案")
            }
            (Self::NamesEndWith(ending), Language::En) => {
                format!("expected files whose names end with .{ending}")
            }
            (Self::NamesEndWith(ending), Language::ZhTw) => {
                format!("應有檔名以 .{ending} 結尾的檔案")
            }
            (Self::ReadAs(right), Language::En) => format!("read as {right}"),
            (Self::ReadAs(right), Language::ZhTw) => format!("視為{right}"),
            (Self::AnyOf(ids), Language::En) => {
                format!("could be any of {}; left out", ids.join(", "))
            }
            (Self::AnyOf(ids), Language::ZhTw) => {
                format!("可能是 {} 之一；未收錄", ids.join("、"))
            }
            (Self::NoAgency(like), Language::En) if like.is_empty() => {
                "expected an agency of the store; left out".to_owned()
            }
            (Self::NoAgency(like), Language::ZhTw) if like.is_empty() => {
                "應為紀錄庫內的機關；未收錄".to_owned()
            }
            (Self::NoAgency(like), Language::En) => format!(
                "expected an agency of the store, such as {}; left out",
                like.join(", ")
            ),
            (Self::NoAgency(like), Language::ZhTw) => {
                format!("應為紀錄庫內的機關，如{}；未收錄", like.join("、"))
            }
            (Self::OtherDayThan(day), Language::En) => {
                format!("differs from {day}, the day of the meeting; left out")
            }
            (Self::OtherDayThan(day), Language::ZhTw) => {
                format!("與會議日期 {day} 不同；未收錄")
            }
            (Self::SetByHand { kept, command }, Language::En) => {
                format!("set by hand to `{kept}`, which stays; to take the source's: {command}")
            }
            (Self::SetByHand { kept, command }, Language::ZhTw) => {
                format!("已有人工填寫「{kept}」，維持不變；採用來源請執行：{command}")
            }
            (Self::RemovedByHand(command), Language::En) => {
                format!("removed by hand, and stays so; to take the source's: {command}")
            }
            (Self::RemovedByHand(command), Language::ZhTw) => {
                format!("已由人工移除，維持不變；採用來源請執行：{command}")
            }
            (Self::JoinedByHand { case, made_on }, Language::En) => {
                let on = made_on
                    .as_ref()
                    .map_or_else(String::new, |day| format!(" on {day}"));
                format!("joined with {case}, made by hand{on}; what was typed there stays")
            }
            (Self::JoinedByHand { case, made_on }, Language::ZhTw) => {
                let on = made_on
                    .as_ref()
                    .map_or_else(String::new, |day| format!("於 {day} "));
                format!("併入{on}人工建立的 {case}；原有內容維持不變")
            }
            (Self::NumberOf(file), Language::En) => {
                format!("the same number stands in {file}; this page was left out")
            }
            (Self::NumberOf(file), Language::ZhTw) => {
                format!("與 {file} 的序號相同；未收錄此頁")
            }
            (Self::SameTranscript(id), Language::En) => {
                format!("the same content, read before as {id}; no second transcript was made")
            }
            (Self::SameTranscript(id), Language::ZhTw) => {
                format!("內容相同，先前已匯入為 {id}；不另建逐字稿")
            }
            (Self::ChangedByBoth(command), Language::En) => format!(
                "changed by hand, but the source changed it too, and its text was taken; {command} has what stood there"
            ),
            (Self::ChangedByBoth(command), Language::ZhTw) => {
                format!("人工修改後來源也有更動，採用來源文字；原文可用「{command}」查看")
            }
            (Self::LongAfterGoal(goal), Language::En) => {
                format!("more than six months after {goal}, when the goal was reached")
            }
            (Self::LongAfterGoal(goal), Language::ZhTw) => {
                format!("距連署達標日 {goal} 逾六個月")
            }
        }
    }
}

impl From<Phrase> for Note {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

/// A whole remark on one line.
pub fn line(
    language: Language,
    file: &str,
    line: Option<u64>,
    field: &Field,
    found: &Found,
    note: &Note,
) -> String {
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    let words = found.words(language);
    let (field, note) = (field.words(language), note.words(language));
    match (language, found) {
        (Language::En, Found::Quote(_)) => format!("{file}{line} {field}: `{words}`; {note}"),
        (Language::En, _) => format!("{file}{line} {field}: {words}; {note}"),
        (Language::ZhTw, Found::Quote(_)) => {
            format!("{file}{line} {field}：「{words}」（{note}）")
        }
        (Language::ZhTw, _) => format!("{file}{line} {field}：{words}（{note}）"),
    }
}

fn short(text: &str) -> String {
    let mut characters = text.chars().map(|character| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    });
    let mut cut: String = characters.by_ref().take(LONGEST_QUOTE).collect();
    if characters.next().is_some() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn no_phrase_is_left_in_english() {
        let named = Regex::new("「[^」]*」").unwrap();
        let sentence = Regex::new("[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}").unwrap();
        let phrases = Phrase::ALL
            .iter()
            .map(|phrase| phrase.words(Language::ZhTw));
        let things = Thing::ALL.iter().map(|thing| thing.words(Language::ZhTw));
        let parts = Part::ALL.iter().map(|part| part.words(Language::ZhTw));
        for words in phrases.chain(things).chain(parts) {
            let bare = named.replace_all(words, "");
            assert!(!words.is_ascii() && !sentence.is_match(&bare), "{words}");
        }
    }

    #[test]
    fn a_long_value_is_quoted_on_one_short_line() {
        let Found::Quote(quote) = Found::quote(&"甲\n".repeat(100)) else {
            panic!("a quote")
        };
        assert_eq!(quote.chars().count(), LONGEST_QUOTE + 1);
        assert!(!quote.contains('\n'));
    }
}
