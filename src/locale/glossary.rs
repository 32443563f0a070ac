//! The words of the network, with what each means in a record or at a meeting.

use super::Language;

/// A word of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// Other names, short forms, and the fields and words of records that mean it.
    pub also: &'static [&'static str],
    /// What it means, in English.
    pub about_en: &'static str,
    /// What it means, in Chinese.
    pub about_zh: &'static str,
}

impl Term {
    /// What it means.
    pub fn about(&self, language: Language) -> &'static str {
        language.pick(self.about_en, self.about_zh)
    }

    /// Every name it goes by.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.zh, self.en]
            .into_iter()
            .chain(self.also.iter().copied())
    }
}

const fn term(
    zh: &'static str,
    en: &'static str,
    also: &'static [&'static str],
    about_en: &'static str,
    about_zh: &'static str,
) -> Term {
    Term {
        zh,
        en,
        also,
        about_en,
        about_zh,
    }
}

/// The words, by subject: people and bodies, Join, meetings, a case, its material, its end.
pub const TERMS: &[Term] = &[
    term(
        "開放政府",
        "open government",
        &[],
        "Government that shows its work, lets people take part, answers for what it does and leaves nobody out.",
        "施政公開可查、民眾得以參與、機關對結果負責，並顧及各方的治理方式。",
    ),
    term(
        "開放政府聯絡人",
        "Participation Officer",
        &["PO", "聯絡人", "participation officers"],
        "The colleague in each ministry who brings business units, other ministries and the public to one table.",
        "各部會中居間串連業務單位、其他機關與民眾的同仁。",
    ),
    term(
        "開放政府聯絡人網絡",
        "PO network",
        &["聯絡人制度", "network"],
        "All Participation Officers together; they meet every month and choose the topics.",
        "全體開放政府聯絡人；每月開會並共同選定議題。",
    ),
    term(
        "公共數位創新空間",
        "Public Digital Innovation Space",
        &["PDIS"],
        "The office that ran the network as its secretariat until August 2022.",
        "至民國111年8月止擔任本網絡秘書單位的辦公室。",
    ),
    term(
        "國家發展委員會",
        "National Development Council",
        &["NDC", "國發會"],
        "Runs Join, settles which agency is responsible, and is the secretariat since August 2022.",
        "營運公共政策網路參與平臺、協調主責機關，民國111年8月起接任秘書單位。",
    ),
    term(
        "秘書單位",
        "secretariat",
        &[],
        "Whoever prepares the meetings of the network; `store.toml` names it.",
        "籌辦網絡各項會議的單位；由 store.toml 載明。",
    ),
    term(
        "政務委員",
        "Minister without Portfolio",
        &["minister", "supervising minister"],
        "The member of the cabinet who watches over the network, chairs its meetings and releases cases.",
        "督導本網絡的閣員；主持會議並裁示案件是否解除列管。",
    ),
    term(
        "副首長",
        "deputy head",
        &["deputy-head", "chief", "首長"],
        "The second in charge of a ministry; attends the quarterly meeting and oversees its officers.",
        "部會的次長或副主委等；出席季會並督導所屬聯絡人。",
    ),
    term(
        "資訊長",
        "chief information officer",
        &["CIO"],
        "May oversee a ministry's Participation Officers in the place of the deputy head.",
        "得代副首長督導該部會的開放政府聯絡人。",
    ),
    term(
        "二級機關",
        "second-level agency",
        &["second-level"],
        "A ministry, council or the like directly under the Executive Yuan.",
        "行政院直屬的部、會、總處等機關。",
    ),
    term(
        "所屬機關",
        "subordinate agency",
        &["subordinate", "三級機關"],
        "An agency under a ministry; it may have Participation Officers of its own.",
        "部會之下的機關；得自設開放政府聯絡人。",
    ),
    term(
        "業務單位",
        "business unit",
        &["unit"],
        "The division that owns the policy in question and will have to carry it out.",
        "主管該項政策、日後須實際執行的單位。",
    ),
    term(
        "權責機關",
        "responsible agency",
        &["responsible authority"],
        "The agency in whose duties a petition falls; it has to answer.",
        "依職掌須就提議作出回應的機關。",
    ),
    term(
        "主辦機關",
        "host",
        &["主辦", "organizer", "coordinator", "lead"],
        "Presents the issue at the meeting and answers for its part on Join; a case may have several.",
        "於會議中說明議題，並就其權責於平臺回應；一案得有數個。",
    ),
    term(
        "協辦機關",
        "co-host",
        &["cohost", "協辦", "co-organizer"],
        "Brings information and comes to the meeting, but owes no reply of its own.",
        "提供資料並出席會議，但無須另行回應。",
    ),
    term(
        "有關機關",
        "concerned agency",
        &["concerned"],
        "Is touched by the topic; sending material is enough.",
        "與議題有關；得僅提供書面資料。",
    ),
    term(
        "主協辦分工",
        "settling the roles",
        &["settled_by", "分工", "settle"],
        "Who hosts and who helps. What officers cannot agree on goes to the National Development Council, then to the minister.",
        "確定由誰主辦、誰協辦；聯絡人談不攏時由國發會協調，再不成則由政務委員裁示。",
    ),
    term(
        "國會聯絡人",
        "legislative liaison",
        &["legislative-liaison"],
        "Keeps a ministry in touch with the legislature; knows when a topic is raised there.",
        "部會與立法院之間的窗口，掌握議題是否在國會受到關注。",
    ),
    term(
        "新聞聯絡人",
        "press liaison",
        &["press-liaison"],
        "Keeps a ministry in touch with the press.",
        "部會與媒體之間的窗口。",
    ),
    term(
        "授權表",
        "authorisation form",
        &["authorisation"],
        "Says for what an officer may speak and decide on behalf of the ministry.",
        "載明聯絡人得代表機關發言與決定的範圍。",
    ),
    term(
        "敘獎",
        "commendation",
        &[],
        "Official thanks in a colleague's file; the record of what somebody contributed is its evidence.",
        "對同仁的正式獎勵；貢獻紀錄可為佐證。",
    ),
    term(
        "公共政策網路參與平臺",
        "Join",
        &["Public Policy Network Participation Platform", "平臺"],
        "The government's site where people propose, support, comment and are answered.",
        "政府供民眾提案、附議、留言並取得回應的網站。",
    ),
    term(
        "提點子",
        "Suggest an Idea",
        &["petition", "連署", "join-petition"],
        "The part of Join for people's own proposals; with enough supports they must be answered.",
        "平臺上由民眾自行提議的專區；附議達門檻即須回應。",
    ),
    term(
        "眾開講",
        "Let's Discuss",
        &["join-notice"],
        "The part of Join where draft policies and regulations stand open for comment.",
        "平臺上公開政策與法規草案、徵詢意見的專區。",
    ),
    term(
        "來監督",
        "Supervise",
        &[],
        "The part of Join that shows how far government projects have come.",
        "平臺上呈現施政計畫進度的專區。",
    ),
    term(
        "找首長",
        "Contact Chiefs",
        &[],
        "The part of Join that leads to the mailboxes of heads of agencies.",
        "平臺上連往各機關首長信箱的專區。",
    ),
    term(
        "提案",
        "proposal",
        &["提議", "proposed", "propose"],
        "A topic put before the officers of the network; on Join, what a citizen asks for.",
        "提交聯絡人討論的議題；在平臺上則指民眾的提議。",
    ),
    term(
        "提案人",
        "proposer",
        &["提議人", "petitioner"],
        "The citizen who made a proposal; named in a record only with consent.",
        "提出提議的民眾；未經同意不得載入姓名。",
    ),
    term(
        "檢核",
        "review",
        &["certification"],
        "Before a new proposal may collect supports it is looked at: whether it is in scope, and whose it is.",
        "提議開放附議前的查核：是否屬受理範圍、由何機關主責。",
    ),
    term(
        "附議",
        "support",
        &["second", "countersign", "signatures"],
        "A citizen's yes to somebody else's proposal; the count decides whether an answer is due.",
        "民眾對他人提議表示贊同；人數決定機關是否須回應。",
    ),
    term(
        "附議人",
        "supporter",
        &["連署人"],
        "Somebody who supports a proposal; a few are invited to the meeting by an open call.",
        "對提議表示附議的民眾；會議以公開徵詢方式邀請數人。",
    ),
    term(
        "連署案",
        "petition case",
        &[],
        "A case that takes up one or more petitions of Join.",
        "以平臺上一件或數件提議為來源的案件。",
    ),
    term(
        "成案",
        "qualified",
        &["qualified_on", "reached the threshold", "成案日"],
        "A petition has collected enough supports in time; from that day the limit of the reply runs.",
        "附議於期限內達門檻；回應期限自該日起算。",
    ),
    term(
        "未成案",
        "not qualified",
        &["lapsed"],
        "A petition that did not collect enough supports in time.",
        "附議於期限內未達門檻的提議。",
    ),
    term(
        "回應",
        "reply",
        &["response", "reply_due", "formal"],
        "What the responsible agency answers in public: its view, what it takes up, what follows.",
        "權責機關公開的答覆：分析、參採情形與後續規劃。",
    ),
    term(
        "處理期程",
        "handling schedule",
        &["schedule", "schedule_posted_on"],
        "The first posting on a qualified petition: who handles it and when an answer comes.",
        "成案後首次公布的內容：由誰處理、何時回應。",
    ),
    term(
        "綜整回應",
        "consolidated reply",
        &[],
        "One answer to all comments on a draft notice.",
        "對草案預告期間全部意見的一次性答覆。",
    ),
    term(
        "展延",
        "extension",
        &["extended_to", "extended_on", "extension_reason"],
        "A later day for the reply; it may be used once and its reason is public.",
        "延後回應期限；以一次為限，理由應公開。",
    ),
    term(
        "撤案",
        "withdrawal",
        &["withdrawn", "revoked"],
        "A proposal is taken back, or taken off because it is out of scope.",
        "提案經撤回，或因不屬受理範圍而撤下。",
    ),
    term(
        "草案預告",
        "draft-regulation notice",
        &["預告", "法規預告", "預告案"],
        "A draft regulation published for comment before it is made.",
        "法規訂定前公開草案並徵詢意見的程序。",
    ),
    term(
        "協作會議",
        "collaborative meeting",
        &["collaborative", "collaboration conference"],
        "A day on which those concerned and the ministries lay facts side by side and work out answers in small groups; nothing is ruled there.",
        "利害關係人與部會同桌釐清事實、分組發想解方的會議；會中不作裁決。",
    ),
    term(
        "協作議題",
        "collaborative topic",
        &["case", "案件"],
        "A topic chosen for a collaborative meeting; in this program, a case.",
        "經選定召開協作會議的議題；本程式稱為案件。",
    ),
    term(
        "月會",
        "monthly meeting",
        &["monthly", "工作推動會議"],
        "The officers' meeting: candidates are voted on, every open case is called by its number.",
        "聯絡人每月的工作會議：票選議題，並依序號逐案確認未結案件。",
    ),
    term(
        "季會",
        "quarterly meeting",
        &["quarterly", "政策協調聯繫會議"],
        "The deputy heads' meeting: each host tells what came of its cases.",
        "副首長每季的會議：由各主辦機關說明案件成果。",
    ),
    term(
        "工作會議",
        "working meeting",
        &["working"],
        "Ministries sort out facts and positions before the prep meeting; there may be none or many.",
        "會前會之前由機關釐清事實與立場；可不開，也可開數次。",
    ),
    term(
        "會前會",
        "prep meeting",
        &["prep", "pre-session meeting"],
        "Agrees on core question, agenda, invitations, livestream and who does what.",
        "議定核心問題、議程、邀請名單、是否直播及分工。",
    ),
    term(
        "會後會",
        "debrief",
        &[],
        "Looks back after a meeting: what went well, what others can learn.",
        "會議結束後的檢討：哪些做得好、哪些可供他案參考。",
    ),
    term(
        "協作公聽會",
        "collaborative public hearing",
        &["hearing"],
        "A hearing that the law asks for, held in the manner of a collaborative meeting.",
        "以協作方式辦理的法定公聽會。",
    ),
    term(
        "共識營",
        "consensus camp",
        &["camp"],
        "The yearly camp where new and old officers learn from each other.",
        "每年新舊任聯絡人互相學習的研習營。",
    ),
    term(
        "自提案",
        "ministry self-proposal",
        &["部會自提案", "ministry", "self-proposal"],
        "A topic that a ministry brings itself.",
        "由部會自行提出的議題。",
    ),
    term(
        "自提免票選",
        "self-proposed, no vote",
        &["no-vote", "免票選"],
        "A self-proposal that skips the vote; the next monthly meeting is told of it.",
        "不經票選的自提案，須於次月月會報告。",
    ),
    term(
        "票選",
        "vote",
        &["voted", "ballot"],
        "Officers and secretariat tick candidates; who gets half or more is chosen.",
        "聯絡人與秘書單位圈選候選議題，達半數者入選。",
    ),
    term(
        "達半數",
        "half or more",
        &["half", "半數"],
        "Exactly one half is enough; this is not a majority.",
        "剛好一半即屬之，與過半數不同。",
    ),
    term(
        "未達半數自行決定",
        "below half, the ministry decides",
        &["ministry-decided"],
        "A candidate below one half may still be taken up by its host.",
        "得票未達半數的議題，由主辦機關自行決定是否辦理。",
    ),
    term(
        "上級交辦",
        "designated",
        &[],
        "A case that was told from above, without a vote.",
        "由上級指定辦理、不經票選的案件。",
    ),
    term(
        "共同修正",
        "joint amendment",
        &[],
        "Secretariat and proposing ministry word a topic together before it is voted on.",
        "票選前由秘書單位與提案機關一同調整議題文字。",
    ),
    term(
        "提案表",
        "proposal form",
        &["expected_change"],
        "One page on a candidate: what it is about, who is concerned and what the meeting is to change.",
        "候選議題的單頁說明：內容、涉及對象，以及希望會議促成的改變。",
    ),
    term(
        "辦理情形表",
        "case-status form",
        &["辦理情形", "status of handling"],
        "A line a case: when it came up, what was last reported, what is next, why it was let go.",
        "一案一列，記載何時提出、最近提報、下一步與解除列管理由。",
    ),
    term(
        "影響力評估表",
        "impact assessment form",
        &["assessment", "影響力評估"],
        "Notes on what a case did for transparency, participation, accountability and inclusion; no score.",
        "就透明、參與、課責、涵融記述案件影響，不評分。",
    ),
    term(
        "序號",
        "case number",
        &["案號", "number"],
        "The number by which people cite a case; some are missing and they do not follow the days.",
        "一般引用案件時所稱的號碼；可能缺號，也不依日期排列。",
    ),
    term(
        "議題手冊",
        "issue handbook",
        &["agenda-book"],
        "Background for everybody who comes to a meeting, sent out some days before.",
        "會前數日提供與會者的背景資料。",
    ),
    term(
        "議題分析表",
        "issue analysis sheet",
        &["issue mapping", "issue analysis"],
        "Claims, agencies' positions, evidence and whom to invite, each pointing to the other: P1, I1, S1.",
        "整理訴求、機關立場、佐證與邀請對象，彼此以 P1、I1、S1 對應。",
    ),
    term(
        "問題",
        "problem",
        &["P1"],
        "What somebody concerned suffers from, in one point; labelled P1, P2 …",
        "利害關係人遭遇的困難，一點一項；編號 P1、P2……",
    ),
    term(
        "期待的解方",
        "idea",
        &["I1"],
        "What people hope for in answer to a problem; labelled I1, I2 …",
        "民眾對問題所期待的作法；編號 I1、I2……",
    ),
    term(
        "機關方案",
        "solution",
        &["S1", "answers"],
        "What an agency offers in answer to problems; labelled S1, S2 …",
        "機關針對問題提出的作法；編號 S1、S2……",
    ),
    term(
        "佐證",
        "evidence",
        &["supports"],
        "Material that bears out a problem, an idea or a solution.",
        "支持某項問題、期待或方案的資料。",
    ),
    term(
        "心智圖",
        "mind map",
        &["mind-map"],
        "The map of facts and views that everybody corrects together in the morning.",
        "上午由全體共同校正的事實與意見地圖。",
    ),
    term(
        "利害關係人",
        "stakeholder",
        &[],
        "A group that the outcome touches. Records hold groups, never names.",
        "受結果影響的群體；紀錄只載群體，不載姓名。",
    ),
    term(
        "邀請緣由",
        "reason for invitation",
        &["reason"],
        "Why a group is at the table; who is left out is told why as well.",
        "邀請某群體的理由；未邀請者亦應說明。",
    ),
    term(
        "核心問題",
        "core question",
        &["core_question", "core issue"],
        "What the meeting will work on, agreed at the prep meeting; often narrower than the petition.",
        "會前會議定、會議真正要處理的問題；常比連署標題聚焦。",
    ),
    term(
        "挑戰句",
        "challenge statement",
        &[],
        "The core question turned into a task: how might we …",
        "把核心問題改寫成可著手的任務：我們可以如何……",
    ),
    term(
        "概念發展單",
        "idea development sheet",
        &[],
        "A small group's sheet: problem, first solution, risks, test, who does it.",
        "分組使用的單張：問題、初步解方、風險、驗證方式與執行者。",
    ),
    term(
        "願景與憂慮卡",
        "Hopes & Fears cards",
        &["hopes and fears"],
        "Cards on which people write what they hope for and what they worry about.",
        "供與會者寫下期待與擔心的卡片。",
    ),
    term(
        "人物誌",
        "persona",
        &[],
        "An invented person who stands for a group, to see the issue with their eyes.",
        "代表某群體的虛構人物，用以設身處地理解議題。",
    ),
    term(
        "服務藍圖",
        "service blueprint",
        &[],
        "A service step by step: what people see, and what happens behind it.",
        "逐步描繪服務流程：民眾看得見的與背後運作的。",
    ),
    term(
        "雙鑽石",
        "double diamond",
        &[],
        "Open up, then narrow down, twice: first for the problem, then for the solution.",
        "先發散再收斂，做兩輪：一輪找問題，一輪找解方。",
    ),
    term(
        "主持、轉譯、記錄",
        "facilitation, translation, recording",
        &["facilitation", "轉譯", "主持", "facilitator"],
        "The three skills of an officer: lead a talk, turn jargon into plain words, write down what was said.",
        "聯絡人的三項能力：帶領討論、把專業語言說白、如實記下。",
    ),
    term(
        "小桌長",
        "table leader",
        &["table-leader", "table host"],
        "Leads a small group on the day; ministries take turns to send some.",
        "會議當天帶領分組的人；由各部會輪流支援。",
    ),
    term(
        "分組討論",
        "group discussion",
        &["table"],
        "The afternoon in small groups, each with a table leader.",
        "下午由小桌長帶領的小組討論。",
    ),
    term(
        "簡報",
        "slides",
        &[
            "proposer-slides",
            "ministry-slides",
            "host-slides",
            "提案人簡報",
            "部會簡報",
            "主持人簡報",
        ],
        "What proposer, ministry and facilitator show at the meeting; the record links to them.",
        "提案人、部會與主持人於會中使用的簡報；紀錄載其連結。",
    ),
    term(
        "逐字稿",
        "transcript",
        &["verbatim transcript"],
        "Everything that was said. Each speaker may smooth their own words for some working days, then it is public.",
        "會議發言的完整紀錄；發言者得於期限內修飾自己的發言，期滿公開。",
    ),
    term(
        "速錄師",
        "stenographer",
        &[],
        "Writes down every word of a meeting as it is said.",
        "於現場即時記下全部發言的人員。",
    ),
    term(
        "直播",
        "livestream",
        &["live"],
        "A meeting shown live; decided at the prep meeting, with the consent of those who attend.",
        "會議即時公開播放；由會前會決定，並須與會者同意。",
    ),
    term(
        "與會者皆無意見",
        "no objection",
        &[],
        "A note in a transcript: those present had nothing against it.",
        "逐字稿中的現場註記，表示在場者均不反對。",
    ),
    term(
        "參採情形",
        "adoption",
        &[
            "adopted",
            "partly",
            "not-adopted",
            "under-study",
            "參採",
            "部分參採",
            "不予參採",
            "研議中",
        ],
        "Whether a claim is taken up: adopted, partly, not, or under study.",
        "訴求是否採納：參採、部分參採、不予參採或研議中。",
    ),
    term(
        "後續推動規劃",
        "follow-up plan",
        &["plan"],
        "The part of a reply that says what the agency will do next.",
        "回應中說明機關接下來作法的部分。",
    ),
    term(
        "承諾事項",
        "commitment",
        &["promise", "C1", "承諾"],
        "What an agency says it will do, with an owner and a day; labelled C1, C2 …",
        "機關允諾辦理的事項，載明負責機關與期限；編號 C1、C2……",
    ),
    term(
        "追蹤表",
        "tracking table",
        &[],
        "The shared list of promises of a case; each ministry updates its own lines.",
        "案件各項承諾的共用清單，由各部會更新自己的項目。",
    ),
    term(
        "列管",
        "tracked",
        &["tracking", "持續列管", "keep", "kept"],
        "The case is called at every monthly meeting until it is released.",
        "案件於每次月會逐案確認，直到解除列管。",
    ),
    term(
        "解除列管",
        "released",
        &["解管", "release", "released-when", "released from tracking"],
        "The minister lets a case go: the reply is public and people know how to take part from there.",
        "政務委員裁示不再追蹤：回應已公開，民眾也知道後續的參與管道。",
    ),
    term(
        "不辦理",
        "not held",
        &["not-held"],
        "No collaborative meeting is held, for a reason. A status, not a date.",
        "敘明理由後不召開協作會議；屬狀態，不是日期。",
    ),
    term(
        "尚未辦理",
        "not yet held",
        &["planned"],
        "The meeting is still to come.",
        "會議尚未召開。",
    ),
    term(
        "延期",
        "postponed",
        &["順延"],
        "A meeting is put off to another day, for a reason.",
        "會議敘明理由後改期。",
    ),
    term(
        "併案",
        "merged",
        &["merge"],
        "A case is handled as part of another.",
        "案件併入另一案處理。",
    ),
    term(
        "透明、參與、課責、涵融",
        "transparency, participation, accountability, inclusion",
        &[
            "transparency",
            "participation",
            "accountability",
            "inclusion",
            "透明",
            "參與",
            "課責",
            "涵融",
        ],
        "The four values by which agencies weigh what they do.",
        "機關衡量施政的四項價值。",
    ),
    term(
        "輿情",
        "public opinion",
        &["signal", "press", "legislature"],
        "What press and legislature make of a topic.",
        "媒體與國會對議題的反應。",
    ),
    term(
        "部務會報",
        "ministry council meeting",
        &[],
        "The regular meeting of a ministry's heads.",
        "部會首長主持的例行內部會議。",
    ),
    term(
        "會辦",
        "internal sign-off",
        &[],
        "A document goes round other units for their view before it leaves the ministry.",
        "公文發出前先送其他單位表示意見。",
    ),
    term(
        "興革方案",
        "reform plan",
        &["reformation"],
        "The plan of 2020, changed in 2021: ministries take turns to propose, to send table leaders and to review.",
        "民國109年訂定、110年修正的方案：部會輪流提案、支援小桌長並共同檢討。",
    ),
    term(
        "實施要點",
        "Directions",
        &["要點"],
        "The rules by which the Executive Yuan made the network and the platform binding.",
        "行政院據以推動本網絡與平臺的規定。",
    ),
    term(
        "協作議題處理原則",
        "principles of processing collaborative topics",
        &["處理原則", "principles"],
        "The network's own rules for choosing topics, adopted in July 2019; not law.",
        "網絡自訂的議題選定規則，民國108年7月通過；並非法規。",
    ),
    term(
        "國家行動方案",
        "National Action Plan",
        &["NAP"],
        "The country's open-government commitments for a term of years; its meetings use the same words.",
        "國家於一定期間內的開放政府承諾；其會議沿用相同用語。",
    ),
    term(
        "工作天",
        "working day",
        &["wd", "補班", "working days"],
        "A day on which government offices work, make-up Saturdays included.",
        "政府機關上班的日子，含補行上班的週六。",
    ),
];

/// No word of the network is called so.
pub fn unknown(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("the glossary has no `{typed}`"),
        Language::ZhTw => format!("詞彙表中沒有「{typed}」"),
    }
}

/// How to see the words.
pub fn list_them(language: Language) -> &'static str {
    language.pick("`po explain` lists the terms", "「po explain」列出全部詞彙")
}

/// The other names of a word.
pub fn also(language: Language, names: &[&str]) -> String {
    match language {
        Language::En => format!("also: {}", names.join(", ")),
        Language::ZhTw => format!("又稱或紀錄用語：{}", names.join("、")),
    }
}

/// A heading.
pub fn term_heading(language: Language) -> &'static str {
    language.pick("Term", "詞彙")
}

/// A heading.
pub fn other_heading(language: Language) -> &'static str {
    language.pick("Chinese", "英文")
}

/// A heading.
pub fn about_heading(language: Language) -> &'static str {
    language.pick("What it means", "說明")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_explained_in_both_languages() {
        let is_han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
        for term in TERMS {
            assert!(term.zh.chars().any(is_han), "{term:?}");
            assert!(term.about_zh.chars().any(is_han), "{term:?}");
            assert!(!term.about_en.chars().any(is_han), "{term:?}");
            assert!(term.about_en.ends_with(['.', '…']), "{term:?}");
            assert!(term.about_zh.ends_with(['。', '…']), "{term:?}");
        }
    }
}
