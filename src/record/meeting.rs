//! A meeting of the network: collaborative, working, prep, monthly, quarterly and the rest.
//!
//! What happened and when stand apart: a meeting that is not held has a status and a reason, and
//! its sessions hold only dates that were meant or kept.

use chrono::NaiveTime;

use super::case::{Link, Origin, Privacy, Visibility};
use super::conflict::Conflict;
use super::date::Date;
use super::id::RecordId;
use super::value::{Name, RowKey, Share};

words! {
    /// The kind of a meeting.
    pub enum MeetingKind {
        /// 協作會議.
        Collaborative = "collaborative" "協作會議",
        /// 工作會議.
        Working = "working" "工作會議",
        /// 會前會.
        Prep = "prep" "會前會",
        /// 月會.
        Monthly = "monthly" "月會",
        /// 季會.
        Quarterly = "quarterly" "季會",
        /// 共識營.
        Camp = "camp" "共識營",
        /// 工作坊.
        Workshop = "workshop" "工作坊",
        /// 教育訓練.
        Training = "training" "教育訓練",
        /// 座談會.
        Forum = "forum" "座談會",
        /// 協作公聽會.
        Hearing = "hearing" "協作公聽會",
        /// 會後會.
        Debrief = "debrief" "會後會",
        /// Anything else.
        Other = "other" "其他",
    }
}

impl MeetingKind {
    /// Whether its number is a case number.
    pub fn is_numbered(self) -> bool {
        matches!(
            self,
            Self::Collaborative | Self::Hearing | Self::Working | Self::Prep | Self::Debrief
        )
    }
}

words! {
    /// What became of a meeting.
    pub enum MeetingStatus {
        /// To be held.
        Planned = "planned" "尚未辦理",
        /// Held.
        Held = "held" "已召開",
        /// Decided not to be held.
        NotHeld = "not-held" "不辦理",
        /// Put off without a new date.
        Postponed = "postponed" "延期",
        /// Called off.
        Cancelled = "cancelled" "取消",
    }
}

impl MeetingStatus {
    /// Whether a reason is due.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::NotHeld | Self::Postponed | Self::Cancelled)
    }
}

words! {
    /// An element of a collaborative meeting; a smaller meeting uses fewer.
    pub enum Element {
        /// Invitees of differing views.
        DiverseInvitees = "diverse-invitees" "多元與會者",
        /// Anyone may sign up.
        OpenSignup = "open-signup" "開放報名",
        /// A chair from outside.
        ThirdPartyChair = "third-party-chair" "第三方主持",
        /// The agenda is set beforehand.
        AgendaAhead = "agenda-ahead" "事前議程",
        /// Materials are public beforehand.
        MaterialsAhead = "materials-ahead" "資料事前公開",
        /// A verbatim transcript.
        Transcript = "transcript" "逐字稿",
        /// An online part.
        Online = "online" "線上參與",
        /// A livestream.
        Livestream = "livestream" "直播",
    }
}

words! {
    /// A group of people at a meeting.
    pub enum Group {
        /// The proposer.
        Proposer = "proposer" "提案人",
        /// Supporters of the petition.
        Supporter = "supporter" "附議人",
        /// Other people concerned.
        Stakeholder = "stakeholder" "利害關係人",
        /// Experts.
        Expert = "expert" "專家學者",
        /// Officials.
        Agency = "agency" "機關代表",
        /// Observers.
        Observer = "observer" "觀察員",
        /// Members of the youth advisory panel.
        YouthAdvisor = "youth-advisor" "青年諮詢委員",
        /// Legislators and their offices.
        Legislator = "legislator" "立法委員",
        /// Local government.
        LocalGovernment = "local-government" "地方政府",
    }
}

words! {
    /// What the host decided about a topic below the threshold.
    pub enum HostDecision {
        /// The meeting is held all the same.
        Hold = "hold" "自行辦理",
        /// It is not.
        Decline = "decline" "不辦理",
    }
}

table! {
    /// A meeting of the network.
    zh "會議" key []
    pub struct Meeting {
        /// The id, which says where the file lies.
        zh "代號，決定檔案位置"
        "id" id: RecordId,
        /// The kind of meeting.
        zh "會議種類"
        "kind" kind: MeetingKind,
        /// The number of the case it is about.
        zh "所涉案件之序號"
        "number" number: Option<u32>,
        /// Which one of its kind it is: the third prep meeting, the 24th monthly one.
        zh "次別（第幾次）"
        "sequence" sequence: Option<u32>,
        /// Its title.
        zh "名稱"
        "title" title: String,
        /// The cases it is about.
        zh "所涉案件"
        "cases" cases: Vec<RecordId>,
        /// What became of it.
        zh "狀態"
        "status" status: MeetingStatus,
        /// Why it was not held, put off or called off.
        zh "不辦理、延期或取消之理由"
        "reason" reason: Option<String>,
        /// Who chairs it, by office.
        zh "主席（職稱）"
        "chair" chair: Option<String>,
        /// Who facilitates it, by office.
        zh "主持人（職稱）"
        "facilitator" facilitator: Option<String>,
        /// The agency that runs it.
        zh "辦理機關"
        "run_by" run_by: Option<Name>,
        /// The elements used.
        zh "採用元素"
        "elements" elements: Vec<Element>,
        /// The template by which it is prepared.
        zh "籌備範本"
        "template" template: Option<String>,
        /// Who may see it; public where nothing is said.
        zh "可見範圍，未載即公開"
        "visibility" visibility: Option<Visibility>,
        /// The days covered by a periodic meeting.
        zh "涵蓋期間"
        "covers" covers: Option<Covers>,
        /// When and where it meets; several where it has several days.
        zh "場次"
        "session" sessions: Vec<Session>,
        /// Its tables.
        zh "分組"
        "table" tables: Vec<Table>,
        /// What is to be done for it.
        zh "待辦事項"
        "task" tasks: Vec<Task>,
        /// Where and when it was announced.
        zh "公開邀請"
        "invitation" invitations: Vec<Invitation>,
        /// Who came, by group: counts, no names.
        zh "出席人數（依群體，不記姓名）"
        "attendance" attendance: Vec<Attendance>,
        /// Numbered conclusions.
        zh "會議結論"
        "conclusion" conclusions: Vec<Conclusion>,
        /// Topics put to the vote.
        zh "候選議題"
        "candidate" candidates: Vec<Candidate>,
        /// The base of the vote.
        zh "票選基數"
        "vote" vote: Option<Vote>,
        /// Chiefs present.
        zh "與會首長"
        "chief" chiefs: Vec<Chief>,
        /// Surveys.
        zh "意見調查"
        "survey" surveys: Vec<Survey>,
        /// Addresses of what was published.
        zh "公開資料連結"
        "link" links: Vec<Link>,
        /// Where an imported record came from.
        zh "匯入來源"
        "origin" origins: Vec<Origin>,
        /// Personal data of a published source that stays, with the reason.
        zh "公開來源中保留之個資及理由"
        "privacy" privacy: Vec<Privacy>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// The days that a periodic meeting covers.
    zh "涵蓋期間" key []
    pub struct Covers {
        /// The first day.
        zh "起日"
        "from" from: Date,
        /// The last day.
        zh "迄日"
        "to" to: Date,
    }
}

table! {
    /// One sitting of a meeting.
    zh "場次" key ["k"]
    pub struct Session {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The day.
        zh "日期"
        "date" date: Date,
        /// When it begins.
        zh "開始時間"
        "start" start: Option<NaiveTime>,
        /// When it ends.
        zh "結束時間"
        "end" end: Option<NaiveTime>,
        /// Where.
        zh "地點"
        "place" place: Option<String>,
        /// Whether it is online.
        zh "是否線上"
        "online" online: Option<bool>,
    }
}

table! {
    /// A table of a meeting.
    zh "分組" key ["k"]
    pub struct Table {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// Who leads it, by office.
        zh "小桌長（職稱）"
        "leader" leader: Option<String>,
        /// The agency that sent the leader.
        zh "小桌長所屬機關"
        "agency" agency: Option<Name>,
    }
}

table! {
    /// Something to be done for a meeting.
    zh "待辦事項" key ["k"]
    pub struct Task {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// What.
        zh "事項"
        "what" what: String,
        /// Who, by role or agency.
        zh "負責（角色或機關）"
        "owner" owner: Option<String>,
        /// By when.
        zh "期限"
        "due" due: Option<Date>,
        /// When it was done.
        zh "完成日"
        "done_on" done_on: Option<Date>,
        /// The task of the template that it follows.
        zh "所依籌備事項代號"
        "plan" plan: Option<String>,
        /// By when it was first meant to be done.
        zh "原定期限"
        "first_due" first_due: Option<Date>,
        /// Why its day was moved.
        zh "改期理由"
        "reason" reason: Option<String>,
    }
}

table! {
    /// An open call.
    zh "公開邀請" key ["k"]
    pub struct Invitation {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// Where it was posted.
        zh "管道"
        "where" place: String,
        /// When.
        zh "日期"
        "on" on: Option<Date>,
        /// How many it reached.
        zh "觸及人數"
        "reach" reach: Option<u32>,
    }
}

table! {
    /// How many of a group came.
    zh "出席人數" key ["k"]
    pub struct Attendance {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The group.
        zh "群體"
        "group" group: Group,
        /// The agency, for officials.
        zh "機關"
        "agency" agency: Option<Name>,
        /// How many.
        zh "人數"
        "count" count: u32,
        /// Why they were invited, or why nobody came.
        zh "緣由"
        "reason" reason: Option<String>,
    }
}

table! {
    /// A numbered conclusion.
    zh "會議結論" key ["n"]
    pub struct Conclusion {
        /// Its number, given once.
        zh "項次"
        "n" n: u32,
        /// The conclusion.
        zh "內容"
        "text" text: String,
        /// Who carries it out, by role or agency.
        zh "負責（角色或機關）"
        "owner" owner: Option<String>,
        /// By when.
        zh "期限"
        "due" due: Option<Date>,
        /// When it was done.
        zh "完成日"
        "done_on" done_on: Option<Date>,
    }
}

table! {
    /// A topic put to the vote.
    zh "候選議題" key ["k"]
    pub struct Candidate {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The cases it takes up.
        zh "所涉案件"
        "cases" cases: Vec<RecordId>,
        /// The pool it stands in.
        zh "票選分組"
        "pool" pool: Option<String>,
        /// Ticks received.
        zh "得票數"
        "ticks" ticks: Option<u32>,
        /// Its share, where only that was announced.
        zh "得票率（僅公布比率者）"
        "share" share: Option<Share>,
        /// What the host decided, where that is left to it below the threshold.
        zh "未達門檻時主辦機關之決定"
        "decided" decided: Option<HostDecision>,
    }
}

table! {
    /// The base of a vote.
    zh "票選基數" key []
    pub struct Vote {
        /// The day on which it was opened.
        zh "開始票選日"
        "opened_on" opened_on: Option<Date>,
        /// The day from which its counts stay.
        zh "結束票選日"
        "closed_on" closed_on: Option<Date>,
        /// How many could vote, where officers and secretariat were not counted apart.
        zh "票選基數（未分別載明者）"
        "base" base: Option<u32>,
        /// POs present.
        zh "出席聯絡人數"
        "officers" officers: Option<u32>,
        /// Members of the secretariat present.
        zh "出席秘書單位人數"
        "secretariat" secretariat: Option<u32>,
        /// Ballots cast.
        zh "投票數"
        "ballots" ballots: Option<u32>,
    }
}

table! {
    /// A chief present.
    zh "與會首長" key ["agency"]
    pub struct Chief {
        /// The agency.
        zh "機關"
        "agency" agency: Name,
        /// The rank.
        zh "職級"
        "rank" rank: Option<String>,
        /// The person's record.
        zh "人員代號"
        "person" person: Option<Name>,
    }
}

table! {
    /// A survey of those present.
    zh "意見調查" key ["k"]
    pub struct Survey {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The question.
        zh "問題"
        "question" question: String,
        /// How many were asked.
        zh "發放數"
        "asked" asked: Option<u32>,
        /// How many answered.
        zh "回收數"
        "answered" answered: Option<u32>,
        /// How many agreed.
        zh "同意數"
        "agreed" agreed: Option<u32>,
    }
}

impl Meeting {
    /// A planned meeting of which nothing is known but what it is.
    pub fn new(id: RecordId, kind: MeetingKind, title: String) -> Self {
        Self {
            id,
            kind,
            title,
            number: None,
            sequence: None,
            cases: Vec::new(),
            status: MeetingStatus::Planned,
            reason: None,
            chair: None,
            facilitator: None,
            run_by: None,
            elements: Vec::new(),
            template: None,
            visibility: None,
            covers: None,
            sessions: Vec::new(),
            tables: Vec::new(),
            tasks: Vec::new(),
            invitations: Vec::new(),
            attendance: Vec::new(),
            conclusions: Vec::new(),
            candidates: Vec::new(),
            vote: None,
            chiefs: Vec::new(),
            surveys: Vec::new(),
            links: Vec::new(),
            origins: Vec::new(),
            privacy: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// The day of its first session.
    pub fn first_day(&self) -> Option<Date> {
        self.sessions.iter().map(|session| session.date).min()
    }
}
