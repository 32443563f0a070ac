//! A case: one topic of the network from its proposal to its release from tracking.
//!
//! Fields and words follow the network's own forms: the proposal form, the issue analysis sheet and
//! the case-status form (`docs/records.md` names the sources). What a case is today follows from its
//! `[[stage]]` rows; nothing that can be derived is stored.

use super::conflict::Conflict;
use super::date::Date;
use super::id::{RecordId, suffix_of};
use super::value::{Name, RowKey, Sha256Hex, Url};

words! {
    /// Where a case came from.
    pub enum Source {
        /// A citizens' petition on Join.
        JoinPetition = "join-petition" "連署案",
        /// A draft regulation or policy open for comment on Join.
        JoinNotice = "join-notice" "預告案",
        /// A ministry's own topic.
        Ministry = "ministry" "部會自提案",
        /// Told to do it from above.
        Designated = "designated" "上級交辦",
        /// Proposed by the secretariat of the network.
        Secretariat = "secretariat" "秘書單位提案",
        /// Proposed by the office of a minister without portfolio.
        Minister = "minister" "政務委員提案",
        /// Proposed by one ministry, held by several.
        CrossMinistry = "cross-ministry" "跨部會提案",
    }
}

words! {
    /// Who inside a ministry asked for the case.
    pub enum RequestedBy {
        /// The head or deputy head.
        Chief = "chief" "首長",
        /// Another PO or colleague.
        Colleague = "colleague" "同仁",
        /// The business unit.
        Unit = "unit" "業務單位",
    }
}

words! {
    /// How a case was chosen.
    pub enum Selection {
        /// Half or more of those present at the monthly meeting.
        Voted = "voted" "票選",
        /// A ministry's own topic, reported without a vote.
        NoVote = "no-vote" "自提免票選",
        /// Below half; the ministry decided by itself.
        MinistryDecided = "ministry-decided" "未達半數自行決定",
        /// Told from above.
        Designated = "designated" "上級交辦",
    }
}

words! {
    /// A stage of a case.
    pub enum Stage {
        /// A petition that the likely ministry watches.
        Watching = "watching" "關注",
        /// Proposed to the POs.
        Proposed = "proposed" "提案",
        /// Chosen for a collaborative meeting.
        Selected = "selected" "選定",
        /// Working and prep meetings.
        Preparing = "preparing" "籌備",
        /// The meeting has been announced.
        Announced = "announced" "公告",
        /// The collaborative meeting has been held.
        Met = "met" "已召開",
        /// No collaborative meeting is held, for a reason.
        NotHeld = "not-held" "不辦理",
        /// Reported at monthly meetings until released.
        Tracked = "tracked" "列管",
        /// Released from tracking.
        Released = "released" "解除列管",
        /// Not chosen; may be proposed again.
        NotSelected = "not-selected" "未獲票選",
        /// The petition did not reach its threshold.
        Lapsed = "lapsed" "未成案",
        /// The petition was answered without a collaborative meeting.
        Replied = "replied" "已回應結案",
        /// Withdrawn.
        Withdrawn = "withdrawn" "撤案",
        /// Handled as part of another case.
        Merged = "merged" "併案",
    }
}

impl Stage {
    /// Whether a case in this stage is open: from its proposal until it is released or has left by
    /// an exit. A watched petition is not open yet.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Proposed
                | Self::Selected
                | Self::Preparing
                | Self::Announced
                | Self::Met
                | Self::NotHeld
                | Self::Tracked
        )
    }

    /// Whether it says what has been done, so that no day to come can be its day. A proposal, a
    /// choice and a preparation may be set down for a meeting ahead.
    pub fn is_past(self) -> bool {
        !matches!(
            self,
            Self::Watching | Self::Proposed | Self::Selected | Self::Preparing | Self::Announced
        )
    }

    /// The stages that may follow without a reason.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Watching => &[Self::Proposed, Self::Lapsed, Self::Replied, Self::Withdrawn],
            Self::Proposed => &[
                Self::Selected,
                Self::NotSelected,
                Self::Merged,
                Self::Withdrawn,
            ],
            Self::Selected => &[
                Self::Preparing,
                Self::NotHeld,
                Self::Merged,
                Self::Withdrawn,
            ],
            Self::Preparing => &[
                Self::Announced,
                Self::NotHeld,
                Self::Merged,
                Self::Withdrawn,
            ],
            Self::Announced => &[Self::Met, Self::NotHeld],
            Self::Met | Self::NotHeld => &[Self::Tracked, Self::Released],
            Self::Tracked => &[Self::Released],
            Self::NotSelected => &[Self::Proposed, Self::Replied],
            Self::Released | Self::Lapsed | Self::Replied | Self::Withdrawn | Self::Merged => &[],
        }
    }

    /// Whether nobody waits for answers to petitions after this stage. A petition that was not selected
    /// for a meeting still has its reply to come, and so has one whose case the network tracks no more.
    pub fn needs_no_answer(self) -> bool {
        matches!(
            self,
            Self::Replied | Self::Lapsed | Self::Withdrawn | Self::Merged
        )
    }

    /// Whether the network is done with a case after this stage.
    pub fn is_over(self) -> bool {
        self.needs_no_answer() || self == Self::Released
    }

    /// Whether entering this stage always needs a reason: what is stopped or let go is explained.
    pub fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::NotHeld | Self::Released | Self::Withdrawn | Self::Merged
        )
    }
}

words! {
    /// An agency's part in a case.
    pub enum Role {
        /// Presents the issue and answers on Join.
        Host = "host" "主辦",
        /// Supplies information.
        Cohost = "cohost" "協辦",
        /// May only send material.
        Concerned = "concerned" "有關機關",
    }
}

words! {
    /// How an agency's part was settled.
    pub enum SettledBy {
        /// The agencies agreed.
        Agreed = "agreed" "協調同意",
        /// Whoever may be responsible became a host.
        AllHost = "all-host" "共同主辦",
        /// The National Development Council decided.
        Ndc = "ndc" "國發會協調",
        /// The supervising minister decided.
        Minister = "minister" "政務委員裁示",
    }
}

words! {
    /// A limit of a petition that may be missed for a reason.
    pub enum MissedLimit {
        /// To post the handling schedule.
        HandlingSchedule = "handling-schedule" "公布處理期程",
        /// To contact the proposer.
        ContactProposer = "contact-proposer" "聯繫提案人",
        /// To reply.
        FormalReply = "formal-reply" "正式回應",
    }
}

words! {
    /// The state of a petition on Join.
    pub enum PetitionStatus {
        /// Collecting supports.
        Collecting = "collecting" "附議中",
        /// The threshold is reached, the answer due.
        Qualified = "qualified" "成案待回應",
        /// Answered.
        Answered = "answered" "已回應",
        /// The threshold was not reached in time.
        Lapsed = "lapsed" "未成案",
        /// Withdrawn or revoked.
        Revoked = "revoked" "撤案",
    }
}

words! {
    /// What an agency's posting on a petition is.
    pub enum ReplyKind {
        /// When and how it will be handled, or when an answer will come.
        Schedule = "schedule" "處理期程",
        /// A partial answer.
        Interim = "interim" "期中回應",
        /// The formal answer.
        Formal = "formal" "正式回應",
        /// Something added after the formal answer.
        Update = "update" "後續更新",
    }
}

words! {
    /// Whether a claim is taken up.
    pub enum Adoption {
        /// Adopted.
        Adopted = "adopted" "參採",
        /// Partly adopted.
        Partly = "partly" "部分參採",
        /// Not adopted.
        NotAdopted = "not-adopted" "不予參採",
        /// Under study.
        UnderStudy = "under-study" "研議中",
    }
}

words! {
    /// The state of a promise.
    pub enum CommitmentStatus {
        /// To be kept.
        Open = "open" "進行中",
        /// Kept.
        Done = "done" "已完成",
        /// Pursued in another way.
        ChangedDirection = "changed-direction" "調整方向",
        /// Given up.
        Dropped = "dropped" "停止辦理",
    }
}

words! {
    /// What was asked about a case's tracking.
    pub enum Asked {
        /// To be released.
        Release = "release" "請解管",
        /// To be kept.
        Keep = "keep" "請續管",
    }
}

words! {
    /// What was decided about a case's tracking.
    pub enum Decided {
        /// Released.
        Released = "released" "解除列管",
        /// Kept.
        Kept = "kept" "持續列管",
        /// Released as soon as a condition is met.
        ReleasedWhen = "released-when" "條件成就後解管",
    }
}

words! {
    /// Where a case was raised in public.
    pub enum SignalKind {
        /// In the press.
        Press = "press" "媒體",
        /// In the legislature.
        Legislature = "legislature" "國會",
    }
}

words! {
    /// One of the four values of open government.
    pub enum OpenValue {
        /// 透明.
        Transparency = "transparency" "透明",
        /// 參與.
        Participation = "participation" "參與",
        /// 課責.
        Accountability = "accountability" "課責",
        /// 涵融.
        Inclusion = "inclusion" "涵融",
    }
}

words! {
    /// Who may see a record.
    pub enum Visibility {
        /// Everybody.
        Public = "public" "公開",
        /// The people of a private store only.
        Internal = "internal" "內部",
    }
}

words! {
    /// What a link leads to.
    pub enum LinkKind {
        /// The case's page on the network's site.
        CasePage = "case-page" "案件頁",
        /// The issue handbook.
        AgendaBook = "agenda-book" "議題手冊",
        /// The mind map.
        MindMap = "mind-map" "心智圖",
        /// The proposer's slides.
        ProposerSlides = "proposer-slides" "提案人簡報",
        /// A ministry's slides.
        MinistrySlides = "ministry-slides" "部會簡報",
        /// The facilitator's slides.
        HostSlides = "host-slides" "主持人簡報",
        /// The livestream or its recording.
        Livestream = "livestream" "直播",
        /// A transcript.
        Transcript = "transcript" "逐字稿",
        /// An article.
        Article = "article" "文章",
        /// A picture.
        Picture = "picture" "圖片",
        /// A law, a report, anything else.
        Other = "other" "其他",
    }
}

words! {
    /// Where an imported record came from.
    pub enum OriginKind {
        /// A page of the network's former public site.
        CasePage = "case-page" "協作會議網站",
        /// A petition of the Join platform.
        JoinPetition = "join-petition" "Join 平臺",
        /// A published transcript.
        Transcript = "transcript" "公開逐字稿",
    }
}

words! {
    /// A kind of personal data.
    pub enum PrivacyKind {
        /// A national identity number: letter, 1 or 2, eight digits, with its check digit.
        NationalId = "national-id" "身分證字號",
        /// A resident certificate number, old (two letters) or since 2021 (letter, 8 or 9).
        ResidentId = "resident-id" "居留證號",
        /// A mobile number, 09… or +886 9….
        Mobile = "mobile" "手機號碼",
        /// A landline number with its area code, and the extension behind it.
        Landline = "landline" "市話號碼",
        /// An e-mail address.
        Email = "email" "電子郵件",
        /// The postal address of a home, down to the house number.
        PostalAddress = "postal-address" "住址",
    }
}

table! {
    /// A case of the network.
    zh "協作案件" key []
    pub struct Case {
        /// The id, which says where the file lies.
        zh "代號，決定檔案位置"
        "id" id: RecordId,
        /// The number people cite (序號): sparse, not chronological.
        zh "序號：可缺號，不依時間排列"
        "number" number: Option<u32>,
        /// The topic as a plain question.
        zh "議題，以白話問句表示"
        "title" title: String,
        /// The formal name of the case.
        zh "正式案名"
        "formal_title" formal_title: Option<String>,
        /// What it is about, in plain language.
        zh "白話摘要"
        "summary" summary: Option<String>,
        /// Where the case came from.
        zh "案件來源"
        "source" source: Option<Source>,
        /// Who inside the ministry asked for it.
        zh "部會內提出者"
        "requested_by" requested_by: Option<RequestedBy>,
        /// How it was chosen.
        zh "選定方式"
        "selection" selection: Option<Selection>,
        /// What the meeting is meant to change.
        zh "希望促成的改變"
        "expected_change" expected_change: Option<String>,
        /// The question agreed at the prep meeting; not the petition's title.
        zh "會前會議定之核心問題（不等於連署標題）"
        "core_question" core_question: Option<String>,
        /// When the notice of a draft opened for comments.
        zh "草案預告起日"
        "notice_from" notice_from: Option<Date>,
        /// The last day for comments on the draft.
        zh "草案預告迄日"
        "notice_until" notice_until: Option<Date>,
        /// When the comments on the draft were answered together.
        zh "預告意見綜整回應日"
        "notice_replied_on" notice_replied_on: Option<Date>,
        /// Topics.
        zh "主題標籤"
        "tags" tags: Vec<String>,
        /// Who may see it; public where nothing is said.
        zh "可見範圍，未載即公開"
        "visibility" visibility: Option<Visibility>,
        /// Its way through the procedure, oldest first; the last row is where it stands.
        zh "階段歷程，由舊到新；末列即現況"
        "stage" stages: Vec<StageRow>,
        /// What was reported about it, and what was decided.
        zh "歷次提報與裁示"
        "report" reports: Vec<Report>,
        /// The agencies and their parts.
        zh "機關與分工"
        "agency" agencies: Vec<CaseAgency>,
        /// The petitions it takes up.
        zh "所涉連署"
        "petition" petitions: Vec<Petition>,
        /// What agencies posted on the petitions: facts, never the text.
        zh "機關回應（僅記事實，不收錄內文）"
        "reply" replies: Vec<Reply>,
        /// Problems named by those concerned (P1…).
        zh "問題面向（P1…）"
        "problem" problems: Vec<Problem>,
        /// Solutions hoped for (I1…).
        zh "期待的解方（I1…）"
        "idea" ideas: Vec<Idea>,
        /// Solutions offered by agencies (S1…).
        zh "機關方案（S1…）"
        "solution" solutions: Vec<Solution>,
        /// Evidence.
        zh "佐證資料"
        "evidence" evidence: Vec<Evidence>,
        /// Terms explained.
        zh "名詞解釋"
        "term" terms: Vec<Term>,
        /// Groups concerned.
        zh "利害關係人"
        "stakeholder" stakeholders: Vec<Stakeholder>,
        /// Promises (C1…).
        zh "承諾事項（C1…）"
        "commitment" commitments: Vec<Commitment>,
        /// Where it was raised in public.
        zh "輿情與國會關注"
        "signal" signals: Vec<Signal>,
        /// Hours spent, where somebody has them.
        zh "投入工時"
        "effort" efforts: Vec<Effort>,
        /// Notes on the four values; no score.
        zh "四項價值之評估紀錄（不評分）"
        "assessment" assessments: Vec<Assessment>,
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
    /// A step of a case through the procedure.
    zh "案件階段" key ["k"]
    pub struct StageRow {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The stage entered.
        zh "進入的階段"
        "name" name: Stage,
        /// The day, where it is known.
        zh "日期（已知者）"
        "on" on: Option<Date>,
        /// The meeting at which it was decided or reported.
        zh "決定或提報之會議"
        "meeting" meeting: Option<RecordId>,
        /// Who decided.
        zh "決定者"
        "by" by: Option<String>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
        /// Why, where a reason is due.
        zh "理由"
        "reason" reason: Option<String>,
    }
}

/// Where an import finds steps of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageSource {
    /// A page of the former public site.
    CasePage,
    /// A petition of Join.
    Petition,
}

impl StageSource {
    /// What the key of a row is made from that an import takes from the source.
    pub fn natural_key(self, stage: Stage) -> String {
        let prefix = match self {
            Self::CasePage => "stage",
            Self::Petition => "join",
        };
        format!("{prefix}:{}", stage.as_str())
    }
}

impl StageRow {
    /// Whether an import took the step from a source: its key follows from the source and the stage. What
    /// a source states of the past often lacks the steps between.
    pub fn is_of_source(&self) -> bool {
        [StageSource::CasePage, StageSource::Petition]
            .into_iter()
            .map(|source| source.natural_key(self.name))
            .any(|natural| suffix_of("row", &natural, self.k.as_str().len()) == self.k.as_str())
    }
}

table! {
    /// A report on a case at a monthly or quarterly meeting.
    zh "案件提報" key ["k"]
    pub struct Report {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The day.
        zh "日期"
        "on" on: Date,
        /// The meeting.
        zh "會議"
        "meeting" meeting: Option<RecordId>,
        /// The agency that reported.
        zh "提報機關"
        "agency" agency: Option<Name>,
        /// What was reported.
        zh "提報內容"
        "text" text: Option<String>,
        /// What comes next.
        zh "下一步"
        "next_step" next_step: Option<String>,
        /// By when.
        zh "下一步期限"
        "next_on" next_on: Option<Date>,
        /// What was asked about tracking.
        zh "請求"
        "asked" asked: Option<Asked>,
        /// What was decided about tracking.
        zh "裁示"
        "decided" decided: Option<Decided>,
        /// The condition of the release.
        zh "解管條件"
        "condition" condition: Option<String>,
        /// When the condition was met.
        zh "條件成就日"
        "condition_met_on" condition_met_on: Option<Date>,
    }
}

table! {
    /// An agency's part in a case.
    zh "機關分工" key ["id", "role", "from"]
    pub struct CaseAgency {
        /// The agency.
        zh "機關"
        "id" id: Name,
        /// Its part.
        zh "角色"
        "role" role: Role,
        /// From which day.
        zh "起日"
        "from" from: Option<Date>,
        /// Until which day.
        zh "迄日"
        "until" until: Option<Date>,
        /// Whether it leads the hosts.
        zh "是否主責"
        "lead" lead: Option<bool>,
        /// The business unit (業務單位).
        zh "業務單位"
        "unit" unit: Option<String>,
        /// How it was settled.
        zh "分工確認方式"
        "settled_by" settled_by: Option<SettledBy>,
    }
}

table! {
    /// A petition on Join.
    zh "連署" key ["url"]
    pub struct Petition {
        /// Its address.
        zh "網址"
        "url" url: Url,
        /// Its title.
        zh "標題"
        "title" title: Option<String>,
        /// Its state.
        zh "狀態"
        "status" status: Option<PetitionStatus>,
        /// Its number on Join (20180629-6534).
        zh "平臺案號"
        "join_number" join_number: Option<String>,
        /// Supports counted when last read.
        zh "附議數"
        "signatures" signatures: Option<u32>,
        /// When the proposer filed it.
        zh "提議送出日"
        "filed_on" filed_on: Option<Date>,
        /// When it opened for supports.
        zh "開放附議日"
        "opened" opened: Option<Date>,
        /// When it reached its threshold.
        zh "成案日"
        "qualified_on" qualified_on: Option<Date>,
        /// The day that stood there before, where it was changed.
        zh "原登載之成案日"
        "qualified_was" qualified_was: Option<Date>,
        /// Why the day was changed.
        zh "成案日變更理由"
        "qualified_reason" qualified_reason: Option<String>,
        /// When the handling schedule was posted.
        zh "公布處理期程日"
        "schedule_posted_on" schedule_posted_on: Option<Date>,
        /// When the proposer was contacted.
        zh "聯繫提案人日"
        "contacted_on" contacted_on: Option<Date>,
        /// When the formal reply is due, as announced.
        zh "公告之回應期限"
        "reply_due" reply_due: Option<Date>,
        /// Until when the reply was extended.
        zh "展延至"
        "extended_to" extended_to: Option<Date>,
        /// When the extension was announced.
        zh "展延公告日"
        "extended_on" extended_on: Option<Date>,
        /// Why it was extended.
        zh "展延理由"
        "extension_reason" extension_reason: Option<String>,
        /// Why limits were missed: those named in `missed_limits`, and no others.
        zh "逾期理由"
        "missed_reason" missed_reason: Option<String>,
        /// The limits that the reason is for.
        zh "逾期理由所涉期限"
        "missed_limits" missed_limits: Vec<MissedLimit>,
        /// When the proposer was asked how content he or she is.
        zh "提案人滿意度調查日"
        "surveyed_on" surveyed_on: Option<Date>,
    }
}

table! {
    /// What an agency posted on a petition: facts only, since the text often names the proposer.
    zh "機關回應（僅記事實，內文常含提案人姓名故不收錄）" key ["k"]
    pub struct Reply {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The petition.
        zh "連署網址"
        "petition" petition: Option<Url>,
        /// The agency.
        zh "機關"
        "agency" agency: Option<Name>,
        /// The day.
        zh "日期"
        "on" on: Option<Date>,
        /// What it is.
        zh "回應類別"
        "kind" kind: ReplyKind,
        /// Whether the claim is taken up, where it says so.
        zh "參採情形（有載明者）"
        "adoption" adoption: Option<Adoption>,
        /// Where it stands.
        zh "網址"
        "url" url: Option<Url>,
        /// The digest of the posting, so that a change can be seen.
        zh "內容摘要值，供比對異動"
        "sha256" sha256: Option<Sha256Hex>,
    }
}

table! {
    /// A problem (P1…).
    zh "問題（P1…）" key ["k"]
    pub struct Problem {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The label for people.
        zh "編號"
        "label" label: Option<String>,
        /// The aspect it belongs to.
        zh "面向"
        "aspect" aspect: Option<String>,
        /// The problem.
        zh "內容"
        "text" text: String,
        /// The agency it concerns.
        zh "相關機關"
        "agency" agency: Option<Name>,
    }
}

table! {
    /// A solution hoped for (I1…).
    zh "期待的解方（I1…）" key ["k"]
    pub struct Idea {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The label for people.
        zh "編號"
        "label" label: Option<String>,
        /// The idea.
        zh "內容"
        "text" text: String,
        /// The key of the problem it answers.
        zh "對應問題（列鍵）"
        "problem" problem: Option<RowKey>,
        /// The group it came from.
        zh "提出者群體"
        "from" from: Option<String>,
        /// Whether it is taken up.
        zh "參採情形"
        "adoption" adoption: Option<Adoption>,
    }
}

table! {
    /// A solution offered by an agency (S1…).
    zh "機關方案（S1…）" key ["k"]
    pub struct Solution {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The label for people.
        zh "編號"
        "label" label: Option<String>,
        /// The solution.
        zh "內容"
        "text" text: String,
        /// The keys of the problems it answers.
        zh "對應問題（列鍵）"
        "answers" answers: Vec<RowKey>,
        /// The agency that offers it.
        zh "提出機關"
        "agency" agency: Option<Name>,
        /// What stands in its way.
        zh "執行困難"
        "difficulty" difficulty: Option<String>,
        /// Whether it is adopted.
        zh "參採情形"
        "adoption" adoption: Option<Adoption>,
        /// The day of that decision.
        zh "參採決定日"
        "adopted_on" adopted_on: Option<Date>,
    }
}

table! {
    /// A piece of evidence.
    zh "佐證" key ["k"]
    pub struct Evidence {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// What it shows.
        zh "說明"
        "text" text: String,
        /// The key of the problem, idea or solution it supports.
        zh "支持之主張（列鍵）"
        "supports" supports: Option<RowKey>,
        /// Where it stands.
        zh "網址"
        "url" url: Option<Url>,
    }
}

table! {
    /// A term explained.
    zh "名詞解釋" key ["k"]
    pub struct Term {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The term.
        zh "名詞"
        "name" name: String,
        /// The explanation.
        zh "解釋"
        "text" text: String,
        /// Its source.
        zh "出處"
        "source" source: Option<String>,
    }
}

table! {
    /// A group concerned. A person is named nowhere.
    zh "利害關係人（不記個人姓名）" key ["k"]
    pub struct Stakeholder {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The group.
        zh "群體"
        "group" group: String,
        /// Why it is invited.
        zh "邀請緣由"
        "reason" reason: Option<String>,
        /// Who suggested it.
        zh "建議者"
        "suggested_by" suggested_by: Option<String>,
        /// Why it was not invited.
        zh "未邀請理由"
        "declined_reason" declined_reason: Option<String>,
    }
}

table! {
    /// A promise (C1…).
    zh "承諾事項（C1…）" key ["k"]
    pub struct Commitment {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The label for people.
        zh "編號"
        "label" label: Option<String>,
        /// The promise.
        zh "內容"
        "text" text: String,
        /// The key of the solution that it carries out.
        zh "所落實方案（列鍵）"
        "solution" solution: Option<RowKey>,
        /// The agency that made it.
        zh "承諾機關"
        "agency" agency: Option<Name>,
        /// The day on which it was made.
        zh "承諾日"
        "on" on: Option<Date>,
        /// By when.
        zh "期限"
        "due" due: Option<Date>,
        /// How it stands.
        zh "狀態"
        "status" status: CommitmentStatus,
        /// What happened to it, in the order of recording; the days say when.
        zh "辦理情形，依登載先後；發生先後以日期為準"
        "update" updates: Vec<CommitmentUpdate>,
    }
}

table! {
    /// What happened to a promise.
    zh "承諾辦理情形" key ["k"]
    pub struct CommitmentUpdate {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The day.
        zh "日期"
        "on" on: Date,
        /// What happened.
        zh "內容"
        "text" text: Option<String>,
        /// The state from then on.
        zh "狀態"
        "status" status: Option<CommitmentStatus>,
        /// The due date until then.
        zh "原期限"
        "due_was" due_was: Option<Date>,
        /// The due date from then on.
        zh "新期限"
        "due_now" due_now: Option<Date>,
        /// Why it changed.
        zh "理由"
        "reason" reason: Option<String>,
        /// What shows it.
        zh "佐證網址"
        "evidence" evidence: Option<Url>,
    }
}

table! {
    /// Where a case was raised in public.
    zh "輿情或國會關注" key ["k"]
    pub struct Signal {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// Press or legislature.
        zh "類別"
        "kind" kind: SignalKind,
        /// The day.
        zh "日期"
        "on" on: Option<Date>,
        /// Where it stands.
        zh "網址"
        "url" url: Option<Url>,
    }
}

table! {
    /// Hours spent on a case.
    zh "投入工時" key ["k"]
    pub struct Effort {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The agency.
        zh "機關"
        "agency" agency: Option<Name>,
        /// In which role.
        zh "角色"
        "role" role: Option<String>,
        /// The hours.
        zh "時數"
        "hours" hours: u32,
        /// For what.
        zh "工作項目"
        "task" task: Option<String>,
    }
}

table! {
    /// A note on one of the four values of open government.
    zh "四項價值評估" key ["value"]
    pub struct Assessment {
        /// The value.
        zh "價值"
        "value" value: OpenValue,
        /// What is noted.
        zh "說明"
        "note" note: String,
        /// What shows it.
        zh "佐證網址"
        "evidence" evidence: Option<Url>,
    }
}

table! {
    /// An address of something published.
    zh "連結" key ["url"]
    pub struct Link {
        /// The address.
        zh "網址"
        "url" url: Url,
        /// What it leads to.
        zh "類別"
        "kind" kind: LinkKind,
        /// Its title.
        zh "標題"
        "title" title: Option<String>,
        /// When it was seen there.
        zh "查閱日"
        "retrieved_on" retrieved_on: Option<Date>,
    }
}

table! {
    /// Where an imported record came from.
    zh "匯入來源" key ["kind", "key"]
    pub struct Origin {
        /// The kind of source.
        zh "來源類別"
        "kind" kind: OriginKind,
        /// What names it there: a page number, a UUID, a slug.
        zh "來源識別碼"
        "key" key: String,
        /// The digest of the source as it was last read.
        zh "最近匯入之來源摘要值"
        "sha256" sha256: Sha256Hex,
        /// The day on which the source itself was last changed, where it says so: a source of an
        /// earlier day does not overwrite what is recorded.
        zh "來源載明之最後異動日"
        "as_of" as_of: Option<Date>,
    }
}

table! {
    /// Personal data that a published source holds and that stays, acknowledged.
    zh "保留公開來源個資之說明" key ["path", "kind"]
    pub struct Privacy {
        /// The field that holds it, such as `speech[12].text`.
        zh "所在欄位"
        "path" path: String,
        /// What it is.
        zh "個資類別"
        "kind" kind: PrivacyKind,
        /// Why it stays.
        zh "保留理由"
        "reason" reason: String,
        /// Who acknowledged it.
        zh "確認者"
        "by" by: String,
    }
}

impl Case {
    /// A case of which nothing is known but its topic.
    pub fn new(id: RecordId, title: String) -> Self {
        Self {
            id,
            number: None,
            title,
            formal_title: None,
            summary: None,
            source: None,
            requested_by: None,
            selection: None,
            expected_change: None,
            core_question: None,
            notice_from: None,
            notice_until: None,
            notice_replied_on: None,
            tags: Vec::new(),
            visibility: None,
            stages: Vec::new(),
            reports: Vec::new(),
            agencies: Vec::new(),
            petitions: Vec::new(),
            replies: Vec::new(),
            problems: Vec::new(),
            ideas: Vec::new(),
            solutions: Vec::new(),
            evidence: Vec::new(),
            terms: Vec::new(),
            stakeholders: Vec::new(),
            commitments: Vec::new(),
            signals: Vec::new(),
            efforts: Vec::new(),
            assessments: Vec::new(),
            links: Vec::new(),
            origins: Vec::new(),
            privacy: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// The step where the case stands; `None` where none is recorded.
    pub fn current(&self) -> Option<&StageRow> {
        self.stages.last()
    }

    /// Whether it became part of another case, which has all that it held.
    pub fn is_merged(&self) -> bool {
        self.current().is_some_and(|row| row.name == Stage::Merged)
    }

    /// The day of the first step into `stage` that has a date.
    pub fn first_on(&self, stage: Stage) -> Option<Date> {
        self.stages
            .iter()
            .find(|row| row.name == stage && row.on.is_some())
            .and_then(|row| row.on)
    }

    /// From which day a commitment of it counts: the one on which it was made; where nobody recorded that,
    /// not before there was a case.
    pub fn promised_on(&self, commitment: &Commitment) -> Option<Date> {
        let first_step = || self.stages.iter().find_map(|row| row.on);
        commitment.on.or_else(first_step)
    }

    /// When it was proposed to the POs.
    pub fn proposed_on(&self) -> Option<Date> {
        self.first_on(Stage::Proposed)
    }
}
